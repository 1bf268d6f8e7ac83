//! Logging in, guessing, changing passwords, closing accounts.

use crate::common::{desk_at, each_database, operator};
use crate::office::{code, office};
use domain::{AccountId, Actor, Grant, Reason, Role, Scope};
use service::store::{Store, StoreOptions, WebSessionRow};
use service::{ChangePassword, Clock, CreateAccount, Desk, LogIn, Refusal, Settings};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use wire::{Refused, RefusedCode};

pub const GOOD: &str = "un mot de passe long";
pub const MINUTE: i64 = 60_000;

/// A desk_at, and the hands of its clock.
pub fn at_hand(store: Store) -> (Desk, Arc<AtomicI64>) {
    let hands = Arc::new(AtomicI64::new(1_783_324_800_000));
    let read = hands.clone();
    (
        desk_at(store, Clock::from_fn(move || read.load(Ordering::Relaxed))),
        hands,
    )
}

pub async fn create(desk: &Desk, login: &str, must_change_password: bool) -> AccountId {
    let command = CreateAccount {
        login: login.into(),
        name: "Camille Le Goff".into(),
        password: GOOD.into(),
        must_change_password,
        grants: vec![Grant {
            role: Role::Manager,
            scope: Scope::Everything,
        }],
    };
    desk.create_account(&Desk::operator("test"), command)
        .await
        .expect("created")
}

pub async fn try_in(desk: &Desk, login: &str, password: &str, address: &str) -> Result<Actor, Refused> {
    let command = LogIn {
        login: login.into(),
        password: password.into(),
        address: address.into(),
    };
    desk.log_in(command).await.map_err(Refusal::told)
}

pub fn wrong() -> Refused {
    Refused::new(RefusedCode::WrongCredentials)
}

pub fn throttled<T>(answer: &Result<T, Refused>) -> bool {
    matches!(
        answer,
        Err(Refused {
            code: RefusedCode::Throttled(_),
            ..
        })
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_read_in_any_case_and_gives_the_roles() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        let id = create(&desk, "camille", false).await;
        let actor = try_in(&desk, "  Camille ", GOOD, "1").await.expect("in");
        assert_eq!(actor.account, Some(id));
        assert!(actor.is(Role::Manager) && !actor.must_change_password);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_wrong_and_disabled_look_the_same() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        create(&desk, "camille", false).await;
        create(&desk, "closed", false).await;
        desk.disable_account(&Desk::operator("test"), "closed", true)
            .await
            .expect("closed");
        for (login, password) in [("camille", "pas le bon du tout"), ("nobody", GOOD), ("closed", GOOD)] {
            assert_eq!(try_in(&desk, login, password, "1").await, Err(wrong()), "{login}");
        }
        desk.disable_account(&Desk::operator("test"), "closed", false)
            .await
            .expect("opened");
        try_in(&desk, "closed", GOOD, "1").await.expect("in again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_and_wrong_last_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = StoreOptions::new(format!("sqlite://{}/t.sqlite", folder.path().display()));
    let store = Store::open(&options).await.expect("a database");
    store.migrate().await.expect("a schema");
    // The real cost of a hash: it is what would tell the two apart.
    let desk = Desk::new(store, Clock::system(), Settings::default());
    create(&desk, "closed", false).await;
    desk.disable_account(&Desk::operator("test"), "closed", true)
        .await
        .expect("closed");
    for n in 0..9 {
        create(&desk, &format!("camille{n}"), false).await;
    }
    let timed = async |login: String, address: String| {
        let start = Instant::now();
        assert_eq!(
            try_in(&desk, &login, "pas le bon du tout", &address).await,
            Err(wrong())
        );
        start.elapsed()
    };
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    // In turn, so that whatever slows the machine slows both.
    for n in 0..9 {
        wrong.push(timed(format!("camille{n}"), format!("w{n}")).await);
        unknown.push(timed(format!("nobody{n}"), format!("u{n}")).await);
    }
    wrong.sort();
    unknown.sort();
    let (wrong, unknown) = (wrong[4], unknown[4]);
    assert!(
        wrong > Duration::from_millis(2),
        "a hash that costs nothing is no hash: {wrong:?}"
    );
    assert!(
        wrong < unknown * 2 && unknown < wrong * 2,
        "wrong password {wrong:?}, unknown account {unknown:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_somebody_else_knows_opens_its_change_only() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        create(&desk, "camille", true).await;
        let actor = try_in(&desk, "camille", GOOD, "1").await.expect("in");
        assert!(actor.must_change_password);
        let session = service::CreateSession {
            code: "2026-06".into(),
            label: "Juin".into(),
            academy: "Rennes".into(),
            signing: domain::MinutesSigning::Electronic,
        };
        let refused = desk
            .create_session(&actor, session.clone())
            .await
            .expect_err("refused")
            .told();
        assert_eq!(refused.code, RefusedCode::Forbidden(domain::Reason::MustChangePassword));
        let new = "une phrase à moi seule";
        change(&desk, &actor, GOOD, new, new).await.expect("changed");
        assert_eq!(try_in(&desk, "camille", GOOD, "1").await, Err(wrong()));
        let actor = try_in(&desk, "camille", new, "1").await.expect("in");
        assert!(!actor.must_change_password);
        desk.create_session(&actor, session).await.expect("may now");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_left_open_does_not_let_passwords_be_tried_for_ever() {
    each_database(|store| async move {
        let (desk, hands) = at_hand(store);
        create(&desk, "camille", false).await;
        let actor = try_in(&desk, "camille", GOOD, "1").await.expect("in");
        let new = "une phrase à moi seule";
        for _ in 0..5 {
            let refused = change(&desk, &actor, "au hasard", new, new).await.expect_err("refused");
            assert_eq!(refused.fields[0].code, "password_wrong");
        }
        assert!(throttled(&change(&desk, &actor, GOOD, new, new).await));
        hands.fetch_add(16 * MINUTE, Ordering::Relaxed);
        change(&desk, &actor, GOOD, new, new).await.expect("changed");
    })
    .await;
}

async fn change(desk: &Desk, actor: &Actor, current: &str, new: &str, again: &str) -> Result<(), Refused> {
    let command = ChangePassword {
        current: current.into(),
        new: new.into(),
        again: again.into(),
    };
    desk.change_password(actor, command).await.map_err(Refusal::told)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_password_is_refused_by_field_and_reason() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        create(&desk, "camille", false).await;
        let actor = try_in(&desk, "camille", GOOD, "1").await.expect("in");
        let long = "é7".repeat(65);
        for (current, new, again, field, code) in [
            (
                "pas le bon du tout",
                "une autre phrase",
                "une autre phrase",
                "current",
                "password_wrong",
            ),
            (GOOD, "onze carac.", "onze carac.", "new", "password_short"),
            (GOOD, long.as_str(), long.as_str(), "new", "password_long"),
            (
                GOOD,
                "vive-Camille-2026",
                "vive-Camille-2026",
                "new",
                "password_guessable",
            ),
            (GOOD, "abababababab", "abababababab", "new", "password_guessable"),
            (GOOD, GOOD, GOOD, "new", "password_same"),
            (
                GOOD,
                "une autre phrase",
                "une autre phrasé",
                "again",
                "password_differs",
            ),
        ] {
            let refused = change(&desk, &actor, current, new, again).await.expect_err(code);
            let fault = &refused.fields[0];
            assert_eq!((fault.field.as_str(), fault.code.as_str()), (field, code));
            assert!(
                !format!("{refused:?}").contains(new),
                "a refusal never repeats a password"
            );
        }
        try_in(&desk, "camille", GOOD, "1").await.expect("nothing changed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_when_the_password_is_replaced_or_the_account_closed() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        let operator = Desk::operator("test");
        let id = create(&desk, "camille", false).await;
        let now = desk.clock.now_ms();
        let begin = async |name: &'static str| {
            let row = WebSessionRow {
                id: name.into(),
                account_id: Some(id.0),
                data: "{}".into(),
                expires_at: now + MINUTE,
            };
            desk.store
                .write(vec![], move |tx| {
                    Box::pin(async move { tx.put_web_session(&row, now).await })
                })
                .await
                .expect("begun");
        };
        let alive = async |name: &str| desk.store.web_session(name, now).await.expect("a row").is_some();

        begin("before the reset").await;
        desk.reset_password(&operator, "camille", "le mot du guichet")
            .await
            .expect("reset");
        assert!(!alive("before the reset").await);
        let actor = try_in(&desk, "camille", "le mot du guichet", "1").await.expect("in");
        assert!(actor.must_change_password);

        begin("before the change").await;
        change(&desk, &actor, "le mot du guichet", GOOD, GOOD)
            .await
            .expect("changed");
        assert!(!alive("before the change").await);

        begin("before the closing").await;
        desk.disable_account(&operator, "camille", true).await.expect("closed");
        assert!(!alive("before the closing").await);
        assert_eq!(desk.actor(id).await.expect("an actor"), Actor::visitor());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_administrator_manages_accounts() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        create(&desk, "camille", false).await;
        let manager = try_in(&desk, "camille", GOOD, "1").await.expect("in");
        let forbidden = |refusal: Refusal| refusal.told().code == RefusedCode::Forbidden(domain::Reason::NoRole);
        assert!(forbidden(
            desk.reset_password(&manager, "camille", GOOD)
                .await
                .expect_err("refused")
        ));
        assert!(forbidden(
            desk.disable_account(&manager, "camille", true)
                .await
                .expect_err("refused")
        ));
        let operator = Desk::operator("test");
        for (login, code) in [("Éric", "login_shape"), ("", "login_shape"), ("camille", "login_taken")] {
            let command = CreateAccount {
                login: login.into(),
                name: "X".into(),
                password: GOOD.into(),
                must_change_password: true,
                grants: vec![],
            };
            let refused = desk.create_account(&operator, command).await.expect_err(code).told();
            assert_eq!(refused.fields[0].code, code);
        }
        let unknown = desk
            .reset_password(&operator, "nobody", GOOD)
            .await
            .expect_err("refused")
            .told();
        assert_eq!(unknown.code, RefusedCode::NotFound);
    })
    .await;
}

#[tokio::test]
async fn accounts_are_listed_with_what_they_may_do() {
    each_database(|store| async move {
        let office = office(&store).await;
        let accounts = office.desk.list_accounts(&operator()).await.expect("accounts");
        assert_eq!(accounts.len(), 1);
        assert!(accounts[0].first_password && !accounts[0].disabled);
        assert_eq!(accounts[0].grants[0].role, Role::Marker);
        let refusal = office.desk.list_accounts(&office.marker).await.expect_err("refused");
        assert_eq!(code(refusal), RefusedCode::Forbidden(Reason::NoRole));
    })
    .await;
}
