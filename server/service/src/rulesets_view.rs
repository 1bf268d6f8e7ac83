//! The rulesets of the program, read by the office: their tables, their rules, their worked cases, the local layer.

use crate::office::session_ref;
use crate::{Desk, Paris, Refusal, Result};
use domain::{Action, Actor, LocalRules, Object, Ruleset, RulesetError, SessionId, builtin};
use store::{LocalRulesRow, SessionRow, StoreError};
use wire::{LocalVersion, RulesetLine, RulesetSheet, RulesetsView};

/// What came of checking a text: the ruleset it is and how many worked cases came out, or all that is wrong with it.
pub type Checked = std::result::Result<(Ruleset, usize), (Option<Ruleset>, Vec<RulesetError>)>;

impl Desk {
    /// The rulesets, and one of them whole.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`: no such session; `Invalid`: no such ruleset.
    pub async fn rulesets_view(
        &self,
        actor: &Actor,
        asked: Option<SessionId>,
        code: Option<&str>,
    ) -> Result<RulesetsView> {
        let session = self.law_session(actor, asked).await?;
        let uses = match &session {
            Some(row) => self.store.ruleset_uses(SessionId(row.id)).await?,
            None => Vec::new(),
        };
        let mut lines = Vec::new();
        for (code, _) in builtin() {
            let used = uses.iter().find(|used| used.code == *code);
            lines.push(RulesetLine {
                code: (*code).into(),
                label: self.builtin_ruleset(code)?.label.clone(),
                candidates: used.map_or(0, |used| used.candidates),
                frozen: used.and_then(|used| used.frozen_at).map(Paris::text),
            });
        }
        let sheet = match code {
            Some(code) => Some(self.ruleset_sheet(session.as_ref(), code, &lines).await?),
            None => None,
        };
        Ok(RulesetsView {
            session: session.as_ref().map(session_ref),
            lines,
            sheet,
        })
    }

    /// The text of a ruleset, as frozen in a session or as it comes with the program.
    ///
    /// # Errors
    /// As [`Desk::rulesets_view`].
    pub async fn ruleset_text(&self, actor: &Actor, asked: Option<SessionId>, code: &str) -> Result<String> {
        let session = self.law_session(actor, asked).await?;
        self.text_in(session.as_ref(), code).await
    }

    async fn text_in(&self, session: Option<&SessionRow>, code: &str) -> Result<String> {
        let frozen = match session {
            Some(row) => self.store.frozen_ruleset(SessionId(row.id), code).await?,
            None => None,
        };
        let text = frozen.or_else(|| domain::builtin_text(code).map(str::to_owned));
        text.ok_or_else(|| Refusal::field("ruleset", "unknown_ruleset", code))
    }

    /// Checks the text of a ruleset, its worked cases included. Nothing is kept.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn check_ruleset(&self, actor: &Actor, text: &str) -> Result<Checked> {
        self.law_session(actor, None).await?;
        Ok(match Ruleset::from_toml(text) {
            Err(errors) => Err((None, errors)),
            Ok(ruleset) => match ruleset.prove(text) {
                Ok(cases) => Ok((ruleset, cases)),
                Err(errors) => Err((Some(ruleset), errors)),
            },
        })
    }

    /// The session asked for, or the newest of this person, or none: rulesets are read before there is any.
    pub(crate) async fn law_session(&self, actor: &Actor, asked: Option<SessionId>) -> Result<Option<SessionRow>> {
        if asked.is_some() {
            return self.office_session(actor, Action::FollowSession, asked).await.map(Some);
        }
        let newest = self.sessions_of(actor, Action::FollowSession).await?.into_iter().next();
        if newest.is_none() {
            self.check(actor, Action::FollowSession, &Object::NONE)?;
        }
        Ok(newest)
    }

    async fn ruleset_sheet(
        &self,
        session: Option<&SessionRow>,
        code: &str,
        lines: &[RulesetLine],
    ) -> Result<RulesetSheet> {
        let text = self.text_in(session, code).await?;
        let unreadable = |errors: Vec<RulesetError>| Refusal::Failed(format!("ruleset: {errors:?}"));
        let ruleset = Ruleset::from_toml(&text).map_err(unreadable)?;
        let cases = Ruleset::cases(&text).map_err(unreadable)?;
        let versions = match session {
            Some(row) => self.store.reading().local_rules(SessionId(row.id), code).await?,
            None => Vec::new(),
        };
        Ok(RulesetSheet {
            ruleset,
            cases: cases.into_iter().map(|case| case.about).collect(),
            frozen: lines
                .iter()
                .find(|line| line.code == code)
                .and_then(|line| line.frozen.clone()),
            local: versions.first().map(local_of).transpose()?.unwrap_or_default(),
            versions: versions.into_iter().map(version).collect(),
        })
    }
}

pub(crate) fn local_of(row: &LocalRulesRow) -> Result<LocalRules> {
    serde_json::from_str(&row.body).map_err(|error| {
        Refusal::Store(StoreError::Corrupt {
            what: "local rules",
            value: error.to_string(),
        })
    })
}

fn version(row: LocalRulesRow) -> LocalVersion {
    LocalVersion {
        version: row.version,
        author: row.author,
        at: Paris::text(row.at),
    }
}
