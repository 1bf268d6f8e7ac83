//! The end of a session: confirm what is clear, end, sign, close.

use super::css;
use super::room::Room;
use super::{calls, clock};
use crate::lang::{use_lang, use_words};
use crate::parts::{Badge, Button, ButtonLink, Card, Glyph, Progress, Stack, Tone, Variant};
use domain::{JuryState, MinutesSigning};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{ConfirmDecisions, Head, SignMinutes, Signature, Which};
use words::fill;

/// Progress and the acts that end the session.
#[component]
pub fn Closing(room: Room) -> impl IntoView {
    let words = use_words();
    let state = Memo::new(move |_| room.view.with(|view| view.state));
    let done = Memo::new(move |_| room.view.with(|view| view.confirmed()));
    let all = room.view.with_untracked(|view| view.candidates.len());
    let text = move || {
        fill(
            words.jury().progress,
            &[("done", &done.get().to_string()), ("all", &all.to_string())],
        )
    };
    let acts = move || match state.get() {
        JuryState::NotStarted | JuryState::MarkControl => {
            view! { <p class=css::quiet>{words.jury().not_open_note}</p> }.into_any()
        }
        JuryState::Deliberating => view! { <Deliberating room/> }.into_any(),
        JuryState::Minutes => view! { <Signing room/> }.into_any(),
        _ => view! { <p class=css::quiet>{words.jury().closed_note}</p><Signatures room/> }.into_any(),
    };
    view! {
        <Card title=words.jury().closing>
            <Stack>
                <Progress
                    id="progress"
                    label=words.jury().decision
                    value=Signal::derive(move || done.get() as u64)
                    max=all as u64
                    text=Signal::derive(text)
                />
                {acts}
                <p><ButtonLink href=crate::routes::jury(room.id, "pv") glyph=Glyph::PRINT>{words.jury().minutes}</ButtonLink></p>
            </Stack>
        </Card>
    }
}

#[component]
fn Deliberating(room: Room) -> impl IntoView {
    let words = use_words();
    if !room.chairs() {
        return ().into_any();
    }
    let clear = Memo::new(move |_| room.clear());
    let left = move || room.view.with(|view| view.candidates.len() - view.confirmed());
    let confirm = Callback::new(move |event: MouseEvent| {
        event.prevent_default();
        let op_id = room.op("claires", "");
        let which = Which::Seen(clear.get_untracked());
        room.act(calls::confirm_decisions(ConfirmDecisions {
            op_id,
            jury: room.id,
            which,
        }));
    });
    let to = room.view.with_untracked(|view| match view.signing {
        MinutesSigning::Electronic => JuryState::Minutes,
        MinutesSigning::Paper => JuryState::Closed,
    });
    let end = Callback::new(move |event: MouseEvent| {
        event.prevent_default();
        room.act(calls::end_deliberation(room.id, to));
    });
    let blocked = move || (left() > 0).then(|| fill(words.jury().end_reason, &[("n", &left().to_string())]));
    let clear_text = move || match clear.with(Vec::len) {
        1 => words.jury().confirm_clear_one.to_string(),
        n => fill(words.jury().confirm_clear, &[("n", &n.to_string())]),
    };
    let back = move || room.address(room.filter.get(), room.selected.get());
    view! {
        <Show when=move || !clear.with(Vec::is_empty)>
            <form method="post" action=crate::routes::jury(room.id, "confirmer")>
                <input type="hidden" name="all" value="oui"/>
                <input type="hidden" name="op_id" value=move || room.op("claires", "")/>
                <input type="hidden" name="back" value=back/>
                <Button glyph=Glyph::DONE on_click=confirm busy=room.busy>{clear_text}</Button>
            </form>
        </Show>
        <form method="post" action=crate::routes::jury(room.id, "avancer")>
            <input type="hidden" name="to" value=to.code()/>
            <Button id="end" variant=Variant::Danger on_click=end reason=Signal::derive(blocked) busy=room.busy>
                {words.jury().end}
            </Button>
        </form>
        <p class=css::quiet>{words.jury().end_hint}</p>
    }
    .into_any()
}

#[component]
fn Signing(room: Room) -> impl IntoView {
    let words = use_words();
    let asked = RwSignal::new(None::<Head>);
    let at_hand = move || {
        room.view.with(|view| {
            let hash = view.head_hash.clone()?;
            Some(Head {
                seq: view.head_seq,
                hash,
            })
        })
    };
    // Events move the head on without telling its hash.
    Effect::new(move |_| {
        if at_hand().is_none() {
            spawn_local(async move { asked.set(calls::jury_head(room.id).await.ok()) });
        }
    });
    let shown = move || {
        let head = at_hand().or_else(|| asked.get())?;
        Some(format!("{}:{}", head.seq, head.hash))
    };
    let sign = Callback::new(move |event: MouseEvent| {
        event.prevent_default();
        let seen_seq = room.view.with_untracked(|view| view.head_seq);
        room.act(calls::sign_minutes(SignMinutes {
            op_id: room.op("signer", ""),
            jury: room.id,
            seen_seq,
        }));
    });
    let signed = move || {
        room.view
            .with(|view| view.signatures.iter().any(|one| !view.outdated(one)))
    };
    let blocked = move || (!signed()).then(|| words.jury().close_reason.to_string());
    let close = Callback::new(move |event: MouseEvent| {
        event.prevent_default();
        room.act(calls::close_jury(room.id));
    });
    let acts = room.chairs().then(|| {
        view! {
            <p class=css::quiet>{words.jury().sign_hint}</p>
            <form method="post" action=crate::routes::jury(room.id, "signer")>
                <input type="hidden" name="seen_seq" value=move || room.view.with(|view| view.head_seq.to_string())/>
                <input type="hidden" name="op_id" value=move || room.op("signer", "")/>
                <Button variant=Variant::Primary glyph=Glyph::PENCIL on_click=sign busy=room.busy>{words.jury().sign}</Button>
            </form>
            <form method="post" action=crate::routes::jury(room.id, "avancer")>
                <input type="hidden" name="to" value=JuryState::Closed.code()/>
                <Button id="close" variant=Variant::Danger glyph=Glyph::LOCK on_click=close reason=Signal::derive(blocked)
                    busy=room.busy>{words.jury().close}</Button>
            </form>
        }
    });
    view! {
        <p class=css::head><span>{words.jury().head}" "</span><code>{shown}</code></p>
        {acts}
        <Signatures room/>
    }
    .into_any()
}

/// Who signed, on what, and whether it still holds.
#[component]
pub fn Signatures(room: Room) -> impl IntoView {
    let words = use_words();
    let signatures = move || {
        room.view.with(|view| {
            view.signatures
                .iter()
                .map(|one| (one.clone(), view.outdated(one)))
                .collect::<Vec<_>>()
        })
    };
    let list = move || {
        let signatures = signatures();
        if signatures.is_empty() {
            return view! { <p class=css::quiet>{words.jury().not_signed}</p> }.into_any();
        }
        let rows: Vec<_> = signatures
            .into_iter()
            .map(|(signature, outdated)| view! { <SignatureLine signature outdated/> })
            .collect();
        view! { <ul class=css::inbox>{rows}</ul> }.into_any()
    };
    view! { <section><h3>{words.jury().signatures}</h3>{list}</section> }
}

/// One signature.
#[component]
pub fn SignatureLine(signature: Signature, outdated: bool) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let at = if lang == words::Lang::Fr { "à" } else { "at" };
    let time = clock::date_time(signature.at, at);
    let role = words.roles().of(signature.role).to_ascii_lowercase();
    let text = fill(
        words.jury().signed_by,
        &[("name", &signature.signer), ("role", &role), ("time", &time)],
    );
    let on = fill(words.jury().signed_on, &[("seq", &signature.seq.to_string())]);
    let (tone, state) = if outdated {
        (Tone::Warning, words.jury().outdated)
    } else {
        (Tone::Success, words.jury().valid)
    };
    view! {
        <li>
            {text}" "<Badge tone=tone text=state/>
            <p class=css::head>{on}" "<code>{signature.hash}</code></p>
        </li>
    }
}
