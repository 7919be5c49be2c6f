//! Words of which a field takes one: each with an English name and the Chinese one beside it.

/// A closed set of words.
pub trait Choice: Sized + Copy + 'static {
    /// Every word: the value, its English name, its Chinese name.
    const WORDS: &'static [(Self, &'static str, &'static str)];

    /// Returns the value that either name means; spaces around it do not count.
    fn of(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::WORDS.iter().find(|(_, english, chinese)| *english == word || *chinese == word).map(|(value, ..)| *value)
    }

    /// Returns the names alone, for tables of fields.
    fn names() -> Vec<(&'static str, &'static str)> {
        Self::WORDS.iter().map(|(_, english, chinese)| (*english, *chinese)).collect()
    }
}

/// Defines an enumeration whose variants have an English and a Chinese name.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $variant:ident $english:literal $chinese:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$note])* #[doc = $chinese] $variant,)* }

        impl $crate::record::Choice for $name {
            const WORDS: &'static [(Self, &'static str, &'static str)] =
                &[$((Self::$variant, $english, $chinese),)*];
        }

        impl $name {
            /// Returns the English name, as in the contract and in addresses.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$variant => $english,)* }
            }

            /// Returns the Chinese name, as pages print it.
            pub const fn chinese(self) -> &'static str {
                match self { $(Self::$variant => $chinese,)* }
            }
        }
    };
}

pub(super) use choice;
