//! Lists in groups: how one goes from one to the next, what their headings say, and in which order the rows below them stand.

use rstest::rstest;
use smtpref::app::{Event, Item};

use super::driver::Browser;

/// A line of a log for each of some replies.
fn log(replies: &[&str]) -> String {
    let line = |(index, said): (usize, &&str)| {
        let dsn = said.split(' ').nth(1).unwrap();
        let to = format!("user{index}@subscribers.example.com");
        format!(
            "Nov 27 00:01:02 mx postfix/smtp[11]: 4A1B2C3D{index:02}: to=<{to}>, relay=mx.example.com[192.0.2.1]:25, \
             delay=1, delays=1/0/0/0, dsn={dsn}, status=bounced (host mx.example.com[192.0.2.1] said: {said} \
             (in reply to RCPT TO command))\n"
        )
    };
    replies.iter().enumerate().map(line).collect()
}

const UNKNOWN: &str = "550 5.1.1 User unknown";
const FULL: &str = "552 5.2.2 Mailbox full";
const RELAY: &str = "554 5.7.1 Relay access denied";
const GREYLISTED: &str = "450 4.7.1 Greylisted, please try again";

fn pasted(text: String, width: u16, height: u16) -> Browser {
    let mut browser = Browser::shipped(width, height);
    browser.event(Event::Paste(text));
    browser
}

/// The rows of the list, without its frame.
fn rows(browser: &Browser) -> Vec<String> {
    let list = browser.app.layout().list.unwrap();
    let screen = browser.screen();
    let rows = screen.lines().skip(usize::from(list.y));
    let rows = rows.take(usize::from(list.height));
    let row = |row: &str| -> String {
        let row = row.chars().skip(usize::from(list.x));
        row.take(usize::from(list.width)).collect()
    };
    rows.map(|text| row(text).trim_end().to_owned()).collect()
}

// The list begins on 550, the first of its group: before it are 250 and 450, each alone in its own.
#[rstest]
#[case::on("}", "5.X.X")]
#[case::further("}}", "X.1")]
#[case::to_where_this_one_begins("j{", "550")]
#[case::and_before_it("j{{", "450")]
#[case::to_the_first("j{{{", "250")]
fn one_goes_from_group_to_group(#[case] keys: &str, #[case] item: &str) {
    let mut browser = Browser::new(120, 40);
    browser.keys("<tab>").keys(keys);
    let state = browser.state();
    assert_eq!(state, format!("list \"\" reads {item} on {item}"));
}

#[rstest]
#[case::above_the_first("<tab>g{", "This is the first group of the list")]
#[case::below_the_last("<tab>G}", "This is the last group of the list")]
#[case::without_groups("mailbox<tab>}", "This list has no groups")]
fn where_no_group_is_left_it_is_said(#[case] keys: &str, #[case] told: &str) {
    let mut browser = Browser::new(120, 40);
    browser.keys(keys);
    assert_eq!(browser.app.message(), Some(told), "{}", browser.state());
}

/// What was gone to is seen from its heading on.
#[rstest]
#[case(120, 40)]
#[case(80, 24)]
#[case(40, 12)]
fn a_group_of_many_replies_is_one_key(#[case] width: u16, #[case] height: u16) {
    let replies = [[UNKNOWN; 300].as_slice(), &[FULL; 200]].concat();
    let mut browser = pasted(log(&replies), width, height);
    if browser.state().starts_with("page") {
        browser.keys("<esc>");
    }
    let last = browser.screen().lines().last().unwrap().to_owned();
    assert!(width < 120 || last.contains("} group"), "{last}");
    browser.keys("}");
    let rows = rows(&browser);
    assert!(rows[0].contains(" 200 x 552 5.2.2 Mailbox fu"), "{rows:?}");
    assert!(rows[1].contains("user300@"), "{rows:?}");
    browser.keys("{");
    assert!(
        browser.state().ends_with("on reply 1"),
        "{}",
        browser.state()
    );
}

/// A heading over one row would make the list twice as long; those that stand alone share one, and say themselves what they are.
#[test]
fn replies_that_nobody_else_got_share_a_heading() {
    let replies = [UNKNOWN, FULL, UNKNOWN, RELAY, UNKNOWN, GREYLISTED];
    let browser = pasted(log(&replies), 120, 40);
    let rows = rows(&browser);
    let heads = ["3 x 550 5.1.1 No such mailbox", "1 x each", "Read more"];
    let found = rows.iter().filter(|row| row.starts_with('─'));
    let found: Vec<&str> = found.map(|row| row.trim_matches(['─', ' '])).collect();
    assert_eq!(found, heads, "{rows:?}");
    let below = rows
        .iter()
        .position(|row| row.contains("1 x each"))
        .unwrap();
    let alone = rows[below..].iter().filter(|row| row.contains("user"));
    let codes = ["552 5.2.2", "554 5.7.1", "450 4.7.1"];
    for (row, code) in alone.zip(codes) {
        assert!(row.contains(code), "{row}");
    }
    // One alone has no other to share it with.
    let browser = pasted(
        log(&[UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, FULL]),
        120,
        40,
    );
    let screen = browser.screen();
    assert!(screen.contains(" 1 x 552 5.2.2 Mailbox full "), "{screen}");
    // And six that differ are six.
    let six = [
        UNKNOWN,
        FULL,
        RELAY,
        GREYLISTED,
        "550 5.7.26 DMARC failed",
        "553 5.1.3 Bad address syntax",
    ];
    let screen = pasted(log(&six), 120, 40).screen();
    assert!(!screen.contains(" 1 x "), "{screen}");
}

/// Where one needs two lines all have two: rows of a list have one form.
#[rstest]
#[case(80, 24)]
#[case(90, 30)]
#[case(120, 40)]
#[case(160, 50)]
fn replies_of_a_text_have_one_form(#[case] width: u16, #[case] height: u16) {
    for long in [
        "",
        ".with.a.long.name",
        ".with.a.name.that.is.longer.than.all",
    ] {
        let text = log(&[FULL, UNKNOWN, RELAY]).replacen("user0", &format!("user0{long}"), 2);
        let browser = pasted(text, width, height);
        let rows = rows(&browser);
        let place = |code: &str| {
            let row = rows.iter().find(|row| row.contains(code));
            let row = row.unwrap_or_else(|| panic!("{code}: {rows:?}"));
            let before = row.split(code).next().unwrap_or_default();
            (before.chars().count(), row.contains("user"))
        };
        let first = place("552 5.2.2");
        assert_eq!(place("550 5.1.1"), first, "{long} {rows:?}");
        assert_eq!(place("554 5.7.1"), first, "{long} {rows:?}");
    }
}

/// Names that are not shown put nothing in order.
#[test]
fn what_has_no_code_stands_in_the_order_of_its_titles() {
    let mut browser = Browser::shipped(80, 24);
    for filter in ["cause", "gmail", "exim"] {
        browser.keys("<ctrl-f>").keys(filter).keys("<enter>");
        let catalog = browser.app.catalog();
        let items = browser.app.list().items().iter();
        let titles = items.filter_map(|item| match item {
            Item::Hit(hit) => Some(catalog.entry(hit.id).title.to_lowercase()),
            _ => None,
        });
        let titles: Vec<String> = titles.collect();
        assert!(titles.len() > 20, "{filter}: {titles:?}");
        assert!(titles.is_sorted(), "{filter}: {titles:?}");
        browser.keys("<esc><esc>");
        assert_eq!(browser.app.active_filters().len(), 0);
    }
}

/// What a name explains in brackets gives way.
#[rstest]
#[case(80, "─ Barracuda ─")]
#[case(200, "─ Barracuda (filters and BRBL list) ─")]
fn the_name_of_a_provider_is_whole_in_its_heading(#[case] width: u16, #[case] heading: &str) {
    let mut browser = Browser::shipped(width, 40);
    browser.keys("<ctrl-f>barracuda<enter>");
    let rows = rows(&browser);
    assert!(rows[0].contains(heading), "{rows:?}");
}

/// A heading is over something, or is not there.
#[test]
fn no_heading_is_the_last_row_of_a_list() {
    let text = log(&[FULL, UNKNOWN, RELAY]);
    let mut seen = 0;
    for (width, height) in [(40, 12), (80, 24), (90, 30), (120, 40)] {
        for height in height - 4..height + 4 {
            let mut browser = pasted(text.clone(), width, height);
            if browser.app.layout().list.is_none() {
                browser.keys("<esc>");
            }
            let rows = rows(&browser);
            let is_heading = |row: &&String| row.starts_with('─');
            assert!(
                !rows.last().as_ref().is_some_and(is_heading),
                "{}",
                browser.screen()
            );
            // And over more than the first of many.
            let at = rows.iter().position(|row| row.contains(" Read more "));
            let below = at.map_or(0, |at| rows.len() - at - 1);
            assert!(
                at.is_none() || height < 20 || below >= 3,
                "{}",
                browser.screen()
            );
            seen += below;
        }
    }
    assert!(seen > 0);
}
