//! Words of the account screens.

use crate::table::table;

table! {
    /// Logging in, passwords, one's own home.
    Account {
        log_in_title: "Connexion" / "Sign in",
        log_in_intro: "Réservé aux correcteurs, jurys, centres et gestionnaires. Pour connaître un résultat, aucun compte n'est nécessaire." / "For markers, juries, centres and exam offices. No account is needed to look up a result.",
        login: "Identifiant" / "Login",
        password: "Mot de passe" / "Password",
        log_in: "Se connecter" / "Sign in",
        see_results: "Consulter un résultat" / "Look up a result",
        see_results_hint: "Avec votre numéro de candidat et votre date de naissance, dès l'heure de publication." / "With your candidate number and date of birth, from the hour of publication.",
        password_title: "Changer de mot de passe" / "Change password",
        password_first: "Votre mot de passe actuel vous a été donné par quelqu'un d'autre : choisissez-en un que vous seul connaissez." / "Somebody gave you the present password: choose one only you know.",
        current: "Mot de passe actuel" / "Present password",
        new: "Nouveau mot de passe" / "New password",
        new_hint: "12 caractères au moins. Une phrase courte est plus sûre et plus facile à retenir qu'un mot compliqué." / "At least 12 characters. A short sentence is safer and easier to remember than a complicated word.",
        again: "Nouveau mot de passe, encore une fois" / "New password, once more",
        change: "Changer le mot de passe" / "Change the password",
        changed: "Mot de passe changé. Vos autres connexions sont fermées." / "Password changed. Your other sign-ins are closed.",
        home_title: "Accueil" / "Home",
        welcome: "Bonjour {name}" / "Hello {name}",
        tagline: "Les examens nationaux, de l'inscription au diplôme." / "National exams, from registration to diploma.",
        nothing_yet: "Aucune mission ne vous est confiée pour l'instant." / "You have no mission yet.",
        nothing_yet_hint: "Votre gestionnaire vous attribuera des lots ou un jury ; ils apparaîtront ici." / "Your exam office will give you lots or a jury; they will appear here.",
    }
}
