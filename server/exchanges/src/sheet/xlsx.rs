//! Workbooks of Excel, and of all who write as it does.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Rows, SheetFault, SheetLimits, number};

/// Reads a vetted workbook, cell by cell: never the rectangle it claims to fill.
pub(super) fn read(bytes: &[u8], limits: SheetLimits) -> Result<Rows, SheetFault> {
    // A flaw of the reader refuses this file; it takes nothing else with it.
    catch_unwind(AssertUnwindSafe(|| first_filled(bytes, limits)))
        .unwrap_or_else(|_| Err(SheetFault::Broken("XLSX".into())))
}

fn first_filled(bytes: &[u8], limits: SheetLimits) -> Result<Rows, SheetFault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut sheets: Vec<_> = workbook.sheets_metadata().to_vec();
    sheets.retain(|sheet| sheet.typ == SheetType::WorkSheet);
    // What is hidden is read where nothing else is there.
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    for sheet in sheets {
        let rows = filled(&mut workbook, &sheet.name, limits)?;
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Ok(Rows::new(limits))
}

fn filled(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, limits: SheetLimits) -> Result<Rows, SheetFault> {
    let mut rows = Rows::new(limits);
    let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        rows.put(u64::from(row) + 1, column, &text(cell.get_value()))?;
    }
    Ok(rows)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number::text(*number),
        DataRef::Bool(true) => "TRUE".into(),
        DataRef::Bool(false) => "FALSE".into(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            let time = format!("{hour:02}:{minute:02}:{second:02}");
            match (moment.as_f64() < 1.0, (hour, minute, second) == (0, 0, 0)) {
                (true, _) => time,
                (false, true) => date,
                (false, false) => format!("{date}T{time}"),
            }
        }
    }
}

fn broken(error: XlsxError) -> SheetFault {
    match error {
        XlsxError::Password => SheetFault::Protected,
        other => SheetFault::Broken(other.to_string()),
    }
}
