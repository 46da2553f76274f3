//! Stub until merged.
use super::reader::Context;
use crate::model::Source;
pub fn decode(_cx: &mut Context<'_>, _text: &str) -> Vec<Source> {
    Vec::new()
}
