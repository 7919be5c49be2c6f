//! From what is true to what is shown: one function a page, which fills the page's view.
//!
//! **In:** the catalogue, the plan, and the route that is being made. **Out:** views. **Never:** renders, or shows what a
//! view does not hold: a record's field reaches a page only through a line written here.

mod around;
mod branch;
mod column;
mod data;
mod decision;
mod exhibit;
mod feed;
mod frame;
mod gallery;
mod here;
mod home;
mod honour;
mod iiif;
mod linked;
mod list;
mod metas;
mod notice;
mod page;
mod pairing;
mod person;
mod pictures;
mod post;
#[cfg(feature = "print")]
pub mod print;
mod prose;
mod report;
mod rolls;
mod sample;
mod search;
mod shelves;
mod sitemap;
mod unit;

pub use around::Landmarks;
pub use branch::branch;
pub use column::name as column_name;
pub use data::{exhibits as exhibits_json, honours as honours_json, notices as notices_json};
pub use decision::decision;
pub use exhibit::exhibit;
pub use feed::{feed, robots, sitemap_xml};
pub use gallery::{gallery, kiosk};
pub use here::Here;
pub use home::home;
pub use honour::{honour, honours};
pub use iiif::{image_info, manifest};
pub use list::{branches, decisions, notices, pairings, people, posts, reports, units};
pub use notice::notice;
pub use page::{not_found, page, stub};
pub use pairing::pairing;
pub use person::person;
pub use post::post;
pub use report::report;
pub use search::index as search_index;
pub use sitemap::{search, sitemap};
pub use unit::unit;
