//! A fresh database of each kind, and small events to write.

use domain::{Act, LotId, StreamKey};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Author, EventDraft, Store, StoreOptions, Tx, Written};

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Runs a test on a fresh SQLite file and, when a cluster is given, on a fresh PostgreSQL database.
pub async fn each_database<F, T>(test: F)
where
    F: Fn(Store) -> T,
    T: Future<Output = ()>,
{
    each_url(async |url| {
        let store = Store::open(&StoreOptions::new(url)).await.expect("a database");
        store.migrate().await.expect("a schema");
        test(store.clone()).await;
        store.close().await;
    })
    .await;
}

/// Runs a test on the address of an empty database of each kind.
pub async fn each_url(test: impl AsyncFn(String)) {
    let folder = tempfile::tempdir().expect("a folder");
    test(format!("sqlite://{}/test.sqlite", folder.path().display())).await;
    let Ok(cluster) = std::env::var("DELOS_TEST_POSTGRES") else {
        return;
    };
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("store_{}_{number}", std::process::id());
    let admin = connect(&cluster).await;
    run(&admin, &format!("CREATE DATABASE {name}")).await;
    let (server, _) = cluster.rsplit_once('/').expect("an address with a database");
    test(format!("{server}/{name}")).await;
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

/// A connection beside the store's own.
pub async fn connect(url: &str) -> DatabaseConnection {
    Database::connect(url).await.expect("a connection")
}

/// One statement.
pub async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect(sql);
}

/// The stream of a lot.
pub fn lot(id: i64) -> StreamKey {
    StreamKey::Lot(LotId(id))
}

/// An event that carries a number.
pub fn event(copies: i64) -> EventDraft {
    EventDraft {
        author: Author {
            account: None,
            name: "épreuve".into(),
            role: None,
        },
        at_ms: 1_783_324_800_000,
        op_id: None,
        act: Act::LotMade { lot: LotId(1), copies },
    }
}

/// Creates the streams of lots 1 to `count`.
pub async fn open_lots(store: &Store, count: i64) {
    store
        .write(vec![], move |tx| {
            Box::pin(async move {
                for id in 1..=count {
                    tx.open_stream(lot(id)).await?;
                }
                Ok(())
            })
        })
        .await
        .expect("streams");
}

/// Appends one event to a lot.
pub async fn append(store: &Store, id: i64, copies: i64) -> store::Result<Written> {
    store
        .write(vec![lot(id)], move |tx: &Tx| {
            Box::pin(async move { tx.append(lot(id), &event(copies)).await })
        })
        .await
}

/// Appends events at the same time, so that they share transactions.
pub async fn append_many(store: &Store, id: i64, count: i64) {
    let writes = (0..count).map(|n| append(store, id, n));
    for written in futures::future::join_all(writes).await {
        written.expect("written");
    }
}

/// The log as an export.
pub async fn export(store: &Store) -> String {
    let mut out = String::new();
    for (_, _, line) in store.export_page(None, ("", 0), i64::MAX).await.expect("a log") {
        out.push_str(&serde_json::to_string(&line).expect("json"));
        out.push('\n');
    }
    out
}
