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
    "jury_moved": "Le jury a changé d'état." / "The jury changed state.",
    "minutes_signed": "Procès-verbal signé." / "Minutes signed.",
    "marks_saved": "Notes enregistrées : {n}." / "Marks saved: {n}.",
    "marks_unchanged": "Aucune note n’a changé." / "No mark has changed.",
    "lot_locked": "Le lot est verrouillé." / "The lot is locked.",
    "import_queued": "Le fichier est reçu, l'import commence." / "The file has arrived, the import begins.",
    "import_cancelled": "L'import est annulé." / "The import is cancelled.",
    "import_resumed": "L'import reprend où il s'était arrêté." / "The import resumes where it stopped.",
    "password_changed": "Mot de passe changé. Vos autres connexions sont fermées." / "Password changed. Your other sign-ins are closed.",
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
