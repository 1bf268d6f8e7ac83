//! The document around the app.

use crate::app::App;
use crate::lang;
use crate::routes::half_of;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;
use std::collections::BTreeMap;
use wire::PageContext;
use words::Lang;

/// Addresses of the built site, hashes included. Empty paths mean the site was not built: pages come without scripts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assets {
    /// Styles of staff screens.
    pub css: String,
    /// Styles of result pages.
    pub results_css: String,
    /// The browser halves by name: a live page loads one.
    pub halves: BTreeMap<String, HalfAssets>,
    /// Fonts of staff screens.
    pub fonts: Vec<String>,
}

/// Addresses of a browser half.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HalfAssets {
    /// Glue.
    pub js: String,
    /// The module.
    pub wasm: String,
}

/// Wakes the live part of the page once [`READ`] says so; the module is fetched and compiled before. By `import()`: a script of
/// its own would be kept waiting for the first frame.
///
/// Until then, and not for long, the page is not shown: its first frame is the one that is alive, and what scripts draw anew
/// at once need not be drawn before. On a slow line what the server drew is there to be used, and so is a form that stands
/// apart for pages without scripts.
fn waking(HalfAssets { js, wasm }: &HalfAssets, settle: &str) -> String {
    format!(
        "{{{settle}const page=document.documentElement,off=()=>delete page.dataset.waking,\
         serve=()=>{{off();document.querySelectorAll(':not([data-awake])>noscript[data-form]')\
         .forEach(it=>{{it.insertAdjacentHTML('afterend',it.textContent);delete it.dataset.form}})}},\
         read=new Promise(go=>self.read=go),\
         half=WebAssembly.compileStreaming(fetch('{wasm}'));\
         page.dataset.waking='unseen';\
         setTimeout(()=>{{if(page.dataset.waking)page.dataset.waking='seen'}},{UNSEEN_MS});\
         setTimeout(()=>page.dataset.waking&&serve(),{SLOW_MS});\
         import('{js}').then(async it=>{{await it.default({{module_or_path:half}});await read;off();it.wake()}})\
         .catch(error=>{{serve();throw error}})}}"
    )
}

/// At the end of the page: it is read whole then, and its styles are there, because a script waits for them.
const READ: &str = "self.read()";

/// Shorter than a blank page is felt.
const UNSEEN_MS: u32 = 400;
/// By then fields of the server's serve better than a wait.
const SLOW_MS: u32 = 2_500;

/// The whole document.
#[component]
pub fn Shell(
    /// Where the built files are.
    assets: Assets,
) -> impl IntoView {
    let page = use_context::<PageContext>().unwrap_or_default();
    let lang = Lang::from_tag(&page.lang);
    provide_context(lang);
    let theme = (page.theme != "auto").then(|| page.theme.clone());
    let address = path_of(use_context::<RequestUrl>().as_ref().map_or("", AsRef::as_ref));
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let half = page.error.is_none().then(|| half_of(path)).flatten();
    let half = half.map(|name| assets.halves.get(name).cloned().unwrap_or_default());
    let built = half.clone().filter(|half| !half.js.is_empty());
    let wake = built.map(|half| {
        // A refused form stands under the address it posted to; a live screen must find the page that was drawn.
        let settle = page
            .form
            .as_ref()
            .and_then(|_| serde_json::to_string(&address).ok())
            .map(|address| format!("history.replaceState(null,'',{});", address.replace('<', "\\u003c")));
        let script = waking(&half, &settle.unwrap_or_default());
        let HalfAssets { js, wasm } = half;
        let begin = view! {
            <link rel="modulepreload" href=js/>
            <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
            <script nonce=leptos::nonce::use_nonce()>{script}</script>
        };
        (
            begin,
            view! { <script nonce=leptos::nonce::use_nonce()>{READ}</script> },
        )
    });
    let (begin, read) = wake.unzip();
    let fonts = assets.fonts.into_iter().map(|font| {
        view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    let fonts = fonts.collect_view();
    let product = lang::use_words().common().product;
    view! {
        <!DOCTYPE html>
        <html lang=page.lang data-theme=theme data-hydrated=half.is_none().then_some("")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="application-name" content=product/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                // Before the styles: a script after them waits for them, and the page with it.
                {begin}
                <link rel="stylesheet" href=assets.css/>
                // Asked for with the styles: one that comes later has the page laid out twice.
                {fonts}
                <MetaTags/>
            </head>
            <body>
                <App/>
                {read}
            </body>
        </html>
    }
}

/// The address without the origin: the renderer makes one up, and a browser takes only its own.
fn path_of(address: &str) -> String {
    match address.split_once("://") {
        Some((_, rest)) => rest
            .find('/')
            .map_or_else(|| "/".to_owned(), |start| rest[start..].to_owned()),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_its_origin_and_nothing_else() {
        assert_eq!(path_of("http://leptos.dev/lots/3?x=http://y/z"), "/lots/3?x=http://y/z");
        assert_eq!(path_of("http://leptos.dev"), "/");
        assert_eq!(path_of("/lots/3"), "/lots/3");
    }
}
