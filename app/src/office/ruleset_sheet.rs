//! A ruleset as people read it: its table, its rules, its texts, its worked cases.

use super::css;
use super::parts::Here;
use super::ruleset_local::Local;
use crate::parts::{ButtonLink, Card, Column, Stack, Table};
use crate::{lang, routes};
use leptos::prelude::*;
use wire::{RulesetSheet, SessionRef};
use words::law;

/// The sheet, and the académie's part below it.
#[component]
pub fn Sheet(session: Option<SessionRef>, sheet: RulesetSheet) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().rules();
    let here = Here::now();
    let ruleset = &sheet.ruleset;
    let columns = vec![
        Column::text(w.code),
        Column::text(w.component),
        Column::text(w.kind),
        Column::number(w.coefficient),
        Column::number(w.step),
    ];
    let row = |row: law::Row| {
        view! {
            <tr>
                <th scope="row">{row.code}</th>
                <td class=css::leaf data-depth=row.depth.to_string()>{row.label}</td>
                <td>{row.kind}</td>
                <td class="num">{row.coefficient}</td>
                <td class="num">{row.step}</td>
            </tr>
        }
    };
    let rows = law::ruleset_rows(lang, ruleset).into_iter().map(row).collect_view();
    let item = |text: String| view! { <li>{text}</li> };
    let sentences = law::ruleset_sentences(lang, ruleset)
        .into_iter()
        .map(item)
        .collect_view();
    let legal = ruleset.legal.iter().cloned().map(item).collect_view();
    let cases = sheet.cases.iter().cloned().map(item).collect_view();
    let code = ruleset.code.to_string();
    let title = format!("{code} · {}", ruleset.label);
    let how_many = format!("{} ({})", w.cases, sheet.cases.len());
    view! {
        <Stack>
            <Card title>
                <Stack tight=true>
                    <div>
                        <ButtonLink href=here.link(routes::OFFICE_RULES) small=true>{w.all}</ButtonLink>
                        " "
                        <ButtonLink href=here.link(&routes::ruleset_text(&code)) small=true>{w.text}</ButtonLink>
                    </div>
                    <h3>{w.legal}</h3>
                    <ul>{legal}</ul>
                </Stack>
            </Card>
            <Card title=w.components flush=true>
                <Table caption=w.components caption_hidden=true dense=true columns>{rows}</Table>
            </Card>
            <Card title=w.sentences><ul>{sentences}</ul></Card>
            <Card title=w.cases>
                <details class=css::more>
                    <summary>{how_many}</summary>
                    <ol>{cases}</ol>
                </details>
            </Card>
            <Local session sheet/>
        </Stack>
    }
}
