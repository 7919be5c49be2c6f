//! Where a command speaks: standard output for what was asked for, standard error for everything else.
//!
//! **In:** sentences and problems. **Out:** lines on one of the two. **Never:** a panic because nobody reads them.

use std::io::{self, IsTerminal, Write};

use super::asked::Format;
use crate::diag::Diagnostic;
use crate::edge::{Progress, Show};
use crate::record::same_word;
use crate::source::Snapshot;
use crate::tell::{self, Files, Making, Style};

/// The two streams, and how to speak on them.
pub(super) struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    style: Style,
    shows_progress: bool,
    could_not_write: bool,
    making: Making,
}

impl Console {
    /// Returns the console of this process: in colours where standard error is a terminal and `NO_COLOR` is not set.
    pub(super) fn of_process() -> Self {
        let has_colours =
            io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            out: Box::new(io::BufWriter::new(io::stdout())),
            err: Box::new(io::BufWriter::new(io::stderr())),
            style: if has_colours { Style::Coloured } else { Style::Plain },
            shows_progress: true,
            could_not_write: false,
            making: Making::Site,
        }
    }

    /// Returns a console without colours and progress that writes into `out` and `err`.
    #[cfg(test)]
    pub(super) fn into_memory(out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self { out, err, style: Style::Plain, shows_progress: false, could_not_write: false, making: Making::Site }
    }

    /// Says on standard output what was asked for.
    pub(super) fn say(&mut self, text: &str) {
        let written = writeln!(self.out, "{}", text.trim_end_matches('\n')).and_then(|()| self.out.flush());
        // A reader that has read enough (`| head`) is no failure.
        self.could_not_write |= written.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe);
    }

    /// Says on standard error what stands in the way.
    pub(super) fn complain(&mut self, text: &str) {
        // There is nowhere left to say that standard error is gone.
        let _ = writeln!(self.err, "{}", text.trim_end_matches('\n')).and_then(|()| self.err.flush());
    }

    /// Tells problems: to people on standard error, to programs on standard output.
    pub(super) fn tell(&mut self, problems: &[Diagnostic], snapshot: &Snapshot, format: Format) {
        self.pass_on(&self.told(problems, snapshot, format), format);
    }

    /// Returns problems in the words in which they are told.
    pub(super) fn told(&self, problems: &[Diagnostic], snapshot: &Snapshot, format: Format) -> String {
        let files = Files { snapshot, words: &same_word };
        match format {
            _ if problems.is_empty() => String::new(),
            Format::Human => tell::terminal(problems, &files, self.style, self.making),
            Format::Json => tell::json(problems, &files),
        }
    }

    /// Tells problems that are in words.
    pub(super) fn pass_on(&mut self, told: &str, format: Format) {
        match format {
            _ if told.is_empty() => {}
            Format::Human => self.complain(told),
            Format::Json => self.say(told),
        }
    }

    /// Returns how problems are worded here, for comparison.
    pub(super) fn manner(&self) -> String {
        format!("{:?}", self.style)
    }

    /// Returns the progress to show while a command works.
    pub(super) fn progress(&self) -> Progress {
        Progress::new(if self.shows_progress { Show::OnTerminal } else { Show::Never })
    }

    /// Says from now on what follows for what is made.
    #[cfg(feature = "print")]
    pub(super) fn speak_of(&mut self, making: Making) {
        self.making = making;
    }

    /// Says less: no progress from now on.
    pub(super) fn hush(&mut self) {
        self.shows_progress = false;
    }

    /// Returns whether standard output refused what was said, for another reason than a reader who left.
    pub(super) fn has_failed(&self) -> bool {
        self.could_not_write
    }
}

/// A stream in memory, for tests of the commands.
#[cfg(test)]
#[derive(Debug, Clone, Default)]
pub(super) struct Heard(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

#[cfg(test)]
impl Heard {
    /// Returns what was written.
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no writer panicked").clone()).expect("it is text")
    }
}

#[cfg(test)]
impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no writer panicked").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostics, Place};

    #[test]
    fn people_read_standard_error_and_programs_standard_output() {
        for (format, stream) in [(Format::Human, 1), (Format::Json, 0)] {
            let (out, err) = (Heard::default(), Heard::default());
            let mut console = Console::into_memory(Box::new(out.clone()), Box::new(err.clone()));
            let mut found = Diagnostics::default();
            found.add(Code::PhotoMissing, Place::file("content/a.jpg"), "照片文件不存在");
            console.tell(&found.sorted(), &Snapshot::default(), format);
            let heard = [out.text(), err.text()];
            assert!(heard[stream].contains("照片文件不存在"), "{heard:?}");
            assert!(heard[1 - stream].is_empty(), "{heard:?}");
        }
    }

    #[test]
    fn keys_are_known_by_the_kind_of_their_file() {
        assert!(same_word("content/people/a.yaml", "单位", "unit"));
        assert!(!same_word("content/calendar/a.yaml", "单位", "unit"));
        assert!(same_word("content/people/a.yaml", "单位", "单位"));
        assert!(!same_word("content/people/a.yaml", "附件1", "附件1"));
        assert!(!same_word("elsewhere", "unit", "unit"));
    }

    #[test]
    fn a_reader_who_left_is_no_failure() {
        struct Gone(io::ErrorKind);
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for (kind, fails) in [(io::ErrorKind::BrokenPipe, false), (io::ErrorKind::StorageFull, true)] {
            let mut console = Console::into_memory(Box::new(Gone(kind)), Box::new(Gone(kind)));
            console.say("甲");
            console.complain("乙");
            assert_eq!(console.has_failed(), fails);
        }
    }
}
