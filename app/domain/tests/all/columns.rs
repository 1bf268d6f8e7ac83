//! Sessions in columns: what they hold, what they cannot, and what they lack.

use domain::{
    CandidateCategory, CandidateMarks, Columns, ComponentCode, Decision, Document, MarkCode, NotAColumn, Plan, Ruleset,
    SpecialityCode, Value, builtin_ruleset,
};

use crate::common::sessions::{alike, marks, ruleset, session, slot};

#[test]
fn what_nobody_has_a_mark_for_keeps_everybody_waiting() {
    let ruleset = ruleset("BCP31202", &[]);
    let mut columns = Columns::new(&ruleset, 3);
    assert_eq!(alike(&ruleset, &columns), (vec![Decision::Pending; 3], vec![]));
    columns.set(0, 0, Value::from(Some("12".parse().unwrap())));
    columns.set(0, 1, Value::from(Some(MarkCode::AB.into())));
    assert_eq!(alike(&ruleset, &columns), (vec![Decision::Pending; 3], vec![]));
    // A mark in a column or a row there is none of goes nowhere.
    let before = columns.clone();
    columns.set(99, 0, Value::MISSING);
    columns.set(0, 3, Value::from(Some("12".parse().unwrap())));
    columns.set_category(3, CandidateCategory::School);
    assert_eq!(alike(&ruleset, &columns), alike(&ruleset, &before));
}

#[test]
fn who_is_absent_or_dispensed_everywhere_is_decided_by_the_tables() {
    for code in ["BCG24", "BCP31202", "BTSSIO"] {
        let ruleset = ruleset(code, &[]);
        let everywhere = |entry: &str| marks(&ruleset, entry, "");
        let columns = session(&ruleset, ["AB", "DI", "12", "AB"].map(everywhere).into());
        let (decisions, alone) = alike(&ruleset, &columns);
        assert_eq!(decisions[..2], [Decision::Absent, Decision::Pending], "{code}");
        assert_eq!(decisions[2..], [Decision::Admitted, Decision::Absent], "{code}");
        assert!(alone.is_empty(), "{code}: {alone:?}");
    }
}

#[test]
fn one_absence_among_marks_is_no_absence_everywhere() {
    let ruleset = ruleset("BCP31202", &[]);
    let one = |but: &str| marks(&ruleset, "AB", but);
    let columns = session(&ruleset, vec![one("ART=0"), one("UF.1=20"), one("ART=DI")]);
    let expected = [Decision::Eliminated, Decision::Absent, Decision::Absent];
    assert_eq!(alike(&ruleset, &columns), (expected.into(), vec![]));
}

#[test]
fn options_count_up_to_their_most_coefficients() {
    let ruleset = ruleset("BCG24", &[]);
    let with = |coefficients: &[&str]| {
        let mut marks = marks(&ruleset, "10", "");
        for (number, coefficient) in (1..).zip(coefficients) {
            let cell = slot(&format!("OPT.{number}"));
            marks.set(cell, "15".parse().ok());
            marks.option_coefficients.insert(cell, coefficient.parse().unwrap());
        }
        marks
    };
    let columns = session(&ruleset, vec![with(&["7", "7"]), with(&["7", "7.5"]), with(&["2"])]);
    let (decisions, alone) = alike(&ruleset, &columns);
    assert_eq!((decisions, alone), (vec![Decision::Admitted; 3], vec![1]));
    let weights: Vec<_> = Plan::new(&ruleset).decide(&columns);
    let weights: Vec<_> = weights
        .iter()
        .map(|it| it.coefficients().unwrap().to_string())
        .collect();
    assert_eq!(weights, ["114", "107", "102"]);
}

#[test]
fn an_exam_without_anything_beside_its_epreuves_is_decided_alike() {
    let mut document = Document::from(builtin_ruleset("BPDEMO").unwrap());
    document.facultatives.clear();
    let ruleset = Ruleset::try_from(document).unwrap();
    let everywhere = |entry: &str| marks(&ruleset, entry, "U10=12");
    let columns = session(&ruleset, ["12", "9.5", "8", "AJ", "AB"].map(everywhere).into());
    let (decisions, alone) = alike(&ruleset, &columns);
    let (refused, admitted) = (Decision::Refused, Decision::Admitted);
    assert_eq!(
        decisions,
        [admitted, admitted, refused, Decision::Replacement, Decision::Eliminated]
    );
    assert!(alone.is_empty());
}

#[test]
fn each_of_several_minimums_eliminates_in_the_tables_too() {
    let floors = "[[floor]]\ncomponents = [\"E31\", \"E32\"]\nat_least = 9\n\n\
        [[floor]]\ncomponents = [\"MATH\"]\nat_least = 5\nstrict = true\n\n[jury]";
    let ruleset = ruleset("BCP31202", &[("[jury]", floors)]);
    let cases = [
        ("E31=5 E32=12", Decision::Admitted),
        ("E31=5 E32=11.5", Decision::Eliminated),
        ("MATH=5.5", Decision::Admitted),
        ("MATH=5", Decision::Eliminated),
        ("MATH=0", Decision::Eliminated),
        // Where nothing of it counts there is no minimum.
        ("MATH=DI", Decision::Admitted),
        ("E31=DI E32=DI", Decision::Admitted),
    ];
    let columns = session(&ruleset, cases.map(|(but, _)| marks(&ruleset, "12", but)).into());
    assert_eq!(
        alike(&ruleset, &columns),
        (cases.map(|(_, decision)| decision).into(), vec![])
    );
}

#[test]
fn what_has_no_column_is_refused_and_its_candidate_held_whole() {
    let ruleset = ruleset("BCG24", &[]);
    let mut columns = Columns::new(&ruleset, 2);
    assert_eq!(columns.cell(&ruleset, slot("XX")).err(), Some(NotAColumn));
    let two = "2".parse().unwrap();
    for (cell, row) in [("XX", 0), ("PHI", 0), ("OPT.1", 2)] {
        assert_eq!(
            columns.set_coefficient(&ruleset, row, slot(cell), two),
            Err(NotAColumn),
            "{cell}"
        );
    }
    for (row, component, speciality) in [(0, "PHI", "PC"), (0, "XX", "PC"), (0, "S1", "XX"), (2, "S1", "PC")] {
        let set = columns.set_speciality(&ruleset, row, component.parse().unwrap(), speciality.parse().unwrap());
        assert_eq!(set, Err(NotAColumn), "{component} {speciality}");
    }
    let with = |change: &dyn Fn(&mut CandidateMarks)| {
        let mut marks = marks(&ruleset, "12", "");
        change(&mut marks);
        marks
    };
    let speciality = |component: &str, code: &str| -> (ComponentCode, SpecialityCode) {
        (component.parse().unwrap(), code.parse().unwrap())
    };
    let candidates = vec![
        with(&|_| {}),
        with(&|marks| marks.set(slot("XX"), "12".parse().ok())),
        with(&|marks| marks.option_coefficients.extend([(slot("PHI"), two)])),
        with(&|marks| marks.context.specialities.extend([speciality("PHI", "PC")])),
        with(&|marks| marks.context.specialities.extend([speciality("S1", "XX")])),
        with(&|marks| marks.presumed_fraud = true),
    ];
    let columns = session(&ruleset, candidates.clone());
    let whole: Vec<usize> = columns.whole().map(|(row, _)| row).collect();
    assert_eq!(whole, [1, 2, 3, 4, 5]);
    let back: Vec<_> = (0..candidates.len())
        .map(|row| columns.candidate(&ruleset, row))
        .collect();
    assert_eq!(back, candidates);
    let (decisions, _) = alike(&ruleset, &columns);
    assert_eq!(decisions[1..5], [Decision::Admitted; 4]);
    assert_eq!(decisions[5], Decision::Withheld);
}

#[test]
#[should_panic(expected = "row 1 of 1")]
fn nobody_is_put_in_a_row_that_is_none() {
    let ruleset = ruleset("BTSSIO", &[]);
    Columns::new(&ruleset, 1).put(&ruleset, 1, CandidateMarks::default());
}

#[test]
fn a_speciality_beyond_what_a_byte_tells_is_held_whole() {
    let mut document = Document::from(builtin_ruleset("BCG24").unwrap());
    let model = document.specialities[0].clone();
    for number in 0..300 {
        let mut speciality = model.clone();
        speciality.code = format!("N{number}").parse().unwrap();
        document.specialities.push(speciality);
    }
    let ruleset = Ruleset::try_from(document).unwrap();
    let with = |speciality: &SpecialityCode| {
        let mut marks = CandidateMarks::default();
        marks.context.specialities.insert("S1".parse().unwrap(), *speciality);
        for cell in ruleset.expected(&marks.context.clone()) {
            marks.set(cell.slot, "12".parse().ok());
        }
        marks
    };
    let codes: Vec<_> = [0, 254, 255].map(|place| ruleset.specialities[place].code).into();
    let columns = session(&ruleset, codes.iter().map(with).collect());
    let whole: Vec<usize> = columns.whole().map(|(row, _)| row).collect();
    assert_eq!(whole, [2]);
    assert_eq!(alike(&ruleset, &columns).0, [Decision::Admitted; 3]);
}
