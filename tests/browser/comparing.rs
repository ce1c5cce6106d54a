//! Comparisons: two sides beside each other, choosing and changing them, and the commands that are about them.

use anstyle::Effects;
use rstest::rstest;
use smtpref::app::{App, Effect, Event, Item, Side};
use smtpref::document::{Role, Span};
use smtpref::keymap::Action;
use smtpref::ui::Theme;
use smtpref_catalog::Code;

use super::driver::Browser;
use super::sound::{assert_sound, start};

fn at(width: u16, height: u16, keys: &str) -> Browser {
    let mut browser = Browser::new(width, height);
    browser.keys(keys);
    browser
}

/// The block at the top of what is read, which stays the same whatever the width.
fn top(app: &App) -> usize {
    app.pager().lines()[app.pager().scroll()].block
}

fn row(browser: &Browser, number: usize) -> String {
    browser.screen().lines().nth(number).unwrap().to_owned()
}

fn message(browser: &Browser) -> &str {
    browser.app.message().unwrap_or_default()
}

// Two sides.

#[rstest]
#[case::enough(72, true)]
#[case::the_usual_window(80, true)]
#[case::wide(200, true)]
#[case::too_narrow(70, false)]
#[case::narrow(40, false)]
fn sides_are_beside_each_other_from_72_columns_on(#[case] width: u16, #[case] beside: bool) {
    let browser = at(width, 24, "250 vs 556<enter>");
    let text = browser.app.layout().text.width;
    assert_eq!(browser.app.pager().side_by_side(text).is_some(), beside);
    let same_line = browser
        .screen()
        .lines()
        .any(|line| line.contains("250 ok") && line.contains("│ 556 fail"));
    assert!(same_line, "{}", browser.screen());
    let cells = browser
        .screen()
        .lines()
        .any(|line| line.contains("Success") && line.contains("│ Permanent"));
    let scrolled = at(width, 60, "250 vs 556<enter>").screen();
    let in_one_line = scrolled
        .lines()
        .any(|line| line.contains("Success") && line.contains("│ Permanent"));
    assert_eq!(cells || in_one_line, beside, "{scrolled}");
}

#[rstest]
#[case::split(80, 24)]
#[case::stacked(40, 12)]
#[case::low(120, 8)]
fn the_heads_stay_while_the_sides_are_scrolled(#[case] width: u16, #[case] height: u16) {
    let mut browser = at(width, height, "250 vs 556<enter>");
    let heads = browser.app.layout().heads.unwrap();
    let shown = |browser: &Browser| -> Vec<String> {
        let rows = heads.y..heads.bottom();
        let text = |y| row(browser, usize::from(y)).replace(['┼', '┴', '┃', '│'], " ");
        rows.map(|y| text(y).trim_end().to_owned()).collect()
    };
    let before = shown(&browser);
    assert!(before[0].contains("250 ok") && before[0].contains("556 fail"));
    browser.keys("}}}<space>");
    assert!(browser.app.pager().scroll() > 0);
    assert_eq!(shown(&browser), before);
}

/// Titles that do not fit beside their codes take a line of their own, unless the window is low.
#[test]
fn long_heads_take_a_row_more_where_12_lines_are_left() {
    let rows = |width: u16, height: u16| {
        let mut browser = Browser::shipped(width, height);
        browser.keys("5.7.1 vs 5.1.1<enter>");
        let layout = browser.app.layout();
        let heads = layout.heads.unwrap().height;
        (layout.text.height + heads, heads)
    };
    let low: Vec<(u16, u16)> = (12..=20).map(|height| rows(80, height)).collect();
    assert!(low.contains(&(11, 2)) && low.contains(&(12, 3)), "{low:?}");
    for (room, heads) in low {
        assert_eq!(heads, if room < 12 { 2 } else { 3 }, "{room}");
    }
    assert_eq!(rows(200, 20).1, 2);
}

#[test]
fn the_heads_have_the_titles_and_the_colours_of_their_codes() {
    use ratatui::style::Color;
    use smtpref::ui::Theme;

    let browser = at(80, 24, "250 vs 556<enter>");
    let heads = browser.app.layout().heads.unwrap();
    let shown = browser.screen();
    let titles = |line: &str| {
        line.contains(" Requested action completed ")
            && line.contains("Domain does not accept mail")
    };
    assert!(shown.lines().any(titles), "{shown}");
    let wide = at(120, 24, "250 vs 556<enter>").screen();
    let in_one_row = |line: &str| {
        line.contains("250 ok  Requested action completed ")
            && line.contains("│ 556 fail  Domain does not accept mail")
    };
    assert!(wide.lines().any(in_one_row), "{wide}");
    let buffer = browser.buffer_in(Theme::Terminal);
    let names: String = (heads.x..heads.right())
        .map(|x| buffer[(x, heads.y)].symbol().to_owned())
        .collect();
    let place = names.split("556").next().unwrap().chars().count();
    let place = heads.x + u16::try_from(place).unwrap();
    assert_eq!(buffer[(place, heads.y)].fg, Color::Red, "{names}");
}

#[test]
fn what_is_the_same_is_one_row_that_a_key_opens() {
    let mut browser = at(120, 60, "250 vs 556<enter>");
    let folded = "= 4 the same: connection, group, kind, standing";
    assert!(browser.screen().contains(folded), "{}", browser.screen());
    assert!(!browser.screen().contains("= The connection"));
    browser.keys("=");
    assert!(browser.screen().contains("= The connection  Stays open"));
    assert!(!browser.screen().contains(folded));
    browser.keys("=");
    assert!(browser.screen().contains(folded));
    let screen = browser.screen();
    let row = screen
        .lines()
        .position(|line| line.contains(folded))
        .unwrap();
    browser.click(20, u16::try_from(row).unwrap());
    assert!(browser.screen().contains("= The connection  Stays open"));
}

/// The lines of what is read, as text.
fn plain(browser: &Browser) -> Vec<String> {
    let lines = browser.app.pager().lines().iter();
    lines.map(smtpref::document::Line::plain).collect()
}

#[test]
fn guidance_follows_the_differences_and_is_narrow_enough_to_read() {
    let browser = at(240, 60, "250 vs 556<enter>");
    let plain = plain(&browser);
    let place = |text: &str| {
        plain
            .iter()
            .position(|line| line.starts_with(text))
            .unwrap()
    };
    let (same, guidance) = (place("= 4 the same"), place("When to use which"));
    assert_eq!(guidance, same + 2, "an empty line between");
    let widest = plain[guidance..place("Summary")]
        .iter()
        .map(|line| line.chars().count());
    assert!(widest.max().unwrap() <= 100);
}

#[test]
fn sections_begin_on_the_same_line_on_both_sides() {
    let browser = at(90, 30, "450 vs 550<enter>");
    let plain = plain(&browser);
    let fix = plain.iter().position(|line| line == "What to do").unwrap();
    let operator = "The operator of the sending server";
    let both = |line: &String| {
        let sides = line.split_once(" │ ");
        sides.is_some_and(|(left, right)| left.trim() == operator && right == operator)
    };
    let who = fix + plain[fix..].iter().position(both).unwrap();
    let (left, right) = plain[who + 1].split_once(" │ ").unwrap();
    assert!(left.starts_with("1. ") && right.starts_with("1. "));
}

#[test]
fn a_key_stacks_the_sides_and_sets_them_beside_each_other_again() {
    let mut browser = at(120, 30, "250 vs 556<enter>}}}");
    let block = top(&browser.app);
    let side = |browser: &Browser| {
        browser
            .app
            .pager()
            .side_by_side(browser.app.layout().text.width)
    };
    let beside = side(&browser);
    assert!(beside.is_some());
    browser.keys("v");
    assert_eq!((side(&browser), top(&browser.app)), (None, block));
    browser.keys("v");
    assert_eq!((side(&browser), top(&browser.app)), (beside, block));
    browser.resize(240, 30);
    browser.keys("v");
    let lines = browser.app.pager().lines().iter();
    let widest = lines.map(smtpref::document::Line::width).max().unwrap();
    assert!(widest <= 102, "a side with its mark: {widest}");
    browser.keys("v");
    browser.resize(60, 24);
    browser.keys("v");
    assert!(message(&browser).contains("too narrow"));
}

// Choosing a side.

#[rstest]
#[case::left_at_first("<enter>", "page \"250 556\" reads 250 on 250")]
#[case::right("l<enter>", "page \"250 556\" reads 556 on 556")]
#[case::right_by_its_arrow("<right><enter>", "page \"250 556\" reads 556 on 556")]
#[case::left_again("l<left><enter>", "page \"250 556\" reads 250 on 250")]
#[case::the_same_code_after_a_swap("ls<enter>", "page \"250 556\" reads 556 on 556")]
#[case::not_the_link_that_was_left("))h<enter>", "page \"250 556\" reads 250 on 250")]
fn enter_opens_the_chosen_side(#[case] keys: &str, #[case] state: &str) {
    for width in [120, 50] {
        let mut browser = at(width, 30, "250 556<enter>");
        browser.keys(keys);
        assert_eq!(browser.state(), state, "at {width} columns");
        browser.keys("[");
        assert!(browser.state().contains('|'), "{}", browser.state());
    }
}

#[test]
fn a_click_on_a_head_opens_its_page() {
    for (width, right) in [(120, 80), (50, 30)] {
        let mut browser = at(width, 30, "250 556<enter>");
        let heads = browser.app.layout().heads.unwrap();
        browser.click(right, heads.y);
        assert_eq!(browser.state(), "page \"250 556\" reads 556 on 556");
    }
}

#[test]
fn swapping_keeps_the_place_and_the_chosen_code() {
    let mut browser = at(80, 24, "250 556<enter>}}}<down>l");
    let before = (top(&browser.app), browser.app.pager().scroll());
    browser.keys("s");
    assert!(browser.state().contains("reads 556|250"));
    assert_eq!(top(&browser.app), before.0);
    assert_eq!(browser.app.side(), Side::Left);
    browser.keys("s");
    assert_eq!((top(&browser.app), browser.app.pager().scroll()), before);
}

// Changing a side.

#[rstest]
fn giving_up_a_change_returns_to_the_same_place(
    #[values(
        "1",
        "2",
        "2550",
        "1<tab><esc>",
        ":change left<enter>",
        "2<down><down>"
    )]
    keys: &str,
    #[values((120, 40), (80, 24), (47, 20))] (width, height): (u16, u16),
) {
    let mut browser = at(width, height, "250 vs 556<enter>}}<down>");
    let before = (browser.state(), browser.app.pager().scroll());
    browser.keys(keys);
    assert!(browser.app.picking().is_some(), "{}", browser.state());
    assert_sound(&browser);
    browser.keys("<esc>");
    assert_eq!((browser.state(), browser.app.pager().scroll()), before);
    assert!(browser.app.picking().is_none() && browser.app.marked().is_none());
}

#[rstest]
#[case::left("250 556<enter>1", "250")]
#[case::right("250 556<enter>2", "556")]
#[case::of_two_that_are_next_to_each_other("450 550<enter>1", "450")]
fn the_code_that_is_replaced_is_selected(#[case] keys: &str, #[case] selected: &str) {
    let browser = at(120, 40, keys);
    let state = browser.state();
    let wanted = format!("reads {selected} on {selected}");
    assert!(state.ends_with(&wanted), "{state}");
}

#[rstest]
#[case::for_a_page("250<tab>c", "250")]
#[case::for_the_last_row("<tab>Gc", "user-unknown")]
#[case::typed("250 556<enter>1mail", "556")]
#[case::of_the_same_twice("250 vs 250<enter>2", "250")]
fn the_side_that_stays_is_not_selected(#[case] keys: &str, #[case] kept: &str) {
    let browser = at(120, 40, keys);
    assert_eq!(browser.app.picking().unwrap().kept.to_string(), kept);
    let selected = format!(" on {kept}");
    assert!(!browser.state().ends_with(&selected), "{}", browser.state());
}

#[test]
fn a_code_is_not_compared_with_itself_by_choosing_it() {
    let mut browser = at(120, 40, "250 556<enter>2<home><up><up><up>");
    browser.keys("<ctrl-p><ctrl-p><enter>");
    assert!(message(&browser).contains("250 is the other side"));
    assert!(browser.app.picking().is_some());
    browser.keys("450<enter>");
    assert!(
        browser.state().contains("reads 250|450"),
        "{}",
        browser.state()
    );
    assert_eq!(browser.app.side(), Side::Right);
}

/// Not with the row below it in its place, where there is one.
#[rstest]
#[case::in_a_small_catalog(Browser::new(120, 40), 1)]
#[case::in_a_large_one(Browser::shipped(120, 40), 2)]
fn the_code_of_the_other_side_can_be_typed_and_is_told(
    #[case] mut browser: Browser,
    #[case] rows: usize,
) {
    browser.keys("250 556<enter>2250");
    assert!(browser.app.list().items().len() >= rows);
    assert!(browser.state().ends_with(" on 250"), "{}", browser.state());
    browser.keys("<enter>");
    assert!(message(&browser).contains("250 is the other side"));
    assert!(browser.app.picking().is_some(), "{}", browser.state());
    browser.keys("<esc>");
    assert!(
        browser.state().contains("reads 250|556"),
        "{}",
        browser.state()
    );
}

#[rstest]
#[case::left("1", "replace 250 on the left, keep 556 ›", "replace 250 ›")]
#[case::right("2", "replace 556 on the right, keep 250 ›", "replace 556 ›")]
fn the_prompt_says_which_side_is_replaced(
    #[case] key: &str,
    #[case] prompt: &str,
    #[case] short: &str,
) {
    for (width, prompt) in [(80, prompt), (47, short)] {
        let mut browser = at(width, 20, "250 556<enter>");
        browser.keys(key);
        assert!(row(&browser, 0).contains(prompt), "{}", row(&browser, 0));
        let footer = row(&browser, 19);
        let choose = footer.find("enter choose").expect(&footer);
        assert!(footer[choose..].contains("esc cancel"), "{footer}");
        assert!(!footer.contains("mark"), "{footer}");
    }
}

#[test]
fn the_history_goes_from_comparison_to_comparison() {
    let mut browser = at(120, 40, "250 556<enter>2<down><down>550<enter>");
    assert!(browser.state().contains("reads 250|550"));
    browser.keys("[");
    assert!(
        browser.state().contains("reads 250|556"),
        "{}",
        browser.state()
    );
}

#[test]
fn a_closed_comparison_is_reached_again_where_it_was_left() {
    for (width, height) in [(120, 30), (80, 24), (50, 20)] {
        let mut browser = at(width, height, "250<tab>m<tab><tab><ctrl-u>556<tab>m");
        assert!(
            browser.state().contains("reads 250|556"),
            "{}",
            browser.state()
        );
        browser.keys("}}<down>");
        let before = (top(&browser.app), browser.app.pager().scroll());
        assert!(before.1 > 0);
        browser.keys("<esc>");
        assert!(!browser.state().contains('|'), "{}", browser.state());
        browser.keys("[");
        assert!(
            browser.state().contains("reads 250|556"),
            "{}",
            browser.state()
        );
        assert_eq!((top(&browser.app), browser.app.pager().scroll()), before);
    }
}

// Commands.

#[rstest]
#[case::swap(":swap<enter>", "page \"250 556\" reads 556|250 on 250?556")]
#[case::left(":left side<enter><enter>", "page \"250 556\" reads 250 on 250")]
#[case::open(":right side<enter><enter>", "page \"250 556\" reads 556 on 556")]
#[case::close(":close<enter>", "list \"250 556\" reads 250|556 on 250?556")]
#[case::given_up(":sw<esc>", "page \"250 556\" reads 250|556 on 250?556")]
#[case::taken_back(":<backspace>", "page \"250 556\" reads 250|556 on 250?556")]
#[case::listed(":", "search \":\" reads 250|556 on :swap sides")]
#[case::narrowed(":chang", "search \":chang\" reads 250|556 on :change left")]
fn commands_are_about_the_comparison(#[case] keys: &str, #[case] state: &str) {
    for (width, height) in [(120, 40), (80, 24), (50, 20)] {
        let mut browser = at(width, height, "250 556<enter>");
        browser.keys(keys);
        assert_eq!(browser.state(), state, "at {width} columns");
        assert_sound(&browser);
    }
}

#[test]
fn copying_by_name_copies_the_comparison() {
    let mut browser = at(80, 24, "250 556<enter>:copy page<enter>");
    assert!(
        matches!(&browser.effects[..], [Effect::Copy { text, .. }] if text.starts_with("# 250 and 556 compared\n")),
        "{:?}",
        browser.effects
    );
    assert!(browser.state().contains("reads 250|556"));
    browser.keys("s");
    assert!(browser.state().contains("reads 556|250"));
}

#[test]
fn the_commands_for_a_comparison_come_first_in_it_and_last_elsewhere() {
    let listed = |keys: &str| -> Vec<bool> {
        let items = at(80, 24, keys).app.list().items().to_vec();
        let command = |item: Item| match item {
            Item::Command(action) => action.is_for_comparisons(),
            other => panic!("{other:?} is not a command"),
        };
        items.into_iter().map(command).collect()
    };
    let (inside, outside) = (listed("250 556<enter>:"), listed("556<enter>:"));
    assert!(
        inside[0] && inside.is_sorted_by_key(|own| !own),
        "{inside:?}"
    );
    assert!(!outside[0] && outside.is_sorted(), "{outside:?}");
}

#[rstest]
fn outside_a_comparison_such_a_command_says_why_it_does_nothing(
    #[values(
        Action::SwapSides,
        Action::ChangeLeft,
        Action::ChangeRight,
        Action::ChooseLeft,
        Action::ChooseRight,
        Action::ToggleStacked,
        Action::ToggleSame
    )]
    action: Action,
) {
    let mut browser = at(80, 24, "556<enter>:");
    browser.keys(action.name()).keys("<enter>");
    assert!(
        message(&browser).contains("for a comparison"),
        "{}",
        message(&browser)
    );
    assert_eq!(browser.state(), "page \"556\" reads 556 on 556");
}

#[test]
fn every_command_shows_its_key_and_what_it_does_at_80_columns() {
    for action in Action::commands() {
        let mut browser = at(80, 24, ":");
        browser.keys(action.name());
        let screen = browser.screen();
        let line = screen
            .lines()
            .find(|line| line.contains(action.description()));
        let line = line.unwrap_or_else(|| panic!("{action:?} is not described:\n{screen}"));
        let (before, _) = line.split_once(action.description()).unwrap();
        let key = before.split_once(action.name()).unwrap().1.trim();
        assert!(!key.is_empty(), "{action:?} shows no key: {line}");
    }
}

#[test]
fn the_list_of_commands_says_that_it_is_one() {
    let browser = at(80, 24, "556<enter>:");
    let screen = browser.screen();
    let count = Action::commands().count();
    assert!(
        row(&browser, 0).contains(&format!("{count} commands")),
        "{screen}"
    );
    assert!(row(&browser, 1).contains("Commands"), "{screen}");
    let footer = row(&browser, 23);
    assert!(
        footer.contains("enter run") && footer.contains("esc cancel"),
        "{footer}"
    );
    assert!(!footer.contains("filter"), "{footer}");
}

#[test]
fn a_comparison_has_no_list_to_filter_and_says_so() {
    let mut browser = at(80, 24, "250 556<enter>F");
    assert!(message(&browser).contains("no list to filter"));
    assert!(browser.app.overlay().is_none());
    browser.keys("<esc><ctrl-f>");
    assert!(browser.app.overlay().is_some());
}

// From marks and words to a comparison.

#[rstest]
#[case::two_marks(
    "250<tab>m<tab><tab><ctrl-u>556<tab>m",
    "page \"556\" reads 250|556 on 556"
)]
#[case::two_marks_by_space("<tab>g<space>j<space>", "page \"\" reads 250|450 on 450")]
#[case::two_marks_from_the_box(
    "250<ctrl-s><ctrl-u>556<ctrl-s>",
    "page \"556\" reads 250|556 on 556"
)]
#[case::two_marks_in_pages(
    "250<enter>m<tab><ctrl-u>556<enter>m",
    "page \"556\" reads 250|556 on 556"
)]
#[case::a_mark_taken_back("<tab>g<space><space>j<space>", "list \"\" reads 450 on 450")]
#[case::compare_typed(
    "compare 250 556<enter>",
    "page \"compare 250 556\" reads 250|556 on 250?556"
)]
#[case::diff_typed(
    "diff 450 550<enter>",
    "page \"diff 450 550\" reads 450|550 on 450?550"
)]
fn two_codes_become_a_comparison(#[case] keys: &str, #[case] state: &str) {
    assert_eq!(at(120, 40, keys).state(), state);
}

#[rstest]
#[case::below_each_other(80, false)]
#[case::beside_each_other(140, true)]
fn the_row_of_a_comparison_previews_it(#[case] width: u16, #[case] beside: bool) {
    let browser = at(width, 40, "compare 250 556");
    let read = "search \"compare 250 556\" reads 250|556 on 250?556";
    assert_eq!(browser.state(), read);
    let layout = browser.app.layout();
    assert!(layout.list.is_some() && layout.page.is_some());
    let side = browser.app.pager().side_by_side(layout.text.width);
    assert_eq!(side.is_some(), beside);
    let screen = browser.screen();
    assert!(screen.contains("250 ok │ 556 fail") || beside, "{screen}");
    assert!(screen.contains("Key differences"), "{screen}");
}

#[test]
fn the_preview_of_a_comparison_follows_the_rows() {
    let mut browser = at(120, 40, "250 vs 556<down>");
    assert!(
        browser.state().contains("reads 250 on 250"),
        "{}",
        browser.state()
    );
    browser.keys("<up>");
    assert!(
        browser.state().contains("reads 250|556"),
        "{}",
        browser.state()
    );
    browser.keys("<backspace>");
    assert!(!browser.state().contains('|'), "{}", browser.state());
    browser.event(Event::Paste("quota".to_owned()));
    assert!(!browser.state().contains('|'), "{}", browser.state());
}

#[test]
fn the_left_side_is_chosen_after_every_opening() {
    let mut browser = Browser::start_shipped(&start("250 556"), 100, 30);
    browser.keys("l<esc>/450 451<enter>");
    assert_eq!(browser.app.side(), Side::Left);
}

/// They are the ones that one wants to read on about.
#[test]
fn codes_that_only_one_side_has_are_links_and_still_stand_out() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("550 551<enter>");
    let lines = browser.app.pager().lines();
    let spans = lines.iter().flat_map(|line| &line.spans);
    let code = |span: &&Span| span.text.parse::<Code>().is_ok();
    let differing: Vec<&Span> = spans
        .filter(|span| span.role == Role::Differs)
        .filter(code)
        .collect();
    assert!(!differing.is_empty(), "{}", browser.screen());
    for span in differing {
        assert!(span.target.is_some(), "{span:?}");
        let effects = Theme::Plain.span(span, true).get_effects();
        assert!(
            effects.contains(Effects::BOLD | Effects::UNDERLINE),
            "{span:?}"
        );
    }
}

/// In a narrow window the codes that are compared leave half of the search row for what is typed.
#[rstest]
#[case::of_a_code("556<enter>c")]
#[case::of_a_name("over limit<enter>c")]
fn half_of_the_search_row_is_for_what_is_typed(#[case] keys: &str) {
    for width in [20, 24, 30] {
        let mut browser = Browser::new(width, 20);
        browser.keys(keys);
        let layout = browser.app.layout();
        let row = browser.app.search_row(&layout);
        assert!(!row.prompt.is_empty(), "nothing is compared");
        assert!(
            row.prompt.chars().count() + 4 <= usize::from(width / 2).max(4),
            "{row:?}"
        );
    }
}

/// Who reads a page before choosing it chooses it there, and is told how.
#[rstest]
#[case(80, 24)]
#[case(120, 40)]
fn a_page_that_is_read_while_a_side_is_chosen_can_be_chosen(
    #[case] width: u16,
    #[case] height: u16,
) {
    let mut browser = Browser::shipped(width, height);
    browser.keys("550<enter>c554<tab>");
    let screen = browser.screen();
    let footer = screen.lines().last().unwrap_or_default();
    assert!(
        footer.contains("CHOOSE  enter choose  esc back"),
        "{screen}"
    );
    browser.keys("<esc>");
    assert!(browser.app.picking().is_some());
    browser.keys("<tab>");
    browser.keys("<enter>");
    assert!(browser.app.picking().is_none());
    assert!(
        browser.screen().contains("550 and 554"),
        "{}",
        browser.screen()
    );
}

/// A head says without colour how its side ends, whether it has a number or a name.
#[rstest]
#[case::numbers("250 vs 450<enter>", ["250 ok ", "450 retry "])]
#[case::names("mailbox-full vs user-unknown<enter>", ["mailbox-full retry ", "user-unknown fail "])]
#[case::one_end("domain-accepts-no-mail vs greylisted<enter>", ["domain-accepts-no-mail fail ", "greylisted retry "])]
#[case::replies_of_providers("google/over-quota vs exim/fake-reject<enter>", ["google/over-quota retry ", "exim/fake-reject fail "])]
fn a_head_says_how_its_side_ends(#[case] keys: &str, #[case] heads: [&str; 2]) {
    let mut browser = Browser::shipped(120, 40);
    browser.keys(keys);
    let heads_row = row(&browser, 2);
    for head in heads {
        assert!(heads_row.contains(head), "{head}: {heads_row}");
    }
}

/// In 80 columns too, where not all of its keys have room.
#[test]
fn the_footer_of_a_comparison_names_its_sides() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("250 vs 450<enter>");
    let footer = row(&browser, 23);
    for hint in ["s swap", "1 new left", "l side", "enter open", "? help"] {
        assert!(footer.contains(hint), "{footer}");
    }
    browser.keys("l");
    let footer = row(&browser, 23);
    assert!(footer.contains("h side"), "{footer}");
}

/// A chosen link is what enter follows: then the footer does not say that it opens the side.
#[test]
fn the_footer_offers_no_side_while_a_link_is_chosen() {
    let mut browser = at(120, 40, "250 vs 556<enter>");
    assert!(row(&browser, 39).contains("enter open"));
    browser.keys(")");
    assert!(browser.app.pager().target().is_some());
    assert!(!row(&browser, 39).contains("enter open"));
}
