//! Style sheets without comments and idle spaces. The sheets are ours and valid: nothing is parsed further.

/// Spaces count in CSS between words, before `:` (descendant of anything) and around `+` and `-` (in `calc`), so a
/// run of them becomes one space, and goes only next to a character that separates by itself.
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '/' if rest.starts_with("/*") => {
                rest = &rest[comment_end(rest)..];
                push_space(&mut out);
                continue;
            }
            quote @ ('"' | '\'') => string_end(rest, quote),
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            space if space.is_whitespace() => {
                rest = rest.trim_start();
                push_space(&mut out);
                continue;
            }
            separator @ ('{' | '}' | ';' | ',') => {
                push_separator(&mut out, separator);
                rest = &rest[1..];
                continue;
            }
            other => other.len_utf8(),
        };
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',']) {
        out.push(' ');
    }
}

fn push_separator(out: &mut String, separator: char) {
    // A custom property may be one space on purpose.
    if out.ends_with(' ') && !out.ends_with(": ") {
        out.pop();
    }
    if separator == '}' && out.ends_with(';') {
        out.pop();
    }
    out.push(separator);
}

fn comment_end(css: &str) -> usize {
    css.find("*/").map_or(css.len(), |at| at + 2)
}

/// The end of the string that `css` begins with; a backslash protects what follows it.
fn string_end(css: &str, quote: char) -> usize {
    let mut protected = false;
    for (at, character) in css.char_indices().skip(1) {
        match character {
            _ if protected => protected = false,
            '\\' => protected = true,
            _ if character == quote => return at + character.len_utf8(),
            _ => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn idle_characters_go_and_meaning_stays() {
        for (css, expected) in [
            (
                "a {\n  color : red ;\n}\n\n/* b */\nb { top: 0; }",
                "a{color : red}b{top: 0}",
            ),
            (
                "a :hover, b > i { width: calc(1px + 2px) }",
                "a :hover,b > i{width: calc(1px + 2px)}",
            ),
            (
                "a { content: \"  /* { ; } */ \\\" \" }",
                "a{content: \"  /* { ; } */ \\\" \"}",
            ),
            ("a/**/b{}", "a b{}"),
            (":root { --on: ; --off: initial; }", ":root{--on: ;--off: initial}"),
            (
                "@media (width > 20em) and print { a { b: c } }",
                "@media (width > 20em) and print{a{b: c}}",
            ),
            (".\\32 xl { a: 'é ; è' }", ".\\32 xl{a: 'é ; è'}"),
            ("a { b: url( \"x y\" ) } /* open", "a{b: url( \"x y\" )}"),
            ("", ""),
        ] {
            assert_eq!(minify(css), expected, "{css}");
        }
    }
}
