//! The name of a position in a file, which stays true when lines above it move.
//!
//! **In:** a file and the way into its tree. **Out:** a [`Place`]; `source::locate` turns it into line and column
//! when a problem is shown. **Never:** a line number that is paid for before anyone asks.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// One step into the tree of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value under this key; the English name stands for the Chinese one too.
    Key(Cow<'static, str>),
    /// The n-th element, from 0.
    Index(u32),
    /// A row of a table: its line in a CSV file or its row in a sheet, from 1.
    Row(u32),
    /// A sheet of a workbook.
    Sheet(Arc<str>),
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The file as a whole: shown without a line.
    Whole,
    /// The value that these steps lead to.
    Value(Vec<Step>),
    /// The key itself that the last of these steps names.
    Name(Vec<Step>),
    /// The second key of the same name at the end of these steps.
    Again(Vec<Step>),
    /// A stretch of bytes of the file.
    Bytes(u32, u32),
    /// A line and a column, both from 1, where a parser gave them.
    Line(u32, u32),
}

/// A position in a file of the project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, relative to the project's root, with `/`.
    pub file: Arc<str>,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
    /// Returns the place of a whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), spot: Spot::Whole }
    }

    /// Returns the place of the value under `key` below this place.
    pub fn at(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// Returns whether it is in a row of a table.
    pub fn is_in_table(&self) -> bool {
        match &self.spot {
            Spot::Value(steps) | Spot::Name(steps) | Spot::Again(steps) => {
                steps.iter().any(|step| matches!(step, Step::Row(_)))
            }
            Spot::Whole | Spot::Bytes(..) | Spot::Line(..) => false,
        }
    }

    /// Returns the place of the element `index` (from 0) below this place.
    pub fn nth(&self, index: usize) -> Self {
        self.step(Step::Index(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Returns the place one step below this one; below bytes and lines there is nothing, so they stay.
    pub fn step(&self, step: Step) -> Self {
        let spot = match &self.spot {
            Spot::Whole => Spot::Value(vec![step]),
            Spot::Value(steps) | Spot::Name(steps) | Spot::Again(steps) => {
                let mut steps = steps.clone();
                steps.push(step);
                Spot::Value(steps)
            }
            fixed @ (Spot::Bytes(..) | Spot::Line(..)) => fixed.clone(),
        };
        Self { file: self.file.clone(), spot }
    }

    /// Returns the place of the key that leads here, instead of its value.
    pub fn name(self) -> Self {
        let spot = match self.spot {
            Spot::Value(steps) => Spot::Name(steps),
            other => other,
        };
        Self { file: self.file, spot }
    }

    /// Returns the place where the key that leads here is written a second time.
    pub fn again(self) -> Self {
        let spot = match self.spot {
            Spot::Value(steps) => Spot::Again(steps),
            other => other,
        };
        Self { file: self.file, spot }
    }

    /// Returns the place of these bytes of the same file.
    pub fn bytes(&self, range: Range<usize>) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: self.file.clone(), spot: Spot::Bytes(narrow(range.start), narrow(range.end)) }
    }

    /// Returns the place of this line and column (from 1) of the same file.
    pub fn line(&self, line: usize, column: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: self.file.clone(), spot: Spot::Line(narrow(line), narrow(column)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_walked_into_by_names() {
        let place = Place::file("content/pairings/2026.yaml").nth(0).at("mentees").nth(1);
        let steps = vec![Step::Index(0), Step::Key("mentees".into()), Step::Index(1)];
        assert_eq!(place.spot, Spot::Value(steps.clone()));
        assert_eq!(place.name().spot, Spot::Name(steps));
    }
}
