//! A path inside the output folder.

use std::fmt;
use std::sync::Arc;

/// A path below the output folder: `/`-separated, no empty, `.` or `..` part, no part that Windows
/// reserves, at most 180 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// The longest output path, in characters.
pub const MAX_OUTPUT_PATH: usize = 180;

impl OutputPath {
    /// Checks `path`; `None` when it is not an output path.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let fits = path.chars().count() <= MAX_OUTPUT_PATH
            && !path.chars().any(|c| c.is_control() || r#"\:*?"<>|"#.contains(c))
            && path.split('/').all(is_part);
        fits.then(|| Self(path.into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ending after the last dot, empty without one.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.0.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, e)| e)
    }
}

fn is_part(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.as_bytes()[3].is_ascii_digit());
    !matches!(part, "" | "." | "..") && !device && !part.ends_with(['.', ' '])
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_no_file_system_takes() {
        for bad in ["", "/a", "a/", "a/../b", "con.html", "x/Aux", "lpt1.html", "a:b", "a.", "a\nb"]
        {
            assert_eq!(OutputPath::new(bad), None, "{bad:?}");
        }
        assert_eq!(OutputPath::new(&"a".repeat(181)), None);
        assert!(OutputPath::new("actors/leonardo.html").is_some());
        assert!(OutputPath::new("_headers").is_some());
    }
}
