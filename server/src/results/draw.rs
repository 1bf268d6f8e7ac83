//! Result pages as bytes: components of the app, drawn once, outside router and shell.

use crate::assets::Site;
use app::results::{FormDocument, NotFoundDocument, Opening, SheetDocument, TooManyDocument};
use leptos::prelude::*;
use service::ResultRenderer;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;
use wire::ResultSheet;
use words::Lang;

/// Draws with the styles of the built site, under an address that lives as long as the set that names it.
#[derive(Clone)]
pub struct Drawing {
    name: String,
    css: Vec<u8>,
}

impl Drawing {
    /// With the styles of the built site; none when it was not built.
    pub fn new(site: &Site) -> Drawing {
        let path = site.assets.results_css.trim_start_matches('/');
        let css = site.read(path).map(std::borrow::Cow::into_owned).unwrap_or_default();
        let digest = Sha256::digest(&css);
        let hash: String = digest[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        let name = if css.is_empty() {
            String::new()
        } else {
            format!("{hash}.css")
        };
        Drawing { name, css }
    }

    fn address(&self) -> String {
        if self.name.is_empty() {
            String::new()
        } else {
            format!("{}/{}", app::routes::RESULTS, self.name)
        }
    }

    /// The form.
    pub fn form(&self, openings: Vec<Opening>) -> Vec<u8> {
        let style = self.address();
        draw(move || view! { <FormDocument openings style/> }.to_html())
    }

    /// The answer that shows no result.
    pub fn not_found(&self, openings: Vec<Opening>) -> Vec<u8> {
        let style = self.address();
        draw(move || view! { <NotFoundDocument openings style/> }.to_html())
    }

    /// The answer to one who searches too often.
    pub fn too_many(&self) -> Vec<u8> {
        let style = self.address();
        draw(move || view! { <TooManyDocument style/> }.to_html())
    }
}

impl ResultRenderer for Drawing {
    fn page(&self, sheet: &ResultSheet) -> Vec<u8> {
        let (sheet, style) = (sheet.clone(), self.address());
        draw(move || view! { <SheetDocument sheet style/> }.to_html())
    }

    fn style(&self) -> (String, Vec<u8>) {
        (self.name.clone(), self.css.clone())
    }
}

/// Opens the built site at the first page drawn: commands that publish nothing never look for it.
#[derive(Default)]
pub struct DrawnAtNeed(OnceLock<Drawing>);

impl DrawnAtNeed {
    fn drawing(&self) -> &Drawing {
        self.0.get_or_init(|| Drawing::new(&Site::open()))
    }
}

impl ResultRenderer for DrawnAtNeed {
    fn page(&self, sheet: &ResultSheet) -> Vec<u8> {
        self.drawing().page(sheet)
    }

    fn style(&self) -> (String, Vec<u8>) {
        self.drawing().style()
    }
}

fn draw(html: impl FnOnce() -> String) -> Vec<u8> {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(Lang::Fr);
        html()
    });
    owner.cleanup();
    // Marks for a hydration that never comes; a `<` of the text itself is escaped.
    html.replace("<!>", "").into_bytes()
}
