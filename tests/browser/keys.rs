//! Keys as triples: where one starts, what is pressed, what is then.

use rstest::rstest;
use smtpref::app::{Effect, Event, Overlay};

use super::driver::Browser;

#[rstest]
// Typing, choosing, opening.
#[case::nothing("", "search \"\" reads 550 on 550")]
#[case::typing_a_code("556", "search \"556\" reads 556 on 556")]
#[case::typing_words("null mx", "search \"null mx\" reads X.1.10 on X.1.10")]
#[case::next_hit("null mx<down>", "search \"null mx\" reads 556 on 556")]
#[case::opening("556<enter>", "page \"556\" reads 556 on 556")]
#[case::taking_a_letter_back("556<backspace>", "search \"55\" reads 550 on 550")]
#[case::clearing_the_box("556<ctrl-u>250", "search \"250\" reads 250 on 250")]
#[case::taking_a_wide_letter_back("ñ<backspace>250", "search \"250\" reads 250 on 250")]
// The same page for all its spellings.
#[case::code_with_class("5.1.10", "search \"5.1.10\" reads 5.1.10 on 5.1.10")]
#[case::code_with_x("x.1.10", "search \"x.1.10\" reads X.1.10 on X.1.10")]
#[case::code_after_a_sign("#5.1.10", "search \"#5.1.10\" reads 5.1.10 on 5.1.10")]
#[case::reply_with_both_codes("550 5.1.10", "search \"550 5.1.10\" reads 550 5.1.10 on 550 5.1.10")]
#[case::unregistered("599", "search \"599\" reads 599 on (599)")]
// Comparisons by typing.
#[case::compare_with_vs("250 vs 556<enter>", "page \"250 vs 556\" reads 250|556 on 250?556")]
#[case::compare_with_a_slash("250/556<enter>", "page \"250/556\" reads 250|556 on 250?556")]
#[case::compare_with_a_space("250 556<enter>", "page \"250 556\" reads 250|556 on 250?556")]
#[case::compare_enhanced_codes(
    "5.1.1 vs 5.1.10<enter>",
    "page \"5.1.1 vs 5.1.10\" reads 5.1.1|5.1.10 on 5.1.1?5.1.10"
)]
#[case::compare_two_kinds(
    "550 vs 5.1.1<enter>",
    "page \"550 vs 5.1.1\" reads 550|5.1.1 on 550?5.1.1"
)]
// Comparisons by marking, and by choosing the second code.
#[case::compare_by_marking(
    "250<tab>m<tab><tab><ctrl-u>556<tab>c",
    "page \"556\" reads 250|556 on 556"
)]
#[case::compare_by_choosing("250<tab>c556<enter>", "page \"250\" reads 250|556 on 250")]
#[case::choosing_given_up("250<tab>c<esc>", "list \"250\" reads 250 on 250")]
#[case::sides_swapped("250 556<enter>s", "page \"250 556\" reads 556|250 on 250?556")]
#[case::left_side_changed(
    "250 556<enter>1550<enter>",
    "page \"250 556\" reads 550|556 on 250?556"
)]
#[case::right_side_changed(
    "250 556<enter>2550<enter>",
    "page \"250 556\" reads 250|550 on 250?556"
)]
// Closing the top-most thing, never the program.
#[case::page_closed("556<enter><esc>", "list \"556\" reads 556 on 556")]
#[case::page_and_query_closed("556<enter><esc><esc>", "search \"\" reads 556 on 556")]
#[case::nothing_left_to_close(
    "556<enter><esc><esc><esc><esc><esc>",
    "search \"\" reads 556 on 556"
)]
#[case::comparison_closed("250 556<enter><esc>", "list \"250 556\" reads 250|556 on 250?556")]
#[case::help_opened("<F1>", "search \"\" reads 550 on 550 +help")]
#[case::help_closed("<F1><esc>", "search \"\" reads 550 on 550")]
#[case::help_by_question_mark("?", "search \"\" reads 550 on 550 +help")]
#[case::question_mark_after_text("556?", "search \"556?\" reads 556 on 556")]
#[case::question_mark_twice("<tab>??", "list \"\" reads 550 on 550")]
// Layout.
#[case::focus_to_the_list("<tab>", "list \"\" reads 550 on 550")]
#[case::focus_to_the_page("<tab><tab>", "page \"\" reads 550 on 550")]
#[case::focus_around("<tab><tab><tab>", "search \"\" reads 550 on 550")]
#[case::focus_backwards("<shift-tab>", "page \"\" reads 550 on 550")]
#[case::focus_backwards_past_a_comparison(
    "250 556<enter><shift-tab>",
    "search \"250 556\" reads 250|556 on 250?556"
)]
#[case::focus_by_slash("<tab>/", "search \"\" reads 550 on 550")]
// Moving in the list, with arrows and vi keys.
#[case::first_row("<tab>g", "list \"\" reads 250 on 250")]
#[case::down_by_vi_keys("<tab><home>jj", "list \"\" reads 550 on 550")]
#[case::down_and_up_by_arrows("<tab><home><down><down><up>", "list \"\" reads 450 on 450")]
#[case::last_row("<tab>G", "list \"\" reads user-unknown on user-unknown")]
#[case::above_the_first_row("<tab>gk", "list \"\" reads 250 on 250")]
// Filters.
#[case::filter_opened("<ctrl-f>", "search \"\" reads 550 on 550 +filter")]
#[case::filter_set("<ctrl-f><enter>", "search \"\" reads 250 on 250 [class 2] +filter")]
#[case::another_filter_set(
    "<ctrl-f><down><enter>",
    "search \"\" reads 450 on 450 [class 4] +filter"
)]
#[case::nothing_passes_the_filter(
    "<ctrl-f><enter><esc>quota",
    "search \"quota\" reads - on nearest [class 2]"
)]
#[case::filter_set_twice("<ctrl-f><down><enter><enter><esc>", "search \"\" reads 550 on 550")]
#[case::filter_dropped_by_closing(
    "<ctrl-f><down><enter><esc><esc>",
    "search \"\" reads 550 on 550"
)]
#[case::filter_dropped_by_its_key("<tab>f<down><enter><esc>x", "list \"\" reads 550 on 550")]
// Commands by name.
#[case::command_by_name(":help<enter>", "search \"\" reads 550 on 550 +help")]
#[case::command_by_its_beginning(":filt", "search \":filt\" reads 550 on :filter")]
fn a_key_does(#[case] keys: &str, #[case] state: &str) {
    let mut browser = Browser::new(120, 40);
    browser.keys(keys);
    let reached = browser.state();
    // Which codes are closest to a query that none matches is not promised.
    if let Some((before, _)) = state.split_once(" reads - on nearest") {
        assert!(
            reached.starts_with(before) && reached.contains(" on nearest"),
            "{reached}"
        );
        return;
    }
    assert_eq!(reached, state, "after {keys}");
}

#[test]
fn links_are_followed_and_history_goes_both_ways() {
    let mut browser = Browser::new(120, 40);
    browser.keys("556<enter>");
    let first = browser.app.pager().link().cloned();
    assert_eq!(first, None);
    browser.keys(")<enter>");
    let followed = browser.state();
    assert_ne!(followed, "page \"556\" reads 556 on 556");
    browser.keys("<backspace>");
    assert_eq!(browser.state(), "page \"556\" reads 556 on 556");
    browser.keys("]");
    assert_eq!(browser.state(), followed);
    browser.keys("[[[");
    assert!(
        browser.app.message().is_some(),
        "the end of the history is told"
    );
}

/// One in the first line counts: it is on the screen.
#[test]
fn the_first_link_on_the_screen_is_selected() {
    let mut browser = Browser::new(80, 12);
    browser.keys("556<enter>)");
    let first = browser.app.pager().link().unwrap().line;
    let mut browser = Browser::new(80, 12);
    browser.keys(&format!("556<enter>{}", "j".repeat(first)));
    assert_eq!(browser.app.pager().scroll(), first);
    browser.keys(")");
    assert_eq!(browser.app.pager().link().unwrap().line, first);
}

/// What is at the top stays there in a narrower window, also where the selected link moves out of it.
#[test]
fn a_selected_link_does_not_move_the_page_in_a_narrower_window() {
    let place = |browser: &Browser| {
        let pager = browser.app.pager();
        let link = pager.link().unwrap().line;
        let shown = pager.scroll()..pager.scroll() + usize::from(pager.height());
        (pager.lines()[pager.scroll()].block, shown.contains(&link))
    };
    let mut browser = Browser::new(100, 16);
    browser.keys("550<enter>");
    while browser.app.pager().scroll() == 0 {
        browser.keys(")");
    }
    let (top, is_shown) = place(&browser);
    assert!(is_shown, "{}", browser.screen());
    browser.resize(40, 16);
    assert_eq!(place(&browser), (top, false), "{}", browser.screen());
}

#[test]
fn back_from_a_comparison_returns_to_it() {
    let mut browser = Browser::new(120, 40);
    browser.keys("250 vs 556<enter>)<enter>");
    assert!(!browser.state().contains('|'));
    browser.keys("[");
    assert!(
        browser.state().contains("reads 250|556"),
        "{}",
        browser.state()
    );
}

#[rstest]
#[case::by_the_list("<tab><ctrl-u>556<enter>")]
#[case::in_passing("<esc><down><up>")]
#[case::by_a_link("<tab><ctrl-u>556<enter>)<enter>")]
fn a_page_that_is_opened_begins_at_its_top(#[case] keys: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys("550<enter><space><space>");
    assert!(browser.app.pager().scroll() > 0);
    browser.keys(keys);
    assert_eq!(browser.app.pager().scroll(), 0, "{}", browser.state());
}

#[rstest]
#[case::narrow(80)]
#[case::wide(150)]
fn back_and_forward_keep_the_place(#[case] width: u16) {
    let mut browser = Browser::new(width, 24);
    browser.keys("550<enter><space>");
    let place = browser.app.pager().scroll();
    assert!(place > 0);
    browser.keys("<tab><ctrl-u>556<enter>G");
    let other = browser.app.pager().scroll();
    browser.keys("[");
    assert!(browser.state().contains("reads 550"), "{}", browser.state());
    assert_eq!(browser.app.pager().scroll(), place);
    browser.keys("]");
    assert!(browser.state().contains("reads 556"), "{}", browser.state());
    assert_eq!(browser.app.pager().scroll(), other);
}

#[test]
fn back_from_a_preview_leads_to_the_page_that_was_opened() {
    let mut browser = Browser::new(120, 40);
    browser.keys("550<enter><esc><down>");
    assert!(!browser.state().contains("reads 550"));
    browser.keys("[");
    assert!(browser.state().contains("reads 550"), "{}", browser.state());
}

#[test]
fn a_new_width_keeps_the_place() {
    let mut browser = Browser::new(80, 24);
    browser.keys("550<enter><space><space><space>");
    let top = |browser: &Browser| {
        let pager = browser.app.pager();
        pager.lines()[pager.scroll()].block
    };
    let block = top(&browser);
    browser.resize(150, 24);
    assert_eq!(top(&browser), block);
    browser.resize(50, 12);
    assert_eq!(top(&browser), block);
}

#[test]
fn sections_are_reached_one_after_the_other() {
    let mut browser = Browser::new(80, 24);
    browser.keys("550<enter>}");
    let pager = browser.app.pager();
    assert!(pager.lines()[pager.scroll()].heading);
    let first = pager.scroll();
    browser.keys("}");
    assert!(browser.app.pager().scroll() > first);
    browser.keys("{");
    assert_eq!(browser.app.pager().scroll(), first);
}

/// What was copied since the last call: its name and its text.
fn copied(browser: &mut Browser) -> (String, String) {
    match &std::mem::take(&mut browser.effects)[..] {
        [Effect::Copy { what, text }] => (what.clone(), text.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn copying_gives_the_short_answer_or_all_of_it() {
    let mut browser = Browser::new(80, 24);
    browser.keys("556<enter>y");
    let (what, answer) = copied(&mut browser);
    assert_eq!(what, "the short answer of 556");
    assert!(
        answer.starts_with("556 Domain does not accept mail\n"),
        "{answer}"
    );
    assert!(answer.len() <= 1500 && !answer.contains("http"), "{answer}");
    browser.keys("Y");
    let (what, page) = copied(&mut browser);
    assert_eq!(what, "all of 556 as Markdown");
    assert!(page.starts_with("# 556 Domain does not accept mail\n") && page.len() > answer.len());
    browser.keys("<esc><esc>250 556<enter>Y");
    assert!(copied(&mut browser).1.contains("## Key differences"));
    browser.keys("y");
    let (what, answer) = copied(&mut browser);
    assert_eq!(what, "the short answer of 250 and 556");
    assert!(answer.contains("\nKey differences\n- "), "{answer}");
}

#[test]
fn a_line_is_pasted_into_what_is_to_be_found() {
    let mut browser = Browser::new(80, 24);
    browser.keys("556<enter>/a");
    browser.event(Event::Paste("ccept mail\n".to_owned()));
    let found = |browser: &Browser| browser.app.finding().map(|input| input.value().to_owned());
    assert_eq!(found(&browser).as_deref(), Some("accept mail"));
    // Lines are no text that a page could have.
    browser.event(Event::Paste("first\nsecond".to_owned()));
    assert_eq!(found(&browser), None);
}

#[test]
fn what_became_of_it_is_told_in_the_footer() {
    let mut browser = Browser::new(80, 24);
    browser.keys("556<enter>");
    browser.app.tell("Sent it (1.2 KB)".to_owned());
    assert!(browser.screen().contains("─ Sent it (1.2 KB) ─"));
    // What is longer than a row is shown whole.
    let address = format!("https://example.com/{}", "a/long/way/".repeat(12));
    browser
        .app
        .tell(format!("Sent {address} to the clipboard (152 bytes)"));
    let screen = browser.screen();
    let rows: Vec<&str> = screen.lines().rev().take(3).map(str::trim).collect();
    let told: String = rows.into_iter().rev().collect();
    assert!(told.contains(&address), "{screen}");
    assert!(told.ends_with("to the clipboard (152 bytes)"), "{screen}");
    browser.keys("j");
    assert!(!browser.screen().contains("Sent"));
}

#[rstest]
#[case::from_the_search_box("<ctrl-c>")]
#[case::from_the_list("<tab>q")]
#[case::from_the_page("<tab><tab>q")]
#[case::from_the_help("<F1><ctrl-c>")]
#[case::from_the_filter_menu("<ctrl-f><ctrl-c>")]
fn quitting(#[case] keys: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    assert_eq!(browser.effects, [Effect::Quit]);
}

/// The classes are found by what they mean, too.
#[rstest]
#[case::success("ok", "[class 2]")]
#[case::go_on("more", "[class 3]")]
#[case::keep_it("temporary", "[class 4]")]
#[case::try_again("retry", "[class 4]")]
#[case::give_up("permanent", "[class 5]")]
fn a_class_is_filtered_by_its_meaning(#[case] typed: &str, #[case] set: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<ctrl-f>").keys(typed).keys("<enter>");
    assert!(browser.state().contains(set), "{}", browser.state());
}

/// The last line that was read is the first one then, so that the eye finds the place.
#[test]
fn a_page_down_keeps_a_line() {
    let mut browser = Browser::new(80, 14);
    browser.keys("550<enter>");
    let last = browser.app.pager().scroll() + usize::from(browser.app.pager().height()) - 1;
    browser.keys("<pgdn>");
    assert_eq!(browser.app.pager().scroll(), last);
    browser.keys("<pgup>");
    assert_eq!(browser.app.pager().scroll(), 0);
}

#[test]
fn the_end_of_a_long_query_is_seen_while_it_is_typed() {
    let mut browser = Browser::new(60, 20);
    browser.keys(&"quota ".repeat(20)).keys("xyz");
    assert!(
        browser.screen().contains("quota xyz"),
        "{}",
        browser.screen()
    );
}

/// Whatever moves the help has a key that takes it back.
#[rstest]
#[case::by_a_line("<down>", "<up>")]
#[case::by_a_page("<pgdn>", "<pgup>")]
#[case::to_the_end("<end>", "<home>")]
fn the_help_moves_to_and_fro(#[case] there: &str, #[case] back: &str) {
    let mut browser = Browser::new(60, 16);
    let scroll = |browser: &Browser| match browser.app.overlay() {
        Some(Overlay::Help(help)) => help.pager().scroll(),
        _ => panic!("{}", browser.state()),
    };
    browser.keys("<F1>").keys(there);
    let once = scroll(&browser);
    assert!(once > 0);
    browser.keys(there);
    let twice = scroll(&browser);
    browser.keys(back);
    assert!(scroll(&browser) < twice);
    browser.keys(back);
    assert_eq!(scroll(&browser), 0);
}

#[test]
fn a_letter_in_the_search_box_does_not_quit() {
    let mut browser = Browser::new(80, 24);
    browser.keys("q");
    assert_eq!(browser.effects, []);
    browser.keys("<ctrl-z>");
    assert_eq!(browser.effects, [Effect::Suspend]);
}

/// The last rows of the menu are providers: setting one marks that one alone.
#[test]
fn a_set_provider_is_the_only_one_marked() {
    let mut browser = Browser::new(120, 60);
    browser.keys("<ctrl-f><end><enter>");
    let screen = browser.screen();
    let marked: Vec<&str> = screen.lines().filter(|line| line.contains("[x]")).collect();
    assert!(
        matches!(&marked[..], [only] if only.contains("Lighthouse Filter")),
        "{marked:?}"
    );
}

#[test]
fn a_paste_of_words_is_one_line_in_the_box() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>");
    browser.event(Event::Paste(
        " mail\u{e0041}box\t\u{1b}[31m  f\u{115f}ull\u{f0000} ".to_owned(),
    ));
    assert_eq!(browser.app.input().value(), "mailbox [31m full ");
    assert_eq!(browser.effects, []);
}

#[test]
fn words_that_come_as_a_paste_are_typed_where_the_cursor_is() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<ctrl-f>");
    browser.event(Event::Paste("google".to_owned()));
    browser.keys("<enter>");
    let filters = browser.app.active_filters();
    assert!(
        matches!(&filters[..], [only] if only == "google"),
        "{filters:?}"
    );
    browser.keys("<F1>");
    browser.event(Event::Paste("compare".to_owned()));
    let screen = browser.screen();
    assert!(screen.contains("› compare"), "{screen}");
    // What may be a reply is for the search.
    browser.event(Event::Paste("550 5.1.1".to_owned()));
    assert!(browser.app.overlay().is_none());
    assert_eq!(browser.app.input().value(), "550 5.1.1");
}

#[rstest]
#[case::in_a_page("556<enter>", "556")]
#[case::in_the_list("556<tab>", "556")]
fn a_paste_while_something_is_read_is_a_new_search(#[case] keys: &str, #[case] before: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    browser.event(Event::Paste("5.7.1".to_owned()));
    assert_eq!(browser.app.input().value(), "5.7.1");
    // As one that is typed, it can be given up.
    browser.keys("<esc>");
    assert_eq!(browser.app.input().value(), before);
    assert!(browser.state().contains("reads 556"), "{}", browser.state());
}

/// Keys that pile up on a slow link come as texts, each of which may end amid a line.
#[test]
fn what_is_typed_in_bursts_keeps_its_words_apart() {
    let mut browser = Browser::new(80, 24);
    for burst in ["mailbox is ", "full", " and over", " quota"] {
        browser.event(Event::Paste(burst.to_owned()));
    }
    assert_eq!(
        browser.app.input().value(),
        "mailbox is full and over quota"
    );
}

#[test]
fn a_paste_of_lines_presses_nothing() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>");
    browser.event(Event::Paste(
        "550 5.1.1\r\n\tq\u{1b}[31m\nuser unknown\nq\n".to_owned(),
    ));
    assert!(
        browser.state().contains("what 550 5.1.1 says"),
        "{}",
        browser.state()
    );
    assert_eq!(browser.app.input().value(), "");
    assert_eq!(browser.effects, []);
}

#[test]
fn every_command_is_reached_by_its_name() {
    for action in smtpref::keymap::Action::commands() {
        let mut browser = Browser::new(80, 24);
        browser.keys(":").keys(action.name());
        let wanted = format!(":{}", action.name());
        assert!(browser.state().ends_with(&wanted), "{}", browser.state());
    }
}

#[test]
fn a_text_is_found_in_the_page() {
    let mut browser = Browser::new(80, 24);
    browser.keys("550<enter>/RELAY");
    assert!(
        browser.screen().contains("find in the page › RELAY"),
        "{}",
        browser.screen()
    );
    let marked = |browser: &Browser| -> usize {
        let lines = browser.app.pager().lines().iter();
        lines
            .flat_map(|line| &line.spans)
            .filter(|span| span.matched)
            .count()
    };
    assert!(marked(&browser) > 0);
    browser.keys("<enter>");
    assert!(browser.app.finding().is_none() && marked(&browser) > 0);
    browser.keys("<esc>");
    assert!(browser.state().starts_with("list"), "{}", browser.state());
}

#[test]
fn n_goes_from_place_to_place_and_round() {
    let mut browser = Browser::new(80, 12);
    browser.keys("550<enter>/the<enter>");
    let mut seen = Vec::new();
    for _ in 0..200 {
        seen.push(browser.app.pager().scroll());
        browser.keys("n");
    }
    assert!(
        seen.windows(2).any(|pair| pair[1] > pair[0]),
        "it goes on: {seen:?}"
    );
    assert!(
        seen.windows(2).any(|pair| pair[1] < pair[0]),
        "it begins again: {seen:?}"
    );
    let mut browser = Browser::new(80, 12);
    browser.keys("550<enter>/the<enter>N");
    let last = browser.app.pager().scroll();
    assert_eq!(last, *seen.iter().max().unwrap());
}

#[test]
fn esc_while_finding_goes_back_to_where_it_began() {
    let mut browser = Browser::new(80, 12);
    browser.keys("550<enter><space>");
    let here = browser.app.pager().scroll();
    browser.keys("/classification");
    assert!(browser.app.pager().scroll() > here);
    browser.keys("<esc>");
    assert_eq!(browser.app.pager().scroll(), here);
    assert!(browser.state().starts_with("page"), "{}", browser.state());
}

#[test]
fn what_is_not_on_the_page_is_said() {
    let mut browser = Browser::new(80, 24);
    browser.keys("550<enter>/zzz<enter>");
    assert!(
        browser.screen().contains("Not on this page"),
        "{}",
        browser.screen()
    );
    browser.keys("n");
    assert!(!browser.screen().contains("find in the page"));
}

#[test]
fn a_page_that_a_search_opens_shows_its_first_hit() {
    // The word stands in the prose, far below the first screen.
    let mut browser = Browser::shipped(80, 24);
    browser.keys("milter<enter>");
    let shown = |browser: &Browser| -> bool {
        let pager = browser.app.pager();
        let lines = pager.lines().iter().skip(pager.scroll());
        let mut shown = lines
            .take(usize::from(pager.height()))
            .flat_map(|line| &line.spans);
        shown.any(|span| span.matched)
    };
    assert!(shown(&browser), "{}", browser.screen());
    // What is found on the first screen moves nothing.
    let mut browser = Browser::shipped(80, 24);
    browser.keys("556<enter>");
    assert_eq!(browser.app.pager().scroll(), 0);
}

#[test]
fn the_page_takes_the_whole_width_and_gives_it_back() {
    let mut browser = Browser::new(120, 40);
    browser.keys("550<enter>");
    assert!(browser.app.layout().list.is_some());
    browser.keys("z");
    assert!(browser.app.layout().list.is_none());
    browser.keys("z");
    assert!(browser.app.layout().list.is_some());
    // What was said holds at any size.
    browser.resize(90, 30);
    assert!(browser.app.layout().list.is_some());
    let mut browser = Browser::new(90, 30);
    browser.keys("550<enter>");
    assert!(browser.app.layout().list.is_none());
}

#[test]
fn the_title_of_a_page_is_the_way_to_it() {
    let mut browser = Browser::new(120, 40);
    browser.keys("550<enter><tab><ctrl-u>556<enter>");
    assert!(
        browser.screen().contains("550 › 556"),
        "{}",
        browser.screen()
    );
    browser.keys("[");
    assert!(!browser.screen().contains("›  556"), "{}", browser.screen());
}

/// A key in the footer does something.
#[test]
fn the_filter_offers_no_key_that_would_do_nothing() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("<ctrl-f>");
    let footer = |browser: &Browser| browser.screen().lines().last().unwrap_or("").to_owned();
    for word in ["drop last", "drop all"] {
        assert!(!footer(&browser).contains(word), "{}", footer(&browser));
    }
    browser.keys("<enter>");
    assert!(
        footer(&browser).contains("drop last"),
        "{}",
        footer(&browser)
    );
    assert!(
        footer(&browser).contains("drop all"),
        "{}",
        footer(&browser)
    );
    browser.keys("zzzqqq");
    assert!(!footer(&browser).contains("enter"), "{}", footer(&browser));
    assert!(!footer(&browser).contains("down"), "{}", footer(&browser));
}
