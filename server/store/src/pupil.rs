//! Pupils (élèves) as schools' files bring them: a candidate, and his application in a session.

use crate::{Result, Store, Tx, sql};
use domain::SessionId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

/// What a file says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PupilRow {
    /// INE, the key.
    pub national_id: String,
    /// Nom de famille.
    pub birth_name: String,
    /// Nom d'usage.
    pub usual_name: Option<String>,
    /// First first name.
    pub first_name: String,
    /// Second first name.
    pub second_name: Option<String>,
    /// Third first name.
    pub third_name: Option<String>,
    /// `M` or `F`.
    pub sex: String,
    /// ISO date.
    pub birth_date: String,
    /// INSEE code; `100` is France.
    pub birth_country: String,
    /// Three characters.
    pub birth_department: Option<String>,
    /// INSEE code, or the name where there is none.
    pub birth_commune: Option<String>,
    /// Names without accents, upper case.
    pub search: String,
    /// School.
    pub uai: String,
    /// Class.
    pub division: String,
    /// Class level and diploma prepared.
    pub mef: String,
    /// `ST`, `AP`, …
    pub status: String,
}

/// What is known of a person, and of his application in the session when he has one.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KnownPupil {
    /// Candidate.
    pub candidate_id: i64,
    /// INE.
    pub national_id: String,
    /// Nom de famille.
    pub birth_name: String,
    /// Nom d'usage.
    pub usual_name: Option<String>,
    /// First first name.
    pub first_name: String,
    /// Second first name.
    pub second_name: Option<String>,
    /// Third first name.
    pub third_name: Option<String>,
    /// `M` or `F`.
    pub sex: String,
    /// ISO date.
    pub birth_date: String,
    /// INSEE code.
    pub birth_country: String,
    /// Three characters.
    pub birth_department: Option<String>,
    /// INSEE code or name.
    pub birth_commune: Option<String>,
    /// Application in the session.
    pub application_id: Option<i64>,
    /// School.
    pub uai: Option<String>,
    /// Class.
    pub division: Option<String>,
    /// Class level and diploma prepared.
    pub mef: Option<String>,
    /// `ST`, `AP`, …
    pub status: Option<String>,
}

impl KnownPupil {
    /// The person is described alike.
    pub fn same_person(&self, row: &PupilRow) -> bool {
        self.birth_name == row.birth_name
            && self.usual_name == row.usual_name
            && self.first_name == row.first_name
            && self.second_name == row.second_name
            && self.third_name == row.third_name
            && self.sex == row.sex
            && self.birth_date == row.birth_date
            && self.birth_country == row.birth_country
            && self.birth_department == row.birth_department
            && self.birth_commune == row.birth_commune
    }

    /// The application is described alike.
    pub fn same_application(&self, row: &PupilRow) -> bool {
        let same = |known: &Option<String>, text: &String| known.as_ref() == Some(text);
        same(&self.uai, &row.uai)
            && same(&self.division, &row.division)
            && same(&self.mef, &row.mef)
            && same(&self.status, &row.status)
    }
}

impl Store {
    /// Those of the INE that are known.
    pub async fn known_pupils(&self, session: SessionId, national_ids: &[String]) -> Result<Vec<KnownPupil>> {
        known(&self.reader, session, national_ids).await
    }

    /// MEF codes tied to a qualification in a session.
    pub async fn mapped_mefs(&self, session: SessionId) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            mef: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT mef FROM mef_map WHERE session_id = $1",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.mef).collect())
    }
}

impl Tx {
    /// Those of the INE that are known.
    pub async fn known_pupils(&self, session: SessionId, national_ids: &[String]) -> Result<Vec<KnownPupil>> {
        known(&self.db, session, national_ids).await
    }

    /// Those of the candidate numbers that are taken.
    pub async fn taken_numbers(&self, numbers: &[String]) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            number: String,
        }
        let sql = format!(
            "SELECT number FROM candidate WHERE number IN ({})",
            sql::places(1, numbers.len())
        );
        let rows: Vec<Row> = sql::all(&self.db, &sql, numbers.iter().map(|number| number.clone().into())).await?;
        Ok(rows.into_iter().map(|row| row.number).collect())
    }

    /// Creates candidates: `(number, pupil)`.
    pub async fn insert_candidates(&self, rows: &[(String, &PupilRow)], now_ms: i64) -> Result<()> {
        let values = rows
            .iter()
            .map(|(number, row)| {
                let mut values: Vec<Value> = vec![number.clone().into(), row.national_id.clone().into()];
                values.extend(person(row));
                values.extend([false.into(), now_ms.into(), now_ms.into()]);
                values
            })
            .collect();
        sql::insert_rows(
            &self.db,
            "INSERT INTO candidate (number, national_id, birth_name, usual_name, first_name, second_name, third_name, sex,
                                    birth_date, birth_country, birth_department, birth_commune, search, red_list,
                                    created_at, updated_at) VALUES",
            values,
            "",
        )
        .await?;
        Ok(())
    }

    /// Replaces what is said of a person.
    pub async fn update_candidate(&self, id: i64, row: &PupilRow, now_ms: i64) -> Result<()> {
        let values = [id.into(), now_ms.into()].into_iter().chain(person(row));
        sql::run(
            &self.db,
            "UPDATE candidate SET updated_at = $2, birth_name = $3, usual_name = $4, first_name = $5, second_name = $6,
                    third_name = $7, sex = $8, birth_date = $9, birth_country = $10, birth_department = $11,
                    birth_commune = $12, search = $13 WHERE id = $1",
            values,
        )
        .await?;
        Ok(())
    }

    /// Creates applications of a session: `(candidate, pupil)`.
    pub async fn insert_applications(&self, session: SessionId, rows: &[(i64, &PupilRow)]) -> Result<()> {
        let values = rows
            .iter()
            .map(|(candidate, row)| {
                vec![
                    session.0.into(),
                    (*candidate).into(),
                    row.uai.clone().into(),
                    row.division.clone().into(),
                    row.mef.clone().into(),
                    row.status.clone().into(),
                    "{}".into(),
                    false.into(),
                ]
            })
            .collect();
        sql::insert_rows(
            &self.db,
            "INSERT INTO application (session_id, candidate_id, uai, division, mef, status, context, presumed_fraud) VALUES",
            values,
            "",
        )
        .await?;
        Ok(())
    }

    /// Replaces what is said of an application.
    pub async fn update_application(&self, id: i64, row: &PupilRow) -> Result<()> {
        sql::run(
            &self.db,
            "UPDATE application SET uai = $2, division = $3, mef = $4, status = $5 WHERE id = $1",
            [
                id.into(),
                row.uai.clone().into(),
                row.division.clone().into(),
                row.mef.clone().into(),
                row.status.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }
}

fn person(row: &PupilRow) -> [Value; 11] {
    [
        row.birth_name.clone().into(),
        row.usual_name.clone().into(),
        row.first_name.clone().into(),
        row.second_name.clone().into(),
        row.third_name.clone().into(),
        row.sex.clone().into(),
        row.birth_date.clone().into(),
        row.birth_country.clone().into(),
        row.birth_department.clone().into(),
        row.birth_commune.clone().into(),
        row.search.clone().into(),
    ]
}

async fn known(db: &impl ConnectionTrait, session: SessionId, national_ids: &[String]) -> Result<Vec<KnownPupil>> {
    let sql = format!(
        "SELECT c.id AS candidate_id, c.national_id, c.birth_name, c.usual_name, c.first_name, c.second_name, c.third_name,
                c.sex, c.birth_date, c.birth_country, c.birth_department, c.birth_commune,
                a.id AS application_id, a.uai, a.division, a.mef, a.status
         FROM candidate c LEFT JOIN application a ON a.candidate_id = c.id AND a.session_id = $1
         WHERE c.national_id IN ({})",
        sql::places(2, national_ids.len())
    );
    let values = std::iter::once(session.0.into()).chain(national_ids.iter().map(|id| id.clone().into()));
    sql::all(db, &sql, values).await
}
