//! Candidates by name, for the exam office alone.

use super::{SessionRef, Situation, SlotRef, TimedEvent};
use crate::LotState;
use domain::{AnonymityNumber, ApplicationId, Decision, Entry, JuryId, JuryState, LotId, Mention};
use serde::{Deserialize, Serialize};

/// A page of candidates found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCandidates {
    /// The session.
    pub session: SessionRef,
    /// How many were found in all.
    pub total: i64,
    /// This page, from 1.
    pub page: u32,
    /// Pages in all, at least 1.
    pub pages: u32,
    /// Candidates of this page, by name.
    pub candidates: Vec<FoundCandidate>,
}

/// One candidate in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCandidate {
    /// His application in this session.
    pub application: ApplicationId,
    /// Candidate number, 11 digits.
    pub number: String,
    /// Family and first name.
    pub name: String,
    /// ISO date.
    pub birth_date: String,
    /// Name of the establishment, its UAI when unknown.
    pub establishment: String,
    /// Class.
    pub division: String,
    /// Code of the ruleset once registered.
    pub ruleset: Option<String>,
    /// Code of the jury.
    pub jury: Option<String>,
    /// In no public list.
    pub red_list: bool,
    /// Result withheld.
    pub presumed_fraud: bool,
}

/// All the office knows of a candidate in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateFile {
    /// The session.
    pub session: SessionRef,
    /// Who and where.
    pub who: FoundCandidate,
    /// National identifier.
    pub national_id: Option<String>,
    /// Usual name.
    pub usual_name: Option<String>,
    /// Second and third first names.
    pub other_names: Option<String>,
    /// `1` or `2`, as in the national pupil file.
    pub sex: String,
    /// Commune, department, country of birth, as known.
    pub birth_place: String,
    /// UAI of the establishment.
    pub uai: String,
    /// Module élémentaire de formation.
    pub mef: String,
    /// Label of the qualification.
    pub qualification: Option<String>,
    /// What was decided of his situation.
    pub situation: Situation,
    /// His situation can be changed now.
    pub situation_open: bool,
    /// Anonymity number.
    pub anonymity: Option<AnonymityNumber>,
    /// Jury: key, code, state.
    pub jury: Option<(JuryId, String, JuryState)>,
    /// Decision once confirmed.
    pub decision: Option<(Decision, Option<Mention>)>,
    /// Marks, in the order of the ruleset.
    pub marks: Vec<FileMark>,
    /// Acts on him, oldest first.
    pub history: Vec<TimedEvent>,
}

/// One cell of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    /// The cell.
    pub slot: SlotRef,
    /// The law requires something in it.
    pub required: bool,
    /// What it holds.
    pub entry: Option<Entry>,
    /// The lot it was entered in.
    pub lot: Option<(LotId, String, LotState)>,
    /// Came by file.
    pub imported: bool,
    /// Sessions since it was obtained, for a conserved mark.
    pub conserved: Option<i64>,
    /// Author of the last write.
    pub by: Option<String>,
    /// Time of the last write, in Paris.
    pub at: Option<String>,
    /// What the jury raised it to, and why.
    pub raised: Option<(Entry, String)>,
}

/// Missing marks of a session, by jury, and by candidate for the group that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingMarks {
    /// The session.
    pub session: SessionRef,
    /// Every group of candidates, with what it misses.
    pub groups: Vec<MissingGroup>,
    /// Candidates of the chosen group who miss something.
    pub candidates: Vec<MissingCandidate>,
    /// More candidates miss something than are listed.
    pub more: i64,
}

/// Candidates of one qualification in one jury, or in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingGroup {
    /// Code of the ruleset.
    pub ruleset: String,
    /// Jury: key, code, label.
    pub jury: Option<(JuryId, String, String)>,
    /// Candidates.
    pub candidates: i64,
    /// Required cells that hold nothing.
    pub missing: i64,
}

/// What one candidate misses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCandidate {
    /// His application.
    pub application: ApplicationId,
    /// Name.
    pub name: String,
    /// Number on his copies.
    pub anonymity: Option<AnonymityNumber>,
    /// Establishment.
    pub establishment: String,
    /// The empty cells, with the lot where they should be entered.
    pub slots: Vec<(SlotRef, Option<LotId>)>,
}
