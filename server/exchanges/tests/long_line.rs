//! A line without an end is refused before it weighs anything.

use std::io::{self, Read};

use exchanges::{SheetFault, SheetLimits, read_table};

const LINE: u64 = 1 << 30;

/// A line of a gigabyte, made as it is read; it counts what was taken of it.
struct Line<'a> {
    cells: &'static [u8],
    taken: &'a mut u64,
}

impl Read for Line<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = LINE - *self.taken;
        let amount = into.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let place = *self.taken as usize;
        for (at, byte) in into[..amount].iter_mut().enumerate() {
            *byte = self.cells[(place + at) % self.cells.len()];
        }
        *self.taken += amount as u64;
        Ok(amount)
    }
}

/// Most memory this process ever had resident, in KiB, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

// One test: the peak is that of the process.
#[test]
fn a_line_of_a_gigabyte_is_refused_in_flat_memory() {
    let before = peak();
    // Even where the file itself may be as large.
    let limits = SheetLimits {
        file: 2 * LINE,
        ..SheetLimits::default()
    };
    for cells in [b"12,5;".as_slice(), b"x", b"\"x", b"12,5\t", b"\xC3\xA9", b"\xE9"] {
        let mut taken = 0;
        let line = Line {
            cells,
            taken: &mut taken,
        };
        assert_eq!(read_table(line, limits), Err(SheetFault::LongLine(1)), "{cells:?}");
        assert!(taken < 1 << 20, "{taken} bytes read of {cells:?}");
    }
    if let (Some(before), Some(after)) = (before, peak()) {
        println!("peak: {before} KiB before, {after} KiB after");
        assert!(after - before < 8 << 10, "the peak grew from {before} to {after} KiB");
    }
}
