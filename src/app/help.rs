//! The help, made from the keymap.

use super::Action;
use crate::document::{Block, Role, Span, Text};
use crate::keymap::{Context, bindings};
use crate::search::language;

/// All keys by context, those of the present context first, then what the search box understands.
#[must_use]
pub fn help_blocks(present: Context) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut contexts = Context::ALL;
    contexts.sort_by_key(|context| *context != present);
    for context in contexts {
        blocks.push(Block::Heading(context.title().to_owned()));
        let rows = Action::ALL
            .iter()
            .filter_map(|&action| {
                let keys: Vec<&str> = bindings()
                    .iter()
                    .filter(|binding| binding.context == context && binding.action == action)
                    .map(|binding| binding.keys)
                    .collect();
                (!keys.is_empty()).then(|| {
                    let text = vec![Span::text(action.describes())];
                    (keys.join(" "), text)
                })
            })
            .collect();
        blocks.push(Block::Facts(rows));
    }
    blocks.push(Block::Heading("What the search box understands".to_owned()));
    let row = |typed: &str, means: &str| -> (String, Text) {
        (typed.to_owned(), vec![Span::text(means)])
    };
    let mut rows = vec![
        row("556, 5.1.10, x.1", "a code, or the beginning of one"),
        row("550 5.1.1", "one reply with its enhanced status code"),
        row("250 vs 556", "a comparison; 250/556 and 250 556 too"),
    ];
    let language = language();
    rows.extend(language.iter().map(|(typed, means)| row(typed, means)));
    rows.push(row(":", "every command by its name"));
    blocks.push(Block::Facts(rows));
    blocks.push(Block::Paragraph(vec![Span::new(
        "Hold Shift to select text with the mouse; --no-mouse leaves the mouse to the terminal.",
        Role::Muted,
    )]));
    blocks
}
