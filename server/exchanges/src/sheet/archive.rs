//! What a spreadsheet in an archive may ask of its reader, checked before it is asked.
//!
//! Readers trust what a part declares: a thousand bytes that announce a thousand million strings end the process. So
//! every part is unpacked once as a stream, sizes are counted as they come, and XML is read for such promises.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{SheetFault, SheetLimits, fault};
use crate::code::ImportCode;
use crate::source::Limits;
use crate::xml::{Element, Node, Nodes};

/// Parts of an archive: a workbook has some tens.
const PARTS: usize = 2_000;
/// Elements inside elements, far beyond what any writer does.
const DEPTH: usize = 64;
/// Bytes of one tag or text.
const VALUE: usize = 256 << 10;
/// Elements the reader keeps one structure for, and how many it may: beyond, a part weighs much more read than unpacked.
const KEPT: &[&str] = &[
    "si",
    "xf",
    "font",
    "fill",
    "border",
    "numFmt",
    "sheet",
    "Relationship",
    "definedName",
];
const MOST_KEPT: u64 = 200_000;

/// The spreadsheets that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// Looks at every part, and says which spreadsheet it is.
pub(super) fn vet(bytes: &[u8], limits: SheetLimits) -> Result<Kind, SheetFault> {
    let mut archive = open(bytes)?;
    if archive.len() > PARTS {
        return Err(SheetFault::Broken(format!("{} > {PARTS}", archive.len())));
    }
    let kind = kind(&mut archive)?;
    let mut declared: u64 = 0;
    for index in 0..archive.len() {
        declared = declared.saturating_add(archive.by_index(index).map_err(unzip)?.size());
    }
    if declared > limits.unpacked {
        return Err(SheetFault::UnpackedTooLarge(limits.unpacked));
    }
    // What is declared may be a lie: what comes out is counted too.
    let (mut left, mut kept) = (limits.unpacked, 0);
    // First the part that says whether the others are behind a password: they are no documents then.
    let manifest = archive.index_for_name("META-INF/manifest.xml");
    let others = (0..archive.len()).filter(|index| Some(*index) != manifest);
    for index in manifest.into_iter().chain(others) {
        let part = archive.by_index(index).map_err(unzip)?;
        let name = part.name().map_err(unzip)?.to_ascii_lowercase();
        let mut counted = Counted { part, left };
        if name.ends_with(".xml") || name.ends_with(".rels") {
            promises(&mut counted, limits, &mut kept)?;
        }
        // The rest of the part, or all of one that is no XML.
        match io::copy(&mut counted, &mut io::sink()) {
            Ok(_) => left = counted.left,
            Err(error) => return Err(unpacking(&error, limits)),
        }
    }
    Ok(kind)
}

/// Opens the archive itself.
pub(super) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, SheetFault> {
    ZipArchive::new(Cursor::new(bytes)).map_err(unzip)
}

/// A part as a checked document.
pub(super) fn nodes<R: Read>(part: R, limits: SheetLimits) -> Result<Nodes<R>, SheetFault> {
    let bounds = Limits {
        file: limits.unpacked,
        value: VALUE,
        depth: DEPTH,
    };
    Nodes::open(part, bounds).map_err(|finding| document(&finding, limits))
}

/// What a finding in a part means.
pub(super) fn document(finding: &crate::code::Finding, limits: SheetLimits) -> SheetFault {
    match finding.code {
        ImportCode::Unreadable if finding.value == TOO_MUCH => SheetFault::UnpackedTooLarge(limits.unpacked),
        ImportCode::FileTooLarge => SheetFault::UnpackedTooLarge(limits.unpacked),
        ImportCode::Unreadable => SheetFault::Broken(finding.value.clone()),
        ImportCode::ValueTooLong | ImportCode::EmptyFile | ImportCode::Compressed => {
            SheetFault::Broken(finding.code.text().into())
        }
        _ => fault(finding, limits),
    }
}

/// The name of an element without its prefix.
pub(super) fn local<'a>(element: &'a Element<'_>) -> &'a str {
    let name = std::str::from_utf8(element.name()).unwrap_or_default();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn promises<R: Read>(part: &mut Counted<R>, limits: SheetLimits, kept: &mut u64) -> Result<(), SheetFault> {
    let mut nodes = nodes(part, limits)?;
    loop {
        let (node, _) = match nodes.next() {
            // LibreOffice leaves such a part where nobody changed its keys.
            Err(finding) if finding.code == ImportCode::EmptyFile => return Ok(()),
            other => other.map_err(|finding| document(&finding, limits))?,
        };
        match node {
            Node::End => return Ok(()),
            Node::Open(element) => match local(&element) {
                "encryption-data" => return Err(SheetFault::Protected),
                "sst" if element.attribute("uniqueCount").len() > MOST_KEPT.to_string().len() => {
                    return Err(SheetFault::Broken("uniqueCount".into()));
                }
                "sst" if number(&element, "uniqueCount") > MOST_KEPT => {
                    return Err(SheetFault::Broken("uniqueCount".into()));
                }
                "c" | "row" if !is_place(&element.attribute("r")) => {
                    return Err(SheetFault::Broken(element.attribute("r").chars().take(20).collect()));
                }
                "dimension" if !element.attribute("ref").split(':').all(is_place) => {
                    return Err(SheetFault::Broken("dimension".into()));
                }
                name if KEPT.contains(&name) => {
                    *kept += 1;
                    if *kept > MOST_KEPT {
                        return Err(SheetFault::Broken(format!("{name} > {MOST_KEPT}")));
                    }
                }
                _ => {}
            },
            Node::Close | Node::Text(_) | Node::Aside => {}
        }
    }
}

fn number(element: &Element<'_>, attribute: &str) -> u64 {
    element.attribute(attribute).parse().unwrap_or(0)
}

/// `XFD1048576`, `12` or nothing: three letters and seven digits at most, which no reader's arithmetic overflows on.
fn is_place(text: &str) -> bool {
    let text = text.replace('$', "");
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    text.len() - digits.len() <= 3 && digits.len() <= 7 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn kind(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Kind, SheetFault> {
    let mut mimetype = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // A name that cannot be read is a name nobody knows.
        let _ = part.take(200).read_to_string(&mut mimetype);
    }
    // As the standard has them: some writers put the separator of Windows.
    let plain = |name: &[u8]| String::from_utf8_lossy(name).to_ascii_lowercase().replace('\\', "/");
    let names: Vec<String> = archive.file_names_raw().map(plain).collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    match mimetype.trim() {
        "application/vnd.oasis.opendocument.spreadsheet" => return Ok(Kind::Ods),
        "" => {}
        other => return Err(SheetFault::UnknownFormat(other.chars().take(80).collect())),
    }
    let other = match () {
        () if has("xl/workbook.bin") => "XLSB",
        () if has("xl/") || has("workbook.xml") => return Ok(Kind::Xlsx),
        () if has("word/") => "DOCX",
        () if has("ppt/") => "PPTX",
        () => "ZIP",
    };
    Err(SheetFault::UnknownFormat(other.into()))
}

fn unzip(error: ZipError) -> SheetFault {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SheetFault::Protected,
        other => SheetFault::Broken(other.to_string()),
    }
}

/// Marks the error of an archive that holds too much.
const TOO_MUCH: &str = "unpacked";

fn unpacking(error: &io::Error, limits: SheetLimits) -> SheetFault {
    match error.to_string().as_str() {
        TOO_MUCH => SheetFault::UnpackedTooLarge(limits.unpacked),
        other => SheetFault::Broken(other.into()),
    }
}

/// A part that gives no more bytes than are left to all.
struct Counted<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.part.read(into)?;
        self.left = self
            .left
            .checked_sub(got as u64)
            .ok_or_else(|| io::Error::other(TOO_MUCH))?;
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_counted() {
        let mut counted = Counted {
            part: io::repeat(0),
            left: 100_000,
        };
        let error = io::copy(&mut counted, &mut io::sink()).unwrap_err();
        let limits = SheetLimits::default();
        assert_eq!(unpacking(&error, limits), SheetFault::UnpackedTooLarge(limits.unpacked));
        let finding = crate::code::Finding::new(ImportCode::Unreadable, error.to_string(), Default::default());
        assert_eq!(
            document(&finding, limits),
            SheetFault::UnpackedTooLarge(limits.unpacked)
        );
    }

    #[test]
    fn a_place_is_one_a_sheet_can_have() {
        for place in ["", "A1", "$B$12", "XFD1048576", "12"] {
            assert!(is_place(place), "{place}");
        }
        for place in ["ABCD1", "A12345678", "A1B", "é1", "A-1"] {
            assert!(!is_place(place), "{place}");
        }
    }
}
