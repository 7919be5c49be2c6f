//! Cards for members: 光荣在党50年 in the year of the fiftieth anniversary, 政治生日 in its month.
//!
//! **In:** people whose day of joining may be published. **Out:** cards. **Never:** anybody else: `joined` is not even
//! kept without `publish_joined`.

use super::super::here::Here;
use super::desk::Desk;
use super::order::Only;
use crate::catalogue::{AnyId, PersonId, Subject};
use crate::view::print::{Card, Cards};
use crate::zh::date::Date;

/// The years after which the medal 光荣在党50年 is given.
const JUBILEE: u16 = 50;

/// Returns the cards that fall due in the month of the build's time.
pub fn cards(desk: &Desk, only: &Only) -> Cards {
    let here = &desk.here;
    let people = here.catalogue.people.ids().filter(|id| only.takes(AnyId::Subject(Subject::Person(*id))));
    Cards { imprint: desk.imprint(), cards: people.flat_map(|id| cards_of(here, id)).collect() }
}

fn cards_of(here: &Here, id: PersonId) -> Vec<Card> {
    let person = &here.catalogue.people[id];
    let today = here.catalogue.at.date();
    let Some(joined) = person.record.joined.filter(|_| !person.record.deceased) else { return Vec::new() };
    let years = today.year().saturating_sub(joined.year());
    let mut cards = Vec::new();
    if years == JUBILEE {
        cards.push(card(here, id, joined, Occasion::Jubilee));
    }
    if years > 0 && today.month() == joined.month() {
        cards.push(card(here, id, joined, Occasion::Birthday));
    }
    cards
}

enum Occasion {
    Jubilee,
    Birthday,
}

fn card(here: &Here, id: PersonId, joined: Date, occasion: Occasion) -> Card {
    let person = &here.catalogue.people[id];
    let today = here.catalogue.at.date();
    let years = today.year() - joined.year();
    let branch = person.links.branch.map(|branch| here.catalogue.branches[branch].name().to_owned());
    let site = &here.catalogue.site;
    let (word, title, text, issuer) = match occasion {
        Occasion::Jubilee => (
            "jubilee",
            "光荣在党50年",
            format!("您于{}加入中国共产党，今年在党满{years}年。向您致以崇高的敬意！", joined.chinese()),
            site.organiser.clone(),
        ),
        Occasion::Birthday => (
            "birthday",
            "政治生日快乐",
            format!(
                "您于{}加入中国共产党，今年是您入党{years}周年。愿您不忘初心、牢记使命，在本职岗位上再立新功。",
                joined.chinese()
            ),
            branch.unwrap_or_else(|| site.organiser.clone()),
        ),
    };
    Card {
        of: format!("person:{}", person.head().id),
        occasion: word.to_owned(),
        title: title.to_owned(),
        name: here.name(Subject::Person(id)),
        years: years.to_string(),
        joined: joined.chinese(),
        text,
        issuer,
        date: today.chinese(),
        sample: person.head().sample,
    }
}
