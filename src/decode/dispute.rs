//! Registry records to [`Dispute`].
//!
//! Knows nothing about whether the sources exist.

use super::reader::{Context, Fields, id, locator, one_of, prose, source_key, text};
use crate::diag::{Code, Diagnostic};
use crate::model::{ActorId, Dispute, DisputeId, DisputeKind, FigureId, Position, TopicId};
use crate::source::Spanned;
use crate::syntax::yaml::Node;

pub fn decode(cx: &mut Context<'_>, key: &Spanned<String>, node: &Node) -> Option<Dispute> {
    let slug = super::reader::slug(cx, &key.value, key.span)?;
    let mut fields = Fields::new(cx, node, "a dispute")?;
    let question = fields.required(cx, "question", text);
    let kind = fields.required(cx, "kind", one_of(&DisputeKind::ALL, DisputeKind::name));
    let dispute = Dispute {
        id: DisputeId::new(slug),
        file: cx.file,
        span: key.span,
        question: question.unwrap_or_else(|| key.clone()),
        kind: kind.map_or(DisputeKind::Disagreement, |kind| kind.value),
        topics: fields.list(cx, "topics", id(TopicId::new)),
        actors: fields.list(cx, "actors", id(ActorId::new)),
        figures: fields.list(cx, "figures", id(FigureId::new)),
        positions: fields.list(cx, "positions", position),
        reconciliation: fields.optional(cx, "reconciliation", prose),
    };
    if dispute.positions.len() < 2 {
        let place = fields.key_span("positions").unwrap_or(key.span);
        cx.fault(
            Diagnostic::new(Code::InvalidValue, place, "a dispute has two positions at least")
                .hint("give each source's own position under `positions`"),
        );
    }
    fields.finish(cx);
    Some(dispute)
}

fn position(cx: &mut Context<'_>, node: &Node) -> Option<Position> {
    let mut fields = Fields::new(cx, node, "a position")?;
    let text_field = fields.required(cx, "text", prose);
    let source = fields.required(cx, "source", source_key);
    let locator = fields.optional(cx, "locator", locator);
    let as_written = fields.optional(cx, "as_written", text);
    if let Some(words) = &as_written {
        super::check_as_written(cx, words);
    }
    fields.finish(cx);
    Some(Position { span: node.span, text: text_field?, source: source?, locator, as_written })
}
