//! `/bureau/imports/{id}`: how far an import is, and what it found (compte rendu).

use super::calls::import_job;
use super::progress::Running;
use super::state_of;
use crate::live::{Alive, handed};
use crate::parts::{
    Badge, Banner, Breadcrumb, Button, ButtonLink, Card, Column, Crumb, Definition, DefinitionList, Glyph, PageHeader,
    Stack, Table, Tone, Variant,
};
use crate::refusal::RefusedPage;
use crate::{lang, routes};
use domain::JobId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use wire::{ImportLine, ImportReport, ImportView, JobState, Weight};
use words::exchanges::import_message;
use words::fill;

/// Lines shown; the file holds all that were kept.
const SHOWN: usize = 200;

const REFRESH: &str = "<meta http-equiv=\"refresh\" content=\"2\">";

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        JobId(
            params
                .with(|params| params.get("id"))
                .and_then(|id| id.parse().ok())
                .unwrap_or_default(),
        )
    };
    let job = Resource::new(id, import_job);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match job.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(view) => view! { <Import view/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Import(view: ImportView) -> impl IntoView {
    let words = lang::use_words().imports();
    let title = fill(words.import_of, &[("file", &view.file_name)]);
    let (tone, glyph, state) = state_of(&view);
    let at_work = !view.state.is_over();
    let running = view.clone();
    let bar = at_work.then(|| {
        view! {
            <Card><Alive given=handed(&running)><Running view=running/></Alive></Card>
            // Without scripts the page asks again by itself.
            <noscript inner_html=REFRESH></noscript>
        }
    });
    let note = note(&view).map(|(tone, text)| view! { <Banner tone><p>{text}</p></Banner> });
    let report = view
        .report
        .clone()
        .filter(|_| !at_work)
        .map(|report| view! { <Report id=view.id report/> });
    view! {
        <Title text=title.clone()/>
        <Breadcrumb crumbs=vec![Crumb::new(routes::IMPORTS, words.title)] current=view.file_name.clone()/>
        <PageHeader title=title over=words.kind_named(view.kind.code()) actions=view! { <Actions view=view.clone()/> }.into_any()/>
        <Stack>
            {note}
            {bar}
            <Card>
                <DefinitionList>
                    <Definition term=words.state><Badge tone glyph text=state/></Definition>
                    {view.session.clone().map(|session| view! { <Definition term=words.session>{session}</Definition> })}
                    <Definition term=words.author>{view.author.clone()}</Definition>
                    <Definition term=words.created_at>{view.created.clone()}</Definition>
                    {view.started.clone().map(|at| view! { <Definition term=words.started_at>{at}</Definition> })}
                    {view.ended.clone().map(|at| view! { <Definition term=words.ended_at>{at}</Definition> })}
                    {view.lasted_ms.filter(|_| !at_work).map(|ms| view! { <Definition term=words.lasted>{lasted(ms)}</Definition> })}
                </DefinitionList>
            </Card>
            {report}
        </Stack>
    }
}

/// What to know before reading on.
fn note(view: &ImportView) -> Option<(Tone, &'static str)> {
    let words = lang::use_words().imports();
    let (refused, dry) = view
        .report
        .as_ref()
        .map_or((false, false), |report| (report.refused, report.dry_run));
    match view.state {
        JobState::Failed if refused => Some((Tone::Error, words.refused_note)),
        JobState::Failed => Some((Tone::Error, words.failed_note)),
        JobState::Cancelled if view.resumable => Some((Tone::Warning, words.cancelled_note)),
        JobState::Done if dry => Some((Tone::Info, words.dry_note)),
        _ => None,
    }
}

fn lasted(ms: i64) -> String {
    let words = lang::use_words().imports();
    match ms {
        0..1_000 => fill(words.milliseconds, &[("n", &ms.to_string())]),
        1_000..60_000 => fill(words.seconds, &[("n", &(ms / 1_000).to_string())]),
        _ => fill(
            words.minutes,
            &[("m", &(ms / 60_000).to_string()), ("s", &(ms / 1_000 % 60).to_string())],
        ),
    }
}

#[component]
fn Actions(view: ImportView) -> impl IntoView {
    let words = lang::use_words().imports();
    let cancel = (!view.state.is_over()).then(|| {
        view! {
            <form method="post" action=routes::cancel_import(view.id)>
                <Button variant=Variant::Danger glyph=Glyph::STOP>{words.cancel}</Button>
            </form>
        }
    });
    let resume = view.resumable.then(|| {
        view! {
            <form method="post" action=routes::resume_import(view.id)>
                <Button variant=Variant::Primary glyph=Glyph::NEXT>{words.resume}</Button>
            </form>
        }
    });
    view! { {cancel} {resume} }
}

#[component]
fn Report(id: JobId, report: ImportReport) -> impl IntoView {
    let words = lang::use_words().imports();
    let counts = [
        (words.read, report.read),
        (words.created, report.created),
        (words.updated, report.updated),
        (words.same, report.same),
        (words.skipped, report.skipped),
        (words.rejected, report.rejected),
    ];
    let total = report.lines.len() as u64 + report.beyond;
    let lines = if report.lines.is_empty() {
        view! { <p>{words.clean}</p> }.into_any()
    } else {
        let columns = vec![
            Column::number(words.line),
            Column::text(words.element),
            Column::text(words.weight),
            Column::text(words.message),
            Column::text(words.code),
        ];
        let rows: Vec<_> = report
            .lines
            .iter()
            .take(SHOWN)
            .map(|line| view! { <Line line=line.clone()/> })
            .collect();
        let more = (total > rows.len() as u64).then(|| {
            let text = fill(
                words.shown,
                &[("n", &rows.len().to_string()), ("total", &total.to_string())],
            );
            view! { <p>{text}</p> }
        });
        view! {
            <Table caption=words.report caption_hidden=true columns dense=true>{rows}</Table>
            {more}
            <p>
                <ButtonLink href=routes::import_csv(id) glyph=Glyph::DOWNLOAD>{words.download}</ButtonLink>
            </p>
        }
        .into_any()
    };
    view! {
        <Card title=words.report>
            <Stack>
                <DefinitionList wide=true>
                    {counts.map(|(term, count)| view! { <Definition term>{count}</Definition> }).collect_view()}
                </DefinitionList>
                {lines}
            </Stack>
        </Card>
    }
}

#[component]
fn Line(line: ImportLine) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words().imports();
    let (tone, weight) = match line.weight {
        Weight::Warning => (Tone::Info, words.warning),
        Weight::Skip => (Tone::Neutral, words.skip),
        Weight::Error => (Tone::Warning, words.error),
        Weight::Fatal => (Tone::Error, words.fatal),
    };
    let message = import_message(lang, &line.code, &line.value);
    view! {
        <tr>
            <td class="num">{(line.line > 0).then_some(line.line)}</td>
            <td>{line.element}</td>
            <td><Badge tone text=weight/></td>
            <td>{message}</td>
            <td class="code">{line.code}</td>
        </tr>
    }
}
