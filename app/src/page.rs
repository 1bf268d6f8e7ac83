//! What a page knows of the request that brought it, on the server and in the browser alike.

use leptos::prelude::*;
use wire::{FormState, PageContext, Refused};
use words::Lang;

/// Makes the request behind a page, and its language, known to all that is drawn in it.
pub fn provide_page(context: PageContext) {
    provide_context(Lang::from_tag(&context.lang));
    provide_context(Page(StoredValue::new(context)));
}

/// The request behind a page.
#[derive(Clone, Copy)]
struct Page(StoredValue<PageContext>);

/// Reads the request behind this page.
pub fn with_page<T>(read: impl FnOnce(&PageContext) -> T) -> T {
    match use_context::<Page>() {
        Some(page) => page.0.with_value(read),
        None => read(&PageContext::default()),
    }
}

/// Who is looking.
pub fn use_me() -> wire::Me {
    with_page(|page| page.me.clone())
}

/// What a form was refused with, if it was the one posting to `action`.
#[derive(Clone, Default)]
pub struct Form(FormState);

impl Form {
    /// What was typed in a field.
    pub fn typed(&self, field: &str) -> String {
        self.0.typed.get(field).cloned().unwrap_or_default()
    }

    /// Names of the fields in which something was typed.
    pub fn filled(&self) -> impl Iterator<Item = &str> {
        let filled = self.0.typed.iter().filter(|(_, text)| !text.trim().is_empty());
        filled.map(|(name, _)| name.as_str())
    }

    /// The sentence for a field at fault.
    pub fn error(&self, field: &str) -> Option<String> {
        let words = crate::lang::use_words();
        let refused = self.0.refused.as_ref()?;
        let fault = refused.fields.iter().find(|fault| fault.field == field)?;
        Some(words.errors().field(&fault.code, &fault.value))
    }

    /// The refusal as a whole.
    pub fn refused(&self) -> Option<Refused> {
        self.0.refused.clone()
    }
}

/// The state of the form posting to `action`: empty unless it was just refused.
pub fn use_form(action: &str) -> Form {
    Form(
        with_page(|page| page.form.clone())
            .filter(|form| form.form == action)
            .unwrap_or_default(),
    )
}
