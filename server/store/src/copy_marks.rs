//! The copies of a lot with all marks of whoever wrote them, a row for each copy.

use crate::mark::read_entry;
use crate::{LotCopyRow, Result, Store, StoreError, sql};
use domain::{Entry, LotId};
use sea_orm::FromQueryResult;

/// A copy and the marks of whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CopyMarks {
    /// Which copy.
    #[sea_orm(nested)]
    pub copy: LotCopyRow,
    /// `PHI 1250 3;ANG AB 1 c`: slot, hundredths or code, version, and a `c` when it is conserved.
    marks: Option<String>,
}

/// A mark of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyMark<'a> {
    /// Which cell.
    pub slot: &'a str,
    /// What stands in it.
    pub entry: Option<Entry>,
    /// Accepted writes.
    pub version: i64,
    /// Obtained in an earlier session.
    pub conserved: bool,
}

impl CopyMarks {
    /// Each mark, of this lot or of another.
    pub fn each(&self) -> impl Iterator<Item = Result<CopyMark<'_>>> {
        self.marks.iter().flat_map(|marks| marks.split(';')).map(read_mark)
    }
}

fn read_mark(text: &str) -> Result<CopyMark<'_>> {
    let corrupt = || StoreError::Corrupt {
        what: "mark of a copy",
        value: text.into(),
    };
    let mut parts = text.split(' ');
    let mut part = || parts.next().ok_or_else(corrupt);
    let (slot, written, version) = (part()?, part()?, part()?);
    let entry = match written.parse() {
        Ok(hundredths) => read_entry(Some(hundredths), None)?,
        Err(_) => read_entry(None, Some(written).filter(|code| !code.is_empty()))?,
    };
    Ok(CopyMark {
        slot,
        entry,
        version: version.parse().map_err(|_| corrupt())?,
        conserved: parts.next().is_some(),
    })
}

impl Store {
    /// The copies of a lot that is no second entry, in the order of the pile, with all marks of whoever wrote them: of a
    /// wide lot most are its own, and a row for each of them would take several times as long to carry over.
    pub async fn marks_of_copies(&self, id: LotId) -> Result<Vec<CopyMarks>> {
        sql::all(
            &self.reader,
            "SELECT c.application_id, a.anonymity,
                 (SELECT string_agg(m.slot || ' ' || COALESCE(m.code, CAST(m.value AS TEXT), '') || ' ' || CAST(m.version AS TEXT)
                      || CASE WHEN m.conserved IS NULL THEN '' ELSE ' c' END, ';')
                  FROM mark m WHERE m.application_id = c.application_id) AS marks
             FROM lot_copy c JOIN application a ON a.id = c.application_id
             WHERE c.lot_id = $1 ORDER BY c.rank, c.application_id",
            [id.0.into()],
        )
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_a_text_are_read_back_and_what_is_none_is_told() {
        let copy = LotCopyRow {
            application_id: 1,
            anonymity: None,
        };
        let of = |marks: &str| CopyMarks {
            copy: copy.clone(),
            marks: Some(marks.into()),
        };
        let marks = of("PHI 1250 3;HG.1 AB 1 c;GO  2");
        let read: Vec<_> = marks.each().collect::<Result<_>>().expect("marks");
        let mark = |slot, entry: Option<&str>, version, conserved| CopyMark {
            slot,
            entry: entry.map(|text| text.parse().expect("an entry")),
            version,
            conserved,
        };
        let expected = [
            mark("PHI", Some("12.5"), 3, false),
            mark("HG.1", Some("AB"), 1, true),
            mark("GO", None, 2, false),
        ];
        assert_eq!(read, expected);
        for wrong in ["PHI", "PHI 2100 1", "PHI ZZ 1", "PHI 1250 x", "PHI 1250 1;"] {
            assert!(of(wrong).each().any(|mark| mark.is_err()), "{wrong}");
        }
        assert_eq!(CopyMarks { copy, marks: None }.each().count(), 0);
    }
}
