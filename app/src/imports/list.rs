//! `/bureau/imports`: a file to import, and those that were.

use super::StateBadge;
use super::calls::import_list;
use super::file_form::FileForm;
use crate::office::OfficeTabs;
use crate::parts::{Badge, Card, Column, EmptyState, Glyph, PageHeader, Stack, Table};
use crate::refusal::RefusedPage;
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::ImportView;

/// The page.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let words = lang::use_words().imports();
    let list = Resource::new(|| (), |()| import_list());
    view! {
        <Title text=words.title/>
        <PageHeader title=words.title lead=words.lead/>
        <OfficeTabs current=routes::IMPORTS/>
        <Suspense>
            {move || Suspend::new(async move {
                match list.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(view) => {
                        let imports = view.imports.clone();
                        view! {
                            <Stack>
                                <FileForm view/>
                                <Past imports/>
                            </Stack>
                        }
                        .into_any()
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn Past(imports: Vec<ImportView>) -> impl IntoView {
    let words = lang::use_words().imports();
    if imports.is_empty() {
        return view! {
            <EmptyState title=words.none glyph=Glyph::UPLOAD level=2>
                <p>{words.none_hint}</p>
            </EmptyState>
        }
        .into_any();
    }
    let columns = vec![
        Column::text(words.file),
        Column::text(words.kind),
        Column::text(words.session),
        Column::text(words.state),
        Column::number(words.read),
        Column::number(words.created),
        Column::number(words.updated),
        Column::number(words.rejected),
        Column::text(words.created_at),
        Column::text(words.author),
    ];
    let rows: Vec<_> = imports.into_iter().map(|view| view! { <Row view/> }).collect();
    view! { <Card title=words.past flush=true><Table caption=words.past caption_hidden=true columns dense=true>{rows}</Table></Card> }
        .into_any()
}

#[component]
fn Row(view: ImportView) -> impl IntoView {
    let words = lang::use_words().imports();
    let counts = view
        .report
        .as_ref()
        .map(|it| [it.read, it.created, it.updated, it.rejected]);
    let counts = (0..4)
        .map(|place| view! { <td class="num">{counts.map(|counts| counts[place])}</td> })
        .collect_view();
    let dry = view.report.as_ref().is_some_and(|report| report.dry_run);
    view! {
        <tr>
            <th scope="row"><a href=routes::import(view.id)>{view.file_name.clone()}</a></th>
            <td>{words.kind_named(view.kind.code())}</td>
            <td>{view.session.clone()}</td>
            <td>
                <StateBadge view=view.clone()/>
                {dry.then(|| view! { " " <Badge text=words.dry/> })}
            </td>
            {counts}
            <td>{view.created.clone()}</td>
            <td>{view.author.clone()}</td>
        </tr>
    }
}
