//! Publication: what may be published, what is in the set, what is in the lists.

use crate::common::{NOW_MS, connect, desk_at, each_database, operator, session};
use crate::published::{ADMITTED, EVERYBODY, FRAUD, GROUP2, Person, RED_LIST, REFUSED, jury, log, run};
use domain::{Act, Actor, Decision, Grant, JuryId, PublicationId, Role, Scope, SessionId, StreamKey};
use service::store::Store;
use service::{Clock, Desk, Identity, PublishResults, Refusal, ResultRenderer, ResultSet, Settings};
use std::path::Path;
use std::sync::Arc;
use wire::{RefusedCode, ResultSheet};

/// A page that is the sheet itself, as JSON.
struct Json;

impl ResultRenderer for Json {
    fn page(&self, sheet: &ResultSheet) -> Vec<u8> {
        serde_json::to_vec(sheet).expect("json")
    }

    fn style(&self) -> (String, Vec<u8>) {
        ("a.css".into(), b"body{}".to_vec())
    }
}

fn publishing(store: &Store, folder: &Path) -> Desk {
    let settings = Settings {
        data_dir: folder.into(),
        ..Settings::default()
    };
    Desk::new(store.clone(), Clock::from_fn(|| NOW_MS), settings).with_renderer(Arc::new(Json))
}

fn command(session: SessionId, juries: &[JuryId]) -> PublishResults {
    PublishResults {
        session,
        juries: juries.into(),
        opens_at_ms: NOW_MS + 1,
    }
}

fn codes(refusal: Refusal) -> Vec<String> {
    let refused = refusal.told();
    refused
        .fields
        .into_iter()
        .map(|field| format!("{} {}", field.code, field.value))
        .collect()
}

fn code(refusal: Refusal) -> RefusedCode {
    refusal.told().code
}

fn identity(person: &Person) -> Identity {
    Identity::new(person.number, person.birth_date)
}

async fn set_of(desk: &Desk, id: PublicationId) -> ResultSet {
    let row = desk.store.publication(id).await.expect("read").expect("there");
    let set = ResultSet::open(&desk.settings.data_dir.join(&row.folder)).expect("a set");
    assert_eq!(set.head.digest, row.digest);
    set
}

fn sheet_in(set: &ResultSet, person: &Person) -> ResultSheet {
    let page = set.find(&identity(person)).expect("his page");
    serde_json::from_slice(&page.plain).expect("a sheet")
}

/// Logs another decision on the only candidate of a jury, with the trace that was confirmed.
async fn confirm_again(store: &Store, jury: JuryId, decision: Decision) {
    let events = store.events_after(StreamKey::Jury(jury), 0, 10).await.expect("a log");
    let event: wire::Event = serde_json::from_str(&events.last().expect("an event").body).expect("json");
    let Act::DecisionConfirmed {
        application,
        mention,
        trace,
        ..
    } = event.act
    else {
        panic!("a decision was confirmed last")
    };
    let again = Act::DecisionConfirmed {
        application,
        decision,
        mention,
        trace,
    };
    log(store, jury, vec![again]).await;
}

#[tokio::test]
async fn a_set_holds_a_page_for_everybody_but_presumed_frauds() {
    each_database(|store| async move {
        let folder = tempfile::tempdir().expect("folder");
        let desk = publishing(&store, folder.path());
        let session = session(&desk).await;
        let jury = jury(&store, session, "02001", "198", &EVERYBODY).await;
        let id = desk
            .publish_results(&operator(), command(session, &[jury]))
            .await
            .expect("published");

        let set = set_of(&desk, id).await;
        assert_eq!(set.len(), 4);
        assert!(set.find(&identity(&FRAUD)).is_none());
        assert!(set.find(&identity(&RED_LIST)).is_some());

        let admitted = sheet_in(&set, &ADMITTED);
        assert_eq!(
            (admitted.decision, admitted.average.as_deref()),
            (Decision::Admitted, Some("16.84"))
        );
        assert_eq!(
            admitted.sums.map(|(points, _)| points.french()).as_deref(),
            Some("1684")
        );
        assert_eq!(admitted.mention, Some(domain::Mention::Tb));

        let group2 = sheet_in(&set, &GROUP2);
        let orals = group2.orals.expect("orals");
        assert_eq!(orals.missing.map(|points| points.french()).as_deref(), Some("116"));
        assert_eq!(orals.lists[0].choices.len(), 4);

        let refused = sheet_in(&set, &REFUSED);
        assert_eq!((refused.decision, refused.kept), (Decision::Refused, None));

        let view = desk.publications(&operator()).await.expect("a view");
        assert_eq!(view.publications.len(), 1);
        let counts = view.publications[0].counts;
        assert_eq!((counts.candidates, counts.admitted, counts.group2), (5, 2, 1));
        assert_eq!((counts.refused, counts.withheld), (1, 1));
        assert!(!view.publications[0].open && view.juries.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_not_locked_or_published_before_is_refused_and_leaves_nothing() {
    each_database(|store| async move {
        let folder = tempfile::tempdir().expect("folder");
        let desk = publishing(&store, folder.path());
        let session = session(&desk).await;
        let early = jury(&store, session, "02001", "140", &[ADMITTED]).await;
        let locked = jury(&store, session, "02002", "198", &[GROUP2]).await;

        let refusal = desk
            .publish_results(&operator(), command(session, &[early, locked]))
            .await;
        assert_eq!(codes(refusal.expect_err("early")), ["jury_not_locked 02001 (140)"]);
        let refusal = desk.publish_results(&operator(), command(session, &[])).await;
        assert_eq!(codes(refusal.expect_err("none")), ["no_jury_chosen "]);
        assert!(!folder.path().join("publications").exists());

        let first = desk
            .publish_results(&operator(), command(session, &[locked]))
            .await
            .expect("published");
        let refusal = desk.publish_results(&operator(), command(session, &[locked])).await;
        assert_eq!(codes(refusal.expect_err("twice")), ["jury_published 02002"]);

        let refusal = desk.withdraw_results(&operator(), first, "  ").await;
        assert_eq!(codes(refusal.expect_err("no reason")), ["required "]);
        desk.withdraw_results(&operator(), first, "erreur de saisie")
            .await
            .expect("withdrawn");
        assert_eq!(
            std::fs::read_dir(folder.path().join("publications"))
                .expect("folder")
                .count(),
            0
        );
        let refusal = desk.withdraw_results(&operator(), first, "encore").await;
        assert_eq!(code(refusal.expect_err("twice")), RefusedCode::Outdated);
        desk.publish_results(&operator(), command(session, &[locked]))
            .await
            .expect("published again");
    })
    .await;
}

#[tokio::test]
async fn numbers_that_differ_from_the_minutes_are_told() {
    each_database(|store| async move {
        let folder = tempfile::tempdir().expect("folder");
        let desk = publishing(&store, folder.path());
        let session = session(&desk).await;
        let jury = jury(&store, session, "02001", "198", &EVERYBODY).await;
        let db = connect(store.url()).await;

        // A decision changed behind the back of the log.
        run(
            &db,
            "UPDATE decision SET decision = 'ADMITTED' WHERE decision = 'REFUSED'",
        )
        .await;
        let refusal = desk
            .publish_results(&operator(), command(session, &[jury]))
            .await
            .expect_err("changed");
        assert_eq!(
            codes(refusal),
            ["jury_counts_differ 02001 (5 / 5 / 4 = 3 + 1 + 0 + 0 + 1)"]
        );

        // A decision that is gone.
        run(&db, "DELETE FROM decision WHERE decision = 'GROUP2'").await;
        let refusal = desk
            .publish_results(&operator(), command(session, &[jury]))
            .await
            .expect_err("gone");
        assert_eq!(
            codes(refusal),
            ["jury_counts_differ 02001 (5 / 4 / 3 = 3 + 0 + 0 + 0 + 1)"]
        );
        let view = desk.publications(&operator()).await.expect("a view");
        assert!(!view.juries[0].counts.expect("counts").agree());
    })
    .await;
}

#[tokio::test]
async fn a_trace_that_is_not_the_one_confirmed_is_not_published() {
    each_database(|store| async move {
        let folder = tempfile::tempdir().expect("folder");
        let desk = publishing(&store, folder.path());
        let session = session(&desk).await;
        let jury = jury(&store, session, "02001", "198", &[ADMITTED, GROUP2]).await;
        let db = connect(store.url()).await;
        run(
            &db,
            r#"UPDATE decision SET outcome = REPLACE(outcome, '"mark":"17"', '"mark":"18"')"#,
        )
        .await;
        let refusal = desk
            .publish_results(&operator(), command(session, &[jury]))
            .await
            .expect_err("changed");
        assert!(matches!(refusal, Refusal::Store(_)), "{refusal:?}");
        assert_eq!(
            std::fs::read_dir(folder.path().join("publications"))
                .expect("folder")
                .count(),
            0
        );
        assert!(store.live_publications().await.expect("read").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_its_trace_does_not_lead_to_is_not_published() {
    each_database(|store| async move {
        let folder = tempfile::tempdir().expect("folder");
        let desk = publishing(&store, folder.path());
        let session = session(&desk).await;
        let jury = jury(&store, session, "02001", "198", &[REFUSED]).await;
        let db = connect(store.url()).await;
        run(
            &db,
            r#"UPDATE decision SET decision = 'ADMITTED',
               outcome = REPLACE(outcome, '"decision":"REFUSED"', '"decision":"ADMITTED"')"#,
        )
        .await;
        // The row, the outcome, the digest of the trace and the minutes all agree.
        confirm_again(&store, jury, Decision::Admitted).await;
        let refusal = desk
            .publish_results(&operator(), command(session, &[jury]))
            .await
            .expect_err("no trace leads there");
        assert!(
            format!("{refusal:?}").contains("its trace leads to REFUSED"),
            "{refusal:?}"
        );
        assert!(store.live_publications().await.expect("read").is_empty());
    })
    .await;
}

#[tokio::test]
async fn lists_wait_for_the_close_and_leave_out_who_must_not_be_seen() {
    each_database(|store| async move {
        let desk = desk_at(store.clone(), Clock::from_fn(|| NOW_MS));
        let session = session(&desk).await;
        let jury = jury(&store, session, "02001", "120", &EVERYBODY).await;
        let refusal = desk.posting_list(&operator(), jury).await.expect_err("too early");
        assert_eq!(code(refusal), RefusedCode::WrongState("jury_not_closed".into()));

        run(&connect(store.url()).await, "UPDATE jury SET state = '130'").await;
        let list = desk.posting_list(&operator(), jury).await.expect("a list");
        assert_eq!(
            list.admitted,
            [("LE GOFF Maëlle".to_owned(), Some(domain::Mention::Tb))]
        );
        assert_eq!(list.group2, ["TANGUY Yann"]);

        for (role, scope, fine) in [
            (
                Role::CentreHead,
                Scope::Establishment("0350059Z".parse().expect("uai")),
                true,
            ),
            (
                Role::CentreHead,
                Scope::Establishment("0250001R".parse().expect("uai")),
                false,
            ),
            (Role::JuryPresident, Scope::Jury(jury), false),
            (Role::Marker, Scope::Everything, false),
        ] {
            let actor = Actor {
                grants: vec![Grant { role, scope }],
                ..operator()
            };
            let answer = desk.posting_list(&actor, jury).await;
            match answer {
                Ok(_) => assert!(fine, "{role:?}"),
                Err(refusal) => {
                    assert!(!fine, "{role:?}");
                    assert!(matches!(code(refusal), RefusedCode::Forbidden(_)));
                }
            }
        }
    })
    .await;
}
