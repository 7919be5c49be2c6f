//! Rust files as text: enough of the language to see who uses whom.
//!
//! **In:** `src/**/*.rs`. **Out:** [`File`]s with their code, without comments, strings and tests, and the paths in it.
//! **Never:** a parser; what a glance at the text cannot tell is the compiler's.

use std::collections::BTreeSet;

/// One file of the program.
#[derive(Debug)]
pub struct File {
    /// Its path below `src/`: `catalogue/rules/totals.rs`.
    pub path: String,
    /// All of it.
    pub text: String,
    /// The code without comments and tests; strings stand.
    pub code: String,
    /// The same without what stands in strings.
    pub bare: String,
}

impl File {
    /// Returns the file of this text.
    pub fn new(path: String, text: String) -> Self {
        let code = without_tests(&text);
        let bare = blank(&code, Blank::Strings);
        Self { path, code, bare, text }
    }

    /// Returns the room that it stands in: the first folder, or the file's own stem.
    pub fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Returns whether it is a door.
    pub fn is_door(&self) -> bool {
        self.path.ends_with("/mod.rs")
    }

    /// Returns the module that it is: `catalogue::rules::totals`.
    pub fn module(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = self.path.trim_end_matches(".rs").split('/').collect();
        if parts.last() == Some(&"mod") {
            parts.pop();
        }
        parts
    }

    /// Returns every path of the code that begins with `crate`, `super` or `self`, as it is written, groups opened.
    pub fn paths(&self) -> BTreeSet<Vec<String>> {
        let mut all = BTreeSet::new();
        for (at, _) in self.bare.match_indices("::") {
            let start = self.bare[..at].rfind(|c: char| !is_word(c)).map_or(0, |before| before + 1);
            let head = &self.bare[start..at];
            if matches!(head, "crate" | "super" | "self") && !self.bare[..start].ends_with(['$', ':']) {
                opened(&self.bare[at + 2..], &[head.to_owned()], &mut all);
            }
        }
        all
    }

    /// Returns the same paths from the crate on: `super::date` in `zh::name` is `zh::date`.
    pub fn absolute(&self) -> BTreeSet<Vec<String>> {
        let module: Vec<String> = self.module().into_iter().map(str::to_owned).collect();
        let resolve = |path: Vec<String>| {
            let mut here = if path[0] == "crate" { Vec::new() } else { module.clone() };
            for part in path {
                match part.as_str() {
                    "crate" | "self" => {}
                    "super" => {
                        here.pop();
                    }
                    _ => here.push(part),
                }
            }
            here
        };
        self.paths().into_iter().map(resolve).filter(|path| !path.is_empty()).collect()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Adds the paths that follow `head`: one, or those of a group in braces.
fn opened(rest: &str, head: &[String], all: &mut BTreeSet<Vec<String>>) {
    let rest = rest.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        for part in split_group(group) {
            opened(part, head, all);
        }
        return;
    }
    let word: String = rest.chars().take_while(|c| is_word(*c) || *c == '*').collect();
    if word.is_empty() {
        return;
    }
    let mut path = head.to_vec();
    if word != "self" || head.len() < 2 {
        path.push(word.clone());
    }
    match rest[word.len()..].strip_prefix("::") {
        Some(more) if more.starts_with(|c: char| is_word(c) || c == '{' || c == '*') => opened(more, &path, all),
        _ => {
            all.insert(path);
        }
    }
}

/// Returns the parts of a group up to its closing brace, split at its own commas.
fn split_group(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts
}

/// What is made blank.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    Comments,
    Strings,
}

/// Returns the text with comments or strings as spaces, every byte in its place.
fn blank(text: &str, what: Blank) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (kind, length) = piece(rest, out.chars().last());
        let (here, after) = rest.split_at(length.max(c.len_utf8()));
        match kind {
            Some(kind) if kind == what => out.extend(here.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' })),
            _ => out.push_str(here),
        }
        rest = after;
    }
    out
}

/// Returns what begins here and how many bytes it has.
fn piece(rest: &str, before: Option<char>) -> (Option<Blank>, usize) {
    let raw = rest.strip_prefix('b').unwrap_or(rest);
    let hashes = raw.strip_prefix('r').map(|raw| raw.len() - raw.trim_start_matches('#').len());
    if rest.starts_with("//") {
        (Some(Blank::Comments), rest.find('\n').unwrap_or(rest.len()))
    } else if rest.starts_with("/*") {
        (Some(Blank::Comments), rest.find("*/").map_or(rest.len(), |end| end + 2))
    } else if let Some(hashes) = hashes.filter(|n| !before.is_some_and(is_word) && raw[1 + n..].starts_with('"')) {
        let open = rest.len() - raw.len() + 2 + hashes;
        let close = format!("\"{}", "#".repeat(hashes));
        (Some(Blank::Strings), rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len()))
    } else if rest.starts_with('"') {
        (Some(Blank::Strings), quoted(rest))
    } else if rest.starts_with('\'') {
        let inner: Vec<char> = rest.chars().skip(1).take(2).collect();
        match inner.as_slice() {
            ['\\', _] => (Some(Blank::Strings), 3 + rest[3..].find('\'').map_or(0, |end| end + 1)),
            [one, '\''] => (Some(Blank::Strings), 2 + one.len_utf8()),
            _ => (None, 1),
        }
    } else {
        (None, 1)
    }
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Returns the code without comments and without what stands behind `#[cfg(test)]`.
fn without_tests(text: &str) -> String {
    const MARKS: [&str; 2] = ["#[cfg(test)]", "#[cfg(all(test"];
    let mut code = blank(text, Blank::Comments);
    while let Some(at) = MARKS.iter().find_map(|mark| code.find(mark)) {
        let bare = blank(&code[at..], Blank::Strings);
        let open = bare.find('{').unwrap_or(bare.len());
        let end = match bare.find(';') {
            Some(semicolon) if semicolon < open => semicolon + 1,
            _ => closing(&bare, open),
        };
        let lines = "\n".repeat(code[at..at + end].matches('\n').count());
        code.replace_range(at..at + end, &lines);
    }
    code
}

fn closing(bare: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in bare[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return open + at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    bare.len()
}

#[test]
fn paths_are_read_from_groups_and_from_code() {
    let text = "use crate::{a::{b, C}, d};\nuse super::e::*; // crate::comment\nfn f() -> crate::g::H { \"crate::string\" }\n\
                #[cfg(test)]\nmod tests { use crate::tests::only; }\n";
    let file = File::new("zh/date/day.rs".to_owned(), text.to_owned());
    let paths: Vec<String> = file.absolute().iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["a::C", "a::b", "d", "g::H", "zh::date::e::*"]);
}
