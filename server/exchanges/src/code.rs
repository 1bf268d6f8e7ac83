//! What can be wrong in a file: codes, places, severities.

use std::fmt;

use serde::Serialize;

/// Declares the codes, their stable text and their usual severity.
macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// What is wrong. The text is stable: it is stored, tested and worded.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ImportCode { $($(#[$meta])* $name,)* }

        impl ImportCode {
            /// All codes, in the order of the documentation.
            pub const ALL: &[ImportCode] = &[$(ImportCode::$name,)*];

            /// Stable name, as in the JSON report.
            pub const fn text(self) -> &'static str {
                match self { $(ImportCode::$name => $text,)* }
            }

            /// How grave it usually is; a reader may raise it for one finding.
            pub const fn severity(self) -> Severity {
                match self { $(ImportCode::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // The file as a whole.
    /// The system could not read the file; value: its message.
    Unreadable = "unreadable", Fatal;
    /// Nothing in the file.
    EmptyFile = "empty_file", Fatal;
    /// A ZIP or gzip archive instead of the file in it.
    Compressed = "compressed", Fatal;
    /// Encoding outside the list; value: its name.
    EncodingUnknown = "encoding_unknown", Fatal;
    /// Bytes that do not exist in the encoding; value: its name.
    InvalidBytes = "invalid_bytes", Fatal;
    /// More bytes than configured; value: the limit in bytes.
    FileTooLarge = "file_too_large", Fatal;
    /// One value or one line is absurdly long; value: the limit in bytes.
    ValueTooLong = "value_too_long", Fatal;
    /// The XML is not well formed; value: the piece at fault.
    XmlBroken = "xml_broken", Fatal;
    /// Elements nested deeper than configured; value: the limit.
    XmlTooDeep = "xml_too_deep", Fatal;
    /// A document type declaration.
    DtdRefused = "dtd_refused", Fatal;
    /// An entity other than the five of XML; value: its name.
    EntityRefused = "entity_refused", Fatal;
    /// Well formed, but no pupil export; value: the element found.
    NotSiecle = "not_siecle", Fatal;
    /// A quote opened in a CSV is never closed.
    CsvBroken = "csv_broken", Fatal;
    /// Columns missing from the header; value: their names.
    MissingColumn = "missing_column", Fatal;
    /// Columns twice in the header; value: their names.
    DuplicateColumn = "duplicate_column", Fatal;
    /// The file does not say which school it comes from.
    MissingUai = "missing_uai", Fatal;
    /// The file is that of another school than the one asked; value: its UAI.
    OtherUai = "other_uai", Fatal;

    // Schools.
    /// Wrong shape or check letter; value: the text. Fatal when it is the school of the whole file.
    BadUai = "bad_uai", Error;
    /// Well formed, but in no directory; value: the UAI.
    UnknownUai = "unknown_uai", Warning;
    /// The same line again; value: the line of the first.
    DuplicatePlace = "duplicate_place", Skip;
    /// Another line of a school the directory says it describes on several; value: the columns that differ.
    SeveralLines = "several_lines", Skip;
    /// Another line that contradicts the first without saying so; value: the columns that differ.
    ContradictingPlace = "contradicting_place", Error;

    // Any record.
    /// Fewer or more cells than the header; value: how many.
    WrongColumns = "wrong_columns", Error;
    /// A control character inside a value.
    ControlCharacter = "control_character", Error;
    /// A value outside its list; value: the text.
    UnknownValue = "unknown_value", Error;
    /// A date the calendar does not have, or a birth to come; value: the text.
    ImpossibleDate = "impossible_date", Error;

    // Pupils.
    /// No identifier in the file.
    MissingIdentifier = "missing_identifier", Error;
    /// The identifier (or the national one) was met before; value: the identifier.
    DuplicateIdentifier = "duplicate_identifier", Error;
    /// No birth name or no first name.
    MissingName = "missing_name", Error;
    /// No sex.
    MissingSex = "missing_sex", Error;
    /// No birth date.
    MissingBirthDate = "missing_birth_date", Error;
    /// No commune of birth, by code or by name, or no country.
    MissingBirthPlace = "missing_birth_place", Error;
    /// Left the school; value: the day.
    LeftSchool = "left_school", Skip;
    /// No national identifier (INE).
    NoNationalId = "no_national_id", Skip;
    /// In no division; a group is none.
    NoDivision = "no_division", Skip;
    /// In several divisions; value: their codes.
    SeveralDivisions = "several_divisions", Warning;
    /// A structure names a pupil who is not in the file; value: the identifier.
    UnknownPupil = "unknown_pupil", Warning;
    /// No MEF: the pupil cannot be registered yet.
    MissingMef = "missing_mef", Warning;
    /// No qualification prepared by this MEF; value: the MEF.
    UnknownMef = "unknown_mef", Warning;

    // Marks.
    /// No candidate number and no national identifier.
    MissingCandidate = "missing_candidate", Error;
    /// No component.
    MissingComponent = "missing_component", Error;
    /// No mark and no code.
    MissingMark = "missing_mark", Error;
    /// The number of sessions is no small whole number; value: the text.
    BadConservation = "bad_conservation", Error;
    /// No such candidate in the session; value: the key.
    UnknownCandidate = "unknown_candidate", Error;
    /// No such component in the candidate's ruleset; value: the component.
    UnknownComponent = "unknown_component", Error;
    /// No such part or year of the component; value: the part.
    UnknownPart = "unknown_part", Error;
    /// Neither a mark nor a code of this component; value: the text.
    BadMark = "bad_mark", Error;
    /// The ruleset does not let this component be conserved, or not for so long; value: the sessions.
    NotConservable = "not_conservable", Error;
    /// A second mark for the same candidate, component and part.
    DuplicateMark = "duplicate_mark", Error;
    /// The mark may no longer change.
    MarkLocked = "mark_locked", Error;

    // The report.
    /// More lines than a report keeps; value: how many more.
    MoreLines = "more_lines", Warning;
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The record is taken; somebody should look.
    Warning,
    /// The record is rightly left out.
    Skip,
    /// The record is rejected.
    Error,
    /// The file is refused: nothing of it may be applied.
    Fatal,
}

/// Where in the file, as people count: from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Position {
    /// Line; 0 when the whole file is meant.
    pub line: u64,
    /// Column: the character in XML, the cell in CSV; 0 when the whole line is meant.
    pub column: u64,
    /// Element or column at fault, as `ELEVE 0002/DATE_NAISS`; may be empty.
    pub element: String,
}

/// One thing to say about a file or a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} at line {}, column {} [{}]: {value}", code.text(), position.line, position.column, position.element)]
pub struct Finding {
    /// What is wrong.
    pub code: ImportCode,
    /// How grave it is here.
    pub severity: Severity,
    /// The value at fault, see [`ImportCode`]; may be empty.
    pub value: String,
    /// Where.
    pub position: Position,
}

impl Finding {
    /// A finding of the code's usual severity.
    pub fn new(code: ImportCode, value: impl Into<String>, position: Position) -> Finding {
        Finding {
            code,
            severity: code.severity(),
            value: value.into(),
            position,
        }
    }

    /// The same, refusing the whole file.
    pub fn fatal(self) -> Finding {
        Finding {
            severity: Severity::Fatal,
            ..self
        }
    }

    /// Whether the whole file is refused.
    pub fn is_fatal(&self) -> bool {
        self.severity == Severity::Fatal
    }
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Take it.
    Good,
    /// Leave it out, rightly.
    Skipped,
    /// Leave it out, it is wrong.
    Rejected,
}

/// The gravest finding decides.
pub fn judge(findings: &[Finding]) -> Verdict {
    match findings.iter().map(|finding| finding.severity).max() {
        None | Some(Severity::Warning) => Verdict::Good,
        Some(Severity::Skip) => Verdict::Skipped,
        Some(Severity::Error | Severity::Fatal) => Verdict::Rejected,
    }
}

impl fmt::Display for ImportCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl Serialize for ImportCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_snake_case_and_differ() {
        let mut texts: Vec<_> = ImportCode::ALL.iter().map(|code| code.text()).collect();
        assert!(
            texts
                .iter()
                .all(|text| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        );
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), ImportCode::ALL.len());
    }

    #[test]
    fn the_gravest_finding_decides() {
        let found = |codes: &[ImportCode]| {
            judge(
                &codes
                    .iter()
                    .map(|code| Finding::new(*code, "", Position::default()))
                    .collect::<Vec<_>>(),
            )
        };
        use ImportCode::{LeftSchool, MissingMef, MissingSex};
        assert_eq!(found(&[]), Verdict::Good);
        assert_eq!(found(&[MissingMef]), Verdict::Good);
        assert_eq!(found(&[MissingMef, LeftSchool]), Verdict::Skipped);
        assert_eq!(found(&[LeftSchool, MissingSex]), Verdict::Rejected);
    }
}
