//! Exporting the log, for `delos verify`.

use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, Object, StreamKey};
use std::io::Write;

/// Events read at once.
const PAGE: i64 = 1000;

impl Desk {
    /// Writes the events of one stream, or of all, one JSON object per line, and tells how many.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` for a stream that does not exist; `Failed` when the output cannot be written.
    pub async fn export_log(
        &self,
        actor: &Actor,
        only: Option<StreamKey>,
        out: &mut (dyn Write + Send),
    ) -> Result<u64> {
        // A manager of one session exports what is in it; everything asks for everything.
        let object = match only {
            Some(key) => self.object_of(key).await?,
            None => Object::NONE,
        };
        self.check(actor, Action::ExportLog, &object)?;
        let mut after = (String::new(), 0);
        let mut count = 0;
        loop {
            let page = self.store.export_page(only, (&after.0, after.1), PAGE).await?;
            let Some((stream, seq, _)) = page.last() else {
                return Ok(count);
            };
            after = (stream.clone(), *seq);
            for (_, _, line) in &page {
                let text = serde_json::to_string(line).map_err(|e| Refusal::Failed(e.to_string()))?;
                writeln!(out, "{text}").map_err(|e| Refusal::Failed(e.to_string()))?;
                count += 1;
            }
        }
    }
}
