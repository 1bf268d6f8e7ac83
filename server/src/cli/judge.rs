//! `delos judge`.

use super::{Failure, open::Open};
use clap::Args;
use domain::{Decision, JuryId, Mention, SessionId};
use service::Desk;
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;
use std::time::Instant;
use words::{Lang, law};

/// Judge the candidates of a session as their marks stand, and keep what the law says of each with the hash of its
/// trace. Juries confirm decisions; this changes none.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Judge {
    /// Code of the session.
    session: String,
    /// One jury only, by its key.
    #[arg(long, value_name = "KEY")]
    jury: Option<i64>,
}

const EXAMPLES: &str = "\
Examples:
  delos judge BGT-2026
  delos judge BGT-2026 --jury 12";

impl Judge {
    /// Judges.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let desk = open.desk(&open.config()?).await?;
        let operator = Desk::operator("delos judge");
        let sessions = desk.store.sessions().await?;
        let session = sessions.iter().find(|row| row.code == self.session);
        let session = session.ok_or_else(|| Failure(format!("il n'y a pas de session « {} »", self.session)))?;
        let start = Instant::now();
        let shown = stderr().is_terminal();
        let judged = match self.jury {
            Some(jury) => desk.judge_jury(&operator, JuryId(jury)).await?,
            None => {
                let progress = |done| {
                    if shown {
                        // A terminal that is gone stops no judgement.
                        let _ = write!(stderr(), "\r{done} candidats");
                    }
                };
                desk.judge_session(&operator, SessionId(session.id), progress).await?
            }
        };
        if shown {
            eprintln!();
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{} candidats jugés en {seconds:.1} s, {} changés",
            judged.candidates, judged.changed
        );
        for ((decision, mention), count) in &judged.counts {
            let decision = Decision::from_name(decision).map_or(decision.as_str(), |it| law::decision(Lang::Fr, it));
            let mention = mention.as_deref().and_then(Mention::from_name);
            let mention = mention.map_or_else(String::new, |it| format!(", {}", law::mention(Lang::Fr, it)));
            println!("  {decision}{mention} : {count}");
        }
        for application in &judged.unreadable {
            println!("  illisible, passée : candidature {application}");
        }
        Ok(ExitCode::from(u8::from(!judged.unreadable.is_empty())))
    }
}
