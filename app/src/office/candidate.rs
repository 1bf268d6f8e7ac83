//! A candidate: who he is, his marks with where they come from, and all that was done.

use super::acts::{History, decision_text};
use super::calls::candidate_file;
use super::candidates::Flags;
use super::css;
use super::parts::{BackHere, Here, day, loaded, state_text};
use super::situation_facts::SituationFacts;
use crate::page::use_form;
use crate::parts::{
    Breadcrumb, Button, ButtonLink, Card, Column, Columns, Control, Crumb, Definition, DefinitionList, Field,
    PageHeader, Stack, Table, Variant,
};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::ApplicationId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use wire::{CandidateFile, FileMark};
use words::{Words, fill};

/// `/bureau/candidats/{id}`.
#[component]
pub fn CandidatePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())));
    let file = Resource::new(move || id.get(), |id| candidate_file(id.unwrap_or(ApplicationId(0))));
    view! { {loaded(file, |file| view! { <File file/> }.into_any())} }
}

#[component]
fn File(file: CandidateFile) -> impl IntoView {
    let words = lang::use_words();
    let w = words.office();
    let here = Here::now();
    let crumbs = vec![
        Crumb::new(here.link(routes::OFFICE), w.place),
        Crumb::new(here.link(routes::OFFICE_CANDIDATES), w.tab_candidates),
    ];
    let name = file.who.name.clone();
    let (red_list, presumed_fraud) = (file.who.red_list, file.who.presumed_fraud);
    let base = routes::candidate(file.who.application);
    let (marks, history) = (file.marks.clone(), file.history.clone());
    let over = file.session.label.clone();
    view! {
        <Title text=name.clone()/>
        <Breadcrumb crumbs current=name.clone()/>
        <PageHeader title=name over actions=view! { <Flags red_list presumed_fraud/> }.into_any()/>
        <Stack>
            <Columns>
                <Identity file=file.clone()/>
                <Candidacy file/>
            </Columns>
            <Marks marks/>
            <Columns>
                <Flag action=format!("{base}/liste-rouge") set=red_list title=w.red_list hint=w.red_list_hint
                    on=w.red_list_on off=w.red_list_off id="red"/>
                <Flag action=format!("{base}/fraude") set=presumed_fraud title=w.presumed_fraud hint=w.presumed_fraud_hint
                    on=w.fraud_on off=w.fraud_off id="fraud"/>
            </Columns>
            <History title=w.candidate_history events=history/>
        </Stack>
    }
}

#[component]
fn Identity(file: CandidateFile) -> impl IntoView {
    let w = lang::use_words().office();
    let sex = match file.sex.as_str() {
        "1" | "M" => w.male,
        "2" | "F" => w.female,
        _ => w.unknown,
    };
    let optional = |term: &'static str, value: Option<String>| {
        value.map(|value| view! { <Definition term=term>{value}</Definition> })
    };
    view! {
        <Card title=w.identity>
            <DefinitionList>
                <Definition term=w.number><span class="code">{file.who.number}</span></Definition>
                {optional(w.national_id, file.national_id)}
                {optional(w.usual_name, file.usual_name)}
                {optional(w.other_names, file.other_names)}
                <Definition term=w.sex>{sex}</Definition>
                <Definition term=w.born>{day(&file.who.birth_date)}</Definition>
                <Definition term=w.birth_place>{file.birth_place}</Definition>
            </DefinitionList>
        </Card>
    }
}

#[component]
fn Candidacy(file: CandidateFile) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    let here = Here::now();
    let qualification = match (file.who.ruleset, file.qualification) {
        (Some(code), Some(label)) => format!("{code} · {label}"),
        _ => w.not_registered.to_string(),
    };
    let jury = file.jury.map(|(id, code, state)| {
        let href = here.link(&format!("{}/{id}", routes::OFFICE_JURIES));
        view! { <Definition term=w.jury><a href=href>{code}</a>" · "{state_text(words, state)}</Definition> }
    });
    let optional = |term: &'static str, value: Option<String>| {
        value.map(|value| view! { <Definition term=term>{value}</Definition> })
    };
    let change = file.situation_open.then(|| {
        let href = here.link(&routes::situation(file.who.application));
        view! { <ButtonLink href=href small=true>{words.situation().change}</ButtonLink> }.into_any()
    });
    let decision = file
        .decision
        .map(|(decision, mention)| decision_text(lang, decision, mention));
    let establishment = format!("{} ({})", file.who.establishment, file.uai);
    view! {
        <Card title=w.application nostrip:actions=change>
            <DefinitionList>
                <Definition term=w.establishment>{establishment}</Definition>
                <Definition term=w.division>{file.who.division}</Definition>
                <Definition term=w.mef><span class="code">{file.mef}</span></Definition>
                <Definition term=w.qualification>{qualification}</Definition>
                <SituationFacts situation=file.situation/>
                {optional(w.anonymity, file.anonymity.map(|number| number.spaced()))}
                {jury}
                {optional(w.decision, decision)}
            </DefinitionList>
        </Card>
    }
}

#[component]
fn Marks(marks: Vec<FileMark>) -> impl IntoView {
    let words = lang::use_words();
    let w = words.office();
    let here = Here::now();
    let columns = vec![
        Column::text(w.component),
        Column::number(w.mark),
        Column::text(w.provenance),
        Column::text(w.written),
    ];
    view! {
        <Card title=w.marks flush=true>
            <Table caption=w.marks caption_hidden=true columns dense=true>
                {marks.into_iter().map(|mark| {
                    let raised = mark.raised.as_ref().map(|(entry, reason)| {
                        fill(w.raised_to, &[("mark", &entry.french()), ("reason", reason)])
                    });
                    let value = match mark.entry {
                        Some(entry) => entry.french(),
                        None if mark.required => w.missing_one.to_string(),
                        None => String::new(),
                    };
                    let written = mark.at.as_ref().zip(mark.by.as_ref()).map(|(at, by)| format!("{at}, {by}"));
                    view! {
                        <tr>
                            <th scope="row"><span class=css::name>{mark.slot.label.clone()}" "<span class="code">{mark.slot.slot.to_string()}</span></span></th>
                            <td class="num">{value}</td>
                            <td>{provenance(words, here, &mark)}{raised.map(|text| view! { <br/>{text} })}</td>
                            <td>{written}</td>
                        </tr>
                    }
                }).collect_view()}
            </Table>
        </Card>
    }
}

fn provenance(words: Words, here: Here, mark: &FileMark) -> impl IntoView + use<> {
    let w = words.office();
    let conserved = mark
        .conserved
        .map(|sessions| fill(w.conserved, &[("n", &sessions.to_string())]));
    let imported = mark.imported.then_some(w.imported_mark);
    let lot = mark.lot.as_ref().filter(|_| !mark.imported).map(|(id, label, state)| {
        let href = here.link(&format!("{}/{id}", routes::OFFICE_LOTS));
        let state = match state {
            wire::LotState::Open => w.lot_open,
            wire::LotState::Locked => w.lot_locked,
            wire::LotState::Discharged => w.lot_discharged,
        };
        view! { <a href=href>{label.clone()}</a>" · "{state} }
    });
    view! { {imported}{conserved.map(|text| format!(" {text}"))}{lot} }
}

#[component]
fn Flag(
    #[prop(into)] action: String,
    set: bool,
    title: &'static str,
    hint: &'static str,
    on: &'static str,
    off: &'static str,
    id: &'static str,
) -> impl IntoView {
    let w = lang::use_words().office();
    let form = use_form(&action);
    let (label, value, variant) = if set {
        (off, "off", Variant::Secondary)
    } else {
        (on, "on", Variant::Danger)
    };
    view! {
        <Card title=title note=hint>
            {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
            <form method="post" action=action.clone()>
                <Stack tight=true>
                    <BackHere/>
                    <input type="hidden" name="set" value=value/>
                    <Field label=w.reason name="reason" id=format!("{id}-reason") control=Control::TextArea(2) value=form.typed("reason")
                        error=form.error("reason") hint=w.reason_hint maxlength=500 required=true/>
                    <div><Button variant=variant>{label}</Button></div>
                </Stack>
            </form>
        </Card>
    }
}
