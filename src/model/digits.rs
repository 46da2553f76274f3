//! A number's digits as text: those that were written, with a point before the decimals.
//!
//! Every value in words starts from them, and every row of a figure's data holds several, which is
//! why this does not go through [`std::fmt`]. Knows nothing about languages.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// The text of a [`Decimal`], as its `Display` gives it.
#[derive(Clone, Copy)]
pub struct Digits {
    /// Filled from the end.
    bytes: [u8; Self::MOST],
    start: usize,
}

impl Digits {
    /// A sign, a zero, a point and 28 decimals; no number has more digits than 29.
    const MOST: usize = 31;

    #[must_use]
    pub fn of(number: Decimal) -> Self {
        let mut digits = Self { bytes: [b'0'; Self::MOST], start: Self::MOST };
        let scale = number.scale();
        let mut left = number.mantissa().unsigned_abs();
        let mut place = 0;
        while left > 0 || place <= scale {
            if place == scale && scale > 0 {
                digits.put(b'.');
            }
            // Division is much cheaper in 64 bits, which hold nearly every number.
            let last = match u64::try_from(left) {
                Ok(small) => {
                    left = (small / 10).into();
                    small % 10
                }
                Err(_) => {
                    let last = left % 10;
                    left /= 10;
                    last as u64
                }
            };
            digits.put(b'0' + last as u8);
            place += 1;
        }
        if number.is_sign_negative() {
            digits.put(b'-');
        }
        digits
    }

    fn put(&mut self, byte: u8) {
        debug_assert!(self.start > 0, "no number is longer than `MOST`");
        self.start = self.start.saturating_sub(1);
        self.bytes[self.start] = byte;
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.start..]).unwrap_or_default()
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text, so that `32.20` stays what it is.
impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_digit_stays() {
        for text in ["0", "7", "1500", "32.20", "-0.05", "0.000", "-3", "18446744073709551616"] {
            assert_eq!(Digits::of(text.parse().unwrap()).as_str(), text);
        }
        for number in [Decimal::MAX, Decimal::MIN] {
            for scale in [0, 1, 28] {
                let mut number = number;
                number.set_scale(scale).unwrap();
                assert_eq!(Digits::of(number).as_str(), number.to_string());
            }
        }
    }

    proptest! {
        #[test]
        fn digits_are_those_of_display(
            low: u32, middle: u32, high in prop_oneof![Just(0), any::<u32>()],
            negative: bool, scale in 0_u32..29,
        ) {
            let number = Decimal::from_parts(low, middle, high, negative, scale);
            let digits = Digits::of(number);
            prop_assert_eq!(digits.as_str(), number.to_string());
        }
    }
}
