//! What hands do that know less, vim, a shell or a mail reader, and what the mouse does to the names in the frame.

use ratatui::layout::Position;
use rstest::rstest;
use smtpref::app::{Effect, Event, MouseKind, Overlay};

use crate::driver::Browser;

#[rstest]
#[case::page_forward("550<enter><ctrl-f><ctrl-b>", "page \"550\" reads 550 on 550")]
#[case::the_filter_from_a_page("550<enter>F", "filter")]
#[case::back("250<enter>S550<enter><ctrl-o>", "reads 250")]
#[case::back_from_the_list("250<enter>S550<enter><tab><tab><ctrl-o>", "reads 250")]
#[case::a_mark_in_the_list("550<tab><ctrl-s>", "mark")]
#[case::no_box_to_the_left("550<tab>h", "list")]
#[case::no_letter_in_the_box("550<tab>hl", "page \"550\"")]
fn a_hand_finds(#[case] keys: &str, #[case] wanted: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(keys);
    let state = format!("{} {:?}", browser.state(), browser.app.message());
    assert!(state.contains(wanted), "{state}");
}

#[test]
fn a_page_goes_forward_by_pages() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter><ctrl-f>");
    let height = usize::from(browser.app.pager().height());
    assert_eq!(browser.app.pager().scroll(), height - 1);
}

#[rstest]
#[case::all_before("?colour<ctrl-u>sign", "sign")]
#[case::a_word("?copy page<ctrl-w>all", "copy all")]
#[case::at_the_beginning("?py<ctrl-a>co", "copy")]
#[case::under_the_cursor("?xcopy<home><ctrl-d>", "copy")]
#[case::in_the_filter("<ctrl-f>goog<ctrl-u>micro", "micro")]
#[case::in_the_middle_of_it("<ctrl-f>goog<left><left>o<backspace><alt-k>", "go")]
fn what_narrows_is_edited_as_the_search_box(#[case] keys: &str, #[case] typed: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(keys);
    let shown = match browser.app.overlay() {
        Some(Overlay::Help(help)) => help.typed(),
        Some(Overlay::Filter(menu)) => menu.typed(),
        None => panic!("nothing is open: {}", browser.state()),
    };
    assert_eq!(shown, typed);
}

#[test]
fn what_was_found_last_comes_back() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>/address<enter>S421<enter>/<up>");
    assert_eq!(browser.app.finding().unwrap().value(), "address");
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>/<up>");
    assert!(browser.app.message().unwrap().contains("before this"));
}

#[test]
fn every_press_gives_the_next_reference() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>ooo");
    let given: Vec<&str> = browser
        .effects
        .iter()
        .map(|effect| match effect {
            Effect::Copy { text, .. } => text.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(given.len(), 3);
    assert!(given[0] != given[1] && given[1] != given[2], "{given:?}");
}

#[test]
fn a_name_of_the_way_leads_back_to_it() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("550<enter>S554<enter>S450<enter>");
    let screen = browser.screen();
    let row = screen.lines().nth(1).unwrap();
    let at = row.find("550 › 554 › 450").expect("the way");
    let column = row[..at].chars().count() + 1;
    browser.click(u16::try_from(column).unwrap(), 1);
    assert!(
        browser.state().contains("reads 550 on 550"),
        "{}",
        browser.state()
    );
    browser.keys("]");
    assert!(browser.state().contains("reads 554"), "{}", browser.state());
}

/// Whatever has room of the way, each name that is shown leads to its page.
#[test]
fn each_shown_name_of_the_way_leads_back_to_it() {
    let at = |width: u16| {
        let mut browser = Browser::new(width, 20);
        browser.keys("550<enter>S556<enter>S450<enter>S250<enter>");
        browser
    };
    let mut met = [0; 4];
    for width in 20..=64 {
        let screen = at(width).screen();
        let row = screen.lines().nth(1).unwrap();
        let mut shown = 0;
        for name in ["550", "556", "450"] {
            let Some(before) = row.find(&format!("{name} › ")) else {
                continue;
            };
            let first = row[..before].chars().count();
            for column in [first, first + 2] {
                let mut browser = at(width);
                browser.click(u16::try_from(column).unwrap(), 1);
                let state = browser.state();
                assert!(
                    state.contains(&format!(" reads {name} ")),
                    "{width}: {state}"
                );
            }
            shown += 1;
        }
        met[shown] += 1;
    }
    assert!(met.iter().all(|windows| *windows > 0), "{met:?}");
}

#[test]
fn who_drags_over_text_is_told_once_how_it_is_selected() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("550<enter>");
    let drag = |browser: &mut Browser| {
        browser.click(90, 10);
        for (kind, column) in [(MouseKind::Drag, 95), (MouseKind::Release, 95)] {
            let at = Position::new(column, 10);
            browser.event(Event::Mouse { kind, at });
        }
        browser.app.message().map(str::to_owned)
    };
    assert!(drag(&mut browser).unwrap().contains("Shift"));
    assert_eq!(drag(&mut browser), None);
}

#[rstest]
#[case::the_left_side("", "l side")]
#[case::the_right_side("l", "h side")]
fn the_other_side_is_offered(#[case] keys: &str, #[case] hint: &str) {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("250 556<enter>").keys(keys);
    let screen = browser.screen();
    let footer = screen.lines().last().unwrap();
    assert!(footer.contains(hint), "{footer}");
    assert_eq!(footer.matches(" side").count(), 1, "{footer}");
}

#[rstest]
#[case::what_is_close("5500")]
#[case::what_is_found("550")]
#[case::a_comparison("250 vs 556")]
fn the_counter_says_what_the_frame_says(#[case] query: &str) {
    let mut browser = Browser::shipped(120, 40);
    browser.keys(query);
    let count = browser.app.list().shown();
    // What the query is read as stands above what it finds, and is not counted.
    for _ in 0..browser.app.list().ahead() {
        browser.keys("<down>");
    }
    let screen = browser.screen();
    let mut lines = screen.lines();
    let counter = lines.next().unwrap();
    assert!(
        counter.contains(&format!(" {count} of "))
            || counter.contains(&format!(" {count} nearest")),
        "{counter}"
    );
    assert!(
        lines.next().unwrap().contains(&format!(" 1/{count} ")),
        "{screen}"
    );
}

#[test]
fn commands_begin_with_what_one_would_name() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>:");
    let screen = browser.screen();
    for command in ["compare", "copy", "find", "filter", "mask", "help", "quit"] {
        let begins = |line: &str| line.split_whitespace().any(|word| word == command);
        assert!(screen.lines().any(begins), "{command}: {screen}");
    }
}

#[rstest]
#[case::a_name_of_the_page("S3150")]
#[case::a_word_of_the_title("mailbox full")]
fn a_page_that_is_found_by_its_name_begins_at_its_top(#[case] query: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(query).keys("<enter>");
    assert_eq!(browser.app.pager().scroll(), 0, "{}", browser.screen());
}

/// What `/` left counts as long as the box has the focus: whoever clicks elsewhere has given nothing up.
#[test]
fn a_search_that_was_left_for_another_pane_leads_back_nowhere() {
    let mut browser = Browser::shipped(120, 30);
    browser.keys("550<enter>S");
    assert!(browser.app.replaces());
    browser.click(5, 4);
    assert!(!browser.app.replaces(), "{}", browser.state());
    browser.keys("<esc><esc>");
    let state = browser.state();
    assert!(state.starts_with("search \"\""), "{state}");
}

#[test]
fn commands_that_are_given_up_while_a_side_is_chosen_lead_back_to_the_choice() {
    let mut browser = Browser::shipped(120, 30);
    browser.keys("550<enter>");
    let before = browser.state();
    browser.keys("c<tab>");
    assert!(browser.app.picking().is_some());
    browser.keys(":<esc>");
    assert!(browser.app.picking().is_some() && !browser.app.is_commanding());
    browser.keys("<esc>");
    assert_eq!(browser.state(), before);
    assert!(browser.app.picking().is_none() && browser.app.marked().is_none());
}
