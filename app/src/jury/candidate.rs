//! The candidate under discussion: marks, what-if, decision.

use super::css;
use super::room::Room;
use super::simulation::{Fault, Tries, locked, simulate};
use super::{calls, clock, say};
use crate::lang::{use_lang, use_words};
use crate::page::use_form;
use crate::parts::{Badge, Banner, Button, Card, Column, DecisionPill, Field, Glyph, Stack, Table, Tone, Variant};
use crate::refusal::RefusalBanner;
use domain::{ApplicationId, Decision, Mark, Outcome, Slot, TraceStep, is_borderline, sufficient_raises};
use leptos::prelude::*;
use std::sync::Arc;
use wire::{ConfirmDecisions, JuryCandidate, RaiseMark, ReopenDecision, Seen, Which, WithdrawRaise};
use words::{fill, law};

/// What a simulation gives: the outcome, and the cells that cannot be read.
type Simulated = (Option<Outcome>, std::collections::BTreeMap<Slot, Fault>);

/// A mark that counts, or does not, as a row of the table.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    slot: Slot,
    label: String,
    /// The mark that counts; none for a code out of the sums or a missing mark.
    counted: Option<Mark>,
    text: String,
    coefficient: String,
    points: String,
    note: &'static str,
    locked: Option<String>,
}

/// The panel of one candidate.
#[component]
pub fn CandidatePanel(room: Room, id: ApplicationId) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
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
    let trace = move || {
        let outcome = outcome.get()?;
        let steps: Vec<_> = room.view.with(|view| {
            outcome
                .trace
                .iter()
                .map(|step| law::trace_step(lang, &view.ruleset, step))
                .collect()
        });
        Some(
            steps
                .into_iter()
                .map(|step: String| view! { <li>{step}</li> })
                .collect::<Vec<_>>(),
        )
    };
    view! {
        <Card title=format!("{} {}", words.jury().candidate, number())>
            <Stack>
                {headline}
                <Acts room id candidate outcome/>
                <Marks room id candidate outcome tries reason simulated/>
                <details class=css::trace>
                    <summary>{words.jury().trace}</summary>
                    <ol>{trace}</ol>
                </details>
            </Stack>
        </Card>
    }
    .into_any()
}

/// The address the panel's form posts to.
fn form(room: Room) -> String {
    let act = if room.chairs() { "relever" } else { "proposer" };
    crate::routes::jury(room.id, act)
}

#[component]
fn Headline(room: Room, outcome: Arc<Outcome>) -> impl IntoView {
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
            view! { <p><Badge tone=Tone::Success glyph=Glyph::Lock text=text/></p> }
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
                    <Button id="confirm" variant=Variant::Primary glyph=Glyph::Check on_click=press
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
                view! { <Badge tone=Tone::Info glyph=Glyph::Sent text=words.jury().projected/> }.into_any()
            } else {
                view! {
                    <form method="post" action=crate::routes::jury(room.id, "pointer")>
                        <Hidden id op=String::new() back/>
                        <Button glyph=Glyph::Sent on_click=press>{words.jury().project_this}</Button>
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

#[component]
fn Marks(
    room: Room,
    id: ApplicationId,
    candidate: Memo<Option<JuryCandidate>>,
    outcome: Memo<Option<Arc<Outcome>>>,
    tries: RwSignal<Tries>,
    reason: RwSignal<String>,
    simulated: Memo<Option<Simulated>>,
) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let typed = use_form(&form(room));
    let acts = room.chairs() || room.proposes();
    let lines = Memo::new(move |_| {
        let (Some(candidate), Some(outcome)) = (candidate.get(), outcome.get()) else {
            return Vec::new();
        };
        lines(room, &candidate, &outcome)
    });
    let editable = Memo::new(move |_| {
        acts && room.open()
            && (!room.chairs() || candidate.with(|one| one.as_ref().is_some_and(|one| one.confirmed.is_none())))
    });
    let send = Callback::new(move |slot: Slot| {
        let text = tries
            .with_untracked(|tries| tries.get(&slot).cloned())
            .unwrap_or_default();
        let Ok(value) = text.parse::<Mark>() else { return };
        let reason = reason.get_untracked();
        if reason.trim().is_empty() {
            room.refused
                .set(Some(wire::Refused::field("reason", "reason_needed", "")));
            return;
        }
        let detail = format!("{id}-{slot}-{}", value.hundredths());
        let command = RaiseMark {
            op_id: room.op("note", &detail),
            jury: room.id,
            application: id,
            slot,
            value,
            reason,
        };
        if room.chairs() {
            room.act(calls::raise_mark(command));
        } else {
            room.act(calls::propose_change(command));
        }
    });
    let columns = move || {
        let mut columns = vec![
            Column::text(words.jury().component),
            Column::number(words.jury().mark),
            Column::number(words.jury().coefficient),
            Column::number(words.jury().points),
        ];
        if acts {
            columns.push(Column::text(words.jury().jury_mark));
        }
        columns
    };
    let rows = move || {
        let editable = editable.get();
        lines
            .get()
            .into_iter()
            .map(|line| view! { <MarkRow room id line candidate tries simulated editable acts send/> })
            .collect::<Vec<_>>()
    };
    let sufficient = move || {
        let candidate = candidate.get()?;
        let raises = room.view.with(|view| {
            let said = |raise: domain::Raise| {
                let text = format!(
                    "{} {} → {} ({}{} {}) : {}, {}",
                    say::label(&view.ruleset, raise.slot),
                    law::number(lang, raise.from),
                    law::number(lang, raise.to),
                    "+",
                    law::number(lang, raise.gain),
                    words.jury().points.to_lowercase(),
                    say::decision(lang, &view.ruleset, raise.decision, raise.mention),
                    raise
                        .average
                        .map_or_else(String::new, |average| law::number(lang, average.truncated(2))),
                );
                (raise.slot, raise.to, text)
            };
            sufficient_raises(&view.ruleset, &candidate.marks)
                .into_iter()
                .map(said)
                .collect::<Vec<_>>()
        });
        Some(if raises.is_empty() {
            view! { <p class=css::quiet>{words.jury().sufficient_none}</p> }.into_any()
        } else {
            let rows: Vec<_> = raises
                .into_iter()
                .map(|(slot, to, text)| {
                    let press = Callback::new(move |_| {
                        tries.set([(slot, law::number(lang, to))].into());
                    });
                    view! {
                        <li>
                            <span>{text}</span>" "
                            {move || (acts && room.awake()).then(|| view! {
                                <Button plain=true small=true on_click=press>{words.jury().try_it}</Button>
                            })}
                        </li>
                    }
                })
                .collect();
            view! { <ul class=css::sufficient>{rows}</ul> }.into_any()
        })
    };
    let simulation = move || {
        let outcome = simulated.get().and_then(|(outcome, _)| outcome);
        match outcome {
            None => view! { <p class=css::quiet>{words.jury().simulation_none}</p> }.into_any(),
            Some(outcome) => {
                let outcome = Arc::new(outcome);
                let clear = Callback::new(move |_| tries.set(Tries::new()));
                view! {
                    <Headline room outcome/>
                    <p class=css::quiet>
                        {words.jury().simulation_hint}" "
                        <Button plain=true small=true variant=Variant::Quiet on_click=clear>{words.jury().simulation_clear}</Button>
                    </p>
                }
                .into_any()
            }
        }
    };
    let back = move || room.address(room.filter.get(), Some(id));
    let op = move || room.op("formulaire", &id.to_string());
    view! {
        {typed.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=form(room) on:submit=|event| event.prevent_default()>
            <input type="hidden" name="application" value=id.to_string()/>
            <input type="hidden" name="op_id" value=op/>
            <input type="hidden" name="back" value=back/>
            // Enter in a field presses the first button: this one chooses no mark.
            <button class="visually-hidden" name="slot" value="" tabindex="-1" aria-hidden="true"></button>
            <Stack>
                <div class=css::marks><Table caption=words.jury().marks caption_hidden=true columns=columns() dense=true>{rows}</Table></div>
                {acts.then(|| view! {
                    <section class=css::simulation aria-live="polite">
                        <h3>{words.jury().simulation}</h3>
                        {simulation}
                    </section>
                    <Field
                        label=words.jury().reason_raise
                        name="reason"
                        hint=words.jury().reason_hint
                        value=typed.typed("reason")
                        maxlength=500
                        error=typed.error("reason")
                        on_input=Callback::new(move |text| reason.set(text))
                    />
                })}
                <section>
                    <h3>{words.jury().sufficient}</h3>
                    {sufficient}
                </section>
            </Stack>
        </form>
    }
}

/// What counts, what is out of the sums and what is missing, as the trace tells it.
fn lines(room: Room, candidate: &JuryCandidate, outcome: &Outcome) -> Vec<Line> {
    let lang = use_lang();
    let words = lang.words().jury();
    room.view.with(|view| {
        let ruleset = &view.ruleset;
        let row = |slot: Slot, text: String, note: &'static str| Line {
            slot,
            label: say::label(ruleset, slot),
            counted: None,
            text,
            coefficient: String::new(),
            points: String::new(),
            note,
            locked: Some(law::raise_refusal(lang, domain::RaiseRefusal::NoMark)),
        };
        let mut lines = Vec::new();
        for step in &outcome.trace {
            match step {
                TraceStep::Counted {
                    slot,
                    mark,
                    entry,
                    conserved,
                    coefficient,
                    points,
                } => {
                    let text = match entry.code() {
                        Some(code) => format!("{} ({code})", law::number(lang, mark)),
                        None => law::number(lang, mark),
                    };
                    let before = candidate.raises.get(slot).map_or(*mark, |raise| raise.before);
                    lines.push(Line {
                        counted: Some(*mark),
                        coefficient: law::number(lang, coefficient),
                        points: law::number(lang, points),
                        locked: locked(ruleset, &candidate.marks, *slot, before)
                            .map(|refusal| say::locked(lang, refusal)),
                        ..row(*slot, text, if conserved.is_some() { words.conserved } else { "" })
                    });
                }
                TraceStep::Excluded { slot, code } => lines.push(row(*slot, code.to_string(), words.out)),
                TraceStep::Missing { slots } => {
                    lines.extend(slots.iter().map(|slot| row(*slot, "—".into(), words.missing)));
                }
                _ => {}
            }
        }
        lines
    })
}

#[component]
fn MarkRow(
    room: Room,
    id: ApplicationId,
    line: Line,
    candidate: Memo<Option<JuryCandidate>>,
    tries: RwSignal<Tries>,
    simulated: Memo<Option<Simulated>>,
    editable: bool,
    acts: bool,
    send: Callback<Slot>,
) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let slot = line.slot;
    let raise = candidate.with_untracked(|one| one.as_ref().and_then(|one| one.raises.get(&slot).cloned()));
    let was = raise.as_ref().map(|raise| {
        let before = fill(words.jury().was, &[("mark", &law::number(lang, raise.before))]);
        let title = format!("{} ({}, {})", raise.reason, raise.author, clock::time(raise.at));
        view! { <span class=css::was title=title>{before}</span> }
    });
    let standing = raise
        .as_ref()
        .map_or_else(String::new, |raise| law::number(lang, raise.to));
    let control = acts.then(|| {
        let cell = match (&line.locked, editable) {
            (Some(why), _) => view! { <span class=css::locked>{why.clone()}</span> }.into_any(),
            (None, false) => {
                let why = if room.open() { words.jury().reason_confirmed } else { words.jury().reason_closed };
                view! { <span class=css::locked>{why}</span> }.into_any()
            }
            (None, true) => {
                let input = format!("jury-{}", slot.to_string().replace('.', "-"));
                let label = fill(words.jury().jury_mark_for, &[("label", &line.label)]);
                let shown = move || tries.with(|tries| tries.get(&slot).cloned()).unwrap_or_else(|| standing.clone());
                let fault = move || {
                    let fault = simulated.get().and_then(|(_, faults)| faults.get(&slot).copied())?;
                    Some(match fault {
                        Fault::NotAMark => law::mark_error(lang, domain::MarkError::NotANumber),
                        Fault::Refused(refusal) => law::raise_refusal(lang, refusal),
                    })
                };
                let fault_id = format!("{input}-fault");
                let described = fault_id.clone();
                let press = Callback::new(move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    send.run(slot);
                });
                let enter = move |event: leptos::ev::KeyboardEvent| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        send.run(slot);
                    }
                };
                let name = fill(words.jury().raise_for, &[("label", &line.label)]);
                let act = if room.chairs() { words.jury().raise } else { words.jury().propose };
                let withdraw = (raise.is_some() && room.chairs()).then(|| {
                    let op = room.op("retirer", &format!("{id}-{slot}"));
                    let again = op.clone();
                    let press = Callback::new(move |event: leptos::ev::MouseEvent| {
                        event.prevent_default();
                        let op_id = again.clone();
                        room.act(calls::withdraw_raise(WithdrawRaise { op_id, jury: room.id, application: id, slot }));
                    });
                    let label = fill(words.jury().withdraw_for, &[("label", &line.label)]);
                    view! {
                        <Button small=true variant=Variant::Quiet name="slot" value=slot.to_string() on_click=press
                            formaction=crate::routes::jury(room.id, "retirer")>
                            <span aria-hidden="true">{words.jury().withdraw}</span><span class="visually-hidden">{label}</span>
                        </Button>
                    }
                });
                view! {
                    <span class=css::control>
                        <input id=input.clone() name=format!("value.{slot}") class=css::try_mark aria-label=label inputmode="decimal"
                            autocomplete="off" prop:value=shown.clone() value=shown
                            aria-invalid=move || fault().is_some().then_some("true") aria-describedby=described
                            on:input=move |event| tries.update(|tries| { tries.insert(slot, event_target_value(&event)); })
                            on:keydown=enter/>
                        <Button small=true name="slot" value=slot.to_string() on_click=press busy=room.busy>
                            <span aria-hidden="true">{act}</span><span class="visually-hidden">{name}</span>
                        </Button>
                        {withdraw}
                    </span>
                    <span id=fault_id class=css::fault>{fault}</span>
                }
                .into_any()
            }
        };
        view! { <td>{cell}</td> }
    });
    view! {
        <tr>
            <th scope="row">{line.label.clone()}{(!line.note.is_empty()).then(|| view! { " "<span class=css::note>{line.note}</span> })}</th>
            <td class="num"><strong>{line.text.clone()}</strong>" "{was}</td>
            <td class="num">{line.coefficient.clone()}</td>
            <td class="num">{line.points.clone()}</td>
            {control}
        </tr>
    }
    .into_any()
}
