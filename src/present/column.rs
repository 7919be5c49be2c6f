//! The columns (栏目): what the site says of each, and what stands where it says nothing.

use crate::catalogue::Catalogue;
use crate::plan;
use crate::record::{Column, Head, Kind};

/// The kinds that are columns, in the order of the menu.
pub(super) const COLUMNS: [Kind; 10] = plan::COLUMNS;

fn written(catalogue: &Catalogue, kind: Kind) -> Option<&Column> {
    catalogue.site.columns.iter().find(|(of, _)| *of == kind).map(|(_, column)| column)
}

/// What the exhibition says of itself, where the column is its gallery.
fn showing(catalogue: &Catalogue, kind: Kind) -> Option<&Head> {
    catalogue.exhibition.as_ref().map(|exhibition| &exhibition.head).filter(|_| kind == Kind::Exhibit)
}

/// Returns a column's name.
pub fn name(catalogue: &Catalogue, kind: Kind) -> String {
    if let Some(column) = written(catalogue, kind).filter(|column| !column.name.is_empty()) {
        return column.name.clone();
    }
    match kind {
        Kind::Exhibit => {
            let title = catalogue.exhibition.as_ref().map_or("展览", |exhibition| exhibition.title.as_str());
            format!("{}展厅", title.trim_matches(['“', '”', '《', '》']))
        }
        Kind::Honour => "荣誉名册".to_owned(),
        Kind::Notice => "公示公告".to_owned(),
        Kind::Decision => "决定".to_owned(),
        Kind::Pairing => "结对共建".to_owned(),
        Kind::Report => "活动简报".to_owned(),
        Kind::Person => "先锋人物".to_owned(),
        Kind::Post => "模范岗位".to_owned(),
        other => other.chinese().to_owned(),
    }
}

/// Returns what a column is for (ColumnDescription), never empty.
pub(super) fn description(catalogue: &Catalogue, kind: Kind) -> String {
    match written(catalogue, kind).filter(|column| !column.description.is_empty()) {
        Some(column) => column.description.clone(),
        None => match showing(catalogue, kind).map(|head| &head.summary).filter(|summary| !summary.is_empty()) {
            Some(summary) => summary.clone(),
            None => format!("{}的{}栏目", catalogue.site.name, name(catalogue, kind)),
        },
    }
}

/// Returns the words that characterise a column (ColumnKeywords), never empty.
pub(super) fn keywords(catalogue: &Catalogue, kind: Kind) -> String {
    match written(catalogue, kind).filter(|column| !column.keywords.is_empty()) {
        Some(column) => column.keywords.join(","),
        None => match showing(catalogue, kind).map(|head| &head.keywords).filter(|words| !words.is_empty()) {
            Some(words) => words.join(","),
            None => name(catalogue, kind),
        },
    }
}

/// Returns the column's category (ColumnType), from the list of 国办发〔2017〕47号 where it fits.
pub(super) fn category(catalogue: &Catalogue, kind: Kind) -> String {
    if let Some(column) = written(catalogue, kind).filter(|column| !column.kind.is_empty()) {
        return column.kind.clone();
    }
    let category = match kind {
        Kind::Notice => "通知公告",
        Kind::Decision => "政策文件",
        Kind::Unit | Kind::Branch => "机构职能",
        Kind::Page | Kind::Site => "概况信息",
        _ => "工作动态",
    };
    category.to_owned()
}
