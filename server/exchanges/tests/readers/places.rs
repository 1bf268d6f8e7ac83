use exchanges::{Limits, PlaceState, PlacesReader, Sector};

use crate::told;

#[test]
fn the_first_line_of_a_school_counts_and_the_others_are_told() {
    let bytes = include_bytes!("../../fixtures/places.csv").as_slice();
    let rows: Vec<_> = PlacesReader::open(bytes, Limits::default()).unwrap().collect();
    let findings: Vec<_> = rows.iter().filter_map(|row| row.as_ref().err()).map(told).collect();
    assert_eq!(
        findings,
        [
            ("duplicate_place", 3, 1, "2"),
            ("several_lines", 5, 1, "Nom_etablissement"),
            ("contradicting_place", 6, 1, "Nom_etablissement"),
            ("bad_uai", 7, 1, "0359992A"),
            ("impossible_date", 8, 17, "1965-02-30"),
            ("missing_name", 10, 2, ""),
            ("unknown_value", 11, 18, "PERDU"),
            ("wrong_columns", 12, 0, "2 / 22"),
        ]
    );
    assert!(
        rows.iter()
            .filter_map(|row| row.as_ref().err())
            .all(|finding| !finding.is_fatal())
    );

    let places: Vec<_> = rows.into_iter().filter_map(Result::ok).collect();
    let first = &places[0];
    assert_eq!((first.line, first.uai.to_string().as_str()), (2, "0359990U"));
    assert_eq!(
        (first.name.as_str(), first.kind.as_str(), first.nature.as_str()),
        ("Lycée Aïcha-Example", "Lycée", "300")
    );
    assert_eq!((first.sector, first.state), (Some(Sector::Public), PlaceState::Open));
    assert_eq!(first.address, ["1 rue de l'École"]);
    assert_eq!(
        (
            first.postcode.as_str(),
            first.commune.as_str(),
            first.commune_code.as_str()
        ),
        ("35000", "Rennes", "35238")
    );
    assert_eq!((first.department.as_str(), first.academy_code.as_str()), ("035", "14"));
    assert_eq!(
        (first.academy_label.as_str(), first.opened_on.map(|day| day.iso())),
        ("Rennes", Some("1965-05-01".into()))
    );
    assert_eq!(
        (first.mail.as_str(), first.phone.as_str()),
        ("contact@exemple.fr", "02 99 00 00 00")
    );

    let later = &places[2];
    assert_eq!(
        (later.line, later.sector, later.state, later.opened_on),
        (9, None, PlaceState::ToClose, None)
    );
    assert_eq!(places.len(), 3);
}

#[test]
fn another_csv_is_refused_by_the_columns_it_lacks() {
    let failure = PlacesReader::open("uai;nom\n0350059Z;x\n".as_bytes(), Limits::default())
        .err()
        .unwrap();
    assert_eq!((failure.code.text(), failure.is_fatal()), ("missing_column", true));
    assert!(failure.value.starts_with("Identifiant_de_l_etablissement, "));
}
