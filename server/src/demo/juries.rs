//! Juries: one waits, one is ready to deliberate, one has done all of it.

use super::exam::Exam;
use super::papers::read;
use super::{Stage, people};
use crate::cli::Failure;
use domain::{Actor, JuryId, JuryState, Role, StreamKey, sufficient_raises};
use service::{Candidates, ComposeJury, PublishResults};
use wire::{ConfirmDecisions, RaiseMark, Seen, SignMinutes, Which};

/// Composes the jury of an exam and seats its members.
pub async fn compose(stage: &Stage, exam: &Exam, seats: &[(&str, Role)]) -> Result<JuryId, Failure> {
    let command = ComposeJury {
        session: stage.session,
        code: exam.jury.into(),
        label: exam.jury_label.into(),
        ruleset: exam.ruleset.into(),
        centre: Some(read(exam.centre)?),
        held_on: Some(read(exam.held_on)?),
        candidates: Candidates::All,
    };
    let jury = stage.desk.compose_jury(&stage.manager, command).await?;
    for (login, role) in seats {
        let account = people::account(&stage.desk, login).await?;
        stage.desk.give_seat(&stage.manager, jury, account, *role).await?;
    }
    Ok(jury)
}

/// Opens mark control, then the deliberation.
pub async fn open(stage: &Stage, jury: JuryId) -> Result<(), Failure> {
    for state in [JuryState::MarkControl, JuryState::Deliberating] {
        stage.desk.move_jury(&stage.manager, jury, state).await?;
    }
    Ok(())
}

/// Deliberates to the end: a raise, every decision, the signature, the lock.
pub async fn deliberate(stage: &Stage, jury: JuryId, president: &Actor) -> Result<(), Failure> {
    let desk = &stage.desk;
    raise_one(stage, jury, president).await?;
    let confirm = |op_id: &str, which| ConfirmDecisions {
        op_id: op_id.into(),
        jury,
        which,
    };
    desk.confirm_decisions(president, confirm("demo-clear", Which::AllClear))
        .await?;
    let rest = records(stage, jury).await?;
    let (ruleset, rest) = (rest.0, rest.1);
    let seen = rest.iter().filter(|record| record.decision.is_none()).map(|record| {
        let outcome = record.outcome(&ruleset);
        Seen {
            application: record.application,
            decision: outcome.decision,
            mention: outcome.mention,
        }
    });
    desk.confirm_decisions(president, confirm("demo-others", Which::Seen(seen.collect())))
        .await?;
    desk.move_jury(president, jury, JuryState::Minutes).await?;
    let (seen_seq, _) = desk.store.head(StreamKey::Jury(jury)).await?.unwrap_or_default();
    desk.sign_minutes(
        president,
        SignMinutes {
            op_id: "demo-signature".into(),
            jury,
            seen_seq,
        },
    )
    .await?;
    desk.move_jury(president, jury, JuryState::Closed).await?;
    let head_of_centre = people::actor(desk, "centre1").await?;
    desk.move_jury(&head_of_centre, jury, JuryState::FinishedInCentre)
        .await?;
    desk.move_jury(&stage.manager, jury, JuryState::Locked).await?;
    Ok(())
}

/// Publishes a jury for yesterday at ten, in Paris.
pub async fn publish(stage: &Stage, jury: JuryId) -> Result<(), Failure> {
    let yesterday = service::Paris::day(stage.desk.clock.now_ms() - 24 * 3_600_000);
    let opens_at_ms = service::Paris::parse_field(&format!("{yesterday}T10:00"))
        .ok_or_else(|| Failure(format!("{yesterday} : pas un jour")))?;
    let command = PublishResults {
        session: stage.session,
        juries: vec![jury],
        opens_at_ms,
    };
    stage.desk.publish_results(&stage.manager, command).await?;
    Ok(())
}

/// The smallest raise that gives somebody the diploma.
async fn raise_one(stage: &Stage, jury: JuryId, president: &Actor) -> Result<(), Failure> {
    let (ruleset, records) = records(stage, jury).await?;
    let found = records.iter().find_map(|record| {
        let raises = sufficient_raises(&ruleset, &record.marks);
        let smallest = raises
            .into_iter()
            .min_by_key(|raise| raise.to.hundredths() - raise.from.hundredths())?;
        let small = smallest.to.hundredths() - smallest.from.hundredths() <= 100;
        (small && smallest.decision == domain::Decision::Admitted && smallest.mention.is_none())
            .then_some((record.application, smallest))
    });
    let Some((application, raise)) = found else {
        return Ok(());
    };
    let command = RaiseMark {
        op_id: "demo-raise".into(),
        jury,
        application,
        slot: raise.slot,
        value: raise.to,
        reason: "Livret scolaire : progrès constants en terminale".into(),
    };
    stage.desk.raise_mark(president, command).await?;
    Ok(())
}

async fn records(
    stage: &Stage,
    jury: JuryId,
) -> Result<(std::sync::Arc<domain::Ruleset>, Vec<service::Record>), Failure> {
    let row = stage
        .desk
        .store
        .jury(jury)
        .await?
        .ok_or_else(|| Failure(format!("pas de jury {jury}")))?;
    let ruleset = stage.desk.ruleset(stage.session, &row.ruleset).await?;
    Ok((ruleset, stage.desk.jury_records(&row).await?))
}
