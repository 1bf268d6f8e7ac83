//! The decisions of a jury beside its minutes: the log the minutes were signed on.

use crate::{Desk, Refusal, Result};
use domain::{Act, Decision, JuryId, StreamKey};
use std::collections::HashMap;
use store::ResultRow;
use wire::ResultCounts;

/// Events read at once.
const PAGE: i64 = 1000;

/// The last decision the log holds for each candidate: its name, its mention's and the digest of its trace.
pub(crate) struct Minutes {
    decisions: HashMap<i64, (Decision, Option<domain::Mention>, String)>,
    /// Number of the last event read.
    pub(crate) seq: i64,
}

impl Desk {
    /// Reads the log of a jury to its end.
    pub(crate) async fn minutes_of(&self, jury: JuryId) -> Result<Minutes> {
        let mut minutes = Minutes {
            decisions: HashMap::new(),
            seq: 0,
        };
        loop {
            let events = self
                .store
                .events_after(StreamKey::Jury(jury), minutes.seq, PAGE)
                .await?;
            let Some(last) = events.last() else { return Ok(minutes) };
            minutes.seq = last.seq;
            for event in &events {
                let event: wire::Event =
                    serde_json::from_str(&event.body).map_err(|error| Refusal::Failed(error.to_string()))?;
                match event.act {
                    Act::DecisionConfirmed {
                        application,
                        decision,
                        mention,
                        trace,
                    } => {
                        minutes.decisions.insert(application.0, (decision, mention, trace));
                    }
                    Act::DecisionReopened { application } => {
                        minutes.decisions.remove(&application.0);
                    }
                    _ => {}
                }
            }
        }
    }
}

impl Minutes {
    /// Counts the rows of a jury against its log.
    pub(crate) fn count(&self, rows: &[ResultRow]) -> ResultCounts {
        let mut counts = ResultCounts::default();
        for row in rows {
            counts.candidates += 1;
            let Some(decision) = row.decision.as_deref().and_then(Decision::from_name) else {
                continue;
            };
            counts.decided += 1;
            let mention = row.mention.as_deref().and_then(domain::Mention::from_name);
            let told = self.decisions.get(&row.application_id);
            let same = told.is_some_and(|(name, told_mention, trace)| {
                *name == decision && *told_mention == mention && Some(trace) == row.trace_hash.as_ref()
            });
            counts.in_minutes += u64::from(same);
            *match decision {
                _ if held(row) => &mut counts.withheld,
                Decision::Admitted => &mut counts.admitted,
                Decision::Group2 => &mut counts.group2,
                Decision::Refused | Decision::RefusedCert | Decision::Eliminated | Decision::Absent => {
                    &mut counts.refused
                }
                // A pending decision is none: it is counted nowhere, so the numbers differ.
                Decision::Pending => continue,
                _ => &mut counts.others,
            } += 1;
        }
        counts
    }
}

/// No page, no list: a fraud is presumed, now or when the jury sat.
pub(crate) fn held(row: &ResultRow) -> bool {
    row.presumed_fraud || row.decision.as_deref() == Some(Decision::Withheld.as_str())
}
