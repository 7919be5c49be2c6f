//! What of a record others build upon: as long as that stays, the rest may change.

use std::sync::Arc;

use super::known::Worded;
use crate::record::{self, Head, Kind, Records};
use crate::zh::date::{Date, Moment};

/// A kind of which one record can be linked anew by itself.
pub(super) trait Steady: Worded + PartialEq {
    /// The kind.
    const KIND: Kind;

    /// Returns whether what others build upon of this kind alone is as it is in `before`.
    fn weighs_as(&self, _before: &Self) -> bool {
        true
    }

    /// Returns whether all that others build upon, beside names and links, is as it is in `before`.
    fn stands_as(&self, before: &Self) -> bool {
        let times = |head: &Head| (head.publish, head.draft, head.embargo, head.withdraw);
        let (now, then) = (self.head(), before.head());
        let same = now.id == then.id && now.slug == then.slug && now.origin == then.origin;
        same && times(now) == times(then) && self.weighs_as(before)
    }
}

macro_rules! steady {
    ($($kind:ident $(by $field:ident)?),*) => {
        $(impl Steady for record::$kind {
            const KIND: Kind = Kind::$kind;
            $(
                fn weighs_as(&self, before: &Self) -> bool {
                    self.$field == before.$field
                }
            )?
        })*
    };
}
steady!(Branch, Person by stroke_key, Post, Notice by keep, Exhibit by no, Report, Page);

/// Returns the places at which records say something else; `None`: there are more or fewer of them, or one no longer
/// stands as it did.
pub(super) fn changed<R: Steady>(before: &[Arc<R>], now: &[Arc<R>]) -> Option<Vec<usize>> {
    (before.len() == now.len()).then_some(())?;
    let pairs = before.iter().zip(now).enumerate();
    let other = pairs.filter(|(_, (before, now))| !Arc::ptr_eq(before, now) && before != now);
    other.map(|(at, (before, now))| now.stands_as(before).then_some(at)).collect()
}

/// Returns whether the lists hold the same records.
pub(super) fn same<R: PartialEq>(before: &[Arc<R>], now: &[Arc<R>]) -> bool {
    let is_same = |(before, now): (&Arc<R>, &Arc<R>)| Arc::ptr_eq(before, now) || before == now;
    before.len() == now.len() && before.iter().zip(now).all(is_same)
}

/// Returns the first time after `at` from which another record is published or withdrawn, or a notice is in another
/// state; `None`: there is none.
pub(super) fn until(records: &Records, at: Moment) -> Option<Moment> {
    let exhibition = records.exhibition.iter().map(|exhibition| &exhibition.head);
    let heads = records.heads().chain(exhibition).flat_map(|head| [head.publish, head.embargo, head.withdraw]);
    let midnight = |date: Date| Moment::new(date, 0, 0);
    // A period ends on a day that is computed: every midnight may be the one.
    let tomorrow = (!records.notices.is_empty()).then(|| at.date().plus_days(1).and_then(midnight)).flatten();
    heads.flatten().chain(tomorrow).filter(|moment| *moment > at).min()
}
