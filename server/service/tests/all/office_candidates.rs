//! The exam office and one candidate: found, and his file read.

use crate::common::{each_database, operator};
use crate::office::office;
use domain::{Act, Flag};
use service::SetFlag;
use wire::LotState;

#[tokio::test]
async fn candidates_are_found_by_name_number_and_anonymity() {
    each_database(|store| async move {
        let office = office(&store).await;
        let find = async |typed: &str| {
            let found = office.desk.find_candidates(&operator(), None, typed, 1).await;
            found.expect("a page").candidates
        };
        assert_eq!(find("").await.len(), 6);
        assert_eq!(find("nöm000003").await.len(), 1);
        assert_eq!(find("026 00000004").await[0].name, "NOM000004 Prénom");
        assert!(find("Personne").await.is_empty());
        assert!(find("100%").await.is_empty());
        let application = find("").await[2].application;
        let file = office
            .desk
            .candidate_file(&operator(), application)
            .await
            .expect("a file");
        let spaced = file.anonymity.expect("drawn").spaced();
        assert_eq!(find(&spaced).await[0].application, application);
    })
    .await;
}

#[tokio::test]
async fn a_file_tells_where_each_mark_comes_from_and_what_was_done() {
    each_database(|store| async move {
        let office = office(&store).await;
        office.type_in(&["12", "10", "AB"]).await;
        let application = office.copies().await[0];
        let flag = SetFlag {
            application,
            flag: Flag::RedList,
            set: true,
            reason: "demande écrite".into(),
        };
        office.desk.set_flag(&operator(), flag).await.expect("set");
        let file = office
            .desk
            .candidate_file(&operator(), application)
            .await
            .expect("a file");
        assert!(file.who.red_list);
        let phi = file
            .marks
            .iter()
            .find(|mark| mark.slot.slot.to_string() == "PHI")
            .expect("there");
        assert_eq!(phi.entry.map(|entry| entry.to_string()).as_deref(), Some("12"));
        assert_eq!(
            phi.lot.as_ref().map(|lot| (lot.0, lot.2)),
            Some((office.lots[0], LotState::Open))
        );
        let kinds: Vec<bool> = file
            .history
            .iter()
            .map(|timed| matches!(timed.event.act, Act::MarkSaved { .. }))
            .collect();
        assert_eq!(
            kinds.iter().filter(|saved| **saved).count(),
            1,
            "his own mark and nobody else's"
        );
        assert!(kinds.contains(&false), "and the flag");
    })
    .await;
}
