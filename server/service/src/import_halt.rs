//! What ends an import before its end.

use crate::Refusal;
use exchanges::Finding;
use store::StoreError;

/// Why an import stopped before its end.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The file is refused.
    Refused(Box<Finding>),
    /// Somebody cancelled, or another worker took over.
    Lost,
    /// The program is stopping.
    Stopped,
    /// Something below broke.
    Failed(Refusal),
}

impl From<Finding> for Halt {
    fn from(finding: Finding) -> Halt {
        Halt::Refused(Box::new(finding))
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Halt {
        Halt::Failed(refusal)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Halt {
        Halt::Failed(error.into())
    }
}
