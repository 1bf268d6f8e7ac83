//! Small tables out of any file a spreadsheet writes: CSV, TSV, XLSX, ODS.
//!
//! A table is read whole or refused whole: one that is longer than it may be is never cut.

mod archive;
mod number;
mod ods;
mod rows;
mod text;
mod xlsx;

use std::io::{Cursor, Read};

use crate::code::{Finding, ImportCode};
use archive::Kind;
use rows::Rows;

/// A row with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Line of the file, or row of the sheet, from 1.
    pub line: u64,
    /// Cells as written, blanks kept; every row of a table has as many.
    pub cells: Vec<String>,
}

/// How much a table may ask of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLimits {
    /// Bytes of the file.
    pub file: u64,
    /// Bytes of what an archive holds, unpacked.
    pub unpacked: u64,
    /// Bytes of a line, as UTF-8.
    pub line: usize,
    /// Rows with something in them.
    pub rows: usize,
    /// Columns, up to the last with something in it.
    pub columns: usize,
    /// Characters of a cell.
    pub cell: usize,
}

impl Default for SheetLimits {
    /// 8 MiB, 32 MiB unpacked, lines of 128 KiB; 5 000 rows of 64 columns, cells of 200 characters.
    fn default() -> SheetLimits {
        SheetLimits {
            file: 8 << 20,
            unpacked: 32 << 20,
            line: 128 << 10,
            rows: 5_000,
            columns: 64,
            cell: 200,
        }
    }
}

/// Why a file is no table. Line numbers are as people count, from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// Nothing in it.
    #[error("the table is empty")]
    Empty,
    /// Some other kind of file, by its name.
    #[error("{0} is no table")]
    UnknownFormat(String),
    /// An encoding that is not read, or bytes that do not exist in it.
    #[error("the encoding {0} cannot be read")]
    Encoding(String),
    /// More bytes than allowed: the bound.
    #[error("the file is larger than {0} bytes")]
    FileTooLarge(u64),
    /// More bytes than allowed once unpacked: the bound.
    #[error("the archive holds more than {0} bytes")]
    UnpackedTooLarge(u64),
    /// More rows than allowed: the bound.
    #[error("more than {0} rows")]
    TooManyRows(usize),
    /// More columns than allowed: the bound.
    #[error("more than {0} columns")]
    TooManyColumns(usize),
    /// A line without an end, or a quote that is never closed.
    #[error("line {0} is too long")]
    LongLine(u64),
    /// A cell longer than allowed: its line.
    #[error("a cell of line {0} is too long")]
    LongCell(u64),
    /// A character nobody types: its line.
    #[error("a control character in line {0}")]
    ControlCharacter(u64),
    /// A quote that is never closed: its line.
    #[error("a quote of line {0} is never closed")]
    OpenQuote(u64),
    /// Locked by a password.
    #[error("the file is locked by a password")]
    Protected,
    /// A spreadsheet that is damaged, or made to do harm; the piece at fault.
    #[error("the spreadsheet is damaged: {0}")]
    Broken(String),
    /// The system could not read the file.
    #[error("{0}")]
    Unreadable(String),
}

/// Bytes looked at to tell what the file is.
const HEAD: usize = 8;

/// Reads the table of a file: of a text, all of it; of a spreadsheet, its first sheet that has content.
///
/// Empty rows are left out. A number is its shortest decimal text, with a point; a formula is the value it last had, an
/// error its text, a date in ISO 8601.
///
/// # Errors
/// Why the file is no table, or one larger than `limits`.
pub fn read_table(mut input: impl Read, limits: SheetLimits) -> Result<Vec<SheetRow>, SheetFault> {
    let mut head = Vec::with_capacity(HEAD);
    let unreadable = |error: std::io::Error| SheetFault::Unreadable(error.to_string());
    (&mut input)
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if let Some(name) = foreign(&head) {
        let locked = name == OLD && is_locked(input.take(limits.file)).map_err(unreadable)?;
        return Err(if locked {
            SheetFault::Protected
        } else {
            SheetFault::UnknownFormat(name.into())
        });
    }
    let archive = head.starts_with(b"PK");
    let input = Cursor::new(head).chain(input);
    if !archive {
        return text::read(input, limits)?.done();
    }
    let mut bytes = Vec::new();
    input
        .take(limits.file + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > limits.file {
        return Err(SheetFault::FileTooLarge(limits.file));
    }
    match archive::vet(&bytes, limits)? {
        Kind::Xlsx => xlsx::read(&bytes, limits),
        Kind::Ods => ods::read(&bytes, limits),
    }?
    .done()
}

/// Workbooks of Excel before 2007.
const OLD: &str = "XLS";

/// A workbook behind a password is wrapped in a file of the old kind, under this name.
fn is_locked(mut file: impl Read) -> std::io::Result<bool> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes.windows(name.len()).any(|part| part == name))
}

/// The name of a kind of file that is no table, by how it begins.
fn foreign(head: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 9] = [
        (b"\xD0\xCF\x11\xE0", OLD),
        (b"%PDF", "PDF"),
        (b"\x1F\x8B", "gzip"),
        (b"7z\xBC\xAF", "7z"),
        (b"Rar!", "RAR"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"<", "XML, HTML"),
    ];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    kinds
        .iter()
        .find(|(start, _)| head.starts_with(start))
        .map(|(_, name)| *name)
}

/// What a finding of the readers below means for a table.
fn fault(finding: &Finding, limits: SheetLimits) -> SheetFault {
    let (line, value) = (finding.position.line, &finding.value);
    match finding.code {
        ImportCode::EmptyFile => SheetFault::Empty,
        ImportCode::EncodingUnknown | ImportCode::InvalidBytes => SheetFault::Encoding(value.clone()),
        ImportCode::FileTooLarge => SheetFault::FileTooLarge(limits.file),
        ImportCode::ValueTooLong => SheetFault::LongLine(line),
        ImportCode::ControlCharacter => SheetFault::ControlCharacter(line),
        ImportCode::CsvBroken => SheetFault::OpenQuote(line),
        ImportCode::Compressed => SheetFault::UnknownFormat("ZIP".into()),
        ImportCode::Unreadable => SheetFault::Unreadable(value.clone()),
        _ => SheetFault::Broken(value.clone()),
    }
}
