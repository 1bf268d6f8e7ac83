//! XML as a stream of elements and texts, with everything dangerous refused.

use std::borrow::Cow;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::escape::{EscapeError, resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::code::{Finding, ImportCode, Position};
use crate::encoding::Kind;
use crate::source::{Limits, Source, found};

/// A piece of the document.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends; an empty one too.
    Close,
    /// Text, references resolved; one text may come in pieces.
    Text(Cow<'a, str>),
    /// A comment or a processing instruction.
    Aside,
    /// The document is complete.
    End,
}

/// The beginning of an element, checked.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    pub(crate) fn name(&self) -> &[u8] {
        self.0.name().into_inner().as_bytes()
    }

    /// An attribute, references resolved, blanks trimmed; empty when absent.
    pub(crate) fn attribute(&self, name: &str) -> String {
        let found = self
            .0
            .attributes()
            .flatten()
            .find(|attribute| attribute.key.into_inner() == name);
        found
            .and_then(|attribute| Some(unescape(&attribute.value).ok()?.trim().to_owned()))
            .unwrap_or_default()
    }
}

/// Reads nodes from a source; never holds more than one.
pub(crate) struct Nodes<R: Read> {
    reader: Reader<Source<R>>,
    buffer: Vec<u8>,
    max_depth: usize,
    depth: usize,
    root: Option<String>,
}

impl<R: Read> Nodes<R> {
    pub(crate) fn open(input: R, limits: Limits) -> Result<Nodes<R>, Finding> {
        let mut reader = Reader::from_reader(Source::open(input, Kind::Xml, limits)?);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        Ok(Nodes {
            reader,
            buffer: Vec::new(),
            max_depth: limits.depth,
            depth: 0,
            root: None,
        })
    }

    /// Bytes of memory held.
    pub(crate) fn held(&self) -> usize {
        self.buffer.capacity() + self.reader.get_ref().held()
    }

    /// Reads the next node, with the place where it begins. After an error nothing more may be asked.
    pub(crate) fn next(&mut self) -> Result<(Node<'_>, Position), Finding> {
        self.buffer.clear();
        self.reader.get_mut().mark();
        let event = self.reader.read_event_into(&mut self.buffer);
        let here = self.reader.get_ref().marked();
        let outside = self.depth == 0;
        let node = match event.map_err(|error| told(&error, here.clone()))? {
            Event::Start(tag) => {
                if outside && self.root.is_some() {
                    return Err(broken(format!("<{}>", tag.name().into_inner()), here));
                }
                check_tag(&tag, &here)?;
                self.depth += 1;
                if self.depth > self.max_depth {
                    return Err(Finding::new(ImportCode::XmlTooDeep, self.max_depth.to_string(), here));
                }
                if outside {
                    self.root = Some(tag.name().into_inner().to_owned());
                }
                Node::Open(Element(tag))
            }
            Event::End(_) => {
                self.depth -= 1;
                Node::Close
            }
            Event::Text(text) if outside => match text.trim() {
                "" => Node::Aside,
                other => return Err(broken(shortened(other), here)),
            },
            Event::CData(_) if outside => return Err(broken("<![CDATA[", here)),
            Event::GeneralRef(_) if outside => return Err(broken("&", here)),
            Event::Text(text) => Node::Text(checked(text.into_inner(), &here)?),
            Event::CData(text) => Node::Text(checked(text.into_inner(), &here)?),
            Event::GeneralRef(reference) => Node::Text(Cow::Owned(resolved(&reference, &here)?)),
            Event::DocType(_) => {
                return Err(Finding::new(ImportCode::DtdRefused, "<!DOCTYPE", here));
            }
            Event::Decl(_) if (here.line, here.column) != (1, 1) => {
                return Err(broken("<?xml", here));
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Node::Aside,
            Event::Eof => match &self.root {
                None => return Err(Finding::new(ImportCode::EmptyFile, "", Position::default())),
                Some(root) if !outside => return Err(broken(format!("… </{root}>"), here)),
                Some(_) => Node::End,
            },
            Event::Empty(_) => Node::Aside,
        };
        Ok((node, here))
    }
}

fn broken(piece: impl Into<String>, here: Position) -> Finding {
    Finding::new(ImportCode::XmlBroken, piece, here)
}

/// At most twenty characters of a piece at fault.
fn shortened(text: &str) -> String {
    text.chars().take(20).collect()
}

fn check_tag(tag: &BytesStart<'_>, here: &Position) -> Result<(), Finding> {
    let name = tag.name().into_inner();
    let wrong = |c: char| c.is_control() || "<>&\"'/=!?;,()[]{}".contains(c);
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.') || name.contains(wrong)
    {
        return Err(broken(format!("<{}", shortened(name)), here.clone()));
    }
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| broken(format!("<{} …=\"…\">", shortened(name)), here.clone()))?;
        let value: &str = &attribute.value;
        if value.contains('<') {
            return Err(broken(format!("<{} …=\"<\">", shortened(name)), here.clone()));
        }
        match unescape(value) {
            Ok(value) => check_characters(&value, here)?,
            Err(EscapeError::UnrecognizedEntity(_, entity)) => {
                return Err(unknown_entity(&entity, here));
            }
            Err(_) => return Err(broken("&", here.clone())),
        }
    }
    Ok(())
}

/// A reference to a character, or one of the five entities of XML.
fn resolved(reference: &BytesRef<'_>, here: &Position) -> Result<String, Finding> {
    let name: &str = reference;
    if !reference.is_char_ref() {
        return resolve_xml_entity(name)
            .map(str::to_owned)
            .ok_or_else(|| unknown_entity(name, here));
    }
    match reference.resolve_char_ref() {
        Ok(Some(character)) => {
            let text = character.to_string();
            check_characters(&text, here).map(|()| text)
        }
        _ => Err(broken(format!("&{};", shortened(name)), here.clone())),
    }
}

fn unknown_entity(name: &str, here: &Position) -> Finding {
    Finding::new(
        ImportCode::EntityRefused,
        format!("&{};", shortened(name)),
        here.clone(),
    )
}

fn checked<'a>(text: Cow<'a, str>, here: &Position) -> Result<Cow<'a, str>, Finding> {
    check_characters(&text, here).map(|()| text)
}

/// Characters XML 1.0 does not allow, NUL before all, which databases do not take either.
fn check_characters(text: &str, here: &Position) -> Result<(), Finding> {
    let wrong = |c: &char| (*c < ' ' && !matches!(c, '\n' | '\t' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    match text.chars().find(wrong) {
        Some(character) => Err(broken(format!("U+{:04X}", u32::from(character)), here.clone())),
        None => Ok(()),
    }
}

/// A parser's error as a finding, the piece at fault as its value: signs of XML, no sentence.
fn told(error: &Error, here: Position) -> Finding {
    let piece = match error {
        Error::Io(error) => return found(error, here),
        Error::Syntax(syntax) => match syntax {
            SyntaxError::InvalidBangMarkup => "<!".into(),
            SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl => "<?".into(),
            SyntaxError::UnclosedComment => "<!--".into(),
            SyntaxError::UnclosedDoctype => {
                return Finding::new(ImportCode::DtdRefused, "<!DOCTYPE", here);
            }
            SyntaxError::UnclosedCData => "<![CDATA[".into(),
            _ => "<".into(),
        },
        Error::IllFormed(ill) => match ill {
            IllFormedError::MissingDoctypeName => {
                return Finding::new(ImportCode::DtdRefused, "<!DOCTYPE", here);
            }
            IllFormedError::MissingEndTag(name) => format!("</{}>", shortened(name)),
            IllFormedError::UnmatchedEndTag(found) => format!("</{}>", shortened(found)),
            IllFormedError::MismatchedEndTag { expected, found } => {
                format!("</{}> ≠ </{}>", shortened(found), shortened(expected))
            }
            IllFormedError::DoubleHyphenInComment => "--".into(),
            IllFormedError::UnclosedReference => "&".into(),
            IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion => "<?xml".into(),
        },
        _ => "<".into(),
    };
    broken(piece, here)
}
