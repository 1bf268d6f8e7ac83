//! Two lots with their markers, and what a test asks of them.

use crate::common::{desk, operator, pupils, session};
use crate::dice::Dice;
use domain::{AccountId, Act, Actor, ApplicationId, Entry, LotId, Slot, StreamKey};
use service::store::Store;
use service::{CreateAccount, Desk, MakeLots, MapMef};
use wire::{CellAnswer, CellOutcome, CellWrite, Event, LotView, SaveMarks};

const MEF: &str = "20112010110";

/// Two lots of philosophy, each with its marker, and one more marker on the first.
pub struct Marking {
    pub desk: Desk,
    pub lot: LotId,
    pub other_lot: LotId,
    pub marker: Actor,
    pub second: Actor,
    pub stranger: Actor,
    pub copies: Vec<ApplicationId>,
}

async fn marker(desk: &Desk, login: &str, lot: LotId) -> Actor {
    let command = CreateAccount {
        login: login.into(),
        name: format!("Mme {login}"),
        password: "un mot de passe".into(),
        must_change_password: false,
        grants: vec![],
    };
    let account: AccountId = desk.create_account(&operator(), command).await.expect("an account");
    desk.give_lot(&operator(), lot, account).await.expect("given");
    desk.actor(account).await.expect("an actor")
}

pub async fn marking(store: &Store, copies: i64) -> Marking {
    let desk = desk(store);
    let session = session(&desk).await;
    pupils(store, session, "0350059Z", MEF, 1, copies * 2).await;
    let mef = MapMef {
        session,
        mef: MEF.into(),
        ruleset: "BCG24".into(),
        label: String::new(),
    };
    desk.map_mef(&operator(), mef).await.expect("mapped");
    desk.register_applications(&operator(), session)
        .await
        .expect("registered");
    desk.draw_anonymity(&operator(), session).await.expect("drawn");
    let size = usize::try_from(copies).expect("small");
    let lots = MakeLots {
        session,
        ruleset: "BCG24".into(),
        slots: vec![phi()],
        size,
    };
    let made = desk.make_lots(&operator(), lots).await.expect("made").lots;
    let (lot, other_lot) = (made[0], made[1]);
    Marking {
        lot,
        other_lot,
        marker: marker(&desk, "alix", lot).await,
        second: marker(&desk, "blaise", lot).await,
        stranger: marker(&desk, "claude", other_lot).await,
        copies: store
            .lot_copies(lot)
            .await
            .expect("copies")
            .iter()
            .map(|copy| ApplicationId(copy.application_id))
            .collect(),
        desk,
    }
}

pub fn phi() -> Slot {
    "PHI".parse().expect("a slot")
}

pub fn entry(text: &str) -> Option<Entry> {
    (!text.is_empty()).then(|| text.parse().expect("an entry"))
}

pub fn write(op: &str, application: ApplicationId, expected_version: i64, value: &str) -> CellWrite {
    CellWrite {
        op_id: op.into(),
        application,
        slot: phi(),
        expected_version,
        value: entry(value),
    }
}

impl Marking {
    pub async fn save(&self, actor: &Actor, writes: Vec<CellWrite>) -> Vec<CellAnswer> {
        self.desk
            .save_marks(actor, SaveMarks { lot: self.lot, writes })
            .await
            .expect("answers")
    }

    pub async fn one(&self, actor: &Actor, write: CellWrite) -> CellOutcome {
        self.save(actor, vec![write]).await.remove(0).outcome
    }

    pub async fn view(&self) -> LotView {
        self.desk.lot_view(&self.marker, self.lot).await.expect("a view")
    }

    pub async fn acts(&self) -> Vec<Act> {
        self.events().await.into_iter().map(|event| event.act).collect()
    }

    pub async fn events(&self) -> Vec<Event> {
        let events = self
            .desk
            .store
            .events_after(StreamKey::Lot(self.lot), 0, i64::MAX)
            .await
            .expect("a log");
        events
            .iter()
            .map(|event| serde_json::from_str(&event.body).expect("an event"))
            .collect()
    }
}

/// These in another order.
pub fn shuffle<T>(all: &mut [T], dice: &mut Dice) {
    for last in (1..all.len()).rev() {
        all.swap(last, dice.below(last + 1));
    }
}

/// Why a write was refused.
pub fn refusal(outcome: &CellOutcome) -> (&str, &str) {
    match outcome {
        CellOutcome::Refused { code, value } => (code, value),
        other => panic!("not refused: {other:?}"),
    }
}
