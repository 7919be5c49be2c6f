//! Choosing fonts: what the site asks for, then what offices have, then the open ones.
//!
//! **In:** families by role as the site names them, and the faces of this machine. **Out:** a [`Choice`]: a chain of
//! families for every role, all of them there; what was asked for and is not there. **Never:** a role without a Chinese
//! font.

use std::collections::BTreeMap;
use std::fmt;

use super::face::{Face, Role};
use super::repertoire::Repertoire;
use crate::view::print::Fonts;

/// Families that the site names by role, each a chain; a role that is not here takes the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted(pub BTreeMap<Role, Vec<String>>);

impl Wanted {
    /// Returns whether a family of these names (in any language) may be chosen: whoever looks for fonts need not look
    /// closer at others.
    pub fn may_use(&self, names: &[String]) -> bool {
        let plain: Vec<String> = names.iter().map(|name| super::face::plain(name)).collect();
        Role::ALL.iter().any(|role| self.chain(*role).any(|name| plain.contains(&super::face::plain(name))))
    }

    fn named(&self, role: Role) -> &[String] {
        self.0.get(&role).map_or(&[], Vec::as_slice)
    }

    fn chain(&self, role: Role) -> impl Iterator<Item = &str> {
        self.named(role).iter().map(String::as_str).chain(role.families().iter().copied())
    }
}

/// The fonts to print with.
pub struct Choice {
    /// Families by role, for the setting of every layout.
    pub fonts: Fonts,
    /// What another family stands in for, by role.
    pub substitutions: Vec<Substitution>,
    faces: Vec<Face>,
    repertoires: BTreeMap<Role, Repertoire>,
}

impl Choice {
    /// Returns every face of the chosen families, for [`super::Typefaces`].
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// Returns the characters of a text that no family of this role's chain has, each once: preflight tells them with
    /// the record.
    pub fn missing(&self, role: Role, text: &str) -> Vec<char> {
        self.repertoires.get(&role).map(|repertoire| repertoire.missing(text)).unwrap_or_default()
    }
}

/// A family that was meant and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    /// For what.
    pub role: Role,
    /// The family that was meant.
    pub wanted: String,
    /// Who meant it: the site by name, or else GB/T 9704-2012.
    pub asked: Asked,
    /// The family that stands in.
    pub used: String,
}

/// Who names a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// `site.yaml`.
    Site,
    /// The format of official documents; other products need not care.
    Standard,
}

impl fmt::Display for Substitution {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { role, wanted, used, .. } = self;
        write!(out, "这台机器没有{}字体「{wanted}」，改用「{used}」", role.chinese())
    }
}

/// No font of this machine can set Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFont;

impl NoFont {
    /// Returns the fact in Chinese.
    pub fn fact(self) -> &'static str {
        "这台机器没有中文字体，印不出汉字"
    }

    /// Returns the ways out in Chinese.
    pub fn help(self) -> &'static str {
        "装一套再运行：Debian、Ubuntu、统信、麒麟用 apt install fonts-noto-cjk；\
         Fedora、openEuler 用 dnf install google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts；\
         Windows 和 macOS 自带中文字体（Windows 缺少时在「可选功能」里添加「简体中文补充字体」）；\
         也可以把字体文件放进 content/fonts/"
    }
}

/// Chooses families for every role.
///
/// A chain begins with what the site names and goes on with what [`Role`]s usually take; 宋体 stands behind every other
/// role, so that a character that a 仿宋 lacks is still printed. Faces of an earlier file come before those of a later
/// one.
///
/// # Errors
///
/// Where no face can set Chinese.
pub fn choose(wanted: &Wanted, faces: &[Face]) -> Result<Choice, NoFont> {
    let own: BTreeMap<Role, Vec<String>> = Role::ALL.iter().map(|role| (*role, own(wanted, *role, faces))).collect();
    let first_chinese = || {
        let mut families: Vec<&str> = faces.iter().filter(|face| face.is_chinese()).map(Face::family).collect();
        families.sort_unstable();
        families.first().map(|family| vec![(*family).to_owned()])
    };
    let can = |family: &&Vec<String>| faces.iter().any(|face| family.contains(&face.info.family) && face.is_chinese());
    let base = Role::ALL.iter().filter_map(|role| own.get(role)).find(can).cloned();
    let base = base.or_else(first_chinese).ok_or(NoFont)?;
    let chain = |role: Role| {
        let mut chain = own.get(&role).cloned().unwrap_or_default();
        let behind = role.next().and_then(|next| own.get(&next)).into_iter().flatten().chain(&base);
        for family in behind {
            add(&mut chain, family);
        }
        chain
    };
    let chains: BTreeMap<Role, Vec<String>> = Role::ALL.iter().map(|role| (*role, chain(*role))).collect();
    let used = |face: &&Face| chains.values().any(|chain| chain.contains(&face.info.family));
    let repertoire = |(role, chain): (&Role, &Vec<String>)| {
        (*role, Repertoire::of(faces.iter().filter(|face| chain.contains(&face.info.family))))
    };
    Ok(Choice {
        substitutions: chains.iter().flat_map(|(role, chain)| substitutions(wanted, *role, chain, faces)).collect(),
        repertoires: chains.iter().map(repertoire).collect(),
        faces: faces.iter().filter(used).cloned().collect(),
        fonts: fonts(chains),
    })
}

/// Returns the families of a role that are there; those that nobody named must be able to set Chinese.
fn own(wanted: &Wanted, role: Role, faces: &[Face]) -> Vec<String> {
    let named = wanted.named(role).len();
    let mut families = Vec::new();
    for (at, name) in wanted.chain(role).enumerate() {
        for face in faces.iter().filter(|face| face.is(name) && (at < named || face.is_chinese())) {
            add(&mut families, face.family());
        }
    }
    families
}

fn add(chain: &mut Vec<String>, family: &str) {
    if !chain.iter().any(|other| other == family) {
        chain.push(family.to_owned());
    }
}

fn substitutions(wanted: &Wanted, role: Role, chain: &[String], faces: &[Face]) -> Vec<Substitution> {
    let Some(used) = chain.first() else { return Vec::new() };
    let there = |name: &str| faces.iter().any(|face| face.is(name));
    let told = |name: &str, asked| Substitution { role, wanted: name.to_owned(), asked, used: used.clone() };
    let named = wanted.named(role);
    if !named.is_empty() {
        return named.iter().filter(|name| !there(name)).map(|name| told(name, Asked::Site)).collect();
    }
    let standard = role.standard();
    let met = standard.iter().any(|name| there(name));
    standard.first().filter(|_| !met).map(|name| told(name, Asked::Standard)).into_iter().collect()
}

fn fonts(mut chains: BTreeMap<Role, Vec<String>>) -> Fonts {
    let mut of = |role: Role| chains.remove(&role).unwrap_or_default();
    Fonts {
        song: of(Role::Song),
        hei: of(Role::Hei),
        kai: of(Role::Kai),
        fangsong: of(Role::Fangsong),
        title: of(Role::Title),
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{FONT, face};
    use super::*;

    /// Returns the test font as if it were of this family.
    fn named(family: &str, names: &[&str]) -> Face {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut face = Face::read(FONT, 0, 1, &names).expect("the test font is sound");
        face.info.family = family.to_owned();
        face
    }

    #[test]
    fn offices_fonts_come_first_then_the_open_ones_under_any_of_their_names() {
        let faces = [
            named("Noto Serif CJK SC", &["Noto Serif CJK SC"]),
            named("SimSun", &["SimSun", "宋体"]),
            named("FangSong_GB2312", &["仿宋_GB2312"]),
        ];
        let choice = choose(&Wanted::default(), &faces).expect("there are Chinese fonts");
        assert_eq!(choice.fonts.song, ["SimSun", "Noto Serif CJK SC"]);
        assert_eq!(choice.fonts.fangsong, ["FangSong_GB2312", "SimSun", "Noto Serif CJK SC"]);
        let told: Vec<String> = choice.substitutions.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "这台机器没有黑体字体「黑体」，改用「SimSun」",
                "这台机器没有楷体字体「楷体_GB2312」，改用「SimSun」",
                "这台机器没有小标宋字体「方正小标宋简体」，改用「SimSun」",
            ]
        );
    }

    #[test]
    fn what_the_site_names_comes_first_and_is_told_where_it_is_not_there() {
        let faces = [named("SimSun", &["宋体"]), named("LXGW WenKai", &["霞鹜文楷"])];
        let wanted = Wanted([(Role::Song, vec!["霞鹜 文楷".to_owned(), "汉仪书宋".to_owned()])].into());
        let choice = choose(&wanted, &faces).expect("there are Chinese fonts");
        assert_eq!(choice.fonts.song, ["LXGW WenKai", "SimSun"]);
        let asked: Vec<_> = choice.substitutions.iter().filter(|one| one.asked == Asked::Site).collect();
        assert_eq!(asked.len(), 1);
        assert_eq!((asked[0].wanted.as_str(), asked[0].used.as_str()), ("汉仪书宋", "LXGW WenKai"));
        assert!(wanted.may_use(&["霞鹜文楷".to_owned()]) && !wanted.may_use(&["Arial".to_owned()]));
    }

    #[test]
    fn any_font_that_can_set_chinese_is_better_than_none() {
        let choice = choose(&Wanted::default(), &[face(0)]).expect("the test font can set Chinese");
        assert_eq!(choice.fonts.title, ["Bangyang Test Song"]);
        assert_eq!(choice.faces().len(), 1);
        assert_eq!(choose(&Wanted::default(), &[]).err(), Some(NoFont));
        assert!(NoFont.help().contains("fonts-noto-cjk"));
    }

    #[test]
    fn characters_that_no_family_of_a_chain_has_are_named_once() {
        let choice = choose(&Wanted::default(), &[face(0)]).expect("the test font can set Chinese");
        assert_eq!(choice.missing(Role::Song, "龘榜样\u{2060} 龘\n靐A"), ['龘', '靐']);
        assert!(choice.missing(Role::Kai, "榜样").is_empty());
    }
}
