//! Candidates by name, for the exam office alone.

use crate::office::PRESENT;
use crate::{Result, Store, sql};
use domain::{ApplicationId, JuryId, LotId, SessionId};
use sea_orm::{FromQueryResult, Value};

/// A candidate in a list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FoundRow {
    /// Application.
    pub id: i64,
    /// Session.
    pub session_id: i64,
    /// Candidate number.
    pub number: String,
    /// Family name at birth.
    pub birth_name: String,
    /// First name.
    pub first_name: String,
    /// ISO date.
    pub birth_date: String,
    /// Establishment, by name or UAI.
    pub establishment: String,
    /// Class.
    pub division: String,
    /// Code of the ruleset.
    pub ruleset: Option<String>,
    /// Code of the jury.
    pub jury: Option<String>,
    /// In no public list.
    pub red_list: bool,
    /// Result withheld.
    pub presumed_fraud: bool,
}

/// The rest of what is known of him.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FileRow {
    /// National identifier.
    pub national_id: Option<String>,
    /// Usual name.
    pub usual_name: Option<String>,
    /// Second first name.
    pub second_name: Option<String>,
    /// Third first name.
    pub third_name: Option<String>,
    /// Code of the sex.
    pub sex: String,
    /// Country of birth.
    pub birth_country: String,
    /// Department of birth.
    pub birth_department: Option<String>,
    /// Commune of birth.
    pub birth_commune: Option<String>,
    /// UAI.
    pub uai: String,
    /// Module élémentaire de formation.
    pub mef: String,
    /// Context, JSON.
    pub context: String,
    /// Regime.
    pub regime: Option<String>,
    /// Anonymity number.
    pub anonymity: Option<String>,
    /// Jury.
    pub jury_id: Option<i64>,
    /// Its state.
    pub jury_state: Option<String>,
    /// Decision once confirmed.
    pub decision: Option<String>,
    /// Mention once confirmed.
    pub mention: Option<String>,
}

/// A cell of his, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FileMarkRow {
    /// The cell.
    pub slot: String,
    /// Hundredths.
    pub value: Option<i64>,
    /// Code.
    pub code: Option<String>,
    /// `lot` or `import`.
    pub source: String,
    /// Sessions since it was obtained.
    pub conserved: Option<i64>,
    /// Epoch milliseconds.
    pub updated_at: i64,
    /// Author.
    pub updated_by: String,
}

/// A lot he has a copy in.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FileLotRow {
    /// Lot.
    pub id: i64,
    /// Label.
    pub label: String,
    /// State.
    pub state: String,
    /// One of its columns.
    pub slot: String,
}

/// A mark his jury raised.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FileRaiseRow {
    /// The cell.
    pub slot: String,
    /// Hundredths.
    pub value: i64,
    /// Why.
    pub reason: String,
}

/// What to look for. Every given thing must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CandidateSearch {
    /// Parts of the name, folded as the column `search` is.
    pub words: Vec<String>,
    /// Beginning of a candidate number.
    pub number: Option<String>,
    /// Whole national identifier, or whole anonymity number, compact.
    pub identifier: Option<String>,
}

const FOUND: &str = "SELECT a.id, a.session_id, c.number, c.birth_name, c.first_name, c.birth_date,
       COALESCE(e.name, a.uai) AS establishment, a.division, a.ruleset, j.code AS jury, c.red_list, a.presumed_fraud
     FROM application a JOIN candidate c ON c.id = a.candidate_id
     LEFT JOIN establishment e ON e.uai = a.uai LEFT JOIN jury j ON j.id = a.jury_id";

impl CandidateSearch {
    fn filter(&self, session: SessionId) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = vec![session.0.into()];
        let mut text = format!(" WHERE a.session_id = $1 AND {PRESENT}");
        for word in &self.words {
            values.push(format!("%{word}%").into());
            text.push_str(&format!(" AND c.search LIKE ${}", values.len()));
        }
        if let Some(number) = &self.number {
            values.push(format!("{number}%").into());
            text.push_str(&format!(" AND c.number LIKE ${}", values.len()));
        }
        if let Some(identifier) = &self.identifier {
            values.push(identifier.clone().into());
            let place = values.len();
            text.push_str(&format!(" AND (c.national_id = ${place} OR a.anonymity = ${place})"));
        }
        (text, values)
    }
}

impl Store {
    /// How many candidates of a session fit.
    pub async fn count_found(&self, session: SessionId, search: &CandidateSearch) -> Result<i64> {
        let (filter, values) = search.filter(session);
        let text = format!("SELECT COUNT(*) AS n FROM application a JOIN candidate c ON c.id = a.candidate_id{filter}");
        sql::number(&self.reader, &text, values).await
    }

    /// Those who fit, by name, `limit` of them after `offset`.
    pub async fn found(
        &self,
        session: SessionId,
        search: &CandidateSearch,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<FoundRow>> {
        let (filter, mut values) = search.filter(session);
        values.extend([limit.into(), offset.into()]);
        let text = format!(
            "{FOUND}{filter} ORDER BY c.search, a.id LIMIT ${} OFFSET ${}",
            values.len() - 1,
            values.len()
        );
        sql::all(&self.reader, &text, values).await
    }

    /// One candidate of a session.
    pub async fn found_one(&self, id: ApplicationId) -> Result<Option<FoundRow>> {
        sql::one(&self.reader, &format!("{FOUND} WHERE a.id = $1"), [id.0.into()]).await
    }

    /// The rest of his file.
    pub async fn file(&self, id: ApplicationId) -> Result<Option<FileRow>> {
        sql::one(
            &self.reader,
            "SELECT c.national_id, c.usual_name, c.second_name, c.third_name, c.sex, c.birth_country, c.birth_department,
                    c.birth_commune, a.uai, a.mef, a.context, a.regime, a.anonymity, a.jury_id, j.state AS jury_state,
                    d.decision, d.mention
             FROM application a JOIN candidate c ON c.id = a.candidate_id LEFT JOIN jury j ON j.id = a.jury_id
             LEFT JOIN decision d ON d.application_id = a.id WHERE a.id = $1",
            [id.0.into()],
        )
        .await
    }

    /// Every cell of his ever written.
    pub async fn file_marks(&self, id: ApplicationId) -> Result<Vec<FileMarkRow>> {
        sql::all(
            &self.reader,
            "SELECT slot, value, code, source, conserved, updated_at, updated_by FROM mark WHERE application_id = $1",
            [id.0.into()],
        )
        .await
    }

    /// The lots he has copies in, by column.
    pub async fn file_lots(&self, id: ApplicationId) -> Result<Vec<FileLotRow>> {
        sql::all(
            &self.reader,
            "SELECT l.id, l.label, l.state, s.slot FROM lot_copy k JOIN lot l ON l.id = k.lot_id
             JOIN lot_slot s ON s.lot_id = l.id WHERE k.application_id = $1 ORDER BY l.id, s.rank",
            [id.0.into()],
        )
        .await
    }

    /// Marks his jury raised.
    pub async fn file_raises(&self, id: ApplicationId) -> Result<Vec<FileRaiseRow>> {
        sql::all(
            &self.reader,
            "SELECT slot, value, reason FROM raise WHERE application_id = $1",
            [id.0.into()],
        )
        .await
    }

    /// Acts on him in his lots, his jury and his session: canonical events, stream by stream.
    pub async fn events_about(
        &self,
        id: ApplicationId,
        session: SessionId,
        jury: Option<JuryId>,
        lots: &[LotId],
    ) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            body: String,
        }
        let streams: Vec<String> = lots
            .iter()
            .map(|lot| domain::StreamKey::Lot(*lot).to_string())
            .chain(jury.map(|jury| domain::StreamKey::Jury(jury).to_string()))
            .chain([domain::StreamKey::Session(session).to_string()])
            .collect();
        let patterns = [format!("%\"application\":{id},%"), format!("%\"application\":{id}}}%")];
        let values = patterns.into_iter().chain(streams.iter().cloned()).map(Value::from);
        let rows: Vec<Row> = sql::all(
            &self.reader,
            &format!(
                "SELECT body FROM event WHERE stream IN ({}) AND (body LIKE $1 OR body LIKE $2) ORDER BY stream, seq",
                sql::places(3, streams.len())
            ),
            values,
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.body).collect())
    }
}
