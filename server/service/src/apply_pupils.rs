//! Writing staged pupils into the main tables, a chunk per command.

use crate::import_halt::Halt;
use crate::import_run::{Run, WHOLE};
use crate::import_siecle::parse;
use crate::{Paris, Refusal, Result, search_key};
use domain::SessionId;
use exchanges::{Given, Pupil};
use rand::RngExt;
use std::collections::{HashMap, HashSet};
use store::{KnownPupil, PupilRow, StagedPupilRow, StoreError, Tx};

/// Pupils written by one command: a marker's write waits for one such chunk at most.
const CHUNK: i64 = 200;
/// Times a chunk is tried again when another process took the same key meanwhile.
const TRIES: u32 = 4;

/// Writes what was judged good, until nothing is left.
pub(crate) async fn apply(run: &mut Run, from: i64) -> Result<(), Halt> {
    let session = run.session_id().ok_or_else(Refusal::not_found)?;
    let job = run.job;
    let (mut left, mut done) = (0, 0);
    for (verdict, count) in run.staging.verdicts(job).await? {
        match verdict.as_str() {
            "good" => left += count,
            "created" | "updated" | "same" => done += count,
            _ => {}
        }
    }
    let whole = (left + done).max(1);
    let mut tries = 0;
    loop {
        let page = run.staging.good_pupils(job, 0, CHUNK).await?;
        if page.is_empty() {
            break;
        }
        let length = i64::try_from(page.len()).unwrap_or(CHUNK);
        let rows = rows(&page, run)?;
        let numbers = numbers(&run.desk.clock.now_ms(), rows.len());
        let (ranks, now): (Vec<i64>, i64) = (page.iter().map(|row| row.rank).collect(), run.desk.clock.now_ms());
        let progress = from + (WHOLE - from) * (done + length).min(whole) / whole;
        let written = run
            .write(vec![], progress, None, move |tx| {
                Box::pin(async move {
                    let outcomes = write(tx, session, &rows, numbers, now).await?;
                    for verdict in [Outcome::Created, Outcome::Updated, Outcome::Same] {
                        let of_it = outcomes.iter().zip(&ranks).filter(|(it, _)| **it == verdict);
                        tx.settle_pupils(job, verdict.code(), &of_it.map(|(_, rank)| *rank).collect::<Vec<_>>())
                            .await?;
                    }
                    Ok(())
                })
            })
            .await;
        match written {
            Ok(()) => (tries, done) = (0, done + length),
            // Another process created one of these people, or drew one of these numbers: look again.
            Err(Halt::Failed(Refusal::Store(StoreError::Duplicate))) if tries < TRIES => tries += 1,
            Err(halt) => return Err(halt),
        }
    }
    for (verdict, count) in run.staging.verdicts(job).await? {
        let count = u64::try_from(count).unwrap_or_default();
        match verdict.as_str() {
            "created" => run.report.created = count,
            "updated" => run.report.updated = count,
            "same" => run.report.same = count,
            _ => {}
        }
    }
    Ok(())
}

/// Counts what would be written.
pub(crate) async fn compare(run: &mut Run) -> Result<(), Halt> {
    let mut last = 0;
    loop {
        let page = run.staging.good_pupils(run.job, last, CHUNK).await?;
        let Some(end) = page.last() else { return Ok(()) };
        last = end.rank;
        let rows = rows(&page, run)?;
        let known = match run.session_id() {
            Some(session) => by_id(run.desk.store.known_pupils(session, &ids(&rows)).await?),
            None => HashMap::new(),
        };
        for row in &rows {
            match outcome(known.get(&row.national_id), row) {
                Outcome::Created => run.report.created += 1,
                Outcome::Updated => run.report.updated += 1,
                Outcome::Same => run.report.same += 1,
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Created,
    Updated,
    Same,
}

impl Outcome {
    const fn code(self) -> &'static str {
        match self {
            Outcome::Created => "created",
            Outcome::Updated => "updated",
            Outcome::Same => "same",
        }
    }
}

/// A pupil is new when the session has no application of his, whoever knows the person from another session.
fn outcome(known: Option<&KnownPupil>, row: &PupilRow) -> Outcome {
    match known {
        None => Outcome::Created,
        Some(known) if known.application_id.is_none() => Outcome::Created,
        Some(known) if known.same_person(row) && known.same_application(row) => Outcome::Same,
        Some(_) => Outcome::Updated,
    }
}

async fn write(
    tx: &Tx,
    session: SessionId,
    rows: &[PupilRow],
    numbers: Vec<String>,
    now: i64,
) -> store::Result<Vec<Outcome>> {
    let ids = ids(rows);
    let mut known = by_id(tx.known_pupils(session, &ids).await?);
    let outcomes = rows
        .iter()
        .map(|row| outcome(known.get(&row.national_id), row))
        .collect();
    for row in rows {
        if let Some(person) = known.get(&row.national_id).filter(|person| !person.same_person(row)) {
            tx.update_candidate(person.candidate_id, row, now).await?;
        }
        if let Some(person) = known
            .get(&row.national_id)
            .filter(|person| !person.same_application(row))
            && let Some(application) = person.application_id
        {
            tx.update_application(application, row).await?;
        }
    }
    let new: Vec<&PupilRow> = rows
        .iter()
        .filter(|row| !known.contains_key(&row.national_id))
        .collect();
    if !new.is_empty() {
        let taken: HashSet<String> = tx.taken_numbers(&numbers).await?.into_iter().collect();
        let free = numbers.into_iter().filter(|number| !taken.contains(number));
        let numbered: Vec<_> = free.zip(new.iter().copied()).collect();
        if numbered.len() < new.len() {
            return Err(StoreError::Duplicate);
        }
        tx.insert_candidates(&numbered, now).await?;
        let new_ids: Vec<String> = new.iter().map(|row| row.national_id.clone()).collect();
        known.extend(by_id(tx.known_pupils(session, &new_ids).await?));
    }
    let applying: Vec<(i64, &PupilRow)> = rows
        .iter()
        .filter_map(|row| Some((known.get(&row.national_id)?, row)))
        .filter(|(person, _)| person.application_id.is_none())
        .map(|(person, row)| (person.candidate_id, row))
        .collect();
    tx.insert_applications(session, &applying).await?;
    Ok(outcomes)
}

fn ids(rows: &[PupilRow]) -> Vec<String> {
    rows.iter().map(|row| row.national_id.clone()).collect()
}

fn by_id(known: Vec<KnownPupil>) -> HashMap<String, KnownPupil> {
    known
        .into_iter()
        .map(|person| (person.national_id.clone(), person))
        .collect()
}

/// Candidate numbers to choose from: `0`, the year in two digits, eight digits that tell nothing about anybody.
fn numbers(now: &i64, wanted: usize) -> Vec<String> {
    let day = Paris::day(*now);
    let mut dice = rand::rng();
    let drawn: HashSet<u32> = (0..wanted + wanted / 10 + 8)
        .map(|_| dice.random_range(0..100_000_000))
        .collect();
    drawn
        .into_iter()
        .map(|digits| format!("0{}{digits:08}", &day[2..4]))
        .collect()
}

fn rows(page: &[StagedPupilRow], run: &Run) -> Result<Vec<PupilRow>> {
    let uai = run.report.school.clone().unwrap_or_default();
    page.iter()
        .map(|staged| {
            Ok(row(
                parse(&staged.body)?,
                &uai,
                staged.division.as_deref().unwrap_or_default(),
            ))
        })
        .collect()
}

/// SIECLE's code of France: a commune with an INSEE code needs no other country.
const FRANCE: &str = "100";

fn row(pupil: Pupil, uai: &str, division: &str) -> PupilRow {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let [first_name, second_name, third_name] = pupil.first_names;
    let search = search_key(&[
        &pupil.birth_name,
        &pupil.usual_name,
        &first_name,
        &second_name,
        &third_name,
    ]);
    PupilRow {
        national_id: pupil.national_id.to_uppercase(),
        birth_name: pupil.birth_name,
        usual_name: some(pupil.usual_name),
        first_name,
        second_name: some(second_name),
        third_name: some(third_name),
        sex: pupil.sex.value().map_or("", |sex| sex.text()).into(),
        birth_date: match pupil.birth_date {
            Given::Is(day) => day.iso(),
            Given::Absent | Given::Wrong(_) => String::new(),
        },
        birth_country: some(pupil.birth_country).unwrap_or_else(|| FRANCE.into()),
        birth_department: some(pupil.birth_department),
        birth_commune: some(pupil.birth_commune).or(some(pupil.birth_place)),
        search,
        uai: uai.into(),
        division: division.into(),
        mef: pupil.mef,
        status: pupil.status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_number_is_eleven_digits_and_begins_with_the_year() {
        let drawn = numbers(&1_783_324_800_000, 200);
        assert!(drawn.len() >= 200);
        for number in &drawn {
            assert!(
                number.len() == 11 && number.starts_with("026") && number.bytes().all(|b| b.is_ascii_digit()),
                "{number}"
            );
        }
    }
}
