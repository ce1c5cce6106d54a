//! The help, made from the keymap.

use crate::document::{Block, Role, Span, Text};
use crate::keymap::{self, Context, Described};
use crate::search::language;

/// How many columns the keys of an action take at most, so that what they do fits beside them in a narrow window too.
const WIDEST: usize = 16;

/// All keys by context, those of the present context first, then what the search box understands.
#[must_use]
pub fn help_blocks(present: Context) -> Vec<Block> {
    let mut blocks = Vec::new();
    // The box is the same whether it is empty or not, and has few keys of its own while it is.
    let present = match present {
        Context::EmptySearch => Context::Search,
        other => other,
    };
    let mut contexts: Vec<Context> = keymap::contexts().collect();
    contexts.sort_by_key(|context| *context != present);
    for context in contexts {
        blocks.push(Block::Heading(context.title().to_owned()));
        let rows = keymap::described(context).flat_map(rows);
        blocks.push(Block::Facts(rows.collect()));
    }
    blocks.push(Block::Heading("What the search box understands".to_owned()));
    let row = |typed: &str, means: &str| -> (String, Text) {
        (typed.to_owned(), vec![Span::text(means)])
    };
    let mut rows = vec![
        row("556, 5.1.10, x.1", "a code, or the beginning of one"),
        row("550 5.1.1", "one reply with its enhanced status code"),
        row(
            "250 vs 556",
            "a comparison; 250/556 and compare 250 556 too",
        ),
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

/// The row of an action; keys that do not fit into it follow in rows of their own.
fn rows(described: Described) -> Vec<(String, Text)> {
    let mut rows: Vec<(String, Text)> = Vec::new();
    for key in described.keys {
        let key = key.to_string();
        match rows.last_mut() {
            Some((keys, _)) if keys.len() + 1 + key.len() <= WIDEST => {
                keys.push(' ');
                keys.push_str(&key);
            }
            Some(_) => rows.push((key, Vec::new())),
            None => rows.push((key, vec![Span::text(described.description)])),
        }
    }
    rows
}
