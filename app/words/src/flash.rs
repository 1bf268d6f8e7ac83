//! One-shot messages after a form went through, by name.

use crate::{Lang, fill};

macro_rules! messages {
    ($($code:literal: $fr:literal / $en:literal,)*) => {
        /// `(name, French, English)`.
        pub const MESSAGES: &[(&str, &str, &str)] = &[$(($code, $fr, $en),)*];
    };
}

messages! {
    "logged_out": "Vous êtes déconnecté." / "You are signed out.",
    "mark_raised": "Note relevée." / "Mark raised.",
    "raise_withdrawn": "Relèvement retiré." / "Raise withdrawn.",
    "change_proposed": "Proposition transmise au président." / "Proposal sent to the president.",
    "proposal_answered": "Réponse enregistrée." / "Answer recorded.",
    "decisions_confirmed": "Décisions confirmées : {n}." / "Decisions confirmed: {n}.",
    "decisions_changed": "Une décision a changé entre-temps : elle reste ouverte." / "A decision has changed meanwhile: it stays open.",
    "decision_reopened": "Décision rouverte." / "Decision opened again.",
    "projected": "L'écran de projection a changé." / "The projector screen changed.",
    "jury_advanced": "Le jury a changé d'état." / "The jury changed state.",
    "minutes_signed": "Procès-verbal signé." / "Minutes signed.",
    "marks_saved": "Notes enregistrées : {n}." / "Marks saved: {n}.",
    "marks_unchanged": "Aucune note n’a changé." / "No mark has changed.",
    "lot_locked": "Le lot est verrouillé." / "The lot is locked.",
    "import_queued": "Le fichier est reçu, l'import commence." / "The file has arrived, the import begins.",
    "import_cancelled": "L'import est annulé." / "The import is cancelled.",
    "import_resumed": "L'import reprend où il s'était arrêté." / "The import resumes where it stopped.",
    "password_changed": "Mot de passe changé. Vos autres connexions sont fermées." / "Password changed. Your other sign-ins are closed.",
    "session_created": "Session {code} créée." / "Session {code} created.",
    "mef_mapped": "MEF {mef} rattaché." / "MEF {mef} tied.",
    "pupils_registered": "Élèves inscrits : {n}. Restent sans qualification : {left}." / "Pupils registered: {n}. Left without a qualification: {left}.",
    "anonymity_drawn": "Numéros d'anonymat tirés : {n}." / "Anonymity numbers drawn: {n}.",
    "lots_made": "Lots constitués : {n}, pour {copies} copies." / "Lots made: {n}, for {copies} scripts.",
    "no_lot_made": "Aucun lot constitué : tous les candidats ont déjà une copie ou une note dans cette épreuve." / "No lot made: every candidate already has a script or a mark there.",
    "lot_given": "Lot confié." / "Lot given.",
    "jury_composed": "Jury {code} composé." / "Jury {code} composed.",
    "seat_given": "Siège donné." / "Seat given.",
    "lot_discharged_now": "Notes prises en compte : {n}." / "Marks taken in: {n}.",
    "lot_already_discharged": "Ce lot était déjà déchargé." / "This lot was already taken in.",
    "lots_discharged": "Lots déchargés : {n}. Notes prises en compte : {marks}." / "Lots taken in: {n}. Marks taken in: {marks}.",
    "lot_reopened": "Lot rouvert : son correcteur peut de nouveau saisir." / "Lot given back: its marker can enter marks again.",
    "second_entry_asked": "Seconde saisie créée. Confiez-la à une autre personne." / "Second entry made. Give it to somebody else.",
    "second_entry_cancelled": "Seconde saisie abandonnée." / "Second entry given up.",
    "difference_settled": "Valeur retenue." / "Value settled.",
    "flag_changed": "Modification enregistrée au journal." / "Change recorded in the log.",
    "unchanged": "Rien n'a changé : c'était déjà le cas." / "Nothing changed: it was so already.",
    "situation_changed": "Situation enregistrée." / "Situation saved.",
    "jury_moved": "Jury passé à {to}." / "Jury moved to {to}.",
    "juries_moved": "Jurys passés à {to} : {moved}." / "Juries moved to {to}: {moved}.",
    "juries_moved_some": "Jurys passés à {to} : {moved}. Restés en place : {skipped} ({which})." / "Juries moved to {to}: {moved}. Left in place: {skipped} ({which}).",
    "local_rules_set": "Volet de l'académie enregistré : version {version}." / "The académie's part is saved: version {version}.",
    "ruleset_sound": "{code} : sans faute, cas d'exemple justes : {n}." / "{code}: no fault, worked cases right: {n}.",
    "account_created": "Compte {login} créé." / "Account {login} created.",
    "password_reset": "Mot de passe de {login} réinitialisé." / "Password of {login} reset.",
    "account_disabled": "Compte {login} désactivé." / "Account {login} disabled.",
    "account_enabled": "Compte {login} réactivé." / "Account {login} enabled.",
    "results_published": "Résultats publiés : ouverture le {when}." / "Results published: they open on {when}.",
    "results_withdrawn": "Publication retirée : ses pages ne sont plus servies." / "Publication withdrawn: its pages are no longer served.",
}

/// The messages of one language.
#[derive(Debug)]
pub struct Flash(Lang);

impl Flash {
    /// French.
    pub const FR: Flash = Flash(Lang::Fr);
    /// English.
    pub const EN: Flash = Flash(Lang::En);

    /// The message of a name with its values. A name nobody worded says nothing: the name comes from a cookie.
    pub fn say(&self, name: &str, values: &[(&str, &str)]) -> String {
        MESSAGES
            .iter()
            .find(|(known, _, _)| *known == name)
            .map(|(_, fr, en)| fill(if self.0 == Lang::Fr { fr } else { en }, values))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_one_thing() {
        let mut names: Vec<&str> = MESSAGES.iter().map(|(name, _, _)| *name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
