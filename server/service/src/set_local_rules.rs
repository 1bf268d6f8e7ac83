//! What an académie offers and asks for, beside a national ruleset.

use crate::rulesets_view::local_of;
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, LocalRefusal, LocalRules, Object, SessionId, StreamKey};
use store::LocalRulesRow;

/// Longest label or document, and most of them.
const LONGEST: usize = 200;
const MOST: usize = 100;

impl Desk {
    /// Keeps a new version of the local layer of a ruleset; answers its number, or none when it says what stood
    /// already.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `Invalid`: what the ruleset does not know, too long, too many; `WrongState`: a jury has
    /// opened on it, `ruleset_frozen`.
    pub async fn set_local_rules(
        &self,
        actor: &Actor,
        session: SessionId,
        code: &str,
        rules: LocalRules,
    ) -> Result<Option<i64>> {
        let role = self.check(actor, Action::PrepareSession, &Object::session(session))?;
        self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let ruleset = self.ruleset(session, code).await?;
        rules.check(&ruleset).map_err(refusal)?;
        for (field, list) in [("options", &rules.options), ("documents", &rules.documents)] {
            if list.len() > MOST || list.iter().any(|line| line.chars().count() > LONGEST) {
                return Err(Refusal::field(field, "too_long", LONGEST.to_string()));
            }
        }
        let body = serde_json::to_string(&rules).map_err(|error| Refusal::Failed(error.to_string()))?;
        let code = code.to_owned();
        let unwritten = Act::LocalRulesSet {
            ruleset: code.clone(),
            version: 0,
            rules: rules.clone(),
        };
        let mut draft = self.draft(actor, role, unwritten);
        let key = StreamKey::Session(session);
        self.refusable(vec![key], move |tx| {
            Box::pin(async move {
                let reading = tx.reading();
                if reading.is_frozen(session, &code).await? {
                    return Err(Refusal::wrong_state("ruleset_frozen"));
                }
                let known = reading.local_rules(session, &code).await?;
                let stands = known.first().map(local_of).transpose()?.unwrap_or_default();
                if stands == rules {
                    return Ok(None);
                }
                let version = known.first().map_or(0, |row| row.version) + 1;
                let row = LocalRulesRow {
                    version,
                    body,
                    author: draft.author.name.clone(),
                    at: draft.at_ms,
                };
                tx.put_local_rules(session, &code, &row).await?;
                draft.act = Act::LocalRulesSet {
                    ruleset: code,
                    version,
                    rules,
                };
                tx.append(key, &draft).await?;
                Ok(Some(version))
            })
        })
        .await
    }

    /// The local layer of a ruleset as it stands.
    pub(crate) async fn local_rules(&self, session: SessionId, code: &str) -> Result<LocalRules> {
        let versions = self.store.reading().local_rules(session, code).await?;
        Ok(versions.first().map(local_of).transpose()?.unwrap_or_default())
    }
}

/// What a layer refuses, as a fault of a form.
pub(crate) fn refusal(refusal: LocalRefusal) -> Refusal {
    match refusal {
        LocalRefusal::UnknownSpeciality(code) => Refusal::field("specialities", "unknown_speciality", code.to_string()),
    }
}
