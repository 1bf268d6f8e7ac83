//! Drawing anonymity numbers.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, AnonymityNumber, ApplicationId, Object, SessionId, StreamKey};
use rand::seq::{SliceRandom, index};
use std::collections::BTreeSet;
use store::{EventDraft, StoreError};

/// Numbers given in one transaction: a marker who saves meanwhile waits for one of them at most.
const CHUNK: usize = 2_000;
/// Draws that may meet another draw of the same session before giving up.
const TRIES: usize = 3;

impl Desk {
    /// Gives every registered candidate without one an anonymity number, and tells how many got theirs.
    ///
    /// Numbers are drawn among all those still free by the operating system's own randomness: neither a name, nor an
    /// order of import, nor a neighbour's number says anything of them.
    ///
    /// # Errors
    /// `WrongState` when the session has more candidates than there are numbers.
    pub async fn draw_anonymity(&self, actor: &Actor, session: SessionId) -> Result<i64> {
        let role = self.check(actor, Action::PrepareSession, &Object::session(session))?;
        let mut given = 0;
        for attempt in 1..=TRIES {
            let drawn = draw(
                self.store.without_anonymity(session).await?,
                &self.store.anonymity_numbers(session).await?,
            )?;
            let draft = self.draft(actor, role, Act::AnonymityDrawn { count: 0 });
            match self.give(session, &draft, drawn, &mut given).await {
                // Somebody else drew meanwhile and took one of these numbers: draw again for those who are left.
                Err(Refusal::Store(StoreError::Duplicate)) if attempt < TRIES => {}
                outcome => return outcome.map(|()| given),
            }
        }
        Ok(given)
    }

    async fn give(
        &self,
        session: SessionId,
        draft: &EventDraft,
        drawn: Vec<(ApplicationId, AnonymityNumber)>,
        given: &mut i64,
    ) -> Result<()> {
        for some in drawn.chunks(CHUNK) {
            let (some, draft) = (some.to_vec(), draft.clone());
            *given += self
                .store
                .write(vec![StreamKey::Session(session)], move |tx| {
                    Box::pin(async move {
                        let count = i64::try_from(tx.give_anonymity(&some).await?).unwrap_or(i64::MAX);
                        if count > 0 {
                            let draft = EventDraft {
                                act: Act::AnonymityDrawn { count },
                                ..draft
                            };
                            tx.append(StreamKey::Session(session), &draft).await?;
                        }
                        Ok(count)
                    })
                })
                .await?;
        }
        Ok(())
    }
}

/// A number for each application, none of them taken.
fn draw(mut applications: Vec<ApplicationId>, taken: &[String]) -> Result<Vec<(ApplicationId, AnonymityNumber)>> {
    let taken: BTreeSet<AnonymityNumber> = taken.iter().filter_map(|number| number.parse().ok()).collect();
    let places = AnonymityNumber::COUNT as usize;
    // Among that many different numbers, at least as many as needed are free.
    let drawn = taken.len() + applications.len();
    if drawn > places {
        return Err(Refusal::wrong_state("anonymity_exhausted"));
    }
    let mut random = rand::rng();
    applications.shuffle(&mut random);
    let numbers = index::sample(&mut random, places, drawn)
        .into_iter()
        .filter_map(|serial| AnonymityNumber::from_serial(u32::try_from(serial).ok()?))
        .filter(|number| !taken.contains(number));
    Ok(applications.into_iter().zip(numbers).collect())
}
