//! A published result, as the candidate reads it, and the office's views of publications.
//!
//! These views carry names: they go to the candidate himself, to the exam office and to the head of a centre, never to
//! a marker or a juror.

use domain::{Coefficient, Decision, Entry, JuryId, JuryState, Mark, Mention, Points, PublicationId, SessionId};
use serde::{Deserialize, Serialize};

/// All that a result page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultSheet {
    /// Name of the académie.
    pub academy: String,
    /// Label of the session.
    pub session: String,
    /// Label of the qualification.
    pub qualification: String,
    /// Candidate number.
    pub number: String,
    /// First names.
    pub first_names: String,
    /// Birth name (nom de famille).
    pub birth_name: String,
    /// French agrees with the person.
    pub feminine: bool,
    /// What the jury decided.
    pub decision: Decision,
    /// With which mention.
    pub mention: Option<Mention>,
    /// Average out of 20, truncated, with a point: `12.34`.
    pub average: Option<String>,
    /// Points and coefficients the average is made of.
    pub sums: Option<(Points, Coefficient)>,
    /// Marks, in the order of the ruleset.
    pub marks: Vec<ResultMark>,
    /// Control orals, for a candidate who goes to the second group.
    pub orals: Option<ControlOrals>,
    /// Certificate a refused candidate receives.
    pub certificate: Option<String>,
    /// Marks a refused candidate may keep.
    pub kept: Option<KeptMarks>,
}

/// One line of the table of marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultMark {
    /// French label.
    pub label: String,
    /// Parts the mark was made from: label and mark.
    pub parts: Vec<(String, Mark)>,
    /// What counts; `None` for a mark still awaited.
    pub entry: Option<Entry>,
    /// Coefficient; `None` when the cell is out of both sums.
    pub coefficient: Option<Coefficient>,
    /// Points; `None` likewise.
    pub points: Option<Points>,
    /// What must be said of it.
    pub note: Option<MarkNote>,
}

/// What must be said of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkNote {
    /// Obtained in an earlier session and kept (bénéfice).
    Conserved,
    /// Given until the real one comes.
    Provisional,
    /// Missing, and gone without.
    Waived,
}

/// What may be chosen for the control orals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlOrals {
    /// French name: épreuves du second groupe, épreuve de contrôle.
    pub label: String,
    /// Average that admits.
    pub admitted_at_least: Mark,
    /// Points short of it.
    pub missing: Option<Points>,
    /// Lists to choose from.
    pub lists: Vec<ControlList>,
}

/// A list of disciplines and how many may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlList {
    /// At most.
    pub max: u8,
    /// Among: label, mark of the first group, coefficient.
    pub choices: Vec<(String, Option<Entry>, Option<Coefficient>)>,
}

/// Marks that may be kept for the sessions to come (bénéfice de notes).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMarks {
    /// Lowest mark that may be kept.
    pub at_least: Mark,
    /// Sessions it may be kept for.
    pub sessions: u8,
    /// Which of his marks: label and mark.
    pub marks: Vec<(String, Mark)>,
}

/// Candidates and decisions of a jury or of a set, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ResultCounts {
    /// Candidates of the jury.
    pub candidates: u64,
    /// Those with a confirmed decision.
    pub decided: u64,
    /// Those whose decision, mention and trace are the ones the log of the jury holds.
    pub in_minutes: u64,
    /// Admis.
    pub admitted: u64,
    /// Second groupe.
    pub group2: u64,
    /// Refusés, ajournés, éliminés, absents.
    pub refused: u64,
    /// Any other decision that is published.
    pub others: u64,
    /// Held back: a fraud is presumed.
    pub withheld: u64,
}

impl ResultCounts {
    /// Every candidate is decided, every decision is in the minutes and counted once.
    pub fn agree(&self) -> bool {
        let counted = self.admitted + self.group2 + self.refused + self.others + self.withheld;
        self.candidates == self.decided && self.decided == self.in_minutes && self.decided == counted
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: ResultCounts) -> ResultCounts {
        ResultCounts {
            candidates: self.candidates + other.candidates,
            decided: self.decided + other.decided,
            in_minutes: self.in_minutes + other.in_minutes,
            admitted: self.admitted + other.admitted,
            group2: self.group2 + other.group2,
            refused: self.refused + other.refused,
            others: self.others + other.others,
            withheld: self.withheld + other.withheld,
        }
    }
}

/// The office's page of publications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationsView {
    /// Session shown.
    pub session: SessionId,
    /// Its label.
    pub session_label: String,
    /// Sets, newest first.
    pub publications: Vec<PublicationView>,
    /// Juries in no live set, by code.
    pub juries: Vec<PublishableJury>,
    /// Proposed hour, as a form field holds it, Paris time.
    pub proposed: String,
}

/// One set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationView {
    /// Key.
    pub id: PublicationId,
    /// Label.
    pub label: String,
    /// Codes of its juries.
    pub juries: Vec<String>,
    /// Hour it opens, Paris time.
    pub opens: String,
    /// The hour has come.
    pub open: bool,
    /// Taken back.
    pub withdrawn: bool,
    /// Counts.
    pub counts: ResultCounts,
    /// SHA-256 of the set, hexadecimal.
    pub digest: String,
}

/// A jury that could be published, reconciled with its minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishableJury {
    /// Key.
    pub id: JuryId,
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// State.
    pub state: JuryState,
    /// Counts, once it is locked.
    pub counts: Option<ResultCounts>,
}

/// The lists a centre posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingList {
    /// Name of the académie.
    pub academy: String,
    /// Label of the session.
    pub session: String,
    /// Code of the jury.
    pub code: String,
    /// Label of the jury.
    pub label: String,
    /// Name of the centre, or its key.
    pub centre: Option<String>,
    /// Label of the qualification.
    pub qualification: String,
    /// Admitted: name and mention, by name.
    pub admitted: Vec<(String, Option<Mention>)>,
    /// Called to the second group, by name.
    pub group2: Vec<String>,
    /// When the list was drawn up, Paris time.
    pub drawn_up: String,
}
