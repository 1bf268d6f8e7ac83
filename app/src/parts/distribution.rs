//! How many have each mark, as a picture with its table behind.

use leptos::prelude::*;
use std::fmt::Write as _;
use std::ops::Range;

use super::Markup;
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/distribution.module.css");

/// One class of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it counts: `9`, `10–11`.
    pub label: String,
    /// How many.
    pub count: u32,
}

impl Bar {
    /// A bar from its two parts.
    pub fn new(label: impl Into<String>, count: u32) -> Bar {
        Bar {
            label: label.into(),
            count,
        }
    }
}

/// Width of a bar and of the gap after it, in units of the picture, which is 100 high.
const PITCH: usize = 10;
const WIDTH: u32 = 8;

/// A histogram. `summary` says in a sentence what one sees; `of` and `counted` head the columns of the table. Counts may
/// change, the classes are those of the beginning.
///
/// A line is drawn before the bar of index `threshold`, and the bars from there on are filled stronger.
#[component]
pub fn Distribution(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    #[prop(into)] summary: Signal<String>,
    #[prop(into)] of: String,
    #[prop(into)] counted: String,
    #[prop(into)] bars: Signal<Vec<Bar>>,
    #[prop(optional)] threshold: Option<usize>,
) -> impl IntoView {
    let words = use_words();
    let (title_id, summary_id) = (format!("{id}-title"), format!("{id}-summary"));
    let labels: Vec<String> = bars.with_untracked(|bars| bars.iter().map(|bar| bar.label.clone()).collect());
    let classes = labels.len();
    let width = PITCH * classes;
    let edge = threshold.unwrap_or(0).min(classes);
    let under = move || bars.with(|bars| outline(bars, 0..edge));
    let over = move || bars.with(|bars| outline(bars, edge..bars.len()));
    let line = threshold.map(|index| (index * PITCH).to_string());
    let every = if classes > 12 { 5 } else { 1 };
    let mut axis = Markup::default();
    for (index, label) in labels.iter().enumerate() {
        let shown = if index % every == 0 { label } else { "" };
        axis.raw("<span>").text(shown).raw("</span>");
    }
    let axis = axis.done();
    let rows = move || bars.with(|bars| table(bars));
    view! {
        <figure class=css::figure>
            <figcaption>
                <span id=title_id.clone() class=css::title>{title.clone()}</span>
                <span id=summary_id.clone() class=css::summary>{move || summary.get()}</span>
            </figcaption>
            <div role="img" aria-labelledby=title_id aria-describedby=summary_id>
                <svg class=css::plot viewBox=format!("0 0 {} 100", width.max(1)) preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <path class=css::under d=under></path>
                    <path class=css::over d=over></path>
                    {line.map(|x| view! { <line class=css::line x1=x.clone() x2=x y1="0" y2="100"></line> })}
                </svg>
                <div class=css::axis aria-hidden="true" inner_html=axis></div>
            </div>
            <details class=css::details>
                <summary>{words.look().show_table}</summary>
                <table>
                    <caption class="visually-hidden">{title}</caption>
                    <thead><tr><th scope="col">{of}</th><th scope="col" class="num">{counted}</th></tr></thead>
                    <tbody inner_html=rows></tbody>
                </table>
            </details>
        </figure>
    }
}

/// The rows of the table behind.
fn table(bars: &[Bar]) -> String {
    let mut out = Markup::default();
    for bar in bars {
        out.raw("<tr><th scope=\"row\">").text(&bar.label);
        out.raw("</th><td class=\"num\">")
            .raw(&bar.count.to_string())
            .raw("</td></tr>");
    }
    out.done()
}

/// Some of the bars as one path: the highest of all is nearly as high as the picture.
fn outline(bars: &[Bar], which: Range<usize>) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let mut path = String::new();
    for (x, bar) in (0..).step_by(PITCH).zip(bars).skip(which.start).take(which.len()) {
        let height = bar.count * 96 / most;
        if height == 0 {
            continue;
        }
        let _ = write!(path, "M{} 100v-{height}h{WIDTH}v{height}z", x + 1);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_side_by_side_on_the_ground() {
        let bars = [("a", 2), ("b", 0), ("c", 4)].map(|(label, count)| Bar::new(label, count));
        assert_eq!(outline(&bars, 0..2), "M1 100v-48h8v48z");
        assert_eq!(outline(&bars, 2..3), "M21 100v-96h8v96z");
        assert_eq!(outline(&[], 0..0), "");
    }
}
