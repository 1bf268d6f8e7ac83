//! Words of every screen: navigation, actions, errors.

use crate::table::table;

table! {
    /// What every screen says.
    Common {
        product: "Délos" / "Délos",
        skip_to_content: "Aller au contenu" / "Skip to content",
        log_out: "Se déconnecter" / "Sign out",
        save: "Enregistrer" / "Save",
        cancel: "Annuler" / "Cancel",
        close: "Fermer" / "Close",
        back: "Retour" / "Back",
        back_home: "Retour à l'accueil" / "Back to home",
        style_page: "Système graphique" / "Design system",
        loading: "Chargement…" / "Loading…",
        error_400: "Demande incomprise" / "Request not understood",
        error_400_hint: "Ce qui a été envoyé n'a pas pu être lu, ou est trop volumineux. Revenez à la page précédente et recommencez." / "What was sent could not be read, or is too large. Go back and try again.",
        error_403: "Accès refusé" / "Access denied",
        error_403_hint: "Votre profil ne permet pas d'ouvrir cette page. Si vous pensez que c'est une erreur, adressez-vous à votre gestionnaire." / "Your profile does not open this page. If you think this is a mistake, ask your exam office.",
        error_404: "Page introuvable" / "Page not found",
        error_404_hint: "L'adresse est peut-être incomplète, ou l'élément n'existe plus." / "The address may be incomplete, or the item no longer exists.",
        error_500: "Une erreur est survenue" / "Something went wrong",
        error_500_hint: "L'erreur vient de notre côté et a été enregistrée. Rien de ce qui était enregistré n'est perdu." / "The fault is ours and has been recorded. Nothing that was saved is lost.",
        check_form: "À corriger" / "To correct",
    }
}
