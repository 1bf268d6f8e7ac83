//! What was wrong in an imported file, and how to mend it.

use crate::table::table;
use crate::{Lang, fill};

/// Declares the table and finds its sentences by the stable text of the code.
macro_rules! messages {
    ($($code:ident: $fr:literal / $en:literal,)*) => {
        table! {
            /// A sentence per import code; `{value}` is the value at fault.
            Exchanges {
                at: "{message} (ligne {line}, colonne {column})" / "{message} (line {line}, column {column})",
                unknown_code: "Anomalie « {code} » : {value}" / "Finding “{code}”: {value}",
                $($code: $fr / $en,)*
            }
        }

        impl Exchanges {
            fn sentence(&self, code: &str) -> Option<&'static str> {
                match code {
                    $(stringify!($code) => Some(self.$code),)*
                    _ => None,
                }
            }
        }
    };
}

messages! {
    unreadable: "Le fichier n'a pas pu être lu ({value}). Vérifiez qu'il existe et recommencez."
        / "The file could not be read ({value}). Check that it is there and try again.",
    empty_file: "Le fichier est vide. Refaites l'export et recommencez."
        / "The file is empty. Export it again and retry.",
    compressed: "C'est une archive compressée. Décompressez-la et importez le fichier qu'elle contient."
        / "This is a compressed archive. Unpack it and import the file inside.",
    encoding_unknown: "L'encodage « {value} » n'est pas pris en charge. Enregistrez le fichier en UTF-8, en UTF-16 avec marque d'ordre (BOM), en ISO-8859-1 ou en ISO-8859-15."
        / "The encoding “{value}” is not supported. Save the file as UTF-8, UTF-16 with a byte order mark (BOM), ISO-8859-1 or ISO-8859-15.",
    invalid_bytes: "Des octets n'existent pas dans l'encodage {value} du fichier. Refaites l'export, ou corrigez l'encodage déclaré."
        / "Some bytes do not exist in {value}, the file's encoding. Export it again, or correct the declared encoding.",
    file_too_large: "Le fichier dépasse la taille permise ({value} octets). Vérifiez que c'est le bon, ou demandez à l'administrateur de relever la limite."
        / "The file is larger than allowed ({value} bytes). Check that it is the right one, or ask the administrator to raise the limit.",
    value_too_long: "Une valeur est démesurément longue (limite : {value}) : une balise ou un guillemet n'est sans doute pas fermé. Refaites l'export."
        / "A value is absurdly long (limit: {value}): a tag or a quote is probably not closed. Export the file again.",
    xml_broken: "Le XML est mal formé : {value}. Le fichier est peut-être tronqué ou a été modifié à la main ; refaites l'export."
        / "The XML is not well formed: {value}. The file may be cut short or edited by hand; export it again.",
    xml_too_deep: "Le XML a plus de {value} niveaux imbriqués. Ce n'est pas un export d'élèves ; refaites l'export."
        / "The XML is nested deeper than {value} levels. This is no pupil export; export it again.",
    dtd_refused: "Le fichier contient une déclaration DOCTYPE, refusée par sécurité. Retirez-la, ou refaites l'export."
        / "The file contains a DOCTYPE declaration, refused for safety. Remove it, or export the file again.",
    entity_refused: "Le fichier utilise l'entité {value}, refusée par sécurité. Écrivez le caractère lui-même, ou refaites l'export."
        / "The file uses the entity {value}, refused for safety. Write the character itself, or export the file again.",
    not_siecle: "Ce n'est pas un export d'élèves BEE_ELEVES : élément « {value} » inattendu. Choisissez l'export « élèves » de l'établissement."
        / "This is no BEE_ELEVES pupil export: unexpected element “{value}”. Choose the school's pupil export.",
    csv_broken: "Un guillemet ouvert à cette ligne n'est jamais fermé. Fermez-le, ou doublez-le s'il fait partie du texte."
        / "A quote opened on this line is never closed. Close it, or double it if it belongs to the text.",
    missing_column: "Il manque des colonnes à l'en-tête : {value}. Ajoutez-les, même vides, avec le point-virgule comme séparateur."
        / "Columns are missing from the header: {value}. Add them, even empty, with the semicolon as separator.",
    duplicate_column: "Des colonnes figurent deux fois dans l'en-tête : {value}. N'en gardez qu'une de chaque."
        / "Columns are twice in the header: {value}. Keep one of each.",
    missing_uai: "Le fichier ne dit pas de quel établissement il vient. Indiquez son UAI (élément UAJ du XML, option --uai pour le CSV)."
        / "The file does not say which school it comes from. Give its UAI (element UAJ of the XML, option --uai for the CSV).",
    other_uai: "Le fichier est celui de l'établissement {value}, pas celui demandé. Choisissez le bon fichier ou le bon établissement."
        / "The file is that of school {value}, not of the one asked. Choose the right file or the right school.",
    bad_uai: "« {value} » n'est pas un UAI : sept chiffres et une lettre de contrôle. Corrigez le code de l'établissement."
        / "“{value}” is not a UAI: seven digits and a check letter. Correct the school's code.",
    unknown_uai: "L'établissement {value} n'est pas dans l'annuaire chargé. Importez l'annuaire à jour, ou vérifiez le code."
        / "School {value} is not in the directory loaded. Import an up-to-date directory, or check the code.",
    duplicate_place: "Ligne identique à la ligne {value} : elle est ignorée."
        / "Same as line {value}: the line is skipped.",
    several_lines: "L'annuaire décrit cet établissement sur plusieurs lignes ; la première est gardée, celle-ci diffère par : {value}."
        / "The directory describes this school on several lines; the first is kept, this one differs in: {value}.",
    contradicting_place: "Cette ligne contredit la première du même établissement ({value}). La première est gardée ; corrigez l'annuaire."
        / "This line contradicts the first of the same school ({value}). The first is kept; correct the directory.",
    wrong_columns: "La ligne n'a pas le nombre de cellules de l'en-tête ({value}). Complétez-la, ou mettez entre guillemets le texte qui contient un point-virgule."
        / "The line has not as many cells as the header ({value}). Complete it, or quote the text that contains a semicolon.",
    control_character: "La cellule contient un caractère de contrôle invisible. Ressaisissez-la."
        / "The cell contains an invisible control character. Type it again.",
    unknown_value: "La valeur « {value} » n'est pas de celles attendues ici. Corrigez-la."
        / "The value “{value}” is not one of those expected here. Correct it.",
    impossible_date: "« {value} » n'est pas une date possible. Écrivez-la jj/mm/aaaa."
        / "“{value}” is not a possible date. Write it dd/mm/yyyy.",
    missing_identifier: "L'élève n'a pas d'identifiant dans le fichier. Complétez-le dans l'application d'origine."
        / "The pupil has no identifier in the file. Complete it in the system of origin.",
    duplicate_identifier: "L'identifiant « {value} » désigne plusieurs élèves du fichier. Gardez une seule fiche par élève."
        / "The identifier “{value}” stands for several pupils of the file. Keep one record per pupil.",
    missing_name: "Le nom ou le premier prénom manque. Complétez la fiche et refaites l'export."
        / "The name or the first first name is missing. Complete the record and export again.",
    missing_sex: "Le sexe manque (1 ou 2). Complétez la fiche et refaites l'export."
        / "The sex is missing (1 male, 2 female). Complete the record and export again.",
    missing_birth_date: "La date de naissance manque. Complétez la fiche et refaites l'export."
        / "The birth date is missing. Complete the record and export again.",
    missing_birth_place: "Le lieu de naissance manque : il faut la commune (code ou nom) et, si elle n'a pas de code, le pays. Complétez la fiche et refaites l'export."
        / "The birth place is missing: give the commune (code or name) and, if it has no code, the country. Complete the record and export again.",
    left_school: "L'élève a quitté l'établissement le {value} : il n'est pas importé."
        / "The pupil left the school on {value}: not imported.",
    no_national_id: "L'élève n'a pas d'identifiant national (INE) : il n'est pas importé. Demandez son immatriculation."
        / "The pupil has no national identifier (INE): not imported. Ask for one.",
    no_division: "L'élève n'est dans aucune division : il n'est pas importé. Affectez-le à une division."
        / "The pupil is in no division: not imported. Put the pupil in a division.",
    several_divisions: "L'élève est dans plusieurs divisions ({value}) ; la première est gardée. Vérifiez son affectation."
        / "The pupil is in several divisions ({value}); the first is kept. Check the assignment.",
    unknown_pupil: "Une structure désigne l'élève « {value} », absent du fichier. Refaites un export complet."
        / "A structure names pupil “{value}”, who is not in the file. Make a complete export.",
    missing_mef: "Le code MEF manque : l'élève est importé mais ne peut pas être inscrit. Complétez la fiche."
        / "The MEF code is missing: the pupil is imported but cannot be registered. Complete the record.",
    unknown_mef: "Aucun diplôme ne correspond au MEF {value} dans cette session. Complétez la table des MEF."
        / "No qualification matches MEF {value} in this session. Complete the MEF table.",
    missing_candidate: "La ligne ne désigne aucun candidat. Indiquez son numéro ou son INE."
        / "The line names no candidate. Give the candidate number or the INE.",
    missing_component: "Le code de l'épreuve manque (candidat {value})."
        / "The component's code is missing (candidate {value}).",
    missing_mark: "La note manque (candidat {value}). Indiquez une note ou un code, ou retirez la ligne."
        / "The mark is missing (candidate {value}). Give a mark or a code, or remove the line.",
    bad_conservation: "« {value} » n'est pas un nombre de sessions. Indiquez depuis combien de sessions la note est conservée."
        / "“{value}” is not a number of sessions. Say for how many sessions the mark has been conserved.",
    unknown_candidate: "Aucun candidat « {value} » dans cette session. Vérifiez le numéro, ou inscrivez le candidat d'abord."
        / "No candidate “{value}” in this session. Check the number, or register the candidate first.",
    unknown_component: "Le diplôme du candidat n'a pas d'épreuve « {value} ». Vérifiez le code."
        / "The candidate's qualification has no component “{value}”. Check the code.",
    unknown_part: "L'épreuve n'a pas de partie « {value} ». Vérifiez la partie ou l'année."
        / "The component has no part “{value}”. Check the part or the year.",
    bad_mark: "« {value} » n'est ni une note ni un code permis pour cette épreuve."
        / "“{value}” is neither a mark nor a code allowed for this component.",
    not_conservable: "La note de cette épreuve ne peut pas être conservée, ou pas depuis {value} sessions. Vérifiez l'épreuve, ou faites-la repasser."
        / "This component's mark cannot be conserved, or not for {value} sessions. Check the component, or have it sat again.",
    duplicate_mark: "Le fichier donne deux notes au même candidat pour la même épreuve et la même partie. N'en gardez qu'une."
        / "The file gives the same candidate two marks for the same component and part. Keep one.",
    mark_locked: "La note ne peut plus être modifiée. Passez par la correction de note, avec un motif."
        / "The mark may no longer change. Use the correction of marks, with a reason.",
    more_lines: "Et {value} autres lignes, non reproduites ici."
        / "And {value} more lines, not shown here.",
}

/// Words an import code (its stable text) and the value at fault.
///
/// A code this version does not know is shown as it is: a report is never silent.
pub fn import_message(lang: Lang, code: &str, value: &str) -> String {
    let words = lang.words().exchanges();
    let sentence = words.sentence(code).unwrap_or(words.unknown_code);
    fill(sentence, &[("value", value), ("code", code)])
}

/// The same with its place, for a fault of the file itself; a line or a column of 0 is left out.
pub fn import_message_at(lang: Lang, code: &str, value: &str, line: u64, column: u64) -> String {
    let message = import_message(lang, code, value);
    if line == 0 || column == 0 {
        return message;
    }
    let (line, column) = (line.to_string(), column.to_string());
    fill(
        lang.words().exchanges().at,
        &[("message", &message), ("line", &line), ("column", &column)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of the import, in the order of their documentation.
    const CODES: &[&str] = &[
        "unreadable",
        "empty_file",
        "compressed",
        "encoding_unknown",
        "invalid_bytes",
        "file_too_large",
        "value_too_long",
        "xml_broken",
        "xml_too_deep",
        "dtd_refused",
        "entity_refused",
        "not_siecle",
        "csv_broken",
        "missing_column",
        "duplicate_column",
        "missing_uai",
        "other_uai",
        "bad_uai",
        "unknown_uai",
        "duplicate_place",
        "several_lines",
        "contradicting_place",
        "wrong_columns",
        "control_character",
        "unknown_value",
        "impossible_date",
        "missing_identifier",
        "duplicate_identifier",
        "missing_name",
        "missing_sex",
        "missing_birth_date",
        "missing_birth_place",
        "left_school",
        "no_national_id",
        "no_division",
        "several_divisions",
        "unknown_pupil",
        "missing_mef",
        "unknown_mef",
        "missing_candidate",
        "missing_component",
        "missing_mark",
        "bad_conservation",
        "unknown_candidate",
        "unknown_component",
        "unknown_part",
        "bad_mark",
        "not_conservable",
        "duplicate_mark",
        "mark_locked",
        "more_lines",
    ];

    #[test]
    fn every_code_is_worded_in_both_languages() {
        for lang in [Lang::Fr, Lang::En] {
            let words = lang.words().exchanges();
            for code in CODES {
                let sentence = words.sentence(code);
                assert!(sentence.is_some_and(|sentence| sentence.ends_with('.')), "{code}");
                let said = import_message(lang, code, "x");
                assert!(!said.contains('{'), "{said}");
            }
        }
        assert!(
            CODES
                .iter()
                .all(|code| import_message(Lang::Fr, code, "") != import_message(Lang::En, code, ""))
        );
    }

    #[test]
    fn values_and_places_are_filled() {
        assert_eq!(
            import_message(Lang::Fr, "impossible_date", "30/02/2008"),
            "« 30/02/2008 » n'est pas une date possible. Écrivez-la jj/mm/aaaa."
        );
        assert_eq!(
            import_message(Lang::En, "from_the_future", "x"),
            "Finding “from_the_future”: x"
        );
        let placed = import_message_at(Lang::Fr, "xml_broken", "</NOM>", 12, 7);
        assert!(
            placed.contains("</NOM>") && placed.ends_with("(ligne 12, colonne 7)"),
            "{placed}"
        );
        assert!(!import_message_at(Lang::Fr, "file_too_large", "1000", 0, 0).contains("ligne"));
        // A value is data: braces in it are not filled.
        assert!(import_message_at(Lang::Fr, "bad_mark", "{line}", 3, 1).contains("« {line} »"));
    }
}
