//! `delos admin`.

use super::{Failure, open::Open};
use clap::{Args, Subcommand};
use domain::{Grant, Role, Scope};
use service::{CreateAccount, Desk};
use std::io::Read;
use std::process::ExitCode;

/// Manage accounts. Passwords are read from standard input.
#[derive(Subcommand)]
pub enum Admin {
    /// Create an account; it must change its password at the first log-in.
    CreateUser(CreateUser),
    /// Give an account a new first password.
    ResetPassword {
        /// Login.
        login: String,
    },
    /// Close an account; its sessions end at once.
    Disable {
        /// Login.
        login: String,
        /// Open it again.
        #[arg(long)]
        undo: bool,
    },
}

/// Create an account.
#[derive(Args)]
pub struct CreateUser {
    /// Login: letters without accent, digits, dots, hyphens.
    login: String,
    /// Name shown to colleagues.
    #[arg(long)]
    name: String,
    /// Role (administrator, manager, centre_head, marker, jury_president, …); repeat with --scope in the same order.
    #[arg(long, value_parser = parse_role)]
    role: Vec<Role>,
    /// Scope of the role: everything (default), session:ID, establishment:UAI, lot:ID, jury:ID.
    #[arg(long, value_parser = parse_scope)]
    scope: Vec<Scope>,
}

pub fn parse_role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| format!("profils possibles : {}", Role::ALL.map(Role::code).join(", ")))
}

pub fn parse_scope(text: &str) -> Result<Scope, String> {
    text.parse()
        .map_err(|()| "everything, session:1, establishment:0350001A, lot:1, jury:1".to_string())
}

impl Admin {
    /// Does it.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let config = open.config()?;
        let desk = open.desk(&config).await?;
        let operator = Desk::operator("delos admin");
        match self {
            Admin::CreateUser(command) => {
                let scopes = command.scope.into_iter().map(Some).chain(std::iter::repeat(None));
                let grants = command
                    .role
                    .into_iter()
                    .zip(scopes)
                    .map(|(role, scope)| Grant {
                        role,
                        scope: scope.unwrap_or(Scope::Everything),
                    })
                    .collect();
                let account = CreateAccount {
                    login: command.login,
                    name: command.name,
                    password: password()?,
                    must_change_password: true,
                    grants,
                };
                let id = desk.create_account(&operator, account).await?;
                println!("compte {id} créé");
            }
            Admin::ResetPassword { login } => {
                desk.reset_password(&operator, &login, &password()?).await?;
                println!("mot de passe de {login} remplacé ; il devra être changé à la prochaine connexion");
            }
            Admin::Disable { login, undo } => {
                desk.disable_account(&operator, &login, !undo).await?;
                println!("compte {login} {}", if undo { "rouvert" } else { "fermé" });
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// One line of standard input: a password on the command line would stand in the shell's history.
fn password() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text)?;
    let line = text.lines().next().unwrap_or_default().to_string();
    if line.is_empty() {
        return Err(Failure("donnez le mot de passe sur l'entrée standard".into()));
    }
    Ok(line)
}
