//! Real files, where a folder of them is at hand: `DELOS_SHARED_DATA` names it.

use std::fs::File;
use std::path::PathBuf;

use exchanges::{Limits, PlacesReader, Verdict, check_pupil, judge};

use crate::{export, told};

fn file(name: &str) -> Option<PathBuf> {
    match std::env::var_os("DELOS_SHARED_DATA") {
        Some(folder) => Some(PathBuf::from(folder).join(name)),
        None => {
            println!("DELOS_SHARED_DATA is not set: {name} was not read");
            None
        }
    }
}

#[test]
fn the_directory_of_ille_et_vilaine() {
    let Some(path) = file("annuaire-education-35.csv") else {
        return;
    };
    let rows: Vec<_> = PlacesReader::open(File::open(path).unwrap(), Limits::default())
        .unwrap()
        .collect();
    let findings: Vec<_> = rows
        .iter()
        .filter_map(|row| row.as_ref().err())
        .map(|f| told(f).0)
        .collect();
    assert_eq!(findings, ["several_lines", "several_lines"]);
    let places: Vec<_> = rows.into_iter().filter_map(Result::ok).collect();
    assert_eq!(places.len(), 86);
    assert!(
        places
            .iter()
            .all(|place| place.academy_code == "14" && place.academy_label == "Rennes")
    );
    assert!(
        places
            .iter()
            .all(|place| place.opened_on.is_some() && !place.commune.is_empty())
    );
    assert!(
        places
            .iter()
            .any(|place| place.name == "Lycée Bertrand d'Argentré" && place.commune == "Vitré")
    );
}

#[test]
fn the_export_of_a_school() {
    let Some(path) = file("siecle/eleves-0350059Z.xml") else {
        return;
    };
    let export = export(&std::fs::read(path).unwrap());
    assert_eq!(export.failure, None);
    assert_eq!(export.school.unwrap().uai.to_string(), "0350059Z");
    let names: Vec<_> = export.pupils.iter().map(|pupil| pupil.first_names.join(" ")).collect();
    assert_eq!(names, ["Luciole Léa Lucy", "Harry Cocœ ", "François  "]);
    let divisions: Vec<_> = export.memberships.iter().map(|m| m.divisions.join(" ")).collect();
    assert_eq!(divisions, ["TCOM1", "TCOM1"]);
    let today = "2025-11-12".parse().unwrap();
    let verdicts: Vec<_> = export
        .pupils
        .iter()
        .map(|pupil| judge(&check_pupil(pupil, today)))
        .collect();
    assert_eq!(verdicts, [Verdict::Good, Verdict::Good, Verdict::Skipped]);
}
