//! Backlinks and cited passages: the references of every text, turned round.
//!
//! Knows nothing about mentions that are not links.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::sentence::BlockText;
use super::{Embed, Field, Resolved, Sentence, TextId, texts};
use crate::model::{Book, BriefId, EntityId, Lang, SourceKey, Status};
use crate::par;
use crate::syntax::body::Body;
use crate::syntax::reference::{Locator, Reference, ReferenceKind};

/// One place that links to a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Backlink {
    pub from: EntityId,
    pub lang: Lang,
    pub field: Field,
    /// The reference of its text that links.
    pub reference: usize,
    pub sentence: Sentence,
}

impl Backlink {
    /// The text that links.
    #[must_use]
    pub fn text(&self) -> TextId {
        TextId { owner: self.from.clone(), lang: self.lang.clone(), field: self.field }
    }
}

/// One place that cites a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub from: EntityId,
    pub lang: Lang,
    pub field: Field,
    /// The reference of its text that cites.
    pub reference: usize,
    pub locator: Option<Locator>,
    pub sentence: Sentence,
}

impl Passage {
    /// The text that cites.
    #[must_use]
    pub fn text(&self) -> TextId {
        TextId { owner: self.from.clone(), lang: self.lang.clone(), field: self.field }
    }
}

type Backlinks = BTreeMap<EntityId, Vec<Backlink>>;
type Passages = BTreeMap<SourceKey, Vec<Passage>>;

/// Collects them from every text of the book. A page that links to a thing several times in one
/// sentence counts once; links from a page to itself do not count, nor does what was withdrawn.
pub fn collect(
    book: &Book,
    index: &Index,
    resolved: &BTreeMap<TextId, Vec<Resolved>>,
) -> (Backlinks, Passages) {
    let mut all_texts = Vec::new();
    let withdrawn: BTreeSet<&BriefId> =
        book.briefs.iter().filter(|it| it.status == Status::Withdrawn).map(|it| &it.id).collect();
    texts::for_each(book, |id, body| {
        if matches!(&id.owner, EntityId::Brief(brief) if withdrawn.contains(brief)) {
            return;
        }
        if let Some(targets) = resolved.get(&id) {
            all_texts.push((id, body, targets.as_slice()));
        }
    });
    let found = par::map(&all_texts, |(id, body, targets)| of_text(book, index, id, body, targets));
    let (mut backlinks, mut passages) = (Backlinks::new(), Passages::new());
    for (links, cites) in found {
        for (to, link) in links {
            let all = backlinks.entry(to).or_default();
            let same = |last: &Backlink| {
                last.text() == link.text() && last.sentence.whole() == link.sentence.whole()
            };
            if !all.last().is_some_and(same) {
                all.push(link);
            }
        }
        for (key, passage) in cites {
            passages.entry(key).or_default().push(passage);
        }
    }
    (backlinks, passages)
}

type Found = (Vec<(EntityId, Backlink)>, Vec<(SourceKey, Passage)>);

fn of_text(book: &Book, index: &Index, id: &TextId, body: &Body, targets: &[Resolved]) -> Found {
    let (mut links, mut cites) = (Vec::new(), Vec::new());
    // References of one block follow each other, and share its text.
    let mut block: Option<BlockText<'_>> = None;
    let mut sentence = |at: usize, reference: &Reference| {
        if !block.as_ref().is_some_and(|block| block.holds(reference.event)) {
            block = BlockText::around(body, at, |at, reference| {
                reads_as(book, index, id, targets, at, reference)
            });
        }
        block.as_ref().map(|block| block.sentence(at)).unwrap_or_default()
    };
    for (at, (reference, target)) in body.references.iter().zip(targets).enumerate() {
        let to = match target {
            Resolved::Entity { id, .. } => id.clone(),
            Resolved::Value { figure, .. } => EntityId::Figure(figure.clone()),
            Resolved::Embed(Embed::Figure(figure)) => EntityId::Figure(figure.clone()),
            Resolved::Embed(Embed::Dispute(dispute)) => EntityId::Dispute(dispute.clone()),
            Resolved::Embed(Embed::Section { page, .. }) => page.clone(),
            Resolved::Embed(Embed::Timeline(topic)) => EntityId::Topic(topic.clone()),
            Resolved::Citation(keys) => {
                let ReferenceKind::Citation(citation) = &reference.kind else { continue };
                let sentence = sentence(at, reference);
                for (item, key) in citation.items.iter().zip(keys) {
                    let Some(key) = key else { continue };
                    cites.push((
                        key.clone(),
                        Passage {
                            from: id.owner.clone(),
                            lang: id.lang.clone(),
                            field: id.field,
                            reference: at,
                            locator: item.locator.as_ref().map(|it| it.value.clone()),
                            sentence: sentence.clone(),
                        },
                    ));
                }
                continue;
            }
            Resolved::Heading(_) | Resolved::Media(_) | Resolved::Unresolved => continue,
        };
        if to == id.owner {
            continue;
        }
        let link = Backlink {
            from: id.owner.clone(),
            lang: id.lang.clone(),
            field: id.field,
            reference: at,
            sentence: sentence(at, reference),
        };
        links.push((to, link));
    }
    (links, cites)
}

/// What a reference reads as within a sentence.
pub fn reads_as(
    book: &Book,
    index: &Index,
    text: &TextId,
    targets: &[Resolved],
    at: usize,
    reference: &Reference,
) -> String {
    match &reference.kind {
        ReferenceKind::Link(link) => {
            if let Some(label) = &link.label {
                return label.value.clone();
            }
            match targets.get(at) {
                Some(Resolved::Value { figure, observation, .. }) => index
                    .figure(book, figure)
                    .map(|it| it.value_text(&it.observations[*observation], text.lang.as_str()))
                    .unwrap_or_default(),
                Some(Resolved::Entity { id, .. }) => texts::title(book, index, id, &text.lang).0,
                _ => link.target.value.clone(),
            }
        }
        ReferenceKind::Citation(citation) if citation.narrative => {
            let key = match targets.get(at) {
                Some(Resolved::Citation(keys)) => keys.first().and_then(Option::as_ref),
                _ => None,
            };
            key.map(|key| texts::title(book, index, &EntityId::Source(key.clone()), &text.lang).0)
                .unwrap_or_default()
        }
        ReferenceKind::Citation(_)
        | ReferenceKind::Embed(_)
        | ReferenceKind::FileLink(_)
        | ReferenceKind::Image(_) => String::new(),
    }
}
