//! The browser of whoever sits here.
//!
//! **In:** an address. **Out:** whether a browser was asked to open it. **Never:** waits for it.

use std::process::{Command, Stdio};
use std::thread;

/// Opens `address` in the browser that the system prefers; `false`: there is none to ask.
pub fn open_browser(address: &str) -> bool {
    let (program, words): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(words).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    // Somebody has to take note of its end.
    thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait()).is_ok()
}
