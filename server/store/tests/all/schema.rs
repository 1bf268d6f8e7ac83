//! What the schema says of itself.

use crate::common::{connect, each_database, each_url, run};
use store::{Store, StoreError, StoreOptions};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_database_is_told_from_a_current_one() {
    each_url(async |url| {
        let store = Store::open(&StoreOptions::new(&url)).await.expect("a database");
        let status = store.migration_status().await.expect("a status");
        assert!(
            !status.is_empty() && status.iter().all(|(_, applied)| !applied),
            "{status:?}"
        );
        assert!(matches!(
            store.check_schema().await,
            Err(StoreError::SchemaUnknown { .. })
        ));
        store.migrate().await.expect("a schema");
        store.migrate().await.expect("twice is once");
        let status = store.migration_status().await.expect("a status");
        assert!(status.iter().all(|(_, applied)| *applied), "{status:?}");
        store.check_schema().await.expect("current");
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_of_tomorrow_is_refused() {
    each_database(|store| async move {
        let beside = connect(store.url()).await;
        run(
            &beside,
            "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_tomorrow', 0)",
        )
        .await;
        let refused = Store::open_current(&StoreOptions::new(store.url()))
            .await
            .err()
            .expect("refused");
        assert!(
            matches!(&refused, StoreError::SchemaUnknown { found, .. } if found == "m9999_tomorrow"),
            "{refused:?}"
        );
        assert!(matches!(store.migrate().await, Err(StoreError::SchemaUnknown { .. })));
        let status = store.migration_status().await.expect("a status");
        assert_eq!(status.last(), Some(&("m9999_tomorrow".to_string(), true)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_of_yesterday_is_refused_and_named() {
    each_database(|store| async move {
        let status = store.migration_status().await.expect("a status");
        let (newest, _) = status.last().expect("migrations");
        let beside = connect(store.url()).await;
        run(
            &beside,
            &format!("DELETE FROM seaql_migrations WHERE version = '{newest}'"),
        )
        .await;
        let refused = store.check_schema().await.expect_err("refused");
        assert!(
            matches!(&refused, StoreError::SchemaUnknown { expected, .. } if expected == newest),
            "{refused:?}"
        );
    })
    .await;
}
