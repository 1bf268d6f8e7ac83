//! A ruleset as people read it: its table, its rules as sentences, and what differs between two.

use domain::{
    Change, Compare, ComponentKind, Counting, Effect, Keep, Mark, MarkCode, Meanwhile, Passage, RoundingLevel, Ruleset,
};

use super::{colon, mark_code, mention, number};
use crate::{Lang, fill};

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

/// The rules of a ruleset, a sentence each.
pub fn ruleset_sentences(lang: Lang, ruleset: &Ruleset) -> Vec<String> {
    Reader { lang, ruleset }.sentences()
}

struct Reader<'a> {
    lang: Lang,
    ruleset: &'a Ruleset,
}

impl Reader<'_> {
    fn sentences(&self) -> Vec<String> {
        let (ruleset, texts) = (self.ruleset, self.lang.words().texts());
        let mut out = Vec::new();
        out.push(match ruleset.average.compare {
            Compare::Exact => texts.say_exact.to_owned(),
            Compare::HalfUp => texts.say_half_up.to_owned(),
        });
        for teaching in &ruleset.continuous {
            let sentence = match teaching.level {
                RoundingLevel::Year => texts.say_year,
                RoundingLevel::Cycle => texts.say_cycle,
            };
            let step = number(self.lang, teaching.round_up_to);
            out.push(fill(sentence, &[("label", &*teaching.label), ("step", &step)]));
        }
        for option in &ruleset.options {
            let values = [
                ("label", &*option.label),
                ("n", &number(self.lang, option.max_coefficients)),
            ];
            out.push(fill(texts.say_option, &values));
        }
        for facultative in &ruleset.facultatives {
            let sentence = match facultative.counting {
                Counting::AboveTen => texts.say_above_ten,
                Counting::OffsetFromTen => texts.say_from_ten,
            };
            out.push(fill(sentence, &[("label", &*facultative.label)]));
        }
        out.extend(ruleset.codes.iter().map(|(code, rule)| self.code(*code, rule)));
        for floor in &ruleset.floors {
            let values = [
                ("components", &*codes(&floor.components)),
                ("mark", &*self.mark(floor.at_least)),
            ];
            out.push(self.cited(fill(texts.say_floor, &values), floor.legal.as_deref()));
        }
        for gate in &ruleset.group1 {
            let sentence = match gate.decision {
                Passage::Admitted => texts.say_admitted,
                Passage::Group2 => texts.say_group2,
            };
            let mut sentence = fill(sentence, &[("mark", &*self.mark(gate.average_at_least))]);
            for (bloc, at_least) in &gate.blocs_at_least {
                let label = ruleset.bloc(*bloc).map_or_else(
                    || bloc.to_string(),
                    |bloc| format!("{} ({})", bloc.label, codes(&bloc.components)),
                );
                sentence += &fill(
                    texts.say_and_bloc,
                    &[("bloc", &*label), ("mark", &*self.mark(*at_least))],
                );
            }
            out.push(self.cited(sentence, gate.legal.as_deref()));
        }
        if let Some(group2) = &ruleset.group2 {
            for list in &group2.lists {
                let values = [("components", &*codes(&list.components)), ("n", &*list.max.to_string())];
                out.push(fill(texts.say_list, &values));
            }
            let sentence = match group2.keep {
                Keep::Best => texts.say_best,
                Keep::MeanOfAverages => texts.say_mean,
            };
            let values = [
                ("mark", &*self.mark(group2.admitted_at_least)),
                ("min", &*group2.min_choices.to_string()),
            ];
            out.push(self.cited(fill(sentence, &values), group2.legal.as_deref()));
        }
        if let Some(mentions) = &ruleset.mentions {
            for step in &mentions.steps {
                let values = [
                    ("mention", mention(self.lang, step.mention)),
                    ("mark", &*self.mark(step.at_least)),
                ];
                out.push(self.cited(fill(texts.say_mention, &values), mentions.legal.as_deref()));
            }
        }
        for regime in ruleset.conserve.iter().flat_map(|conserve| &conserve.regimes) {
            let sentence = match (&ruleset.mentions, regime.keeps_mention) {
                (None, _) => texts.say_regime_plain,
                (_, true) => texts.say_regime_mention,
                (_, false) => texts.say_regime,
            };
            let values = [
                ("code", regime.code.as_str()),
                ("mark", &*self.mark(regime.at_least)),
                ("n", &*regime.sessions.to_string()),
            ];
            out.push(fill(sentence, &values));
        }
        if let Some(certificate) = &ruleset.certificate {
            let values = [
                ("code", &*certificate.code),
                ("mark", &*self.mark(certificate.at_least)),
            ];
            out.push(fill(texts.say_certificate, &values));
        }
        if let Some(incomplete) = &ruleset.incomplete {
            let sentence = match incomplete.decision {
                Meanwhile::Partial => texts.say_partial,
                Meanwhile::NoFinalDecision => texts.say_spread,
            };
            out.push(self.cited(sentence.to_owned(), incomplete.legal.as_deref()));
        }
        if let Some(attestation) = &ruleset.attestation {
            let sentence = fill(texts.say_attested, &[("mark", &*self.mark(attestation.at_least))]);
            out.push(self.cited(sentence, attestation.legal.as_deref()));
        }
        let locked = codes(&ruleset.jury.locked);
        let sentence = if locked.is_empty() {
            texts.say_jury
        } else {
            texts.say_jury_but
        };
        out.push(self.cited(
            fill(sentence, &[("components", &*locked)]),
            ruleset.jury.legal.as_deref(),
        ));
        out
    }

    fn code(&self, code: MarkCode, rule: &domain::CodeRule) -> String {
        let texts = self.lang.words().texts();
        let effect = match rule.effect {
            Effect::Zero => texts.say_zero,
            Effect::Eliminate => texts.say_eliminate,
            Effect::Exclude => texts.say_exclude,
            Effect::Replacement => texts.say_replacement,
        };
        let mut sentence = colon(self.lang, &format!("{} ({code})", mark_code(self.lang, code)), effect);
        for bloc in rule.eliminates_in.iter().filter_map(|bloc| self.ruleset.bloc(*bloc)) {
            let values = [("components", &*codes(&bloc.components))];
            sentence += &fill(texts.say_eliminates_in, &values);
        }
        sentence
    }

    fn mark(&self, mark: Mark) -> String {
        number(self.lang, mark)
    }

    fn cited(&self, sentence: String, legal: Option<&str>) -> String {
        legal.map_or(sentence.clone(), |legal| format!("{sentence} ({legal})"))
    }
}

fn codes(codes: &[domain::ComponentCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A difference between two rulesets, in words: « coefficient de GO : 10 → 8 ».
pub fn ruleset_change(lang: Lang, change: &Change) -> String {
    let texts = lang.words().texts();
    let place: Vec<&str> = change.place.iter().map(String::as_str).collect();
    let (field, owners) = match place.split_last() {
        Some((field, owners)) => (*field, owners),
        None => return String::new(),
    };
    let table = owners.first().copied().unwrap_or(field);
    let name = |name: &str| name_of(lang, name).unwrap_or(name).to_owned();
    let owner = owners.iter().skip(1).map(|it| name(it)).collect::<Vec<_>>().join(" ");
    let subject = match (owners.is_empty(), owner.is_empty()) {
        (true, _) => name(field),
        // A table of a list as a whole.
        (false, true) if name_of(lang, field).is_none() => format!("{} {field}", name(table)),
        (false, true) => fill(texts.change_of, &[("field", &*name(field)), ("owner", &name(table))]),
        (false, false) => fill(texts.change_of, &[("field", &*name(field)), ("owner", &owner)]),
    };
    let value = |text: &str| number(lang, text);
    match (&change.before, &change.after) {
        (None, Some(after)) => fill(texts.change_added, &[("subject", &*subject), ("after", &value(after))]),
        (Some(before), None) => fill(
            texts.change_removed,
            &[("subject", &*subject), ("before", &value(before))],
        ),
        (before, after) => {
            let side = |side: &Option<String>| value(side.as_deref().unwrap_or_default());
            colon(lang, &subject, &format!("{} → {}", side(before), side(after)))
        }
    }
}

/// What a name of the text means.
fn name_of(lang: Lang, name: &str) -> Option<&'static str> {
    let names = lang.words().texts();
    Some(match name {
        "code" => names.name_code,
        "version" => names.name_version,
        "label" => names.name_label,
        "first_session" => names.name_first,
        "last_session" => names.name_last,
        "legal" => names.name_legal,
        "expected_coefficients" => names.name_sum,
        "coef" => names.name_coef,
        "step" => names.name_step,
        "round_up_to" => names.name_round,
        "epreuve" => names.kind_epreuve,
        "cc" => names.kind_cc,
        "option" => names.kind_option,
        "facultative" => names.kind_facultative,
        "speciality" => names.name_speciality,
        "bloc" => names.name_bloc,
        "group1" => names.name_group1,
        "group2" => names.name_group2,
        "list" => names.name_list,
        "regime" => names.name_regime,
        "mentions" => names.name_mentions,
        "conserve" => names.name_conserve,
        "components" => names.name_components,
        "average_at_least" | "at_least" | "admitted_at_least" => names.name_threshold,
        "locked" => names.name_locked,
        "jury" => names.name_jury,
        "weight" => names.name_weight,
        "sessions" => names.name_sessions,
        "certificate" => names.name_certificate,
        "effect" => names.name_effect,
        "codes" => names.name_codes,
        "average" => names.name_average,
        _ => return None,
    })
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
        for (code, _) in domain::builtin() {
            let ruleset = builtin_ruleset(code).unwrap();
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
