//! Which rows and columns of a sheet are drawn: those in sight, a few beyond, and the ones that must not go.

use std::ops::Range;

/// A piece of a long run of rows or columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// One that is drawn, by its place in the run.
    One(usize),
    /// So many that are not.
    Gap(usize),
}

impl Piece {
    /// The place of one that is drawn.
    pub fn place(self) -> Option<usize> {
        match self {
            Piece::One(place) => Some(place),
            Piece::Gap(_) => None,
        }
    }
}

/// A run cut into what is drawn and the gaps between: those `near`, and those `pinned` wherever they are.
pub fn pieces(total: usize, near: Range<usize>, pinned: &[usize]) -> Vec<Piece> {
    let mut drawn: Vec<usize> = near.filter(|place| *place < total).collect();
    for place in pinned.iter().filter(|place| **place < total) {
        if let Err(at) = drawn.binary_search(place) {
            drawn.insert(at, *place);
        }
    }
    let mut pieces = Vec::with_capacity(drawn.len() + 2);
    let mut next = 0;
    for place in drawn {
        if place > next {
            pieces.push(Piece::Gap(place - next));
        }
        pieces.push(Piece::One(place));
        next = place + 1;
    }
    if total > next {
        pieces.push(Piece::Gap(total - next));
    }
    pieces
}

/// Are all these places drawn?
pub fn holds(pieces: &[Piece], places: Range<usize>) -> bool {
    let drawn = |place: &Piece| place.place().is_some_and(|place| places.contains(&place));
    pieces.iter().filter(|piece| drawn(piece)).count() == places.len()
}

/// The places in sight and `beyond` of them at both ends. All in pixels: `before` of the run has passed the edge of a
/// view that is `view` long; a place takes `size`.
pub fn in_sight(total: usize, size: i32, before: i32, view: i32, beyond: usize) -> Range<usize> {
    let size = size.max(1);
    let place = |pixels: i32| usize::try_from(pixels.max(0) / size).unwrap_or(0);
    let first = place(before).saturating_sub(beyond);
    let last = place(before.saturating_add(view)) + 1 + beyond;
    first.min(total)..last.min(total)
}

#[cfg(test)]
mod tests {
    use super::Piece::{Gap, One};
    use super::*;

    #[test]
    fn what_is_pinned_stays_in_its_place_between_gaps() {
        assert_eq!(pieces(3, 0..3, &[1]), [One(0), One(1), One(2)]);
        assert_eq!(pieces(10, 4..6, &[]), [Gap(4), One(4), One(5), Gap(4)]);
        assert_eq!(
            pieces(10, 4..6, &[0, 8, 4]),
            [One(0), Gap(3), One(4), One(5), Gap(2), One(8), Gap(1)]
        );
        assert_eq!(pieces(10, 8..12, &[20]), [Gap(8), One(8), One(9)]);
        assert_eq!(pieces(0, 0..5, &[0]), []);
    }

    #[test]
    fn what_is_drawn_is_told_from_gaps() {
        let drawn = pieces(10, 4..6, &[8]);
        assert!(holds(&drawn, 4..6) && holds(&drawn, 8..9) && holds(&drawn, 7..7));
        assert!(!holds(&drawn, 4..7) && !holds(&drawn, 3..5));
    }

    #[test]
    fn pieces_always_add_up_to_the_run() {
        for first in 0..12 {
            for last in first..14 {
                for pin in 0..12 {
                    let sum: usize = pieces(12, first..last, &[pin])
                        .iter()
                        .map(|piece| match piece {
                            One(_) => 1,
                            Gap(count) => *count,
                        })
                        .sum();
                    assert_eq!(sum, 12);
                }
            }
        }
    }

    #[test]
    fn the_window_follows_the_edge_and_stops_at_the_ends() {
        assert_eq!(in_sight(2_000, 40, 0, 800, 4), 0..25);
        assert_eq!(in_sight(2_000, 40, 4_000, 800, 4), 96..125);
        // Above the view, and below all of it.
        assert_eq!(in_sight(2_000, 40, -500, 800, 4), 0..12);
        assert_eq!(in_sight(50, 40, 9_000, 800, 4), 50..50);
        // Nothing measured yet.
        assert_eq!(in_sight(50, 0, 0, 10, 0), 0..11);
    }
}
