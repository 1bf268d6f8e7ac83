//! What one pupil's record tells by itself.

use domain::Day;

use crate::code::{Finding, ImportCode};
use crate::pupil::{Given, Pupil, PupilField};

/// Checks one record on a given day; no finding means it can be imported as far as it alone can tell.
///
/// A pupil who left before that day is only skipped: his record is nobody's business any more. Otherwise every
/// finding is given. Duplicates and divisions need the whole file and are left to the caller.
pub fn check_pupil(pupil: &Pupil, today: Day) -> Vec<Finding> {
    use ImportCode as Code;
    use PupilField as Field;

    if let Given::Is(left) = pupil.left_on
        && left < today
    {
        return vec![Finding::new(
            Code::LeftSchool,
            left.to_string(),
            pupil.at(Field::LeftOn),
        )];
    }
    let mut findings = Vec::new();
    let mut tell = |code, value: &str, field| findings.push(Finding::new(code, value, pupil.at(field)));

    if pupil.element_id.is_empty() {
        tell(Code::MissingIdentifier, "", Field::Identifier);
    } else if pupil.national_id.is_empty() {
        tell(Code::NoNationalId, "", Field::NationalId);
    }
    if pupil.birth_name.is_empty() {
        tell(Code::MissingName, "", Field::BirthName);
    }
    if pupil.first_names[0].is_empty() {
        tell(Code::MissingName, "", Field::FirstName);
    }
    match &pupil.sex {
        Given::Is(_) => {}
        Given::Absent => tell(Code::MissingSex, "", Field::Sex),
        Given::Wrong(text) => tell(Code::UnknownValue, text, Field::Sex),
    }
    match &pupil.birth_date {
        Given::Absent => tell(Code::MissingBirthDate, "", Field::BirthDate),
        Given::Wrong(text) => tell(Code::ImpossibleDate, text, Field::BirthDate),
        Given::Is(day) if *day > today => tell(Code::ImpossibleDate, &day.to_string(), Field::BirthDate),
        Given::Is(_) => {}
    }
    if let Given::Wrong(text) = &pupil.left_on {
        tell(Code::ImpossibleDate, text, Field::LeftOn);
    }
    if pupil.birth_commune.is_empty() && pupil.birth_place.is_empty() {
        tell(Code::MissingBirthPlace, "", Field::BirthCommune);
    } else if pupil.birth_commune.is_empty() && pupil.birth_country.is_empty() {
        // A name alone may be anywhere; an INSEE code of commune is French.
        tell(Code::MissingBirthPlace, "", Field::BirthCountry);
    }
    if pupil.mef.is_empty() {
        tell(Code::MissingMef, "", Field::Mef);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pupil::{Origin, Sex};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn pupil() -> Pupil {
        Pupil {
            line: 12,
            element_id: "0002".into(),
            national_id: "00000000124".into(),
            birth_name: "COVERT".into(),
            first_names: ["Harry".into(), String::new(), String::new()],
            sex: Given::Is(Sex::Male),
            birth_date: Given::Is(day("01/07/2008")),
            birth_country: "132".into(),
            birth_place: "LONDRES".into(),
            mef: "2473130433".into(),
            ..Pupil::default()
        }
    }

    /// Codes and elements found after a change to a good record.
    fn found(change: impl FnOnce(&mut Pupil)) -> Vec<(&'static str, String)> {
        let mut pupil = pupil();
        change(&mut pupil);
        let findings = check_pupil(&pupil, day("12/11/2025"));
        findings
            .into_iter()
            .map(|f| (f.code.text(), format!("{} {}", f.position.element, f.value)))
            .collect()
    }

    #[test]
    fn a_good_record_has_no_finding() {
        assert_eq!(found(|_| {}), []);
        assert_eq!(
            found(|p| p.left_on = Given::Is(day("12/11/2025"))),
            [],
            "leaving today is not having left"
        );
        assert_eq!(
            found(|p| (p.birth_place, p.birth_country, p.birth_commune) = ("".into(), "".into(), "35238".into())),
            []
        );
    }

    #[test]
    fn each_lack_is_told_where_it_is() {
        let one = |code, element: &str| vec![(code, format!("ELEVE 0002/{element}"))];
        assert_eq!(found(|p| p.birth_name.clear()), one("missing_name", "NOM_DE_FAMILLE "));
        assert_eq!(found(|p| p.first_names[0].clear()), one("missing_name", "PRENOM "));
        assert_eq!(found(|p| p.sex = Given::Absent), one("missing_sex", "CODE_SEXE "));
        assert_eq!(
            found(|p| p.sex = Given::Wrong("3".into())),
            one("unknown_value", "CODE_SEXE 3")
        );
        assert_eq!(
            found(|p| p.birth_date = Given::Absent),
            one("missing_birth_date", "DATE_NAISS ")
        );
        assert_eq!(
            found(|p| p.birth_date = Given::Wrong("30/02/2008".into())),
            one("impossible_date", "DATE_NAISS 30/02/2008")
        );
        assert_eq!(
            found(|p| p.birth_date = Given::Is(day("13/11/2025"))),
            one("impossible_date", "DATE_NAISS 13/11/2025")
        );
        assert_eq!(
            found(|p| p.left_on = Given::Wrong("x".into())),
            one("impossible_date", "DATE_SORTIE x")
        );
        assert_eq!(
            found(|p| p.birth_place.clear()),
            one("missing_birth_place", "CODE_COMMUNE_INSEE_NAISS ")
        );
        assert_eq!(
            found(|p| p.birth_country.clear()),
            one("missing_birth_place", "CODE_PAYS ")
        );
        assert_eq!(found(|p| p.national_id.clear()), one("no_national_id", "ID_NATIONAL "));
        assert_eq!(found(|p| p.mef.clear()), one("missing_mef", "CODE_MEF "));
        let nameless = found(|p| p.element_id.clear());
        assert_eq!(nameless, [("missing_identifier", "ELEVE /ELEVE_ID ".to_owned())]);
    }

    #[test]
    fn who_left_is_skipped_whatever_else_is_wrong() {
        let gone = found(|p| {
            p.left_on = Given::Is(day("01/10/2025"));
            p.sex = Given::Absent;
        });
        assert_eq!(gone, [("left_school", "ELEVE 0002/DATE_SORTIE 01/10/2025".to_owned())]);
    }

    #[test]
    fn the_csv_is_told_by_its_titles() {
        let told = found(|p| {
            p.origin = Origin::Csv;
            p.sex = Given::Absent;
        });
        assert_eq!(told, [("missing_sex", "Code sexe* ".to_owned())]);
    }
}
