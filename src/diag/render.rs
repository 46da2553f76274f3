//! Diagnostics as text: for people, one a line, as JSON, and as GitHub workflow commands.
