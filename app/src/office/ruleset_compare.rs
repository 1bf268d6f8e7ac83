//! Two rulesets compared, and tried on the candidates of the session.

use super::calls::compare_rulesets;
use super::parts::{Here, OfficeHeader, loaded, use_asked, use_asked_text};
use crate::parts::{Banner, Button, Card, Choice, Column, Control, Field, Size, Stack, Table, Tone};
use crate::{lang, routes};
use domain::Ruleset;
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{Compared, Flip, RulesetComparison, Told, Tried};
use words::{Lang, fill, law};

/// `/bureau/reglements/comparer`.
#[component]
pub fn CompareRulesetsPage() -> impl IntoView {
    let (asked, from, to) = (use_asked(), use_asked_text("de"), use_asked_text("a"));
    let comparison = Resource::new(
        move || (asked.get(), from.get(), to.get()),
        |(session, from, to)| {
            let both = !from.is_empty() && !to.is_empty();
            compare_rulesets(session, both.then_some((from, to)))
        },
    );
    let words = lang::use_words();
    view! {
        <Title text=words.rules().compare/>
        {loaded(comparison, |comparison| view! { <Comparison comparison/> }.into_any())}
    }
}

#[component]
fn Comparison(comparison: RulesetComparison) -> impl IntoView {
    let w = lang::use_words().rules();
    let RulesetComparison { session, all, compared } = comparison;
    let choices: Vec<Choice> = all
        .iter()
        .map(|(code, label)| Choice::new(code.clone(), format!("{code} · {label}")))
        .collect();
    let chosen = |which: fn(&Compared) -> &Ruleset| compared.as_ref().map(|it| which(it).code.to_string());
    let from = chosen(|it| &it.from).unwrap_or_default();
    let to = chosen(|it| &it.to).unwrap_or_default();
    let kept = session.as_ref().map(|session| {
        view! { <input type="hidden" name="session" value=session.id.to_string()/> }
    });
    view! {
        <OfficeHeader title=w.compare session=session tab=routes::OFFICE_RULES lead=w.compare_lead/>
        <Stack>
            <Card title=w.compare>
                <form method="get" action=routes::OFFICE_COMPARE>
                    <Stack tight=true>
                        {kept}
                        <Field label=w.from name="de" control=Control::Select(choices.clone()) value=from size=Size::Full/>
                        <Field label=w.to name="a" control=Control::Select(choices) value=to size=Size::Full/>
                        <div><Button>{w.show}</Button></div>
                    </Stack>
                </form>
            </Card>
            {compared.map(|compared| view! { <Both compared/> })}
        </Stack>
    }
}

#[component]
fn Both(compared: Compared) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().rules();
    let changes = if compared.changes.is_empty() {
        view! { <p>{w.no_change}</p> }.into_any()
    } else {
        let line = |change| view! { <li>{law::ruleset_change(lang, change)}</li> };
        view! { <ul>{compared.changes.iter().map(line).collect_view()}</ul> }.into_any()
    };
    let Compared { from, to, tried, .. } = compared;
    view! {
        <Card title=w.changes>{changes}</Card>
        {tried.map(|tried| view! { <Trial from to tried/> })}
    }
}

#[component]
fn Trial(from: Ruleset, to: Ruleset, tried: Tried) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().rules();
    if tried.candidates == 0 {
        return view! { <Card title=w.simulation><p>{w.nobody}</p></Card> }.into_any();
    }
    let (n, flipped) = (tried.candidates.to_string(), tried.flipped.to_string());
    let said = fill(w.tried, &[("n", &n), ("flipped", &flipped)]);
    let refused = (tried.refused > 0).then(|| {
        let text = fill(w.refused, &[("n", &tried.refused.to_string())]);
        view! { <Banner tone=Tone::Warning>{text}</Banner> }
    });
    let columns = vec![
        Column::text(w.decision),
        Column::number(w.before),
        Column::number(w.after),
    ];
    let count = |(what, before, after): (Told, u64, u64)| {
        view! {
            <tr>
                <th scope="row">{told(lang, &to, what)}</th>
                <td class="num">{before}</td>
                <td class="num">{after}</td>
            </tr>
        }
    };
    let counts = tried.counts.iter().copied().map(count).collect_view();
    view! {
        <Banner tone=Tone::Info title=w.simulation>{w.simulation_hint}</Banner>
        <p>{said}</p>
        {refused}
        <Card title=w.decision flush=true>
            <Table caption=w.decision caption_hidden=true dense=true columns>{counts}</Table>
        </Card>
        <Flips from to=to.clone() flips=tried.flips flipped=tried.flipped/>
    }
    .into_any()
}

#[component]
fn Flips(from: Ruleset, to: Ruleset, flips: Vec<Flip>, flipped: u64) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().rules();
    let here = Here::now();
    if flips.is_empty() {
        return view! { <Banner tone=Tone::Success>{w.no_flip}</Banner> }.into_any();
    }
    let more = (flipped > flips.len() as u64).then(|| fill(w.more, &[("n", &flips.len().to_string())]));
    let side = |ruleset: &Ruleset, (what, average): &(Told, Option<String>)| {
        let average = average.as_ref().map(|it| format!(" ({})", law::number(lang, it)));
        told(lang, ruleset, *what) + &average.unwrap_or_default()
    };
    let row = |flip: Flip| {
        let address = here.link(&format!("{}/{}", routes::OFFICE_CANDIDATES, flip.application));
        let name = flip
            .anonymity
            .map_or_else(|| flip.application.to_string(), |number| number.to_string());
        view! {
            <tr>
                <th scope="row"><a href=address>{name}</a></th>
                <td>{side(&from, &flip.before)}</td>
                <td>{side(&to, &flip.after)}</td>
            </tr>
        }
    };
    let columns = vec![
        Column::text(w.candidates),
        Column::text(w.before),
        Column::text(w.after),
    ];
    let rows = flips.into_iter().map(row).collect_view();
    view! {
        <Card title=w.flips flush=true>
            <Table caption=w.flips caption_hidden=true columns>{rows}</Table>
        </Card>
        {more.map(|more| view! { <p>{more}</p> })}
    }
    .into_any()
}

/// « Admis, Bien ».
fn told(lang: Lang, ruleset: &Ruleset, (decision, mention): Told) -> String {
    let mention = mention.map_or_else(String::new, |it| format!(", {}", law::mention(lang, it)));
    law::decision_in(lang, ruleset, decision).to_owned() + &mention
}
