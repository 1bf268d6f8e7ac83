//! Who may do what: one function, one table.

use crate::actor::Role as R;
use crate::{Actor, CandidateId, JuryId, LotId, Role, Scope, SessionId, Uai};
use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal: $who:expr,)*) => {
        /// Something that can be asked.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Action { $($(#[$doc])* $name,)* }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$name,)*];

            /// Stable name in the table.
            pub const fn code(self) -> &'static str {
                match self { $(Action::$name => $code,)* }
            }

            /// Who may.
            pub const fn who(self) -> Who {
                match self { $(Action::$name => $who,)* }
            }
        }
    };
}

/// Whom an action is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody, logged in or not.
    Anybody,
    /// Every account, even one that must change its password.
    AnyAccount,
    /// These roles, on a scope that covers the object.
    Roles(&'static [Role]),
}

use Who::{AnyAccount, Anybody, Roles};

const JURY: &[Role] = &[R::JuryPresident, R::JuryVicePresident, R::JuryMember, R::Projector];
const CHAIR: &[Role] = &[R::JuryPresident, R::JuryVicePresident];

actions! {
    /// See the public pages: home, log-in, results, health.
    SeePublicPages = "see_public_pages": Anybody,
    /// Log in, choose a language or a theme.
    LogIn = "log_in": Anybody,
    /// Log out, change one's password, see one's own home.
    KeepOwnAccount = "keep_own_account": AnyAccount,
    /// Create, disable accounts, reset passwords.
    ManageAccounts = "manage_accounts": Roles(&[R::Administrator]),
    /// See the state of a session: counts, lots, juries.
    FollowSession = "follow_session": Roles(&[R::Manager]),
    /// Session, table of MEF, registration, anonymity, lots, juries, flags.
    PrepareSession = "prepare_session": Roles(&[R::Manager]),
    /// Import places, pupils, marks; see the reports.
    ImportFiles = "import_files": Roles(&[R::Manager]),
    /// See named candidates and their marks.
    SeeCandidates = "see_candidates": Roles(&[R::Manager]),
    /// Take the marks of a locked lot into the records (décharge); reopen a lot.
    DischargeLot = "discharge_lot": Roles(&[R::Manager]),
    /// Open and read a lot by anonymity number.
    ReadLot = "read_lot": Roles(&[R::Marker]),
    /// Enter marks in a lot.
    EnterMarks = "enter_marks": Roles(&[R::Marker]),
    /// Declare a lot final (verrouillage).
    LockLot = "lock_lot": Roles(&[R::Marker]),
    /// Open mark control and deliberation, lock a jury.
    ConductJury = "conduct_jury": Roles(&[R::Manager]),
    /// Follow a live deliberation.
    FollowJury = "follow_jury": Roles(JURY),
    /// Propose a change to the president.
    ProposeChange = "propose_change": Roles(&[R::JuryPresident, R::JuryVicePresident, R::JuryMember]),
    /// Raise marks, answer proposals, confirm decisions, point the projector, end the deliberation.
    ChairJury = "chair_jury": Roles(CHAIR),
    /// Sign the minutes and close.
    SignMinutes = "sign_minutes": Roles(CHAIR),
    /// Declare group 1 finished in the centre (130 to 140).
    FinishInCentre = "finish_in_centre": Roles(&[R::CentreHead, R::Manager]),
    /// See the posting lists of a centre's juries once closed.
    SeePostingList = "see_posting_list": Roles(&[R::CentreHead, R::Manager]),
    /// Publish locked juries at an hour.
    PublishResults = "publish_results": Roles(&[R::Manager]),
    /// Export the log for verification.
    ExportLog = "export_log": Roles(&[R::Manager, R::Administrator]),
}

/// What an action is done to, with all that contains it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Object {
    /// The session that contains it.
    pub session: Option<SessionId>,
    /// The establishment or centre that holds it.
    pub establishment: Option<Uai>,
    /// The lot.
    pub lot: Option<LotId>,
    /// The jury.
    pub jury: Option<JuryId>,
    /// The person.
    pub candidate: Option<CandidateId>,
}

impl Object {
    /// The installation itself, or a public page.
    pub const NONE: Object = Object {
        session: None,
        establishment: None,
        lot: None,
        jury: None,
        candidate: None,
    };

    /// A session.
    pub fn session(session: SessionId) -> Object {
        Object {
            session: Some(session),
            ..Object::NONE
        }
    }

    /// A lot of a session.
    pub fn lot(session: SessionId, lot: LotId) -> Object {
        Object {
            session: Some(session),
            lot: Some(lot),
            ..Object::NONE
        }
    }

    /// A jury of a session, held in a centre.
    pub fn jury(session: SessionId, jury: JuryId, centre: Option<Uai>) -> Object {
        Object {
            session: Some(session),
            jury: Some(jury),
            establishment: centre,
            ..Object::NONE
        }
    }
}

/// Answer of [`may`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes, in this role (`None` where no role is needed).
    Allowed(Option<Role>),
    /// No.
    Refused(Reason),
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nobody is logged in.
    NotLoggedIn,
    /// The password must be changed first.
    MustChangePassword,
    /// None of the actor's roles allows it.
    NoRole,
    /// A role allows it, on another session, lot, jury or establishment.
    OutOfScope,
}

/// May this actor do this to that? A role held twice is looked up in each scope.
pub fn may(actor: &Actor, action: Action, object: &Object) -> Verdict {
    let roles = match action.who() {
        Anybody => return Verdict::Allowed(None),
        AnyAccount if actor.account.is_some() => return Verdict::Allowed(None),
        AnyAccount => return Verdict::Refused(Reason::NotLoggedIn),
        Roles(roles) => roles,
    };
    if actor.account.is_none() {
        return Verdict::Refused(Reason::NotLoggedIn);
    }
    if actor.must_change_password {
        return Verdict::Refused(Reason::MustChangePassword);
    }
    let mut fitting = actor
        .grants
        .iter()
        .filter(|grant| roles.contains(&grant.role))
        .peekable();
    if fitting.peek().is_none() {
        return Verdict::Refused(Reason::NoRole);
    }
    // The chair's role comes first in the table, so a president who is also listed as member acts as president.
    fitting
        .filter(|grant| covers(&grant.scope, object))
        .map(|grant| grant.role)
        .min()
        .map_or(Verdict::Refused(Reason::OutOfScope), |role| {
            Verdict::Allowed(Some(role))
        })
}

fn covers(scope: &Scope, object: &Object) -> bool {
    match scope {
        Scope::Everything => true,
        Scope::Session(id) => object.session == Some(*id),
        Scope::Establishment(uai) => object.establishment.as_ref() == Some(uai),
        Scope::Lot(id) => object.lot == Some(*id),
        Scope::Jury(id) => object.jury == Some(*id),
        Scope::Candidate(id) => object.candidate == Some(*id),
    }
}

/// The role × action table as text: the snapshot a change of rights shows up in.
pub fn table() -> String {
    let mut out = String::from("action");
    for role in Role::ALL {
        out.push_str(" | ");
        out.push_str(role.code());
    }
    out.push('\n');
    for action in Action::ALL {
        out.push_str(action.code());
        for role in Role::ALL {
            out.push_str(match action.who() {
                Anybody | AnyAccount => " | yes",
                Roles(roles) if roles.contains(&role) => " | yes",
                Roles(_) => " | -",
            });
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountId, Grant};

    fn holding(role: Role, scope: Scope) -> Actor {
        Actor {
            account: Some(AccountId(1)),
            name: "A".into(),
            grants: vec![Grant { role, scope }],
            must_change_password: false,
        }
    }

    #[test]
    fn the_table_is_the_one_checked_in() {
        insta::assert_snapshot!(table());
    }

    #[test]
    fn a_visitor_sees_only_public_pages() {
        for action in Action::ALL {
            let allowed = matches!(may(&Actor::visitor(), *action, &Object::NONE), Verdict::Allowed(_));
            assert_eq!(allowed, action.who() == Who::Anybody, "{action:?}");
        }
    }

    #[test]
    fn a_marker_enters_his_lot_and_no_other() {
        let marker = holding(Role::Marker, Scope::Lot(LotId(3)));
        let lot = |id| Object::lot(SessionId(1), LotId(id));
        assert_eq!(
            may(&marker, Action::EnterMarks, &lot(3)),
            Verdict::Allowed(Some(Role::Marker))
        );
        assert_eq!(
            may(&marker, Action::EnterMarks, &lot(4)),
            Verdict::Refused(Reason::OutOfScope)
        );
        assert_eq!(
            may(&marker, Action::DischargeLot, &lot(3)),
            Verdict::Refused(Reason::NoRole)
        );
    }

    #[test]
    fn a_known_password_opens_nothing_but_its_change() {
        let fresh = Actor {
            must_change_password: true,
            ..holding(Role::Manager, Scope::Everything)
        };
        assert_eq!(
            may(&fresh, Action::FollowSession, &Object::NONE),
            Verdict::Refused(Reason::MustChangePassword)
        );
        assert_eq!(
            may(&fresh, Action::KeepOwnAccount, &Object::NONE),
            Verdict::Allowed(None)
        );
    }
}
