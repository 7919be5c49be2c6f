//! `bangyang serve`: the site as it will be, while it is being written.
//!
//! **In:** a project. **Out:** a preview on this machine until somebody ends it. **Never:** a byte in the output folder.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::asked::{Args, Serving};
use super::cache::Cache;
use super::console::Console;
#[cfg(feature = "print")]
use super::print_preview::Printer;
use super::project;
use super::stop::{Status, Stop};
use crate::diag::Outcome;
use crate::edge::http::{Handler, Server, Unbound, bind, next_free};
use crate::edge::{
    Bell, Disk, ProjectInputs, Seen, Store, Touched, Watch, Woken, now_unix_seconds, on_interrupt, open_browser,
};
use crate::pipeline::Drafts;
use crate::preview::{Beside, Editor, Hosts, Preview, Setting, Wanted};
use crate::source::{Inputs, Snapshot, gather};
use crate::tell::{Counts, Making, summary, visible};
use crate::zh::date::Moment;

/// How links open a file where `--editor` says nothing.
const EDITOR: &str = "vscode://file/{path}:{line}";
/// The whole site is looked at when nothing has been saved for so long.
const CALM: Duration = Duration::from_millis(150);
/// The site of now is made anew after so many seconds, as notices begin and end.
const AGE: i64 = 600;

/// Serves the project until somebody ends it.
pub(super) fn serve(args: &Args, serving: &Serving, console: &mut Console) -> Result<Status, Stop> {
    let disk = project::open(&args.root)?;
    let listener = bind(host(serving), serving.port).map_err(|why| unbound(&why, serving))?;
    let mut watch = Watch::start(disk.clone());
    let is_reading = Arc::new(AtomicBool::new(true));
    leave_nothing(&args.root, watch.bell(), is_reading.clone());
    let preview = Arc::new(Preview::new(setting(args, serving, (&disk, watch.bell()))?, now()?));
    let mut reader = Reader {
        preview: preview.clone(),
        disk,
        seen: Seen::default(),
        gathered: Outcome::default(),
        told: None,
        slot: 0,
    };
    reader.read(console)?;
    is_reading.store(false, Ordering::Release);
    let answering = preview.clone();
    let handler: Handler = Arc::new(move |asked| answering.answer(asked));
    let server = Server::start(listener, handler)
        .map_err(|error| Stop::machine(format!("预览没有开起来：{error}。再运行一次")))?;
    welcome(args, serving, (&server, console));
    let look = looking(preview);
    loop {
        reader.preview.remark(watch.mode().remark());
        // Whoever looks has gone only when the program ends.
        let _ = look.send(());
        let before = watch.mode();
        let woken = watch.wait(reader.seen.stamp);
        if let Some(remark) = watch.mode().remark().filter(|_| watch.mode() != before) {
            console.complain(&format!("注意：{remark}"));
        }
        match woken {
            Woken::Stopped => break,
            Woken::Files(touched) => reader.read_again(touched, console)?,
            Woken::Rung => reader.show(console)?,
            Woken::Nothing if reader.is_of_another_time() => reader.show(console)?,
            Woken::Nothing => {}
        }
    }
    drop(server);
    if !args.is_quiet {
        console.say("预览结束");
    }
    Ok(Status::Done)
}

/// Reads the project for a preview.
struct Reader {
    preview: Arc<Preview>,
    disk: Disk,
    seen: Seen,
    gathered: Outcome<Snapshot>,
    told: Option<Counts>,
    slot: i64,
}

impl Reader {
    /// Reads the files that were touched, where only what stands in them is new; otherwise everything.
    fn read_again(&mut self, touched: Touched, console: &mut Console) -> Result<(), Stop> {
        let Touched::Files(paths) = touched else { return self.read(console) };
        let mut is_other = false;
        for path in paths {
            match self.renewed(&path) {
                Renewed::Same => {}
                Renewed::Other(snapshot) => {
                    self.gathered.value = snapshot;
                    is_other = true;
                }
                Renewed::Unclear => return self.read(console),
            }
        }
        if is_other { self.show(console) } else { Ok(()) }
    }

    /// Reads one file.
    fn renewed(&mut self, path: &str) -> Renewed {
        let known = &self.gathered.value;
        let Some(entry) = self.disk.look(path) else {
            // A file that came and went, such as an editor's own.
            return if known.knows(path) || self.disk.is_there(path) { Renewed::Unclear } else { Renewed::Same };
        };
        self.seen.renew(&entry);
        let Some(before) = known.sources.get(path) else { return Renewed::Unclear };
        match ProjectInputs::new(self.disk.clone()).read(path) {
            Ok(bytes) if *bytes == *before.bytes => Renewed::Same,
            Ok(bytes) => known.with(path, bytes).map_or(Renewed::Unclear, Renewed::Other),
            Err(_) => Renewed::Unclear,
        }
    }

    /// Reads everything.
    fn read(&mut self, console: &mut Console) -> Result<(), Stop> {
        let inputs = ProjectInputs::new(self.disk.clone());
        let gathered = gather(&inputs);
        self.seen = inputs.seen();
        if let Some(error) = inputs.refused() {
            console.complain(&error.to_string());
            self.preview.refuse(error.to_string());
            return Ok(());
        }
        self.gathered = gathered;
        self.show(console)
    }

    /// Shows what was read as of now, and says where the number of problems is another one than before.
    fn show(&mut self, console: &mut Console) -> Result<(), Stop> {
        let now = now()?;
        self.slot = now.unix_seconds() / AGE;
        let gathered = self.gathered.clone();
        let counts = project::with_progress(console, |progress| self.preview.renew(gathered, now, progress));
        if self.told.unwrap_or_default() != counts {
            let text = match summary(counts, Making::Site) {
                none if none.is_empty() => "问题都改好了".to_owned(),
                some => format!("{}。看网页下方，或运行 bangyang check", some.split('；').next().unwrap_or_default()),
            };
            console.complain(&text);
        }
        self.told = Some(counts);
        Ok(())
    }

    /// Returns whether what is shown as of now is some minutes old.
    fn is_of_another_time(&self) -> bool {
        now().is_ok_and(|now| now.unix_seconds() / AGE != self.slot)
    }
}

/// What a file that was touched holds.
enum Renewed {
    /// What it held before.
    Same,
    /// Something else: the project as it is now.
    Other(Snapshot),
    /// It came, went, or is no file that is read in full.
    Unclear,
}

/// Looks at the whole site on a thread of its own, each time that nothing has been said for a while.
fn looking(preview: Arc<Preview>) -> Sender<()> {
    let (sender, receiver): (Sender<()>, Receiver<()>) = channel();
    let look = move || {
        // On one core of its own, so that whoever saves in the meantime need not wait for it.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        while receiver.recv().is_ok() {
            while receiver.recv_timeout(CALM).is_ok() {}
            match &pool {
                Ok(pool) => pool.install(|| preview.check()),
                Err(_) => preview.check(),
            };
        }
    };
    // Without the thread, only what pages themselves show is told.
    let _ = thread::Builder::new().name("look".to_owned()).spawn(look);
    sender
}

fn setting(args: &Args, serving: &Serving, (disk, bell): (&Disk, Bell)) -> Result<Setting, Stop> {
    let root = disk.root().to_string_lossy().replace('\\', "/");
    Ok(Setting {
        inputs: Box::new(ProjectInputs::new(disk.clone())),
        memo: Box::new(Cache::open(&args.root, &project::output(args))?),
        hosts: Hosts { given: serving.host.clone().unwrap_or_default() },
        editor: Editor {
            root: root.trim_start_matches("//?/").to_owned(),
            template: serving.editor.clone().unwrap_or_else(|| EDITOR.to_owned()),
        },
        wanted: Wanted { at: args.at, drafts: if args.shows_drafts { Drafts::Shown } else { Drafts::Hidden } },
        ring: Box::new(move || bell.ring()),
        beside: beside(args)?,
    })
}

/// What is printed is shown beside the site.
#[cfg(feature = "print")]
fn beside(args: &Args) -> Result<Option<Box<dyn Beside>>, Stop> {
    let memo = Box::new(Cache::open(&args.root, &project::output(args))?);
    Ok(Some(Box::new(Printer::new(&args.root, memo))))
}

#[cfg(not(feature = "print"))]
fn beside(_: &Args) -> Result<Option<Box<dyn Beside>>, Stop> {
    Ok(None)
}

fn now() -> Result<Moment, Stop> {
    let clock = Moment::from_unix_seconds(now_unix_seconds());
    clock.ok_or_else(|| Stop::machine("电脑的时钟不对。先校准时钟"))
}

/// Ends the waiting; a first reading, which may take long with many photos, is cut short.
fn leave_nothing(root: &Path, bell: Bell, is_reading: Arc<AtomicBool>) {
    let root = root.to_owned();
    on_interrupt(move || {
        // Asked a second time, or before there is anything to end: at once, without half a picture in the cache.
        if is_reading.swap(true, Ordering::AcqRel) {
            Store::clear_own(&root);
            std::process::exit(i32::from(Status::Done.code()));
        }
        bell.stop();
    });
}

fn host(serving: &Serving) -> &str {
    serving.host.as_deref().unwrap_or("127.0.0.1")
}

fn unbound(why: &Unbound, serving: &Serving) -> Stop {
    let (port, host) = (serving.port, visible(host(serving)));
    let next = next_free(port);
    Stop::machine(match why {
        Unbound::Taken if next > 0 => {
            format!("端口 {port} 已被占用，可能另一个预览还开着。换一个端口：bangyang serve --port {next}")
        }
        Unbound::Taken => format!("端口 {port} 已被占用，可能另一个预览还开着。用 --port 换一个端口"),
        Unbound::Forbidden => format!("端口 {port} 留给系统用，不能用。换一个 1024 以上的：bangyang serve --port 1111"),
        Unbound::NotHere => format!("这台机器没有「{host}」这个地址。核对 --host 后面的地址；不写就只在本机打开"),
        Unbound::Other(error) => format!("端口 {port} 用不了：系统报告「{error}」。用 --port 换一个端口"),
    })
}

fn welcome(args: &Args, serving: &Serving, (server, console): (&Server, &mut Console)) {
    let port = server.address().port();
    let name = match host(serving) {
        "0.0.0.0" | "::" => "127.0.0.1".to_owned(),
        name if name.contains(':') && !name.starts_with('[') => format!("[{name}]"),
        name => name.to_owned(),
    };
    let address = format!("http://{name}:{port}/");
    if !args.is_quiet {
        console.say(&format!("预览开在 {}，改了内容网页自己更新；结束按 Ctrl-C", visible(&address)));
    }
    if !server.address().ip().is_loopback() {
        console.complain("注意：同一个网络里的人都能看到这个预览，草稿也在内。只自己看，去掉 --host");
    }
    if serving.opens && !open_browser(&address) {
        console.complain("没有找到浏览器，自己打开上面的地址");
    }
}
