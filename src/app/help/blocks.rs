//! What the help says: the keys by context, what the search box understands, the signs.

use crate::document::{Block, Role, Span, Text};
use crate::keymap::{Context, Described, Key, Keymap, contexts};
use crate::lookup::OWN;
use crate::search::language;

/// How many columns the keys of an action take at most, so that what they do fits beside them in a narrow window too.
pub(super) const WIDEST: usize = 16;

/// The signs and what they mean. Whoever looks for one types "sign" or "colour".
pub(super) const SIGNS: [(&str, &str); 8] = [
    ("✓", "sign and colour of a success"),
    ("›", "sign of a step after which the client goes on"),
    (
        "↻",
        "sign and colour of what is temporary: it is tried again",
    ),
    ("✗", "sign and colour of what is permanent: it comes back"),
    (
        "↻✗",
        "signs of what can be either: the code that came says which",
    ),
    ("·", "sign of what is none of them, or more than two"),
    ("*", "sign of the code that is marked for a comparison"),
    (
        "≠ =",
        "signs of what differs and of what is the same in a comparison",
    ),
];

/// Rows with a column as wide as their own keys.
const fn of_keys(rows: Vec<(String, Text)>) -> Block {
    Block::Keys { rows, column: 0 }
}

/// All keys by context, those of the present context first, then what the search box understands.
#[must_use]
pub fn help_blocks(present: Context, keys: &Keymap) -> Vec<Block> {
    let mut blocks = Vec::new();
    // The box is the same whether it is empty or not, and has few keys of its own while it is.
    let present = match present {
        Context::EmptySearch => Context::Search,
        other => other,
    };
    let mut contexts: Vec<Context> = contexts().collect();
    contexts.sort_by_key(|context| *context != present);
    for context in contexts {
        blocks.push(Block::Heading(context.title().to_owned()));
        let rows = keys
            .described(context)
            .into_iter()
            .flat_map(|described| rows(&described));
        blocks.push(of_keys(rows.collect()));
        if context == Context::Search {
            blocks.extend(understood());
        }
    }
    blocks.push(Block::Heading("What is yours".to_owned()));
    let own = "from one of the folders that the setting catalogs names; the page names the file";
    blocks.push(of_keys(vec![row(OWN, own)]));
    blocks.push(Block::Paragraph(vec![Span::new(
        "Hold Shift to select text with the mouse; --no-mouse leaves the mouse to the terminal.",
        Role::Muted,
    )]));
    blocks
}

/// What can be typed into the search box.
fn understood() -> [Block; 2] {
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
    [
        Block::Heading("What the search box understands".to_owned()),
        of_keys(rows),
    ]
}

/// A row with one text.
fn row(typed: &str, means: &str) -> (String, Text) {
    (typed.to_owned(), vec![Span::text(means)])
}

/// The signs: of use only beside the lists that have them.
pub(super) fn signs() -> [Block; 2] {
    let rows = SIGNS.map(|(sign, means)| row(sign, means)).to_vec();
    [Block::Heading("Signs".to_owned()), of_keys(rows)]
}

/// The row of an action; keys that do not fit into it follow in rows of their own.
fn rows(described: &Described<'_>) -> Vec<(String, Text)> {
    let mut rows: Vec<(String, Text)> = Vec::new();
    for key in in_ranges(&described.keys) {
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

/// The names of keys, digits that follow each other in one: `0-9`.
fn in_ranges(keys: &[Key]) -> Vec<String> {
    let digit = |key: &Key| key.typed().and_then(|c| c.to_digit(10));
    let follow = |one: &Key, next: &Key| {
        let next = digit(next).and_then(|next| next.checked_sub(1));
        next.is_some() && digit(one) == next
    };
    let named = |run: &[Key]| match run {
        [first, _, .., last] => vec![format!("{first}-{last}")],
        run => run.iter().map(Key::to_string).collect(),
    };
    keys.chunk_by(follow).flat_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_follow_each_other_are_one_name() {
        let keys = |names: &str| -> Vec<Key> { names.split(' ').filter_map(Key::parse).collect() };
        assert_eq!(in_ranges(&keys("0 1 2 3 4 5 6 7 8 9")), ["0-9"]);
        assert_eq!(
            in_ranges(&keys("1 2 4 5 6 j k")),
            ["1", "2", "4-6", "j", "k"]
        );
    }
}
