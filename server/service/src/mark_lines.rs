//! Lines of a file of marks, read as far as the ruleset of their candidate lets them be.

use crate::import_siecle::number;
use domain::{ComponentCode, Context, Entry, PartCode, Ruleset, Slot};
use exchanges::{CandidateKey, Finding, ImportCode, MarkLine, Position};
use store::{MarkedApplication, StagedMark};

fn at(line: &MarkLine, column: &str) -> Position {
    Position {
        line: line.line,
        column: 0,
        element: column.into(),
    }
}

/// Nobody of the session answers to the key of a line.
pub(crate) fn unknown(line: &MarkLine) -> Finding {
    let column = match line.candidate {
        CandidateKey::Number(_) => "numero_candidat",
        CandidateKey::NationalId(_) => "ine",
    };
    Finding::new(ImportCode::UnknownCandidate, line.candidate.text(), at(line, column))
}

/// Cell and entry of a line, as far as they can be read without a ruleset.
pub(crate) fn shape(line: &MarkLine) -> Result<(Slot, Entry), Finding> {
    let wrong = |code, value: &str, column| Finding::new(code, value, at(line, column));
    let component: ComponentCode = line
        .component
        .parse()
        .map_err(|_| wrong(ImportCode::UnknownComponent, &line.component, "epreuve"))?;
    let slot = if line.part.is_empty() {
        Slot::whole(component)
    } else {
        let part: PartCode = line
            .part
            .parse()
            .map_err(|_| wrong(ImportCode::UnknownPart, &line.part, "partie"))?;
        Slot::part(component, part)
    };
    let entry = line
        .value
        .parse()
        .map_err(|_| wrong(ImportCode::BadMark, &line.value, "note"))?;
    Ok((slot, entry))
}

/// A line under the ruleset of its candidate, ready to be applied.
pub(crate) fn place(
    line: &MarkLine,
    application: &MarkedApplication,
    ruleset: Option<&Ruleset>,
) -> Result<StagedMark, Finding> {
    let wrong = |code, value: &str, column| Finding::new(code, value, at(line, column));
    // Imported and not registered yet: no ruleset says what his marks mean.
    let ruleset = ruleset.ok_or_else(|| unknown(line))?;
    let (slot, entry) = shape(line)?;
    if ruleset.kind(slot.component).is_none() {
        return Err(wrong(ImportCode::UnknownComponent, &line.component, "epreuve"));
    }
    if ruleset.cell(&slot).is_none() {
        return Err(wrong(ImportCode::UnknownPart, &line.part, "partie"));
    }
    ruleset
        .accepts(&slot, &entry)
        .map_err(|_| wrong(ImportCode::BadMark, &line.value, "note"))?;
    if let Some(sessions) = line.conserved_since
        && !conservable(ruleset, application, slot, sessions)
    {
        return Err(wrong(ImportCode::NotConservable, &sessions.to_string(), "report"));
    }
    Ok(StagedMark {
        rank: 0,
        line: number(line.line),
        application_id: application.id,
        slot: slot.to_string(),
        entry: entry.to_string(),
        conserved: line.conserved_since.map(i64::from),
        doubled: 0,
    })
}

fn conservable(ruleset: &Ruleset, application: &MarkedApplication, slot: Slot, sessions: u8) -> bool {
    let regime = application.regime.as_deref().and_then(|code| code.parse().ok());
    let context = Context {
        regime,
        ..Context::default()
    };
    let offered = ruleset
        .conserve
        .as_ref()
        .is_some_and(|conserve| conserve.components.contains(&slot.component));
    offered
        && ruleset
            .regime(&context)
            .is_some_and(|regime| (1..=regime.longest).contains(&sessions))
}
