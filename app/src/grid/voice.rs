//! What the live region says, in its order: refusals and conflicts first, never faster than it can be heard.

use std::collections::VecDeque;

/// Between two messages: at most two a second.
pub const PAUSE_MS: u32 = 500;
/// Urgent messages that wait one by one; of more only the last are told, the list beside the sheet has them all.
const WAITING: usize = 4;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A refusal, a conflict.
    Urgent,
    /// What was just done; a later one takes its place.
    Calm,
}

/// Messages that wait to be said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voice {
    urgent: VecDeque<String>,
    calm: Option<String>,
    /// Somebody is saying them.
    pub speaking: bool,
}

impl Voice {
    /// Adds a message.
    pub fn add(&mut self, tone: Tone, text: String) {
        match tone {
            Tone::Urgent => {
                self.urgent.push_back(text);
                if self.urgent.len() > WAITING {
                    self.urgent.pop_front();
                }
            }
            Tone::Calm => self.calm = Some(text),
        }
    }

    /// What is said now; nothing when nothing waits, and then nobody speaks.
    pub fn next(&mut self) -> Option<String> {
        let next = self.urgent.pop_front().or_else(|| self.calm.take());
        self.speaking = next.is_some();
        next
    }
}

#[cfg(test)]
mod tests {
    use super::Tone::{Calm, Urgent};
    use super::*;

    #[test]
    fn refusals_come_first_and_the_last_calm_word_is_the_one_said() {
        let mut voice = Voice::default();
        voice.add(Calm, "undone".into());
        voice.add(Urgent, "refused".into());
        voice.add(Calm, "redone".into());
        voice.add(Urgent, "conflict".into());
        let said: Vec<String> = std::iter::from_fn(|| voice.next()).collect();
        assert_eq!(said, ["refused", "conflict", "redone"]);
    }

    #[test]
    fn a_flood_leaves_its_last() {
        let mut voice = Voice::default();
        for n in 0..50 {
            voice.add(Urgent, n.to_string());
        }
        let said: Vec<String> = std::iter::from_fn(|| voice.next()).collect();
        assert_eq!(said, ["46", "47", "48", "49"]);
    }
}
