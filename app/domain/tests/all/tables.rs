//! Rulesets at the edge of what tables can hold.

use domain::{CandidateCategory, CandidateMarks, Coefficient, Decision, Document, Entry, Ruleset};

use crate::common::sessions::{alike, marks, ruleset, session, slot};

/// An épreuve whose points count from ten on, before one that weighs the same: their tables differ.
#[test]
fn a_unit_counted_from_ten_shares_no_table() {
    for composite in [
        "",
        "\ncomposite = { part_step = \"0.5\", parts = [{ code = \"A\", label = \"oral\", weight = 1 }] }",
    ] {
        let unit = format!(
            "[[epreuve]]\ncode = \"CO\"\nlabel = \"Chef-d'œuvre\"\ncoef = 1\nstep = \"0.5\"\n\
            counting = \"OFFSET_FROM_TEN\"{composite}\n\n[[epreuve]]\ncode = \"E2\""
        );
        let ruleset = ruleset("BCP31202", &[("[[epreuve]]\ncode = \"E2\"", &unit)]);
        let one = |but: &str| marks(&ruleset, "10", but);
        let of = if composite.is_empty() { "CO" } else { "CO.A" };
        let with = |mark: &str, but: &str| one(&format!("{of}={mark} {but}"));
        let columns = session(
            &ruleset,
            vec![
                with("10", ""),
                with("9.5", ""),
                with("10.5", "ART=9.5"),
                with("10", "ART=FR"),
                with("20", "ART=AB EPS=AB"),
                with("nothing", ""),
                one("ART=AB EPS=DI"),
            ],
        );
        let (decisions, alone) = alike(&ruleset, &columns);
        let (admitted, group2) = (Decision::Admitted, Decision::Group2);
        assert_eq!(
            decisions[..5],
            [admitted, group2, admitted, group2, group2],
            "{composite}"
        );
        assert_eq!(decisions[5], Decision::Pending);
        assert!(alone.is_empty(), "{alone:?}");
    }
}

/// Its weight goes to the other parts; where there is no other, the épreuve is marked as a whole.
#[test]
fn parts_that_nobody_of_a_category_sits_are_as_if_they_were_not() {
    let except = "except = [\"DISTANCE\"] }";
    let nested = format!(
        "composite = {{ part_step = \"0.5\", parts = [{{ code = \"A\", label = \"écrit\", weight = 1 }},\n\
        {{ code = \"B\", label = \"oral\", weight = 3, parts = [\
        {{ code = \"BA\", label = \"exposé\", weight = 1, {except}, {{ code = \"BB\", label = \"entretien\", weight = 1, {except}] }}] }}\n"
    );
    let none = format!(
        "composite = {{ part_step = \"0.5\", parts = [{{ code = \"A\", label = \"écrit\", weight = 1, {except}] }}\n"
    );
    for (composite, parts) in [(nested, "E31.A=8"), (none, "")] {
        let first = "code = \"E31\"\nlabel = \"Vente-conseil\"\ncoef = 3\nstep = \"0.5\"\n";
        let ruleset = ruleset("BCP31202", &[(first, &format!("{first}{composite}"))]);
        let distance = |but: &str| {
            let mut marks = CandidateMarks::default();
            marks.context.category = Some(CandidateCategory::Distance);
            for cell in ruleset.expected(&marks.context.clone()) {
                marks.set(cell.slot, "10".parse().ok());
            }
            for (cell, entry) in but.split_whitespace().filter_map(|pair| pair.split_once('=')) {
                marks.set(slot(cell), entry.parse::<Entry>().ok());
            }
            marks
        };
        let columns = session(
            &ruleset,
            vec![distance(""), distance(parts), distance("E31=nothing E31.A=nothing")],
        );
        let (decisions, _) = alike(&ruleset, &columns);
        let eight = if parts.is_empty() {
            Decision::Admitted
        } else {
            Decision::RefusedCert
        };
        assert_eq!(decisions, [Decision::Admitted, eight, Decision::Pending]);
    }
}

/// Whatever looks at several cells at once, or is too heavy or too coarse for the tables.
#[test]
fn what_tables_cannot_hold_is_decided_one_by_one() {
    let facultative = "components = [\"E2\", \"E31\", \"E32\"]";
    let unit = "[[epreuve]]\ncode = \"CO\"\nlabel = \"Chef-d'œuvre\"\ncoef = 1\nstep = \"0.5\"\n\
        counting = \"OFFSET_FROM_TEN\"\n\n[[epreuve]]\ncode = \"E2\"";
    let heavy = |ruleset: &Ruleset, coefficient: u32| {
        let mut document = Document::from(ruleset.clone());
        document.expected_coefficients = None;
        for epreuve in &mut document.epreuves {
            epreuve.coef = Coefficient::from_hundredths(coefficient);
        }
        Ruleset::try_from(document).unwrap()
    };
    let choice =
        "[[choice]]\nlabel = \"Langue ou arts\"\nmin = 1\nmax = 2\ncomponents = [\"ART\", \"EPS\"]\n\n[[facultative]]";
    let plain = ruleset("BCP31202", &[]);
    let sum = ("expected_coefficients = 25", "");
    for (what, flat, ruleset) in [
        ("nothing", true, plain.clone()),
        (
            "a choice",
            false,
            ruleset("BCP31202", &[sum, ("[[facultative]]", choice)]),
        ),
        ("as heavy as can be", true, heavy(&plain, 178_900)),
        ("too heavy", false, heavy(&plain, 179_000)),
        (
            "a step of five points",
            true,
            ruleset("BCP31202", &[("step = \"0.5\"", "step = 5")]),
        ),
        (
            "a coarser step",
            false,
            ruleset("BCP31202", &[("step = \"0.5\"", "step = 10")]),
        ),
        (
            "a bloc with a facultative unit",
            false,
            ruleset(
                "BCP31202",
                &[(facultative, "components = [\"E2\", \"E31\", \"E32\", \"UF\"]")],
            ),
        ),
        (
            "a minimum over a unit counted from ten",
            false,
            ruleset(
                "BCP31202",
                &[
                    ("[[epreuve]]\ncode = \"E2\"", unit),
                    (
                        "[jury]",
                        "[[floor]]\ncomponents = [\"E2\", \"CO\"]\nat_least = 9\n\n[jury]",
                    ),
                ],
            ),
        ),
    ] {
        let levels = ["20", "10", "0"].map(|mark| marks(&ruleset, mark, "ART=20 EPS=20"));
        let columns = session(&ruleset, levels.into());
        let (decisions, alone) = alike(&ruleset, &columns);
        assert_eq!(decisions[0], Decision::Admitted, "{what}");
        assert_eq!(alone, if flat { vec![] } else { vec![0, 1, 2] }, "{what}");
    }
}
