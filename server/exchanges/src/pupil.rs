//! A pupil as the school's file tells it.

use std::fmt;

use domain::Day;
use serde::{Deserialize, Serialize};

use crate::code::Position;

/// A pupil (*élève*) of an export, unchecked: [`crate::check_pupil`] checks it.
///
/// Texts are trimmed and empty when absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pupil {
    /// Which file it comes from: names of the fields follow.
    pub origin: Origin,
    /// Line of the record, from 1.
    pub line: u64,
    /// Column of the record, from 1.
    pub column: u64,
    /// Key of the pupil in the file (`ELEVE_ID`, *Identifiant unique*).
    pub element_id: String,
    /// National identifier (INE); the CSV has one identifier for both.
    pub national_id: String,
    /// *Nom de famille*.
    pub birth_name: String,
    /// *Nom d'usage*.
    pub usual_name: String,
    /// One to three first names; later ones are empty.
    pub first_names: [String; 3],
    /// Sex.
    pub sex: Given<Sex>,
    /// Birth date.
    pub birth_date: Given<Day>,
    /// Country of birth, INSEE code of SIECLE: `100` is France.
    pub birth_country: String,
    /// Département of birth on three characters.
    pub birth_department: String,
    /// INSEE code of the commune of birth.
    pub birth_commune: String,
    /// Name of the commune of birth, mostly abroad.
    pub birth_place: String,
    /// *Statut*: `ST` student, `AP` apprentice, …
    pub status: String,
    /// Code of the class level and diploma prepared (MEF).
    pub mef: String,
    /// Day the pupil left the school.
    pub left_on: Given<Day>,
    /// Codes of divisions; the XML gives them later, as [`crate::Membership`].
    pub divisions: Vec<String>,
}

/// A value that may be absent or unreadable; the unreadable one is kept to be told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given<T> {
    /// Nothing was written.
    #[default]
    Absent,
    /// Something else was written.
    Wrong(String),
    /// The value.
    Is(T),
}

impl<T> Given<T> {
    pub(crate) fn read(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Given<T> {
        match text.trim() {
            "" => Given::Absent,
            text => parse(text).map_or_else(|| Given::Wrong(text.to_owned()), Given::Is),
        }
    }

    /// The value, if it is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Given::Is(value) => Some(value),
            Given::Absent | Given::Wrong(_) => None,
        }
    }
}

/// Sex of civil status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// *Masculin*: `1` or `M` in files.
    #[serde(rename = "M")]
    Male,
    /// *Féminin*: `2` or `F` in files.
    #[serde(rename = "F")]
    Female,
}

impl Sex {
    pub(crate) fn parse(text: &str) -> Option<Sex> {
        match text {
            "1" | "M" | "m" => Some(Sex::Male),
            "2" | "F" | "f" => Some(Sex::Female),
            _ => None,
        }
    }

    /// `M` or `F`.
    pub const fn text(self) -> &'static str {
        match self {
            Sex::Male => "M",
            Sex::Female => "F",
        }
    }
}

/// The file a pupil comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// `BEE_ELEVES`.
    #[default]
    Xml,
    /// Its CSV sibling.
    Csv,
}

/// Declares the fields with their XML element and CSV title; an empty one means the format has no such field.
macro_rules! fields {
    ($($name:ident = $xml:literal, $csv:literal;)*) => {
        /// A field of a pupil and its name in both files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum PupilField { $(#[doc = concat!("`", $xml, "`, *", $csv, "*.")] $name,)* }

        impl PupilField {
            pub(crate) const ALL: &[PupilField] = &[$(PupilField::$name,)*];

            /// Name in the file.
            pub const fn name(self, origin: Origin) -> &'static str {
                match (self, origin) {
                    $((PupilField::$name, Origin::Xml) => $xml, (PupilField::$name, Origin::Csv) => $csv,)*
                }
            }

            /// The field of an XML element.
            pub(crate) fn of_element(name: &[u8]) -> Option<PupilField> {
                PupilField::ALL.iter().copied().find(|field| field.name(Origin::Xml).as_bytes() == name)
            }
        }
    };
}

fields! {
    Identifier = "ELEVE_ID", "Identifiant unique*";
    NationalId = "ID_NATIONAL", "";
    FirstName = "PRENOM", "Premier prénom*";
    SecondName = "PRENOM2", "Deuxième prénom";
    ThirdName = "PRENOM3", "Troisième prénom";
    BirthName = "NOM_DE_FAMILLE", "Nom de famille*";
    UsualName = "NOM_USAGE", "Nom d'usage";
    Sex = "CODE_SEXE", "Code sexe*";
    BirthDate = "DATE_NAISS", "Date de naissance (jj/mm/aaaa)*";
    BirthCommune = "CODE_COMMUNE_INSEE_NAISS", "Code commune naissance**";
    BirthPlace = "VILLE_NAISS", "Libellé commune naissance**";
    BirthDepartment = "CODE_DEPARTEMENT_NAISS", "Code département naissance*";
    BirthCountry = "CODE_PAYS", "Code pays naissance*";
    Status = "CODE_STATUT", "Statut*";
    Mef = "CODE_MEF", "Code MEF*";
    LeftOn = "DATE_SORTIE", "";
    Division = "STRUCTURE", "Division*";
}

impl Pupil {
    /// Writes a field; a field already written keeps its first value.
    pub(crate) fn set(&mut self, field: PupilField, text: &str) {
        let day = |text: &str| text.parse().ok();
        let text = text.trim();
        let slot = match field {
            PupilField::Sex if self.sex == Given::Absent => {
                return self.sex = Given::read(text, Sex::parse);
            }
            PupilField::BirthDate if self.birth_date == Given::Absent => {
                return self.birth_date = Given::read(text, day);
            }
            PupilField::LeftOn if self.left_on == Given::Absent => {
                return self.left_on = Given::read(text, day);
            }
            PupilField::Sex | PupilField::BirthDate | PupilField::LeftOn => return,
            PupilField::Division => {
                if !text.is_empty() {
                    self.divisions.push(text.to_owned());
                }
                return;
            }
            PupilField::Identifier => &mut self.element_id,
            PupilField::NationalId => &mut self.national_id,
            PupilField::FirstName => &mut self.first_names[0],
            PupilField::SecondName => &mut self.first_names[1],
            PupilField::ThirdName => &mut self.first_names[2],
            PupilField::BirthName => &mut self.birth_name,
            PupilField::UsualName => &mut self.usual_name,
            PupilField::BirthCommune => &mut self.birth_commune,
            PupilField::BirthPlace => &mut self.birth_place,
            PupilField::BirthDepartment => &mut self.birth_department,
            PupilField::BirthCountry => &mut self.birth_country,
            PupilField::Status => &mut self.status,
            PupilField::Mef => &mut self.mef,
        };
        if slot.is_empty() {
            slot.push_str(text);
        }
    }

    /// Place of the record.
    pub fn position(&self) -> Position {
        Position {
            line: self.line,
            column: self.column,
            element: self.label(),
        }
    }

    /// Place of a field of the record, to be told in a report.
    pub fn at(&self, field: PupilField) -> Position {
        let name = field.name(self.origin);
        let element = match self.origin {
            Origin::Xml => format!("{}/{name}", self.label()),
            Origin::Csv => name.to_owned(),
        };
        Position {
            element,
            ..self.position()
        }
    }

    fn label(&self) -> String {
        match self.origin {
            Origin::Xml => format!("ELEVE {}", self.element_id),
            Origin::Csv => String::new(),
        }
    }
}

impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
