//! One answer.
//!
//! **In:** a status and bytes. **Out:** [`Answer`]. **Never:** a header that a visitor's words could end.

use std::sync::mpsc::Receiver;

/// What follows the head.
#[derive(Debug)]
pub enum Body {
    /// All of it.
    Bytes(Vec<u8>),
    /// Events as they come, until the other end or the sender is gone (`text/event-stream`).
    Events(Receiver<String>),
}

/// One answer.
#[derive(Debug)]
pub struct Answer {
    /// The status: 200, 404.
    pub status: u16,
    /// The headers but for those that the server itself writes: length and connection.
    pub headers: Vec<(&'static str, String)>,
    /// What follows.
    pub body: Body,
}

impl Answer {
    /// Returns an answer of these bytes.
    pub fn new(status: u16, kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("Content-Type", kind.to_owned())], body: Body::Bytes(bytes.into()) }
    }

    /// Returns an answer of one sentence.
    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    /// Returns the answer with one more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Returns the value of a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// Returns the bytes; none for events.
    pub fn bytes(&self) -> &[u8] {
        match &self.body {
            Body::Bytes(bytes) => bytes,
            Body::Events(_) => &[],
        }
    }
}

/// Returns the words that stand beside a status.
pub(super) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
