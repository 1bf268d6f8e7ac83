//! Colours, type, icons and buttons.

use leptos::prelude::*;

use crate::lang::use_words;
use crate::parts::{Button, ButtonLink, Card, Columns, Glyph, Icon, Stack, Variant};

stylance::import_crate_style!(css, "src/style_page/foundations.module.css");

const GLYPHS: [Glyph; 28] = [
    Glyph::CHECK,
    Glyph::DONE,
    Glyph::CROSS,
    Glyph::DASH,
    Glyph::PLUS,
    Glyph::INFO,
    Glyph::WARNING,
    Glyph::STOP,
    Glyph::CONFLICT,
    Glyph::CLOUD,
    Glyph::SENT,
    Glyph::PENCIL,
    Glyph::LOCK,
    Glyph::CLOCK,
    Glyph::SEARCH,
    Glyph::USER,
    Glyph::PEOPLE,
    Glyph::DOWNLOAD,
    Glyph::UPLOAD,
    Glyph::PRINT,
    Glyph::BACK,
    Glyph::ARROW,
    Glyph::PREVIOUS,
    Glyph::NEXT,
    Glyph::DOWN,
    Glyph::SUN,
    Glyph::MOON,
    Glyph::AUTO,
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
                        <ButtonLink href="#" glyph=Glyph::PEOPLE>{words.see_candidates}</ButtonLink>
                        <Button variant=Variant::Danger>{words.cancel_lot}</Button>
                    </div>
                    <div class=css::row>
                        <Button variant=Variant::Quiet small=true glyph=Glyph::CLOCK>{words.history}</Button>
                        <Button small=true glyph=Glyph::DOWNLOAD>{words.download}</Button>
                        <Button small=true busy=true>{words.saving}</Button>
                    </div>
                    <Button id="close-jury" glyph=Glyph::LOCK reason=words.close_jury_reason>{words.close_jury}</Button>
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
