//! Forms that prepare a session.

use super::office::{here, key};
use super::{Fields, done, field, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use domain::{AccountId, Day, JuryId, LotId, MinutesSigning, Role, SessionId, Slot, Uai};
use service::{Candidates, ComposeJury, CreateSession, MakeLots, MapMef, Refusal};

/// `POST /bureau/sessions`.
pub async fn create_session(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let code = field(&fields, "code");
    let command = CreateSession {
        code: code.clone(),
        label: field(&fields, "label"),
        academy: field(&fields, "academy"),
        signing: match field(&fields, "signing").as_str() {
            "paper" => MinutesSigning::Paper,
            _ => MinutesSigning::Electronic,
        },
    };
    match state.desk.create_session(&actor, command).await {
        Ok(id) => {
            let to = format!("{}?session={id}", routes::OFFICE);
            done(&to, "session_created", &[("code", code.trim())])
        }
        Err(refusal) => refused(&state, parts, routes::OFFICE, routes::OFFICE_SESSIONS, fields, refusal).await,
    }
}

/// `POST /bureau/preparation/mef`.
pub async fn map_mef(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_PREPARATION);
    let mef = field(&fields, "mef");
    let mapped = async {
        let command = MapMef {
            session: key(&fields, "session")?,
            mef: mef.clone(),
            ruleset: field(&fields, "ruleset"),
            label: field(&fields, "label"),
        };
        state.desk.map_mef(&actor, command).await
    };
    match mapped.await {
        Ok(_) => done(&back, "mef_mapped", &[("mef", mef.trim())]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_MEF, fields, refusal).await,
    }
}

/// `POST /bureau/preparation/inscrire`.
pub async fn register(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_PREPARATION);
    let registered = async {
        let session: SessionId = key(&fields, "session")?;
        state.desk.register_applications(&actor, session).await
    };
    match registered.await {
        Ok(done_now) => {
            let (n, left) = (done_now.registered.to_string(), done_now.unmapped.to_string());
            done(&back, "pupils_registered", &[("n", &n), ("left", &left)])
        }
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_PREPARATION, fields, refusal).await,
    }
}

/// `POST /bureau/preparation/anonymat`.
pub async fn draw(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_PREPARATION);
    let drawn = async {
        let session: SessionId = key(&fields, "session")?;
        state.desk.draw_anonymity(&actor, session).await
    };
    match drawn.await {
        Ok(n) => done(&back, "anonymity_drawn", &[("n", &n.to_string())]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_PREPARATION, fields, refusal).await,
    }
}

/// `POST /bureau/preparation/lots`.
pub async fn make_lots(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_PREPARATION);
    let made = async {
        let column = field(&fields, "column");
        let (ruleset, slot) = column.split_once(':').unwrap_or_default();
        let slot: Slot = slot.parse().map_err(|_| Refusal::field("slots", "choose_one", ""))?;
        let size = field(&fields, "size");
        let command = MakeLots {
            session: key(&fields, "session")?,
            ruleset: ruleset.into(),
            slots: vec![slot],
            // What is no number is no size the verb takes: it says which it does.
            size: size.trim().parse().unwrap_or(0),
        };
        state.desk.make_lots(&actor, command).await
    };
    match made.await {
        Ok(made) if made.lots.is_empty() => done(&back, "no_lot_made", &[]),
        Ok(made) => {
            let (n, copies) = (made.lots.len().to_string(), made.copies.to_string());
            done(&back, "lots_made", &[("n", &n), ("copies", &copies)])
        }
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_MAKE_LOTS, fields, refusal).await,
    }
}

/// `POST /bureau/preparation/confier`.
pub async fn give_lot(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_PREPARATION);
    let given = async {
        let (lot, account): (LotId, AccountId) = (key(&fields, "lot")?, key(&fields, "account")?);
        state.desk.give_lot(&actor, lot, account).await
    };
    match given.await {
        Ok(()) => done(&back, "lot_given", &[]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_GIVE_LOT, fields, refusal).await,
    }
}

/// `POST /bureau/preparation/jurys`.
pub async fn compose(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_PREPARATION);
    let code = field(&fields, "code");
    let composed = async {
        let school: Option<Uai> = optional(&fields, "school", "uai_shape")?;
        let command = ComposeJury {
            session: key(&fields, "session")?,
            code: code.clone(),
            label: field(&fields, "label"),
            ruleset: field(&fields, "ruleset"),
            centre: optional(&fields, "centre", "uai_shape")?,
            held_on: optional::<Day>(&fields, "held_on", "not_a_day")?,
            candidates: match school {
                Some(school) => Candidates::Of {
                    establishments: vec![school],
                    limit: None,
                },
                None => Candidates::All,
            },
        };
        state.desk.compose_jury(&actor, command).await
    };
    match composed.await {
        Ok(_) => done(&back, "jury_composed", &[("code", code.trim())]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_COMPOSE, fields, refusal).await,
    }
}

/// `POST /bureau/preparation/sieges`.
pub async fn give_seat(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_PREPARATION);
    let given = async {
        let (jury, account): (JuryId, AccountId) = (key(&fields, "jury")?, key(&fields, "account")?);
        let role = Role::from_code(&field(&fields, "role")).ok_or_else(|| Refusal::field("role", "choose_one", ""))?;
        state.desk.give_seat(&actor, jury, account, role).await
    };
    match given.await {
        Ok(()) => done(&back, "seat_given", &[]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_SEAT, fields, refusal).await,
    }
}

/// A field that may stay empty.
pub(super) fn optional<T: std::str::FromStr>(fields: &Fields, name: &str, code: &str) -> Result<Option<T>, Refusal> {
    let text = field(fields, name);
    match text.trim() {
        "" => Ok(None),
        typed => typed
            .to_uppercase()
            .parse()
            .map(Some)
            .map_err(|_| Refusal::field(name, code, typed)),
    }
}
