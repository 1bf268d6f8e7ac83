//! Words of the results: the candidate's pages, the posting lists, the office's publications.

use crate::Lang;
use crate::table::table;
use domain::{Decision, MarkCode, Mention};

table! {
    /// The pages a candidate opens, and the lists a centre posts.
    Results {
        title: "Résultats d'examen" / "Exam results",
        lead: "Saisissez votre numéro de candidat et votre date de naissance." / "Enter your candidate number and your date of birth.",
        number: "Numéro de candidat" / "Candidate number",
        number_hint: "Il figure sur votre convocation : 11 chiffres." / "It is on your notice to attend: 11 digits.",
        birth_date: "Date de naissance" / "Date of birth",
        birth_date_hint: "Jour, mois, année. Exemple : 12/04/2008." / "Day, month, year. Example: 12/04/2008.",
        look_up: "Voir mon résultat" / "See my result",
        when: "Publications" / "Publications",
        opens: "à partir du {when}, heure de Paris" / "from {when}, Paris time",
        opened: "disponible depuis le {when}" / "available since {when}",
        nothing_announced: "Aucune publication n'est annoncée pour l'instant." / "No publication is announced for now.",
        not_found: "Aucun résultat à afficher" / "No result to show",
        not_found_lead: "Rien ne correspond à ce numéro et à cette date de naissance pour l'instant." / "Nothing matches this number and date of birth for now.",
        check_number: "Vérifiez les 11 chiffres du numéro sur votre convocation." / "Check the 11 digits of the number on your notice.",
        check_date: "Vérifiez la date de naissance : jour, mois, année." / "Check the date of birth: day, month, year.",
        check_hour: "Vérifiez ci-dessous que l'heure de publication de votre examen est passée." / "Check below that the hour of publication of your exam has come.",
        check_school: "Si tout est exact, adressez-vous à votre établissement ou au service des examens de votre académie." / "If all is right, ask your school or the exam office of your académie.",
        too_many: "Un instant, s'il vous plaît" / "One moment, please",
        too_many_lead: "Trop de recherches sans résultat sont parties de ce réseau. Attendez quelques secondes, puis réessayez : votre résultat ne bouge pas." / "Too many searches without a result came from this network. Wait a few seconds and try again: your result stays where it is.",
        again: "Nouvelle recherche" / "New search",
        candidate_number: "Candidat n° {number}" / "Candidate no. {number}",
        average: "Moyenne" / "Average",
        out_of: "/ 20" / "/ 20",
        points: "{points} points pour un total de coefficients de {coefficients}" / "{points} points over coefficients of {coefficients}",
        next: "Et maintenant ?" / "What now?",
        marks: "Relevé des notes" / "Marks",
        component: "Épreuve" / "Component",
        mark: "Note" / "Mark",
        coefficient: "Coef." / "Coef.",
        points_column: "Points" / "Points",
        conserved: "note conservée" / "kept from an earlier session",
        mark_provisional: "note provisoire" / "provisional mark",
        waived: "note manquante, hors du calcul" / "missing mark, out of the sums",
        awaited: "à passer" / "to be sat",
        total: "Total" / "Total",
        provisional: "Ces résultats sont provisoires : seul le relevé de notes officiel, délivré par l'académie, fait foi." / "These results are provisional: only the official statement of marks, issued by the académie, is authoritative.",
        print_hint: "Vous pouvez imprimer ou enregistrer cette page. Ne la partagez qu'avec les personnes de votre choix." / "You may print or save this page. Share it only with people you choose.",
        admitted_lead_m: "Félicitations, {name}. Vous êtes reçu." / "Congratulations, {name}. You have passed.",
        admitted_lead_f: "Félicitations, {name}. Vous êtes reçue." / "Congratulations, {name}. You have passed.",
        admitted_statement: "Votre relevé de notes officiel vous est remis par votre établissement ou par l'académie. Gardez-le." / "Your school or the académie gives you your official statement of marks. Keep it.",
        admitted_diploma: "Votre diplôme suit dans les mois à venir. Gardez l'original : on ne vous demandera que des copies." / "Your diploma follows in the coming months. Keep the original: only copies are ever asked for.",
        admitted_attestation: "Une attestation numérique de diplôme prouve votre réussite en attendant, pour une inscription ou un employeur." / "Meanwhile a digital certificate proves your success, for enrolment or an employer.",
        group2_lead: "Rien n'est joué, {name} : votre moyenne vous ouvre l'oral." / "Nothing is lost, {name}: your average opens the orals.",
        group2_missing: "Il vous manque {points} points pour atteindre {threshold} de moyenne." / "You are {points} points short of an average of {threshold}.",
        group2_choose_one: "Choisissez au plus une discipline parmi :" / "Choose one discipline at most among:",
        group2_choose_many: "Choisissez au plus {n} disciplines parmi :" / "Choose {n} disciplines at most among:",
        group2_choice: "{label} : {mark}, coefficient {coefficient}" / "{label}: {mark}, coefficient {coefficient}",
        group2_best: "La meilleure des deux notes, celle d'aujourd'hui ou celle de l'oral, compte avec le même coefficient. Un oral ne peut pas faire perdre de points." / "The better of both marks, today's or the oral's, counts at the same coefficient. An oral can lose you nothing.",
        group2_where: "Remettez votre choix à votre centre d'examen dans le délai qu'il affiche ; il vous donne l'heure et le lieu. Venez avec votre convocation, une pièce d'identité et les documents demandés par la discipline." / "Hand your choice to your exam centre within the time it posts; it tells you when and where. Bring your notice, proof of identity and the documents the discipline asks for.",
        group2_outcome: "La moyenne est refaite sur l'ensemble : avec {threshold} ou plus, l'examen est obtenu, sans mention." / "The average is made again over everything: with {threshold} or more you pass, without a mention.",
        refused_lead: "Ce n'est pas le résultat que vous espériez, {name}. Des droits et des chemins vous restent ouverts." / "This is not the result you hoped for, {name}. Rights and ways remain open to you.",
        refused_certificate: "Vous recevez le {certificate}, avec votre relevé de notes." / "You receive the {certificate}, with your statement of marks.",
        refused_keep: "Si vous vous représentez, vous pouvez demander à conserver vos notes d'au moins {mark}, pendant {sessions} sessions :" / "If you sit the exam again you may ask to keep your marks of at least {mark}, for {sessions} sessions:",
        refused_again: "Vous pouvez vous inscrire à la prochaine session : votre établissement vous accompagne, et vous pouvez y être réinscrit." / "You may register for the next session: your school helps you and may enrol you again.",
        refused_copies: "Vous pouvez demander à consulter vos copies auprès du service des examens de votre académie." / "You may ask the exam office of your académie to see your scripts.",
        refused_contact: "Parlez-en : votre établissement, un centre d'information et d'orientation (CIO) ou une mission locale peuvent vous recevoir dès maintenant." / "Talk about it: your school or a careers centre can see you now.",
        eliminated_lead: "{name}, une absence ou une note éliminatoire ne permet pas de délivrer le diplôme." / "{name}, an absence or an eliminating mark bars the diploma.",
        absent_lead: "{name}, vous n'avez pas pris part aux épreuves de cette session." / "{name}, you took no part in this session.",
        replacement_lead: "{name}, vous passez les épreuves de remplacement de septembre." / "{name}, you are expected at the replacement part in September.",
        replacement_next: "Le service des examens vous envoie une convocation. Vos notes déjà obtenues sont gardées." / "The exam office sends you a notice. Marks already obtained are kept.",
        spread_lead: "{name}, vos notes sont enregistrées : votre examen continue à la prochaine session." / "{name}, your marks are recorded: your exam goes on at the next session.",
        cancelled_lead: "{name}, une décision vous a été notifiée par courrier." / "{name}, a decision was notified to you by letter.",
        contact_office: "Pour toute question, adressez-vous au service des examens de votre académie." / "For any question, ask the exam office of your académie.",
        codes: "Une mention en toutes lettres remplace la note lorsqu'il n'y en a pas." / "Words replace the mark where there is none.",

        posting_title: "Listes d'affichage" / "Posting lists",
        posting_admitted: "Candidats admis" / "Candidates admitted",
        posting_group2: "Candidats appelés au second groupe d'épreuves" / "Candidates called to the second group",
        posting_name: "Nom" / "Name",
        posting_mention: "Mention" / "Mention",
        posting_jury: "Jury {code}" / "Jury {code}",
        posting_centre: "Centre" / "Centre",
        posting_session: "Session" / "Session",
        posting_qualification: "Examen" / "Exam",
        posting_drawn_up: "Liste établie le {when}." / "List drawn up on {when}.",
        posting_note: "Les candidats qui ont demandé à ne pas figurer dans les listes publiques, et ceux dont le résultat est réservé, n'y sont pas." / "Candidates who asked to be in no public list, and those whose result is withheld, are not here.",
        posting_print: "Pour afficher cette liste, imprimez la page : le cadre du site ne s'imprime pas." / "To post this list, print the page: the frame of the site is left out.",
        posting_none: "Aucun candidat." / "No candidate.",
        posting_signature: "Le président du jury" / "The president of the jury",
    }
}

table! {
    /// The office's publications.
    Publications {
        title: "Publication" / "Publication",
        lead: "Les résultats s'ouvrent à l'heure dite, pour tous à la fois, sans compte ni mot de passe." / "Results open on the hour, for everybody at once, without account or password.",
        sets: "Publications de la session" / "Publications of the session",
        no_sets: "Rien n'est encore publié" / "Nothing is published yet",
        no_sets_hint: "Choisissez ci-dessous des jurys verrouillés et une heure." / "Choose locked juries and an hour below.",
        exam: "Examen" / "Exam",
        juries: "Jurys" / "Juries",
        opens: "Ouverture (Paris)" / "Opens (Paris)",
        state: "État" / "State",
        state_open: "Ouverte" / "Open",
        state_waiting: "En attente de l'heure" / "Waiting for the hour",
        state_withdrawn: "Retirée" / "Withdrawn",
        candidates: "Candidats" / "Candidates",
        decided: "Décisions" / "Decisions",
        in_minutes: "Au PV" / "In minutes",
        admitted: "Admis" / "Admitted",
        group2: "2nd groupe" / "Group 2",
        refused: "Refusés" / "Refused",
        others: "Autres" / "Others",
        withheld: "Réservés" / "Withheld",
        digest: "Empreinte {digest}" / "Digest {digest}",
        withdraw: "Retirer" / "Withdraw",
        withdraw_title: "Retirer une publication" / "Withdraw a publication",
        withdraw_hint: "Les pages disparaissent aussitôt ; le motif reste au journal." / "Pages disappear at once; the reason stays in the log.",
        withdraw_which: "Publication" / "Publication",
        reason: "Motif" / "Reason",
        new: "Publier des résultats" / "Publish results",
        new_note: "Rapprochement avec les PV signés : chaque candidat a une décision, et chaque décision est celle du journal du jury." / "Reconciled with the signed minutes: every candidate has a decision, and every decision is the one in the jury's log.",
        choose: "Publier le jury {code}" / "Publish jury {code}",
        check: "Rapprochement" / "Reconciliation",
        check_fine: "Concordant" / "Agrees",
        check_wrong: "Les nombres diffèrent" / "Numbers differ",
        not_locked: "Pas encore verrouillé" / "Not locked yet",
        hour: "Heure d'ouverture, à Paris" / "Hour of opening, in Paris",
        hour_hint: "Une heure passée ouvre les résultats immédiatement." / "An hour that has passed opens the results at once.",
        publish: "Publier" / "Publish",
        none_ready: "Aucun jury à publier" / "No jury to publish",
        none_ready_hint: "Un jury paraît ici quand il est composé ; il peut être publié une fois verrouillé par l'académie." / "A jury appears here once composed; it can be published once locked.",
        see_page: "Voir la page des candidats" / "See the candidates' page",
        lists: "Listes d'affichage" / "Posting lists",
    }
}

impl Results {
    /// A decision in words, agreeing with the person; `orals` is the exam's own name for the second group.
    pub fn decision(lang: Lang, decision: Decision, feminine: bool, orals: Option<&str>) -> String {
        let (m, f, en) = match decision {
            Decision::Admitted => ("Admis", "Admise", "Passed"),
            Decision::Group2 => match orals {
                Some(label) => return label.to_owned(),
                None => ("Second groupe", "Second groupe", "Second group"),
            },
            Decision::Refused | Decision::RefusedCert | Decision::Eliminated => {
                ("Non admis", "Non admise", "Not passed")
            }
            Decision::Absent => ("Absent", "Absente", "Absent"),
            Decision::Replacement => (
                "Session de remplacement",
                "Session de remplacement",
                "Replacement session",
            ),
            Decision::NoFinalDecision => ("Sans décision finale", "Sans décision finale", "No final decision yet"),
            Decision::Partial => ("Unités acquises", "Unités acquises", "Units acquired"),
            Decision::Pending => ("Décision en attente", "Décision en attente", "Decision pending"),
            Decision::Withheld => ("Résultat réservé", "Résultat réservé", "Result withheld"),
            Decision::Cancelled => ("Examen annulé", "Examen annulé", "Exam cancelled"),
        };
        match lang {
            Lang::Fr if feminine => f,
            Lang::Fr => m,
            Lang::En => en,
        }
        .to_owned()
    }

    /// A mention in words.
    pub const fn mention(lang: Lang, mention: Mention) -> &'static str {
        let (fr, en) = match mention {
            Mention::Ab => ("Mention assez bien", "Mention assez bien (fairly good)"),
            Mention::B => ("Mention bien", "Mention bien (good)"),
            Mention::Tb => ("Mention très bien", "Mention très bien (very good)"),
            Mention::Tbf => (
                "Mention très bien avec les félicitations du jury",
                "Mention très bien, with the jury's congratulations",
            ),
        };
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// A code of a cell in words.
    pub const fn code(lang: Lang, code: MarkCode) -> &'static str {
        let (fr, en) = match code {
            MarkCode::AB => ("absence non justifiée", "unjustified absence"),
            MarkCode::AJ => ("absence justifiée", "justified absence"),
            MarkCode::DI => ("dispense", "dispensed"),
            MarkCode::VA => ("validée par l'expérience", "validated by experience"),
            MarkCode::FR => ("annulée pour fraude", "cancelled for fraud"),
        };
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}
