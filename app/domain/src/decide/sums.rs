//! Lines that count, and their sums.

use crate::coefficient::{Coefficient, Points};
use crate::entry::{Entry, MarkCode};
use crate::mark::{Mark, Step};
use crate::ratio::Ratio;
use crate::ruleset::{Counting, Ruleset};
use crate::slot::Slot;

/// How a line enters the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// Both sums, mandatory.
    Mandatory,
    /// Both sums, optional.
    Optional,
    /// The points only.
    Extra(Counting),
}

/// A mark that counts.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) slot: Slot,
    pub(super) entry: Entry,
    pub(super) mark: Mark,
    pub(super) coefficient: Coefficient,
    pub(super) step: Step,
    pub(super) share: Share,
    /// True when it is a zero for an absence.
    pub(super) absent: bool,
}

const TEN: Mark = match Mark::from_hundredths(1000) {
    Ok(ten) => ten,
    Err(_) => Mark::MAX,
};

/// The points of a mark: all of them, or those from ten on.
pub(super) fn points(extra: Option<Counting>, mark: Mark, coefficient: Coefficient) -> Points {
    match extra {
        None => Points::of(mark, coefficient),
        Some(Counting::AboveTen) => Points::between(TEN, mark.max(TEN), coefficient),
        Some(Counting::OffsetFromTen) => Points::between(TEN, mark, coefficient),
    }
}

impl Line {
    /// What it adds to the points.
    pub(super) fn points(&self) -> Points {
        points(self.extra(), self.mark, self.coefficient)
    }

    /// How its points count, where they come from ten on.
    pub(super) fn extra(&self) -> Option<Counting> {
        match self.share {
            Share::Mandatory | Share::Optional => None,
            Share::Extra(counting) => Some(counting),
        }
    }

    /// The points that another mark would add.
    pub(super) fn gain(&self, to: Mark) -> Points {
        Line {
            mark: to,
            ..self.clone()
        }
        .points()
            - self.points()
    }

    /// What it adds to the coefficients.
    pub(super) fn weight(&self) -> Coefficient {
        match self.share {
            Share::Mandatory | Share::Optional => self.coefficient,
            Share::Extra(_) => Coefficient::ZERO,
        }
    }

    /// True for a mandatory component.
    pub(super) fn mandatory(&self) -> bool {
        self.share == Share::Mandatory
    }
}

/// What the cells of a candidate amount to.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) lines: Vec<Line>,
    /// Mandatory cells that hold nothing.
    pub(super) missing: Vec<Slot>,
    /// Mandatory cells that wait for the replacement part.
    pub(super) awaited: Vec<Slot>,
    /// Cells that count zero, and whose replacement part decides when that does not suffice.
    pub(super) deferred: Vec<Slot>,
    /// Cells whose code bars the diploma.
    pub(super) eliminating: Vec<(Slot, MarkCode)>,
}

impl Tally {
    /// True when every mandatory mark that counts is an absence.
    pub(super) fn absent_everywhere(&self) -> bool {
        let mut mandatory = self.lines.iter().filter(|line| line.mandatory()).peekable();
        mandatory.peek().is_some() && mandatory.all(|line| line.absent)
    }
}

/// Both sums over some lines, and the average that thresholds are compared with.
pub(super) struct Sums {
    pub(super) points: Points,
    pub(super) coefficients: Coefficient,
    pub(super) exact: Option<Ratio>,
    pub(super) average: Option<Ratio>,
}

impl Sums {
    /// The sums over these lines.
    pub(super) fn of<'a>(ruleset: &Ruleset, lines: impl Iterator<Item = &'a Line>) -> Sums {
        let (mut points, mut coefficients) = (Points::ZERO, Coefficient::ZERO);
        for line in lines {
            points += line.points();
            coefficients += line.weight();
        }
        let exact = Ratio::average(points, coefficients);
        let average = exact.map(|exact| ruleset.average.compared(exact));
        Sums {
            points,
            coefficients,
            exact,
            average,
        }
    }
}
