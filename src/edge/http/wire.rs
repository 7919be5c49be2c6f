//! Bytes of a connection to requests, and answers to bytes.
//!
//! **In:** a connection. **Out:** what was asked; whatever is not understood is a status. **Never:** more than
//! [`MOST_HEAD`] bytes of a head, or a wait without an end.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use super::answer::{Answer, Body, reason};
use super::asked::{Asked, Method};

/// A head may have this many bytes.
const MOST_HEAD: usize = 16 << 10;
/// And this many headers.
const MOST_HEADERS: usize = 64;
/// How long a connection may say nothing.
const IDLE: Duration = Duration::from_secs(60);
/// How long a head may take once it has begun.
const HEAD: Duration = Duration::from_secs(10);
/// How long the other end may take to read one piece of an answer, and all of it.
const PIECE: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(120);
/// How often somebody who listens is asked whether they are still there.
const BEAT: Duration = Duration::from_secs(15);

/// What came from the other end.
#[derive(Debug)]
pub(super) enum Heard {
    /// A request, and whether another one may follow.
    Asked(Asked, bool),
    /// Something that is refused with this status; nothing more is read.
    Wrong(u16),
    /// Nothing: it went, or was silent for too long.
    Gone,
}

/// One connection, with what was read beyond the last request.
pub(super) struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
    is_local: bool,
}

impl Wire {
    /// Returns the wire of a connection.
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        let is_local = stream.peer_addr()?.ip().to_canonical().is_loopback();
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(PIECE))?;
        Ok(Self { stream, read: Vec::new(), is_local })
    }

    /// Returns the next request.
    pub(super) fn next(&mut self) -> Heard {
        let mut until = Instant::now() + if self.read.is_empty() { IDLE } else { HEAD };
        loop {
            match self.parsed() {
                Ok(Some(heard)) => return heard,
                Ok(None) if self.read.len() >= MOST_HEAD => return Heard::Wrong(431),
                Ok(None) => {}
                Err(status) => return Heard::Wrong(status),
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return if self.read.is_empty() { Heard::Gone } else { Heard::Wrong(408) };
            }
            let is_first = self.read.is_empty();
            if !self.read_more(left) {
                return Heard::Gone;
            }
            if is_first && !self.read.is_empty() {
                until = Instant::now() + HEAD;
            }
        }
    }

    /// Reads what there is; `false`: the other end is gone.
    fn read_more(&mut self, patience: Duration) -> bool {
        let mut piece = [0; 4096];
        let read = self.stream.set_read_timeout(Some(patience)).and_then(|()| self.stream.read(&mut piece));
        match read {
            Ok(0) => false,
            Ok(count) => {
                self.read.extend_from_slice(&piece[..count]);
                true
            }
            Err(error) => {
                matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted)
            }
        }
    }

    /// Takes a whole head from what was read; `None`: it is not whole yet.
    fn parsed(&mut self) -> Result<Option<Heard>, u16> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let length = match request.parse(&self.read) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(431),
            Err(_) => return Err(400),
        };
        let (asked, stays) = asked(&request, self.is_local)?;
        self.read.drain(..length);
        Ok(Some(Heard::Asked(asked, stays)))
    }

    /// Writes an answer; an error: the other end is gone or reads too slowly.
    pub(super) fn write(&mut self, answer: Answer, (method, stays): (Method, bool)) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
        for (name, value) in &answer.headers {
            let value: String = value.chars().filter(|character| !character.is_control()).collect();
            // Writing to a string cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let until = Instant::now() + ANSWER;
        match answer.body {
            Body::Bytes(bytes) => {
                let has_length = !matches!(answer.status, 204 | 304);
                if has_length {
                    let _ = write!(head, "Content-Length: {}\r\n", bytes.len());
                }
                head.push_str(if stays { "Connection: keep-alive\r\n\r\n" } else { "Connection: close\r\n\r\n" });
                let mut all = head.into_bytes();
                if method != Method::Head && has_length {
                    all.extend_from_slice(&bytes);
                }
                self.write_pieces(&all, until)
            }
            Body::Events(events) => {
                head.push_str("Connection: close\r\n\r\n");
                self.write_pieces(head.as_bytes(), until)?;
                loop {
                    let piece = match events.recv_timeout(BEAT) {
                        Ok(event) => event,
                        Err(RecvTimeoutError::Timeout) => ":\n\n".to_owned(),
                        Err(RecvTimeoutError::Disconnected) => return Ok(()),
                    };
                    self.write_pieces(piece.as_bytes(), Instant::now() + PIECE)?;
                }
            }
        }
    }

    fn write_pieces(&mut self, bytes: &[u8], until: Instant) -> io::Result<()> {
        for piece in bytes.chunks(64 << 10) {
            if Instant::now() >= until {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.stream.write_all(piece)?;
        }
        self.stream.flush()
    }

    /// Ends the connection so that the last answer still arrives.
    pub(super) fn close(mut self) {
        // What was sent and never read would make the system throw the answer away.
        let _ = self.stream.shutdown(std::net::Shutdown::Write);
        for _ in 0..16 {
            if !matches!(self.stream.set_read_timeout(Some(Duration::from_millis(100))), Ok(()))
                || !matches!(self.stream.read(&mut [0; 4096]), Ok(1..))
            {
                break;
            }
        }
    }
}

/// Returns a request and whether another may follow, or the status that refuses it.
fn asked(request: &httparse::Request, is_local: bool) -> Result<(Asked, bool), u16> {
    let method = match request.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        Some("POST") => Method::Post,
        _ => return Err(405),
    };
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for header in request.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| 400_u16)?.trim();
        let kept = headers.entry(header.name.to_ascii_lowercase()).or_default();
        if !kept.is_empty() {
            kept.push(',');
        }
        kept.push_str(value);
    }
    let header = |name: &str| headers.get(name).map_or("", String::as_str);
    if !header("transfer-encoding").is_empty() || !matches!(header("content-length"), "" | "0") {
        return Err(413);
    }
    let target = request.path.filter(|target| target.starts_with('/')).ok_or(400_u16)?;
    let target = target.split('#').next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let says_close = header("connection").to_ascii_lowercase().contains("close");
    let stays = request.version == Some(1) && !says_close;
    Ok((Asked { method, path: path.to_owned(), query: query.to_owned(), headers, is_local }, stays))
}
