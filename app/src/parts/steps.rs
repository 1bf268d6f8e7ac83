//! The life of a jury, as a ruler one reads from left to right.

use leptos::prelude::*;

use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/steps.module.css");

/// One state on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Three digits, `110`.
    pub code: String,
    /// Its name.
    pub label: String,
}

impl Step {
    /// A step from its two parts.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Step {
        Step {
            code: code.into(),
            label: label.into(),
        }
    }
}

/// The steps in order; `current` is an index into them.
#[component]
pub fn Steps(#[prop(into)] label: String, steps: Vec<Step>, #[prop(into)] current: Signal<u32>) -> impl IntoView {
    let words = use_words();
    view! {
        <ol class=css::steps aria-label=label>
            {(0u32..).zip(steps).map(|(index, step)| {
                let class = move || match index.cmp(&current.get()) {
                    std::cmp::Ordering::Less => css::done,
                    std::cmp::Ordering::Equal => css::current,
                    std::cmp::Ordering::Greater => css::next,
                };
                let done = move || (index < current.get()).then_some(words.look().step_done);
                view! {
                    <li class=class aria-current=move || (index == current.get()).then_some("step")>
                        <span class=css::code>{step.code}</span>
                        <span class=css::name>{step.label}<span class="visually-hidden">{done}</span></span>
                    </li>
                }
            }).collect_view()}
        </ol>
    }
}
