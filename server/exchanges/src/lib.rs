//! Files from the other systems, read as streams into typed records.
//!
//! A reader is an iterator of `Result<Record, Finding>`. It knows files and no database: it never holds the file,
//! it goes on after a bad record, and it ends after a fatal finding. What only the whole file or the database can
//! tell (duplicates, pupils in no division, unknown keys) is the caller's, who stages the records; the codes of
//! those findings are here too, so that a report speaks one language. The formats are described in `README.md`.
//!
//! Readers are synchronous and read from any [`std::io::Read`]: run them on a blocking thread.

mod code;
mod encoding;
mod harmless;
mod lot_sheet;
mod marks_csv;
mod places;
mod pupil;
mod pupil_check;
mod report;
pub mod sample;
mod sheet;
mod siecle;
mod siecle_csv;
mod source;
mod table;
mod xml;

pub use code::{Finding, ImportCode, Position, Severity, Verdict, judge};
pub use encoding::Encoding;
pub use harmless::harmless;
pub use lot_sheet::LotSheet;
pub use marks_csv::{CandidateKey, MarkLine, MarksCsvReader};
pub use places::{Place, PlaceState, PlacesReader, Sector};
pub use pupil::{Given, Origin, Pupil, PupilField, Sex};
pub use pupil_check::check_pupil;
pub use report::{Report, ReportLine};
pub use sheet::{SheetFault, SheetLimits, SheetRow, read_table};
pub use siecle::{Membership, School, SiecleItem, SiecleReader};
pub use siecle_csv::SiecleCsvReader;
pub use source::Limits;
