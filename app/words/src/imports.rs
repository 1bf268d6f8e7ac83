//! Words of imports: their screens, and the report on the command line.

use crate::table::table;

table! {
    /// Importing files.
    Imports {
        title: "Imports" / "Imports",
        lead: "Établissements, élèves et notes arrivent par fichier. Rien n'est enregistré avant que le fichier entier soit contrôlé." / "Schools, pupils and marks come by file. Nothing is saved before the whole file is checked.",
        new: "Importer un fichier" / "Import a file",
        kind: "Nature du fichier" / "Kind of file",
        kind_siecle: "Élèves (export de l'établissement, XML ou CSV)" / "Pupils (the school's export, XML or CSV)",
        kind_marks: "Notes de contrôle continu et notes conservées (CSV)" / "Continuous-assessment and conserved marks (CSV)",
        kind_places: "Annuaire des établissements (CSV)" / "Directory of schools (CSV)",
        short_siecle: "Élèves" / "Pupils",
        short_marks: "Notes" / "Marks",
        short_places: "Établissements" / "Schools",
        file: "Fichier" / "File",
        file_hint: "{size} Mo au plus. Encodages ISO-8859-1, ISO-8859-15, UTF-8 et UTF-16." / "{size} MB at most. Encodings ISO-8859-1, ISO-8859-15, UTF-8 and UTF-16.",
        session: "Session" / "Session",
        no_session: "Aucune session : seul l'annuaire peut être importé, ou un essai à blanc." / "No session: only the directory can be imported, or a dry run.",
        uai: "UAI de l'établissement" / "UAI of the school",
        uai_hint: "Pour un CSV d'élèves, qui ne dit pas d'où il vient. Sept chiffres et une lettre, comme 0350059Z." / "For a CSV of pupils, which does not say where it comes from. Seven digits and a letter, such as 0350059Z.",
        dry_run: "Essai à blanc : contrôler et comparer sans rien enregistrer" / "Dry run: check and compare, save nothing",
        submit: "Importer" / "Import",
        past: "Imports récents" / "Recent imports",
        none: "Aucun import pour l'instant" / "No import yet",
        none_hint: "Commencez par l'annuaire des établissements : les imports d'élèves vérifieront alors les UAI." / "Begin with the directory of schools: imports of pupils will then check the UAI.",
        import_of: "Import de « {file} »" / "Import of “{file}”",
        state: "État" / "State",
        waiting: "En attente" / "Waiting",
        running: "En cours" / "Running",
        done: "Terminé" / "Done",
        done_with_rejects: "Terminé avec rejets" / "Done with rejects",
        refused: "Fichier refusé" / "File refused",
        failed: "Interrompu par une erreur" / "Stopped by an error",
        cancelled: "Annulé" / "Cancelled",
        dry: "Essai à blanc" / "Dry run",
        author: "Demandé par" / "Asked by",
        created_at: "Demandé le" / "Asked on",
        started_at: "Début" / "Start",
        ended_at: "Fin" / "End",
        lasted: "Durée" / "Duration",
        milliseconds: "{n} ms" / "{n} ms",
        seconds: "{n} s" / "{n} s",
        minutes: "{m} min {s} s" / "{m} min {s} s",
        progress: "Avancement" / "Progress",
        percent: "{n} %" / "{n}%",
        read: "Lus" / "Read",
        created: "Créés" / "Created",
        updated: "Modifiés" / "Updated",
        same: "Inchangés" / "Unchanged",
        skipped: "Ignorés" / "Skipped",
        rejected: "Rejetés" / "Rejected",
        report: "Compte rendu" / "Report",
        clean: "Rien à signaler." / "Nothing to report.",
        refused_note: "Le fichier a été refusé en entier : rien n'a été enregistré." / "The whole file was refused: nothing was saved.",
        dry_note: "Essai à blanc : rien n'a été enregistré. Les nombres disent ce que ferait l'import." / "Dry run: nothing was saved. The numbers say what the import would do.",
        cancelled_note: "Ce qui était déjà enregistré le reste. Vous pouvez reprendre l'import où il s'est arrêté." / "What was already saved stays. You may resume the import where it stopped.",
        failed_note: "Une erreur de notre côté a interrompu l'import. Reprenez-le : il continuera où il s'est arrêté." / "An error on our side stopped the import. Resume it: it goes on where it stopped.",
        line: "Ligne" / "Line",
        column: "Colonne" / "Column",
        element: "Élément" / "Element",
        code: "Code" / "Code",
        message: "Message" / "Message",
        weight: "Gravité" / "Weight",
        warning: "À vérifier" / "To check",
        skip: "Ignoré" / "Skipped",
        error: "Rejeté" / "Rejected",
        fatal: "Refusé" / "Refused",
        shown: "{n} premières lignes sur {total}. Le fichier CSV les contient toutes." / "First {n} lines of {total}. The CSV file holds them all.",
        download: "Télécharger le compte rendu (CSV)" / "Download the report (CSV)",
        cancel: "Annuler l'import" / "Cancel the import",
        resume: "Reprendre l'import" / "Resume the import",
        summary: "{read} lus : {created} créés, {updated} modifiés, {same} inchangés, {skipped} ignorés, {rejected} rejetés." / "{read} read: {created} created, {updated} updated, {same} unchanged, {skipped} skipped, {rejected} rejected.",
        place_line: "ligne {line}" / "line {line}",
    }
}

impl Imports {
    /// The kind of an import, in a word, by its stable name.
    pub fn kind_named(&self, code: &str) -> &'static str {
        match code {
            "places" => self.short_places,
            "marks" => self.short_marks,
            _ => self.short_siecle,
        }
    }
}
