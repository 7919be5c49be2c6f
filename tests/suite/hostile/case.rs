//! One hostile thing, and what is told of it.

use crate::support::Project;

/// Files laid over the small sound project, and the codes of what is told: `E0103`, `E0202 W0310`, or nothing.
pub struct Case {
    pub name: String,
    pub told: &'static str,
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether it could cost time or memory.
    pub is_heavy: bool,
}

impl Case {
    pub fn new(name: &str, told: &'static str, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), told, files: vec![(path.to_owned(), bytes.into())], is_heavy: false }
    }

    /// Adds a file.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.to_owned(), bytes.into()));
        self
    }

    /// Says that it could cost time or memory.
    pub fn heavy(mut self) -> Self {
        self.is_heavy = true;
        self
    }

    /// Returns the project with the case's files.
    pub fn project(&self) -> Project {
        let mut project = Project::from("base");
        for (path, bytes) in &self.files {
            project.write_bytes(path, bytes.clone());
        }
        project
    }
}
