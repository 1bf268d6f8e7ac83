//! What a first visit weighs, and the limit nobody may pass unseen.

use crate::browser::Half;
use crate::site_dir::SiteDir;
use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;

/// Brotli bytes of a browser half, WASM and JavaScript together: a page loads one, most load none.
fn limit(half: &str) -> u64 {
    match half {
        "lot" => 255_000,
        _ => 270_000,
    }
}

pub struct Sizes {
    files: Vec<(String, Weight)>,
    /// Brotli bytes by half.
    halves: BTreeMap<&'static str, u64>,
}

struct Weight {
    plain: u64,
    brotli: u64,
}

pub fn measure(site: &SiteDir, halves: &BTreeMap<&'static str, Half>, others: [&String; 2]) -> Result<Sizes> {
    let weigh = |name: &String| -> Result<(String, Weight)> {
        let plain = fs::metadata(site.path(name))?.len();
        let brotli = fs::metadata(site.path(&format!("{name}.br")))?.len();
        Ok((name.clone(), Weight { plain, brotli }))
    };
    let mut sizes = Sizes {
        files: Vec::new(),
        halves: BTreeMap::new(),
    };
    for (name, half) in halves {
        let files = [weigh(&half.wasm)?, weigh(&half.js)?];
        sizes
            .halves
            .insert(name, files.iter().map(|(_, weight)| weight.brotli).sum());
        sizes.files.extend(files);
    }
    for name in others {
        sizes.files.push(weigh(name)?);
    }
    Ok(sizes)
}

impl Sizes {
    pub fn check(&self) -> Result<()> {
        for (name, weight) in &self.halves {
            let limit = limit(name);
            ensure!(
                *weight <= limit,
                "{name}: WASM and JavaScript weigh {weight} bytes, over {limit}"
            );
        }
        Ok(())
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        writeln!(formatter, "{:<40} {:>12} {:>12}", "file", "bytes", "brotli")?;
        for (name, weight) in &self.files {
            writeln!(formatter, "{name:<40} {:>12} {:>12}", weight.plain, weight.brotli)?;
        }
        for (name, weight) in &self.halves {
            writeln!(
                formatter,
                "{name:<40} {:>12} {weight:>12}",
                format!("≤ {}", limit(name))
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_half_counts_alone_and_its_limit_itself_passes() {
        let (of_lot, of_jury) = (limit("lot"), limit("jury"));
        let sizes = |lot, jury| Sizes {
            files: Vec::new(),
            halves: BTreeMap::from([("lot", lot), ("jury", jury)]),
        };
        assert!(sizes(of_lot, of_jury).check().is_ok());
        assert!(sizes(of_lot, of_jury + 1).check().is_err());
        assert!(sizes(of_lot + 1, 0).check().is_err());
    }
}
