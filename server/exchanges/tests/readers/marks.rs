use exchanges::{CandidateKey, Limits, MarkLine, MarksCsvReader};

use crate::told;

fn line(line: u64, candidate: CandidateKey, texts: [&str; 3], conserved_since: Option<u8>) -> MarkLine {
    let [component, part, value] = texts.map(str::to_owned);
    MarkLine {
        line,
        candidate,
        component,
        part,
        value,
        conserved_since,
    }
}

#[test]
fn marks_are_texts_and_lacks_are_told() {
    let bytes = include_bytes!("../../fixtures/marks.csv").as_slice();
    let rows: Vec<_> = MarksCsvReader::open(bytes, Limits::default()).unwrap().collect();
    let number = |text: &str| CandidateKey::Number(text.into());
    let marks: Vec<_> = rows.iter().filter_map(|row| row.clone().ok()).collect();
    assert_eq!(
        marks,
        [
            line(2, number("02500000001"), ["HG", "1", "10,26"], None),
            line(
                3,
                CandidateKey::NationalId("123456789AB".into()),
                ["HG", "2", "AB"],
                None
            ),
            line(4, number("02500000001"), ["S1", "", "14"], Some(4)),
        ]
    );
    let findings: Vec<_> = rows.iter().filter_map(|row| row.as_ref().err()).map(told).collect();
    assert_eq!(
        findings,
        [
            ("missing_candidate", 5, 1, ""),
            ("missing_component", 6, 3, "02500000002"),
            ("missing_mark", 7, 5, "02500000002"),
            ("bad_conservation", 8, 6, "beaucoup"),
        ]
    );
}

#[test]
fn the_short_header_is_enough_and_a_key_is_needed() {
    let open = |text: &'static str| MarksCsvReader::open(text.as_bytes(), Limits::default());
    let mark = open("ine;epreuve;note\n1A;PHI;12.5").unwrap().next().unwrap().unwrap();
    assert_eq!(
        mark,
        line(2, CandidateKey::NationalId("1A".into()), ["PHI", "", "12.5"], None)
    );
    assert_eq!(
        told(&open("epreuve;note\n").err().unwrap()),
        ("missing_column", 1, 0, "numero_candidat, ine")
    );
    assert_eq!(
        told(&open("ine;epreuve\n").err().unwrap()),
        ("missing_column", 1, 0, "note")
    );
}
