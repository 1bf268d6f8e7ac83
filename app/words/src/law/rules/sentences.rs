//! The rules of a ruleset as sentences.

use domain::{
    CandidateCategory, Compare, Counting, Effect, Keep, Mark, MarkCode, Meanwhile, Part, Passage, Rounding,
    RoundingLevel, Ruleset, Window,
};

use crate::law::{colon, mark_code, mention, number};
use crate::{Lang, fill};

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
        if !ruleset.months.is_empty() {
            let months: Vec<&str> = ruleset.months.iter().map(|month| self.month(*month)).collect();
            out.push(fill(texts.say_months, &[("months", &*months.join(", "))]));
        }
        for group in &ruleset.groups {
            let values = [
                ("code", group.code.as_str()),
                ("label", &*group.label),
                ("coef", &*number(self.lang, group.coef)),
                ("components", &*codes(&group.components)),
            ];
            out.push(fill(texts.say_group, &values));
        }
        for choice in &ruleset.choices {
            let values = [
                ("label", &*choice.label),
                ("min", &*choice.min.to_string()),
                ("max", &*choice.max.to_string()),
                ("components", &*codes(&choice.components)),
            ];
            out.push(fill(texts.say_choice, &values));
        }
        self.parts(&mut out);
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
            let sentence = self.counting(facultative.counting);
            out.push(fill(sentence, &[("label", &*facultative.label)]));
        }
        out.extend(ruleset.codes.iter().map(|(code, rule)| self.code(*code, rule)));
        for floor in &ruleset.floors {
            let values = [
                ("components", &*codes(&floor.components)),
                ("mark", &*self.mark(floor.at_least)),
            ];
            let sentence = if floor.strict {
                texts.say_floor_strict
            } else {
                texts.say_floor
            };
            out.push(self.cited(fill(sentence, &values), floor.legal.as_deref()));
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
                ("n", &*regime.longest.to_string()),
            ];
            let counted = match regime.counted {
                Window::Sessions => "",
                Window::Years => texts.say_in_years,
                Window::Dates => texts.say_in_dates,
            };
            out.push(fill(sentence, &values) + counted);
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
            let sentence = sentence.to_owned() + &self.only_for(&incomplete.categories);
            out.push(self.cited(sentence, incomplete.legal.as_deref()));
        }
        if let Some(replacement) = &ruleset.replacement {
            let cells: Vec<String> = replacement.without.iter().map(ToString::to_string).collect();
            let sentence = fill(texts.say_without, &[("cells", &*cells.join(", "))]);
            out.push(self.cited(sentence, replacement.legal.as_deref()));
        }
        if let Some(attestation) = &ruleset.attestation {
            let mut sentence = fill(texts.say_attested, &[("mark", &*self.mark(attestation.at_least))]);
            let blocs = attestation.blocs.iter().filter_map(|code| ruleset.bloc(*code));
            let blocs: Vec<&str> = blocs.map(|bloc| bloc.label.as_str()).collect();
            if !blocs.is_empty() {
                sentence += &fill(texts.say_blocs, &[("blocs", &*blocs.join(", "))]);
            }
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
            Effect::ZeroOrReplacement => texts.say_zero_or_replacement,
        };
        let mut sentence = colon(self.lang, &format!("{} ({code})", mark_code(self.lang, code)), effect);
        for bloc in rule.eliminates_in.iter().filter_map(|bloc| self.ruleset.bloc(*bloc)) {
            let values = [("components", &*codes(&bloc.components))];
            sentence += &fill(texts.say_eliminates_in, &values);
        }
        sentence
    }

    fn counting(&self, counting: Counting) -> &'static str {
        let texts = self.lang.words().texts();
        match counting {
            Counting::AboveTen => texts.say_above_ten,
            Counting::OffsetFromTen => texts.say_from_ten,
        }
    }

    /// How parts make a mark, where it is not said by their weights alone.
    fn parts(&self, out: &mut Vec<String>) {
        let (ruleset, texts) = (self.ruleset, self.lang.words().texts());
        for epreuve in &ruleset.epreuves {
            let sentence = epreuve.counting.map(|counting| self.counting(counting));
            out.extend(sentence.map(|sentence| fill(sentence, &[("label", &*epreuve.label)])));
            let Some(composite) = &epreuve.composite else { continue };
            let sentence = match composite.rounding {
                Rounding::Up => None,
                Rounding::HalfUp => Some(texts.say_half_up_part),
                Rounding::Down => Some(texts.say_down_part),
            };
            out.extend(sentence.map(|sentence| fill(sentence, &[("code", epreuve.code.as_str())])));
            self.excepted(&epreuve.label, &composite.parts, out);
        }
        for speciality in ruleset.specialities.iter().filter(|it| !it.parts.is_empty()) {
            let weighed: Vec<String> = speciality
                .parts
                .iter()
                .map(|part| format!("{} {}", part.label, part.weight))
                .collect();
            let values = [("label", &*speciality.label), ("parts", &*weighed.join(", "))];
            out.push(fill(texts.say_parts, &values));
            self.excepted(&speciality.label, &speciality.parts, out);
        }
    }

    fn excepted(&self, owner: &str, parts: &[Part], out: &mut Vec<String>) {
        for part in parts {
            if !part.except.is_empty() {
                let name = format!("{owner}, {}", part.label);
                let values = [("part", &*name), ("categories", &*self.categories(&part.except))];
                out.push(fill(self.lang.words().texts().say_part_except, &values));
            }
            self.excepted(owner, &part.parts, out);
        }
    }

    fn only_for(&self, of: &[CandidateCategory]) -> String {
        if of.is_empty() {
            return String::new();
        }
        fill(
            self.lang.words().texts().say_only_for,
            &[("categories", &*self.categories(of))],
        )
    }

    fn categories(&self, of: &[CandidateCategory]) -> String {
        let texts = self.lang.words().texts();
        let name = |category: &CandidateCategory| match category {
            CandidateCategory::School => texts.category_school,
            CandidateCategory::Apprentice => texts.category_apprentice,
            CandidateCategory::Continuing => texts.category_continuing,
            CandidateCategory::Distance => texts.category_distance,
            CandidateCategory::Individual => texts.category_individual,
        };
        of.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn month(&self, month: u8) -> &'static str {
        let texts = self.lang.words().texts();
        let months = texts.months.split(' ');
        months
            .into_iter()
            .nth(usize::from(month.saturating_sub(1)))
            .unwrap_or_default()
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
