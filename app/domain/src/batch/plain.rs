//! Plain marks, many at a time.

use super::Value;
use crate::mark::{Mark, Step};

/// A mark on its step times a coefficient: what nearly every cell holds, many at a time.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    pub(super) coefficient: u32,
    /// The step a mark is typed on.
    pub(super) typed: Steps,
    /// The step it counts on, where that is another: it is rounded up to it.
    pub(super) counted: Option<Steps>,
}

/// Division by a step without dividing: exact for every value, of steps up to five points.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    step: u32,
    inverse: u32,
}

impl Steps {
    const SHIFT: u32 = 21;
    pub(super) const MOST: u16 = 500;

    pub(super) fn of(step: Step) -> Steps {
        let step = u32::from(step.hundredths());
        Steps {
            step,
            inverse: (1_u32 << Steps::SHIFT).div_ceil(step),
        }
    }

    /// The step at or below a mark.
    pub(super) const fn below(self, mark: u32) -> u32 {
        ((mark * self.inverse) >> Steps::SHIFT) * self.step
    }

    /// The step at or above a mark.
    pub(super) const fn above(self, mark: u32) -> u32 {
        self.below(mark + self.step - 1)
    }
}

impl Plain {
    /// Adds the points of marks; whoever holds anything else is noted. Without a branch, so that many go at a time.
    pub(super) fn add(&self, values: &[Value], points: &mut [u32], strange: &mut [u32]) {
        let most = u32::from(Mark::MAX.hundredths());
        let Plain {
            coefficient,
            typed,
            counted,
        } = *self;
        let places = values.iter().zip(points).zip(strange);
        match counted {
            None => {
                for ((value, points), strange) in places {
                    let mark = u32::from(value.bits());
                    *strange |= u32::from(mark > most) | (typed.below(mark) ^ mark);
                    *points = points.wrapping_add(mark * coefficient);
                }
            }
            Some(counted) => {
                for ((value, points), strange) in places {
                    let mark = u32::from(value.bits());
                    *strange |= u32::from(mark > most) | (typed.below(mark) ^ mark);
                    *points = points.wrapping_add(counted.above(mark) * coefficient);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;

    #[test]
    fn a_step_is_found_without_dividing_for_every_mark() {
        for hundredths in 1..=u32::from(Steps::MOST) {
            let step: Step = format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap();
            let steps = Steps::of(step);
            for mark in 0..=2_047_u32 {
                assert_eq!(steps.below(mark), mark / hundredths * hundredths, "{mark} by {step}");
                assert_eq!(
                    steps.above(mark),
                    mark.div_ceil(hundredths) * hundredths,
                    "{mark} by {step}"
                );
            }
        }
    }

    #[test]
    fn a_mark_on_its_step_adds_its_points_and_anything_else_is_noted() {
        let steps = [1, 5, 10, 25, 50, 100, 300, 500].map(|hundredths| Step::from_hundredths(hundredths).unwrap());
        let values: Vec<Value> = (0..=2_047).filter_map(Value::from_bits).collect();
        for typed in steps {
            for counted in [None, Some(steps[2]), Some(steps[5])] {
                let plain = Plain {
                    coefficient: 250,
                    typed: Steps::of(typed),
                    counted: counted.map(Steps::of),
                };
                let (mut points, mut strange) = (vec![7_u32; values.len()], vec![0_u32; values.len()]);
                plain.add(&values, &mut points, &mut strange);
                for ((value, points), strange) in values.iter().zip(points).zip(strange) {
                    let mark = value.entry().and_then(Entry::mark).filter(|mark| typed.allows(*mark));
                    assert_eq!(strange == 0, mark.is_some(), "{value:?} by {typed}");
                    if let Some(mark) = mark {
                        let mark = counted.map_or(mark, |step| step.round_up(mark.into()));
                        assert_eq!(points, 7 + u32::from(mark.hundredths()) * 250, "{value:?} by {typed}");
                    }
                }
            }
        }
    }
}
