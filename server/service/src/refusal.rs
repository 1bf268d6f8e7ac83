//! How a verb says no.

use domain::Reason;
use store::StoreError;
use wire::{FieldError, Refused, RefusedCode};

/// A refusal or a failure. Expected endings are values of the verb's own result, not refusals.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Refusal {
    /// The law or the rights refuse; people are told.
    #[error("{0:?}")]
    Refused(Refused),
    /// The store failed; people are told a reference, the log is told why.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something else failed below the law.
    #[error("{0}")]
    Failed(String),
}

impl Refusal {
    /// May not.
    pub fn forbidden(reason: Reason) -> Refusal {
        Refusal::Refused(Refused::new(RefusedCode::Forbidden(reason)))
    }

    /// Does not exist.
    pub fn not_found() -> Refusal {
        Refusal::Refused(Refused::new(RefusedCode::NotFound))
    }

    /// The thing is in a state that does not allow it; `code` is the name of the message.
    pub fn wrong_state(code: &str) -> Refusal {
        Refusal::Refused(Refused::new(RefusedCode::WrongState(code.into())))
    }

    /// Somebody else was faster.
    pub fn outdated() -> Refusal {
        Refusal::Refused(Refused::new(RefusedCode::Outdated))
    }

    /// One field is wrong.
    pub fn field(field: &str, code: &str, value: impl Into<String>) -> Refusal {
        Refusal::Refused(Refused::field(field, code, value))
    }

    /// Several fields are wrong.
    pub fn fields(fields: Vec<FieldError>) -> Refusal {
        Refusal::Refused(Refused {
            code: RefusedCode::Invalid,
            fields,
        })
    }

    /// What the person is told. Failures are logged here, once, under a reference the person sees too.
    pub fn told(self) -> Refused {
        match self {
            Refusal::Refused(refused) => refused,
            other => {
                let reference = uuid::Uuid::new_v4().simple().to_string()[..8].to_string();
                tracing::error!(reference, error = %other, "a request failed");
                Refused::new(RefusedCode::Internal(reference))
            }
        }
    }
}
