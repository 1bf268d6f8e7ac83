//! Words of the parts every screen is made of, and of the page that shows them.

use crate::table::table;

table! {
    /// What the parts say by themselves.
    Look {
        main_nav: "Navigation principale" / "Main navigation",
        breadcrumb: "Fil d’Ariane" / "Breadcrumb",
        pagination: "Pages" / "Pages",
        page_of: "Page {page} sur {pages}" / "Page {page} of {pages}",
        previous: "Précédente" / "Previous",
        next: "Suivante" / "Next",
        field_optional: "facultatif" / "optional",
        show_table: "Voir les chiffres" / "Show the figures",
        step_done: " (terminé)" / " (done)",
        theme_to_light: "Couleurs : comme le système. Passer en clair" / "Colours: as the system. Switch to light",
        theme_to_dark: "Couleurs : claires. Passer en sombre" / "Colours: light. Switch to dark",
        theme_to_auto: "Couleurs : sombres. Suivre le système" / "Colours: dark. Follow the system",
        tone_info: "À savoir" / "Note",
        tone_success: "C’est fait" / "Done",
        tone_warning: "Attention" / "Warning",
        tone_error: "Erreur" / "Error",
        state_empty: "vide" / "empty",
        state_modified: "modifiée" / "modified",
        state_queued: "en file" / "queued",
        state_sent: "envoyée" / "sent",
        state_saved: "enregistrée" / "saved",
        state_refused: "refusée" / "refused",
        state_conflict: "conflit" / "conflict",
        state_locked: "verrouillée" / "locked",
        footer: "Délos, système libre de gestion des examens" / "Délos, free software for running exams",
    }
}
