//! What one file of the site is made of.

use super::lists::Filter;
use super::search::SearchPart;
use crate::catalogue::AnyId;
use crate::record::Kind;

/// A file for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Data {
    /// `data/exhibits.json`
    Exhibits,
    /// `data/honours.json`
    Honours,
    /// `data/notices.json`
    Notices,
    /// A file of the index that the search page looks through.
    Search(SearchPart),
}

/// What one file of the site is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// The home page.
    Home,
    /// The gallery, whole or filtered.
    Gallery(Filter),
    /// The gallery for a museum screen.
    Kiosk,
    /// All rolls.
    Honours,
    /// A page of a list: the kind, the page from 1.
    List(Kind, usize),
    /// A record's page.
    Record(AnyId),
    /// What stands where a withdrawn record stood, by its place among the stubs.
    Stub(usize),
    /// The page of the search.
    Search,
    /// 网站地图
    SiteMap,
    /// The page for an address that is not there.
    NotFound,
    /// `sitemap.xml`
    SitemapXml,
    /// `feed.xml`
    Feed,
    /// `robots.txt`
    Robots,
    /// A file for other programs.
    Data(Data),
    /// A style sheet, a script: its path below `templates/`.
    Asset(String),
    /// A derived picture: the path of the original, and which of its files.
    Picture(String, usize),
    /// What viewers of IIIF open: the whole exhibition.
    Manifest,
    /// What they are told of one photo: the path of the original.
    ImageInfo(String),
    /// A tile of it: the path of the original, and which tile.
    Tile(String, usize),
    /// A file of the project, as it is: its path.
    File(String),
}
