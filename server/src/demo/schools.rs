//! The schools, as the open-data directory gives them, and their fictitious pupils.
//!
//! `schools.csv` holds facts of the *Annuaire de l'éducation* (ministère de l'Éducation nationale, Licence Ouverte 2.0):
//! UAI, name, commune. Which exams these schools prepare is invented.

use super::exam::Exam;
use crate::cli::Failure;
use domain::Uai;
use exchanges::Encoding;
use exchanges::sample::{Sample, write_siecle};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const SCHOOLS: &str = include_str!("schools.csv");

/// The columns of the directory that are read, in its own spelling.
const HEADER: &str = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;\
    Adresse_2;Adresse_3;Code postal;Code_commune;Nom_commune;Code_departement;Code_academie;Telephone;Web;Mail;\
    Libelle_academie;date_ouverture;etat;ministere_tutelle;etablissement_multi_lignes;code_nature;etablissement_mere";

/// Writes the directory of the twelve schools.
pub fn write_places(folder: &Path) -> Result<PathBuf, Failure> {
    let mut text = format!("\u{feff}{HEADER}\n");
    for line in SCHOOLS.lines().skip(1) {
        let mut fields = line.split(';');
        let (uai, name, commune) = (fields.next(), fields.next(), fields.next());
        if let (Some(uai), Some(name), Some(commune)) = (uai, name, commune) {
            let _ = writeln!(
                text,
                "{uai};{name};Lycée;Public;;;;;;{commune};035;14;;;;Rennes;;OUVERT;MINISTERE DE L'EDUCATION NATIONALE;0;;"
            );
        }
    }
    let path = folder.join("etablissements.csv");
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Writes the pupil file of each school of an exam.
pub fn write_pupils(folder: &Path, exam: &Exam) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for (uai, count) in exam.schools {
        let uai: Uai = uai
            .parse()
            .map_err(|_| Failure(format!("{uai} : UAI de la démonstration")))?;
        let sample = Sample {
            seed: 2026,
            mefs: &[exam.mef],
            ..Sample::new(uai, *count)
        };
        let path = folder.join(format!("eleves-{uai}.xml"));
        let mut out = BufWriter::new(File::create(&path)?);
        write_siecle(&mut out, &sample, Encoding::Latin9)?;
        out.flush()?;
        files.push(path);
    }
    Ok(files)
}
