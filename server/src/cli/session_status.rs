//! Where the preparation of a session stands, at a shell.

use super::Failure;
use domain::SessionId;
use service::Desk;

/// Prints it.
pub async fn status(desk: &Desk, session: SessionId) -> Result<(), Failure> {
    let stands = desk.preparation(&Desk::operator("delos session"), session).await?;
    println!(
        "session {} ({}), académie de {}",
        stands.session.code, stands.session.label, stands.session.academy
    );
    println!(
        "{} candidats inscrits, {} numéros d'anonymat",
        stands.registered, stands.numbered
    );
    for line in &stands.mefs {
        let exam = line.ruleset.as_deref().unwrap_or("non rattaché");
        println!(
            "MEF {:<11}  {exam:<12} {:>6} élèves, {} inscrits",
            line.mef, line.pupils, line.registered
        );
    }
    for lot in &stands.lots {
        let cells = lot.copies * lot.columns;
        println!(
            "lot {:<5} {:<10} {:>4}/{cells:<4} {} ({})",
            lot.id, lot.state, lot.filled, lot.label, lot.ruleset
        );
    }
    for jury in &stands.juries {
        println!(
            "jury {} {} {:>4} candidats  {} ({})",
            jury.code, jury.state, jury.candidates, jury.label, jury.ruleset
        );
    }
    Ok(())
}
