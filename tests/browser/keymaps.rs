//! Keys of the user's own: each browser has those that it was given.

use ratatui::layout::Size;
use smtpref::app::{App, Effect, Event, Start};
use smtpref::keymap::{Action, Change, Context, Key, Keymap};

use crate::driver::fixture;

const SIZE: Size = Size {
    width: 120,
    height: 30,
};

fn key(name: &str) -> Key {
    Key::parse(name).unwrap()
}

/// A keymap in which `c` quits the list and nothing filters it.
fn own() -> Keymap {
    let changes = [(Action::Quit, &["c"][..]), (Action::OpenFilter, &[])];
    let changes = changes.map(|(action, keys)| Change {
        context: Context::List,
        action,
        keys: keys.iter().copied().map(key).collect(),
    });
    Keymap::shipped().with(&changes)
}

#[test]
fn two_browsers_have_two_keymaps() {
    let own = own();
    let open = |keys| App::new(fixture(), keys, &Start::List, SIZE);
    let mut apps = [open(&own), open(Keymap::shipped())];
    let press = |app: &mut App<'_>, name| app.handle(Event::Key(key(name)));
    for app in &mut apps {
        assert_eq!(press(app, "tab"), None);
        assert_eq!(app.context(), Context::List);
    }
    let [ours, shipped] = &mut apps;
    let says = |app: &App<'_>, action| {
        let buttons = app.buttons(&app.layout());
        let mut shown = buttons.iter().map(|button| button.hint);
        let hint = shown.find(|hint| hint.action == action);
        hint.map(|hint| hint.key.to_string())
    };
    assert_eq!(says(ours, Action::Quit).as_deref(), Some("c"));
    assert_eq!(says(shipped, Action::Quit).as_deref(), Some("q"));
    assert_eq!(press(ours, "f"), None);
    assert_eq!(
        ours.message(),
        Some("f does nothing here; ? shows the keys")
    );
    assert_eq!(press(shipped, "f"), None);
    assert!(ours.overlay().is_none() && shipped.overlay().is_some());
    press(shipped, "esc");
    assert_eq!(press(ours, "c"), Some(Effect::Quit));
    assert_eq!(press(shipped, "c"), None);
    assert!(shipped.picking().is_some());
}

/// The row of a command tells the key of this browser.
#[test]
fn the_list_of_commands_tells_the_keys_that_hold() {
    let changes = [Change {
        context: Context::List,
        action: Action::Mask,
        keys: vec![key("F9")],
    }];
    let own = Keymap::shipped().with(&changes);
    let row = |keys| {
        let app = App::new(fixture(), keys, &Start::Query(":mask".to_owned()), SIZE);
        let row = app.list().row(0).unwrap();
        let spans = row.lines[0].iter().map(|span| span.text.as_str());
        spans.collect::<String>()
    };
    let (ours, shipped) = (row(&own), row(Keymap::shipped()));
    assert!(
        ours.contains("F9") && !shipped.contains("F9"),
        "{ours} {shipped}"
    );
}
