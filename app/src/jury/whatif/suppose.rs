//! The form of suppositions: thresholds to move, components to neutralise, and how far a jury would go.

use super::super::css;
use super::super::room::Room;
use super::asked::{self, Asked, Fault};
use super::judged;
use super::trial::{Neutralised, each_component};
use crate::lang::use_words;
use crate::parts::{Button, ButtonLink, Card, Column, Field, Size, Stack, Table, Variant};
use crate::{lang, routes};
use domain::{Passage, Ruleset, Threshold};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use words::{Lang, fill, law};

/// The form; it asks the same address again where no script runs.
#[component]
pub fn Suppose(room: Room, asked: RwSignal<Asked>) -> impl IntoView {
    let (lang, words) = (lang::use_lang(), use_words());
    let fault = Signal::derive(move || {
        asked.with(Asked::effort_fault).map(|fault| match fault {
            Fault::Mark(error) => law::mark_error(lang, error),
            Fault::TooMuch => words.whatif().reach_most.to_owned(),
        })
    });
    // A form without scripts shows what it was sent; until then, the usual.
    let effort = asked.with_untracked(|asked| match asked.reach.as_str() {
        "" => law::number(lang, asked.effort()),
        typed => typed.to_owned(),
    });
    let form = NodeRef::<leptos::html::Form>::new();
    Effect::new(move |_| {
        if let Some(form) = form.get_untracked() {
            let typed = room
                .view
                .with_untracked(|view| Asked::read(&fields(&form), &view.ruleset));
            // What was typed or ticked before this page woke.
            asked.update(|asked| {
                if *asked != typed {
                    *asked = typed
                }
            });
        }
    });
    let typed = Callback::new(move |text| asked.update(|asked| asked.reach = text));
    // What is typed is tried at once where scripts run.
    let press =
        move || (!room.awake()).then(|| view! { <Button variant=Variant::Primary>{words.whatif().simulate}</Button> });
    view! {
        <form node_ref=form method="get" action=routes::jury(room.id, "simulation") on:submit=|event| event.prevent_default()>
            <Stack>
                <Card title=words.whatif().thresholds note=words.whatif().thresholds_hint><Thresholds room asked/></Card>
                <Card title=words.whatif().neutralise note=words.whatif().neutralise_hint flush=true>
                    <Components room asked/>
                </Card>
                <Card title=words.whatif().effort>
                    <Field label=words.whatif().reach name=asked::REACH hint=words.whatif().reach_hint size=Size::Short
                        inputmode="decimal" value=effort error=fault on_input=typed/>
                </Card>
                <div class=css::acts>
                    {press}
                    <ButtonLink href=routes::jury(room.id, "simulation")>{words.whatif().reset}</ButtonLink>
                </div>
            </Stack>
        </form>
    }
    .into_any()
}

#[component]
fn Thresholds(room: Room, asked: RwSignal<Asked>) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let fields = room.view.with_untracked(|view| {
        let field = |(threshold, law): (Threshold, domain::Mark)| {
            let name = asked::name(threshold);
            let hint = fill(words.whatif().law_says, &[("mark", &law::number(lang, law))]);
            let typed = asked.with_untracked(|asked| asked.thresholds.get(&threshold).cloned().unwrap_or_default());
            let fault = Signal::derive(move || {
                asked.with(|asked| asked.fault(threshold)).map(|fault| law::mark_error(lang, fault))
            });
            let input = Callback::new(move |text: String| {
                asked.update(|asked| {
                    if text.trim().is_empty() {
                        asked.thresholds.remove(&threshold);
                    } else {
                        asked.thresholds.insert(threshold, text);
                    }
                });
            });
            view! {
                <Field label=label(lang, &view.ruleset, threshold) name=name hint=hint value=typed error=fault size=Size::Short
                    inputmode="decimal" on_input=input/>
            }
        };
        view.ruleset.thresholds().into_iter().map(field).collect::<Vec<_>>()
    });
    view! { <div class=css::thresholds>{fields}</div> }
}

/// What a threshold opens, in words.
fn label(lang: Lang, ruleset: &Ruleset, threshold: Threshold) -> String {
    let words = lang.words().whatif();
    let orals = || ruleset.group2.as_ref().map_or("", |group2| group2.label.as_str());
    let passage = |passage: Passage| match passage {
        Passage::Admitted => words.admission.to_owned(),
        Passage::Group2 => fill(words.second, &[("label", orals())]),
    };
    match threshold {
        Threshold::Gate(_, to) => passage(to),
        Threshold::Bloc(_, to, bloc) => {
            let bloc = ruleset.bloc(bloc).map_or("", |bloc| bloc.label.as_str());
            fill(words.bloc, &[("what", &passage(to)), ("bloc", bloc)])
        }
        Threshold::Orals => fill(words.orals, &[("label", orals())]),
        Threshold::Mention(of) => {
            let mention = law::mention(lang, of).to_ascii_lowercase();
            fill(words.mention, &[("mention", &mention)])
        }
        Threshold::Floor(at) => {
            let components = ruleset.floors.get(at).map_or(&[][..], |floor| &floor.components);
            let labels: Vec<&str> = components.iter().filter_map(|code| ruleset.label(*code)).collect();
            fill(words.floor, &[("components", &labels.join(", "))])
        }
        Threshold::Certificate => ruleset
            .certificate
            .as_ref()
            .map_or_else(String::new, |it| it.label.clone()),
    }
}

#[component]
fn Components(room: Room, asked: RwSignal<Asked>) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words().whatif();
    let all = Memo::new(move |_| {
        judged(room, |view, outcomes| {
            each_component(&view.ruleset, &view.candidates, outcomes)
        })
    });
    let columns = vec![
        Column::hidden(words.out),
        Column::text(words.component),
        Column::number(words.coefficient),
        Column::number(words.settled),
        Column::number(words.better),
        Column::number(words.worse),
    ];
    // The rows stay, with the focus in them; the figures follow.
    let components = all.with_untracked(Clone::clone);
    let row = move |(at, one): (usize, Neutralised)| {
        let code = one.component;
        let id = format!("sans-{code}");
        let name = fill(words.neutralise_one, &[("label", &one.label)]);
        let ticked = asked.with_untracked(|asked| asked.without.contains(&code));
        let change = move |event: leptos::ev::Event| {
            let on = event_target_checked(&event);
            asked.update(|asked| {
                if on {
                    asked.without.insert(code);
                } else {
                    asked.without.remove(&code);
                }
            });
        };
        let figure = move |which: fn(&Neutralised) -> usize| move || all.with(|all| all.get(at).map_or(0, which));
        view! {
            <tr>
                <td>
                    <input id=id.clone() type="checkbox" name=asked::WITHOUT value=code.to_string() aria-label=name class=css::tick
                        checked=ticked on:change=change/>
                </td>
                <th scope="row"><label for=id>{one.label}</label></th>
                <td class="num">{law::number(lang, one.coefficient)}</td>
                <td class="num">{figure(|one| one.settled)}</td>
                <td class="num">{figure(|one| one.better)}</td>
                <td class="num">{figure(|one| one.worse)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = components.into_iter().enumerate().map(row).collect();
    view! {
        <div class=css::components><Table caption=words.better_hint columns dense=true>{rows}</Table></div>
    }
}

/// What stands in the fields of a form, as the query it would ask.
fn fields(form: &web_sys::HtmlFormElement) -> String {
    let Ok(all) = form.query_selector_all("input") else {
        return String::new();
    };
    let fields = (0..all.length()).filter_map(|n| all.get(n)?.dyn_into::<web_sys::HtmlInputElement>().ok());
    let sent = fields.filter(|field| field.type_() != "checkbox" || field.checked());
    let pairs = sent.map(|field| asked::pair(&field.name(), &field.value()));
    pairs.collect::<Vec<_>>().join("&")
}
