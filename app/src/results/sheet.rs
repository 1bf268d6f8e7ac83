//! The page half a million candidates open: the decision, what comes next, the marks.

use super::document::Document;
use super::next::Next;
use crate::{lang, routes};
use domain::{Coefficient, Decision, Points};
use leptos::prelude::*;
use wire::{MarkNote, ResultMark, ResultSheet};
use words::fill;
use words::results::Results;

stylance::import_crate_style!(css, "src/results/sheet.module.css");

/// `POST /resultats`, found.
#[component]
pub fn SheetDocument(sheet: ResultSheet, style: String) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words().results();
    let orals = sheet.orals.as_ref().map(|orals| orals.label.as_str());
    let decision = Results::decision(lang, sheet.decision, sheet.feminine, orals);
    let name = format!("{} {}", sheet.first_names, sheet.birth_name);
    let tone = match sheet.decision {
        Decision::Admitted => css::good,
        Decision::Group2 => css::next,
        _ => css::plain,
    };
    let average = sheet.average.as_ref().map(|average| average.replace('.', ","));
    let sums = sheet.sums.map(|(points, coefficients)| {
        let values = [("points", points.french()), ("coefficients", coefficients.french())];
        fill(
            words.points,
            &values.each_ref().map(|(name, value)| (*name, value.as_str())),
        )
    });
    view! {
        <Document title=decision.clone() style=style>
            <article class=stylance::classes!(css::sheet, tone)>
                <header class=css::who>
                    <p>{format!("{} · {}", sheet.academy, sheet.session)}</p>
                    <p class=css::name>{name}</p>
                    <p>{sheet.qualification.clone()}</p>
                    <p class="code">{fill(words.candidate_number, &[("number", &sheet.number)])}</p>
                </header>
                <div class=css::verdict>
                    <h1>{decision}</h1>
                    {sheet.mention.map(|mention| view! { <p class=css::mention>{Results::mention(lang, mention)}</p> })}
                    {average.map(|average| view! {
                        <p class=css::average>
                            <span>{words.average}</span>
                            " "
                            <strong>{average}</strong>
                            " "
                            <span>{words.out_of}</span>
                        </p>
                    })}
                    {sums.map(|sums| view! { <p class=css::sums>{sums}</p> })}
                </div>
                <Next sheet=sheet.clone()/>
                <Marks marks=sheet.marks sums=sheet.sums/>
                <footer class=css::foot>
                    <p>{words.provisional}</p>
                    <p class=css::screen>{words.print_hint}</p>
                    <p class=css::screen><a href=routes::RESULTS>{words.again}</a></p>
                </footer>
            </article>
        </Document>
    }
}

#[component]
fn Marks(marks: Vec<ResultMark>, sums: Option<(Points, Coefficient)>) -> impl IntoView {
    let words = lang::use_words().results();
    view! {
        <section class=css::marks aria-labelledby="marks">
            <h2 id="marks">{words.marks}</h2>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.component}</th>
                        <th scope="col" class="num">{words.mark}</th>
                        <th scope="col" class="num">{words.coefficient}</th>
                        <th scope="col" class="num">{words.points_column}</th>
                    </tr>
                </thead>
                <tbody>{marks.into_iter().map(|mark| view! { <Line mark/> }).collect_view()}</tbody>
                {sums.map(|(points, coefficients)| view! {
                    <tfoot>
                        <tr>
                            <th scope="row">{words.total}</th>
                            <td></td>
                            <td class="num">{coefficients.french()}</td>
                            <td class="num">{points.french()}</td>
                        </tr>
                    </tfoot>
                })}
            </table>
        </section>
    }
}

#[component]
fn Line(mark: ResultMark) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words().results();
    let mut details: Vec<String> = mark
        .parts
        .iter()
        .map(|(label, mark)| format!("{label} {}", mark.french()))
        .collect();
    let note = mark.note.map(|note| match note {
        MarkNote::Conserved => words.conserved,
        MarkNote::Provisional => words.mark_provisional,
        MarkNote::Waived => words.waived,
    });
    details.extend(note.map(str::to_owned));
    let details = details.join(" · ");
    let value = match mark.entry {
        Some(entry) => match entry.code() {
            Some(code) => view! { <td class=css::word>{Results::code(lang, code)}</td> }.into_any(),
            None => view! { <td class="num"><b>{entry.french()}</b></td> }.into_any(),
        },
        None if mark.note.is_some() => view! { <td></td> }.into_any(),
        None => view! { <td class=css::word>{words.awaited}</td> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                {mark.label}
                {(!details.is_empty()).then(|| view! { <small>{details}</small> })}
            </th>
            {value}
            <td class="num">{mark.coefficient.map(Coefficient::french)}</td>
            <td class="num">{mark.points.map(Points::french)}</td>
        </tr>
    }
}
