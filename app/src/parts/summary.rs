//! Every error of a form, above it, each leading to its field.

use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/summary.module.css");

/// An error and the id of the field it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the control.
    pub field: String,
    /// What is wrong, in words.
    pub message: String,
}

impl FieldError {
    /// An error from its two parts.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> FieldError {
        FieldError {
            field: field.into(),
            message: message.into(),
        }
    }
}

/// The list; nothing at all when there is no error. It takes the focus when the page opens, unless `focus` is false.
#[component]
pub fn ErrorSummary(
    #[prop(into)] title: String,
    errors: Vec<FieldError>,
    #[prop(default = true)] focus: bool,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        view! {
            <section class=css::summary role="alert" tabindex="-1" autofocus=focus aria-labelledby="error-summary">
                <h2 id="error-summary" class=css::title>{title}</h2>
                <ul class=css::list>
                    {errors.into_iter().map(|error| view! {
                        <li><a href=format!("#{}", error.field)>{error.message}</a></li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}
