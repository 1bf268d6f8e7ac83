//! How many have each mark, as a picture with its table behind.

use leptos::prelude::*;

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
const PITCH: u32 = 10;
const WIDTH: u32 = 8;

/// A histogram. `summary` says in a sentence what one sees; `of` and `counted` head the columns of the table.
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
    #[prop(optional)] threshold: Option<u32>,
) -> impl IntoView {
    let words = use_words();
    let (title_id, summary_id) = (format!("{id}-title"), format!("{id}-summary"));
    let picture = move || {
        let bars = bars.get();
        let width = PITCH * u32::try_from(bars.len()).unwrap_or(u32::MAX / PITCH);
        let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
        let line = threshold.map(|index| index * PITCH);
        view! {
            <svg class=css::plot viewBox=format!("0 0 {} 100", width.max(1)) preserveAspectRatio="none" aria-hidden="true" focusable="false">
                {(0u32..).zip(&bars).map(|(index, bar)| {
                    let height = bar.count * 96 / most;
                    let over = threshold.is_none_or(|threshold| index >= threshold);
                    view! {
                        <rect class=if over { css::over } else { css::under } x=(index * PITCH + 1).to_string()
                            y=(100 - height).to_string() width=WIDTH.to_string() height=height.to_string()></rect>
                    }
                }).collect_view()}
                {line.map(|x| view! {
                    <line class=css::line x1=x.to_string() x2=x.to_string() y1="0" y2="100"></line>
                })}
            </svg>
        }
    };
    let axis = move || {
        let bars = bars.get();
        let every = if bars.len() > 12 { 5 } else { 1 };
        bars.into_iter()
            .enumerate()
            .map(|(index, bar)| {
                view! {
                    <span>{(index % every == 0).then_some(bar.label)}</span>
                }
            })
            .collect_view()
    };
    let rows = move || {
        bars.get()
            .into_iter()
            .map(|bar| {
                view! {
                    <tr><th scope="row">{bar.label}</th><td class="num">{bar.count.to_string()}</td></tr>
                }
            })
            .collect_view()
    };
    view! {
        <figure class=css::figure>
            <figcaption>
                <span id=title_id.clone() class=css::title>{title.clone()}</span>
                <span id=summary_id.clone() class=css::summary>{move || summary.get()}</span>
            </figcaption>
            <div role="img" aria-labelledby=title_id aria-describedby=summary_id>
                {picture}
                <div class=css::axis aria-hidden="true">{axis}</div>
            </div>
            <details class=css::details>
                <summary>{words.look().show_table}</summary>
                <table>
                    <caption class="visually-hidden">{title}</caption>
                    <thead><tr><th scope="col">{of}</th><th scope="col" class="num">{counted}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
}
