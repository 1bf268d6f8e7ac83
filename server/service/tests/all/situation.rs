//! The situation of a candidate, typed over one that was seen.

use crate::common::{connect, desk, each_database, operator, run};
use crate::jury_seed::{before, open};
use crate::prepare::{BCG, UAI, acts, candidates};
use domain::{Act, ApplicationContext, ApplicationId, JuryState, LocalRules, REASON_WITHHELD, StreamKey, TraceStep};
use service::{Desk, Refusal};
use wire::{ChangeSituation, ConfirmDecisions, FieldError, RefusedCode, SituationRows, SituationSheet, Which};

fn context(text: &str) -> ApplicationContext {
    serde_json::from_str(text).expect("a context")
}

async fn sheet(desk: &Desk, id: ApplicationId) -> SituationSheet {
    desk.situation_sheet(&operator(), id).await.expect("a sheet")
}

async fn change(desk: &Desk, application: ApplicationId, seen: &str, then: &str) -> service::Result<bool> {
    let command = ChangeSituation {
        application,
        seen: context(seen),
        context: context(then),
        rows: SituationRows::default(),
        unread: Vec::new(),
    };
    desk.change_situation(&operator(), command).await
}

fn told<T: std::fmt::Debug>(outcome: service::Result<T>) -> (RefusedCode, Vec<(String, String)>) {
    match outcome.expect_err("refused") {
        Refusal::Refused(refused) => {
            let fields = refused.fields.into_iter().map(|fault| (fault.field, fault.code));
            (refused.code, fields.collect())
        }
        other => panic!("a failure: {other}"),
    }
}

#[tokio::test]
async fn a_situation_is_kept_told_and_judged_anew() {
    each_database(|store| async move {
        let room = before(&store).await;
        let (desk, id) = (&room.desk, room.candidates[1]);
        let fresh = sheet(desk, id).await;
        assert!(fresh.open && fresh.context == ApplicationContext::default());
        assert_eq!(fresh.marks["PHI".parse().as_ref().expect("a slot")].to_string(), "13");
        let then = r#"{"category":"INDIVIDUAL","specialities":{"S1":"PC"},"regime":"D334-14","sanction":"EXAM_CANCELLED",
            "options":[{"label":"Latin","mark":"14.3","coef":"4"}],"renounced":["FRE"],"waived":{"S1.W":"copie perdue"},
            "provisional":{"PHI":"12"}}"#;
        assert!(change(desk, id, "{}", then).await.expect("kept"));
        assert!(!change(desk, id, "{}", then).await.expect("sent twice"));
        let kept = sheet(desk, id).await;
        assert_eq!(kept.context, context(then));
        let read = &kept.situation;
        assert_eq!(read.specialities, [("Spécialité 1".into(), "Physique-chimie".into())]);
        assert_eq!(read.renounced, ["Français, écrit"]);
        assert_eq!(read.waived[0].0.label, "Spécialité 1, écrit");
        assert!(read.regime.as_deref().expect("told").starts_with("Conservation de toute note"));
        let file = desk.candidate_file(&operator(), id).await.expect("a file");
        assert_eq!((&file.situation, file.situation_open), (read, true));
        let last = file.history.iter().rev().find(|it| matches!(it.event.act, Act::ContextSet { .. }));
        assert!(last.is_some(), "his history tells it");
        let session = acts(&store, StreamKey::Session(room.session)).await;
        let set = session.iter().filter(|act| matches!(act, Act::ContextSet { .. })).count();
        assert_eq!(set, 1);
        let his = store.reading().judgement(id).await.expect("readable").expect("judged");
        assert_eq!(his.decision, "CANCELLED");
    })
    .await;
}

#[tokio::test]
async fn every_fault_of_a_situation_is_told_at_its_field() {
    each_database(|store| async move {
        let room = before(&store).await;
        let (desk, id) = (&room.desk, room.candidates[0]);
        let layer = LocalRules {
            specialities: ["PC".parse().expect("a code")].into(),
            options: vec!["Latin".into()],
            ..LocalRules::default()
        };
        desk.set_local_rules(&operator(), room.session, "BCG24", layer)
            .await
            .expect("kept");
        assert_eq!(sheet(desk, id).await.local.options, ["Latin"]);
        let then = r#"{"specialities":{"S1":"SVT","S2":"MAGIE"},"facultative":["12"],"later":["OPT"],
            "options":[{"label":"Grec","mark":"12","coef":"2"}],"provisional":{"PHI":"12.25"},"renounced":["EPS"]}"#;
        let (code, mut fields) = told(change(desk, id, "{}", then).await);
        fields.sort();
        let fields: Vec<_> = fields.iter().map(|(at, code)| (at.as_str(), code.as_str())).collect();
        assert_eq!(code, RefusedCode::Invalid);
        assert_eq!(
            fields,
            [
                ("facultative.1", "facultative_no_place"),
                ("later.OPT", "context_flaw"),
                ("option.1.label", "option_not_offered"),
                ("provisional.PHI", "context_flaw"),
                ("renounced.EPS", "not_conservable"),
                ("speciality.S1", "speciality_not_offered"),
                ("speciality.S2", "context_flaw"),
            ]
        );
        assert_eq!(sheet(desk, id).await.context, ApplicationContext::default());
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_over_what_he_has_not_seen_nor_takes_a_renunciation_back() {
    each_database(|store| async move {
        let room = before(&store).await;
        let (desk, id) = (&room.desk, room.candidates[0]);
        let (first, other) = (
            r#"{"renounced":["PHI"]}"#,
            r#"{"sanction":"NO_MENTION","renounced":["PHI"]}"#,
        );
        assert!(change(desk, id, "{}", first).await.expect("kept"));
        for late in [r#"{"sanction":"NO_MENTION"}"#, r#"{"facultative":["12"]}"#] {
            let (code, fields) = told(change(desk, id, "{}", late).await);
            assert_eq!((code, fields), (RefusedCode::Outdated, vec![]), "{late}");
        }
        let (_, fields) = told(change(desk, id, first, "{}").await);
        assert_eq!(fields, [("renounced.PHI".into(), "renounced_for_good".into())]);
        assert!(change(desk, id, first, other).await.expect("kept"));
        assert_eq!(sheet(desk, id).await.context, context(other));
    })
    .await;
}

#[tokio::test]
async fn a_situation_waits_for_registration_and_ends_with_the_deliberation() {
    each_database(|store| async move {
        let room = open(&store).await;
        let id = room.candidates[0];
        let closed = sheet(&room.desk, id).await;
        assert_eq!(
            (closed.open, closed.jury.expect("a jury").1),
            (false, JuryState::Deliberating)
        );
        let (code, _) = told(change(&room.desk, id, "{}", r#"{"later":["GO"]}"#).await);
        assert_eq!(code, RefusedCode::WrongState("deliberation_begun".into()));
        assert!(matches!(
            told(room.desk.situation_sheet(&room.president, id).await).0,
            RefusedCode::Forbidden(_)
        ));
    })
    .await;
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 1).await;
        crate::common::pupils(&store, session, UAI, BCG, 2, 1).await;
        let found = desk.find_candidates(&operator(), None, "NOM000002", 1).await;
        let id = found.expect("a page").candidates[0].application;
        let closed = sheet(&desk, id).await;
        assert!(!closed.open && closed.ruleset.is_none());
        let (code, _) = told(change(&desk, id, "{}", r#"{"sanction":"NO_MENTION"}"#).await);
        assert_eq!(code, RefusedCode::WrongState("not_registered".into()));
    })
    .await;
}

#[tokio::test]
async fn what_was_not_read_is_told_with_what_the_law_refuses_in_the_order_of_the_form() {
    each_database(|store| async move {
        let room = before(&store).await;
        let (desk, id) = (&room.desk, room.candidates[0]);
        let unread = |field: &str, code: &str| FieldError {
            field: field.into(),
            code: code.into(),
            value: String::new(),
        };
        let command = |seen: &str| ChangeSituation {
            application: id,
            seen: context(seen),
            context: context(
                r#"{"specialities":{"S1":"MAGIE"},"later":["OPT"],"waived":{"PHI":" "},
                    "options":[{"label":"Grec","mark":"VA","coef":"2"}]}"#,
            ),
            rows: SituationRows {
                options: vec![3],
                ..SituationRows::default()
            },
            unread: vec![
                unread("waived.PHI", "too_long_for"),
                unread("option.1.mark", "mark_or_code_shape"),
                unread("category", "unknown_choice"),
            ],
        };
        let (code, fields) = told(desk.change_situation(&operator(), command("{}")).await);
        let fields: Vec<_> = fields.iter().map(|(at, code)| (at.as_str(), code.as_str())).collect();
        assert_eq!(code, RefusedCode::Invalid);
        assert_eq!(
            fields,
            [
                ("category", "unknown_choice"),
                ("speciality.S1", "context_flaw"),
                ("option.1.mark", "mark_or_code_shape"),
                ("option.3.mark", "context_flaw"),
                ("later.OPT", "context_flaw"),
                ("waived.PHI", "too_long_for"),
            ]
        );
        let late = command(r#"{"sanction":"NO_MENTION"}"#);
        let (code, fields) = told(desk.change_situation(&operator(), late).await);
        assert_eq!((code, fields), (RefusedCode::Outdated, vec![]));
        desk.move_jury(&operator(), room.jury, JuryState::Deliberating)
            .await
            .expect("110");
        let (code, _) = told(desk.change_situation(&operator(), command("{}")).await);
        assert_eq!(code, RefusedCode::WrongState("deliberation_begun".into()));
    })
    .await;
}

#[tokio::test]
async fn a_component_with_a_mark_is_not_left_for_later() {
    each_database(|store| async move {
        let room = before(&store).await;
        let (desk, id) = (&room.desk, room.candidates[0]);
        let later = r#"{"later":["GO"]}"#;
        let refused = vec![("later.GO".to_owned(), "marked_for_later".to_owned())];
        assert_eq!(
            told(change(desk, id, "{}", later).await),
            (RefusedCode::Invalid, refused)
        );
        let unseen = desk.set_context(&operator(), id, context(later)).await;
        assert_eq!(told(unseen).0, RefusedCode::Invalid);
        let db = connect(store.url()).await;
        run(
            &db,
            &format!("DELETE FROM mark WHERE application_id = {id} AND slot = 'GO'"),
        )
        .await;
        assert!(change(desk, id, "{}", later).await.expect("kept"));
        crate::jury_seed::set_mark(&store, id, "GO", 1100).await;
        let more = r#"{"sanction":"NO_MENTION","later":["GO"]}"#;
        assert!(change(desk, id, later, more).await.expect("its mark came since"));
    })
    .await;
}

#[tokio::test]
async fn a_jury_reads_that_a_mark_is_waived_and_not_why() {
    each_database(|store| async move {
        let room = before(&store).await;
        let (desk, id, go) = (&room.desk, room.candidates[1], "GO".parse().expect("a slot"));
        let why = "copie de Durand perdue";
        let db = connect(store.url()).await;
        run(
            &db,
            &format!("DELETE FROM mark WHERE application_id = {id} AND slot = 'GO'"),
        )
        .await;
        let then = format!(r#"{{"waived":{{"GO":"{why}"}}}}"#);
        assert!(change(desk, id, "{}", &then).await.expect("kept"));
        desk.move_jury(&operator(), room.jury, JuryState::Deliberating)
            .await
            .expect("110");
        for who in [&room.president, &room.projector] {
            let all = desk.jury_view(who, room.jury).await.expect("a view");
            let one = desk.candidate_view(who, room.jury, id).await.expect("a candidate");
            assert_eq!(one.candidate.marks.waived[&go], REASON_WITHHELD);
            assert!(all.candidates.contains(&one.candidate));
            let (_, outcome) = desk.decision_trace(who, room.jury, id).await.expect("a trace");
            let reason = REASON_WITHHELD.to_owned();
            assert!(outcome.trace.contains(&TraceStep::Waived { slot: go, reason }));
        }
        assert_eq!(sheet(desk, id).await.situation.waived[0].1, why);
        let command = ConfirmDecisions {
            op_id: "confirmer".into(),
            jury: room.jury,
            which: Which::AllClear,
        };
        let confirmed = desk
            .confirm_decisions(&room.president, command)
            .await
            .expect("confirmed");
        assert!(confirmed.confirmed.contains(&id));
        let kept = store
            .reading()
            .decision_of(id)
            .await
            .expect("readable")
            .expect("decided");
        let judged = store.reading().judgement(id).await.expect("readable").expect("judged");
        assert!(kept.outcome.contains(why), "what is kept has the reason");
        assert_eq!(kept.trace_hash, judged.trace_hash);
    })
    .await;
}
