//! Ctrl-C, and the system's own wish that the program ends.
//!
//! **In:** what is to be done then. **Out:** nothing. **Never:** twice.

/// Calls `act` whenever the program is asked to end, on a thread of its own; `false`: this system cannot say so.
pub fn on_interrupt(act: impl FnMut() + Send + 'static) -> bool {
    ctrlc::set_handler(act).is_ok()
}
