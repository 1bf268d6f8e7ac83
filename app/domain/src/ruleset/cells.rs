//! From the tables of a ruleset to the flat list of its cells.

use super::{Composite, Document, Part, RoundingLevel};
use crate::code::ComponentCode;
use crate::mark::Mark;
use crate::slot::{Cell, ComponentKind, Slot};

/// Cells `1`, `2`… of a component: its years, options or facultative épreuves.
pub(crate) fn numbered(component: ComponentCode, count: usize) -> impl Iterator<Item = Slot> {
    let part = |number: usize| number.to_string().parse().ok();
    (1..=count)
        .filter_map(part)
        .map(move |part| Slot::part(component, part))
}

/// Every part an épreuve may have: its own, or those of all specialities, each once.
fn parts<'a>(document: &'a Document, composite: &'a Composite) -> Vec<&'a Part> {
    let mut parts: Vec<&Part> = Vec::new();
    let of_specialities = document.specialities.iter().flat_map(|speciality| &speciality.parts);
    let own = composite.parts.iter();
    let all: Box<dyn Iterator<Item = &Part>> = if composite.parts.is_empty() {
        Box::new(of_specialities)
    } else {
        Box::new(own)
    };
    for part in all.flat_map(Part::leaves) {
        if !parts.iter().any(|known| known.code == part.code) {
            parts.push(part);
        }
    }
    parts
}

pub(super) fn cells(document: &Document) -> Vec<Cell> {
    let mut cells = Vec::new();
    for epreuve in &document.epreuves {
        let whole = Cell {
            slot: Slot::whole(epreuve.code),
            kind: ComponentKind::Epreuve,
            label: epreuve.label.clone(),
            coefficient: epreuve.coef,
            step: epreuve.step,
            scale: Mark::MAX,
            counted_step: epreuve.step,
            weighted: false,
        };
        let parts = epreuve.composite.iter().flat_map(|composite| {
            parts(document, composite).into_iter().map(|part| Cell {
                slot: Slot::part(epreuve.code, part.code),
                label: format!("{}, {}", epreuve.label, part.titled(composite.part_scale)),
                step: composite.part_step,
                scale: composite.part_scale.of(part.weight).unwrap_or(Mark::MAX),
                weighted: true,
                ..whole.clone()
            })
        });
        let parts: Vec<Cell> = parts.collect();
        cells.push(whole);
        cells.extend(parts);
    }
    for teaching in &document.continuous {
        let single = teaching.years.len() == 1;
        let slots = numbered(teaching.code, teaching.years.len());
        cells.extend(slots.zip(&teaching.years).map(|(slot, year)| Cell {
            slot: if single { Slot::whole(teaching.code) } else { slot },
            kind: ComponentKind::Cc,
            label: format!("{}, {}", teaching.label, year.label),
            coefficient: year.coef,
            step: teaching.step,
            scale: Mark::MAX,
            counted_step: teaching.round_up_to,
            weighted: !single && teaching.level == RoundingLevel::Cycle,
        }));
    }
    for option in &document.options {
        let slots = numbered(option.code, usize::from(option.places.get()));
        cells.extend(slots.zip(1..).map(|(slot, number)| Cell {
            slot,
            kind: ComponentKind::Option,
            label: format!("{} {number}", option.label),
            coefficient: option.coef,
            step: option.step,
            scale: Mark::MAX,
            counted_step: option.round_up_to,
            weighted: false,
        }));
    }
    for facultative in &document.facultatives {
        let slots = numbered(facultative.code, usize::from(facultative.places.get()));
        cells.extend(slots.zip(1..).map(|(slot, number)| Cell {
            slot,
            kind: ComponentKind::Facultative,
            label: format!("{} {number}", facultative.label),
            coefficient: facultative.coef,
            step: facultative.step,
            scale: Mark::MAX,
            counted_step: facultative.step,
            weighted: false,
        }));
    }
    cells
}
