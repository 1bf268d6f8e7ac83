//! Words of a trace.

use domain::{
    Bar, ComponentKind, Counting, Decision, Entry, ExamGroup, Outcome, Ratio, Ruleset, Slot,
    TraceStep,
};

use super::{colon, decision_in, flaw, mark_code, mention, number};
use crate::{Lang, fill};

/// One step of a trace, as a sentence without full stop: « Moyenne : 992,4 / 100 = 9,92 ».
pub fn trace_step(lang: Lang, ruleset: &Ruleset, step: &TraceStep) -> String {
    Teller { lang, ruleset }.step(step)
}

/// Why a candidate is not admitted: the rules that decided it, in their order; none for any other decision.
pub fn why_refused(lang: Lang, ruleset: &Ruleset, outcome: &Outcome) -> Option<String> {
    let not_admitted = [
        Decision::Refused,
        Decision::RefusedCert,
        Decision::Eliminated,
        Decision::Absent,
    ];
    if !not_admitted.contains(&outcome.decision) {
        return None;
    }
    let after_orals = outcome
        .trace
        .iter()
        .any(|step| matches!(step, TraceStep::Control { .. }));
    let decisive = |step: &&TraceStep| match step {
        TraceStep::AbsentEverywhere
        | TraceStep::EliminatedBy { .. }
        | TraceStep::BelowFloor { .. } => true,
        TraceStep::Average { group, .. } => (*group == ExamGroup::Second) == after_orals,
        TraceStep::Gate { passed, .. } => !passed && !after_orals,
        TraceStep::Control { passed, .. } => !passed,
        _ => false,
    };
    let steps: Vec<String> = outcome
        .trace
        .iter()
        .filter(decisive)
        .map(|step| trace_step(lang, ruleset, step))
        .collect();
    let separator = match lang {
        Lang::Fr => "\u{a0}; ",
        Lang::En => "; ",
    };
    Some(steps.join(separator))
}

struct Teller<'a> {
    lang: Lang,
    ruleset: &'a Ruleset,
}

impl Teller<'_> {
    fn step(&self, step: &TraceStep) -> String {
        let (lang, ruleset) = (self.lang, self.ruleset);
        let law = &lang.words().law;
        let n = |value: &dyn std::fmt::Display| number(lang, value);
        match step {
            TraceStep::Ignored { flaw: found } => {
                colon(lang, law.trace_ignored, &flaw(lang, ruleset, found))
            }
            TraceStep::Derived {
                component,
                parts,
                exact,
                mark,
            } => {
                let weights: u32 = parts.iter().map(|part| part.weight).sum();
                let terms: Vec<String> = parts
                    .iter()
                    .map(|part| format!("{} × {}", n(&part.mark), part.weight))
                    .collect();
                let rounded = fill(
                    law.trace_rounded,
                    &[("from", &self.average(*exact)), ("to", &n(mark))],
                );
                let label = self.cell(&Slot::whole(*component));
                colon(
                    lang,
                    &label,
                    &format!("({}) / {weights} = {rounded}", terms.join(" + ")),
                )
            }
            TraceStep::Rounded { slot, from, to } => colon(
                lang,
                &self.cell(slot),
                &fill(law.trace_rounded, &[("from", &n(from)), ("to", &n(to))]),
            ),
            TraceStep::Raised { slot, from, to } => colon(
                lang,
                &self.cell(slot),
                &fill(law.trace_raised, &[("from", &n(from)), ("to", &n(to))]),
            ),
            TraceStep::Counted {
                slot,
                entry,
                mark,
                conserved,
                coefficient,
                points,
            } => {
                let mut notes = Vec::new();
                if let Entry::Code(code) = entry {
                    notes.push(mark_code(lang, *code).to_lowercase());
                }
                if conserved.is_some() {
                    notes.push(law.trace_conserved.to_owned());
                }
                notes.extend(self.counting(slot).map(str::to_owned));
                let sum = match self.counting(slot) {
                    Some(_) => format!("{}, {} points", n(mark), n(points)),
                    None => format!("{} × {} = {}", n(mark), n(coefficient), n(points)),
                };
                let notes = if notes.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", notes.join(", "))
                };
                colon(lang, &self.cell(slot), &format!("{sum}{notes}"))
            }
            TraceStep::Excluded { slot, code } => {
                let words = format!(
                    "{}, {}",
                    mark_code(lang, *code).to_lowercase(),
                    law.trace_excluded
                );
                colon(lang, &self.cell(slot), &words)
            }
            TraceStep::Missing { slots } => colon(lang, law.trace_missing, &self.cells(slots)),
            TraceStep::Replacement { slots } => {
                colon(lang, law.trace_replacement, &self.cells(slots))
            }
            TraceStep::NothingCounts => law.trace_nothing.to_owned(),
            TraceStep::AbsentEverywhere => law.trace_absent.to_owned(),
            TraceStep::Average {
                group,
                points,
                coefficients,
                average,
            } => {
                let name = match group {
                    ExamGroup::First => law.trace_average,
                    ExamGroup::Second => law.trace_average_after,
                };
                colon(
                    lang,
                    name,
                    &format!(
                        "{} / {} = {}",
                        n(points),
                        n(coefficients),
                        self.average(*average)
                    ),
                )
            }
            TraceStep::BlocAverage {
                bloc,
                points,
                coefficients,
                average,
            } => {
                let label = ruleset
                    .bloc(*bloc)
                    .map_or(bloc.as_str(), |bloc| &bloc.label);
                let words = match average {
                    Some(average) => format!(
                        "{} / {} = {}",
                        n(points),
                        n(coefficients),
                        self.average(*average)
                    ),
                    None => law.trace_no_coefficient.to_owned(),
                };
                colon(lang, label, &words)
            }
            TraceStep::EliminatedBy { slot, code } => {
                let words = format!(
                    "{}, {}",
                    mark_code(lang, *code).to_lowercase(),
                    law.trace_no_diploma
                );
                colon(lang, &self.cell(slot), &words)
            }
            TraceStep::BelowFloor {
                components,
                average,
                at_least,
            } => {
                let slots: Vec<Slot> = components.iter().copied().map(Slot::whole).collect();
                let values = [
                    ("average", &*self.average(*average)),
                    ("mark", &*n(at_least)),
                ];
                colon(lang, &self.cells(&slots), &fill(law.trace_below, &values))
            }
            TraceStep::Gate {
                decision,
                at_least,
                short,
                passed,
            } => {
                let (open, shut) = match decision {
                    Decision::Group2 => (law.trace_orals, law.trace_no_orals),
                    _ => (law.trace_admitted, law.trace_not_admitted),
                };
                let values = [("mark", &*n(at_least))];
                if *passed {
                    return colon(lang, &fill(law.trace_at_least, &values), open);
                }
                if short.is_empty() {
                    return colon(lang, &fill(law.trace_not_reached, &values), shut);
                }
                let blocs: Vec<String> = short
                    .iter()
                    .map(|short| {
                        let label = ruleset
                            .bloc(short.bloc)
                            .map_or(short.bloc.as_str(), |bloc| &bloc.label);
                        let values = [
                            ("average", &*self.average(short.average)),
                            ("mark", &*n(&short.at_least)),
                        ];
                        format!("{label} {}", fill(law.trace_below, &values))
                    })
                    .collect();
                colon(lang, &blocs.join(", "), shut)
            }
            TraceStep::Oral {
                component,
                entry,
                first,
                kept,
            } => {
                let label = format!("{} {}", law.trace_oral, self.cell(&Slot::whole(*component)));
                let words = match (entry, first, kept) {
                    (Some(oral), Some(first), Some(kept)) => {
                        let oral = match oral {
                            Entry::Mark(mark) => n(mark),
                            Entry::Code(code) => mark_code(lang, *code).to_lowercase(),
                        };
                        fill(
                            law.trace_oral_kept,
                            &[("oral", &oral), ("first", &n(first)), ("kept", &n(kept))],
                        )
                    }
                    (None, ..) => law.trace_oral_waiting.to_owned(),
                    (Some(_), ..) => law.trace_excluded.to_owned(),
                };
                colon(lang, &label, &words)
            }
            TraceStep::Control { at_least, passed } => {
                let (sentence, end) = match passed {
                    true => (
                        law.trace_at_least,
                        decision_in(lang, ruleset, Decision::Admitted),
                    ),
                    false => (law.trace_not_reached, law.trace_not_admitted),
                };
                colon(
                    lang,
                    &fill(sentence, &[("mark", &n(at_least))]),
                    &end.to_lowercase(),
                )
            }
            TraceStep::Certificate { at_least, given } => {
                let code = ruleset
                    .certificate
                    .as_ref()
                    .map_or("", |certificate| &certificate.code);
                let (sentence, end) = match given {
                    true => (law.trace_at_least, law.trace_certificate),
                    false => (law.trace_not_reached, law.trace_no_certificate),
                };
                colon(
                    lang,
                    &fill(sentence, &[("mark", &n(at_least))]),
                    &fill(end, &[("code", code)]),
                )
            }
            TraceStep::Mention {
                mention: given,
                at_least,
            } => {
                let name = mention(lang, *given).to_lowercase();
                let sentence = fill(law.trace_at_least, &[("mark", &n(at_least))]);
                colon(
                    lang,
                    &sentence,
                    &fill(law.trace_mention, &[("mention", &name)]),
                )
            }
            TraceStep::MentionBarred {
                mention: barred,
                by,
            } => {
                let name = mention(lang, *barred).to_lowercase();
                let why = match by {
                    Bar::Group2 => law.bar_group2,
                    Bar::Conserved => law.bar_conserved,
                    Bar::Sanction => law.bar_sanction,
                };
                colon(
                    lang,
                    &fill(law.trace_mention_barred, &[("mention", &name)]),
                    why,
                )
            }
            TraceStep::Cancelled => law.trace_cancelled.to_owned(),
            TraceStep::Withheld => law.trace_withheld.to_owned(),
        }
    }

    fn average(&self, average: Ratio) -> String {
        number(
            self.lang,
            average.truncated(u32::from(self.ruleset.average.display_scale)),
        )
    }

    /// Label of a cell, or of a component whose cells are its parts.
    fn cell(&self, slot: &Slot) -> String {
        let cell = self.ruleset.cell(slot).map(|cell| cell.label.clone());
        let component = || self.ruleset.label(slot.component).map(str::to_owned);
        cell.or_else(component).unwrap_or_else(|| slot.to_string())
    }

    fn cells(&self, slots: &[Slot]) -> String {
        slots
            .iter()
            .map(|slot| self.cell(slot))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// How the points of a facultative épreuve count.
    fn counting(&self, slot: &Slot) -> Option<&'static str> {
        let law = &self.lang.words().law;
        if self.ruleset.kind(slot.component) != Some(ComponentKind::Facultative) {
            return None;
        }
        let rule = self
            .ruleset
            .facultatives
            .iter()
            .find(|rule| rule.code == slot.component)?;
        Some(match rule.counting {
            Counting::AboveTen => law.trace_above_ten,
            Counting::OffsetFromTen => law.trace_from_ten,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::{CandidateMarks, builtin_ruleset, decide};

    use super::*;

    /// A candidate with `mark` everywhere but where told otherwise, and his outcome.
    fn outcome(
        ruleset: &Ruleset,
        mark: &str,
        entries: &[(&str, &str)],
        orals: &[(&str, &str)],
    ) -> Outcome {
        let mut marks = CandidateMarks::default();
        for cell in ruleset.expected(&marks.context.specialities) {
            marks.entries.insert(cell.slot, mark.parse().unwrap());
        }
        for (slot, entry) in entries {
            marks
                .entries
                .insert(slot.parse().unwrap(), entry.parse().unwrap());
        }
        for (component, entry) in orals {
            marks
                .group2
                .insert(component.parse().unwrap(), entry.parse().ok());
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
        let entries = [
            ("HG.1", "9.98"),
            ("PHI", "AB"),
            ("EPS", "DI"),
            ("OPT.1", "12"),
        ];
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
        assert!(
            why(Lang::Fr, "12", &[("E2", "AB")], &[])
                .unwrap()
                .contains("le diplôme ne peut être délivré")
        );
        assert_eq!(why(Lang::Fr, "12", &[], &[]), None);
        assert_eq!(
            told(
                Lang::Fr,
                &ruleset,
                &outcome(&ruleset, "10", &[facultative], &[])
            )
            .lines()
            .nth(12),
            Some(
                "Épreuve facultative 1 : 16, 6 points (seuls les points au-dessus de 10 comptent)"
            )
        );
    }
}
