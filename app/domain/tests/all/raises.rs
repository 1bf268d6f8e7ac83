//! What a jury may raise, alone or together, where minimums, averages of blocs and orals ask for more than one average.

use domain::{
    Beyond, CandidateMarks, Decision, Entry, Mention, Outcome, Points, RaiseRefusal, Ruleset, Slot, builtin_ruleset,
    builtin_text, check_raise, decide, goals, nearest_raise, smallest_raise, sufficient_raises,
};

use crate::common::sessions::marks;

const ANY: Points = Points::from_ten_thousandths(i64::MAX);
const ADMITTED: Beyond = Beyond::Decision(Decision::Admitted);
const GROUP2: Beyond = Beyond::Decision(Decision::Group2);

fn shapes() -> Ruleset {
    Ruleset::from_toml(include_str!("every_shape.toml")).unwrap()
}

fn with_rules(code: &str, rules: &str) -> Ruleset {
    let text = builtin_text(code)
        .unwrap()
        .replacen("[jury]", &format!("{rules}\n\n[jury]"), 1);
    Ruleset::from_toml(&text).unwrap()
}

fn orals(marks: &mut CandidateMarks, orals: &str) {
    for (component, entry) in orals.split_whitespace().filter_map(|pair| pair.split_once('=')) {
        marks
            .group2
            .insert(component.parse().unwrap(), entry.parse::<Entry>().ok());
    }
}

fn up_to(ruleset: &Ruleset, marks: &CandidateMarks, goal: Beyond, at_most: Points) -> Option<String> {
    let plan = smallest_raise(ruleset, marks, goal, at_most)?;
    let raises = plan
        .raises
        .iter()
        .map(|(slot, from, to)| format!("{slot} {from}>{to} "));
    Some(format!("{}+{}", raises.collect::<String>(), plan.gain))
}

fn smallest(ruleset: &Ruleset, marks: &CandidateMarks, goal: Beyond) -> Option<String> {
    up_to(ruleset, marks, goal, ANY)
}

#[test]
fn a_minimum_is_raised_over_and_not_only_to_where_it_is_strict() {
    let ruleset = shapes();
    let at = |near: &str, others: &str| {
        marks(
            &ruleset,
            others,
            &format!("NEAR={near} DOWN={others} SUM={others} CA={others}"),
        )
    };
    let admitted = |near: &str, others: &str| smallest(&ruleset, &at(near, others), ADMITTED);
    assert_eq!(admitted("5", "20").as_deref(), Some("NEAR 5>6 +4"));
    assert_eq!(admitted("0", "20").as_deref(), Some("NEAR 0>6 +24"));
    assert_eq!(admitted("6", "20"), None, "nothing is short");
    // Both the minimum and the average of all: 5 and 10 lack 20 points, of which the minimum takes 4 at least.
    assert_eq!(admitted("5", "10").as_deref(), Some("NEAR 5>10 +20"));
    let soft =
        Ruleset::from_toml(&include_str!("every_shape.toml").replace("strict = true", "strict = false")).unwrap();
    assert_eq!(
        smallest(&soft, &at("4", "20"), ADMITTED).as_deref(),
        Some("NEAR 4>5 +4")
    );
    assert_eq!(smallest(&soft, &at("5", "20"), ADMITTED), None);
}

#[test]
fn the_cheapest_mark_under_a_minimum_of_several_is_raised() {
    let ruleset = with_rules("BCP31202", "[[floor]]\ncomponents = [\"E31\", \"E32\"]\nat_least = 9");
    // Two points short of 63: half a point of E32, that weighs 4; E31, that weighs 3, would need a whole one.
    let short = marks(&ruleset, "12", "E31=5 E32=11.5");
    assert_eq!(decide(&ruleset, &short).decision, Decision::Eliminated);
    assert_eq!(smallest(&ruleset, &short, ADMITTED).as_deref(), Some("E32 11.5>12 +2"));
    // A code that bars the diploma is raised over by nothing.
    assert_eq!(smallest(&ruleset, &marks(&ruleset, "12", "E31=AB"), ADMITTED), None);
}

#[test]
fn several_demands_are_met_by_marks_that_serve_both() {
    let ruleset = builtin_ruleset("BCP31202").unwrap();
    // 9 everywhere, 8 at work: 214 points of 250, and 88 of the 110 that the professional average asks for.
    let low = marks(&ruleset, "9", "E2=8 E31=8 E32=8");
    assert_eq!(goals(&ruleset, &low), [GROUP2, ADMITTED]);
    let plan = smallest_raise(&ruleset, &low, GROUP2, ANY).unwrap();
    assert_eq!(
        (plan.gain.to_string().as_str(), plan.outcome.decision),
        ("22", Decision::Group2)
    );
    let professional = |slot: &Slot| slot.component.as_str().starts_with('E') && slot.component.as_str() != "ECOG";
    assert!(plan.raises.iter().all(|(slot, ..)| professional(slot)), "{plan:?}");
    // Admission asks for no average of the bloc.
    assert_eq!(
        smallest_raise(&ruleset, &low, ADMITTED, ANY).unwrap().gain.to_string(),
        "36"
    );
    assert_eq!(up_to(&ruleset, &low, GROUP2, "21.9999".parse().unwrap()), None);
    assert!(up_to(&ruleset, &low, GROUP2, "22".parse().unwrap()).is_some());
}

#[test]
fn several_marks_are_raised_up_to_the_points_a_jury_gives() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let marks = marks(&ruleset, "10", "PHI=8 GO=9");
    let reached = |at_most: &str| up_to(&ruleset, &marks, ADMITTED, at_most.parse().unwrap());
    assert_eq!(reached("26").as_deref(), Some("PHI 8>10 GO 9>10 +26"));
    assert_eq!(reached("25.9999"), None);
    // Where points are the same, the fewest marks.
    let even = self::marks(&ruleset, "10", "S1=9");
    let plan = smallest_raise(&ruleset, &even, ADMITTED, ANY).unwrap();
    assert_eq!((plan.gain.to_string().as_str(), plan.raises.len()), ("16", 1));
}

#[test]
fn a_goal_that_is_reached_or_that_nothing_reaches_asks_for_nothing() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let ten = marks(&ruleset, "10", "");
    assert_eq!(smallest(&ruleset, &ten, GROUP2), None);
    assert_eq!(smallest(&ruleset, &ten, ADMITTED), None);
    assert_eq!(smallest(&ruleset, &CandidateMarks::default(), ADMITTED), None);
    let ab = marks(&ruleset, "12", "");
    assert_eq!(smallest(&ruleset, &ab, Beyond::Mention(Mention::Ab)), None);
    assert!(smallest(&ruleset, &ab, Beyond::Mention(Mention::B)).is_some());
    assert_eq!(sufficient_raises(&ruleset, &CandidateMarks::default()), []);
}

/// Over the minimum he is refused, and who is refused with an excused absence waits for its replacement part.
#[test]
fn a_raise_that_leaves_the_matter_open_reaches_nothing() {
    let ruleset = with_rules("BPDEMO", "[[floor]]\ncomponents = [\"U20\"]\nat_least = 5");
    let open = marks(&ruleset, "10", "U20=4 U10=AJ");
    assert_eq!(decide(&ruleset, &open).decision, Decision::Eliminated);
    let plan = smallest_raise(&ruleset, &open, ADMITTED, ANY).unwrap();
    assert_eq!(plan.outcome.decision, Decision::Admitted);
    // Three points are enough to open it, and not to admit.
    assert_eq!(up_to(&ruleset, &open, ADMITTED, "3".parse().unwrap()), None);
    let above = marks(&ruleset, "10", "U20=5 U10=AJ");
    assert_eq!(decide(&ruleset, &above).decision, Decision::Replacement);
    assert_eq!(smallest(&ruleset, &above, ADMITTED), None);
    // A hundred and fifty points for a single mark, of which no raise gives so many.
    assert_eq!(sufficient_raises(&ruleset, &open), []);
}

/// After the orals the better mark counts: raising the other one beneath it brings nothing.
#[test]
fn after_the_orals_only_what_counts_is_raised() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let mut candidate = marks(&ruleset, "9", "");
    orals(&mut candidate, "PHI=13 S1=12");
    let outcome = decide(&ruleset, &candidate);
    assert_eq!(
        (outcome.decision, outcome.points.unwrap().to_string().as_str()),
        (Decision::RefusedCert, "980")
    );
    assert_eq!(goals(&ruleset, &candidate), [ADMITTED]);
    // Twenty points: two of the Grand oral are exact. Philosophy, 13 by its oral, would have to go beyond.
    assert_eq!(smallest(&ruleset, &candidate, ADMITTED).as_deref(), Some("GO 9>11 +20"));
    let mut locked = candidate.clone();
    locked.set("GO".parse().unwrap(), "DI".parse().ok());
    let outcome = decide(&ruleset, &locked);
    assert_eq!(outcome.decision, Decision::RefusedCert);
    let plan = smallest_raise(&ruleset, &locked, ADMITTED, ANY).unwrap();
    assert_eq!(plan.outcome.decision, Decision::Admitted);
    for (slot, _, to) in &plan.raises {
        let oral = locked
            .group2
            .get(&slot.component)
            .copied()
            .flatten()
            .and_then(Entry::mark);
        assert!(oral.is_none_or(|oral| *to > oral), "{plan:?}");
    }
}

/// 8.94 in the first group and 11 at the orals: a point and a half more is enough beside them, where admission in the
/// first group would take 26.5. Of such a mean only single marks are raised.
#[test]
fn beside_a_mean_of_averages_a_single_mark_is_raised() {
    let ruleset = builtin_ruleset("BCP09").unwrap();
    let mut candidate = marks(&ruleset, "9", "E31=10 MATH=6");
    orals(&mut candidate, "MATH=12 FR=10");
    let outcome = decide(&ruleset, &candidate);
    assert_eq!(outcome.decision, Decision::RefusedCert);
    let plan = smallest_raise(&ruleset, &candidate, ADMITTED, ANY).unwrap();
    assert_eq!((plan.raises.len(), plan.outcome.decision), (1, Decision::Admitted));
    assert_eq!(plan.gain.to_string(), "1.5");
    // Orals below ten: admission in the first group asks for less than their mean.
    orals(&mut candidate, "MATH=9 FR=10");
    let plan = smallest_raise(&ruleset, &candidate, ADMITTED, ANY).unwrap();
    assert_eq!((plan.raises.len(), plan.gain.to_string().as_str()), (2, "26.5"));
}

#[test]
fn a_raise_already_made_counts_as_made() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let mut candidate = marks(&ruleset, "10", "PHI=7 GO=9");
    candidate.raises.insert("PHI".parse().unwrap(), "8".parse().unwrap());
    let shown = |raises: Vec<domain::Raise>| -> Vec<String> {
        let one = |raise: domain::Raise| format!("{} {}>{} +{}", raise.slot, raise.from, raise.to, raise.gain);
        raises.into_iter().map(one).collect()
    };
    // 26 points short: S1 and S2 weigh 16, and what is told of one mark leaves the raise of the other.
    assert_eq!(
        shown(sufficient_raises(&ruleset, &candidate)),
        ["PHI 8>12 +32", "GO 9>12 +30", "S1 10>12 +32", "S2 10>12 +32"]
    );
    assert_eq!(
        smallest(&ruleset, &candidate, ADMITTED).as_deref(),
        Some("PHI 8>10 GO 9>10 +26")
    );
    // Checked, it replaces the one that was made.
    let check = |to: &str| check_raise(&ruleset, &candidate, "PHI".parse().unwrap(), to.parse().unwrap());
    let seven = "7".parse().unwrap();
    assert_eq!(
        (check("8"), check("7")),
        (Ok(seven), Err(RaiseRefusal::NotHigher(seven)))
    );
    assert_eq!(
        check_raise(&ruleset, &candidate, "XX".parse().unwrap(), seven),
        Err(RaiseRefusal::UnknownSlot)
    );
}

#[test]
fn a_jury_deliberates_on_a_presumed_fraud_as_on_anyone() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let mut candidate = marks(&ruleset, "10", "GO=9");
    let before = smallest(&ruleset, &candidate, ADMITTED);
    candidate.presumed_fraud = true;
    assert_eq!(decide(&ruleset, &candidate).decision, Decision::Withheld);
    assert_eq!(smallest(&ruleset, &candidate, ADMITTED), before);
    assert_eq!(sufficient_raises(&ruleset, &candidate).len(), 4);
}

#[test]
fn conserved_marks_are_raised_where_the_exam_lets_the_jury() {
    let raise = |locked: bool| {
        let text = builtin_text("BPDEMO").unwrap();
        let text = text.replace("conserved_locked = true", &format!("conserved_locked = {locked}"));
        let ruleset = Ruleset::from_toml(&text).unwrap();
        let mut candidate = marks(&ruleset, "10", "");
        candidate.context.conserved.insert("U10".parse().unwrap(), 1);
        check_raise(&ruleset, &candidate, "U10".parse().unwrap(), "12".parse().unwrap())
    };
    assert_eq!(raise(true), Err(RaiseRefusal::Conserved));
    assert_eq!(raise(false), Ok("10".parse().unwrap()));
}

#[test]
fn standings_are_ordered_and_open_matters_have_none() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let outcome = |decision, mention| Outcome {
        decision,
        mention,
        ..decide(&ruleset, &marks(&ruleset, "10", ""))
    };
    let standing = |decision| outcome(decision, None).standing();
    let order = [
        Decision::Eliminated,
        Decision::Refused,
        Decision::RefusedCert,
        Decision::Group2,
        Decision::Admitted,
    ];
    assert!(order.map(standing).is_sorted_by(|low, high| low < high));
    assert_eq!(standing(Decision::Absent), standing(Decision::Eliminated));
    let mentions = Mention::ALL.map(|mention| outcome(Decision::Admitted, Some(mention)).standing());
    assert!(standing(Decision::Admitted) < mentions[0] && mentions.is_sorted_by(|low, high| low < high));
    for decision in Decision::ALL {
        let open = !order.contains(&decision) && decision != Decision::Absent;
        assert_eq!(standing(decision).is_none(), open, "{decision:?}");
    }
}

/// Two tenths of the average of BCG24 are twenty points.
#[test]
fn the_nearest_goal_that_an_effort_reaches_is_taken() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let nearest = |candidate: &CandidateMarks, effort: &str| {
        let plan = nearest_raise(&ruleset, candidate, effort.parse().unwrap());
        plan.map(|plan| (plan.gain.to_string(), plan.outcome.decision, plan.outcome.mention))
    };
    let low = marks(&ruleset, "8", "GO=7");
    assert_eq!(nearest(&low, "0.09"), None);
    assert_eq!(nearest(&low, "3"), Some(("10".into(), Decision::Group2, None)));
    let high = marks(&ruleset, "12", "GO=10");
    assert_eq!(nearest(&high, "0.19"), None);
    assert_eq!(
        nearest(&high, "0.2"),
        Some(("20".into(), Decision::Admitted, Some(Mention::Ab)))
    );
    assert_eq!(nearest(&CandidateMarks::default(), "3"), None);
}
