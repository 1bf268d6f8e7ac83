//! Home: what Délos is for a visitor, what is to do for somebody logged in.

use crate::page::use_me;
use crate::parts::{ButtonLink, Card, Columns, EmptyState, Glyph, PageHeader, Variant};
use crate::{lang, routes};
use domain::{Action, Who};
use leptos::prelude::*;
use leptos_meta::Title;
use words::fill;

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    let words = lang::use_words();
    let me = use_me();
    if me.account.is_none() {
        return view! {
            <Title text=words.account().home_title/>
            <PageHeader title=words.common().product lead=words.account().tagline/>
            <Columns>
                <Card title=words.account().see_results>
                    <p>{words.account().see_results_hint}</p>
                    <ButtonLink href=routes::RESULTS variant=Variant::Primary>{words.account().see_results}</ButtonLink>
                </Card>
                <Card title=words.account().log_in_title>
                    <p>{words.account().log_in_intro}</p>
                    <ButtonLink href=routes::LOG_IN variant=Variant::Secondary>{words.account().log_in}</ButtonLink>
                </Card>
            </Columns>
        }
        .into_any();
    }
    let title = fill(words.account().welcome, &[("name", &me.name)]);
    let places: Vec<_> = routes::PLACES
        .iter()
        .filter(|(_, _, action)| match action.who() {
            Who::Roles(roles) => me.grants.iter().any(|grant| roles.contains(&grant.role)),
            Who::Anybody | Who::AnyAccount => *action != Action::SeePublicPages,
        })
        .map(|(href, label, _)| view! { <Card title=label(words)><ButtonLink href=*href>{label(words)}</ButtonLink></Card> })
        .collect();
    view! {
        <Title text=words.account().home_title/>
        <PageHeader title=title/>
        {if places.is_empty() {
            view! {
                <EmptyState title=words.account().nothing_yet glyph=Glyph::INFO level=2>
                    <p>{words.account().nothing_yet_hint}</p>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <Columns>{places}</Columns> }.into_any()
        }}
        <p><a href=routes::PASSWORD>{words.account().password_title}</a></p>
    }
    .into_any()
}
