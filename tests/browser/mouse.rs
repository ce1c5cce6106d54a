//! The mouse: what is under it decides.

use ratatui::layout::Position;
use smtpref::app::{Event, MouseKind};

use super::driver::Browser;

fn wheel(browser: &mut Browser, kind: MouseKind, column: u16, row: u16) {
    let at = Position::new(column, row);
    browser.event(Event::Mouse { kind, at });
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut browser = Browser::new(120, 40);
    browser.keys("<tab>g<tab><tab>");
    // Below two rows and the headings of three groups.
    browser.click(5, 7);
    assert_eq!(browser.state(), "list \"\" reads 550 on 550");
    browser.click(5, 7);
    assert_eq!(browser.state(), "page \"\" reads 550 on 550");
    browser.click(5, 0);
    assert_eq!(browser.state(), "search \"\" reads 550 on 550");
}

#[test]
fn the_wheel_scrolls_the_pane_under_it() {
    let mut browser = Browser::new(120, 24);
    browser.keys("<tab>g");
    wheel(&mut browser, MouseKind::WheelDown, 5, 10);
    assert_eq!(browser.state(), "list \"\" reads 450 on 450");
    browser.keys("<esc>550");
    wheel(&mut browser, MouseKind::WheelDown, 100, 10);
    assert_eq!(browser.app.pager().scroll(), 3);
    wheel(&mut browser, MouseKind::WheelUp, 100, 10);
    assert_eq!(browser.app.pager().scroll(), 0);
}

#[test]
fn a_click_follows_a_link() {
    let mut browser = Browser::new(120, 24);
    browser.keys("556<enter>)");
    let link = browser.app.pager().link().unwrap().clone();
    let layout = browser.app.layout();
    let text = layout.text;
    let row = text.y + u16::try_from(link.line - browser.app.pager().scroll()).unwrap();
    let column = text.x + u16::try_from(link.start).unwrap();
    browser.click(column, row);
    assert!(
        !browser.state().contains("reads 556"),
        "{}",
        browser.state()
    );
}

#[test]
fn a_click_beside_an_overlay_closes_it() {
    let mut browser = Browser::new(120, 40);
    browser.keys("<F1>");
    browser.click(60, 15);
    assert!(browser.state().ends_with("+help"));
    browser.click(1, 38);
    assert!(!browser.state().ends_with("+help"));
    browser.keys("<ctrl-f>");
    let cell = browser.app.layout().filter_cells(1)[0];
    browser.click(cell.x + 1, cell.y);
    assert!(browser.state().contains("[class 2]"), "{}", browser.state());
}
