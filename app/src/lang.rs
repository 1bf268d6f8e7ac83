//! The language of the page.

use leptos::prelude::*;
use wire::{Refused, RefusedCode};
use words::{Lang, Words};

/// The language of the page.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// The tables of messages in the language of the page.
pub fn use_words() -> Words {
    use_lang().words()
}

/// Name of the message for a refusal, and its value.
pub fn code_and_value(refused: &Refused) -> (String, String) {
    use domain::Reason;
    match &refused.code {
        RefusedCode::Forbidden(Reason::NotLoggedIn) => ("not_logged_in".into(), String::new()),
        RefusedCode::Forbidden(Reason::MustChangePassword) => ("must_change_password".into(), String::new()),
        RefusedCode::Forbidden(Reason::NoRole | Reason::OutOfScope) => ("forbidden".into(), String::new()),
        RefusedCode::NotFound => ("not_found".into(), String::new()),
        RefusedCode::WrongCredentials => ("wrong_credentials".into(), String::new()),
        RefusedCode::Throttled(seconds) => ("throttled".into(), (seconds / 60).max(1).to_string()),
        RefusedCode::Invalid => match refused.fields.first() {
            Some(fault) => (fault.code.clone(), fault.value.clone()),
            None => ("invalid".into(), String::new()),
        },
        RefusedCode::WrongState(code) => (code.clone(), String::new()),
        RefusedCode::Outdated => ("outdated".into(), String::new()),
        RefusedCode::Internal(reference) => ("internal".into(), reference.clone()),
        RefusedCode::Unreachable => ("unreachable".into(), String::new()),
    }
}
