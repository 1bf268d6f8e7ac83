//! Every refusal, by the name of its message. One list: a code without a sentence fails a test where it is made.

use crate::{Lang, fill};

macro_rules! sentences {
    ($($code:literal: $fr:literal / $en:literal,)*) => {
        /// `(code, French, English)`; `{value}` is what was found, or the bound that was crossed.
        pub const SENTENCES: &[(&str, &str, &str)] = &[$(($code, $fr, $en),)*];
    };
}

sentences! {
    "not_logged_in": "Connectez-vous pour voir cette page." / "Sign in to see this page.",
    "must_change_password": "Choisissez d'abord un nouveau mot de passe." / "Choose a new password first.",
    "forbidden": "Votre profil ne permet pas cette action." / "Your profile does not allow this.",
    "not_found": "Cette page ou cet élément n'existe pas." / "This page or item does not exist.",
    "wrong_credentials": "Identifiant ou mot de passe incorrect." / "Wrong login or password.",
    "throttled": "Trop d'essais. Réessayez dans {value} minutes." / "Too many attempts. Try again in {value} minutes.",
    "invalid": "Certains champs sont à corriger." / "Some fields need correcting.",
    "outdated": "Quelqu'un d'autre vient de modifier cet élément. Rechargez la page pour voir son état." / "Somebody else has just changed this. Reload to see its state.",
    "internal": "Une erreur est survenue de notre côté. Référence à communiquer : {value}." / "Something failed on our side. Reference to quote: {value}.",
    "unreachable": "Le serveur ne répond pas. Rien n'est perdu : réessayez dans un instant." / "The server does not answer. Nothing is lost: try again shortly.",
    "required": "Ce champ est obligatoire." / "This field is required.",
    "too_long": "Ce texte est trop long." / "This text is too long.",
    "password_short": "Choisissez au moins {value} caractères." / "Choose at least {value} characters.",
    "password_long": "Choisissez au plus {value} caractères." / "Choose at most {value} characters.",
    "password_guessable": "Ce mot de passe est trop facile à deviner : il reprend l'identifiant ou répète peu de caractères." / "This password is too easy to guess: it repeats the login or few characters.",
    "password_wrong": "Ce n'est pas votre mot de passe actuel." / "This is not your present password.",
    "password_same": "Choisissez un mot de passe différent de l'actuel." / "Choose a password other than the present one.",
    "password_differs": "Les deux saisies du nouveau mot de passe diffèrent." / "The two entries of the new password differ.",
    "login_shape": "L'identifiant « {value} » ne doit comporter que des lettres sans accent, chiffres, points et tirets." / "The login “{value}” may hold only unaccented letters, digits, dots and hyphens.",
    "login_taken": "L'identifiant « {value} » est déjà pris." / "The login “{value}” is taken.",
    "session_code_shape": "Le code « {value} » n'a pas la forme AAAA-MM, par exemple 2026-06." / "The code “{value}” is not of the form YYYY-MM, such as 2026-06.",
    "session_code_taken": "Une session {value} existe déjà dans cette académie." / "This académie already has a session {value}.",
    "jury_not_deliberating": "La délibération n'est pas ouverte, ou elle est terminée : plus rien ne peut y être modifié." / "The deliberation is not open, or it has ended: nothing can be changed in it.",
    "jury_no_such_move": "Le jury ne peut pas passer à cet état depuis son état actuel." / "The jury cannot go to this state from its present one.",
    "jury_group2_unavailable": "Le second groupe ne s'ouvre pas encore ici." / "The second group cannot be opened here yet.",
    "decision_confirmed": "La décision est confirmée : rouvrez-la avant de modifier une note." / "The decision is confirmed: open it again before changing a mark.",
    "decision_not_confirmed": "Aucune décision n'est confirmée pour ce candidat." / "No decision is confirmed for this candidate.",
    "no_raise": "Cette note n'est pas relevée." / "This mark is not raised.",
    "operation_reused": "Ce formulaire a déjà servi pour autre chose. Rechargez la page." / "This form was already used for something else. Reload the page.",
    "already_signed": "Vous avez déjà signé, et rien n'a changé depuis." / "You have signed already, and nothing has changed since.",
    "not_signing_time": "Le procès-verbal ne se signe pas à ce moment de la séance." / "The minutes are not signed at this point of the session.",
    "raise_unknown": "Cette épreuve n'existe pas dans cet examen." / "This test does not exist in this exam.",
    "raise_locked": "Le jury ne peut pas modifier cette note." / "The jury may not change this mark.",
    "raise_conserved": "Une note conservée ne se modifie pas." / "A conserved mark is not changed.",
    "raise_part": "L'épreuve se relève en entier, pas par partie." / "The test is raised as a whole, not by part.",
    "raise_no_mark": "Il n'y a pas de note à relever." / "There is no mark to raise.",
    "raise_not_higher": "La note ne peut être que relevée au-dessus de {value}." / "The mark may only be raised above {value}.",
    "raise_off_step": "La note doit tomber sur le pas de {value}." / "The mark must fall on the step of {value}.",
    "reason_needed": "Indiquez le motif : il est porté au procès-verbal." / "Give the reason: it goes into the minutes.",
    "raise_which": "Pressez le bouton de la note à relever." / "Press the button of the mark to raise.",
    "raise_not_a_mark": "« {value} » n'est pas une note de 0 à 20." / "“{value}” is not a mark from 0 to 20.",
    "guard_composed": "Il manque au jury des candidats, un centre ou une date." / "The jury lacks candidates, a centre or a date.",
    "guard_no_missing_mark": "Il manque des notes à certains candidats." / "Some candidates lack marks.",
    "guard_anonymity_given": "Certains candidats n'ont pas de numéro d'anonymat." / "Some candidates have no anonymity number.",
    "guard_lots_discharged": "Des lots de copies ne sont pas encore verrouillés et déchargés." / "Some lots of scripts are not locked and taken in yet.",
    "guard_decisions_confirmed": "Des décisions restent à confirmer." / "Some decisions are still to be confirmed.",
    "guard_minutes_signed": "Le procès-verbal n'est pas signé, ou il a changé depuis la signature." / "The minutes are not signed, or were changed after the signature.",
    "guard_published": "Le premier groupe n'est pas publié." / "The first group is not published.",
    "guard_no_missing_control_mark": "Il manque des notes aux oraux de contrôle." / "Marks of the control orals are missing.",
    "mark_not_a_number": "Ce n’est ni une note ni un code." / "This is neither a mark nor a code.",
    "mark_negative": "Une note n’est jamais négative." / "A mark is never negative.",
    "mark_decimals": "Deux décimales au plus." / "Two decimals at most.",
    "mark_above_maximum": "La note dépasse {value}." / "The mark is above {value}.",
    "mark_unknown_code": "Ce code n’existe pas." / "There is no such code.",
    "mark_code_not_allowed": "Le code {value} n’a pas de sens dans cette épreuve." / "The code {value} has no meaning in this exam.",
    "mark_step": "La note doit tomber sur un multiple de {value}." / "The mark must fall on a multiple of {value}.",
    "mark_unknown_slot": "Cette épreuve n’est pas notée dans ce lot." / "This exam is not marked in this lot.",
    "mark_conserved": "Cette note est conservée d’une session précédente." / "This mark is conserved from an earlier session.",
    "mark_of_other_lot": "Cette note est saisie dans un autre lot." / "This mark is entered in another lot.",
    "mark_conflict": "Entre-temps : {value}. Enregistrez de nouveau pour garder votre valeur." / "Meanwhile: {value}. Save again to keep your value.",
    "copy_not_in_lot": "Cette copie n’est pas dans le lot." / "This script is not in the lot.",
    "operation_reused": "Cette saisie a déjà été enregistrée avec une autre valeur." / "This entry was already saved with another value.",
    "operation_shape": "L’opération doit porter un nom de {value} caractères au plus." / "The operation must have a name of {value} characters at most.",
    "version_negative": "La version attendue, {value}, ne peut être négative." / "The expected version, {value}, cannot be negative.",
    "too_many_writes": "Une requête porte {value} notes au plus." / "A request carries {value} marks at most.",
    "lot_not_open": "Ce lot est verrouillé : ses notes ne changent plus." / "This lot is locked: its marks no longer change.",
    "lot_without_anonymity": "Les numéros d’anonymat de ce lot ne sont pas encore tirés." / "The anonymity numbers of this lot are not drawn yet.",
    "lot_cells_empty": "Le lot a encore des cellules vides : {value}. Saisissez une note ou un code dans chacune." / "The lot still has empty cells: {value}. Enter a mark or a code in each.",
    "total_copies_differ": "Le lot compte {value} copies." / "The lot has {value} scripts.",
    "total_sum_differs": "Les notes du lot font {value}." / "The marks of the lot add up to {value}.",
    "total_ten_differs": "Les notes de ces copies font {value} : comparez-les une à une avec votre pile." / "The marks of these scripts add up to {value}: compare them one by one with your pile.",
    "total_codes_differ": "Le lot compte {value} codes." / "The lot has {value} codes.",
    "whole_number": "Donnez un nombre entier." / "Give a whole number.",
    "sum_shape": "Donnez une somme telle que 384,5." / "Give a sum such as 384.5.",
    "no_session": "Aucune session n'existe encore. Créez-en une d'abord." / "There is no session yet. Create one first.",
    "unknown_session": "La session « {value} » n'existe pas." / "There is no session “{value}”.",
    "import_kind": "Choisissez la nature du fichier." / "Choose the kind of file.",
    "import_file_needed": "Choisissez un fichier." / "Choose a file.",
    "import_file_large": "Le fichier dépasse {value} Mo." / "The file is larger than {value} MB.",
    "import_upload_cut": "L'envoi du fichier s'est interrompu. Recommencez." / "The upload was cut short. Try again.",
    "sheet_empty": "Le fichier est vide." / "The file is empty.",
    "sheet_format": "Un fichier {value} ne se lit pas ici : donnez un CSV, un XLSX ou un ODS." / "A file of type {value} cannot be read here: give a CSV, an XLSX or an ODS.",
    "sheet_encoding": "L'encodage du fichier ({value}) ne se lit pas. Enregistrez-le en UTF-8, ou en XLSX." / "The encoding of the file ({value}) cannot be read. Save it as UTF-8, or as XLSX.",
    "sheet_unpacked": "Une fois décompressé, le classeur dépasse {value} Mo." / "Once unpacked, the workbook is larger than {value} MB.",
    "sheet_rows": "Le fichier compte plus de {value} lignes. Gardez celles de ce lot." / "The file has more than {value} rows. Keep those of this lot.",
    "sheet_columns": "Le fichier compte plus de {value} colonnes. Gardez celles des notes." / "The file has more than {value} columns. Keep those of the marks.",
    "sheet_long_line": "La ligne {value} est démesurément longue : ce n'est sans doute pas un tableau." / "Line {value} is absurdly long: this is probably no table.",
    "sheet_long_cell": "Une cellule de la ligne {value} est trop longue pour une note ou un numéro." / "A cell of line {value} is too long for a mark or a number.",
    "sheet_control": "La ligne {value} contient un caractère de contrôle invisible. Ressaisissez-la." / "Line {value} contains an invisible control character. Type it again.",
    "sheet_quote": "Un guillemet ouvert à la ligne {value} n'est jamais fermé." / "A quote opened on line {value} is never closed.",
    "sheet_protected": "Le classeur est protégé par un mot de passe. Enregistrez-le sans protection." / "The workbook is locked by a password. Save it without.",
    "sheet_broken": "Le classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le de nouveau, ou faites-en un CSV." / "The workbook is damaged. Open it in your spreadsheet, save it again, or make a CSV of it.",
    "drafts_shape": "Les notes en attente n'ont pas pu être lues. Rechargez la page." / "The marks waiting could not be read. Reload the page.",
    "import_uai_needed": "Un CSV ne dit pas de quel établissement il vient : indiquez son UAI." / "A CSV does not say which school it comes from: give its UAI.",
    "import_uai_shape": "« {value} » n'est pas un UAI : sept chiffres et une lettre de contrôle." / "“{value}” is not a UAI: seven digits and a check letter.",
    "import_over": "Cet import est déjà terminé." / "This import is already over.",
    "import_not_resumable": "Cet import ne peut pas être repris : il est terminé, ou son fichier n'est plus là. Importez le fichier à nouveau." / "This import cannot be resumed: it is over, or its file is gone. Import the file again.",
    "import_stopped": "L'import a été arrêté avant la fin." / "The import was stopped before its end.",
    "unknown_ruleset": "Le règlement « {value} » n'existe pas." / "There is no ruleset “{value}”.",
    "mef_shape": "Le MEF « {value} » n'a pas 10 ou 11 lettres et chiffres." / "The MEF “{value}” is not 10 or 11 letters and digits.",
    "mef_registered_elsewhere": "Des candidats du MEF {value} sont déjà inscrits à un autre examen." / "Candidates of the MEF {value} are already registered for another exam.",
    "anonymity_exhausted": "La session compte plus de candidats qu'il n'existe de numéros d'anonymat." / "The session has more candidates than there are anonymity numbers.",
    "anonymity_missing": "Des candidats n'ont pas encore de numéro d'anonymat : tirez-les d'abord." / "Some candidates have no anonymity number yet: draw them first.",
    "lot_size": "Un lot compte de 1 à {value} copies." / "A lot holds 1 to {value} copies.",
    "unknown_cell": "« {value} » n'est pas une épreuve de ce règlement." / "“{value}” is not a component of this ruleset.",
    "lot_not_open": "Ce lot est verrouillé ou déchargé." / "This lot is locked or discharged.",
    "unknown_account": "Le compte « {value} » n'existe pas ou est fermé." / "The account “{value}” does not exist or is closed.",
    "jury_code_shape": "Le code de jury « {value} » n'a pas cinq chiffres." / "The jury code “{value}” is not five digits.",
    "jury_code_taken": "Un jury {value} existe déjà dans cette session." / "This session already has a jury {value}.",
    "no_candidate_left": "Aucun candidat inscrit à cet examen n'est encore sans jury." / "No candidate registered for this exam is left without a jury.",
    "unknown_establishment": "L'établissement {value} n'est pas dans le référentiel." / "The establishment {value} is not in the directory.",
    "not_a_seat": "Le profil « {value} » ne siège pas en jury." / "The profile “{value}” does not sit in a jury.",
    "not_registered": "Ce candidat n'est pas encore inscrit." / "This candidate is not registered yet.",
    "jury_already_deliberates": "Le jury de ce candidat délibère déjà." / "This candidate's jury already deliberates.",
    "unknown_speciality": "Le règlement n'a pas de spécialité « {value} »." / "The ruleset has no speciality “{value}”.",
    "speciality_not_offered": "La spécialité {value} n'est pas ouverte dans l'académie." / "The speciality {value} is not offered here.",
    "option_not_offered": "L'option « {value} » n'est pas ouverte dans l'académie." / "The option “{value}” is not offered here.",
    "ruleset_frozen": "Un jury a été ouvert : ce règlement est figé pour la session, son volet local aussi." / "A jury has opened: this ruleset is frozen for the session, its local part too.",
    "ruleset_fault": "{value}" / "{value}",
    "ruleset_text": "Collez le texte d'un règlement." / "Paste the text of a ruleset.",
    "context_too_many": "Options ou épreuves facultatives en trop : {value}." / "Too many options or optional components: {value}.",
    "context_flaw": "Le règlement ne l'admet pas : {value}." / "The ruleset does not allow it: {value}.",
    "lot_not_locked": "Ce lot n'est pas verrouillé." / "This lot is not locked.",
    "second_entry_exists": "Ce lot est déjà saisi deux fois." / "This lot is already entered twice.",
    "lot_discharged_already": "Ce lot est déjà déchargé." / "This lot is already taken in.",
    "second_entry_begun": "La seconde saisie a commencé : elle ne s'abandonne plus." / "The second entry has begun: it can no longer be given up.",
    "second_entry_stays": "Une seconde saisie ne se décharge pas : elle ne sert qu'à la comparaison." / "A second entry is not taken in: it serves the comparison only.",
    "second_entry_open": "La seconde saisie de ce lot n'est pas encore verrouillée." / "The second entry of this lot is not locked yet.",
    "differences_left": "Des écarts entre les deux saisies restent à trancher." / "Differences between both entries are left to settle.",
    "entries_not_locked": "Les deux saisies doivent être verrouillées, et le lot pas encore déchargé." / "Both entries must be locked, and the lot not taken in yet.",
    "marker_of_other_entry": "Cette personne peut voir l'autre saisie de ce lot : choisissez quelqu'un d'autre." / "This person can see the other entry of this lot: choose somebody else.",
    "uai_shape": "« {value} » n'est pas un code UAI valide." / "“{value}” is no valid UAI code.",
    "not_a_day": "« {value} » n'est pas une date." / "“{value}” is no date.",
    "choose_one": "Choisissez dans la liste." / "Choose from the list.",
    "no_jury_chosen": "Choisissez au moins un jury." / "Choose at least one jury.",
    "unknown_jury": "Le jury {value} n'existe pas dans cette session." / "There is no jury {value} in this session.",
    "jury_not_locked": "Ce jury n'est pas verrouillé : {value}." / "This jury is not locked: {value}.",
    "jury_published": "Le jury {value} est déjà dans une publication ; retirez-la d'abord." / "Jury {value} is already in a publication; withdraw that first.",
    "jury_counts_differ": "Les nombres du jury ne concordent pas (candidats / décisions / au PV = admis + 2nd groupe + refusés + autres + réservés) : {value}." / "The jury's numbers do not agree (candidates / decisions / in minutes = admitted + group 2 + refused + others + withheld): {value}.",
    "hour_shape": "Donnez un jour et une heure qui existent, à Paris." / "Give a day and an hour that exist in Paris.",
    "jury_not_closed": "Les listes paraissent quand le jury a clos sa délibération." / "Lists appear once the jury has closed its deliberation.",
}

/// The sentences of one language.
#[derive(Debug)]
pub struct Errors(Lang);

impl Errors {
    /// French.
    pub const FR: Errors = Errors(Lang::Fr);
    /// English.
    pub const EN: Errors = Errors(Lang::En);

    /// The sentence of a refusal.
    pub fn refused(&self, (code, value): &(String, String)) -> String {
        self.field(code, value)
    }

    /// The sentence of a code; one that nobody worded shows itself rather than nothing.
    pub fn field(&self, code: &str, value: &str) -> String {
        match SENTENCES.iter().find(|(name, _, _)| *name == code) {
            Some((_, fr, en)) => fill(if self.0 == Lang::Fr { fr } else { en }, &[("value", value)]),
            None => format!("{code} {value}").trim().to_string(),
        }
    }
}
