//! The preview itself: what is known now, and how the next change is taken in.
//!
//! **In:** the project's files whenever they were changed. **Out:** a state from which requests are answered; word to
//! everybody who listens. **Never:** a reader who waits for the files to be read.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::check::check;
use super::events::Events;
use super::guard::Hosts;
use super::held::{Good, held};
use super::made::caught;
use super::source::Editor;
use super::state::{Checked, State};
use super::told::our_bug;
use crate::catalogue::Drafts;
use crate::diag::{Outcome, Severity};
use crate::memo::{Memo, Remembered};
use crate::pipeline::{Earlier, Pages, Prepared, Request, Step, prepare};
use crate::render::World;
use crate::source::{Inputs, Snapshot};
use crate::tell::Counts;
use crate::zh::date::Moment;

/// Files beside the site's own that are made when they are asked for: what is printed, below `/print/`.
pub trait Beside: Send + Sync {
    /// Returns the file at `path` (decoded, from `/` on) and its media type; none where there is no such file.
    fn file(&self, path: &str, world: &World) -> Option<(Vec<u8>, &'static str)>;
}

/// What is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The time; `None`: now.
    pub at: Option<Moment>,
    /// Whether drafts are shown.
    pub drafts: Drafts,
}

/// What a preview is told once.
pub struct Setting {
    /// Through which photos and attachments are read.
    pub inputs: Box<dyn Inputs + Send>,
    /// Where derived pictures are kept.
    pub memo: Box<dyn Memo + Send>,
    /// Whose requests are answered.
    pub hosts: Hosts,
    /// How files are opened.
    pub editor: Editor,
    /// What is shown first.
    pub wanted: Wanted,
    /// Who is woken when a page asks for another time or for drafts.
    pub ring: Box<dyn Fn() + Send + Sync>,
    /// What makes files beside the site's own, if anything does.
    pub beside: Option<Box<dyn Beside>>,
}

/// A preview.
pub struct Preview {
    pub(super) setting: Setting,
    pub(super) wanted: Mutex<Wanted>,
    pub(super) remark: Mutex<Option<&'static str>>,
    state: RwLock<Arc<State>>,
    good: Mutex<Option<Good>>,
    earlier: Mutex<Earlier>,
    looked: Mutex<Pages>,
    pub(super) proven: Mutex<Option<Arc<Prepared>>>,
    pub(super) events: Events,
}

impl Preview {
    /// Returns a preview that has not read anything yet.
    pub fn new(setting: Setting, now: Moment) -> Self {
        let request = Request { at: setting.wanted.at.unwrap_or(now), drafts: setting.wanted.drafts };
        // Of nothing nothing is kept, and what is noted for the first reading stays.
        let doors: (&dyn Inputs, &dyn Memo, &(dyn Fn(Step) + Sync)) =
            (&*setting.inputs, &Remembered::default(), &|_| {});
        let nothing = prepare(Outcome::default(), &mut Earlier::default(), doors, &request);
        let nothing = Arc::new(nothing);
        Self {
            wanted: Mutex::new(setting.wanted),
            setting,
            remark: Mutex::default(),
            state: RwLock::new(Arc::new(State::new(0, request, nothing.clone(), nothing))),
            good: Mutex::default(),
            earlier: Mutex::default(),
            looked: Mutex::default(),
            proven: Mutex::default(),
            events: Events::default(),
        }
    }

    /// Makes the next reading ask the memo for every picture.
    pub(super) fn forget_pictures(&self) {
        locked(&self.earlier).forget_pictures();
    }

    /// Takes over the project as it was just gathered, and returns how many problems it has before any page is made.
    ///
    /// Only one thread may do so at a time.
    pub fn renew(&self, gathered: Outcome<Snapshot>, now: Moment, progress: &(dyn Fn(Step) + Sync)) -> Counts {
        let wanted = *locked(&self.wanted);
        let request = Request { at: wanted.at.unwrap_or(now), drafts: wanted.drafts };
        let before = self.state();
        let next = caught(|| self.next(gathered, &request, (before.version, progress)));
        let next = next.unwrap_or_else(|bug| troubled(&before, our_bug(&bug)));
        let counts = Counts::of(&next.problems(&[]));
        self.put(next);
        counts
    }

    /// Keeps what is shown and says why it is not renewed: the machine did not let the project be read.
    pub fn refuse(&self, why: String) {
        let before = self.state();
        self.put(troubled(&before, why));
    }

    /// Looks at the whole finished site; returns whether it came to an end before the next change.
    pub fn check(&self) -> bool {
        let state = self.state();
        if state.checked.get().is_some() {
            return true;
        }
        let goes_on = || self.state().version == state.version;
        let checked =
            match caught(|| check(&state.current, &*self.setting.inputs, (&mut locked(&self.looked), &goes_on))) {
                Ok(Some(checked)) => checked,
                Ok(None) => return false,
                Err(bug) => Checked { problems: Vec::new(), bug: Some(bug) },
            };
        let is_sound = checked.bug.is_none() && !state.current.found.has_errors();
        if is_sound && checked.problems.iter().all(|problem| problem.severity() != Severity::Error) {
            *locked(&self.proven) = Some(state.current.clone());
        }
        // Nobody else looks at this state.
        let _ = state.checked.set(checked);
        self.events.tell(state.version);
        true
    }

    /// Returns how many problems are known.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.state().problems(&[]))
    }

    /// Says how changes are noticed, where that deserves a remark.
    pub fn remark(&self, remark: Option<&'static str>) {
        let changed = std::mem::replace(&mut *locked(&self.remark), remark) != remark;
        if changed {
            self.events.tell(self.state().version);
        }
    }

    fn next(
        &self,
        gathered: Outcome<Snapshot>,
        request: &Request,
        (version, progress): (u64, &(dyn Fn(Step) + Sync)),
    ) -> State {
        let doors: (&dyn Inputs, &dyn Memo, &(dyn Fn(Step) + Sync)) =
            (&*self.setting.inputs, &*self.setting.memo, progress);
        let prepared = |gathered| prepare(gathered, &mut locked(&self.earlier), doors, request);
        let current = Arc::new(prepared(gathered));
        let is_good = |prepared: &Prepared| !prepared.found.has_errors() && prepared.whole.is_some();
        let good = locked(&self.good).clone();
        let make = |value: Snapshot| prepared(Outcome { value, ..Outcome::default() });
        let shown = if is_good(&current) { None } else { held(&current, good.as_ref(), request, &make) };
        let shown = shown.unwrap_or_else(|| current.clone());
        if is_good(&shown) {
            *locked(&self.good) = Some(Good { prepared: shown.clone(), request: *request });
        }
        State::new(version, *request, current, shown)
    }

    fn put(&self, next: State) {
        let version = next.version;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *state, Arc::new(next));
        drop(state);
        self.events.tell(version);
        // To forget thousands of records takes a while; nobody waits for it.
        drop(before);
    }

    pub(super) fn state(&self) -> Arc<State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The same state, with a trouble.
fn troubled(before: &State, why: String) -> State {
    let mut next = State::new(before.version, before.request, before.current.clone(), before.shown.clone());
    next.trouble.push(why);
    next
}

/// Returns what a mutex holds, also after a panic: everything in it is whole at any time.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
