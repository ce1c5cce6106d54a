//! Whole screens at several sizes. `cargo insta review` accepts a wanted change.

use rstest::rstest;
use smtpref::app::Start;
use smtpref::lookup::parse_lookups;
use smtpref::ui::Theme;

use super::driver::Browser;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

#[rstest]
#[case("start", "")]
#[case("search", "null mx")]
#[case("prose", "parked")]
#[case("page", "556<enter>")]
#[case("links", "556<enter>G<shift-tab><tab>p")]
#[case("comparison", "250 vs 556<enter>")]
#[case("comparison_below", "250 vs 556<enter>}}}")]
#[case("class_asked", "4.2.2<enter>")]
#[case("contradiction", "500 4.7.1<enter>")]
#[case("unregistered", "599<enter>")]
#[case("subject", "x.7<enter>")]
#[case("no_match", "zqxj")]
#[case("filter", "<ctrl-f><down><enter>")]
#[case("filtered", "<ctrl-f><down><enter><esc>")]
#[case("commands", ":co")]
#[case("help", "<F1>")]
#[case("choosing", "250<tab>c55")]
fn screen(#[case] name: &str, #[case] keys: &str) {
    for (width, height) in SIZES {
        let mut browser = Browser::new(width, height);
        browser.keys(keys);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), browser.screen());
    }
}

#[test]
fn too_small_says_so() {
    for (width, height) in [(19, 24), (80, 4), (1, 1), (12, 2)] {
        let browser = Browser::new(width, height);
        assert!(
            "too small:".starts_with(browser.screen().lines().next().unwrap()),
            "{width}x{height}"
        );
    }
    let enough = Browser::new(20, 5);
    assert!(!enough.screen().contains("too small"));
}

#[test]
fn the_closest_codes_are_announced_as_such() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<ctrl-f><down><enter><esc>quota");
    let screen = browser.screen();
    let search_row = screen.lines().next().unwrap();
    assert!(
        search_row.ends_with("[class 2] no code matches; nearest:"),
        "{search_row}"
    );
}

#[test]
fn nothing_is_told_by_colour_alone() {
    for keys in ["", "null mx", "556<enter>", "250 556<enter>", "<ctrl-f>"] {
        let mut browser = Browser::new(100, 30);
        browser.keys(keys);
        let text = |theme| {
            let buffer = browser.buffer_in(theme);
            let symbols: Vec<String> = buffer
                .content()
                .iter()
                .map(|cell| cell.symbol().to_owned())
                .collect();
            symbols
        };
        assert_eq!(text(Theme::Plain), text(Theme::Terminal), "{keys}");
        let plain = browser.buffer_in(Theme::Plain);
        let coloured = plain.content().iter().find(|cell| {
            cell.fg != ratatui::style::Color::Reset || cell.bg != ratatui::style::Color::Reset
        });
        assert!(coloured.is_none(), "{keys}: a colour in the plain theme");
    }
}

#[test]
fn codes_on_the_command_line_open_their_page() {
    let lookups = parse_lookups("250 556").unwrap();
    let compare = Start::Compare(lookups[0], lookups[1]);
    let browser = Browser::start(&compare, 80, 24);
    assert!(browser.state().starts_with("page \"\" reads 250|556"));
    let page = Start::Page(lookups[1]);
    let browser = Browser::start(&page, 80, 24);
    assert_eq!(browser.state(), "page \"\" reads 556 on 556");
}
