//! A ruleset as people read it: its table, its rules as sentences, and what differs between two.

mod change;
mod sentences;

use domain::{Cell, ComponentKind, Composite, Group, Part, Ruleset};

pub use change::ruleset_change;
pub use sentences::ruleset_sentences;

use super::number;
use crate::Lang;

/// A line of the table of components.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How deep it stands: 0 for a heading or what stands under none, then what it is made of.
    pub depth: u8,
    /// Code: `HG.1`.
    pub code: String,
    /// Label.
    pub label: String,
    /// Nature.
    pub kind: &'static str,
    /// Coefficient; of a part, its weight among the others.
    pub coefficient: String,
    /// Step of the mark; empty for a heading.
    pub step: String,
}

/// The components of a ruleset as a tree: headings, épreuves, their parts and the parts of those.
pub fn ruleset_rows(lang: Lang, ruleset: &Ruleset) -> Vec<Row> {
    let texts = lang.words().texts();
    let mut rows: Vec<Row> = Vec::new();
    let mut shown: Vec<&Group> = Vec::new();
    let whole = |cell: &&Cell| !(cell.weighted && cell.kind == ComponentKind::Epreuve);
    for cell in ruleset.slots().iter().filter(whole) {
        let group = ruleset
            .groups
            .iter()
            .find(|group| group.components.contains(&cell.slot.component));
        if let Some(group) = group.filter(|group| !shown.contains(group)) {
            shown.push(group);
            rows.push(Row {
                depth: 0,
                code: group.code.to_string(),
                label: group.label.clone(),
                kind: texts.kind_group,
                coefficient: number(lang, group.coef),
                step: String::new(),
            });
        }
        let depth = u8::from(group.is_some());
        rows.push(Row {
            depth,
            code: cell.slot.to_string(),
            label: cell.label.clone(),
            kind: match cell.kind {
                ComponentKind::Epreuve => texts.kind_epreuve,
                ComponentKind::Cc => texts.kind_cc,
                ComponentKind::Option => texts.kind_option,
                ComponentKind::Facultative => texts.kind_facultative,
            },
            coefficient: number(lang, cell.coefficient),
            step: number(lang, cell.step),
        });
        if let Some(composite) = ruleset.composite(cell.slot.component) {
            parts(lang, &composite.parts, composite, depth + 1, &mut rows);
        }
    }
    rows
}

fn parts(lang: Lang, of: &[Part], composite: &Composite, depth: u8, rows: &mut Vec<Row>) {
    for part in of {
        rows.push(Row {
            depth,
            code: part.code.to_string(),
            label: part.titled(composite.part_scale),
            kind: lang.words().texts().kind_part,
            coefficient: part.weight.to_string(),
            step: number(lang, composite.part_step),
        });
        parts(lang, &part.parts, composite, depth + 1, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{builtin_ruleset, changes};

    #[test]
    fn a_reform_reads_as_french() {
        let ruleset = |code| builtin_ruleset(code).unwrap();
        let all = changes(&ruleset("BCG24"), &ruleset("BCG27"));
        let told: Vec<String> = all
            .iter()
            .map(|change| ruleset_change(Lang::Fr, change).replace('\u{a0}', " "))
            .collect();
        for sentence in [
            "coefficient de GO : 10 → 8",
            "ajouté, épreuve MATA : Mathématiques, épreuve anticipée",
            "retiré, dernière session : 2026",
        ] {
            assert!(
                told.iter().any(|line| line == sentence),
                "{sentence} is not in {told:#?}"
            );
        }
    }

    #[test]
    fn rules_read_as_sentences() {
        let shapes = include_str!("../../../domain/tests/all/every_shape.toml");
        let builtin = domain::builtin().iter().map(|(_, text)| *text);
        for text in builtin.chain([shapes]) {
            let ruleset = Ruleset::from_toml(text).unwrap();
            let told = ruleset_sentences(Lang::Fr, &ruleset);
            assert!(told.iter().all(|line| !line.contains('{')), "{told:#?}");
            assert!(ruleset_rows(Lang::En, &ruleset).len() > 5);
        }
        let tree: Vec<String> = ruleset_rows(Lang::Fr, &builtin_ruleset("BCP25303").unwrap())
            .iter()
            .map(|row| {
                format!(
                    "{}{} {} {}",
                    "  ".repeat(row.depth.into()),
                    row.code,
                    row.kind,
                    row.coefficient
                )
            })
            .collect();
        for line in [
            "E3 rubrique 10",
            "  U31 épreuve 2",
            "CO1 épreuve 1",
            "  B partie 1",
            "    BA partie 1",
        ] {
            assert!(tree.iter().any(|row| row == line), "{line} is not in {tree:#?}");
        }
        let told = ruleset_sentences(Lang::Fr, &builtin_ruleset("BTSSIO").unwrap())
            .join("\n")
            .replace('\u{a0}', " ");
        for sentence in [
            "Oraux de contrôle ouverts à une moyenne d’au moins 8, et d’au moins 10 pour « Domaine professionnel (E5, E6, E7) » (Code de l'éducation, D643-15)",
            "Absence non justifiée (AB) : compte zéro, le diplôme ne peut être délivré",
        ] {
            assert!(told.contains(sentence), "{sentence} is not in\n{told}");
        }
    }
}
