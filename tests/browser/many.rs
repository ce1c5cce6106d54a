//! Texts with several replies: how many say what is seen before any of them is read.

use rstest::rstest;
use smtpref::app::{Effect, Event, Item};

use crate::driver::Browser;

/// Lines of a log: so many mailboxes that do not exist, and so many that are full.
fn log(unknown: usize, full: usize) -> String {
    let line = |index: usize, dsn: &str, said: &str| {
        let to = format!("user{index}@subscribers.example.com");
        let relay = "mx.example.com[192.0.2.1]";
        let status = if dsn.starts_with('5') {
            "bounced"
        } else {
            "deferred"
        };
        format!(
            "Nov 27 00:01:02 mx postfix/smtp[11]: 4A1B2C3D{index:02}: to=<{to}>, relay={relay}:25, delay=1, \
             delays=1/0/0/0, dsn={dsn}, status={status} (host {relay} said: {said} (in reply to RCPT TO command))\n"
        )
    };
    let unknown = (0..unknown).map(|index| line(index, "5.1.1", "550 5.1.1 User unknown"));
    let full = (50..50 + full).map(|index| line(index, "4.2.2", "452 4.2.2 Mailbox full"));
    full.chain(unknown).collect()
}

fn pasted(text: String, width: u16, height: u16) -> Browser {
    let mut browser = Browser::shipped(width, height);
    browser.event(Event::Paste(text));
    browser
}

#[rstest]
#[case(80, 24)]
#[case(120, 40)]
fn many_replies_are_counted_by_what_they_say(#[case] width: u16, #[case] height: u16) {
    let screen = pasted(log(17, 8), width, height).screen();
    assert!(screen.contains(" 17 x 550 5.1.1 No such mai"), "{screen}");
    assert!(screen.contains("25 replies in 25 lines"), "{screen}");
    // What the largest group says is read beside it.
    assert!(screen.contains("1 of 25: 550 5.1.1"), "{screen}");
    assert!(screen.contains("1/25"), "{screen}");
    assert!(screen.contains("user0@subscribers"), "{screen}");
}

#[test]
fn both_groups_are_reached_and_counted() {
    let browser = pasted(log(17, 8), 200, 60);
    assert!(
        browser.screen().contains(" 8 x 452 4.2.2 Mailbox full"),
        "{}",
        browser.screen()
    );
    let mut browser = pasted(log(3, 3), 80, 24);
    browser.keys("<down><down><down>");
    assert!(
        browser.state().contains("reads what 550 5.1.1"),
        "{}",
        browser.state()
    );
}

#[test]
fn some_replies_are_seen_beside_the_answer_of_the_first() {
    let browser = pasted(log(2, 3), 80, 24);
    let screen = browser.screen();
    for index in [0, 1, 50, 51, 52] {
        assert!(screen.contains(&format!("user{index}@sub")), "{screen}");
    }
    assert!(screen.contains("1 of 5: 452 4.2.2"), "{screen}");
    assert!(screen.contains("What to do"), "{screen}");
    assert!(screen.contains("? help  q quit"), "{screen}");
    assert!(!screen.contains("f filter"), "{screen}");
}

#[test]
fn where_two_lines_each_have_no_room_each_has_one() {
    let mut browser = pasted(log(2, 3), 60, 12);
    browser.keys("<esc>");
    let screen = browser.screen();
    for index in [0, 1, 50, 51, 52] {
        assert!(screen.contains(&format!("user{index}@")), "{screen}");
    }
    assert!(screen.contains(".com"), "{screen}");
}

#[test]
fn a_step_to_the_side_is_no_step_of_the_way() {
    let mut browser = pasted(log(2, 3), 120, 40);
    browser.keys("<tab><tab><tab>");
    browser.keys("JJJ");
    assert!(
        browser.screen().contains("4 of 5: 550 5.1.1"),
        "{}",
        browser.screen()
    );
    assert!(
        !browser.screen().contains(" › 4 of 5"),
        "{}",
        browser.screen()
    );
    let items = browser.app.list().items();
    assert!(matches!(
        items[browser.app.list().selected()],
        Item::Reply(_)
    ));
}

#[test]
fn masking_is_told_as_long_as_it_lasts() {
    let mut browser = pasted(log(1, 1), 120, 40);
    browser.keys("Mj");
    assert!(
        browser.screen().contains("2 replies in 2 lines, masked"),
        "{}",
        browser.screen()
    );
    browser.keys("M");
    assert!(
        !browser.screen().contains(", masked"),
        "{}",
        browser.screen()
    );
}

#[test]
fn a_chip_of_the_box_opens_its_reply() {
    let mut browser = pasted(log(2, 3), 120, 40);
    let screen = browser.screen();
    let row = screen.lines().next().unwrap();
    let at = row.find("[550 5.1.1]").expect("a chip");
    let column = row[..at].chars().count() + 3;
    browser.click(u16::try_from(column).unwrap(), 0);
    assert!(
        browser.state().contains("reads what 550 5.1.1"),
        "{}",
        browser.state()
    );
}

#[test]
fn what_is_not_read_of_a_text_is_told_in_every_count() {
    let mut browser = pasted(log(1001, 0), 160, 40);
    let screen = browser.screen();
    assert!(
        screen.contains("first 1000 replies in 1001 lines"),
        "{screen}"
    );
    assert!(screen.contains("1 of 1000+: 550 5.1.1"), "{screen}");
    assert!(screen.contains("1/1000+"), "{screen}");
    assert!(
        screen.contains(" 1000+ x 550 5.1.1 No such mailbox"),
        "{screen}"
    );
    assert!(screen.contains("smtpref explain --summary"), "{screen}");
    browser.keys("<esc>Y");
    let copied = copied(&browser);
    assert_eq!(copied.0, "the first 1000 replies as Markdown");
}

/// What was copied last: what it is called, and its text.
fn copied(browser: &Browser) -> (&str, &str) {
    match browser.effects.last() {
        Some(Effect::Copy { what, text }) => (what, text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_list_copies_all_replies_and_the_page_the_one_that_it_shows() {
    let mut browser = pasted(log(1, 2), 120, 40);
    browser.keys("<esc>j");
    assert!(browser.state().starts_with("list"), "{}", browser.state());
    browser.keys("Y");
    let (what, text) = copied(&browser);
    assert_eq!(what, "all 3 replies as Markdown");
    for user in ["user50@", "user51@", "user0@"] {
        assert!(text.contains(user), "{text}");
    }
    browser.keys("<enter>Y");
    let (what, text) = copied(&browser);
    assert_eq!(
        what,
        "all of reply 2 of 3 (user51@subscribers.example.com) as Markdown"
    );
    assert!(!text.contains("user50@"), "{text}");
    browser.keys("y");
    let (what, _) = copied(&browser);
    assert_eq!(
        what,
        "the short answer of reply 2 of 3 (user51@subscribers.example.com)"
    );
}

#[test]
fn a_text_with_one_reply_is_copied_as_the_explanation() {
    let mut browser = pasted(log(1, 0), 120, 40);
    browser.keys("<esc>Y");
    assert_eq!(copied(&browser).0, "all of the explanation as Markdown");
}
