//! Words of the law: decisions, mentions, codes, refusals, and the trace of a decision.
//!
//! Labels of components come from the ruleset, in French whatever the language: they are official names.

mod errors;
mod rules;
mod situation;
mod texts;
mod told;
mod trace;
mod why;

use domain::{Decision, Domain, MarkCode, Mention, Ruleset};

pub use errors::{choice_refusal, conservation_refusal, flaw, line_error, mark_error, raise_refusal, ruleset_error};
pub use rules::{Row, ruleset_change, ruleset_rows, ruleset_sentences};
pub use situation::{category, sanction, situation_codes, situation_flaw};
pub use texts::Texts;
pub use told::Told;
pub use trace::trace_step;
pub use why::why_refused;

use crate::Lang;
use crate::table::table;

table! {
    /// What the law says.
    Law {
        admitted: "Admis" / "Passed",
        group2: "Admis à se présenter au second groupe" / "Admitted to the second group of tests",
        group2_control: "Passe l’épreuve de contrôle" / "Sits the control test",
        refused: "Refusé" / "Failed",
        refused_cert: "Refusé, certificat de fin d’études" / "Failed, certificate of studies",
        adjourned: "Ajourné" / "Failed",
        adjourned_cert: "Ajourné, certificat de fin d’études" / "Failed, certificate of studies",
        eliminated: "Éliminé" / "Eliminated",
        absent: "Absent" / "Absent",
        replacement: "Session de remplacement" / "Replacement session",
        no_final_decision: "Sans décision finale" / "No final decision",
        partial: "Unités acquises, examen non terminé" / "Units acquired, exam not complete",
        pending: "En attente d’une note" / "Waiting for a mark",
        withheld: "Résultat réservé" / "Result withheld",
        cancelled: "Examen annulé" / "Exam cancelled",

        mention_ab: "Assez bien" / "Assez bien (fairly good)",
        mention_b: "Bien" / "Bien (good)",
        mention_tb: "Très bien" / "Très bien (very good)",
        mention_tbf: "Très bien avec les félicitations du jury"
            / "Très bien (very good) with the jury’s congratulations",
        no_mention: "Sans mention" / "No mention",

        code_ab: "Absence non justifiée" / "Absent without justification",
        code_aj: "Absence justifiée" / "Absent with justification",
        code_di: "Dispensé" / "Dispensed",
        code_va: "Validé par l’expérience" / "Validated by experience",
        code_fr: "Annulé pour fraude" / "Annulled for fraud",

        mark_empty: "Aucune note saisie" / "No mark typed",
        mark_not_a_number: "Ni une note ni un code" / "Neither a mark nor a code",
        mark_negative: "Une note n’est jamais négative" / "A mark is never negative",
        mark_decimals: "Deux décimales au plus" / "Two decimals at most",
        mark_above: "Une note va de 0 à 20" / "A mark goes from 0 to 20",
        mark_above_scale: "La note va ici de 0 à {mark}" / "The mark goes from 0 to {mark} here",
        mark_unknown_code: "Code inconnu" / "Unknown code",
        mark_code_refused: "Le code {code} n’existe pas dans cet examen" / "Code {code} does not exist in this exam",
        mark_whole: "Points entiers seulement" / "Whole points only",
        mark_half: "Demi-points seulement" / "Half points only",
        mark_step: "Par pas de {step} seulement" / "Steps of {step} only",
        mark_unknown_slot: "Cette épreuve n’existe pas dans cet examen" / "This test does not exist in this exam",

        raise_unknown: "Cette épreuve n’existe pas dans cet examen" / "This test does not exist in this exam",
        raise_locked: "Le jury ne peut pas modifier cette note" / "The jury may not change this mark",
        raise_conserved: "Une note conservée ne se modifie pas" / "A conserved mark is not changed",
        raise_part: "L’épreuve se relève en entier, pas par partie" / "The test is raised as a whole, not by part",
        raise_no_mark: "Aucune note à relever" / "No mark to raise",
        raise_not_higher: "La note ne peut être que relevée au-dessus de {mark}" / "The mark may only be raised above {mark}",
    }
}

/// A decision, in the words common to all exams.
pub fn decision(lang: Lang, decision: Decision) -> &'static str {
    let law = lang.words().law();
    match decision {
        Decision::Admitted => law.admitted,
        Decision::Group2 => law.group2,
        Decision::Refused => law.refused,
        Decision::RefusedCert => law.refused_cert,
        Decision::Eliminated => law.eliminated,
        Decision::Absent => law.absent,
        Decision::Replacement => law.replacement,
        Decision::NoFinalDecision => law.no_final_decision,
        Decision::Partial => law.partial,
        Decision::Pending => law.pending,
        Decision::Withheld => law.withheld,
        Decision::Cancelled => law.cancelled,
    }
}

/// A decision, in the words of the exam: a vocational candidate is *ajourné*, never *refusé*.
pub fn decision_in(lang: Lang, ruleset: &Ruleset, of: Decision) -> &'static str {
    let law = lang.words().law();
    match (ruleset.domain, of) {
        (Domain::Bcp, Decision::Group2) => law.group2_control,
        (Domain::Bcp | Domain::Bp, Decision::Refused) => law.adjourned,
        (Domain::Bcp | Domain::Bp, Decision::RefusedCert) => law.adjourned_cert,
        _ => decision(lang, of),
    }
}

/// A mention, without the word "mention".
pub fn mention(lang: Lang, mention: Mention) -> &'static str {
    let law = lang.words().law();
    match mention {
        Mention::Ab => law.mention_ab,
        Mention::B => law.mention_b,
        Mention::Tb => law.mention_tb,
        Mention::Tbf => law.mention_tbf,
    }
}

/// What a code typed in a cell means.
pub fn mark_code(lang: Lang, code: MarkCode) -> &'static str {
    let law = lang.words().law();
    match code {
        MarkCode::AB => law.code_ab,
        MarkCode::AJ => law.code_aj,
        MarkCode::DI => law.code_di,
        MarkCode::VA => law.code_va,
        MarkCode::FR => law.code_fr,
    }
}

/// A number as the language writes it: `9,92` in French, `9.92` in English.
pub fn number(lang: Lang, number: impl std::fmt::Display) -> String {
    let text = number.to_string();
    match lang {
        Lang::Fr => text.replace('.', ","),
        Lang::En => text,
    }
}

/// `left : right`, with the no-break space French wants.
fn colon(lang: Lang, left: &str, right: &str) -> String {
    match lang {
        Lang::Fr => format!("{left}\u{a0}: {right}"),
        Lang::En => format!("{left}: {right}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocational_candidate_is_never_refused_in_words() {
        let ruleset = |code: &str| domain::builtin_ruleset(code).unwrap();
        assert_eq!(
            decision_in(Lang::Fr, &ruleset("BCP31202"), Decision::Refused),
            "Ajourné"
        );
        assert_eq!(decision_in(Lang::Fr, &ruleset("BCG24"), Decision::Refused), "Refusé");
        assert_eq!(
            decision_in(Lang::Fr, &ruleset("BCP25510"), Decision::Group2),
            "Passe l’épreuve de contrôle"
        );
    }
}
