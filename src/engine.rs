//! A snapshot in, an analysis and pages out.
//!
//! Knows nothing about the disk, the network, the clock or the command line: the snapshot and the
//! as-of date are passed in.
