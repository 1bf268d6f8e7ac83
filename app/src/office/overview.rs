//! Where a session stands, and what to do next.

use super::calls::office_overview;
use super::css;
use super::parts::{Here, OfficeHeader, figure, loaded, session_text, state_text, use_asked};
use crate::page::use_form;
use crate::parts::{
    Button, ButtonLink, Card, Choice, Column, Columns, Control, Definition, DefinitionList, EmptyState, Field, Glyph,
    RadioGroup, Size, Stack, Step, Steps, Table, Variant,
};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::JuryState;
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{OfficeCounts, OfficeOverview, StateCount};
use words::fill;

/// `/bureau`.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let asked = use_asked();
    let overview = Resource::new(move || asked.get(), office_overview);
    let words = lang::use_words();
    view! {
        <Title text=words.office().tab_overview/>
        {loaded(overview, |overview| view! { <Overview overview/> }.into_any())}
    }
}

#[component]
fn Overview(overview: OfficeOverview) -> impl IntoView {
    let words = lang::use_words();
    let w = words.office();
    let OfficeOverview {
        sessions,
        session,
        counts,
        states,
    } = overview;
    let Some(current) = session else {
        return view! {
            <OfficeHeader title=w.overview_title session=None tab=routes::OFFICE/>
            <Stack>
                <EmptyState title=w.no_session glyph=Glyph::INFO level=2><p>{w.no_session_hint}</p></EmptyState>
                <NewSession/>
            </Stack>
        }
        .into_any();
    };
    let switcher = (sessions.len() > 1).then(|| {
        let choices = sessions
            .iter()
            .map(|session| Choice::new(session.id.to_string(), session_text(session)))
            .collect();
        view! {
            <Card title=w.other_session>
                <form method="get" action=routes::OFFICE>
                    <Stack tight=true>
                        <Field label=w.session name="session" control=Control::Select(choices) value=current.id.to_string() size=Size::Medium/>
                        <div><Button>{w.show}</Button></div>
                    </Stack>
                </form>
            </Card>
        }
    });
    let steps = [
        w.step_import,
        w.step_register,
        w.step_lots,
        w.step_marks,
        w.step_juries,
        w.step_results,
    ];
    let steps = steps
        .into_iter()
        .zip(1..)
        .map(|(label, number)| Step::new(number.to_string(), label))
        .collect();
    let step = stage(&counts, &states);
    let todo = states.clone();
    let open = use_form(routes::OFFICE_SESSIONS).refused().is_some();
    view! {
        <OfficeHeader title=w.overview_title session=Some(current) tab=routes::OFFICE/>
        <Stack>
            <Card title=w.life><Steps label=w.life steps=steps current=step/></Card>
            <Columns>
                <Todo counts=counts states=todo/>
                <Figures counts/>
            </Columns>
            <States states/>
            {switcher}
            <details class=css::more open=open>
                <summary>{w.new_session}</summary>
                <NewSession/>
            </details>
        </Stack>
    }
    .into_any()
}

/// Index of the step the session is at.
fn stage(counts: &OfficeCounts, states: &[StateCount]) -> u32 {
    let lots = counts.lots_open + counts.lots_locked + counts.lots_discharged;
    let locked = states
        .iter()
        .filter(|count| count.state.publishable())
        .map(|count| count.juries)
        .sum::<i64>();
    if counts.juries > 0 && locked == counts.juries {
        5
    } else if lots > 0 && lots == counts.lots_discharged && counts.juries > 0 {
        4
    } else if lots > 0 {
        3
    } else if counts.registered > 0 && counts.without_anonymity == 0 {
        2
    } else {
        u32::from(counts.imported > 0)
    }
}

#[component]
fn Todo(counts: OfficeCounts, states: Vec<StateCount>) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let at = |state: JuryState| {
        let found = states.iter().find(|count| count.state == state);
        found.map_or(0, |count| count.juries)
    };
    let lots = counts.lots_open + counts.lots_locked + counts.lots_discharged;
    let unregistered = counts.imported - counts.registered;
    let first = |condition: bool| i64::from(condition);
    let all = [
        (first(counts.establishments == 0), w.todo_places, routes::IMPORTS),
        (first(counts.imported == 0), w.todo_pupils, routes::IMPORTS),
        (counts.unmapped_mefs, w.todo_mefs, routes::OFFICE_PREPARATION),
        (unregistered, w.todo_register, routes::OFFICE_PREPARATION),
        (counts.without_anonymity, w.todo_anonymity, routes::OFFICE_PREPARATION),
        (
            first(counts.registered > 0 && lots == 0),
            w.todo_lots,
            routes::OFFICE_PREPARATION,
        ),
        (counts.lots_without_marker, w.todo_markers, routes::OFFICE_PREPARATION),
        (counts.without_jury, w.todo_juries, routes::OFFICE_PREPARATION),
        (counts.lots_locked, w.todo_discharge, routes::OFFICE_LOTS),
        (counts.lots_open, w.todo_open_lots, routes::OFFICE_LOTS),
        (counts.missing, w.todo_missing, routes::OFFICE_MISSING),
        (at(JuryState::NotStarted), w.todo_control, routes::OFFICE_JURIES),
        (at(JuryState::MarkControl), w.todo_open_juries, routes::OFFICE_JURIES),
        (
            at(JuryState::FinishedInCentre),
            w.todo_lock_juries,
            routes::OFFICE_JURIES,
        ),
        (
            first(at(JuryState::Locked) > 0 && counts.publications == 0),
            w.todo_publish,
            routes::PUBLICATIONS,
        ),
    ];
    let items: Vec<_> = all
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, text, href)| {
            let text = fill(text, &[("n", &figure(lang, number))]);
            view! { <li><a href=here.link(href)>{text}</a></li> }
        })
        .collect();
    view! {
        <Card title=w.todo>
            {if items.is_empty() {
                view! { <p>{w.todo_nothing}</p> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }}
        </Card>
    }
}

#[component]
fn Figures(counts: OfficeCounts) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let rows = [
        (w.establishments, counts.establishments),
        (w.imported, counts.imported),
        (w.registered, counts.registered),
        (w.missing, counts.missing),
        (w.lots_open, counts.lots_open),
        (w.lots_locked, counts.lots_locked),
        (w.lots_discharged, counts.lots_discharged),
        (w.juries, counts.juries),
    ];
    view! {
        <Card title=w.figures>
            <DefinitionList wide=true>
                {rows.map(|(term, number)| view! { <Definition term=term>{figure(lang, number)}</Definition> }).collect_view()}
            </DefinitionList>
        </Card>
    }
}

#[component]
fn States(states: Vec<StateCount>) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    let columns = vec![Column::text(w.state), Column::number(w.juries)];
    (!states.is_empty()).then(|| {
        view! {
            <Card title=w.juries_by_state flush=true>
                <Table caption=w.juries_by_state caption_hidden=true columns>
                    {states.into_iter().map(|count| view! {
                        <tr>
                            <th scope="row">{state_text(words, count.state)}</th>
                            <td class="num">{figure(lang, count.juries)}</td>
                        </tr>
                    }).collect_view()}
                </Table>
            </Card>
        }
    })
}

#[component]
fn NewSession() -> impl IntoView {
    let w = lang::use_words().office();
    let action = routes::OFFICE_SESSIONS;
    let form = use_form(action);
    let signing = match form.typed("signing").as_str() {
        "paper" => "paper",
        _ => "electronic",
    };
    let choices = vec![
        Choice::new("electronic", w.signing_electronic),
        Choice::new("paper", w.signing_paper),
    ];
    let fields = view! {
        {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=action>
            <Stack tight=true>
                <Field label=w.session_code name="code" value=form.typed("code") hint=w.session_code_hint error=form.error("code")
                    size=Size::Short maxlength=7 required=true/>
                <Field label=w.session_label name="label" value=form.typed("label") error=form.error("label") size=Size::Medium required=true/>
                <Field label=w.academy name="academy" value=form.typed("academy") error=form.error("academy") size=Size::Medium required=true/>
                <RadioGroup legend=w.signing name="signing" choices value=signing/>
                <div><Button variant=Variant::Primary glyph=Glyph::PLUS>{w.create_session}</Button></div>
            </Stack>
        </form>
    };
    view! { <Card title=w.new_session>{fields}</Card> }
}

/// A link to the preparation, where an empty screen needs one.
#[component]
pub fn ToPreparation() -> impl IntoView {
    let w = lang::use_words().office();
    view! { <ButtonLink href=Here::now().link(routes::OFFICE_PREPARATION)>{w.tab_preparation}</ButtonLink> }
}
