//! Taking a port.
//!
//! **In:** an address and a port. **Out:** a listener, or why not. **Never:** another port than the one asked for.

use std::io;
use std::net::{Ipv4Addr, TcpListener};

/// Why a port could not be had.
#[derive(Debug)]
pub enum Unbound {
    /// Another program has it.
    Taken,
    /// It is kept for the system.
    Forbidden,
    /// This machine has no such address.
    NotHere,
    /// Something else.
    Other(io::Error),
}

/// Listens at `host` (an address or a name of this machine) and `port`; 0 is any port that is free.
pub fn bind(host: &str, port: u16) -> Result<TcpListener, Unbound> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    TcpListener::bind((bare, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Unbound::Taken,
        io::ErrorKind::PermissionDenied => Unbound::Forbidden,
        io::ErrorKind::AddrNotAvailable | io::ErrorKind::InvalidInput => Unbound::NotHere,
        // What the resolver says of a name that it does not know has no number.
        _ if error.raw_os_error().is_none() => Unbound::NotHere,
        _ => Unbound::Other(error),
    })
}

/// Returns the next port above `port` that this machine has free; none among the next hundred is 0.
pub fn next_free(port: u16) -> u16 {
    let above = (1..=100).filter_map(|step| port.checked_add(step));
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    above.into_iter().find(free).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_told_and_another_one_is_named() {
        let first = bind("127.0.0.1", 0).expect("a free port");
        let port = first.local_addr().expect("it has one").port();
        assert!(matches!(bind("127.0.0.1", port), Err(Unbound::Taken)));
        assert_ne!(next_free(port), port);
    }

    #[test]
    fn an_address_of_another_machine_cannot_be_taken() {
        assert!(matches!(bind("192.0.2.1", 0), Err(Unbound::NotHere)));
        assert!(bind("[::1]x", 0).is_err());
    }
}
