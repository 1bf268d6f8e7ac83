//! The rulesets of the program.

use super::calls::rulesets_view;
use super::css;
use super::parts::{Here, OfficeHeader, loaded, use_asked, use_asked_text};
use super::ruleset_sheet::Sheet;
use crate::parts::{Badge, ButtonLink, Card, Column, Columns, Glyph, Stack, Table, Tone};
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{RulesetLine, RulesetsView};
use words::fill;

/// `/bureau/reglements`.
#[component]
pub fn RulesetsPage() -> impl IntoView {
    let (asked, code) = (use_asked(), use_asked_text("code"));
    let rulesets = Resource::new(
        move || (asked.get(), code.get()),
        |(session, code)| rulesets_view(session, (!code.is_empty()).then_some(code)),
    );
    let words = lang::use_words();
    view! {
        <Title text=words.rules().title/>
        {loaded(rulesets, |rulesets| view! { <Rulesets rulesets/> }.into_any())}
    }
}

#[component]
fn Rulesets(rulesets: RulesetsView) -> impl IntoView {
    let w = lang::use_words().rules();
    let here = Here::now();
    let RulesetsView { session, lines, sheet } = rulesets;
    let header = view! { <OfficeHeader title=w.title session=session.clone() tab=routes::OFFICE_RULES lead=w.lead/> };
    if let Some(sheet) = sheet {
        return view! { {header}<Sheet session sheet/> }.into_any();
    }
    let columns = vec![
        Column::text(w.code),
        Column::text(w.qualification),
        Column::number(w.candidates),
        Column::text(w.standing),
    ];
    view! {
        {header}
        <Stack>
            <Columns>
                <ButtonLink href=here.link(routes::OFFICE_COMPARE)>{w.compare}</ButtonLink>
                <ButtonLink href=here.link(routes::OFFICE_CHECK)>{w.check}</ButtonLink>
            </Columns>
            <Card title=w.list flush=true>
                <Table caption=w.list caption_hidden=true columns>
                    {lines.into_iter().map(|line| view! { <Line line here/> }).collect_view()}
                </Table>
            </Card>
        </Stack>
    }
    .into_any()
}

#[component]
fn Line(line: RulesetLine, here: Here) -> impl IntoView {
    let w = lang::use_words().rules();
    let standing = match line.frozen {
        Some(at) => {
            let text = fill(w.frozen, &[("at", &at)]);
            view! { <Badge tone=Tone::Info glyph=Glyph::LOCK text/> }.into_any()
        }
        None => w.not_frozen.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=here.link(&routes::ruleset(&line.code))>{line.code.clone()}</a></th>
            <td><span class=css::label>{line.label}</span></td>
            <td class="num">{line.candidates}</td>
            <td>{standing}</td>
        </tr>
    }
}
