//! Tables that are refused, and why: too large, no table, or made to do harm.

use std::io::{Cursor, Read, Write};

use exchanges::{SheetFault, SheetLimits, read_table};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const LIMITS: SheetLimits = SheetLimits {
    file: 8 << 20,
    unpacked: 1 << 20,
    line: 128 << 10,
    rows: 5_000,
    columns: 64,
    cell: 200,
};

fn refused(bytes: &[u8]) -> SheetFault {
    read_table(bytes, LIMITS).unwrap_err()
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook of one sheet with this data and these shared strings.
fn workbook(data: &str, strings: &str) -> Vec<u8> {
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
    };
    let links = |inside: String| format!("<Relationships xmlns=\"{PACKAGE}\">{inside}</Relationships>");
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheets><sheet name=\"N\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
    );
    packed(&[
        (
            "_rels/.rels",
            links(link("a", "officeDocument", "xl/workbook.xml")).as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            links(link("a", "worksheet", "worksheets/s.xml")).as_bytes(),
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        (
            "xl/worksheets/s.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>").as_bytes(),
        ),
    ])
}

fn document(rows: &str) -> Vec<u8> {
    let content = format!(
        "<o:document-content xmlns:o=\"o\" xmlns:table=\"t\" xmlns:office=\"f\" xmlns:text=\"x\"><table:table>{rows}</table:table></o:document-content>"
    );
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

const NO_STRINGS: &str = "<sst/>";

#[test]
fn what_is_no_table_is_refused_by_its_name() {
    for (bytes, name) in [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), "XLS"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1F\x8B\x08", "gzip"),
        (b"<html><table>", "XML, HTML"),
        (&packed(&[("word/document.xml", b"<w/>")]), "DOCX"),
        (&packed(&[("xl/workbook.bin", b"x")]), "XLSB"),
        (&packed(&[("notes.csv", b"1;2")]), "ZIP"),
    ] {
        assert_eq!(refused(bytes), SheetFault::UnknownFormat(name.into()));
    }
    let text = packed(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    assert!(matches!(refused(&text), SheetFault::UnknownFormat(name) if name.ends_with(".text")));
    for empty in ["", "\n\n", ";;\n;\n", "\u{FEFF}"] {
        assert_eq!(refused(empty.as_bytes()), SheetFault::Empty, "{empty:?}");
    }
    assert_eq!(refused(&workbook("", NO_STRINGS)), SheetFault::Empty);
    assert_eq!(refused(b"a\0b\0"), SheetFault::Encoding("UTF-16 (BOM ?)".into()));
}

#[test]
fn a_table_beyond_the_limits_is_refused_not_cut() {
    let line = |cells: usize| format!("{}\n", vec!["1"; cells].join(";"));
    assert_eq!(refused(line(65).as_bytes()), SheetFault::TooManyColumns(64));
    assert!(read_table(line(64).as_bytes(), LIMITS).is_ok());
    assert_eq!(refused("1\n".repeat(5_001).as_bytes()), SheetFault::TooManyRows(5_000));
    assert_eq!(
        read_table("1\n".repeat(5_000).as_bytes(), LIMITS).map(|rows| rows.len()),
        Ok(5_000)
    );
    assert_eq!(
        refused(format!("a\n{}", "é".repeat(201)).as_bytes()),
        SheetFault::LongCell(2)
    );
    assert!(read_table("é".repeat(200).as_bytes(), LIMITS).is_ok());
    assert_eq!(refused(b"a;b\n1;\x07\n"), SheetFault::ControlCharacter(2));
    assert_eq!(refused(b"a;b\n1;\"x\n2;y\n"), SheetFault::OpenQuote(2));
    assert_eq!(refused(&[b'x'; 200 << 10]), SheetFault::LongLine(1));
    let large = SheetLimits { file: 1_000, ..LIMITS };
    let many = "12345;12,5\n".repeat(100);
    assert_eq!(read_table(many.as_bytes(), large), Err(SheetFault::FileTooLarge(1_000)));
    let book = workbook(&"<row/>".repeat(2_000), NO_STRINGS);
    assert!(matches!(
        read_table(book.as_slice(), SheetLimits { file: 500, ..LIMITS }),
        Err(SheetFault::FileTooLarge(500))
    ));
}

#[test]
fn a_cell_far_away_costs_one_cell() {
    let far = "<row r=\"1048576\"><c r=\"A1048576\"><v>7</v></c></row>";
    let rows = read_table(workbook(far, NO_STRINGS).as_slice(), LIMITS).unwrap();
    assert_eq!((rows.len(), rows[0].line), (1, 1_048_576));
    let wide = "<row r=\"1\"><c r=\"XFD1\"><v>7</v></c></row>";
    assert_eq!(refused(&workbook(wide, NO_STRINGS)), SheetFault::TooManyColumns(64));
    let beyond = "<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>7</v></c></row>";
    assert_eq!(
        refused(&workbook(beyond, NO_STRINGS)),
        SheetFault::Broken("ZZZZZZZZ1".into())
    );
    let mut many = String::new();
    for row in 1..=5_001 {
        many.push_str(&format!("<row r=\"{row}\"><c><v>1</v></c></row>"));
    }
    assert_eq!(refused(&workbook(&many, NO_STRINGS)), SheetFault::TooManyRows(5_000));
}

#[test]
fn an_archive_that_holds_too_much_is_refused_whatever_it_declares() {
    let bomb = workbook(&" ".repeat(2 << 20), NO_STRINGS);
    assert!(bomb.len() < 10_000);
    assert_eq!(refused(&bomb), SheetFault::UnpackedTooLarge(1 << 20));
    // The sizes in the archive now lie: a thousand bytes each.
    let mut liar = bomb;
    let (size, lie) = ((2u32 << 20).to_le_bytes()[2..].to_vec(), 1_000u32.to_le_bytes());
    let mut changed = 0;
    for at in 0..liar.len() - 46 {
        for (mark, field) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
            if &liar[at..at + 4] == mark && liar[at + field + 2..at + field + 4] == size[..] {
                liar[at + field..at + field + 4].copy_from_slice(&lie);
                changed += 1;
            }
        }
    }
    assert_eq!(changed, 2, "the part that is too large, in its two headers");
    assert!(matches!(refused(&liar), SheetFault::Broken(_)));
    let no_xml = packed(&[("xl/media/image.png", &vec![0; 2 << 20])]);
    assert_eq!(refused(&no_xml), SheetFault::UnpackedTooLarge(1 << 20));
}

#[test]
fn a_promise_of_more_than_there_is_is_not_believed() {
    for count in ["999999999999", "9999999999999999999999999", "200001"] {
        let strings = format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        assert_eq!(
            refused(&workbook("", &strings)),
            SheetFault::Broken("uniqueCount".into())
        );
    }
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(200_001));
    assert!(matches!(refused(&workbook("", &strings)), SheetFault::Broken(_)));
    let lost = "<row><c t=\"s\"><v>7</v></c></row>";
    assert!(matches!(refused(&workbook(lost, NO_STRINGS)), SheetFault::Broken(_)));
    let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><sst/>";
    assert!(matches!(refused(&workbook("", entity)), SheetFault::Broken(_)));
}

#[test]
fn repetitions_of_an_open_document_stop_at_the_limits() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"";
    let rows = format!("<table:table-row table:number-rows-repeated=\"4000000000\">{cell}/></table:table-row>");
    assert_eq!(refused(&document(&rows)), SheetFault::TooManyRows(5_000));
    let row = format!("<table:table-row>{cell} table:number-columns-repeated=\"99999999999999\"/></table:table-row>");
    assert_eq!(refused(&document(&row)), SheetFault::TooManyColumns(64));
    let cells = format!("<table:table-row>{}</table:table-row>", format!("{cell}/>").repeat(65));
    assert_eq!(refused(&document(&cells)), SheetFault::TooManyColumns(64));
    let blanks = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"4000000000\"/></text:p></table:table-cell></table:table-row>";
    assert_eq!(refused(&document(blanks)), SheetFault::LongCell(1));
    // One that breaks off is refused, and ends.
    let cut = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"<a><table:table><table:table-row>"),
    ]);
    assert!(matches!(refused(&cut), SheetFault::Broken(_)));
}

#[test]
fn a_locked_document_is_told_as_locked() {
    let locked = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("meta.xml", b"\x93\x11"),
        (
            "META-INF/manifest.xml",
            b"<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
        ),
        ("content.xml", b"\x93\x11"),
    ]);
    assert_eq!(refused(&locked), SheetFault::Protected);
    // As Excel does it: in a file of its old kind.
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let wrapped: Vec<u8> = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."
        .iter()
        .copied()
        .chain(name)
        .collect();
    assert_eq!(refused(&wrapped), SheetFault::Protected);
}

#[test]
fn what_writers_do_beside_the_standard_is_read() {
    let mark = "<row r=\"2\"><c r=\"A2\"><v>12.5</v></c></row>";
    let windows = changed(&workbook(mark, NO_STRINGS), |name, text| {
        (name.replace('/', "\\"), text)
    });
    let flat = changed(&workbook(mark, NO_STRINGS), |name, text| {
        (name.replace("xl/", ""), text.replace("xl/", ""))
    });
    let row =
        "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"12.5\"/></table:table-row>";
    // LibreOffice leaves a part empty where nobody changed its keys.
    let mut document = ZipWriter::new_append(Cursor::new(document(row))).unwrap();
    let keys = "Configurations2/accelerator/current.xml";
    document.start_file(keys, SimpleFileOptions::default()).unwrap();
    let document = document.finish().unwrap().into_inner();
    for file in [windows, flat, document] {
        let rows = read_table(file.as_slice(), LIMITS).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].cells, ["12.5"]);
    }
}

/// An archive whose parts have other names and texts.
fn changed(archive: &[u8], change: fn(&str, String) -> (String, String)) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.push(change(&part.name().unwrap(), text));
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    packed(&parts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_table(bytes.as_slice(), LIMITS);
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(
        kind in 0usize..3, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = [
            include_bytes!("../../fixtures/tables/formulas.xlsx").to_vec(),
            include_bytes!("../../fixtures/tables/libre.ods").to_vec(),
            include_bytes!("../../fixtures/tables/excel.csv").to_vec(),
        ][kind].clone();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        let _ = read_table(bytes.as_slice(), LIMITS);
        bytes.truncate(cut.index(bytes.len()));
        let _ = read_table(bytes.as_slice(), LIMITS);
    }
}
