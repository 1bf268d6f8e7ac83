//! Juries by state: all of a state at once, or one by one.

use super::calls::follow_juries;
use super::jury_rows::JuryTable;
use super::overview::ToPreparation;
use super::parts::{BackHere, Here, OfficeHeader, figure, loaded, state_text, use_asked, use_asked_text};
use crate::parts::{Button, ButtonLink, Card, Column, Dialog, EmptyState, Stack, Table, Variant};
use crate::{lang, routes};
use domain::{JuryState, Mover};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use wire::{FollowedJuries, StateCount};
use words::{count, fill};

/// `/bureau/jurys`.
#[component]
pub fn FollowJuriesPage() -> impl IntoView {
    let (asked, moving) = (use_asked(), use_asked_text("passer"));
    let juries = Resource::new(move || asked.get(), follow_juries);
    let words = lang::use_words();
    view! {
        <Title text=words.office().tab_juries/>
        {loaded(juries, move |juries| {
            let moving = JuryState::from_code(&moving.get());
            view! { <Juries juries moving/> }.into_any()
        })}
    }
}

#[component]
fn Juries(juries: FollowedJuries, moving: Option<JuryState>) -> impl IntoView {
    let w = lang::use_words().office();
    let FollowedJuries {
        session,
        states,
        juries,
    } = juries;
    let signing = session.signing;
    let session_id = session.id;
    let header = view! { <OfficeHeader title=w.juries_title session=Some(session) tab=routes::OFFICE_JURIES/> };
    if juries.is_empty() {
        return view! {
            {header}
            <EmptyState title=w.no_jury_yet level=2 action=view! { <ToPreparation/> }.into_any()><p>{w.no_jury_yet_hint}</p></EmptyState>
        }
        .into_any();
    }
    let asked = moving
        .zip(moving.and_then(|from| from.next(signing)))
        .filter(|(_, way)| way.to <= JuryState::Locked)
        .filter(|(from, _)| states.iter().any(|count| count.state == *from))
        .map(|(from, way)| {
            let number = states
                .iter()
                .find(|count| count.state == from)
                .map_or(0, |count| count.juries);
            view! { <Confirm from to=way.to number session=session_id.to_string()/> }
        });
    let columns = vec![
        Column::text(w.state),
        Column::number(w.juries),
        Column::hidden(w.actions),
    ];
    let rows = states
        .into_iter()
        .map(|count| {
            let by_office = count
                .state
                .next(signing)
                .filter(|way| matches!(way.by, Mover::Manager | Mover::CentreHead) && way.to <= JuryState::Locked)
                .map(|way| way.to);
            view! { <StateRow count to=by_office/> }
        })
        .collect_view();
    view! {
        {header}
        <Stack>
            {asked}
            <Card title=w.juries_by_state flush=true><Table caption=w.juries_by_state caption_hidden=true columns>{rows}</Table></Card>
            <JuryTable juries links=true/>
        </Stack>
    }
    .into_any()
}

#[component]
fn StateRow(count: StateCount, to: Option<JuryState>) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    let href = format!("{}?passer={}", routes::OFFICE_JURIES, count.state.code());
    let all = to.map(|to| {
        let text = fill(w.move_all, &[("from", count.state.code()), ("to", to.code())]);
        view! { <ButtonLink href=Here::now().link(&href) small=true>{text}</ButtonLink> }
    });
    view! {
        <tr>
            <th scope="row">{state_text(words, count.state)}</th>
            <td class="num">{figure(lang, count.juries)}</td>
            <td>{all}</td>
        </tr>
    }
}

/// The question before all juries of a state move.
#[component]
fn Confirm(from: JuryState, to: JuryState, number: i64, session: String) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    let back = Here::now().link(routes::OFFICE_JURIES);
    let navigate = use_navigate();
    let leave = back.clone();
    let on_close = Callback::new(move |()| navigate(&leave, Default::default()));
    let n = u64::try_from(number).unwrap_or(0);
    let question = count(lang, n, w.move_one_question, w.move_all_question);
    let question = fill(
        &question,
        &[("from", &state_text(words, from)), ("to", &state_text(words, to))],
    );
    let actions = view! {
        <ButtonLink href=back.clone()>{words.common().cancel}</ButtonLink>
        <Button variant=Variant::Primary form="move-all">{fill(w.move_to, &[("to", to.code())])}</Button>
    }
    .into_any();
    view! {
        <Dialog id="move" title=w.move_title open=true on_close=on_close actions=actions>
            <form id="move-all" method="post" action=routes::OFFICE_MOVE_JURIES>
                <p>{question}</p>
                <p>{w.move_note}</p>
                <input type="hidden" name="session" value=session/>
                <input type="hidden" name="from" value=from.code()/>
                <input type="hidden" name="to" value=to.code()/>
                <input type="hidden" name="back" value=back/>
            </form>
        </Dialog>
    }
}

/// The form that moves one jury on, or why it cannot.
#[component]
pub fn MoveOn(jury: wire::FollowedJury) -> impl IntoView {
    let w = lang::use_words().office();
    let Some(next) = jury.next else {
        return view! { <span>{w.at_the_end}</span> }.into_any();
    };
    let reason = if !next.mine || next.by == Mover::Jury {
        Some(match next.by {
            Mover::Jury => w.by_jury.to_string(),
            Mover::CentreHead => w.by_centre.to_string(),
            Mover::Manager => w.by_office.to_string(),
        })
    } else {
        let missing = figure(lang::use_lang(), jury.missing);
        let unmet: Vec<String> = next
            .unmet
            .iter()
            .map(|guard| super::jury_rows::guard_text(w, *guard, &missing))
            .collect();
        (!unmet.is_empty()).then(|| unmet.join(" "))
    };
    let action = format!("{}/{}/etat", routes::OFFICE_JURIES, jury.id);
    view! {
        <form method="post" action=action>
            <BackHere/>
            <input type="hidden" name="to" value=next.to.code()/>
            <Button small=true id=format!("move-{}", jury.id) reason=reason>{fill(w.move_to, &[("to", next.to.code())])}</Button>
        </form>
    }
    .into_any()
}
