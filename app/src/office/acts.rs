//! The log in words.

use crate::lang;
use crate::parts::{Card, Column, Table};
use domain::{Act, Decision, Entry, Flag, Mention, Slot};
use leptos::prelude::*;
use wire::TimedEvent;
use words::{Lang, Words, fill};

use super::parts::state_text;

/// A table of what happened, newest first.
#[component]
pub fn History(title: &'static str, events: Vec<TimedEvent>) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    if events.is_empty() {
        return view! { <Card title=title><p>{w.nothing_happened}</p></Card> }.into_any();
    }
    let columns = vec![Column::text(w.when), Column::text(w.who), Column::text(w.what)];
    view! {
        <Card title=title flush=true>
            <Table caption=title caption_hidden=true columns dense=true tall=true>
                {events.into_iter().rev().map(|TimedEvent { at, event }| {
                    let role = event.role.map(|role| format!(", {}", words.roles().of(role)));
                    view! {
                        <tr>
                            <td>{at}</td>
                            <td>{event.name}{role}</td>
                            <td>{sentence(lang, &event.act)}</td>
                        </tr>
                    }
                }).collect_view()}
            </Table>
        </Card>
    }
    .into_any()
}

/// A decision with its mention.
pub fn decision_text(lang: Lang, decision: Decision, mention: Option<Mention>) -> String {
    let w = lang.words().office();
    let decision = words::law::decision(lang, decision);
    match mention {
        Some(mention) => format!(
            "{decision}, {}",
            fill(w.mention, &[("mention", words::law::mention(lang, mention))])
        ),
        None => decision.to_string(),
    }
}

fn entry(words: Words, entry: Option<Entry>) -> String {
    entry.map_or_else(|| words.office().empty_value.to_string(), Entry::french)
}

/// What an act says to a reader.
pub fn sentence(lang: Lang, act: &Act) -> String {
    let words = lang.words();
    let w = words.office();
    let say = |text: &str, values: &[(&str, String)]| {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(text, &values)
    };
    let slot = |slot: &Slot| ("slot", slot.to_string());
    let of = |application: &domain::ApplicationId| ("id", application.to_string());
    let number = |value: &i64| ("n", value.to_string());
    match act {
        Act::MarkSaved {
            slot: at,
            before,
            after,
            ..
        } => say(
            w.act_mark_saved,
            &[
                slot(at),
                ("before", entry(words, *before)),
                ("after", entry(words, *after)),
            ],
        ),
        Act::MarkConflicted {
            slot: at,
            stands,
            tried,
            ..
        } => say(
            w.act_mark_conflicted,
            &[
                slot(at),
                ("tried", entry(words, *tried)),
                ("stands", entry(words, *stands)),
            ],
        ),
        Act::DifferenceSettled {
            application,
            slot: at,
            before,
            second,
            after,
            reason,
            ..
        } => {
            let text = if reason.is_empty() {
                w.act_settled
            } else {
                w.act_settled_third
            };
            say(
                text,
                &[
                    of(application),
                    slot(at),
                    ("first", entry(words, *before)),
                    ("second", entry(words, *second)),
                    ("after", entry(words, *after)),
                    ("reason", reason.clone()),
                ],
            )
        }
        Act::LotLocked { copies, sum, codes } => say(
            w.act_lot_locked,
            &[
                number(copies),
                ("sum", wire::french_sum(*sum)),
                ("codes", codes.to_string()),
            ],
        ),
        Act::LotReopened { reason } => say(w.act_lot_reopened, &[("reason", reason.clone())]),
        Act::LotDischarged { marks } => say(w.act_lot_discharged, &[number(marks)]),
        Act::JuryMoved { from, to } => say(
            w.act_jury_moved,
            &[("from", from.code().to_string()), ("to", state_text(words, *to))],
        ),
        Act::MarkRaised {
            application,
            slot: at,
            before,
            after,
            reason,
        } => say(
            w.act_mark_raised,
            &[
                of(application),
                slot(at),
                ("before", before.french()),
                ("after", after.french()),
                ("reason", reason.clone()),
            ],
        ),
        Act::RaiseWithdrawn {
            application,
            slot: at,
            after,
            ..
        } => say(
            w.act_raise_withdrawn,
            &[of(application), slot(at), ("after", after.french())],
        ),
        Act::DecisionConfirmed {
            application,
            decision,
            mention,
            ..
        } => say(
            w.act_decision_confirmed,
            &[of(application), ("decision", decision_text(lang, *decision, *mention))],
        ),
        Act::DecisionReopened { application } => say(w.act_decision_reopened, &[of(application)]),
        Act::ChangeProposed {
            application,
            slot: at,
            value,
            reason,
            ..
        } => say(
            w.act_change_proposed,
            &[
                of(application),
                slot(at),
                ("value", value.french()),
                ("reason", reason.clone()),
            ],
        ),
        Act::ProposalAnswered { application, taken, .. } => say(
            if *taken {
                w.act_proposal_taken
            } else {
                w.act_proposal_declined
            },
            &[of(application)],
        ),
        Act::MinutesSigned { seq, hash, role } => say(
            w.act_minutes_signed,
            &[
                ("role", words.roles().of(*role).to_string()),
                ("seq", seq.to_string()),
                ("hash", hash.chars().take(12).collect()),
            ],
        ),
        Act::SessionCreated { code } => say(w.act_session_created, &[("code", code.clone())]),
        Act::MefMapped { mef, ruleset } => say(w.act_mef_mapped, &[("mef", mef.clone()), ("ruleset", ruleset.clone())]),
        Act::FileImported {
            created,
            updated,
            rejected,
            ..
        } => say(
            w.act_file_imported,
            &[
                ("created", created.to_string()),
                ("updated", updated.to_string()),
                ("rejected", rejected.to_string()),
            ],
        ),
        Act::ApplicationsRegistered { count } => say(w.act_registered, &[number(count)]),
        Act::AnonymityDrawn { count } => say(w.act_anonymity, &[number(count)]),
        Act::LotMade { copies, .. } => say(w.act_lot_made, &[number(copies)]),
        Act::LotGiven { .. } => w.act_lot_given.to_string(),
        Act::SecondEntryAsked { .. } => w.act_second_asked.to_string(),
        Act::SecondEntryCancelled { .. } => w.act_second_cancelled.to_string(),
        Act::JuryComposed { candidates, .. } => say(w.act_jury_composed, &[number(candidates)]),
        Act::SeatGiven { role, .. } => say(w.act_seat_given, &[("role", words.roles().of(*role).to_string())]),
        Act::LocalRulesSet { ruleset, version, .. } => say(
            w.act_local_rules,
            &[("ruleset", ruleset.clone()), ("version", version.to_string())],
        ),
        Act::ContextSet { application, context } => match words::law::situation_codes(lang, context) {
            what if what.is_empty() => say(w.act_context_emptied, &[of(application)]),
            what => say(w.act_context_set, &[of(application), ("what", what)]),
        },
        Act::FlagChanged { flag, set, reason, .. } => {
            let text = match (flag, set) {
                (Flag::RedList, true) => w.act_red_list_on,
                (Flag::RedList, false) => w.act_red_list_off,
                (Flag::PresumedFraud, true) => w.act_fraud_on,
                (Flag::PresumedFraud, false) => w.act_fraud_off,
            };
            say(text, &[("reason", reason.clone())])
        }
        Act::ResultsPublished { juries, .. } => say(w.act_published, &[("n", juries.len().to_string())]),
        Act::ResultsWithdrawn { reason, .. } => say(w.act_withdrawn, &[("reason", reason.clone())]),
    }
}
