//! Texts that a spreadsheet would take for formulas.

/// A text that begins like a formula, made text again: a file we write must not compute in a spreadsheet.
pub fn harmless(cell: &str) -> String {
    if begins_like_a_formula(cell) {
        format!("'{cell}")
    } else {
        cell.into()
    }
}

/// What [`harmless`] was given, of what it gave.
pub fn harmful(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_like_a_formula(rest) => rest,
        _ => cell,
    }
}

fn begins_like_a_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@', '|']) || cell.starts_with(['\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_harmless_there_and_itself_back() {
        for cell in [
            "=1+1", "+1", "-1", "@x", " =1", "\u{a0}=1", "|x", "\t=1", "12,5", "AB", "'x", "", "a=b",
        ] {
            let written = harmless(cell);
            assert!(!begins_like_a_formula(&written), "{written}");
            assert_eq!(harmful(&written), cell);
        }
        assert_eq!(harmless("=1+1"), "'=1+1");
    }
}
