//! The keyboard map of the grid, and where each key leads.

/// A cell by row and column, from 0.
pub type Place = (usize, usize);

/// A way from one cell to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
    /// Down, and from the last row to the top of the next column.
    Onward,
    /// To the next cell of the row, then the next row.
    Next,
    Previous,
    RowStart,
    RowEnd,
    First,
    Last,
    PageUp,
    PageDown,
    /// Where it is.
    Stay,
}

/// What a key asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Keep what was typed, if anything was, and go.
    Go(Way),
    /// Go, and take the cells between into the selection.
    Extend(Way),
    /// Select every cell.
    SelectAll,
    /// Undo the last step.
    Undo,
    /// Redo the step undone last.
    Redo,
    /// Type on from what stands, caret at the end.
    Edit,
    /// Put this character in the place of what stands.
    Begin,
    /// Put the stored value back.
    Restore,
    /// Clear to a missing mark.
    Clear,
    /// Look for a copy.
    Find,
    /// Go to the next cell that is empty or refused.
    NextTodo,
    /// Show the history of the cell.
    History,
    /// Show all keys.
    Help,
}

/// A key with what is held down.
#[derive(Debug, Clone, Copy, Default)]
pub struct Press<'a> {
    /// Name of the key, as browsers give it.
    pub key: &'a str,
    /// Control or command.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

/// What a key asks in a cell where so many characters were typed, if somebody types; `None` leaves it to the browser.
pub fn deed(press: Press<'_>, typed: Option<usize>, writable: bool, single_keys: bool) -> Option<Deed> {
    use Deed::{Begin, Clear, Edit, Extend, Find, Go, Help, History, NextTodo, Redo, Restore, SelectAll, Undo};
    let Press { key, ctrl, shift, alt } = press;
    let editing = typed.is_some();
    if alt {
        return match key {
            "n" | "N" => Some(NextTodo),
            "h" | "H" => Some(History),
            _ => None,
        };
    }
    if ctrl {
        return match key {
            "f" | "F" => Some(Find),
            // While typing the text of the cell is undone first, by the browser; it does not know of the first character.
            "z" if typed == Some(1) && !shift => Some(Restore),
            "z" if !editing && !shift => Some(Undo),
            "z" | "Z" | "y" | "Y" if !editing => Some(Redo),
            "a" | "A" if !editing => Some(SelectAll),
            "Home" if !editing => Some(Go(Way::First)),
            "End" if !editing => Some(Go(Way::Last)),
            _ => None,
        };
    }
    match key {
        "ArrowUp" if shift && !editing => Some(Extend(Way::Up)),
        "ArrowDown" if shift && !editing => Some(Extend(Way::Down)),
        "ArrowLeft" if shift && !editing => Some(Extend(Way::Left)),
        "ArrowRight" if shift && !editing => Some(Extend(Way::Right)),
        "Enter" if shift => Some(Go(Way::Up)),
        "Enter" => Some(Go(Way::Onward)),
        "ArrowUp" => Some(Go(Way::Up)),
        "ArrowDown" => Some(Go(Way::Down)),
        "PageUp" => Some(Go(Way::PageUp)),
        "PageDown" => Some(Go(Way::PageDown)),
        "Escape" if editing => Some(Restore),
        "F2" if editing => Some(Go(Way::Stay)),
        "F2" if writable => Some(Edit),
        "Tab" if editing => Some(Go(if shift { Way::Previous } else { Way::Next })),
        _ if editing => None,
        "ArrowLeft" => Some(Go(Way::Left)),
        "ArrowRight" => Some(Go(Way::Right)),
        "Home" => Some(Go(Way::RowStart)),
        "End" => Some(Go(Way::RowEnd)),
        "Delete" | "Backspace" if writable => Some(Clear),
        "/" if single_keys => Some(Find),
        "?" if single_keys => Some(Help),
        // The browser would take long over it: a field that has just got the caret is made ready for typing in.
        _ if writable && is_character(key) => Some(Begin),
        _ => None,
    }
}

/// Is this key a character, not the name of a key?
fn is_character(key: &str) -> bool {
    let mut characters = key.chars();
    characters.next().is_some_and(|it| !it.is_whitespace()) && characters.next().is_none()
}

/// The first and the last cell of the rectangle between two.
pub fn corners(one: Place, other: Place) -> (Place, Place) {
    (
        (one.0.min(other.0), one.1.min(other.1)),
        (one.0.max(other.0), one.1.max(other.1)),
    )
}

/// Rows of a page.
const PAGE: usize = 10;

/// Where a way leads; `None` when it leads out of the grid.
pub fn travel((row, column): Place, way: Way, rows: usize, columns: usize) -> Option<Place> {
    if rows == 0 || columns == 0 {
        return None;
    }
    let (last_row, last_column) = (rows - 1, columns - 1);
    Some(match way {
        Way::Up => (row.saturating_sub(1), column),
        Way::Down => ((row + 1).min(last_row), column),
        Way::Left => (row, column.saturating_sub(1)),
        Way::Right => (row, (column + 1).min(last_column)),
        Way::Onward if row < last_row => (row + 1, column),
        Way::Onward => (
            if column < last_column { 0 } else { row },
            (column + 1).min(last_column),
        ),
        Way::Next if column < last_column => (row, column + 1),
        Way::Next if row < last_row => (row + 1, 0),
        Way::Next => return None,
        Way::Previous if column > 0 => (row, column - 1),
        Way::Previous if row > 0 => (row - 1, last_column),
        Way::Previous => return None,
        Way::RowStart => (row, 0),
        Way::RowEnd => (row, last_column),
        Way::First => (0, 0),
        Way::Last => (last_row, last_column),
        Way::PageUp => (row.saturating_sub(PAGE), column),
        Way::PageDown => ((row + PAGE).min(last_row), column),
        Way::Stay => (row, column),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(key: &str, editing: bool) -> Option<Deed> {
        deed(
            Press {
                key,
                ..Press::default()
            },
            editing.then_some(2),
            true,
            true,
        )
    }

    #[test]
    fn the_first_character_takes_the_place_of_what_stands_and_the_browser_types_on() {
        for key in ["1", ",", ".", "a", "é"] {
            assert_eq!((at(key, false), at(key, true)), (Some(Deed::Begin), None), "{key}");
        }
        for key in [" ", "Dead", "Process", "Unidentified", "F7"] {
            assert_eq!(at(key, false), None, "{key}");
        }
        let locked = Press {
            key: "1",
            ..Press::default()
        };
        assert_eq!(deed(locked, None, false, true), None);
    }

    #[test]
    fn undoing_while_typing_is_the_browsers_but_for_the_first_character() {
        let undo = Press {
            key: "z",
            ctrl: true,
            ..Press::default()
        };
        let undone = [None, Some(1), Some(2)].map(|typed| deed(undo, typed, true, true));
        assert_eq!(undone, [Some(Deed::Undo), Some(Deed::Restore), None]);
    }

    #[test]
    fn tab_leaves_the_grid_unless_something_is_being_typed() {
        assert_eq!(at("Tab", false), None);
        assert_eq!(at("Tab", true), Some(Deed::Go(Way::Next)));
        assert_eq!(travel((1, 1), Way::Next, 2, 2), None);
        assert_eq!(travel((0, 1), Way::Next, 2, 2), Some((1, 0)));
        assert_eq!(travel((1, 0), Way::Previous, 2, 2), Some((0, 1)));
    }

    #[test]
    fn enter_goes_down_then_to_the_top_of_the_next_column() {
        assert_eq!(travel((0, 0), Way::Onward, 2, 2), Some((1, 0)));
        assert_eq!(travel((1, 0), Way::Onward, 2, 2), Some((0, 1)));
        assert_eq!(travel((1, 1), Way::Onward, 2, 2), Some((1, 1)));
        let up = deed(
            Press {
                key: "Enter",
                shift: true,
                ..Press::default()
            },
            Some(2),
            true,
            true,
        );
        assert_eq!(up, Some(Deed::Go(Way::Up)));
    }

    #[test]
    fn left_and_right_are_the_caret_while_typing_and_edges_hold() {
        assert_eq!(
            (at("ArrowLeft", true), at("Home", true), at("Delete", true)),
            (None, None, None)
        );
        assert_eq!(at("ArrowLeft", false), Some(Deed::Go(Way::Left)));
        assert_eq!(travel((0, 0), Way::Up, 5, 1), Some((0, 0)));
        assert_eq!(travel((3, 0), Way::PageDown, 5, 1), Some((4, 0)));
    }

    #[test]
    fn single_keys_can_be_switched_off_and_ctrl_z_leaves_text_to_the_browser() {
        let press = |key, ctrl, shift| Press {
            key,
            ctrl,
            shift,
            alt: false,
        };
        assert_eq!(deed(press("?", false, true), None, true, false), Some(Deed::Begin));
        assert_eq!(deed(press("/", false, false), None, true, false), Some(Deed::Begin));
        assert_eq!(deed(press("f", true, false), None, true, false), Some(Deed::Find));
        assert_eq!(deed(press("z", true, false), Some(2), true, true), None);
        assert_eq!(deed(press("z", true, false), None, true, true), Some(Deed::Undo));
        assert_eq!(deed(press("Z", true, true), None, true, true), Some(Deed::Redo));
        assert_eq!(
            deed(press("ArrowDown", false, true), None, true, true),
            Some(Deed::Extend(Way::Down))
        );
    }

    #[test]
    fn a_locked_cell_is_read_only() {
        for key in ["F2", "Delete", "Backspace"] {
            assert_eq!(
                deed(
                    Press {
                        key,
                        ..Press::default()
                    },
                    None,
                    false,
                    true
                ),
                None,
                "{key}"
            );
        }
        assert_eq!(at("Delete", false), Some(Deed::Clear));
        assert_eq!(at("Escape", true), Some(Deed::Restore));
    }
}
