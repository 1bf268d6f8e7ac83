//! A fresh database of each kind, and a desk over it.

use sea_orm::{ConnectionTrait, Database};
use service::store::{Store, StoreOptions};
use service::{Clock, Desk, Settings};
use std::sync::atomic::{AtomicU32, Ordering};

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Runs a test on a fresh SQLite file and, when a cluster is given, on a fresh PostgreSQL database.
pub async fn each_database<F, T>(test: F)
where
    F: Fn(Store) -> T,
    T: Future<Output = ()>,
{
    let run = async |url: String| {
        let store = Store::open(&StoreOptions::new(url)).await.expect("a database");
        store.migrate().await.expect("a schema");
        test(store.clone()).await;
        store.close().await;
    };
    let folder = tempfile::tempdir().expect("a folder");
    run(format!("sqlite://{}/test.sqlite", folder.path().display())).await;
    let Ok(cluster) = std::env::var("DELOS_TEST_POSTGRES") else {
        return;
    };
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("service_{}_{number}", std::process::id());
    let admin = Database::connect(&cluster).await.expect("the cluster");
    let order = async |sql: String| admin.execute_unprepared(&sql).await.expect("done");
    order(format!("CREATE DATABASE {name}")).await;
    let (server, _) = cluster.rsplit_once('/').expect("an address with a database");
    run(format!("{server}/{name}")).await;
    order(format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

/// A desk whose passwords cost little.
pub fn desk(store: Store, clock: Clock) -> Desk {
    let settings = Settings {
        password_memory_kib: 64,
        ..Settings::default()
    };
    Desk::new(store, clock, settings)
}
