//! What keeps a layout of somebody's own from running without end: counted loops are bounded, and so are pages.
//!
//! Typst ends `while` after 10,000 rounds and calls after some hundred levels; a counted loop runs over what `range` gives,
//! and that is bounded here, before the numbers are made: each loop for itself, and those of a layout together.
//!
//! **In:** Typst's library. **Out:** the same with a `range` of its own. **Never:** a bound that depends on the machine or
//! on the time it takes.

use std::cell::Cell;
use std::num::NonZeroI64;
use std::sync::LazyLock;

use typst::comemo::Tracked;
use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Arg, Args, Array, Binding, CastInfo, Context, Func, IntoValue, NativeFuncData, NativeFuncPtr, Scope, Value,
};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

/// As many rounds may a counted loop have.
const ROUNDS: u64 = 100_000;
/// As many may all counted loops of a layout have, those within others each time that they are run.
const ALL_ROUNDS: u64 = 2_000_000;
const ONE: NonZeroI64 = NonZeroI64::new(1).expect("one is not zero");
/// As many pages may a document have.
pub(super) const PAGES: usize = 20_000;
/// What is said of a longer loop; `fault` knows it by its first words.
pub(super) const TOO_LONG: &str = "loop is too long";

thread_local! {
    /// How many rounds are left to the layout that this thread runs.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
}

/// Does work that runs one layout, with [`ALL_ROUNDS`] for its loops.
pub(super) fn bounded<T>(work: impl FnOnce() -> T) -> T {
    // A thread that waits for others may begin with another layout meanwhile.
    let before = LEFT.replace(ALL_ROUNDS);
    let value = work();
    LEFT.set(before);
    value
}

/// What layouts may call.
pub(super) static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let mut library = Library::default();
    library.global.scope_mut().bind("range".into(), Binding::detached(Func::from(&RANGE)));
    LazyHash::new(library)
});

static RANGE: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&range),
    name: "range",
    title: "Range",
    docs: "",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

/// Does what Typst's own `range` does, for at most [`ROUNDS`] numbers.
fn range(_: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let is_inclusive = args.named("inclusive")?.unwrap_or(false);
    let step: NonZeroI64 = args.named("step")?.unwrap_or(ONE);
    let numbers: Vec<i64> = args.items.iter().filter_map(number).collect();
    let (start, end) = match numbers[..] {
        [end] => (0, end),
        [start, end, ..] => (start, end),
        [] => (0, 0),
    };
    let rounds = start.abs_diff(end) / step.get().unsigned_abs();
    if rounds > ROUNDS {
        bail!(args.span, "{TOO_LONG}: more than {ROUNDS} rounds");
    }
    match LEFT.get().checked_sub(rounds) {
        Some(left) => LEFT.set(left),
        None => bail!(args.span, "{TOO_LONG}: all loops have more than {ALL_ROUNDS} rounds"),
    }
    Array::range(args, is_inclusive, step).map(IntoValue::into_value)
}

fn number(arg: &Arg) -> Option<i64> {
    match arg.value.v {
        Value::Int(number) if arg.name.is_none() => Some(number),
        _ => None,
    }
}
