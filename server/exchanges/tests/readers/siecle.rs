use domain::Day;
use exchanges::{Given, Limits, Pupil, Sex, SiecleCsvReader, Verdict, check_pupil, judge};

use crate::{export, told};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn findings(pupil: &Pupil) -> Vec<(&'static str, u64, String)> {
    let findings = check_pupil(pupil, day("2025-11-12"));
    findings
        .into_iter()
        .map(|f| (f.code.text(), f.position.line, f.position.element))
        .collect()
}

#[test]
fn the_export_gives_school_pupils_then_divisions() {
    let export = export(include_bytes!("../../fixtures/siecle-findings.xml"));
    assert_eq!(export.failure, None);
    let school = export.school.unwrap();
    assert_eq!(
        (school.uai.to_string().as_str(), school.school_year.as_str()),
        ("0350059Z", "2025")
    );
    assert_eq!(
        (school.exported_on, school.position.line),
        (Given::Is(day("2025-11-12")), 5)
    );

    let first = &export.pupils[0];
    assert_eq!((first.line, first.column, first.element_id.as_str()), (11, 7, "1"));
    assert_eq!(
        (first.birth_name.as_str(), first.first_names[0].as_str()),
        ("D'ARGENT & CŒUR", "Élise")
    );
    assert_eq!(
        (first.sex.value(), first.birth_date.value()),
        (Some(&Sex::Female), Some(&day("29/02/2008")))
    );

    let divisions: Vec<_> = export
        .memberships
        .iter()
        .map(|m| (m.element_id.as_str(), m.divisions.join(" ")))
        .collect();
    assert_eq!(divisions, [("1", "TG1".to_owned()), ("2", String::new())]);
}

#[test]
fn each_pupil_of_the_export_is_judged() {
    let export = export(include_bytes!("../../fixtures/siecle-findings.xml"));
    let at = |element: &str, line, code| (code, line, element.to_owned());
    assert_eq!(findings(&export.pupils[0]), []);
    assert_eq!(
        findings(&export.pupils[1]),
        [
            at("ELEVE 2/NOM_DE_FAMILLE", 22, "missing_name"),
            at("ELEVE 2/CODE_SEXE", 22, "unknown_value"),
            at("ELEVE 2/DATE_NAISS", 22, "impossible_date"),
            at("ELEVE 2/CODE_COMMUNE_INSEE_NAISS", 22, "missing_birth_place"),
        ]
    );
    assert_eq!(
        findings(&export.pupils[2]),
        [at("ELEVE 3/ID_NATIONAL", 31, "no_national_id")]
    );
    assert_eq!(
        findings(&export.pupils[3]),
        [at("ELEVE 4/DATE_SORTIE", 40, "left_school")]
    );
    let verdicts = export
        .pupils
        .iter()
        .map(|pupil| judge(&check_pupil(pupil, day("2025-11-12"))));
    let expected = [Verdict::Good, Verdict::Rejected, Verdict::Skipped, Verdict::Skipped];
    assert_eq!(verdicts.collect::<Vec<_>>(), expected);
}

#[test]
fn the_csv_gives_the_same_record_and_goes_on_after_a_bad_row() {
    let bytes = include_bytes!("../../fixtures/siecle-findings.csv").as_slice();
    let mut rows: Vec<_> = SiecleCsvReader::open(bytes, Limits::default()).unwrap().collect();
    let short = rows.remove(3).unwrap_err();
    assert_eq!(
        (told(&short), short.is_fatal()),
        (("wrong_columns", 6, 0, "3 / 15"), false)
    );

    let pupils: Vec<_> = rows.into_iter().map(Result::unwrap).collect();
    assert_eq!(pupils.iter().map(|pupil| pupil.line).collect::<Vec<_>>(), [2, 3, 4, 7]);
    let first = &pupils[0];
    assert_eq!(
        (first.element_id.as_str(), first.national_id.as_str()),
        ("00000000123", "00000000123")
    );
    assert_eq!(first.first_names, ["Luciole", "Léa", "Lucy"]);
    assert_eq!(
        (first.sex.value(), &first.divisions),
        (Some(&Sex::Female), &vec!["TCOM1".to_owned()])
    );
    assert_eq!(findings(first), []);
    assert_eq!(
        (pupils[1].birth_name.as_str(), pupils[1].birth_place.as_str()),
        ("COVERT; SON", "LONDRES")
    );
    assert_eq!(
        findings(&pupils[1]),
        [("impossible_date", 3, "Date de naissance (jj/mm/aaaa)*".to_owned())]
    );
    assert_eq!(
        findings(&pupils[2]),
        [("missing_identifier", 4, "Identifiant unique*".to_owned())]
    );
    assert_eq!(pupils[2].divisions, Vec::<String>::new());
    assert_eq!(pupils[3].birth_date, Given::Is(day("2008-07-01")));
}

#[test]
fn the_csv_without_a_column_is_refused() {
    let refused = SiecleCsvReader::open("Identifiant unique*;Code MEF*\n1;2\n".as_bytes(), Limits::default());
    let failure = refused.err().unwrap();
    assert_eq!((failure.code.text(), failure.is_fatal()), ("missing_column", true));
    assert!(
        failure.value.starts_with("Premier prénom*, Deuxième prénom,"),
        "{}",
        failure.value
    );
}
