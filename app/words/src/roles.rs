//! Roles and jury states in words.

use crate::Lang;
use domain::{JuryState, Role};

/// The words of one language.
#[derive(Debug)]
pub struct Roles(Lang);

impl Roles {
    /// French.
    pub const FR: Roles = Roles(Lang::Fr);
    /// English.
    pub const EN: Roles = Roles(Lang::En);

    /// A role.
    pub const fn of(&self, role: Role) -> &'static str {
        let (fr, en) = match role {
            Role::Administrator => ("Administrateur", "Administrator"),
            Role::Manager => ("Gestionnaire DEC", "Exam office"),
            Role::CentreHead => ("Chef de centre", "Head of centre"),
            Role::Marker => ("Correcteur", "Marker"),
            Role::JuryPresident => ("Président de jury", "Jury president"),
            Role::JuryVicePresident => ("Vice-président de jury", "Jury vice-president"),
            Role::JuryMember => ("Membre de jury", "Jury member"),
            Role::Projector => ("Poste de projection", "Projector"),
            Role::Establishment => ("Établissement", "School"),
            Role::Candidate => ("Candidat", "Candidate"),
        };
        match self.0 {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// A state of a jury, without its code.
    pub const fn state(&self, state: JuryState) -> &'static str {
        let (fr, en) = match state {
            JuryState::NotStarted => ("Délibération non commencée", "Not started"),
            JuryState::MarkControl => ("Modification de notes avant délibération", "Mark control"),
            JuryState::Deliberating => ("Délibération du 1er groupe", "Group 1 deliberation"),
            JuryState::Minutes => ("Édition du PV de tenue", "Minutes"),
            JuryState::Closed => ("Éditions après le 1er groupe", "Lists after group 1"),
            JuryState::FinishedInCentre => ("1er groupe terminé dans le centre", "Group 1 finished in centre"),
            JuryState::Locked => ("1er groupe verrouillé par l'académie", "Group 1 locked"),
            JuryState::Group2Marks => ("Recueil des notes du 2nd groupe", "Collecting group 2 marks"),
            JuryState::Group2Deliberating => ("Délibération du 2nd groupe", "Group 2 deliberation"),
            JuryState::Group2Minutes => ("Édition du PV du 2nd groupe", "Group 2 minutes"),
            JuryState::Group2Closed => ("Éditions après le 2nd groupe", "Lists after group 2"),
            JuryState::Group2FinishedInCentre => ("2nd groupe terminé dans le centre", "Group 2 finished in centre"),
            JuryState::Group2Locked => ("2nd groupe verrouillé par l'académie", "Group 2 locked"),
        };
        match self.0 {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}
