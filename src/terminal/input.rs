//! Terminal events -> events of the browser.

use crossterm::event::{self, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use ratatui::layout::{Position, Size};

use crate::app::{Event, MouseKind};
use crate::keymap::{Key, KeyName};

/// The event, `None` for what the browser does not take: releases, mouse moves, media keys.
pub(super) fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => {
            Some(Event::Key(translate_key(key.code, key.modifiers)?))
        }
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(width, height) => Some(Event::Resize(Size::new(width, height))),
        event::Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            };
            Some(Event::Mouse {
                kind,
                at: Position::new(mouse.column, mouse.row),
            })
        }
        _ => None,
    }
}

fn translate_key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    // Two presses in a row arrive as one with Alt.
    let modifiers = if code == KeyCode::Esc {
        KeyModifiers::NONE
    } else {
        modifiers
    };
    let name = match code {
        KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
            KeyName::Char(c.to_ascii_lowercase())
        }
        KeyCode::Char(c) => KeyName::Char(c),
        KeyCode::Enter => KeyName::Enter,
        KeyCode::Esc => KeyName::Esc,
        KeyCode::Tab => KeyName::Tab,
        KeyCode::BackTab => KeyName::BackTab,
        KeyCode::Backspace => KeyName::Backspace,
        KeyCode::Delete => KeyName::Delete,
        KeyCode::Up => KeyName::Up,
        KeyCode::Down => KeyName::Down,
        KeyCode::Left => KeyName::Left,
        KeyCode::Right => KeyName::Right,
        KeyCode::Home => KeyName::Home,
        KeyCode::End => KeyName::End,
        KeyCode::PageUp => KeyName::PageUp,
        KeyCode::PageDown => KeyName::PageDown,
        KeyCode::F(number) => KeyName::Function(number),
        _ => return None,
    };
    Some(Key {
        name,
        ctrl: modifiers.contains(KeyModifiers::CONTROL),
        alt: modifiers.contains(KeyModifiers::ALT),
    })
}
