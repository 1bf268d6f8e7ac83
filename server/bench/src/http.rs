//! A client of a few lines over loopback: what a client costs is time the server does not get.
//!
//! Keep-alive, bodies by length or in chunks, and server-sent events; it sends what a browser sends.

use crate::{Failure, Result};
use std::fmt::Write as _;
use std::io::Read as _;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request, ready to be sent any number of times.
#[derive(Debug, Clone)]
pub struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    /// A page, a file or a stream.
    pub fn get(address: SocketAddr, path: &str) -> Request {
        Request::new("GET", address, path)
    }

    /// A form as a browser posts it.
    pub fn form(address: SocketAddr, path: &str, body: &str) -> Request {
        Request::new("POST", address, path).carrying("application/x-www-form-urlencoded", body)
    }

    /// A call of a hydrated screen.
    pub fn json(address: SocketAddr, path: &str, body: &str) -> Request {
        Request::new("POST", address, path).carrying("application/json", body)
    }

    fn new(method: &str, address: SocketAddr, path: &str) -> Request {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nsec-fetch-site: same-origin\r\n\
             accept: */*\r\naccept-encoding: gzip, deflate, br\r\n"
        );
        let body = Vec::new();
        Request { head, body }
    }

    fn carrying(self, kind: &str, body: &str) -> Request {
        let mut request = self
            .with("content-type", kind)
            .with("content-length", &body.len().to_string());
        request.body.extend_from_slice(body.as_bytes());
        request
    }

    /// With a header more.
    pub fn with(mut self, name: &str, value: &str) -> Request {
        let _ = write!(self.head, "{name}: {value}\r\n");
        self
    }

    fn bytes(&self) -> Vec<u8> {
        [self.head.as_bytes(), b"\r\n", &self.body].concat()
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Status line and headers, as sent, with the empty line.
    pub head: String,
    /// Body as sent, chunks put together, still compressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// Bytes on the wire but for the frames of chunks.
    pub fn weight(&self) -> usize {
        self.head.len() + self.body.len()
    }

    /// The body as text, decompressed.
    ///
    /// # Errors
    /// Not what its headers say, or not text.
    pub fn text(&self) -> Result<String> {
        match self.header("content-encoding") {
            Some("br") => {
                let mut text = String::new();
                brotli::Decompressor::new(self.body.as_slice(), 4096).read_to_string(&mut text)?;
                Ok(text)
            }
            None => Ok(String::from_utf8(self.body.clone())?),
            Some(other) => Err(Failure(format!("an answer compressed by {other}"))),
        }
    }

    /// The answer, if its status is the one wanted.
    ///
    /// # Errors
    /// Status and beginning of the body otherwise.
    pub fn of_status(self, wanted: u16) -> Result<Answer> {
        if self.status == wanted {
            return Ok(self);
        }
        let text: String = self.text().unwrap_or_default().chars().take(300).collect();
        Err(Failure(format!(
            "answer {} where {wanted} was due: {text}",
            self.status
        )))
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

/// A connection that is kept.
pub struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    used: usize,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// Nobody listens.
    pub async fn open(address: SocketAddr) -> Result<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection {
            stream,
            received: Vec::with_capacity(16 << 10),
            used: 0,
        })
    }

    /// Sends a request and reads its answer whole.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn ask(&mut self, request: &Request) -> Result<Answer> {
        let (status, head) = self.begin(request).await?;
        let mut body = Vec::new();
        if let Some(length) = header(&head, "content-length") {
            let length = length.parse()?;
            self.need(length).await?;
            body.extend_from_slice(&self.take(length)[..]);
        } else if header(&head, "transfer-encoding").is_some() {
            while self.chunk(&mut body).await? {}
        }
        Ok(Answer { status, head, body })
    }

    /// Sends a request whose answer is a stream of events.
    ///
    /// # Errors
    /// The answer is no stream.
    pub async fn listen(mut self, request: &Request) -> Result<Events> {
        let (status, head) = self.begin(request).await?;
        if status != 200 || header(&head, "content-type") != Some("text/event-stream") {
            return Err(Failure(format!("no stream of events: {head}")));
        }
        Ok(Events {
            connection: self,
            text: Vec::new(),
        })
    }

    async fn begin(&mut self, request: &Request) -> Result<(u16, String)> {
        self.stream.write_all(&request.bytes()).await?;
        let end = self.find(b"\r\n\r\n").await? + 4;
        let head = String::from_utf8(self.take(end))?;
        let status = head.split(' ').nth(1).unwrap_or_default().parse()?;
        Ok((status, head))
    }

    /// One chunk, appended; false for the last, empty one.
    async fn chunk(&mut self, body: &mut Vec<u8>) -> Result<bool> {
        let end = self.find(b"\r\n").await?;
        let size = usize::from_str_radix(std::str::from_utf8(&self.take(end))?.trim(), 16)?;
        self.need(2 + size + 2).await?;
        let chunk = self.take(2 + size + 2);
        body.extend_from_slice(&chunk[2..2 + size]);
        Ok(size > 0)
    }

    async fn find(&mut self, mark: &[u8]) -> Result<usize> {
        let mut from = self.used;
        loop {
            let found = self.received[from..]
                .windows(mark.len())
                .position(|window| window == mark);
            if let Some(at) = found {
                return Ok(from - self.used + at);
            }
            from = self.received.len().saturating_sub(mark.len() - 1).max(self.used);
            self.read().await?;
        }
    }

    async fn need(&mut self, count: usize) -> Result<()> {
        while self.received.len() - self.used < count {
            self.read().await?;
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.received).await? == 0 {
            return Err(Failure("the server closed the connection".into()));
        }
        Ok(())
    }

    fn take(&mut self, count: usize) -> Vec<u8> {
        let taken = self.received[self.used..][..count].to_vec();
        self.used += count;
        if self.used == self.received.len() {
            self.received.clear();
            self.used = 0;
        }
        taken
    }
}

/// A stream of events. Dropping it cuts the connection.
pub struct Events {
    connection: Connection,
    text: Vec<u8>,
}

/// An event of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number, where it has one.
    pub id: Option<i64>,
    /// Its data.
    pub data: String,
}

impl Events {
    /// The next event; waits for it.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn next(&mut self) -> Result<Event> {
        loop {
            if let Some(end) = self.text.windows(2).position(|window| window == b"\n\n") {
                let text = String::from_utf8(self.text.drain(..end + 2).collect())?;
                if let Some(event) = event(&text) {
                    return Ok(event);
                }
            } else if !self.connection.chunk(&mut self.text).await? {
                return Err(Failure("the stream ended".into()));
            }
        }
    }
}

/// The event in a block of lines; none in a comment that only keeps the connection alive.
fn event(text: &str) -> Option<Event> {
    let field = |name: &str| {
        let lines = text
            .lines()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let values: Vec<&str> = lines.map(|value| value.strip_prefix(' ').unwrap_or(value)).collect();
        (!values.is_empty()).then(|| values.join("\n"))
    };
    Some(Event {
        id: field("id").and_then(|id| id.parse().ok()),
        data: field("data")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    /// A connection to a server that answers with these bytes, one write each.
    async fn answered(parts: &'static [&'static str]) -> (Connection, Request) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a client");
            let _ = stream.read(&mut [0; 4096]).await.expect("a request");
            for part in parts {
                stream.write_all(part.as_bytes()).await.expect("written");
                stream.flush().await.expect("sent");
            }
        });
        let connection = Connection::open(address).await.expect("it listens");
        (connection, Request::get(address, "/"))
    }

    #[tokio::test]
    async fn bodies_come_by_length_or_in_chunks() {
        let (mut connection, request) = answered(&["HTTP/1.1 200 OK\r\nContent-Le", "ngth: 5\r\n\r\nhel", "lo"]).await;
        let answer = connection.ask(&request).await.expect("an answer");
        assert_eq!(
            (answer.status, answer.body.as_slice(), answer.weight()),
            (200, &b"hello"[..], 43)
        );

        let (mut connection, request) = answered(&[
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "3\r\nhel\r",
            "\n2\r\nlo\r\n0\r\n\r\n",
        ])
        .await;
        assert_eq!(connection.ask(&request).await.expect("an answer").body, b"hello");
    }

    #[tokio::test]
    async fn events_are_cut_at_empty_lines_whatever_the_chunks() {
        let (connection, request) = answered(&[
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n",
            "c\r\nid: 7\ndata: \r\n3\r\nx\n\n\r\n",
            "3\r\n:\n\n\r\n9\r\ndata: y\n\n\r\n",
        ])
        .await;
        let mut events = connection.listen(&request).await.expect("a stream");
        let first = events.next().await.expect("an event");
        assert_eq!((first.id, first.data.as_str()), (Some(7), "x"));
        let second = events.next().await.expect("an event");
        assert_eq!((second.id, second.data.as_str()), (None, "y"));
    }
}
