//! Rust source without its comments and the insides of its literals, line for line.

/// Blanks comments, strings and characters, so that a word found in what is left is code.
pub fn code_only(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let begins_word = !out.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        let end = if rest.starts_with("//") {
            blank(&mut out, rest, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            blank(&mut out, rest, block_comment_end(rest))
        } else if let Some(end) = raw_string_end(rest).filter(|_| begins_word) {
            blank(&mut out, rest, end)
        } else if first == '"' {
            blank(&mut out, rest, quoted_end(rest, '"'))
        } else if let Some(end) = character_end(rest) {
            blank(&mut out, rest, end)
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = &rest[end..];
    }
    out
}

fn blank(out: &mut String, text: &str, end: usize) -> usize {
    out.push(' ');
    out.extend(text[..end].chars().filter(|character| *character == '\n'));
    end
}

fn block_comment_end(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let here = &text[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The end of `r"…"`, `r#"…"#`, `br"…"`, when `text` begins with one.
fn raw_string_end(text: &str) -> Option<usize> {
    let prefix = if text.starts_with("br") {
        2
    } else {
        usize::from(text.starts_with('r'))
    };
    if prefix == 0 {
        return None;
    }
    let hashes = text[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    let opened = text[prefix + hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let inside = opened.find(&closing)?;
    Some(prefix + hashes + 1 + inside + closing.len())
}

fn quoted_end(text: &str, quote: char) -> usize {
    let mut protected = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if protected => protected = false,
            '\\' => protected = true,
            _ if character == quote => return at + character.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// The end of a character literal; `None` for a lifetime, which has no second quote.
fn character_end(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        return Some(quoted_end(text, '\''));
    }
    inside[first.len_utf8()..]
        .starts_with('\'')
        .then(|| first.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::code_only;

    #[test]
    fn only_code_is_left() {
        for (source, expected) in [
            ("a // f64\nb", "a  \nb"),
            ("a /* x /* y\n */ f64 */ b", "a  \n b"),
            (r#"let a = "f64 \" f32"; b"#, "let a =  ; b"),
            (r##"let a = r#"f64 " f32"#; b"##, "let a =  ; b"),
            ("fn a<'b>(c: &'b str) {}", "fn a<'b>(c: &'b str) {}"),
            ("x == '\"' || y == '\\'' || z", "x ==   || y ==   || z"),
            ("var\"é\"", "var "),
        ] {
            assert_eq!(code_only(source), expected, "{source}");
        }
    }
}
