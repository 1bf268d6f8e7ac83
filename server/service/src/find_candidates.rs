//! Looking for candidates by name, number, national identifier or anonymity number.

use crate::office::session_ref;
use crate::search_key::search_key;
use crate::{Desk, Result};
use domain::{Action, Actor, AnonymityNumber, ApplicationId, SessionId};
use store::{CandidateSearch, FoundRow};
use wire::{FoundCandidate, FoundCandidates};

/// Candidates on a page.
const PAGE: u32 = 50;
/// Characters of a national identifier, of which one or two are letters.
const INE: usize = 11;

impl Desk {
    /// A page of the candidates of a session who fit what was typed; nothing typed is everybody.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn find_candidates(
        &self,
        actor: &Actor,
        asked: Option<SessionId>,
        typed: &str,
        page: u32,
    ) -> Result<FoundCandidates> {
        let row = self.office_session(actor, Action::SeeCandidates, asked).await?;
        let session = SessionId(row.id);
        let search = read(typed);
        let total = self.store.count_found(session, &search).await?;
        let pages = u32::try_from(total).unwrap_or(u32::MAX).div_ceil(PAGE).max(1);
        let page = page.clamp(1, pages);
        let rows = self
            .store
            .found(session, &search, PAGE.into(), (i64::from(page) - 1) * i64::from(PAGE))
            .await?;
        Ok(FoundCandidates {
            session: session_ref(&row),
            total,
            page,
            pages,
            candidates: rows.into_iter().map(found).collect(),
        })
    }
}

/// A row in the list.
pub(crate) fn found(row: FoundRow) -> FoundCandidate {
    FoundCandidate {
        application: ApplicationId(row.id),
        number: row.number,
        name: format!("{} {}", row.birth_name, row.first_name),
        birth_date: row.birth_date,
        establishment: row.establishment,
        division: row.division,
        ruleset: row.ruleset,
        jury: row.jury,
        red_list: row.red_list,
        presumed_fraud: row.presumed_fraud,
    }
}

/// Tells a number from a name: digits alone begin a candidate number, digits with a letter are an identifier.
fn read(typed: &str) -> CandidateSearch {
    let compact: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_uppercase();
    let digits = compact.chars().filter(char::is_ascii_digit).count();
    if compact.is_empty() {
        CandidateSearch::default()
    } else if digits == compact.chars().count() {
        CandidateSearch {
            number: Some(compact),
            ..CandidateSearch::default()
        }
    } else if compact.parse::<AnonymityNumber>().is_ok() || (compact.len() == INE && digits >= INE - 2) {
        CandidateSearch {
            identifier: Some(compact),
            ..CandidateSearch::default()
        }
    } else {
        let words = search_key(&[typed]);
        CandidateSearch {
            words: words.split_whitespace().map(str::to_string).collect(),
            ..CandidateSearch::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_tells_what_is_meant() {
        assert_eq!(read("  "), CandidateSearch::default());
        assert_eq!(read("0242 7247").number.as_deref(), Some("02427247"));
        let anonymity = AnonymityNumber::from_serial(4237).expect("in range");
        assert_eq!(read(&anonymity.spaced()).identifier, Some(anonymity.to_string()));
        assert_eq!(read("123456789ab").identifier.as_deref(), Some("123456789AB"));
        assert_eq!(read("le goff  Éloïse%").words, ["LE", "GOFF", "ELOISE"]);
    }
}
