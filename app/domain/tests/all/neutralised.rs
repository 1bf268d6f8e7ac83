//! Components supposed to count for nobody: nothing of them is left, and nobody waits for them.

use domain::{CandidateMarks, Decision, Hypothesis, Ruleset, Slot, builtin_ruleset, decide};

fn without(component: &str) -> Hypothesis {
    Hypothesis {
        neutralised: [component.parse().unwrap()].into(),
        ..Hypothesis::default()
    }
}

#[test]
fn nothing_of_a_component_is_left_and_all_of_the_others_is() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let of = |component: &str, marks: &mut CandidateMarks| {
        let slot: Slot = component.parse().unwrap();
        let mark = "12".parse().unwrap();
        marks.set(slot, "11".parse().ok());
        marks.option_coefficients.insert(slot, "2".parse().unwrap());
        marks.raises.insert(slot, mark);
        marks.provisional.insert(slot, mark);
        marks.waived.insert(slot, "lost".into());
        marks.context.conserved.insert(slot.component, 1);
        marks.context.specialities.insert(slot.component, "PC".parse().unwrap());
        marks.context.later.insert(slot.component);
    };
    let (mut both, mut other) = (CandidateMarks::default(), CandidateMarks::default());
    of("S1", &mut both);
    of("S2", &mut both);
    of("S2", &mut other);
    let left = without("S1").marks(&ruleset, &both);
    other.waived.insert("S1".parse().unwrap(), "neutralisée".into());
    assert_eq!(*left, other);
    assert_eq!(*Hypothesis::default().marks(&ruleset, &both), both);
}

#[test]
fn a_supposition_is_one_as_soon_as_it_supposes_something() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let (threshold, at_least) = ruleset.thresholds()[0];
    let moved = Hypothesis {
        thresholds: [(threshold, at_least)].into(),
        ..Hypothesis::default()
    };
    assert!(Hypothesis::default().is_empty() && !moved.is_empty() && !without("PHI").is_empty());
}

#[test]
fn who_sat_what_is_neutralised_among_several_sat_enough() {
    let ruleset = Ruleset::from_toml(include_str!("every_shape.toml")).unwrap();
    let (ca, cb): (Slot, Slot) = ("CA".parse().unwrap(), "CB".parse().unwrap());
    let sat = |how: &dyn Fn(&mut CandidateMarks)| {
        let mut marks = CandidateMarks::default();
        for cell in ["NEAR", "DOWN", "SUM", "YEARS.1", "YEARS.2"] {
            marks.set(cell.parse().unwrap(), "12".parse().ok());
        }
        how(&mut marks);
        let left = without("CA").marks(&ruleset, &marks);
        let outcome = decide(&ruleset, &left);
        let weight = outcome.coefficients.map(|it| it.to_string()).unwrap_or_default();
        (outcome.decision, weight)
    };
    let admitted = |weight: &str| (Decision::Admitted, weight.to_owned());
    // By a mark, one given meanwhile, one gone without, or a choice whose mark is yet to come.
    assert_eq!(sat(&|marks| marks.set(ca, "20".parse().ok())), admitted("13"));
    assert_eq!(
        sat(&|marks| marks.provisional.extend([(ca, "20".parse().unwrap())])),
        admitted("13")
    );
    assert_eq!(sat(&|marks| marks.waived.extend([(ca, "lost".into())])), admitted("13"));
    assert_eq!(
        sat(&|marks| marks.context.chosen.extend([ca.component])),
        admitted("13")
    );
    // Who sat another is not touched; who sat none still owes one.
    assert_eq!(sat(&|marks| marks.set(cb, "20".parse().ok())), admitted("16"));
    assert_eq!(sat(&|_| {}), (Decision::Pending, String::new()));
}

#[test]
fn an_epreuve_in_parts_leaves_with_all_its_parts() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let mut marks = CandidateMarks::default();
    marks
        .context
        .specialities
        .insert("S1".parse().unwrap(), "PC".parse().unwrap());
    for cell in ruleset.expected(&marks.context.clone()) {
        marks.set(cell.slot, "12".parse().ok());
    }
    marks.set("S1.P".parse().unwrap(), None);
    assert_eq!(decide(&ruleset, &marks).decision, Decision::Pending);
    let left = without("S1").marks(&ruleset, &marks);
    let outcome = decide(&ruleset, &left);
    assert_eq!(outcome.coefficients.unwrap().to_string(), "84");
}
