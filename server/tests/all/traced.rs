//! Markers at work on a program with a tracer beside it: what it wrote, what it synced, and when it answered.

use crate::common::{PATIENCE, Place, Server};
use crate::sitting::Sitting;
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;
use tokio::task::JoinSet;
use wire::{CellAnswer, CellOutcome, CellWrite, SaveMarks};

const WRITERS: usize = 8;
const MARKS: usize = 40;
/// How the name of an operation begins; it ends with a full stop.
const OPERATION: &str = "ecriture-";

/// A system call; its numbers are lines of the trace.
#[derive(Debug)]
pub struct Call {
    /// The file or socket it is about.
    pub file: String,
    /// What it does.
    pub deed: Deed,
    /// Operations named in what it carries.
    pub operations: Vec<String>,
    /// Where it was entered.
    pub entered: usize,
    /// Where it was left.
    pub left: usize,
}

/// What a call does.
#[derive(Debug, PartialEq, Eq)]
pub enum Deed {
    /// Writes, to a file or to somebody else.
    Write,
    /// Waits for the disk.
    Sync,
}

impl Call {
    /// Of the write-ahead log.
    pub fn is_of_log(&self) -> bool {
        self.file.ends_with("-wal")
    }

    /// To somebody else.
    pub fn is_of_socket(&self) -> bool {
        self.file.starts_with("socket:")
    }

    /// What it carries names this operation.
    pub fn names(&self, op: &str) -> bool {
        self.operations.iter().any(|it| it == op)
    }
}

/// The operations of [`Traced::markers`] in some bytes.
fn operations(bytes: &[u8]) -> Vec<String> {
    let begins = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(OPERATION.as_bytes()));
    let name = |at: usize| {
        let end = bytes[at..].iter().position(|byte| *byte == b'.')?;
        Some(String::from_utf8_lossy(&bytes[at..=at + end]).into_owned())
    };
    begins.filter_map(name).collect()
}

/// What was done under the tracer.
pub struct Traced {
    /// In the order they were entered.
    pub calls: Vec<Call>,
    /// Names of the operations, each acknowledged.
    pub operations: Vec<String>,
}

impl Traced {
    /// Markers write their marks, one after the other, and the program stops.
    pub async fn markers() -> Traced {
        let place = Place::new();
        let sitting = Sitting::new(&place, WRITERS * MARKS, MARKS).await;
        let mut markers = Vec::new();
        for (n, lot) in sitting.lots.iter().copied().enumerate() {
            markers.push((lot, sitting.marker(&format!("marker{n}"), lot).await));
        }
        let trace = place.path().join("trace");
        let mut server = Server::start(place.traced(&trace));
        let mut work = JoinSet::new();
        for (n, &(lot, marker)) in markers.iter().enumerate() {
            let (copies, slot, browser) = (sitting.copies(marker, lot).await, sitting.slot, server.browser());
            browser.log_in(&format!("marker{n}")).await;
            work.spawn(async move {
                let mut operations = Vec::new();
                for (turn, application) in copies.into_iter().enumerate() {
                    let write = CellWrite {
                        op_id: format!("{OPERATION}{lot}-{turn}."),
                        application,
                        slot,
                        expected_version: 0,
                        value: Some((turn % 21).to_string().parse().expect("a mark")),
                    };
                    operations.push(write.op_id.clone());
                    let writes = vec![write];
                    let body = serde_json::json!({ "command": SaveMarks { lot, writes } });
                    let answer = browser.call("/api/save_marks", &body).await;
                    let answers: Vec<CellAnswer> = answer.json().await.expect("answers");
                    assert!(matches!(answers[0].outcome, CellOutcome::Saved { .. }), "{answers:?}");
                }
                operations
            });
        }
        let operations: Vec<_> = work.join_all().await.into_iter().flatten().collect();
        assert_eq!(operations.len(), WRITERS * MARKS);
        server.signal("TERM");
        server.ended();
        let calls = calls(&whole(&trace, &server).await);
        Traced { calls, operations }
    }

    /// The answer that acknowledged an operation.
    pub fn answer(&self, op: &str) -> &Call {
        let answer = self
            .calls
            .iter()
            .filter(|call| call.is_of_socket())
            .find(|call| call.names(op));
        answer.unwrap_or_else(|| panic!("{op}: no answer in the trace"))
    }
}

/// The trace, once the tracer has seen the end of the program.
async fn whole(trace: &Path, server: &Server) -> String {
    let thread = server.id().to_string();
    let ended = |line: &str| {
        line.split_once(' ')
            .is_some_and(|(of, text)| of == thread && text.contains("+++ "))
    };
    let since = Instant::now();
    loop {
        let text = std::fs::read_to_string(trace).unwrap_or_default();
        if text.lines().next_back().is_some_and(ended) {
            return text;
        }
        assert!(since.elapsed() < PATIENCE, "the tracer saw no end");
        tokio::task::yield_now().await;
    }
}

/// The calls of a trace. One that another thread interrupted in it stands on two lines.
fn calls(trace: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut unfinished: HashMap<&str, usize> = HashMap::new();
    for (at, line) in trace.lines().enumerate() {
        let Some((thread, text)) = line.split_once(' ') else {
            continue;
        };
        if text.trim_start().starts_with("<...") {
            if let Some(call) = unfinished.remove(thread) {
                calls[call].left = at;
            }
        } else if let Some((file, deed, operations)) = read(text.trim_start()) {
            let begun = text.ends_with("<unfinished ...>");
            if begun {
                unfinished.insert(thread, calls.len());
            }
            let left = if begun { usize::MAX } else { at };
            calls.push(Call {
                operations,
                file,
                deed,
                entered: at,
                left,
            });
        }
    }
    calls
}

/// `pwrite64(12<path>, "bytes", 4096, 32) = 4096`, path and bytes in hexadecimal.
fn read(text: &str) -> Option<(String, Deed, Vec<String>)> {
    let (name, rest) = text.split_once('(')?;
    let (file, rest) = rest.split_once('<')?.1.split_once('>')?;
    let file = String::from_utf8(decoded(file)).expect("utf-8");
    let bytes: Vec<u8> = rest.split('"').skip(1).step_by(2).flat_map(decoded).collect();
    let deed = match name {
        "pwrite64" | "write" | "writev" | "sendto" | "sendmsg" => Deed::Write,
        "fsync" | "fdatasync" => Deed::Sync,
        other => panic!("{other} was not asked for"),
    };
    Some((file, deed, operations(&bytes)))
}

fn decoded(text: &str) -> Vec<u8> {
    let digits = text.split("\\x").filter(|digits| !digits.is_empty());
    digits
        .map(|digits| u8::from_str_radix(digits, 16).expect("hexadecimal"))
        .collect()
}

#[test]
fn a_trace_is_read_call_by_call_and_an_interrupted_one_ends_where_it_is_resumed() {
    let hex = |text: &str| text.bytes().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
    let (log, file, socket) = (hex("w-wal"), hex("w"), hex("socket:"));
    let (written, answered) = (hex("hi"), hex("a ecriture-1-2. b"));
    let trace = format!(
        "7 fdatasync(5<{log}> <unfinished ...>\n\
         8  pwrite64(9<{file}>, \"{written}\", 2, 24) = 2\n\
         7 <... fdatasync resumed>)      = 0\n\
         8 sendto(4<{socket}>, \"{answered}\", 2, MSG_NOSIGNAL, NULL, 0) = 2\n\
         7 +++ exited with 0 +++\n"
    );
    let calls = calls(&trace);
    let seen: Vec<_> = calls
        .iter()
        .map(|call| (call.file.as_str(), &call.deed, call.entered, call.left))
        .collect();
    assert_eq!(
        seen,
        [
            ("w-wal", &Deed::Sync, 0, 2),
            ("w", &Deed::Write, 1, 1),
            ("socket:", &Deed::Write, 3, 3),
        ]
    );
    assert!(calls[0].is_of_log() && calls[2].is_of_socket() && calls[2].names("ecriture-1-2."));
}
