//! The time outside.
//!
//! **In:** the machine's clock. **Out:** seconds. **Never:** read below the command line: a build's time is an input.

use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the seconds since 1970-01-01 00:00 UTC; negative on a machine whose clock is set before it.
pub fn now_unix_seconds() -> i64 {
    let seconds = |span: std::time::Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => -seconds(before.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stands_after_this_was_written() {
        assert!(now_unix_seconds() > 1_700_000_000);
    }
}
