//! The sets that are served, and the pages around them for every hour of the day.

use super::draw::Drawing;
use app::results::Opening;
use service::{Identity, Page, Paris, ResultRenderer, ResultSet};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A set and the folder it was read from.
#[derive(Clone)]
pub struct Shelved {
    folder: PathBuf,
    set: Arc<ResultSet>,
}

/// The pages between one opening and the next.
pub struct Phase {
    from_ms: i64,
    /// The form.
    pub form: Page,
    /// The answer that shows no result.
    pub not_found: Page,
}

/// What is served. Never changed: a new one takes its place.
pub struct Shelf {
    /// Latest opening first: a corrected publication hides the one before.
    sets: Vec<Shelved>,
    phases: Vec<Phase>,
    styles: HashMap<String, Page>,
    /// The answer to one who searches too often.
    pub too_many: Page,
}

impl Shelf {
    /// A shelf of these sets.
    pub fn new(mut sets: Vec<Shelved>, drawing: &Drawing) -> Shelf {
        sets.sort_by_key(|shelved| std::cmp::Reverse(shelved.set.head.opens_at_ms));
        let mut styles: HashMap<String, Page> = sets
            .iter()
            .map(|shelved| (shelved.set.head.style.clone(), shelved.set.style.clone()))
            .collect();
        let (name, css) = drawing.style();
        styles.insert(name, page(css));
        styles.remove("");
        let mut turns: Vec<i64> = sets.iter().map(|shelved| shelved.set.head.opens_at_ms).collect();
        turns.push(i64::MIN);
        turns.sort_unstable();
        turns.dedup();
        let phases = turns
            .into_iter()
            .map(|from_ms| {
                let openings = openings(&sets, from_ms);
                Phase {
                    from_ms,
                    form: page(drawing.form(openings.clone())),
                    not_found: page(drawing.not_found(openings)),
                }
            })
            .collect();
        Shelf {
            sets,
            phases,
            styles,
            too_many: page(drawing.too_many()),
        }
    }

    /// The pages of an instant.
    pub fn at(&self, now_ms: i64) -> &Phase {
        let after = self.phases.partition_point(|phase| phase.from_ms <= now_ms);
        &self.phases[after.saturating_sub(1)]
    }

    /// The page of somebody, if its hour has come. Every set is asked, open or not: the time it takes tells nothing.
    pub fn find(&self, identity: &Identity, now_ms: i64) -> Option<Page> {
        let mut found = None;
        for Shelved { set, .. } in &self.sets {
            let page = set.find(identity);
            if set.head.opens_at_ms <= now_ms && found.is_none() {
                found = page;
            }
        }
        found
    }

    /// Has any hour come?
    pub fn any_open(&self, now_ms: i64) -> bool {
        self.sets.iter().any(|shelved| shelved.set.head.opens_at_ms <= now_ms)
    }

    /// A style sheet by its name.
    pub fn style(&self, name: &str) -> Option<&Page> {
        self.styles.get(name)
    }

    /// Is this exactly what is on the shelf?
    pub fn holds(&self, folders: &[PathBuf]) -> bool {
        folders.len() == self.sets.len() && self.sets.iter().all(|shelved| folders.contains(&shelved.folder))
    }

    /// The sets of these folders: those already read stay, others are read. One that cannot be read is left out, and
    /// tried again at the next poll.
    pub fn exchange(&self, folders: Vec<PathBuf>) -> Vec<Shelved> {
        folders
            .into_iter()
            .filter_map(|folder| {
                if let Some(known) = self.sets.iter().find(|shelved| shelved.folder == folder) {
                    return Some(known.clone());
                }
                match ResultSet::open(&folder) {
                    Ok(set) => {
                        tracing::info!(
                            pages = set.len(),
                            digest = set.head.digest,
                            "a published set was taken in"
                        );
                        Some(Shelved {
                            folder,
                            set: Arc::new(set),
                        })
                    }
                    Err(error) => {
                        tracing::error!(folder = %folder.display(), %error, "a published set cannot be served");
                        None
                    }
                }
            })
            .collect()
    }
}

/// Folders that hold a set: the one given, or those in it. What is still being built begins with a dot.
pub fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let holds_set = |path: &Path| path.join("set.json").is_file();
    if holds_set(folder) {
        return vec![folder.into()];
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            tracing::warn!(folder = %folder.display(), %error, "no published sets");
            return Vec::new();
        }
    };
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| !name.to_string_lossy().starts_with('.'))
                && holds_set(path)
        })
        .collect();
    folders.sort();
    folders
}

fn openings(sets: &[Shelved], now_ms: i64) -> Vec<Opening> {
    sets.iter()
        .rev()
        .map(|Shelved { set, .. }| Opening {
            label: set.head.label.clone(),
            academy: set.head.academy.clone(),
            session: set.head.session.clone(),
            when: Paris::text(set.head.opens_at_ms),
            open: set.head.opens_at_ms <= now_ms,
        })
        .collect()
}

fn page(plain: Vec<u8>) -> Page {
    Page::new(plain).expect("compressing into memory does not fail")
}
