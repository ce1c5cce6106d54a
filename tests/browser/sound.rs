//! What holds after every event, and the windows in which it once did not.

use ratatui::layout::Rect;
use rstest::rstest;
use smtpref::app::{App, Beside, SMALLEST, Start};
use smtpref::lookup::{Lookup, parse_lookups};

use super::driver::Browser;

/// Asserts what holds in any state.
pub(crate) fn assert_sound(browser: &Browser) {
    let app = &browser.app;
    let pager = app.pager();
    assert!(pager.scroll() <= pager.last_scroll());
    let lines = pager.lines();
    if let Some(link) = pager.link() {
        assert!(link.line < lines.len() && link.start < link.end);
    }
    assert!(!app.input().value().contains(char::is_control));
    let buffer = browser.buffer();
    for cell in buffer.content() {
        assert!(!cell.symbol().contains(char::is_control));
    }
    let layout = app.layout();
    for bar in [app.list_bar(&layout), app.page_bar(&layout)] {
        let Some(bar) = bar.filter(|bar| bar.track.height > 0) else {
            continue;
        };
        let (thumb, track) = (bar.thumb(), bar.track);
        assert!(track.y <= thumb.start && thumb.start < thumb.end && thumb.end <= track.bottom());
    }
    if let Some(selected) = pager.selected_also() {
        let rows = app.aside(&layout);
        let is_drawn = rows.iter().any(|row| row.says == Beside::Page(selected));
        assert!(
            is_drawn,
            "the page that is selected beside the page is not there"
        );
    }
    let (width, height) = (app.size().width, app.size().height);
    if width >= SMALLEST.width
        && height >= SMALLEST.height
        && !app.list().items().is_empty()
        && let Some(pane) = app.layout().list
    {
        assert_list_is_sound(browser, pane);
    }
}

/// Asserts that the selected row is on the screen, and that rows fill the pane as far as there are any.
fn assert_list_is_sound(browser: &Browser, pane: Rect) {
    let list = browser.app.list();
    let lines = |index: usize| list.lines_of(index);
    assert!(list.top() <= list.selected() && list.selected() < list.items().len());
    let above: u16 = (list.top()..list.selected()).map(lines).sum();
    let heading = u16::from(list.heading(list.selected()).is_some());
    assert!(
        above + heading < pane.height,
        "the selected row is below the pane"
    );
    if browser.app.overlay().is_none() {
        let buffer = browser.buffer();
        assert_eq!(
            list.selected_line(),
            above + u16::from(list.heading(list.selected()).is_some())
        );
        let lead = buffer[(pane.x, pane.y + list.selected_line())].symbol();
        assert!(
            ["▌", "*"].contains(&lead),
            "{lead:?} leads the selected row"
        );
    }
    let height = usize::from(pane.height);
    let shown: usize = (list.top()..list.items().len())
        .map(|index| usize::from(lines(index)))
        .take(height)
        .sum();
    let fits = list.top() > 0 && shown + usize::from(lines(list.top() - 1)) <= height;
    assert!(!fits, "rows above could fill the pane");
}

fn lookups(codes: &str) -> Vec<Lookup> {
    parse_lookups(codes).unwrap()
}

/// What `smtpref` with these codes opens.
pub(crate) fn start(codes: &str) -> Start {
    match lookups(codes)[..] {
        [left, right] => Start::Compare(left, right),
        [page] => Start::Page(page),
        _ => panic!("one code or two"),
    }
}

#[rstest]
#[case::list_after_a_link("556", (60, 20), "))))))<enter>c")]
#[case::list_for_the_right_side("250 556", (47, 20), "2")]
#[case::list_for_the_left_side("250 556", (47, 20), "1")]
#[case::list_after_a_comparison("250 556", (47, 20), "<esc>")]
#[case::list_after_a_page("X.7.1", (60, 20), "<esc>")]
#[case::list_of_two_rows("X.7.1", (20, 5), "<esc>")]
#[case::rows_of_two_lines("550", (100, 12), "/greylisting<down><down><down>")]
fn the_selected_row_is_shown(
    #[case] codes: &str,
    #[case] (width, height): (u16, u16),
    #[case] keys: &str,
) {
    let mut browser = Browser::start_shipped(&start(codes), width, height);
    browser.keys(keys);
    assert!(browser.app.layout().list.is_some(), "{}", browser.state());
    assert_sound(&browser);
}

#[rstest]
#[case::wide(120, 40, "<tab>G")]
#[case::narrow(60, 20, "<tab>G")]
#[case::rows_of_two_lines(120, 12, "greylisting<tab>G")]
#[case::grown(120, 12, "<tab>G")]
fn the_last_rows_fill_the_pane(#[case] width: u16, #[case] height: u16, #[case] keys: &str) {
    let mut browser = Browser::shipped(width, height);
    browser.keys(keys);
    let filled = |app: &App| {
        let pane = app.layout().list.unwrap();
        let list = app.list();
        let lines = (list.top()..list.items().len()).map(|index| usize::from(list.lines_of(index)));
        let rows: usize = lines.sum();
        // A row of two lines with a heading may not fit into the last lines.
        rows + 2 >= usize::from(pane.height)
    };
    assert!(filled(&browser.app), "{}", browser.screen());
    assert_sound(&browser);
    browser.resize(width, height + 10);
    assert_sound(&browser);
}
