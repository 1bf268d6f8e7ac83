//! The one door for writes.

use crate::common::{append, append_many, connect, each_database, each_url, event, export, lot, open_lots, run};
use domain::AccountId;
use futures::future::join_all;
use std::time::Duration;
use store::{NewAccount, Store, StoreError, StoreOptions, verify_export};

fn account(login: &str) -> NewAccount {
    NewAccount {
        login: login.into(),
        name: login.into(),
        password_hash: "x".into(),
        must_change_password: false,
        created_at_ms: 0,
    }
}

async fn create(store: &Store, login: &str) -> store::Result<()> {
    let new = account(login);
    store
        .write(vec![], move |tx| {
            Box::pin(async move { tx.insert_account(&new).await.map(drop) })
        })
        .await
}

async fn one_of_three_stands(store: &Store, n: i64) -> store::Result<AccountId> {
    store
        .write(vec![lot(1)], move |tx| {
            Box::pin(async move {
                let id = tx.insert_account(&account(&format!("login{n}"))).await?;
                tx.append(lot(1), &event(n)).await?;
                match n % 3 {
                    0 => Ok(id),
                    // A statement that fails (on PostgreSQL it spoils its whole savepoint) …
                    1 => tx.insert_account(&account(&format!("login{n}"))).await,
                    // … and a command that thinks better of it.
                    _ => Err(StoreError::OperationReused("x".into())),
                }
            })
        })
        .await
}

/// Keeps the writer busy until all that is asked at the same moment waits for it: that shares a transaction then.
async fn hold(store: &Store) -> store::Result<()> {
    store
        .write(vec![], |_| {
            Box::pin(async move {
                tokio::time::sleep(Duration::from_millis(200)).await;
                Ok(())
            })
        })
        .await
}

async fn only_every_third_stands(store: &Store, answers: Vec<store::Result<AccountId>>) {
    for (n, answer) in answers.iter().enumerate() {
        match n % 3 {
            0 => assert!(answer.is_ok(), "{n}: {answer:?}"),
            1 => assert!(matches!(answer, Err(StoreError::Duplicate)), "{n}: {answer:?}"),
            _ => assert!(matches!(answer, Err(StoreError::OperationReused(_))), "{n}: {answer:?}"),
        }
    }
    let accounts = store.accounts().await.expect("rows");
    let logins: Vec<String> = accounts.into_iter().map(|account| account.login).collect();
    let mut stand: Vec<String> = (0..answers.len()).step_by(3).map(|n| format!("login{n}")).collect();
    stand.sort();
    assert_eq!(logins, stand);
    let heads = verify_export(export(store).await.as_bytes(), None).expect("a chain");
    assert_eq!((heads.len(), heads[0].seq), (1, 20));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_fails_takes_nothing_with_it() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let (held, answers) = futures::join!(hold(&store), join_all((0..60).map(|n| one_of_three_stands(&store, n))));
        held.expect("held");
        only_every_third_stands(&store, answers).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_fails_alone_leaves_nothing() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let mut answers = Vec::new();
        for n in 0..60 {
            answers.push(one_of_three_stands(&store, n).await);
        }
        only_every_third_stands(&store, answers).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_panics_breaks_off_alone() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let broken = store.write(vec![lot(1)], |tx| {
            Box::pin(async move {
                tx.append(lot(1), &event(0)).await?;
                if tx.head(lot(1)).await?.seq > 0 {
                    panic!("a bug in a verb");
                }
                Ok(())
            })
        });
        let (broken, beside) = futures::join!(broken, append(&store, 1, 1));
        assert!(matches!(broken, Err(StoreError::BrokenOff)), "{broken:?}");
        assert_eq!(beside.expect("written").seq, 1);
        assert_eq!(append(&store, 1, 2).await.expect("the writer goes on").seq, 2);
    })
    .await;
}

async fn five_hundred_on(store: &Store, streams: i64) {
    open_lots(store, streams).await;
    let mut numbers = vec![Vec::new(); usize::try_from(streams).expect("few")];
    let writes = (0..500).map(|n| {
        let store = store.clone();
        tokio::spawn(async move { (n % streams, append(&store, n % streams + 1, n).await) })
    });
    for write in join_all(writes).await {
        let (stream, written) = write.expect("no panic");
        numbers[usize::try_from(stream).expect("few")].push(written.expect("written").seq);
    }
    for (stream, mut given) in (1..).zip(numbers) {
        given.sort_unstable();
        let due: Vec<i64> = (1..).take(given.len()).collect();
        assert_eq!(given, due, "stream {stream} of {streams}");
    }
    let heads = verify_export(export(store).await.as_bytes(), None).expect("a chain");
    assert_eq!(i64::try_from(heads.len()), Ok(streams));
    assert_eq!(heads.iter().map(|head| head.seq).sum::<i64>(), 500);
    for head in heads {
        let key = head.stream.parse().expect("a key");
        assert_eq!(store.head(key).await.expect("a head"), Some((head.seq, head.hash)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_writes_on_one_stream_are_one_chain() {
    each_database(|store| async move { five_hundred_on(&store, 1).await }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_writes_on_many_streams_are_as_many_chains() {
    each_database(|store| async move { five_hundred_on(&store, 64).await }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_write_one_chain() {
    each_database(|store| async move {
        let other = Store::open_current(&StoreOptions::new(store.url()))
            .await
            .expect("a second");
        open_lots(&store, 8).await;
        // Orders that would lock in a circle if heads were locked as they come.
        let writes = (0..200).map(|n| {
            let store = if n % 2 == 0 { store.clone() } else { other.clone() };
            tokio::spawn(async move {
                let (first, second) = (n % 8 + 1, (n * 5 + 3) % 8 + 1);
                store
                    .write(vec![lot(first), lot(second)], move |tx| {
                        Box::pin(async move {
                            tx.append(lot(first), &event(n)).await?;
                            tx.append(lot(second), &event(n)).await
                        })
                    })
                    .await
            })
        });
        for write in join_all(writes).await {
            write.expect("no panic").expect("written");
        }
        let heads = verify_export(export(&store).await.as_bytes(), None).expect("chains");
        assert_eq!(heads.iter().map(|head| head.seq).sum::<i64>(), 400);
        other.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_fails_answers_everybody() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let beside = connect(store.url()).await;
        // A check that falls due at the commit and fails there, for whoever tries to keep a guess.
        if store.backend() == sea_orm::DbBackend::Postgres {
            run(&beside, "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$").await;
            run(&beside, "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON login_attempt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION no()").await;
        } else {
            run(&beside, "CREATE TABLE promise (account BIGINT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED)").await;
            run(&beside, "CREATE TRIGGER late AFTER INSERT ON login_attempt BEGIN INSERT INTO promise VALUES (-1); END").await;
        }
        let poison = store.write(vec![], |tx| {
            Box::pin(async move { tx.record_guess(&["account:x".into()], 1, 0).await })
        });
        let (before, after) = [0..10, 10..20].map(|some| join_all(some.map(|n| append(&store, 1, n)))).into();
        // The writer takes some of them with the one that fails, wherever it cuts.
        let (_, before, poison, after) = futures::join!(hold(&store), before, poison, after);
        let answers = [before, after].concat();
        assert!(matches!(poison, Err(StoreError::Database(_))), "{poison:?}");
        let failed = answers.iter().filter(|answer| answer.is_err()).count();
        let events = store.events_after(lot(1), 0, 100).await.expect("a log");
        assert!(failed > 0, "those in the same transaction must hear of it");
        assert_eq!(events.len() + failed, 20, "acknowledged is what stands");
        assert_eq!(store.guesses_since("account:x", 0).await.expect("a count"), 0);
        let next = append(&store, 1, 99).await.expect("the writer goes on");
        assert_eq!(next.seq, i64::try_from(events.len()).expect("few") + 1);
        verify_export(export(&store).await.as_bytes(), None).expect("a chain");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_queued_is_committed_before_the_writer_stops() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let (answers, ()) = futures::join!(join_all((0..200).map(|n| append(&store, 1, n))), store.close());
        for answer in answers {
            answer.expect("queued before the stop");
        }
        let head = store.head(lot(1)).await.expect("a head").expect("a stream");
        assert_eq!(head.0, 200);
        assert!(matches!(append(&store, 1, 0).await, Err(StoreError::Stopped)));
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_writer_works_while_all_else_stands_still() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let (done, written) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let _ = done.send(runtime.expect("a runtime").block_on(append(&store, 1, 1)));
        });
        // On the only thread of the runtime the store was opened in.
        let written = written.recv_timeout(Duration::from_secs(20)).expect("an answer");
        assert_eq!(written.expect("written").seq, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_between_two_writes_costs_neither() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        append(&store, 1, 1).await.expect("written");
        if store.backend() == sea_orm::DbBackend::Postgres {
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE datname = current_database() AND query = 'COMMIT'";
            run(&connect(store.url()).await, cut).await;
        }
        assert_eq!(append(&store, 1, 2).await.expect("written").seq, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_is_done_once() {
    each_database(|store| async move {
        open_lots(&store, 2).await;
        let operation = |stream: i64| {
            store.write(vec![lot(stream)], move |tx| {
                Box::pin(async move {
                    let mut draft = event(stream);
                    draft.op_id = Some("op-1".into());
                    tx.append(lot(stream), &draft).await
                })
            })
        };
        let first = operation(1).await.expect("written");
        for stream in [1, 2] {
            assert!(
                matches!(operation(stream).await, Err(StoreError::Duplicate)),
                "{stream}"
            );
        }
        let found = store
            .write(vec![], |tx| {
                Box::pin(async move { tx.event_of_operation("op-1").await })
            })
            .await
            .expect("a search")
            .expect("the event");
        assert_eq!((found.seq, found.hash), (first.seq, first.hash));
        append_many(&store, 2, 3).await;
        assert_eq!(store.head(lot(2)).await.expect("a head").expect("a stream").0, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_write_is_there_after_reopening() {
    each_url(async |url| {
        let options = StoreOptions::new(&url);
        let store = Store::open(&options).await.expect("a database");
        store.migrate().await.expect("a schema");
        create(&store, "durable").await.expect("written");
        // Not closed: the process just goes away.
        drop(store);
        let store = Store::open_current(&options).await.expect("the same");
        assert!(store.account_by_login("durable").await.expect("a row").is_some());
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_reaches_the_file_itself_beside_the_writer() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    let options = |name: &str| StoreOptions::new(format!("sqlite://{}", file(name).display()));
    let store = Store::open(&options("test.sqlite")).await.expect("a database");
    store.migrate().await.expect("a schema");
    create(&store, "carried").await.expect("written");
    for round in 0..50 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        // Without its log.
        let alone = format!("alone{round}.sqlite");
        std::fs::copy(file("test.sqlite"), file(&alone)).expect("a copy");
        let copy = Store::open(&options(&alone)).await.expect("a database");
        let found = copy.account_by_login("carried").await;
        copy.close().await;
        if matches!(found, Ok(Some(_))) {
            return store.close().await;
        }
    }
    panic!("five seconds later the log still holds it alone");
}
