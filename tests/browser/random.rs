//! Random keys, pastes, clicks and sizes: the state stays sound and every screen is drawn.

use proptest::prelude::*;
use smtpref::app::{Event, MouseKind, Size};
use smtpref::keymap::{Binding, Key, bindings};

use super::driver::Browser;

fn any_key() -> impl Strategy<Value = Event> {
    let bound: Vec<Key> = bindings().iter().map(Binding::key).collect();
    prop_oneof![
        4 => proptest::sample::select(bound).prop_map(Event::Key),
        2 => "[a-z0-9 .:/!'|^$?]".prop_map(|text| Event::Key(Key::parse(
            if text == " " { "space" } else { &text }
        ).unwrap())),
        1 => any::<char>().prop_map(|c| Event::Paste(c.to_string())),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    let place = (0_u16..130, 0_u16..50);
    let kind = prop_oneof![
        Just(MouseKind::Click),
        Just(MouseKind::WheelUp),
        Just(MouseKind::WheelDown)
    ];
    prop_oneof![
        8 => any_key(),
        1 => (1_u16..140, 1_u16..50).prop_map(|(width, height)| Event::Resize(Size { width, height })),
        2 => (kind, place).prop_map(|(kind, (column, row))| Event::Mouse { kind, column, row }),
    ]
}

fn check(browser: &Browser) {
    let app = &browser.app;
    let reader = app.reader();
    assert!(reader.scroll() <= reader.last_scroll());
    let list = app.list();
    assert!(list.rows().is_empty() || list.selected() < list.rows().len());
    assert!(list.top() <= list.selected());
    assert!(!app.input().value().contains(char::is_control));
    let lines = reader.lines();
    if let Some(link) = reader.link() {
        assert!(link.line < lines.len() && link.start < link.end);
    }
    let buffer = browser.buffer();
    for cell in buffer.content() {
        assert!(!cell.symbol().contains(char::is_control));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_events_keep_the_browser_sound(
        size in (1_u16..140, 1_u16..50),
        events in proptest::collection::vec(any_event(), 1..60),
    ) {
        let mut browser = Browser::new(size.0, size.1);
        check(&browser);
        for event in events {
            browser.event(event);
            check(&browser);
        }
    }

    #[test]
    fn a_letter_typed_and_taken_back_changes_nothing(query in "[a-z0-9. ]{0,12}", letter in "[a-z0-9]") {
        let mut browser = Browser::new(100, 30);
        browser.event(Event::Paste(query));
        let before = browser.app.list().rows().to_vec();
        browser.keys(&letter).keys("<backspace>");
        prop_assert_eq!(before, browser.app.list().rows().to_vec());
    }
}

#[test]
fn every_size_is_drawn() {
    let mut browser = Browser::new(1, 1);
    for keys in [
        "",
        "null mx",
        "<enter>",
        "<F1>",
        "<esc><esc><esc>250 556<enter>",
        "<ctrl-f>",
    ] {
        browser.keys(keys);
        for width in (1..=30).chain([60, 71, 72, 89, 90, 91, 250]) {
            for height in [1, 2, 3, 4, 5, 6, 8, 24, 70] {
                browser.resize(width, height);
                check(&browser);
            }
        }
    }
}
