//! Where a record leads, told apart from what its prose says.

use super::nodes::{BranchLinks, ExhibitLinks, Node, NoticeLinks, PersonLinks, Recorded, ReportLinks};
use super::prose::{File, Leads, Text};

/// The links of a record.
pub(super) trait Leading {
    /// Returns whether they lead to the same records; what prose says is not compared.
    fn leads_as(&self, other: &Self) -> bool;

    /// Returns the prose that stands among them.
    fn texts(&self) -> [Option<&Text>; 2] {
        [None, None]
    }

    /// Returns the files that stand among them.
    fn files(&self) -> &[File] {
        &[]
    }
}

macro_rules! leads {
    ($($links:ty),*) => {
        $(impl Leading for $links {
            fn leads_as(&self, other: &Self) -> bool {
                self == other
            }
        })*
    };
}
leads!((), BranchLinks, PersonLinks, ReportLinks);

impl Leading for ExhibitLinks {
    fn leads_as(&self, other: &Self) -> bool {
        self.subject == other.subject && self.chapter == other.chapter
    }

    fn texts(&self) -> [Option<&Text>; 2] {
        [self.board.as_ref(), None]
    }
}

impl Leading for NoticeLinks {
    fn leads_as(&self, other: &Self) -> bool {
        let leads = |links: &Self| (links.honour, links.decision, links.period);
        leads(self) == leads(other) && self.candidates == other.candidates
    }

    fn texts(&self) -> [Option<&Text>; 2] {
        [self.basis.as_ref(), self.result.as_ref()]
    }

    fn files(&self) -> &[File] {
        &self.attachments
    }
}

/// Returns the files and photos that a record's page offers.
pub(super) fn offers<R: Recorded, L: Leading>(node: &Node<R, L>) -> (Vec<&Leads>, &[File], &[String]) {
    let texts = node.links.texts().into_iter().chain([node.story.as_ref()]).flatten();
    let targets = texts.flat_map(|text| text.targets.values());
    let files = targets.filter(|leads| matches!(leads, Leads::File(_) | Leads::Picture(_)));
    (files.collect(), node.links.files(), &node.photos)
}
