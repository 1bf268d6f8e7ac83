//! What a supposition would do to the jury: counts, and who would get another decision.

use super::super::choice::Filter;
use super::super::css;
use super::super::room::Room;
use super::super::say;
use super::trial::Trial;
use crate::lang::{use_lang, use_words};
use crate::parts::{Card, Column, DecisionPill, Table};
use domain::{Hypothesis, Outcome};
use leptos::prelude::*;
use words::fill;

/// Counts and list.
#[component]
pub fn Effects(room: Room, supposed: Memo<Hypothesis>, trial: Memo<Trial>) -> impl IntoView {
    let words = use_words();
    let said = move || {
        if supposed.with(Hypothesis::is_empty) {
            return words.whatif().nothing.to_owned();
        }
        trial.with(|trial| {
            let sentence = match trial.flips.len() {
                0 => return words.whatif().changed_none.to_owned(),
                1 => words.whatif().changed_one,
                _ => words.whatif().changed_many,
            };
            let all: u64 = trial.counts.iter().map(|(_, before, _)| before).sum();
            let values = [
                ("n", trial.flips.len().to_string()),
                ("all", all.to_string()),
                ("better", trial.better.to_string()),
                ("worse", trial.worse.to_string()),
                ("settled", trial.settled.to_string()),
            ];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            format!("{} {}", fill(sentence, &values), fill(words.whatif().of_these, &values))
        })
    };
    let changes = move || trial.with(|trial| !trial.flips.is_empty());
    view! {
        <Card title=words.whatif().effect flush=true>
            <p role="status" class=css::said>{said}</p>
            <Counts room trial/>
        </Card>
        <Show when=changes>
            <Card title=words.whatif().flips flush=true><Flips room trial/></Card>
        </Show>
    }
}

#[component]
fn Counts(room: Room, trial: Memo<Trial>) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let columns = vec![
        Column::text(words.whatif().decision),
        Column::number(words.whatif().law),
        Column::number(words.whatif().tried),
        Column::number(words.whatif().difference),
    ];
    let rows = move || {
        let counts = trial.with(|trial| trial.counts.clone());
        counts
            .into_iter()
            .map(|((decision, mention), before, after)| {
                let text = room
                    .view
                    .with(|view| say::decision_short(lang, &view.ruleset, decision, mention));
                let difference = after.cast_signed() - before.cast_signed();
                let difference = match difference {
                    0 => "=".to_owned(),
                    more => format!("{more:+}").replace('-', "\u{2212}"),
                };
                view! {
                    <tr>
                        <th scope="row"><DecisionPill outcome=say::family(decision) text=text/></th>
                        <td class="num">{before}</td>
                        <td class="num">{after}</td>
                        <td class="num">{difference}</td>
                    </tr>
                }
            })
            .collect::<Vec<_>>()
    };
    view! { <Table caption=words.whatif().effect caption_hidden=true columns dense=true>{rows}</Table> }
}

#[component]
fn Flips(room: Room, trial: Memo<Trial>) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let columns = vec![
        Column::text(words.whatif().candidate),
        Column::text(words.whatif().law),
        Column::text(words.whatif().tried),
    ];
    let side = move |outcome: &Outcome| {
        let (average, text) = room.view.with(|view| {
            (
                say::average(lang, &view.ruleset, outcome),
                say::decision_short(lang, &view.ruleset, outcome.decision, outcome.mention),
            )
        });
        view! { <td><span class=css::pair>{average}" "<DecisionPill outcome=say::family(outcome.decision) text=text/></span></td> }
    };
    let rows = move || {
        let flips = trial.with(|trial| trial.flips.clone());
        flips
            .into_iter()
            .map(|(application, before, after)| {
                let number = room
                    .view
                    .with(|view| say::number(view.candidate(application).and_then(|one| one.anonymity)));
                view! {
                    <tr>
                        <th scope="row" class=stylance::classes!("code", css::number)>
                            <a href=room.address(Filter::All, Some(application))>{number}</a>
                        </th>
                        {side(&before)}
                        {side(&after)}
                    </tr>
                }
            })
            .collect::<Vec<_>>()
    };
    view! { <Table caption=words.whatif().flips caption_hidden=true columns dense=true tall=true>{rows}</Table> }
}
