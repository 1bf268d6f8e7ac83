//! Both entries of a lot side by side: what differs, and nothing else.

use crate::office::{anonymity_of, session_ref, slot_of, slot_ref};
use crate::{Desk, Paris, Refusal, Result};
use domain::{Action, Actor, ApplicationId, LotId, Object, Ruleset, SessionId};
use store::DifferenceRow;
use wire::{Comparison, Difference, HandEntry, Settlement};

impl Desk {
    /// The comparison of a lot in double entry, asked by either of its lots. What was typed while an entry is open stays
    /// with its marker: until both are final nothing is compared.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` when the lot is not entered twice.
    pub async fn compare_entries(&self, actor: &Actor, lot: LotId) -> Result<Comparison> {
        let session = self.store.session_of_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        self.check(actor, Action::DischargeLot, &Object::lot(session, lot))?;
        let pair = self.store.reading().pair(lot).await?.ok_or_else(Refusal::not_found)?;
        let about = self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let mut comparison = Comparison {
            session: session_ref(&about),
            first: self.followed(session, pair.first).await?,
            second: self.followed(session, pair.second).await?,
            differences: Vec::new(),
        };
        if comparison.ready() {
            let ruleset = self.ruleset(session, &comparison.first.ruleset).await.ok();
            let now = self.clock.now_ms();
            let rows = self.store.reading().differences(pair).await?;
            let differences = rows.iter().map(|row| difference(row, ruleset.as_deref(), now));
            comparison.differences = differences.collect::<Result<_>>()?;
        }
        Ok(comparison)
    }

    async fn followed(&self, session: SessionId, lot: LotId) -> Result<wire::FollowedLot> {
        let row = self.store.followed_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let named = self.lots_with_names(session, vec![row]).await?;
        named.into_iter().next().ok_or_else(Refusal::not_found)
    }
}

fn difference(row: &DifferenceRow, ruleset: Option<&Ruleset>, now: i64) -> Result<Difference> {
    let settled = match (&row.choice, row.settled_at) {
        (Some(_), Some(at)) => Some(Settlement {
            value: row.standing()?,
            reason: row.reason.clone().unwrap_or_default(),
            author: row.settled_by.clone().unwrap_or_default(),
            at: Paris::moment(at, now),
        }),
        _ => None,
    };
    // What stands was written by whoever settled it, unless the first entry was kept.
    let own = settled.is_none() || row.choice.as_deref() == Some("first");
    let moment = |at: Option<i64>| at.map(|at| Paris::moment(at, now));
    Ok(Difference {
        application: ApplicationId(row.application_id),
        rank: row.rank,
        anonymity: anonymity_of(row.anonymity.as_deref())?,
        slot: slot_ref(ruleset, slot_of(&row.slot)?),
        first: HandEntry {
            value: row.first()?,
            version: row.version,
            author: row.updated_by.clone().filter(|_| own),
            at: moment(row.updated_at).filter(|_| own),
        },
        second: HandEntry {
            value: row.second()?,
            version: row.second_version,
            author: row.second_by.clone(),
            at: moment(row.second_at),
        },
        settled,
    })
}
