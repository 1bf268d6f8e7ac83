//! The head of a deliberation centre: his juries.

use super::calls::centre_juries;
use super::jury_rows::JuryTable;
use super::parts::{RefusedButton, loaded, session_text, use_asked};
use crate::parts::{EmptyState, PageHeader, Stack};
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::FollowedJuries;

/// `/centre`.
#[component]
pub fn CentrePage() -> impl IntoView {
    let asked = use_asked();
    let juries = Resource::new(move || asked.get(), centre_juries);
    let words = lang::use_words();
    view! {
        <Title text=words.office().centre_title/>
        {loaded(juries, |juries| view! { <Centre juries/> }.into_any())}
    }
}

#[component]
fn Centre(juries: FollowedJuries) -> impl IntoView {
    let w = lang::use_words().office();
    let over = session_text(&juries.session);
    view! {
        <PageHeader title=w.centre_title over lead=w.centre_lead/>
        <RefusedButton tab=routes::OFFICE_JURIES/>
        <Stack>
            {if juries.juries.is_empty() {
                view! { <EmptyState title=w.centre_no_jury level=2><p>{w.centre_no_jury_hint}</p></EmptyState> }.into_any()
            } else {
                view! { <JuryTable juries=juries.juries/> }.into_any()
            }}
        </Stack>
    }
}
