//! Our own icons, drawn on a 20 by 20 grid with one stroke.

use super::Markup;
use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/icon.module.css");

/// A drawing. Constants, so that a browser half carries those it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    strokes: &'static str,
    circled: bool,
}

const CIRCLE: &str = "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z";

impl Glyph {
    pub const ARROW: Glyph = Glyph::plain("M3.5 10h13M11.5 5l5 5-5 5");
    pub const AUTO: Glyph = Glyph::circled("M10 2.5v15M13 3.2v13.6M15.8 5.3v9.4");
    pub const BACK: Glyph = Glyph::plain("M16.5 10h-13M8.5 5l-5 5 5 5");
    pub const CHECK: Glyph = Glyph::plain("M3.8 10.6l4.2 4.2 8.2-9.4");
    pub const CLOCK: Glyph = Glyph::circled("M10 5.8V10l2.9 2.2");
    pub const CLOUD: Glyph = Glyph::plain(
        "M5.8 15.8h8.4a3.4 3.4 0 0 0 .5-6.8A4.9 4.9 0 0 0 5.3 8.2a3.8 3.8 0 0 0 .5 7.6zM7.4 12v.01M10 12v.01M12.6 12v.01",
    );
    pub const CONFLICT: Glyph = Glyph::plain("M3 7h10.5M10.5 3.8 13.7 7l-3.2 3.2M17 13H6.5M9.5 9.8 6.3 13l3.2 3.2");
    pub const CROSS: Glyph = Glyph::plain("M5 5l10 10M15 5 5 15");
    pub const DASH: Glyph = Glyph::plain("M5.5 10h9");
    pub const DONE: Glyph = Glyph::circled("M6.5 10.3l2.4 2.4 4.6-5.2");
    pub const DOWN: Glyph = Glyph::plain("M5 7.5l5 5 5-5");
    pub const DOWNLOAD: Glyph = Glyph::plain("M10 3v9.5M6 8.8l4 4 4-4M3.5 16.5h13");
    pub const INFO: Glyph = Glyph::circled("M10 9.2v4.6M10 6.3v.01");
    pub const LOCK: Glyph = Glyph::plain("M4.5 9h11v8h-11zM6.8 9V6.2a3.2 3.2 0 0 1 6.4 0V9M10 12.2v1.6");
    pub const MOON: Glyph = Glyph::plain("M16.8 12A7.2 7.2 0 0 1 8 3.2a7.2 7.2 0 1 0 8.8 8.8z");
    pub const NEXT: Glyph = Glyph::plain("M7.5 4.5 13 10l-5.5 5.5");
    pub const PENCIL: Glyph = Glyph::plain(
        "M3.8 16.2l.8-3.6 8.9-8.9a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3l-8.9 8.9zM11.8 5.4l2.8 2.8",
    );
    pub const PEOPLE: Glyph = Glyph::plain(
        "M7.5 9.5a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM2 16.5c.4-2.9 2.5-4.3 5.5-4.3s5.1 1.4 5.5 4.3M13 4.2a2.7 2.7 0 0 1 0 5M15 12.6c1.7.6 2.8 1.9 3 3.9",
    );
    pub const PLUS: Glyph = Glyph::plain("M10 4v12M4 10h12");
    pub const PREVIOUS: Glyph = Glyph::plain("M12.5 4.5 7 10l5.5 5.5");
    pub const PRINT: Glyph = Glyph::plain("M5.5 7.5V3h9v4.5M5.5 14h-3V7.5h15V14h-3M5.5 11.5h9V17h-9z");
    pub const SEARCH: Glyph = Glyph::plain("M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.4 13.4l4.1 4.1");
    pub const SENT: Glyph = Glyph::plain("M17.5 2.5 9 11M17.5 2.5l-5.2 15L9 11 2.5 7.7z");
    pub const STOP: Glyph = Glyph::plain("M10 6.2v4.6M10 13.7v.01M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9z");
    pub const SUN: Glyph = Glyph::plain(
        "M10 6.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM10 1.8v1.7M10 16.5v1.7M1.8 10h1.7M16.5 10h1.7M4.2 4.2l1.2 1.2M14.6 14.6l1.2 1.2M15.8 4.2l-1.2 1.2M5.4 14.6l-1.2 1.2",
    );
    pub const UPLOAD: Glyph = Glyph::plain("M10 13V3.3M6 7.2l4-4 4 4M3.5 16.5h13");
    pub const USER: Glyph = Glyph::plain(
        "M10 10.2a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM3.2 17.2c.6-3.2 3.3-4.7 6.8-4.7s6.2 1.5 6.8 4.7",
    );
    pub const WARNING: Glyph = Glyph::plain("M10 3 18 16.8H2zM10 8.2v4M10 14.5v.01");

    const fn plain(strokes: &'static str) -> Glyph {
        Glyph {
            strokes,
            circled: false,
        }
    }

    const fn circled(strokes: &'static str) -> Glyph {
        Glyph { strokes, circled: true }
    }

    fn path(self) -> String {
        [if self.circled { CIRCLE } else { "" }, self.strokes].concat()
    }

    /// The same drawing as [`Icon`], in markup.
    pub fn draw(self, out: &mut Markup) {
        out.raw("<svg class=\"").raw(css::icon);
        out.raw("\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\"><path d=\"");
        out.raw(&self.path()).raw("\"></path></svg>");
    }
}

/// A drawing beside a text that says the same: hidden from assistive technology.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    let d = glyph.path();
    view! {
        <svg class=css::icon viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d=d></path>
        </svg>
    }
}

/// The mark of the product: a sun over the sea, which is also a ruled sheet.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class=css::mark viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect class=css::ground width="32" height="32" rx="4"></rect>
            <path class=css::sun d="M8 17a8 8 0 0 1 16 0z"></path>
            <path class=css::sea d="M5 20.5h22M5 24h22M5 27.5h22"></path>
        </svg>
    }
}
