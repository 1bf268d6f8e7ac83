//! The marks of the candidate under discussion, and what another mark would change.

use super::candidate::{Headline, form};
use super::css;
use super::lines::{Line, lines};
use super::room::Room;
use super::simulation::{Fault, Simulated, Tries};
use super::{calls, clock, say};
use crate::lang::{use_lang, use_words};
use crate::page::use_form;
use crate::parts::{Button, Column, Field, Stack, Table, Variant};
use crate::refusal::RefusalBanner;
use domain::{ApplicationId, Mark, Outcome, Slot, sufficient_raises};
use leptos::prelude::*;
use std::sync::Arc;
use wire::{JuryCandidate, RaiseMark, WithdrawRaise};
use words::{fill, law};

/// The table to try and to raise in.
#[component]
pub fn Marks(
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
                    words.jury().points.to_ascii_lowercase(),
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
