//! What every face of a deliberation shares: the view that events move on, and ways to act.

use super::calls;
use super::choice::{Choice, Filter};
use crate::Refusal;
use domain::{ApplicationId, Decision, JuryId, Outcome, Role, decide, is_borderline};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use wire::{Cursor, JuryCandidate, JuryView, Present, Refused, Seen};

/// State of the line to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Line {
    /// Not yet open.
    #[default]
    Joining,
    /// Events arrive.
    Live,
    /// Cut; the browser tries again from its last event.
    Lost,
}

/// A deliberation as this screen follows it.
#[derive(Clone, Copy)]
pub struct Room {
    /// Which.
    pub id: JuryId,
    /// What is known.
    pub view: RwSignal<JuryView>,
    /// What the law says of each candidate, as marks stand.
    pub outcomes: Memo<BTreeMap<ApplicationId, Arc<Outcome>>>,
    /// Who follows.
    pub present: RwSignal<Vec<Present>>,
    /// Where the president points.
    pub cursor: RwSignal<Cursor>,
    /// The line.
    pub line: RwSignal<Line>,
    /// Why the last act was refused.
    pub refused: RwSignal<Option<Refused>>,
    /// An act is on its way.
    pub busy: RwSignal<bool>,
    /// What this screen looks at.
    pub choice: RwSignal<Choice>,
    /// Its candidate.
    pub selected: Memo<Option<ApplicationId>>,
    /// Its filter.
    pub filter: Memo<Filter>,
}

impl Room {
    /// A room over a view just read.
    pub fn new(view: JuryView, choice: Choice) -> Room {
        let choice = RwSignal::new(choice);
        let (id, cursor) = (view.id, view.cursor.clone());
        let view = RwSignal::new(view);
        let outcomes = Memo::new(move |_| {
            view.with(|view| {
                let outcome = |candidate: &JuryCandidate| {
                    (candidate.application, Arc::new(decide(&view.ruleset, &candidate.marks)))
                };
                let mut outcomes = BTreeMap::new();
                outcomes.extend(view.candidates.iter().map(outcome));
                outcomes
            })
        });
        Room {
            id,
            view,
            outcomes,
            present: RwSignal::default(),
            cursor: RwSignal::new(cursor),
            line: RwSignal::default(),
            refused: RwSignal::new(None),
            busy: RwSignal::new(false),
            choice,
            selected: Memo::new(move |_| choice.with(|choice| choice.candidate)),
            filter: Memo::new(move |_| choice.with(|choice| choice.filter)),
        }
    }

    /// Does the reader preside?
    pub fn chairs(&self) -> bool {
        self.view
            .with(|view| matches!(view.role, Some(Role::JuryPresident | Role::JuryVicePresident)))
    }

    /// Does this screen live? One without scripts never does.
    pub fn awake(&self) -> bool {
        self.line.get() != Line::Joining
    }

    /// May the reader propose?
    pub fn proposes(&self) -> bool {
        self.view.with(|view| view.role == Some(Role::JuryMember))
    }

    /// Can anything be changed now?
    pub fn open(&self) -> bool {
        self.view.with(|view| view.state.deliberates())
    }

    /// Address of this page on a candidate, under a filter.
    pub fn address(&self, filter: Filter, candidate: Option<ApplicationId>) -> String {
        Choice { filter, candidate }.address(self.id)
    }

    /// Operation id of an act asked in the present state: asked twice before it is done, it is one act.
    pub fn op(&self, act: &str, detail: &str) -> String {
        self.view
            .with(|view| format!("{}-{}-{act}-{detail}", view.seed, view.head_seq))
    }

    /// Sends an act; what it changes comes back as events.
    pub fn act<T: 'static>(&self, call: impl Future<Output = Result<T, Refusal>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        let (busy, refused) = (self.busy, self.refused);
        busy.set(true);
        // Boxed: one future for all acts in the browser half.
        let call: Pin<Box<dyn Future<Output = Option<Refused>>>> =
            Box::pin(async move { call.await.err().map(|refusal| refusal.0) });
        spawn_local(async move {
            refused.set(call.await);
            busy.set(false);
        });
    }

    /// Points the projector, if the reader presides.
    pub fn point(&self, application: Option<ApplicationId>) {
        if !self.chairs() {
            return;
        }
        let id = self.id;
        let refused = self.refused;
        spawn_local(async move {
            if let Err(refusal) = calls::point_jury(id, Cursor { application }).await {
                refused.set(Some(refusal.0));
            }
        });
    }

    /// Candidates the filter shows, the nearest to a threshold first among borderline ones.
    pub fn shown(&self, filter: Filter) -> Vec<ApplicationId> {
        self.view.with(|view| {
            self.outcomes.with(|outcomes| {
                // The place in the jury breaks ties: a stable sort is several times the code in the browser.
                let mut shown: Vec<(i64, usize, ApplicationId)> = Vec::new();
                for (place, candidate) in view.candidates.iter().enumerate() {
                    let Some(outcome) = outcomes.get(&candidate.application) else {
                        continue;
                    };
                    if shows(view, candidate, outcome, filter) {
                        let missing = domain::shortfall(&view.ruleset, outcome);
                        let rank = match filter {
                            Filter::Borderline => missing.map_or(i64::MAX, |missing| missing.average),
                            _ => 0,
                        };
                        shown.push((rank, place, candidate.application));
                    }
                }
                shown.sort_unstable();
                shown.into_iter().map(|(_, _, application)| application).collect()
            })
        })
    }

    /// The clear decisions: what can be confirmed together.
    pub fn clear(&self) -> Vec<Seen> {
        self.view.with(|view| {
            self.outcomes.with(|outcomes| {
                let clear = |candidate: &&JuryCandidate| {
                    candidate.confirmed.is_none()
                        && !view.awaits_answer(candidate.application)
                        && outcomes.get(&candidate.application).is_some_and(|outcome| {
                            outcome.decision != Decision::Pending && !is_borderline(&view.ruleset, outcome)
                        })
                };
                let seen = |candidate: &JuryCandidate| {
                    let outcome = outcomes.get(&candidate.application)?;
                    Some(Seen {
                        application: candidate.application,
                        decision: outcome.decision,
                        mention: outcome.mention,
                    })
                };
                view.candidates.iter().filter(clear).filter_map(seen).collect()
            })
        })
    }
}

fn shows(view: &JuryView, candidate: &JuryCandidate, outcome: &Outcome, filter: Filter) -> bool {
    let open = candidate.confirmed.is_none();
    match filter {
        Filter::All => true,
        Filter::Open => open,
        Filter::Confirmed => !open,
        Filter::Borderline => {
            open && (is_borderline(&view.ruleset, outcome)
                || !candidate.raises.is_empty()
                || view.awaits_answer(candidate.application))
        }
    }
}
