//! The page that shows every part, with content like the real one.

mod forms;
mod foundations;
mod jury;
mod marking;
mod messages;

use leptos::prelude::*;
use leptos_meta::Title;

use crate::lang::use_words;
use crate::parts::{Breadcrumb, Crumb, PageHeader, Stack};

/// Every part. The header and the foot of the site are around it, as on any page.
#[component]
pub fn StylePage() -> impl IntoView {
    let words = use_words().sample();
    view! {
        <Stack>
            <Title text=words.title />
            <Breadcrumb crumbs=vec![Crumb::new("/", words.home)] current=words.title />
            <PageHeader over=words.over title=words.title lead=words.lead />
            {view! { <foundations::Foundations /> }.into_any()}
            {view! { <marking::Marking /> }.into_any()}
            {view! { <jury::Jury /> }.into_any()}
            {view! { <forms::Forms /> }.into_any()}
            {view! { <messages::Messages /> }.into_any()}
        </Stack>
    }
    .into_any()
}
