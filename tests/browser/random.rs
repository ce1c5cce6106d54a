//! Random keys, pastes, clicks, drags and sizes, from every start: the state stays sound and every screen is drawn.

use proptest::prelude::*;
use ratatui::layout::{Position, Size};
use smtpref::app::{Event, Item, MouseKind, Start};
use smtpref::keymap::{Key, Keymap};
use smtpref::ui::Theme;

use super::driver::Browser;
use super::sound::{assert_sound, start};

fn any_key() -> impl Strategy<Value = Event> {
    let bound: Vec<Key> = Keymap::shipped()
        .bindings()
        .iter()
        .map(|binding| binding.key)
        .collect();
    prop_oneof![
        4 => proptest::sample::select(bound).prop_map(Event::Key),
        2 => "[a-z0-9 .:/!'|^$?]".prop_map(|text| Event::Key(Key::parse(
            if text == " " { "space" } else { &text }
        ).unwrap())),
        1 => any::<char>().prop_map(|c| Event::Paste(c.to_string())),
        1 => "(550 5[.]1[.]1 [a-z ]{0,30}\n?){1,5}".prop_map(Event::Paste),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    let kind = prop_oneof![
        Just(MouseKind::Click),
        Just(MouseKind::Drag),
        Just(MouseKind::Release),
        Just(MouseKind::WheelUp),
        Just(MouseKind::WheelDown)
    ];
    prop_oneof![
        8 => any_key(),
        2 => any_size().prop_map(Event::Resize),
        2 => (kind, any_cell()).prop_map(|(kind, (column, row))| Event::Mouse { kind, at: Position::new(column, row) }),
    ]
}

fn any_cell() -> impl Strategy<Value = (u16, u16)> {
    (0_u16..190, 0_u16..60)
}

/// What is done at once: an event, or a drag of something that can be held, whose release is sometimes lost.
#[derive(Debug, Clone)]
enum Deed {
    Event(Event),
    Drag(Grip, Vec<(u16, u16)>, bool),
}

/// What is held, if it is there.
#[derive(Debug, Clone, Copy)]
enum Grip {
    Divider,
    ListBar,
    PageBar,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let grip = prop_oneof![
        Just(Grip::Divider),
        Just(Grip::ListBar),
        Just(Grip::PageBar)
    ];
    let ways = proptest::collection::vec(any_cell(), 1..6);
    prop_oneof![
        9 => any_event().prop_map(Deed::Event),
        1 => (grip, ways, any::<bool>()).prop_map(|(grip, way, ends)| Deed::Drag(grip, way, ends)),
    ]
}

/// The events of a deed in the window as it is.
fn events_of(deed: Deed, browser: &Browser) -> Vec<Event> {
    let (grip, way, ends) = match deed {
        Deed::Event(event) => return vec![event],
        Deed::Drag(grip, way, ends) => (grip, way, ends),
    };
    let app = &browser.app;
    let layout = app.layout();
    let held = match grip {
        Grip::Divider => layout.divider,
        Grip::ListBar => app.list_bar(&layout).map(|bar| bar.track),
        Grip::PageBar => app.page_bar(&layout).map(|bar| bar.track),
    };
    let Some(held) = held else {
        return Vec::new();
    };
    let from = Position::new(held.x, held.y + held.height / 3);
    let mut all = vec![(MouseKind::Click, from)];
    let way = way.into_iter().map(|(x, y)| Position::new(x, y));
    all.extend(way.map(|at| (MouseKind::Drag, at)));
    all.extend(ends.then_some((MouseKind::Release, from)));
    let events = all.into_iter();
    events.map(|(kind, at)| Event::Mouse { kind, at }).collect()
}

/// Windows of all sorts; half of them are small.
fn any_size() -> impl Strategy<Value = Size> {
    prop_oneof![(1_u16..75, 1_u16..20), (1_u16..260, 1_u16..60)]
        .prop_map(|(width, height)| Size { width, height })
}

fn any_start() -> impl Strategy<Value = Start> {
    prop_oneof![
        Just(Start::List),
        Just(Start::Query("null mx".to_owned())),
        proptest::sample::select(vec!["556", "X.7.1", "5.1.1", "599", "x.4"]).prop_map(start),
        proptest::sample::select(vec!["250 556", "5.1.1 x.1.10", "599 550"]).prop_map(start),
    ]
}

/// The most deeds of a case; most are one event, a drag is four in the mean.
const DEEDS: usize = 60;
/// The events of a case in the mean.
const EVENTS: u32 = 38;

/// A few cases each time; `RANDOM_EVENTS` asks for so many events, `PROPTEST_CASES` for so many cases.
fn config() -> ProptestConfig {
    let events = std::env::var("RANDOM_EVENTS");
    let events = events.map(|events| events.parse::<u32>().expect("a number of events"));
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig::default();
    let cases = match events {
        Ok(events) => events.div_ceil(EVENTS),
        Err(_) if asked => config.cases,
        Err(_) => 48,
    };
    ProptestConfig { cases, ..config }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_events_keep_the_browser_sound(
        start in any_start(),
        size in any_size(),
        // Some frames are drawn into a window that has another size by then.
        deeds in proptest::collection::vec((any_deed(), proptest::option::weighted(0.2, any_size())), 1..DEEDS),
    ) {
        let mut browser = Browser::start_shipped(&start, size.width, size.height);
        assert_sound(&browser);
        for (deed, frame) in deeds {
            for event in events_of(deed, &browser) {
                browser.event(event);
                assert_sound(&browser);
            }
            if let Some(size) = frame {
                browser.frame(Theme::Plain, size);
            }
        }
    }

    #[test]
    fn a_letter_typed_and_taken_back_changes_nothing(query in "[a-z0-9. ]{0,12}", letter in "[a-z0-9]") {
        let mut browser = Browser::shipped(100, 30);
        browser.event(Event::Paste(query));
        let before = browser.app.list().items().to_vec();
        // What is explained is no query that a letter could be added to.
        prop_assume!(!before.iter().any(|item| matches!(item, Item::Reply(_))));
        browser.keys(&letter).keys("<backspace>");
        prop_assert_eq!(before, browser.app.list().items().to_vec());
    }
}

#[test]
fn every_size_is_drawn() {
    let mut browser = Browser::shipped(1, 1);
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
                assert_sound(&browser);
            }
        }
    }
}
