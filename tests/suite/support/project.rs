//! A project in memory, and the only place where tests drive the program.
//!
//! **In:** the files of `tests/sites/NAME/`, changed by a test. **Out:** the finished [`Site`] and its problems.
//! **Never:** a disk after the files were read.

use bangyang::memo::{Memo, Remembered};
use bangyang::output::{Artifact, Body};
use bangyang::source::MemoryInputs;

use super::drive::{Drafts, drive};
use super::files::below;
#[cfg(feature = "print")]
use super::printed::{Fonts, Order, Printed, Product, press};
use super::site::Site;

/// The time of a build if a test says nothing else.
pub const AT: &str = "2021-07-01 09:00";

/// A project that a test can change and build as often as it likes; builds share what they remember.
#[derive(Clone)]
pub struct Project {
    pub inputs: MemoryInputs,
    at: String,
    drafts: Drafts,
    #[cfg(feature = "print")]
    has_fonts: bool,
    memo: std::sync::Arc<Remembered>,
}

impl Project {
    /// Returns the project of `tests/sites/NAME`.
    pub fn from(name: &str) -> Self {
        let project = Self::of(&format!("tests/sites/{name}"));
        assert!(!project.inputs.files.is_empty(), "tests/sites/{name} is there");
        project
    }

    /// Returns the project that ships with the program: `content/`.
    pub fn real() -> Self {
        Self::of(".")
    }

    fn of(folder: &str) -> Self {
        let mut inputs = MemoryInputs::default();
        for part in ["content", "templates"] {
            if folder == "." && part == "templates" {
                continue;
            }
            let files = below(&format!("{folder}/{part}"));
            inputs.files.extend(files.into_iter().map(|(path, bytes)| (format!("{part}/{path}"), bytes)));
        }
        Self {
            inputs,
            at: AT.to_owned(),
            drafts: Drafts::Hidden,
            #[cfg(feature = "print")]
            has_fonts: true,
            memo: std::sync::Arc::default(),
        }
    }

    /// Writes a file.
    pub fn write(&mut self, path: &str, text: &str) -> &mut Self {
        self.write_bytes(path, text.as_bytes().to_vec())
    }

    /// Writes a file of any bytes.
    pub fn write_bytes(&mut self, path: &str, bytes: Vec<u8>) -> &mut Self {
        self.inputs.files.insert(path.to_owned(), bytes);
        self
    }

    /// Removes a file that is there.
    pub fn remove(&mut self, path: &str) -> &mut Self {
        assert!(self.inputs.files.remove(path).is_some(), "{path} is there to be removed");
        self
    }

    /// Sets the time of the build: a day, or a day with a time.
    pub fn today(&mut self, at: &str) -> &mut Self {
        at.clone_into(&mut self.at);
        self
    }

    /// Shows drafts.
    pub fn with_drafts(&mut self) -> &mut Self {
        self.drafts = Drafts::Shown;
        self
    }

    /// Forgets what earlier builds have worked out.
    pub fn forget(&mut self) -> &mut Self {
        self.memo = std::sync::Arc::default();
        self
    }

    /// Builds the site.
    pub fn build(&self) -> Site {
        drive(&self.inputs, &*self.memo, &self.at, self.drafts)
    }

    /// Returns every file of a site that this project has built, pictures too.
    pub fn bytes(&self, site: &Site) -> std::collections::BTreeMap<String, Vec<u8>> {
        let bytes = |artifact: &Artifact| match &artifact.body {
            Body::Bytes(bytes) => bytes.clone(),
            Body::Stored { key, .. } => self.memo.recall(key).expect("what was built is remembered"),
            Body::Laid { .. } | Body::Published { .. } => panic!("nothing is laid on a disk here"),
        };
        site.output.iter().map(|(route, artifact)| (route.as_str().to_owned(), bytes(artifact))).collect()
    }

    /// Prints a product with the test font; `wish` changes the order.
    #[cfg(feature = "print")]
    pub fn print(&self, product: Product, wish: impl FnOnce(&mut Order)) -> Printed {
        let fonts: fn() -> Fonts = if self.has_fonts { super::printed::fonts } else { super::printed::no_fonts };
        press((&self.inputs, &*self.memo, fonts), (&self.at, self.drafts), product, wish)
    }

    /// Takes the fonts away.
    #[cfg(feature = "print")]
    pub fn without_fonts(&mut self) -> &mut Self {
        self.has_fonts = false;
        self
    }

    /// Builds the site, which has no errors.
    pub fn sound(&self) -> Site {
        let site = self.build();
        let errors: Vec<&String> = site.problems.iter().filter(|problem| problem.starts_with('E')).collect();
        assert!(errors.is_empty(), "at {}: {errors:#?}\n{:#?}", self.at, site.messages);
        site
    }

    /// Builds and demands that this page shows this text.
    pub fn expect_text(&self, route: &str, text: &str) -> &Self {
        let site = self.sound();
        let shown = site.words(route);
        assert!(shown.contains(text), "{route} at {} does not show {text}:\n{shown}", self.at);
        self
    }

    /// Builds and demands that this page does not show this text.
    pub fn expect_no_text(&self, route: &str, text: &str) -> &Self {
        let site = self.sound();
        let shown = site.words(route);
        assert!(!shown.contains(text), "{route} at {} shows {text}:\n{shown}", self.at);
        self
    }
}
