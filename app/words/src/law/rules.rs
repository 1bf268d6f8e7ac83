//! A ruleset as people read it: its table, its rules as sentences, and what differs between two.

mod change;
mod sentences;

use domain::{ComponentKind, Ruleset};

pub use change::ruleset_change;
pub use sentences::ruleset_sentences;

use super::number;
use crate::Lang;

/// A line of the table of components.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Code: `HG.1`.
    pub code: String,
    /// Label.
    pub label: String,
    /// Nature.
    pub kind: &'static str,
    /// Coefficient; the weight of a part is in its label.
    pub coefficient: String,
    /// Step of the mark.
    pub step: String,
}

/// The components of a ruleset, without the parts of épreuves.
pub fn ruleset_rows(lang: Lang, ruleset: &Ruleset) -> Vec<Row> {
    let texts = lang.words().texts();
    let whole = |cell: &&domain::Cell| !(cell.weighted && cell.kind == ComponentKind::Epreuve);
    let row = |cell: &domain::Cell| Row {
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
    };
    ruleset.slots().iter().filter(whole).map(row).collect()
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
        let shapes = include_str!("../../../domain/tests/shapes/every_shape.toml");
        let builtin = domain::builtin().iter().map(|(_, text)| *text);
        for text in builtin.chain([shapes]) {
            let ruleset = Ruleset::from_toml(text).unwrap();
            let told = ruleset_sentences(Lang::Fr, &ruleset);
            assert!(told.iter().all(|line| !line.contains('{')), "{told:#?}");
            assert!(ruleset_rows(Lang::En, &ruleset).len() > 5);
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
