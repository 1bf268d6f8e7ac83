//! Rulesets at hand: parsed once, shared by all verbs.

use crate::{Desk, Refusal, Result};
use domain::{Ruleset, SessionId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use store::LotLaw;

#[derive(Default)]
pub(crate) struct Rulesets {
    builtin: Mutex<HashMap<String, Arc<Ruleset>>>,
    frozen: Mutex<HashMap<(SessionId, String), Arc<Ruleset>>>,
}

impl Desk {
    /// The ruleset of a code as it stands in a session: the frozen text once a jury opened, the program's before.
    pub async fn ruleset(&self, session: SessionId, code: &str) -> Result<Arc<Ruleset>> {
        let key = (session, code.to_string());
        if let Some(found) = self.rulesets.frozen.lock().expect("no panic while held").get(&key) {
            return Ok(found.clone());
        }
        if let Some(text) = self.store.frozen_ruleset(session, code).await? {
            let ruleset = Arc::new(parse(&text)?);
            self.rulesets
                .frozen
                .lock()
                .expect("no panic while held")
                .insert(key, ruleset.clone());
            return Ok(ruleset);
        }
        self.builtin_ruleset(code)
    }

    /// The ruleset a lot is marked by.
    pub(crate) async fn ruleset_of(&self, law: &LotLaw) -> Result<Arc<Ruleset>> {
        if law.frozen == 0 {
            return self.builtin_ruleset(&law.ruleset);
        }
        self.ruleset(SessionId(law.session_id), &law.ruleset).await
    }

    /// The ruleset that comes with the program.
    pub fn builtin_ruleset(&self, code: &str) -> Result<Arc<Ruleset>> {
        let mut known = self.rulesets.builtin.lock().expect("no panic while held");
        if let Some(found) = known.get(code) {
            return Ok(found.clone());
        }
        let text = domain::builtin_text(code).ok_or_else(|| Refusal::field("ruleset", "unknown_ruleset", code))?;
        let ruleset = parse(text)?;
        // No ruleset decides before its own worked cases come out as they say.
        let proven = ruleset.prove(text);
        proven.map_err(|errors| Refusal::Failed(format!("ruleset: {errors:?}")))?;
        let ruleset = Arc::new(ruleset);
        known.insert(code.to_string(), ruleset.clone());
        Ok(ruleset)
    }
}

fn parse(text: &str) -> Result<Ruleset> {
    Ruleset::from_toml(text).map_err(|errors| Refusal::Failed(format!("ruleset: {errors:?}")))
}
