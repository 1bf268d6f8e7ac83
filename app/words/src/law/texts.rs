//! The table of what files of the law say.

use crate::table::table;

table! {
    /// What is wrong with the text of a candidate or of a ruleset: what files say, never a screen.
    Texts {
        line_json: "Ligne illisible\u{a0}: {words}" / "Unreadable line: {words}",
        line_not_text: "Un texte est attendu, entre guillemets" / "A text is expected, between quotes",
        line_duplicate: "Donné deux fois" / "Given twice",
        line_unknown: "Inconnu dans cet examen" / "Unknown in this exam",
        line_wrong_place: "À donner dans options ou facultative" / "To be given in options or facultative",
        line_years: "{expected} notes attendues, {found} données" / "{expected} marks expected, {found} given",
        line_too_many: "Pas plus de {n}" / "No more than {n}",
        coefficient_not_a_number: "Ce n’est pas un coefficient" / "Not a coefficient",
        coefficient_range: "Un coefficient va de 0,01 à 999,99" / "A coefficient goes from 0.01 to 999.99",

        rules_syntax: "Fichier illisible\u{a0}: {words}" / "Unreadable file: {words}",
        rules_sessions: "La dernière session précède la première" / "The last session is before the first",
        rules_scale: "Quatre décimales affichées au plus" / "Four decimals shown at most",
        rules_empty: "Liste vide" / "Empty list",
        rules_duplicate: "{code} est nommé deux fois" / "{code} is named twice",
        rules_unknown: "{code} n’existe pas" / "{code} does not exist",
        rules_not_epreuve: "{code} n’est pas une épreuve" / "{code} is not an épreuve",
        rules_part_above: "{code} est notée sur plus de 20" / "{code} is marked out of more than 20",
        rules_no_speciality: "Aucune spécialité n’est décrite" / "No speciality is described",
        rules_sum: "Somme des coefficients {found}, {expected} attendue" / "Coefficients add up to {found}, {expected} expected",
        rules_eliminates: "Un code éliminatoire compte comme zéro" / "A code that eliminates counts as zero",
        rules_gates: "Les seuils vont du plus haut au plus bas, l’admission d’abord" / "Gates go from the highest down, admission first",
        rules_group2: "Le second groupe et son seuil vont ensemble" / "The second group and its gate go together",
        rules_mentions: "Les mentions vont de la plus haute à la plus basse" / "Mentions go from the highest down",
        rules_too_few: "Il faut choisir plus de disciplines qu’il n’en est offert" / "More disciplines must be chosen than are offered",
        rules_unreachable: "Aucun candidat n’atteint ce seuil\u{a0}: un autre l’admet avant" / "No candidate reaches this: another threshold admits him first",
        rules_no_case: "Aucun cas d’exemple\u{a0}: un règlement n’est mis en service qu’avec les siens" / "No worked case: a ruleset is used only with its own",
        rules_case_refused: "Cas refusé, {field}\u{a0}: {why}" / "Case refused, {field}: {why}",
        rules_case_differs: "Cas {case}, {what}\u{a0}: {expected} annoncé, {found} trouvé" / "Case {case}, {what}: {expected} announced, {found} found",
        rules_nothing: "rien" / "nothing",
        kind_epreuve: "épreuve" / "test",
        kind_cc: "contrôle continu" / "continuous assessment",
        kind_option: "option" / "option",
        kind_facultative: "facultatif" / "facultative",

        say_exact: "Les seuils sont comparés à la moyenne exacte" / "Thresholds are compared with the exact average",
        say_half_up: "Les seuils sont comparés à la moyenne arrondie" / "Thresholds are compared with the rounded average",
        say_year: "{label}\u{a0}: chaque moyenne annuelle est arrondie au multiple supérieur de {step}"
            / "{label}: each yearly average is rounded up to {step}",
        say_cycle: "{label}\u{a0}: la moyenne du cycle est arrondie au multiple supérieur de {step}"
            / "{label}: the average of the cycle is rounded up to {step}",
        say_option: "{label}\u{a0}: note entière aux deux sommes, {n} coefficients au plus"
            / "{label}: the whole mark in both sums, {n} coefficients at most",
        say_above_ten: "{label}\u{a0}: seuls les points au-dessus de 10 s’ajoutent" / "{label}: only points above 10 are added",
        say_from_ten: "{label}\u{a0}: les points s’ajoutent ou se retirent à partir de 10" / "{label}: points count up or down from 10",
        say_zero: "compte zéro" / "counts zero",
        say_eliminate: "compte zéro, le diplôme ne peut être délivré" / "counts zero, the diploma cannot be issued",
        say_exclude: "hors des deux sommes" / "out of both sums",
        say_replacement: "la session de remplacement décide" / "the replacement session decides",
        say_eliminates_in: "\u{a0}; le diplôme ne peut être délivré à {components}" / "; the diploma cannot be issued at {components}",
        say_floor: "Au moins {mark} à {components}, sans quoi aucun diplôme" / "At least {mark} at {components}, or no diploma",
        say_admitted: "Admission à une moyenne d’au moins {mark}" / "Admission from an average of {mark}",
        say_group2: "Oraux de contrôle ouverts à une moyenne d’au moins {mark}" / "Control orals open from an average of {mark}",
        say_and_bloc: ", et d’au moins {mark} pour «\u{a0}{bloc}\u{a0}»" / ", and of {mark} for “{bloc}”",
        say_list: "Oraux\u{a0}: {n} au plus parmi {components}" / "Orals: at most {n} of {components}",
        say_best: "Oraux ({min} au moins)\u{a0}: la meilleure des deux notes compte, admission à {mark}"
            / "Orals ({min} at least): the better of both marks counts, admission from {mark}",
        say_mean: "Oraux ({min} au moins)\u{a0}: moyenne de la moyenne du premier groupe et de celle des oraux, admission à {mark}"
            / "Orals ({min} at least): mean of the first group’s average and of the orals’ own, admission from {mark}",
        say_mention: "Mention {mention} à partir de {mark}" / "Mention {mention} from {mark}",
        say_regime: "Notes conservées ({code})\u{a0}: à partir de {mark}, {n} sessions, sans mention"
            / "Conserved marks ({code}): from {mark}, {n} sessions, no mention",
        say_regime_plain: "Notes conservées ({code})\u{a0}: à partir de {mark}, {n} sessions" / "Conserved marks ({code}): from {mark}, {n} sessions",
        say_regime_mention: "Notes conservées ({code})\u{a0}: à partir de {mark}, {n} sessions, mention possible"
            / "Conserved marks ({code}): from {mark}, {n} sessions, mention possible",
        say_certificate: "{code} à partir de {mark} pour qui n’est pas admis" / "{code} from {mark} for who is not admitted",
        say_partial: "Unités laissées pour plus tard\u{a0}: unités acquises, aucune moyenne avant la dernière"
            / "Units left for later: units acquired, no average before the last",
        say_spread: "Épreuves étalées sur plusieurs sessions\u{a0}: sans décision finale avant la dernière"
            / "Tests spread over sessions: no final decision before the last",
        say_attested: "Attestation des épreuves d’au moins {mark} à qui n’est pas admis" / "Tests from {mark} attested to who is not admitted",
        say_jury: "Le jury peut relever toute note, jamais ajouter de points" / "The jury may raise any mark, never add points",
        say_jury_but: "Le jury peut relever une note, sauf {components}, jamais ajouter de points"
            / "The jury may raise a mark, {components} apart, never add points",

        change_of: "{field} de {owner}" / "{field} of {owner}",
        change_added: "ajouté, {subject}\u{a0}: {after}" / "added, {subject}: {after}",
        change_removed: "retiré, {subject}\u{a0}: {before}" / "removed, {subject}: {before}",
        name_code: "code" / "code",
        name_version: "version" / "version",
        name_label: "libellé" / "label",
        name_first: "première session" / "first session",
        name_last: "dernière session" / "last session",
        name_legal: "références" / "legal bases",
        name_sum: "somme des coefficients" / "sum of coefficients",
        name_coef: "coefficient" / "coefficient",
        name_step: "pas" / "step",
        name_round: "arrondi" / "rounding",
        name_speciality: "spécialité" / "speciality",
        name_bloc: "bloc" / "bloc",
        name_group1: "premier groupe" / "first group",
        name_group2: "second groupe" / "second group",
        name_list: "liste" / "list",
        name_regime: "régime" / "regime",
        name_mentions: "mentions" / "mentions",
        name_conserve: "notes conservées" / "conserved marks",
        name_components: "épreuves" / "components",
        name_threshold: "seuil" / "threshold",
        name_locked: "notes que le jury ne modifie pas" / "marks the jury may not change",
        name_jury: "jury" / "jury",
        name_weight: "poids" / "weight",
        name_sessions: "nombre de sessions" / "number of sessions",
        name_certificate: "certificat" / "certificate",
        name_effect: "effet" / "effect",
        name_codes: "codes" / "codes",
        name_average: "moyenne" / "average",

        rules_place: "ligne {line}, colonne {column}" / "line {line}, column {column}",
    }
}
