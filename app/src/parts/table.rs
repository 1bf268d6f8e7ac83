//! Rows of facts under a caption.

use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/table.module.css");

/// The head of one column. Cells of a numeric column take the class `num`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
    hidden: bool,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Column {
        Column {
            label: label.into(),
            numeric: false,
            hidden: false,
        }
    }

    /// A column of figures, set right.
    pub fn number(label: impl Into<String>) -> Column {
        Column {
            label: label.into(),
            numeric: true,
            hidden: false,
        }
    }

    /// A column whose head is only heard: the actions of a row.
    pub fn hidden(label: impl Into<String>) -> Column {
        Column {
            label: label.into(),
            numeric: false,
            hidden: true,
        }
    }
}

/// A table; `children` are the `<tr>` of its body. It scrolls in its own frame when too wide, and, if `tall`, too long.
#[component]
pub fn Table(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    #[prop(optional)] caption_hidden: bool,
    #[prop(optional)] dense: bool,
    #[prop(optional)] tall: bool,
    children: Children,
) -> impl IntoView {
    let frame = stylance::classes!(css::frame, tall.then_some(css::tall));
    let label = caption.clone();
    view! {
        <div class=frame role="region" tabindex="0" aria-label=label>
            <table class=stylance::classes!(css::table, dense.then_some(css::dense))>
                <caption class=caption_hidden.then_some("visually-hidden")>{caption}</caption>
                <thead>
                    <tr>
                        {columns.into_iter().map(|column| view! {
                            <th scope="col" class=stylance::classes!(column.numeric.then_some("num"), column.hidden.then_some(css::shrink))>
                                <span class=column.hidden.then_some("visually-hidden")>{column.label}</span>
                            </th>
                        }).collect_view()}
                    </tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
