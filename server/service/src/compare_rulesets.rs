//! Two rulesets side by side, and what the second would make of the candidates of the first.

use crate::office::{anonymity_of, session_ref};
use crate::record::of_packed;
use crate::{Desk, Refusal, Result};
use domain::{Actor, ApplicationId, Outcome, Ruleset, SessionId, TraceStep, builtin, changes, decide};
use std::sync::Arc;
use store::{PackedRow, Whom};
use wire::{Compared, Flip, RulesetComparison, Tally, Told, Tried};

/// Candidates listed at most: beyond that, nobody reads a list.
const LISTED: usize = 200;
const SLICE: i64 = 4_000;

impl Desk {
    /// Differences between two rulesets, and every candidate of the session that the first decides on, tried by the
    /// second. Nothing is kept.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`: no such session; `Invalid`: no such ruleset.
    pub async fn compare_rulesets(
        &self,
        actor: &Actor,
        asked: Option<SessionId>,
        codes: Option<(&str, &str)>,
    ) -> Result<RulesetComparison> {
        let session = self.law_session(actor, asked).await?;
        let mut all = Vec::new();
        for (code, _) in builtin() {
            all.push(((*code).to_owned(), self.builtin_ruleset(code)?.label.clone()));
        }
        let compared = match codes {
            None => None,
            Some((from, to)) => {
                let to = self.builtin_ruleset(to)?;
                let key = session.as_ref().map(|row| SessionId(row.id));
                let from = match key {
                    Some(session) => self.ruleset(session, from).await?,
                    None => self.builtin_ruleset(from)?,
                };
                let tried = match key {
                    Some(session) => Some(self.try_ruleset(session, from.clone(), to.clone()).await?),
                    None => None,
                };
                Some(Compared {
                    changes: changes(&from, &to),
                    from: (*from).clone(),
                    to: (*to).clone(),
                    tried,
                })
            }
        };
        Ok(RulesetComparison {
            session: session.as_ref().map(session_ref),
            all,
            compared,
        })
    }

    async fn try_ruleset(&self, session: SessionId, from: Arc<Ruleset>, to: Arc<Ruleset>) -> Result<Tried> {
        let mut trial = Trial::default();
        let Some((first, last)) = self.store.reading().application_keys(session).await? else {
            return Ok(trial.told());
        };
        for start in (first..=last).step_by(usize::try_from(SLICE).unwrap_or(1)) {
            let mut rows = self.store.reading().packed(&Whom::Slice(session, start, SLICE)).await?;
            rows.retain(|row| row.ruleset == from.code.as_str());
            let (from, to) = (from.clone(), to.clone());
            let work = tokio::task::spawn_blocking(move || -> Result<Trial> {
                for row in &rows {
                    trial.one(&from, &to, row)?;
                }
                Ok(trial)
            });
            trial = work.await.map_err(|error| Refusal::Failed(error.to_string()))??;
        }
        Ok(trial.told())
    }
}

#[derive(Default)]
struct Trial {
    tried: Tried,
    counts: Tally,
}

impl Trial {
    fn one(&mut self, from: &Ruleset, to: &Ruleset, row: &PackedRow) -> Result<()> {
        // Each reads the application by its own cells: options and facultative épreuves have other places.
        let (marks, there) = (of_packed(from, row)?, of_packed(to, row)?);
        let (before, after) = (decide(from, &marks), decide(to, &there));
        self.tried.candidates += 1;
        let set_aside = after.trace.iter().any(|step| matches!(step, TraceStep::Ignored { .. }));
        self.tried.refused += u64::from(set_aside);
        self.counts.add(told(&before), told(&after));
        if told(&before) == told(&after) {
            return Ok(());
        }
        self.tried.flipped += 1;
        if self.tried.flips.len() < LISTED {
            self.tried.flips.push(Flip {
                application: ApplicationId(row.id),
                anonymity: anonymity_of(row.anonymity.as_deref())?,
                before: (told(&before), average(from, &before)),
                after: (told(&after), average(to, &after)),
            });
        }
        Ok(())
    }

    fn told(self) -> Tried {
        Tried {
            counts: self.counts.counts(),
            ..self.tried
        }
    }
}

fn told(outcome: &Outcome) -> Told {
    (outcome.decision, outcome.mention)
}

fn average(ruleset: &Ruleset, outcome: &Outcome) -> Option<String> {
    let scale = u32::from(ruleset.average.display_scale);
    outcome.average.map(|average| average.truncated(scale))
}
