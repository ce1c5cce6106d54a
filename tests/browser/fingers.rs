//! What people's fingers do: keys of less, vim, fzf and the shell, searches that are given up, filters, buttons.

use ratatui::layout::Position;
use rstest::rstest;
use smtpref::app::{Effect, Event, MouseKind, Overlay};

use super::driver::Browser;

#[rstest]
#[case::half_page_down_and_up("d", "u")]
#[case::with_ctrl("<ctrl-d>", "<ctrl-u>")]
#[case::page_down_and_up("f", "b")]
#[case::page_with_ctrl("f", "<ctrl-b>")]
#[case::space_and_back("<space>", "b")]
#[case::line_down_and_up("<ctrl-e>", "<ctrl-y>")]
fn a_page_scrolls_and_scrolls_back(#[case] down: &str, #[case] up: &str) {
    for open in ["550<enter>", "250 556<enter>"] {
        let mut browser = Browser::new(80, 16);
        browser.keys(open).keys(down);
        let scroll = browser.app.pager().scroll();
        assert!(scroll > 0, "{open}");
        browser.keys(up);
        assert_eq!(browser.app.pager().scroll(), 0, "{open}");
        assert_eq!(browser.effects, []);
    }
}

/// In the help too half a page up is the way that half a page down went.
#[test]
fn the_help_scrolls_by_half_pages() {
    let mut browser = Browser::new(80, 16);
    browser.keys("<F1><pgdn><pgdn><pgdn>");
    let scroll = |browser: &Browser| match browser.app.overlay() {
        Some(Overlay::Help(help)) => help.pager().scroll(),
        other => panic!("no help: {other:?}"),
    };
    let (from, page) = (scroll(&browser), 11);
    browser.keys("<ctrl-u>");
    let up = scroll(&browser);
    assert!(up < from && from - up < page, "from {from} to {up}");
    browser.keys("<ctrl-d>");
    assert_eq!(scroll(&browser), from);
}

/// A screen that another program wrote over is drawn anew, the help above it too; what is being typed stays.
#[rstest]
#[case::the_list("")]
#[case::a_text_to_be_found("550<enter>/mail")]
#[case::the_help("<F1>")]
#[case::the_filters("<ctrl-f>")]
fn whatever_is_open_is_drawn_anew(#[case] open: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(open);
    let before = browser.state();
    browser.keys("<ctrl-l>");
    assert_eq!(browser.effects, [Effect::Redraw]);
    assert_eq!(browser.state(), before);
}

#[rstest]
#[case::in_the_list("<tab>ZZ", true)]
#[case::without_a_word("<tab>ZQ", true)]
#[case::in_a_page("550<enter>ZZ", true)]
#[case::in_a_comparison("250 556<enter>ZQ", true)]
#[case::once("550<enter>Z", false)]
#[case::with_another_key_between("550<enter>ZjZ", false)]
#[case::with_an_unbound_key_between("550<enter>ZPQ", false)]
#[case::typed_into_the_box("ZZ", false)]
#[case::typed_into_what_is_found("550<enter>Z/Q", false)]
fn as_in_vi_two_keys_quit(#[case] keys: &str, #[case] quits: bool) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    assert_eq!(browser.effects == [Effect::Quit], quits, "{keys}");
    assert_eq!(browser.effects.is_empty(), !quits, "{keys}");
}

#[rstest]
#[case::half("d", "u")]
#[case::half_with_ctrl("<ctrl-d>", "<ctrl-u>")]
#[case::line("<ctrl-e>", "<ctrl-y>")]
#[case::page("<pgdn>", "b")]
#[case::page_with_ctrl("<pgdn>", "<ctrl-b>")]
fn the_list_moves_and_moves_back(#[case] down: &str, #[case] up: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<tab>g").keys(down);
    assert!(browser.app.list().selected() > 0);
    browser.keys(up);
    assert_eq!(browser.app.list().selected(), 0);
    assert_eq!(browser.effects, []);
}

#[rstest]
#[case::down("null mx<ctrl-j>", "search \"null mx\" reads 556 on 556")]
#[case::up_again("null mx<ctrl-n><ctrl-k>", "search \"null mx\" reads X.1.10 on X.1.10")]
#[case::rest_deleted("556<ctrl-a><alt-k>", "search \"\" reads 550 on 550")]
// A search that is given up.
#[case::box_left_as_it_was("556<enter>S<esc>", "page \"556\" reads 556 on 556")]
#[case::list_left_as_it_was("<tab>/<esc>", "list \"\" reads 550 on 550")]
#[case::other_words_given_up("556<enter>S250<esc>", "page \"556\" reads 556 on 556")]
#[case::opened_and_not_given_up("556<enter>S250<enter><esc>", "list \"250\" reads 250 on 250")]
// A new search takes the place of the old one; an edit does not.
#[case::replaced("556<enter>S250", "search \"250\" reads 250 on 250")]
#[case::edited("556<enter>S<backspace>", "search \"55\" reads 550 on 550")]
#[case::lengthened("5.1<enter>S<right>.10", "search \"5.1.10\" reads 5.1.10 on 5.1.10")]
// What was searched before.
#[case::query_recalled("556<enter>S<ctrl-u><up>", "search \"556\" reads 556 on 556")]
#[case::older_query_recalled(
    "556<enter>S250<enter>S<ctrl-u><up><up>",
    "search \"556\" reads 556 on 556"
)]
#[case::then_down_in_the_list(
    "null mx<enter>S<ctrl-u><up><down>",
    "search \"null mx\" reads 556 on 556"
)]
#[case::nothing_to_recall("<tab>g<shift-tab><up>", "search \"\" reads 250 on 250")]
// Filters.
#[case::class_by_digit("<ctrl-f>4", "search \"\" reads 450 on 450 [class 4] +filter")]
#[case::class_dropped_by_digit("<ctrl-f>44<esc>", "search \"\" reads 550 on 550")]
// A name that was typed is what was wanted; a space sets it and leaves the menu open.
#[case::narrowed_and_set("<ctrl-f>rcpt<enter>", "search \"\" reads 250 on 250 [RCPT]")]
#[case::set_and_stayed("<ctrl-f>rcpt<space>", "search \"\" reads 250 on 250 [RCPT] +filter")]
#[case::dropped_and_closed(
    "<ctrl-f>rcpt<enter><ctrl-f>rcpt<enter>",
    "search \"\" reads 550 on 550"
)]
#[case::chosen_without_typing(
    "<ctrl-f><down><enter>",
    "search \"\" reads 450 on 450 [class 4] +filter"
)]
#[case::nothing_called_so("<ctrl-f>zzz<enter>", "search \"\" reads 550 on 550 +filter")]
#[case::esc_drops_what_is_typed("<ctrl-f>rc<esc>", "search \"\" reads 550 on 550 +filter")]
#[case::last_one_dropped(
    "<ctrl-f>4rc<enter><backspace>",
    "search \"\" reads 450 on 450 [class 4]"
)]
#[case::dropped_in_the_menu("<ctrl-f>4<backspace><esc>", "search \"\" reads 550 on 550")]
#[case::all_dropped("<ctrl-f>4rc<space><delete><esc>", "search \"\" reads 550 on 550")]
// Help.
#[case::help_narrowed("?swap<esc>", "search \"\" reads 550 on 550 +help")]
#[case::help_closed("?swap<esc><esc>", "search \"\" reads 550 on 550")]
fn a_finger_finds(#[case] keys: &str, #[case] state: &str) {
    let mut browser = Browser::new(120, 40);
    browser.keys(keys);
    assert_eq!(browser.state(), state, "after {keys}");
}

/// A space is a part of a name that goes on behind it, and sets all others.
#[rstest]
#[case::in_a_name("trend<space>micro<enter>", &["trend-micro"], "")]
#[case::of_two_names("amazon<space>ses<space>", &["amazon-ses"], "type to narrow")]
#[case::behind_a_whole_name("gmail<space>", &["google"], "type to narrow")]
#[case::of_no_provider("rcpt<space>4", &["class 4", "RCPT"], "type to narrow")]
#[case::where_nothing_is_called_so("zzz<space>", &[], "Nothing here is called zzz")]
fn a_space_sets_what_is_typed(#[case] keys: &str, #[case] set: &[&str], #[case] seen: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<ctrl-f>").keys(keys);
    assert_eq!(browser.app.active_filters(), set, "{}", browser.screen());
    assert!(browser.screen().contains(seen), "{}", browser.screen());
    let stays = browser.app.overlay().is_some();
    assert_eq!(stays, !seen.is_empty(), "{}", browser.screen());
}

/// That there is no filter to drop is said to who drops filters, and not to who empties the box with one press more.
#[rstest]
#[case::in_the_menu("<ctrl-f><backspace>", true)]
#[case::all_in_the_menu("<ctrl-f><delete>", true)]
#[case::one_too_many_in_the_menu("<ctrl-f>4<backspace><backspace>", true)]
#[case::one_that_is_set("<ctrl-f>4<backspace>", false)]
#[case::in_the_box("5<backspace><backspace>", false)]
#[case::one_too_many_in_the_box("<ctrl-f>4<esc><backspace><backspace>", false)]
fn where_no_filter_is_set_dropping_one_says_so(#[case] keys: &str, #[case] said: bool) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    assert_eq!(browser.app.active_filters(), [""; 0]);
    let told = said.then_some("No filter is set");
    assert_eq!(browser.app.message(), told, "{}", browser.state());
}

/// From the list, as an administrator would count it.
#[test]
fn temporary_codes_at_rcpt_take_seven_keys() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<tab>");
    // f, 4, r, c, p, t, enter
    browser.keys("f4rcpt<enter>");
    assert_eq!(browser.app.active_filters(), ["class 4", "RCPT"]);
    assert!(browser.state().starts_with("list "), "{}", browser.state());
    assert!(browser.app.list().shown() > 10);
}

#[test]
fn counts_of_the_filter_follow_the_choice() {
    let mut browser = Browser::new(120, 60);
    let count = |browser: &Browser, value: &str| {
        let Some(Overlay::Filter(menu)) = browser.app.overlay() else {
            panic!("no menu");
        };
        let row = menu.rows().find(|row| row.value.starts_with(value));
        row.unwrap_or_else(|| panic!("no row {value}")).count
    };
    browser.keys("<ctrl-f>");
    let replies = count(&browser, "Reply code");
    let classes = count(&browser, "4 ");
    browser.keys("4");
    assert!(count(&browser, "Reply code") < replies);
    // The other values of the field that is set can still be chosen.
    assert_eq!(count(&browser, "4 "), classes);
    assert!(count(&browser, "5 ") > 0);
    browser.keys("reply<enter>");
    assert_eq!(browser.app.list().shown(), 1, "{}", browser.screen());
}

#[rstest]
#[case::of_all("<ctrl-f>")]
#[case::of_one_class("<ctrl-f>5")]
#[case::of_two_fields("<ctrl-f>5rcpt<space>")]
#[case::of_a_provider("<ctrl-f>gmail<space>")]
fn a_row_of_the_filter_counts_what_would_pass_with_it(#[case] keys: &str) {
    let mut browser = Browser::shipped(120, 60);
    browser.keys(keys);
    let Some(Overlay::Filter(menu)) = browser.app.overlay() else {
        panic!("no menu");
    };
    let now = browser.app.filter();
    assert!(menu.rows().len() > 100);
    for row in menu.rows() {
        let filter = now.and(row.filter);
        let catalog = browser.app.catalog();
        let entries = catalog.entries();
        let passing = entries.filter(|entry| filter.pass(entry, catalog)).count();
        assert_eq!(row.count, passing, "{} {}", row.field, row.value);
        assert_eq!(row.is_set, filter == now, "{} {}", row.field, row.value);
    }
}

#[test]
fn over_a_comparison_the_filter_says_why_not() {
    let mut browser = Browser::new(80, 24);
    browser.keys("250 556<enter>F");
    let message = browser.app.message().unwrap_or_default();
    assert!(message.contains("no list to filter"), "{}", browser.state());
    assert!(browser.state().contains("reads 250|556"));
}

#[test]
fn the_help_has_columns_where_there_is_room_and_says_where_it_is() {
    let mut browser = Browser::new(200, 60);
    browser.keys("<F1>");
    assert_eq!(browser.app.layout().help_columns().len(), 3);
    let mut browser = Browser::new(120, 40);
    browser.keys("<F1>");
    assert_eq!(browser.app.layout().help_columns().len(), 2);
    let title = browser
        .screen()
        .lines()
        .find(|line| line.contains(" Keys "))
        .unwrap()
        .to_owned();
    assert!(title.contains(" of "), "{title}");
    browser.keys("half");
    let screen = browser.screen();
    assert!(
        screen.contains("Half a page down") && !screen.contains("Suspend"),
        "{screen}"
    );
    browser.keys("xyz");
    assert!(browser.screen().contains("No key does that"));
}

#[rstest]
#[case::default(80, 24)]
#[case::narrow(40, 12)]
#[case::hundred(100, 30)]
fn nothing_is_left_beside_an_overlay(#[case] width: u16, #[case] height: u16) {
    let mut browser = Browser::new(width, height);
    for keys in ["<F1>", "<esc><ctrl-f>"] {
        browser.keys(keys);
        let overlay = browser.app.layout().overlay;
        assert_eq!((overlay.x, overlay.width), (0, width));
    }
}

#[test]
fn a_reference_is_copied() {
    let mut browser = Browser::new(80, 24);
    browser.keys("556<enter>o");
    assert!(
        matches!(&browser.effects[..], [Effect::Copy { text, .. }] if text.starts_with("https://")),
        "{:?}",
        browser.effects
    );
}

/// What people call a provider finds it, and so does a word in brackets; what is called nothing says so.
#[rstest]
#[case::in_brackets("gmail", "Google (Gmail, Workspace)")]
#[case::another_name("hotmail", "Outlook.com")]
#[case::a_piece_of_a_name("office", "Microsoft 365")]
#[case::with_a_dot("web.de", "WEB.DE")]
#[case::a_program("exchange", "Microsoft 365 (Exchange Online)")]
#[case::a_stage("end-of", "end-of-data")]
#[case::nothing("gmial", "Nothing here is called gmial.")]
fn a_word_of_the_filter_finds_its_row(#[case] typed: &str, #[case] shown: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<ctrl-f>").keys(typed);
    assert!(browser.screen().contains(shown), "{}", browser.screen());
}

#[test]
fn space_sets_a_filter_and_pages_the_help() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<ctrl-f><space><esc>");
    assert!(browser.state().contains("[class 2]"), "{}", browser.state());
    browser.keys("<F1><space>");
    let Some(Overlay::Help(help)) = browser.app.overlay() else {
        panic!("{}", browser.state());
    };
    assert!(help.pager().scroll() > 0);
}

/// What is told of it takes rows from the page, and not the one of the reference.
#[rstest]
#[case::default(80, 24)]
#[case::narrow(40, 12)]
#[case::wide(160, 50)]
fn a_reference_is_seen_while_its_address_is_told(#[case] width: u16, #[case] height: u16) {
    let mut browser = Browser::shipped(width, height);
    browser.keys("550<enter>");
    for _ in 0..4 {
        browser.keys("o");
        let Some(Effect::Copy { text, .. }) = browser.effects.last() else {
            panic!("{:?}", browser.effects);
        };
        let told = format!("Sent to the clipboard: {text}, which nothing may have taken");
        browser.app.tell(told);
        let pager = browser.app.pager();
        let line = pager.link().unwrap().line;
        let shown = pager.scroll()..pager.scroll() + usize::from(pager.height());
        assert!(shown.contains(&line), "{line} {shown:?}");
    }
}

#[test]
fn copying_can_be_forbidden() {
    let mut browser = Browser::new(80, 24);
    browser.app.allow_copying(false);
    browser.keys("556<enter>y");
    assert_eq!(browser.effects, []);
    assert!(
        browser
            .app
            .message()
            .unwrap()
            .contains("clipboard = \"off\"")
    );
}

#[test]
fn what_the_footer_offers_can_be_clicked() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>");
    let layout = browser.app.layout();
    let buttons = browser.app.buttons(&layout);
    let help = buttons
        .iter()
        .find(|button| button.hint.word == "filter")
        .unwrap();
    let shown: Vec<char> = browser.screen().lines().last().unwrap().chars().collect();
    let at = usize::from(help.at.x);
    let text: String = shown[at..at + usize::from(help.at.width)].iter().collect();
    assert_eq!(text, " f filter ");
    browser.click(help.at.x + 1, help.at.y);
    assert!(browser.state().ends_with("+filter"), "{}", browser.state());
}

#[test]
fn the_footer_offers_the_next_hit_where_something_is_marked() {
    let offers = |browser: &Browser| {
        let layout = browser.app.layout();
        let mut buttons = browser.app.buttons(&layout).into_iter();
        buttons.any(|button| button.hint.word == "hit")
    };
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<tab><enter>");
    assert!(!offers(&browser), "{}", browser.screen());
    browser.keys("/the<enter>");
    assert!(offers(&browser), "{}", browser.screen());
}

/// On the right the keys keep the distance from the frame that they have on the left.
#[test]
fn what_the_footer_offers_stays_off_the_frame() {
    let mut browser = Browser::new(80, 24);
    for width in 20..=200 {
        browser.resize(width, 24);
        let layout = browser.app.layout();
        let buttons = browser.app.buttons(&layout);
        let (Some(first), Some(last)) = (buttons.first(), buttons.last()) else {
            continue;
        };
        // Before the keys it says where they go.
        let mode = browser.app.mode(&layout);
        let mode = mode.map_or(0, |mode| u16::try_from(mode.len()).unwrap() + 2);
        let left = first.at.x - layout.footer.x - mode;
        let right = layout.footer.right() - last.at.right();
        assert!(right >= left, "{width} columns: {left} and {right}");
    }
}

#[test]
fn a_filter_in_the_search_row_is_dropped_by_a_click() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<ctrl-f>4rc<enter>");
    let layout = browser.app.layout();
    let row = browser.app.search_row(&layout);
    let chip = row
        .chips
        .iter()
        .find(|chip| chip.text == "[class 4]")
        .unwrap();
    let line: Vec<char> = browser.screen().lines().next().unwrap().chars().collect();
    let at = usize::from(chip.at.x);
    assert_eq!(line[at..at + 9].iter().collect::<String>(), "[class 4]");
    browser.click(chip.at.x + 2, 0);
    assert_eq!(browser.app.active_filters(), ["RCPT"]);
}

#[test]
fn a_click_places_the_cursor_in_the_box() {
    let mut browser = Browser::new(80, 24);
    browser.keys("null mx<tab>");
    browser.click(7, 0);
    assert!(browser.state().starts_with("search"));
    assert_eq!(browser.app.input().cursor(), 4);
    browser.keys("s");
    assert_eq!(browser.app.input().value(), "nulls mx");
    browser.click(70, 0);
    assert_eq!(browser.app.input().cursor(), 8);
}

#[test]
fn the_wheel_moves_in_the_filter_menu() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<ctrl-f>");
    let at = Position::new(10, 10);
    browser.event(Event::Mouse {
        kind: MouseKind::WheelDown,
        at,
    });
    browser.keys("<enter>");
    assert_eq!(browser.app.active_filters(), ["class 4"]);
}

#[test]
fn the_wheel_scrolls_the_help() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<F1>");
    let before = browser.screen();
    let at = Position::new(10, 10);
    let down = MouseKind::WheelDown;
    browser.event(Event::Mouse { kind: down, at });
    let after = browser.screen();
    let line = |screen: &str, row: usize| screen.lines().nth(row).unwrap()[..20].to_owned();
    assert_eq!(line(&after, 8), line(&before, 11), "{after}");
    let up = MouseKind::WheelUp;
    browser.event(Event::Mouse { kind: up, at });
    assert_eq!(browser.screen(), before);
}

#[test]
fn a_code_behind_the_sign_of_commands_is_opened() {
    let mut browser = Browser::new(80, 24);
    browser.keys("556<enter>:550");
    assert!(browser.state().contains("reads 550"), "{}", browser.state());
    browser.keys("<enter>");
    assert_eq!(browser.state(), "page \"556\" reads 550 on 550");
    browser.keys("[");
    assert_eq!(browser.state(), "page \"556\" reads 556 on 556");
    browser.keys(":250 556<enter>");
    assert!(
        browser.state().contains("reads 250|556"),
        "{}",
        browser.state()
    );
}

#[test]
fn finding_says_which_place_is_shown_and_how_many_there_are() {
    let mut browser = Browser::new(80, 24);
    browser.keys("550<enter>/");
    let first = |browser: &Browser| browser.screen().lines().next().unwrap().to_owned();
    assert!(!first(&browser).contains("hit"), "{}", first(&browser));
    let place = |browser: &Browser| {
        let row = first(browser);
        let (_, counted) = row.rsplit_once(" hit ").unwrap_or_else(|| panic!("{row}"));
        let (at, all) = counted.trim_end().split_once('/').unwrap();
        [at, all].map(|number| number.parse::<usize>().unwrap())
    };
    browser.keys("mail");
    let [at, all] = place(&browser);
    assert!(0 < at && at < all, "{}", first(&browser));
    browser.resize(40, 12);
    assert!(
        first(&browser).starts_with(" find › mail "),
        "{}",
        first(&browser)
    );
    assert!(place(&browser)[0] > 0);
    browser.keys("zzz");
    assert!(
        first(&browser).trim_end().ends_with("not here"),
        "{}",
        first(&browser)
    );
    browser.resize(26, 12);
    assert!(!first(&browser).contains("not here"), "{}", first(&browser));
}

/// A key that can do nothing here says why.
#[rstest]
#[case::no_link_selected("556<enter><enter>", "No link is selected; ) selects one")]
#[case::width_of_a_comparison("250 556<enter>z", "A comparison has all the width")]
fn a_key_that_does_nothing_says_why(#[case] keys: &str, #[case] told: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    let screen = browser.screen();
    assert!(screen.lines().last().unwrap().contains(told), "{screen}");
}

#[test]
fn a_help_that_is_all_to_be_seen_offers_no_scrolling() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>?");
    let footer = |browser: &Browser| browser.screen().lines().last().unwrap().to_owned();
    assert!(
        footer(&browser).contains("down scroll"),
        "{}",
        footer(&browser)
    );
    browser.keys("copy");
    assert!(
        !footer(&browser).contains("down scroll"),
        "{}",
        footer(&browser)
    );
    assert!(footer(&browser).contains("esc show all"));
    // Nor where all of it fits the window.
    let mut browser = Browser::new(240, 220);
    browser.keys("<tab>?");
    let Some(Overlay::Help(help)) = browser.app.overlay() else {
        panic!("{}", browser.state());
    };
    assert_eq!(help.pager().last_scroll(), 0);
    assert!(!footer(&browser).contains("scroll"), "{}", footer(&browser));
}
