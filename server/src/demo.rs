//! The demonstration session, filled with nothing but the verbs: what a screen cannot do, it does not do either.

mod dice;
mod exam;
mod juries;
mod marking;
mod papers;
mod people;
mod schools;

use crate::cli::Failure;
use domain::{Actor, JuryId, MinutesSigning, Role, SessionId};
use exam::{Case, EXAMS, Exam};
use papers::Paper;
use service::{CreateSession, Desk, ImportFile, MapMef, SetFlag};
use std::path::Path;
use wire::ImportReport;

pub use people::{PASSWORD, PEOPLE};

/// What every step has at hand.
struct Stage {
    desk: Desk,
    session: SessionId,
    manager: Actor,
}

impl Stage {
    /// A file of the demonstration must be without fault.
    fn clean(&self, what: &str, report: &ImportReport) -> Result<(), Failure> {
        match report.lines.first() {
            Some(line) if report.refused || report.rejected > 0 => Err(Failure(format!(
                "{what}, ligne {} : {} {}",
                line.line, line.code, line.value
            ))),
            _ => Ok(()),
        }
    }
}

/// A published result worth looking up.
pub struct Lookup {
    /// Candidate number.
    pub number: String,
    /// ISO date.
    pub birth_date: String,
    /// What it shows.
    pub see: &'static str,
}

/// Fills an empty database and tells which results to look up.
///
/// # Errors
/// Whatever a verb refuses; the database is then half filled and of no use.
pub async fn fill(desk: &Desk) -> Result<Vec<Lookup>, Failure> {
    let folder = tempfile::tempdir()?;
    let operator = Desk::operator("delos demo");
    let session = CreateSession {
        code: "2026-06".into(),
        label: "Juin 2026".into(),
        academy: "Rennes".into(),
        signing: MinutesSigning::Electronic,
    };
    let session = desk.create_session(&operator, session).await?;
    let mut stage = Stage {
        desk: desk.clone(),
        session,
        manager: operator,
    };
    people::create(&stage).await?;
    // The directory is the installation's, not one session's: the operator loads it.
    let report = desk
        .import_places(&stage.manager, ImportFile::new(schools::write_places(folder.path())?))
        .await?;
    stage.clean("import des établissements", &report)?;
    stage.manager = people::actor(desk, "dec1").await?;
    register(&stage, folder.path()).await?;
    let mut juries = Vec::new();
    for (rank, exam) in EXAMS.iter().enumerate() {
        let papers = write_papers(&stage, exam).await?;
        marking::import(&stage, folder.path(), exam, &papers).await?;
        marking::mark_lots(&stage, exam, &papers, rank == 2).await?;
        juries.push(juries::compose(&stage, exam, SEATS[rank]).await?);
        set_flags(&stage, exam, &papers).await?;
    }
    let president = people::actor(desk, "president1").await?;
    juries::open(&stage, juries[0]).await?;
    juries::open(&stage, juries[1]).await?;
    juries::deliberate(&stage, juries[1], &president).await?;
    juries::publish(&stage, juries[1]).await?;
    lookups(desk, juries[1]).await
}

/// Who sits in the jury of each exam.
const SEATS: [&[(&str, Role)]; 3] = [
    &[
        ("president1", Role::JuryPresident),
        ("vicepresident1", Role::JuryVicePresident),
        ("membre1", Role::JuryMember),
        ("membre2", Role::JuryMember),
        ("projection1", Role::Projector),
    ],
    &[("president1", Role::JuryPresident), ("membre2", Role::JuryMember)],
    &[("vicepresident1", Role::JuryPresident), ("membre1", Role::JuryMember)],
];

/// Imports the pupils, registers them and draws their numbers.
async fn register(stage: &Stage, folder: &Path) -> Result<(), Failure> {
    for exam in &EXAMS {
        for file in schools::write_pupils(folder, exam)? {
            let report = stage.desk.import_siecle(&stage.manager, ImportFile::new(file)).await?;
            stage.clean("import des élèves", &report)?;
        }
        let command = MapMef {
            session: stage.session,
            mef: exam.mef.into(),
            ruleset: exam.ruleset.into(),
            label: exam.label.into(),
        };
        stage.desk.map_mef(&stage.manager, command).await?;
    }
    stage.desk.register_applications(&stage.manager, stage.session).await?;
    stage.desk.draw_anonymity(&stage.manager, stage.session).await?;
    Ok(())
}

/// Imagines what each candidate is worth, and keeps his specialities and options.
async fn write_papers(stage: &Stage, exam: &Exam) -> Result<Vec<Paper>, Failure> {
    let ruleset = stage.desk.ruleset(stage.session, exam.ruleset).await?;
    let rows = stage.desk.store.candidate_numbers(stage.session, exam.ruleset).await?;
    let papers = rows
        .iter()
        .enumerate()
        .map(|(index, row)| Paper::of(exam, &ruleset, index, row))
        .collect::<Result<Vec<_>, _>>()?;
    // Sent together: they share transactions.
    let contexts = papers.iter().map(|paper| {
        stage
            .desk
            .set_context(&stage.manager, paper.application, paper.context.clone())
    });
    futures::future::try_join_all(contexts).await?;
    Ok(papers)
}

async fn set_flags(stage: &Stage, exam: &Exam, papers: &[Paper]) -> Result<(), Failure> {
    for (index, case) in exam.cases {
        let (Case::Flag(flag, reason), Some(paper)) = (case, papers.get(*index)) else {
            continue;
        };
        let command = SetFlag {
            application: paper.application,
            flag: *flag,
            set: true,
            reason: (*reason).into(),
        };
        stage.desk.set_flag(&stage.manager, command).await?;
    }
    Ok(())
}

/// One published candidate of each kind.
async fn lookups(desk: &Desk, jury: JuryId) -> Result<Vec<Lookup>, Failure> {
    let rows = desk.store.results_of_jury(jury).await?;
    type Is = fn(&store::ResultRow) -> bool;
    let kinds: [(&str, Is); 4] = [
        ("admis avec mention", |row| row.mention.is_some() && !row.red_list),
        ("épreuve de contrôle (2nd groupe)", |row| {
            row.decision.as_deref() == Some("GROUP2")
        }),
        ("liste rouge : trouve son résultat, n'est sur aucune liste", |row| {
            row.red_list
        }),
        ("présumé fraudeur : rien n'est montré", |row| row.presumed_fraud),
    ];
    let found = kinds.iter().filter_map(|(see, is)| {
        let row = rows.iter().find(|row| is(row))?;
        Some(Lookup {
            number: row.number.clone(),
            birth_date: row.birth_date.clone(),
            see,
        })
    });
    Ok(found.collect())
}
