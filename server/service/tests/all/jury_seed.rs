//! A jury of three candidates of the general baccalauréat, ready to deliberate, and the people around it.

use crate::common::{connect, desk, establishment, operator, pupils, run, session};
use domain::{Actor, ApplicationId, Grant, JuryId, JuryState, Mark, Role, Scope, SessionId, Slot};
use service::store::Store;
use service::{Candidates, ComposeJury, CreateAccount, Desk, MapMef, Result};
use wire::{JuryView, RaiseMark, ReopenDecision, WithdrawRaise};

const UAI: &str = "0350059Z";
const MEF: &str = "20112010110";

/// The public case P49: eight points short of admission, by cell.
pub const P49: &[(&str, i64)] = &[
    ("FRE", 900),
    ("FRO", 1000),
    ("PHI", 800),
    ("GO", 1100),
    ("S1", 900),
    ("S2", 900),
    ("HG.1", 1030),
    ("HG.2", 1040),
    ("LVA.1", 1100),
    ("LVA.2", 1060),
    ("LVB.1", 980),
    ("LVB.2", 950),
    ("ES.1", 1010),
    ("ES.2", 990),
    ("EPS", 1210),
    ("EMC.1", 1100),
    ("EMC.2", 1100),
    ("S3", 1200),
];

/// Everybody and everything.
pub struct Room {
    /// The verbs.
    pub desk: Desk,
    /// The session.
    pub session: SessionId,
    /// The jury, in state 110 unless told otherwise.
    pub jury: JuryId,
    /// The case P49, one far above admission, one far below.
    pub candidates: [ApplicationId; 3],
    /// President.
    pub president: Actor,
    /// Vice-president.
    pub vice: Actor,
    /// Member.
    pub member: Actor,
    /// Projector.
    pub projector: Actor,
    /// Head of the centre.
    pub head: Actor,
    /// Nobody of this jury: the president of another one.
    pub stranger: Actor,
}

/// A jury in state 105, marks in.
pub async fn before(store: &Store) -> Room {
    let desk = desk(store);
    let session = session(&desk).await;
    establishment(store, UAI).await;
    pupils(store, session, UAI, MEF, 1, 3).await;
    let map = MapMef {
        session,
        mef: MEF.into(),
        ruleset: "BCG24".into(),
        label: String::new(),
    };
    desk.map_mef(&operator(), map).await.expect("mapped");
    desk.register_applications(&operator(), session)
        .await
        .expect("registered");
    desk.draw_anonymity(&operator(), session).await.expect("drawn");
    let mut rows = store.registered(session, "BCG24").await.expect("registered");
    rows.sort_by_key(|row| row.id);
    let candidates: [ApplicationId; 3] = rows
        .iter()
        .map(|row| row.key())
        .collect::<Vec<_>>()
        .try_into()
        .expect("three");
    for (application, shift) in candidates.into_iter().zip([0, 500, -500]) {
        for (slot, mark) in P49 {
            set_mark(store, application, slot, mark + shift).await;
        }
    }
    let command = ComposeJury {
        session,
        code: "20112".into(),
        label: "Baccalauréat général".into(),
        ruleset: "BCG24".into(),
        centre: Some(UAI.parse().expect("a UAI")),
        held_on: Some("2026-07-02".parse().expect("a day")),
        candidates: Candidates::All,
    };
    let jury = desk.compose_jury(&operator(), command).await.expect("composed");
    desk.move_jury(&operator(), jury, JuryState::MarkControl)
        .await
        .expect("105");
    let seat = |login: &'static str, role: Role, scope: Scope| {
        let desk = desk.clone();
        async move { account(&desk, login, role, scope).await }
    };
    Room {
        president: seat("president", Role::JuryPresident, Scope::Jury(jury)).await,
        vice: seat("vice", Role::JuryVicePresident, Scope::Jury(jury)).await,
        member: seat("membre", Role::JuryMember, Scope::Jury(jury)).await,
        projector: seat("projection", Role::Projector, Scope::Jury(jury)).await,
        head: seat(
            "centre",
            Role::CentreHead,
            Scope::Establishment(UAI.parse().expect("a UAI")),
        )
        .await,
        stranger: seat("ailleurs", Role::JuryPresident, Scope::Jury(JuryId(999))).await,
        desk,
        session,
        jury,
        candidates,
    }
}

/// A jury that deliberates.
pub async fn open(store: &Store) -> Room {
    let room = before(store).await;
    room.desk
        .move_jury(&operator(), room.jury, JuryState::Deliberating)
        .await
        .expect("110");
    room
}

/// An imported mark, as it stands.
pub async fn set_mark(store: &Store, application: ApplicationId, slot: &str, hundredths: i64) {
    let db = connect(store.url()).await;
    let sql = format!(
        "INSERT INTO mark (application_id, slot, value, version, source, updated_at, updated_by)
         VALUES ({application}, '{slot}', {hundredths}, 1, 'import', 0, 'test')"
    );
    run(&db, &sql).await;
}

async fn account(desk: &Desk, login: &str, role: Role, scope: Scope) -> Actor {
    let command = CreateAccount {
        login: login.into(),
        name: login.into(),
        password: "un mot de passe".into(),
        must_change_password: false,
        grants: vec![Grant { role, scope }],
    };
    let id = desk.create_account(&operator(), command).await.expect("an account");
    desk.actor(id).await.expect("an actor")
}

impl Room {
    /// A raise to ask for.
    pub fn raise(&self, op: &str, application: ApplicationId, slot: &str, to: &str) -> RaiseMark {
        RaiseMark {
            op_id: op.into(),
            jury: self.jury,
            application,
            slot: slot.parse::<Slot>().expect("a slot"),
            value: to.parse::<Mark>().expect("a mark"),
            reason: "Livret scolaire".into(),
        }
    }

    /// What the president sees.
    pub async fn view(&self) -> JuryView {
        self.desk.jury_view(&self.president, self.jury).await.expect("a view")
    }

    /// The president raises a mark.
    pub async fn raised(&self, op: &str, application: ApplicationId, slot: &str, to: &str) {
        let command = self.raise(op, application, slot, to);
        self.desk.raise_mark(&self.president, command).await.expect("raised");
    }

    /// The president takes a raise back.
    pub async fn withdraw(&self, op: &str, application: ApplicationId, slot: &str) -> Result<()> {
        let command = WithdrawRaise {
            op_id: op.into(),
            jury: self.jury,
            application,
            slot: slot.parse::<Slot>().expect("a slot"),
        };
        self.desk.withdraw_raise(&self.president, command).await.map(drop)
    }

    /// The president opens a decision again.
    pub async fn reopen(&self, op: &str, application: ApplicationId) -> Result<()> {
        let command = ReopenDecision {
            op_id: op.into(),
            jury: self.jury,
            application,
        };
        self.desk.reopen_decision(&self.president, command).await.map(drop)
    }
}
