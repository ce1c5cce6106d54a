//! A whole control sequence -> what it tells: the keys of xterm, the Linux console, rxvt and kitty, and the mouse in three encodings.

use ratatui::layout::Position;

use crate::app::{MouseKind, is_typed};
use crate::keymap::{Key, KeyName};
use crate::terminal::pending::Token;

/// What a control sequence tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// A key or the mouse.
    Token(Token),
    /// A paste follows.
    PasteBegins,
}

/// A sequence that begins with `ESC [`: what stands between and the last byte. `None` for what is no key: releases of
/// keys, answers of the terminal.
pub(super) fn csi(between: &[u8], last: u8) -> Option<Told> {
    let between = std::str::from_utf8(between).ok()?;
    if let Some(report) = between.strip_prefix('<') {
        let [button, column, row] = <[u32; 3]>::try_from(&numbers(report)?[..]).ok()?;
        return match last {
            b'M' => moused(button, column, row),
            // A button that goes up keeps its number here.
            b'm' if button & BUTTON == 0 => moused(UP, column, row),
            _ => None,
        };
    }
    let (parameters, mut modifiers) = match numbers(between)?[..] {
        [] => ([0; 3], Modifiers::default()),
        [first] => ([first, 0, 0], Modifiers::default()),
        [first, second] => ([first, second, 0], Modifiers::of(second)),
        [first, second, third] => ([first, second, third], Modifiers::of(second)),
        _ => return None,
    };
    // The third is the kind of the event only behind a colon, and 3 is a release.
    if between.ends_with(":3") {
        return None;
    }
    let name = match (last, parameters) {
        (b'M', [button, column, row]) => {
            return moused(button.checked_sub(32)?, column, row);
        }
        (b'~', [200, ..]) => return Some(Told::PasteBegins),
        (b'~', [27, _, character]) | (b'u', [character, ..]) => character_key(character)?,
        (b'~' | b'$', [number, ..]) => numbered(number)?,
        (b'^' | b'@', [number, ..]) => {
            modifiers.ctrl = true;
            numbered(number)?
        }
        (b'Z', _) => KeyName::BackTab,
        // Where the cursor is would look alike.
        (b'R', [first, ..]) if first > 1 => return None,
        (b'a'..=b'd', [0, ..]) => lettered(last.to_ascii_uppercase())?,
        _ => lettered(last)?,
    };
    Some(Told::Token(Token::Key(modifiers.key(name))))
}

/// A sequence that begins with `ESC O`.
pub(super) fn ss3(between: &[u8], last: u8) -> Option<Key> {
    let between = std::str::from_utf8(between).ok()?;
    let mut modifiers = Modifiers::of(*numbers(between)?.last().unwrap_or(&1));
    let name = match last {
        b'M' => KeyName::Enter,
        b'I' => KeyName::Tab,
        b' ' => KeyName::Char(' '),
        // The arrows of rxvt with Ctrl.
        b'a'..=b'd' => {
            modifiers.ctrl = true;
            lettered(last.to_ascii_uppercase())?
        }
        // The digits and signs of a numeric keypad.
        b'j'..=b'y' => KeyName::Char(char::from(last - 0x40)),
        b'X' => KeyName::Char('='),
        _ => lettered(last)?,
    };
    Some(modifiers.key(name))
}

/// A function key of the Linux console: what follows `ESC [ [`.
pub(super) fn console(last: u8) -> Option<Key> {
    let number = last.checked_sub(b'A')? + 1;
    (number <= 5).then_some(Key::plain(KeyName::Function(number)))
}

/// The report of the mouse in three bytes.
pub(super) fn mouse([button, column, row]: [u8; 3]) -> Option<Told> {
    let number = |byte: u8| u32::from(byte.saturating_sub(32));
    moused(number(button), number(column), number(row))
}

/// The bits of the mouse that number its buttons; further buttons have bits above.
const BUTTON: u32 = 0b1100_0011;
/// The button where none is down.
const UP: u32 = 3;
/// The bit of a move.
const MOVE: u32 = 32;

/// What the mouse did, as all three encodings number it.
fn moused(button: u32, column: u32, row: u32) -> Option<Told> {
    // Shift, Alt and Ctrl make no difference.
    let kind = match (button & BUTTON, button & MOVE > 0) {
        (0, false) => MouseKind::Click,
        (0, true) => MouseKind::Drag,
        (UP, _) => MouseKind::Release,
        (64, false) => MouseKind::WheelUp,
        (65, false) => MouseKind::WheelDown,
        _ => return None,
    };
    let place = |number: u32| u16::try_from(number.saturating_sub(1)).ok();
    let at = Position::new(place(column)?, place(row)?);
    Some(Told::Token(Token::Mouse(kind, at)))
}

/// The modifiers that the keymap knows.
#[derive(Debug, Clone, Copy, Default)]
struct Modifiers {
    shift: bool,
    alt: bool,
    ctrl: bool,
}

impl Modifiers {
    /// As a sequence numbers them.
    fn of(number: u32) -> Self {
        let bits = number.saturating_sub(1);
        Self {
            shift: bits & 1 > 0,
            alt: bits & 2 > 0,
            ctrl: bits & 4 > 0,
        }
    }

    fn key(self, name: KeyName) -> Key {
        let name = match name {
            KeyName::Char(c) if self.ctrl => KeyName::Char(c.to_ascii_lowercase()),
            KeyName::Char(c) if self.shift => KeyName::Char(c.to_ascii_uppercase()),
            KeyName::Tab if self.shift => KeyName::BackTab,
            name => name,
        };
        Key {
            name,
            ctrl: self.ctrl,
            alt: self.alt,
        }
    }
}

/// The numbers between semicolons, of each only what stands before a colon. `None` if there is anything else.
fn numbers(text: &str) -> Option<Vec<u32>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let number = |part: &str| {
        let part = part.split(':').next().unwrap_or_default();
        if part.is_empty() {
            Some(0)
        } else {
            part.parse().ok()
        }
    };
    text.split(';').map(number).collect()
}

fn character_key(number: u32) -> Option<KeyName> {
    Some(match number {
        9 => KeyName::Tab,
        13 => KeyName::Enter,
        27 => KeyName::Esc,
        8 | 127 => KeyName::Backspace,
        _ => KeyName::Char(char::from_u32(number).filter(|c| is_typed(*c))?),
    })
}

fn numbered(number: u32) -> Option<KeyName> {
    Some(match number {
        1 | 7 => KeyName::Home,
        3 => KeyName::Delete,
        4 | 8 => KeyName::End,
        5 => KeyName::PageUp,
        6 => KeyName::PageDown,
        11..=15 => function(number - 10)?,
        17..=21 => function(number - 11)?,
        23..=26 => function(number - 12)?,
        28 | 29 => function(number - 13)?,
        31..=34 => function(number - 14)?,
        _ => return None,
    })
}

fn function(number: u32) -> Option<KeyName> {
    u8::try_from(number).ok().map(KeyName::Function)
}

fn lettered(last: u8) -> Option<KeyName> {
    Some(match last {
        b'A' => KeyName::Up,
        b'B' => KeyName::Down,
        b'C' => KeyName::Right,
        b'D' => KeyName::Left,
        b'F' => KeyName::End,
        b'H' => KeyName::Home,
        b'P'..=b'S' => KeyName::Function(last - b'P' + 1),
        _ => return None,
    })
}
