//! The mouse: what is under it decides.

use ratatui::layout::Position;
use rstest::rstest;
use smtpref::app::{Event, MouseKind, Overlay};

use super::driver::Browser;
use super::sound::assert_sound;

fn wheel(browser: &mut Browser, kind: MouseKind, column: u16, row: u16) {
    mouse(browser, kind, (column, row));
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
    let mut browser = Browser::new(240, 40);
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

/// The end of the menu leaves no room unused, however many rows it has.
#[test]
fn the_last_page_of_the_filter_menu_is_full() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<ctrl-f><end>");
    let screen = browser.screen();
    let rows = screen.lines().filter(|line| line.contains("[ ]")).count();
    let Some(Overlay::Filter(menu)) = browser.app.overlay() else {
        panic!("{}", browser.state());
    };
    let cells = browser.app.layout().filter_cells(menu.total()).len();
    assert!(menu.total() > cells);
    assert_eq!(rows, cells, "{screen}");
}

/// Whichever row of the menu is clicked is set, also where rows above it are out of view.
#[rstest]
fn a_row_of_the_filter_menu_is_set_by_a_click(
    #[values("<ctrl-f>", "<ctrl-f><end>")] keys: &str,
    #[values(0, 1, 7)] cell: usize,
) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(keys);
    let Some(Overlay::Filter(menu)) = browser.app.overlay() else {
        panic!("{}", browser.state());
    };
    let cell = browser.app.layout().filter_cells(menu.total())[cell];
    let row = browser
        .screen()
        .lines()
        .nth(cell.y.into())
        .unwrap()
        .to_owned();
    let counted = |row: &str| row.ends_with(|c: char| c.is_ascii_digit());
    let shown = row.trim_matches(|c: char| !c.is_alphanumeric());
    assert!(counted(shown), "{row}");
    browser.click(cell.x + 1, cell.y);
    let Some(Overlay::Filter(menu)) = browser.app.overlay() else {
        panic!("{}", browser.state());
    };
    let set: Vec<String> = menu
        .rows()
        .filter(|row| row.is_set)
        .map(|row| format!("{} {}", row.value, row.count))
        .collect();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(set.len(), 1);
    assert!(words(shown).ends_with(&set[0]), "{set:?} {row}");
}

fn mouse(browser: &mut Browser, kind: MouseKind, (column, row): (u16, u16)) {
    let at = Position::new(column, row);
    browser.event(Event::Mouse { kind, at });
}

/// Presses the button at a place, moves the mouse over others, and releases the button at the last.
fn drag(browser: &mut Browser, places: &[(u16, u16)]) {
    mouse(browser, MouseKind::Click, places[0]);
    for place in places {
        mouse(browser, MouseKind::Drag, *place);
    }
    mouse(browser, MouseKind::Release, places[places.len() - 1]);
}

fn divider(browser: &Browser) -> u16 {
    browser
        .app
        .layout()
        .divider
        .expect("a line between list and page")
        .x
}

#[test]
fn the_line_between_list_and_page_is_dragged_and_stays_there() {
    let mut browser = Browser::shipped(120, 40);
    let before = divider(&browser);
    drag(&mut browser, &[(before, 12), (before + 1, 13), (70, 30)]);
    assert_eq!(divider(&browser), 70);
    assert_sound(&browser);
    // Other views, the page alone, a smaller window.
    browser.keys("<tab><tab>zz550<esc>/250 vs 556<enter><esc>");
    assert_eq!(divider(&browser), 70);
    browser.resize(80, 24);
    assert!(divider(&browser) < 50);
    browser.resize(120, 40);
    assert_eq!(divider(&browser), 70);
    drag(&mut browser, &[(70, 30), (40, 30)]);
    assert_eq!(divider(&browser), 40);
}

/// Neither of both is made narrower than it can be read.
#[test]
fn list_and_page_keep_the_columns_that_they_need() {
    let mut browser = Browser::shipped(120, 40);
    let widths = |browser: &Browser| {
        let layout = browser.app.layout();
        (layout.list.unwrap().width, layout.page.unwrap().width)
    };
    let (from, both) = (divider(&browser), widths(&browser));
    drag(&mut browser, &[(from, 12), (1, 12)]);
    assert_eq!(widths(&browser), (20, both.0 + both.1 - 20));
    let from = divider(&browser);
    drag(&mut browser, &[(from, 12), (118, 12)]);
    assert_eq!(widths(&browser), (both.0 + both.1 - 32, 32));
}

#[test]
fn a_drag_beyond_the_window_ends_where_both_panes_are_of_use() {
    for (width, height) in [(72, 20), (80, 24), (120, 40), (200, 60)] {
        let mut browser = Browser::shipped(width, height);
        for column in [0, u16::MAX] {
            let from = (divider(&browser), 10);
            drag(&mut browser, &[from, (column, u16::MAX)]);
            let layout = browser.app.layout();
            let (list, page) = (layout.list.unwrap(), layout.page.unwrap());
            assert!(list.width >= 20 && page.width >= 32, "{list} {page}");
            assert_sound(&browser);
        }
    }
}

#[test]
fn a_release_that_is_lost_leaves_nothing_held() {
    let mut browser = Browser::shipped(120, 40);
    let from = divider(&browser);
    let moved = |browser: &mut Browser| {
        mouse(browser, MouseKind::Drag, (90, 20));
        divider(browser) != from
    };
    mouse(&mut browser, MouseKind::Click, (from, 12));
    browser.keys("<down>");
    assert!(!moved(&mut browser), "held after a key");
    mouse(&mut browser, MouseKind::Click, (from, 12));
    mouse(&mut browser, MouseKind::Click, (5, 5));
    assert!(!moved(&mut browser), "held after a click elsewhere");
    mouse(&mut browser, MouseKind::Click, (from, 12));
    mouse(&mut browser, MouseKind::Release, (0, 0));
    assert!(!moved(&mut browser), "held after its release");
    mouse(&mut browser, MouseKind::Click, (from, 12));
    assert!(moved(&mut browser));
}

#[test]
fn the_scrollbar_of_the_page_is_clicked_and_dragged() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("550<enter>");
    let bar = |browser: &Browser| browser.app.page_bar(&browser.app.layout()).unwrap();
    let (column, top) = (bar(&browser).track.x, bar(&browser).track.y);
    let page = browser.app.layout().page.unwrap();
    assert_eq!((column, top), (page.right() - 1, page.y));
    let last = browser.app.pager().last_scroll();
    let thumb = bar(&browser).thumb();
    // Held by its last row, it does not move until the mouse does.
    mouse(&mut browser, MouseKind::Click, (column, thumb.end - 1));
    assert_eq!(browser.app.pager().scroll(), 0);
    mouse(&mut browser, MouseKind::Drag, (column, thumb.end));
    assert_eq!(bar(&browser).thumb().start, thumb.start + 1);
    // Beside the bar, above and below the window.
    mouse(&mut browser, MouseKind::Drag, (3, 500));
    assert_eq!(browser.app.pager().scroll(), last);
    mouse(&mut browser, MouseKind::Drag, (40, 0));
    assert_eq!(browser.app.pager().scroll(), 0);
    mouse(&mut browser, MouseKind::Release, (40, 0));
    mouse(&mut browser, MouseKind::Drag, (40, 20));
    assert_eq!(browser.app.pager().scroll(), 0);
    browser.click(column, top + 12);
    assert!(bar(&browser).thumb().contains(&(top + 12)));
    assert_sound(&browser);
}

#[test]
fn the_scrollbar_of_the_list_is_clicked_and_dragged() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("<tab>g");
    let bar = |browser: &Browser| browser.app.list_bar(&browser.app.layout()).unwrap();
    let track = bar(&browser).track;
    let from = divider(&browser);
    assert_eq!(track.x, from);
    let middle = track.y + track.height / 2;
    drag(&mut browser, &[(track.x, middle)]);
    assert!(bar(&browser).thumb().contains(&middle));
    assert_sound(&browser);
    // Up and down the scrollbar is meant, though the mouse does not stay on it.
    drag(
        &mut browser,
        &[(track.x, middle), (track.x, middle + 2), (2, 500)],
    );
    let count = browser.app.list().items().len();
    assert_eq!(browser.app.list().selected(), count - 1);
    assert_eq!(divider(&browser), from);
    assert_sound(&browser);
    drag(
        &mut browser,
        &[(track.x, middle), (track.x, middle - 1), (119, 0)],
    );
    assert_eq!(browser.app.list().selected(), 0);
    assert_sound(&browser);
}

/// One line out of view is enough.
#[test]
fn a_page_has_a_scrollbar_if_a_line_of_it_is_out_of_view() {
    let mut browser = Browser::new(80, 24);
    browser.keys("250<enter>");
    let mut met = Vec::new();
    for height in 10..100 {
        browser.resize(80, height);
        let hidden = browser.app.pager().last_scroll();
        let bar = browser.app.page_bar(&browser.app.layout());
        assert_eq!(bar.is_some(), hidden > 0, "{hidden} at {height}");
        met.push(hidden);
    }
    assert!([0, 1, 2].iter().all(|hidden| met.contains(hidden)));
}

#[test]
fn the_list_alone_and_a_comparison_have_scrollbars_too() {
    let mut browser = Browser::shipped(60, 20);
    let right = browser.app.list_bar(&browser.app.layout()).unwrap().track.x;
    assert_eq!(right, 59);
    drag(&mut browser, &[(right, 4), (right, 19)]);
    let count = browser.app.list().items().len();
    assert_eq!(browser.app.list().selected(), count - 1);
    browser.resize(100, 30);
    browser.keys("<esc><ctrl-u>250 vs 556<enter>");
    drag(&mut browser, &[(99, 4), (99, 40)]);
    let pager = browser.app.pager();
    assert_eq!(pager.scroll(), pager.last_scroll());
}

#[test]
fn what_a_click_has_said_stays_while_its_button_goes_up() {
    let mut browser = Browser::new(120, 40);
    browser.keys("556<enter>");
    let layout = browser.app.layout();
    let buttons = browser.app.buttons(&layout);
    let copy = buttons.iter().find(|button| button.hint.word == "copy");
    let at = copy.unwrap().at;
    browser.click(at.x + 1, at.y);
    browser.app.tell("It is copied".to_owned());
    mouse(&mut browser, MouseKind::Release, (at.x + 1, at.y));
    assert_eq!(browser.app.told(), Some("It is copied"));
}

#[test]
fn the_line_beside_commands_is_not_dragged() {
    let mut browser = Browser::shipped(200, 60);
    let before = divider(&browser);
    browser.keys(":");
    let from = divider(&browser);
    drag(&mut browser, &[(from, 12), (40, 12)]);
    assert_eq!(divider(&browser), from);
    browser.keys("<esc>");
    assert_eq!(divider(&browser), before);
}

/// What looks like something to be clicked is.
#[rstest]
#[case::a_field("class:5", 0, true)]
#[case::a_piece("zzzqqq", 0, true)]
#[case::what_is_said_of_it("zzzqqq", 30, false)]
fn what_could_be_asked_is_clicked(#[case] name: &str, #[case] right: u16, #[case] asked: bool) {
    let mut browser = Browser::new(80, 24);
    browser.keys("zzzqqq xxxyyy");
    let screen = browser.screen();
    let rows = screen.lines().enumerate().skip(1);
    let mut rows = rows.filter(|(_, row)| row.starts_with(&format!("│ {name} ")));
    let (y, _) = rows.next().unwrap_or_else(|| panic!("{name}: {screen}"));
    browser.click(3 + right, u16::try_from(y).unwrap());
    let query = if asked { name } else { "zzzqqq xxxyyy" };
    assert_eq!(browser.app.input().value(), query);
    assert!(browser.state().starts_with("search"), "{}", browser.state());
    if asked {
        // And what was typed comes back.
        browser.keys("<ctrl-r>");
        assert_eq!(browser.app.input().value(), "zzzqqq xxxyyy");
    }
}
