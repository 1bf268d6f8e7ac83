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
    "total_codes_differ": "Le lot compte {value} codes." / "The lot has {value} codes.",
    "whole_number": "Donnez un nombre entier." / "Give a whole number.",
    "sum_shape": "Donnez une somme telle que 384,5." / "Give a sum such as 384.5.",
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
