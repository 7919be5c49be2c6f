# What people do here every day; `.ci/run` does the same and more.

# Format, lints, tests, docs.
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo test
    cargo doc --no-deps

# Rewrites the expected sites; read the diff before you commit it.
golden:
    UPDATE_EXPECT=1 cargo test --test suite golden

# The real site, published into public/.
build:
    cargo run --release -- build

# The house rules alone: floors, doors, sizes.
tidy:
    cargo test --test suite tidy

# The real site in a real browser; installs Chromium, Node and Java on Debian.
browser:
    .ci/browser

# Pictures of every kind of page at three widths, in target/shots: just shots, just shots mode=elder gallery.
shots *of:
    .ci/browser shots {{of}}
