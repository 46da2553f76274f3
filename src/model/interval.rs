//! The stretch of numbers that a value, as its source qualifies it, can stand for.
//!
//! A value written to a precision *p* stands for all that rounds to it; "about" reaches five in a
//! hundred to both sides; "over", "under", "at least" and "at most" are half-lines; a range holds
//! its ends. Knows nothing about units, periods or who says so.

use rust_decimal::Decimal;

use super::{Bound, Quantity, Scale};

/// A stretch of the number line in units of one. An end that is `None` is open without limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    low: Option<End>,
    high: Option<End>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    value: Decimal,
    /// Whether the end itself belongs to the stretch.
    included: bool,
}

impl Interval {
    /// What `quantity` can stand for; without limits where it passes what a [`Decimal`] holds.
    #[must_use]
    pub fn of(quantity: &Quantity, bound: Bound, scale: Scale) -> Self {
        let (low, high) = match *quantity {
            Quantity::Value(value) => (value, value),
            Quantity::Range(low, high) => (low, high),
        };
        let end = |value: Option<Decimal>, included| {
            let value = value?.checked_mul(Decimal::from(scale.factor()))?;
            Some(End { value, included })
        };
        let (low, high) = match (bound, quantity) {
            (Bound::Exact, Quantity::Value(value)) => {
                let half = half_of_last_place(*value);
                (
                    end(half.and_then(|half| value.checked_sub(half)), true),
                    end(half.and_then(|half| value.checked_add(half)), true),
                )
            }
            (Bound::Exact, Quantity::Range(..)) => (end(Some(low), true), end(Some(high), true)),
            (Bound::About, _) => {
                let reach = |value: Decimal| value.abs().checked_mul(Decimal::new(5, 2));
                (
                    end(reach(low).and_then(|by| low.checked_sub(by)), true),
                    end(reach(high).and_then(|by| high.checked_add(by)), true),
                )
            }
            (Bound::Over, _) => (end(Some(low), false), None),
            (Bound::AtLeast, _) => (end(Some(low), true), None),
            (Bound::Under, _) => (None, end(Some(high), false)),
            (Bound::AtMost, _) => (None, end(Some(high), true)),
        };
        Self { low, high }
    }

    /// Whether both hold a number in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        reaches(self.high, other.low) && reaches(other.high, self.low)
    }

    /// The ends, where there are any.
    #[must_use]
    pub fn ends(&self) -> (Option<Decimal>, Option<Decimal>) {
        (self.low.map(|end| end.value), self.high.map(|end| end.value))
    }
}

/// Whether a stretch that ends at `high` reaches one that starts at `low`.
fn reaches(high: Option<End>, low: Option<End>) -> bool {
    let (Some(high), Some(low)) = (high, low) else { return true };
    match high.value.cmp(&low.value) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => high.included && low.included,
        std::cmp::Ordering::Less => false,
    }
}

/// Half of what one in the last written place is worth: 0.05 for 32.2, 0.5 for 32.
fn half_of_last_place(value: Decimal) -> Option<Decimal> {
    Decimal::try_new(5, value.scale() + 1).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Interval {
        Interval::of(&Quantity::Value(text.parse().unwrap()), Bound::Exact, Scale::One)
    }

    #[test]
    fn digits_say_how_far_a_value_reaches() {
        let ends = |text| {
            let (low, high) = exact(text).ends();
            (low.unwrap().to_string(), high.unwrap().to_string())
        };
        assert_eq!(ends("32.2"), ("32.15".into(), "32.25".into()));
        assert_eq!(ends("32"), ("31.5".into(), "32.5".into()));
        assert_eq!(ends("32.0"), ("31.95".into(), "32.05".into()));
        assert_eq!(ends("-3.1"), ("-3.15".into(), "-3.05".into()));
    }

    #[test]
    fn what_passes_the_limits_of_numbers_has_no_ends() {
        let huge = Quantity::Value(Decimal::MAX);
        for bound in Bound::ALL {
            let interval = Interval::of(&huge, bound, Scale::Billion);
            assert_eq!(interval.ends(), (None, None), "{bound:?}");
            assert!(interval.meets(&exact("1")));
        }
    }

    proptest! {
        #[test]
        fn prop_meeting_is_mutual_and_nothing_disagrees_with_itself(
            a in -10_000_i64..10_000, b in -10_000_i64..10_000, places in 0_u32..4,
            bound in 0_usize..6, other in 0_usize..6, scale in 0_usize..4,
        ) {
            let of = |n, bound: usize| Interval::of(
                &Quantity::Value(Decimal::new(n, places)), Bound::ALL[bound], Scale::ALL[scale],
            );
            let (one, two) = (of(a, bound), of(b, other));
            prop_assert!(one.meets(&one));
            prop_assert_eq!(one.meets(&two), two.meets(&one));
        }
    }
}
