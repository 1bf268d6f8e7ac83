//! The one door to the verbs. Server functions come here first, and learn who is asking.

use crate::Refusal;
use domain::Actor;
use leptos::prelude::use_context;
use service::Desk;
use wire::{PageContext, Refused, RefusedCode};

/// The desk and the actor of the request at hand.
///
/// # Errors
/// `Internal` outside a request: a page was rendered without its context.
pub fn open() -> Result<(Desk, Actor), Refusal> {
    let desk = use_context::<Desk>();
    let page = use_context::<PageContext>();
    match (desk, page) {
        (Some(desk), Some(page)) => Ok((desk, page.me)),
        _ => Err(Refusal(Refused::new(RefusedCode::Internal("no context".into())))),
    }
}

/// The language of the request at hand.
pub fn lang() -> words::Lang {
    use_context::<PageContext>().map_or_else(words::Lang::default, |page| words::Lang::from_tag(&page.lang))
}

/// What the person is told of a verb's refusal.
pub fn told(refusal: service::Refusal) -> Refusal {
    let refused = refusal.told();
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = leptos_axum_status(refused.status())
    {
        response.set_status(status);
    }
    Refusal(refused)
}

fn leptos_axum_status(status: u16) -> Result<http::StatusCode, http::status::InvalidStatusCode> {
    http::StatusCode::from_u16(status)
}
