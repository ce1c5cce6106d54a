//! What to do about a reply that was read -> blocks.

use super::block::{Block, Span};
use super::inline::inline;
use crate::explain::Advice;
use crate::lookup::wording;

/// The steps of each who acts; whom the reader has to ask for theirs is told above them.
pub(super) fn advice(all: &[Advice<'_>]) -> Vec<Block> {
    all.iter().flat_map(of_one).collect()
}

fn of_one(advice: &Advice<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Subheading(
        wording::actor_in(advice.who, advice.scene).to_owned(),
    )];
    blocks.extend(advice.customers_of.map(|service| {
        let text = format!(
            "Only {}, or whoever manages that domain there, can do this; pass the whole reply on to them.",
            service.name
        );
        Block::Paragraph(vec![Span::text(text)])
    }));
    let steps = advice.steps.iter().map(|step| inline(step));
    blocks.push(Block::Steps(steps.collect()));
    blocks
}
