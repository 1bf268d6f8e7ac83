//! An exam session in a database: candidates, lots, a jury, all made by the verbs.

use crate::common::{PASSWORD, Place, connect, run};
use domain::{AccountId, ApplicationId, Grant, JuryId, LotId, MinutesSigning, Role, SessionId, Slot};
use service::{Candidates, ComposeJury, CreateAccount, CreateSession, Desk, MakeLots, MapMef};

const UAI: &str = "0350059Z";
const MEF: &str = "20112010110";

/// Stands in every field that tells who a candidate is, and nowhere else.
pub const CANARY: &str = "CANARI";

/// What was made.
pub struct Sitting {
    /// The verbs, on the same database.
    pub desk: Desk,
    /// The session.
    pub session: SessionId,
    /// Its lots, of one mark a copy.
    pub lots: Vec<LotId>,
    /// Which mark.
    pub slot: Slot,
}

impl Sitting {
    /// That many candidates of the general baccalauréat, in lots of that size.
    pub async fn new(place: &Place, candidates: usize, per_lot: usize) -> Sitting {
        let desk = place.desk().await;
        let operator = Desk::operator("test");
        let session = CreateSession {
            code: "2026-06".into(),
            label: "Juin 2026".into(),
            academy: "Rennes".into(),
            signing: MinutesSigning::Electronic,
        };
        let session = desk.create_session(&operator, session).await.expect("a session");
        import(place, session, candidates).await;
        let map = MapMef {
            session,
            mef: MEF.into(),
            ruleset: "BCG24".into(),
            label: String::new(),
        };
        desk.map_mef(&operator, map).await.expect("mapped");
        desk.register_applications(&operator, session)
            .await
            .expect("registered");
        desk.draw_anonymity(&operator, session).await.expect("drawn");
        let slot: Slot = "PHI".parse().expect("a slot");
        let lots = MakeLots {
            session,
            ruleset: "BCG24".into(),
            slots: vec![slot],
            size: per_lot,
        };
        let lots = desk.make_lots(&operator, lots).await.expect("made").lots;
        Sitting {
            desk,
            session,
            lots,
            slot,
        }
    }

    /// An account whose password is [`PASSWORD`].
    pub async fn account(&self, login: &str, grants: Vec<Grant>) -> AccountId {
        let command = CreateAccount {
            login: login.into(),
            name: format!("Compte {login}"),
            password: PASSWORD.into(),
            must_change_password: false,
            grants,
        };
        self.desk
            .create_account(&Desk::operator("test"), command)
            .await
            .expect("created")
    }

    /// An account that marks a lot.
    pub async fn marker(&self, login: &str, lot: LotId) -> AccountId {
        let account = self.account(login, vec![]).await;
        self.desk
            .give_lot(&Desk::operator("test"), lot, account)
            .await
            .expect("given");
        account
    }

    /// A jury of all candidates.
    pub async fn jury(&self) -> JuryId {
        let jury = ComposeJury {
            session: self.session,
            code: "00001".into(),
            label: "Jury 1".into(),
            ruleset: "BCG24".into(),
            centre: Some(UAI.parse().expect("a UAI")),
            held_on: None,
            candidates: Candidates::All,
        };
        self.desk
            .compose_jury(&Desk::operator("test"), jury)
            .await
            .expect("composed")
    }

    /// An account with a seat in a jury.
    pub async fn seat(&self, login: &str, jury: JuryId, role: Role) -> AccountId {
        let account = self.account(login, vec![]).await;
        self.desk
            .give_seat(&Desk::operator("test"), jury, account, role)
            .await
            .expect("seated");
        account
    }

    /// The copies of a lot, in the order of the pile, as its marker sees them.
    pub async fn copies(&self, marker: AccountId, lot: LotId) -> Vec<ApplicationId> {
        let actor = self.desk.actor(marker).await.expect("an actor");
        let view = self.desk.lot_view(&actor, lot).await.expect("a lot");
        view.rows.iter().map(|row| row.application).collect()
    }
}

async fn import(place: &Place, session: SessionId, candidates: usize) {
    let db = connect(&place.database).await;
    let establishment = format!(
        "INSERT INTO establishment (uai, name, kind, sector, address, postcode, commune, department, academy, state)
         VALUES ('{UAI}', 'Lycée', 'Lycée', 'public', '', '', '', '035', 'Rennes', 'open')"
    );
    run(&db, &establishment).await;
    let people: Vec<String> = (1..=candidates)
        .map(|n| {
            format!(
                "('026{n:08}', '{CANARY}{n:07}', '{CANARY}NOM{n:05}', '{CANARY}USAGE{n:05}', '{CANARY}PRENOM{n:05}',
                  '1', '2008-03-14', '100', '{CANARY}VILLE', '{CANARY}NOM{n:05}', FALSE, 0, 0)"
            )
        })
        .collect();
    run(
        &db,
        &format!(
            "INSERT INTO candidate (number, national_id, birth_name, usual_name, first_name, sex, birth_date,
                                    birth_country, birth_commune, search, red_list, created_at, updated_at)
             VALUES {}",
            people.join(", ")
        ),
    )
    .await;
    run(
        &db,
        &format!(
            "INSERT INTO application (session_id, candidate_id, uai, division, mef, status, context, presumed_fraud)
             SELECT {session}, id, '{UAI}', 'T1', '{MEF}', 'ST', '{{}}', FALSE FROM candidate"
        ),
    )
    .await;
}
