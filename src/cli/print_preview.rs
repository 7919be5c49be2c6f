//! What is printed, in the preview: below `/print/`, made when it is asked for.
//!
//! **In:** a path and the site as it stands. **Out:** a PDF, what is to be said of it, the page that shows both. **Never:** a
//! file on the disk.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::print::shop;
use crate::catalogue::Catalogue;
use crate::diag::Severity;
use crate::memo::Memo;
use crate::plan::Purpose;
use crate::preview::Beside;
use crate::printing::{Drafts, Ground, Order, Product, Shop, document};
use crate::record::same_word;
use crate::render::World;
use crate::tell::{Files, Making, Style, terminal};

/// The page, with a place for the list.
const PAGE: &str = include_str!("print_preview.html");

/// Prints for a preview.
pub(super) struct Printer {
    shop: Shop,
    memo: Box<dyn Memo + Send>,
    turn: Mutex<()>,
}

impl Printer {
    /// Returns a printer with the fonts of a project and of this machine.
    pub(super) fn new(root: &Path, memo: Box<dyn Memo + Send>) -> Self {
        Self { shop: shop(root), memo, turn: Mutex::default() }
    }
}

impl Beside for Printer {
    fn file(&self, path: &str, world: &World) -> Option<(Vec<u8>, &'static str)> {
        let below = path.strip_prefix("/print")?.trim_start_matches('/');
        if below.is_empty() {
            return Some((page(world.catalogue).into_bytes(), "text/html; charset=utf-8"));
        }
        let (name, is_talk) = match below.strip_suffix(".txt") {
            Some(name) => (name, true),
            None => (below.strip_suffix(".pdf")?, false),
        };
        let order = Order {
            at: world.catalogue.at,
            drafts: Drafts::Hidden,
            product: product(name)?,
            purpose: Purpose::Screen,
            only: Vec::new(),
            size: None,
            icc: None,
        };
        let World { catalogue, plan, snapshot, inputs, .. } = *world;
        let ground = Ground { catalogue, plan, snapshot, inputs, memo: &*self.memo };
        // One after the other: each wants all cores, and the memory of a book.
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let (printed, problems) = document(&ground, &self.shop, &order, name);
        // What would not be printed is not shown as if it would.
        let is_wrong = problems.iter().any(|problem| problem.severity() == Severity::Error);
        let told = || terminal(&problems, &Files { snapshot, words: &same_word }, Style::Plain, Making::Prints);
        let text = match printed.filter(|_| !is_wrong) {
            Some(printed) if !is_talk => return Some((printed.pdf, "application/pdf")),
            Some(_) => told(),
            // The problems stand in the place of the sheet.
            None if is_talk => String::new(),
            None if problems.is_empty() => "没有要印的内容\n".to_owned(),
            None => told(),
        };
        Some((text.into_bytes(), "text/plain; charset=utf-8"))
    }
}

/// The product that a document of this name belongs to.
fn product(name: &str) -> Option<Product> {
    match name.split('/').next()? {
        "cards" => Some(Product::Certificates),
        "decisions" => Some(Product::Notices),
        first => Product::ALL.into_iter().find(|product| product.english() == first),
    }
}

/// The page that shows what can be printed, and shows it anew after every change.
fn page(catalogue: &Catalogue) -> String {
    let mut list = String::new();
    let mut add = |name: &str, text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let _ = writeln!(list, "<li><a href=\"/print/{name}.pdf\" target=\"sheet\">{text}</a></li>");
    };
    for product in [Product::Album, Product::Boards, Product::Plaques, Product::Certificates] {
        add(product.english(), product.chinese());
    }
    add("cards", "贺卡");
    for (_, notice) in catalogue.notices.iter() {
        add(&format!("notices/{}", notice.slug), notice.name());
    }
    for (_, decision) in catalogue.decisions.iter() {
        add(&format!("decisions/{}", decision.slug), decision.name());
    }
    PAGE.replace("{list}", &list)
}
