//! The frame of every screen: header, message, content, footer.

use crate::page::{use_me, with_page};
use crate::parts::{
    Banner, EmptyState, Glyph, Main, NavItem, SiteFooter, SiteHeader, SkipLink, Stack, Theme, Tone, Visitor,
};
use crate::{lang, routes};
use domain::{Action, Actor, Role, Who};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// Header, messages, content, footer; or the error page in place of the content.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let (error, theme, demo) = with_page(|page| (page.error, Theme::from_tag(&page.theme), page.demo));
    let here = use_location().pathname.get_untracked();
    // The projector shows the deliberation and nothing else.
    let bare = here.ends_with("/projection");
    let words = lang::use_words();
    let flash = with_page(|page| page.flash.clone()).map(|(name, values)| {
        let values: Vec<_> = values.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let message = words.flash().say(&name, &values);
        (!message.is_empty()).then(|| view! { <Banner tone=Tone::Success>{message}</Banner> })
    });
    let header = (!bare).then(|| {
        let me = use_me();
        let visitor = me.account.map(|_| Visitor {
            name: me.name.clone(),
            role: roles(&me),
        });
        let nav = nav(&me, &here);
        match visitor {
            Some(visitor) => view! { <SiteHeader nav here theme visitor/> }.into_any(),
            None => view! { <SiteHeader nav here theme/> }.into_any(),
        }
    });
    let footer = (!bare).then(|| {
        let links = vec![
            NavItem::new(routes::RESULTS, words.account().see_results, false),
            NavItem::new(routes::STYLE, words.common().style_page, false),
        ];
        view! { <SiteFooter links demo/> }
    });
    view! {
        <SkipLink/>
        {header}
        <Main>
            <Stack>
            {flash}
            {match error {
                Some(status) => view! { <ErrorPage status/> }.into_any(),
                None => children().into_any(),
            }}
            </Stack>
        </Main>
        {footer}
    }
}

/// Places of this person, by what he may do.
fn nav(me: &Actor, here: &str) -> Vec<NavItem> {
    let words = lang::use_words();
    let may = |action: Action| match action.who() {
        Who::Roles(roles) => me.grants.iter().any(|grant| roles.contains(&grant.role)),
        Who::Anybody | Who::AnyAccount => true,
    };
    let mut items = Vec::new();
    for (href, label, action) in routes::PLACES {
        if me.account.is_some() && may(*action) {
            let current = here == *href || here.starts_with(&format!("{href}/"));
            items.push(NavItem::new(*href, label(words), current));
        }
    }
    if me.account.is_none() && here != routes::LOG_IN {
        items.push(NavItem::new(routes::LOG_IN, words.account().log_in, false));
    }
    items
}

/// Roles of this person in words, each once.
fn roles(me: &Actor) -> String {
    let words = lang::use_words();
    let mut roles: Vec<Role> = me.grants.iter().map(|grant| grant.role).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
        .iter()
        .map(|role| words.roles().of(*role))
        .collect::<Vec<_>>()
        .join(", ")
}

/// 403, 404 and 500, in words.
#[component]
pub fn ErrorPage(
    /// HTTP status.
    status: u16,
    /// What is known beyond the status.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let words = lang::use_words();
    let (title, of_status) = match status {
        403 => (words.common().error_403, words.common().error_403_hint),
        404 => (words.common().error_404, words.common().error_404_hint),
        400..=499 => (words.common().error_400, words.common().error_400_hint),
        _ => (words.common().error_500, words.common().error_500_hint),
    };
    view! {
        <Title text=title/>
        <EmptyState title=title glyph=Glyph::WARNING level=1>
            <p>{hint.unwrap_or_else(|| of_status.to_string())}</p>
            <p><a href=routes::HOME>{words.common().back_home}</a></p>
        </EmptyState>
    }
}
