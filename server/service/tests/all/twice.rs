//! A lot that is entered twice, for the tests of double entry.

use crate::common::operator;
use crate::marking::{Marking, entry, marking, phi, write};
use domain::{Actor, ApplicationId, Entry, LotId};
use wire::{Choice, Comparison, LockLot, SaveMarks, SettleDifference};

/// A lot entered twice: by its own two markers, and by one who has nothing to do with it.
pub struct Twice {
    pub marking: Marking,
    pub twin: LotId,
    pub other: Actor,
}

pub async fn twice(store: &service::store::Store, copies: i64) -> Twice {
    let marking = marking(store, copies).await;
    let desk = &marking.desk;
    let twin = desk.ask_second_entry(&operator(), marking.lot).await.expect("asked");
    let account = marking.stranger.account.expect("an account");
    desk.give_lot(&operator(), twin, account).await.expect("given");
    let other = desk.actor(account).await.expect("an actor");
    Twice { marking, twin, other }
}

impl Twice {
    /// Enters and locks both, copy by copy.
    pub async fn enter(&self, first: &[&str], second: &[&str]) {
        self.save(self.marking.lot, &self.marking.marker, "a", first, 0).await;
        self.save(self.twin, &self.other, "b", second, 0).await;
        self.lock(self.marking.lot, &self.marking.marker, first).await;
        self.lock(self.twin, &self.other, second).await;
    }

    pub async fn save(&self, lot: LotId, actor: &Actor, op: &str, values: &[&str], version: i64) {
        let writes = self
            .marking
            .copies
            .iter()
            .zip(values)
            .map(|(copy, value)| write(&format!("{op}{copy}"), *copy, version, value))
            .collect();
        let answers = self
            .marking
            .desk
            .save_marks(actor, SaveMarks { lot, writes })
            .await
            .expect("saved");
        assert!(
            answers
                .iter()
                .all(|answer| matches!(answer.outcome, wire::CellOutcome::Saved { .. })),
            "{answers:?}"
        );
    }

    pub async fn lock(&self, lot: LotId, actor: &Actor, values: &[&str]) {
        let entries: Vec<Entry> = values.iter().filter_map(|value| entry(value)).collect();
        let command = LockLot {
            lot,
            copies: i64::try_from(values.len()).expect("small"),
            sum: entries
                .iter()
                .filter_map(|it| it.mark())
                .map(|it| i64::from(it.hundredths()))
                .sum(),
            codes: i64::try_from(entries.iter().filter(|it| it.code().is_some()).count()).expect("small"),
            tens: Vec::new(),
        };
        self.marking.desk.lock_lot(actor, command).await.expect("locked");
    }

    pub async fn compared(&self) -> Comparison {
        self.marking
            .desk
            .compare_entries(&operator(), self.twin)
            .await
            .expect("compared")
    }

    /// The choice at the versions the comparison shows.
    pub async fn choice(&self, op: &str, copy: usize, choice: Choice) -> SettleDifference {
        let comparison = self.compared().await;
        let application = self.marking.copies[copy];
        let seen = comparison
            .differences
            .iter()
            .find(|it| it.application == application)
            .expect("a difference");
        SettleDifference {
            op_id: op.into(),
            lot: self.marking.lot,
            application,
            slot: phi(),
            version: seen.first.version,
            second_version: seen.second.version,
            choice,
        }
    }

    pub async fn settle(&self, op: &str, copy: usize, choice: Choice) {
        let command = self.choice(op, copy, choice).await;
        self.marking
            .desk
            .settle_difference(&operator(), command)
            .await
            .expect("settled");
    }

    pub async fn standing(&self) -> Vec<Option<Entry>> {
        let view = self.marking.view().await;
        view.rows.iter().map(|row| row.cells[0].value).collect()
    }

    /// A choice made by hand: while an entry is open the comparison shows nothing.
    pub async fn choice_while_open(&self) -> SettleDifference {
        let application: ApplicationId = self.marking.copies[1];
        SettleDifference {
            op_id: "open".into(),
            lot: self.twin,
            application,
            slot: phi(),
            version: 3,
            second_version: 1,
            choice: Choice::First,
        }
    }
}

pub fn third(value: &str, reason: &str) -> Choice {
    Choice::Third {
        value: entry(value).expect("a value"),
        reason: reason.into(),
    }
}
