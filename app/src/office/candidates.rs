//! Looking for candidates.

use super::calls::find_candidates;
use super::css;
use super::parts::{Here, OfficeHeader, day, figure, loaded, use_asked, use_asked_text};
use crate::parts::{
    Badge, Button, Card, Column, Control, EmptyState, Field, Glyph, Pagination, Stack, Table, Tone, Variant,
};
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{FoundCandidate, FoundCandidates};
use words::{count, fill};

/// `/bureau/candidats`.
#[component]
pub fn CandidatesPage() -> impl IntoView {
    let (asked, typed, page) = (use_asked(), use_asked_text("q"), use_asked_text("page"));
    let found = Resource::new(
        move || (asked.get(), typed.get(), page.get()),
        |(session, typed, page)| find_candidates(session, typed, page.parse().unwrap_or(1)),
    );
    let words = lang::use_words();
    view! {
        <Title text=words.office().tab_candidates/>
        {loaded(found, move |found| view! { <Found found typed=typed.get()/> }.into_any())}
    }
}

#[component]
fn Found(found: FoundCandidates, typed: String) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let FoundCandidates {
        session,
        total,
        page,
        pages,
        candidates,
    } = found;
    let columns = vec![
        Column::text(w.candidate),
        Column::text(w.number),
        Column::text(w.born),
        Column::text(w.establishment),
        Column::text(w.division),
        Column::text(w.qualification),
        Column::text(w.jury),
    ];
    let n = u64::try_from(total).unwrap_or(0);
    let one = fill(w.found_one, &[("n", &figure(lang, total))]);
    let many = fill(w.found_many, &[("n", &figure(lang, total))]);
    let caption = count(lang, n, &one, &many);
    let href = here.link(&format!(
        "{}?q={}&page={{page}}",
        routes::OFFICE_CANDIDATES,
        encoded(&typed)
    ));
    let session_id = session.id.to_string();
    view! {
        <OfficeHeader title=w.candidates_title session=Some(session) tab=routes::OFFICE_CANDIDATES/>
        <Stack>
            <form method="get" action=routes::OFFICE_CANDIDATES role="search">
                <Stack tight=true>
                    <input type="hidden" name="session" value=session_id/>
                    <Field label=w.look_for name="q" control=Control::Search value=typed hint=w.look_for_hint/>
                    <div><Button variant=Variant::Primary glyph=Glyph::SEARCH>{w.search}</Button></div>
                </Stack>
            </form>
            {if candidates.is_empty() {
                view! { <EmptyState title=w.nobody_found level=2><p>{w.nobody_found_hint}</p></EmptyState> }.into_any()
            } else {
                view! {
                    <Card title=caption.clone() flush=true>
                        <Table caption caption_hidden=true columns dense=true>
                            {candidates.into_iter().map(|candidate| view! { <Row candidate/> }).collect_view()}
                        </Table>
                        <Pagination page pages href/>
                    </Card>
                }.into_any()
            }}
        </Stack>
    }
}

#[component]
fn Row(candidate: FoundCandidate) -> impl IntoView {
    let href = Here::now().link(&format!("{}/{}", routes::OFFICE_CANDIDATES, candidate.application));
    view! {
        <tr>
            <th scope="row">
                <a href=href class=css::name>{candidate.name}</a>
                <Flags red_list=candidate.red_list presumed_fraud=candidate.presumed_fraud/>
            </th>
            <td class="code">{candidate.number}</td>
            <td>{day(&candidate.birth_date)}</td>
            <td><span class=css::note>{candidate.establishment}</span></td>
            <td>{candidate.division}</td>
            <td class="code">{candidate.ruleset}</td>
            <td class="code">{candidate.jury}</td>
        </tr>
    }
}

/// The flags of a candidate, as badges.
#[component]
pub fn Flags(red_list: bool, presumed_fraud: bool) -> impl IntoView {
    let w = lang::use_words().office();
    view! {
        {red_list.then(|| view! { <Badge tone=Tone::Warning glyph=Glyph::USER text=w.red_list/>" " })}
        {presumed_fraud.then(|| view! { <Badge tone=Tone::Error glyph=Glyph::LOCK text=w.presumed_fraud/> })}
    }
}

/// Text as a value of an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
