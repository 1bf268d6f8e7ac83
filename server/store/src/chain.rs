//! The chain: each event's hash covers the one before it.
//!
//! An export is one JSON object per line: `{"body":"…","hash":"…"}`, in order of stream and number. `body` is the
//! canonical event, byte for byte as it was hashed; it says itself to which stream it belongs and its number.
//! `hash = SHA-256(previous hash ‖ body)`, lower-case hexadecimal on the outside, 32 bytes inside; the first event of a
//! stream follows [`GENESIS`].

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::BufRead;

/// What the first event of a stream follows: 32 zero bytes, in hexadecimal.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Hash of an event that follows `previous` (64 hexadecimal digits).
pub fn link(previous: &str, body: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(hex::decode(previous).unwrap_or_default());
    digest.update(body.as_bytes());
    hex::encode(digest.finalize())
}

/// One line of an export.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportLine {
    /// Canonical event.
    pub body: String,
    /// Its hash.
    pub hash: String,
}

/// The head of one stream of a verified export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// Such as `jury:3`.
    pub stream: String,
    /// Number of the last event.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

/// Where and how an export is broken. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// The line is no event.
    #[error("line {line}: unreadable")]
    Unreadable {
        /// Line of the export.
        line: u64,
    },
    /// An event is missing, doubled or out of order.
    #[error("line {line}: {stream} has event {found} where {expected} was due")]
    Sequence {
        /// Line of the export.
        line: u64,
        /// Stream.
        stream: String,
        /// Number due.
        expected: i64,
        /// Number found.
        found: i64,
    },
    /// The event or one before it was changed.
    #[error("line {line}: {stream} event {seq} does not carry the hash of its content")]
    Hash {
        /// Line of the export.
        line: u64,
        /// Stream.
        stream: String,
        /// Number.
        seq: i64,
    },
    /// The head known from elsewhere (the printed minutes) is not in the export.
    #[error("the head {seq}:{hash} is not in the export")]
    HeadMissing {
        /// Number.
        seq: i64,
        /// Hash.
        hash: String,
    },
}

#[derive(Deserialize)]
struct Place {
    stream: String,
    seq: i64,
}

/// Verifies an export with nothing but itself; with a head `(seq, hash)` also that it reaches that head.
///
/// # Errors
/// The first fault met; reading stops there, since all that follows leans on it.
pub fn verify_export(export: impl BufRead, head: Option<(i64, &str)>) -> Result<Vec<Chain>, ChainFault> {
    let mut heads: BTreeMap<String, (i64, String)> = BTreeMap::new();
    let mut head_seen = head.is_none();
    for (line, text) in (1..).zip(export.lines()) {
        let text = text.map_err(|_| ChainFault::Unreadable { line })?;
        if text.trim().is_empty() {
            continue;
        }
        let entry: ExportLine = serde_json::from_str(&text).map_err(|_| ChainFault::Unreadable { line })?;
        let place: Place = serde_json::from_str(&entry.body).map_err(|_| ChainFault::Unreadable { line })?;
        let (last, previous) = heads
            .get(&place.stream)
            .map_or((0, GENESIS), |(seq, hash)| (*seq, hash.as_str()));
        if place.seq != last + 1 {
            return Err(ChainFault::Sequence {
                line,
                stream: place.stream,
                expected: last + 1,
                found: place.seq,
            });
        }
        if link(previous, &entry.body) != entry.hash {
            return Err(ChainFault::Hash {
                line,
                stream: place.stream,
                seq: place.seq,
            });
        }
        head_seen |= head == Some((place.seq, entry.hash.as_str()));
        heads.insert(place.stream, (place.seq, entry.hash));
    }
    if let (false, Some((seq, hash))) = (head_seen, head) {
        return Err(ChainFault::HeadMissing { seq, hash: hash.into() });
    }
    Ok(heads
        .into_iter()
        .map(|(stream, (seq, hash))| Chain { stream, seq, hash })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(events: i64) -> Vec<String> {
        let mut previous = GENESIS.to_string();
        (1..=events)
            .map(|seq| {
                let body = format!(r#"{{"stream":"lot:1","seq":{seq},"act":{{"n":{seq}}}}}"#);
                previous = link(&previous, &body);
                serde_json::to_string(&ExportLine {
                    body,
                    hash: previous.clone(),
                })
                .expect("json")
            })
            .collect()
    }

    fn verify(lines: &[String]) -> Result<Vec<Chain>, ChainFault> {
        verify_export(lines.join("\n").as_bytes(), None)
    }

    #[test]
    fn a_whole_export_gives_its_heads() {
        let lines = export(4);
        let heads = verify(&lines).expect("whole");
        assert_eq!((heads.len(), heads[0].seq), (1, 4));
        let hash = heads[0].hash.clone();
        assert!(verify_export(lines.join("\n").as_bytes(), Some((4, &hash))).is_ok());
        assert!(matches!(
            verify_export(lines[..3].join("\n").as_bytes(), Some((4, &hash))),
            Err(ChainFault::HeadMissing { seq: 4, .. })
        ));
    }

    #[test]
    fn every_flipped_byte_is_found() {
        let whole = export(3).join("\n").into_bytes();
        for place in 0..whole.len() {
            let mut broken = whole.clone();
            broken[place] ^= 1;
            if broken[place] == b'\n' || whole[place] == b'\n' {
                continue;
            }
            let text = String::from_utf8_lossy(&broken).into_owned();
            assert!(verify_export(text.as_bytes(), None).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_line_taken_out_or_moved_is_found_where_it_is() {
        let mut lines = export(4);
        lines.remove(1);
        assert_eq!(
            verify(&lines),
            Err(ChainFault::Sequence {
                line: 2,
                stream: "lot:1".into(),
                expected: 2,
                found: 3
            })
        );
    }
}
