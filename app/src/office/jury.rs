//! A jury for the exam office: its way, its members, its log.

use super::acts::History;
use super::calls::jury_sheet;
use super::juries::MoveOn;
use super::parts::{Here, RefusedButton, day, figure, loaded, state_text};
use crate::parts::{
    Breadcrumb, ButtonLink, Card, Column, Columns, Crumb, Definition, DefinitionList, Glyph, PageHeader, Stack, Step,
    Steps, Table,
};
use crate::{lang, routes};
use domain::{JuryId, JuryState, MinutesSigning};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use wire::JurySheet;

/// `/bureau/jurys/{id}`.
#[component]
pub fn JurySheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())));
    let sheet = Resource::new(move || id.get(), |id| jury_sheet(id.unwrap_or(JuryId(0))));
    view! { {loaded(sheet, |sheet| view! { <Sheet sheet/> }.into_any())} }
}

/// States of group 1, in order, as this session signs.
fn way(signing: MinutesSigning) -> Vec<JuryState> {
    let mut states = vec![JuryState::NotStarted];
    while let Some(next) = states.last().and_then(|state| state.next(signing)) {
        if next.to > JuryState::Locked {
            break;
        }
        states.push(next.to);
    }
    states
}

#[component]
fn Sheet(sheet: JurySheet) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    let here = Here::now();
    let JurySheet {
        session,
        jury,
        seats,
        history,
    } = sheet;
    let title = format!("{} · {}", jury.code, jury.label);
    let crumbs = vec![
        Crumb::new(here.link(routes::OFFICE), w.place),
        Crumb::new(here.link(routes::OFFICE_JURIES), w.tab_juries),
    ];
    let states = way(session.signing);
    let current = states
        .iter()
        .position(|state| *state == jury.state)
        .unwrap_or(states.len());
    let current = u32::try_from(current).unwrap_or(0);
    let steps = states
        .iter()
        .map(|state| Step::new(state.code(), words.roles().state(*state)))
        .collect();
    let export = format!("{}/{}/journal", routes::OFFICE_JURIES, jury.id);
    let lists = jury.state >= JuryState::Closed;
    let centre = jury
        .centre
        .clone()
        .map_or_else(|| w.no_centre.to_string(), |(uai, name)| format!("{name} ({uai})"));
    let signers = if jury.signers.is_empty() {
        w.not_signed.to_string()
    } else {
        jury.signers.join(", ")
    };
    let id = jury.id;
    let held_on = jury.held_on.as_deref().map(day);
    let (code, state, ruleset) = (jury.code.clone(), jury.state, jury.ruleset.clone());
    let (candidates, missing, confirmed) = (jury.candidates, jury.missing, jury.confirmed);
    let columns = vec![Column::text(w.name), Column::text(w.role)];
    view! {
        <Title text=title.clone()/>
        <Breadcrumb crumbs current=code/>
        <PageHeader title over=session.label/>
        <RefusedButton tab=routes::OFFICE_JURIES/>
        <Stack>
            <Card title=w.progress><Steps label=w.progress steps current/></Card>
            <Columns>
                <Card title=w.jury>
                    <DefinitionList>
                        <Definition term=w.state>{state_text(words, state)}</Definition>
                        <Definition term=w.qualification><span class="code">{ruleset}</span></Definition>
                        <Definition term=w.candidates>{figure(lang, candidates)}</Definition>
                        <Definition term=w.missing>{figure(lang, missing)}</Definition>
                        <Definition term=w.confirmed>{figure(lang, confirmed)}</Definition>
                        <Definition term=w.centre>{centre}</Definition>
                        <Definition term=w.held_on>{held_on}</Definition>
                        <Definition term=w.minutes>{signers}</Definition>
                        <Definition term=w.next_move><MoveOn jury/></Definition>
                    </DefinitionList>
                </Card>
                <Card title=w.members flush=true>
                    <Table caption=w.members caption_hidden=true columns>
                        {seats.into_iter().map(|seat| view! {
                            <tr><th scope="row">{seat.name}</th><td>{words.roles().of(seat.role)}</td></tr>
                        }).collect_view()}
                    </Table>
                </Card>
            </Columns>
            <Card title=w.documents note=w.export_note>
                <Stack tight=true>
                    // A download is no page of this router: the browser must ask the server for it.
                    <p><a href=export rel="external" download=format!("jury-{id}.jsonl")>{w.export_log}</a></p>
                    {lists.then(|| view! {
                        <p><ButtonLink href=routes::posting(id) glyph=Glyph::PRINT>{w.posting_list}</ButtonLink></p>
                    })}
                </Stack>
            </Card>
            <History title=w.jury_history events=history/>
        </Stack>
    }
}
