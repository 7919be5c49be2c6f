//! What the names of elements and attributes mean to a reader of pages.
//!
//! **In:** names of elements, attributes and tags of the head. **Out:** an [`Element`], an [`Attribute`], a tag that is
//! asked for: all that nobody asks for is one and the same. **Never:** a value.

/// What a tag is to a reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Element {
    Anchor,
    Area,
    Button,
    /// `<use>`, `<image>` and the like: what they name is loaded.
    Drawn,
    Html,
    Input,
    Link,
    Location,
    Meta,
    NoScript,
    Object,
    Picture,
    /// Holds text alone, and is none of those that pages are made with.
    Raw,
    Script,
    Style,
    Title,
    /// Does not part the text around it.
    Inline,
    #[default]
    Block,
}

impl Element {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"a" => Self::Anchor,
            b"area" => Self::Area,
            b"button" => Self::Button,
            b"use" | b"image" | b"feimage" => Self::Drawn,
            b"html" => Self::Html,
            b"input" => Self::Input,
            b"link" => Self::Link,
            b"loc" => Self::Location,
            b"meta" => Self::Meta,
            b"noscript" => Self::NoScript,
            b"object" => Self::Object,
            b"img" => Self::Picture,
            b"iframe" | b"noembed" | b"noframes" | b"plaintext" | b"textarea" | b"xmp" => Self::Raw,
            b"script" => Self::Script,
            b"style" => Self::Style,
            b"title" => Self::Title,
            b"abbr" | b"b" | b"bdi" | b"bdo" | b"big" | b"cite" | b"code" | b"data" | b"del" | b"dfn" | b"em"
            | b"font" | b"i" | b"ins" | b"kbd" | b"mark" | b"nobr" | b"q" | b"rb" | b"ruby" | b"s" | b"samp"
            | b"small" | b"span" | b"strike" | b"strong" | b"sub" | b"time" | b"tspan" | b"tt" | b"u" | b"var"
            | b"wbr" => Self::Inline,
            _ => Self::Block,
        }
    }
}

/// What an attribute is to a reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Attribute {
    Action,
    Alt,
    AriaHidden,
    AriaLabel,
    Content,
    Data,
    Href,
    /// `xlink:href`.
    Xlink,
    HttpEquiv,
    Id,
    Lang,
    /// `poster` and `background`: a picture.
    Shown,
    Name,
    Property,
    Rel,
    Role,
    Source,
    /// `srcset` and its like: several pictures.
    Sources,
    Style,
    /// Where a link in a document of an office leads.
    Target,
    Type,
    /// Any other whose value somebody reads or hears, or that scripts may show.
    Spoken,
    #[default]
    Silent,
}

impl Attribute {
    /// Returns what a name is, of which capitals count as small letters.
    pub(super) fn of(name: &[u8]) -> Self {
        match Self::of_small(name) {
            Self::Silent if name.iter().any(u8::is_ascii_uppercase) => Self::of_small(&name.to_ascii_lowercase()),
            known => known,
        }
    }

    fn of_small(name: &[u8]) -> Self {
        match name {
            b"class" => Self::Silent,
            b"action" | b"formaction" => Self::Action,
            b"alt" => Self::Alt,
            b"aria-hidden" => Self::AriaHidden,
            b"aria-label" => Self::AriaLabel,
            b"content" => Self::Content,
            b"data" => Self::Data,
            b"href" => Self::Href,
            b"xlink:href" => Self::Xlink,
            b"http-equiv" => Self::HttpEquiv,
            b"id" => Self::Id,
            b"lang" => Self::Lang,
            b"poster" | b"background" => Self::Shown,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"rel" => Self::Rel,
            b"role" => Self::Role,
            b"src" => Self::Source,
            b"srcset" | b"imagesrcset" => Self::Sources,
            b"style" => Self::Style,
            b"target" => Self::Target,
            b"type" => Self::Type,
            b"title" | b"value" | b"placeholder" | b"label" | b"summary" | b"download" | b"abbr" | b"srcdoc" => {
                Self::Spoken
            }
            [b'a', b'r', b'i', b'a', b'-', ..] | [b'd', b'a', b't', b'a', b'-', ..] => Self::Spoken,
            _ => Self::Silent,
        }
    }

    /// Returns whether somebody reads or hears the value, or scripts may show it.
    pub(super) fn is_spoken(self) -> bool {
        matches!(self, Self::Alt | Self::AriaHidden | Self::AriaLabel | Self::Content | Self::Spoken)
    }
}

/// Tags of the site.
const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
/// Tags of a column.
pub(super) const COLUMN: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
/// Tags of a page with an article.
pub(super) const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];
/// Tags that may be absent, but not empty.
pub(super) const OPTIONAL: [&str; 5] = ["Keywords", "Author", "Description", "Image", "Url"];

/// Returns the tag of this name, where a page is asked for it.
pub(super) fn asked(name: &str) -> Option<&'static str> {
    // Most tags of a page are for those who share it: `og:title`.
    if !name.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    SITE.into_iter().chain(COLUMN).chain(ARTICLE).chain(OPTIONAL).find(|asked| *asked == name)
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Element};

    #[test]
    fn names_count_in_small_letters() {
        assert_eq!(Attribute::of(b"HREF"), Attribute::Href);
        assert_eq!(Attribute::of(b"Data-X"), Attribute::Spoken);
        assert_eq!(Attribute::of(b"viewBox"), Attribute::Silent);
        assert_eq!(
            (Element::of(b"wbr"), Element::of(b"svg"), Element::of(b"")),
            (Element::Inline, Element::Block, Element::Block)
        );
    }

    #[test]
    fn what_is_asked_for_by_name_and_spoken_is_spoken() {
        for name in ["alt", "content", "aria-hidden", "aria-label", "aria-x", "data-phone", "title", "value", "abbr"] {
            assert!(Attribute::of(name.as_bytes()).is_spoken(), "{name}");
        }
        for name in ["class", "href", "data", "id", "name", "aria", "type"] {
            assert!(!Attribute::of(name.as_bytes()).is_spoken(), "{name}");
        }
    }
}
