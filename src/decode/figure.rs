//! Registry records to [`Figure`].
//!
//! Knows nothing about other figures.

use std::collections::BTreeMap;

use iso_currency::Currency;
use rust_decimal::Decimal;

use super::reader::{
    Context, Fields, bare, decimal, id, locator, one_of, period, plain, prose, source_key, text,
    truth,
};
use crate::diag::{Code, Diagnostic};
use crate::model::{
    ActorId, Bound, Figure, FigureId, Observation, ObservationId, ObservationPeriod,
    ObservationStatus, Period, Quantity, Scale, TopicId, is_currency,
};
use crate::source::{Span, Spanned};
use crate::syntax::yaml::Node;

pub fn decode(cx: &mut Context<'_>, key: &Spanned<String>, node: &Node) -> Option<Figure> {
    let slug = super::reader::slug(cx, &key.value, key.span)?;
    let mut fields = Fields::new(cx, node, "a figure")?;
    let title = fields.required(cx, "title", text);
    let figure = Figure {
        id: FigureId::new(slug),
        file: cx.file,
        span: key.span,
        title: title.unwrap_or_else(|| key.clone()),
        definition: fields.optional(cx, "definition", prose),
        unit: fields.optional(cx, "unit", unit),
        topics: fields.list(cx, "topics", id(TopicId::new)),
        actors: fields.list(cx, "actors", id(ActorId::new)),
        observations: fields.list(cx, "observations", observation),
    };
    fields.finish(cx);
    report_repeated_ids(cx, &figure.observations);
    Some(figure)
}

fn observation(cx: &mut Context<'_>, node: &Node) -> Option<Observation> {
    let mut fields = Fields::new(cx, node, "an observation")?;
    let id = fields.required(cx, "id", id(ObservationId::new));
    if let Some(id) = &id
        && !id.value.as_str().starts_with(|c: char| c.is_ascii_lowercase())
    {
        cx.fault(
            Diagnostic::new(
                Code::InvalidId,
                id.span,
                format!("the id `{}` could be taken for a period", id.value),
            )
            .hint("start it with a letter"),
        );
    }
    let period = observed_period(cx, &mut fields);
    let quantity = quantity(cx, &mut fields, node.span);
    let scale = one_of(&Scale::ALL, Scale::name);
    let bound = one_of(&Bound::ALL, Bound::name);
    let status = one_of(&ObservationStatus::ALL, ObservationStatus::name);
    let source = fields.required(cx, "source", source_key);
    let scale = bare(fields.optional(cx, "scale", scale)).unwrap_or_default();
    let bound = bare(fields.optional(cx, "bound", bound)).unwrap_or_default();
    let status = bare(fields.optional(cx, "status", status)).unwrap_or_default();
    let unit = fields.optional(cx, "unit", unit);
    let base_period: Option<Period> = bare(fields.optional(cx, "base_period", self::period_field));
    let attributed_to = fields.optional(cx, "attributed_to", plain);
    let locator = fields.optional(cx, "locator", locator);
    let as_written = fields.optional(cx, "as_written", text);
    if let Some(words) = &as_written {
        super::check_as_written(cx, words);
    }
    let preferred = fields.optional(cx, "preferred", truth).unwrap_or_default();
    let note = fields.optional(cx, "note", prose);
    fields.finish(cx);
    Some(Observation {
        id: id?,
        span: node.span,
        period,
        quantity: quantity?.0,
        value_spans: quantity?.1,
        scale,
        bound,
        status,
        unit,
        base_period,
        attributed_to,
        source: source?,
        locator,
        as_written,
        preferred,
        note,
    })
}

/// A currency by its ISO 4217 code, `%`, `pp` for percentage points, `rank` for a place in an order,
/// or another unit as a symbol (UCUM) or a word.
fn unit(cx: &mut Context<'_>, node: &Node) -> Option<String> {
    let written = text(cx, node)?;
    let known = match written.value.as_str() {
        "percent" | "per cent" => "%",
        "percentage points" | "p.p." => "pp",
        other => other,
    };
    let instead = match known {
        "$" | "US$" => Some("USD"),
        "€" => Some("EUR"),
        "£" => Some("GBP"),
        "₺" | "TL" => Some("TRY"),
        _ => None,
    };
    if let Some(code) = instead {
        let message = format!("`{known}` may mean several currencies or is no code of ISO 4217");
        let fault = Diagnostic::new(Code::InvalidValue, written.span, message);
        cx.fault(fault.hint(format!("write `{code}`, if that is meant")));
    } else if is_currency(known) && Currency::from_code(known).is_none() {
        cx.fault(
            Diagnostic::new(
                Code::InvalidValue,
                written.span,
                format!("`{known}` is no currency of ISO 4217"),
            )
            .hint("three capitals are always a currency; write another unit as a word"),
        );
    }
    Some(known.to_owned())
}

fn period_field(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<Period>> {
    period(cx, node)
}

/// `period`, or the source's own words in `period_as_written`; a source may also give none.
fn observed_period(cx: &mut Context<'_>, fields: &mut Fields<'_>) -> ObservationPeriod {
    let given = fields.optional(cx, "period", period);
    let written = fields.optional(cx, "period_as_written", text);
    match (given, written) {
        (Some(given), None) => ObservationPeriod::Given(given.value),
        (None, written) => ObservationPeriod::AsWritten(written.map(|words| words.value)),
        (Some(given), Some(written)) => {
            cx.fault(
                Diagnostic::new(
                    Code::InvalidValue,
                    written.span,
                    "an observation has a `period` or a `period_as_written`, not both",
                )
                .related(given.span, "the period"),
            );
            ObservationPeriod::Given(given.value)
        }
    }
}

fn spanned_decimal(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<Decimal>> {
    decimal(cx, node).map(|value| Spanned::new(value, node.span))
}

/// The quantity, and where its ends are written.
fn quantity(
    cx: &mut Context<'_>,
    fields: &mut Fields<'_>,
    span: Span,
) -> Option<(Quantity, [Span; 2])> {
    let place = fields.key_span("id").unwrap_or(span);
    let (has_value, has_low, has_high) =
        (fields.has("value"), fields.has("low"), fields.has("high"));
    let value = fields.optional(cx, "value", spanned_decimal);
    let low = fields.optional(cx, "low", spanned_decimal);
    let high = fields.optional(cx, "high", spanned_decimal);
    match (has_value, has_low, has_high) {
        (true, false, false) => value.map(|it| (Quantity::Value(it.value), [it.span; 2])),
        (false, true, true) => {
            let spans = [low?.span, high?.span];
            let (low, high) = (low?.value, high?.value);
            if low > high {
                let place = fields.key_span("low").unwrap_or(place);
                let message = format!("the range starts at {low} and ends at {high}");
                cx.fault(Diagnostic::new(Code::InvalidValue, place, message));
            }
            Some((Quantity::Range(low, high), spans))
        }
        (false, false, false) => {
            cx.fault(
                Diagnostic::new(Code::MissingKey, place, "an observation needs the key `value`")
                    .hint("give `value`, or `low` and `high`"),
            );
            None
        }
        _ => {
            cx.fault(Diagnostic::new(
                Code::InvalidValue,
                place,
                "an observation has either `value`, or both `low` and `high`",
            ));
            None
        }
    }
}

fn report_repeated_ids(cx: &mut Context<'_>, observations: &[Observation]) {
    let mut seen: BTreeMap<&ObservationId, Span> = BTreeMap::new();
    for observation in observations {
        let id = &observation.id;
        if let Some(first) = seen.get(&id.value) {
            cx.fault(
                Diagnostic::new(
                    Code::DuplicateId,
                    id.span,
                    format!("the figure has another observation `{}`", id.value),
                )
                .related(*first, "the first one"),
            );
        } else {
            seen.insert(&id.value, id.span);
        }
    }
}
