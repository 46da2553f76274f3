//! decode
mod reader;
