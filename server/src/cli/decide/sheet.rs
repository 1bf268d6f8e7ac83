//! A session as CSV: a column for each cell, by its address.

use super::batch::Session;
use crate::cli::Failure;
use domain::{Columns, ComponentCode, ComponentKind, DecideLine, Entry, LineError, LineReason, Ruleset, Slot, Value};
use serde_json::{Map, Value as Json, json};
use std::io::BufRead;

/// What a column holds.
enum Column {
    Id,
    Cell {
        slot: Slot,
        kind: ComponentKind,
        /// Among the cells of its kind.
        place: usize,
        /// Among all of them.
        column: usize,
    },
    Coefficient {
        place: usize,
    },
    Speciality(ComponentCode),
    /// A field of the JSON line, by its path; a candidate who has one is read as such a line.
    Field(String),
}

/// The fields of a JSON line a column may stand for, beside cells.
const FIELDS: [&str; 8] = [
    "category",
    "regime",
    "day",
    "sanction",
    "presumed_fraud",
    "later",
    "chosen",
    "renounced",
];
const TABLES: [&str; 5] = ["conserved.", "group2.", "raises.", "provisional.", "waived."];

/// Reads a session.
///
/// # Errors
/// The header names what the ruleset has not, or the file is no CSV.
pub(super) fn read(ruleset: &Ruleset, mut input: impl BufRead) -> Result<Session, Failure> {
    let start = input.fill_buf()?;
    if start.starts_with("\u{feff}".as_bytes()) {
        input.consume(3);
    }
    let first = input
        .fill_buf()?
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let delimiter = [b';', b'\t', b',']
        .into_iter()
        .find(|one| first.contains(one))
        .unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(input);
    let unreadable = |error: csv::Error| Failure(format!("CSV illisible : {error}"));
    let columns = header(ruleset, reader.headers().map_err(unreadable)?)?;
    let mut records = Vec::new();
    for record in reader.into_byte_records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(0, csv::Position::line);
        records.push((line, csv::StringRecord::from_byte_record(record).ok()));
    }
    let mut session = Session {
        columns: Columns::new(ruleset, records.len()),
        ids: Vec::with_capacity(records.len()),
        lines: Vec::with_capacity(records.len()),
        refused: Vec::new(),
    };
    for (row, (line, record)) in records.iter().enumerate() {
        session.lines.push(*line);
        let Some(record) = record else {
            session.ids.push((row + 1).to_string().into());
            session
                .refused
                .push((row, fault(None, "ce n’est pas de l’UTF-8".into())));
            continue;
        };
        let id = columns
            .iter()
            .zip(record)
            .find(|(column, _)| matches!(column, Column::Id));
        let id = id.map_or_else(|| (row + 1).to_string(), |(_, id)| id.to_owned());
        if !plain(ruleset, &columns, record, &mut session.columns, row) {
            match candidate(&columns, &id, record).and_then(|line| line.candidate(ruleset)) {
                Ok(marks) => session.columns.put(ruleset, row, marks),
                Err(error) => session.refused.push((row, error)),
            }
        }
        session.ids.push(id.into());
    }
    Ok(session)
}

fn header(ruleset: &Ruleset, names: &csv::StringRecord) -> Result<Vec<Column>, Failure> {
    let mut columns = Vec::with_capacity(names.len());
    for (number, name) in (1..).zip(names) {
        let column = column(ruleset, name.trim());
        columns.push(column.ok_or_else(|| {
            Failure(format!(
                "colonne {number} : « {name} » n’est pas une cellule de {} (`delos rules show {}` les donne)",
                ruleset.code, ruleset.code
            ))
        })?);
        if names.iter().take(number - 1).any(|before| before == name) {
            return Err(Failure(format!("colonne {number} : « {name} » est donnée deux fois")));
        }
    }
    Ok(columns)
}

fn column(ruleset: &Ruleset, name: &str) -> Option<Column> {
    if name == "id" {
        return Some(Column::Id);
    }
    let place = |slot: &Slot| {
        let kind = ruleset.cell(slot)?.kind;
        let mut alike = ruleset.slots().iter().filter(|cell| cell.kind == kind);
        alike.position(|cell| cell.slot == *slot).map(|place| (kind, place))
    };
    if let Some((kind, place, slot)) = name
        .parse()
        .ok()
        .and_then(|slot| place(&slot).map(|it| (it.0, it.1, slot)))
    {
        let column = ruleset.slots().iter().position(|cell| cell.slot == slot)?;
        return Some(Column::Cell {
            slot,
            kind,
            place,
            column,
        });
    }
    if let Some(slot) = name.strip_suffix(".coef").and_then(|slot| slot.parse().ok()) {
        let (kind, place) = place(&slot)?;
        return (kind == ComponentKind::Option).then_some(Column::Coefficient { place });
    }
    if let Some(component) = name.strip_suffix(".speciality").and_then(|code| code.parse().ok()) {
        return ruleset.composite(component).map(|_| Column::Speciality(component));
    }
    let known = FIELDS.contains(&name) || TABLES.iter().any(|table| name.starts_with(table));
    known.then(|| Column::Field(name.to_owned()))
}

/// Writes a row in the columns when marks, codes and specialities are all it has; false leaves it as it was to be read
/// another way.
fn plain(ruleset: &Ruleset, columns: &[Column], record: &csv::StringRecord, into: &mut Columns, row: usize) -> bool {
    let fields = || columns.iter().zip(record).filter(|(_, text)| !text.trim().is_empty());
    if record.len() > columns.len() {
        return false;
    }
    let mut values = Vec::with_capacity(columns.len());
    let mut specialities = Vec::new();
    for (column, text) in fields() {
        match column {
            Column::Id => {}
            Column::Cell { column, .. } => match text.parse::<Entry>() {
                Ok(entry) => values.push((*column, Value::from(Some(entry)))),
                Err(_) => return false,
            },
            Column::Speciality(component) => match text.trim().parse() {
                Ok(code) => specialities.push((*component, code)),
                Err(_) => return false,
            },
            Column::Coefficient { .. } | Column::Field(_) => return false,
        }
    }
    let known = |(component, code): &(ComponentCode, _)| into.set_speciality(ruleset, row, *component, *code).is_ok();
    if !specialities.iter().all(known) {
        return false;
    }
    for (column, value) in values {
        into.set(column, row, value);
    }
    true
}

/// A row as the JSON line it would be.
fn candidate(columns: &[Column], id: &str, record: &csv::StringRecord) -> Result<DecideLine, LineError> {
    if record.len() > columns.len() {
        let (expected, found) = (columns.len(), record.len());
        return Err(fault(Some(id), format!("{found} colonnes, {expected} titres")));
    }
    let mut line = json!({"id": id, "marks": {}, "parts": {}, "context": {"specialities": {}, "conserved": {}},
        "options": [], "facultative": [], "group2": {}, "raises": {}, "provisional": {}, "waived": {}});
    let texts = columns.iter().zip(record.iter().map(str::trim));
    for (column, text) in texts.filter(|(_, text)| !text.is_empty()) {
        match column {
            Column::Id => {}
            Column::Cell { slot, kind, place, .. } => match (kind, slot.part) {
                (ComponentKind::Option, _) => seat(&mut line["options"], *place)["mark"] = json!(text),
                (ComponentKind::Facultative, _) => *seat(&mut line["facultative"], *place) = json!(text),
                (ComponentKind::Epreuve, Some(part)) => {
                    let parts = &mut line["parts"][slot.component.as_str()];
                    if parts.is_null() {
                        *parts = json!({});
                    }
                    parts[part.as_str()] = json!(text);
                }
                _ => line["marks"][slot.to_string()] = json!(text),
            },
            Column::Coefficient { place } => seat(&mut line["options"], *place)["coef"] = json!(text),
            Column::Speciality(component) => line["context"]["specialities"][component.as_str()] = json!(text),
            Column::Field(name) => field(&mut line, name, text),
        }
    }
    // A place before a taken one is an option without mark.
    for option in line["options"].as_array_mut().into_iter().flatten() {
        let own = option.as_object_mut().map(std::mem::take).unwrap_or_default();
        *option = json!({"mark": own.get("mark"), "coef": own.get("coef")});
    }
    serde_json::from_value(line).map_err(|error| fault(Some(id), error.to_string()))
}

/// What is wrong with a row as a whole.
fn fault(id: Option<&str>, words: String) -> LineError {
    LineError {
        id: id.map(str::to_owned),
        field: String::new(),
        reason: LineReason::Json(words),
    }
}

/// The place in a list, with those before it.
fn seat(list: &mut Json, place: usize) -> &mut Json {
    if let Json::Array(list) = &mut *list {
        while list.len() <= place {
            list.push(Json::Null);
        }
    }
    let seat = &mut list[place];
    if seat.is_null() {
        *seat = Json::Object(Map::new());
    }
    seat
}

fn field(line: &mut Json, name: &str, text: &str) {
    let words = || text.split_whitespace().collect::<Vec<_>>();
    match (name, name.split_once('.')) {
        ("later" | "chosen" | "renounced", _) => line["context"][name] = json!(words()),
        ("presumed_fraud", _) => {
            let yes = ["1", "oui", "true"].contains(&text.to_lowercase().as_str());
            line["context"][name] = json!(yes);
        }
        (_, Some(("conserved", component))) => {
            let ago = text.parse::<u8>().map_or_else(|_| json!(text), |ago| json!(ago));
            line["context"]["conserved"][component] = ago;
        }
        (_, Some((table, component))) => line[table][component] = json!(text),
        (_, None) => line["context"][name] = json!(text),
    }
}
