//! The law as the office reads it, and the académie's part of it.

use crate::common::{each_database, operator};
use crate::jury_seed::{before, open};
use domain::{ApplicationContext, LocalRules};
use service::Refusal;

fn layer(specialities: &[&str], options: &[&str]) -> LocalRules {
    LocalRules {
        specialities: specialities.iter().map(|code| code.parse().expect("a code")).collect(),
        options: options.iter().map(|label| (*label).to_owned()).collect(),
        documents: vec!["Pièce d'identité".into()],
    }
}

fn code_of<T: std::fmt::Debug>(outcome: service::Result<T>) -> String {
    match outcome.expect_err("refused") {
        Refusal::Refused(refused) => match refused.fields.first() {
            Some(fault) => fault.code.clone(),
            None => format!("{:?}", refused.code),
        },
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn the_local_layer_has_versions_and_says_what_may_be_registered() {
    each_database(|store| async move {
        let room = before(&store).await;
        let (desk, session) = (&room.desk, room.session);
        let unknown = desk
            .set_local_rules(&operator(), session, "BCG24", layer(&["NOPE"], &[]))
            .await;
        assert_eq!(code_of(unknown), "unknown_speciality");
        let view = desk
            .rulesets_view(&operator(), Some(session), Some("BCG24"))
            .await
            .expect("a view");
        assert!(view.sheet.expect("a sheet").versions.is_empty());

        let first = desk
            .set_local_rules(&operator(), session, "BCG24", layer(&["PC", "SVT"], &["Latin"]))
            .await;
        assert_eq!(first.expect("kept"), Some(1));
        let again = desk
            .set_local_rules(&operator(), session, "BCG24", layer(&["PC", "SVT"], &["Latin"]))
            .await;
        assert_eq!(again.expect("the same"), None);
        let second = desk
            .set_local_rules(&operator(), session, "BCG24", layer(&["PC"], &["Latin"]))
            .await;
        assert_eq!(second.expect("kept"), Some(2));
        let view = desk
            .rulesets_view(&operator(), Some(session), Some("BCG24"))
            .await
            .expect("a view");
        let sheet = view.sheet.expect("a sheet");
        assert_eq!(sheet.local, layer(&["PC"], &["Latin"]));
        let told: Vec<_> = sheet
            .versions
            .iter()
            .map(|it| (it.version, it.author.as_str()))
            .collect();
        assert_eq!(told, [(2, "épreuve"), (1, "épreuve")]);

        let context = |text: &str| serde_json::from_str::<ApplicationContext>(text).expect("a context");
        let [first, ..] = room.candidates;
        let refused = desk
            .set_context(&operator(), first, context(r#"{"specialities":{"S1":"SVT"}}"#))
            .await;
        assert_eq!(code_of(refused), "speciality_not_offered");
        let greek = r#"{"options":[{"label":"Grec","mark":"14","coef":"2"}]}"#;
        assert_eq!(
            code_of(desk.set_context(&operator(), first, context(greek)).await),
            "option_not_offered"
        );
        let fine = desk
            .set_context(&operator(), first, context(r#"{"specialities":{"S1":"PC"}}"#))
            .await;
        assert!(fine.expect("kept"));
    })
    .await;
}

#[tokio::test]
async fn a_frozen_ruleset_keeps_its_local_layer_too() {
    each_database(|store| async move {
        let room = open(&store).await;
        let set = room
            .desk
            .set_local_rules(&operator(), room.session, "BCG24", layer(&["PC"], &[]))
            .await;
        assert_eq!(code_of(set), "WrongState(\"ruleset_frozen\")");
        let foreign = room
            .desk
            .set_local_rules(&room.president, room.session, "BCG24", layer(&[], &[]))
            .await;
        assert!(code_of(foreign).starts_with("Forbidden"));
    })
    .await;
}

#[tokio::test]
async fn two_rulesets_are_tried_on_the_candidates_of_a_session() {
    each_database(|store| async move {
        let room = before(&store).await;
        let operator = operator();
        let compare = |codes| room.desk.compare_rulesets(&operator, Some(room.session), codes);
        let same = compare(Some(("BCG24", "BCG24")))
            .await
            .expect("compared")
            .compared
            .expect("both");
        assert!(same.changes.is_empty());
        let tried = same.tried.expect("tried");
        assert_eq!((tried.candidates, tried.flipped, tried.flips.len()), (3, 0, 0));
        let reform = compare(Some(("BCG24", "BCG27")))
            .await
            .expect("compared")
            .compared
            .expect("both");
        assert!(!reform.changes.is_empty());
        // The anticipated mathematics nobody sat is missing under the new one.
        let tried = reform.tried.expect("tried");
        assert_eq!((tried.candidates, tried.flipped, tried.refused), (3, 3, 0));
        assert!(compare(Some(("BCG24", "NOPE"))).await.is_err());
        assert!(compare(None).await.expect("nothing asked").compared.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_text_is_checked_with_its_cases() {
    each_database(|store| async move {
        let room = before(&store).await;
        let text = domain::builtin_text("BTSSIO").expect("a text");
        let (ruleset, cases) = room
            .desk
            .check_ruleset(&operator(), text)
            .await
            .expect("may")
            .expect("sound");
        assert_eq!((ruleset.code.as_str(), cases), ("BTSSIO", 8));
        let broken = text.replace("average = \"11.06\"", "average = \"11.07\"");
        let (known, errors) = room
            .desk
            .check_ruleset(&operator(), &broken)
            .await
            .expect("may")
            .expect_err("wrong");
        assert_eq!((known.is_some(), errors.len()), (true, 1));
        assert!(room.desk.check_ruleset(&room.member, text).await.is_err());
    })
    .await;
}
