//! Levels a book gives to codes in its `site.yaml`, or a caller on the command line.
//!
//! Knows nothing about which code means what.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};

/// What happens with a diagnostic of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Allow,
    Warn,
    Deny,
}

impl Level {
    /// `allow`, `warn` or `deny`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "allow" => Some(Self::Allow),
            "warn" => Some(Self::Warn),
            "deny" => Some(Self::Deny),
            _ => None,
        }
    }

    /// `None` when nothing is to be said.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// The levels in force: the codes' own, changed by a book and by the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    changed: BTreeMap<Code, Level>,
    deny_warnings: bool,
}

impl Levels {
    pub fn set(&mut self, code: Code, level: Level) {
        self.changed.insert(code, level);
    }

    /// Makes `code` a fault, whatever its level was.
    pub fn deny(&mut self, code: Code) {
        self.changed.insert(code, Level::Deny);
    }

    pub fn deny_warnings(&mut self) {
        self.deny_warnings = true;
    }

    /// The level of `code`. A fault that is not a lint keeps its level.
    #[must_use]
    pub fn of(&self, code: Code) -> Level {
        let level = match self.changed.get(&code) {
            Some(&level) if code.is_lint() || level == Level::Deny => level,
            _ => code.default_level(),
        };
        if level == Level::Warn && self.deny_warnings { Level::Deny } else { level }
    }

    /// Sets severities, and drops what is allowed.
    #[must_use]
    pub fn apply(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics
            .into_iter()
            .filter_map(|mut diagnostic| {
                diagnostic.severity = self.of(diagnostic.code).severity()?;
                Some(diagnostic)
            })
            .collect()
    }
}
