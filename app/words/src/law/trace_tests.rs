//! What a trace says.

use domain::{CandidateMarks, Outcome, builtin_ruleset, decide};

use super::*;
use crate::law::why_refused;

/// A candidate with `mark` everywhere but where told otherwise, and his outcome.
fn outcome(ruleset: &Ruleset, mark: &str, entries: &[(&str, &str)], orals: &[(&str, &str)]) -> Outcome {
    let mut marks = CandidateMarks::default();
    for cell in ruleset.expected(&marks.context) {
        marks.entries.insert(cell.slot, mark.parse().unwrap());
    }
    for (slot, entry) in entries {
        marks.entries.insert(slot.parse().unwrap(), entry.parse().unwrap());
    }
    for (component, entry) in orals {
        marks.group2.insert(component.parse().unwrap(), entry.parse().ok());
    }
    decide(ruleset, &marks)
}

fn told(lang: Lang, ruleset: &Ruleset, outcome: &Outcome) -> String {
    outcome
        .trace
        .iter()
        .map(|step| trace_step(lang, ruleset, step) + "\n")
        .collect::<String>()
        .replace('\u{a0}', " ")
}

#[test]
fn a_general_decision_reads_as_french() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let entries = [("HG.1", "9.98"), ("PHI", "AB"), ("EPS", "DI"), ("OPT.1", "12")];
    let outcome = outcome(&ruleset, "10", &entries, &[("PHI", "12"), ("S1", "7")]);
    let told = told(Lang::Fr, &ruleset, &outcome);
    for sentence in [
        "Histoire-géographie, première : 9,98 arrondi à 10\n",
        "Philosophie : 0 × 8 = 0 (absence non justifiée)\n",
        "Éducation physique et sportive, terminale : dispensé, hors du calcul\n",
        "Moyenne : 884 / 96 = 9,20\n",
        "Moyenne inférieure à 10 : pas d’admission\n",
        "Moyenne d’au moins 8 : accès aux oraux de contrôle\n",
        "Oral Philosophie : 12, première note 0 : 12 retenu\n",
        "Oral Spécialité 1 : 7, première note 10 : 10 retenu\n",
        "Moyenne après les oraux : 980 / 96 = 10,20\n",
        "Moyenne d’au moins 10 : admis\n",
    ] {
        assert!(told.contains(sentence), "{sentence:?} is not in\n{told}");
    }
}

#[test]
fn a_refusal_says_why() {
    let ruleset = builtin_ruleset("BCP31202").unwrap();
    let why = |lang, mark: &str, entries: &[(&str, &str)], orals: &[(&str, &str)]| {
        let outcome = outcome(&ruleset, mark, entries, orals);
        why_refused(lang, &ruleset, &outcome).map(|words| words.replace('\u{a0}', " "))
    };
    let facultative = ("UF.1", "16");
    assert_eq!(
        why(Lang::Fr, "9.5", &[facultative], &[]).unwrap(),
        "Moyenne : 243,5 / 25 = 9,74 ; Moyenne inférieure à 10 : pas d’admission ; \
         Moyenne professionnelle 9,50, au-dessous de 10 : pas d’accès aux oraux de contrôle"
    );
    assert_eq!(
        why(
            Lang::En,
            "9.5",
            &[("E2", "11"), ("E31", "11"), ("E32", "11"), ("FR", "0")],
            &[("MATH", "9")]
        )
        .unwrap(),
        "Average after the orals: 230.25 / 25 = 9.21; Average below 10: no admission"
    );
    assert_eq!(
        why(Lang::Fr, "7", &[], &[]).unwrap().rsplit(" ; ").next(),
        Some("Moyenne inférieure à 8 : pas d’accès aux oraux de contrôle")
    );
    assert!(
        why(Lang::Fr, "12", &[("E2", "AB")], &[])
            .unwrap()
            .contains("le diplôme ne peut être délivré")
    );
    assert_eq!(why(Lang::Fr, "12", &[], &[]), None);
    assert_eq!(
        told(Lang::Fr, &ruleset, &outcome(&ruleset, "10", &[facultative], &[]))
            .lines()
            .nth(12),
        Some("Épreuve facultative 1 : 16, 6 points (seuls les points au-dessus de 10 comptent)")
    );
}

#[test]
fn a_reason_is_said_to_the_office_and_not_to_a_jury() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let step = |reason: &str| TraceStep::Waived {
        slot: "GO".parse().unwrap(),
        reason: reason.into(),
    };
    let told = |lang, reason| trace_step(lang, &ruleset, &step(reason)).replace('\u{a0}', " ");
    let start = "Grand oral : note manquante levée, hors du calcul";
    assert_eq!(told(Lang::Fr, "copie perdue"), format!("{start} (copie perdue)"));
    assert_eq!(
        told(Lang::Fr, REASON_WITHHELD),
        format!("{start} (motif connu du service des examens)")
    );
    assert!(told(Lang::En, REASON_WITHHELD).ends_with("(reason known to the exam office)"));
}
