//! Names of the streams of the log.

use crate::{JuryId, LotId, SessionId};

/// Name of a stream of the log: one chain of hashes, one sequence of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StreamKey {
    /// Acts on the marks of a lot.
    Lot(LotId),
    /// Acts of a jury.
    Jury(JuryId),
    /// Acts of the exam office.
    Session(SessionId),
}

impl std::fmt::Display for StreamKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StreamKey::Lot(id) => write!(f, "lot:{id}"),
            StreamKey::Jury(id) => write!(f, "jury:{id}"),
            StreamKey::Session(id) => write!(f, "session:{id}"),
        }
    }
}

impl std::str::FromStr for StreamKey {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, id) = text.split_once(':').ok_or(())?;
        let id: i64 = id.parse().map_err(|_| ())?;
        match kind {
            "lot" => Ok(StreamKey::Lot(LotId(id))),
            "jury" => Ok(StreamKey::Jury(JuryId(id))),
            "session" => Ok(StreamKey::Session(SessionId(id))),
            _ => Err(()),
        }
    }
}
