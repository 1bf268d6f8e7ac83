//! The page that shows every part.

use leptos::prelude::*;

/// Every part, with content like the real one.
#[component]
pub fn StylePage() -> impl IntoView {
    view! { <crate::parts::SkipLink /> }
}
