//! The floor: one series decided by a loop written by hand, as fast as it gets without any rule being data.

use super::Tally;
use super::nation::{MARKS, Part};
use domain::{Decision, Mention};

/// Coefficients of the series in the order of its cells, hundredths; the last seven are options.
const COEFFICIENTS: [u32; MARKS] = [
    500, 500, 800, 1000, 1600, 1600, 300, 300, 300, 300, 300, 300, 300, 300, 600, 100, 100, 800, 200, 200, 200, 200,
    200, 200, 200,
];
/// From here on marks are rounded up to the tenth.
const YEARS: usize = 6;

/// Decides on a series without codes nor missing marks.
pub fn decide(part: &Part, values: &[Vec<u16>; MARKS]) -> Tally {
    let rows = part.columns.rows();
    let total: u32 = COEFFICIENTS.iter().sum();
    let mut points = vec![0_u32; rows];
    for (place, (column, coefficient)) in values.iter().zip(COEFFICIENTS).enumerate() {
        if place < YEARS {
            for (sum, mark) in points.iter_mut().zip(column) {
                *sum += u32::from(*mark) * coefficient;
            }
        } else {
            for (sum, mark) in points.iter_mut().zip(column) {
                *sum += u32::from(mark.div_ceil(10) * 10) * coefficient;
            }
        }
    }
    let mut tally = Tally::default();
    for points in points {
        let reaches = |mark: u32| points >= mark * 100 * total;
        let (decision, mention) = if reaches(18) {
            (Decision::Admitted, Some(Mention::Tbf))
        } else if reaches(16) {
            (Decision::Admitted, Some(Mention::Tb))
        } else if reaches(14) {
            (Decision::Admitted, Some(Mention::B))
        } else if reaches(12) {
            (Decision::Admitted, Some(Mention::Ab))
        } else if reaches(10) {
            (Decision::Admitted, None)
        } else if reaches(8) {
            (Decision::Group2, None)
        } else {
            (Decision::Refused, None)
        };
        tally.count(decision, mention, i64::from(points), total);
    }
    tally
}
