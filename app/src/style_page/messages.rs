//! What the screen says back: banners, states, decisions, nothing.

use leptos::prelude::*;

use crate::lang::use_words;
use crate::parts::{
    Badge, Banner, ButtonLink, Card, Columns, DecisionPill, EmptyState, Glyph, Outcome, Stack, StatePill, Tone,
    WriteState,
};

stylance::import_crate_style!(css, "src/style_page/messages.module.css");

#[component]
pub(super) fn Messages() -> impl IntoView {
    let words = use_words().sample();
    let decisions = [
        (Outcome::Admitted, words.admitted),
        (Outcome::SecondGroup, words.second_group),
        (Outcome::Refused, words.refused),
        (Outcome::Pending, words.pending),
        (Outcome::Withheld, words.withheld),
    ];
    let nothing = view! { <ButtonLink href="#">{words.nothing_action}</ButtonLink> }.into_any();
    view! {
        <Columns>
            <Card title=words.messages>
                <Stack tight=true>
                    <Banner tone=Tone::Success><p>{words.message_success}</p></Banner>
                    <Banner tone=Tone::Info><p>{words.message_info}</p></Banner>
                    <Banner tone=Tone::Warning title=words.message_warning_title><p>{words.message_warning}</p></Banner>
                    <Banner tone=Tone::Error title=words.message_error_title><p>{words.message_error}</p></Banner>
                </Stack>
            </Card>
            <Stack>
                <Card title=words.states>
                    <div class=css::row>
                        {WriteState::ALL.map(|state| view! { <StatePill state=state /> }).collect_view()}
                        <Badge tone=Tone::Success text=words.live glyph=Glyph::DONE />
                        <Badge text=words.new_version />
                    </div>
                </Card>
                <Card title=words.decisions>
                    <div class=css::row>
                        {decisions.map(|(outcome, text)| view! { <DecisionPill outcome=outcome text=text /> }).collect_view()}
                    </div>
                </Card>
                <Card>
                    <EmptyState title=words.nothing action=nothing><p>{words.nothing_text}</p></EmptyState>
                </Card>
            </Stack>
        </Columns>
    }
}
