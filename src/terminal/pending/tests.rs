//! What waits between the terminal and the program: pastes, lines typed ahead, bursts.

use rstest::rstest;

use super::*;
use crate::keymap::Change;

fn keys(text: &str) -> impl Iterator<Item = Token> + '_ {
    text.chars().map(|c| {
        Token::Key(Key::plain(match c {
            '\t' => KeyName::Tab,
            '\n' => KeyName::Enter,
            c => KeyName::Char(c),
        }))
    })
}

/// What the end of a line may come as: that of a terminal, of a Unix and of the Internet.
const ENDS: [&[&str]; 3] = [&["enter"], &["ctrl-j"], &["enter", "ctrl-j"]];

/// The keys of a text whose lines end so.
fn keys_with_ends<'a>(text: &'a str, end: &'a [&str]) -> impl Iterator<Item = Token> + 'a {
    keys(text).flat_map(move |token| {
        if token != Token::Key(Key::plain(KeyName::Enter)) {
            return vec![token];
        }
        let end = end.iter().map(|key| Token::Key(Key::parse(key).unwrap()));
        end.collect()
    })
}

fn events(tokens: impl Iterator<Item = Token>, context: Context) -> Vec<String> {
    let mut pending = Pending::new(Keymap::shipped());
    tokens.for_each(|token| pending.push(token));
    let events = std::iter::from_fn(|| pending.next(context));
    events.map(named).collect()
}

fn named(event: Event) -> String {
    match event {
        Event::Key(key) => key.to_string(),
        other => format!("{other:?}"),
    }
}

#[rstest]
#[case::lines(Context::Search, "a\nb")]
#[case::lines_in_the_list(Context::List, "q\nls\n")]
#[case::a_line_with_its_end(Context::Search, "mailbox full\n")]
#[case::a_long_line(Context::EmptySearch, "mmmmmmmm")]
#[case::a_word_among_keys(Context::List, "queue")]
#[case::a_word_and_its_end(Context::Page, "quota\n")]
#[case::with_tabs(Context::Page, "id\tqueue")]
#[case::after_an_empty_line(Context::List, "\nqueue\n")]
#[case::in_the_help(Context::Help, "550 5.1.1 User unknown")]
#[case::short_lines(Context::Search, "Dear all,\nok\nq\n\ntouch it\n")]
fn a_burst_is_one_paste(#[case] context: Context, #[case] text: &str) {
    for end in ENDS {
        assert_eq!(
            events(keys_with_ends(text, end), context),
            [format!("Paste({text:?})")],
            "{context:?}, {end:?}"
        );
    }
}

#[rstest]
#[case::a_short_code(Context::Search, "556\n")]
#[case::a_few_letters(Context::Search, "null mx\n")]
#[case::held(Context::List, "jjjjjjjjjjjjjjj")]
#[case::up_and_down(Context::Page, "jjjjjkkkkk")]
#[case::some_commands(Context::Page, "}}}?")]
#[case::enter_held(Context::List, "\n\n\n\n")]
#[case::opened_and_scrolled(Context::List, "\njjj")]
#[case::a_pane_and_a_key(Context::List, "\tq")]
fn what_is_typed_ahead_are_keys(#[case] context: Context, #[case] text: &str) {
    for end in ENDS {
        let count = keys_with_ends(text, end).count();
        let events = events(keys_with_ends(text, end), context);
        assert_eq!(events.len(), count, "{context:?}, {end:?}");
    }
}

#[cfg(unix)]
#[rstest]
#[case::line("mailbox full\n", true, &["Paste(\"mailbox full\")", "enter"])]
#[case::code("556\n", true, &["Paste(\"556\")", "enter"])]
#[case::later("mailbox full\n", false, &["Paste(\"mailbox full\\n\")"])]
#[case::command(" :copy page\n", true, &["Paste(\" :copy page\\n\")"])]
#[case::two_lines("mailbox\nfull\n", true, &["Paste(\"mailbox\\nfull\\n\")"])]
#[case::not_ascii("boîte pleine\n", true, &["Paste(\"boîte pleine\\n\")"])]
fn a_line_that_was_typed_while_the_program_started_keeps_its_enter(
    #[case] text: &str,
    #[case] at_start: bool,
    #[case] expected: &[&str],
) {
    // Before the program takes the terminal, that makes another character of Enter.
    let of_terminal = Key::parse("ctrl-j").unwrap();
    for enter in [Key::plain(KeyName::Enter), of_terminal] {
        let mut pending = Pending::new(Keymap::shipped());
        if at_start {
            pending.begin_with_start();
        }
        let last = text.len() - 1;
        keys(&text[..last]).for_each(|token| pending.push(token));
        pending.push(Token::Key(enter));
        let events = std::iter::from_fn(|| pending.next(Context::EmptySearch));
        let told: Vec<String> = events.map(named).collect();
        assert_eq!(told, expected, "{enter}");
    }
}

#[rstest]
#[case::search("/", Context::List, Context::Search)]
#[case::commands(":", Context::List, Context::Search)]
#[case::find("/", Context::Page, Context::Find)]
fn a_query_may_be_typed_ahead(
    #[case] first: &str,
    #[case] context: Context,
    #[case] then: Context,
) {
    let mut pending = Pending::new(Keymap::shipped());
    keys(first)
        .chain(keys("mailbox full"))
        .for_each(|token| pending.push(token));
    let key = Event::Key(Key::parse(first).unwrap());
    assert_eq!(pending.next(context), Some(key));
    let text = Event::Paste("mailbox full".to_owned());
    assert_eq!(pending.next(then), Some(text));
    assert_eq!(pending.next(then), None);
}

#[rstest]
#[case::search("S")]
#[case::left("h")]
fn a_letter_that_leads_to_the_box_begins_a_paste_all_the_same(#[case] first: &str) {
    let text = format!("{first}ost said: 550 no\nquit");
    let pasted = format!("Paste({text:?})");
    assert_eq!(events(keys(&text), Context::List), [pasted]);
}

#[test]
fn other_keys_stand_outside_of_a_paste() {
    let ctrl_c = Token::Key(Key::parse("ctrl-c").unwrap());
    let up = Token::Key(Key::plain(KeyName::Up));
    let tokens = std::iter::once(up)
        .chain(keys("first line\nsecond"))
        .chain([ctrl_c, Token::Paste("x".to_owned())]);
    assert_eq!(
        events(tokens, Context::List),
        [
            "up",
            "Paste(\"first line\\nsecond\")",
            "ctrl-c",
            "Paste(\"x\")"
        ]
    );
}

#[rstest]
#[case::alt_means_something(Context::Search, "b", &["alt-b"])]
#[case::alt_means_something_everywhere(Context::Page, "left", &["alt-left"])]
#[case::alt_means_nothing(Context::List, "b", &["esc", "b"])]
#[case::two_of_them(Context::List, "esc", &["esc", "esc"])]
#[case::a_letter_that_would_quit(Context::Page, "q", &["esc", "alt-q"])]
#[case::a_letter_that_is_typed(Context::Search, "q", &["esc", "q"])]
#[case::a_key_that_quits_everywhere(Context::Page, "ctrl-c", &["esc", "ctrl-c"])]
fn esc_and_a_key(#[case] context: Context, #[case] key: &str, #[case] expected: &[&str]) {
    let token = Token::EscKey(Key::parse(key).unwrap());
    assert_eq!(events(std::iter::once(token), context), expected);
}

#[test]
fn the_rest_of_a_paste_is_waited_for_and_no_more_than_that() {
    let mut pending = Pending::new(Keymap::shipped());
    keys("jj").for_each(|token| pending.push(token));
    assert!(!pending.is_amid_paste(Context::List));
    keys("a longer text").for_each(|token| pending.push(token));
    assert!(pending.is_amid_paste(Context::List));
    pending.push(Token::Key(Key::parse("ctrl-c").unwrap()));
    assert!(!pending.is_amid_paste(Context::List));
}

#[test]
fn of_moves_of_the_mouse_the_last_counts() {
    let mouse = |kind, x| Token::Mouse(kind, Position::new(x, 1));
    let tokens = [
        mouse(MouseKind::Click, 3),
        mouse(MouseKind::Drag, 4),
        mouse(MouseKind::Drag, 9),
        mouse(MouseKind::Release, 9),
        mouse(MouseKind::Drag, 2),
    ];
    let mut pending = Pending::new(Keymap::shipped());
    for token in tokens {
        pending.push(token);
    }
    let events = std::iter::from_fn(|| pending.next(Context::List));
    let events: Vec<(MouseKind, u16)> = events
        .filter_map(|event| match event {
            Event::Mouse { kind, at } => Some((kind, at.x)),
            _ => None,
        })
        .collect();
    assert_eq!(
        events,
        [
            (MouseKind::Click, 3),
            (MouseKind::Drag, 9),
            (MouseKind::Release, 9),
            (MouseKind::Drag, 2)
        ]
    );
}

#[test]
fn many_held_keys_take_no_time() {
    let mut pending = Pending::new(Keymap::shipped());
    keys(&"j".repeat(200_000)).for_each(|token| pending.push(token));
    let events = std::iter::from_fn(|| pending.next(Context::List));
    assert_eq!(events.count(), 200_000);
}

/// What a burst or an Esc means depends on the keys of this browser.
#[test]
fn what_arrives_is_read_with_the_keys_of_the_browser() {
    let alt_j = Key {
        alt: true,
        ..Key::plain(KeyName::Char('j'))
    };
    let own = Keymap::shipped().with(&[Change {
        context: Context::Page,
        action: Action::NextSection,
        keys: vec![alt_j],
    }]);
    let read = |keys: &Keymap| -> Vec<String> {
        let mut pending = Pending::new(keys);
        pending.push(Token::EscKey(Key::plain(KeyName::Char('j'))));
        let events = std::iter::from_fn(|| pending.next(Context::Page));
        events.map(named).collect()
    };
    assert_eq!(read(&own), ["alt-j"]);
    assert_eq!(read(Keymap::shipped()), ["esc", "j"]);
}
