//! The readers on whole files: fixtures, samples in every encoding, broken and hostile files, arbitrary bytes.

mod encodings;
mod fuzz;
mod marks;
mod places;
mod refusals;
mod shared;
mod sheet_refusals;
mod sheets;
mod siecle;

use exchanges::{Finding, Limits, Membership, Pupil, School, SiecleItem, SiecleReader};

/// What an export held, and how it ended.
#[derive(Debug, Default, PartialEq)]
struct Export {
    school: Option<School>,
    pupils: Vec<Pupil>,
    memberships: Vec<Membership>,
    failure: Option<Finding>,
}

fn export(bytes: &[u8]) -> Export {
    export_within(bytes, Limits::default())
}

fn export_within(bytes: &[u8], limits: Limits) -> Export {
    let mut export = Export::default();
    let reader = match SiecleReader::open(bytes, limits) {
        Ok(reader) => reader,
        Err(failure) => {
            return Export {
                failure: Some(failure),
                ..export
            };
        }
    };
    for item in reader {
        match item {
            Ok(SiecleItem::School(school)) => export.school = Some(school),
            Ok(SiecleItem::Pupil(pupil)) => export.pupils.push(*pupil),
            Ok(SiecleItem::Membership(membership)) => export.memberships.push(membership),
            Err(failure) => export.failure = Some(failure),
        }
    }
    export
}

/// Code, line, column and value of a finding.
fn told(finding: &Finding) -> (&'static str, u64, u64, &str) {
    (
        finding.code.text(),
        finding.position.line,
        finding.position.column,
        &finding.value,
    )
}
