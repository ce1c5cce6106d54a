//! Habits from other programs: what a key does there it does here too, and no key does nothing without saying so.

use rstest::rstest;
use smtpref::app::{Event, Start};
use smtpref::document::Target;
use smtpref::keymap::{Key, KeyName};

use super::driver::Browser;

fn last_row(browser: &Browser) -> String {
    browser
        .screen()
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

const BOUNCE: &str = include_str!("pasted/two-recipients.txt");

#[rstest]
#[case::as_in_fzf("<ctrl-n>", "j")]
#[case::as_in_fzf_up("jj<ctrl-p>", "j")]
#[case::as_in_a_shell("<ctrl-j>", "j")]
#[case::as_in_a_shell_up("jj<ctrl-k>", "j")]
#[case::as_in_emacs("<ctrl-v>", "<pgdn>")]
#[case::as_in_emacs_up("<pgdn><pgdn><alt-v>", "<pgdn><pgdn>b")]
#[case::as_in_less(">", "G")]
#[case::as_in_less_and_back("G<<>", "g")]
#[case::as_in_an_editor("<ctrl-end>", "G")]
#[case::as_in_an_editor_and_back("G<ctrl-home>", "g")]
fn lists_pages_and_comparisons_move_alike(#[case] keys: &str, #[case] same: &str) {
    for open in ["<tab>", "550<enter>", "250 556<enter>"] {
        let [there, here] = [keys, same].map(|keys| {
            let mut browser = Browser::shipped(80, 16);
            browser.keys(open).keys(keys);
            browser.screen()
        });
        assert_eq!(there, here, "{open}{keys}");
    }
}

#[rstest]
#[case::closed_as_in_emacs("556<enter><ctrl-g>", "list \"556\" reads 556 on 556")]
#[case::given_up_as_in_fzf("556<enter>S250<ctrl-g>", "page \"556\" reads 556 on 556")]
#[case::back_where_backspace_is_ctrl_h(
    "556<enter>S250<enter><ctrl-h>",
    "page \"\" reads 556 on 556"
)]
#[case::older_query_as_in_a_shell(
    "556<enter>S250<enter>S<ctrl-u><ctrl-r><ctrl-r>",
    "search \"556\" reads 556 on 556"
)]
#[case::number_typed_in_the_list("556<enter><esc>250", "search \"250\" reads 250 on 250")]
#[case::number_typed_in_a_page("556<enter>250", "search \"250\" reads 250 on 250")]
#[case::number_given_up("556<enter>2<esc>", "page \"556\" reads 556 on 556")]
#[case::next_one_read("5.1<enter>J", "page \"5.1\" reads 5.1.1 on 5.1.1")]
#[case::and_the_one_before("5.1<enter>JK", "page \"5.1\" reads X.1 on X.1")]
fn a_habit_finds(#[case] keys: &str, #[case] state: &str) {
    let mut browser = Browser::new(120, 40);
    browser.keys(keys);
    assert_eq!(browser.state(), state, "after {keys}");
}

#[rstest]
#[case::in_the_list("<tab>", "w")]
#[case::in_a_page("556<enter>", "w")]
#[case::in_a_comparison("250 556<enter>", "7")]
#[case::in_the_box("", "<ctrl-t>")]
#[case::in_the_commands("556<enter>:", "<ctrl-t>")]
#[case::in_the_filter_menu("<ctrl-f>", "<ctrl-t>")]
#[case::in_the_help("<F1>", "<ctrl-t>")]
#[case::while_finding("556<enter>/", "<F5>")]
fn a_key_that_is_bound_to_nothing_says_so(#[case] open: &str, #[case] key: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(open).keys(key);
    let told = format!("{} does nothing here", key.trim_matches(['<', '>']));
    let screen = browser.screen();
    assert!(screen.lines().last().unwrap().contains(&told), "{screen}");
    assert_eq!(browser.effects, []);
}

/// Every key of a keyboard, wherever one can be: it does something, types something, or says why it does neither.
#[test]
fn no_key_is_silent() {
    let plain = ('!'..='~').map(|c| Key::plain(KeyName::Char(c)));
    let held = ('a'..='z').flat_map(|c| {
        [(true, false), (false, true)].map(|(ctrl, alt)| Key {
            name: KeyName::Char(c),
            ctrl,
            alt,
        })
    });
    let functions = (1..=12).map(|number| Key::plain(KeyName::Function(number)));
    let keys: Vec<Key> = plain.chain(held).chain(functions).collect();
    for open in [
        "<tab>",
        "556<enter>",
        "250 556<enter>",
        "556",
        "556<enter>:",
        "250 556<enter>1",
        "<ctrl-f>",
        "<F1>",
        "556<enter>/x",
    ] {
        for &key in &keys {
            let mut browser = Browser::new(80, 24);
            browser.keys(open);
            let before = browser.screen();
            let is_bound = browser
                .app
                .keys()
                .lookup(browser.app.context(), key)
                .is_some();
            browser.event(Event::Key(key));
            let changes = browser.screen() != before || !browser.effects.is_empty();
            assert!(changes || is_bound, "{open} {key}");
        }
    }
}

/// What is not to be seen is not written into the footer.
#[test]
fn a_key_that_cannot_be_shown_is_not_named() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>");
    browser.event(Event::Key(Key::plain(KeyName::Char('\u{202e}'))));
    let screen = browser.screen();
    assert!(
        screen.contains("This key does nothing here; ? shows the keys"),
        "{screen}"
    );
}

#[test]
fn the_replies_of_a_text_are_read_one_after_the_other() {
    let mut browser = Browser::start_shipped(&Start::Text(BOUNCE.as_bytes().to_vec()), 80, 24);
    let footer = |browser: &Browser| browser.screen().lines().last().unwrap().to_owned();
    assert!(footer(&browser).contains("J next "), "{}", footer(&browser));
    // And there is room for what a newcomer needs.
    assert!(footer(&browser).contains("? help"), "{}", footer(&browser));
    assert!(browser.screen().contains("1 of 2"), "{}", browser.screen());
    browser.keys("J");
    assert!(browser.screen().contains("2 of 2"), "{}", browser.screen());
    assert!(
        browser.state().contains("on reply 2"),
        "{}",
        browser.state()
    );
    assert_eq!(browser.app.pager().scroll(), 0);
    browser.keys("K");
    assert!(browser.screen().contains("1 of 2"), "{}", browser.screen());
    browser.keys("K");
    let told = "This is the first one of the list";
    assert!(footer(&browser).contains(told), "{}", footer(&browser));
    // One reply alone has no next one.
    browser.event(Event::Paste(
        "550 5.1.1 <bob@example.net>: User unknown".to_owned(),
    ));
    assert!(!footer(&browser).contains("J next"), "{}", footer(&browser));
}

/// An arrow moves instead.
#[test]
fn without_a_query_before_it_none_is_recalled() {
    let mut browser = Browser::new(80, 24);
    let before = browser.state();
    browser.keys("<ctrl-r>");
    assert_eq!(browser.state(), before);
    let told = "There is no query before this one";
    assert!(browser.screen().contains(told), "{}", browser.screen());
    browser.keys("<up>");
    assert_ne!(browser.state(), before);
}

#[test]
fn dropping_filters_where_none_is_set_says_so() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>x");
    assert!(
        browser.screen().contains("No filter is set"),
        "{}",
        browser.screen()
    );
    browser.keys("<ctrl-f><delete>");
    assert!(
        browser.screen().contains("No filter is set"),
        "{}",
        browser.screen()
    );
    browser.keys("8");
    assert!(
        browser.screen().contains("There is no class 8"),
        "{}",
        browser.screen()
    );
}

#[test]
fn nothing_found_cannot_be_opened() {
    let mut browser = Browser::new(80, 24);
    browser.keys("zzzqqqxxx<enter>");
    let told = "Nothing is found that could be opened";
    assert!(browser.screen().contains(told), "{}", browser.screen());
}

/// What covers the panes gets all keys: one that means something below says why it does not now.
#[rstest]
#[case::compare_in_the_filter_menu("<ctrl-f><ctrl-o>", "esc closes it")]
#[case::next_pane_in_the_help("<F1><tab>", "esc closes it")]
#[case::help_in_the_filter_menu("<ctrl-f><F1>", "Keys")]
fn below_an_overlay_nothing_happens_in_silence(#[case] keys: &str, #[case] told: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    assert!(browser.screen().contains(told), "{}", browser.screen());
}

/// What one stands on is what a key is about: the link that is chosen, before the page that has it.
#[test]
fn a_chosen_link_is_compared_and_marked() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>)");
    let link = browser.app.pager().target();
    let Some(Target::Lookup(link)) = link else {
        panic!("{link:?}");
    };
    browser.keys("c");
    let read = format!("reads 550|{link}");
    assert!(browser.state().contains(&read), "{}", browser.state());
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>)m");
    assert_eq!(browser.app.marked(), Some(link));
    // Without a link they are about the page.
    browser.keys("m<esc>");
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>m");
    assert_eq!(
        browser
            .app
            .marked()
            .map(|marked| marked.to_string())
            .as_deref(),
        Some("550")
    );
}

/// The steps to the side are one step of the way, and it leads back.
#[test]
fn one_comes_back_from_the_steps_through_the_list() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("550<enter>JJJ");
    assert!(
        !browser.state().contains("reads 550"),
        "{}",
        browser.state()
    );
    browser.keys("[");
    assert!(browser.state().contains("reads 550"), "{}", browser.state());
}

/// What is typed for a side is no search.
#[test]
fn the_list_is_again_the_one_from_which_a_side_was_chosen() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550 554<enter>2mailbox-full<enter>");
    assert!(
        browser.state().contains("reads 550|mailbox-full"),
        "{}",
        browser.state()
    );
    browser.keys("<esc>");
    assert!(
        browser.state().contains("\"550 554\""),
        "{}",
        browser.state()
    );
}

#[rstest]
#[case::in_the_box(40, "<ctrl-f>4rcpt<enter>", &["[class 4]", "[RCPT]"])]
#[case::in_the_menu(80, "<ctrl-f>4rcpt<space>", &["Filter: ", "[class 4]", "[RCPT]"])]
#[case::in_the_footer(80, "<ctrl-f>4<esc>", &["backspace drop one"])]
fn what_is_set_is_seen(#[case] width: u16, #[case] keys: &str, #[case] seen: &[&str]) {
    let mut browser = Browser::shipped(width, 24);
    assert!(!browser.screen().contains("drop one"));
    browser.keys(keys);
    let screen = browser.screen();
    assert!(seen.iter().all(|text| screen.contains(text)), "{screen}");
}

#[test]
fn a_text_has_no_list_to_filter() {
    let mut browser = Browser::shipped(80, 24);
    let text = "550 5.1.1 <bob@example.net>: User unknown";
    browser.event(Event::Paste(text.to_owned()));
    browser.keys("F");
    assert!(
        last_row(&browser).contains("no list to filter"),
        "{}",
        last_row(&browser)
    );
    assert!(browser.app.overlay().is_none());
}

#[test]
fn a_comparison_of_one_code_says_what_is_missing() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("compare 550");
    assert!(
        last_row(&browser).contains("second code"),
        "{}",
        last_row(&browser)
    );
    browser.keys(" 554");
    assert!(browser.state().contains("550?554"), "{}", browser.state());
}

/// What moves nothing says why.
#[rstest]
#[case::past_the_last_section("550<enter>G}", "The page goes no further")]
#[case::before_the_first("550<enter>{", "The page begins here")]
#[case::the_left_side_again("250 556<enter>h", "The left side is chosen already")]
#[case::the_right_side_again("250 556<enter>ll", "The right side is chosen already")]
#[case::the_other_side("250 556<enter>l", "")]
#[case::another_section("550<enter>}", "")]
#[case::a_link("550<enter>)", "")]
fn a_key_that_moves_nothing_says_so(#[case] keys: &str, #[case] told: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    assert_eq!(browser.app.message().unwrap_or_default(), told);
}

#[test]
fn a_short_page_without_links_says_what_it_has_not() {
    let reply = "Subject: Out of office\nAuto-Submitted: auto-replied\n\nI am away until Monday.";
    let start = Start::Text(reply.as_bytes().to_vec());
    let mut browser = Browser::start_shipped(&start, 120, 40);
    browser.keys("}");
    let told = "All of the page is on the screen";
    assert_eq!(browser.app.message(), Some(told), "{}", browser.screen());
    browser.keys(")");
    let told = "There is no link here";
    assert_eq!(browser.app.message(), Some(told), "{}", browser.screen());
    browser.keys("g");
    assert!(
        !last_row(&browser).contains("} section"),
        "{}",
        last_row(&browser)
    );
    assert!(
        !last_row(&browser).contains(") link"),
        "{}",
        last_row(&browser)
    );
}

/// Terminals take F1 for their own help.
#[test]
fn the_empty_box_names_the_key_of_the_help_that_every_terminal_has() {
    let mut browser = Browser::new(80, 24);
    assert!(
        last_row(&browser).contains("? help"),
        "{}",
        last_row(&browser)
    );
    browser.keys("5");
    assert!(
        last_row(&browser).contains("F1 help"),
        "{}",
        last_row(&browser)
    );
}

/// Where nothing is found there is no row, and without a filter none to be dropped.
#[test]
fn the_footer_of_nothing_found_has_what_there_is_to_do() {
    let mut browser = Browser::new(80, 24);
    browser.keys("zzzqqq");
    let footer = last_row(&browser);
    assert!(footer.contains("ctrl-f filter"), "{footer}");
    for none in ["open", "choose", "drop one", "mark"] {
        assert!(!footer.contains(none), "{footer}");
    }
}
