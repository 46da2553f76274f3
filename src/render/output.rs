//! What will be written, known before anything is rendered, and where the bytes go.
//!
//! Knows nothing about what the files hold.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use crate::routes::OutputPath;

/// Takes a site's files as they are made, in any order and from any thread.
pub trait OutputSink: Sync {
    /// Stores one file.
    ///
    /// # Errors
    /// When the bytes cannot be stored; the build then ends and its output is discarded.
    fn write(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()>;
}

/// A sink that keeps everything in memory: for tests and for archives.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<OutputPath, Vec<u8>>>,
}

impl MemorySink {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The files written, by path.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<OutputPath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl OutputSink for MemorySink {
    fn write(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()> {
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.insert(path.clone(), bytes.to_vec());
        Ok(())
    }
}

/// A sink that forgets: for finding out whether everything renders.
#[derive(Clone, Copy, Debug, Default)]
pub struct NullSink;

impl OutputSink for NullSink {
    fn write(&self, _: &OutputPath, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}
