//! What a decision on a candidate is made from: the one place rows become marks.

use crate::{Desk, Refusal, Result};
use domain::{
    AnonymityNumber, ApplicationContext, ApplicationId, CandidateMarks, Decision, Entry, JuryId, Mark, Mention,
    Outcome, Ruleset, SessionId, Slot, decide,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Connection, CountedRow, DecisionRow, JuryRow, PackedRow, RaiseRow, Reading, StoreError, SubjectRow};

/// One candidate of a jury: marks that count, raises, and the decision once it is confirmed.
#[derive(Debug, Clone)]
pub struct Record {
    /// Key.
    pub application: ApplicationId,
    /// Number people call him by; none until numbers are drawn.
    pub anonymity: Option<AnonymityNumber>,
    /// Everything a decision is made from.
    pub marks: CandidateMarks,
    /// Raises of the jury, oldest first.
    pub raises: Vec<RaiseRow>,
    /// The confirmed decision.
    pub decision: Option<DecisionRow>,
}

impl Record {
    /// What the law says of him.
    pub fn outcome(&self, ruleset: &Ruleset) -> Outcome {
        decide(ruleset, &self.marks)
    }

    /// Is the confirmed decision still what the law says?
    pub fn stands(&self, ruleset: &Ruleset) -> bool {
        self.decision.as_ref().is_some_and(|row| {
            let outcome = self.outcome(ruleset);
            row.decision == outcome.decision.as_str() && row.mention.as_deref() == outcome.mention.map(Mention::as_str)
        })
    }
}

/// SHA-256 of the JSON of a trace, hexadecimal.
pub(crate) fn trace_hash(outcome: &Outcome) -> Result<String> {
    let text = serde_json::to_string(&outcome.trace).map_err(|error| Refusal::Failed(error.to_string()))?;
    Ok(hex::encode(Sha256::digest(text.as_bytes())))
}

/// The decision and mention of a row.
pub(crate) fn decided(row: &DecisionRow) -> Result<(Decision, Option<Mention>)> {
    let decision = Decision::from_name(&row.decision).ok_or_else(|| corrupt("decision", &row.decision))?;
    let mention = match row.mention.as_deref() {
        Some(name) => Some(Mention::from_name(name).ok_or_else(|| corrupt("mention", name))?),
        None => None,
    };
    Ok((decision, mention))
}

/// A mark of a column of hundredths.
pub(crate) fn mark(hundredths: i64) -> Result<Mark> {
    u16::try_from(hundredths)
        .ok()
        .and_then(|value| Mark::from_hundredths(value).ok())
        .ok_or_else(|| corrupt("mark", hundredths))
}

pub(crate) fn slot(text: &str) -> Result<Slot> {
    text.parse().map_err(|_| corrupt("slot", text))
}

fn corrupt(what: &'static str, value: impl ToString) -> Refusal {
    Refusal::Store(StoreError::Corrupt {
        what,
        value: value.to_string(),
    })
}

impl Desk {
    /// Every candidate of a jury, by anonymity number.
    pub async fn jury_records(&self, jury: &JuryRow) -> Result<Vec<Record>> {
        let ruleset = self.ruleset(SessionId(jury.session_id), &jury.ruleset).await?;
        records(&self.store.reading(), &ruleset, JuryId(jury.id)).await
    }

    /// One application with its ruleset; none when it does not exist or has no qualification yet.
    pub async fn application_record(
        &self,
        session: SessionId,
        ruleset: &str,
        application: ApplicationId,
    ) -> Result<Option<(Arc<Ruleset>, Record)>> {
        let ruleset = self.ruleset(session, ruleset).await?;
        let record = record(&self.store.reading(), &ruleset, application).await?;
        Ok(record.map(|record| (ruleset, record)))
    }
}

/// Every candidate of a jury.
pub(crate) async fn records<C: Connection>(
    reading: &Reading<'_, C>,
    ruleset: &Ruleset,
    jury: JuryId,
) -> Result<Vec<Record>> {
    let subjects = reading.subjects(jury).await?;
    let mut counted: BTreeMap<i64, Vec<CountedRow>> = BTreeMap::new();
    for row in reading.counted_in(jury).await? {
        counted.entry(row.application_id).or_default().push(row);
    }
    let mut raises: BTreeMap<i64, Vec<RaiseRow>> = BTreeMap::new();
    for row in reading.raises_in(jury).await? {
        raises.entry(row.application_id).or_default().push(row);
    }
    let mut decisions: BTreeMap<i64, DecisionRow> = reading
        .decisions_in(jury)
        .await?
        .into_iter()
        .map(|row| (row.application_id, row))
        .collect();
    subjects
        .into_iter()
        .map(|subject| {
            let counted = counted.remove(&subject.id).unwrap_or_default();
            let raises = raises.remove(&subject.id).unwrap_or_default();
            let decision = decisions.remove(&subject.id);
            assemble(ruleset, &subject, &counted, raises, decision)
        })
        .collect()
}

/// One application.
pub(crate) async fn record<C: Connection>(
    reading: &Reading<'_, C>,
    ruleset: &Ruleset,
    application: ApplicationId,
) -> Result<Option<Record>> {
    let Some(subject) = reading.subject(application).await? else {
        return Ok(None);
    };
    let counted = reading.counted_of(application).await?;
    let raises = reading.raises_of(application).await?;
    let decision = reading.decision_of(application).await?;
    assemble(ruleset, &subject, &counted, raises, decision).map(Some)
}

/// The marks of an application as another situation would have them count; none when it does not exist.
pub(crate) async fn marks_in<C: Connection>(
    reading: &Reading<'_, C>,
    ruleset: &Ruleset,
    application: ApplicationId,
    context: &ApplicationContext,
) -> Result<Option<CandidateMarks>> {
    let Some(mut subject) = reading.subject(application).await? else {
        return Ok(None);
    };
    subject.context = serde_json::to_string(context).map_err(|error| corrupt("context", error))?;
    let counted = reading.counted_of(application).await?;
    let record = assemble(ruleset, &subject, &counted, Vec::new(), None)?;
    Ok(Some(record.marks))
}

fn assemble(
    ruleset: &Ruleset,
    subject: &SubjectRow,
    counted: &[CountedRow],
    raises: Vec<RaiseRow>,
    decision: Option<DecisionRow>,
) -> Result<Record> {
    let counted = counted.iter().map(|row| {
        let entry = match (row.value, row.code.as_deref()) {
            (Some(value), _) => Some(Entry::Mark(mark(value)?)),
            (None, Some(code)) => Some(Entry::Code(code.parse().map_err(|_| corrupt("code", code))?)),
            (None, None) => None,
        };
        Ok((slot(&row.slot)?, entry, row.conserved))
    });
    let raised = raises.iter().map(|raise| Ok((slot(&raise.slot)?, mark(raise.value)?)));
    let situation = Situation {
        context: &subject.context,
        regime: subject.regime.as_deref(),
        presumed_fraud: subject.presumed_fraud,
    };
    let marks = marks_of(ruleset, &situation, counted, raised)?;
    let anonymity = match subject.anonymity.as_deref() {
        Some(text) => Some(text.parse().map_err(|_| corrupt("anonymity", text))?),
        None => None,
    };
    Ok(Record {
        application: ApplicationId(subject.id),
        anonymity,
        marks,
        raises,
        decision,
    })
}

/// What an application carries beside its marks.
struct Situation<'a> {
    context: &'a str,
    regime: Option<&'a str>,
    presumed_fraud: bool,
}

/// Marks that count, raises and situation as the law takes them.
fn marks_of(
    ruleset: &Ruleset,
    situation: &Situation<'_>,
    counted: impl Iterator<Item = Result<(Slot, Option<Entry>, Option<i64>)>>,
    raises: impl Iterator<Item = Result<(Slot, Mark)>>,
) -> Result<CandidateMarks> {
    let mut marks = CandidateMarks {
        presumed_fraud: situation.presumed_fraud,
        ..CandidateMarks::default()
    };
    let mut conserved = BTreeMap::new();
    for cell in counted {
        let (slot, entry, sessions) = cell?;
        marks.set(slot, entry);
        if let (Some(sessions), Some(_)) = (sessions, entry) {
            let sessions = u8::try_from(sessions).map_err(|_| corrupt("conserved", sessions))?;
            conserved.insert(slot.component, sessions);
        }
    }
    let context: ApplicationContext = match situation.context.trim() {
        "" | "{}" => ApplicationContext::default(),
        text => serde_json::from_str(text).map_err(|error| corrupt("context", error))?,
    };
    context.fill(ruleset, &mut marks);
    marks.context.conserved = conserved;
    if let Some(regime) = situation.regime.filter(|regime| !regime.is_empty()) {
        marks.context.regime = Some(regime.parse().map_err(|_| corrupt("regime", regime))?);
    }
    for raise in raises {
        let (slot, to) = raise?;
        marks.raises.insert(slot, to);
    }
    Ok(marks)
}

/// The marks of a candidate read on one row.
pub(crate) fn of_packed(ruleset: &Ruleset, row: &PackedRow) -> Result<CandidateMarks> {
    let counted = pairs(row.marks.as_deref()).map(|pair| {
        let (cell, text) = pair?;
        let (value, sessions) = match text.split_once('~') {
            Some((value, sessions)) => (
                value,
                Some(sessions.parse().map_err(|_| corrupt("conserved", sessions))?),
            ),
            None => (text, None),
        };
        let entry = match value.parse() {
            Ok(hundredths) => Entry::Mark(mark(hundredths)?),
            Err(_) => Entry::Code(value.parse().map_err(|_| corrupt("code", value))?),
        };
        Ok((cell, Some(entry), sessions))
    });
    let raises = pairs(row.raises.as_deref()).map(|pair| {
        let (cell, text) = pair?;
        Ok((cell, mark(text.parse().map_err(|_| corrupt("mark", text))?)?))
    });
    let situation = Situation {
        context: &row.context,
        regime: row.regime.as_deref(),
        presumed_fraud: row.presumed_fraud,
    };
    marks_of(ruleset, &situation, counted, raises)
}

/// Cells and what follows their `=`.
fn pairs(text: Option<&str>) -> impl Iterator<Item = Result<(Slot, &str)>> {
    text.unwrap_or_default().split_ascii_whitespace().map(|pair| {
        let (cell, text) = pair.split_once('=').ok_or_else(|| corrupt("packed mark", pair))?;
        Ok((slot(cell)?, text))
    })
}
