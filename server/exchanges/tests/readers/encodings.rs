use exchanges::sample::{Sample, write_siecle, write_siecle_csv};
use exchanges::{Encoding, Limits, Pupil, SiecleCsvReader};

use crate::{export, told};

fn sample() -> Sample<'static> {
    Sample::new("0350059Z".parse().unwrap(), 200)
}

fn csv(bytes: &[u8]) -> Vec<Pupil> {
    SiecleCsvReader::open(bytes, Limits::default())
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn the_same_pupils_are_read_in_every_encoding() {
    let read = Encoding::ALL.map(|encoding| {
        let mut bytes = Vec::new();
        write_siecle(&mut bytes, &sample(), encoding).unwrap();
        let export = export(&bytes);
        assert_eq!(export.failure, None, "{encoding:?}");
        (export.school, export.pupils, export.memberships)
    });
    let accented = |pupil: &Pupil| !pupil.birth_name.is_ascii();
    assert!(read[0].1.len() == 200 && read[0].1.iter().any(accented));
    assert!(read[0].1.iter().any(|pupil| pupil.birth_name.contains('Œ')));
    assert!(read.iter().all(|one| *one == read[0]));
}

#[test]
fn the_csv_needs_no_declaration() {
    let read = Encoding::ALL.map(|encoding| {
        let mut bytes = Vec::new();
        write_siecle_csv(&mut bytes, &sample(), encoding).unwrap();
        csv(&bytes)
    });
    assert_eq!(read[0].len(), 200);
    for (other, encoding) in read.iter().zip(Encoding::ALL) {
        assert_eq!(*other, read[0], "{encoding:?}");
    }
}

#[test]
fn letters_of_windows_and_of_iso_8859_15_are_both_read() {
    let header = "Identifiant unique*;Premier prénom*;Deuxième prénom;Troisième prénom;Nom de famille*;Nom d'usage;\
                  Code sexe*;Date de naissance (jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;\
                  Code département naissance*;Code pays naissance*;Statut*;Code MEF*;Division*\n";
    let mut bytes: Vec<u8> = header.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    bytes.extend_from_slice(b"1;C\x9Cur;C\xBDur;\xC9lo\xEFse;NO\xCBL;\xBE;;;;;;;;;\n");
    let pupil = csv(&bytes).remove(0);
    assert_eq!(pupil.first_names, ["Cœur", "Cœur", "Éloïse"]);
    assert_eq!((pupil.birth_name.as_str(), pupil.usual_name.as_str()), ("NOËL", "Ÿ"));
}

#[test]
fn a_mark_wins_over_the_declaration() {
    let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><é/>";
    let failure = export(text.as_bytes()).failure.unwrap();
    assert_eq!(told(&failure), ("not_siecle", 1, 45, "é"));
}

#[test]
fn an_unknown_encoding_is_refused_by_name() {
    let refused = |bytes: &[u8]| export(bytes).failure.map(|f| (f.code.text(), f.value)).unwrap();
    let named = |name: &str| refused(format!("<?xml version='1.0'  encoding = '{name}' ?><a/>").as_bytes());
    assert_eq!(named("EBCDIC-FR"), ("encoding_unknown", "EBCDIC-FR".into()));
    assert_eq!(named("UTF-16"), ("encoding_unknown", "UTF-16".into()));
    assert_eq!(refused(b"<\0a\0/\0>\0"), ("encoding_unknown", "UTF-16 (BOM ?)".into()));
    assert_eq!(refused(b"\xFF\xFE\0\0<\0\0\0"), ("encoding_unknown", "UTF-32".into()));
    assert_eq!(refused(b"PK\x03\x04rest"), ("compressed", String::new()));
}

#[test]
fn invalid_bytes_are_told_with_their_line() {
    let mut bytes = Vec::new();
    write_siecle(
        &mut bytes,
        &Sample {
            count: 2_000,
            ..sample()
        },
        Encoding::Utf8,
    )
    .unwrap();
    let at = bytes.len() / 2;
    let start = at + bytes[at..].iter().position(|&byte| byte == b'\n').unwrap() + 1;
    let line = bytes[..start].iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
    bytes[start + 3] = 0xE9;
    assert_eq!(
        told(export(&bytes).failure.as_ref().unwrap()),
        ("invalid_bytes", line, 4, "UTF-8")
    );

    let half = [b"\xFF\xFE".as_slice(), b"<\0a\0>\0\n\0\x00\xDC".as_slice()].concat();
    assert_eq!(
        told(export(&half).failure.as_ref().unwrap()).0,
        "not_siecle",
        "told in the order of the file"
    );
    let lone = b"\xFE\xFF\0<\0B\0E\0E\0_\0E\0L\0E\0V\0E\0S\0>\0\n\xDC\0\0x";
    assert_eq!(
        told(export(lone).failure.as_ref().unwrap()),
        ("invalid_bytes", 2, 1, "UTF-16")
    );
}

#[test]
fn a_csv_that_was_utf_8_stays_utf_8() {
    let mut bytes = Vec::new();
    write_siecle_csv(&mut bytes, &sample(), Encoding::Utf8).unwrap();
    bytes.extend_from_slice(b"1;Th\xE9o;;;;;;;;;;;;;\n");
    let last = SiecleCsvReader::open(bytes.as_slice(), Limits::default())
        .unwrap()
        .last()
        .unwrap();
    assert_eq!(told(&last.unwrap_err()), ("invalid_bytes", 202, 5, "UTF-8"));
}
