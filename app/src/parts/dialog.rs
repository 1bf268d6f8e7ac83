//! A question that stops the page, or a plain section of it where no script runs.

use leptos::{html, prelude::*};

use super::{Glyph, Icon, heading::Heading};
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/dialog.module.css");

/// A native `<dialog>`. Drawn open by the server it is a section in the flow; the browser makes it modal.
///
/// `on_close` comes after Esc, the cross, or any `method="dialog"` form inside; the owner then sets `open` to false.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    #[prop(into)] open: Signal<bool>,
    #[prop(optional, into)] on_close: Option<Callback<()>>,
    /// Holds a table.
    #[prop(optional)]
    wide: bool,
    #[prop(optional)] actions: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let node = NodeRef::<html::Dialog>::new();
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let opened_by_server = open.get_untracked();
    Effect::new(move || {
        let open = open.get();
        let Some(dialog) = node.get() else { return };
        if !open {
            dialog.close();
        } else if !dialog.matches(":modal").unwrap_or(false) {
            // A dialog open without being modal refuses to become so: close it first.
            dialog.remove_attribute("open").ok();
            dialog.show_modal().ok();
        }
    });
    let closed = move |_| {
        // The event comes late: somebody may have opened the dialog again.
        let still_open = node.get_untracked().is_some_and(|dialog| dialog.open());
        if let Some(on_close) = on_close.filter(|_| !still_open) {
            on_close.run(());
        }
    };
    view! {
        <dialog node_ref=node id=id class=stylance::classes!(css::dialog, wide.then_some(css::wide)) open=opened_by_server aria-labelledby=labelled_by on:close=closed>
            <header class=css::head>
                <Heading level=2 class=css::title id=title_id>{title}</Heading>
                <form method="dialog">
                    <button class=css::close aria-label=words.common().close><Icon glyph=Glyph::CROSS /></button>
                </form>
            </header>
            <div class=css::body>{children()}</div>
            {actions.map(|actions| view! { <footer class=css::foot>{actions}</footer> })}
        </dialog>
    }
}
