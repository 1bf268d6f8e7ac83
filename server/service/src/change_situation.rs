//! The situation of a candidate, typed over one that was seen.

use crate::situation_law::Typed;
use crate::{Desk, Result};
use domain::Actor;
use wire::ChangeSituation;

impl Desk {
    /// Keeps a situation that was typed over another; answers whether it changed.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` as [`Desk::set_context`]; `Outdated`: what stands is no longer what was seen, whatever is
    /// wrong with what was typed, or who mends it would never learn; `Invalid`: one fault a field, from the top of the
    /// form down: what could not be read, what [`Desk::set_context`] refuses, what was given up for good and is to be
    /// taken back.
    pub async fn change_situation(&self, actor: &Actor, command: ChangeSituation) -> Result<bool> {
        let ChangeSituation {
            application,
            seen,
            context,
            rows,
            unread,
        } = command;
        let law = self.situation_law(actor, application).await?;
        let typed = Typed { seen, rows, unread };
        self.keep_situation(actor, law, context, Some(typed)).await
    }
}
