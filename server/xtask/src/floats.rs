//! Finds floating point numbers in Rust source: marks are exact, and one float is one too many.

use crate::rust_text::code_only;

/// The lines (from 1) that name a float type or hold a float literal.
pub fn lines_with_floats(source: &str) -> Vec<usize> {
    code_only(source)
        .lines()
        .enumerate()
        // A parameter nobody named cannot be used: that is how a reader refuses floats.
        .filter(|(_, line)| has_float(&line.replace("_: f64", "")))
        .map(|(index, _)| index + 1)
        .collect()
}

fn has_float(line: &str) -> bool {
    let mut previous = None;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = word_length(rest);
        if word == 0 {
            previous = Some(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let text = &rest[..word];
        let after = &rest.as_bytes()[word..];
        if matches!(text, "f32" | "f64" | "f16" | "f128") {
            return true;
        }
        if first.is_ascii_digit() {
            if is_decimal_with_float_tail(text) {
                return true;
            }
            // `pair.0.1` reads two fields, `0..1` is a range, `1.max(2)` a call; `1.5` and `1.` are floats.
            let field = previous == Some('.');
            let point = after.first() == Some(&b'.');
            let goes_on = after
                .get(1)
                .is_some_and(|byte| *byte == b'.' || *byte == b'_' || byte.is_ascii_alphabetic());
            if point && !field && !goes_on {
                return true;
            }
        }
        previous = text.chars().last();
        rest = &rest[word..];
    }
    false
}

fn word_length(text: &str) -> usize {
    text.find(|character: char| !(character.is_alphanumeric() || character == '_'))
        .unwrap_or(text.len())
}

/// `1f64`, `1e3`: floats without a point. Hexadecimal digits contain an `e` too.
fn is_decimal_with_float_tail(word: &str) -> bool {
    if word.starts_with("0x") || word.starts_with("0b") || word.starts_with("0o") {
        return false;
    }
    let tail = word.trim_start_matches(|character: char| character.is_ascii_digit() || character == '_');
    tail.starts_with(['e', 'E', 'f'])
}

#[cfg(test)]
mod tests {
    use super::lines_with_floats;

    #[test]
    fn floats_are_found_and_look_alikes_are_not() {
        for float in [
            "a as f64",
            "let a: f32 = b;",
            "1.5",
            "x(1.)",
            "1e3",
            "2f64",
            "1_000.0",
            "[0.1, 2]",
            "-0.5",
        ] {
            assert_eq!(lines_with_floats(float), [1], "{float}");
        }
        for other in [
            "pair.0.1",
            "0..10",
            "0..=1",
            "1.max(2)",
            "0x1e3",
            "0xf32",
            "2u64",
            "af64",
            "\"1.5\"",
            "// 1.5",
            "1_000",
            "a.0",
            "t.1.0.2",
            "fn visit_f64<E>(self, _: f64) -> Result<Mark, E>",
        ] {
            assert!(lines_with_floats(other).is_empty(), "{other}");
        }
        assert_eq!(lines_with_floats("a\n1.5 /*\n*/\nf64"), [2, 4]);
    }
}
