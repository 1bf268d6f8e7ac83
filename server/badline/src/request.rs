//! A request as bytes: where it ends, and nothing of what it says.

use std::io;
use tokio::io::{AsyncRead, AsyncReadExt};

/// Longest head; what a browser sends is far shorter.
const LONGEST_HEAD: usize = 64 << 10;

/// A request whole, ready to be sent any number of times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    path: String,
    bytes: Vec<u8>,
}

impl Request {
    /// Reads one; nothing when the client left before it began. It asks the server to close after the answer.
    ///
    /// # Errors
    /// It is cut short, or has a body whose length is not told beforehand.
    pub async fn read(client: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Request>> {
        let mut received = Vec::new();
        let end = loop {
            if let Some(at) = received.windows(4).position(|window| window == b"\r\n\r\n") {
                break at;
            }
            if received.len() > LONGEST_HEAD {
                return Err(io::Error::other("a head without end"));
            }
            match client.read_buf(&mut received).await? {
                0 if received.is_empty() => return Ok(None),
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                _ => {}
            }
        };
        let head = String::from_utf8(received[..end].to_vec()).map_err(io::Error::other)?;
        let mut body = received.split_off(end + 4);
        if header(&head, "transfer-encoding").is_some() {
            return Err(io::Error::other("a body in chunks"));
        }
        let length = header(&head, "content-length").map_or(Ok(0), str::parse::<usize>);
        let already = body.len();
        body.resize(length.map_err(io::Error::other)?.max(already), 0);
        client.read_exact(&mut body[already..]).await?;
        let path = head.split(' ').nth(1).unwrap_or_default().to_string();
        let bytes = [closing(&head).as_bytes(), &body].concat();
        Ok(Some(Request { path, bytes }))
    }

    /// Its path and query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// As it is sent on.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

/// The head, asking for one answer and the end.
fn closing(head: &str) -> String {
    let kept = head
        .lines()
        .filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let mut closing: String = kept.flat_map(|line| [line, "\r\n"]).collect();
    closing.push_str("connection: close\r\n\r\n");
    closing
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(text: &str) -> io::Result<Option<Request>> {
        Request::read(&mut text.as_bytes()).await
    }

    #[tokio::test]
    async fn a_request_is_read_whole_and_asks_for_the_end() {
        let request = read("POST /api/x HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi")
            .await
            .expect("read")
            .expect("a request");
        assert_eq!(request.path(), "/api/x");
        assert_eq!(
            request.bytes(),
            b"POST /api/x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nconnection: close\r\n\r\nhi"
        );
    }

    #[tokio::test]
    async fn nothing_is_no_request_and_half_of_one_is_a_failure() {
        assert_eq!(read("").await.expect("read"), None);
        for cut in ["GET / HT", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhi"] {
            assert!(read(cut).await.is_err(), "{cut}");
        }
    }
}
