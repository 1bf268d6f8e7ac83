//! The text of a ruleset checked before anybody uses it.

use super::parts::{BackHere, OfficeHeader};
use crate::page::use_form;
use crate::parts::{Banner, Button, Card, Control, Field, Stack, Tone, Variant};
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use words::fill;

/// `/bureau/reglements/verifier`.
#[component]
pub fn CheckRulesetPage() -> impl IntoView {
    let words = lang::use_words();
    let w = words.rules();
    let form = use_form(routes::OFFICE_CHECK);
    let faults = form.refused().map(|refused| {
        let sentence = |fault: &wire::FieldError| words.errors().field(&fault.code, &fault.value);
        let lines: Vec<String> = refused.fields.iter().map(sentence).collect();
        let title = fill(w.faults, &[("n", &lines.len().to_string())]);
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <Banner tone=Tone::Error title=title><ul>{lines}</ul></Banner> }
    });
    view! {
        <Title text=w.check/>
        <OfficeHeader title=w.check session=None tab=routes::OFFICE_RULES lead=w.check_lead/>
        <Stack>
            {faults}
            <Card title=w.check>
                <form method="post" action=routes::OFFICE_CHECK>
                    <Stack>
                        <BackHere/>
                        <Field label=w.paste name="text" control=Control::TextArea(20) hint=w.paste_hint
                            value=form.typed("text")/>
                        <div><Button variant=Variant::Primary>{w.verify}</Button></div>
                    </Stack>
                </form>
            </Card>
        </Stack>
    }
}
