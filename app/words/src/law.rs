//! Words of the law: decisions, mentions, codes, refusals, and the trace of a decision.
//!
//! Labels of components come from the ruleset, in French whatever the language: they are official names.

mod errors;
mod rules;
mod trace;

use domain::{Decision, Domain, MarkCode, Mention, Ruleset};

pub use errors::{choice_refusal, conservation_refusal, flaw, line_error, mark_error, raise_refusal, ruleset_error};
pub use rules::{Row, ruleset_change, ruleset_rows, ruleset_sentences};
pub use trace::{trace_step, why_refused};

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

        conserve_scope: "Note qui ne se conserve pas" / "Mark that cannot be conserved",
        conserve_no_mark: "Aucune note à conserver" / "No mark to conserve",
        conserve_below: "Note inférieure à {mark}" / "Mark below {mark}",
        conserve_time: "Note à conserver de 1 à {n} sessions" / "Mark to conserve for 1 to {n} sessions",
        choice_not_offered: "Discipline qui ne se choisit pas" / "Discipline that cannot be chosen",
        choice_excluded: "Discipline hors du calcul" / "Discipline out of the sums",
        flaw_too_few: "Au moins {n} disciplines à choisir" / "At least {n} disciplines to choose",
        flaw_later: "ne se laisse pas pour une session suivante" / "cannot be left for a later session",
        choice_too_many: "Pas plus de {n} dans cette liste" / "No more than {n} from this list",

        flaw_speciality: "spécialité {code} inconnue" / "unknown speciality {code}",
        flaw_part: "partie étrangère à la spécialité du candidat" / "part foreign to the candidate’s speciality",
        flaw_whole_and_parts: "note entière et notes de parties à la fois" / "mark of the whole and marks of parts at once",
        flaw_not_an_option: "seule une option a un coefficient propre" / "only an option has a coefficient of its own",
        flaw_options: "plus de {n} coefficients d’options" / "more than {n} coefficients of options",
        flaw_regime: "Régime de conservation {code} inconnu" / "Unknown regime of conserved marks {code}",

        trace_ignored: "Écarté" / "Left out",
        trace_rounded: "{from} arrondi à {to}" / "{from} rounded up to {to}",
        trace_raised: "note relevée par le jury de {from} à {to}" / "mark raised by the jury from {from} to {to}",
        trace_conserved: "note conservée" / "conserved mark",
        trace_above_ten: "seuls les points au-dessus de 10 comptent" / "only points above 10 count",
        trace_from_ten: "compté à partir de 10" / "counted from 10",
        trace_excluded: "hors du calcul" / "out of the sums",
        trace_incomplete: "Laissé pour une session suivante" / "Left for a later session",
        trace_attested: "Attestation à partir de {mark}" / "Attested from {mark}",
        trace_mean: "Moyenne du premier groupe et des oraux" / "Mean of the first group and of the orals",
        trace_missing: "Notes manquantes" / "Missing marks",
        trace_replacement: "Renvoi à la session de remplacement" / "Sent to the replacement session",
        trace_nothing: "Aucune note ne compte\u{a0}: pas de moyenne" / "No mark counts: no average",
        trace_absent: "Absence à toutes les épreuves" / "Absent at every test",
        trace_average: "Moyenne" / "Average",
        trace_average_after: "Moyenne après les oraux" / "Average after the orals",
        trace_no_coefficient: "aucun coefficient" / "no coefficient",
        trace_no_diploma: "le diplôme ne peut être délivré" / "the diploma cannot be issued",
        trace_below: "{average}, au-dessous de {mark}" / "{average}, below {mark}",
        trace_at_least: "Moyenne d’au moins {mark}" / "Average of at least {mark}",
        trace_not_reached: "Moyenne inférieure à {mark}" / "Average below {mark}",
        trace_admitted: "admission" / "admission",
        trace_not_admitted: "pas d’admission" / "no admission",
        trace_orals: "accès aux oraux de contrôle" / "access to the control orals",
        trace_no_orals: "pas d’accès aux oraux de contrôle" / "no access to the control orals",
        trace_oral: "Oral" / "Oral",
        trace_oral_kept: "{oral}, première note {first}\u{a0}: {kept} retenu" / "{oral}, first mark {first}: {kept} kept",
        trace_oral_waiting: "note attendue" / "mark not known yet",
        trace_certificate: "{code} délivré" / "{code} given",
        trace_no_certificate: "pas de {code}" / "no {code}",
        trace_mention: "mention {mention}" / "mention {mention}",
        trace_mention_barred: "Mention {mention} exclue" / "Mention {mention} barred",
        bar_group2: "admission après les oraux" / "admitted after the orals",
        bar_conserved: "notes conservées" / "conserved marks",
        bar_sanction: "sanction disciplinaire" / "disciplinary sanction",
        trace_cancelled: "Examen annulé par sanction disciplinaire" / "Exam cancelled by a disciplinary sanction",
        trace_withheld: "Résultat réservé jusqu’à la décision sur la fraude présumée"
            / "Result withheld until the presumed fraud is decided",
    }
}

table! {
    /// What is wrong with the text of a candidate or of a ruleset: what files say, never a screen.
    Texts {
        line_json: "Ligne illisible\u{a0}: {words}" / "Unreadable line: {words}",
        line_not_text: "Un texte est attendu, entre guillemets" / "A text is expected, between quotes",
        line_duplicate: "Donné deux fois" / "Given twice",
        line_unknown: "Inconnu dans cet examen" / "Unknown in this exam",
        line_wrong_place: "À donner dans options ou facultative" / "To be given in options or facultative",
        line_years: "{expected} notes attendues, {found} données" / "{expected} marks expected, {found} given",
        line_too_many: "Pas plus de {n}" / "No more than {n}",
        coefficient_not_a_number: "Ce n’est pas un coefficient" / "Not a coefficient",
        coefficient_range: "Un coefficient va de 0,01 à 999,99" / "A coefficient goes from 0.01 to 999.99",

        rules_syntax: "Fichier illisible\u{a0}: {words}" / "Unreadable file: {words}",
        rules_sessions: "La dernière session précède la première" / "The last session is before the first",
        rules_scale: "Quatre décimales affichées au plus" / "Four decimals shown at most",
        rules_empty: "Liste vide" / "Empty list",
        rules_duplicate: "{code} est nommé deux fois" / "{code} is named twice",
        rules_unknown: "{code} n’existe pas" / "{code} does not exist",
        rules_not_epreuve: "{code} n’est pas une épreuve" / "{code} is not an épreuve",
        rules_part_above: "{code} est notée sur plus de 20" / "{code} is marked out of more than 20",
        rules_no_speciality: "Aucune spécialité n’est décrite" / "No speciality is described",
        rules_sum: "Somme des coefficients {found}, {expected} attendue" / "Coefficients add up to {found}, {expected} expected",
        rules_eliminates: "Un code éliminatoire compte comme zéro" / "A code that eliminates counts as zero",
        rules_gates: "Les seuils vont du plus haut au plus bas, l’admission d’abord" / "Gates go from the highest down, admission first",
        rules_group2: "Le second groupe et son seuil vont ensemble" / "The second group and its gate go together",
        rules_mentions: "Les mentions vont de la plus haute à la plus basse" / "Mentions go from the highest down",
        rules_too_few: "Il faut choisir plus de disciplines qu’il n’en est offert" / "More disciplines must be chosen than are offered",
        rules_unreachable: "Aucun candidat n’atteint ce seuil\u{a0}: un autre l’admet avant" / "No candidate reaches this: another threshold admits him first",
        rules_no_case: "Aucun cas d’exemple\u{a0}: un règlement n’est mis en service qu’avec les siens" / "No worked case: a ruleset is used only with its own",
        rules_case_refused: "Cas refusé, {field}\u{a0}: {why}" / "Case refused, {field}: {why}",
        rules_case_differs: "Cas {case}, {what}\u{a0}: {expected} annoncé, {found} trouvé" / "Case {case}, {what}: {expected} announced, {found} found",
        rules_nothing: "rien" / "nothing",
        kind_epreuve: "épreuve" / "test",
        kind_cc: "contrôle continu" / "continuous assessment",
        kind_option: "option" / "option",
        kind_facultative: "facultatif" / "facultative",

        say_exact: "Les seuils sont comparés à la moyenne exacte" / "Thresholds are compared with the exact average",
        say_half_up: "Les seuils sont comparés à la moyenne arrondie" / "Thresholds are compared with the rounded average",
        say_year: "{label}\u{a0}: chaque moyenne annuelle est arrondie au multiple supérieur de {step}"
            / "{label}: each yearly average is rounded up to {step}",
        say_cycle: "{label}\u{a0}: la moyenne du cycle est arrondie au multiple supérieur de {step}"
            / "{label}: the average of the cycle is rounded up to {step}",
        say_option: "{label}\u{a0}: note entière aux deux sommes, {n} coefficients au plus"
            / "{label}: the whole mark in both sums, {n} coefficients at most",
        say_above_ten: "{label}\u{a0}: seuls les points au-dessus de 10 s’ajoutent" / "{label}: only points above 10 are added",
        say_from_ten: "{label}\u{a0}: les points s’ajoutent ou se retirent à partir de 10" / "{label}: points count up or down from 10",
        say_zero: "compte zéro" / "counts zero",
        say_eliminate: "compte zéro, le diplôme ne peut être délivré" / "counts zero, the diploma cannot be issued",
        say_exclude: "hors des deux sommes" / "out of both sums",
        say_replacement: "la session de remplacement décide" / "the replacement session decides",
        say_eliminates_in: "\u{a0}; le diplôme ne peut être délivré à {components}" / "; the diploma cannot be issued at {components}",
        say_floor: "Au moins {mark} à {components}, sans quoi aucun diplôme" / "At least {mark} at {components}, or no diploma",
        say_admitted: "Admission à une moyenne d’au moins {mark}" / "Admission from an average of {mark}",
        say_group2: "Oraux de contrôle ouverts à une moyenne d’au moins {mark}" / "Control orals open from an average of {mark}",
        say_and_bloc: ", et d’au moins {mark} pour «\u{a0}{bloc}\u{a0}»" / ", and of {mark} for “{bloc}”",
        say_list: "Oraux\u{a0}: {n} au plus parmi {components}" / "Orals: at most {n} of {components}",
        say_best: "Oraux ({min} au moins)\u{a0}: la meilleure des deux notes compte, admission à {mark}"
            / "Orals ({min} at least): the better of both marks counts, admission from {mark}",
        say_mean: "Oraux ({min} au moins)\u{a0}: moyenne de la moyenne du premier groupe et de celle des oraux, admission à {mark}"
            / "Orals ({min} at least): mean of the first group’s average and of the orals’ own, admission from {mark}",
        say_mention: "Mention {mention} à partir de {mark}" / "Mention {mention} from {mark}",
        say_regime: "Notes conservées ({code})\u{a0}: à partir de {mark}, {n} sessions, sans mention"
            / "Conserved marks ({code}): from {mark}, {n} sessions, no mention",
        say_regime_plain: "Notes conservées ({code})\u{a0}: à partir de {mark}, {n} sessions" / "Conserved marks ({code}): from {mark}, {n} sessions",
        say_regime_mention: "Notes conservées ({code})\u{a0}: à partir de {mark}, {n} sessions, mention possible"
            / "Conserved marks ({code}): from {mark}, {n} sessions, mention possible",
        say_certificate: "{code} à partir de {mark} pour qui n’est pas admis" / "{code} from {mark} for who is not admitted",
        say_partial: "Unités laissées pour plus tard\u{a0}: unités acquises, aucune moyenne avant la dernière"
            / "Units left for later: units acquired, no average before the last",
        say_spread: "Épreuves étalées sur plusieurs sessions\u{a0}: sans décision finale avant la dernière"
            / "Tests spread over sessions: no final decision before the last",
        say_attested: "Attestation des épreuves d’au moins {mark} à qui n’est pas admis" / "Tests from {mark} attested to who is not admitted",
        say_jury: "Le jury peut relever toute note, jamais ajouter de points" / "The jury may raise any mark, never add points",
        say_jury_but: "Le jury peut relever une note, sauf {components}, jamais ajouter de points"
            / "The jury may raise a mark, {components} apart, never add points",

        change_of: "{field} de {owner}" / "{field} of {owner}",
        change_added: "ajouté, {subject}\u{a0}: {after}" / "added, {subject}: {after}",
        change_removed: "retiré, {subject}\u{a0}: {before}" / "removed, {subject}: {before}",
        name_code: "code" / "code",
        name_version: "version" / "version",
        name_label: "libellé" / "label",
        name_first: "première session" / "first session",
        name_last: "dernière session" / "last session",
        name_legal: "références" / "legal bases",
        name_sum: "somme des coefficients" / "sum of coefficients",
        name_coef: "coefficient" / "coefficient",
        name_step: "pas" / "step",
        name_round: "arrondi" / "rounding",
        name_speciality: "spécialité" / "speciality",
        name_bloc: "bloc" / "bloc",
        name_group1: "premier groupe" / "first group",
        name_group2: "second groupe" / "second group",
        name_list: "liste" / "list",
        name_regime: "régime" / "regime",
        name_mentions: "mentions" / "mentions",
        name_conserve: "notes conservées" / "conserved marks",
        name_components: "épreuves" / "components",
        name_threshold: "seuil" / "threshold",
        name_locked: "notes que le jury ne modifie pas" / "marks the jury may not change",
        name_jury: "jury" / "jury",
        name_weight: "poids" / "weight",
        name_sessions: "nombre de sessions" / "number of sessions",
        name_certificate: "certificat" / "certificate",
        name_effect: "effet" / "effect",
        name_codes: "codes" / "codes",
        name_average: "moyenne" / "average",

        rules_place: "ligne {line}, colonne {column}" / "line {line}, column {column}",
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
