//! Marks: some by file, some typed in lots.

use super::exam::Exam;
use super::papers::{Paper, read};
use super::{Stage, people};
use crate::cli::Failure;
use domain::{ApplicationId, Entry, LotId, Slot};
use service::{ImportFile, MakeLots};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use wire::{CellOutcome, CellWrite, LockLot, SaveMarks, TEN, tens_of};

/// What becomes of a lot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Marked, locked, taken in.
    Discharged,
    /// Marked and locked.
    Locked,
    /// Half marked.
    Open,
}

/// Imports what no lot marks: continuous assessment, marks given during training, conserved marks.
pub async fn import(stage: &Stage, folder: &Path, exam: &Exam, papers: &[Paper]) -> Result<(), Failure> {
    let typed = exam
        .lots
        .iter()
        .copied()
        .flatten()
        .map(|slot| read(slot))
        .collect::<Result<BTreeSet<Slot>, _>>()?;
    let mut text = String::from("numero_candidat;ine;epreuve;partie;note;report\n");
    for paper in papers {
        let options = paper.context.options.len() + paper.context.facultative.len();
        for (slot, entry) in &paper.marks.entries {
            let since = paper.conserved(*slot);
            let beside = options > 0 && matches!(slot.component.as_str(), "OPT" | "UF");
            if beside || (typed.contains(slot) && since.is_none()) {
                continue;
            }
            let part = slot.part.map(|part| part.to_string()).unwrap_or_default();
            let since = since.map(|since| since.to_string()).unwrap_or_default();
            let _ = writeln!(
                text,
                "{};;{};{part};{};{since}",
                paper.number,
                slot.component,
                entry.french()
            );
        }
    }
    let path = folder.join(format!("notes-{}.csv", exam.ruleset));
    std::fs::write(&path, text)?;
    let report = stage.desk.import_marks(&stage.manager, ImportFile::new(path)).await?;
    stage.clean("import des notes", &report)
}

/// Deals the lots of an exam and has them marked; with `unfinished`, two lots of its last épreuve stay behind,
/// and one of its first.
pub async fn mark_lots(stage: &Stage, exam: &Exam, papers: &[Paper], unfinished: bool) -> Result<(), Failure> {
    let marks: HashMap<ApplicationId, &Paper> = papers.iter().map(|paper| (paper.application, paper)).collect();
    for (rank, slots) in exam.lots.iter().enumerate() {
        let slots = slots.iter().map(|slot| read(slot)).collect::<Result<Vec<Slot>, _>>()?;
        let command = MakeLots {
            session: stage.session,
            ruleset: exam.ruleset.into(),
            slots,
            size: exam.lot_size,
        };
        let made = stage.desk.make_lots(&stage.manager, command).await?;
        let last = unfinished && rank + 1 == exam.lots.len();
        for (place, lot) in made.lots.into_iter().enumerate() {
            let first = unfinished && rank == 0;
            let fate = match (first, last, place) {
                (true, _, 0) | (_, true, 0) => Fate::Open,
                (_, true, 1) => Fate::Locked,
                _ => Fate::Discharged,
            };
            mark_lot(stage, lot, &marks, fate).await?;
        }
    }
    Ok(())
}

async fn mark_lot(
    stage: &Stage,
    lot: LotId,
    papers: &HashMap<ApplicationId, &Paper>,
    fate: Fate,
) -> Result<(), Failure> {
    let markers: &[&str] = if fate == Fate::Open {
        &["correcteur1", "correcteur2"]
    } else {
        &["correcteur3"]
    };
    for marker in markers {
        stage
            .desk
            .give_lot(&stage.manager, lot, people::account(&stage.desk, marker).await?)
            .await?;
    }
    let marker = people::actor(&stage.desk, markers[0]).await?;
    let view = stage.desk.lot_view(&marker, lot).await?;
    let copies = view.rows.len();
    let (mut writes, mut sum, mut codes) = (Vec::new(), 0, 0);
    let mut tens = vec![0; tens_of(copies)];
    // Of the open lot a little more than half is done.
    let done = if fate == Fate::Open { copies * 3 / 5 } else { copies };
    for (rank, row) in view.rows.iter().enumerate().take(done) {
        for column in &view.columns {
            let paper = papers.get(&row.application);
            let value = paper.and_then(|paper| paper.marks.entries.get(&column.slot)).copied();
            match value {
                Some(Entry::Mark(mark)) => {
                    sum += i64::from(mark.hundredths());
                    if let Some(ten) = tens.get_mut(rank / TEN) {
                        *ten += i64::from(mark.hundredths());
                    }
                }
                Some(Entry::Code(_)) => codes += 1,
                None => {}
            }
            writes.push(CellWrite {
                op_id: format!("demo-{lot}-{}-{}", row.application, column.slot),
                application: row.application,
                slot: column.slot,
                expected_version: 0,
                value,
            });
        }
    }
    for answer in stage.desk.save_marks(&marker, SaveMarks { lot, writes }).await? {
        if !matches!(answer.outcome, CellOutcome::Saved { .. }) {
            return Err(Failure(format!("lot {lot}, {} : {:?}", answer.op_id, answer.outcome)));
        }
    }
    if fate == Fate::Open {
        return Ok(());
    }
    let copies = i64::try_from(copies).unwrap_or(i64::MAX);
    stage
        .desk
        .lock_lot(
            &marker,
            LockLot {
                lot,
                copies,
                sum,
                codes,
                tens,
            },
        )
        .await?;
    if fate == Fate::Discharged {
        stage.desk.discharge_lot(&stage.manager, lot).await?;
    }
    Ok(())
}
