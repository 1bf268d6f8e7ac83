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
    }
}
