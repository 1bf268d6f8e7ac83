//! Spreadsheets of LibreOffice (OpenDocument), read as a stream: repeated cells and rows are never spread out beyond the
//! limits, and a document that breaks off is refused.

use super::archive::{document, local, nodes, open};
use super::{Rows, SheetFault, SheetLimits, number};
use crate::xml::{Element, Node};

/// Where in the document the reader stands: elements opened and not yet closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Table,
    Row,
    Cell,
    Paragraph,
    /// A comment of somebody on a cell, and all in it.
    Note,
    Other,
}

pub(super) fn read(bytes: &[u8], limits: SheetLimits) -> Result<Rows, SheetFault> {
    let mut archive = open(bytes)?;
    let content = archive
        .by_name("content.xml")
        .map_err(|_| SheetFault::Broken("content.xml".into()))?;
    let mut nodes = nodes(content, limits)?;
    let mut places: Vec<Place> = Vec::new();
    let mut sheet = Sheet::new(limits);
    loop {
        let (node, _) = nodes.next().map_err(|finding| document(&finding, limits))?;
        match node {
            Node::Open(element) => {
                let place = place(&element, &places);
                sheet.open(place, &element);
                places.push(place);
            }
            Node::Text(text) => {
                if places.contains(&Place::Paragraph) && places.last() != Some(&Place::Note) {
                    sheet.cell.write(&text, limits);
                }
            }
            Node::Close => {
                let ended = places.pop();
                sheet.close(ended)?;
                if ended == Some(Place::Table) && !sheet.rows.is_empty() {
                    return Ok(sheet.rows);
                }
            }
            Node::Aside => {}
            Node::End => return Ok(sheet.rows),
        }
    }
}

fn place(element: &Element<'_>, places: &[Place]) -> Place {
    if places.contains(&Place::Note) {
        return Place::Note;
    }
    match local(element) {
        "table" => Place::Table,
        "table-row" => Place::Row,
        "table-cell" | "covered-table-cell" => Place::Cell,
        "annotation" => Place::Note,
        "p" if places.contains(&Place::Cell) => Place::Paragraph,
        _ => Place::Other,
    }
}

/// The sheet being read.
struct Sheet {
    limits: SheetLimits,
    rows: Rows,
    /// Filled cells of the row at hand: column, repeats, text.
    row: Vec<(usize, usize, String)>,
    cell: Cell,
    line: u64,
    row_repeats: u64,
    column: usize,
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    repeats: usize,
    /// What its attributes say it holds; else its text does.
    value: Option<String>,
    text: String,
    paragraphs: usize,
}

impl Cell {
    /// Adds to the text; one longer than a cell may be is as wrong a character beyond as a million.
    fn write(&mut self, text: &str, limits: SheetLimits) {
        if self.text.len() <= 4 * limits.cell {
            self.text.push_str(text);
        }
    }
}

impl Sheet {
    fn new(limits: SheetLimits) -> Sheet {
        Sheet {
            limits,
            rows: Rows::new(limits),
            row: Vec::new(),
            cell: Cell::default(),
            line: 0,
            row_repeats: 1,
            column: 0,
        }
    }

    fn open(&mut self, place: Place, element: &Element<'_>) {
        match place {
            Place::Table => self.line = 0,
            Place::Row => {
                self.row.clear();
                self.column = 0;
                self.row_repeats = repeats(element, "table:number-rows-repeated");
            }
            Place::Cell => {
                let repeats = repeats(element, "table:number-columns-repeated");
                self.cell = Cell {
                    repeats: usize::try_from(repeats).unwrap_or(usize::MAX),
                    value: value(element),
                    ..Cell::default()
                };
            }
            Place::Paragraph => {
                if self.cell.paragraphs > 0 {
                    self.cell.write("\n", self.limits);
                }
                self.cell.paragraphs += 1;
            }
            Place::Note => {}
            Place::Other => match local(element) {
                "s" => {
                    let count = repeats(element, "text:c").min(self.limits.cell as u64 + 1);
                    self.cell
                        .write(&" ".repeat(usize::try_from(count).unwrap_or(1)), self.limits);
                }
                "tab" => self.cell.write("\t", self.limits),
                "line-break" => self.cell.write("\n", self.limits),
                _ => {}
            },
        }
    }

    fn close(&mut self, place: Option<Place>) -> Result<(), SheetFault> {
        match place {
            Some(Place::Cell) => {
                let cell = std::mem::take(&mut self.cell);
                let text = cell.value.unwrap_or(cell.text);
                if !text.is_empty() {
                    self.row.push((self.column, cell.repeats, text));
                }
                self.column = self.column.saturating_add(cell.repeats);
                // Each filled cell takes a column at least: a row is as short as the limits.
                if self.row.len() > self.limits.columns {
                    return Err(SheetFault::TooManyColumns(self.limits.columns));
                }
            }
            Some(Place::Row) => {
                let filled = if self.row.is_empty() { 0 } else { self.row_repeats };
                for line in 0..filled {
                    for (column, repeats, text) in &self.row {
                        for place in 0..*repeats {
                            self.rows
                                .put(self.line + line + 1, column.saturating_add(place), text)?;
                        }
                    }
                }
                self.line = self.line.saturating_add(self.row_repeats);
            }
            _ => {}
        }
        Ok(())
    }
}

/// How often an element stands for itself: 1 when it does not say.
fn repeats(element: &Element<'_>, attribute: &str) -> u64 {
    match element.attribute(attribute).as_str() {
        "" => 1,
        text => text.parse::<u32>().map_or(u64::from(u32::MAX), u64::from),
    }
}

/// The value beside the text, which is as the author's language shows it.
fn value(element: &Element<'_>) -> Option<String> {
    // The text of an error stands in the cell; its value is 0, or empty.
    if element.attribute("calcext:value-type") == "error" {
        return None;
    }
    let given = |attribute| Some(element.attribute(attribute)).filter(|value| !value.is_empty());
    match element.attribute("office:value-type").as_str() {
        "float" | "percentage" | "currency" => {
            let written = given("office:value")?;
            Some(written.parse().map_or(written, number::text))
        }
        "date" => given("office:date-value"),
        "time" => given("office:time-value"),
        "boolean" => given("office:boolean-value").map(|value| value.to_uppercase()),
        "string" => given("office:string-value"),
        _ => None,
    }
}
