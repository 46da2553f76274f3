//! The file system and the sockets; nothing else in the crate touches either.
//!
//! - [`read`]: a book's folder to a [`SourceSet`](crate::source::SourceSet)
//! - [`copies`]: stored copies of sources, by name
//! - [`stage`]: a site's files to an output folder, all of them or none
//! - [`file`]: one file, whole or not at all
//! - [`browser`]: a browser of this machine, to print with
//! - [`history`]: what git remembers of a book's pages
//! - [`watch`]: which files of a book changed
//! - [`http`]: the development server; [`serve`]: watch, rebuild, show
//!
//! Knows nothing about what the files mean.
#![allow(
    clippy::disallowed_methods,
    reason = "this layer is where the file system is; its threads wait for sockets and files, and \
              no result depends on their order"
)]

pub mod browser;
pub mod copies;
pub mod file;
pub mod history;
pub mod http;
pub mod read;
pub mod serve;
pub mod stage;
pub mod watch;

pub use browser::{find_browser, print_pdf};
pub use copies::read_copies;
pub use file::write_file;
pub use history::{GitHistory, NoHistory};
pub use http::Site;
pub use read::{ReadError, read_book};
pub use serve::{Rebuilt, ServeError, serve};
pub use stage::{Report, Stage};
pub use watch::Change;
