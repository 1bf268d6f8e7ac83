//! Who is asking: roles, where they hold, and the person behind a request.

use crate::{AccountId, CandidateId, JuryId, LotId, SessionId, Uai};
use serde::{Deserialize, Serialize};

/// Part a person plays (profil).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Administrateur de l'installation: accounts, no marks.
    Administrator,
    /// Gestionnaire de la division des examens et concours.
    Manager,
    /// Chef de centre de délibération.
    CentreHead,
    /// Correcteur.
    Marker,
    /// Président de jury.
    JuryPresident,
    /// Vice-président de jury.
    JuryVicePresident,
    /// Membre de jury.
    JuryMember,
    /// Poste de projection: shows what the president points at.
    Projector,
    /// Établissement d'inscription.
    Establishment,
    /// Candidat.
    Candidate,
}

impl Role {
    /// Every role, in the order of the table.
    pub const ALL: [Role; 10] = [
        Role::Administrator,
        Role::Manager,
        Role::CentreHead,
        Role::Marker,
        Role::JuryPresident,
        Role::JuryVicePresident,
        Role::JuryMember,
        Role::Projector,
        Role::Establishment,
        Role::Candidate,
    ];

    /// Stable name in rows and files.
    pub const fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Manager => "manager",
            Role::CentreHead => "centre_head",
            Role::Marker => "marker",
            Role::JuryPresident => "jury_president",
            Role::JuryVicePresident => "jury_vice_president",
            Role::JuryMember => "jury_member",
            Role::Projector => "projector",
            Role::Establishment => "establishment",
            Role::Candidate => "candidate",
        }
    }

    /// The role of a stable name.
    pub fn from_code(code: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Sits in a jury.
    pub const fn sits_in_jury(self) -> bool {
        matches!(
            self,
            Role::JuryPresident | Role::JuryVicePresident | Role::JuryMember | Role::Projector
        )
    }
}

/// What a grant covers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole installation.
    Everything,
    /// One session and all it holds.
    Session(SessionId),
    /// One establishment in every session.
    Establishment(Uai),
    /// One lot.
    Lot(LotId),
    /// One jury.
    Jury(JuryId),
    /// One person.
    Candidate(CandidateId),
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Scope::Everything => f.write_str("everything"),
            Scope::Session(id) => write!(f, "session:{id}"),
            Scope::Establishment(uai) => write!(f, "establishment:{uai}"),
            Scope::Lot(id) => write!(f, "lot:{id}"),
            Scope::Jury(id) => write!(f, "jury:{id}"),
            Scope::Candidate(id) => write!(f, "candidate:{id}"),
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text == "everything" {
            return Ok(Scope::Everything);
        }
        let (kind, rest) = text.split_once(':').ok_or(())?;
        match kind {
            "session" => rest.parse().map(Scope::Session).map_err(drop),
            "establishment" => rest.parse().map(Scope::Establishment).map_err(drop),
            "lot" => rest.parse().map(Scope::Lot).map_err(drop),
            "jury" => rest.parse().map(Scope::Jury).map_err(drop),
            "candidate" => rest.parse().map(Scope::Candidate).map_err(drop),
            _ => Err(()),
        }
    }
}

/// A role on a scope (habilitation).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// Part played.
    pub role: Role,
    /// On what.
    pub scope: Scope,
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account; `None` for a visitor.
    pub account: Option<AccountId>,
    /// Name shown to colleagues (never a candidate's, to a marker or a juror).
    pub name: String,
    /// What he was granted.
    pub grants: Vec<Grant>,
    /// He logged in with a password somebody else knows.
    pub must_change_password: bool,
}

impl Actor {
    /// Somebody who is not logged in.
    pub fn visitor() -> Actor {
        Actor {
            account: None,
            name: String::new(),
            grants: Vec::new(),
            must_change_password: false,
        }
    }

    /// Holds this role somewhere.
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}
