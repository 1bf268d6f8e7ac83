//! The one error people can meet.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use wire::{Refused, RefusedCode};

/// A refusal on its way to a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal(pub Refused);

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Refusal(Refused::new(match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => RefusedCode::Unreachable,
            other => RefusedCode::Internal(other.to_string()),
        }))
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0.code)
    }
}

impl std::error::Error for Refusal {}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Refusal(refused)
    }
}

/// The sentence for a refusal, in the language of the page.
pub fn sentence(refused: &Refused) -> String {
    crate::lang::use_words()
        .errors()
        .refused(&crate::lang::code_and_value(refused))
}

/// Shows a refusal as an alert.
#[component]
pub fn RefusalBanner(
    /// What was refused.
    refused: Refused,
) -> impl IntoView {
    use crate::parts::{Banner, Tone};
    view! { <Banner tone=Tone::Error>{sentence(&refused)}</Banner> }
}

/// A screen whose data was refused, whole.
#[component]
pub fn RefusedPage(
    /// Why there is nothing to show.
    refused: Refused,
) -> impl IntoView {
    view! { <crate::frame::ErrorPage status=refused.status() hint=sentence(&refused)/> }
}
