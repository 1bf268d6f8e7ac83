//! Somebody who types marks: the sheet and the queue of the browser, without a browser around them.

use crate::common::Browser;
use crate::dice::Dice;
use app::grid::outbox::{Outbox, TroubleKind};
use app::grid::sending::{ANSWER_MS, BATCH, pause_ms};
use app::grid::sheet::Sheet;
use domain::{Actor, ApplicationId, Entry, LotId, StreamKey};
use service::Desk;
use std::collections::{BTreeSet, HashMap};
use std::time::Duration;
use wire::{CellAnswer, CellWrite, LotView, SaveMarks};

const VALUES: [&str; 8] = ["0", "7", "8", "12", "15", "20", "ab", ""];
/// The patience of the browser as it is here, milliseconds; its pauses are scaled alike.
const SCALED_MS: u32 = 300;

/// A marker at a screen.
pub struct Marker {
    desk: Desk,
    actor: Actor,
    /// His lot.
    pub lot: LotId,
    browser: Browser,
    dice: Dice,
    /// Somebody else writes in this lot too.
    pub shares: bool,
    sheet: Sheet,
    /// The queue as the browser keeps it on the computer.
    kept: String,
    failures: u32,
    /// Keys that ended a cell, in all.
    pub keystrokes: usize,
    /// What was typed in each cell, in order.
    pub typed: HashMap<ApplicationId, Vec<Option<Entry>>>,
    /// What left, by the name of its operation.
    pub left: HashMap<String, CellWrite>,
    /// Operations typed in cells at rest: each must leave.
    owed: BTreeSet<String>,
    /// Instants at rest at which the sheet was held against the database.
    pub quiet: usize,
    /// Conflicts he was told of.
    pub told: usize,
}

impl Marker {
    /// How long an answer is waited for.
    pub const PATIENCE: Duration = Duration::from_millis(SCALED_MS as u64);

    /// Somebody before his lot.
    pub async fn new(desk: &Desk, actor: Actor, lot: LotId, browser: Browser, dice: Dice, shares: bool) -> Marker {
        let view = desk.lot_view(&actor, lot).await.expect("a lot");
        Marker {
            desk: desk.clone(),
            actor,
            lot,
            browser,
            dice,
            shares,
            sheet: Sheet::new(view),
            kept: String::new(),
            failures: 0,
            keystrokes: 0,
            typed: HashMap::new(),
            left: HashMap::new(),
            owed: BTreeSet::new(),
            quiet: 0,
            told: 0,
        }
    }

    /// Some typing and one request.
    pub async fn work(&mut self) {
        for _ in 0..self.dice.below(4) {
            self.type_somewhere();
        }
        self.send().await;
        if self.dice.below(15) == 0 {
            self.reload().await;
        }
        if self.sheet.outbox.is_empty() {
            self.compare().await;
        }
    }

    /// Sends until the server has everything.
    pub async fn finish(&mut self) {
        while self.sheet.unsettled() {
            self.send().await;
        }
        let lost: Vec<_> = self.owed.iter().filter(|op| !self.left.contains_key(*op)).collect();
        assert!(lost.is_empty(), "typed and never sent: {lost:?}");
    }

    /// The sheet at rest shows what is in the database; while somebody else writes there is no such instant.
    pub async fn compare(&mut self) {
        assert!(!self.sheet.unsettled());
        let before = self.view().await;
        if self.shares || self.dice.below(2) == 0 {
            self.hear().await;
        }
        let view = self.view().await;
        if view.rows != before.rows {
            assert!(self.shares, "written by nobody");
            return;
        }
        for (row, stored) in self.sheet.rows.iter().zip(&view.rows) {
            let shown = |row: &wire::LotRow| (row.application, row.cells[0].value, row.cells[0].version);
            assert_eq!(shown(row), shown(stored));
        }
        self.quiet += 1;
    }

    async fn view(&self) -> LotView {
        self.desk.lot_view(&self.actor, self.lot).await.expect("a lot")
    }

    fn draw(&mut self) -> String {
        self.keystrokes += 1;
        format!("{}-{}", self.actor.account.map_or(0, |id| id.0), self.keystrokes)
    }

    fn type_somewhere(&mut self) {
        let place = (self.dice.below(self.sheet.rows.len()), 0);
        let op = self.draw();
        let at_rest = self.sheet.outbox.last(self.sheet.key(place)).is_none();
        let before = self.sheet.outbox.pending.len();
        self.sheet.type_in(place, VALUES[self.dice.below(VALUES.len())]);
        self.sheet.commit(|| op.clone());
        assert!(
            self.sheet.troubles().is_empty() || self.shares,
            "{:?}",
            self.sheet.troubles()
        );
        if at_rest && self.sheet.outbox.pending.len() > before {
            self.owed.insert(op);
        }
        let (application, value) = (self.sheet.rows[place.0].application, self.sheet.value(place));
        self.typed.entry(application).or_default().push(value);
        self.keep();
    }

    fn keep(&mut self) {
        self.kept = serde_json::to_string(&self.sheet.outbox).expect("json");
    }

    async fn send(&mut self) {
        let writes = self.sheet.outbox.batch(BATCH);
        if writes.is_empty() {
            return;
        }
        self.keep();
        for write in &writes {
            let first = self.left.entry(write.op_id.clone()).or_insert_with(|| write.clone());
            assert_eq!(first, write, "one name for two writes");
        }
        let body = serde_json::json!({ "command": SaveMarks { lot: self.lot, writes } });
        // Now and then the page is closed while its request is under way.
        let closed = self.dice.below(20) == 0;
        let patience = if closed {
            Marker::PATIENCE / 60
        } else {
            Marker::PATIENCE
        };
        let asked = self.browser.clone();
        let answer = async move {
            asked
                .try_call("/api/save_marks", &body)
                .await?
                .error_for_status()?
                .json()
                .await
        };
        let answer = tokio::time::timeout(patience, answer);
        let typing = self.dice.below(2) == 0;
        if typing {
            self.type_somewhere();
        }
        let answer: Option<Vec<CellAnswer>> = match answer.await {
            Ok(Err(error)) if error.is_status() => panic!("{error}"),
            Ok(answer) => answer.ok(),
            Err(_) => None,
        };
        if closed {
            return self.reload().await;
        }
        if self.dice.below(3) == 0 {
            // The live stream may be faster than the answer.
            self.hear().await;
        }
        self.sheet.outbox.landed();
        match answer {
            Some(answers) => {
                self.failures = 0;
                self.sheet.settle(answers);
            }
            None => {
                let pause = u64::from(pause_ms(self.failures)) * u64::from(SCALED_MS) / u64::from(ANSWER_MS);
                self.failures += 1;
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
        }
        self.keep();
        self.choose();
    }

    /// What the log of the lot says since.
    async fn hear(&mut self) {
        let key = StreamKey::Lot(self.lot);
        let events = self.desk.store.events_after(key, self.sheet.seq, i64::MAX).await;
        for event in events.expect("a log") {
            let event = serde_json::from_str(&event.body).expect("an event");
            self.sheet.hear(&event, "12:00:00", self.actor.account);
        }
        self.keep();
        self.choose();
    }

    /// Of two values one is chosen, at once.
    fn choose(&mut self) {
        for (place, kind) in self.sheet.troubles() {
            assert!(self.shares && matches!(kind, TroubleKind::Conflict { .. }), "{kind:?}");
            self.told += 1;
            if self.dice.below(2) == 0 {
                let op = self.draw();
                self.sheet.keep_mine(place, op);
            } else {
                self.sheet.take_theirs(place);
            }
        }
        self.keep();
    }

    /// The page is loaded anew; only what the browser kept is left.
    async fn reload(&mut self) {
        self.sheet = Sheet::new(self.view().await);
        let left: Outbox = serde_json::from_str(&self.kept).unwrap_or_default();
        self.sheet.outbox = std::mem::take(&mut self.sheet.outbox).after(left);
        self.choose();
    }
}
