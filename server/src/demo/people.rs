//! The accounts of the demonstration.

use super::Stage;
use crate::cli::Failure;
use domain::{AccountId, Actor, Grant, Role, Scope};
use service::{CreateAccount, Desk};

/// The one password of the demonstration.
pub const PASSWORD: &str = "olivier-mer-2026";

/// An account: login, name, what to see with it.
pub struct Person {
    /// Login.
    pub login: &'static str,
    /// Name shown.
    pub name: &'static str,
    /// What to see with it.
    pub see: &'static str,
}

/// Everybody, in the order one may try them.
pub const PEOPLE: [Person; 11] = [
    person(
        "dec1",
        "Anne Le Bihan",
        "gestionnaire : la session, les lots, les jurys, la publication",
    ),
    person(
        "correcteur1",
        "Yann Quéméner",
        "correcteur : un lot de français à finir",
    ),
    person(
        "correcteur2",
        "Fatou Sarr",
        "correctrice du même lot : ouvrez-le à deux",
    ),
    person(
        "correcteur3",
        "Paul Berthou",
        "correcteur : des lots verrouillés et déchargés",
    ),
    person(
        "president1",
        "Claire Morvan",
        "présidente : le jury 20112 attend sa délibération",
    ),
    person("vicepresident1", "Marc Guillou", "vice-président du jury 20112"),
    person("membre1", "Nora Benali", "membre du jury 20112 : suit et propose"),
    person("membre2", "Hervé Salou", "membre du jury 20112"),
    person(
        "projection1",
        "Salle de délibération",
        "poste de projection du jury 20112",
    ),
    person(
        "centre1",
        "Isabelle Rault",
        "cheffe du centre de délibération du jury 31202",
    ),
    person(
        "admin1",
        "Bruno Kerdoncuff",
        "administrateur : les comptes, aucune note",
    ),
];

const fn person(login: &'static str, name: &'static str, see: &'static str) -> Person {
    Person { login, name, see }
}

/// Creates the accounts; lots and seats are given later, by those who make them.
pub async fn create(stage: &Stage) -> Result<(), Failure> {
    let operator = Desk::operator("delos demo");
    for person in &PEOPLE {
        let grants = match person.login {
            "dec1" => vec![Grant {
                role: Role::Manager,
                scope: Scope::Session(stage.session),
            }],
            "admin1" => vec![Grant {
                role: Role::Administrator,
                scope: Scope::Everything,
            }],
            "centre1" => {
                let centre = super::papers::read("0350059Z")?;
                vec![Grant {
                    role: Role::CentreHead,
                    scope: Scope::Establishment(centre),
                }]
            }
            _ => vec![],
        };
        let account = CreateAccount {
            login: person.login.into(),
            name: person.name.into(),
            password: PASSWORD.into(),
            must_change_password: false,
            grants,
        };
        stage.desk.create_account(&operator, account).await?;
    }
    Ok(())
}

/// The account of a login.
pub async fn account(desk: &Desk, login: &str) -> Result<AccountId, Failure> {
    let row = desk.store.account_by_login(login).await?;
    row.map(|row| AccountId(row.id))
        .ok_or_else(|| Failure(format!("pas de compte {login}")))
}

/// Somebody, with all he was granted so far.
pub async fn actor(desk: &Desk, login: &str) -> Result<Actor, Failure> {
    Ok(desk.actor(account(desk, login).await?).await?)
}
