//! How many problems there are, in one sentence.
//!
//! **In:** problems. **Out:** the last line of a report. **Never:** a total that was counted elsewhere.

use crate::diag::{Diagnostic, Severity};

/// How many problems of each gravity there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors, which forbid publishing.
    pub errors: usize,
    /// Warnings, which do not.
    pub warnings: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|problem| problem.severity() == Severity::Error).count();
        Self { errors, warnings: diagnostics.len() - errors }
    }
}

/// What is made where no error stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Making {
    /// The site.
    #[default]
    Site,
    /// What is printed.
    Prints,
}

/// Returns the sentence that ends a report: how many problems, and what follows from them; nothing for none.
pub fn summary(counts: Counts, making: Making) -> String {
    let (goes_on, stops) = match making {
        Making::Site => ("不影响发布", "没有发布，线上的网站没有变化"),
        Making::Prints => ("不影响排印", "没有印，以前印的没有变化"),
    };
    match (counts.errors, counts.warnings) {
        (0, 0) => String::new(),
        (0, warnings) => format!("共 {warnings} 个警告，{goes_on}"),
        (errors, 0) => format!("共 {errors} 个错误；{stops}"),
        (errors, warnings) => format!("共 {errors} 个错误、{warnings} 个警告；{stops}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_what_follows() {
        let counts = |errors, warnings| summary(Counts { errors, warnings }, Making::Site);
        assert_eq!(counts(3, 1), "共 3 个错误、1 个警告；没有发布，线上的网站没有变化");
        assert_eq!(counts(1, 0), "共 1 个错误；没有发布，线上的网站没有变化");
        assert_eq!(counts(0, 2), "共 2 个警告，不影响发布");
        assert_eq!(counts(0, 0), "");
        let prints = |errors, warnings| summary(Counts { errors, warnings }, Making::Prints);
        assert_eq!(prints(2, 0), "共 2 个错误；没有印，以前印的没有变化");
        assert_eq!(prints(0, 2), "共 2 个警告，不影响排印");
    }
}
