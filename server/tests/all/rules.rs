//! `delos rules`: the law from a shell.

use crate::common::Place;

/// Exit code and what was said.
fn rules(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let output = Place::empty().delos(&[&["rules"], arguments].concat(), input);
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8(said).expect("utf-8").replace('\u{a0}', " "),
    )
}

fn text(code: &str) -> &'static str {
    domain::builtin_text(code).expect(code)
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), text).expect("written");
    file
}

fn says(said: &str, all: &[&str]) {
    for words in all {
        assert!(said.contains(words), "{words:?} is not in\n{said}");
    }
}

#[test]
fn every_fault_of_a_file_is_told_at_once_in_words() {
    assert_eq!(
        rules(&["check", "BCG24"], ""),
        (Some(0), "BCG24 : sans faute, 28 cas d'exemple justes\n".to_owned())
    );
    let faulty = text("BCP31202")
        .replacen("coef = 4", "coef = 5", 1)
        .replacen("code = \"E32\"", "code = \"E31\"", 1)
        .replacen("{ professional = 10 }", "{ practical = 10 }", 1);
    let faulty = file(&faulty);
    let (code, said) = rules(&["check", &faulty.path().to_string_lossy()], "");
    assert_eq!(code, Some(1), "{said}");
    says(
        &said,
        &[
            "Somme des coefficients 26, 25 attendue",
            "E31 est nommé deux fois",
            "practical n’existe pas",
            "ligne ",
        ],
    );
}

#[test]
fn a_ruleset_whose_cases_come_out_otherwise_is_told() {
    let other = file(&text("BTSSIO").replacen("professional = 10", "professional = 11", 1));
    let (code, said) = rules(&["check", &other.path().to_string_lossy()], "");
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("Cas P37, decision : GROUP2 annoncé, REFUSED trouvé"),
        "{said}"
    );
    let without = text("BPDEMO").split("[[case]]").next().expect("a text");
    let (code, said) = rules(&["check", &file(without).path().to_string_lossy()], "");
    assert!(code == Some(1) && said.contains("Aucun cas d’exemple"), "{said}");
    let (code, said) = rules(&["check", "nulle-part.toml"], "");
    assert!(code == Some(2) && said.contains("BCG24"), "{said}");
}

#[test]
fn a_ruleset_is_shown_and_compared_in_words() {
    let (code, said) = rules(&["show", "BCG27"], "");
    assert_eq!(code, Some(0), "{said}");
    says(
        &said,
        &[
            "à partir de la session 2027",
            "Grand oral",
            "- Admission à une moyenne d’au moins 10 (Code de l'éducation, D334-8).",
        ],
    );
    let (code, said) = rules(&["diff", "BCG24", "BCG27"], "");
    assert!(
        code == Some(1) && said.contains("coefficient de GO : 10 → 8\n"),
        "{said}"
    );
    assert_eq!(
        rules(&["diff", "BTSSIO", "BTSSIO"], ""),
        (Some(0), "Aucune différence.\n".to_owned())
    );
}

#[test]
fn a_reform_is_tried_on_marks() {
    let cases = domain::Ruleset::cases(text("BTSSIO")).expect("a ruleset");
    let mut marks: String = cases
        .iter()
        .map(|case| serde_json::to_string(&case.given).expect("json") + "\n")
        .collect();
    marks += "{\"id\":\"faux\",\"marks\":{\"E1\":\"21\"}}\n";
    let stricter = file(&text("BTSSIO").replacen("professional = 10", "professional = 11", 1));
    let to = stricter.path().to_string_lossy().into_owned();
    let (code, said) = rules(&["replay", "--from", "BTSSIO", "--to", &to], &marks);
    assert_eq!(code, Some(1), "{said}");
    says(
        &said,
        &[
            "P37 : Admis à se présenter au second groupe (8,95) → Refusé (8,95)\n",
            "Domaine professionnel 10,50, au-dessous de 11 : pas d’accès aux oraux de contrôle",
            "ligne 9 : faux, marks.E1 : Une note va de 0 à 20",
            "Candidats : 9 ; décisions changées : 2 ; lignes refusées : 1",
            "Admis à se présenter au second groupe : 1 → 0",
        ],
    );
}
