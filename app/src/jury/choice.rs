//! What a screen of a deliberation looks at: a filter and a candidate, kept in its address.

use super::room::Room;
use domain::{ApplicationId, JuryId};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Which candidates the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Cases near a threshold, raised or proposed.
    #[default]
    Borderline,
    /// Without a confirmed decision.
    Open,
    /// With one.
    Confirmed,
    /// Everybody.
    All,
}

impl Filter {
    /// In the order of the tabs.
    pub const ALL: [Filter; 4] = [Filter::Borderline, Filter::Open, Filter::Confirmed, Filter::All];

    /// Its name in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Filter::Borderline => "limites",
            Filter::Open => "a-confirmer",
            Filter::Confirmed => "confirmes",
            Filter::All => "tous",
        }
    }

    fn from_code(code: &str) -> Filter {
        Self::ALL
            .into_iter()
            .find(|filter| filter.code() == code)
            .unwrap_or_default()
    }
}

/// A filter, and the candidate in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// The filter.
    pub filter: Filter,
    /// The candidate.
    pub candidate: Option<ApplicationId>,
}

impl Choice {
    /// Reads the query of an address, with or without its question mark.
    pub fn read(query: &str) -> Choice {
        let mut choice = Choice::default();
        for (name, value) in query
            .trim_start_matches('?')
            .split('&')
            .filter_map(|part| part.split_once('='))
        {
            match name {
                "vue" => choice.filter = Filter::from_code(value),
                "candidat" => choice.candidate = value.parse().ok(),
                _ => {}
            }
        }
        choice
    }

    /// The address that shows it.
    pub fn address(self, jury: JuryId) -> String {
        let page = crate::routes::jury(jury, "");
        let filter = self.filter.code();
        match self.candidate {
            Some(candidate) => format!("{page}?vue={filter}&candidat={candidate}"),
            None => format!("{page}?vue={filter}"),
        }
    }
}

/// How a choice enters the history of the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One can go back from it.
    Push,
    /// It takes the place of the last.
    Replace,
}

/// Shows a choice, and puts it in the address.
pub fn show(room: Room, choice: Choice, step: Step) {
    let address = choice.address(room.id);
    room.choice.set(choice);
    if let Ok(history) = window().history() {
        // Where the address cannot follow, the screen still does.
        let _ = match step {
            Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    }
}

/// Follows links of this page, and the browser's way back, without loading anything.
pub fn follow_links(room: Room) {
    let page = crate::routes::jury(room.id, "");
    let clicks = window_event_listener(ev::click, move |event| {
        let plain =
            event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if !plain || event.default_prevented() {
            return;
        }
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            .and_then(|link| link.get_attribute("href"));
        let query = link
            .as_deref()
            .and_then(|link| link.strip_prefix(&page)?.strip_prefix('?'));
        if let Some(query) = query {
            event.prevent_default();
            show(room, Choice::read(query), Step::Push);
        }
    });
    let back = window_event_listener(ev::popstate, move |_| {
        let query = window().location().search().unwrap_or_default();
        room.choice.set(Choice::read(&query));
    });
    on_cleanup(move || {
        clicks.remove();
        back.remove();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_its_choice_back() {
        for choice in [
            Choice::default(),
            Choice {
                filter: Filter::Confirmed,
                candidate: Some(ApplicationId(7)),
            },
        ] {
            let address = choice.address(JuryId(1));
            let (_, query) = address.split_once('?').expect("a query");
            assert_eq!(Choice::read(query), choice);
        }
        assert_eq!(Choice::read("?vue=rien&candidat=x&y"), Choice::default());
    }
}
