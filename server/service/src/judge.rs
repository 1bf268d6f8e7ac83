//! What the law says of many candidates as their marks stand, kept with the hash of its trace; and of one anew, in the
//! transaction that changed him.

use crate::record::{of_packed, trace_hash};
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, ApplicationId, JuryId, Object, Outcome, Ruleset, SessionId, decide};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use store::{JudgementRow, PackedRow, Tx, Whom};
use tokio::sync::mpsc;

/// Keys read, decided and written at a time.
const SLICE: i64 = 4_000;

/// What came of a judgement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// Candidates decided on.
    pub candidates: u64,
    /// Of them, those of whom the law says something else than before.
    pub changed: u64,
    /// How many have each decision and mention, by name.
    pub counts: BTreeMap<(String, Option<String>), u64>,
    /// Candidates whose rows cannot be read: passed over, and told.
    pub unreadable: Vec<ApplicationId>,
}

impl Desk {
    /// Judges every candidate of a session; `progress` hears how many are done.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn judge_session(
        &self,
        actor: &Actor,
        session: SessionId,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<Judged> {
        self.check(actor, Action::PrepareSession, &Object::session(session))?;
        self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let Some((first, last)) = self.store.reading().application_keys(session).await? else {
            return Ok(Judged::default());
        };
        let rulesets = self.rulesets_in(session).await?;
        // One slice is read and one decided while another is written.
        let (read, mut slices) = mpsc::channel::<Result<Vec<PackedRow>>>(1);
        let store = self.store.clone();
        let reader = tokio::spawn(async move {
            let mut from = first;
            while from <= last {
                let rows = store.reading().packed(&Whom::Slice(session, from, SLICE)).await;
                from += SLICE;
                if read.send(rows.map_err(Into::into)).await.is_err() {
                    break;
                }
            }
        });
        let (decided, mut judged) = mpsc::channel::<Result<Judgements>>(1);
        let now = self.clock.now_ms();
        let decider = tokio::spawn(async move {
            while let Some(rows) = slices.recv().await {
                let judgements = match rows {
                    Ok(rows) => judge_rows(rulesets.clone(), rows, now).await,
                    Err(error) => Err(error),
                };
                if decided.send(judgements).await.is_err() {
                    break;
                }
            }
        });
        let mut all = Judged::default();
        while let Some(judgements) = judged.recv().await {
            self.keep(judgements?, &mut all).await?;
            progress(all.candidates);
        }
        for task in [reader, decider] {
            task.await.map_err(|error| Refusal::Failed(error.to_string()))?;
        }
        Ok(all)
    }

    /// Judges the candidates of a jury.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn judge_jury(&self, actor: &Actor, jury: JuryId) -> Result<Judged> {
        let row = self.store.jury(jury).await?.ok_or_else(Refusal::not_found)?;
        let session = SessionId(row.session_id);
        self.check(actor, Action::PrepareSession, &Object::session(session))?;
        self.judge_whom(session, Whom::Jury(jury)).await
    }

    /// Judges one candidate anew.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `WrongState` while he is not registered.
    pub async fn judge_candidate(&self, actor: &Actor, application: ApplicationId) -> Result<()> {
        let (row, _) = self.prepared(actor, application).await?;
        let session = SessionId(row.session_id);
        let code = row.ruleset.ok_or_else(|| Refusal::wrong_state("not_registered"))?;
        let (ruleset, now) = (self.ruleset(session, &code).await?, self.clock.now_ms());
        self.refusable(vec![], move |tx| {
            Box::pin(async move { judge_one(tx, &ruleset, application, now).await })
        })
        .await
    }

    /// Judges those whose marks began to count. What was done stands, whatever becomes of this: it can be asked for again.
    pub(crate) async fn judge_after(&self, session: SessionId, whom: Whom) {
        if let Err(error) = self.judge_whom(session, whom).await {
            tracing::error!(%error, "candidates could not be judged anew");
        }
    }

    /// As [`Desk::judge_after`], of as many as an import touched.
    pub(crate) async fn judge_touched(&self, session: SessionId, applications: BTreeSet<i64>) {
        let keys: Vec<i64> = applications.into_iter().collect();
        for some in keys.chunks(1_000) {
            self.judge_after(session, Whom::These(some.to_vec())).await;
        }
    }

    async fn judge_whom(&self, session: SessionId, whom: Whom) -> Result<Judged> {
        let rulesets = self.rulesets_in(session).await?;
        let rows = self.store.reading().packed(&whom).await?;
        let mut all = Judged::default();
        let judgements = judge_rows(rulesets, rows, self.clock.now_ms()).await?;
        self.keep(judgements, &mut all).await?;
        Ok(all)
    }

    /// The rulesets candidates of a session may fall under.
    async fn rulesets_in(&self, session: SessionId) -> Result<Rulesets> {
        let mut rulesets = HashMap::new();
        for code in self.store.rulesets_in(session).await? {
            let ruleset = self.ruleset(session, &code).await?;
            rulesets.insert(code, ruleset);
        }
        Ok(Arc::new(rulesets))
    }

    async fn keep(&self, judgements: Judgements, all: &mut Judged) -> Result<()> {
        all.candidates += judgements.rows.len() as u64;
        all.unreadable.extend(judgements.unreadable);
        for row in &judgements.rows {
            let what = (row.decision.clone(), row.mention.clone());
            *all.counts.entry(what).or_default() += 1;
        }
        let rows = judgements.rows;
        let kept = self
            .store
            .write(vec![], |tx| Box::pin(async move { tx.put_judgements(rows).await }));
        all.changed += kept.await?;
        Ok(())
    }
}

/// Judges one candidate anew, in the transaction that changed him.
pub(crate) async fn judge_one(tx: &Tx, ruleset: &Ruleset, application: ApplicationId, now_ms: i64) -> Result<()> {
    let rows = tx.reading().packed(&Whom::One(application)).await?;
    for row in rows {
        let Ok(marks) = of_packed(ruleset, &row) else {
            // Who cannot be judged can still be flagged or set right.
            tracing::error!(application = row.id, "a candidate cannot be read");
            continue;
        };
        let outcome = decide(ruleset, &marks);
        tx.put_judgements(vec![judgement(row.id, &outcome, now_ms)?]).await?;
    }
    Ok(())
}

type Rulesets = Arc<HashMap<String, Arc<Ruleset>>>;

/// What was decided on a slice.
#[derive(Default)]
struct Judgements {
    rows: Vec<JudgementRow>,
    unreadable: Vec<ApplicationId>,
}

/// Decides on two threads: as many as the smallest machine has.
async fn judge_rows(rulesets: Rulesets, mut rows: Vec<PackedRow>, now_ms: i64) -> Result<Judgements> {
    let second = rows.split_off(rows.len() / 2);
    let judge = |rows: Vec<PackedRow>| {
        let rulesets = rulesets.clone();
        tokio::task::spawn_blocking(move || judge_all(&rulesets, &rows, now_ms))
    };
    let (first, second) = (judge(rows), judge(second));
    let failed = |error: tokio::task::JoinError| Refusal::Failed(error.to_string());
    let mut all = first.await.map_err(failed)??;
    let second = second.await.map_err(failed)??;
    all.rows.extend(second.rows);
    all.unreadable.extend(second.unreadable);
    Ok(all)
}

fn judge_all(rulesets: &HashMap<String, Arc<Ruleset>>, rows: &[PackedRow], now_ms: i64) -> Result<Judgements> {
    let mut all = Judgements::default();
    for row in rows {
        let marks = rulesets
            .get(&row.ruleset)
            .map(|ruleset| (ruleset, of_packed(ruleset, row)));
        let Some((ruleset, Ok(marks))) = marks else {
            all.unreadable.push(ApplicationId(row.id));
            continue;
        };
        let outcome = decide(ruleset, &marks);
        all.rows.push(judgement(row.id, &outcome, now_ms)?);
    }
    Ok(all)
}

fn judgement(application: i64, outcome: &Outcome, now_ms: i64) -> Result<JudgementRow> {
    Ok(JudgementRow {
        application_id: application,
        decision: outcome.decision.as_str().into(),
        mention: outcome.mention.map(|mention| mention.as_str().into()),
        points: outcome.points.map(domain::Points::ten_thousandths),
        coefficients: outcome.coefficients.map(|it| i64::from(it.hundredths())),
        trace_hash: trace_hash(outcome)?,
        judged_at: now_ms,
    })
}
