//! Bytes of a file as checked UTF-8: encodings, ends of line, size, line and column.

use std::io::{self, BufRead, Read};

use crate::code::{Finding, ImportCode, Position};
use crate::encoding::{Decoder, Kind};

/// How much a file may ask of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file, as read.
    pub file: u64,
    /// Bytes of one tag, one text or one CSV line, as UTF-8.
    pub value: usize,
    /// Nested elements.
    pub depth: usize,
}

impl Default for Limits {
    /// 256 MiB, three times the national directory of schools; 256 KiB; 32 levels.
    fn default() -> Limits {
        Limits {
            file: 256 << 20,
            value: 256 << 10,
            depth: 32,
        }
    }
}

/// Raw bytes read at a time.
const CHUNK: usize = 16 << 10;
/// Bytes looked at for a byte order mark and an XML declaration.
const PREFIX: usize = 1 << 10;

/// A file as a stream of UTF-8 with `\n` ends of line, that knows where it is and when it has had enough.
///
/// Its errors are [`Finding`]s inside [`io::Error`]; text before the error is handed out first.
pub(crate) struct Source<R> {
    input: R,
    limits: Limits,
    decoder: Decoder,
    raw: Vec<u8>,
    read: u64,
    ended: bool,
    // A decoder that was told of the end may not be asked again.
    finished: bool,
    text: Vec<u8>,
    at: usize,
    after_cr: bool,
    failure: Option<Finding>,
    here: Place,
    marked: Place,
    last: u8,
    quotes: u64,
}

/// A point of the decoded text.
#[derive(Debug, Clone, Copy)]
struct Place {
    offset: u64,
    line: u64,
    column: u64,
}

impl<R: Read> Source<R> {
    /// Looks at the first bytes and settles the encoding.
    pub(crate) fn open(input: R, kind: Kind, limits: Limits) -> Result<Source<R>, Finding> {
        let start = Place {
            offset: 0,
            line: 1,
            column: 1,
        };
        let mut source = Source {
            input,
            limits,
            decoder: Decoder::utf8(),
            raw: Vec::with_capacity(CHUNK + PREFIX),
            read: 0,
            ended: false,
            finished: false,
            text: Vec::new(),
            at: 0,
            after_cr: false,
            failure: None,
            here: start,
            marked: start,
            last: 0,
            quotes: 0,
        };
        while source.raw.len() < PREFIX && !source.ended {
            source.pull(PREFIX)?;
        }
        source.decoder = Decoder::settle(&mut source.raw, kind)?;
        Ok(source)
    }

    /// Reads once, so that `raw` holds at most `upto` bytes.
    fn pull(&mut self, upto: usize) -> Result<(), Finding> {
        let had = self.raw.len();
        self.raw.resize(upto, 0);
        let got = loop {
            match self.input.read(&mut self.raw[had..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.raw.truncate(had + *got.as_ref().unwrap_or(&0));
        let got = got.map_err(|error| Finding::new(ImportCode::Unreadable, error.to_string(), self.position()))?;
        self.ended = got == 0;
        self.read += got as u64;
        if self.read > self.limits.file {
            let limit = self.limits.file.to_string();
            return Err(Finding::new(ImportCode::FileTooLarge, limit, Position::default()));
        }
        Ok(())
    }

    /// Decodes the next piece into `text`, which was used up; leaves it empty at the end.
    fn refill(&mut self) -> Result<(), Finding> {
        self.text.clear();
        self.at = 0;
        while self.text.is_empty() {
            if let Some(failure) = &self.failure {
                return Err(failure.clone());
            }
            if self.finished {
                return Ok(());
            }
            if self.raw.len() < PREFIX && !self.ended {
                self.pull(CHUNK)
                    .inspect_err(|failure| self.failure = Some(failure.clone()))?;
            }
            self.finished = self.ended;
            let broken = self.decoder.decode(&mut self.raw, &mut self.text, self.ended);
            self.unify_ends();
            if broken {
                let place = self.position_after_text();
                self.failure = Some(Finding::new(ImportCode::InvalidBytes, self.decoder.name(), place));
            }
        }
        Ok(())
    }

    /// `\r\n` and `\r` become `\n`, as XML asks and as lines are counted.
    fn unify_ends(&mut self) {
        if !self.after_cr && !self.text.contains(&b'\r') {
            return;
        }
        let mut after_cr = self.after_cr;
        self.text.retain_mut(|byte| {
            let second_half = after_cr && *byte == b'\n';
            after_cr = *byte == b'\r';
            if after_cr {
                *byte = b'\n';
            }
            !second_half
        });
        self.after_cr = after_cr;
    }

    fn position_after_text(&self) -> Position {
        let place = self.here.after(&self.text[self.at..]);
        Position {
            line: place.line,
            column: place.column,
            element: String::new(),
        }
    }
}

impl<R> Source<R> {
    /// Where the next character is.
    pub(crate) fn position(&self) -> Position {
        Position {
            line: self.here.line,
            column: self.here.column,
            element: String::new(),
        }
    }

    /// Where the last [`Source::mark`] was set.
    pub(crate) fn marked(&self) -> Position {
        Position {
            line: self.marked.line,
            column: self.marked.column,
            element: String::new(),
        }
    }

    /// A new value begins here: its length is counted from this point.
    pub(crate) fn mark(&mut self) {
        self.marked = self.here;
    }

    /// Bytes of decoded text handed out.
    pub(crate) fn offset(&self) -> u64 {
        self.here.offset
    }

    /// The last byte handed out.
    pub(crate) fn last(&self) -> u8 {
        self.last
    }

    /// Whether the quotes handed out go by pairs.
    pub(crate) fn quotes_match(&self) -> bool {
        self.quotes.is_multiple_of(2)
    }

    /// Bytes of memory held.
    pub(crate) fn held(&self) -> usize {
        self.raw.capacity() + self.text.capacity()
    }
}

impl Place {
    fn after(self, text: &[u8]) -> Place {
        let (mut line, mut column) = (self.line, self.column);
        for &byte in text {
            if byte == b'\n' {
                (line, column) = (line + 1, 1);
            } else if byte & 0xC0 != 0x80 {
                column += 1;
            }
        }
        Place {
            offset: self.offset + text.len() as u64,
            line,
            column,
        }
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.text.len() {
            if self.here.offset - self.marked.offset > self.limits.value as u64 {
                let limit = self.limits.value.to_string();
                return Err(io::Error::other(Finding::new(
                    ImportCode::ValueTooLong,
                    limit,
                    self.marked(),
                )));
            }
            self.refill().map_err(io::Error::other)?;
        }
        Ok(&self.text[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        let used = &self.text[self.at..][..amount];
        if let Some(last) = used.last() {
            self.last = *last;
        }
        self.quotes += used.iter().filter(|&&byte| byte == b'"').count() as u64;
        self.here = self.here.after(used);
        self.at += amount;
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let amount = ready.len().min(into.len());
        into[..amount].copy_from_slice(&ready[..amount]);
        self.consume(amount);
        Ok(amount)
    }
}

/// The finding inside an error of [`Source`], or a word on any other error.
pub(crate) fn found(error: &io::Error, position: Position) -> Finding {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Finding>()) {
        Some(finding) => finding.clone(),
        None => Finding::new(ImportCode::Unreadable, error.to_string(), position),
    }
}
