//! The candidates, by filter.

use super::choice::Filter;
use super::css;
use super::room::Room;
use super::say;
use crate::lang::{use_lang, use_words};
use crate::parts::{Badge, Column, DecisionPill, EmptyState, Glyph, Tab, Table, Tabs, Tone};
use domain::{ApplicationId, is_borderline, shortfall};
use leptos::prelude::*;

/// Tabs and table.
#[component]
pub fn CandidateList(room: Room) -> impl IntoView {
    let words = use_words();
    let tabs = move || {
        let current = room.filter.get();
        let tabs = Filter::ALL
            .into_iter()
            .map(|filter| Tab {
                href: room.address(filter, room.selected.get()),
                label: match filter {
                    Filter::Borderline => words.jury().view_borderline,
                    Filter::Open => words.jury().view_open,
                    Filter::Confirmed => words.jury().view_confirmed,
                    Filter::All => words.jury().view_all,
                }
                .into(),
                count: u32::try_from(room.shown(filter).len()).ok(),
                current: filter == current,
            })
            .collect();
        view! { <Tabs label=words.jury().views tabs=tabs/> }
    };
    let shown = Memo::new(move |_| room.shown(room.filter.get()));
    let columns = move || {
        vec![
            Column::text(words.jury().candidate),
            Column::number(words.jury().average),
            Column::number(words.jury().missing_points),
            Column::text(words.jury().proposal),
        ]
    };
    let hint = move || (room.filter.get() == Filter::Borderline).then_some(words.jury().view_empty_borderline);
    view! {
        {tabs}
        <Show
            when=move || !shown.with(Vec::is_empty)
            fallback=move || view! {
                <EmptyState title=words.jury().view_empty glyph=Glyph::CHECK level=2>{hint()}</EmptyState>
            }
        >
            <Table caption=words.jury().candidates caption_hidden=true columns=columns() dense=true tall=true>
                <For each=move || shown.get() key=|id| *id let:id><Row room id/></For>
            </Table>
        </Show>
    }
}

#[component]
fn Row(room: Room, id: ApplicationId) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let current = move || (room.selected.get() == Some(id)).then_some("true");
    let number = room
        .view
        .with_untracked(|view| say::number(view.candidate(id).and_then(|one| one.anonymity)));
    let outcome = Memo::new(move |_| room.outcomes.with(|outcomes| outcomes.get(&id).cloned()));
    let average = move || {
        outcome.with(|outcome| {
            let outcome = outcome.as_ref()?;
            Some(room.view.with(|view| say::average(lang, &view.ruleset, outcome)))
        })
    };
    let missing = move || {
        outcome.with(|outcome| {
            let outcome = outcome.as_ref()?;
            room.view.with(|view| {
                let near = is_borderline(&view.ruleset, outcome);
                let missing = shortfall(&view.ruleset, outcome).filter(|_| near)?;
                Some(say::short(lang, &missing))
            })
        })
    };
    let pill = move || {
        outcome.with(|outcome| {
            let outcome = outcome.as_ref()?;
            let text = room
                .view
                .with(|view| say::decision_short(lang, &view.ruleset, outcome.decision, outcome.mention));
            Some(view! { <DecisionPill outcome=say::family(outcome.decision) text=text/> })
        })
    };
    let marks = Memo::new(move |_| {
        room.view.with(|view| {
            let candidate = view.candidate(id)?;
            Some((
                candidate.confirmed.is_some(),
                !candidate.raises.is_empty(),
                view.awaits_answer(id),
            ))
        })
    });
    let badges = move || {
        let (confirmed, raised, proposed) = marks.get()?;
        Some(view! {
            {raised.then(|| view! { " "<Badge tone=Tone::Info glyph=Glyph::PENCIL text=words.jury().marker_raised/> })}
            {proposed.then(|| view! { " "<Badge tone=Tone::Warning glyph=Glyph::PEOPLE text=words.jury().marker_proposal/> })}
            {confirmed.then(|| view! { " "<Badge tone=Tone::Success glyph=Glyph::LOCK text=words.jury().marker_confirmed/> })}
        })
    };
    view! {
        <tr aria-current=current>
            <th scope="row" class="code">
                <a class=css::pick href=move || room.address(room.filter.get(), Some(id))>{number}</a>
            </th>
            <td class="num">{average}</td>
            <td class="num">{missing}</td>
            <td>{pill}{badges}</td>
        </tr>
    }
    .into_any()
}
