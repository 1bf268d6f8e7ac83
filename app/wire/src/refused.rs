//! Refusals as screens receive them: codes and values, worded by `words`.

use domain::Reason;
use serde::{Deserialize, Serialize};

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// What kind of refusal.
    pub code: RefusedCode,
    /// Fields at fault.
    pub fields: Vec<FieldError>,
}

/// One field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// Name of the message.
    pub code: String,
    /// What was found, or the bound that was crossed.
    pub value: String,
}

/// The kinds of refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedCode {
    /// The actor may not.
    Forbidden(Reason),
    /// It does not exist, or the actor may not know that it does.
    NotFound,
    /// Login or password is wrong, or the account is disabled: which one is not said.
    WrongCredentials,
    /// Too many wrong guesses; try again after these seconds.
    Throttled(i64),
    /// Some fields are wrong.
    Invalid,
    /// The thing is not in a state that allows it: name of the message.
    WrongState(String),
    /// Somebody else was faster: look again.
    Outdated,
    /// The server is at fault; the reference stands in its log.
    Internal(String),
    /// The server could not be reached (told by the browser itself).
    Unreachable,
}

impl Refused {
    /// A refusal without fields.
    pub fn new(code: RefusedCode) -> Refused {
        Refused {
            code,
            fields: Vec::new(),
        }
    }

    /// One field at fault.
    pub fn field(field: &str, code: &str, value: impl Into<String>) -> Refused {
        Refused {
            code: RefusedCode::Invalid,
            fields: vec![FieldError {
                field: field.into(),
                code: code.into(),
                value: value.into(),
            }],
        }
    }

    /// HTTP status that goes with it.
    pub fn status(&self) -> u16 {
        match self.code {
            RefusedCode::Forbidden(Reason::NotLoggedIn) => 401,
            RefusedCode::Forbidden(_) => 403,
            RefusedCode::NotFound => 404,
            RefusedCode::Throttled(_) => 429,
            RefusedCode::WrongCredentials | RefusedCode::Invalid => 422,
            RefusedCode::WrongState(_) | RefusedCode::Outdated => 409,
            RefusedCode::Internal(_) | RefusedCode::Unreachable => 500,
        }
    }
}
