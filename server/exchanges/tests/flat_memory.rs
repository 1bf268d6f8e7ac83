//! A hundred thousand pupils pass through without the file or the pupils ever being held.

use std::io::{BufWriter, Read, pipe};
use std::thread;

use exchanges::sample::{Sample, write_siecle, write_siecle_csv};
use exchanges::{Encoding, Limits, SiecleCsvReader, SiecleItem, SiecleReader};

const PUPILS: u32 = 100_000;
/// What a reader may hold, whatever the file.
const HELD: usize = 512 << 10;

/// The bytes of a sample, written by a thread while they are read.
fn streamed(write: impl FnOnce(&mut BufWriter<std::io::PipeWriter>) + Send + 'static) -> impl Read {
    let (reader, writer) = pipe().unwrap();
    thread::spawn(move || write(&mut BufWriter::new(writer)));
    reader
}

/// Most memory this process ever had resident, in KiB, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

// One test: the peak is that of the process.
#[test]
fn a_hundred_thousand_pupils_are_read_in_flat_memory() {
    let sample = Sample::new("0350059Z".parse().unwrap(), PUPILS);
    let before = peak();

    let xml = sample.clone();
    let input = streamed(move |out| write_siecle(out, &xml, Encoding::Latin9).unwrap());
    let mut reader = SiecleReader::open(input, Limits::default()).unwrap();
    let (mut pupils, mut memberships, mut held) = (0, 0, 0);
    while let Some(item) = reader.next() {
        match item.unwrap() {
            SiecleItem::School(school) => assert_eq!(school.uai, sample.uai),
            SiecleItem::Pupil(pupil) => {
                pupils += 1;
                assert_eq!(pupil.element_id.parse(), Ok(pupils));
            }
            SiecleItem::Membership(membership) => {
                memberships += 1;
                assert_eq!(membership.divisions.len(), 1);
            }
        }
        held = held.max(reader.held());
    }
    assert_eq!((pupils, memberships), (PUPILS, PUPILS));
    assert!(held < HELD, "{held} bytes held for the XML");

    let csv = sample.clone();
    let input = streamed(move |out| write_siecle_csv(out, &csv, Encoding::Latin9).unwrap());
    let mut reader = SiecleCsvReader::open(input, Limits::default()).unwrap();
    let (mut pupils, mut held) = (0, 0);
    while let Some(row) = reader.next() {
        row.unwrap();
        pupils += 1;
        held = held.max(reader.held());
    }
    assert_eq!(pupils, PUPILS);
    assert!(held < HELD, "{held} bytes held for the CSV");

    if let (Some(before), Some(after)) = (before, peak()) {
        assert!(after - before < 16 << 10, "the peak grew from {before} to {after} KiB");
    }
}
