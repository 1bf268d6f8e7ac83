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
