//! How far a long piece of work is, for somebody who waits in front of a terminal.
//!
//! **In:** a total and steps, from any thread. **Out:** a line on standard error, gone when the work is done.
//! **Never:** a byte on standard output, or anything at all where standard error is not a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Whether progress may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// If standard error is a terminal.
    OnTerminal,
    /// Never: `--quiet`, tests.
    Never,
}

/// The progress of one piece of work after another.
#[derive(Debug)]
pub struct Progress {
    show: Show,
}

/// The progress of one piece of work; it vanishes when dropped.
#[derive(Debug)]
pub struct Work {
    bar: ProgressBar,
}

impl Progress {
    /// Returns a progress that is drawn as `show` says.
    pub fn new(show: Show) -> Self {
        let show = if io::stderr().is_terminal() { show } else { Show::Never };
        Self { show }
    }

    /// Starts a piece of work of `total` steps, called `label` (Chinese, short).
    pub fn start(&self, total: usize, label: &str) -> Work {
        let bar = match self.show {
            Show::OnTerminal => {
                ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(10))
            }
            Show::Never => ProgressBar::hidden(),
        };
        let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}");
        Work { bar: bar.with_style(style.expect("the template is a constant")).with_message(label.to_owned()) }
    }
}

impl Work {
    /// Counts one more step.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Ends the work and clears its line.
    pub fn finish(self) {}
}

impl Drop for Work {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_progress_counts_and_draws_nothing() {
        let work = Progress::new(Show::Never).start(2, "渲染");
        work.step();
        work.step();
        assert!(work.bar.is_hidden());
        assert_eq!(work.bar.position(), 2);
        work.finish();
    }
}
