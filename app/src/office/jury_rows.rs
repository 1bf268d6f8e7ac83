//! Juries one by one, and what each waits for.

use super::css;
use super::juries::MoveOn;
use super::parts::{Here, day, figure};
use crate::parts::{Card, Column, Table};
use crate::{lang, routes};
use domain::Guard;
use leptos::prelude::*;
use wire::FollowedJury;
use words::fill;
use words::office::Office;

/// The table of juries; `links` leads to the page of each.
#[component]
pub fn JuryTable(juries: Vec<FollowedJury>, #[prop(optional)] links: bool) -> impl IntoView {
    let w = lang::use_words().office();
    let columns = vec![
        Column::text(w.jury),
        Column::text(w.state),
        Column::number(w.candidates),
        Column::number(w.confirmed),
        Column::text(w.centre),
        Column::text(w.next_move),
    ];
    view! {
        <Card title=w.juries_one_by_one flush=true>
            <Table caption=w.juries_one_by_one caption_hidden=true columns>
                {juries.into_iter().map(|jury| view! { <Row jury links/> }).collect_view()}
            </Table>
        </Card>
    }
}

#[component]
fn Row(jury: FollowedJury, links: bool) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    let name = format!("{} · {}", jury.code, jury.label);
    let name = if links {
        let href = Here::now().link(&format!("{}/{}", routes::OFFICE_JURIES, jury.id));
        view! { <a href=href>{name}</a> }.into_any()
    } else {
        name.into_any()
    };
    let lists = jury.state >= domain::JuryState::Closed;
    let lists = lists.then(|| {
        let href = routes::posting(jury.id);
        view! { <br/><a href=href>{w.posting_list}</a> }
    });
    let centre = jury
        .centre
        .clone()
        .map_or_else(|| w.no_centre.to_string(), |(_, name)| name);
    view! {
        <tr>
            <th scope="row"><span class=css::short>{name}</span><span class="code">{jury.ruleset.clone()}</span></th>
            <td><span class=css::note><span class="code">{jury.state.code()}</span>" "{words.roles().state(jury.state)}</span></td>
            <td class="num">{figure(lang, jury.candidates)}</td>
            <td class="num">{figure(lang, jury.confirmed)}</td>
            <td><span class=css::note>{centre}</span>{jury.held_on.as_deref().map(day)}</td>
            <td><div class=css::note><MoveOn jury/>{lists}</div></td>
        </tr>
    }
}

/// What a guard that does not hold says.
pub fn guard_text(w: &Office, guard: Guard, missing: &str) -> String {
    match guard {
        Guard::Composed => w.guard_composed.to_string(),
        Guard::LotsDischarged => w.guard_lots.to_string(),
        Guard::NoMissingMark => fill(w.guard_missing, &[("n", missing)]),
        Guard::AnonymityGiven => w.guard_anonymity.to_string(),
        Guard::DecisionsConfirmed => w.guard_decisions.to_string(),
        Guard::MinutesSigned => w.guard_minutes.to_string(),
        Guard::Published => w.guard_published.to_string(),
        Guard::NoMissingControlMark => w.guard_control.to_string(),
    }
}
