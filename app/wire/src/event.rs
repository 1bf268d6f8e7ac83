//! An event of the log as screens receive it.

use domain::{AccountId, Act, Role};
use serde::{Deserialize, Serialize};

/// One event: the canonical body of the log, read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Such as `jury:3`.
    pub stream: String,
    /// Number in the stream, from 1, without holes.
    pub seq: i64,
    /// Epoch milliseconds.
    pub at: i64,
    /// Author's account; `None` for the command line.
    pub account: Option<AccountId>,
    /// Author's name, a colleague's.
    pub name: String,
    /// In which role.
    pub role: Option<Role>,
    /// Operation of a client.
    pub op: Option<String>,
    /// What was done.
    pub act: Act,
}
