//! A finished site as a test looks at it.

use std::collections::BTreeMap;

use bangyang::output::Output;

/// What came out of a build.
#[derive(Debug)]
pub struct Site {
    /// Every file, as it would be published.
    pub output: Output,
    /// The problems as `E0301 content/units/a.yaml:3`, sorted.
    pub problems: Vec<String>,
    /// What was said of them, in the order of telling.
    pub messages: Vec<String>,
}

impl Site {
    /// Returns every file that is in memory, by its path; those kept elsewhere stand for their hash.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let bytes = |artifact: &bangyang::output::Artifact| match artifact.bytes() {
            Some(bytes) => bytes.to_vec(),
            None => format!("{} {}", artifact.hash.hex(), artifact.len()).into_bytes(),
        };
        self.output.iter().map(|(route, artifact)| (route.as_str().to_owned(), bytes(artifact))).collect()
    }

    /// Returns whether there is such a page: `/notices/` or `/404.html`.
    pub fn has(&self, route: &str) -> bool {
        self.output.has(&path(route))
    }

    /// Returns the bytes of a page or file as text.
    pub fn text(&self, route: &str) -> String {
        let found = self.output.iter().find(|(at, _)| at.as_str() == path(route));
        let Some((_, artifact)) = found else {
            let all: Vec<&str> = self.output.iter().map(|(route, _)| route.as_str()).collect();
            panic!("no {route} among {all:#?}");
        };
        String::from_utf8(artifact.bytes().expect("it is in memory").to_vec()).expect("it is text")
    }

    /// Returns the words of a page without its tags, scripts and head, white space as one space or none.
    pub fn words(&self, route: &str) -> String {
        let html = self.text(route);
        let body = html.find("<main").map_or(html.as_str(), |at| &html[at..]);
        let body = body.find("</main").map_or(body, |at| &body[..at]);
        words(body)
    }

    /// Returns the names of the files that hold these words anywhere in their bytes.
    pub fn holding(&self, words: &str) -> Vec<String> {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
        self.files().into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
    }
}

fn path(route: &str) -> String {
    let bare = route.trim_start_matches('/');
    if bare.is_empty() || bare.ends_with('/') { format!("{bare}index.html") } else { bare.to_owned() }
}

/// Returns what a reader sees of HTML: without tags, entities of text resolved, runs of white space as one space.
pub fn words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let inline = ["a", "b", "i", "em", "strong", "span", "time", "small", "bdi", "ruby", "sup", "sub", "wbr"];
        let name: String = after.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !inline.contains(&name.as_str()) {
            out.push(' ');
        }
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
        for raw in ["script", "style"] {
            if name == raw && !after.starts_with('/') {
                rest = rest.split_once(&format!("</{raw}")).map_or("", |(_, rest)| rest);
            }
        }
    }
    out.push_str(rest);
    let plain = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
