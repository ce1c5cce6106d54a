//! The help, made from the keymap.

use super::Action;
use crate::document::{Block, Role, Span, Text};
use crate::keymap::{Context, bindings};

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
    let example = |typed: &str, means: &str| -> (String, Text) {
        (typed.to_owned(), vec![Span::text(means)])
    };
    blocks.push(Block::Facts(vec![
        example("556, 5.1.10, x.1", "a code, or the beginning of one"),
        example("550 5.1.1", "one reply with its enhanced status code"),
        example("250 vs 556", "a comparison; 250/556 and 250 556 too"),
        example("null mx", "words, in any order"),
        example("'word ^start end$", "exact, at the beginning, at the end"),
        example("!word, a | b", "not, or"),
        example(
            "class:5 cmd:rcpt",
            "fields; also kind: status: rfc: provider:",
        ),
        example(":", "every command by its name"),
    ]));
    blocks.push(Block::Paragraph(vec![Span::new(
        "Hold Shift to select text with the mouse; --no-mouse leaves the mouse to the terminal.",
        Role::Muted,
    )]));
    blocks
}
