//! Connections to answers, each on a thread of its own.
//!
//! **In:** a listener and what answers. **Out:** a [`Server`] until it is stopped. **Never:** a panic that ends it.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::answer::{Answer, Body};
use super::asked::{Asked, Method};
use super::seats::{Phase, Seat, Seats};
use super::wire::{Heard, Wire};

/// So many connections at once; a browser keeps six.
const SEATS: usize = 128;

/// What answers.
pub type Handler = Arc<dyn Fn(&Asked) -> Answer + Send + Sync>;

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    seats: Arc<Seats>,
    is_stopping: Arc<AtomicBool>,
    door: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers whoever comes to `listener`.
    pub fn start(listener: TcpListener, handler: Handler) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let seats = Seats::new(SEATS);
        let is_stopping = Arc::new(AtomicBool::new(false));
        let (inside, stops) = (seats.clone(), is_stopping.clone());
        let door = thread::Builder::new().name("door".to_owned()).spawn(move || {
            while !stops.load(Ordering::Acquire) {
                match listener.accept() {
                    Ok((stream, _)) => admit(stream, &inside, &handler),
                    // Too many open files, perhaps: some will be closed soon.
                    Err(_) => thread::sleep(Duration::from_millis(20)),
                }
            }
        })?;
        Ok(Self { address, seats, is_stopping, door: Some(door) })
    }

    /// Returns where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns how many connections there are.
    pub fn connections(&self) -> usize {
        self.seats.len()
    }
}

impl Drop for Server {
    /// Closes the door and ends every connection.
    fn drop(&mut self) {
        self.is_stopping.store(true, Ordering::Release);
        let mut own = self.address;
        if own.ip().is_unspecified() {
            own.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        // The door waits for somebody to come, so somebody comes.
        if TcpStream::connect_timeout(&own, Duration::from_secs(1)).is_ok()
            && let Some(door) = self.door.take()
        {
            // A panic of the door was told when it happened.
            let _ = door.join();
        }
        self.seats.clear();
    }
}

fn admit(stream: TcpStream, seats: &Arc<Seats>, handler: &Handler) {
    let Ok(second) = stream.try_clone() else { return };
    let seat = seats.seat(second);
    let handler = handler.clone();
    // Without a thread for it the connection is dropped, and its seat with it.
    let _ = thread::Builder::new().name("guest".to_owned()).spawn(move || {
        if let Ok(wire) = Wire::new(stream) {
            attend(wire, seat, &handler);
        }
    });
}

fn attend(mut wire: Wire, mut seat: Seat, handler: &Handler) {
    loop {
        seat.does(Phase::Silent);
        let (asked, stays) = match wire.next() {
            Heard::Asked(asked, stays) => (asked, stays),
            Heard::Gone => return,
            Heard::Wrong(status) => {
                // Whoever sends such things may not read the answer.
                let _ = wire.write(refusal(status), (Method::Get, false));
                return wire.close();
            }
        };
        seat.does(Phase::Answered);
        let answer = catch_unwind(AssertUnwindSafe(|| handler(&asked))).unwrap_or_else(|_| refusal(500));
        let is_stream = matches!(answer.body, Body::Events(_));
        if is_stream {
            seat.does(Phase::Listening);
        }
        if wire.write(answer, (asked.method, stays)).is_err() || is_stream {
            return;
        }
        if !stays {
            return wire.close();
        }
    }
}

fn refusal(status: u16) -> Answer {
    let text = match status {
        405 => "这里只能查看网页",
        408 => "等了太久，没有收到完整的请求",
        413 => "这里不收任何内容",
        431 => "请求太长",
        500 => "程序本身出了毛病，预览还在运行",
        _ => "看不懂这个请求",
    };
    Answer::text(status, text)
}
