//! Words of the simulation on a jury.

use crate::table::table;

table! {
    /// What the simulation on a jury says.
    WhatIf {
        title: "Simulation sur le jury" / "Simulation on the jury",
        back: "Retour à la séance" / "Back to the session",
        banner: "Simulation" / "Simulation",
        banner_text: "Calculée ici sur les notes du moment. Rien n'est enregistré, rien n'est projeté, aucune décision n'est touchée."
            / "Computed here from the marks as they stand. Nothing is kept, nothing is projected, no decision is touched.",
        thresholds: "Seuils" / "Thresholds",
        thresholds_hint: "Sur 20, de 0 à 20. Vide : celui du règlement." / "Out of 20, from 0 to 20. Empty: the ruleset's.",
        law_says: "règlement : {mark}" / "ruleset: {mark}",
        admission: "Admission" / "Admission",
        second: "Accès : {label}" / "Access: {label}",
        orals: "Admission après : {label}" / "Admission after: {label}",
        bloc: "{what}, {bloc}" / "{what}, {bloc}",
        mention: "Mention {mention}" / "Mention {mention}",
        floor: "Note éliminatoire : {components}" / "Eliminating minimum: {components}",
        neutralise: "Neutraliser une épreuve" / "Neutralise a component",
        neutralise_hint: "Elle ne compterait pour personne : sa note quitte les points, son coefficient quitte le total."
            / "It would count for nobody: its mark leaves the points, its coefficient leaves the total.",
        neutralise_one: "Neutraliser {label}" / "Neutralise {label}",
        component: "Épreuve" / "Component",
        coefficient: "Coef." / "Coef.",
        settled: "Rendues" / "Made",
        better: "Mieux" / "Better",
        worse: "Moins bien" / "Worse",
        out: "Neutraliser" / "Neutralise",
        better_hint: "Décisions qui changeraient si elle était seule neutralisée : rendues alors qu'une note manque, mieux, moins bien."
            / "Decisions that would change if it alone were neutralised: made though a mark is missing, better, worse.",
        simulate: "Simuler" / "Simulate",
        reset: "Revenir au règlement" / "Back to the ruleset",
        effect: "Effet sur le jury" / "Effect on the jury",
        nothing: "Déplacez un seuil ou neutralisez une épreuve : l'effet s'affiche ici." / "Move a threshold or neutralise a component: the effect shows here.",
        changed_none: "Aucune décision ne changerait." / "No decision would change.",
        changed_one: "{n} décision changerait sur {all}." / "{n} decision of {all} would change.",
        changed_many: "{n} décisions changeraient sur {all}." / "{n} decisions of {all} would change.",
        of_these: "En mieux : {better}. En moins bien : {worse}. Rendues alors qu'une note manque : {settled}."
            / "For the better: {better}. For the worse: {worse}. Made though a mark is missing: {settled}.",
        decision: "Décision" / "Decision",
        law: "Règlement" / "Ruleset",
        tried: "Simulation" / "Simulation",
        difference: "Écart" / "Difference",
        flips: "Décisions qui changeraient" / "Decisions that would change",
        candidate: "Candidat" / "Candidate",
        plans: "Plus petits relèvements" / "Smallest raises",
        plans_hint: "Pour chaque candidat, le moins de points qui mènent au palier suivant, parmi toutes les notes que le jury peut toucher. Le règlement est celui en vigueur."
            / "For each candidate, the fewest points that lead to the next step, over all the marks the jury may touch. By the ruleset in force.",
        effort: "Effort du jury" / "Effort of the jury",
        reach: "Au plus, en points de moyenne" / "At most, in points of average",
        reach_hint: "Les candidats à qui il en faudrait davantage ne sont pas listés." / "Candidates who would need more are not listed.",
        reach_most: "Un point de moyenne au plus." / "One point of average at most.",
        plans_none: "Aucun candidat n'est à cette portée." / "No candidate is within this reach.",
        plans_count_one: "{n} candidat à cette portée." / "{n} candidate within this reach.",
        plans_count: "{n} candidats à cette portée." / "{n} candidates within this reach.",
        leads_to: "Mène à" / "Leads to",
        raises: "Relèvements" / "Raises",
        points: "Points" / "Points",
        raise: "{label} {from} → {to}" / "{label} {from} → {to}",
    }
}
