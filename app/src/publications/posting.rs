//! The lists a centre prints and posts.

use super::calls::lists_of_jury;
use crate::lang;
use crate::parts::{Card, Column, Definition, DefinitionList, PageHeader, Table};
use crate::refusal::RefusedPage;
use domain::{JuryId, Mention};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use wire::PostingList;
use words::fill;
use words::results::Results;

stylance::import_crate_style!(css, "src/publications/posting.module.css");

/// `/jurys/:id/affichage`.
#[component]
pub fn PostingPage() -> impl IntoView {
    let words = lang::use_words();
    let params = use_params_map();
    // An address without a number is a jury that does not exist.
    let id = move || {
        JuryId(
            params
                .with(|params| params.get("id"))
                .and_then(|id| id.parse().ok())
                .unwrap_or_default(),
        )
    };
    let list = Resource::new(id, lists_of_jury);
    view! {
        <Title text=words.results().posting_title/>
        <Suspense fallback=move || view! { <p>{words.common().loading}</p> }>
            {move || Suspend::new(async move {
                match list.await {
                    Ok(list) => view! { <Lists list/> }.into_any(),
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Lists(list: PostingList) -> impl IntoView {
    let words = lang::use_words().results();
    let over = fill(words.posting_jury, &[("code", &list.code)]);
    let (admitted, group2) = (list.admitted, list.group2);
    view! {
        <PageHeader title=words.posting_title over=over lead=list.label/>
        <p class=css::hint>{words.posting_print}</p>
        <DefinitionList>
            <Definition term=words.posting_session>{format!("{} · {}", list.academy, list.session)}</Definition>
            <Definition term=words.posting_qualification>{list.qualification}</Definition>
            {list.centre.map(|centre| view! { <Definition term=words.posting_centre>{centre}</Definition> })}
        </DefinitionList>
        <Names title=words.posting_admitted names=admitted mentions=true/>
        <Names
            title=words.posting_group2
            names=group2.into_iter().map(|name| (name, None)).collect()
            mentions=false
        />
        <p>{words.posting_note}</p>
        <p>{fill(words.posting_drawn_up, &[("when", &list.drawn_up)])}</p>
        <p class=css::signature>{words.posting_signature}</p>
    }
    .into_any()
}

#[component]
fn Names(title: &'static str, names: Vec<(String, Option<Mention>)>, mentions: bool) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words().results();
    let empty = names.is_empty();
    let caption = format!("{title} ({})", names.len());
    let mut columns = vec![Column::text(words.posting_name)];
    if mentions {
        columns.push(Column::text(words.posting_mention));
    }
    let row = move |(name, mention): (String, Option<Mention>)| {
        let mention = mentions.then(|| view! { <td>{mention.map(|mention| Results::mention(lang, mention))}</td> });
        view! { <tr><th scope="row">{name}</th>{mention}</tr> }
    };
    if empty {
        return view! { <Card title=title><p>{words.posting_none}</p></Card> }.into_any();
    }
    view! {
        <div class=css::list>
            <Card flush=true>
                <Table caption columns dense=true>{names.into_iter().map(row).collect_view()}</Table>
            </Card>
        </div>
    }
    .into_any()
}
