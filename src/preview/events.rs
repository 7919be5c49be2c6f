//! Browsers that want to know when to look again.
//!
//! **In:** versions. **Out:** the same, to everybody who listens (server-sent events). **Never:** waits for one of them.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

/// Everybody who listens.
#[derive(Debug, Default)]
pub(super) struct Events(Mutex<Vec<Sender<String>>>);

impl Events {
    /// Returns what a new listener hears, the present version first.
    pub(super) fn listen(&self, version: u64) -> Receiver<String> {
        let (sender, receiver) = channel();
        // The receiver is here, so that it is heard.
        let _ = sender.send(format!("retry: 1000\n{}", event(version)));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        receiver
    }

    /// Tells everybody that there is something new, and forgets who has gone.
    pub(super) fn tell(&self, version: u64) {
        let mut listeners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.send(event(version)).is_ok());
    }
}

fn event(version: u64) -> String {
    format!("data: {version}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_listens_hears_and_who_has_gone_is_forgotten() {
        let events = Events::default();
        let stays = events.listen(1);
        drop(events.listen(1));
        events.tell(2);
        assert_eq!(stays.try_iter().collect::<Vec<_>>(), ["retry: 1000\ndata: 1\n\n", "data: 2\n\n"]);
        assert_eq!(events.0.lock().expect("nobody panicked").len(), 1);
    }
}
