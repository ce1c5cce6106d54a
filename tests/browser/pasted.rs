//! A text that is pasted into the browser: what is shown of it, and how one goes on from there.

use ratatui::layout::Position;
use rstest::rstest;
use smtpref::app::{Effect, Event, Item, MouseKind, Start};

use crate::driver::Browser;

const BOUNCE: &str = include_str!("pasted/two-recipients.txt");

const LETTER: &str = include_str!("pasted/letter.txt");

fn pasted(text: &str, width: u16, height: u16) -> Browser {
    let mut browser = Browser::shipped(width, height);
    browser.event(Event::Paste(text.to_owned()));
    browser
}

/// A log of so many replies that say the same.
fn log(count: usize) -> String {
    let reply = |number: usize| {
        format!(
            "Jun  3 10:00:00 mx postfix/smtp[77]: 4F2A250333: to=<user{number}@example.net>, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.9] said: 550 5.1.1 User unknown)\n"
        )
    };
    (0..count).map(reply).collect()
}

#[rstest]
#[case::a_reply(
    "550 5.1.1 <bob@example.net>: User unknown",
    "reads what 550 5.1.1 says"
)]
#[case::a_bounce(BOUNCE, "reads what 552 5.2.2 says")]
#[case::many_lines_without_a_reply(LETTER, "reads what nothing says")]
#[case::a_few_lines_of_words("mailbox\nfull", "search \"mailbox full\"")]
#[case::codes_alone("550 5.1.1", "search \"550 5.1.1\"")]
#[case::codes_at_the_end_of_a_sentence("550 5.1.1.", "search \"550 5.1.1.\"")]
#[case::two_codes("250 556", "search \"250 556\"")]
#[case::words("mailbox full", "search \"mailbox full\"")]
#[case::one_word("greylisted", "search \"greylisted\"")]
fn a_paste_is_explained_or_searched(#[case] text: &str, #[case] state: &str) {
    let browser = pasted(text, 120, 40);
    assert!(browser.state().contains(state), "{}", browser.state());
}

#[test]
fn a_reply_is_counted_among_replies() {
    let mut browser = pasted(BOUNCE, 80, 24);
    // Which of the replies it is, and not which of the rows.
    let place = |browser: &Browser, place: &str| {
        let screen = browser.screen();
        screen.lines().nth(1).is_some_and(|row| row.contains(place))
    };
    browser.keys("<esc>");
    assert!(place(&browser, " 1/2 "), "{}", browser.screen());
    browser.keys("j");
    assert!(place(&browser, " 2/2 "), "{}", browser.screen());
    browser.keys("j");
    assert!(place(&browser, " read more 1/"), "{}", browser.screen());
}

#[rstest]
#[case(80, 24)]
#[case(120, 40)]
#[case(200, 60)]
fn the_answer_is_on_the_first_screen(#[case] width: u16, #[case] height: u16) {
    let screen = pasted(BOUNCE, width, height).screen();
    for wanted in [
        "2 replies in 20 lines",
        "[552 5.2.2]",
        "for bob@gmail.com",
        "Address",
        "What to do",
        "1. Tell the person",
    ] {
        assert!(screen.contains(wanted), "{wanted}\n{screen}");
    }
}

#[test]
fn a_wide_window_shows_the_text_with_its_evidence_beside_the_answer() {
    let mut browser = pasted(BOUNCE, 120, 40);
    let screen = browser.screen();
    assert!(screen.contains("The text"), "{screen}");
    // No title of the few replies is cut.
    assert!(
        screen.contains("│    No such mailbox (virtual_mailbox_maps) "),
        "{screen}"
    );
    let list = screen.lines().take(12).collect::<Vec<_>>().join("\n");
    assert!(list.contains("virtual_mailbox_maps"), "{screen}");
    assert!(list.contains("─ Read more ─"), "{screen}");
    let marked = |browser: &Browser| -> String {
        let lines = browser.app.text().lines().iter();
        let spans = lines.flat_map(|line| &line.spans);
        spans
            .filter(|span| span.matched)
            .map(|span| span.text.as_str())
            .collect()
    };
    assert!(
        marked(&browser).contains("of storage space"),
        "{}",
        marked(&browser)
    );
    browser.keys("<esc><down>");
    assert!(
        browser.state().contains("reads what 550 5.1.1 says"),
        "{}",
        browser.state()
    );
    assert!(
        marked(&browser).contains("550 5.1.1"),
        "{}",
        marked(&browser)
    );
}

#[test]
fn a_narrow_window_has_the_text_below_the_answer() {
    let mut browser = pasted(BOUNCE, 80, 24);
    assert!(!browser.screen().contains("your message could not"));
    browser.keys("G");
    assert!(
        browser.screen().contains("Recipient address rejected"),
        "{}",
        browser.screen()
    );
}

/// The page of a code is one thing to read, of however many replies it is.
#[test]
fn each_page_is_listed_once() {
    let same = pasted("550 5.1.1 <bob@example.net>: User unknown", 120, 40);
    let twice = pasted(
        "550 5.1.1 <bob@example.net>: User unknown\n550 5.1.1 <carol@example.net>: User unknown",
        120,
        40,
    );
    let pages = |browser: &Browser| {
        let items = browser.app.list().items().iter();
        items
            .filter(|item| matches!(item, Item::Page(_)))
            .copied()
            .collect::<Vec<_>>()
    };
    assert!(!pages(&same).is_empty());
    assert_eq!(pages(&twice), pages(&same));
}

#[test]
fn pages_are_opened_from_an_explanation_and_back_returns_to_it() {
    let mut browser = pasted(BOUNCE, 120, 40);
    browser.keys("<esc>G<enter>");
    assert!(browser.state().contains("reads 550"), "{}", browser.state());
    browser.keys("[");
    assert!(
        browser.state().contains("reads what 552 5.2.2 says"),
        "{}",
        browser.state()
    );
    // A search takes the place of the replies, and back brings them again.
    browser.keys("<tab>556<enter>");
    assert!(browser.state().contains("reads 556"), "{}", browser.state());
    browser.keys("[");
    assert!(
        browser.state().contains("reads what 552 5.2.2 says"),
        "{}",
        browser.state()
    );
    assert!(
        browser.screen().contains("bob@gmail.com"),
        "{}",
        browser.screen()
    );
}

#[test]
fn the_wheel_scrolls_the_text_beside_the_answer() {
    let text = format!("{BOUNCE}{}", "The end of the message.\n".repeat(100));
    let mut browser = pasted(&text, 160, 40);
    let pane = browser.app.layout().pasted_text.unwrap();
    let at = Position::new(pane.x + 1, pane.y + 1);
    let before = browser.app.text().scroll();
    let mut turn = |kind| browser.event(Event::Mouse { kind, at });
    turn(MouseKind::WheelDown);
    turn(MouseKind::WheelDown);
    turn(MouseKind::WheelUp);
    let after = browser.app.text().scroll();
    assert!(after > before + 1, "{before} to {after}");
}

/// The text begins below the last line of the list: each item has its lines, and each heading one.
#[test]
fn the_list_beside_a_text_is_as_high_as_its_lines() {
    let browser = pasted(BOUNCE, 160, 60);
    let list = browser.app.list();
    let lines: u16 = (0..list.items().len()).map(|at| list.lines_of(at)).sum();
    let headings = (0..list.items().len()).filter(|at| list.heading(*at).is_some());
    assert!(headings.count() > 0 && lines > 1, "{lines}");
    let layout = browser.app.layout();
    assert_eq!(layout.list.unwrap().height, lines, "{}", browser.screen());
    assert!(layout.pasted_text.is_some());
}

/// Where many replies stand below a heading, it has a line of its own above the text.
#[test]
fn the_headings_of_replies_have_their_lines_beside_a_text() {
    let browser = pasted(&log(40), 160, 60);
    let list = browser.app.list();
    let items = list.items().iter().enumerate();
    let replies = items.filter(|(_, item)| matches!(item, Item::Reply(_)));
    let lines: u16 = replies.map(|(at, _)| list.lines_of(at)).sum();
    assert_eq!(lines, 41, "{}", browser.screen());
    let layout = browser.app.layout();
    assert_eq!(layout.list.unwrap().height, lines, "{}", browser.screen());
    assert!(layout.pasted_text.is_some());
}

/// Going from reply to reply does not lay out their list anew.
#[test]
fn the_list_of_replies_stays_where_it_is() {
    let mut browser = pasted(&log(60), 120, 24);
    browser.keys("<esc>").keys(&"j".repeat(40));
    assert!(
        browser.state().ends_with("on reply 41"),
        "{}",
        browser.state()
    );
    let top = browser.app.list().top();
    browser.keys("k");
    assert_eq!(browser.app.list().top(), top);
}

#[test]
fn esc_leaves_the_explanation_for_all_codes() {
    let mut browser = pasted(BOUNCE, 120, 40);
    browser.keys("<esc><esc>");
    assert!(browser.state().starts_with("search"), "{}", browser.state());
    assert!(!browser.screen().contains("pasted"), "{}", browser.screen());
}

#[test]
fn names_are_masked_by_a_key_on_the_screen_and_in_copies() {
    let mut browser = pasted(BOUNCE, 120, 40);
    browser.keys("M");
    let screen = browser.screen();
    assert!(!screen.contains("bob@gmail.com"), "{screen}");
    assert!(!screen.contains("ann@example.net"), "{screen}");
    assert!(screen.contains("[address]"), "{screen}");
    browser.keys("G");
    assert!(
        !browser.screen().contains("142.250.27.27"),
        "{}",
        browser.screen()
    );
    browser.keys("Y");
    let Some(Effect::Copy { text: copied, .. }) = browser.effects.last() else {
        panic!("nothing was copied: {:?}", browser.effects);
    };
    assert!(
        copied.contains("552 5.2.2") && !copied.contains("gmail.com"),
        "{copied}"
    );
    browser.keys("Mg");
    assert!(
        browser.screen().contains("bob@gmail.com"),
        "{}",
        browser.screen()
    );
}

/// Two recipients got two replies: what differs between them is asked for on the spot.
#[test]
fn the_codes_of_a_reply_are_compared_and_marked() {
    let mut browser = pasted(BOUNCE, 80, 24);
    browser.keys("<esc>");
    let footer = |browser: &Browser| browser.screen().lines().last().unwrap().to_owned();
    assert!(footer(&browser).contains("m mark"), "{}", footer(&browser));
    browser.keys("m");
    let marked = browser.app.marked().map(|lookup| lookup.to_string());
    assert_eq!(marked.as_deref(), Some("552 5.2.2"));
    browser.keys("jm");
    assert!(
        browser.state().contains("reads 552 5.2.2|550 5.1.1"),
        "{}",
        browser.state()
    );
    // And back at the reply.
    browser.keys("[");
    let state = browser.state();
    assert!(state.contains("reads what"), "{state}");
    // On its page another code is chosen for it.
    let mut browser = pasted("550 5.1.1 <bob@example.net>: User unknown", 80, 24);
    browser.keys("c554<enter>");
    assert!(
        browser.state().contains("reads 550 5.1.1|554"),
        "{}",
        browser.state()
    );
}

#[rstest]
// Without a code it is the cause that is compared.
#[case::a_cause(
    "The recipient's mailbox is full and cannot accept messages now",
    Some("mailbox-full")
)]
#[case::nothing(LETTER, None)]
fn a_reply_without_a_code_has_a_cause_to_compare(#[case] text: &str, #[case] marks: Option<&str>) {
    let start = Start::Text(text.as_bytes().to_vec());
    let mut browser = Browser::start_shipped(&start, 80, 24);
    browser.keys("m");
    let marked = browser.app.marked().map(|lookup| lookup.to_string());
    assert_eq!(marked.as_deref(), marks);
    let says = browser.screen().contains("this text has none");
    assert_eq!(says, marks.is_none(), "{}", browser.screen());
    browser.keys("<esc>");
    let offers = browser.screen().contains("c compare");
    assert_eq!(offers, marks.is_some(), "{}", browser.screen());
}

#[test]
fn the_program_starts_with_a_text() {
    let start = Start::Text(BOUNCE.as_bytes().to_vec());
    let browser = Browser::start_shipped(&start, 100, 30);
    assert!(browser.state().contains("page"), "{}", browser.state());
    assert!(
        browser.state().contains("reads what 552 5.2.2 says"),
        "{}",
        browser.state()
    );
}

#[test]
fn nothing_in_a_text_reaches_the_screen_raw() {
    let browser = pasted(
        "a\u{1b}[31m\u{9b}2J\n550 5.1.1 no\u{202e} such\u{7} user\0\n",
        120,
        40,
    );
    assert!(
        browser.state().contains("what 550 5.1.1 says"),
        "{}",
        browser.state()
    );
    assert!(
        !browser
            .screen()
            .chars()
            .any(|c| c.is_control() && c != '\n')
    );
    assert!(!browser.screen().contains('\u{202e}'));
}

/// Neither the row of a reply nor the names of what was found end amid a word without a sign of it.
#[rstest]
#[case(80, 24)]
#[case(120, 40)]
fn what_does_not_fit_says_so(#[case] width: u16, #[case] height: u16) {
    let text = "550 5.7.1 <somebody.with.a.long.name@subsidiary.example.net>: Relay access denied";
    let mut browser = pasted(text, width, height);
    browser.keys("<esc>");
    let screen = browser.screen();
    let rows = screen
        .lines()
        .filter(|line| line.contains("somebody") && line.contains('│'));
    let row = rows
        .map(|row| row.split('│').nth(1).unwrap_or_default())
        .next();
    let row = row.unwrap_or_else(|| panic!("no row of the reply: {screen}"));
    assert!(
        row.contains("somebody") && row.contains('…') && row.contains(".net"),
        "{row}"
    );
    let browser = pasted(BOUNCE, width, height);
    let screen = browser.screen();
    let first = screen.lines().next().unwrap();
    let chips = first.split("  ").next().unwrap();
    assert!(chips.ends_with(']') || chips.ends_with("] …"), "{first}");
}

#[test]
fn of_several_replies_it_is_said_which_one_is_read() {
    let mut browser = pasted(BOUNCE, 80, 24);
    assert!(
        browser.screen().contains(" 1 of 2: 552 5.2.2 "),
        "{}",
        browser.screen()
    );
    browser.keys("<esc><down><enter>");
    assert!(
        browser.screen().contains(" 2 of 2: 550 5.1.1 "),
        "{}",
        browser.screen()
    );
    // The codes are enough where the title must be short.
    browser.resize(30, 12);
    let screen = browser.screen();
    assert!(screen.contains(" 2 of 2: 550 5.1.1 "), "{screen}");
    browser.resize(20, 12);
    assert!(!browser.screen().contains("2 of 2"), "{}", browser.screen());
    let one = pasted("550 5.1.1 <bob@example.net>: User unknown", 80, 24);
    assert!(!one.screen().contains("1 of 1"), "{}", one.screen());
}

#[rstest]
#[case(80, 24)]
#[case(120, 40)]
fn a_text_in_which_nothing_is_read_stands_there_once(#[case] width: u16, #[case] height: u16) {
    let screen = pasted(LETTER, width, height).screen();
    let first = LETTER.lines().next().unwrap();
    assert_eq!(screen.matches(first).count(), 1, "{screen}");
    assert!(screen.contains("such as 550 or 5.1.1"), "{screen}");
}

#[test]
fn no_key_is_offered_for_links_where_there_are_none() {
    let head = "From: ann@example.net\nTo: bob@example.net\nSubject: lunch\n\n";
    let mail = format!("{head}{}", "The garden is open at noon.\n".repeat(30));
    let screen = pasted(&mail, 80, 24).screen();
    assert!(screen.contains("An ordinary mail"), "{screen}");
    assert!(!screen.contains(") link"), "{screen}");
    assert!(pasted(BOUNCE, 80, 24).screen().contains(") link"));
}

#[test]
fn the_code_of_a_reply_has_the_colour_of_what_its_words_tell() {
    use ratatui::style::Color;
    use smtpref::ui::Theme;

    for (text, colour) in [
        ("550 5.1.1 <bob@example.net>: User unknown", Color::Red),
        ("450 4.2.0 <bob@example.net>: Greylisted", Color::Magenta),
        ("552 5.2.2 <bob@example.net>: Mailbox full", Color::Magenta),
    ] {
        let browser = pasted(text, 80, 24);
        let at = browser.app.layout().text;
        let buffer = browser.buffer_in(Theme::Terminal);
        assert_eq!(buffer[(at.x, at.y)].symbol(), &text[..1]);
        assert_eq!(buffer[(at.x, at.y)].fg, colour, "{text}");
    }
}

/// What the list and the box call a text in which no reply of a failure is.
#[rstest]
#[case::a_delivery(
    "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; bob@example.net\nAction: delivered\nStatus: 2.0.0\n",
    "A report of success"
)]
#[case::a_letter(LETTER, "No reply")]
fn a_text_without_a_reply_is_called_what_it_is(#[case] text: &str, #[case] kind: &str) {
    let screen = pasted(text, 120, 40).screen();
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[0].starts_with(&format!(" › [{kind}] ")), "{screen}");
    assert!(lines[2].starts_with(&format!("│▌   {kind} ")), "{screen}");
}

#[test]
fn the_recipients_of_replies_stand_in_one_column() {
    let text = "Reporting-MTA: dns; mx.example.org\n
Final-Recipient: rfc822; ann@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n
Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.7.26\nDiagnostic-Code: smtp; 550 5.7.26 DMARC failed\n";
    let screen = pasted(text, 120, 40).screen();
    let place = |name: &str| {
        let row = screen.lines().skip(2).find(|line| line.contains(name));
        let (before, _) = row
            .unwrap_or_else(|| panic!("{screen}"))
            .split_once(name)
            .unwrap();
        before.chars().count()
    };
    assert_eq!(
        place("ann@example.net"),
        place("bob@example.net"),
        "{screen}"
    );
}

#[test]
fn what_is_masked_leads_where_it_led() {
    let mut browser = pasted(BOUNCE, 120, 40);
    let links = |browser: &Browser| {
        let lines = browser.app.pager().lines().iter();
        let spans = lines.flat_map(|line| &line.spans);
        spans.filter(|span| span.target.is_some()).count()
    };
    let before = links(&browser);
    assert!(before > 5, "{before}");
    browser.keys("M");
    assert!(
        browser.screen().contains("for [address]"),
        "{}",
        browser.screen()
    );
    assert_eq!(links(&browser), before);
}

/// What a program states in one long line is no search; words that report nothing are one, however many.
#[test]
fn a_long_line_that_states_a_failure_is_read_as_a_text() {
    let failure = format!(
        "Your message could not be delivered: the mailbox of the recipient is full. {}",
        "Please write again later. ".repeat(14)
    );
    let state = pasted(&failure, 80, 24).state();
    assert!(state.contains("reads what"), "{state}");
    let letter = "Thank you for the invitation, and for the time that you gave us. ".repeat(9);
    let state = pasted(&letter, 80, 24).state();
    assert!(!state.contains("reads what"), "{state}");
}

#[test]
fn the_words_that_told_it_stand_above_the_answer_where_the_text_is_not_beside_it() {
    let reply = "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in local recipient table";
    let first = |browser: &Browser| browser.screen().lines().next().unwrap().to_owned();
    let words = "\"User unknown in local recipient table\"";
    let narrow = pasted(reply, 80, 24);
    assert!(first(&narrow).contains(words), "{}", first(&narrow));
    // With the text beside it they are marked there.
    let wide = pasted(reply, 120, 40);
    assert!(!first(&wide).contains(words), "{}", first(&wide));
    // What does not fit is cut behind a word.
    let small = pasted(reply, 64, 24);
    assert!(
        first(&small).contains("\"User unknown in…\""),
        "{}",
        first(&small)
    );
}

/// Two words say something, one alone does not.
#[rstest]
#[case::two("550 5.1.1 <bob@example.net>: User unknown", true)]
#[case::one("550 5.1.1 <bob@example.net>: Frobnicated", false)]
fn two_words_that_told_it_are_quoted(#[case] reply: &str, #[case] is_quoted: bool) {
    let screen = pasted(reply, 80, 24).screen();
    let first = screen.lines().next().unwrap();
    let (_, words) = reply.split_once(": ").unwrap();
    assert_eq!(
        first.contains(&format!("\"{words}\"")),
        is_quoted,
        "{screen}"
    );
    assert_eq!(first.contains('"'), is_quoted, "{screen}");
}

/// Where no rule knows the words they are all that there is.
#[test]
fn words_that_no_rule_knows_stand_above_the_answer_too() {
    let browser = pasted("550 5.0.0 <bob@example.net>: Zork quux frobnicated", 80, 24);
    let screen = browser.screen();
    let first = screen.lines().next().unwrap();
    assert!(first.contains(" \"Zork quux frobnicated\" "), "{screen}");
}

#[test]
fn a_text_that_stands_whole_beside_the_page_is_told_once() {
    let tells = |browser: &Browser| {
        let mut lines = browser.app.pager().lines().iter();
        lines.any(|line| line.plain().contains("The mail system"))
    };
    let mut browser = pasted(BOUNCE, 200, 60);
    assert!(!tells(&browser), "{}", browser.screen());
    assert_eq!(browser.screen().matches("The mail system").count(), 1);
    // Neither a window without it nor one in which a part of it is out of view leaves it out.
    for (width, height) in [(80, 24), (120, 30)] {
        browser.resize(width, height);
        assert!(tells(&browser), "{}", browser.screen());
    }
    browser.resize(200, 60);
    assert!(!tells(&browser), "{}", browser.screen());
}

#[test]
fn what_is_found_in_the_text_beside_the_page_counts() {
    let marked = |browser: &Browser| {
        let spans = browser.app.text().lines().iter();
        let spans = spans.flat_map(|line| &line.spans);
        let marked = spans.filter(|span| span.matched);
        marked.map(|span| span.text.clone()).collect::<Vec<_>>()
    };
    let mut browser = pasted(BOUNCE, 200, 60);
    let told = marked(&browser);
    browser.keys("/further assist");
    let screen = browser.screen();
    let row = screen.lines().next();
    assert!(row.is_some_and(|row| row.ends_with(" hit 1/1")), "{screen}");
    assert_eq!(marked(&browser), ["further assist"]);
    browser.keys("<enter>n");
    let said = "The marks are in the text beside the page";
    assert!(browser.screen().contains(said), "{}", browser.screen());
    // Who gives up finding sees again what told something.
    for given_up in ["/further<esc>", "/f<backspace><esc>"] {
        browser.keys(given_up);
        assert_eq!(marked(&browser), told, "{given_up}");
    }
}

#[rstest]
#[case::lines_of_words("hello there\nhow are you", true)]
#[case::a_line_of_words("hello there how are you\n", false)]
#[case::two_codes("250\n556", false)]
#[case::a_code("is it\n550", false)]
fn a_text_that_is_only_searched_is_told_to_be(#[case] text: &str, #[case] told: bool) {
    let screen = pasted(text, 120, 40).screen();
    let says = screen.contains("No reply in this text; its words are searched for");
    assert_eq!(says, told, "{screen}");
}

/// However many lines the titles above it take.
#[test]
fn what_told_something_is_in_view_in_the_text_beside_the_page() {
    let text = BOUNCE.replace("bob@gmail.com", "somebody.with.a.long.name@gmail.com");
    for height in 20..50 {
        let browser = pasted(&text, 120, height);
        let shown = browser.app.text();
        let lines = shown.lines().iter().skip(shown.scroll());
        let mut lines = lines.take(usize::from(shown.height()));
        let told = lines.any(|line| line.spans.iter().any(|span| span.matched));
        assert!(told, "{height}\n{}", browser.screen());
    }
}

/// A desk that pastes from a ticket has it no more.
#[rstest]
#[case::default(80, 24)]
#[case::beside(120, 40)]
#[case::narrow(40, 12)]
fn a_text_that_was_closed_comes_back_as_a_query_does(#[case] width: u16, #[case] height: u16) {
    let mut browser = pasted(BOUNCE, width, height);
    browser.keys("<esc><esc>");
    assert_eq!(browser.app.explained(), None);
    let message = browser.app.message().unwrap_or_default();
    assert!(message.contains("up brings it back"), "{message}");
    browser.keys("<up>");
    assert!(browser.app.explained().is_some(), "{}", browser.screen());
    let item = browser.app.list().item();
    assert!(matches!(item, Some(Item::Reply(_))), "{item:?}");
    browser.keys("<enter>");
    assert!(browser.state().starts_with("page"), "{}", browser.state());
    assert!(browser.state().contains("552 5.2.2"), "{}", browser.state());
    // Queries and texts come back in the order in which they were asked for.
    browser.keys("<esc><esc>556<enter>S<ctrl-u><up>");
    assert!(browser.state().contains("\"556\""), "{}", browser.state());
    browser.keys("<ctrl-r>");
    assert!(browser.app.explained().is_some(), "{}", browser.screen());
}
