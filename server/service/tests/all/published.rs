//! A jury that has decided: candidates, marks, confirmed decisions, and the log that says so.

use domain::{
    Act, ApplicationId, CandidateMarks, Decision, Entry, JuryId, Mention, Outcome, Ruleset, SessionId, StreamKey,
    builtin_ruleset, decide,
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use service::store::{Author, EventDraft, Store};
use sha2::{Digest, Sha256};

/// A candidate with one mark everywhere, two points less in philosophy.
#[derive(Clone, Copy)]
pub struct Person {
    pub number: &'static str,
    pub birth_date: &'static str,
    pub birth_name: &'static str,
    pub first_name: &'static str,
    pub sex: &'static str,
    pub mark: u16,
    pub red_list: bool,
    pub fraud: bool,
}

const fn person(number: &'static str, birth_name: &'static str, first_name: &'static str, mark: u16) -> Person {
    Person {
        number,
        birth_date: "2008-04-12",
        birth_name,
        first_name,
        sex: "F",
        mark,
        red_list: false,
        fraud: false,
    }
}

pub const ADMITTED: Person = person("02600000011", "LE GOFF", "Maëlle", 17);
pub const GROUP2: Person = person("02600000012", "TANGUY", "Yann", 9);
pub const REFUSED: Person = person("02600000013", "ROUSSEL", "Inès", 7);
pub const RED_LIST: Person = Person {
    red_list: true,
    ..person("02600000014", "SECRET", "Nolwenn", 13)
};
pub const FRAUD: Person = Person {
    fraud: true,
    ..person("02600000015", "DOUTEUX", "Malo", 15)
};
pub const EVERYBODY: [Person; 5] = [ADMITTED, GROUP2, REFUSED, RED_LIST, FRAUD];

fn marks(ruleset: &Ruleset, person: &Person) -> CandidateMarks {
    let mut marks = CandidateMarks {
        presumed_fraud: person.fraud,
        ..CandidateMarks::default()
    };
    for cell in ruleset.expected(&marks.context) {
        let lower = if cell.slot.to_string() == "PHI" { 2 } else { 0 };
        let entry: Entry = (person.mark - lower).to_string().parse().expect("a mark");
        marks.set(cell.slot, Some(entry));
    }
    marks
}

/// What the law says of somebody.
pub fn outcome(person: &Person) -> Outcome {
    let ruleset = builtin_ruleset("BCG24").expect("a ruleset");
    decide(&ruleset, &marks(&ruleset, person))
}

/// A jury of the general baccalauréat in a state, all its decisions confirmed and logged.
pub async fn jury(store: &Store, session: SessionId, code: &str, state: &str, people: &[Person]) -> JuryId {
    let db = Database::connect(store.url()).await.expect("a connection");
    run(
        &db,
        &format!(
            "INSERT INTO jury (session_id, code, label, ruleset, centre, held_on, state)
             VALUES ({session}, '{code}', 'Jury {code}', 'BCG24', '0350059Z', '2026-07-03', '{state}')"
        ),
    )
    .await;
    let jury = JuryId(number(&db, &format!("SELECT id AS n FROM jury WHERE code = '{code}'")).await);
    let mut acts = Vec::new();
    for person in people {
        let Person {
            number: candidate,
            birth_date,
            birth_name,
            first_name,
            sex,
            red_list,
            fraud,
            ..
        } = person;
        run(
            &db,
            &format!(
                "INSERT INTO candidate (number, birth_name, first_name, sex, birth_date, birth_country, search,
                                        red_list, created_at, updated_at)
                 VALUES ('{candidate}', '{birth_name}', '{first_name}', '{sex}', '{birth_date}', '100',
                         '{birth_name}', {red_list}, 0, 0)"
            ),
        )
        .await;
        run(
            &db,
            &format!(
                "INSERT INTO application (session_id, candidate_id, uai, division, mef, status, ruleset, context,
                                          jury_id, presumed_fraud)
                 SELECT {session}, id, '0350059Z', 'T1', '20010015110', 'ST', 'BCG24', '{{}}', {jury}, {fraud}
                 FROM candidate WHERE number = '{candidate}'"
            ),
        )
        .await;
        let of = format!(
            "SELECT a.id AS n FROM application a JOIN candidate c ON c.id = a.candidate_id WHERE c.number = '{candidate}'"
        );
        let application = ApplicationId(number(&db, &of).await);
        let outcome = outcome(person);
        let trace = serde_json::to_string(&outcome.trace).expect("json");
        let trace = hex::encode(Sha256::digest(trace.as_bytes()));
        let mention = outcome
            .mention
            .map_or("NULL".into(), |mention| format!("'{}'", Mention::as_str(mention)));
        run(
            &db,
            &format!(
                "INSERT INTO decision (application_id, jury_id, decision, mention, outcome, trace_hash, confirmed_at,
                                       confirmed_by)
                 VALUES ({application}, {jury}, '{}', {mention}, '{}', '{trace}', 0, 'Présidente')",
                Decision::as_str(outcome.decision),
                serde_json::to_string(&outcome).expect("json").replace('\'', "''"),
            ),
        )
        .await;
        acts.push(Act::DecisionConfirmed {
            application,
            decision: outcome.decision,
            mention: outcome.mention,
            trace,
        });
    }
    log(store, jury, acts).await;
    jury
}

/// Logs what was decided.
pub async fn log(store: &Store, jury: JuryId, acts: Vec<Act>) {
    let stream = StreamKey::Jury(jury);
    store
        .write(vec![], move |tx| {
            Box::pin(async move {
                tx.open_stream(stream).await?;
                for act in acts {
                    let author = Author {
                        account: None,
                        name: "Présidente".into(),
                        role: None,
                    };
                    tx.append(
                        stream,
                        &EventDraft {
                            author,
                            at_ms: 0,
                            op_id: None,
                            act,
                        },
                    )
                    .await?;
                }
                Ok(())
            })
        })
        .await
        .expect("a log");
}

/// One statement.
pub async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect(sql);
}

async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    let row = db
        .query_one_raw(sea_orm::Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect(sql);
    row.expect("a row").try_get("", "n").expect("a number")
}
