//! What the control orals do to a decision, known, unknown or replaced by a code.

use domain::{CandidateMarks, Decision, Entry, Outcome, Ruleset, Slot, TraceStep, builtin_ruleset, decide};

/// Between both gates: 9.19 under one exam, 9.16 under the other.
fn waiting(code: &str) -> (Ruleset, CandidateMarks) {
    let (ruleset, cells) = match code {
        "SHAPES" => (
            Ruleset::from_toml(include_str!("every_shape.toml")).unwrap(),
            "NEAR=10 DOWN=9 SUM=10 CA=8 YEARS.1=9 YEARS.2=9",
        ),
        code => (
            builtin_ruleset(code).unwrap(),
            "E2=10 E31=11 E32=10.5 MATH=6 PC=7 ECOG=9 PSE=10.5 LVA=9.5 FR=6.5 HGEMC=7.5 ART=10 EPS=11",
        ),
    };
    let mut marks = CandidateMarks::default();
    for (cell, entry) in cells.split(' ').filter_map(|pair| pair.split_once('=')) {
        marks.set(cell.parse().unwrap(), entry.parse().ok());
    }
    (ruleset, marks)
}

fn after(code: &str, orals: &str, change: impl Fn(&mut CandidateMarks)) -> Outcome {
    let (ruleset, mut marks) = waiting(code);
    for (component, entry) in orals.split_whitespace().filter_map(|pair| pair.split_once('=')) {
        marks
            .group2
            .insert(component.parse().unwrap(), entry.parse::<Entry>().ok());
    }
    change(&mut marks);
    decide(&ruleset, &marks)
}

#[test]
fn an_unknown_oral_keeps_the_candidate_where_he_stands() {
    for (orals, decision) in [
        ("", Decision::Group2),
        ("CA=?", Decision::Group2),
        ("SUM=20 CA=?", Decision::Group2),
        ("SUM=AJ CA=?", Decision::Group2),
        ("SUM=AJ CA=20", Decision::Replacement),
        ("SUM=AJ", Decision::Replacement),
        ("SUM=DI", Decision::Refused),
        ("SUM=16", Decision::Refused),
        ("SUM=16.5", Decision::Admitted),
        ("CA=12", Decision::Refused),
        ("CA=12.5", Decision::Admitted),
    ] {
        assert_eq!(after("SHAPES", orals, |_| {}).decision, decision, "{orals}");
    }
}

#[test]
fn orals_change_nothing_for_who_did_not_need_them() {
    let admitted = after("SHAPES", "CA=20", |marks| {
        marks.set("CA".parse().unwrap(), "16".parse().ok())
    });
    assert_eq!(admitted.decision, Decision::Admitted);
    assert_eq!(admitted.points.unwrap().to_string(), "171");
    let refused = after("SHAPES", "CA=20", |marks| {
        marks.set("DOWN".parse().unwrap(), "1".parse().ok())
    });
    assert_eq!(refused.decision, Decision::Refused);
    for outcome in [admitted, refused] {
        assert!(!outcome.trace.iter().any(|step| matches!(step, TraceStep::Oral { .. })));
    }
}

/// 229 points over 25: the mean of 9.16 and of the orals' own average.
#[test]
fn the_mean_of_the_orals_counts_beside_the_first_group() {
    for (orals, average, decision) in [
        ("MATH=10 FR=12", "252/25", Decision::Admitted),
        ("MATH=10 FR=10.5", "1941/200", Decision::RefusedCert),
        ("MATH=AB FR=20", "479/50", Decision::RefusedCert),
        // A dispensation is no mark: one oral makes the mean alone, none leaves the first average.
        ("MATH=DI FR=11.5", "1033/100", Decision::Admitted),
        ("MATH=DI FR=DI", "229/25", Decision::RefusedCert),
        ("MATH=AJ FR=20", "", Decision::Replacement),
        ("MATH=? FR=20", "229/25", Decision::Group2),
        // A lower mean takes no certificate away.
        ("MATH=0 FR=0", "229/50", Decision::RefusedCert),
    ] {
        let outcome = after("BCP09", orals, |_| {});
        let found = outcome.average.map(|average| average.to_string()).unwrap_or_default();
        assert_eq!((found.as_str(), outcome.decision), (average, decision), "{orals}");
        // The sums told are those of the first group.
        let points = outcome.points.map(|points| points.to_string());
        assert_eq!(points.as_deref(), (!average.is_empty()).then_some("229"), "{orals}");
    }
}

#[test]
fn an_oral_of_what_was_gone_without_counts_in_their_mean_alone() {
    let without = |marks: &mut CandidateMarks| {
        let math: Slot = "MATH".parse().unwrap();
        marks.set(math, None);
        marks.waived.insert(math, "lost".into());
    };
    let outcome = after("BCP09", "MATH=14 FR=12", without);
    let oral = outcome.trace.iter().find_map(|step| match step {
        TraceStep::Oral {
            component, first, kept, ..
        } if component.as_str() == "MATH" => Some((*first, *kept)),
        _ => None,
    });
    assert_eq!(oral, Some((None, Some("14".parse().unwrap()))));
    let mean = outcome.trace.iter().find_map(|step| match step {
        TraceStep::MeanOfAverages { orals, .. } => Some(orals.to_string()),
        _ => None,
    });
    assert_eq!(mean.as_deref(), Some("13/1"));
}

#[test]
fn who_waits_for_a_replacement_is_told_which_cell() {
    let replaced = |outcome: &Outcome| {
        outcome.trace.iter().find_map(|step| match step {
            TraceStep::Replacement { slots } => Some(slots.iter().map(ToString::to_string).collect::<Vec<_>>()),
            _ => None,
        })
    };
    let oral = after("SHAPES", "SUM=AJ CA=AJ", |_| {});
    assert_eq!(replaced(&oral), Some(vec!["CA".into(), "SUM".into()]));
    let cell = after("SHAPES", "", |marks| {
        marks.set("CA".parse().unwrap(), "AJ".parse().ok())
    });
    assert_eq!(replaced(&cell), Some(vec!["CA".into()]));
}
