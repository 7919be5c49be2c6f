//! Waiting until somebody changes the project.
//!
//! The system announces changes; a look at names, sizes and times from time to time notices those that it does not. A
//! disk that misses announcements twice is looked at often from then on, and so is one on another machine.
//!
//! **In:** a [`Disk`]. **Out:** when to read it again, at most [`QUIET`] after the last change of a save. **Never:** a
//! change that is not noticed at all, or one that our own reading makes.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use super::disk::Disk;
use super::platform::is_elsewhere;
use super::stamp::{Stamp, WATCHED};
use super::touched::{Announced, Touched, announced};

/// Where the system does not say that a save is over, it is when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(15);
/// A burst without such a pause is read after so long all the same.
const BURST: Duration = Duration::from_millis(200);
/// How often to look where changes are announced, and where they are not; never more than a small part of the time.
const SELDOM: Duration = Duration::from_secs(3);
const OFTEN: Duration = Duration::from_millis(500);
/// An announcement may come this much later than the change itself.
const LATE: Duration = Duration::from_millis(400);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The system announces them.
    Announced,
    /// By looking: the project lies on another machine.
    Elsewhere,
    /// By looking: the system watches no more files.
    Exhausted,
    /// By looking: announcements did not come, or cannot be had.
    Missed,
}

impl Mode {
    /// Returns what an editor should know, in Chinese; nothing where changes are announced.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Self::Announced => None,
            Self::Elsewhere => Some("项目在网络盘上，改为定时查看，改动约一秒后显示"),
            Self::Exhausted => Some("系统监视的文件太多，改为定时查看，改动约一秒后显示"),
            Self::Missed => Some("这个磁盘不通知改动，改为定时查看，改动约一秒后显示"),
        }
    }
}

/// Why [`Watch::wait`] came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Woken {
    /// Files were changed.
    Files(Touched),
    /// Somebody rang.
    Rung,
    /// It is over.
    Stopped,
    /// Nothing happened for a while.
    Nothing,
}

enum Signal {
    /// Something was touched.
    Touched(Announced),
    Broken(Mode),
    Rung,
    Stopped,
}

/// Wakes whoever waits.
#[derive(Debug, Clone)]
pub struct Bell(Sender<Signal>);

impl Bell {
    /// Wakes with [`Woken::Rung`].
    pub fn ring(&self) {
        // Nobody waits any more.
        let _ = self.0.send(Signal::Rung);
    }

    /// Wakes with [`Woken::Stopped`].
    pub fn stop(&self) {
        // Nobody waits any more.
        let _ = self.0.send(Signal::Stopped);
    }
}

/// A project that is watched.
pub struct Watch {
    disk: Disk,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    watcher: Option<RecommendedWatcher>,
    mode: Mode,
    has_missed: bool,
    /// How long the last look took.
    look: Duration,
}

impl Watch {
    /// Watches the project on `disk` from now on.
    pub fn start(disk: Disk) -> Self {
        let (sender, signals) = channel();
        let mode = if is_elsewhere(disk.root()) { Mode::Elsewhere } else { Mode::Announced };
        let mut watch =
            Self { disk, signals, sender, watcher: None, mode, has_missed: false, look: Duration::from_millis(1) };
        watch.listen();
        watch
    }

    /// Returns how changes are noticed now.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns the bell that wakes whoever waits.
    pub fn bell(&self) -> Bell {
        Bell(self.sender.clone())
    }

    /// Waits until the project is no longer as `seen`, somebody rings, or nothing has happened for a while.
    pub fn wait(&mut self, seen: Stamp) -> Woken {
        match self.signals.recv_timeout(self.pause()) {
            Ok(signal) => self.heard(signal),
            Err(RecvTimeoutError::Disconnected) => Woken::Stopped,
            Err(RecvTimeoutError::Timeout) if self.looks_like(seen) => Woken::Nothing,
            Err(RecvTimeoutError::Timeout) => self.unannounced(),
        }
    }

    fn heard(&mut self, signal: Signal) -> Woken {
        match signal {
            Signal::Rung => Woken::Rung,
            Signal::Stopped => Woken::Stopped,
            Signal::Broken(mode) => {
                self.give_up(mode);
                Woken::Files(Touched::All)
            }
            Signal::Touched(first) => self.settle(first),
        }
    }

    /// Waits for the end of a save: not at all where the system says that it is over.
    fn settle(&mut self, Announced { mut touched, mut is_top, mut is_over }: Announced) -> Woken {
        let start = Instant::now();
        while start.elapsed() < BURST {
            match self.signals.recv_timeout(if is_over { Duration::ZERO } else { QUIET }) {
                Ok(Signal::Touched(more)) => {
                    is_top |= more.is_top;
                    is_over = more.is_over;
                    touched.add(more.touched);
                }
                Ok(Signal::Broken(mode)) => {
                    self.give_up(mode);
                    touched = Touched::All;
                }
                Ok(Signal::Rung) => {}
                Ok(Signal::Stopped) | Err(RecvTimeoutError::Disconnected) => return Woken::Stopped,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        if is_top {
            self.listen();
            touched = Touched::All;
        }
        Woken::Files(touched)
    }

    /// Something was changed and was not announced.
    fn unannounced(&mut self) -> Woken {
        if self.mode != Mode::Announced {
            return Woken::Files(Touched::All);
        }
        match self.signals.recv_timeout(LATE) {
            Ok(signal) => return self.heard(signal),
            Err(RecvTimeoutError::Disconnected) => return Woken::Stopped,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if self.has_missed {
            self.give_up(Mode::Missed);
        } else {
            // Once may be a folder that was filled before it could be watched.
            self.has_missed = true;
            self.listen();
        }
        Woken::Files(Touched::All)
    }

    fn pause(&self) -> Duration {
        let (least, share) = if self.mode == Mode::Announced { (SELDOM, 50) } else { (OFTEN, 5) };
        least.max(self.look * share)
    }

    fn looks_like(&mut self, seen: Stamp) -> bool {
        let start = Instant::now();
        let now = Stamp::of(&self.disk);
        self.look = start.elapsed();
        now == seen
    }

    fn give_up(&mut self, mode: Mode) {
        self.watcher = None;
        if self.mode == Mode::Announced {
            self.mode = mode;
        }
    }

    /// Asks for announcements, anew where it did before: a folder of the same name may be another one.
    fn listen(&mut self) {
        if self.mode != Mode::Announced {
            return;
        }
        match self.watcher() {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => self.give_up(mode_of(&error)),
        }
    }

    fn watcher(&self) -> notify::Result<RecommendedWatcher> {
        let (root, sender) = (self.disk.root().to_owned(), self.sender.clone());
        let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
            let signal = match event {
                Ok(event) => announced(&event, &root).map(Signal::Touched),
                Err(error) => Some(Signal::Broken(mode_of(&error))),
            };
            if let Some(signal) = signal {
                // Nobody waits any more.
                let _ = sender.send(signal);
            }
        })?;
        watcher.watch(self.disk.root(), RecursiveMode::NonRecursive)?;
        for folder in WATCHED {
            match watcher.watch(&self.disk.root().join(folder), RecursiveMode::Recursive) {
                Err(error) if is_absent(&error) => {}
                other => other?,
            }
        }
        Ok(watcher)
    }
}

fn mode_of(error: &notify::Error) -> Mode {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Mode::Exhausted,
        // 24 EMFILE: as many watchers as a user may have; 28 ENOSPC: as many watched folders.
        ErrorKind::Io(error) if matches!(error.raw_os_error(), Some(24 | 28)) => Mode::Exhausted,
        _ => Mode::Missed,
    }
}

fn is_absent(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::scratch::Scratch;
    use super::*;

    /// Makes `change` and waits until it is noticed.
    fn noticed(folder: &Scratch, watch: &mut Watch, change: &dyn Fn(&Scratch)) {
        let seen = Stamp::of(&watch.disk);
        while watch.signals.try_recv().is_ok() {}
        change(folder);
        for _ in 0..10 {
            if matches!(watch.wait(seen), Woken::Files(_)) {
                return;
            }
        }
        panic!("the change was not noticed");
    }

    #[test]
    fn saves_of_every_kind_are_noticed() {
        let folder = Scratch::new();
        folder.put("content/units/a.yaml", "a");
        let mut watch = Watch::start(Disk::open(folder.path()).expect("it is there"));
        let changes: [&dyn Fn(&Scratch); 9] = [
            &|folder| folder.put("content/units/a.yaml", "written over"),
            &|folder| {
                folder.put("content/units/.a.yaml.new", "beside");
                fs::rename(folder.at("content/units/.a.yaml.new"), folder.at("content/units/a.yaml")).expect("renamed");
            },
            &|folder| (0..300).for_each(|at| folder.put(&format!("content/people/{at}.yaml"), "burst")),
            &|folder| fs::rename(folder.at("content/people"), folder.at("content/posts")).expect("moved"),
            &|folder| folder.put("content/posts/new/b.yaml", "in a folder that was moved"),
            &|folder| fs::remove_dir_all(folder.at("content/posts")).expect("deleted"),
            &|folder| folder.put("templates/base.html", "a folder that was not there"),
            &|folder| folder.put("templates/base.html", "and is watched now"),
            &|folder| folder.put("templates/assets/site.css", "deeper"),
        ];
        for change in changes {
            noticed(&folder, &mut watch, change);
        }
        fs::rename(folder.at("content"), folder.at("away")).expect("moved away");
        noticed(&folder, &mut watch, &|folder| {
            fs::rename(folder.at("away"), folder.at("content")).expect("and back");
        });
        noticed(&folder, &mut watch, &|folder| folder.put("content/units/a.yaml", "once more"));
    }

    #[test]
    fn without_announcements_a_change_is_seen_by_looking() {
        let folder = Scratch::new();
        folder.put("content/a.yaml", "a");
        let mut watch = Watch::start(Disk::open(folder.path()).expect("it is there"));
        watch.give_up(Mode::Exhausted);
        noticed(&folder, &mut watch, &|folder| folder.put("content/a.yaml", "another length"));
        assert!(watch.mode().remark().is_some_and(|remark| remark.contains("定时查看")));
    }

    #[test]
    fn a_disk_that_misses_twice_is_looked_at_from_then_on() {
        let folder = Scratch::new();
        let mut watch = Watch::start(Disk::open(folder.path()).expect("it is there"));
        assert_eq!(watch.unannounced(), Woken::Files(Touched::All));
        assert_eq!(watch.mode(), Mode::Announced);
        assert_eq!(watch.unannounced(), Woken::Files(Touched::All));
        assert_eq!(watch.mode(), Mode::Missed);
    }

    #[test]
    fn whoever_waits_can_be_woken_and_sent_home() {
        let folder = Scratch::new();
        let mut watch = Watch::start(Disk::open(folder.path()).expect("it is there"));
        let bell = watch.bell();
        bell.ring();
        assert_eq!(watch.wait(Stamp::default()), Woken::Rung);
        bell.stop();
        assert_eq!(watch.wait(Stamp::default()), Woken::Stopped);
    }
}
