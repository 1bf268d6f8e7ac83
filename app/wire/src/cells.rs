//! The cells of a copy. Those that nobody wrote in, of a large lot most, take no room and are not sent; and in formats
//! nobody reads one that is not told about is three numbers.

use crate::LotCell;
use domain::Entry;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::{Index, IndexMut};

/// One cell per column. By column number it is read and written like a slice.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    columns: u16,
    /// Those that were written in, by their column, in its order.
    written: Vec<(u16, LotCell)>,
}

static UNWRITTEN: LotCell = LotCell {
    value: None,
    version: 0,
    at_text: None,
    author: None,
    conserved: false,
};

impl Cells {
    /// As many as there are columns; nobody wrote in them.
    pub fn unwritten(columns: usize) -> Cells {
        Cells {
            columns: u16::try_from(columns).unwrap_or(u16::MAX),
            written: Vec::new(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        usize::from(self.columns)
    }

    /// A lot without columns.
    pub fn is_empty(&self) -> bool {
        self.columns == 0
    }

    /// All of them, in the order of the columns.
    pub fn iter(&self) -> impl Iterator<Item = &LotCell> {
        (0..self.len()).map(|column| &self[column])
    }

    /// Those that somebody wrote in, by their column.
    pub fn written(&self) -> impl Iterator<Item = (usize, &LotCell)> {
        self.kept().map(|(column, cell)| (usize::from(*column), cell))
    }

    /// One that was taken to be written in, and was not, is none.
    fn kept(&self) -> impl Iterator<Item = &(u16, LotCell)> {
        self.written.iter().filter(|(_, cell)| *cell != UNWRITTEN)
    }

    /// That of a column, to be written in; `None` beyond the last.
    pub fn get_mut(&mut self, column: usize) -> Option<&mut LotCell> {
        let column = u16::try_from(column).ok().filter(|column| *column < self.columns)?;
        let at = self.written.binary_search_by_key(&column, |(column, _)| *column);
        let at = at.unwrap_or_else(|at| {
            self.written.insert(at, (column, LotCell::default()));
            at
        });
        Some(&mut self.written[at].1)
    }
}

impl Index<usize> for Cells {
    type Output = LotCell;

    fn index(&self, column: usize) -> &LotCell {
        assert!(column < self.len(), "a cell beyond the last column");
        let at = self
            .written
            .binary_search_by_key(&column, |(column, _)| usize::from(*column));
        at.map_or(&UNWRITTEN, |at| &self.written[at].1)
    }
}

impl IndexMut<usize> for Cells {
    fn index_mut(&mut self, column: usize) -> &mut LotCell {
        self.get_mut(column).expect("a cell beyond the last column")
    }
}

impl FromIterator<LotCell> for Cells {
    fn from_iter<I: IntoIterator<Item = LotCell>>(cells: I) -> Cells {
        let mut of = Cells::default();
        for cell in cells {
            if cell != UNWRITTEN {
                of.written.push((of.columns, cell));
            }
            of.columns = of.columns.saturating_add(1);
        }
        of
    }
}

impl PartialEq for Cells {
    fn eq(&self, other: &Cells) -> bool {
        self.columns == other.columns && self.written().eq(other.written())
    }
}

impl Eq for Cells {}

/// Place, entry and whether it is conserved, version.
type Brief = (u16, u32, i64);

impl Serialize for Cells {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let written = self.kept();
        if to.is_human_readable() {
            return (self.columns, written.collect::<Vec<_>>()).serialize(to);
        }
        let (told, brief): (Vec<_>, Vec<_>) =
            written.partition(|(_, cell)| cell.at_text.is_some() || cell.author.is_some());
        let brief: Vec<Brief> = brief
            .into_iter()
            .map(|(place, cell)| (*place, numbered(cell), cell.version))
            .collect();
        (self.columns, brief, told).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Cells, D::Error> {
        let (columns, brief, told): (u16, Vec<Brief>, Vec<(u16, LotCell)>) = if from.is_human_readable() {
            let (columns, told) = Deserialize::deserialize(from)?;
            (columns, Vec::new(), told)
        } else {
            Deserialize::deserialize(from)?
        };
        let mut cells = Cells::unwritten(columns.into());
        let beyond = || D::Error::custom("a cell beyond the last column");
        cells.written.reserve_exact(brief.len() + told.len());
        for (place, number, version) in brief {
            let (value, conserved) = read(number).map_err(D::Error::custom)?;
            *cells.get_mut(place.into()).ok_or_else(beyond)? = LotCell {
                value,
                version,
                conserved,
                ..LotCell::default()
            };
        }
        for (place, cell) in told {
            *cells.get_mut(place.into()).ok_or_else(beyond)? = cell;
        }
        Ok(cells)
    }
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
    use super::Cells;
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
            cells: Cells::from_iter([
                LotCell::default(),
                cell("12.5", 3, false),
                cell("FR", 1, true),
                told,
                cell("", 9, false),
                LotCell::default(),
            ]),
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

    #[test]
    fn a_cell_is_found_by_its_column_whether_somebody_wrote_in_it_or_not() {
        let mut cells = row().cells;
        assert_eq!((cells.len(), cells.iter().count(), cells.written().count()), (6, 6, 4));
        assert_eq!((cells[0].version, cells[1].version, cells[4].version), (0, 3, 9));
        cells[0].version = 1;
        assert_eq!(cells[0].version, 1);
        assert_ne!(cells, row().cells);
        cells[0] = LotCell::default();
        assert_eq!(cells, row().cells);
        assert!(cells.get_mut(6).is_none());
        assert_eq!(Cells::from_iter(vec![LotCell::default(); 6]), Cells::unwritten(6));
    }
}
