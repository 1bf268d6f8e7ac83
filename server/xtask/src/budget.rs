//! What a first visit weighs, and the limit nobody may pass unseen.

use crate::site_dir::SiteDir;
use anyhow::{Result, ensure};
use std::fmt;
use std::fs;

/// Brotli bytes of the browser half, WASM and JavaScript together.
const BROWSER_LIMIT: u64 = 600_000;

pub struct Sizes(Vec<(String, Weight)>);

struct Weight {
    plain: u64,
    brotli: u64,
}

pub fn measure<'a>(site: &SiteDir, names: impl IntoIterator<Item = &'a String>) -> Result<Sizes> {
    let weigh = |name: &String| -> Result<(String, Weight)> {
        let plain = fs::metadata(site.path(name))?.len();
        let brotli = fs::metadata(site.path(&format!("{name}.br")))?.len();
        Ok((name.clone(), Weight { plain, brotli }))
    };
    names.into_iter().map(weigh).collect::<Result<_>>().map(Sizes)
}

impl Sizes {
    fn browser(&self) -> u64 {
        let is_browser = |name: &str| name.ends_with(".wasm") || name.ends_with(".js");
        self.0
            .iter()
            .filter(|(name, _)| is_browser(name))
            .map(|(_, weight)| weight.brotli)
            .sum()
    }

    pub fn check(&self) -> Result<()> {
        let browser = self.browser();
        ensure!(
            browser <= BROWSER_LIMIT,
            "WASM and JavaScript weigh {browser} bytes, over {BROWSER_LIMIT}"
        );
        Ok(())
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        writeln!(formatter, "{:<40} {:>12} {:>12}", "file", "bytes", "brotli")?;
        for (name, weight) in &self.0 {
            writeln!(formatter, "{name:<40} {:>12} {:>12}", weight.plain, weight.brotli)?;
        }
        write!(
            formatter,
            "{:<40} {:>12} {:>12}",
            "WASM + JS, limit beside",
            BROWSER_LIMIT,
            self.browser()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_browser_half_counts_and_the_limit_itself_passes() {
        let sizes = |wasm| {
            Sizes(vec![
                ("a.wasm".to_owned(), Weight { plain: 9, brotli: wasm }),
                (
                    "a.js".to_owned(),
                    Weight {
                        plain: 9,
                        brotli: 10_000,
                    },
                ),
                (
                    "a.css".to_owned(),
                    Weight {
                        plain: 9,
                        brotli: BROWSER_LIMIT,
                    },
                ),
            ])
        };
        assert!(sizes(BROWSER_LIMIT - 10_000).check().is_ok());
        assert!(sizes(BROWSER_LIMIT - 9_999).check().is_err());
    }
}
