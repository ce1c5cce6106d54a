//! Bytes as they come from the terminal -> keys, pastes, mouse. Knows no file and no clock: whoever reads tells when nothing followed.
//!
//! Bytes may be cut anywhere. A sequence that is not whole waits for its rest, but never so that Ctrl-C is not heard: a control character ends
//! whatever was left open. What terminals answer to other programs (`ESC ]`, `ESC P`, `ESC [ ?`) is read to its end and dropped.

use super::sequence::{self, Told};
use crate::app::is_typed;
use crate::keymap::{Key, KeyName};
use crate::terminal::pending::{Pending, Token};

/// What a paste ends with.
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// Of a paste no more than this is kept, in bytes.
const LONGEST_PASTE: usize = 16 << 20;
/// Of a sequence no more than this is kept: longer ones mean nothing here.
const LONGEST_SEQUENCE: usize = 32;

const CTRL_C: u8 = 0x03;
const BELL: u8 = 0x07;
const ESC: u8 = 0x1b;

/// The state between two bytes.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    state: State,
    /// Whether an Esc of its own stands before what is being read.
    after_esc: bool,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// The first bytes of a character.
    Character(Vec<u8>),
    /// `ESC`.
    Esc,
    /// `ESC [` and what stands between it and the last byte.
    Csi(Vec<u8>),
    /// `ESC [ [`.
    Console,
    /// `ESC [ M`, and the bytes behind it.
    Mouse(Vec<u8>),
    /// `ESC O`.
    Ss3(Vec<u8>),
    /// An answer that ends with `ESC \`: the byte it begins with, whether it has any more, and whether the last was `ESC`.
    Answer { first: u8, empty: bool, esc: bool },
    /// A paste.
    Paste(Vec<u8>),
}

/// How long what is not whole is to be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// Nothing is open, or only the terminal can end it.
    Not,
    /// An Esc that may be the beginning of a sequence.
    ForKey,
    /// A sequence that has begun.
    ForSequence,
}

impl Decoder {
    /// Takes in what was read at once.
    pub(super) fn push(&mut self, bytes: &[u8], out: &mut Pending<'_>) {
        let mut rest = bytes;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            if let State::Paste(paste) = &mut self.state {
                paste.push(byte);
                if paste.ends_with(PASTE_ENDS) {
                    paste.truncate(paste.len() - PASTE_ENDS.len());
                    self.end_paste(out);
                } else if rest.is_empty() && byte == CTRL_C {
                    // The end of the paste got lost: somebody wants to get out.
                    paste.pop();
                    self.end_paste(out);
                    self.ground(byte, out);
                } else if paste.len() > LONGEST_PASTE {
                    paste.drain(LONGEST_PASTE / 2..LONGEST_PASTE);
                }
            } else {
                self.byte(byte, out);
            }
        }
    }

    /// What the state waits for.
    pub(super) const fn waits(&self) -> Waits {
        match self.state {
            State::Ground | State::Paste(_) => Waits::Not,
            State::Esc => Waits::ForKey,
            _ => Waits::ForSequence,
        }
    }

    /// Nothing followed: what is open is the keys that it may be, or nothing.
    pub(super) fn give_up(&mut self, out: &mut Pending<'_>) {
        let esc = Token::Key(Key::plain(KeyName::Esc));
        let second = match std::mem::take(&mut self.state) {
            State::Esc => None,
            State::Csi(between) if between.is_empty() => Some('['),
            State::Ss3(between) if between.is_empty() => Some('O'),
            State::Answer {
                first, empty: true, ..
            } => Some(char::from(first)),
            State::Console => Some('['),
            _ => {
                self.after_esc = false;
                return;
            }
        };
        if std::mem::take(&mut self.after_esc) {
            out.push(esc.clone());
        }
        match second {
            None => out.push(esc),
            Some(c) => out.push(Token::EscKey(Key::plain(KeyName::Char(c)))),
        }
    }

    fn byte(&mut self, byte: u8, out: &mut Pending<'_>) {
        let is_control = byte < 0x20 || byte == 0x7f;
        match &mut self.state {
            State::Ground => self.ground(byte, out),
            State::Esc => self.after_esc(byte, out),
            State::Answer { empty, esc, .. } => match (*esc, byte) {
                (true, b'\\') | (false, BELL) => self.drop_open(),
                (false, ESC) => *esc = true,
                (true, _) => {
                    self.drop_open();
                    self.state = State::Esc;
                    self.after_esc(byte, out);
                }
                _ if is_control => self.interrupt(byte, out),
                _ => *empty = false,
            },
            _ if is_control => self.interrupt(byte, out),
            State::Character(bytes) => {
                bytes.push(byte);
                match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        let c = text.chars().next();
                        self.state = State::Ground;
                        self.character(c, out);
                    }
                    // The rest may follow.
                    Err(error) if error.error_len().is_none() => {}
                    Err(_) => {
                        self.drop_open();
                        self.ground(byte, out);
                    }
                }
            }
            State::Csi(between) => match byte {
                b'[' if between.is_empty() => self.state = State::Console,
                b'M' if between.is_empty() => self.state = State::Mouse(Vec::new()),
                b'$' if between.iter().all(u8::is_ascii_digit) && !between.is_empty() => {
                    self.end_csi(byte, out);
                }
                0x20..=0x3f if between.len() < LONGEST_SEQUENCE => between.push(byte),
                0x20..=0x3f => {}
                0x40..=0x7e => self.end_csi(byte, out),
                _ => self.drop_open(),
            },
            State::Console => {
                let key = sequence::console(byte);
                self.key(key, out);
            }
            State::Mouse(bytes) => {
                bytes.push(byte);
                if let Ok(bytes) = <[u8; 3]>::try_from(&bytes[..]) {
                    self.drop_open();
                    if let Some(Told::Token(mouse)) = sequence::mouse(bytes) {
                        out.push(mouse);
                    }
                }
            }
            State::Ss3(between) => match byte {
                b'0'..=b';' if between.len() < LONGEST_SEQUENCE => between.push(byte),
                _ => {
                    let key = sequence::ss3(between, byte);
                    self.key(key, out);
                }
            },
            State::Paste(_) => {}
        }
    }

    /// A byte with nothing open.
    fn ground(&mut self, byte: u8, out: &mut Pending<'_>) {
        let control = |letter: u8| Key {
            ctrl: true,
            ..Key::plain(KeyName::Char(char::from(letter)))
        };
        let key = match byte {
            ESC => {
                self.state = State::Esc;
                return;
            }
            b'\t' => Key::plain(KeyName::Tab),
            b'\r' => Key::plain(KeyName::Enter),
            0x7f => Key::plain(KeyName::Backspace),
            0 => control(b' '),
            0x01..=0x1a => control(byte - 1 + b'a'),
            0x1c..=0x1f => control(byte + 0x40),
            0x20..=0x7e => Key::plain(KeyName::Char(char::from(byte))),
            0x80..=0xff => {
                self.state = State::Character(vec![byte]);
                // A byte that begins no character is none.
                let begins = std::str::from_utf8(&[byte]).is_err_and(|e| e.error_len().is_none());
                if !begins {
                    self.drop_open();
                }
                return;
            }
        };
        self.key(Some(key), out);
    }

    /// A byte behind ESC.
    fn after_esc(&mut self, byte: u8, out: &mut Pending<'_>) {
        self.state = match byte {
            b'[' => State::Csi(Vec::new()),
            b'O' => State::Ss3(Vec::new()),
            b']' | b'P' | b'X' | b'^' | b'_' => State::Answer {
                first: byte,
                empty: true,
                esc: false,
            },
            _ => {
                // That ESC was a key of its own, or Alt.
                if std::mem::replace(&mut self.after_esc, true) {
                    out.push(Token::Key(Key::plain(KeyName::Esc)));
                }
                self.state = State::Ground;
                return self.ground(byte, out);
            }
        };
    }

    fn character(&mut self, c: Option<char>, out: &mut Pending<'_>) {
        let key = c.filter(|c| is_typed(*c));
        self.key(key.map(|c| Key::plain(KeyName::Char(c))), out);
    }

    /// Ends what is open with a key, if it is one.
    fn key(&mut self, key: Option<Key>, out: &mut Pending<'_>) {
        self.state = State::Ground;
        let after_esc = std::mem::take(&mut self.after_esc);
        match key {
            Some(key) if after_esc => out.push(Token::EscKey(key)),
            Some(key) => out.push(Token::Key(key)),
            None => {}
        }
    }

    fn end_csi(&mut self, last: u8, out: &mut Pending<'_>) {
        let State::Csi(between) = std::mem::take(&mut self.state) else {
            return;
        };
        let told = (between.len() < LONGEST_SEQUENCE)
            .then(|| sequence::csi(&between, last))
            .flatten();
        match told {
            Some(Told::Token(Token::Key(key))) => self.key(Some(key), out),
            told => {
                self.drop_open();
                match told {
                    Some(Told::Token(token)) => out.push(token),
                    Some(Told::PasteBegins) => self.state = State::Paste(Vec::new()),
                    None => {}
                }
            }
        }
    }

    fn end_paste(&mut self, out: &mut Pending<'_>) {
        if let State::Paste(bytes) = std::mem::take(&mut self.state) {
            out.push(Token::Paste(String::from_utf8_lossy(&bytes).into_owned()));
        }
    }

    /// A control character amid something else: that was cut off, and the character counts.
    fn interrupt(&mut self, byte: u8, out: &mut Pending<'_>) {
        self.give_up(out);
        self.ground(byte, out);
    }

    fn drop_open(&mut self) {
        self.state = State::Ground;
        self.after_esc = false;
    }
}

#[cfg(test)]
mod tests;
