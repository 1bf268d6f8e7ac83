//! The exam office: what it counts, takes in, gives back, finds and moves on.

use crate::common::{desk, each_database, establishment, operator, pupils, session};
use domain::{
    AccountId, Act, Actor, ApplicationId, Grant, Guard, JuryId, JuryState, LotId, Mover, Reason, Role, Scope,
    SessionId, StreamKey,
};
use service::store::Store;
use service::{Candidates, ComposeJury, CreateAccount, Desk, Discharged, MakeLots, MapMef, MissingOf, Refusal};
use wire::{CellOutcome, CellWrite, LockLot, LotState, RefusedCode, SaveMarks};

const UAI: &str = "0350059Z";
const MEF: &str = "20112010110";

pub struct Office {
    pub desk: Desk,
    pub session: SessionId,
    pub jury: JuryId,
    pub lots: Vec<LotId>,
    pub marker: Actor,
}

pub fn code(refusal: Refusal) -> RefusedCode {
    match refusal {
        Refusal::Refused(refused) => refused.code,
        other => panic!("a failure: {other}"),
    }
}

async fn account(desk: &Desk, login: &str, grants: Vec<Grant>) -> AccountId {
    let command = CreateAccount {
        login: login.into(),
        name: format!("Mme {login}"),
        password: "un mot de passe".into(),
        must_change_password: true,
        grants,
    };
    desk.create_account(&operator(), command).await.expect("an account")
}

/// Six candidates in a jury, philosophy in two lots of three, the first given to a marker.
pub async fn office(store: &Store) -> Office {
    let desk = desk(store);
    let session = session(&desk).await;
    establishment(store, UAI).await;
    pupils(store, session, UAI, MEF, 1, 6).await;
    let mef = MapMef {
        session,
        mef: MEF.into(),
        ruleset: "BCG24".into(),
        label: String::new(),
    };
    let me = operator();
    desk.map_mef(&me, mef).await.expect("mapped");
    desk.register_applications(&me, session).await.expect("registered");
    desk.draw_anonymity(&me, session).await.expect("drawn");
    let lots = MakeLots {
        session,
        ruleset: "BCG24".into(),
        slots: vec!["PHI".parse().expect("a slot")],
        size: 3,
    };
    let lots = desk.make_lots(&me, lots).await.expect("made").lots;
    let marker = account(&desk, "alix", vec![]).await;
    desk.give_lot(&me, lots[0], marker).await.expect("given");
    let marker = Actor {
        must_change_password: false,
        ..desk.actor(marker).await.expect("an actor")
    };
    let jury = ComposeJury {
        session,
        code: "20112".into(),
        label: "Jury 1".into(),
        ruleset: "BCG24".into(),
        centre: Some(UAI.parse().expect("a UAI")),
        held_on: Some("2026-07-02".parse().expect("a day")),
        candidates: Candidates::All,
    };
    let jury = desk.compose_jury(&me, jury).await.expect("composed");
    Office {
        desk,
        session,
        jury,
        lots,
        marker,
    }
}

impl Office {
    pub async fn copies(&self) -> Vec<ApplicationId> {
        let view = self.desk.lot_view(&self.marker, self.lots[0]).await.expect("a lot");
        view.rows.iter().map(|row| row.application).collect()
    }

    pub async fn type_in(&self, values: &[&str]) {
        let copies = self.copies().await;
        let writes = copies.iter().zip(values).map(|(application, value)| CellWrite {
            op_id: format!("{application}-{value}"),
            application: *application,
            slot: "PHI".parse().expect("a slot"),
            expected_version: 0,
            value: Some(value.parse().expect("an entry")),
        });
        let command = SaveMarks {
            lot: self.lots[0],
            writes: writes.collect(),
        };
        let answers = self.desk.save_marks(&self.marker, command).await.expect("answers");
        assert!(answers.iter().all(|it| matches!(it.outcome, CellOutcome::Saved { .. })));
    }

    pub async fn lock(&self) {
        let slip = LockLot {
            lot: self.lots[0],
            copies: 3,
            sum: 2200,
            codes: 1,
            tens: Vec::new(),
        };
        self.desk.lock_lot(&self.marker, slip).await.expect("locked");
    }

    pub async fn missing(&self) -> i64 {
        let overview = self.desk.office_overview(&operator(), Some(self.session)).await;
        overview.expect("an overview").counts.missing
    }

    pub async fn last_act(&self, key: StreamKey) -> Act {
        let events = self.desk.store.events_after(key, 0, i64::MAX).await.expect("a log");
        let last = events.last().expect("an event");
        serde_json::from_str::<wire::Event>(&last.body).expect("an event").act
    }
}

#[tokio::test]
async fn an_office_without_session_is_empty_and_a_marker_sees_none_of_it() {
    each_database(|store| async move {
        let desk = desk(&store);
        let overview = desk.office_overview(&operator(), None).await.expect("empty");
        assert_eq!(overview.session, None);
        let office = office(&store).await;
        let refusal = office.desk.office_overview(&office.marker, None).await;
        assert_eq!(
            code(refusal.expect_err("refused")),
            RefusedCode::Forbidden(Reason::NoRole)
        );
        let refusal = office.desk.find_candidates(&office.marker, None, "", 1).await;
        assert_eq!(
            code(refusal.expect_err("refused")),
            RefusedCode::Forbidden(Reason::NoRole)
        );
    })
    .await;
}

#[tokio::test]
async fn the_overview_counts_what_is_there() {
    each_database(|store| async move {
        let office = office(&store).await;
        pupils(&store, office.session, UAI, "99999999999", 100, 2).await;
        let overview = office
            .desk
            .office_overview(&operator(), None)
            .await
            .expect("an overview");
        let counts = overview.counts;
        assert_eq!((counts.establishments, counts.imported, counts.registered), (1, 8, 6));
        assert_eq!(
            (counts.unmapped_mefs, counts.without_anonymity, counts.without_jury),
            (1, 0, 0)
        );
        assert_eq!(
            (counts.lots_open, counts.lots_locked, counts.lots_without_marker),
            (2, 0, 1)
        );
        assert_eq!(overview.states[0].state, JuryState::NotStarted);
        let required = domain::builtin_ruleset("BCG24").expect("built in");
        let each = i64::try_from(required.expected(&domain::Context::default()).len()).expect("few");
        assert_eq!(counts.missing, 6 * each);
        office.type_in(&["12", "10", "AB"]).await;
        assert_eq!(office.missing().await, 6 * each - 3, "a code is no missing mark");
    })
    .await;
}

#[tokio::test]
async fn missing_marks_name_the_candidates_and_the_lot() {
    each_database(|store| async move {
        let office = office(&store).await;
        office.type_in(&["12", "10", "AB"]).await;
        let of = MissingOf {
            ruleset: "BCG24".into(),
            jury: Some(office.jury),
        };
        let missing = office
            .desk
            .missing_marks(&operator(), None, Some(of))
            .await
            .expect("a list");
        assert_eq!(missing.groups.len(), 1);
        let by_candidate: usize = missing.candidates.iter().map(|candidate| candidate.slots.len()).sum();
        assert_eq!(i64::try_from(by_candidate).expect("few"), missing.groups[0].missing);
        let phi = |candidate: &&wire::MissingCandidate| {
            candidate.slots.iter().any(|(slot, _)| slot.slot.to_string() == "PHI")
        };
        let without: Vec<_> = missing.candidates.iter().filter(phi).collect();
        assert_eq!(without.len(), 3, "those of the second lot");
        let lots = without.iter().flat_map(|candidate| &candidate.slots);
        let lots: Vec<_> = lots.filter_map(|(_, lot)| *lot).collect();
        assert_eq!(lots, [office.lots[1]; 3]);
    })
    .await;
}

#[tokio::test]
async fn a_lot_is_taken_in_once_locked_and_only_once() {
    each_database(|store| async move {
        let office = office(&store).await;
        let (desk, lot, me) = (&office.desk, office.lots[0], operator());
        let refusal = desk.discharge_lot(&me, lot).await.expect_err("open");
        assert_eq!(code(refusal), RefusedCode::WrongState("lot_not_locked".into()));
        office.type_in(&["12", "10", "AB"]).await;
        let open = desk.lot_sheet(&me, lot).await.expect("a sheet");
        assert!(
            open.copies
                .iter()
                .all(|copy| copy.cells[0].entered && copy.cells[0].entry.is_none())
        );
        office.lock().await;
        let locked = desk.lot_sheet(&me, lot).await.expect("a sheet");
        assert_eq!((locked.sum, locked.lot.codes, locked.lot.entered), (2200, 1, 3));
        assert!(locked.copies.iter().all(|copy| copy.cells[0].entry.is_some()));
        assert_eq!(
            desk.discharge_locked_lots(&me, office.session).await.expect("done"),
            (1, 3)
        );
        assert_eq!(desk.discharge_lot(&me, lot).await.expect("done"), Discharged::Already);
        assert_eq!(
            office.last_act(StreamKey::Lot(lot)).await,
            Act::LotDischarged { marks: 3 }
        );
        let refusal = desk.reopen_lot(&me, lot, "erreur").await.expect_err("discharged");
        assert_eq!(code(refusal), RefusedCode::WrongState("lot_not_locked".into()));
    })
    .await;
}

#[tokio::test]
async fn a_locked_lot_goes_back_to_its_marker_with_a_reason() {
    each_database(|store| async move {
        let office = office(&store).await;
        let (desk, lot, me) = (&office.desk, office.lots[0], operator());
        office.type_in(&["12", "10", "AB"]).await;
        office.lock().await;
        let refusal = desk.reopen_lot(&me, lot, "  ").await.expect_err("no reason");
        assert_eq!(code(refusal), RefusedCode::Invalid);
        desk.reopen_lot(&me, lot, "copie oubliée").await.expect("reopened");
        let act = Act::LotReopened {
            reason: "copie oubliée".into(),
        };
        assert_eq!(office.last_act(StreamKey::Lot(lot)).await, act);
        let lots = desk.follow_lots(&me, None).await.expect("lots").lots;
        let reopened = lots.iter().find(|followed| followed.id == lot).expect("there");
        assert_eq!((reopened.stage, reopened.entered), (LotState::Open, 3));
        office.lock().await;
    })
    .await;
}

#[tokio::test]
async fn juries_move_together_and_those_held_back_are_named() {
    each_database(|store| async move {
        let office = office(&store).await;
        let (desk, me) = (&office.desk, operator());
        let moved = desk
            .move_juries(&me, office.session, JuryState::NotStarted, JuryState::MarkControl)
            .await
            .expect("a report");
        assert_eq!(moved.moved, ["20112"]);
        let followed = desk.follow_juries(&me, None).await.expect("juries");
        let next = followed.juries[0].next.clone().expect("a way on");
        assert_eq!(
            (next.to, next.by, next.mine),
            (JuryState::Deliberating, Mover::Manager, true)
        );
        assert_eq!(next.unmet, [Guard::LotsDischarged, Guard::NoMissingMark]);
        let held = desk
            .move_juries(&me, office.session, JuryState::MarkControl, JuryState::Deliberating)
            .await
            .expect("a report");
        assert!(held.moved.is_empty());
        assert_eq!(held.skipped, [("20112".into(), "guard_lots_discharged".into())]);
        let sheet = desk.jury_sheet(&me, office.jury).await.expect("a sheet");
        assert_eq!(sheet.jury.state, JuryState::MarkControl);
        assert!(matches!(
            sheet.history.last().map(|timed| &timed.event.act),
            Some(Act::JuryMoved { .. })
        ));
    })
    .await;
}

#[tokio::test]
async fn a_head_of_centre_sees_his_juries_and_the_log_of_one_is_the_managers() {
    each_database(|store| async move {
        let office = office(&store).await;
        let desk = &office.desk;
        let scoped = |role, scope| Actor {
            account: Some(AccountId(900)),
            name: "M. Rault".into(),
            grants: vec![Grant { role, scope }],
            must_change_password: false,
        };
        let here = scoped(Role::CentreHead, Scope::Establishment(UAI.parse().expect("a UAI")));
        let elsewhere = scoped(
            Role::CentreHead,
            Scope::Establishment("0250001R".parse().expect("a UAI")),
        );
        let mine = desk.centre_juries(&here, None).await.expect("his").juries;
        assert_eq!(mine.len(), 1);
        assert!(!mine[0].next.as_ref().expect("a way on").mine);
        assert!(
            desk.centre_juries(&elsewhere, None)
                .await
                .expect("none")
                .juries
                .is_empty()
        );
        let manager = scoped(Role::Manager, Scope::Session(office.session));
        let mut log = Vec::new();
        let key = Some(StreamKey::Jury(office.jury));
        assert!(desk.export_log(&manager, key, &mut log).await.expect("exported") > 0);
        let refusal = desk.export_log(&manager, None, &mut log).await.expect_err("too much");
        assert_eq!(code(refusal), RefusedCode::Forbidden(Reason::OutOfScope));
        let refusal = desk.export_log(&here, key, &mut log).await.expect_err("not his");
        assert_eq!(code(refusal), RefusedCode::Forbidden(Reason::NoRole));
    })
    .await;
}
