//! The default theme, embedded: the `templates/` and `static/` of briefbook's own repository.
//!
//! Pure data. Knows nothing about templates' syntax, nor about which files a book replaces.

/// The theme's files by path (`templates/brief.html`, `static/site.css`), in path order.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    FILES
}

const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/theme_files.rs"));

#[cfg(test)]
mod tests {
    #[test]
    fn files_are_in_path_order_below_two_folders() {
        let names: Vec<_> = super::files().iter().map(|(name, _)| *name).collect();
        assert!(names.is_sorted());
        assert!(names.iter().all(|n| n.starts_with("templates/") || n.starts_with("static/")));
    }
}
