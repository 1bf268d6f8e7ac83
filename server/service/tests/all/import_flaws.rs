//! Imports of files with something wrong in them: it is told, and nothing but it stays out.

use crate::common::{desk, each_database, session};
use crate::import_seed::{UAI, codes, counts, fixture, pupils, rows, siecle, written};
use service::ImportFile;

#[tokio::test(flavor = "multi_thread")]
async fn bad_pupils_are_told_and_the_good_ones_come_in() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let report = siecle(&desk, fixture("siecle-findings.xml")).await;
        assert_eq!(counts(&report), [4, 1, 0, 0, 2, 1]);
        for code in [
            "missing_name",
            "unknown_value",
            "impossible_date",
            "missing_birth_place",
            "no_national_id",
            "left_school",
        ] {
            assert!(codes(&report).contains(&code), "{code}: {report:?}");
        }
        let csv = ImportFile {
            uai: Some(UAI.into()),
            ..fixture("siecle-findings.csv")
        };
        let report = siecle(&desk, csv).await;
        assert!(report.created > 0 && report.rejected == 3, "{report:?}");
    })
    .await;
}

/// A pupil and his structure, as XML.
fn pupil(id: &str, ine: &str, division: &str) -> (String, String) {
    let pupil = format!(
        "<ELEVE ELEVE_ID=\"{id}\"><ID_NATIONAL>{ine}</ID_NATIONAL><NOM_DE_FAMILLE>NOM</NOM_DE_FAMILLE><PRENOM>Léa</PRENOM>\
         <CODE_SEXE>2</CODE_SEXE><DATE_NAISS>01/02/2008</DATE_NAISS><CODE_PAYS>100</CODE_PAYS>\
         <CODE_COMMUNE_INSEE_NAISS>35238</CODE_COMMUNE_INSEE_NAISS></ELEVE>\n"
    );
    let structure = if division.is_empty() {
        String::new()
    } else {
        format!(
            "<STRUCTURES_ELEVE ELEVE_ID=\"{id}\"><STRUCTURE><CODE_STRUCTURE>{division}</CODE_STRUCTURE>\
             <TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>\n"
        )
    };
    (pupil, structure)
}

fn export(uai: &str, pupils: &[(String, String)]) -> String {
    let (pupils, structures): (String, String) = pupils.iter().cloned().unzip();
    format!(
        "<BEE_ELEVES><PARAMETRES><UAJ>{uai}</UAJ></PARAMETRES><DONNEES><ELEVES>\n{pupils}</ELEVES>\
         <STRUCTURES>\n{structures}</STRUCTURES></DONNEES></BEE_ELEVES>"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_the_whole_file_tells_is_told() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let text = export(
            UAI,
            &[
                pupil("1", "1A", "T1"),
                pupil("2", "1A", "T1"),
                pupil("1", "3A", ""),
                pupil("4", "4A", ""),
                (String::new(), pupil("9", "", "T1").1),
            ],
        );
        let report = siecle(&desk, written(&folder, "a.xml", &text)).await;
        assert_eq!(counts(&report), [4, 1, 0, 0, 1, 2], "{report:?}");
        let mut found = codes(&report);
        found.retain(|code| !["missing_mef", "unknown_uai"].contains(code));
        found.sort_unstable();
        assert_eq!(
            found,
            [
                "duplicate_identifier",
                "duplicate_identifier",
                "no_division",
                "unknown_pupil"
            ]
        );
        let lines: Vec<u64> = report.lines.iter().map(|line| line.line).collect();
        assert!(lines.is_sorted(), "{lines:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_imports_nothing() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let before = rows(&store).await;
        let whole = std::fs::read(pupils(&folder, 1200).path).expect("read");
        let cut = folder.path().join("cut.xml");
        std::fs::write(&cut, &whole[..whole.len() - 200]).expect("written");
        let good = [pupil("1", "1A", "T1")];
        let wrong_letter = written(&folder, "letter.xml", &export("0350059A", &good));
        let no_school = written(&folder, "none.xml", &export("", &good));
        let dtd = written(
            &folder,
            "dtd.xml",
            &format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{}", export(UAI, &good)),
        );
        let other = ImportFile {
            uai: Some("0250001R".into()),
            ..pupils(&folder, 3)
        };
        let small = ImportFile {
            max_size: Some(500),
            ..pupils(&folder, 30)
        };
        let broken_csv = written(&folder, "quote.csv", "a;b\n\"1;2\n");
        let cases = [
            (ImportFile::new(cut), "xml_broken"),
            (wrong_letter, "bad_uai"),
            (no_school, "missing_uai"),
            (dtd, "dtd_refused"),
            (other, "other_uai"),
            (small, "file_too_large"),
            (
                ImportFile {
                    uai: Some(UAI.into()),
                    ..broken_csv
                },
                "missing_column",
            ),
            (fixture("siecle-findings.csv"), "missing_uai"),
            (ImportFile::new(folder.path().join("nowhere.xml")), "unreadable"),
        ];
        for (file, code) in cases {
            let report = siecle(&desk, file).await;
            assert!(report.refused && report.created == 0, "{code}: {report:?}");
            assert_eq!(codes(&report).last(), Some(&code), "{report:?}");
        }
        assert_eq!(rows(&store).await, before);
    })
    .await;
}
