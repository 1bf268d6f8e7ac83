//! What a change of law would do to real marks.

use super::{open, tell};
use crate::cli::{Failure, decide};
use clap::Args;
use domain::{Decision, DecisionLine, LineError, Mention, Ruleset};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use words::Lang;

/// Decide on the same marks by two rulesets and tell each decision or mention that flips, and why.
///
/// Marks are JSON lines as `delos decide` reads them. A line that one of the rulesets refuses is told and passed over;
/// the exit code is then 1.
#[derive(Args)]
pub struct Replay {
    /// The ruleset in force: a code, or a file.
    #[arg(long, value_name = "A")]
    from: String,
    /// The ruleset to try.
    #[arg(long, value_name = "B")]
    to: String,
    /// Candidates, one per line; - for standard input.
    #[arg(value_name = "MARKS", default_value = "-")]
    marks: PathBuf,
}

/// A decision and its mention, as counted.
type Verdict = (usize, Option<Mention>);

impl Replay {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let ((_, from), (_, to)) = (open(&self.from)?, open(&self.to)?);
        tell(|out| {
            let mut counts: BTreeMap<Verdict, [u64; 2]> = BTreeMap::new();
            let (mut read, mut flipped, mut bad) = (0_u64, 0_u64, 0_u64);
            decide::each_line(&self.marks, |number, line| {
                read += 1;
                let both = line.and_then(|line| Ok((line.decide(&from)?, line.decide(&to)?)));
                match both {
                    Ok((before, after)) => {
                        for (side, decision) in [&before, &after].into_iter().enumerate() {
                            counts.entry(verdict(decision)).or_default()[side] += 1;
                        }
                        if verdict(&before) != verdict(&after) {
                            flipped += 1;
                            writeln!(out, "{} : {} → {}", before.id, told(&from, &before), told(&to, &after))?;
                            for reason in reasons(&to, &before, &after) {
                                writeln!(out, "    {reason}")?;
                            }
                        }
                    }
                    Err(error) => {
                        bad += 1;
                        writeln!(out, "ligne {number} : {}", sentence(&to, &error))?;
                    }
                }
                Ok(())
            })?;
            writeln!(out)?;
            writeln!(
                out,
                "Candidats : {read} ; décisions changées : {flipped} ; lignes refusées : {bad}"
            )?;
            for ((decision, mention), [before, after]) in counts {
                writeln!(
                    out,
                    "  {} : {before} → {after}",
                    named(&to, Decision::ALL[decision], mention)
                )?;
            }
            Ok(ExitCode::from(u8::from(bad > 0)))
        })
    }
}

fn verdict(line: &DecisionLine) -> Verdict {
    let place = Decision::ALL.iter().position(|decision| *decision == line.decision);
    (place.unwrap_or(0), line.mention)
}

/// « Admis, Bien ».
fn named(ruleset: &Ruleset, decision: Decision, mention: Option<Mention>) -> String {
    let mention = mention.map_or(String::new(), |it| format!(", {}", words::law::mention(Lang::Fr, it)));
    words::law::decision_in(Lang::Fr, ruleset, decision).to_owned() + &mention
}

fn told(ruleset: &Ruleset, line: &DecisionLine) -> String {
    let average = line.average.as_deref().map(|it| words::law::number(Lang::Fr, it));
    let average = average.map_or(String::new(), |it| format!(" ({it})"));
    named(ruleset, line.decision, line.mention) + &average
}

/// The steps of the second trace that are not in the first.
fn reasons(ruleset: &Ruleset, before: &DecisionLine, after: &DecisionLine) -> Vec<String> {
    let new = after.trace.iter().filter(|step| !before.trace.contains(step));
    new.map(|step| words::law::trace_step(Lang::Fr, ruleset, step))
        .collect()
}

fn sentence(ruleset: &Ruleset, error: &LineError) -> String {
    let why = words::law::line_error(Lang::Fr, ruleset, error);
    match (&error.id, error.field.as_str()) {
        (None, _) => why,
        (Some(id), "") => format!("{id}, {why}"),
        (Some(id), field) => format!("{id}, {field} : {why}"),
    }
}
