//! What a page knows of the request that brought it, on the server and after hydration alike.

use leptos::prelude::*;
use std::collections::BTreeMap;
use wire::{FormState, PageContext, Refused};

/// The request behind the first page; after a navigation in the browser the form and the message are gone.
#[derive(Clone, Copy)]
pub struct PageInfo {
    context: StoredValue<PageContext>,
    /// One-shot message, until the first navigation.
    pub flash: RwSignal<Option<(String, BTreeMap<String, String>)>>,
    /// Refused form, until the first navigation.
    form: RwSignal<Option<FormState>>,
}

impl PageInfo {
    /// From what the server handed over.
    pub fn new(context: PageContext) -> PageInfo {
        PageInfo {
            flash: RwSignal::new(context.flash.clone()),
            form: RwSignal::new(context.form.clone()),
            context: StoredValue::new(context),
        }
    }

    /// Forgets what belonged to the first page only.
    pub fn leave_first_page(&self) {
        self.flash.set(None);
        self.form.set(None);
    }

    /// Reads the context.
    pub fn with<T>(&self, read: impl FnOnce(&PageContext) -> T) -> T {
        self.context.with_value(read)
    }
}

/// The request behind this page.
pub fn use_page() -> PageInfo {
    use_context::<PageInfo>().unwrap_or_else(|| PageInfo::new(PageContext::default()))
}

/// Who is looking.
pub fn use_me() -> wire::Me {
    use_page().with(|page| page.me.clone())
}

/// What a form was refused with, if it was the one posting to `action`.
#[derive(Clone, Default)]
pub struct Form(FormState);

impl Form {
    /// What was typed in a field.
    pub fn typed(&self, field: &str) -> String {
        self.0.typed.get(field).cloned().unwrap_or_default()
    }

    /// The sentence for a field at fault.
    pub fn error(&self, field: &str) -> Option<String> {
        let words = crate::lang::use_words();
        let refused = self.0.refused.as_ref()?;
        let fault = refused.fields.iter().find(|fault| fault.field == field)?;
        Some(words.errors.field(&fault.code, &fault.value))
    }

    /// The refusal as a whole.
    pub fn refused(&self) -> Option<Refused> {
        self.0.refused.clone()
    }
}

/// The state of the form posting to `action`: empty unless it was just refused.
pub fn use_form(action: &str) -> Form {
    Form(
        use_page()
            .form
            .get_untracked()
            .filter(|form| form.form == action)
            .unwrap_or_default(),
    )
}
