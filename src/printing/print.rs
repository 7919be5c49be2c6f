//! From an order to its documents.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::order::{Order, Product};
use super::sheets::{nothing_but, sheets};
use super::shop::{Shop, key};
use crate::catalogue::{AnyId, Catalogue, link};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::memo::Memo;
use crate::output::Route;
use crate::plan::{Pictures, Plan, PrintPhotos, Purpose, plan};
use crate::present::Here;
use crate::present::print::{self as present, Desk, Only};
use crate::record::Reading;
use crate::render::print::{
    Marks, Names, Printed, Printing, Sheet, credits, layouts, photos, privacy, product, resolution,
};
use crate::source::{Inputs, Snapshot, gather};
use crate::typeset::{Asked, Bytes, Profile, Substitution};
use crate::zh::collate::StrokeKey;

/// What a print is made from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// What is true.
    pub catalogue: &'a Catalogue,
    /// Which pages there are, for codes and links.
    pub plan: &'a Plan,
    /// What was written.
    pub snapshot: &'a Snapshot,
    /// Through which photos are read.
    pub inputs: &'a dyn Inputs,
    /// Where photos as they are printed are kept.
    pub memo: &'a dyn Memo,
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
pub fn print(inputs: &dyn Inputs, memo: &dyn Memo, shop: &Shop, order: &Order) -> Prints {
    let mut found = Diagnostics::default();
    let snapshot = gather(inputs).into_value(&mut found);
    let records = Reading::default().read(&snapshot, Some(memo)).into_value(&mut found);
    let linked = link(records, &snapshot, order.at, order.drafts).into_value(&mut found);
    let mut prints = Prints::default();
    if let Some(catalogue) = linked {
        let plan = plan(&catalogue, Pictures::default(), &[]).into_value(&mut found);
        let ground = Ground { catalogue: &catalogue, plan: &plan, snapshot: &snapshot, inputs, memo };
        match Only::of(&here(&ground), &order.only) {
            Ok(only) => prints.documents = documents(&ground, shop, (order, &only, None), &mut found),
            Err(unknown) => prints.unknown = unknown,
        }
    }
    let mut prints = Prints { snapshot, diagnostics: found.sorted(), ..prints };
    if prints.has_errors() {
        prints.documents.clear();
    }
    prints
}

/// Prints one document of an order by its name, for a preview; what is wrong is told even where there is a document.
pub fn document(ground: &Ground, shop: &Shop, order: &Order, name: &str) -> (Option<Printed>, Vec<Diagnostic>) {
    let mut found = Diagnostics::default();
    let made = documents(ground, shop, (order, &Only::default(), Some(name)), &mut found);
    (made.into_iter().next().map(|(_, printed)| printed), found.sorted())
}

/// The point of view of everything that is printed: the root of the site.
pub(super) fn here<'a>(ground: &Ground<'a>) -> Here<'a> {
    Here { catalogue: ground.catalogue, plan: ground.plan, route: &ROOT, seals: &NONE }
}

/// Nothing that is printed loads a script.
static NONE: BTreeMap<String, String> = BTreeMap::new();

static ROOT: std::sync::LazyLock<Route> = std::sync::LazyLock::new(|| Route::page("").expect("the root is a route"));

/// What a document is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// To lie on a disk, where a later build must know what it says.
    Kept,
    /// To be looked at, and soon again.
    Shown,
}

fn documents(
    ground: &Ground,
    shop: &Shop,
    (order, only, name): (&Order, &Only, Option<&str>),
    found: &mut Diagnostics,
) -> Vec<(String, Printed)> {
    let wanted = shown((ground, shop), (order, only, name));
    let photos = photos(&wanted, order.purpose, ground.inputs, ground.memo).into_value(found);
    let desk = Desk { here: here(ground), photos: &photos, codes: &shop.codes };
    let sheets = nothing_but(name, sheets(&desk, order, only));
    look(&desk.here, (order, &sheets, &wanted), found);
    if order.product == Product::Album {
        strokes(&desk.here, found);
    }
    let public = ground.catalogue.public_numbers();
    sheets.iter().for_each(|sheet| privacy(&sheet.data, &public, ground.snapshot, found));
    let wish = if name.is_some() { Wish::Shown } else { Wish::Kept };
    let made = set(&sheets, (ground, shop, order, wish), &photos, found);
    let names = if wish == Wish::Kept { names(&desk.here) } else { Names::default() };
    made.into_iter()
        .map(|(sheet, mut printed)| {
            if wish == Wish::Kept {
                printed.note = Marks::of(sheet, &names).note();
            }
            if order.purpose != Purpose::Screen {
                resolution(&printed.placed, (&photos, &wanted), sheet.least, found);
            }
            (sheet.name.clone(), printed)
        })
        .collect()
}

/// The photos that an order shows, with a place that names each: what it leaves out is neither prepared nor looked at.
fn shown(
    (ground, shop): (&Ground, &Shop),
    (order, only, name): (&Order, &Only, Option<&str>),
) -> BTreeMap<String, Place> {
    let mut wanted = ground.catalogue.photos_of(order.product.kinds());
    // Which they are is read off the documents themselves, made as if every photo were there.
    let photos = PrintPhotos::standing_in(wanted.keys());
    let desk = Desk { here: here(ground), photos: &photos, codes: &shop.codes };
    let sheets = nothing_but(name, sheets(&desk, order, only));
    let named: BTreeSet<String> = sheets.iter().flat_map(Sheet::pictures).collect();
    wanted.retain(|path, _| named.contains(path));
    wanted
}

/// The names of all published records.
pub(super) fn names(here: &Here) -> Names {
    let records = present::records(here).into_iter();
    Names::of(records.map(|id| (reference(here, id), here.catalogue.head(id).name.clone())))
}

/// How views refer to a record: `exhibit:05`.
pub(super) fn reference(here: &Here, id: AnyId) -> String {
    format!("{}:{}", id.kind().word(), here.catalogue.head(id).id)
}

/// Says what a printer would ask before anything is set.
fn look(here: &Here, (order, sheets, shown): (&Order, &[Sheet], &BTreeMap<String, Place>), found: &mut Diagnostics) {
    let catalogue = here.catalogue;
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
        let printed: BTreeSet<String> = sheets.iter().flat_map(Sheet::records).collect();
        let is_printed = |id| printed.contains(&reference(here, AnyId::Exhibit(id)));
        for (_, exhibit) in catalogue.exhibits.iter().filter(|(id, _)| is_printed(*id)) {
            let photos = exhibit.head().photos.iter().zip(&exhibit.photos);
            credits(photos.filter(|(_, path)| shown.contains_key(*path)).map(|(photo, _)| photo), found);
        }
    }
}

/// Reports names of the album's index with a character whose strokes are not known: they stand last.
fn strokes(here: &Here, found: &mut Diagnostics) {
    for id in present::indexed(here) {
        let person = &here.catalogue.people[id];
        if let Err(character) = StrokeKey::fullname(person.name(), &person.record.stroke_key) {
            let fact = format!("不知道「{character}」的笔画，「{}」在姓名索引里排在最后", person.name());
            found
                .add(Code::NoStrokes, person.head().origin.at("name"), fact)
                .help("在 stroke_key（笔画）写它的笔顺：横1竖2撇3点4折5，例如 12345");
        }
    }
}

/// Sets every document, on all cores.
fn set<'a>(
    sheets: &'a [Sheet],
    (ground, shop, order, wish): (&Ground, &Shop, &Order, Wish),
    photos: &PrintPhotos,
    found: &mut Diagnostics,
) -> Vec<(&'a Sheet, Printed)> {
    let site = &ground.catalogue.site;
    let chosen = match shop.fonts(&site.fonts) {
        Ok(chosen) => chosen,
        Err(none) => {
            found.add(Code::NoFont, site.origin.clone(), none.fact()).help(none.help());
            return Vec::new();
        }
    };
    replaced(&chosen.choice.substitutions, (&site.origin, order.product), found);
    let mut files: BTreeMap<String, Bytes> = shop.photos(photos, ground.memo);
    files.extend(layouts(ground.snapshot).into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))));
    let profile = match order.purpose {
        Purpose::Screen => Profile::Screen,
        Purpose::Press => Profile::Press(order.icc.clone()),
        Purpose::Archive => Profile::Archive,
    };
    let printing = Printing {
        files,
        typefaces: &chosen.typefaces,
        last: (wish == Wish::Shown).then_some(&chosen.last),
        fonts: chosen.choice.fonts.clone(),
        profile,
        catalogue: ground.catalogue,
        snapshot: ground.snapshot,
    };
    let made: Vec<_> = sheets.par_iter().map(|sheet| (sheet, product(sheet, &printing))).collect();
    made.into_iter().filter_map(|(sheet, outcome)| Some((sheet, outcome.into_value(found)?))).collect()
}

/// Tells which fonts stand in. The format of official documents names its own; other products need not care.
fn replaced(all: &[Substitution], (site, product): (&Place, Product), found: &mut Diagnostics) {
    for one in all.iter().filter(|one| one.asked == Asked::Site || product == Product::Notices) {
        let place = if one.asked == Asked::Site { site.at("fonts").at(key(one.role)) } else { site.clone() };
        found
            .add(Code::FontReplaced, place, one.to_string())
            .help("把字体文件放进 content/fonts，或者在 site.yaml 的 fonts（字体）写另一种");
    }
}
