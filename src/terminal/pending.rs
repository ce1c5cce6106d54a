//! What has arrived and was not handled yet: keys, pastes and clicks in their order.
//!
//! Two things depend on what else arrived with a key. Text that comes in a burst is a paste, though the terminal did not mark it as one:
//! nobody types so fast, and a `q` in it must not quit. And Esc with a key right behind it is either the two or that key with Alt, whichever
//! has a meaning where it is pressed. Only quitting is not risked on that: who meant Esc and `q` presses `q` once more, and who hit Alt with
//! `q` would have lost the screen.

use std::collections::VecDeque;

use ratatui::layout::Position;

use crate::app::{Event, MouseKind};
use crate::keymap::{Action, Context, Key, KeyName, Keymap};

/// One thing that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A key.
    Key(Key),
    /// Esc and at once a key, or that key with Alt: both are sent alike.
    #[cfg_attr(windows, expect(dead_code, reason = "a console tells Alt by itself"))]
    EscKey(Key),
    /// A paste that the terminal marked as one.
    #[cfg_attr(windows, expect(dead_code, reason = "a console marks none"))]
    Paste(String),
    /// What the mouse did.
    Mouse(MouseKind, Position),
}

/// What has arrived.
#[derive(Debug)]
pub(super) struct Pending<'k> {
    keys: &'k Keymap,
    tokens: VecDeque<Token>,
    /// How many of the first tokens are known to be single keys, though text follows text.
    single: usize,
    /// Whether they arrived while the program started.
    are_of_start: bool,
    /// Whether the first one came with an Esc, so that it may have been meant with Alt.
    is_behind_esc: bool,
}

/// The fewest characters that are a paste where text is typed. A line of the keyboard can pile up on a slow link, but not many keys.
const FEWEST: usize = 8;
/// The fewest where keys are commands: a word among them does the more harm.
const FEWEST_AMONG_KEYS: usize = 5;
/// A held key piles up as well, and going up and down; what has more different characters is text.
const DIFFERENT: usize = 3;
/// The longest line that somebody types ahead while the program starts, in characters.
const LONGEST_AHEAD: usize = 80;
/// The most tokens that are gathered before they are handled.
const MOST: usize = 1 << 20;

impl<'k> Pending<'k> {
    /// Nothing yet, for a browser with these keys.
    pub(super) const fn new(keys: &'k Keymap) -> Self {
        Self {
            keys,
            tokens: VecDeque::new(),
            single: 0,
            are_of_start: false,
            is_behind_esc: false,
        }
    }

    /// Adds what arrived. Of moves of the mouse that follow each other only the last counts.
    pub(super) fn push(&mut self, token: Token) {
        if let (Token::Mouse(MouseKind::Drag, to), Some(Token::Mouse(MouseKind::Drag, at))) =
            (&token, self.tokens.back_mut())
        {
            *at = *to;
            return;
        }
        self.tokens.push_back(token);
    }

    /// What arrives now was there when the program was ready.
    #[cfg(unix)]
    pub(super) const fn begin_with_start(&mut self) {
        self.are_of_start = true;
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether the last that arrived is part of a paste, so that the rest of it is worth waiting for.
    pub(super) fn is_amid_paste(&self, context: Context) -> bool {
        let last = self.tokens.iter().rev().map_while(letter).take(64);
        let last: Vec<Letter> = last.collect();
        self.tokens.len() < MOST && is_paste(last.into_iter().rev(), context)
    }

    /// Whether the last that arrived is text.
    #[cfg_attr(
        windows,
        expect(dead_code, reason = "a console hands a paste over at once")
    )]
    pub(super) fn ends_in_text(&self) -> bool {
        self.tokens.back().and_then(letter).is_some()
    }

    /// The next event, if a key is pressed in this context.
    pub(super) fn next(&mut self, context: Context) -> Option<Event> {
        self.are_of_start &= !self.tokens.is_empty();
        let is_behind_esc = std::mem::take(&mut self.is_behind_esc);
        if self.single == 0 {
            let is_paste = is_paste(self.tokens.iter().map_while(letter), context);
            if self.is_typed_ahead(context) {
                self.tokens.pop_back();
                let text = self.take_text();
                self.push(Token::Key(Key::plain(KeyName::Enter)));
                return Some(Event::Paste(text));
            }
            if is_paste && !self.begins_a_query(context) {
                return Some(Event::Paste(self.take_text()));
            }
            self.single = if is_paste {
                1
            } else {
                self.tokens.iter().map_while(letter).count()
            };
        }
        self.single = self.single.saturating_sub(1);
        Some(match self.tokens.pop_front()? {
            Token::Key(key) if is_behind_esc => {
                let quits = self.keys.lookup(context, key) == Some(Action::Quit);
                let alt = key.alt || quits && !key.ctrl;
                Event::Key(Key { alt, ..key })
            }
            Token::Key(key) => Event::Key(key),
            Token::EscKey(key) => {
                let with_alt = Key { alt: true, ..key };
                if self.keys.lookup(context, with_alt).is_some() {
                    Event::Key(with_alt)
                } else {
                    self.tokens.push_front(Token::Key(key));
                    self.single = 0;
                    self.is_behind_esc = true;
                    Event::Key(Key::plain(KeyName::Esc))
                }
            }
            Token::Paste(text) => Event::Paste(text),
            Token::Mouse(kind, at) => Event::Mouse { kind, at },
        })
    }

    /// Whether the first key leads to where text is typed: then what follows was typed ahead for it. A letter that leads there is not asked:
    /// a paste may begin with it.
    fn begins_a_query(&self, context: Context) -> bool {
        let Some(Token::Key(key)) = self.tokens.front() else {
            return false;
        };
        let is_letter = matches!(key.name, KeyName::Char(c) if c.is_alphanumeric());
        let action = self.keys.lookup(context, *key);
        let opens = [Action::FocusSearch, Action::OpenCommands, Action::Find];
        !is_letter && action.is_some_and(|action| opens.contains(&action))
    }

    /// Whether all that is there is a line that was typed into the box with its Enter while the program started. A text of more lines is a
    /// paste, and so is a command: none is run that nobody has seen. Nor is anything chosen so to be printed, since that would leave the
    /// rest of a paste to the shell.
    fn is_typed_ahead(&self, context: Context) -> bool {
        let in_box = matches!(context, Context::Search | Context::EmptySearch);
        let may_be = in_box && self.are_of_start && !self.keys.prints();
        let count = self.tokens.len().saturating_sub(1);
        if !may_be || !(1..=LONGEST_AHEAD).contains(&count) || !self.tokens.back().is_some_and(ends)
        {
            return false;
        }
        let plain = |token: &Token| match letter(token) {
            Some(Letter::Typed(c @ ' '..='~')) => Some(c),
            _ => None,
        };
        let line: Option<String> = self.tokens.iter().take(count).map(plain).collect();
        line.is_some_and(|line| !line.trim_start().starts_with(':'))
    }

    /// Takes the text at the beginning.
    fn take_text(&mut self) -> String {
        let mut text = String::new();
        let mut count = 0;
        let mut is_behind_enter = false;
        for letter in self.tokens.iter().map_while(letter) {
            match letter {
                Letter::Typed(c) => text.push(c),
                Letter::Tab => text.push('\t'),
                // Both of them are the one end of a line.
                Letter::LineFeed if is_behind_enter => {}
                Letter::Enter | Letter::LineFeed => text.push('\n'),
            }
            is_behind_enter = letter == Letter::Enter;
            count += 1;
        }
        self.tokens.drain(..count);
        text
    }
}

/// Whether a key ends a line that is typed.
fn ends(token: &Token) -> bool {
    letter(token).is_some_and(Letter::ends)
}

/// A key that text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    Typed(char),
    Tab,
    Enter,
    /// What the terminal makes of Enter as long as it takes whole lines, and what programs send that type for somebody.
    LineFeed,
}

impl Letter {
    const fn ends(self) -> bool {
        matches!(self, Self::Enter | Self::LineFeed)
    }
}

fn letter(token: &Token) -> Option<Letter> {
    let Token::Key(key) = token else {
        return None;
    };
    match key.name {
        KeyName::Char('j') if key.ctrl && !key.alt => Some(Letter::LineFeed),
        _ if key.ctrl || key.alt => None,
        KeyName::Char(c) => Some(Letter::Typed(c)),
        KeyName::Tab => Some(Letter::Tab),
        KeyName::Enter => Some(Letter::Enter),
        _ => None,
    }
}

/// Whether keys that are there together are a paste and not what was typed ahead. Looks no further than it must.
fn is_paste(letters: impl Iterator<Item = Letter>, context: Context) -> bool {
    let in_text = context.is_typed_into();
    let fewest = if in_text { FEWEST } else { FEWEST_AMONG_KEYS };
    let mut different = Vec::with_capacity(DIFFERENT);
    let mut typed = 0;
    let mut ended = false;
    // What was opened by Enter may be read already.
    for letter in letters.skip_while(|letter| letter.ends()) {
        match letter {
            Letter::Typed(c) => {
                typed += 1;
                if different.len() < DIFFERENT && !different.contains(&c) {
                    different.push(c);
                }
                let many = typed >= fewest && (in_text || different.len() >= DIFFERENT);
                if ended || many {
                    return true;
                }
            }
            Letter::Enter | Letter::LineFeed => ended |= typed > 0,
            Letter::Tab => {}
        }
    }
    false
}

#[cfg(test)]
mod tests;
