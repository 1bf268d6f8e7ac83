//! A file of marks read for whoever is about to save them: he sees the rows first, and nothing is written.

use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, LotId, Object, SessionId};
use exchanges::{SheetFault, SheetLimits, read_table};
use wire::SheetRows;

impl Desk {
    /// The rows of a file somebody may save in this lot.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `Invalid`: the file is no table, or one that is too large.
    pub async fn read_lot_file(&self, actor: &Actor, lot: LotId, file: Vec<u8>) -> Result<SheetRows> {
        let law = self.store.lot_law(lot).await?.ok_or_else(Refusal::not_found)?;
        self.check(actor, Action::EnterMarks, &Object::lot(SessionId(law.session_id), lot))?;
        let read = tokio::task::spawn_blocking(move || read_table(file.as_slice(), SheetLimits::default()));
        let rows = read
            .await
            .map_err(|error| Refusal::Failed(error.to_string()))?
            .map_err(refusal)?;
        let (lines, rows) = rows.into_iter().map(|row| (row.line, row.cells)).unzip();
        Ok(SheetRows { rows, lines })
    }
}

fn refusal(fault: SheetFault) -> Refusal {
    let mega = |bytes: u64| (bytes >> 20).to_string();
    let (code, value) = match fault {
        SheetFault::Empty => ("sheet_empty", String::new()),
        SheetFault::UnknownFormat(name) => ("sheet_format", name),
        SheetFault::Encoding(name) => ("sheet_encoding", name),
        SheetFault::FileTooLarge(bytes) => ("import_file_large", mega(bytes)),
        SheetFault::UnpackedTooLarge(bytes) => ("sheet_unpacked", mega(bytes)),
        SheetFault::TooManyRows(most) => ("sheet_rows", most.to_string()),
        SheetFault::TooManyColumns(most) => ("sheet_columns", most.to_string()),
        SheetFault::LongLine(line) => ("sheet_long_line", line.to_string()),
        SheetFault::LongCell(line) => ("sheet_long_cell", line.to_string()),
        SheetFault::ControlCharacter(line) => ("sheet_control", line.to_string()),
        SheetFault::OpenQuote(line) => ("sheet_quote", line.to_string()),
        SheetFault::Protected => ("sheet_protected", String::new()),
        SheetFault::Broken(piece) => {
            // The piece is for whoever looks into it; the person is told what to do.
            tracing::info!(piece, "a spreadsheet could not be read");
            ("sheet_broken", String::new())
        }
        SheetFault::Unreadable(error) => return Refusal::Failed(error),
    };
    Refusal::field("file", code, value)
}
