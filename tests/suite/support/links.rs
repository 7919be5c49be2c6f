//! Links as a browser follows them, read from the bytes by other means than the program's own inspection.

/// What an attribute of a page points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A place on this page.
    Id(String),
    /// Something a reader may follow.
    Link(String),
    /// Something the page loads.
    Load(String),
}

/// Returns every id, link and loaded file of a page.
pub fn targets(html: &str) -> impl Iterator<Item = Target> + '_ {
    html.split('<').skip(1).flat_map(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let value = |attribute: &str| {
            let from = tag.find(&format!(" {attribute}=\""))? + attribute.len() + 3;
            Some(tag[from..].split('"').next().unwrap_or_default().replace("&amp;", "&"))
        };
        let mut all: Vec<Target> = value("id").into_iter().map(Target::Id).collect();
        let outside = tag.contains("rel=\"canonical\"");
        match name.as_str() {
            "link" if !outside => {
                all.extend(value("href").into_iter().flat_map(|href| [Target::Link(href.clone()), Target::Load(href)]))
            }
            "a" | "area" => all.extend(value("href").map(Target::Link)),
            _ => {}
        }
        for url in value("src").into_iter().chain(value("srcset").iter().flat_map(|set| {
            set.split(',').filter_map(|part| part.split_whitespace().next().map(str::to_owned)).collect::<Vec<_>>()
        })) {
            all.extend([Target::Link(url.clone()), Target::Load(url)]);
        }
        all
    })
}

/// Returns the file and the place in it to which a link on `page` leads; nothing for links that leave the site.
pub fn lead(page: &str, link: &str) -> Option<(String, String)> {
    if link.contains("://") || ["mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let mut folders: Vec<&str> = page.split('/').collect();
    if path.is_empty() {
        return Some((page.to_owned(), decoded(fragment)));
    }
    folders.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            // Out of the site is nowhere, under whatever folder the site lies.
            ".." => {
                if folders.pop().is_none() {
                    return Some((format!("outside: {link}"), String::new()));
                }
            }
            part => folders.push(part),
        }
    }
    let file = folders.join("/");
    // A browser that reads from a disk opens no folder, and an address from the root leaves the site.
    Some((if path.starts_with('/') { format!("root: {link}") } else { file }, decoded(fragment)))
}

fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[test]
fn links_lead_where_a_browser_goes() {
    let led = |link| lead("a/b/index.html", link).map(|(file, place)| format!("{file}|{place}"));
    assert_eq!(led("../c/index.html#%E4%B8%80").as_deref(), Some("a/c/index.html|一"));
    assert_eq!(led("#x").as_deref(), Some("a/b/index.html|x"));
    assert_eq!(led("../../../x").as_deref(), Some("outside: ../../../x|"));
    assert_eq!(led("https://www.gov.cn/"), None);
}
