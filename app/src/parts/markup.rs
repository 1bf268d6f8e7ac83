//! Markup put together by hand, where views would be too slow: hundreds of cells at a time, as the hand scrolls by.

/// Markup under construction. What comes from outside goes through `text` and `attr`, which escape it.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// Markup of our own, as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Markup {
        self.0.push_str(markup);
        self
    }

    /// A text between elements.
    pub fn text(&mut self, text: &str) -> &mut Markup {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// An attribute of the element that is open.
    pub fn attr(&mut self, name: &str, value: &str) -> &mut Markup {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// All of it.
    pub fn done(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_stays_a_text() {
        let mut markup = Markup::default();
        markup
            .raw("<b")
            .attr("title", "\"><script>&")
            .raw(">")
            .text("<i>'é'")
            .raw("</b>");
        assert_eq!(
            markup.done(),
            "<b title=\"&quot;&gt;&lt;script&gt;&amp;\">&lt;i&gt;'é'</b>"
        );
    }
}
