//! A lot as a file: what is saved, and over it what is on the screen and not saved yet.

use crate::{Desk, Refusal, Result};
use domain::{Actor, LotId};
use exchanges::LotSheet;
use std::collections::HashMap;
use wire::{Draft, LotView};

/// The files a lot goes out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LotFormat {
    /// Text, as spreadsheets of France open it.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A lot in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotFile {
    /// What its slip says.
    pub label: String,
    /// Label of the session.
    pub session: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// A lot as its marker sees it, drafts included, as a file. Nothing is written here.
    ///
    /// # Errors
    /// Those of [`Desk::lot_view`]; `Invalid`: a draft of a cell the lot does not have, or that is conserved.
    pub async fn lot_file(&self, actor: &Actor, lot: LotId, drafts: &[Draft], format: LotFormat) -> Result<LotFile> {
        let view = self.lot_view(actor, lot).await?;
        let (label, session) = (view.label.clone(), view.session.clone());
        let sheet = sheet(view, drafts)?;
        let written = tokio::task::spawn_blocking(move || match format {
            LotFormat::Csv => Ok(sheet.csv()),
            LotFormat::Xlsx => sheet.xlsx(),
        });
        let bytes = written
            .await
            .map_err(|error| Refusal::Failed(error.to_string()))?
            .map_err(|error| Refusal::Failed(error.to_string()))?;
        Ok(LotFile { label, session, bytes })
    }
}

/// The law does not judge drafts here: a value on the screen that may not stand comes back to the same refusal.
fn sheet(view: LotView, drafts: &[Draft]) -> Result<LotSheet> {
    let LotView { columns, mut rows, .. } = view;
    let copies: HashMap<_, _> = rows.iter().enumerate().map(|(at, row)| (row.application, at)).collect();
    for draft in drafts {
        let refuse = |code| Refusal::field("drafts", code, format!("{} {}", draft.application, draft.slot));
        let row = copies
            .get(&draft.application)
            .and_then(|at| rows.get_mut(*at))
            .ok_or_else(|| refuse("copy_not_in_lot"))?;
        let cell = columns
            .iter()
            .position(|column| column.slot == draft.slot)
            .and_then(|at| row.cells.get_mut(at))
            .ok_or_else(|| refuse("mark_unknown_slot"))?;
        if cell.conserved {
            return Err(refuse("mark_conserved"));
        }
        cell.value = draft.value;
    }
    Ok(LotSheet {
        columns: columns.into_iter().map(|column| (column.label, column.slot)).collect(),
        rows: rows
            .into_iter()
            .map(|row| (row.anonymity, row.cells.iter().map(|cell| cell.value).collect()))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AnonymityNumber, ApplicationId, Mark, Slot};
    use wire::{GridChoices, LotCell, LotColumn, LotRow, LotState, RefusedCode};

    fn view() -> LotView {
        let column = |slot: &str| LotColumn {
            slot: slot.parse().expect("a slot"),
            label: format!("Épreuve {slot}"),
            step: "1".parse().expect("a step"),
            scale: Mark::MAX,
            codes: Vec::new(),
        };
        let cell = |conserved| LotCell {
            value: Some("12".parse().expect("a mark")),
            conserved,
            ..LotCell::default()
        };
        LotView {
            id: LotId(1),
            label: String::new(),
            session: String::new(),
            state: LotState::Open,
            columns: vec![column("PHI"), column("HG")],
            totals: Vec::new(),
            rows: vec![LotRow {
                application: ApplicationId(7),
                anonymity: AnonymityNumber::from_serial(0).expect("a number"),
                cells: [cell(false), cell(true)].into_iter().collect(),
            }],
            seq: 0,
            token: String::new(),
            locked_at_text: None,
            choices: GridChoices::default(),
            beside: None,
        }
    }

    fn draft(application: i64, slot: &str, value: Option<&str>) -> Draft {
        Draft {
            application: ApplicationId(application),
            slot: slot.parse::<Slot>().expect("a slot"),
            value: value.map(|text| text.parse().expect("an entry")),
        }
    }

    #[test]
    fn what_is_on_the_screen_stands_over_what_is_saved() {
        let drafts = [draft(7, "PHI", Some("12,5")), draft(7, "PHI", None)];
        let written = |drafts: &[Draft]| sheet(view(), drafts).expect("a sheet").rows[0].1.clone();
        assert_eq!(written(&[]), [entry("12"), entry("12")]);
        assert_eq!(written(&drafts[..1]), [entry("12.5"), entry("12")]);
        assert_eq!(written(&drafts), [None, entry("12")], "the last one counts");
    }

    fn entry(text: &str) -> Option<domain::Entry> {
        text.parse().ok()
    }

    #[test]
    fn a_cell_that_is_not_the_markers_to_change_is_refused() {
        for (draft, code) in [
            (draft(8, "PHI", None), "copy_not_in_lot"),
            (draft(7, "FRE", None), "mark_unknown_slot"),
            (draft(7, "HG", Some("13")), "mark_conserved"),
        ] {
            let refused = sheet(view(), &[draft]).expect_err("refused").told();
            assert_eq!(
                (refused.code, refused.fields[0].code.as_str()),
                (RefusedCode::Invalid, code)
            );
        }
    }
}
