//! How long an editor waits under `serve`: for the first page, and from the end of a save to the changed page and to a
//! list that shows its title.

use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::workload;

/// What waiting there is, in milliseconds; of saves the median.
pub(crate) struct Waiting {
    pub(crate) first: f64,
    pub(crate) page: f64,
    pub(crate) list: f64,
}

/// A preview that ends with the measurement.
struct Preview {
    child: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It has ended where it cannot be ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn of(root: &Path) -> Result<Self, Box<dyn Error>> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
        command.args(["serve", "--quiet", "--at", "2021-07-01", "--port", &port.to_string(), "--root"]).arg(root);
        Ok(Self { child: command.stderr(Stdio::null()).spawn()?, port })
    }

    fn get(&self, path: &str) -> Result<String, Box<dyn Error>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Waits until a page shows a word.
    fn wait_for(&self, path: &str, word: &str) -> Result<(), Box<dyn Error>> {
        let started = Instant::now();
        while !self.get(path).is_ok_and(|page| page.contains(word)) {
            if started.elapsed() > Duration::from_secs(120) {
                return Err(format!("{path} does not show {word}").into());
            }
            // Answers that come too early must not take the core that works on the right one.
            sleep(Duration::from_micros(500));
        }
        Ok(())
    }
}

/// Measures a project of the workload.
pub(crate) fn waiting(root: &Path, saves: usize) -> Result<Waiting, Box<dyn Error>> {
    let started = Instant::now();
    let preview = Preview::of(root)?;
    preview.wait_for("/branches/b100/index.html", "<h1>")?;
    let first = millis(started);
    let list =
        (1..)
            .map(|page| {
                if page == 1 { "/branches/index.html".to_owned() } else { format!("/branches/page/{page}/index.html") }
            })
            .find(|path| preview.get(path).is_ok_and(|page| page.contains("/b100/") || !page.contains("200 OK")))
            .ok_or("no list shows the branch")?;
    let (mut pages, mut lists) = (Vec::new(), Vec::new());
    for turn in 0..saves {
        sleep(Duration::from_millis(700));
        workload::change(root, turn)?;
        let saved = Instant::now();
        let title = format!("示例党支部改{turn:03}");
        preview.wait_for("/branches/b100/index.html", &title)?;
        pages.push(millis(saved));
        preview.wait_for(&list, &title)?;
        lists.push(millis(saved));
    }
    Ok(Waiting { first, page: middle(pages), list: middle(lists) })
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
