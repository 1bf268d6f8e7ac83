//! Pupils (élèves), as schools export them: XML, or its CSV sibling.
//!
//! Three passes. The file is staged; the staging is judged whole, since divisions follow the pupils and duplicates may
//! be far apart; what is good is applied in chunks small enough that a marker who saves meanwhile does not notice.

use crate::import_halt::Halt;
use crate::import_run::{Run, WHOLE};
use crate::reading::{Reading, is_xml};
use crate::{Desk, ImportFile, Paris, Refusal, Result, apply_pupils, reading};
use domain::{Actor, Day, Uai};
use exchanges::{
    Finding, ImportCode, Origin, Position, Pupil, PupilField, SiecleCsvReader, SiecleItem, SiecleReader, Verdict,
    check_pupil,
};
use std::collections::{HashMap, HashSet};
use store::{StagedMembership, StagedPupil, StagedPupilRow};
use wire::{ImportKind, ImportReport};

/// Where reading ends on the scale of progress, and judging.
const READ: i64 = WHOLE * 4 / 10;
const JUDGED: i64 = WHOLE / 2;
/// Pupils judged by one command.
const PAGE: i64 = 500;
/// Structures without a pupil that are told; a file cut in two would have thousands.
const LOST: i64 = 200;

impl Desk {
    /// Imports pupils; see [`Desk::import_file`].
    ///
    /// # Errors
    /// `Forbidden`; `Invalid`: no session to import into.
    pub async fn import_siecle(&self, actor: &Actor, file: ImportFile) -> Result<ImportReport> {
        self.import_file(actor, ImportKind::Siecle, file).await
    }
}

pub(crate) async fn work(run: &mut Run) -> Result<(), Halt> {
    if !run.judged {
        read(run).await?;
        judge(run).await?;
        run.sort_lines();
        run.keep_report().await?;
    }
    if run.file.dry_run {
        apply_pupils::compare(run).await
    } else {
        apply_pupils::apply(run, JUDGED).await
    }
}

async fn read(run: &mut Run) -> Result<(), Halt> {
    let (limits, path) = (run.limits(), run.file.path.clone());
    reading::check(&path)?;
    let xml = is_xml(&path, &run.name);
    let asked = match &run.file.uai {
        None => None,
        Some(text) => Some(
            text.parse::<Uai>()
                .map_err(|_| Finding::new(ImportCode::BadUai, text.as_str(), Position::default()).fatal())?,
        ),
    };
    if !xml {
        let uai = asked.ok_or_else(|| Finding::new(ImportCode::MissingUai, "", Position::default()))?;
        enter(run, uai, Position::default()).await?;
    }
    let mut reading: Reading<SiecleItem> = Reading::start(path, move |file| -> Result<Items, Finding> {
        Ok(if xml {
            Box::new(SiecleReader::open(file, limits)?)
        } else {
            let pupils = SiecleCsvReader::open(file, limits)?;
            Box::new(pupils.map(|pupil| pupil.map(|pupil| SiecleItem::Pupil(Box::new(pupil)))))
        })
    });
    let today: Day = Paris::day(run.desk.clock.now_ms())
        .parse()
        .map_err(|_| Refusal::Failed("the clock is beyond the calendar".into()))?;
    let job = run.job;
    let (mut pupils_read, mut memberships_read) = (0, 0);
    while let Some(chunk) = reading.next().await {
        let (mut pupils, mut memberships) = (Vec::new(), Vec::new());
        for item in chunk {
            match item {
                Err(finding) if finding.is_fatal() => return Err(finding.into()),
                Err(finding) => {
                    run.report.read += 1;
                    run.judge(&[finding]);
                }
                Ok(SiecleItem::School(school)) => {
                    if asked.is_some_and(|asked| asked != school.uai) {
                        let told = Finding::new(ImportCode::OtherUai, school.uai.to_string(), school.position);
                        return Err(told.into());
                    }
                    enter(run, school.uai, school.position).await?;
                }
                Ok(SiecleItem::Pupil(pupil)) => {
                    pupils_read += 1;
                    run.report.read += 1;
                    let verdict = run.judge(&check_pupil(&pupil, today));
                    pupils.push(staged(&pupil, pupils_read, verdict)?);
                }
                Ok(SiecleItem::Membership(membership)) => {
                    memberships_read += 1;
                    memberships.push(StagedMembership {
                        rank: memberships_read,
                        line: number(membership.line),
                        divisions: json(&membership.divisions)?,
                        element: membership.element_id,
                    });
                }
            }
        }
        run.stage(reading.share(READ), move |tx| {
            Box::pin(async move {
                tx.stage_pupils(job, &pupils).await?;
                tx.stage_memberships(job, &memberships).await
            })
        })
        .await?;
    }
    Ok(())
}

type Items = Box<dyn Iterator<Item = Result<SiecleItem, Finding>>>;

/// The file is that of a school: one that no directory knows is told, and taken.
async fn enter(run: &mut Run, uai: Uai, position: Position) -> Result<(), Halt> {
    if run.directory && run.desk.store.establishment(uai).await?.is_none() {
        run.line(&Finding::new(ImportCode::UnknownUai, uai.to_string(), position));
    }
    run.report.school = Some(uai.to_string());
    Ok(())
}

fn staged(pupil: &Pupil, rank: i64, verdict: Verdict) -> Result<StagedPupil> {
    let (body, verdict) = match verdict {
        Verdict::Good => (json(pupil)?, None),
        Verdict::Skipped => (String::new(), Some("skipped".into())),
        Verdict::Rejected => (String::new(), Some("rejected".into())),
    };
    Ok(StagedPupil {
        rank,
        element: pupil.element_id.clone(),
        national_id: pupil.national_id.to_uppercase(),
        line: number(pupil.line),
        body,
        verdict,
    })
}

/// Judges what only the whole file can tell.
async fn judge(run: &mut Run) -> Result<(), Halt> {
    let mapped: Option<HashSet<String>> = match run.session_id() {
        Some(session) => Some(run.desk.store.mapped_mefs(session).await?.into_iter().collect()),
        None => None,
    };
    let mut told = HashSet::new();
    let (job, mut last) = (run.job, 0);
    loop {
        let page = run.staging.staged_pupils(job, last, PAGE).await?;
        let Some(end) = page.last() else { break };
        let (first, rank) = (last, end.rank);
        last = rank;
        let mut divisions: HashMap<String, Vec<String>> = HashMap::new();
        let mut memberships = run.staging.memberships_of(job, first, last).await?;
        memberships.sort_by_key(|membership| membership.rank);
        for membership in memberships {
            let codes: Vec<String> = parse(&membership.divisions)?;
            let known = divisions.entry(membership.element).or_default();
            for code in codes {
                if !known.contains(&code) {
                    known.push(code);
                }
            }
        }
        let mut verdicts = Vec::with_capacity(page.len());
        for row in page {
            let pupil: Pupil = parse(&row.body)?;
            let joined = match pupil.origin {
                Origin::Csv => pupil.divisions.clone(),
                Origin::Xml => divisions.get(&row.element).cloned().unwrap_or_default(),
            };
            let mut findings = of_the_whole(&row, &pupil, &joined);
            if let Some(mapped) = &mapped
                && !pupil.mef.is_empty()
                && !mapped.contains(&pupil.mef)
                && told.insert(pupil.mef.clone())
            {
                findings.push(Finding::new(
                    ImportCode::UnknownMef,
                    pupil.mef.as_str(),
                    pupil.at(PupilField::Mef),
                ));
            }
            let verdict = match run.judge(&findings) {
                Verdict::Good => "good",
                Verdict::Skipped => "skipped",
                Verdict::Rejected => "rejected",
            };
            verdicts.push((row.rank, verdict, joined.into_iter().next().unwrap_or_default()));
        }
        let read = number(run.report.read).max(1);
        run.stage(READ + (JUDGED - READ) * last.min(read) / read, move |tx| {
            Box::pin(async move { tx.judge_pupils(job, &verdicts).await })
        })
        .await?;
    }
    for lost in run.staging.lost_memberships(job, LOST).await? {
        let position = Position {
            line: u64::try_from(lost.line).unwrap_or_default(),
            column: 0,
            element: format!("STRUCTURES_ELEVE {}", lost.element),
        };
        run.line(&Finding::new(ImportCode::UnknownPupil, lost.element, position));
    }
    Ok(())
}

fn of_the_whole(row: &StagedPupilRow, pupil: &Pupil, divisions: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if row.same_element != 0 {
        let at = pupil.at(PupilField::Identifier);
        findings.push(Finding::new(
            ImportCode::DuplicateIdentifier,
            pupil.element_id.as_str(),
            at,
        ));
    } else if row.same_national_id != 0 {
        let at = pupil.at(match pupil.origin {
            Origin::Xml => PupilField::NationalId,
            Origin::Csv => PupilField::Identifier,
        });
        findings.push(Finding::new(
            ImportCode::DuplicateIdentifier,
            pupil.national_id.as_str(),
            at,
        ));
    }
    match divisions {
        [] => findings.push(Finding::new(ImportCode::NoDivision, "", pupil.at(PupilField::Division))),
        [_] => {}
        several => {
            let at = pupil.at(PupilField::Division);
            findings.push(Finding::new(ImportCode::SeveralDivisions, several.join(", "), at));
        }
    }
    findings
}

pub(crate) fn number(line: u64) -> i64 {
    i64::try_from(line).unwrap_or(i64::MAX)
}

pub(crate) fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Refusal::Failed(error.to_string()))
}

pub(crate) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Refusal::Failed(error.to_string()))
}
