//! Every sentence people read, in French and English, in one compile-time table.
//!
//! `domain`, `service` and `exchanges` speak in codes and values; screens, mails, documents and the command line
//! word them here. The crate knows nothing of screens, of the network or of the database.
//!
//! A table is a struct of `&'static str`, one per area; a missing translation does not compile.

mod table;

pub mod account;
pub mod common;
pub mod errors;
pub mod exchanges;
pub mod flash;
pub mod grid;
pub mod imports;
pub mod jury;
pub mod law;
pub mod look;
pub mod office;
pub mod results;
pub mod roles;
pub mod rules;
pub mod situation;
pub mod whatif;

use table::words;

/// Language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Français, the default.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// BCP 47 tag, as in `<html lang>` and in the `lang` cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// The language of a tag; anything unknown is French.
    pub fn from_tag(tag: &str) -> Lang {
        if tag == "en" { Lang::En } else { Lang::Fr }
    }

    /// The tables in this language.
    pub const fn words(self) -> Words {
        Words(self)
    }
}

words! {
    account: account::Account,
    common: common::Common,
    errors: errors::Errors,
    flash: flash::Flash,
    jury: jury::Jury,
    roles: roles::Roles,
    look: look::Look,
    office: office::Office,
    sample: look::Sample,
    exchanges: exchanges::Exchanges,
    grid: grid::Grid,
    imports: imports::Imports,
    results: results::Results,
    publications: results::Publications,
    law: law::Law,
    rules: rules::Rules,
    situation: situation::Situation,
    told: law::Told,
    texts: law::Texts,
    whatif: whatif::WhatIf,
}

/// Puts values into a sentence: `fill("Bonjour {name}", &[("name", "Ada")])`.
///
/// A placeholder without a value stays as it is, so that a mistake is seen.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let name = &rest[start + 1..start + length];
        out.push_str(&rest[..start]);
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[start..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    out.push_str(rest);
    out
}

/// Picks the singular or the plural form and fills `{n}`; French keeps the singular for 0 and 1.
pub fn count(lang: Lang, n: u64, one: &str, many: &str) -> String {
    let singular = match lang {
        Lang::Fr => n < 2,
        Lang::En => n == 1,
    };
    fill(if singular { one } else { many }, &[("n", &n.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay() {
        assert_eq!(fill("{a} et {b}", &[("a", "1")]), "1 et {b}");
        assert_eq!(fill("rien", &[]), "rien");
        assert_eq!(fill("fin {", &[]), "fin {");
    }

    #[test]
    fn french_counts_zero_as_one() {
        assert_eq!(count(Lang::Fr, 0, "{n} copie", "{n} copies"), "0 copie");
        assert_eq!(count(Lang::En, 0, "{n} script", "{n} scripts"), "0 scripts");
    }
}
