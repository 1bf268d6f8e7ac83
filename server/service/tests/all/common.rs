//! A fresh database of each kind, a desk over it, and pupils to work with.

use domain::{Actor, MinutesSigning, SessionId};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use service::store::{Store, StoreOptions};
use service::{Clock, CreateSession, Desk, Settings};
use std::sync::atomic::{AtomicU32, Ordering};

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// An instant: 6 July 2026, 10:00 in Paris.
pub const NOW_MS: i64 = 1_783_324_800_000;

/// Runs a test on a fresh SQLite file and, when a cluster is given, on a fresh PostgreSQL database.
pub async fn each_database<F, T>(test: F)
where
    F: Fn(Store) -> T,
    T: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a folder");
    on(&format!("sqlite://{}/test.sqlite", folder.path().display()), &test).await;
    let Ok(cluster) = std::env::var("DELOS_TEST_POSTGRES") else {
        return;
    };
    let name = format!(
        "service_{}_{}",
        std::process::id(),
        DATABASES.fetch_add(1, Ordering::Relaxed)
    );
    let admin = connect(&cluster).await;
    run(&admin, &format!("CREATE DATABASE {name}")).await;
    let (server, _) = cluster.rsplit_once('/').expect("an address with a database");
    on(&format!("{server}/{name}"), &test).await;
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

async fn on<F, T>(url: &str, test: &F)
where
    F: Fn(Store) -> T,
    T: Future<Output = ()>,
{
    let store = Store::open(&StoreOptions::new(url)).await.expect("a database");
    store.migrate().await.expect("a schema");
    test(store.clone()).await;
    store.close().await;
}

/// A connection beside the store's own.
pub async fn connect(url: &str) -> DatabaseConnection {
    Database::connect(url).await.expect("a connection")
}

/// One statement.
pub async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect(sql);
}

/// A desk whose clock stands still and whose passwords cost little.
pub fn desk(store: &Store) -> Desk {
    let settings = Settings {
        password_memory_kib: 8,
        ..Settings::default()
    };
    Desk::new(store.clone(), Clock::from_fn(|| NOW_MS), settings)
}

/// A desk whose clock is moved by the test.
pub fn desk_at(store: Store, clock: Clock) -> Desk {
    let settings = Settings {
        password_memory_kib: 64,
        ..Settings::default()
    };
    Desk::new(store, clock, settings)
}

/// Whoever runs the command line.
pub fn operator() -> Actor {
    Desk::operator("épreuve")
}

/// The session 2026-06 of Rennes.
pub async fn session(desk: &Desk) -> SessionId {
    let command = CreateSession {
        code: "2026-06".into(),
        label: "Juin 2026".into(),
        academy: "Rennes".into(),
        signing: MinutesSigning::Electronic,
    };
    desk.create_session(&operator(), command).await.expect("a session")
}

/// An establishment by its UAI.
pub async fn establishment(store: &Store, uai: &str) {
    let db = connect(store.url()).await;
    let sql = format!(
        "INSERT INTO establishment (uai, name, kind, sector, address, postcode, commune, department, academy, state)
         VALUES ('{uai}', 'Lycée {uai}', 'Lycée', 'public', '', '', '', '035', 'Rennes', 'open')"
    );
    run(&db, &sql).await;
}

/// That many imported pupils of a MEF, in the order of their names; numbers go on from `first`.
pub async fn pupils(store: &Store, session: SessionId, uai: &str, mef: &str, first: i64, count: i64) {
    let db = connect(store.url()).await;
    let people: Vec<String> = (first..first + count)
        .map(|n| format!("('026{n:08}', 'NOM{n:06}', 'Prénom', '1', '2008-03-14', '100', 'NOM{n:06}', FALSE, 0, 0)"))
        .collect();
    let sql = format!(
        "INSERT INTO candidate (number, birth_name, first_name, sex, birth_date, birth_country, search, red_list,
                                created_at, updated_at)
         VALUES {}",
        people.join(", ")
    );
    run(&db, &sql).await;
    let sql = format!(
        "INSERT INTO application (session_id, candidate_id, uai, division, mef, status, context, presumed_fraud)
         SELECT {session}, id, '{uai}', 'T1', '{mef}', 'ST', '{{}}', FALSE FROM candidate
         WHERE number BETWEEN '026{first:08}' AND '026{:08}' ORDER BY number",
        first + count - 1
    );
    run(&db, &sql).await;
}
