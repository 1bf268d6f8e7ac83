//! Words of the screens of rulesets.

use crate::table::table;

table! {
    /// What the screens of rulesets say.
    Rules {
        title: "Règlements" / "Rulesets",
        lead: "Le volet national se lit ; l'académie règle ce qu'elle ouvre et ce qu'elle demande."
            / "The national part is read; the académie sets what it offers and asks for.",
        list: "Règlements livrés avec le programme" / "Rulesets that come with the program",
        code: "Code" / "Code",
        qualification: "Diplôme" / "Qualification",
        candidates: "Candidats" / "Candidates",
        standing: "Texte" / "Text",
        frozen: "figé le {at}" / "frozen on {at}",
        not_frozen: "celui du programme" / "the program's",
        read: "Lire" / "Read",
        components: "Épreuves et coefficients" / "Components and coefficients",
        component: "Épreuve" / "Component",
        kind: "Nature" / "Kind",
        coefficient: "Coefficient" / "Coefficient",
        step: "Pas" / "Step",
        sentences: "Règles" / "Rules",
        legal: "Textes" / "Legal bases",
        cases: "Cas d'exemple, tous justes" / "Worked cases, all right",
        text: "Télécharger le texte" / "Download the text",
        all: "Tous les règlements" / "All rulesets",
        local: "Volet de l'académie" / "The académie's part",
        local_of: "{code} dans la session {session}" / "{code} in session {session}",
        no_session: "Créez d'abord une session : le volet de l'académie est tenu par session."
            / "Create a session first: the académie's part is kept by session.",
        local_frozen: "Un jury a été ouvert le {at} : ce volet ne change plus." / "A jury opened on {at}: this part changes no more.",
        specialities: "Spécialités ouvertes" / "Specialities offered",
        specialities_hint: "Aucune cochée : toutes sont ouvertes." / "None ticked: all are offered.",
        options: "Options et épreuves facultatives ouvertes" / "Options and facultative components offered",
        options_hint: "Un libellé par ligne. Vide : toutes." / "One label a line. Empty: all.",
        documents: "Pièces justificatives demandées" / "Supporting documents asked for",
        documents_hint: "Une pièce par ligne." / "One document a line.",
        save: "Enregistrer une nouvelle version" / "Save a new version",
        versions: "Versions" / "Versions",
        version: "Version {n}, {author}, {at}" / "Version {n}, {author}, {at}",
        no_version: "Aucune version : tout est ouvert, aucune pièce n'est demandée." / "No version: everything is offered, no document is asked for.",
        compare: "Comparer deux règlements" / "Compare two rulesets",
        compare_lead: "Ce qui change, et ce que deviendraient les candidats de la session. Rien n'est enregistré."
            / "What changes, and what would become of the session's candidates. Nothing is kept.",
        from: "Règlement en vigueur" / "Ruleset in force",
        to: "Règlement à essayer" / "Ruleset to try",
        show: "Comparer" / "Compare",
        changes: "Différences" / "Differences",
        no_change: "Les deux textes disent la même chose." / "Both texts say the same.",
        simulation: "Simulation" / "Simulation",
        simulation_hint: "Les notes de la session, décidées par l'un et par l'autre ; aucune décision n'est touchée."
            / "The marks of the session, decided by both; no decision is touched.",
        tried: "Candidats essayés : {n}. Décisions changées : {flipped}." / "Candidates tried: {n}. Decisions changed: {flipped}.",
        refused: "Candidats que le second règlement ne peut prendre tels quels : {n}." / "Candidates the second ruleset cannot take as they are: {n}.",
        decision: "Décision" / "Decision",
        before: "Avant" / "Before",
        after: "Après" / "After",
        flips: "Décisions changées" / "Decisions changed",
        no_flip: "Aucune décision ne change." / "No decision changes.",
        more: "Seules les {n} premières sont listées." / "Only the first {n} are listed.",
        nobody: "Aucun candidat de la session n'a ce règlement." / "No candidate of the session has this ruleset.",
        check: "Vérifier un texte" / "Check a text",
        check_lead: "Toutes les fautes d'un coup, avec leur ligne et leur colonne, cas d'exemple compris. Rien n'est enregistré."
            / "Every fault at once, with line and column, worked cases included. Nothing is kept.",
        paste: "Texte du règlement" / "Text of the ruleset",
        paste_hint: "Le fichier TOML, en entier." / "The TOML file, whole.",
        verify: "Vérifier" / "Check",
        faults: "Fautes : {n}" / "Faults: {n}",
    }
}
