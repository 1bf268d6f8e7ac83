//! The cells of a copy on their way: those that nobody wrote in are not sent, of a large lot most; and in formats nobody
//! reads one that is not told about is three numbers.

use crate::LotCell;
use domain::Entry;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Place, entry and whether it is conserved, version.
type Brief = (u16, u32, i64);

pub fn serialize<S: Serializer>(cells: &[LotCell], to: S) -> Result<S::Ok, S::Error> {
    let written = (0_u16..).zip(cells).filter(|(_, cell)| **cell != LotCell::default());
    if to.is_human_readable() {
        return (cells.len(), written.collect::<Vec<_>>()).serialize(to);
    }
    let (told, brief): (Vec<_>, Vec<_>) =
        written.partition(|(_, cell)| cell.at_text.is_some() || cell.author.is_some());
    let brief: Vec<Brief> = brief
        .into_iter()
        .map(|(place, cell)| (place, numbered(cell), cell.version))
        .collect();
    (cells.len(), brief, told).serialize(to)
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<LotCell>, D::Error> {
    let (length, brief, told): (u16, Vec<Brief>, Vec<(u16, LotCell)>) = if from.is_human_readable() {
        let (length, told) = Deserialize::deserialize(from)?;
        (length, Vec::new(), told)
    } else {
        Deserialize::deserialize(from)?
    };
    let mut cells = vec![LotCell::default(); usize::from(length)];
    let beyond = || D::Error::custom("a cell beyond the last column");
    for (place, number, version) in brief {
        let (value, conserved) = read(number).map_err(D::Error::custom)?;
        *cells.get_mut(usize::from(place)).ok_or_else(beyond)? = LotCell {
            value,
            version,
            conserved,
            ..LotCell::default()
        };
    }
    for (place, cell) in told {
        *cells.get_mut(usize::from(place)).ok_or_else(beyond)? = cell;
    }
    Ok(cells)
}

/// Twice the number after that of the entry, 0 for none; odd when it is conserved.
fn numbered(cell: &LotCell) -> u32 {
    let entry = cell.value.map_or(0, |entry| u32::from(entry.number()) + 1);
    entry * 2 + u32::from(cell.conserved)
}

fn read(number: u32) -> Result<(Option<Entry>, bool), domain::MarkError> {
    let conserved = number % 2 == 1;
    let Some(entry) = (number / 2).checked_sub(1) else {
        return Ok((None, conserved));
    };
    let entry = u16::try_from(entry).map_err(|_| domain::MarkError::UnknownCode)?;
    Ok((Some(Entry::from_number(entry)?), conserved))
}

#[cfg(test)]
mod tests {
    use crate::{LotCell, LotRow};
    use domain::{AnonymityNumber, ApplicationId};

    fn row() -> LotRow {
        let cell = |value: &str, version, conserved| LotCell {
            value: (!value.is_empty()).then(|| value.parse().expect("an entry")),
            version,
            conserved,
            ..LotCell::default()
        };
        let told = LotCell {
            at_text: Some("14:32:07".into()),
            author: Some("Mme Azur".into()),
            ..cell("0", 2, false)
        };
        LotRow {
            application: ApplicationId(1),
            anonymity: AnonymityNumber::from_serial(7).expect("number"),
            cells: vec![
                LotCell::default(),
                cell("12.5", 3, false),
                cell("FR", 1, true),
                told,
                cell("", 9, false),
                LotCell::default(),
            ],
        }
    }

    #[test]
    fn empty_cells_are_not_sent_and_come_back() {
        let json = serde_json::to_string(&row()).expect("json");
        assert_eq!(json.matches("version").count(), 4);
        assert_eq!(serde_json::from_str::<LotRow>(&json).expect("a row"), row());
        let beyond = json.replace("[6,", "[1,");
        assert!(serde_json::from_str::<LotRow>(&beyond).is_err(), "{beyond}");
    }

    #[test]
    fn cells_come_back_from_bytes_and_a_broken_one_is_refused() {
        let bytes = postcard::to_allocvec(&row()).expect("bytes");
        assert_eq!(postcard::from_bytes(&bytes), Ok(row()));
        let of = |place: u16, number: u32| {
            let cells = (6_u16, vec![(place, number, 1_i64)], Vec::<(u16, LotCell)>::new());
            postcard::to_allocvec(&(ApplicationId(1), row().anonymity, cells)).expect("bytes")
        };
        assert!(postcard::from_bytes::<LotRow>(&of(5, 2)).is_ok());
        for wrong in [of(6, 2), of(0, 2 * 2_007), of(0, u32::MAX)] {
            assert!(postcard::from_bytes::<LotRow>(&wrong).is_err());
        }
    }
}
