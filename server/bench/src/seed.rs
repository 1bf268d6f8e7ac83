//! Fictitious rows for a bench, written as rows: preparing a session is not what is measured here.

use crate::database::Database;
use crate::http::{Connection, Request};
use crate::program::Program;
use crate::{Failure, Result};
use domain::{AnonymityNumber, Grant, MinutesSigning, Role, Scope, SessionId};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use service::{CreateAccount, CreateSession, Desk};

/// Password of every account made here.
pub const PASSWORD: &str = "trois mots de passe";
/// Rows in one statement.
const AT_ONCE: usize = 500;
/// The qualification of every candidate of a bench.
pub const RULESET: &str = "BCG24";

/// A database being filled.
pub struct Seed {
    desk: Desk,
    connection: DatabaseConnection,
    session: SessionId,
}

impl Seed {
    /// A session in an empty database.
    ///
    /// # Errors
    /// The database is out of reach.
    pub async fn new(database: &Database) -> Result<Seed> {
        let desk = database.desk().await?;
        let session = CreateSession {
            code: "2026-06".into(),
            label: "Mesures".into(),
            academy: "Mesures".into(),
            signing: MinutesSigning::Electronic,
        };
        let session = desk.create_session(&Desk::operator("delos bench"), session).await;
        Ok(Seed {
            session: session.map_err(|refusal| Failure(refusal.to_string()))?,
            connection: database.connect().await?,
            desk,
        })
    }

    /// Many rows of a table; each is a list of SQL literals in which `$s` stands for the session.
    ///
    /// # Errors
    /// The engine's own.
    pub async fn rows(&self, table: &str, columns: &str, rows: impl IntoIterator<Item = String>) -> Result<()> {
        let session = self.session.to_string();
        let rows: Vec<String> = rows
            .into_iter()
            .map(|row| format!("({})", row.replace("$s", &session)))
            .collect();
        for some in rows.chunks(AT_ONCE) {
            let insert = format!("INSERT INTO {table} ({columns}) VALUES {}", some.join(", "));
            self.connection.execute_unprepared(&insert).await?;
        }
        Ok(())
    }

    /// Candidates registered for [`RULESET`], with numbers from 1; `jury` gives each his jury, or NULL.
    ///
    /// # Errors
    /// The engine's own.
    pub async fn candidates(&self, count: i64, jury: impl Fn(i64) -> String) -> Result<()> {
        self.rows(
            "candidate",
            "id, number, birth_name, first_name, sex, birth_date, birth_country, search, red_list, created_at, updated_at",
            (1..=count).map(|id| {
                format!("{id}, '{id:010}', 'NOM {id}', 'Prénom', '1', '2008-01-01', '100', 'NOM {id}', FALSE, 0, 0")
            }),
        )
        .await?;
        self.rows(
            "application",
            "id, session_id, candidate_id, uai, division, mef, status, ruleset, context, anonymity, jury_id, presumed_fraud",
            (1..=count).map(|id| {
                let serial = u32::try_from(id).ok().and_then(AnonymityNumber::from_serial);
                let anonymity = serial.map_or_else(String::new, |number| number.to_string());
                format!(
                    "{id}, $s, {id}, '0350059Z', 'T1', '20112010110', 'ST', '{RULESET}', '{{}}', '{anonymity}', {}, FALSE",
                    jury(id)
                )
            }),
        )
        .await
    }

    /// Empty streams of the log: `lot` or `jury`, from 1.
    ///
    /// # Errors
    /// The engine's own.
    pub async fn streams(&self, kind: &str, count: i64) -> Result<()> {
        let stream = |id| format!("'{kind}:{id}', 0, '{}'", store::GENESIS);
        self.rows("stream", "key, head_seq, head_hash", (1..=count).map(stream))
            .await
    }

    /// An account with a role on a scope.
    ///
    /// # Errors
    /// The service's refusal.
    pub async fn account(&self, login: &str, role: Role, scope: Scope) -> Result<()> {
        let account = CreateAccount {
            login: login.into(),
            name: login.into(),
            password: PASSWORD.into(),
            must_change_password: false,
            grants: vec![Grant { role, scope }],
        };
        let created = self.desk.create_account(&Desk::operator("delos bench"), account).await;
        created.map(drop).map_err(|refusal| Failure(refusal.to_string()))
    }

    /// Lets go of the database.
    pub async fn close(self) {
        self.desk.store.close().await;
    }
}

/// Logs an account of a bench in, as a browser does; the cookie.
///
/// # Errors
/// The log-in was refused.
pub async fn log_in(program: &Program, login: &str, password: &str) -> Result<String> {
    let form = format!("login={login}&password={}", password.replace(' ', "+"));
    let request = Request::form(program.address, "/connexion", &form);
    let answer = Connection::open(program.address)
        .await?
        .ask(&request)
        .await?
        .of_status(303)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    cookie
        .map(str::to_string)
        .ok_or_else(|| Failure("no cookie came with the log-in".into()))
}
