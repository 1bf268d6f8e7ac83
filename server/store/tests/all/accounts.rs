//! Rows of accounts and of browser sessions.

use crate::common::each_database;
use domain::{AccountId, Grant, LotId, Role, Scope};
use store::{NewAccount, Store, StoreError, WebSessionRow};

async fn create(store: &Store, login: &str) -> store::Result<AccountId> {
    let new = NewAccount {
        login: login.into(),
        name: "Éloïse d'Aubigné".into(),
        password_hash: "x".into(),
        must_change_password: true,
        created_at_ms: 1,
    };
    store
        .write(vec![], move |tx| Box::pin(async move { tx.insert_account(&new).await }))
        .await
}

fn session(id: &str, account: AccountId, expires_at: i64) -> WebSessionRow {
    WebSessionRow {
        id: id.into(),
        account_id: Some(account.0),
        data: "{}".into(),
        expires_at,
    }
}

async fn put(store: &Store, row: WebSessionRow, now_ms: i64) {
    store
        .write(vec![], move |tx| {
            Box::pin(async move { tx.put_web_session(&row, now_ms).await })
        })
        .await
        .expect("written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_taken_once() {
    each_database(|store| async move {
        let id = create(&store, "a").await.expect("created");
        assert!(matches!(create(&store, "a").await, Err(StoreError::Duplicate)));
        let row = store.account(id).await.expect("a row").expect("an account");
        assert_eq!((row.login.as_str(), row.name.as_str()), ("a", "Éloïse d'Aubigné"));
        assert!(row.must_change_password && !row.disabled);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_given_twice_is_held_once() {
    each_database(|store| async move {
        let id = create(&store, "a").await.expect("created");
        let grant = Grant {
            role: Role::JuryPresident,
            scope: "jury:3".parse::<Scope>().expect("a scope"),
        };
        let given = grant.clone();
        store
            .write(vec![], move |tx| {
                Box::pin(async move {
                    tx.give(id, &given).await?;
                    tx.give(id, &given).await
                })
            })
            .await
            .expect("given");
        let granted = async || {
            store
                .reading()
                .account_and_grants(id)
                .await
                .expect("rows")
                .expect("an account")
                .1
        };
        assert_eq!(granted().await, vec![grant.clone()]);
        assert_eq!(store.seats_of(&grant.scope).await.expect("rows").len(), 1);
        store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.take_back(id, &grant).await })
            })
            .await
            .expect("taken");
        assert!(granted().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_expire_and_end_with_the_password() {
    each_database(|store| async move {
        let (a, b) = (
            create(&store, "a").await.expect("a"),
            create(&store, "b").await.expect("b"),
        );
        for row in [session("a1", a, 100), session("a2", a, 200), session("b1", b, 200)] {
            put(&store, row, 0).await;
        }
        let alive = async |id: &str, now: i64| store.web_session(id, now).await.expect("a row").is_some();
        assert!(alive("a1", 99).await && !alive("a1", 100).await);
        store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.set_password(a, "y", false).await })
            })
            .await
            .expect("set");
        assert!(!alive("a1", 0).await && !alive("a2", 0).await && alive("b1", 0).await);
        store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.set_disabled(b, true).await })
            })
            .await
            .expect("disabled");
        assert!(!alive("b1", 0).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_found_with_whoever_is_behind_it() {
    each_database(|store| async move {
        let a = create(&store, "a").await.expect("created");
        put(&store, session("a1", a, 100), 0).await;
        let nobody = WebSessionRow {
            account_id: None,
            ..session("n1", a, 100)
        };
        put(&store, nobody, 0).await;
        let found = async |id: &str, now: i64| store.session_and_account(id, now).await.expect("a row");

        let grants = [Scope::Lot(LotId(1)), Scope::Lot(LotId(2))].map(|scope| Grant {
            role: Role::Marker,
            scope,
        });
        for (nth, grant) in grants.clone().into_iter().enumerate() {
            let (account, had) = found("a1", 0).await.expect("a session").account.expect("an account");
            assert_eq!((account.login.as_str(), had.as_slice()), ("a", &grants[..nth]));
            store
                .write(vec![], move |tx| Box::pin(async move { tx.give(a, &grant).await }))
                .await
                .expect("granted");
        }
        let (_, had) = found("a1", 0).await.expect("a session").account.expect("an account");
        assert_eq!(had, grants);
        assert!(found("n1", 0).await.expect("a session").account.is_none());
        assert!(found("a1", 100).await.is_none() && found("b1", 0).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ended_is_not_brought_back_by_a_request_under_way() {
    each_database(|store| async move {
        let a = create(&store, "a").await.expect("created");
        put(&store, session("a1", a, 100), 0).await;
        store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.set_password(a, "y", true).await })
            })
            .await
            .expect("set");
        store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.refresh_web_session(&session("a1", a, 200)).await })
            })
            .await
            .expect("nothing to refresh");
        assert!(store.web_session("a1", 0).await.expect("a row").is_none());
    })
    .await;
}
