//! Keys as triples: where one starts, what is pressed, what is then.

use rstest::rstest;
use smtpref::app::{Effect, Event};

use super::driver::Browser;

#[rstest]
// Typing, choosing, opening.
#[case("", "search \"\" reads 550 on 550")]
#[case("556", "search \"556\" reads 556 on 556")]
#[case("null mx", "search \"null mx\" reads X.1.10 on X.1.10")]
#[case(
    "null mx<down>",
    "search \"null mx\" reads domain-accepts-no-mail on domain-accepts-no-mail"
)]
#[case("556<enter>", "page \"556\" reads 556 on 556")]
#[case("556<backspace>", "search \"55\" reads 550 on 550")]
#[case("556<ctrl-u>250", "search \"250\" reads 250 on 250")]
#[case("ñ<backspace>250", "search \"250\" reads 250 on 250")]
// The same page for all its spellings.
#[case("5.1.10", "search \"5.1.10\" reads 5.1.10 on 5.1.10")]
#[case("x.1.10", "search \"x.1.10\" reads X.1.10 on X.1.10")]
#[case("#5.1.10", "search \"#5.1.10\" reads 5.1.10 on 5.1.10")]
#[case("550 5.1.10", "search \"550 5.1.10\" reads 550 5.1.10 on 550 5.1.10")]
#[case("599", "search \"599\" reads 599 on (599)")]
// Comparisons by typing.
#[case("250 vs 556<enter>", "page \"250 vs 556\" reads 250|556 on 250?556")]
#[case("250/556<enter>", "page \"250/556\" reads 250|556 on 250?556")]
#[case("250 556<enter>", "page \"250 556\" reads 250|556 on 250?556")]
#[case(
    "5.1.1 vs 5.1.10<enter>",
    "page \"5.1.1 vs 5.1.10\" reads 5.1.1|5.1.10 on 5.1.1?5.1.10"
)]
#[case(
    "550 vs 5.1.1<enter>",
    "page \"550 vs 5.1.1\" reads 550|5.1.1 on 550?5.1.1"
)]
// Comparisons by marking, and by choosing the second code.
#[case(
    "250<tab>m<tab><tab><ctrl-u>556<tab>c",
    "page \"556\" reads 250|556 on 556"
)]
#[case("250<tab>c556<enter>", "page \"556\" reads 250|556 on 556")]
#[case("250<tab>c<esc>", "search \"\" reads 250 on 250")]
#[case("250 556<enter>s", "page \"250 556\" reads 556|250 on 250?556")]
#[case("250 556<enter>1550<enter>", "page \"550\" reads 550|556 on 550")]
#[case("250 556<enter>2550<enter>", "page \"550\" reads 250|550 on 550")]
// Closing the top-most thing, never the program.
#[case("556<enter><esc>", "list \"556\" reads 556 on 556")]
#[case("556<enter><esc><esc>", "search \"\" reads 556 on 556")]
#[case("556<enter><esc><esc><esc><esc><esc>", "search \"\" reads 556 on 556")]
#[case("250 556<enter><esc>", "list \"250 556\" reads 250 on 250")]
#[case("<F1>", "search \"\" reads 550 on 550 +help")]
#[case("<F1><esc>", "search \"\" reads 550 on 550")]
#[case("?", "search \"\" reads 550 on 550 +help")]
#[case("556?", "search \"556?\" reads 556 on 556")]
#[case("<tab>??", "list \"\" reads 550 on 550")]
// Layout.
#[case("<tab>", "list \"\" reads 550 on 550")]
#[case("<tab><tab>", "page \"\" reads 550 on 550")]
#[case("<tab><tab><tab>", "search \"\" reads 550 on 550")]
#[case("<shift-tab>", "page \"\" reads 550 on 550")]
#[case("<tab>/", "search \"\" reads 550 on 550")]
// Moving in the list, with arrows and vi keys.
#[case("<tab>g", "list \"\" reads 200 on 200")]
#[case("<tab><home>jj", "list \"\" reads 211 on 211")]
#[case("<tab><home><down><down><up>", "list \"\" reads 201 on 201")]
#[case("<tab>G", "list \"\" reads virus on virus")]
#[case("<tab>gk", "list \"\" reads 200 on 200")]
// Filters.
#[case("<ctrl-f>", "search \"\" reads 550 on 550 +filter")]
#[case(
    "<ctrl-f><down><enter>",
    "search \"\" reads 200 on 200 [class 2] +filter"
)]
#[case(
    "<ctrl-f><down><enter><esc>quota",
    "search \"quota\" reads - on nearest [class 2]"
)]
#[case("<ctrl-f><down><enter><enter><esc>", "search \"\" reads 550 on 550")]
#[case("<ctrl-f><down><enter><esc><esc>", "search \"\" reads 550 on 550")]
#[case("<tab>f<down><enter><esc>x", "list \"\" reads 550 on 550")]
// Commands by name.
#[case(":help<enter>", "list \"\" reads 550 on 550 +help")]
#[case(":filt", "search \":filt\" reads 550 on :filter")]
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
    browser.keys("n<enter>");
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

#[test]
fn back_from_a_comparison_returns_to_it() {
    let mut browser = Browser::new(120, 40);
    browser.keys("250 vs 556<enter>n<enter>");
    assert!(!browser.state().contains('|'));
    browser.keys("[");
    assert!(
        browser.state().contains("reads 250|556"),
        "{}",
        browser.state()
    );
}

#[test]
fn the_place_in_a_page_is_kept_for_each_entry() {
    let mut browser = Browser::new(80, 24);
    browser.keys("550<enter><space><space>");
    let scroll = browser.app.pager().scroll();
    assert!(scroll > 0);
    browser.keys("<esc><down>");
    assert_eq!(browser.app.pager().scroll(), 0);
    browser.keys("<up>");
    assert_eq!(browser.app.pager().scroll(), scroll);
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

#[test]
fn copying_gives_markdown_and_says_so() {
    let mut browser = Browser::new(80, 24);
    browser.keys("556<enter>y");
    assert!(matches!(
        &browser.effects[..],
        [Effect::Copy(text)] if text.starts_with("# 556 Domain does not accept mail\n")
    ));
    assert!(browser.app.message().unwrap().contains("clipboard"));
    browser.effects.clear();
    browser.keys("Y");
    assert!(matches!(
        &browser.effects[..],
        [Effect::Copy(line)] if line.starts_with("556 Domain does not accept mail: ") && !line.contains('\n')
    ));
    browser.effects.clear();
    browser.keys("<esc><esc>250 556<enter>y");
    assert!(matches!(
        &browser.effects[..],
        [Effect::Copy(text)] if text.contains("## Key differences")
    ));
}

#[test]
fn quitting_and_suspending() {
    for keys in [
        "<ctrl-c>",
        "<tab>q",
        "<tab><tab>q",
        "<F1><ctrl-c>",
        "<ctrl-f><ctrl-c>",
    ] {
        let mut browser = Browser::new(80, 24);
        browser.keys(keys);
        assert_eq!(browser.effects, [Effect::Quit], "{keys}");
    }
    let mut browser = Browser::new(80, 24);
    browser.keys("q");
    assert_eq!(browser.effects, [], "q is a letter in the search box");
    browser.keys("<ctrl-z>");
    assert_eq!(browser.effects, [Effect::Suspend]);
}

#[test]
fn a_paste_of_many_lines_is_one_line_and_presses_nothing() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>");
    let pasted = "550 5.1.1\r\n\tq\u{1b}[31m\nuser unknown\n";
    browser.event(Event::Paste(pasted.to_owned()));
    assert_eq!(browser.app.input().value(), "550 5.1.1 q [31m user unknown");
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
