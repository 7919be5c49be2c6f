//! The preview over a socket and as a program: clients of every kind, saves of every kind, and how it ends.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::Project;
use crate::support::files::{below, on_disk};
use crate::support::preview::{Previewed, connect, fetched, read_until, sent};

fn shown() -> Previewed {
    Previewed::of(&Project::from("base"), "2021-07-01 09:00")
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn what_is_no_request_is_refused_in_chinese() {
    let server = shown().serve();
    let address = server.address();
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "a: b\r\n".repeat(200));
    let cases: [(&str, &str); 16] = [
        ("nonsense\r\n\r\n", "400"),
        ("GET /\r\n\r\n", "400"),
        ("GET / HTTP/9.9\r\n\r\n", "400"),
        ("\u{0}\u{1}\u{2}\r\n\r\n", "400"),
        ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "400"),
        ("GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\n\r\n", "403"),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "403"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "403"),
        ("PUT / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405"),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", "413"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413"),
        ("POST /_bangyang/at?date= HTTP/1.1\r\nHost: localhost\r\n\r\n", "403"),
        (&long, "431"),
        (&many, "431"),
    ];
    for (request, expected) in cases {
        let close = request.replacen("Host: ", "Connection: close\r\nHost: ", 1);
        let close = if close.contains("Connection") || expected == "400" {
            close
        } else {
            close.replacen("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1)
        };
        let answer = sent(address, close.as_bytes());
        assert_eq!(status(&answer), expected, "{request:.80}: {answer:.200}");
        let words = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        assert!(words.chars().any(|c| c > '\u{4e00}'), "{request:.80}: {words}");
    }
    assert_eq!(status(&fetched(address, "/")), "200");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let server = shown().serve();
    for path in ["/../Cargo.toml", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cx", "/people/../../x", "/a%00.html"] {
        let answer = fetched(server.address(), path);
        assert_eq!(status(&answer), "400", "{path}");
        assert!(!answer.contains("root:") && !answer.contains("[package]"), "{path}");
    }
}

#[test]
fn a_connection_answers_again_and_a_head_has_no_body() {
    let server = shown().serve();
    let address = server.address();
    let two = format!(
        "HEAD / HTTP/1.1\r\nHost: {address}\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    );
    let answer = sent(address, two.as_bytes());
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2, "{answer}");
    assert!(!answer.contains("<html"), "{answer}");
    assert!(answer.contains("\r\n\r\nUser-agent: *\nAllow: /\n"), "{answer}");
}

#[test]
fn clients_that_are_slow_or_silent_block_nobody() {
    let server = shown().serve();
    let address = server.address();
    let mut held = Vec::new();
    for at in 0..400 {
        let mut stream = connect(address);
        let begun = [&b""[..], b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "][at % 3];
        // Whoever has had to go cannot be written to any more.
        let _ = stream.write_all(begun);
        held.push(stream);
    }
    // Some ask for a large file and never read it.
    for _ in 0..50 {
        let mut stream = connect(address);
        let _ = stream.write_all(format!("GET /assets/site.css HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
        held.push(stream);
    }
    for _ in 0..20 {
        assert_eq!(status(&fetched(address, "/")), "200");
    }
    assert!(server.connections() <= 128, "{}", server.connections());
    drop(held);
    assert_eq!(status(&fetched(address, "/people/")), "200");
}

#[test]
fn ten_thousand_connections_leave_it_as_it_was() {
    let server = shown().serve();
    let address = server.address();
    // The last three hundred stay open, so that there are always more than there are seats.
    let mut held = std::collections::VecDeque::new();
    for at in 0..10_000 {
        let mut stream = connect(address);
        let _ = stream.write_all([&b""[..], b"\r\n\r\n", b"GET / HTTP/1.1\r\n", b"\x16\x03\x01\x02\0"][at % 4]);
        held.push_back(stream);
        if held.len() > 300 {
            held.pop_front();
        }
        if at % 2_500 == 0 {
            assert_eq!(status(&fetched(address, "/")), "200", "after {at}");
        }
    }
    assert!(server.connections() <= 128, "{}", server.connections());
    drop(held);
    assert_eq!(status(&fetched(address, "/")), "200");
}

#[test]
fn whoever_listens_hears_of_a_change() {
    let shown = shown();
    let server = shown.serve();
    let mut stream = connect(server.address());
    let request = format!("GET /_bangyang/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address());
    stream.write_all(request.as_bytes()).unwrap();
    let head = read_until(&mut stream, "data: ");
    assert!(head.contains("text/event-stream"), "{head}");
    let before = shown.state("/")["version"].as_u64().unwrap();
    shown.write("content/people/x.yaml", "- {id: x, 姓名: 张示例, 单位: dw-1}\n");
    read_until(&mut stream, &format!("data: {}", before + 1));
    drop(server);
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut stream, &mut rest).expect("it ends with the server");
}

/// The program, serving a folder; it is ended with the test.
struct Program {
    child: Child,
    address: SocketAddr,
}

impl Program {
    fn serving(root: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
        command.args(["serve", "--port", "0", "--at", "2021-07-01 09:00", "--root"]).arg(root).args(more);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("no address: {line}")).parse().unwrap();
        Self { child, address }
    }

    /// Listens for changes, makes one, and waits until it was noticed and `is_seen` on a page.
    fn sees(&self, change: impl FnOnce(), path: &str, is_seen: impl Fn(&str) -> bool) {
        let mut stream = connect(self.address);
        write!(stream, "GET /_bangyang/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        read_until(&mut stream, "data: ");
        change();
        for _ in 0..50 {
            if is_seen(&fetched(self.address, path)) {
                return;
            }
            read_until(&mut stream, "data: ");
        }
        panic!("{path} has not changed: {}", fetched(self.address, path));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in below("tests/sites/base") {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn saves_of_every_kind_reach_the_page_and_nothing_is_written() {
    let folder = project();
    let root = folder.path();
    let program = Program::serving(root, &[]);
    let person = |name: &str| format!("- {{id: x, 姓名: {name}, 单位: dw-1}}\n");
    let file = root.join("content/people/x.yaml");
    let page = "/people/x/";
    program.sees(|| std::fs::write(&file, person("甲示例")).unwrap(), page, |text| text.contains("甲示例"));
    let beside = root.join("content/people/.x.yaml.swp");
    let by_rename = || {
        std::fs::write(&beside, person("乙示例")).unwrap();
        std::fs::rename(&beside, &file).unwrap();
    };
    program.sees(by_rename, page, |text| text.contains("乙示例"));
    let in_pieces = || {
        let mut open = std::fs::File::create(&file).unwrap();
        for piece in person("丙示例").as_bytes().chunks(7) {
            open.write_all(piece).unwrap();
        }
    };
    program.sees(in_pieces, page, |text| text.contains("丙示例"));
    let moved = root.join("content/people/2021");
    let into_a_new_folder = || {
        std::fs::create_dir(&moved).unwrap();
        std::fs::rename(&file, moved.join("x.yaml")).unwrap();
        std::fs::write(moved.join("x.yaml"), person("丁示例")).unwrap();
    };
    program.sees(into_a_new_folder, page, |text| text.contains("丁示例"));
    let state = "/_bangyang/state?path=/people/x/";
    program.sees(
        || std::fs::write(moved.join("x.yaml"), "- {id: x").unwrap(),
        state,
        |text| text.contains("\"errors\":1"),
    );
    assert!(fetched(program.address, page).contains("丁示例"));
    program.sees(
        || std::fs::write(moved.join("x.yaml"), person("戊示例")).unwrap(),
        page,
        |text| text.contains("戊示例"),
    );
    program.sees(|| std::fs::remove_dir_all(&moved).unwrap(), page, |text| text.starts_with("HTTP/1.1 404"));
    assert!(!root.join("public").exists());
    let beside: Vec<String> = on_disk(root).into_keys().filter(|path| !path.starts_with("content/")).collect();
    assert!(beside.iter().all(|path| path.starts_with(".bangyang/")), "{beside:?}");
}

#[cfg(feature = "print")]
#[test]
fn what_is_printed_is_shown_beside_the_site_and_made_anew_after_a_change() {
    let folder = project();
    let root = folder.path();
    let site = std::fs::read_to_string(root.join("content/site.yaml")).unwrap();
    let fonts = ["宋", "黑", "楷", "仿宋", "小标宋"].map(|role| format!("{role}: 榜样测试宋体")).join(", ");
    std::fs::write(root.join("content/site.yaml"), format!("{site}字体: {{{fonts}}}\n")).unwrap();
    std::fs::create_dir(root.join("content/fonts")).unwrap();
    let font = crate::support::files::root().join("tests/fonts/song.otf");
    let program = Program::serving(root, &[]);
    // A font that is not there is told, beside the sheet or in its place; one that is brought is used at once.
    let told =
        |address| fetched(address, "/print/decisions/2021-01.txt") + &fetched(address, "/print/decisions/2021-01.pdf");
    assert!(told(program.address).contains("榜样测试宋体") || told(program.address).contains("E1101"));
    std::fs::copy(font, root.join("content/fonts/song.otf")).unwrap();
    let now = told(program.address);
    assert!(now.contains("%PDF-1.") && !now.contains("W1102") && !now.contains("E1101"), "{now:.600}");
    let list = fetched(program.address, "/print/");
    assert!(list.contains("text/html") && list.contains("/print/decisions/2021-01.pdf"), "{list}");
    let path = "/print/decisions/2021-01.pdf";
    let before = fetched(program.address, path);
    assert!(before.contains("application/pdf") && before.contains("%PDF-1."), "{before:.300}");
    let file = root.join("content/decisions/2021-01.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let change = || std::fs::write(&file, text.replacen("标题: ", "标题: 示例", 1)).unwrap();
    program.sees(change, path, |text| text.contains("%PDF-1.") && *text != *before);
    assert_eq!(status(&fetched(program.address, "/print/nothing.pdf")), "404");
    assert!(!root.join("public").exists());
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_project_is_told_and_never_followed() {
    let folder = project();
    let program = Program::serving(folder.path(), &[]);
    let link = folder.path().join("content/people/secret.yaml");
    let state = "/_bangyang/state?path=/";
    program.sees(|| std::os::unix::fs::symlink("/etc/passwd", &link).unwrap(), state, |text| text.contains("E0119"));
    assert!(!fetched(program.address, state).contains("root:"));
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to_and_leaves_nothing_behind() {
    let folder = project();
    let mut program = Program::serving(folder.path(), &[]);
    let address = program.address;
    let mut listening = connect(address);
    write!(listening, "GET /_bangyang/events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
    read_until(&mut listening, "data: ");
    let asked = Command::new("kill").args(["-INT", &program.child.id().to_string()]).status().unwrap();
    assert!(asked.success());
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
    assert!(std::net::TcpStream::connect(address).is_err());
    let left: Vec<String> = on_disk(folder.path()).into_keys().filter(|path| path.contains("aside")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_port_that_is_taken_is_told_with_one_that_is_free() {
    let folder = project();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
    let output = command.args(["serve", "--port", &port, "--root"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with(&format!("端口 {port} 已被占用")) && said.contains("bangyang serve --port "), "{said}");
}
