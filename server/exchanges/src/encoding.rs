//! Encodings: how they are told apart, and decoded piece by piece.

use encoding_rs::{CoderResult, DecoderResult};

use crate::code::{Finding, ImportCode, Position};

/// Encodings that are read, and written by [`crate::sample`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without byte order mark.
    Utf8,
    /// UTF-8 with byte order mark.
    Utf8Bom,
    /// ISO-8859-1; bytes 80 to 9F are those of windows-1252, as browsers do.
    Latin1,
    /// ISO-8859-15; bytes 80 to 9F are those of windows-1252.
    Latin9,
    /// UTF-16, little endian, with byte order mark.
    Utf16Le,
    /// UTF-16, big endian, with byte order mark.
    Utf16Be,
}

impl Encoding {
    /// The encodings, for tests and tables.
    pub const ALL: [Encoding; 6] = [
        Encoding::Utf8,
        Encoding::Utf8Bom,
        Encoding::Latin1,
        Encoding::Latin9,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
    ];

    /// Name in an XML declaration.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
            Encoding::Latin1 => "ISO-8859-1",
            Encoding::Latin9 => "ISO-8859-15",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        }
    }

    /// Byte order mark.
    pub const fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8 | Encoding::Latin1 | Encoding::Latin9 => b"",
            Encoding::Utf8Bom => b"\xEF\xBB\xBF",
            Encoding::Utf16Le => b"\xFF\xFE",
            Encoding::Utf16Be => b"\xFE\xFF",
        }
    }

    /// The encoding a declaration names; UTF-16 without a mark is not one of them.
    fn declared(name: &str) -> Option<Encoding> {
        match name.to_ascii_uppercase().as_str() {
            "UTF-8" | "UTF8" | "US-ASCII" | "ASCII" => Some(Encoding::Utf8),
            "ISO-8859-1" | "ISO_8859-1" | "ISO8859-1" | "LATIN1" | "WINDOWS-1252" | "CP1252" => Some(Encoding::Latin1),
            "ISO-8859-15" | "ISO_8859-15" | "ISO8859-15" | "LATIN9" | "LATIN-9" => Some(Encoding::Latin9),
            _ => None,
        }
    }
}

/// How the encoding is found when no byte order mark tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By the XML declaration, else UTF-8.
    Xml,
    /// UTF-8, until a first character beyond ASCII is not: ISO-8859-15 from there.
    Csv,
}

/// Characters of the bytes 80 to FF.
type Page = [char; 128];

enum Decoding {
    Utf8 { guess: bool },
    Page(Box<Page>),
    Utf16(Box<encoding_rs::Decoder>),
}

/// Turns bytes into UTF-8, in an encoding settled from the first of them.
pub(crate) struct Decoder {
    decoding: Decoding,
    name: &'static str,
}

impl Decoder {
    /// Of UTF-8, which needs no settling.
    pub(crate) fn utf8() -> Decoder {
        Decoder {
            decoding: Decoding::Utf8 { guess: false },
            name: Encoding::Utf8.name(),
        }
    }

    /// Settles the encoding and takes the byte order mark off `head`.
    pub(crate) fn settle(head: &mut Vec<u8>, kind: Kind) -> Result<Decoder, Finding> {
        let first_line = Position {
            line: 1,
            ..Position::default()
        };
        let refuse = |code, value: &str| Err(Finding::new(code, value, first_line));
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\x1F\x8B") {
            return refuse(ImportCode::Compressed, "");
        }
        if head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF") {
            return refuse(ImportCode::EncodingUnknown, "UTF-32");
        }
        let marked = [Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be]
            .into_iter()
            .find(|encoding| head.starts_with(encoding.mark()));
        let encoding = match (marked, kind, declaration(head)) {
            (Some(encoding), ..) => encoding,
            _ if matches!(head.as_slice(), [0, _, ..] | [_, 0, ..]) => {
                return refuse(ImportCode::EncodingUnknown, "UTF-16 (BOM ?)");
            }
            (None, Kind::Csv, _) => {
                return Ok(Decoder {
                    decoding: Decoding::Utf8 { guess: true },
                    name: Encoding::Utf8.name(),
                });
            }
            (None, Kind::Xml, None) => Encoding::Utf8,
            (None, Kind::Xml, Some(name)) => match Encoding::declared(&name) {
                Some(encoding) => encoding,
                None => return refuse(ImportCode::EncodingUnknown, &name),
            },
        };
        head.drain(..encoding.mark().len());
        let decoding = match encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => Decoding::Utf8 { guess: false },
            Encoding::Latin1 => Decoding::Page(Box::new(page(encoding_rs::WINDOWS_1252))),
            Encoding::Latin9 => Decoding::Page(Box::new(page(encoding_rs::ISO_8859_15))),
            Encoding::Utf16Le => utf16(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => utf16(encoding_rs::UTF_16BE),
        };
        Ok(Decoder {
            decoding,
            name: encoding.name(),
        })
    }

    /// Name of the encoding, as far as is known.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Moves bytes from `raw` to `text`; true when bytes that mean nothing stop it.
    ///
    /// Bytes that begin a character stay in `raw`. After the call with `last`, no other may follow.
    pub(crate) fn decode(&mut self, raw: &mut Vec<u8>, text: &mut Vec<u8>, last: bool) -> bool {
        if let Decoding::Utf8 { guess } = &mut self.decoding {
            let (valid, broken) = match std::str::from_utf8(raw) {
                Ok(text) => (text.len(), false),
                Err(error) => (error.valid_up_to(), error.error_len().is_some() || last),
            };
            let ascii = raw[..valid].is_ascii();
            text.extend_from_slice(&raw[..valid]);
            raw.drain(..valid);
            let legacy = broken && *guess && ascii;
            *guess &= ascii;
            if !legacy {
                return broken;
            }
            self.decoding = Decoding::Page(Box::new(page(encoding_rs::ISO_8859_15)));
            self.name = Encoding::Latin9.name();
        }
        match &mut self.decoding {
            Decoding::Utf8 { .. } => false,
            Decoding::Page(page) => {
                for byte in raw.drain(..) {
                    match byte.checked_sub(128) {
                        None => text.push(byte),
                        Some(high) => {
                            let mut utf8 = [0; 4];
                            let character = page[usize::from(high)].encode_utf8(&mut utf8);
                            text.extend_from_slice(character.as_bytes());
                        }
                    }
                }
                false
            }
            Decoding::Utf16(decoder) => {
                let start = text.len();
                let room = decoder.max_utf8_buffer_length_without_replacement(raw.len());
                text.resize(start + room.unwrap_or_default(), 0);
                let (result, used, written) = decoder.decode_to_utf8_without_replacement(raw, &mut text[start..], last);
                text.truncate(start + written);
                raw.drain(..used);
                matches!(result, DecoderResult::Malformed(..))
            }
        }
    }
}

fn utf16(encoding: &'static encoding_rs::Encoding) -> Decoding {
    Decoding::Utf16(Box::new(encoding.new_decoder_without_bom_handling()))
}

/// Characters 80 to 9F as windows-1252 has them, the rest as `encoding` does.
///
/// ISO-8859 has control characters there that no name contains, and Windows writes œ, Œ, Ÿ and € there.
fn page(encoding: &'static encoding_rs::Encoding) -> Page {
    std::array::from_fn(|high| {
        let byte = 128 + high as u8;
        let encoding = if byte < 0xA0 {
            encoding_rs::WINDOWS_1252
        } else {
            encoding
        };
        let mut text = [0; 4];
        let (result, _, written, _) =
            encoding
                .new_decoder_without_bom_handling()
                .decode_to_utf8(&[byte], &mut text, true);
        debug_assert_eq!(result, CoderResult::InputEmpty);
        std::str::from_utf8(&text[..written])
            .ok()
            .and_then(|text| text.chars().next())
            .unwrap_or('\u{FFFD}')
    })
}

/// The encoding named by the XML declaration at the start of an ASCII-compatible file.
fn declaration(head: &[u8]) -> Option<String> {
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let text = String::from_utf8_lossy(&head[..end]);
    let value = text
        .split_once("encoding")?
        .1
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Some(value[1..].split_once(quote)?.0.to_owned())
}
