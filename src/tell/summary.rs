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

/// Returns the sentence that ends a report: how many problems, and what follows from them; nothing for none.
pub fn summary(counts: Counts) -> String {
    match (counts.errors, counts.warnings) {
        (0, 0) => String::new(),
        (0, warnings) => format!("共 {warnings} 个警告，不影响发布"),
        (errors, 0) => format!("共 {errors} 个错误；没有发布，线上的网站没有变化"),
        (errors, warnings) => format!("共 {errors} 个错误、{warnings} 个警告；没有发布，线上的网站没有变化"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_what_follows() {
        let counts = |errors, warnings| summary(Counts { errors, warnings });
        assert_eq!(counts(3, 1), "共 3 个错误、1 个警告；没有发布，线上的网站没有变化");
        assert_eq!(counts(1, 0), "共 1 个错误；没有发布，线上的网站没有变化");
        assert_eq!(counts(0, 2), "共 2 个警告，不影响发布");
        assert_eq!(counts(0, 0), "");
    }
}
