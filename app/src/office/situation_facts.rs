//! What is set in the situation of a candidate, in words; what is not set is not told.

use crate::lang;
use crate::parts::Definition;
use domain::Sanction;
use leptos::prelude::*;
use wire::{Situation, SlotRef};
use words::{fill, law};

/// Pairs of a list of definitions.
#[component]
pub fn SituationFacts(situation: Situation) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().situation();
    let pair = |label: &str, value: &str| fill(w.fact, &[("label", label), ("value", value)]);
    let options = situation.options.iter().map(|option| {
        let (mark, coef) = (law::number(lang, option.mark), law::number(lang, option.coef));
        let values = [("label", &*option.label), ("mark", &mark), ("coef", &coef)];
        fill(w.option_fact, &values)
    });
    let facultative = situation.facultative.iter().map(|entry| law::number(lang, entry));
    let of = |cell: &SlotRef, value: &str| pair(&cell.label, value);
    let provisional = situation.provisional.iter();
    let provisional = provisional.map(|(cell, mark)| of(cell, &law::number(lang, mark)));
    let waived = situation.waived.iter().map(|(cell, reason)| of(cell, reason));
    let specialities = situation.specialities.iter();
    let specialities = specialities.map(|(component, speciality)| pair(component, speciality));
    let one = |text: Option<String>| text.into_iter().collect::<Vec<String>>();
    let category = situation.category.map(|it| law::category(lang, it).to_owned());
    let sanction = situation
        .sanction
        .map(|it: Sanction| law::sanction(lang, it).to_owned());
    let facts = [
        (w.category, one(category)),
        (w.specialities, specialities.collect()),
        (w.options, options.collect()),
        (w.facultative, facultative.collect()),
        (w.chosen, situation.chosen.clone()),
        (w.later, situation.later.clone()),
        (w.regime, one(situation.regime.clone())),
        (w.renounced, situation.renounced.clone()),
        (w.provisional_title, provisional.collect()),
        (w.waived_title, waived.collect()),
        (w.sanction, one(sanction)),
    ];
    let told = facts.into_iter().filter(|(_, values)| !values.is_empty());
    told.map(|(term, values)| view! { <Definition term=term>{lines(values)}</Definition> })
        .collect_view()
}

fn lines(values: Vec<String>) -> impl IntoView {
    let line = |(at, value): (usize, String)| {
        let fresh = (at > 0).then(|| view! { <br/> });
        view! { {fresh}{value} }
    };
    values.into_iter().enumerate().map(line).collect_view()
}
