//! What a console of Windows tells of a key -> keys. It knows no console, so its tests run everywhere.
//!
//! A console tells of every key twice, when it is pressed and when it is released, with the UTF-16 unit that it types. Three things need
//! more than one look: `AltGr` arrives as Ctrl and Alt together; a character outside of the first plane arrives as two keys; and what the keyboard
//! does not have arrives as Alt with digits, and the character comes when Alt is released. The last is how a console pastes such characters.

use crate::app::is_typed;
use crate::keymap::{Key, KeyName};

const RIGHT_ALT: u32 = 0x1;
const LEFT_ALT: u32 = 0x2;
const RIGHT_CTRL: u32 = 0x4;
const LEFT_CTRL: u32 = 0x8;
const SHIFT: u32 = 0x10;

/// The number of the key Alt.
const ALT: u16 = 0x12;
/// The most repeats of a held key that are taken at once.
const MOST_REPEATS: u16 = 100;

/// A key as the console tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether it is pressed, not released.
    pub(super) is_pressed: bool,
    /// How often it was since the last time.
    pub(super) repeats: u16,
    /// The number of the key, which does not depend on the keyboard.
    pub(super) number: u16,
    /// The UTF-16 unit that it types; 0 for none.
    pub(super) unit: u16,
    /// The keys that are held with it.
    pub(super) held: u32,
}

/// Reads keys.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// The first half of a character.
    half: Option<u16>,
}

impl Keys {
    /// The key that is told, and how often; `None` if it is none yet or none that is taken.
    pub(super) fn read(&mut self, told: Told) -> Option<(Key, usize)> {
        let types_by_number = told.number == ALT && told.unit != 0;
        if !told.is_pressed && !types_by_number {
            return None;
        }
        let repeats = usize::from(told.repeats.clamp(1, MOST_REPEATS));
        let half = self.half.take();
        let key = if let Some(name) = named(told) {
            Key {
                name,
                ctrl: told.has(LEFT_CTRL | RIGHT_CTRL),
                alt: told.has(LEFT_ALT | RIGHT_ALT),
            }
        } else if (0xd800..0xdc00).contains(&told.unit) {
            self.half = Some(told.unit);
            return None;
        } else {
            typed(told, half)?
        };
        Some((key, repeats))
    }
}

impl Told {
    const fn has(self, keys: u32) -> bool {
        self.held & keys != 0
    }
}

/// A key that types nothing, by its number.
fn named(told: Told) -> Option<KeyName> {
    Some(match told.number {
        0x08 => KeyName::Backspace,
        0x09 if told.has(SHIFT) => KeyName::BackTab,
        0x09 => KeyName::Tab,
        0x0d => KeyName::Enter,
        0x1b => KeyName::Esc,
        0x21 => KeyName::PageUp,
        0x22 => KeyName::PageDown,
        0x23 => KeyName::End,
        0x24 => KeyName::Home,
        0x25 => KeyName::Left,
        0x26 => KeyName::Up,
        0x27 => KeyName::Right,
        0x28 => KeyName::Down,
        0x2e => KeyName::Delete,
        number @ 0x70..=0x87 => KeyName::Function(u8::try_from(number - 0x6f).ok()?),
        _ => return None,
    })
}

/// A key that types a character, or would without the keys that are held.
fn typed(told: Told, half: Option<u16>) -> Option<Key> {
    let (ctrl, alt) = (
        told.has(LEFT_CTRL | RIGHT_CTRL),
        told.has(LEFT_ALT | RIGHT_ALT),
    );
    let is_digit_of_pad = (0x60..=0x69).contains(&told.number);
    if told.number != ALT && alt && !ctrl && is_digit_of_pad {
        // A digit of a character's number.
        return None;
    }
    let character = char::decode_utf16(half.into_iter().chain([told.unit])).last();
    let character = character.and_then(Result::ok);
    let key = match (character?, told.number) {
        // Ctrl alone makes a control character of a letter.
        (c @ '\u{1}'..='\u{1a}', _) if ctrl => (from_control(c)?, true, alt),
        ('\u{1b}', _) => return Some(Key::plain(KeyName::Esc)),
        (c @ '\u{1c}'..='\u{1f}', _) if ctrl => (from_control(c)?, true, alt),
        // With Alt too, nothing: then the number of the key is that of its letter or digit.
        ('\0', number @ (0x30..=0x39 | 0x41..=0x5a)) if ctrl => {
            let c = char::from(u8::try_from(number).ok()?);
            (c.to_ascii_lowercase(), true, alt)
        }
        ('\0', 0x20 | 0x32) if ctrl => (' ', true, alt),
        ('\0', _) => return None,
        // `AltGr`, or Alt with the number of a character.
        (c, ALT) => (c, false, false),
        (c, _) if ctrl && alt => (c, false, false),
        (c, _) if ctrl => (c.to_ascii_lowercase(), true, false),
        (c, _) => (c, false, alt),
    };
    let (c, ctrl, alt) = key;
    is_typed(c).then_some(Key {
        name: KeyName::Char(c),
        ctrl,
        alt,
    })
}

/// The letter or sign of which Ctrl makes a control character.
fn from_control(c: char) -> Option<char> {
    let sign = char::from_u32(u32::from(c) + 0x40)?;
    Some(sign.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const ALT_GR: u32 = LEFT_CTRL | RIGHT_ALT;

    const fn told(is_pressed: bool, number: u16, unit: u16, held: u32) -> Told {
        Told {
            is_pressed,
            repeats: 1,
            number,
            unit,
            held,
        }
    }

    /// The names of the keys that are read.
    fn read(all: &[Told]) -> Vec<String> {
        let mut keys = Keys::default();
        let read = all.iter().filter_map(|told| keys.read(*told));
        read.flat_map(|(key, repeats)| std::iter::repeat_n(key.to_string(), repeats))
            .collect()
    }

    #[rstest]
    #[case::letter(0x51, 'q', 0, "q")]
    #[case::capital(0x51, 'Q', SHIFT, "Q")]
    #[case::umlaut(0xde, 'ä', 0, "ä")]
    #[case::at_sign_of_a_german_keyboard(0x51, '@', ALT_GR, "@")]
    #[case::letter_of_a_polish_keyboard(0x41, 'ą', ALT_GR, "ą")]
    #[case::ctrl_c(0x43, '\u{3}', LEFT_CTRL, "ctrl-c")]
    #[case::ctrl_j(0x4a, '\n', RIGHT_CTRL, "ctrl-j")]
    #[case::ctrl_on_a_cyrillic_keyboard(0x43, '\u{3}', LEFT_CTRL, "ctrl-c")]
    #[case::ctrl_digit(0x31, '1', LEFT_CTRL, "ctrl-1")]
    #[case::ctrl_alt(0x41, '\0', LEFT_CTRL | LEFT_ALT, "ctrl-alt-a")]
    #[case::ctrl_bracket(0xdb, '\u{1b}', LEFT_CTRL, "esc")]
    #[case::alt(0x58, 'x', LEFT_ALT, "alt-x")]
    #[case::esc(0x1b, '\u{1b}', 0, "esc")]
    #[case::enter(0x0d, '\r', 0, "enter")]
    #[case::shift_tab(0x09, '\t', SHIFT, "shift-tab")]
    #[case::backspace(0x08, '\u{8}', 0, "backspace")]
    #[case::alt_left(0x25, '\0', LEFT_ALT | 0x100, "alt-left")]
    #[case::function(0x70, '\0', 0, "F1")]
    #[case::digit_of_the_pad(0x65, '5', 0x20, "5")]
    #[case::sent_by_a_program(0xe7, '–', 0, "–")]
    fn a_key_counts_when_it_is_pressed_and_not_when_it_is_released(
        #[case] number: u16,
        #[case] c: char,
        #[case] held: u32,
        #[case] expected: &str,
    ) {
        let unit = c as u16;
        let both = [
            told(true, number, unit, held),
            told(false, number, unit, held),
        ];
        assert_eq!(read(&both), [expected]);
    }

    #[rstest]
    #[case::shift(told(true, 0x10, 0, SHIFT))]
    #[case::ctrl(told(true, 0x11, 0, LEFT_CTRL))]
    #[case::alt(told(true, ALT, 0, LEFT_ALT))]
    #[case::alt_released(told(false, ALT, 0, 0))]
    #[case::dead_key(told(true, 0xdc, 0, 0))]
    #[case::turns_the_text(told(true, 0xe7, 0x202e, 0))]
    #[case::half_alone(told(true, 0xe7, 0xde00, 0))]
    fn what_types_nothing_is_no_key(#[case] told: Told) {
        assert_eq!(read(&[told]), Vec::<String>::new());
    }

    #[test]
    fn a_character_that_the_keyboard_lacks_comes_with_the_release_of_alt() {
        let en_dash = [
            told(true, ALT, 0, LEFT_ALT),
            told(true, 0x60, 0, LEFT_ALT),
            told(false, 0x60, 0, LEFT_ALT),
            told(true, 0x61, 0, LEFT_ALT),
            told(false, 0x61, 0, LEFT_ALT),
            told(false, ALT, 0x2013, 0),
        ];
        assert_eq!(read(&en_dash), ["–"]);
    }

    #[test]
    fn two_halves_are_one_character() {
        let halves = [0xd83d, 0xde00].map(|unit| told(true, 0xe7, unit, 0));
        assert_eq!(read(&halves), ["😀"]);
        let with_releases = [
            halves[0],
            told(false, 0xe7, 0xd83d, 0),
            halves[1],
            told(false, 0xe7, 0xde00, 0),
        ];
        assert_eq!(read(&with_releases), ["😀"]);
        assert_eq!(read(&[halves[0], told(true, 0x51, 0x71, 0)]), ["q"]);
    }

    #[test]
    fn a_held_key_comes_as_often_as_it_is_told_and_not_without_end() {
        let down = |repeats| Told {
            repeats,
            ..told(true, 0x28, 0, 0)
        };
        assert_eq!(read(&[down(3)]), ["down"; 3]);
        assert_eq!(read(&[down(0)]), ["down"]);
        assert_eq!(read(&[down(u16::MAX)]).len(), usize::from(MOST_REPEATS));
    }
}
