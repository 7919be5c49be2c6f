//! How many may be here at once, and who has to go when one more comes.
//!
//! **In:** connections. **Out:** a [`Seat`] for each, given back when it is dropped. **Never:** a newcomer who waits for
//! somebody who is silent.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a connection is doing, in the order in which it has to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// It has not said what it wants.
    Silent,
    /// It listens for events, and comes back by itself.
    Listening,
    /// It is being answered.
    Answered,
}

/// The connections there are.
#[derive(Debug, Default)]
pub(super) struct Seats {
    taken: Mutex<Taken>,
    most: usize,
}

#[derive(Debug, Default)]
struct Taken {
    next: u64,
    by_number: BTreeMap<u64, (Phase, TcpStream)>,
}

/// One connection's right to be here.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Arc<Seats>,
    number: u64,
}

impl Seats {
    /// Returns room for `most` connections.
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { taken: Mutex::default(), most })
    }

    /// Seats `stream`; where there is no room, whoever has been silent longest goes.
    pub(super) fn seat(self: &Arc<Self>, stream: TcpStream) -> Seat {
        let mut taken = self.taken();
        if taken.by_number.len() >= self.most {
            let goes = taken.by_number.iter().min_by_key(|(number, (phase, _))| (*phase, **number));
            let number = goes.map(|(number, _)| *number);
            if let Some((_, stream)) = number.and_then(|number| taken.by_number.remove(&number)) {
                leave(&stream);
            }
        }
        let number = taken.next;
        taken.next += 1;
        taken.by_number.insert(number, (Phase::Silent, stream));
        Seat { seats: self.clone(), number }
    }

    /// Sends everybody away.
    pub(super) fn clear(&self) {
        for (_, stream) in std::mem::take(&mut self.taken().by_number).into_values() {
            leave(&stream);
        }
    }

    /// Returns how many are here.
    pub(super) fn len(&self) -> usize {
        self.taken().by_number.len()
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Notes what the connection does now; whoever is silent again counts as having just come.
    pub(super) fn does(&mut self, phase: Phase) {
        let mut taken = self.seats.taken();
        let Some((_, stream)) = taken.by_number.remove(&self.number) else { return };
        if phase == Phase::Silent {
            self.number = taken.next;
            taken.next += 1;
        }
        taken.by_number.insert(self.number, (phase, stream));
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.taken().by_number.remove(&self.number);
    }
}

/// Ends a connection; its thread notices at its next read or write.
fn leave(stream: &TcpStream) {
    // It may be gone already.
    let _ = stream.shutdown(Shutdown::Both);
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::TcpListener;

    use super::*;

    fn connection() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let one = TcpStream::connect(listener.local_addr().expect("an address")).expect("it listens");
        (one, listener.accept().expect("somebody came").0)
    }

    #[test]
    fn the_one_that_has_been_silent_longest_goes() {
        let seats = Seats::new(3);
        let pairs: Vec<_> = (0..4).map(|_| connection()).collect();
        let mut held = Vec::new();
        for (at, (_, stream)) in pairs.iter().enumerate() {
            let mut seat = seats.seat(stream.try_clone().expect("a second handle"));
            seat.does([Phase::Answered, Phase::Listening, Phase::Silent, Phase::Silent][at]);
            held.push(seat);
        }
        assert_eq!(seats.len(), 3);
        let mut byte = [0];
        assert_eq!((&pairs[2].0).read(&mut byte).expect("the end"), 0);
        drop(held);
        assert_eq!(seats.len(), 0);
    }
}
