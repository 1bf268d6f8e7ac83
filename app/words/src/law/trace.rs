//! Words of a trace.

use domain::{
    Bar, BlocCode, Coefficient, ComponentCode, Counting, Decision, Entry, ExamGroup, Mark, MarkCode, Mention,
    PartScale, Points, REASON_WITHHELD, Ratio, Ruleset, Slot, TraceStep, WeightedMark,
};

use super::{colon, decision_in, flaw, mark_code, mention, number};
use crate::{Lang, fill};

/// One step of a trace, as a sentence without full stop: « Moyenne : 992,4 / 100 = 9,92 ».
pub fn trace_step(lang: Lang, ruleset: &Ruleset, step: &TraceStep) -> String {
    Teller { lang, ruleset }.step(step)
}

struct Teller<'a> {
    lang: Lang,
    ruleset: &'a Ruleset,
}

impl Teller<'_> {
    fn step(&self, step: &TraceStep) -> String {
        let told = self.lang.words().told();
        match step {
            TraceStep::Ignored { flaw: found } => self.say(told.trace_ignored, &flaw(self.lang, self.ruleset, found)),
            TraceStep::Derived {
                component,
                part,
                scale,
                parts,
                exact,
                mark,
            } => {
                let slot = Slot {
                    component: *component,
                    part: *part,
                };
                self.derived(slot, *scale, parts, *exact, *mark)
            }
            TraceStep::Provisional { slot, mark, real } => {
                let values = [
                    ("mark", &*self.n(mark)),
                    ("real", &*real.map_or(String::new(), |it| self.n(&it))),
                ];
                let sentence = real.map_or(told.trace_provisional, |_| told.trace_better);
                self.say(&self.cell(slot), &fill(sentence, &values))
            }
            TraceStep::Waived { slot, reason } => {
                let reason = match reason.as_str() {
                    REASON_WITHHELD => told.trace_reason_withheld,
                    reason => reason,
                };
                self.say(&self.cell(slot), &fill(told.trace_waived, &[("reason", reason)]))
            }
            TraceStep::Rounded { slot, from, to } => self.moved(slot, told.trace_rounded, *from, *to),
            TraceStep::Raised { slot, from, to } => self.moved(slot, told.trace_raised, *from, *to),
            TraceStep::Counted {
                slot,
                entry,
                mark,
                conserved,
                extra,
                coefficient,
                points,
            } => {
                let counting = extra.map(counting(self.lang));
                let sum = match counting {
                    Some(_) => format!("{}, {} points", self.n(mark), self.n(points)),
                    None => format!("{} × {} = {}", self.n(mark), self.n(coefficient), self.n(points)),
                };
                let code = entry.code().map(|code| self.code(code));
                let conserved = conserved.map(|_| told.trace_conserved.to_owned());
                let counting = counting.map(str::to_owned);
                let notes: Vec<String> = code.into_iter().chain(conserved).chain(counting).collect();
                let notes = if notes.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", notes.join(", "))
                };
                self.say(&self.cell(slot), &(sum + &notes))
            }
            TraceStep::Excluded { slot, code } => self.coded(slot, *code, told.trace_excluded),
            TraceStep::EliminatedBy { slot, code } => self.coded(slot, *code, told.trace_no_diploma),
            TraceStep::Incomplete { later, .. } => self.say(told.trace_incomplete, &self.components(later)),
            TraceStep::Attested {
                at_least,
                components,
                blocs,
            } => {
                let left = fill(told.trace_attested, &[("mark", &*self.n(at_least))]);
                let blocs = blocs.iter().map(|code| self.bloc(*code));
                let all: Vec<String> = components
                    .iter()
                    .map(|code| self.cell(&Slot::whole(*code)))
                    .chain(blocs)
                    .collect();
                self.say(&left, &all.join(", "))
            }
            TraceStep::MeanOfAverages {
                first, orals, average, ..
            } => {
                let [first, orals, average] = [first, orals, average].map(|it| self.n(&it.truncated(2)));
                self.say(told.trace_mean, &format!("({first} + {orals}) / 2 = {average}"))
            }
            TraceStep::Missing { slots } => self.say(told.trace_missing, &self.cells(slots)),
            TraceStep::Replacement { slots } => self.say(told.trace_replacement, &self.cells(slots)),
            TraceStep::NothingCounts => told.trace_nothing.to_owned(),
            TraceStep::AbsentEverywhere => told.trace_absent.to_owned(),
            TraceStep::Average {
                group,
                points,
                coefficients,
                average,
                ..
            } => {
                let name = match group {
                    ExamGroup::First => told.trace_average,
                    ExamGroup::Second => told.trace_average_after,
                };
                self.say(name, &self.fraction(*points, *coefficients, *average))
            }
            TraceStep::BlocAverage {
                bloc,
                points,
                coefficients,
                average,
                ..
            } => {
                let both = average.zip(*coefficients);
                let sums = both.map(|(average, coefficients)| self.fraction(*points, coefficients, average));
                self.say(&self.bloc(*bloc), sums.as_deref().unwrap_or(told.trace_no_coefficient))
            }
            TraceStep::BelowFloor {
                components,
                average,
                at_least,
                strict,
            } => self.say(&self.components(components), &self.below(*average, *at_least, *strict)),
            TraceStep::Gate {
                decision,
                at_least,
                reached,
                short,
                passed,
                ..
            } => {
                let end = match (decision, passed) {
                    (Decision::Group2, true) => told.trace_orals,
                    (Decision::Group2, false) => told.trace_no_orals,
                    (_, true) => told.trace_admitted,
                    (_, false) => told.trace_not_admitted,
                };
                if *passed || !reached {
                    return self.threshold(*at_least, *passed, end);
                }
                let blocs = short.iter().map(|short| {
                    format!(
                        "{} {}",
                        self.bloc(short.bloc),
                        self.below(short.average, short.at_least, false)
                    )
                });
                self.say(&blocs.collect::<Vec<_>>().join(", "), end)
            }
            TraceStep::Oral {
                component,
                entry,
                first,
                kept,
            } => self.oral(*component, *entry, *first, *kept),
            TraceStep::Control { at_least, passed } => {
                let admitted = decision_in(self.lang, self.ruleset, Decision::Admitted).to_ascii_lowercase();
                self.threshold(
                    *at_least,
                    *passed,
                    if *passed { &admitted } else { told.trace_not_admitted },
                )
            }
            TraceStep::Certificate { at_least, given } => {
                let code = self
                    .ruleset
                    .certificate
                    .as_ref()
                    .map_or("", |certificate| &certificate.code);
                let end = if *given {
                    told.trace_certificate
                } else {
                    told.trace_no_certificate
                };
                self.threshold(*at_least, *given, &fill(end, &[("code", code)]))
            }
            TraceStep::Mention { mention, at_least } => {
                self.threshold(*at_least, true, &self.mention(told.trace_mention, *mention))
            }
            TraceStep::MentionBarred { mention, by } => {
                let why = match by {
                    Bar::Group2 => told.bar_group2,
                    Bar::Conserved => told.bar_conserved,
                    Bar::Sanction => told.bar_sanction,
                };
                self.say(&self.mention(told.trace_mention_barred, *mention), why)
            }
            TraceStep::Cancelled => told.trace_cancelled.to_owned(),
            TraceStep::Withheld => told.trace_withheld.to_owned(),
        }
    }

    fn derived(&self, slot: Slot, scale: PartScale, parts: &[WeightedMark], exact: Ratio, mark: Mark) -> String {
        let weights: u32 = parts.iter().map(|part| part.weight).sum();
        let terms: Vec<String> = parts
            .iter()
            .map(|part| match scale {
                PartScale::Twenty => format!("{} × {}", self.n(&part.mark), part.weight),
                PartScale::Weight => self.n(&part.mark),
            })
            .collect();
        let sum = match scale {
            PartScale::Twenty => format!("({}) / {weights}", terms.join(" + ")),
            PartScale::Weight if weights == 20 => terms.join(" + "),
            PartScale::Weight => format!("({}) / {weights} × 20", terms.join(" + ")),
        };
        let values = [("from", &*self.average(exact)), ("to", &*self.n(&mark))];
        let rounded = fill(self.lang.words().told().trace_rounded, &values);
        self.say(&self.cell(&slot), &format!("{sum} = {rounded}"))
    }

    fn oral(&self, component: ComponentCode, entry: Option<Entry>, first: Option<Mark>, kept: Option<Mark>) -> String {
        let told = self.lang.words().told();
        let words = match (entry, first, kept) {
            (Some(oral), Some(first), Some(kept)) => {
                let oral = match oral {
                    Entry::Mark(mark) => self.n(&mark),
                    Entry::Code(code) => self.code(code),
                };
                let values = [("oral", &*oral), ("first", &*self.n(&first)), ("kept", &*self.n(&kept))];
                fill(told.trace_oral_kept, &values)
            }
            (None, ..) => told.trace_oral_waiting.to_owned(),
            (Some(_), ..) => told.trace_excluded.to_owned(),
        };
        self.say(
            &format!("{} {}", told.trace_oral, self.cell(&Slot::whole(component))),
            &words,
        )
    }

    /// A cell whose mark went from one to another.
    fn moved(&self, slot: &Slot, sentence: &str, from: Mark, to: Mark) -> String {
        self.say(
            &self.cell(slot),
            &fill(sentence, &[("from", &self.n(&from)), ("to", &self.n(&to))]),
        )
    }

    /// A cell, its code, and what follows from it.
    fn coded(&self, slot: &Slot, code: MarkCode, end: &str) -> String {
        self.say(&self.cell(slot), &format!("{}, {end}", self.code(code)))
    }

    /// A threshold, reached or not, and what follows from it.
    fn threshold(&self, at_least: Mark, reached: bool, end: &str) -> String {
        let told = self.lang.words().told();
        let sentence = if reached {
            told.trace_at_least
        } else {
            told.trace_not_reached
        };
        self.say(&fill(sentence, &[("mark", &self.n(&at_least))]), end)
    }

    fn below(&self, average: Ratio, at_least: Mark, strict: bool) -> String {
        let told = self.lang.words().told();
        let values = [("average", &*self.average(average)), ("mark", &*self.n(&at_least))];
        fill(if strict { told.trace_strict } else { told.trace_below }, &values)
    }

    fn fraction(&self, points: Points, coefficients: Coefficient, average: Ratio) -> String {
        format!(
            "{} / {} = {}",
            self.n(&points),
            self.n(&coefficients),
            self.average(average)
        )
    }

    fn average(&self, average: Ratio) -> String {
        self.n(&average.truncated(u32::from(self.ruleset.average.display_scale)))
    }

    fn mention(&self, sentence: &str, of: Mention) -> String {
        fill(sentence, &[("mention", &mention(self.lang, of).to_ascii_lowercase())])
    }

    fn code(&self, code: MarkCode) -> String {
        mark_code(self.lang, code).to_ascii_lowercase()
    }

    fn bloc(&self, code: BlocCode) -> String {
        self.ruleset
            .bloc(code)
            .map_or_else(|| code.to_string(), |bloc| bloc.label.clone())
    }

    fn n(&self, value: &dyn std::fmt::Display) -> String {
        number(self.lang, value)
    }

    fn say(&self, left: &str, right: &str) -> String {
        colon(self.lang, left, right)
    }

    /// Label of a cell, or of a component whose cells are its parts.
    fn cell(&self, slot: &Slot) -> String {
        let cell = self.ruleset.cell(slot).map(|cell| cell.label.clone());
        let component = || self.ruleset.label(slot.component).map(str::to_owned);
        cell.or_else(component).unwrap_or_else(|| slot.to_string())
    }

    fn components(&self, components: &[ComponentCode]) -> String {
        let slots: Vec<Slot> = components.iter().copied().map(Slot::whole).collect();
        self.cells(&slots)
    }

    fn cells(&self, slots: &[Slot]) -> String {
        slots.iter().map(|slot| self.cell(slot)).collect::<Vec<_>>().join(", ")
    }
}

/// How the points of a facultative épreuve count.
fn counting(lang: Lang) -> impl Fn(Counting) -> &'static str {
    let told = lang.words().told();
    move |counting| match counting {
        Counting::AboveTen => told.trace_above_ten,
        Counting::OffsetFromTen => told.trace_from_ten,
    }
}

#[cfg(test)]
#[path = "trace_tests.rs"]
mod tests;
