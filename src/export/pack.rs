//! Zip archives whose bytes depend on their content alone.
//!
//! Files are compressed by themselves, on any thread, and joined in the order that is asked for;
//! every time in the archive is the one that is given. The compressor is miniz_oxide, whose output
//! does not depend on the processor. Knows nothing about what the files are.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::model::Date;

/// How a file is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
}

/// One compressed file, without a name: an archive of one entry.
#[derive(Debug)]
pub struct Packed(Vec<u8>);

impl Packed {
    /// Compresses a file, which was last changed on `date`.
    ///
    /// # Errors
    /// When the archive's format cannot hold it.
    pub fn new(bytes: &[u8], method: Method, date: Date) -> io::Result<Self> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let method = match method {
            Method::Stored => CompressionMethod::Stored,
            Method::Deflated => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(midnight(date))
            .unix_permissions(0o644);
        writer.start_file("file", options)?;
        writer.write_all(bytes)?;
        Ok(Self(writer.finish()?.into_inner()))
    }
}

/// Joins files into one archive, in this order.
///
/// # Errors
/// When the archive's format cannot hold them.
pub fn join<'f>(files: impl IntoIterator<Item = (String, &'f Packed)>) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, packed) in files {
        let mut archive = ZipArchive::new(Cursor::new(packed.0.as_slice()))?;
        writer.raw_copy_file_rename(archive.by_index_raw(0)?, name)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The format knows no day before 1980 and none after 2107.
fn midnight(date: Date) -> DateTime {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(date.year()).unwrap_or_default();
    DateTime::from_date_and_time(year, part(date.month()), part(date.day()), 0, 0, 0)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn files_are_joined_in_order_and_read_again() {
        let date = "2026-01-31".parse().unwrap();
        let text = "a line of text\n".repeat(100);
        let first = Packed::new(text.as_bytes(), Method::Deflated, date).unwrap();
        let second = Packed::new(b"kept", Method::Stored, date).unwrap();
        let bytes = join([("b.txt".to_owned(), &first), ("a".to_owned(), &second)]).unwrap();
        assert!(bytes.len() < text.len());
        let again = Packed::new(text.as_bytes(), Method::Deflated, date).unwrap();
        let same = join([("b.txt".to_owned(), &again), ("a".to_owned(), &second)]).unwrap();
        assert_eq!(bytes, same);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), 2);
        let mut file = archive.by_index(0).unwrap();
        assert_eq!(file.name().unwrap(), "b.txt");
        assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
        let time = file.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (2026, 1, 31, 0));
        let mut read = String::new();
        file.read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn a_day_that_the_format_lacks_is_its_first() {
        assert_eq!(midnight("1923-10-29".parse().unwrap()), DateTime::default());
    }
}
