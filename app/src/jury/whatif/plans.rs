//! The smallest raises that lead farther, for everybody within reach.

use super::super::choice::Filter;
use super::super::css;
use super::super::room::Room;
use super::super::say;
use super::asked::Asked;
use super::judged;
use super::trial::{Reach, within_reach};
use crate::lang::{use_lang, use_words};
use crate::parts::{Card, Column, DecisionPill, Table};
use leptos::prelude::*;
use words::{count, fill, law};

/// Candidates within reach, who needs least first.
#[component]
pub fn Plans(room: Room, asked: RwSignal<Asked>) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let effort = Memo::new(move |_| asked.with(Asked::effort));
    let all = Memo::new(move |_| {
        let effort = effort.get();
        judged(room, |view, outcomes| {
            within_reach(&view.ruleset, &view.candidates, outcomes, effort)
        })
    });
    let columns = move || {
        vec![
            Column::text(words.whatif().candidate),
            Column::text(words.whatif().raises),
            Column::number(words.whatif().points),
            Column::text(words.whatif().leads_to),
        ]
    };
    let said = move || {
        let n = u64::try_from(all.with(Vec::len)).unwrap_or(0);
        match n {
            0 => words.whatif().plans_none.to_owned(),
            n => count(lang, n, words.whatif().plans_count_one, words.whatif().plans_count),
        }
    };
    let rows = move || all.get().into_iter().map(|reach| row(room, &reach)).collect::<Vec<_>>();
    view! {
        <Card title=words.whatif().plans note=words.whatif().plans_hint flush=true>
            <p class=css::said>{said}</p>
            <Show when=move || !all.with(Vec::is_empty)>
                <div class=css::plans>
                    <Table caption=words.whatif().plans caption_hidden=true columns=columns() dense=true>{rows}</Table>
                </div>
            </Show>
        </Card>
    }
}

fn row(room: Room, reach: &Reach) -> impl IntoView + use<> {
    let lang = use_lang();
    let words = lang.words();
    let plan = &reach.plan;
    let application = reach.application;
    let (number, now, leads_to, raises) = room.view.with(|view| {
        let ruleset = &view.ruleset;
        let said = |(slot, from, to): &(domain::Slot, domain::Mark, domain::Mark)| {
            let values = [
                ("label", say::label(ruleset, *slot)),
                ("from", law::number(lang, from)),
                ("to", law::number(lang, to)),
            ];
            fill(
                words.whatif().raise,
                &values.each_ref().map(|(name, value)| (*name, value.as_str())),
            )
        };
        (
            say::number(view.candidate(application).and_then(|one| one.anonymity)),
            format!(
                "{} · {}",
                say::average(lang, ruleset, &reach.standing),
                say::decision_short(lang, ruleset, reach.standing.decision, reach.standing.mention)
            ),
            say::decision_short(lang, ruleset, plan.outcome.decision, plan.outcome.mention),
            plan.raises.iter().map(said).collect::<Vec<_>>(),
        )
    });
    let raises: Vec<_> = raises.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    view! {
        <tr>
            <th scope="row">
                <span class=css::pair>
                    <a class=stylance::classes!("code", css::number) href=room.address(Filter::All, Some(application))>{number}</a>" "
                    <span class=css::note>{now}</span>
                </span>
            </th>
            <td><ul class=css::raises>{raises}</ul></td>
            <td class="num">{law::number(lang, plan.gain)}</td>
            <td><DecisionPill outcome=say::family(plan.outcome.decision) text=leads_to/></td>
        </tr>
    }
}
