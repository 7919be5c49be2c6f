//! A Markdown file's two halves.
//!
//! **In:** text that should begin with `---`. **Out:** the YAML between the lines, and the story after them.

/// Where the halves of a Markdown file lie, in bytes of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Halves<'a> {
    /// The YAML.
    pub yaml: &'a str,
    /// Where the YAML begins.
    pub yaml_at: usize,
    /// The story.
    pub story: &'a str,
    /// Where the story begins.
    pub story_at: usize,
}

/// How a Markdown file fails to have front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoFrontMatter {
    /// It does not begin with `---`.
    Unopened,
    /// No second `---` follows.
    Unclosed,
}

/// Returns the halves of `text`; blank lines before the first `---` are passed over.
pub(super) fn split(text: &str) -> Result<Halves<'_>, NoFrontMatter> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n');
    loop {
        let line = lines.next().ok_or(NoFrontMatter::Unopened)?;
        at += line.len();
        if is_fence(line) {
            break;
        }
        if !line.trim().is_empty() {
            return Err(NoFrontMatter::Unopened);
        }
    }
    let yaml_at = at;
    for line in lines {
        if is_fence(line) {
            let story_at = at + line.len();
            return Ok(Halves { yaml: &text[yaml_at..at], yaml_at, story: &text[story_at..], story_at });
        }
        at += line.len();
    }
    Err(NoFrontMatter::Unclosed)
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_are_what_lies_between_and_after_the_fences() {
        let halves = split("---\r\ntitle: 甲\r\n---\r\n正文\n---\n").expect("two halves");
        assert_eq!((halves.yaml, halves.story), ("title: 甲\r\n", "正文\n---\n"));
        assert_eq!((halves.yaml_at, halves.story_at), (5, 22));
    }

    #[test]
    fn a_file_without_fences_says_which_is_missing() {
        assert_eq!(split("正文"), Err(NoFrontMatter::Unopened));
        assert_eq!(split("---\ntitle: 甲\n"), Err(NoFrontMatter::Unclosed));
        assert_eq!(split(""), Err(NoFrontMatter::Unopened));
    }
}
