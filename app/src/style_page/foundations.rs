//! Colours, type, icons and buttons.

use leptos::prelude::*;

use crate::lang::use_words;
use crate::parts::{Button, ButtonLink, Card, Columns, Glyph, Icon, Stack, Variant};

stylance::import_crate_style!(css, "src/style_page/foundations.module.css");

const GLYPHS: [Glyph; 28] = [
    Glyph::Check,
    Glyph::Done,
    Glyph::Cross,
    Glyph::Dash,
    Glyph::Plus,
    Glyph::Info,
    Glyph::Warning,
    Glyph::Stop,
    Glyph::Conflict,
    Glyph::Cloud,
    Glyph::Sent,
    Glyph::Pencil,
    Glyph::Lock,
    Glyph::Clock,
    Glyph::Search,
    Glyph::User,
    Glyph::People,
    Glyph::Download,
    Glyph::Upload,
    Glyph::Print,
    Glyph::Back,
    Glyph::Arrow,
    Glyph::Previous,
    Glyph::Next,
    Glyph::Down,
    Glyph::Sun,
    Glyph::Moon,
    Glyph::Auto,
];

const SWATCHES: [(&str, &str); 12] = [
    ("--page", css::page),
    ("--sheet", css::sheet),
    ("--sunk", css::sunk),
    ("--edge", css::edge),
    ("--ink-soft", css::soft),
    ("--ink", css::ink),
    ("--accent", css::accent),
    ("--ok", css::ok),
    ("--warn", css::warn),
    ("--bad", css::bad),
    ("--info", css::info),
    ("--clash", css::clash),
];

#[component]
pub(super) fn Foundations() -> impl IntoView {
    let words = use_words().sample();
    let swatches = SWATCHES
        .map(|(name, class)| {
            view! { <li><span class=stylance::classes!(css::swatch, class)></span><code>{name}</code></li> }
        })
        .collect_view();
    view! {
        <Columns>
            <Card title=words.colours note=words.colours_note>
                <ul class=css::swatches>{swatches}</ul>
            </Card>
            <Card title=words.type_scale>
                <p class=css::big>{words.type_big}</p>
                <p class=css::figures>{words.type_figures}</p>
                <p class=css::text>{words.type_text}</p>
            </Card>
        </Columns>
        <Columns>
            <Card title=words.buttons>
                <Stack tight=true>
                    <div class=css::row>
                        <Button variant=Variant::Primary>{words.open_deliberation}</Button>
                        <ButtonLink href="#" glyph=Glyph::People>{words.see_candidates}</ButtonLink>
                        <Button variant=Variant::Danger>{words.cancel_lot}</Button>
                    </div>
                    <div class=css::row>
                        <Button variant=Variant::Quiet small=true glyph=Glyph::Clock>{words.history}</Button>
                        <Button small=true glyph=Glyph::Download>{words.download}</Button>
                        <Button small=true busy=true>{words.saving}</Button>
                    </div>
                    <Button id="close-jury" glyph=Glyph::Lock reason=words.close_jury_reason>{words.close_jury}</Button>
                </Stack>
            </Card>
            <Card title=words.icons>
                <ul class=css::glyphs>
                    {GLYPHS.map(|glyph| view! { <li><Icon glyph=glyph /></li> }).collect_view()}
                </ul>
            </Card>
        </Columns>
    }
}
