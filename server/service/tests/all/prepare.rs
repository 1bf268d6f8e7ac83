//! Preparing a session: each verb, and each of them twice.

use crate::common::{desk, each_database, establishment, operator, pupils, session};
use domain::{Act, Actor, AnonymityNumber, Flag, Grant, Reason, Role, Scope, SessionId, StreamKey};
use service::store::Store;
use service::{Candidates, ComposeJury, CreateAccount, Desk, MakeLots, MapMef, Refusal, SetFlag};
use std::collections::BTreeSet;
use wire::RefusedCode;

pub const UAI: &str = "0350059Z";

pub const BCG: &str = "20112010110";

pub const OTHER: &str = "24731304331";

/// The codes of a refusal: of its fields, or its own.
pub fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    match outcome.expect_err("refused") {
        Refusal::Refused(refused) => match refused.code {
            RefusedCode::Invalid => refused
                .fields
                .into_iter()
                .map(|fault| fault.code)
                .collect::<Vec<_>>()
                .join(" "),
            RefusedCode::WrongState(code) => code,
            other => format!("{other:?}"),
        },
        other => panic!("a failure: {other}"),
    }
}

pub fn map(session: SessionId, mef: &str, ruleset: &str) -> MapMef {
    MapMef {
        session,
        mef: mef.into(),
        ruleset: ruleset.into(),
        label: String::new(),
    }
}

pub fn lots(session: SessionId, slots: &[&str], size: usize) -> MakeLots {
    let slots = slots.iter().map(|slot| slot.parse().expect("a slot")).collect();
    MakeLots {
        session,
        ruleset: "BCG24".into(),
        slots,
        size,
    }
}

pub fn jury(session: SessionId, code: &str, candidates: Candidates) -> ComposeJury {
    ComposeJury {
        session,
        code: code.into(),
        label: "Jury 1".into(),
        ruleset: "BCG24".into(),
        centre: Some(UAI.parse().expect("a UAI")),
        held_on: Some("2026-07-02".parse().expect("a day")),
        candidates,
    }
}

/// That many registered candidates with their anonymity numbers.
pub async fn candidates(desk: &Desk, count: i64) -> SessionId {
    let session = session(desk).await;
    establishment(&desk.store, UAI).await;
    pupils(&desk.store, session, UAI, BCG, 1, count).await;
    desk.map_mef(&operator(), map(session, BCG, "BCG24"))
        .await
        .expect("mapped");
    desk.register_applications(&operator(), session)
        .await
        .expect("registered");
    desk.draw_anonymity(&operator(), session).await.expect("drawn");
    session
}

pub async fn account(desk: &Desk, login: &str) -> domain::AccountId {
    let command = CreateAccount {
        login: login.into(),
        name: login.into(),
        password: "un mot de passe".into(),
        must_change_password: false,
        grants: vec![],
    };
    desk.create_account(&operator(), command).await.expect("an account")
}

pub async fn acts(store: &Store, stream: StreamKey) -> Vec<Act> {
    let events = store.events_after(stream, 0, i64::MAX).await.expect("a log");
    let act = |body: &str| {
        let body: serde_json::Value = serde_json::from_str(body).expect("json");
        serde_json::from_value(body["act"].clone()).expect("an act")
    };
    events.iter().map(|event| act(&event.body)).collect()
}

#[tokio::test]
async fn pupils_become_candidates_once_their_mef_is_mapped() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        pupils(&store, session, UAI, BCG, 1, 3).await;
        pupils(&store, session, UAI, OTHER, 4, 2).await;
        let none = desk
            .register_applications(&operator(), session)
            .await
            .expect("registered");
        assert_eq!((none.registered, none.unmapped), (0, 5));
        assert!(
            desk.map_mef(&operator(), map(session, BCG, "BCG24"))
                .await
                .expect("mapped")
        );
        assert!(
            !desk
                .map_mef(&operator(), map(session, BCG, "BCG24"))
                .await
                .expect("mapped twice")
        );
        let some = desk
            .register_applications(&operator(), session)
            .await
            .expect("registered");
        assert_eq!((some.registered, some.unmapped), (3, 2));
        let again = desk
            .register_applications(&operator(), session)
            .await
            .expect("registered");
        assert_eq!((again.registered, again.unmapped), (0, 2));
        assert_eq!(
            acts(&store, StreamKey::Session(session)).await[1..],
            [
                Act::MefMapped {
                    mef: BCG.into(),
                    ruleset: "BCG24".into()
                },
                Act::ApplicationsRegistered { count: 3 },
            ]
        );
        for (command, code) in [
            (map(session, "court", "BCG24"), "mef_shape"),
            (map(session, BCG, "BTS"), "unknown_ruleset"),
            (map(session, BCG, "BCP31202"), "mef_registered_elsewhere"),
        ] {
            assert_eq!(refused(desk.map_mef(&operator(), command).await), code);
        }
    })
    .await;
}

#[tokio::test]
async fn anonymity_numbers_are_unique_and_say_nothing_of_the_name() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 200).await;
        let by_name = |store: Store| async move {
            let mut rows = store.registered(session, "BCG24").await.expect("candidates");
            rows.sort_by_key(|row| row.id);
            let number = |text: &Option<String>| {
                text.as_deref()
                    .expect("drawn")
                    .parse::<AnonymityNumber>()
                    .expect("well formed")
            };
            rows.iter().map(|row| number(&row.anonymity)).collect::<Vec<_>>()
        };
        let first = by_name(store.clone()).await;
        assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 200);
        // Of 199 neighbours in the order of names, about half go up; 60 or 139 would be over five deviations away.
        let up = first.windows(2).filter(|pair| pair[0] < pair[1]).count();
        assert!((60..140).contains(&up), "{up} of 199 neighbours in order");

        pupils(&store, session, UAI, BCG, 201, 5).await;
        desk.register_applications(&operator(), session)
            .await
            .expect("registered");
        assert_eq!(desk.draw_anonymity(&operator(), session).await.expect("drawn"), 5);
        assert_eq!(desk.draw_anonymity(&operator(), session).await.expect("drawn"), 0);
        let second = by_name(store.clone()).await;
        assert_eq!(second[..200], first, "a number once given stays");
        assert_eq!(second.iter().collect::<BTreeSet<_>>().len(), 205);
    })
    .await;
}

#[tokio::test]
async fn two_draws_at_once_give_each_candidate_one_number() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        pupils(&store, session, UAI, BCG, 1, 50).await;
        desk.map_mef(&operator(), map(session, BCG, "BCG24"))
            .await
            .expect("mapped");
        desk.register_applications(&operator(), session)
            .await
            .expect("registered");
        let operator = operator();
        let (one, two) = tokio::join!(
            desk.draw_anonymity(&operator, session),
            desk.draw_anonymity(&operator, session)
        );
        assert_eq!(one.expect("drawn") + two.expect("drawn"), 50);
        let numbers = store.anonymity_numbers(session).await.expect("numbers");
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 50);
    })
    .await;
}

#[tokio::test]
async fn a_flag_is_logged_where_it_matters() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 2).await;
        let jury = desk
            .compose_jury(&operator(), jury(session, "20112", Candidates::All))
            .await
            .expect("a jury");
        let application = store.registered(session, "BCG24").await.expect("candidates")[0].key();
        let flag = |flag, set, reason: &str| SetFlag {
            application,
            flag,
            set,
            reason: reason.into(),
        };
        for flag_kind in [Flag::RedList, Flag::PresumedFraud] {
            assert_eq!(
                refused(desk.set_flag(&operator(), flag(flag_kind, true, " ")).await),
                "required"
            );
            assert!(
                desk.set_flag(&operator(), flag(flag_kind, true, "demande"))
                    .await
                    .expect("set")
            );
            assert!(
                !desk
                    .set_flag(&operator(), flag(flag_kind, true, "demande"))
                    .await
                    .expect("set twice")
            );
        }
        let row = store.application(application).await.expect("read").expect("there");
        assert!(row.presumed_fraud);
        let changed = |flag| Act::FlagChanged {
            application,
            flag,
            set: true,
            reason: "demande".into(),
        };
        assert_eq!(
            acts(&store, StreamKey::Jury(jury)).await[1..],
            [changed(Flag::PresumedFraud)]
        );
        assert_eq!(
            acts(&store, StreamKey::Session(session)).await.last(),
            Some(&changed(Flag::RedList))
        );
        assert!(
            desk.set_flag(&operator(), flag(Flag::PresumedFraud, false, "non fondé"))
                .await
                .expect("taken away")
        );
        assert!(
            !store
                .application(application)
                .await
                .expect("read")
                .expect("there")
                .presumed_fraud
        );
    })
    .await;
}

#[tokio::test]
async fn only_a_manager_of_the_session_prepares_it() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 1).await;
        let holding = |role, scope| Actor {
            account: Some(account_id()),
            name: "X".into(),
            grants: vec![Grant { role, scope }],
            must_change_password: false,
        };
        for (actor, reason) in [
            (Actor::visitor(), Reason::NotLoggedIn),
            (holding(Role::Marker, Scope::Everything), Reason::NoRole),
            (
                holding(Role::Manager, Scope::Session(SessionId(session.0 + 1))),
                Reason::OutOfScope,
            ),
        ] {
            let forbidden = format!("Forbidden({reason:?})");
            assert_eq!(refused(desk.register_applications(&actor, session).await), forbidden);
            assert_eq!(refused(desk.draw_anonymity(&actor, session).await), forbidden);
            assert_eq!(
                refused(desk.map_mef(&actor, map(session, BCG, "BCG24")).await),
                forbidden
            );
            assert_eq!(
                refused(desk.make_lots(&actor, lots(session, &["PHI"], 10)).await),
                forbidden
            );
            assert_eq!(
                refused(desk.compose_jury(&actor, jury(session, "20112", Candidates::All)).await),
                forbidden
            );
            assert_eq!(refused(desk.preparation(&actor, session).await), forbidden);
        }
        let manager = holding(Role::Manager, Scope::Session(session));
        let stands = desk.preparation(&manager, session).await.expect("counts");
        assert_eq!((stands.registered, stands.numbered), (1, 1));
    })
    .await;
}

fn account_id() -> domain::AccountId {
    domain::AccountId(7)
}
