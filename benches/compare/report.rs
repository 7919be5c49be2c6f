//! The table at the end: figures, and ratios against the floor and against Hugo.

use super::measure::Figures;
use super::saves::Waiting;

/// Rows in the order in which they were measured.
pub(crate) struct Report {
    records: usize,
    runs: usize,
    rows: Vec<(&'static str, Figures)>,
    waiting: Option<Waiting>,
}

impl Report {
    /// Returns an empty report.
    pub(crate) fn new(records: usize, runs: usize) -> Self {
        Self { records, runs, rows: Vec::new(), waiting: None }
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, what: &'static str, figures: &Figures) {
        self.rows.push((what, *figures));
    }

    /// Notes what an editor waits under `serve`.
    pub(crate) fn waits(&mut self, waiting: Waiting) {
        self.waiting = Some(waiting);
    }

    fn of(&self, what: &str) -> Option<Figures> {
        self.rows.iter().find(|(name, _)| *name == what).map(|(_, figures)| *figures)
    }

    /// Prints the table as Markdown.
    pub(crate) fn print(&self) {
        let (floor, hugo) = (self.of("floor, cold"), self.of("Hugo, cold"));
        let ratio = |own: f64, of: Option<f64>| of.map_or("–".to_owned(), |of| format!("{:.2}", own / of));
        println!("{} records, medians of {} runs\n", self.records, self.runs);
        println!("| what | wall s | CPU s | peak MB | wall ÷ floor | wall ÷ Hugo | memory ÷ Hugo |");
        println!("|---|---|---|---|---|---|---|");
        for (what, figures) in &self.rows {
            println!(
                "| {what} | {:.3} | {:.3} | {:.0} | {} | {} | {} |",
                figures.wall,
                figures.cpu,
                figures.memory,
                ratio(figures.wall, floor.map(|f| f.wall)),
                ratio(figures.wall, hugo.map(|f| f.wall)),
                ratio(figures.memory, hugo.map(|f| f.memory)),
            );
        }
        if let Some(Waiting { first, page, list }) = &self.waiting {
            println!(
                "\nserve: first page after {first:.0} ms; a save is on its page after {page:.1} ms, in its list after {list:.1} ms"
            );
        }
    }
}
