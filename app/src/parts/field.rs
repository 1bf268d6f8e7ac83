//! One question of a form: label, hint, error and control, tied together.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/field.module.css");

/// One answer of a select or of a radio group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A choice from its two faces.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// Kind of control.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Control {
    /// One line of text.
    #[default]
    Text,
    /// Hidden text; never filled back in.
    Password,
    /// Text to look for.
    Search,
    /// A day, sent as `2026-06-30`.
    Date,
    /// A day and a time without zone, sent as `2026-07-04T10:00`.
    DateTime,
    /// A file; the accepted kinds as in the `accept` attribute.
    File(&'static str),
    /// Several lines; how many are shown.
    TextArea(u8),
    /// One of a list.
    Select(Vec<Choice>),
    /// Yes or no, sent as `on`; the value `on` ticks it.
    Checkbox,
}

/// Width of a control: it tells how much is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// A mark, a code.
    Short,
    /// A number, a date.
    Medium,
    /// A sentence.
    #[default]
    Full,
}

impl Size {
    const fn class(self) -> &'static str {
        match self {
            Size::Short => css::short,
            Size::Medium => css::medium,
            Size::Full => css::full,
        }
    }
}

/// A labelled control. `id` is `name` unless given; hint and error hang from it.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(optional)] control: Control,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] size: Size,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
    #[prop(optional)] readonly: bool,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] inputmode: Option<&'static str>,
    #[prop(optional, into)] pattern: Option<&'static str>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
) -> impl IntoView {
    let words = use_words();
    let id = id.unwrap_or_else(|| name.clone());
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let has_hint = hint.is_some();
    let faulty = move || error.with(|error| error.is_some());
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || described_by(has_hint.then_some(&*hint_id), faulty().then_some(&*error_id))
    };
    let invalid = move || faulty().then_some("true");
    let typed = move |text: String| {
        if let Some(on_input) = on_input {
            on_input.run(text);
        }
    };
    let checkbox = control == Control::Checkbox;
    let class = stylance::classes!(css::control, size.class());
    let control = match control {
        Control::TextArea(rows) => view! {
            <textarea id=id.clone() name=name class=class rows=rows.to_string() required=required readonly=readonly
                maxlength=maxlength.map(|n| n.to_string()) aria-describedby=described aria-invalid=invalid
                inner_html=literal(&value) on:input=move |event| typed(event_target_value(&event))></textarea>
        }.into_any(),
        Control::Select(choices) => view! {
            <select id=id.clone() name=name class=class required=required autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid on:change=move |event| typed(event_target_value(&event))>
                {choices.into_iter().map(|choice| {
                    let selected = choice.value == value;
                    view! { <option value=choice.value selected=selected>{choice.label}</option> }
                }).collect_view()}
            </select>
        }.into_any(),
        Control::Checkbox => view! {
            <input id=id.clone() name=name type="checkbox" class=css::tick checked={value == "on"} required=required
                aria-describedby=described aria-invalid=invalid
                on:change=move |event| typed(if event_target_checked(&event) { "on".to_owned() } else { String::new() }) />
        }.into_any(),
        line => {
            let (kind, accept) = line.input();
            let value = (!matches!(line, Control::Password | Control::File(_))).then_some(value);
            view! {
                <input id=id.clone() name=name type=kind class=class value=value accept=accept required=required
                    readonly=readonly autocomplete=autocomplete inputmode=inputmode pattern=pattern
                    maxlength=maxlength.map(|n| n.to_string()) aria-describedby=described aria-invalid=invalid
                    on:input=move |event| typed(event_target_value(&event)) />
            }.into_any()
        }
    };
    let label = view! {
        <label for=id class=css::label>
            {label}
            {optional.then(|| view! { <span class=css::optional>{words.look().field_optional}</span> })}
        </label>
    };
    let hint = hint.map(|hint| view! { <span id=hint_id class=css::hint>{hint}</span> });
    let error = move || {
        let id = error_id.clone();
        error
            .get()
            .map(move |error| view! { <span id=id class=css::error><Icon glyph=Glyph::STOP />{error}</span> })
    };
    if checkbox {
        view! { <div class=css::inline>{control}<div class=css::beside>{label}{hint}{error}</div></div> }.into_any()
    } else {
        view! { <div class=css::field class=(css::faulty, faulty)>{label}{hint}{error}{control}</div> }.into_any()
    }
}

impl Control {
    const fn input(&self) -> (&'static str, Option<&'static str>) {
        match self {
            Control::Password => ("password", None),
            Control::Search => ("search", None),
            Control::Date => ("date", None),
            Control::DateTime => ("datetime-local", None),
            Control::File(accept) => ("file", Some(accept)),
            Control::Text | Control::TextArea(_) | Control::Select(_) | Control::Checkbox => ("text", None),
        }
    }
}

fn described_by(hint: Option<&str>, error: Option<&str>) -> Option<String> {
    match (hint, error) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
    }
}

/// Text as HTML: the children of a `<textarea>` are written as they are by the framework.
fn literal(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// One question with a few answers, all in sight. The id of its first answer is `name`, so that an error can lead to it.
#[component]
pub fn RadioGroup(
    #[prop(into)] legend: String,
    #[prop(into)] name: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = described_by(hint.as_ref().map(|_| &*hint_id), error.as_ref().map(|_| &*error_id));
    let faulty = error.is_some();
    view! {
        <fieldset class=css::group class=(css::faulty, faulty) aria-describedby=described>
            <legend class=css::label>{legend}</legend>
            {hint.map(|hint| view! { <span id=hint_id class=css::hint>{hint}</span> })}
            {error.map(|error| view! { <span id=error_id class=css::error><Icon glyph=Glyph::STOP />{error}</span> })}
            {choices.into_iter().enumerate().map(|(index, choice)| {
                let id = if index == 0 { name.clone() } else { format!("{name}-{index}") };
                let checked = choice.value == value;
                view! {
                    <div class=css::inline>
                        <input type="radio" id=id.clone() name=name.clone() value=choice.value checked=checked class=css::tick
                            required=required
                            on:change=move |event| if let Some(on_change) = on_change { on_change.run(event_target_value(&event)) } />
                        <label for=id class=css::answer>{choice.label}</label>
                    </div>
                }
            }).collect_view()}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_markup_stays_text() {
        assert_eq!(literal("</textarea><b>&amp;"), "&lt;/textarea>&lt;b>&amp;amp;");
    }

    #[test]
    fn hint_then_error_describe_a_control() {
        assert_eq!(described_by(None, None), None);
        assert_eq!(
            described_by(Some("a-hint"), Some("a-error")).as_deref(),
            Some("a-hint a-error")
        );
    }
}
