//! The projector: anonymous, large, without anything to press; it shows what the president points at.

use super::board::jury_of_address;
use super::choice::Choice;
use super::room::{Line, Room};
use super::{calls, live, say};
use crate::lang::{use_lang, use_words};
use crate::live::{Alive, handed};
use crate::refusal::RefusedPage;
use domain::{ApplicationId, ComponentCode, Decision, Outcome, TraceStep};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::JuryView;
use words::{fill, law};

stylance::import_crate_style!(css, "src/jury/projection.module.css");

/// Without scripts the page is asked again every few seconds.
const REFRESH: &str = r#"<meta http-equiv="refresh" content="5">"#;

/// `/jurys/{id}/projection`.
#[component]
pub fn ProjectionPage() -> impl IntoView {
    let words = use_words();
    let id = jury_of_address();
    let view = Resource::new(move || id.get(), calls::jury_view);
    view! {
        <Title text=words.jury().projection/>
        <noscript inner_html=REFRESH></noscript>
        <Suspense>
            {move || Suspend::new(async move {
                match view.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(view) => view! { <Alive given=handed(&view)><Projection view/></Alive> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// What the room sees.
#[component]
pub fn Projection(view: JuryView) -> impl IntoView {
    let words = use_words();
    let name = format!("{} · {}", fill(words.jury().jury, &[("code", &view.code)]), view.label);
    let room = Room::new(view, Choice::default());
    live::follow(room);
    let pointed = Memo::new(move |_| {
        let pointed = room.cursor.with(|cursor| cursor.application)?;
        room.view
            .with(|view| view.candidate(pointed).map(|candidate| candidate.application))
    });
    let line = move || (room.line.get() == Line::Lost).then_some(words.jury().reconnecting);
    let face = move || match pointed.get() {
        Some(id) => view! { <Candidate room id/> }.into_any(),
        None => view! { <Overview room/> }.into_any(),
    };
    view! {
        <div class=css::screen>
            <header class=css::top>
                <h1>{name}</h1>
                <span role="status">{line}</span>
            </header>
            {face}
        </div>
    }
    .into_any()
}

/// Counts by decision, and how far the jury is.
#[component]
fn Overview(room: Room) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let all = room.view.with_untracked(|view| view.candidates.len());
    let done = Memo::new(move |_| room.view.with(JuryView::confirmed));
    let title = move || {
        let open = room.view.with(|view| view.state.deliberates());
        if open {
            words.jury().overview
        } else {
            words.roles().state(room.view.with(|view| view.state))
        }
    };
    let counts = move || {
        let counts: Vec<(Decision, usize)> = room.outcomes.with(|outcomes| {
            let count = |decision: &Decision| outcomes.values().filter(|one| one.decision == *decision).count();
            Decision::ALL
                .iter()
                .map(|decision| (*decision, count(decision)))
                .filter(|(_, n)| *n > 0)
                .collect()
        });
        counts
            .into_iter()
            .map(|(decision, count)| {
                let text = room.view.with(|view| law::decision_in(lang, &view.ruleset, decision));
                view! { <div class=family(decision)><dd>{count.to_string()}</dd><dt>{text}</dt></div> }
            })
            .collect::<Vec<_>>()
    };
    let text = move || {
        fill(
            words.jury().progress,
            &[("done", &done.get().to_string()), ("all", &all.to_string())],
        )
    };
    view! {
        <section class=css::overview>
            <h2>{title}</h2>
            <dl class=css::counts>{counts}</dl>
            <p class=css::progress>
                <progress max=all.to_string() value=move || done.get().to_string() aria-label=words.jury().decision></progress>
                <span>{text}</span>
            </p>
        </section>
    }
}

/// The candidate under discussion.
#[component]
fn Candidate(room: Room, id: ApplicationId) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let outcome = Memo::new(move |_| room.outcomes.with(|outcomes| outcomes.get(&id).cloned()));
    let number = room
        .view
        .with_untracked(|view| say::number(view.candidate(id).and_then(|one| one.anonymity)));
    let verdict = move || {
        let outcome = outcome.get()?;
        let (average, decision) = room.view.with(|view| {
            (
                say::average(lang, &view.ruleset, &outcome),
                say::decision(lang, &view.ruleset, outcome.decision, outcome.mention),
            )
        });
        let confirmed = room.view.with(|view| {
            view.candidate(id)
                .is_some_and(|candidate| candidate.confirmed.is_some())
        });
        Some(view! {
            <p class=css::average><span class="visually-hidden">{words.jury().average}" "</span>{average}</p>
            <p class=stylance::classes!(css::decision, family(outcome.decision))>
                {decision}
                {confirmed.then(|| view! { <span class=css::confirmed>" ✓ "{words.jury().marker_confirmed}</span> })}
            </p>
        })
    };
    let marks = move || {
        let Some(outcome) = outcome.get() else {
            return Vec::new();
        };
        room.view.with(|view| rows(view, id, &outcome, lang))
    };
    view! {
        <section class=css::candidate>
            <div class=css::verdict>
                <h2 class="code">{number}</h2>
                {verdict}
            </div>
            <ul class=css::marks>
                {move || marks().into_iter().map(|row| view! {
                    <li class=row.raised.then_some(css::raised)>
                        <span class=css::label>{row.label}</span>
                        <span class=css::values>{row.values}</span>
                    </li>
                }).collect::<Vec<_>>()}
            </ul>
        </section>
    }
}

struct Row {
    label: String,
    values: String,
    raised: bool,
}

/// One row per component: years and options side by side, a raise as what it was and what it is.
fn rows(view: &JuryView, id: ApplicationId, outcome: &Outcome, lang: words::Lang) -> Vec<Row> {
    let raises = view
        .candidate(id)
        .map(|candidate| candidate.raises.clone())
        .unwrap_or_default();
    let mut rows: Vec<(ComponentCode, Row)> = Vec::new();
    let mut add = |component: ComponentCode, value: String, raised: bool| {
        if let Some((_, row)) = rows.iter_mut().find(|(known, _)| *known == component) {
            row.values = format!("{} · {value}", row.values);
            row.raised |= raised;
            return;
        }
        let label = view
            .ruleset
            .label(component)
            .map_or_else(|| component.to_string(), Into::into);
        rows.push((
            component,
            Row {
                label,
                values: value,
                raised,
            },
        ));
    };
    for step in &outcome.trace {
        match step {
            TraceStep::Counted { slot, mark, entry, .. } => {
                let now = match entry.code() {
                    Some(code) => code.to_string(),
                    None => law::number(lang, mark),
                };
                match raises.get(slot) {
                    Some(raise) => {
                        add(
                            slot.component,
                            format!("{} → {now}", law::number(lang, raise.before)),
                            true,
                        );
                    }
                    None => add(slot.component, now, false),
                }
            }
            TraceStep::Excluded { slot, code } => add(slot.component, code.to_string(), false),
            TraceStep::Missing { slots } => slots.iter().for_each(|slot| add(slot.component, "—".into(), false)),
            _ => {}
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn family(decision: Decision) -> &'static str {
    use crate::parts::Outcome as Family;
    match say::family(decision) {
        Family::Admitted => css::admitted,
        Family::SecondGroup => css::second,
        Family::Refused => css::failed,
        Family::Pending => css::pending,
        Family::Withheld => css::withheld,
    }
}
