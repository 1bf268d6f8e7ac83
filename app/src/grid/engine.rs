//! The sheet at work in a browser: queue, live stream, lock between tabs. Nothing here runs on the server.

use super::block::Preview;
use super::hearing::Source;
use super::keys::Place;
use super::outbox::Outbox;
use super::paint::Drawn;
use super::sheet::Sheet;
use super::tabs;
use super::tally::Tally;
use super::vault::Vault;
use super::voice::Voice;
use domain::{AccountId, LotId};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{Event, LotAct, LotState, Refused};
use words::Words;

/// How the line to the server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// As far as we know it works.
    Open,
    /// It does not answer; we try again by ourselves.
    Down,
    /// The session is over; the queue waits for a log-in.
    LoggedOut,
    /// The server will not have these writes at all.
    Stopped(Refused),
}

/// What a key did is on the screen well before this; what it leaves to keep and to send waits for that.
pub const SHOWN_MS: u32 = 30;

/// A free lock is given well within this.
const LOCK_WAIT_MS: u32 = 500;

/// All that a sheet on a screen is made of.
#[derive(Clone, Copy)]
pub struct Engine {
    /// Which lot.
    pub lot: LotId,
    /// Who types.
    pub me: Option<AccountId>,
    /// The words of the page: a key pressed has no context to read them from.
    pub words: Words,
    /// The sheet.
    pub sheet: RwSignal<Sheet>,
    /// Where the lot stands.
    pub state: Memo<LotState>,
    /// Counts up a little after the sheet changed, however often it did.
    pub calm: RwSignal<u32>,
    /// What the sheet adds up to, once for all who show it.
    pub tally: Memo<Tally>,
    /// How the marks of its copies are spread.
    pub picture: Memo<Tally>,
    /// Scripts run: the grid is alive.
    pub live: RwSignal<bool>,
    /// The cell in the tab order.
    pub focus: RwSignal<Place>,
    /// The line to the server.
    pub link: RwSignal<Link>,
    /// This tab sends the queue.
    pub leading: RwSignal<bool>,
    /// All of the queue is on the disk of this computer.
    pub put_by: RwSignal<bool>,
    /// The lock was asked for long enough ago that another tab must have it.
    pub held: RwSignal<bool>,
    /// Colleagues on this lot.
    pub present: RwSignal<Vec<String>>,
    /// What the live region says.
    pub said: RwSignal<String>,
    /// What colleagues did and is not on the sheet yet.
    pub(super) heard: StoredValue<Vec<Event<LotAct>>>,
    pub(super) voice: StoredValue<Voice>,
    /// What is drawn of the sheet.
    pub(super) drawn: StoredValue<Drawn>,
    /// The cell whose history is shown.
    pub past: RwSignal<Option<Place>>,
    /// The list of keys is shown.
    pub help: RwSignal<bool>,
    /// Where a selection began, when more than one cell is selected.
    pub anchor: RwSignal<Option<Place>>,
    /// A block that waits to be confirmed, or why it is refused.
    pub block: RwSignal<Option<Result<Preview, String>>>,
    /// The rows that were to be done when only those were asked for.
    pub only: RwSignal<Option<Vec<usize>>>,
    pub(super) past_kept: StoredValue<bool>,
    /// A choice is being kept.
    pub(super) choosing: StoredValue<bool>,
    pub(super) vault: StoredValue<Vault>,
    /// When a key was pressed last, milliseconds since the page began.
    pub(super) key_at: StoredValue<f64>,
    /// The caret is about to come to rest where it is.
    pub(super) settling: StoredValue<bool>,
    due: StoredValue<bool>,
    pub(super) sending: StoredValue<bool>,
    pub(super) failures: StoredValue<u32>,
    tickets: StoredValue<u32>,
    holder: StoredValue<u32>,
    asking: StoredValue<[bool; 2]>,
}

impl Engine {
    /// A sheet that nothing moves yet.
    pub fn new(lot: LotId, me: Option<AccountId>, words: Words, sheet: Sheet) -> Engine {
        let (sheet, calm) = (RwSignal::new(sheet), RwSignal::new(0));
        Engine {
            lot,
            me,
            words,
            sheet,
            state: Memo::new(move |_| sheet.with(|sheet| sheet.state)),
            calm,
            tally: Memo::new(move |_| {
                calm.track();
                sheet.with_untracked(Sheet::tally)
            }),
            picture: Memo::new(move |_| {
                calm.track();
                sheet.with_untracked(Sheet::picture)
            }),
            live: RwSignal::new(false),
            focus: RwSignal::new((0, 0)),
            link: RwSignal::new(Link::Open),
            leading: RwSignal::new(false),
            put_by: RwSignal::new(false),
            held: RwSignal::new(false),
            present: RwSignal::default(),
            said: RwSignal::default(),
            heard: StoredValue::default(),
            voice: StoredValue::default(),
            drawn: StoredValue::default(),
            past: RwSignal::new(None),
            help: RwSignal::new(false),
            anchor: RwSignal::new(None),
            block: RwSignal::new(None),
            only: RwSignal::new(None),
            past_kept: StoredValue::new(true),
            choosing: StoredValue::new(false),
            vault: StoredValue::default(),
            key_at: StoredValue::new(f64::NEG_INFINITY),
            settling: StoredValue::new(false),
            due: StoredValue::new(false),
            sending: StoredValue::new(false),
            failures: StoredValue::new(0),
            tickets: StoredValue::new(0),
            holder: StoredValue::new(0),
            asking: StoredValue::new([false; 2]),
        }
    }

    /// Starts it, once all of the page is awake.
    pub fn start(self) {
        if !self.drawn.with_value(|drawn| drawn.size.measured) {
            self.fit();
        }
        let left: Outbox = tabs::load(&self.name());
        self.sheet.update(|sheet| {
            sheet.outbox = std::mem::take(&mut sheet.outbox).after(left);
            sheet.past = tabs::load(&self.past_name());
        });
        self.open_vault();
        self.live.set(true);
        self.take_typed();
        self.print_slips();
        self.lead(false);
        spawn_local(async move {
            TimeoutFuture::new(LOCK_WAIT_MS).await;
            self.held.try_set(true);
        });
        let source: Source = StoredValue::new_local(None);
        self.listen(source);
        let online = window_event_listener_untyped("online", move |_| {
            self.failures.set_value(0);
            self.drain();
        });
        // He may have logged in again in another tab.
        let back = window_event_listener_untyped("focus", move |_| {
            if self.link.get_untracked() == Link::LoggedOut {
                self.link.set(Link::Open);
                self.drain();
            }
        });
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            self.keep_past();
            if self.due.get_value() {
                self.keep_queue();
            }
            if self.sheet.with_untracked(Sheet::unsettled) || self.choosing.get_value() {
                event.prevent_default();
                event.set_return_value(self.words.grid().leave_warning);
            }
        });
        // What the tab that sends did with the queue.
        let elsewhere = window_event_listener(leptos::ev::storage, move |event| {
            if !self.leading.get_untracked() && event.key().as_deref() == Some(&*self.name()) {
                let left = tabs::load(&self.name());
                self.sheet.update(|sheet| sheet.outbox = Outbox::default().after(left));
            }
        });
        on_cleanup(move || {
            online.remove();
            back.remove();
            leaving.remove();
            elsewhere.remove();
            if let Some(source) = source.try_update_value(Option::take).flatten() {
                source.close();
            }
        });
    }

    /// Where the queue is kept: by account and lot, never sent under another.
    pub(super) fn name(self) -> String {
        format!("delos-notes-{}-{}", self.me.map_or(0, |id| id.0), self.lot)
    }

    fn past_name(self) -> String {
        format!("{}-faits", self.name())
    }

    /// Keeps what can be undone, if it is not kept yet.
    pub(super) fn keep_past(self) {
        if !self.past_kept.get_value() {
            self.past_kept.set_value(true);
            self.sheet
                .with_untracked(|sheet| tabs::keep(&self.past_name(), &sheet.past, sheet.past.is_empty()));
        }
    }

    /// Keeps the queue, and sends, once what changed is shown.
    pub(super) fn changed(self) {
        self.not_put_by();
        if self.due.try_update_value(|due| std::mem::replace(due, true)) != Some(false) {
            return;
        }
        spawn_local(async move {
            TimeoutFuture::new(SHOWN_MS).await;
            if !self.sheet.is_disposed() {
                self.due.set_value(false);
                if !self.drain() {
                    self.keep_queue();
                }
            }
        });
    }

    pub(super) fn keep_queue(self) {
        self.sheet.with_untracked(|sheet| {
            tabs::keep(&self.name(), &sheet.outbox, sheet.outbox.is_empty());
        });
        self.shelve();
    }

    pub(super) fn lead_if_not(self) {
        if !self.leading.get_untracked() {
            self.lead(true);
        }
    }

    /// Becomes the tab that sends: when the one before leaves, or at once because here is where he types.
    fn lead(self, steal: bool) {
        let kind = usize::from(steal);
        if self.asking.with_value(|asking| asking[kind]) {
            return;
        }
        self.asking.update_value(|asking| asking[kind] = true);
        let ticket = self.tickets.get_value() + 1;
        self.tickets.set_value(ticket);
        spawn_local(async move {
            let held = move || {
                if self.sheet.is_disposed() {
                    return;
                }
                self.asking.update_value(|asking| asking[kind] = false);
                self.holder.set_value(ticket);
                let left = tabs::load(&self.name());
                self.sheet
                    .update(|sheet| sheet.outbox = std::mem::take(&mut sheet.outbox).after(left));
                self.leading.set(true);
                self.changed();
            };
            tabs::hold(self.name(), steal, held).await;
            if !self.sheet.is_disposed() && self.holder.get_value() == ticket {
                self.leading.set(false);
                self.lead(false);
            }
        });
    }
}
