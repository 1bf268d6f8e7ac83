use std::io::{self, Read};

use exchanges::sample::{Sample, write_siecle};
use exchanges::{Encoding, Limits, SiecleReader};

use crate::{export, export_within, told};

/// A document around a body that stands inside `PARAMETRES`.
fn inside(body: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?>\n<BEE_ELEVES>\n <PARAMETRES>\n{body}</PARAMETRES></BEE_ELEVES>").into_bytes()
}

fn refused(bytes: &[u8]) -> (&'static str, u64, u64, String) {
    let failure = export(bytes).failure.expect("a refusal");
    assert!(failure.is_fatal());
    let (code, line, column, value) = told(&failure);
    (code, line, column, value.to_owned())
}

#[test]
fn broken_xml_is_told_by_line_and_column() {
    let broken = |body: &str| {
        let (code, line, column, value) = refused(&inside(body));
        assert_eq!(code, "xml_broken", "{body}");
        (line, column, value)
    };
    assert_eq!(broken("<UAJ>é</UAI>\n"), (4, 7, "</UAI> ≠ </UAJ>".into()));
    assert_eq!(broken("\n  <UAJ\n"), (5, 3, "<UAJ …=\"…\">".into()));
    assert_eq!(broken("<UAJ>a & b</UAJ>"), (4, 8, "&".into()));
    assert_eq!(broken("<!-- a -- b -->"), (4, 1, "--".into()));
    assert_eq!(broken("<!-- a"), (4, 1, "<!--".into()));
    assert_eq!(broken("<UAJ><![CDATA[a</UAJ>"), (4, 6, "<![CDATA[".into()));
    assert_eq!(broken("<UAJ a=b/>"), (4, 1, "<UAJ …=\"…\">".into()));
    assert_eq!(broken("<UAJ a='1' a='2'/>"), (4, 1, "<UAJ …=\"…\">".into()));
    assert_eq!(broken("<1/>"), (4, 1, "<1".into()));
    assert_eq!(broken("<UAJ>&#0;</UAJ>"), (4, 6, "&#0;".into()));
    assert_eq!(broken("<UAJ>\u{1}</UAJ>"), (4, 6, "U+0001".into()));
    assert_eq!(broken("<?xml version='1.0'?>"), (4, 1, "<?xml".into()));
}

#[test]
fn what_stands_outside_the_root_is_broken_too() {
    let end = |bytes: &[u8]| {
        let (code, line, column, value) = refused(bytes);
        (code, line, column, value)
    };
    let good = inside("<UAJ>0350059Z</UAJ>\n");
    assert_eq!(export(&good).failure, None);
    let with = |tail: &[u8]| end(&[good.as_slice(), tail].concat());
    assert_eq!(with(b"\nmore"), ("xml_broken", 5, 27, "more".into()));
    assert_eq!(with(b"\n<BEE_ELEVES/>"), ("xml_broken", 6, 1, "<BEE_ELEVES>".into()));
    assert_eq!(with(b"</BEE_ELEVES>"), ("xml_broken", 5, 27, "</BEE_ELEVES>".into()));
    assert_eq!(end(b"  \n"), ("empty_file", 0, 0, String::new()));
    assert_eq!(end(b""), ("empty_file", 0, 0, String::new()));
    assert_eq!(end(b"text"), ("xml_broken", 1, 1, "text".into()));
    assert_eq!(end(b"<html><p>no</p></html>"), ("not_siecle", 1, 1, "html".into()));
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let mut bytes = Vec::new();
    let sample = Sample::new("0350059Z".parse().unwrap(), 3);
    write_siecle(&mut bytes, &sample, Encoding::Latin9).unwrap();
    let whole = bytes.trim_ascii_end().len();
    for cut in 0..whole {
        let (code, ..) = refused(&bytes[..cut]);
        assert!(["xml_broken", "empty_file"].contains(&code), "cut at {cut}: {code}");
    }
    let cut = &bytes[..whole - "</BEE_ELEVES>".len()];
    let lines = cut.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
    assert_eq!(refused(cut), ("xml_broken", lines, 1, "… </BEE_ELEVES>".into()));
}

#[test]
fn dtds_and_entities_are_refused() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"x\"><!ENTITY y \"&x;&x;\">]>\n<BEE_ELEVES/>";
    assert_eq!(refused(bomb.as_bytes()), ("dtd_refused", 2, 1, "<!DOCTYPE".into()));
    assert_eq!(refused(b"<!doctype html>"), ("dtd_refused", 1, 1, "<!DOCTYPE".into()));
    assert_eq!(
        refused(b"\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'"),
        ("dtd_refused", 2, 1, "<!DOCTYPE".into())
    );
    assert_eq!(
        refused(&inside("<UAJ>&eacute;</UAJ>")),
        ("entity_refused", 4, 6, "&eacute;".into())
    );
    assert_eq!(
        refused(&inside("<UAJ a='&x;'/>")),
        ("entity_refused", 4, 1, "&x;".into())
    );
    assert_eq!(export(&inside("<UAJ>&#48;350059&#x5A;</UAJ>")).failure, None);
}

#[test]
fn too_deep_too_long_too_large() {
    let deep = "<a>".repeat(100);
    assert_eq!(refused(&inside(&deep)), ("xml_too_deep", 4, 1 + 3 * 30, "32".into()));
    let long = format!("<UAJ>{}</UAJ>", "x".repeat(5_000));
    assert_eq!(refused(&inside(&long)), ("value_too_long", 4, 6, "4096".into()));
    let pieces = format!("<UAJ>{}</UAJ>", "x<!-- -->".repeat(5_000));
    assert_eq!(refused(&inside(&pieces)).0, "value_too_long");
    for endless in ["<UAJ a='", "<!--", "<?p ", "<UAJ><![CDATA[", "<IGNORED>"] {
        let (code, line, ..) = refused(&inside(&format!("{endless}{}", "x".repeat(400_000))));
        assert_eq!((code, line), ("value_too_long", 4), "{endless}");
    }
    let limits = Limits {
        file: 1_000,
        ..Limits::default()
    };
    let large = inside(&"<UAJ>0350059Z</UAJ>\n".repeat(100));
    let failure = export_within(&large, limits).failure.unwrap();
    assert_eq!(
        (told(&failure), failure.is_fatal()),
        (("file_too_large", 0, 0, "1000"), true)
    );
}

#[test]
fn the_school_has_to_be_known_before_its_pupils() {
    assert_eq!(refused(&inside("")), ("missing_uai", 4, 1, String::new()));
    assert_eq!(refused(&inside("<UAJ> </UAJ>")).0, "missing_uai");
    assert_eq!(
        refused(&inside("<UAJ>0350059A</UAJ>")),
        ("bad_uai", 4, 1, "0350059A".into())
    );
    assert_eq!(
        refused(b"<BEE_ELEVES>\n<DONNEES/></BEE_ELEVES>"),
        ("missing_uai", 2, 1, String::new())
    );
    assert_eq!(refused(b"<BEE_ELEVES/>").0, "missing_uai");
}

#[test]
fn a_failing_disk_is_told() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("lead on the disk"))
        }
    }
    let start = b"<BEE_ELEVES>".as_slice();
    let failure = SiecleReader::open(start.chain(Failing), Limits::default())
        .err()
        .unwrap();
    assert_eq!(
        (failure.code.text(), failure.value.as_str()),
        ("unreadable", "lead on the disk")
    );
}
