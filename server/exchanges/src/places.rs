//! The open-data directory of schools (*annuaire de l'éducation*).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;

use domain::{Day, Uai};

use crate::code::{Finding, ImportCode};
use crate::source::Limits;
use crate::table::Table;

/// A school of the directory. Texts are trimmed and empty when absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Line of the file, from 1.
    pub line: u64,
    /// Its key, check letter verified.
    pub uai: Uai,
    /// Name in use.
    pub name: String,
    /// *Type d'établissement*: `Lycée`, `Collège`, `EREA`, …
    pub kind: String,
    /// Nature as a code, finer than the kind: `300` general and technological *lycée*, `320` professional, …
    pub nature: String,
    /// Public or private; `None` when the directory does not say.
    pub sector: Option<Sector>,
    /// One to three lines of the address, without empty ones.
    pub address: Vec<String>,
    /// *Code postal*.
    pub postcode: String,
    /// Name of the commune.
    pub commune: String,
    /// INSEE code of the commune.
    pub commune_code: String,
    /// Département on three characters: `035`.
    pub department: String,
    /// Code of the académie: `14`.
    pub academy_code: String,
    /// Name of the académie: `Rennes`.
    pub academy_label: String,
    /// Ministry in charge, as written.
    pub ministry: String,
    /// Open or not.
    pub state: PlaceState,
    /// Day it opened, if known.
    pub opened_on: Option<Day>,
    /// Mail address.
    pub mail: String,
    /// Telephone, as written.
    pub phone: String,
    /// Web address.
    pub web: String,
    /// UAI of the school it belongs to; empty for most.
    pub parent: String,
}

/// *Secteur*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sector {
    /// *Public*.
    Public,
    /// *Privé*.
    Private,
}

/// State of a school in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceState {
    /// *Ouvert*.
    Open,
    /// *À ouvrir*.
    ToOpen,
    /// *À fermer*.
    ToClose,
    /// *Fermé*.
    Closed,
}

/// Names the columns that are read among the 69.
macro_rules! columns {
    ($($name:ident = $title:literal,)*) => {
        #[derive(Clone, Copy)]
        enum Column { $($name,)* }
        const TITLES: [&str; [$(Column::$name,)*].len()] = [$($title,)*];
    };
}

columns! {
    Id = "Identifiant_de_l_etablissement",
    Name = "Nom_etablissement",
    Kind = "Type_etablissement",
    Nature = "code_nature",
    Sector = "Statut_public_prive",
    Address1 = "Adresse_1",
    Address2 = "Adresse_2",
    Address3 = "Adresse_3",
    Postcode = "Code postal",
    Commune = "Nom_commune",
    CommuneCode = "Code_commune",
    Department = "Code_departement",
    AcademyCode = "Code_academie",
    AcademyLabel = "Libelle_academie",
    Ministry = "ministere_tutelle",
    State = "etat",
    OpenedOn = "date_ouverture",
    Mail = "Mail",
    Phone = "Telephone",
    Web = "Web",
    Parent = "etablissement_mere",
    Several = "etablissement_multi_lignes",
}

/// What is remembered of a school already read: a few numbers, not its texts.
struct Seen {
    line: u64,
    prints: [u64; TITLES.len()],
}

/// Schools of the directory, in the order of the file; the first line of a school counts.
///
/// Findings that are not fatal stand for the line: `duplicate_place` (the same again), `several_lines` (the directory
/// says that it tells this school in several lines), `contradicting_place` (it does not say so), `bad_uai`,
/// `missing_name`, `unknown_value`, `impossible_date`. Memory grows with the number of schools (about 200 bytes
/// each, 15 MB for the country), not with their texts.
pub struct PlacesReader<R> {
    table: Table<R>,
    columns: [usize; TITLES.len()],
    seen: HashMap<Uai, Seen>,
}

impl<R: Read> PlacesReader<R> {
    /// Reads the header; columns are looked up by name, the others are ignored.
    pub fn open(input: R, limits: Limits) -> Result<PlacesReader<R>, Finding> {
        let table = Table::open(input, limits)?;
        let columns = table.columns(TITLES)?;
        Ok(PlacesReader {
            table,
            columns,
            seen: HashMap::new(),
        })
    }

    fn cell(&self, column: Column) -> &str {
        self.table.cell(self.columns[column as usize])
    }

    fn wrong(&self, code: ImportCode, column: Column, value: impl Into<String>) -> Finding {
        Finding::new(code, value, self.table.at(self.columns[column as usize]))
    }

    fn place(&mut self) -> Result<Place, Finding> {
        let text = self.cell(Column::Id);
        let uai: Uai = text
            .parse()
            .map_err(|_| self.wrong(ImportCode::BadUai, Column::Id, text))?;
        self.first(uai)?;
        if self.cell(Column::Name).is_empty() {
            return Err(self.wrong(ImportCode::MissingName, Column::Name, ""));
        }
        let place = Place {
            line: self.table.here().line,
            uai,
            name: self.cell(Column::Name).to_owned(),
            kind: self.cell(Column::Kind).to_owned(),
            nature: self.cell(Column::Nature).to_owned(),
            sector: self.sector()?,
            address: [Column::Address1, Column::Address2, Column::Address3]
                .map(|column| self.cell(column).to_owned())
                .into_iter()
                .filter(|line| !line.is_empty())
                .collect(),
            postcode: self.cell(Column::Postcode).to_owned(),
            commune: self.cell(Column::Commune).to_owned(),
            commune_code: self.cell(Column::CommuneCode).to_owned(),
            department: self.cell(Column::Department).to_owned(),
            academy_code: self.cell(Column::AcademyCode).to_owned(),
            academy_label: self.cell(Column::AcademyLabel).to_owned(),
            ministry: self.cell(Column::Ministry).to_owned(),
            state: self.state()?,
            opened_on: self.opened_on()?,
            mail: self.cell(Column::Mail).to_owned(),
            phone: self.cell(Column::Phone).to_owned(),
            web: self.cell(Column::Web).to_owned(),
            parent: self.cell(Column::Parent).to_owned(),
        };
        // Only a line that is taken counts as the first: after a wrong one, the next may still be right.
        let seen = Seen {
            line: place.line,
            prints: self.prints(),
        };
        self.seen.insert(uai, seen);
        Ok(place)
    }

    /// Compares the line with the first one of the same school.
    fn first(&self, uai: Uai) -> Result<(), Finding> {
        let Some(seen) = self.seen.get(&uai) else {
            return Ok(());
        };
        let prints = self.prints();
        let differing: Vec<_> = (0..TITLES.len())
            .filter(|&at| prints[at] != seen.prints[at])
            .map(|at| TITLES[at])
            .collect();
        let (code, value) = match (differing.is_empty(), self.cell(Column::Several)) {
            (true, _) => (ImportCode::DuplicatePlace, seen.line.to_string()),
            (false, "1") => (ImportCode::SeveralLines, differing.join(", ")),
            (false, _) => (ImportCode::ContradictingPlace, differing.join(", ")),
        };
        Err(self.wrong(code, Column::Id, value))
    }

    fn prints(&self) -> [u64; TITLES.len()] {
        self.columns.map(|column| {
            let mut hasher = DefaultHasher::new();
            self.table.cell(column).hash(&mut hasher);
            hasher.finish()
        })
    }

    fn sector(&self) -> Result<Option<Sector>, Finding> {
        match self.cell(Column::Sector) {
            "Public" => Ok(Some(Sector::Public)),
            "Privé" => Ok(Some(Sector::Private)),
            "" | "-" => Ok(None),
            other => Err(self.wrong(ImportCode::UnknownValue, Column::Sector, other)),
        }
    }

    fn state(&self) -> Result<PlaceState, Finding> {
        match self.cell(Column::State) {
            "OUVERT" => Ok(PlaceState::Open),
            "A OUVRIR" => Ok(PlaceState::ToOpen),
            "A FERMER" => Ok(PlaceState::ToClose),
            "FERME" => Ok(PlaceState::Closed),
            other => Err(self.wrong(ImportCode::UnknownValue, Column::State, other)),
        }
    }

    fn opened_on(&self) -> Result<Option<Day>, Finding> {
        match self.cell(Column::OpenedOn) {
            "" => Ok(None),
            text => text
                .parse()
                .map(Some)
                .map_err(|_| self.wrong(ImportCode::ImpossibleDate, Column::OpenedOn, text)),
        }
    }
}

impl<R: Read> Iterator for PlacesReader<R> {
    type Item = Result<Place, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.table.advance()? {
            Ok(()) => self.place(),
            Err(finding) => Err(finding),
        })
    }
}
