//! Borderline cases as a picture, with its table behind.

use super::choice::Filter;
use super::css;
use super::room::Room;
use super::say;
use crate::lang::{use_lang, use_words};
use crate::parts::{Card, Column, Table};
use domain::{ApplicationId, Mark, is_borderline, shortfall};
use leptos::prelude::*;
use words::law;

/// Width of the drawing and of its left margin, height of a row and of the words at its top; user units.
const WIDTH: i64 = 640;
const LEFT: i64 = 12;
const ROW: i64 = 60;
const WORDS: i64 = 26;
/// Half a point of average, in ten-thousandths: what a row spans.
const SPAN: i64 = 5_000;

#[derive(Debug, Clone, PartialEq)]
struct Dot {
    application: ApplicationId,
    number: String,
    at_least: Mark,
    leads_to: String,
    missing: i64,
    confirmed: bool,
    raised: bool,
}

/// The map.
#[component]
pub fn BorderlineMap(room: Room) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let dots = Memo::new(move |_| dots(room));
    let picture = move || {
        let dots = dots.get();
        let mut rows: Vec<(Mark, String)> = Vec::new();
        for dot in &dots {
            let at = rows.partition_point(|(at_least, _)| *at_least > dot.at_least);
            if rows.get(at).is_none_or(|(at_least, _)| *at_least != dot.at_least) {
                rows.insert(at, (dot.at_least, dot.leads_to.clone()));
            }
        }
        let height = i64::try_from(rows.len()).unwrap_or(0) * ROW + 8;
        let drawn: Vec<_> = (0i64..)
            .zip(rows)
            .map(|(index, (at_least, leads_to))| {
                let y = index * ROW + WORDS + 18;
                let here: Vec<_> = dots
                    .iter()
                    .filter(|dot| dot.at_least == at_least)
                    .map(|dot| {
                        let x = WIDTH - 24 - dot.missing * (WIDTH - 24 - LEFT) / SPAN;
                        let class = if dot.confirmed { css::dot_done } else { css::dot };
                        let title = format!(
                            "{} · {} {}{}",
                            dot.number,
                            words.jury().missing_points,
                            say::ten_thousandths(lang, dot.missing),
                            if dot.raised { format!(" · {}", words.jury().marker_raised) } else { String::new() },
                        );
                        view! {
                            <a href=room.address(Filter::All, Some(dot.application)) tabindex="-1">
                                <circle class=class cx=x.to_string() cy=y.to_string() r=if dot.raised { "9" } else { "7" }>
                                    <title>{title}</title>
                                </circle>
                            </a>
                        }
                    })
                    .collect();
                let label = format!("{} · {leads_to}", law::number(lang, at_least));
                view! {
                    <text class=css::axis_text x="0" y=(y - 18).to_string()>{label}</text>
                    <line class=css::axis x1=LEFT.to_string() y1=y.to_string() x2=(WIDTH - 24).to_string() y2=y.to_string()/>
                    <line class=css::threshold x1=(WIDTH - 24).to_string() y1=(y - 16).to_string() x2=(WIDTH - 24).to_string() y2=(y + 16).to_string()/>
                    {here}
                }
            })
            .collect();
        view! {
            <svg class=css::map viewBox=format!("0 0 {WIDTH} {height}") role="group" aria-labelledby="map-title map-desc">
                <title id="map-title">{words.jury().map_title}</title>
                <desc id="map-desc">{words.jury().map_desc}</desc>
                {drawn}
            </svg>
        }
    };
    let rows = move || {
        dots.get()
            .into_iter()
            .map(|dot| {
                view! {
                    <tr>
                        <th scope="row" class="code">
                            <a href=room.address(Filter::All, Some(dot.application))>{dot.number}</a>
                        </th>
                        <td class="num">{law::number(lang, dot.at_least)}</td>
                        <td>{dot.leads_to}</td>
                        <td class="num">{say::ten_thousandths(lang, dot.missing)}</td>
                    </tr>
                }
            })
            .collect::<Vec<_>>()
    };
    let columns = move || {
        vec![
            Column::text(words.jury().candidate),
            Column::number(words.jury().map_threshold),
            Column::text(words.jury().decision),
            Column::number(words.jury().map_missing),
        ]
    };
    view! {
        <Show when=move || !dots.with(Vec::is_empty)>
            <Card title=words.jury().map_title note=words.jury().map_desc>
                {picture}
                <details>
                    <summary>{words.jury().map_table}</summary>
                    <Table caption=words.jury().map_title caption_hidden=true columns=columns() dense=true>{rows}</Table>
                </details>
            </Card>
        </Show>
    }
}

fn dots(room: Room) -> Vec<Dot> {
    let lang = use_lang();
    room.view.with(|view| {
        room.outcomes.with(|outcomes| {
            let dot = |candidate: &wire::JuryCandidate| {
                let outcome = outcomes.get(&candidate.application)?;
                let missing = shortfall(&view.ruleset, outcome).filter(|_| is_borderline(&view.ruleset, outcome))?;
                Some(Dot {
                    application: candidate.application,
                    number: say::number(candidate.anonymity),
                    at_least: missing.at_least,
                    leads_to: say::beyond(lang, &view.ruleset, &missing),
                    missing: missing.average,
                    confirmed: candidate.confirmed.is_some(),
                    raised: !candidate.raises.is_empty(),
                })
            };
            let mut dots: Vec<Dot> = Vec::new();
            for dot in view.candidates.iter().filter_map(dot) {
                dots.insert(dots.partition_point(|known| known.missing <= dot.missing), dot);
            }
            dots
        })
    })
}
