//! Continuous-assessment and conserved marks, by file.

use crate::import_halt::Halt;
use crate::import_run::{Run, WHOLE};
use crate::import_siecle::number;
use crate::mark_fate::{Fate, entry_of, fate, holding};
use crate::mark_lines::{place, shape, unknown};
use crate::{Desk, ImportFile, Refusal, Result};
use domain::{Act, Actor, ApplicationId, Entry, Ruleset, SessionId, Slot, StreamKey};
use exchanges::{CandidateKey, Finding, ImportCode, MarkLine, MarksCsvReader, Position};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::{EventDraft, ImportedMark, MarkedApplication, StagedMark};
use wire::{ImportKind, ImportReport};

/// Where reading ends on the scale of progress.
const READ: i64 = WHOLE / 2;
/// Marks written by one command, each with its event.
const CHUNK: i64 = 100;

impl Desk {
    /// Imports marks; see [`Desk::import_file`].
    ///
    /// # Errors
    /// `Forbidden`; `Invalid`: no session to import into.
    pub async fn import_marks(&self, actor: &Actor, file: ImportFile) -> Result<ImportReport> {
        self.import_file(actor, ImportKind::Marks, file).await
    }
}

pub(crate) async fn work(run: &mut Run) -> Result<(), Halt> {
    if !run.judged {
        read(run).await?;
        run.keep_report().await?;
    }
    apply(run).await
}

type Rulesets = HashMap<String, Arc<Ruleset>>;

async fn read(run: &mut Run) -> Result<(), Halt> {
    let (limits, job) = (run.limits(), run.job);
    let mut reading: Reading =
        crate::reading::Reading::start(run.file.path.clone(), move |file| MarksCsvReader::open(file, limits));
    let mut rulesets = Rulesets::new();
    let mut rank = 0;
    while let Some(chunk) = reading.next().await {
        let mut lines = Vec::with_capacity(chunk.len());
        for line in chunk {
            match line {
                Err(finding) if finding.is_fatal() => return Err(finding.into()),
                Err(finding) => {
                    run.report.read += 1;
                    run.judge(&[finding]);
                }
                Ok(line) => {
                    run.report.read += 1;
                    lines.push(line);
                }
            }
        }
        let known = candidates(run, &lines).await?;
        let mut staged = Vec::with_capacity(lines.len());
        for line in lines {
            let placed = match run.session_id() {
                None => shape(&line).map(|_| None),
                Some(session) => match known.get(line.candidate.text()) {
                    Some(application) => {
                        let ruleset = ruleset(run, session, application, &mut rulesets).await?;
                        place(&line, application, ruleset.as_deref()).map(Some)
                    }
                    None => Err(unknown(&line)),
                },
            };
            match placed {
                Ok(Some(mark)) => {
                    rank += 1;
                    staged.push(StagedMark { rank, ..mark });
                }
                // Without a session nobody is known: the shape is all there is to say.
                Ok(None) => run.report.created += 1,
                Err(finding) => {
                    run.judge(&[finding]);
                }
            }
        }
        run.stage(reading.share(READ), move |tx| {
            Box::pin(async move { tx.stage_marks(job, &staged).await })
        })
        .await?;
    }
    Ok(())
}

type Reading = crate::reading::Reading<MarkLine>;

/// Applications of the candidates that lines name, by the key they are named by.
async fn candidates(run: &Run, lines: &[MarkLine]) -> Result<HashMap<String, MarkedApplication>> {
    let Some(session) = run.session_id() else {
        return Ok(HashMap::new());
    };
    let (mut numbers, mut ids) = (Vec::new(), Vec::new());
    for line in lines {
        match &line.candidate {
            CandidateKey::Number(number) => numbers.push(number.clone()),
            CandidateKey::NationalId(id) => ids.extend([id.clone(), id.to_uppercase()]),
        }
    }
    let found = run.desk.store.marked_applications(session, &numbers, &ids).await?;
    let mut by_key = HashMap::new();
    for line in lines {
        let text = line.candidate.text();
        let same = |it: &&MarkedApplication| match &line.candidate {
            CandidateKey::Number(number) => it.number == *number,
            CandidateKey::NationalId(id) => it
                .national_id
                .as_ref()
                .is_some_and(|known| known.eq_ignore_ascii_case(id)),
        };
        if !by_key.contains_key(text)
            && let Some(application) = found.iter().find(same)
        {
            by_key.insert(text.to_string(), application.clone());
        }
    }
    Ok(by_key)
}

async fn ruleset(
    run: &Run,
    session: SessionId,
    application: &MarkedApplication,
    known: &mut Rulesets,
) -> Result<Option<Arc<Ruleset>>> {
    let Some(code) = &application.ruleset else {
        return Ok(None);
    };
    if let Some(found) = known.get(code) {
        return Ok(Some(found.clone()));
    }
    let found = run.desk.ruleset(session, code).await?;
    known.insert(code.clone(), found.clone());
    Ok(Some(found))
}

async fn apply(run: &mut Run) -> Result<(), Halt> {
    let job = run.job;
    let whole = number(run.report.read).max(1);
    let (mut last, mut touched) = (0, BTreeSet::new());
    loop {
        let page = run.staging.staged_marks(job, last, CHUNK).await?;
        let Some(end) = page.last() else { break };
        last = end.rank;
        let progress = READ + (WHOLE - READ) * last.min(whole) / whole;
        let applications: Vec<i64> = page.iter().map(|mark| mark.application_id).collect();
        touched.extend(&applications);
        let marks = page
            .into_iter()
            .map(|mark| {
                let broken = |_| Refusal::Failed("a staged mark cannot be read".into());
                let entry: Entry = mark.entry.parse().map_err(broken)?;
                let slot: Slot = mark
                    .slot
                    .parse()
                    .map_err(|_| Refusal::Failed("a staged slot cannot be read".into()))?;
                Ok((mark, slot, entry))
            })
            .collect::<Result<Vec<_>>>()?;
        let fates = if run.file.dry_run {
            let cells = run.desk.store.cells_at_hand(&applications).await?;
            run.tell(progress).await?;
            marks
                .iter()
                .map(|(mark, _, entry)| (mark.line, fate(mark, *entry, holding(&cells, mark), &cells)))
                .collect()
        } else {
            write(run, progress, marks, applications).await?
        };
        tell(run, fates).await?;
    }
    if !run.file.dry_run {
        let session = run.session_id().ok_or_else(Refusal::not_found)?;
        run.desk.judge_touched(session, touched).await;
        (run.report.created, run.report.updated, run.report.same) = (0, 0, 0);
        for (verdict, count) in run.staging.verdicts(job).await? {
            count_fate(&mut run.report, &verdict, u64::try_from(count).unwrap_or_default());
        }
    }
    run.sort_lines();
    Ok(())
}

fn count_fate(report: &mut ImportReport, verdict: &str, count: u64) {
    match verdict {
        "created" => report.created += count,
        "updated" => report.updated += count,
        "same" => report.same += count,
        _ => {}
    }
}

/// Adds what was refused to the report.
async fn tell(run: &mut Run, fates: Vec<(i64, Fate)>) -> Result<(), Halt> {
    let rejected = run.report.rejected;
    for (line, fate) in fates {
        let code = match fate {
            Fate::Doubled => ImportCode::DuplicateMark,
            Fate::Locked => ImportCode::MarkLocked,
            other => {
                count_fate(&mut run.report, other.verdict(), 1);
                continue;
            }
        };
        let line = u64::try_from(line).unwrap_or_default();
        run.judge(&[Finding::new(
            code,
            "",
            Position {
                line,
                column: 0,
                element: "note".into(),
            },
        )]);
    }
    if run.report.rejected > rejected {
        run.keep_report().await
    } else {
        Ok(())
    }
}

async fn write(
    run: &mut Run,
    progress: i64,
    marks: Vec<(StagedMark, Slot, Entry)>,
    applications: Vec<i64>,
) -> Result<Vec<(i64, Fate)>, Halt> {
    let stream = StreamKey::Session(run.session_id().ok_or_else(Refusal::not_found)?);
    let (job, author, at_ms) = (run.job, run.author(), run.desk.clock.now_ms());
    run.write(vec![stream], progress, None, move |tx| {
        Box::pin(async move {
            let cells = tx.cells_at_hand(&applications).await?;
            let mut fates = Vec::with_capacity(marks.len());
            let mut drafts = Vec::new();
            let mut settled: HashMap<&str, Vec<i64>> = HashMap::new();
            for (mark, slot, entry) in &marks {
                let held = holding(&cells, mark);
                let mut fate = fate(mark, *entry, held, &cells);
                if matches!(fate, Fate::Created | Fate::Updated) {
                    let new = ImportedMark {
                        application_id: mark.application_id,
                        slot: mark.slot.clone(),
                        value: entry.mark().map(|mark| i64::from(mark.hundredths())),
                        code: entry.code().map(|code| code.as_str().into()),
                        version: held.map_or(0, |held| held.version),
                        conserved: mark.conserved,
                    };
                    if tx.put_imported_mark(&new, &author.name, at_ms).await? {
                        let act = Act::MarkSaved {
                            application: ApplicationId(mark.application_id),
                            slot: *slot,
                            before: held.and_then(entry_of),
                            after: Some(*entry),
                            version: new.version + 1,
                        };
                        drafts.push(EventDraft {
                            author: author.clone(),
                            at_ms,
                            op_id: None,
                            act,
                        });
                    } else {
                        // A marker wrote the cell since it was looked at: his mark stands.
                        fate = Fate::Locked;
                    }
                }
                settled.entry(fate.verdict()).or_default().push(mark.rank);
                fates.push((mark.line, fate));
            }
            let acts: Vec<_> = drafts.iter().map(|draft| (stream, draft)).collect();
            tx.append_all(&acts).await?;
            for (verdict, ranks) in settled {
                tx.settle_marks(job, verdict, &ranks).await?;
            }
            Ok(fates)
        })
    })
    .await
}
