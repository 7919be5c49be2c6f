//! A preview in memory, and a client that speaks to one over a socket.
//!
//! **In:** a project of `tests/sites`, changed by a test. **Out:** answers. **Never:** a wait without an upper bound.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bangyang::edge::http::{Answer, Asked, Handler, Method, Server, bind};
use bangyang::memo::Remembered;
use bangyang::pipeline::Drafts;
use bangyang::preview::{Beside, Editor, Hosts, Preview, Setting, Wanted};
use bangyang::source::{Inputs, Listed, MemoryInputs, gather};
use bangyang::zh::date::Moment;

use super::Project;

/// Files that a test changes while a preview reads them.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<MemoryInputs>>);

impl Inputs for Shared {
    fn list(&self, folder: &str) -> Vec<Listed> {
        self.0.lock().unwrap().list(folder)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.lock().unwrap().read(path)
    }
}

/// A preview of files in memory.
pub struct Previewed {
    files: Shared,
    pub preview: Arc<Preview>,
    rung: Arc<Mutex<usize>>,
}

impl Previewed {
    /// Shows a project as of `at`.
    pub fn of(project: &Project, at: &str) -> Self {
        Self::with(project, at, None)
    }

    /// Shows a project with something beside it.
    pub fn with(project: &Project, at: &str, beside: Option<Box<dyn Beside>>) -> Self {
        let files = Shared(Arc::new(Mutex::new(project.inputs.clone())));
        let rung: Arc<Mutex<usize>> = Arc::default();
        let rings = rung.clone();
        let setting = Setting {
            inputs: Box::new(files.clone()),
            memo: Box::new(Remembered::default()),
            hosts: Hosts { given: String::new() },
            editor: Editor { root: "/project".to_owned(), template: "edit:{path}:{line}".to_owned() },
            wanted: Wanted { at: Moment::parse(at).ok(), drafts: Drafts::Hidden },
            ring: Box::new(move || *rings.lock().unwrap() += 1),
            beside,
        };
        let preview = Arc::new(Preview::new(setting, Moment::parse("2021-07-01").unwrap()));
        let previewed = Self { files, preview, rung };
        previewed.renew();
        previewed
    }

    /// Writes a file and has the change noticed.
    pub fn write(&self, path: &str, text: &str) -> &Self {
        self.write_bytes(path, text.as_bytes().to_vec())
    }

    /// Writes a file of any bytes and has the change noticed.
    pub fn write_bytes(&self, path: &str, bytes: Vec<u8>) -> &Self {
        self.files.0.lock().unwrap().files.insert(path.to_owned(), bytes);
        self.renew();
        self
    }

    /// Removes a file and has the change noticed.
    pub fn remove(&self, path: &str) -> &Self {
        assert!(self.files.0.lock().unwrap().files.remove(path).is_some(), "{path}");
        self.renew();
        self
    }

    /// Returns the text of a file.
    pub fn text_of(&self, path: &str) -> String {
        String::from_utf8(self.files.read(path).expect(path)).unwrap()
    }

    /// Has the change noticed, and looks at the whole site.
    pub fn renew(&self) {
        self.preview.renew(gather(&self.files), Moment::parse("2021-07-01").unwrap(), &|_| {});
        assert!(self.preview.check());
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        self.preview.answer(&Asked::new(Method::Get, path, "localhost:1111"))
    }

    /// Asks for a path and returns its text, which is there.
    pub fn text(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}");
        String::from_utf8(answer.bytes().to_vec()).unwrap()
    }

    /// Sends an order as our own script does, and has it carried out.
    pub fn order(&self, what: &str) -> u16 {
        let mut asked = Asked::new(Method::Post, &format!("/_bangyang/{what}"), "localhost:1111");
        asked.headers.insert("x-bangyang".to_owned(), "1".to_owned());
        asked.headers.insert("origin".to_owned(), "http://localhost:1111".to_owned());
        let before = *self.rung.lock().unwrap();
        let answer = self.preview.answer(&asked);
        if *self.rung.lock().unwrap() > before {
            self.renew();
        }
        answer.status
    }

    /// Returns what the script in the page at `path` is told.
    pub fn state(&self, path: &str) -> serde_json::Value {
        let answer = self.get(&format!("/_bangyang/state?path={}", path.replace('/', "%2F")));
        serde_json::from_slice(answer.bytes()).expect("it is JSON")
    }

    /// Serves it on a port of its own.
    pub fn serve(&self) -> Server {
        let preview = self.preview.clone();
        let handler: Handler = Arc::new(move |asked| preview.answer(asked));
        Server::start(bind("127.0.0.1", 0).expect("a port"), handler).expect("it starts")
    }
}

/// Opens a connection that waits for an answer at most so long that a test that hangs ends.
pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

/// Sends bytes and returns everything that comes back until the other end closes.
pub fn sent(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect(address);
    // It may be refused before all of it has been sent.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Returns the answer to a plain request for `path`.
pub fn fetched(address: SocketAddr, path: &str) -> String {
    sent(address, format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())
}

/// Reads from a stream until `words` have come.
pub fn read_until(stream: &mut impl Read, words: &str) -> String {
    let mut text = Vec::new();
    let mut piece = [0; 1024];
    while !String::from_utf8_lossy(&text).contains(words) {
        let count = stream.read(&mut piece).unwrap_or_else(|why| panic!("{words} did not come: {why}"));
        assert!(count > 0, "the end came before {words}: {}", String::from_utf8_lossy(&text));
        text.extend_from_slice(&piece[..count]);
    }
    String::from_utf8_lossy(&text).into_owned()
}
