//! The form that sends a file.

use crate::page::use_form;
use crate::parts::{
    Button, Card, Choice, Control, ErrorSummary, Field, FieldError, Glyph, RadioGroup, Size, Stack, Variant,
};
use crate::refusal::sentence;
use crate::{lang, routes};
use leptos::prelude::*;
use wire::{ImportKind, ImportsView};
use words::fill;

/// Posts to the same address as the page; works without scripts.
#[component]
pub(super) fn FileForm(view: ImportsView) -> impl IntoView {
    let words = lang::use_words().imports();
    let form = use_form(routes::IMPORTS);
    let kinds = ImportKind::ALL.map(|kind| {
        let label = match kind {
            ImportKind::Siecle => words.kind_siecle,
            ImportKind::Marks => words.kind_marks,
            ImportKind::Places => words.kind_places,
        };
        Choice::new(kind.code(), label)
    });
    let typed_kind = form.typed("kind");
    let kind = if typed_kind.is_empty() {
        ImportKind::Siecle.code().to_string()
    } else {
        typed_kind
    };
    let size = fill(words.file_hint, &[("size", &(view.max_upload >> 20).to_string())]);
    let sessions: Vec<_> = view
        .sessions
        .iter()
        .map(|(code, label)| Choice::new(code, format!("{label} ({code})")))
        .collect();
    let session = if sessions.is_empty() {
        view! { <p>{words.no_session}</p> }.into_any()
    } else {
        view! {
            <Field
                label=words.session
                name="session"
                control=Control::Select(sessions)
                value=form.typed("session")
                error=form.error("session")
                size=Size::Medium
            />
        }
        .into_any()
    };
    let refused = form.refused().map(|refused| {
        let words = lang::use_words();
        let mut errors: Vec<_> = refused
            .fields
            .iter()
            .map(|fault| FieldError::new(fault.field.clone(), words.errors().field(&fault.code, &fault.value)))
            .collect();
        if errors.is_empty() {
            errors.push(FieldError::new("file", sentence(&refused)));
        }
        view! { <ErrorSummary title=words.errors().field("invalid", "") errors/> }
    });
    view! {
        <Card title=words.new>
            {refused}
            <form method="post" action=routes::IMPORTS enctype="multipart/form-data">
                <Stack>
                    <RadioGroup legend=words.kind name="kind" choices=kinds.to_vec() value=kind nostrip:error=form.error("kind") required=true/>
                    {session}
                    <Field
                        label=words.uai
                        name="uai"
                        value=form.typed("uai")
                        hint=words.uai_hint
                        error=form.error("uai")
                        size=Size::Medium
                        maxlength=8
                        optional=true
                    />
                    <Field label=words.dry_run name="dry_run" control=Control::Checkbox value=form.typed("dry_run")/>
                    <Field
                        label=words.file
                        name="file"
                        control=Control::File(".xml,.csv,text/csv,application/xml")
                        hint=size
                        error=form.error("file")
                        required=true
                    />
                    <Button variant=Variant::Primary glyph=Glyph::UPLOAD>{words.submit}</Button>
                </Stack>
            </form>
        </Card>
    }
}
