use std::io::{self, Read};

use exchanges::sample::{Sample, write_siecle, write_siecle_csv};
use exchanges::{Encoding, Limits, MarksCsvReader, PlacesReader, SiecleCsvReader, SiecleReader, check_pupil};
use proptest::prelude::*;

use crate::{Export, export};

/// Hands out bytes by a few at a time, so that every buffer boundary is met.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let amount = self.1.min(into.len()).min(self.0.len());
        into[..amount].copy_from_slice(&self.0[..amount]);
        self.0 = &self.0[amount..];
        Ok(amount)
    }
}

/// Reads the bytes as every format; a reader that gives a fatal finding gives nothing after it.
fn read_all(bytes: &[u8]) {
    fn drain<T>(rows: Result<impl Iterator<Item = Result<T, exchanges::Finding>>, exchanges::Finding>) -> Vec<T> {
        let Ok(rows) = rows else { return Vec::new() };
        let mut refused = false;
        let mut records = Vec::new();
        for row in rows {
            assert!(!refused, "a row after the end");
            match row {
                Ok(record) => records.push(record),
                Err(finding) => refused = finding.is_fatal(),
            }
        }
        records
    }
    let today = "2025-11-12".parse().unwrap();
    let limits = Limits {
        file: 1 << 20,
        value: 1 << 12,
        depth: 8,
    };
    drain(SiecleReader::open(bytes, limits));
    drain(PlacesReader::open(bytes, limits));
    drain(MarksCsvReader::open(bytes, limits));
    for pupil in drain(SiecleCsvReader::open(bytes, limits)) {
        check_pupil(&pupil, today);
    }
}

fn valid(csv: bool, encoding: Encoding) -> Vec<u8> {
    let sample = Sample::new("0350059Z".parse().unwrap(), 5);
    let mut bytes = Vec::new();
    let written = match csv {
        true => write_siecle_csv(&mut bytes, &sample, encoding),
        false => write_siecle(&mut bytes, &sample, encoding),
    };
    written.unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes);
    }

    #[test]
    fn arbitrary_markup_never_panics(text in "([<>/?!&;#x'\"=\\-\\[\\]a-c\n\réœ]|<a>|</a>|<!--|-->|&#|<!\\[CDATA\\[|\\]\\]>|<\\?xml ){0,60}") {
        read_all(text.as_bytes());
        read_all(format!("<BEE_ELEVES><PARAMETRES>{text}").as_bytes());
    }

    #[test]
    fn mutated_files_never_panic(
        csv in any::<bool>(),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..8),
    ) {
        let mut bytes = valid(csv, encoding);
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        read_all(&bytes);
    }

    #[test]
    fn the_way_bytes_arrive_changes_nothing(
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
        size in 1usize..40,
        change in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = valid(false, encoding);
        let at = change.index(bytes.len());
        bytes[at] = byte;
        let whole = export(&bytes);
        let mut drops = Export::default();
        match SiecleReader::open(Drops(&bytes, size), Limits::default()) {
            Err(failure) => drops.failure = Some(failure),
            Ok(reader) => for item in reader {
                match item {
                    Ok(exchanges::SiecleItem::School(school)) => drops.school = Some(school),
                    Ok(exchanges::SiecleItem::Pupil(pupil)) => drops.pupils.push(*pupil),
                    Ok(exchanges::SiecleItem::Membership(membership)) => drops.memberships.push(membership),
                    Err(failure) => drops.failure = Some(failure),
                }
            },
        }
        prop_assert_eq!(whole, drops);
    }
}
