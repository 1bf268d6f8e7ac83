//! Publishing results: an immutable set, built once, that opens at an hour.

use crate::reconcile::held;
use crate::record::trace_hash;
use crate::result_set::{Identity, SetHead, SetWriter};
use crate::result_sheet::{Heading, sheet};
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, Astray, JuryId, JuryState, Object, Outcome, Ruleset, SessionId, StreamKey};
use std::path::PathBuf;
use std::sync::Arc;
use store::{JuryRow, PublicationRow, ResultRow, StoreError};
use wire::{FieldError, ResultCounts, ResultSheet};

/// Juries to publish together.
#[derive(Debug, Clone)]
pub struct PublishResults {
    /// Session they belong to.
    pub session: SessionId,
    /// Which; all at 198 or later, none in a live publication.
    pub juries: Vec<JuryId>,
    /// When it opens, epoch milliseconds; an hour that has passed opens at once.
    pub opens_at_ms: i64,
}

/// Turns a sheet into the page that is sent. The screens give it; the verbs know no HTML.
pub trait ResultRenderer: Send + Sync {
    /// The page of a candidate.
    fn page(&self, sheet: &ResultSheet) -> Vec<u8>;
    /// Name and content of the style sheet the pages name; an empty name for none.
    fn style(&self) -> (String, Vec<u8>);
}

/// A jury read and reconciled, ready to be rendered.
struct Ready {
    jury: JuryRow,
    rows: Vec<ResultRow>,
    ruleset: Arc<Ruleset>,
    seq: i64,
    counts: ResultCounts,
}

enum Ending {
    Published(domain::PublicationId),
    Refused(Refusal),
}

impl Desk {
    /// Publishes locked juries: builds their pages, reconciled with their minutes, and sets the hour they open.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid` on `juries`: none, unknown, not locked, already published, or numbers that differ from
    /// the minutes (the value tells jury and numbers); `Outdated` when a jury moved meanwhile.
    pub async fn publish_results(&self, actor: &Actor, command: PublishResults) -> Result<domain::PublicationId> {
        let role = self.check(actor, Action::PublishResults, &Object::session(command.session))?;
        let session = self
            .store
            .session(command.session)
            .await?
            .ok_or_else(Refusal::not_found)?;
        let renderer = self
            .renderer
            .clone()
            .ok_or_else(|| Refusal::Failed("nothing renders result pages here".into()))?;
        let ready = self.ready_juries(&command).await?;
        let counts = ready
            .iter()
            .fold(ResultCounts::default(), |sum, jury| sum.with(jury.counts));
        let label = label(&ready);
        let (style, css) = renderer.style();
        let head = SetHead {
            format: 0,
            label: label.clone(),
            academy: session.academy.clone(),
            session: session.label.clone(),
            opens_at_ms: command.opens_at_ms,
            style,
            secret: String::new(),
            digest: String::new(),
        };
        let juries: Vec<JuryId> = ready.iter().map(|it| JuryId(it.jury.id)).collect();
        let seen: Vec<(JuryId, i64, Vec<i64>)> = ready.iter().map(Ready::seen).collect();

        let building = self.building_folder();
        let folder = building.clone();
        let (academy, session_label) = (session.academy.clone(), session.label.clone());
        let written = tokio::task::spawn_blocking(move || {
            let mut writer = SetWriter::create(&folder, rand::random()).map_err(failed)?;
            for jury in &ready {
                let heading = Heading {
                    academy: &academy,
                    session: &session_label,
                    ruleset: &jury.ruleset,
                };
                for row in jury.rows.iter().filter(|row| !held(row)) {
                    let outcome = outcome_of(row)?;
                    let page = renderer.page(&sheet(&heading, row, &outcome));
                    writer
                        .add(&Identity::new(&row.number, &row.birth_date), &page)
                        .map_err(failed)?;
                }
            }
            writer.finish(&head, &css).map_err(failed)
        })
        .await
        .map_err(|error| Refusal::Failed(error.to_string()))?;
        let digest = match written {
            Ok(digest) => digest,
            Err(refusal) => {
                forget(&building);
                return Err(refusal);
            }
        };

        let row = PublicationRow {
            id: 0,
            session_id: command.session.0,
            label,
            juries: serde_json::to_string(&juries).map_err(failed)?,
            opens_at: command.opens_at_ms,
            state: String::new(),
            folder: String::new(),
            digest: digest.clone(),
            counts: serde_json::to_string(&counts).map_err(failed)?,
            created_at: self.clock.now_ms(),
        };
        // The act needs the key of the set, which only the transaction knows.
        let act = |publication| Act::ResultsPublished {
            publication,
            juries: juries.clone(),
            opens_at_ms: command.opens_at_ms,
            digest: digest.clone(),
        };
        let mut draft = self.draft(actor, role, act(domain::PublicationId(0)));
        let mut streams: Vec<StreamKey> = juries.iter().map(|id| StreamKey::Jury(*id)).collect();
        streams.push(StreamKey::Session(command.session));
        let (session, data, from) = (command.session, self.settings.data_dir.clone(), building.clone());
        let ending = self
            .store
            .write(streams, move |tx| {
                Box::pin(async move {
                    let live = tx.live_publications_of(session).await?;
                    for (jury, seq, frauds) in &seen {
                        if live.iter().any(|set| set.jury_ids().contains(jury)) {
                            return Ok(Ending::Refused(Refusal::field(
                                "juries",
                                "jury_published",
                                jury.to_string(),
                            )));
                        }
                        let moved = tx.head(StreamKey::Jury(*jury)).await?.seq != *seq;
                        if moved || tx.presumed_frauds(*jury).await? != *frauds {
                            return Ok(Ending::Refused(Refusal::outdated()));
                        }
                    }
                    let short = digest_name(&row.digest);
                    let (id, folder) = tx
                        .insert_publication(&row, |id| format!("publications/{id}-{short}"))
                        .await?;
                    if let Act::ResultsPublished { publication, .. } = &mut draft.act {
                        *publication = id;
                    }
                    tx.append(StreamKey::Session(session), &draft).await?;
                    // The last step that can fail but the commit itself: a set in place has its row.
                    std::fs::rename(&from, data.join(folder))
                        .map_err(|error| StoreError::Database(error.to_string()))?;
                    Ok(Ending::Published(id))
                })
            })
            .await;
        match ending {
            Ok(Ending::Published(id)) => Ok(id),
            Ok(Ending::Refused(refusal)) => {
                forget(&building);
                Err(refusal)
            }
            Err(error) => {
                forget(&building);
                Err(error.into())
            }
        }
    }

    async fn ready_juries(&self, command: &PublishResults) -> Result<Vec<Ready>> {
        let mut ids = command.juries.clone();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Err(Refusal::field("juries", "no_jury_chosen", ""));
        }
        let (mut ready, mut faults) = (Vec::new(), Vec::new());
        let mut fault = |code: &str, value: String| {
            faults.push(FieldError {
                field: "juries".into(),
                code: code.into(),
                value,
            });
        };
        let live = self.store.live_publications().await?;
        for id in ids {
            let jury = self
                .store
                .jury(id)
                .await?
                .filter(|jury| jury.session_id == command.session.0);
            let Some(jury) = jury else {
                fault("unknown_jury", id.to_string());
                continue;
            };
            let state = JuryState::from_code(&jury.state);
            if !state.is_some_and(JuryState::publishable) {
                fault("jury_not_locked", format!("{} ({})", jury.code, jury.state));
                continue;
            }
            if live.iter().any(|set| set.jury_ids().contains(&id)) {
                fault("jury_published", jury.code.clone());
                continue;
            }
            let minutes = self.minutes_of(id).await?;
            let rows = self.store.results_of_jury(id).await?;
            let counts = minutes.count(&rows);
            if !counts.agree() {
                fault("jury_counts_differ", format!("{} ({})", jury.code, numbers(&counts)));
                continue;
            }
            let ruleset = self.ruleset(command.session, &jury.ruleset).await?;
            ready.push(Ready {
                seq: minutes.seq,
                jury,
                rows,
                ruleset,
                counts,
            });
        }
        if faults.is_empty() {
            Ok(ready)
        } else {
            Err(Refusal::fields(faults))
        }
    }

    fn building_folder(&self) -> PathBuf {
        self.settings
            .data_dir
            .join("publications")
            .join(format!(".building-{}", uuid::Uuid::new_v4().simple()))
    }
}

impl Ready {
    /// What must still hold when the set is recorded.
    fn seen(&self) -> (JuryId, i64, Vec<i64>) {
        let mut frauds: Vec<i64> = self
            .rows
            .iter()
            .filter(|row| row.presumed_fraud)
            .map(|row| row.application_id)
            .collect();
        frauds.sort_unstable();
        (JuryId(self.jury.id), self.seq, frauds)
    }
}

/// `120 / 119 / 119 = 98 + 12 + 8 + 0 + 1`: candidates, decisions, decisions of the minutes, and the parts.
fn numbers(counts: &ResultCounts) -> String {
    format!(
        "{} / {} / {} = {} + {} + {} + {} + {}",
        counts.candidates,
        counts.decided,
        counts.in_minutes,
        counts.admitted,
        counts.group2,
        counts.refused,
        counts.others,
        counts.withheld
    )
}

fn label(ready: &[Ready]) -> String {
    let mut labels: Vec<&str> = ready.iter().map(|it| it.ruleset.label.as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.join(" · ")
}

/// The outcome that was confirmed; one that says another decision than its row was not written by us.
fn outcome_of(row: &ResultRow) -> Result<Outcome> {
    let text = row.outcome.as_deref().unwrap_or_default();
    let corrupt = |why: String| {
        let value = format!("{}: {why}", row.application_id);
        Refusal::Store(StoreError::Corrupt { what: "outcome", value })
    };
    let outcome: Outcome = serde_json::from_str(text).map_err(|error| corrupt(error.to_string()))?;
    let mention = outcome.mention.map(domain::Mention::as_str);
    // The log holds the digest of the trace: what is published is what was confirmed, to the last mark.
    if row.trace_hash.as_ref() != Some(&trace_hash(&outcome)?) {
        return Err(corrupt("another trace than the one confirmed".into()));
    }
    if row.decision.as_deref() != Some(outcome.decision.as_str()) || row.mention.as_deref() != mention {
        return Err(corrupt("another decision than its row".into()));
    }
    // Nor does the trace need to be believed: it alone makes its decision anew.
    match domain::replay(&outcome.trace) {
        Ok(anew) if (anew.decision, anew.mention) == (outcome.decision, outcome.mention) => Ok(outcome),
        Ok(anew) => Err(corrupt(format!("its trace leads to {}", anew.decision.as_str()))),
        Err(Astray(step)) => Err(corrupt(format!("its trace goes astray at step {step}"))),
    }
}

fn digest_name(digest: &str) -> &str {
    digest.get(..8).unwrap_or(digest)
}

fn failed(error: impl std::fmt::Display) -> Refusal {
    Refusal::Failed(error.to_string())
}

fn forget(folder: &std::path::Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::warn!(%error, "a set that was not published could not be removed");
    }
}
