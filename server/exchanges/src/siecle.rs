//! The pupil export of schools, `BEE_ELEVES`.

use std::io::Read;

use domain::{Day, Uai};
use serde::{Deserialize, Serialize};

use crate::code::{Finding, ImportCode, Position};
use crate::pupil::{Given, Pupil, PupilField};
use crate::source::Limits;
use crate::xml::{Element, Node, Nodes};

/// What the export holds, in the order of the file: the school, then pupils, then their structures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiecleItem {
    /// `PARAMETRES`: always first, once.
    School(School),
    /// `ELEVE`, without its divisions, which follow.
    Pupil(Box<Pupil>),
    /// `STRUCTURES_ELEVE`: divisions of a pupil, to be joined by the caller.
    Membership(Membership),
}

/// The school and the moment of the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// `UAJ`, check letter verified.
    pub uai: Uai,
    /// `ANNEE_SCOLAIRE`, the calendar year in which the school year begins; empty when absent.
    pub school_year: String,
    /// `DATE_EXPORT`.
    pub exported_on: Given<Day>,
    /// Place of `UAJ`.
    pub position: Position,
}

/// Divisions of a pupil.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Membership {
    /// `ELEVE_ID`.
    pub element_id: String,
    /// `CODE_STRUCTURE` of the structures whose type is `D`; groups and options are left out.
    pub divisions: Vec<String>,
    /// Line of the record, from 1.
    pub line: u64,
}

/// Longest text of one field, in bytes: names of people are shorter.
const MAX_TEXT: usize = 4 << 10;
/// Divisions of one pupil beyond which the file makes no sense.
const MAX_DIVISIONS: usize = 64;

/// Where the reader is; elements nobody needs are `Ignored` with all they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Root,
    Settings,
    Uaj,
    SchoolYear,
    ExportedOn,
    Data,
    Pupils,
    Pupil,
    Field(PupilField),
    Structures,
    Membership,
    Structure,
    Code,
    Kind,
    Ignored,
}

impl At {
    fn child(self, name: &[u8]) -> At {
        match (self, name) {
            (At::Root, b"PARAMETRES") => At::Settings,
            (At::Settings, b"UAJ") => At::Uaj,
            (At::Settings, b"ANNEE_SCOLAIRE") => At::SchoolYear,
            (At::Settings, b"DATE_EXPORT") => At::ExportedOn,
            (At::Root, b"DONNEES") => At::Data,
            (At::Data, b"ELEVES") => At::Pupils,
            (At::Pupils, b"ELEVE") => At::Pupil,
            (At::Pupil, name) => match PupilField::of_element(name) {
                None | Some(PupilField::Identifier | PupilField::Division) => At::Ignored,
                Some(field) => At::Field(field),
            },
            (At::Data, b"STRUCTURES") => At::Structures,
            (At::Structures, b"STRUCTURES_ELEVE") => At::Membership,
            (At::Membership, b"STRUCTURE") => At::Structure,
            (At::Structure, b"CODE_STRUCTURE") => At::Code,
            (At::Structure, b"TYPE_STRUCTURE") => At::Kind,
            _ => At::Ignored,
        }
    }

    /// Whether its text is a value.
    fn is_value(self) -> bool {
        matches!(
            self,
            At::Uaj | At::SchoolYear | At::ExportedOn | At::Field(_) | At::Code | At::Kind
        )
    }
}

/// Items of an export; every finding of this reader is fatal and ends it.
///
/// What one pupil's record lacks is told by [`crate::check_pupil`].
pub struct SiecleReader<R: Read> {
    nodes: Nodes<R>,
    path: Vec<At>,
    text: String,
    settings: Settings,
    pupil: Pupil,
    membership: Membership,
    structure: (String, String),
    ended: bool,
}

#[derive(Default)]
struct Settings {
    uaj: String,
    position: Position,
    school_year: String,
    exported_on: Given<Day>,
    told: bool,
}

impl<R: Read> SiecleReader<R> {
    /// Settles the encoding from the first bytes; nothing else is read yet.
    pub fn open(input: R, limits: Limits) -> Result<SiecleReader<R>, Finding> {
        Ok(SiecleReader {
            nodes: Nodes::open(input, limits)?,
            path: Vec::new(),
            text: String::new(),
            settings: Settings::default(),
            pupil: Pupil::default(),
            membership: Membership::default(),
            structure: Default::default(),
            ended: false,
        })
    }

    /// Bytes of memory held, whatever the length of the file.
    pub fn held(&self) -> usize {
        self.nodes.held() + self.text.capacity()
    }

    fn read(&mut self) -> Result<Option<SiecleItem>, Finding> {
        loop {
            let (node, here) = self.nodes.next()?;
            match node {
                Node::Aside => {}
                Node::End => return Ok(None),
                Node::Text(piece) => {
                    if self.path.last().is_some_and(|at| at.is_value()) {
                        self.text.push_str(&piece);
                        if self.text.len() > MAX_TEXT {
                            return Err(Finding::new(ImportCode::ValueTooLong, MAX_TEXT.to_string(), here));
                        }
                    }
                }
                Node::Open(element) => {
                    let at = match self.path.last() {
                        Some(parent) => parent.child(element.name()),
                        None if element.name() == b"BEE_ELEVES" => At::Root,
                        None => return Err(not_siecle(&element, here)),
                    };
                    self.path.push(at);
                    match at {
                        // All that follows belongs to a school: it has to be known before.
                        At::Data if !self.settings.told => return Err(missing_uai(here)),
                        At::Settings if self.settings.told => {
                            return Err(not_siecle(&element, here));
                        }
                        At::Uaj => self.settings.position = here,
                        At::Pupil => {
                            let element_id = element.attribute("ELEVE_ID");
                            self.pupil = Pupil {
                                element_id,
                                line: here.line,
                                column: here.column,
                                ..Pupil::default()
                            };
                        }
                        At::Membership => {
                            let element_id = element.attribute("ELEVE_ID");
                            self.membership = Membership {
                                element_id,
                                line: here.line,
                                divisions: Vec::new(),
                            };
                        }
                        At::Structure => self.structure = Default::default(),
                        _ => {}
                    }
                    if at.is_value() {
                        self.text.clear();
                    }
                }
                Node::Close => {
                    if let Some(at) = self.path.pop()
                        && let Some(item) = self.close(at, here)?
                    {
                        return Ok(Some(item));
                    }
                }
            }
        }
    }

    fn close(&mut self, at: At, here: Position) -> Result<Option<SiecleItem>, Finding> {
        let text = self.text.trim();
        match at {
            At::Uaj => self.settings.uaj = text.to_owned(),
            At::SchoolYear => self.settings.school_year = text.to_owned(),
            At::ExportedOn => self.settings.exported_on = Given::read(text, |text| text.parse().ok()),
            At::Field(field) => self.pupil.set(field, text),
            At::Code => self.structure.0 = text.to_owned(),
            At::Kind => self.structure.1 = text.to_owned(),
            At::Structure => {
                let (code, kind) = std::mem::take(&mut self.structure);
                let divisions = &mut self.membership.divisions;
                if kind == "D" && !code.is_empty() && !divisions.contains(&code) {
                    divisions.push(code);
                }
                if divisions.len() > MAX_DIVISIONS {
                    return Err(Finding::new(ImportCode::ValueTooLong, MAX_DIVISIONS.to_string(), here));
                }
            }
            At::Settings => {
                return self.school(here).map(|school| Some(SiecleItem::School(school)));
            }
            At::Pupil => {
                return Ok(Some(SiecleItem::Pupil(Box::new(std::mem::take(&mut self.pupil)))));
            }
            At::Membership => {
                return Ok(Some(SiecleItem::Membership(std::mem::take(&mut self.membership))));
            }
            At::Root if !self.settings.told => return Err(missing_uai(here)),
            At::Root | At::Data | At::Pupils | At::Structures | At::Ignored => {}
        }
        Ok(None)
    }

    fn school(&mut self, here: Position) -> Result<School, Finding> {
        let settings = std::mem::replace(
            &mut self.settings,
            Settings {
                told: true,
                ..Settings::default()
            },
        );
        if settings.uaj.is_empty() {
            return Err(missing_uai(here));
        }
        let position = Position {
            element: "UAJ".into(),
            ..settings.position
        };
        match settings.uaj.parse() {
            Ok(uai) => Ok(School {
                uai,
                school_year: settings.school_year,
                exported_on: settings.exported_on,
                position,
            }),
            Err(_) => Err(Finding::new(ImportCode::BadUai, settings.uaj, position).fatal()),
        }
    }
}

fn missing_uai(here: Position) -> Finding {
    Finding::new(
        ImportCode::MissingUai,
        "",
        Position {
            element: "PARAMETRES/UAJ".into(),
            ..here
        },
    )
}

fn not_siecle(element: &Element<'_>, here: Position) -> Finding {
    let name = String::from_utf8_lossy(element.name())
        .chars()
        .take(40)
        .collect::<String>();
    Finding::new(ImportCode::NotSiecle, name.clone(), Position { element: name, ..here })
}

impl<R: Read> Iterator for SiecleReader<R> {
    type Item = Result<SiecleItem, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.read().transpose();
        self.ended = !matches!(item, Some(Ok(_)));
        item
    }
}
