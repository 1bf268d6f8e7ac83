//! The three exams of the demonstration: who sits them, what is marked where, and the cases worth looking at.

use domain::Flag;

/// An exam and its one jury.
pub struct Exam {
    /// Code of the ruleset.
    pub ruleset: &'static str,
    /// MEF of its pupils; the code is invented.
    pub mef: &'static str,
    /// Label of the MEF.
    pub label: &'static str,
    /// Schools and how many pupils each has.
    pub schools: &'static [(&'static str, u32)],
    /// Code of the jury.
    pub jury: &'static str,
    /// Its label.
    pub jury_label: &'static str,
    /// Its centre.
    pub centre: &'static str,
    /// The day it deliberates.
    pub held_on: &'static str,
    /// Columns of the lots given to markers; every other mark comes by file.
    pub lots: &'static [&'static [&'static str]],
    /// Most copies of a lot.
    pub lot_size: usize,
    /// Cases worth looking at, by the rank of the candidate in the import.
    pub cases: &'static [(usize, Case)],
}

/// What is particular to a candidate.
#[derive(Clone, Copy)]
pub enum Case {
    /// His average falls just under this one, in hundredths.
    Under(u16),
    /// His average reaches this one, and hardly more.
    Reaches(u16),
    /// A code in a cell.
    Code(&'static str, &'static str),
    /// Cells conserved for that many sessions, under a regime.
    Conserved(&'static str, &'static [&'static str], u8),
    /// An option, its mark and its coefficient.
    Option(&'static str, &'static str, &'static str),
    /// A facultative mark.
    Facultative(&'static str),
    /// A flag and its reason.
    Flag(Flag, &'static str),
}

use Case::{Code, Conserved, Facultative, Option as Opt, Reaches, Under};

const RED_LIST: Case = Case::Flag(Flag::RedList, "Demande écrite de la famille");
const FRAUD: Case = Case::Flag(Flag::PresumedFraud, "Procès-verbal de la salle 12, téléphone portable");

/// The three exams.
pub const EXAMS: [Exam; 3] = [GENERAL, COMMERCE, ELECTRICITY];

/// Ready to deliberate.
const GENERAL: Exam = Exam {
    ruleset: "BCG24",
    mef: "20112010110",
    label: "Terminale générale",
    schools: &[
        ("0350024L", 20),
        ("0350028R", 20),
        ("0350710G", 20),
        ("0350029S", 20),
        ("0350026N", 20),
        ("0352009U", 20),
    ],
    jury: "20112",
    jury_label: "Baccalauréat général, jury de Rennes Émile Zola",
    centre: "0350024L",
    held_on: "2026-07-02",
    lots: &[
        &["FRE"],
        &["FRO"],
        &["PHI"],
        &["GO"],
        &["S1"],
        &["S1.W", "S1.P"],
        &["S2"],
        &["S2.W", "S2.P"],
    ],
    lot_size: 40,
    cases: &[
        (3, Under(1000)),
        (7, Under(800)),
        (10, Reaches(1000)),
        (13, Under(1200)),
        (18, Under(1000)),
        (19, Code("PHI", "AB")),
        (23, Under(1400)),
        (26, Code("EPS", "DI")),
        (31, Under(1600)),
        (34, Reaches(1800)),
        (37, Conserved("D334-13", &["FRE", "FRO", "PHI"], 1)),
        (37, Reaches(1400)),
        (41, Conserved("D334-14", &["FRE", "FRO", "GO"], 2)),
        (41, Reaches(1250)),
        (44, Opt("Latin", "16.4", "4")),
        (52, Opt("Théâtre", "11", "2")),
        (52, Under(1200)),
        (58, RED_LIST),
        (63, Under(1000)),
        (66, FRAUD),
        (71, Reaches(800)),
        (77, Under(800)),
        (84, Under(1400)),
        (93, Opt("Mathématiques expertes", "14.25", "2")),
        (93, Reaches(1600)),
        (101, Under(1200)),
        (110, Under(1000)),
    ],
};

/// Published.
const COMMERCE: Exam = Exam {
    ruleset: "BCP31202",
    mef: "24731202331",
    label: "Terminale professionnelle Métiers du commerce et de la vente",
    schools: &[("0350059Z", 28), ("0351054F", 27), ("0350761M", 25)],
    jury: "31202",
    jury_label: "Baccalauréat professionnel Commerce, jury de Rennes Bréquigny",
    centre: "0350059Z",
    held_on: "2026-06-30",
    lots: &[&["E2"], &["FR"], &["HGEMC"]],
    lot_size: 40,
    cases: &[
        (2, Under(1000)),
        (5, Reaches(1650)),
        (9, Code("E32", "AJ")),
        (12, Under(1000)),
        (15, Code("E2", "AB")),
        (20, Under(800)),
        (24, Code("EPS", "DI")),
        (29, Conserved("BENEFICE", &["E31", "LVA"], 1)),
        (29, Reaches(1230)),
        (33, Facultative("16")),
        (33, Under(1000)),
        (38, RED_LIST),
        (38, Reaches(1280)),
        (45, FRAUD),
        (50, Under(1200)),
        (57, Reaches(930)),
        (64, Code("ART", "AB")),
        (70, Reaches(1420)),
    ],
};

/// A lot left to mark.
const ELECTRICITY: Exam = Exam {
    ruleset: "BCP25510",
    mef: "24725510331",
    label: "Terminale professionnelle Métiers de l'électricité",
    schools: &[("0350030T", 28), ("0350031U", 27), ("0350062C", 25)],
    jury: "25510",
    jury_label: "Baccalauréat professionnel Métiers de l'électricité, jury de Rennes Jean Jaurès",
    centre: "0350031U",
    held_on: "2026-07-03",
    lots: &[&["E2.A", "E2.D", "E2.R"], &["HGEMC"], &["FR"]],
    lot_size: 40,
    cases: &[
        (4, Under(1000)),
        (8, Code("HGEMC", "AB")),
        (11, Reaches(1000)),
        (17, Conserved("BENEFICE", &["E31", "E32"], 2)),
        (17, Reaches(1150)),
        (22, Facultative("14.5")),
        (27, Code("EPS", "DI")),
        (36, Under(1200)),
        (49, Under(800)),
        (61, Code("E32", "AJ")),
    ],
};
