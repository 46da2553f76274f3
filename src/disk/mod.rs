//! The file system and the sockets; nothing else in the crate touches either.
