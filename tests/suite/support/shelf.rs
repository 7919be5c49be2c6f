//! A shelf in memory that remembers from build to build, as the disk does.

use std::collections::BTreeMap;
use std::sync::Mutex;

use bangyang::memo::Key;
use bangyang::output::{Artifact, Output, Route, Shelf};
use bangyang::pipeline::Made;

/// What was published last, and what is being laid.
#[derive(Debug, Default)]
pub struct Remembering {
    remembered: String,
    published: BTreeMap<Route, Artifact>,
    laid: Mutex<BTreeMap<Route, Artifact>>,
}

impl Remembering {
    /// Publishes what was made onto this shelf; returns every file with its bytes, and how many had to be laid.
    pub fn publish(&mut self, made: Made) -> (Output, usize) {
        let laid = std::mem::take(self.laid.get_mut().unwrap());
        let mut whole = Output::default();
        for (route, file) in made.output.iter() {
            let lies = laid.get(route).or_else(|| self.published.get(route));
            let file =
                if file.bytes().is_some() { file } else { lies.filter(|it| it.hash == file.hash).unwrap_or(file) };
            whole.add(route.clone(), Artifact { follows_from: None, ..file.clone() });
        }
        self.published = whole.iter().map(|(route, file)| (route.clone(), file.clone())).collect();
        self.remembered = made.remember.unwrap_or_else(|| std::mem::take(&mut self.remembered));
        (whole, laid.len())
    }
}

impl Shelf for Remembering {
    fn open(&self, _: &[&Route]) {}

    fn remembered(&self) -> Option<&str> {
        Some(&self.remembered)
    }

    fn has(&self, route: &Route, hash: &Key) -> bool {
        self.published.get(route).is_some_and(|file| file.hash == *hash)
    }

    fn lay(&self, route: &Route, file: Artifact) -> Artifact {
        if file.bytes().is_none() {
            return file;
        }
        self.laid.lock().unwrap().insert(route.clone(), file.clone());
        file.laid()
    }
}
