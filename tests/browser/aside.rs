//! What stands beside a page from 160 columns on: its sections and the pages to look at after it.

use rstest::rstest;
use smtpref::app::{AsideRow, Beside, Event};

use super::driver::Browser;
use super::sound::assert_sound;

fn aside(browser: &Browser) -> Vec<AsideRow> {
    browser.app.aside(&browser.app.layout())
}

/// The row that says something.
fn row(browser: &Browser, says: Beside) -> AsideRow {
    let rows = aside(browser);
    let row = rows.iter().find(|row| row.says == says);
    *row.unwrap_or_else(|| panic!("{says:?} is not in {rows:?}"))
}

fn click(browser: &mut Browser, says: Beside) {
    let at = row(browser, says).at;
    browser.click(at.x + 2, at.y);
}

/// The index of a section.
fn section(browser: &Browser, name: &str) -> usize {
    let sections = browser.app.pager().sections();
    let at = sections.iter().position(|section| section.name == name);
    at.unwrap_or_else(|| panic!("no section {name:?}"))
}

#[rstest]
#[case::page(159, "556<enter>", false)]
#[case::page_of_160(160, "556<enter>", true)]
#[case::page_alone(160, "556<enter>z", true)]
#[case::page_alone_narrow(159, "556<enter>z", false)]
#[case::preview(160, "556", true)]
#[case::comparison(199, "250 vs 556<enter>", false)]
#[case::comparison_of_200(200, "250 vs 556<enter>", true)]
#[case::comparison_beside_the_list(240, "250 vs 556", false)]
#[case::commands(240, ":", false)]
#[case::nothing(200, "zqxj", false)]
fn it_is_there_where_there_is_room(#[case] width: u16, #[case] keys: &str, #[case] there: bool) {
    let mut browser = Browser::new(width, 45);
    browser.keys(keys);
    let layout = browser.app.layout();
    assert_eq!(layout.aside.is_some(), there, "{}", browser.screen());
    assert_eq!(browser.screen().contains("On this page"), there);
    assert_sound(&browser);
    let least = if keys.contains("vs") && there {
        163
    } else {
        64
    };
    assert!(layout.text.width >= least, "{layout:?}");
}

#[test]
fn a_click_on_a_section_goes_there_and_marks_it() {
    let mut browser = Browser::new(200, 20);
    browser.keys("556<enter>");
    let wire = section(&browser, "On the wire");
    click(&mut browser, Beside::Section(wire));
    let pager = browser.app.pager();
    assert_eq!(pager.scroll(), pager.sections()[wire].line);
    assert_eq!(pager.section(), wire);
    assert!(browser.state().starts_with("page "), "{}", browser.state());
    let at = row(&browser, Beside::Section(wire)).at;
    assert_eq!(browser.buffer()[(at.x, at.y)].symbol(), "▌");
}

#[test]
fn sections_at_the_end_are_marked_though_the_page_is_scrolled_no_further() {
    let mut browser = Browser::new(200, 40);
    browser.keys("556<enter>");
    let last = browser.app.pager().sections().len() - 1;
    click(&mut browser, Beside::Section(last));
    assert_eq!(browser.app.pager().section(), last);
    let end = browser.app.pager().scroll();
    browser.keys("{");
    assert_eq!(browser.app.pager().section(), last - 1);
    assert_eq!(browser.app.pager().scroll(), end);
    browser.keys("}");
    assert_eq!(browser.app.pager().section(), last);
    // Whoever scrolls reads what is at the top.
    browser.keys("k");
    assert!(browser.app.pager().section() < last - 1);
}

#[test]
fn the_section_that_is_read_follows_the_scrolling() {
    let mut browser = Browser::new(160, 12);
    browser.keys("556<enter>");
    let mut before = 0;
    for _ in 0..60 {
        let pager = browser.app.pager();
        let section = pager.section();
        assert!(section >= before);
        let read = &pager.sections()[section];
        assert!(section == 0 || read.line <= pager.scroll(), "{read:?}");
        row(&browser, Beside::Section(section));
        before = section;
        browser.keys("j");
    }
    assert!(before > 3);
}

#[test]
fn the_link_keys_go_on_beside_the_page() {
    let mut browser = Browser::new(200, 45);
    browser.keys("556<enter>)");
    assert_eq!(browser.app.pager().selected_also(), None);
    let mut links = 1;
    while browser.app.pager().selected_also().is_none() {
        browser.keys(")");
        links += 1;
        assert!(links < 100);
    }
    assert_eq!(browser.app.pager().selected_also(), Some(0));
    let at = row(&browser, Beside::Page(0)).at;
    assert_eq!(browser.buffer()[(at.x, at.y)].symbol(), "▌");
    browser.keys("(");
    assert_eq!(browser.app.pager().selected_also(), None);
    browser.keys(")<enter>");
    assert_eq!(browser.state(), "page \"556\" reads 550 on 550");
    browser.keys("[");
    assert_eq!(browser.state(), "page \"556\" reads 556 on 556");
}

#[rstest]
#[case::beside(200)]
#[case::in_the_page(80)]
fn one_key_leads_to_the_next_page_to_look_at(#[case] width: u16) {
    let mut browser = Browser::new(width, 45);
    browser.keys("556<enter>a<enter>");
    assert_eq!(browser.state(), "page \"556\" reads 550 on 550");
    browser.keys("[aa<enter>");
    assert_eq!(browser.state(), "page \"556\" reads X.1.10 on X.1.10");
}

#[test]
fn a_page_beside_the_page_is_opened_by_a_click() {
    let mut browser = Browser::new(160, 45);
    browser.keys("556<enter>");
    click(&mut browser, Beside::Page(1));
    assert_eq!(browser.state(), "page \"556\" reads X.1.10 on X.1.10");
}

#[test]
fn what_is_selected_stays_so_where_it_is_drawn_and_no_further() {
    let mut browser = Browser::new(200, 45);
    browser.keys("556<enter>a");
    browser.resize(180, 45);
    assert_eq!(browser.app.pager().selected_also(), Some(0));
    browser.resize(120, 45);
    assert_eq!(browser.app.pager().target(), None);
    browser.resize(180, 45);
    assert_eq!(browser.app.pager().target(), None);
}

#[test]
fn a_window_that_is_too_low_for_it_has_none() {
    for height in 1..12 {
        let mut browser = Browser::start_shipped(&super::sound::start("550"), 160, height);
        browser.keys("a");
        assert_sound(&browser);
        let shown = browser.app.layout().aside.is_some();
        assert_eq!(shown, height >= 9, "{height}");
        assert_eq!(browser.app.pager().selected_also().is_some(), shown);
    }
}

#[rstest]
#[case::lowest(9)]
#[case::low(12)]
#[case::high(45)]
fn what_is_selected_is_drawn(#[case] height: u16) {
    let mut browser = Browser::start_shipped(&super::sound::start("550"), 160, height);
    for _ in 0..browser.app.pager().also().len() {
        browser.keys("a");
        let selected = browser.app.pager().selected_also().unwrap();
        row(&browser, Beside::Page(selected));
    }
    browser.keys("a");
    assert_eq!(browser.app.pager().selected_also(), Some(0));
}

#[test]
fn no_page_names_itself_or_another_one_twice() {
    let catalog = smtpref::shipped::catalog().unwrap();
    for &code in catalog.codes() {
        let record = smtpref::lookup::Record::of(smtpref::lookup::Lookup::new(code), &catalog);
        let also = smtpref::document::page(&record, &catalog).also;
        for (at, lookup) in also.iter().enumerate() {
            assert!(lookup.entry(&catalog).is_some(), "{lookup} at {code}");
            let page = |lookup: &smtpref::lookup::Lookup| lookup.code.entry_code();
            assert_ne!(page(lookup), code.entry_code());
            let again = also[..at].iter().any(|other| page(other) == page(lookup));
            assert!(!again, "{lookup} twice at {code}");
        }
    }
}

/// A cause is no code of the same title, and a reply of a provider has its name before it, as in lists.
#[test]
fn a_page_to_look_at_says_what_it_is() {
    let mut browser = Browser::shipped(200, 60);
    browser.event(Event::Paste(
        "552 5.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaPerm"
            .to_owned(),
    ));
    let pane = browser.app.layout().aside.unwrap();
    let screen = browser.screen();
    let rows = screen.lines().map(|line| {
        let row = line.chars().skip(usize::from(pane.x) + 1);
        row.collect::<String>()
    });
    let rows: Vec<String> = rows.collect();
    for row in [
        "Google: Storage full ",
        "cause  Mailbox full ",
        "5.2.2  Mailbox full ",
    ] {
        assert!(
            rows.iter().any(|line| line.starts_with(row)),
            "{row}\n{screen}"
        );
    }
    // They lead there still.
    let title = aside(&browser).into_iter().find(|row| {
        let line = &rows[usize::from(row.at.y)];
        line.starts_with("cause  ")
    });
    let at = title.unwrap().at;
    browser.click(at.x + 8, at.y);
    assert!(
        browser.state().contains("reads mailbox-full"),
        "{}",
        browser.state()
    );
}
