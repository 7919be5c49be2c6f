//! The chain of printing: from the same records as the site, to PDF.
//!
//! **In:** a project, fonts, an [`Order`]. **Out:** documents by name, and everything that is wrong with the content, the
//! layouts, the fonts, the photos. **Never:** a clock, a disk, or a document while an error stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::catalogue::{AnyId, Catalogue, link};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::memo::Memo;
use crate::output::Route;
use crate::plan::{Pictures, PrintPhotos, Purpose, plan};
use crate::present::Here;
use crate::present::print::{self as present, Desk, Only};
use crate::record::{Kind, SiteFonts, read};
use crate::render::print::{Least, Printed, Printing, Sheet, credits, layouts, photos, product, resolution};
use crate::source::{Inputs, Snapshot, gather};
use crate::typeset::{Asked, Bytes, Face, FontFiles, Icc, Profile, Role, Substitution, Typefaces, Wanted, choose};
use crate::zh::date::Moment;

pub use crate::catalogue::Drafts;

/// What can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// 图册
    Album,
    /// 展牌
    Boards,
    /// 标牌
    Plaques,
    /// 证书, and cards for members.
    Certificates,
    /// 公示, and decisions.
    Notices,
}

impl Product {
    /// Every product.
    pub const ALL: [Self; 5] = [Self::Album, Self::Boards, Self::Plaques, Self::Certificates, Self::Notices];

    /// Returns the word of the command line.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Album => "album",
            Self::Boards => "boards",
            Self::Plaques => "plaques",
            Self::Certificates => "certificates",
            Self::Notices => "notices",
        }
    }

    /// Returns the word that offices use.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Album => "图册",
            Self::Boards => "展牌",
            Self::Plaques => "标牌",
            Self::Certificates => "证书",
            Self::Notices => "公示",
        }
    }
}

/// What is to be printed, and how.
#[derive(Clone)]
pub struct Order {
    /// The time as of which everything is true.
    pub at: Moment,
    /// Whether drafts are printed.
    pub drafts: Drafts,
    /// What.
    pub product: Product,
    /// What for.
    pub purpose: Purpose,
    /// Which records, in the writer's words; none: all.
    pub only: Vec<String>,
    /// Width and height of a board in millimetres.
    pub size: Option<(u32, u32)>,
    /// The press's colour profile.
    pub icc: Option<Icc>,
}

/// Fonts to choose from.
pub struct Fonts {
    /// The faces, those of the project first.
    pub faces: Vec<Face>,
    /// Who reads their files.
    pub files: Arc<dyn FontFiles>,
}

/// What came of an order.
#[derive(Default)]
pub struct Prints {
    /// The finished documents, by their names below `/print/` without `.pdf`; none while an error stands.
    pub documents: Vec<(String, Printed)>,
    /// The content as it was read.
    pub snapshot: Snapshot,
    /// What is wrong, in the order in which it is told.
    pub diagnostics: Vec<Diagnostic>,
    /// Words after `--only` that name nothing, as they are told.
    pub unknown: Vec<String>,
}

impl Prints {
    /// Returns whether an error stands.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|problem| problem.severity() == Severity::Error)
    }
}

/// Prints what an order asks for.
///
/// `fonts` finds what there is, given what the site names.
pub fn print(inputs: &dyn Inputs, memo: &dyn Memo, fonts: &dyn Fn(&Wanted) -> Fonts, order: &Order) -> Prints {
    let mut found = Diagnostics::default();
    let snapshot = gather(inputs).into_value(&mut found);
    let records = read(&snapshot).into_value(&mut found);
    let linked = link(records, &snapshot, order.at, order.drafts).into_value(&mut found);
    let Some(catalogue) = linked else {
        return Prints { snapshot, diagnostics: found.sorted(), ..Prints::default() };
    };
    let plan = plan(&catalogue, Pictures::default(), &[]).into_value(&mut found);
    let root = Route::page("").expect("the root is a route");
    let here = Here { catalogue: &catalogue, plan: &plan, route: &root };
    let only = match Only::of(&here, &order.only) {
        Ok(only) => only,
        Err(unknown) => return Prints { snapshot, diagnostics: found.sorted(), unknown, ..Prints::default() },
    };
    let wanted = present::photos(&catalogue, order.product.kinds());
    let photos = photos(&wanted, order.purpose, inputs, memo).into_value(&mut found);
    let desk = Desk { here, photos: &photos };
    let sheets = sheets(&desk, order, &only);
    look(&catalogue, order, &mut found);
    let documents = set(&sheets, (&catalogue, &snapshot), (fonts, order), (&photos, memo), &mut found);
    documents.iter().zip(&sheets).for_each(|((_, printed), sheet)| {
        if order.purpose != Purpose::Screen {
            resolution(&printed.placed, (&photos, &wanted), sheet.least, &mut found);
        }
    });
    let mut prints =
        Prints { documents, diagnostics: found.sorted(), unknown: Vec::new(), snapshot: Snapshot::default() };
    if prints.has_errors() {
        prints.documents.clear();
    }
    drop(plan);
    Prints { snapshot, ..prints }
}

impl Product {
    /// The kinds whose photos it may show.
    const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Album => &[Kind::Exhibit, Kind::Exhibition],
            Self::Boards => &[Kind::Exhibit],
            Self::Plaques | Self::Certificates => &[],
            Self::Notices => &[Kind::Notice, Kind::Decision],
        }
    }
}

/// Says what a printer would ask before anything is set.
fn look(catalogue: &Catalogue, order: &Order, found: &mut Diagnostics) {
    if !matches!(order.product, Product::Album | Product::Boards) {
        return;
    }
    // A party site without a domain was told of it when the content was linked.
    let told = found.iter().any(|problem| problem.code == Code::NoDomain);
    if catalogue.site.domain.is_empty() && !told {
        found
            .add(Code::NoQr, catalogue.site.origin.clone(), "网站没有域名，印不了二维码")
            .help("在 site.yaml 写上 domain（域名）");
    }
    if order.purpose != Purpose::Screen {
        catalogue.exhibits.iter().for_each(|(_, exhibit)| credits(exhibit.head(), found));
    }
}

/// The documents of an order.
fn sheets(desk: &Desk, order: &Order, only: &Only) -> Vec<Sheet> {
    match order.product {
        Product::Album => vec![Sheet::new("album", "album", &present::album(desk))],
        Product::Boards => {
            let boards = present::boards(desk, only);
            let size = order.size.unwrap_or((900, 1200));
            let sheet = Sheet { size, least: Least::WALL, ..Sheet::new("boards", "boards", &boards) };
            if boards.boards.is_empty() { Vec::new() } else { vec![sheet] }
        }
        Product::Plaques => {
            let plaques = present::plaques(desk, only);
            let sheet = Sheet::new("plaques", "plaques", &plaques);
            if plaques.plaques.is_empty() { Vec::new() } else { vec![sheet] }
        }
        Product::Certificates => {
            let (certificates, cards) = (present::certificates(desk, only), present::cards(desk, only));
            let mut sheets = Vec::new();
            if !certificates.certificates.is_empty() {
                sheets.push(Sheet::new("certificates", "certificates", &certificates));
            }
            if !cards.cards.is_empty() {
                sheets.push(Sheet::new("cards", "cards", &cards));
            }
            sheets
        }
        Product::Notices => papers(desk, only),
    }
}

/// Notices and decisions, a document each.
fn papers(desk: &Desk, only: &Only) -> Vec<Sheet> {
    let here = &desk.here;
    let slug = |id| here.catalogue.slug(id);
    let notices = here.catalogue.notices.ids().map(|id| (AnyId::Notice(id), present::notice(desk, id)));
    let decisions = here.catalogue.decisions.ids().map(|id| (AnyId::Decision(id), present::decision(desk, id)));
    let all = notices.chain(decisions).filter(|(id, _)| only.takes(*id));
    all.map(|(id, paper)| match id {
        AnyId::Decision(_) => Sheet::new("decision", format!("decisions/{}", slug(id)), &paper),
        _ => Sheet::new("notice", format!("notices/{}", slug(id)), &paper),
    })
    .collect()
}

/// Chooses the fonts and sets every document, on all cores.
fn set(
    sheets: &[Sheet],
    (catalogue, snapshot): (&Catalogue, &Snapshot),
    (fonts, order): (&dyn Fn(&Wanted) -> Fonts, &Order),
    (photos, memo): (&PrintPhotos, &dyn Memo),
    found: &mut Diagnostics,
) -> Vec<(String, Printed)> {
    let site = &catalogue.site;
    let wanted = families(&site.fonts);
    let fonts = fonts(&wanted);
    let choice = match choose(&wanted, &fonts.faces) {
        Ok(choice) => choice,
        Err(none) => {
            found.add(Code::NoFont, site.origin.clone(), none.fact()).help(none.help());
            return Vec::new();
        }
    };
    // The format of official documents names its fonts; other products need not care which stand in.
    let told = |it: &&Substitution| it.asked == Asked::Site || order.product == Product::Notices;
    for substitution in choice.substitutions.iter().filter(told) {
        let named = || site.origin.at("fonts").at(key(substitution.role));
        let place = if substitution.asked == Asked::Site { named() } else { site.origin.clone() };
        found
            .add(Code::FontReplaced, place, substitution.to_string())
            .help("把字体文件放进 content/fonts，或者在 site.yaml 的 fonts（字体）写另一种");
    }
    let mut files: BTreeMap<String, Bytes> =
        layouts(snapshot).into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))).collect();
    let recalled = photos.photos.values().filter_map(|photo| Some((photo.file.clone(), memo.recall(&photo.key)?)));
    files.extend(recalled.map(|(file, bytes)| (file, Bytes::new(bytes))));
    let typefaces = Typefaces::new(choice.faces(), fonts.files);
    let profile = match order.purpose {
        Purpose::Screen => Profile::Screen,
        Purpose::Press => Profile::Press(order.icc.clone()),
        Purpose::Archive => Profile::Archive,
    };
    let printing = Printing { files, typefaces: &typefaces, fonts: choice.fonts, profile, catalogue, snapshot };
    let made: Vec<_> = sheets.par_iter().map(|sheet| (sheet.name.clone(), product(sheet, &printing))).collect();
    let mut documents = Vec::new();
    for (name, outcome) in made {
        if let Some(printed) = outcome.into_value(found) {
            documents.push((name, printed));
        }
    }
    documents
}

/// The key under which a site names the family of a role.
const fn key(role: Role) -> &'static str {
    match role {
        Role::Song => "song",
        Role::Hei => "hei",
        Role::Kai => "kai",
        Role::Fangsong => "fangsong",
        Role::Title => "title",
    }
}

/// The families that a site names, by role.
fn families(fonts: &SiteFonts) -> Wanted {
    let named = [
        (Role::Song, &fonts.song),
        (Role::Hei, &fonts.hei),
        (Role::Kai, &fonts.kai),
        (Role::Fangsong, &fonts.fangsong),
        (Role::Title, &fonts.title),
    ];
    Wanted(
        named.into_iter().filter(|(_, name)| !name.is_empty()).map(|(role, name)| (role, vec![name.clone()])).collect(),
    )
}
