//! Names as they are looked up: upper case, no accents, no signs.

/// `Éléonore d'Œuvres` is `ELEONORE D OEUVRES`; several names are joined by a blank.
///
/// `LIKE` differs between engines on anything but plain letters, so both the column and the question go through here.
pub fn search_key(names: &[&str]) -> String {
    let mut out = String::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        for letter in name.chars().flat_map(char::to_uppercase) {
            match plain(letter) {
                Some(text) => out.push_str(text),
                None if letter.is_alphanumeric() => out.push(letter),
                None if out.ends_with(' ') => {}
                None => out.push(' '),
            }
        }
    }
    out.trim().to_string()
}

/// The plain letters of an accented one. Letters of other alphabets stay what they are.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'Ç' | 'Ć' | 'Č' | 'Ĉ' | 'Ċ' => "C",
        'Ð' | 'Ď' | 'Đ' => "D",
        'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'Ì'..='Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
        'Ķ' => "K",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ł' => "L",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
        'Ţ' | 'Ť' | 'Ț' => "T",
        'Ù'..='Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
        'Ý' | 'Ÿ' => "Y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'Æ' => "AE",
        'Œ' => "OE",
        // A combining accent adds nothing to its letter.
        '\u{300}'..='\u{36F}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_signs_do_not_matter() {
        assert_eq!(search_key(&["Éléonore", "", "d'Œuvres-Ÿ"]), "ELEONORE D OEUVRES Y");
        assert_eq!(search_key(&["LE  GÜEN", "Straße"]), "LE GUEN STRASSE");
        assert_eq!(search_key(&["E\u{301}mile"]), "EMILE");
    }
}
