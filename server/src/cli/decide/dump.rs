//! A session as a binary dump: what CSV says, in columns of two bytes.
//!
//! All numbers are little-endian. `DELOS\0\0\x01`, rows and columns as u32; for each column the length of its name as u16
//! and the name; then the columns one after the other, a u16 a row. A cell goes by its address: a mark in hundredths,
//! 2040 AB, 2041 AJ, 2042 DI, 2043 VA, 2044 FR, 2047 nothing. `S1.speciality` holds the place of the speciality in the
//! ruleset, from 1, and `OPT.1.coef` hundredths of a coefficient; 0 is none for both.

use super::batch::Session;
use crate::cli::Failure;
use domain::{Coefficient, Columns, Ruleset, Slot, Value};
use std::io::{BufRead, Read};

/// How a dump begins.
pub(super) const MAGIC: &[u8] = b"DELOS\0\0\x01";
/// More candidates than any session has: a length beyond is a mistake, not a file to make room for.
const MOST: usize = 20_000_000;

/// Reads a dump.
///
/// # Errors
/// It ends too soon, names what the ruleset has not, or holds what no cell can.
pub(super) fn read(ruleset: &Ruleset, mut input: impl BufRead) -> Result<Session, Failure> {
    let mut head = [0; 16];
    input.read_exact(&mut head).map_err(|_| short())?;
    let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]) as usize;
    let (rows, count) = (number(8), number(12));
    if rows > MOST || count > 1_000 {
        return Err(Failure(format!(
            "{rows} candidats de {count} colonnes : ce n’est pas une session"
        )));
    }
    let mut names = Vec::with_capacity(count);
    for _ in 0..count {
        let mut length = [0; 2];
        input.read_exact(&mut length).map_err(|_| short())?;
        let mut name = vec![0; usize::from(u16::from_le_bytes(length))];
        input.read_exact(&mut name).map_err(|_| short())?;
        names.push(String::from_utf8_lossy(&name).into_owned());
    }
    let mut columns = Columns::new(ruleset, rows);
    for name in &names {
        let mut bytes = Vec::new();
        input.by_ref().take(rows as u64 * 2).read_to_end(&mut bytes)?;
        if bytes.len() < rows * 2 {
            return Err(short());
        }
        let bits = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
        column(ruleset, &mut columns, name, bits)?;
    }
    Ok(Session {
        columns,
        ids: (1..=rows).map(|row| row.to_string().into()).collect(),
        lines: (1..=rows as u64).collect(),
        refused: Vec::new(),
    })
}

fn column(
    ruleset: &Ruleset,
    columns: &mut Columns,
    name: &str,
    bits: impl Iterator<Item = u16>,
) -> Result<(), Failure> {
    let unknown = || Failure(format!("« {name} » n’est pas une cellule de {}", ruleset.code));
    if let Some(component) = name.strip_suffix(".speciality") {
        let component = component.parse().map_err(|_| unknown())?;
        for (row, place) in bits.enumerate() {
            let Some(place) = usize::from(place).checked_sub(1) else {
                continue;
            };
            let speciality = ruleset
                .specialities
                .get(place)
                .ok_or_else(|| wrong(name, row, place + 1))?;
            let set = columns.set_speciality(ruleset, row, component, speciality.code);
            set.map_err(|_| unknown())?;
        }
        return Ok(());
    }
    if let Some(slot) = name.strip_suffix(".coef") {
        let slot: Slot = slot.parse().map_err(|_| unknown())?;
        for (row, hundredths) in bits.enumerate().filter(|(_, hundredths)| *hundredths > 0) {
            let coefficient = Coefficient::from_hundredths(u32::from(hundredths));
            let set = columns.set_coefficient(ruleset, row, slot, coefficient);
            set.map_err(|_| unknown())?;
        }
        return Ok(());
    }
    let slot: Slot = name.parse().map_err(|_| unknown())?;
    let cells = columns.cell(ruleset, slot).map_err(|_| unknown())?;
    for (row, (cell, bits)) in cells.iter_mut().zip(bits).enumerate() {
        *cell = Value::from_bits(bits).ok_or_else(|| wrong(name, row, usize::from(bits)))?;
    }
    Ok(())
}

fn short() -> Failure {
    Failure("le fichier s’arrête avant la fin annoncée".into())
}

fn wrong(name: &str, row: usize, value: usize) -> Failure {
    Failure(format!("candidat {}, {name} : {value} ne veut rien dire", row + 1))
}
