//! What the law says of everybody, kept and kept up to date.

use crate::common::{connect, each_database, operator, run};
use crate::jury_seed::{before, open};
use domain::{ApplicationId, Decision, Flag, decide};
use service::store::Store;
use service::{Desk, SetFlag};
use sha2::{Digest, Sha256};

async fn kept(store: &Store, application: ApplicationId) -> (String, Option<String>, Option<i64>, String) {
    let row = store.reading().judgement(application).await.expect("readable");
    let row = row.expect("judged");
    (row.decision, row.mention, row.points, row.trace_hash)
}

/// The same from the candidate's record, by the engine.
async fn expected(
    desk: &Desk,
    room: &crate::jury_seed::Room,
    application: ApplicationId,
) -> (String, Option<String>, Option<i64>, String) {
    let jury = desk.store.jury(room.jury).await.expect("readable").expect("a jury");
    let records = desk.jury_records(&jury).await.expect("records");
    let record = records
        .iter()
        .find(|record| record.application == application)
        .expect("him");
    let ruleset = desk.ruleset(room.session, "BCG24").await.expect("a ruleset");
    let outcome = decide(&ruleset, &record.marks);
    let trace = serde_json::to_string(&outcome.trace).expect("json");
    (
        outcome.decision.as_str().into(),
        outcome.mention.map(|mention| mention.as_str().into()),
        outcome.points.map(domain::Points::ten_thousandths),
        hex::encode(Sha256::digest(trace.as_bytes())),
    )
}

#[tokio::test]
async fn everybody_is_judged_as_his_record_says() {
    each_database(|store| async move {
        let room = before(&store).await;
        let mut heard = Vec::new();
        let judged = room
            .desk
            .judge_session(&operator(), room.session, |n| heard.push(n))
            .await;
        let judged = judged.expect("judged");
        assert_eq!((judged.candidates, judged.changed, judged.unreadable.len()), (3, 3, 0));
        assert_eq!(heard, [3]);
        for application in room.candidates {
            assert_eq!(
                kept(&store, application).await,
                expected(&room.desk, &room, application).await
            );
        }
        let counts: Vec<_> = judged.counts.keys().map(|(decision, _)| decision.as_str()).collect();
        assert_eq!(counts, ["ADMITTED", "GROUP2", "REFUSED"]);

        let again = room
            .desk
            .judge_session(&operator(), room.session, |_| ())
            .await
            .expect("again");
        assert_eq!((again.candidates, again.changed), (3, 0), "nothing changed");
        let jury = room.desk.judge_jury(&operator(), room.jury).await.expect("a jury");
        assert_eq!((jury.candidates, jury.changed, jury.counts), (3, 0, judged.counts));
    })
    .await;
}

#[tokio::test]
async fn a_raise_and_a_flag_judge_their_candidate_anew() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [first, second, _] = room.candidates;
        room.desk
            .judge_session(&operator(), room.session, |_| ())
            .await
            .expect("judged");
        let untouched = kept(&store, second).await;
        assert_eq!(kept(&store, first).await.0, Decision::Group2.as_str());

        room.raised("op-1", first, "GO", "12").await;
        assert_eq!(kept(&store, first).await.0, Decision::Admitted.as_str());
        assert_eq!(kept(&store, first).await, expected(&room.desk, &room, first).await);

        let flag = SetFlag {
            application: first,
            flag: Flag::PresumedFraud,
            set: true,
            reason: "Surveillant".into(),
        };
        room.desk.set_flag(&operator(), flag).await.expect("flagged");
        assert_eq!(kept(&store, first).await.0, Decision::Withheld.as_str());
        assert_eq!(kept(&store, second).await, untouched);
    })
    .await;
}

#[tokio::test]
async fn a_candidate_that_cannot_be_read_is_told_and_the_others_are_judged() {
    each_database(|store| async move {
        let room = before(&store).await;
        let [first, ..] = room.candidates;
        let db = connect(store.url()).await;
        run(
            &db,
            &format!("UPDATE application SET context = 'no json' WHERE id = {first}"),
        )
        .await;
        let judged = room
            .desk
            .judge_session(&operator(), room.session, |_| ())
            .await
            .expect("judged");
        assert_eq!((judged.candidates, judged.unreadable), (2, vec![first]));
    })
    .await;
}

#[tokio::test]
async fn only_the_office_judges() {
    each_database(|store| async move {
        let room = before(&store).await;
        for actor in [&room.president, &room.member, &room.stranger] {
            let refused = room.desk.judge_session(actor, room.session, |_| ()).await;
            assert!(refused.is_err());
        }
    })
    .await;
}
