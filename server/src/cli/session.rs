//! `delos session`: preparing a session from a shell, with the verbs of the screen.

use super::lookup::{find_account, find_candidate, find_jury, find_session, parse_day, parse_slot, parse_uai};
use super::session_status::status;
use super::{Failure, open::Open};
use crate::flaws::worded;
use clap::{Args, Subcommand, ValueEnum};
use domain::{ApplicationContext, Day, Flag, LotId, MinutesSigning, Role, SessionId, Slot};
use service::{Candidates, ComposeJury, CreateSession, Desk, MakeLots, MapMef, SetFlag};
use std::process::ExitCode;
use words::{Lang, law};

/// Prepare a session, step by step.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Session {
    /// Session to work on, by its code (default: the newest).
    #[arg(long, global = true, value_name = "CODE")]
    session: Option<String>,

    #[command(subcommand)]
    step: Step,
}

const EXAMPLES: &str = "\
The steps, in order (each may be run again: it does what is still to do):
  delos session create 2026-06 --label 'Juin 2026' --academy Rennes
  delos import places annuaire.csv && delos import siecle eleves.xml
  delos session map-mef 20112010110 BCG24        which exam the pupils of a MEF sit
  delos session register                          pupils become candidates
  delos session anonymity                         draw the anonymity numbers
  delos session lots BCG24 PHI --size 40          deal the copies of an épreuve into lots
  delos session give-lot 3 correcteur1            give a lot to a marker
  delos session jury 20112 --label 'Jury 1' --ruleset BCG24 --centre 0350024L --date 2026-07-02
  delos session seat 20112 president1 jury_president
  delos session flag 02600000012 red-list --reason 'Demande écrite du 12 mai'
  delos session status";

#[derive(Subcommand)]
enum Step {
    /// Create a session.
    Create {
        /// Year and month, such as 2026-06.
        code: String,
        /// Label people read.
        #[arg(long)]
        label: String,
        /// Name of the académie.
        #[arg(long)]
        academy: String,
        /// Minutes are printed and signed by hand.
        #[arg(long)]
        paper_minutes: bool,
    },
    /// Say which exam the pupils of a MEF sit.
    MapMef {
        /// MEF as schools export it: 10 or 11 letters and digits.
        mef: String,
        /// Code of the ruleset, such as BCG24.
        ruleset: String,
        /// Label people read (default: the ruleset's).
        #[arg(long, default_value = "")]
        label: String,
    },
    /// Register the imported pupils whose MEF is mapped.
    Register,
    /// Draw an anonymity number for every candidate who has none.
    Anonymity,
    /// Deal the copies of an épreuve into lots, by anonymity number.
    Lots {
        /// Code of the ruleset.
        ruleset: String,
        /// Columns of the lots: PHI, or S1.W S1.P for parts marked together.
        #[arg(required = true, value_parser = parse_slot)]
        slots: Vec<Slot>,
        /// Most copies of a lot.
        #[arg(long, default_value_t = 40)]
        size: usize,
    },
    /// Give a lot to a marker; several may work on it.
    GiveLot {
        /// Number of the lot, as told by status.
        lot: LotId,
        /// Login of the marker.
        login: String,
    },
    /// Compose a jury of candidates who are in none yet.
    Jury(Jury),
    /// Give somebody a seat in a jury.
    Seat {
        /// Code of the jury.
        jury: String,
        /// Login.
        login: String,
        /// jury_president, jury_vice_president, jury_member or projector.
        #[arg(value_parser = super::admin::parse_role)]
        role: Role,
    },
    /// Set or take away a flag of a candidate.
    Flag {
        /// Candidate number.
        candidate: String,
        /// Which flag.
        flag: FlagName,
        /// Why; kept in the log.
        #[arg(long)]
        reason: String,
        /// Take it away.
        #[arg(long)]
        undo: bool,
    },
    /// Set regime, specialities, options and facultative marks of a candidate.
    Context {
        /// Candidate number.
        candidate: String,
        /// JSON: {"regime":"D334-14","specialities":{"S1":"PC"},"options":[{"label":"Latin","mark":"14","coef":"4"}]}
        context: String,
    },
    /// Tell where the session stands, in counts.
    Status,
}

/// Compose a jury.
#[derive(Args)]
struct Jury {
    /// Five digits.
    code: String,
    /// Label people read.
    #[arg(long)]
    label: String,
    /// Code of the ruleset.
    #[arg(long)]
    ruleset: String,
    /// UAI of the deliberation centre.
    #[arg(long)]
    centre: Option<String>,
    /// Day of the deliberation, 2026-07-02.
    #[arg(long, value_parser = parse_day)]
    date: Option<Day>,
    /// Take candidates of this establishment only; repeat for several.
    #[arg(long, value_name = "UAI")]
    from: Vec<String>,
    /// Take that many candidates at most.
    #[arg(long)]
    limit: Option<usize>,
}

#[derive(Clone, Copy, ValueEnum)]
enum FlagName {
    /// In no public list.
    RedList,
    /// Results withheld.
    PresumedFraud,
}

impl Session {
    /// Does the step.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let desk = open.desk(&open.config()?).await?;
        let operator = Desk::operator("delos session");
        if let Step::Create {
            code,
            label,
            academy,
            paper_minutes,
        } = self.step
        {
            let signing = if paper_minutes {
                MinutesSigning::Paper
            } else {
                MinutesSigning::Electronic
            };
            let id = desk
                .create_session(
                    &operator,
                    CreateSession {
                        code,
                        label,
                        academy,
                        signing,
                    },
                )
                .await?;
            println!("session {id} créée");
            desk.store.close().await;
            return Ok(ExitCode::SUCCESS);
        }
        let session = find_session(&desk, self.session.as_deref()).await?;
        match self.step {
            Step::Create { .. } => {}
            Step::MapMef { mef, ruleset, label } => {
                let changed = desk
                    .map_mef(
                        &operator,
                        MapMef {
                            session,
                            mef,
                            ruleset,
                            label,
                        },
                    )
                    .await?;
                println!("{}", if changed { "MEF rattaché" } else { "rien à changer" });
            }
            Step::Register => {
                let done = desk.register_applications(&operator, session).await?;
                println!(
                    "{} candidats inscrits, {} dont le MEF n'est pas rattaché",
                    done.registered, done.unmapped
                );
            }
            Step::Anonymity => {
                println!(
                    "{} numéros d'anonymat tirés",
                    desk.draw_anonymity(&operator, session).await?
                );
            }
            Step::Lots { ruleset, slots, size } => {
                let made = desk
                    .make_lots(
                        &operator,
                        MakeLots {
                            session,
                            ruleset,
                            slots,
                            size,
                        },
                    )
                    .await?;
                println!(
                    "{} copies dans {} lots : {}",
                    made.copies,
                    made.lots.len(),
                    list(&made.lots)
                );
            }
            Step::GiveLot { lot, login } => {
                desk.give_lot(&operator, lot, find_account(&desk, &login).await?)
                    .await?;
                println!("lot {lot} confié à {login}");
            }
            Step::Jury(jury) => {
                let id = desk.compose_jury(&operator, jury.command(session)?).await?;
                println!("jury {id} composé");
            }
            Step::Seat { jury, login, role } => {
                let account = find_account(&desk, &login).await?;
                desk.give_seat(&operator, find_jury(&desk, session, &jury).await?, account, role)
                    .await?;
                println!("{login} siège au jury {jury}");
            }
            Step::Flag {
                candidate,
                flag,
                reason,
                undo,
            } => {
                let row = find_candidate(&desk, session, &candidate).await?;
                let flag = match flag {
                    FlagName::RedList => Flag::RedList,
                    FlagName::PresumedFraud => Flag::PresumedFraud,
                };
                let command = SetFlag {
                    application: row.key(),
                    flag,
                    set: !undo,
                    reason,
                };
                println!(
                    "{}",
                    if desk.set_flag(&operator, command).await? {
                        "fait"
                    } else {
                        "rien à changer"
                    }
                );
            }
            Step::Context { candidate, context } => {
                let context: ApplicationContext =
                    serde_json::from_str(&context).map_err(|error| Failure(format!("contexte illisible : {error}")))?;
                let row = find_candidate(&desk, session, &candidate).await?;
                let changed = desk.set_context(&operator, row.key(), context).await;
                let changed = match (changed, &row.ruleset) {
                    (Err(refusal), Some(code)) => {
                        let ruleset = desk.ruleset(session, code).await?;
                        return Err(worded(refusal, |flaw| law::flaw(Lang::Fr, &ruleset, flaw)).into());
                    }
                    (changed, _) => changed?,
                };
                println!("{}", if changed { "fait" } else { "rien à changer" });
            }
            Step::Status => status(&desk, session).await?,
        }
        desk.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

impl Jury {
    fn command(self, session: SessionId) -> Result<ComposeJury, Failure> {
        let centre = self.centre.as_deref().map(parse_uai).transpose()?;
        let establishments = self
            .from
            .iter()
            .map(|uai| parse_uai(uai))
            .collect::<Result<Vec<_>, _>>()?;
        let candidates = match (establishments.is_empty(), self.limit) {
            (true, None) => Candidates::All,
            (_, limit) => Candidates::Of { establishments, limit },
        };
        let Jury {
            code,
            label,
            ruleset,
            date: held_on,
            ..
        } = self;
        Ok(ComposeJury {
            session,
            code,
            label,
            ruleset,
            centre,
            held_on,
            candidates,
        })
    }
}

fn list(lots: &[LotId]) -> String {
    lots.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
