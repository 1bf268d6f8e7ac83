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
    "unknown_ruleset": "Le règlement « {value} » n'existe pas." / "There is no ruleset “{value}”.",
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
