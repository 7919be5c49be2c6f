//! Paths as writers give them, made into paths of the project.
//!
//! **In:** a file and a relative path written in it. **Out:** the path from the project's root. **Never:** a path
//! outside `content/`.

/// The path written leads out of `content/`, or is absolute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsidePath;

/// Returns the path from the root that `written` means in `file`: beside the file, or below `content/` when it begins
/// with `content/`. Both slashes are taken; `.` and `..` are resolved.
pub fn beside(file: &str, written: &str) -> Result<String, OutsidePath> {
    let written = written.trim().replace('\\', "/");
    if written.starts_with('/') || written.contains(':') || written.contains('\0') {
        return Err(OutsidePath);
    }
    let mut parts: Vec<&str> = Vec::new();
    if !written.starts_with("content/") {
        parts.extend(file.split('/'));
        parts.pop();
    }
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(OutsidePath)?;
            }
            name => parts.push(name),
        }
    }
    if parts.first() == Some(&"content") && parts.len() > 1 { Ok(parts.join("/")) } else { Err(OutsidePath) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_from_the_file_that_names_it() {
        let file = "content/exhibits/05.md";
        assert_eq!(beside(file, "05.jpg").as_deref(), Ok("content/exhibits/05.jpg"));
        assert_eq!(beside(file, "../reports/r1.md").as_deref(), Ok("content/reports/r1.md"));
        assert_eq!(beside(file, r"..\photos\a.jpg").as_deref(), Ok("content/photos/a.jpg"));
        assert_eq!(beside(file, "content/photos/a.jpg").as_deref(), Ok("content/photos/a.jpg"));
    }

    #[test]
    fn a_path_cannot_leave_content() {
        let file = "content/exhibits/05.md";
        for bad in ["../../secret.txt", "/etc/passwd", "C:\\a.jpg", "../../../x", "..", "../.."] {
            assert_eq!(beside(file, bad), Err(OutsidePath), "{bad}");
        }
    }
}
