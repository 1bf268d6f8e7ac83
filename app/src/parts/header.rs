//! The top of every staff page.

use leptos::prelude::*;

use super::{Glyph, Icon, Mark};
use crate::lang::{use_lang, use_words};

stylance::import_crate_style!(css, "src/parts/header.module.css");

/// A place one may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Address.
    pub href: String,
    /// Name.
    pub label: String,
    /// We are there, or below.
    pub current: bool,
}

impl NavItem {
    /// A place from its parts.
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> NavItem {
        NavItem {
            href: href.into(),
            label: label.into(),
            current,
        }
    }
}

/// Who is logged in, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Name or login.
    pub name: String,
    /// Role, in words.
    pub role: String,
}

/// Colours asked for; `<html data-theme>` carries the tag of the last two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// As posted to `/theme` and kept in the cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a tag; anything unknown follows the system.
    pub fn from_tag(tag: &str) -> Theme {
        match tag {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    const fn next(self) -> Theme {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }
}

/// The first link of the page, seen when it has the focus.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#content">{use_words().common().skip_to_content}</a> }
}

/// Product, places, language, colours, account. Its three forms post plainly; `here` comes back with each as `back`.
///
/// `/langue` receives `lang` (`fr`, `en`), `/theme` receives `theme` (`auto`, `light`, `dark`), `/deconnexion` nothing.
#[component]
pub fn SiteHeader(
    nav: Vec<NavItem>,
    #[prop(into)] here: String,
    #[prop(optional)] theme: Theme,
    #[prop(optional)] visitor: Option<Visitor>,
) -> impl IntoView {
    let words = use_words();
    let (lang, lang_name) = match use_lang() {
        words::Lang::Fr => (words::Lang::En, "English"),
        words::Lang::En => (words::Lang::Fr, "Français"),
    };
    let places = (!nav.is_empty()).then(|| {
        view! {
            <nav class=css::nav aria-label=words.look().main_nav>
                <ul>
                    {nav.into_iter().map(|item| view! {
                        <li><a href=item.href aria-current=item.current.then_some("page")>{item.label}</a></li>
                    }).collect_view()}
                </ul>
            </nav>
        }
    });
    let account = visitor.map(|visitor| {
        view! {
            <div class=css::account>
                <span class=css::who>
                    <Icon glyph=Glyph::USER />
                    <span class=css::name>{visitor.name}</span>
                <span class=css::role>{visitor.role}</span>
                </span>
                <form method="post" action="/deconnexion">
                    <button class=css::tool>{words.common().log_out}</button>
                </form>
            </div>
        }
    });
    let (next, glyph) = match theme {
        Theme::Auto => (words.look().theme_to_light, Glyph::AUTO),
        Theme::Light => (words.look().theme_to_dark, Glyph::SUN),
        Theme::Dark => (words.look().theme_to_auto, Glyph::MOON),
    };
    view! {
        <header class=css::header>
            <div class=css::bar>
                <a href="/" class=css::brand><Mark /><span>{words.common().product}</span></a>
                {places}
                <div class=css::tools>
                    <form method="post" action="/langue">
                        <input type="hidden" name="back" value=here.clone() />
                        <button class=css::tool name="lang" value=lang.tag() lang=lang.tag() title=lang_name>
                            <span class="visually-hidden">{lang_name}</span>
                            <span class=css::tag aria-hidden="true">{lang.tag()}</span>
                        </button>
                    </form>
                    <form method="post" action="/theme">
                        <input type="hidden" name="back" value=here />
                        <button class=css::tool name="theme" value=theme.next().tag() title=next aria-label=next>
                            <Icon glyph=glyph />
                        </button>
                    </form>
                    {account}
                </div>
            </div>
        </header>
    }
}
