//! What the page of a lot says of its double entry, and how it is asked for.

use super::parts::{BackHere, Here};
use crate::page::use_form;
use crate::parts::{Button, Card, Glyph, Stack, Variant};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use leptos::prelude::*;
use wire::{FollowedLot, LotState};

/// Asks for a second entry, or leads to it and to the comparison.
#[component]
pub fn DoubleEntry(lot: FollowedLot) -> impl IntoView {
    let w = lang::use_words().office();
    let here = Here::now();
    let (asking, cancelling) = (routes::second_entry(lot.id), routes::cancel_second_entry(lot.id));
    let (asked, cancelled) = (use_form(&asking), use_form(&cancelling));
    let refused = asked.refused().or(cancelled.refused());
    let twin = lot.second.or(lot.second_of);
    let note = match (lot.second, lot.second_of, lot.stage) {
        (_, Some(_), _) => w.double_is_second,
        (Some(_), _, _) => w.double_has_second,
        (None, None, LotState::Discharged) => return ().into_any(),
        (None, None, _) => w.double_note,
    };
    let act = match twin {
        None => view! {
            <form method="post" action=asking>
                <BackHere/>
                <Button glyph=Glyph::PLUS>{w.double_ask}</Button>
            </form>
        }
        .into_any(),
        Some(twin) => {
            let other = if lot.second.is_some() {
                w.double_to_second
            } else {
                w.double_to_first
            };
            view! {
                <p><a href=here.link(&routes::comparison(lot.id))>{w.double_compare}</a></p>
                <p><a href=here.link(&format!("{}/{twin}", routes::OFFICE_LOTS))>{other}</a></p>
                {(lot.stage != LotState::Discharged).then(|| view! {
                    <form method="post" action=cancelling>
                        <Button variant=Variant::Quiet>{w.double_cancel}</Button>
                    </form>
                })}
            }
            .into_any()
        }
    };
    view! {
        <Card title=w.double_title note=note>
            <Stack tight=true>
                {refused.map(|refused| view! { <RefusalBanner refused/> })}
                {act}
            </Stack>
        </Card>
    }
    .into_any()
}
