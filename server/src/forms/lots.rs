//! Marks and locking of a lot, posted by a page whose scripts did not run, or are not needed.

use super::{Fields, done, field, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::{Actor, LotId};
use service::{Refusal, Result};
use wire::{CellAnswer, CellOutcome, CellWrite, FieldError, LockLot, LotView, SaveMarks, mark_refusal, read_sum};

/// `POST /lots/{id}/notes`: every changed cell is one write, and has its own answer.
pub async fn marks(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let page = routes::lot_leaf(lot, field(&fields, "feuillet").parse().unwrap_or(1));
    match save(&state, &actor, lot, &fields).await {
        Ok(0) => done(&page, "marks_unchanged", &[]),
        Ok(saved) => done(&page, "marks_saved", &[("n", &saved.to_string())]),
        Err(refusal) => refused(&state, parts, &page, &routes::lot_marks(lot), fields, refusal).await,
    }
}

async fn save(state: &AppState, actor: &Actor, lot: LotId, fields: &Fields) -> Result<usize> {
    let view = state.desk.lot_view(actor, lot).await?;
    let (writes, mut faults) = changed(&view, fields);
    let answers = match writes.is_empty() {
        true => Vec::new(),
        false => {
            state
                .desk
                .save_marks(
                    actor,
                    SaveMarks {
                        lot,
                        writes: writes.clone(),
                    },
                )
                .await?
        }
    };
    let saved = answers
        .iter()
        .filter(|answer| matches!(answer.outcome, CellOutcome::Saved { .. }))
        .count();
    faults.extend(
        writes
            .iter()
            .zip(&answers)
            .filter_map(|(write, answer)| fault(write, answer)),
    );
    if faults.is_empty() {
        Ok(saved)
    } else {
        Err(Refusal::fields(faults))
    }
}

/// The cells whose text is no longer the one the page came with, and those that cannot be read.
fn changed(view: &LotView, fields: &Fields) -> (Vec<CellWrite>, Vec<FieldError>) {
    let token = field(fields, "token");
    let (mut writes, mut faults) = (Vec::new(), Vec::new());
    for row in &view.rows {
        for column in &view.columns {
            let suffix = format!("{}-{}", row.application, column.slot);
            let (name, was) = (format!("n-{suffix}"), field(fields, &format!("was-{suffix}")));
            let Some((version, before)) = was.split_once('|') else {
                continue;
            };
            let Some(typed) = fields.get(&name).filter(|typed| typed.trim() != before) else {
                continue;
            };
            match column.read(typed) {
                Err(error) => {
                    let (code, value) = mark_refusal(&error);
                    faults.push(FieldError {
                        field: name,
                        code: code.into(),
                        value,
                    });
                }
                // The name holds all that makes the write what it is: the same form sent twice is done once, and one
                // sent again with another value is another write.
                Ok(value) => writes.push(CellWrite {
                    op_id: format!(
                        "{token}-{suffix}-{version}-{}",
                        value.map_or_else(String::new, |v| v.to_string())
                    ),
                    application: row.application,
                    slot: column.slot,
                    expected_version: version.parse().unwrap_or(-1),
                    value,
                }),
            }
        }
    }
    (writes, faults)
}

fn fault(write: &CellWrite, answer: &CellAnswer) -> Option<FieldError> {
    let (code, value) = match &answer.outcome {
        CellOutcome::Saved { .. } => return None,
        CellOutcome::Refused { code, value } => (code.clone(), value.clone()),
        CellOutcome::Conflict { theirs, mine, .. } if theirs == mine => return None,
        CellOutcome::Conflict {
            theirs,
            author,
            at_text,
            ..
        } => {
            let theirs = theirs.map_or_else(|| "—".to_owned(), domain::Entry::french);
            ("mark_conflict".to_owned(), format!("{theirs}, {author}, {at_text}"))
        }
    };
    Some(FieldError {
        field: format!("n-{}-{}", write.application, write.slot),
        code,
        value,
    })
}

/// `POST /lots/{id}/verrouillage`.
pub async fn lock(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let locked = async { state.desk.lock_lot(&actor, totals(lot, &fields)?).await };
    match locked.await {
        Ok(()) => done(&routes::lot(lot), "lot_locked", &[]),
        Err(refusal) => {
            refused(
                &state,
                parts,
                &routes::lot(lot),
                &routes::lot_locking(lot),
                fields,
                refusal,
            )
            .await
        }
    }
}

fn totals(lot: LotId, fields: &Fields) -> Result<LockLot> {
    let mut faults = Vec::new();
    let mut read = |name: &str, code: &str, parse: fn(&str) -> Option<i64>| {
        let text = field(fields, name);
        parse(text.trim()).unwrap_or_else(|| {
            let code = if text.trim().is_empty() { "required" } else { code };
            faults.push(FieldError {
                field: name.into(),
                code: code.into(),
                value: text,
            });
            0
        })
    };
    let count = |text: &str| text.parse().ok().filter(|n| *n >= 0);
    let tens = (1..)
        .map(|nth| format!("ten-{nth}"))
        .take_while(|name| fields.contains_key(name));
    let command = LockLot {
        lot,
        copies: read("copies", "whole_number", count),
        sum: read("sum", "sum_shape", read_sum),
        codes: read("codes", "whole_number", count),
        tens: tens.map(|name| read(&name, "sum_shape", read_sum)).collect(),
    };
    if faults.is_empty() {
        Ok(command)
    } else {
        Err(Refusal::fields(faults))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::french_sum;

    #[test]
    fn totals_are_read_as_people_type_them_and_each_fault_is_told() {
        let fields = |pairs: [(&str, &str); 5]| pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        let read = totals(
            LotId(1),
            &fields([
                ("copies", " 12 "),
                ("sum", "1 284,5"),
                ("codes", "0"),
                ("ten-1", "1 260"),
                ("ten-2", "24,5"),
            ]),
        )
        .expect("totals");
        assert_eq!(
            (read.copies, french_sum(read.sum).as_str(), read.codes, read.tens),
            (12, "1284,5", 0, vec![126_000, 2450])
        );
        let wrong = [
            ("copies", "x"),
            ("sum", ""),
            ("codes", "-1"),
            ("ten-1", "1"),
            ("ten-2", "?"),
        ];
        let Err(Refusal::Refused(refused)) = totals(LotId(1), &fields(wrong)) else {
            panic!("refused")
        };
        let codes: Vec<&str> = refused.fields.iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(codes, ["whole_number", "required", "whole_number", "sum_shape"]);
    }
}
