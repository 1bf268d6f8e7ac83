//! The directory of schools (annuaire des établissements).

use crate::import_halt::Halt;
use crate::import_run::{Run, WHOLE};
use crate::reading::Reading;
use crate::{Desk, ImportFile, Result};
use domain::Actor;
use exchanges::{Place, PlaceState, PlacesReader, Sector};
use std::collections::HashMap;
use store::EstablishmentRow;
use wire::{ImportKind, ImportReport};

/// Establishments written by one command.
const CHUNK: usize = 200;

impl Desk {
    /// Imports the directory of schools; see [`Desk::import_file`].
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn import_places(&self, actor: &Actor, file: ImportFile) -> Result<ImportReport> {
        self.import_file(actor, ImportKind::Places, file).await
    }
}

/// Reads the file twice: once to judge it whole, once to apply it. Nothing of it needs to be joined, so nothing is staged.
pub(crate) async fn work(run: &mut Run) -> Result<(), Halt> {
    if !run.judged {
        let mut reading = start(run);
        while let Some(chunk) = reading.next().await {
            for place in chunk {
                run.report.read += 1;
                match place {
                    Err(finding) if finding.is_fatal() => {
                        run.report.read -= 1;
                        return Err(finding.into());
                    }
                    Err(finding) => {
                        run.judge(&[finding]);
                    }
                    Ok(_) => {}
                }
            }
            run.tell(reading.share(WHOLE / 2)).await?;
        }
        run.keep_report().await?;
    }
    // Counts stand in the report that is stored with each chunk: they say where an interrupted job was.
    let mut applied = run.report.created + run.report.updated + run.report.same;
    let mut reading = start(run);
    while let Some(chunk) = reading.next().await {
        let mut rows = Vec::with_capacity(chunk.len());
        for place in chunk {
            match place {
                Err(finding) if finding.is_fatal() => return Err(finding.into()),
                Err(_) => {}
                Ok(_) if applied > 0 => applied -= 1,
                Ok(place) => rows.push(row(place)),
            }
        }
        let share = reading.share(WHOLE / 2);
        for rows in rows.chunks(CHUNK) {
            apply(run, rows, WHOLE / 2 + share).await?;
        }
    }
    Ok(())
}

fn start(run: &Run) -> Reading<Place> {
    let limits = run.limits();
    Reading::start(run.file.path.clone(), move |file| PlacesReader::open(file, limits))
}

async fn apply(run: &mut Run, rows: &[EstablishmentRow], progress: i64) -> Result<(), Halt> {
    let keys: Vec<String> = rows.iter().map(|row| row.uai.clone()).collect();
    let known: HashMap<String, EstablishmentRow> = run
        .desk
        .store
        .establishments_of(&keys)
        .await?
        .into_iter()
        .map(|row| (row.uai.clone(), row))
        .collect();
    let mut changed = Vec::new();
    for row in rows {
        match known.get(&row.uai) {
            Some(same) if same == row => run.report.same += 1,
            Some(_) => {
                run.report.updated += 1;
                changed.push(row.clone());
            }
            None => {
                run.report.created += 1;
                changed.push(row.clone());
            }
        }
    }
    if run.file.dry_run {
        return run.tell(progress).await;
    }
    let report = run.report_json()?;
    run.write(vec![], progress, Some(report), move |tx| {
        Box::pin(async move { tx.put_establishments(&changed).await })
    })
    .await
}

fn row(place: Place) -> EstablishmentRow {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    EstablishmentRow {
        uai: place.uai.to_string(),
        name: place.name,
        kind: place.kind,
        sector: match place.sector {
            Some(Sector::Public) => "public",
            Some(Sector::Private) => "private",
            None => "",
        }
        .into(),
        address: place.address.join(", "),
        postcode: place.postcode,
        commune: place.commune,
        department: place.department,
        academy: place.academy_label,
        state: match place.state {
            PlaceState::Open => "open",
            PlaceState::ToOpen => "to_open",
            PlaceState::ToClose => "to_close",
            PlaceState::Closed => "closed",
        }
        .into(),
        opened_on: place.opened_on.map(domain::Day::iso),
        email: some(place.mail),
        phone: some(place.phone),
    }
}
