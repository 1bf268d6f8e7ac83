//! Fictitious pupils in the schools' formats, for demonstrations, tests and measures.
//!
//! Pupil `n` of a sample depends on the sample's seed and on `n` only, so that files are written as streams.

use std::io::{self, Write};

use domain::{Day, Uai};
use encoding_rs::{ISO_8859_15, WINDOWS_1252};

use crate::encoding::Encoding;
use crate::pupil::{Origin, PupilField};
use crate::siecle_csv::COLUMNS;

/// What to write.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    /// The school.
    pub uai: Uai,
    /// How many pupils.
    pub count: u32,
    /// Other seeds give other people.
    pub seed: u64,
    /// Calendar year in which the school year begins; pupils turn 17 or 18 in it.
    pub school_year: u16,
    /// MEF codes, given in turn.
    pub mefs: &'a [&'a str],
    /// Pupils in one division.
    pub division_size: u32,
}

impl Sample<'_> {
    /// So many pupils of a *lycée*, school year 2025.
    pub const fn new(uai: Uai, count: u32) -> Sample<'static> {
        Sample {
            uai,
            count,
            seed: 1,
            school_year: 2025,
            mefs: &["20112010110", "2473130433"],
            division_size: 30,
        }
    }

    fn pupil(&self, index: u32) -> SamplePupil<'_> {
        let mut dice = Dice(self.seed ^ u64::from(self.uai.number()) << 32 ^ u64::from(index));
        let female = dice.below(2) == 1;
        let names = if female { FEMALE } else { MALE };
        let abroad = dice.below(25) == 0;
        let turning = self.school_year - 17 - u16::from(dice.below(4) == 0);
        let (commune, department) = dice.pick(COMMUNES);
        SamplePupil {
            index,
            national_id: national_id(self.uai, index),
            birth_name: dice.pick(SURNAMES),
            usual_name: if dice.below(40) == 0 { dice.pick(SURNAMES) } else { "" },
            first_names: [
                dice.pick(names),
                optional(&mut dice, names, 2),
                optional(&mut dice, names, 5),
            ],
            sex: if female { "2" } else { "1" },
            // Every month has 28 days.
            birth_date: Day::new(turning, 1 + dice.below(12) as u8, 1 + dice.below(28) as u8),
            birth_place: if abroad {
                Err(dice.pick(ABROAD))
            } else {
                Ok((commune, department))
            },
            mef: self
                .mefs
                .get(index as usize % self.mefs.len().max(1))
                .copied()
                .unwrap_or_default(),
            division: format!("T{:03}", index / self.division_size.max(1) + 1),
        }
    }
}

/// One person of the sample.
struct SamplePupil<'a> {
    index: u32,
    national_id: String,
    birth_name: &'a str,
    usual_name: &'a str,
    first_names: [&'a str; 3],
    sex: &'a str,
    birth_date: Option<Day>,
    birth_place: Result<(&'a str, &'a str), (&'a str, &'a str)>,
    mef: &'a str,
    division: String,
}

impl SamplePupil<'_> {
    /// The text of a field; the CSV gives the national identifier where the XML gives its own.
    fn text(&self, field: PupilField, origin: Origin) -> String {
        match field {
            PupilField::Identifier if origin == Origin::Xml => format!("{:04}", self.index + 1),
            PupilField::Identifier | PupilField::NationalId => self.national_id.clone(),
            PupilField::FirstName => self.first_names[0].into(),
            PupilField::SecondName => self.first_names[1].into(),
            PupilField::ThirdName => self.first_names[2].into(),
            PupilField::BirthName => self.birth_name.into(),
            PupilField::UsualName => self.usual_name.into(),
            PupilField::Sex => self.sex.into(),
            PupilField::BirthDate => self.birth_date.map(|day| day.to_string()).unwrap_or_default(),
            PupilField::BirthCommune => self.birth_place.map_or("", |(commune, _)| commune).into(),
            PupilField::BirthDepartment => self.birth_place.map_or("099", |(_, department)| department).into(),
            PupilField::BirthCountry => self.birth_place.map_or_else(|(country, _)| country, |_| "100").into(),
            PupilField::BirthPlace => self.birth_place.map_or_else(|(_, city)| city, |_| "").into(),
            PupilField::Status => "ST".into(),
            PupilField::Mef => self.mef.into(),
            PupilField::LeftOn => String::new(),
            PupilField::Division => self.division.clone(),
        }
    }
}

/// Writes the XML export.
pub fn write_siecle(out: &mut impl Write, sample: &Sample<'_>, encoding: Encoding) -> io::Result<()> {
    let mut out = Encoder::new(out, encoding)?;
    out.write(&format!(
        "<?xml version=\"1.0\" encoding=\"{}\"?>\n<BEE_ELEVES VERSION=\"2.1\">\n  <PARAMETRES>\n    <UAJ>{}</UAJ>\n    \
         <ANNEE_SCOLAIRE>{year}</ANNEE_SCOLAIRE>\n    <DATE_EXPORT>12/11/{year}</DATE_EXPORT>\n  </PARAMETRES>\n  \
         <DONNEES>\n    <ELEVES>\n",
        encoding.name(),
        sample.uai,
        year = sample.school_year,
    ))?;
    for index in 0..sample.count {
        let pupil = sample.pupil(index);
        let id = pupil.text(PupilField::Identifier, Origin::Xml);
        let mut text = format!("      <ELEVE ELEVE_ID=\"{id}\">\n");
        for field in XML_FIELDS {
            let value = pupil.text(field, Origin::Xml);
            if !value.is_empty() {
                let name = field.name(Origin::Xml);
                text.push_str(&format!(
                    "        <{name}>{}</{name}>\n",
                    quick_xml::escape::escape(value.as_str())
                ));
            }
        }
        text.push_str("      </ELEVE>\n");
        out.write(&text)?;
    }
    out.write("    </ELEVES>\n    <STRUCTURES>\n")?;
    for index in 0..sample.count {
        let pupil = sample.pupil(index);
        out.write(&format!(
            "      <STRUCTURES_ELEVE ELEVE_ID=\"{}\">\n        <STRUCTURE>\n          <CODE_STRUCTURE>{}\
             </CODE_STRUCTURE>\n          <TYPE_STRUCTURE>D</TYPE_STRUCTURE>\n        </STRUCTURE>\n      \
             </STRUCTURES_ELEVE>\n",
            pupil.text(PupilField::Identifier, Origin::Xml),
            pupil.division
        ))?;
    }
    out.write("    </STRUCTURES>\n  </DONNEES>\n</BEE_ELEVES>\n")
}

/// Writes the CSV sibling.
pub fn write_siecle_csv(out: &mut impl Write, sample: &Sample<'_>, encoding: Encoding) -> io::Result<()> {
    let mut out = Encoder::new(out, encoding)?;
    let mut row = COLUMNS.map(|field| field.name(Origin::Csv).to_owned());
    out.write(&format!("{}\r\n", row.join(";")))?;
    for index in 0..sample.count {
        let pupil = sample.pupil(index);
        row = COLUMNS.map(|field| pupil.text(field, Origin::Csv));
        out.write(&format!("{}\r\n", row.join(";")))?;
    }
    Ok(())
}

const XML_FIELDS: [PupilField; 14] = [
    PupilField::NationalId,
    PupilField::BirthName,
    PupilField::UsualName,
    PupilField::FirstName,
    PupilField::SecondName,
    PupilField::ThirdName,
    PupilField::Sex,
    PupilField::BirthDate,
    PupilField::BirthCountry,
    PupilField::BirthDepartment,
    PupilField::BirthCommune,
    PupilField::BirthPlace,
    PupilField::Mef,
    PupilField::Status,
];

/// Nine digits and two letters, its own for each of a million pupils of a school.
fn national_id(uai: Uai, index: u32) -> String {
    let school = uai.number();
    let letters = b"ABCDEFGHJK";
    let letter = |digit: u32| char::from(letters[(digit % 10) as usize]);
    let number = u64::from(school % 1_000) * 1_000_000 + u64::from(index % 1_000_000);
    format!("{number:09}{}{}", letter(school / 1_000), letter(school / 10_000))
}

fn optional<'a>(dice: &mut Dice, names: &[&'a str], one_in: u64) -> &'a str {
    if dice.below(one_in) == 0 { dice.pick(names) } else { "" }
}

/// Splitmix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % limit
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

/// Writes text in an encoding, its mark first.
struct Encoder<'a, W> {
    out: &'a mut W,
    encoding: Encoding,
}

impl<'a, W: Write> Encoder<'a, W> {
    fn new(out: &'a mut W, encoding: Encoding) -> io::Result<Encoder<'a, W>> {
        out.write_all(encoding.mark())?;
        Ok(Encoder { out, encoding })
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => self.out.write_all(text.as_bytes()),
            Encoding::Latin1 => self.out.write_all(&WINDOWS_1252.encode(text).0),
            Encoding::Latin9 => self.out.write_all(&ISO_8859_15.encode(text).0),
            Encoding::Utf16Le => self.units(text, u16::to_le_bytes),
            Encoding::Utf16Be => self.units(text, u16::to_be_bytes),
        }
    }

    fn units(&mut self, text: &str, bytes: fn(u16) -> [u8; 2]) -> io::Result<()> {
        self.out
            .write_all(&text.encode_utf16().flat_map(bytes).collect::<Vec<_>>())
    }
}

const FEMALE: &[&str] = &[
    "Aïcha",
    "Alice",
    "Anaëlle",
    "Camille",
    "Célia",
    "Chloé",
    "Élise",
    "Emma",
    "Gwenaëlle",
    "Inès",
    "Jeanne",
    "Léa",
    "Louise",
    "Maëlys",
    "Maïwenn",
    "Manon",
    "Noémie",
    "Rozenn",
    "Salomé",
    "Zoé",
];
const MALE: &[&str] = &[
    "Adam",
    "Aurèle",
    "Briac",
    "Clément",
    "Elouan",
    "Erwan",
    "François",
    "Gaël",
    "Hugo",
    "Jérôme",
    "Jules",
    "Loïc",
    "Maël",
    "Mathéo",
    "Nathan",
    "Noé",
    "Raphaël",
    "Théo",
    "Timothée",
    "Yanis",
];
const SURNAMES: &[&str] = &[
    "ABGRALL",
    "BÉNÉTEAU",
    "BERTHELOT",
    "CADIOU",
    "CŒURDACIER",
    "D'ARGENT",
    "DE LA VILLÉON",
    "DIALLO",
    "ÉVEN",
    "FRANÇOIS",
    "GUÉGUEN",
    "HAMON",
    "JÉGOU",
    "KERMARREC",
    "LE BRETON",
    "LE GALL",
    "LEFÈVRE",
    "MAÎTRE",
    "MARTIN-ROUÉ",
    "NOËL",
    "N'GUYEN",
    "OLLIVIER",
    "PRIGENT",
    "QUÉRÉ",
    "RIOU",
    "SALAÜN",
    "TANGUY",
    "THÉBAULT",
    "VAILLANT",
    "YILDIZ",
];
/// INSEE commune and département.
const COMMUNES: &[(&str, &str)] = &[
    ("35238", "035"),
    ("35288", "035"),
    ("35115", "035"),
    ("35360", "035"),
    ("35236", "035"),
    ("22278", "022"),
    ("29019", "029"),
    ("44109", "044"),
    ("56121", "056"),
    ("75114", "075"),
    ("33063", "033"),
    ("2A004", "02A"),
];
/// Country and city.
const ABROAD: &[(&str, &str)] = &[
    ("132", "LONDRES"),
    ("350", "CASABLANCA"),
    ("139", "PORTO"),
    ("131", "LIÈGE"),
];
