//! The lines of a small picture: from a page in the middle to what lies near it on either side.
//!
//! The names stand beside the lines as lists of rows of one height, so that they wrap and grow as
//! all text does and no two can overlap; the lines stretch to whatever room there is. Knows nothing
//! about what the page or its neighbours are.

use std::fmt::Write as _;

/// In parts of the picture's width and height.
const SIDE: usize = 100;
/// Lines keep their width, however the picture is stretched.
const KEPT: &str = "vector-effect=\"non-scaling-stroke\"";

/// The lines to neighbours on the left and on the right, each by how strong its tie is, in the
/// order of the rows.
#[must_use]
pub fn draw(left: &[usize], right: &[usize]) -> String {
    let mut out = format!(
        "<svg class=\"near-lines\" viewBox=\"0 0 {SIDE} {SIDE}\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\">"
    );
    for (side, end) in [(left, 0), (right, SIDE)] {
        let most = side.iter().copied().max().unwrap_or_default().max(1);
        for weight in 1..=3 {
            let mut d = String::new();
            for (at, strength) in side.iter().enumerate() {
                if 1 + 3 * strength.saturating_sub(1) / most != weight {
                    continue;
                }
                let y = (2 * at + 1) * SIDE / (2 * side.len());
                let bend = SIDE / 4 + end / 2;
                let _ = write!(d, "M50 50C{bend} 50 {bend} {y} {end} {y}");
            }
            if !d.is_empty() {
                let _ = write!(out, "<path class=\"near-{weight}\" {KEPT} d=\"{d}\"/>");
            }
        }
    }
    // A point with a round end is a disc, however the picture is stretched.
    let _ = write!(out, "<path class=\"near-here\" {KEPT} d=\"M50 50h0\"/></svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_neighbour_has_a_line_to_the_middle_of_its_row() {
        let svg = draw(&[9, 1], &[4]);
        assert_eq!(svg.matches("M50 50C").count(), 3);
        assert!(svg.contains(&format!("near-3\" {KEPT} d=\"M50 50C25 50 25 25 0 25\"")), "{svg}");
        assert!(svg.contains(&format!("near-1\" {KEPT} d=\"M50 50C25 50 25 75 0 75\"")), "{svg}");
        assert!(svg.contains("M50 50C75 50 75 50 100 50"), "{svg}");
    }

    #[test]
    fn nothing_is_a_point() {
        assert_eq!(draw(&[], &[]).matches("<path").count(), 1);
    }
}
