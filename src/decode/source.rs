//! Stub until merged.
use super::reader::Context;
use crate::model::Source;
use crate::source::Spanned;
use crate::syntax::yaml::Node;
pub fn decode(_cx: &mut Context<'_>, _entries: &[(Spanned<String>, Node)]) -> Vec<Source> {
    Vec::new()
}
