//! Texts that were cut, doubled and scrambled: the readers of rulesets and of candidates tell what is wrong, and neither
//! panic nor hang. `HOSTILE=1000000` for more of them.

use std::time::{Duration, Instant};

use domain::{DecideLine, Plan, Ruleset, builtin, builtin_ruleset, decide, replay};

use crate::common::Dice;

/// One text may take so long, in an unoptimised build on a busy machine.
const LIMIT: Duration = Duration::from_secs(5);

fn rounds(usual: usize) -> usize {
    let asked = std::env::var("HOSTILE").ok().and_then(|count| count.parse().ok());
    asked.unwrap_or(usual)
}

/// A text with some of its pieces cut, doubled, swapped or replaced by what a reader stumbles over.
fn scrambled(text: &str, others: &[&str], dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        if lines.is_empty() {
            break;
        }
        let at = dice.below(lines.len());
        match dice.below(7) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other = dice.below(lines.len());
                lines.swap(at, other);
            }
            3 => {
                let other: &&str = dice.pick(others);
                let other: Vec<&str> = other.lines().collect();
                let line: &&str = dice.pick(other.as_slice());
                lines.insert(at, (*line).to_owned());
            }
            4 => {
                let keep = dice.below(lines[at].chars().count() + 1);
                lines[at] = lines[at].chars().take(keep).collect();
            }
            5 => {
                let odd = [
                    "-1",
                    "99999999999999999999",
                    "\u{0}",
                    "1e309",
                    "\"",
                    "[[",
                    "é",
                    "0",
                    "2.5",
                    "\"AB\"",
                    "true",
                ];
                let words: Vec<&str> = lines[at].split(' ').collect();
                let place = dice.below(words.len());
                let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
                words[place] = (*dice.pick(&odd)).to_owned();
                lines[at] = words.join(" ");
            }
            _ => {
                let digits = |c: char| if c.is_ascii_digit() { '9' } else { c };
                lines[at] = lines[at].chars().map(digits).collect();
            }
        }
    }
    lines.join("\n")
}

#[test]
fn a_scrambled_ruleset_is_refused_with_its_places_or_decides() {
    let mut dice = Dice(21);
    let shapes = include_str!("every_shape.toml");
    let texts: Vec<&str> = builtin().iter().map(|(_, text)| *text).chain([shapes]).collect();
    let (mut sound, mut refused) = (0, 0);
    for _ in 0..rounds(1_500) {
        let base: &&str = dice.pick(texts.as_slice());
        let text = scrambled(base, &texts, &mut dice);
        let start = Instant::now();
        match Ruleset::from_toml(&text) {
            Err(errors) => {
                assert!(!errors.is_empty());
                refused += 1;
            }
            Ok(ruleset) => {
                // Its own cases may come out otherwise now; they come out.
                let _ = ruleset.prove(&text);
                if dice.one_in(20) {
                    Plan::new(&ruleset);
                }
                sound += 1;
            }
        }
        assert!(start.elapsed() < LIMIT, "{text}");
    }
    assert!(sound > 50 && refused > 50, "{sound} sound, {refused} refused");
}

#[test]
fn a_scrambled_candidate_is_refused_with_its_field_or_decided() {
    let mut dice = Dice(22);
    let rulesets: Vec<Ruleset> = builtin().iter().filter_map(|(code, _)| builtin_ruleset(code)).collect();
    let cases = builtin().iter().enumerate().flat_map(|(place, (_, text))| {
        let cases = Ruleset::cases(text).unwrap().into_iter();
        cases.map(move |case| (place, serde_json::to_string_pretty(&case.given).unwrap()))
    });
    let lines: Vec<(usize, String)> = cases.collect();
    let others: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).collect();
    let (mut decided, mut refused) = (0, 0);
    for _ in 0..rounds(6_000) {
        let (own, base) = dice.pick(&lines);
        let text = scrambled(base, &others, &mut dice);
        let start = Instant::now();
        // A case of another exam as well: whatever a ruleset does not know is named.
        let ruleset = if dice.one_in(3) {
            dice.pick(&rulesets)
        } else {
            &rulesets[*own]
        };
        let line = serde_json::from_str::<DecideLine>(&text).map(|line| line.candidate(ruleset));
        match line {
            Ok(Ok(marks)) => {
                assert!(replay(&decide(ruleset, &marks).trace).is_ok(), "{text}");
                decided += 1;
            }
            Ok(Err(error)) => {
                assert!(error.id.is_some());
                refused += 1;
            }
            Err(_) => refused += 1,
        }
        assert!(start.elapsed() < LIMIT, "{text}");
    }
    assert!(decided > 100 && refused > 100, "{decided} decided, {refused} refused");
}
