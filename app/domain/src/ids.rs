//! Typed identifiers: a lot is never mistaken for a jury.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    )*};
}

ids! {
    /// A user account (compte).
    AccountId,
    /// An exam session (session), such as 2026-06.
    SessionId,
    /// A person (candidat), one record whatever the number of exams.
    CandidateId,
    /// A candidate sitting one qualification in one session (candidature).
    ApplicationId,
    /// A set of copies given to one marker (lot de copies).
    LotId,
    /// A deliberation jury (jury).
    JuryId,
    /// A batch treatment (traitement planifié).
    JobId,
    /// A change proposed by a jury member (proposition).
    ProposalId,
    /// A published set of results (publication).
    PublicationId,
}
