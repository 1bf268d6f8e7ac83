//! The candidate under discussion: marks, what-if, decision.

use super::css;
use super::marks::Marks;
use super::room::Room;
use super::simulation::{Tries, simulate};
use super::{calls, clock, say};
use crate::lang::{use_lang, use_words};
use crate::page::use_form;
use crate::parts::{Badge, Banner, Button, Card, DecisionPill, Glyph, Stack, Tone, Variant};
use domain::{ApplicationId, Decision, Outcome, is_borderline};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wire::{ConfirmDecisions, JuryCandidate, ReopenDecision, Seen, Which};
use words::fill;

/// The panel of one candidate.
#[component]
pub fn CandidatePanel(room: Room, id: ApplicationId, told: Vec<String>) -> impl IntoView {
    let words = use_words();
    let candidate = Memo::new(move |_| room.view.with(|view| view.candidate(id).cloned()));
    let outcome = Memo::new(move |_| room.outcomes.with(|outcomes| outcomes.get(&id).cloned()));
    let tries = RwSignal::new(Tries::new());
    let reason = RwSignal::new(use_form(&form(room)).typed("reason"));
    let simulated = Memo::new(move |_| {
        let candidate = candidate.get()?;
        Some(
            room.view
                .with(|view| tries.with(|tries| simulate(&view.ruleset, &candidate.marks, tries))),
        )
    });
    let number = move || candidate.with(|one| say::number(one.as_ref().and_then(|one| one.anonymity)));
    let headline = move || outcome.get().map(|outcome| view! { <Headline room outcome/> });
    view! {
        <Card title=format!("{} {}", words.jury().candidate, number())>
            <Stack>
                {headline}
                <Acts room id candidate outcome/>
                <Marks room id candidate outcome tries reason simulated/>
                <Trace room id outcome told/>
            </Stack>
        </Card>
    }
    .into_any()
}

/// The address the panel's form posts to.
pub fn form(room: Room) -> String {
    let act = if room.chairs() { "relever" } else { "proposer" };
    crate::routes::jury(room.id, act)
}

/// How the decision is reached, in sentences the server makes: the browser carries none of their words.
#[component]
fn Trace(
    room: Room,
    id: ApplicationId,
    outcome: Memo<Option<Arc<Outcome>>>,
    /// What the page came with; empty for a candidate chosen since.
    told: Vec<String>,
) -> impl IntoView {
    let words = use_words();
    let (steps, open) = (RwSignal::new(told), RwSignal::new(false));
    Effect::new(move |_| {
        outcome.track();
        if open.get() {
            spawn_local(async move {
                match calls::decision_trace(room.id, id).await {
                    Ok(told) => drop(steps.try_set(told)),
                    Err(refusal) => room.refused.set(Some(refusal.0)),
                }
            });
        }
    });
    let toggle = move |_| open.update(|open| *open = !*open);
    let lines = move || {
        let lines = |steps: &Vec<String>| {
            steps
                .iter()
                .map(|step| view! { <li>{step.clone()}</li> })
                .collect::<Vec<_>>()
        };
        steps.with(lines)
    };
    view! {
        <details class=css::trace on:toggle=toggle>
            <summary>{words.jury().trace}</summary>
            <ol>{lines}</ol>
        </details>
    }
}

/// Average and decision, large.
#[component]
pub fn Headline(room: Room, outcome: Arc<Outcome>) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let (average, text, missing) = room.view.with(|view| {
        let told = outcome.decision != Decision::Admitted || is_borderline(&view.ruleset, &outcome);
        let missing = domain::shortfall(&view.ruleset, &outcome)
            .filter(|_| told)
            .map(|missing| {
                format!(
                    "{} → {}",
                    say::short(lang, &missing),
                    say::beyond(lang, &view.ruleset, &missing)
                )
            });
        (
            say::average(lang, &view.ruleset, &outcome),
            say::decision(lang, &view.ruleset, outcome.decision, outcome.mention),
            missing,
        )
    });
    view! {
        <p class=css::headline>
            <span class=css::figure><span class="visually-hidden">{words.jury().average}" "</span>{average}</span>
            <DecisionPill outcome=say::family(outcome.decision) text=text/>
            {missing.map(|missing| view! { <span class=css::missing>{words.jury().missing_points}" "{missing}</span> })}
        </p>
    }
}

/// Confirm, open again, project.
#[component]
fn Acts(
    room: Room,
    id: ApplicationId,
    candidate: Memo<Option<JuryCandidate>>,
    outcome: Memo<Option<Arc<Outcome>>>,
) -> impl IntoView {
    let words = use_words();
    let confirmed = Memo::new(move |_| candidate.with(|one| one.as_ref().and_then(|one| one.confirmed.clone())));
    let seen = Memo::new(move |_| {
        outcome.with(|outcome| {
            outcome.as_ref().map(|outcome| Seen {
                application: id,
                decision: outcome.decision,
                mention: outcome.mention,
            })
        })
    });
    let blocked = move || {
        if !room.open() {
            Some(words.jury().reason_closed.to_string())
        } else if seen.get().is_none_or(|seen| seen.decision == Decision::Pending) {
            Some(words.jury().reason_pending.to_string())
        } else {
            None
        }
    };
    let stale = move || {
        let (confirmed, seen) = (confirmed.get()?, seen.get()?);
        (confirmed.decision != seen.decision || confirmed.mention != seen.mention)
            .then(|| view! { <Banner tone=Tone::Warning>{words.jury().decision_changed}</Banner> })
    };
    let said = move || {
        confirmed.get().map(|one| {
            let text = fill(
                words.jury().confirmed_by,
                &[("name", &one.author), ("time", &clock::time(one.at))],
            );
            view! { <p><Badge tone=Tone::Success glyph=Glyph::LOCK text=text/></p> }
        })
    };
    let buttons = move || {
        if !room.chairs() {
            return None;
        }
        let back = room.address(room.filter.get(), Some(id));
        Some(if confirmed.get().is_some() {
            let op = room.op("rouvrir", &id.to_string());
            let again = op.clone();
            let press = Callback::new(move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                let command = ReopenDecision {
                    op_id: again.clone(),
                    jury: room.id,
                    application: id,
                };
                room.act(calls::reopen_decision(command));
            });
            let closed = move || (!room.open()).then(|| words.jury().reason_closed.to_string());
            view! {
                <form method="post" action=crate::routes::jury(room.id, "rouvrir")>
                    <Hidden id op back/>
                    <Button id="reopen" on_click=press reason=Signal::derive(closed) busy=room.busy>{words.jury().reopen}</Button>
                </form>
            }
            .into_any()
        } else {
            let op = room.op("confirmer", &id.to_string());
            let press = Callback::new(move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                confirm(room, seen.get_untracked());
            });
            let (decision, mention) = seen.get().map_or((String::new(), String::new()), |seen| {
                (
                    seen.decision.as_str().into(),
                    seen.mention.map_or_else(String::new, |m| m.as_str().into()),
                )
            });
            view! {
                <form method="post" action=crate::routes::jury(room.id, "confirmer")>
                    <Hidden id op back/>
                    <input type="hidden" name="decision" value=decision/>
                    <input type="hidden" name="mention" value=mention/>
                    <Button id="confirm" variant=Variant::Primary glyph=Glyph::CHECK on_click=press
                        reason=Signal::derive(blocked) busy=room.busy>{words.jury().confirm}</Button>
                </form>
            }
            .into_any()
        })
    };
    let pointed = move || room.cursor.with(|cursor| cursor.application == Some(id));
    let point = move || {
        room.chairs().then(|| {
            let back = room.address(room.filter.get(), Some(id));
            let press = Callback::new(move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                room.point(Some(id));
            });
            if pointed() {
                view! { <Badge tone=Tone::Info glyph=Glyph::SENT text=words.jury().projected/> }.into_any()
            } else {
                view! {
                    <form method="post" action=crate::routes::jury(room.id, "pointer")>
                        <Hidden id op=String::new() back/>
                        <Button glyph=Glyph::SENT on_click=press>{words.jury().project_this}</Button>
                    </form>
                }
                .into_any()
            }
        })
    };
    view! {
        {stale}
        {said}
        <div class=css::acts>{buttons}{point}</div>
    }
}

/// Confirms what is seen.
pub fn confirm(room: Room, seen: Option<Seen>) {
    if let Some(seen) = seen {
        let op_id = room.op("confirmer", &seen.application.to_string());
        let which = Which::Seen(vec![seen]);
        room.act(calls::confirm_decisions(ConfirmDecisions {
            op_id,
            jury: room.id,
            which,
        }));
    }
}

/// What every form of the panel sends without being asked.
#[component]
pub fn Hidden(id: ApplicationId, op: String, back: String) -> impl IntoView {
    view! {
        <input type="hidden" name="application" value=id.to_string()/>
        <input type="hidden" name="op_id" value=op/>
        <input type="hidden" name="back" value=back/>
    }
}
