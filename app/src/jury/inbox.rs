//! What members propose, and the president's answers.

use super::css;
use super::room::Room;
use super::{calls, clock, say};
use crate::lang::{use_lang, use_words};
use crate::parts::{Badge, Button, Card, Tone, Variant};
use leptos::prelude::*;
use wire::{AnswerProposal, Proposal, ProposalState};
use words::{fill, law};

/// Proposals, those that wait first.
#[component]
pub fn Inbox(room: Room) -> impl IntoView {
    let words = use_words();
    let proposals = Memo::new(move |_| {
        let latest_first = room.view.with(|view| view.proposals.clone()).into_iter().rev();
        let (mut proposals, answered): (Vec<_>, Vec<_>) =
            latest_first.partition(|proposal| proposal.state == ProposalState::Waiting);
        proposals.extend(answered);
        proposals
    });
    let none = move || {
        let waits = proposals.with(|all| all.iter().any(|one| one.state == ProposalState::Waiting));
        (!waits).then(|| view! { <p class=css::quiet>{words.jury().inbox_none}</p> })
    };
    view! {
        <Card title=words.jury().inbox>
            {none}
            <ul class=css::inbox>
                <For each=move || proposals.get() key=|one| (one.id, one.state as u8) let:proposal>
                    <OneProposal room proposal/>
                </For>
            </ul>
        </Card>
    }
}

#[component]
fn OneProposal(room: Room, proposal: Proposal) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let id = proposal.id;
    let (number, label) = room.view.with_untracked(|view| {
        let number = say::number(view.candidate(proposal.application).and_then(|one| one.anonymity));
        (number, say::label(&view.ruleset, proposal.slot))
    });
    let text = fill(
        words.jury().proposes,
        &[
            ("name", &proposal.author),
            ("label", &label),
            ("mark", &law::number(lang, proposal.value)),
        ],
    );
    let answer = move |take: bool| {
        Callback::new(move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            let op_id = room.op("repondre", &format!("{id}-{take}"));
            room.act(calls::answer_proposal(AnswerProposal {
                op_id,
                jury: room.id,
                proposal: id,
                take,
            }));
        })
    };
    let (tone, state) = match proposal.state {
        ProposalState::Waiting => (Tone::Warning, words.jury().waiting),
        ProposalState::Taken => (Tone::Success, words.jury().taken),
        ProposalState::Declined => (Tone::Neutral, words.jury().declined),
    };
    let waits = proposal.state == ProposalState::Waiting;
    let application = proposal.application;
    let buttons = move || {
        (waits && room.chairs() && room.open()).then(|| {
            view! {
                <form method="post" action=crate::routes::jury(room.id, "repondre") class=css::acts>
                    <input type="hidden" name="proposal" value=id.to_string()/>
                    <input type="hidden" name="op_id" value=move || room.op("repondre", &id.to_string())/>
                    <input type="hidden" name="back" value=move || room.address(room.filter.get(), Some(application))/>
                    <Button small=true variant=Variant::Primary name="take" value="oui" on_click=answer(true) busy=room.busy>
                        {words.jury().take}
                    </Button>
                    <Button small=true name="take" value="non" on_click=answer(false) busy=room.busy>{words.jury().decline}</Button>
                </form>
            }
        })
    };
    view! {
        <li>
            <p>
                <a class="code" href=move || room.address(room.filter.get(), Some(application))>{number}</a>
                " · "{text}" · "<span class="num">{clock::time(proposal.at)}</span>" "
                <Badge tone=tone text=state/>
            </p>
            <p class=css::quiet>{proposal.reason}</p>
            {buttons}
        </li>
    }
    .into_any()
}
