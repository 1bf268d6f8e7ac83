//! Values of the law in words and colours.

use crate::parts;
use domain::{AnonymityNumber, Decision, Mention, Outcome, RaiseRefusal, Ruleset, Shortfall, Slot};
use words::{Lang, fill, law};

/// `104 237 K`, or a dash before numbers are drawn.
pub fn number(anonymity: Option<AnonymityNumber>) -> String {
    anonymity.map_or_else(|| "—".into(), AnonymityNumber::spaced)
}

/// Colour family of a decision.
pub fn family(decision: Decision) -> parts::Outcome {
    match decision {
        Decision::Admitted => parts::Outcome::Admitted,
        Decision::Group2 => parts::Outcome::SecondGroup,
        Decision::Refused | Decision::RefusedCert | Decision::Eliminated | Decision::Absent => parts::Outcome::Refused,
        Decision::Replacement | Decision::NoFinalDecision | Decision::Partial | Decision::Pending => {
            parts::Outcome::Pending
        }
        Decision::Withheld | Decision::Cancelled => parts::Outcome::Withheld,
    }
}

/// « Admis, mention bien ».
pub fn decision(lang: Lang, ruleset: &Ruleset, decision: Decision, mention: Option<Mention>) -> String {
    let text = law::decision_in(lang, ruleset, decision);
    match mention {
        Some(mention) => {
            let mention = law::mention(lang, mention).to_ascii_lowercase();
            let words = lang.words().jury().mention.to_ascii_lowercase();
            format!("{text}, {words} {mention}")
        }
        None => text.into(),
    }
}

/// « Admis · AB », « Second groupe »: what fits a column.
pub fn decision_short(lang: Lang, ruleset: &Ruleset, decision: Decision, mention: Option<Mention>) -> String {
    let words = lang.words().jury();
    match (decision, mention) {
        (Decision::Group2, _) => words.short_group2.into(),
        (Decision::RefusedCert, _) => law::decision_in(lang, ruleset, Decision::Refused).into(),
        (_, Some(Mention::Tbf)) => format!("{} · {}", law::decision_in(lang, ruleset, decision), words.short_tbf),
        (_, Some(mention)) => format!("{} · {}", law::decision_in(lang, ruleset, decision), mention.as_str()),
        (_, None) => law::decision_in(lang, ruleset, decision).into(),
    }
}

/// Why a mark is out of the jury's hands, in a word or two where there is one.
pub fn locked(lang: Lang, refusal: RaiseRefusal) -> String {
    let words = lang.words().jury();
    match refusal {
        RaiseRefusal::Locked => words.short_locked.into(),
        RaiseRefusal::Conserved => words.conserved.into(),
        other => law::raise_refusal(lang, other),
    }
}

/// `9,92`, or a dash.
pub fn average(lang: Lang, ruleset: &Ruleset, outcome: &Outcome) -> String {
    let scale = u32::from(ruleset.average.display_scale);
    outcome
        .average
        .map_or_else(|| "—".into(), |average| law::number(lang, average.truncated(scale)))
}

/// « 7,6 points ».
pub fn short(lang: Lang, missing: &Shortfall) -> String {
    let words = lang.words().jury();
    // In French what is less than two is one.
    let one = missing.points.ten_thousandths() < if lang == Lang::Fr { 20_000 } else { 10_001 };
    let sentence = if one { words.point_short } else { words.points_short };
    fill(sentence, &[("points", &law::number(lang, missing.points))])
}

/// Ten-thousandths of a point as `0,076`.
pub fn ten_thousandths(lang: Lang, value: i64) -> String {
    let text = format!("{}.{:04}", value / 10_000, value % 10_000);
    law::number(lang, text.trim_end_matches('0').trim_end_matches('.'))
}

/// Label of a cell.
pub fn label(ruleset: &Ruleset, slot: Slot) -> String {
    match ruleset.cell(&slot) {
        Some(cell) => cell.label.clone(),
        None => ruleset
            .label(slot.component)
            .map_or_else(|| slot.to_string(), Into::into),
    }
}

/// Where a threshold leads, in words.
pub fn beyond(lang: Lang, ruleset: &Ruleset, missing: &Shortfall) -> String {
    match missing.beyond {
        domain::Beyond::Decision(of) => law::decision_in(lang, ruleset, of).into(),
        domain::Beyond::Mention(of) => {
            format!(
                "{} {}",
                lang.words().jury().mention,
                law::mention(lang, of).to_ascii_lowercase()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_distances_keep_their_digits() {
        assert_eq!(ten_thousandths(Lang::Fr, 760), "0,076");
        assert_eq!(ten_thousandths(Lang::Fr, 5_000), "0,5");
        assert_eq!(ten_thousandths(Lang::Fr, 10_000), "1");
    }
}
