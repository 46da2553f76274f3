//! What a browser's PDF says about itself, made the same whenever it is printed.
//!
//! Knows nothing about browsers, and nothing of PDF but what stands in its information dictionary,
//! which is not compressed. Nothing is moved: values are written over by others of their length.

use crate::model::Date;

/// Who made the document that was printed.
const CREATOR: &[u8] = b"briefbook";

/// Puts `date` where the moment of printing stands, and our name where the browser's does.
#[must_use]
pub fn settled(mut pdf: Vec<u8>, date: Date) -> Vec<u8> {
    let moment = format!("{:04}{:02}{:02}000000+00'00'", date.year(), date.month(), date.day());
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
        if let Some(value) = value(&mut pdf, key)
            && value.len() == moment.len()
        {
            value.copy_from_slice(moment.as_bytes());
        }
    }
    if let Some(value) = value(&mut pdf, "/Creator (")
        && let Some((name, rest)) = value.split_at_mut_checked(CREATOR.len())
    {
        name.copy_from_slice(CREATOR);
        rest.fill(b' ');
    }
    pdf
}

/// The string that the first `key` opens, without the parenthesis that closes it.
fn value<'p>(pdf: &'p mut [u8], key: &str) -> Option<&'p mut [u8]> {
    let start = pdf.windows(key.len()).position(|window| window == key.as_bytes())? + key.len();
    let mut escaped = false;
    let length = pdf.get(start..)?.iter().position(|&byte| {
        let closes = byte == b')' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    pdf.get_mut(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_that_of_the_edition_and_nothing_moves() {
        let printed = b"%PDF-1.4\n/Creator (Mozilla/5.0 \\(X11\\) Chrome)\n\
            /CreationDate (D:20310506070809+02'00')\n/ModDate (D:20310506070809+02'00')>>\n";
        let date = "2026-01-31".parse().unwrap();
        let settled = settled(printed.to_vec(), date);
        assert_eq!(settled.len(), printed.len());
        assert_eq!(
            String::from_utf8(settled).unwrap(),
            format!(
                "%PDF-1.4\n/Creator ({:26})\n\
                 /CreationDate (D:20260131000000+00'00')\n/ModDate (D:20260131000000+00'00')>>\n",
                "briefbook"
            )
        );
        for odd in ["", "/Creator (", "/Creator (x)", "/ModDate (D:2031)"] {
            assert_eq!(super::settled(odd.into(), date), odd.as_bytes());
        }
    }
}
