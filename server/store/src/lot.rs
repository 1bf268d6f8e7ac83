//! Lots of copies (lots de copies).

use crate::{Result, Store, sql};
use domain::{LotId, SessionId};

impl Store {
    /// The session a lot belongs to.
    pub async fn session_of_lot(&self, id: LotId) -> Result<Option<SessionId>> {
        let session = sql::number(
            &self.reader,
            "SELECT session_id AS n FROM lot WHERE id = $1",
            [id.0.into()],
        )
        .await?;
        Ok((session != 0).then_some(SessionId(session)))
    }
}
