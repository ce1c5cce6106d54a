//! Whole screens at several sizes, of the small catalog; one of the shipped one shows what its pages look like.
//! `cargo insta review` accepts a wanted change.

use rstest::{Context, rstest};
use smtpref::app::Start;
use smtpref::lookup::parse_lookups;
use smtpref::ui::Theme;

use super::driver::Browser;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

/// Holds a screen at every size against its snapshot, which is named after the case.
fn assert_screens(context: &Context, start: &Start, keys: &str) {
    let name = context.description.unwrap();
    for (width, height) in SIZES {
        let mut browser = Browser::start(start, width, height);
        browser.keys(keys);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), browser.screen());
    }
}

#[rstest]
#[case::start("")]
#[case::search("null mx")]
#[case::prose("parked")]
#[case::page("556<enter>")]
#[case::links("550<enter>G<shift-tab><tab>p")]
#[case::comparison("250 vs 556<enter>")]
#[case::comparison_below("250 vs 556<enter>}}}")]
#[case::class_asked("4.2.2<enter>")]
#[case::contradiction("550 4.2.2<enter>")]
#[case::unregistered("599<enter>")]
#[case::unregistered_reply("550 5.7.999")]
#[case::subject("x.1<enter>")]
#[case::no_match("zqxj")]
#[case::filter("<ctrl-f><enter>")]
#[case::filtered("<ctrl-f><enter><esc>")]
#[case::commands(":co")]
#[case::help("<F1>")]
#[case::choosing("250<tab>c55")]
#[case::cause("mailbox-full<enter>")]
#[case::provider_reply("harbour-mail/over-limit<enter>")]
#[case::token_of_a_reply("hm4170")]
#[case::number_of_several_providers_typed("5.7.900")]
#[case::filter_by_provider("<ctrl-f><end><up><enter>")]
#[case::filtered_by_provider("<ctrl-f><end><enter><esc>")]
fn screen(#[context] context: Context, #[case] keys: &str) {
    assert_screens(&context, &Start::List, keys);
}

#[rstest]
#[case::number_of_several_providers("5.7.900")]
fn opened_screen(#[context] context: Context, #[case] codes: &str) {
    let lookups = parse_lookups(codes).unwrap();
    assert_screens(&context, &Start::Page(lookups[0]), "");
}

#[test]
fn shipped_screen() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("556<enter>");
    insta::assert_snapshot!("shipped_120x40", browser.screen());
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
    browser.keys("<ctrl-f><enter><esc>quota");
    let screen = browser.screen();
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[0].ends_with("[class 2] 2 nearest"), "{screen}");
    assert!(lines[1].contains("─ Nearest ─"), "{screen}");
    assert!(lines[2].contains("Nothing fits; nearest:"), "{screen}");
    assert!(lines[3].contains('▌'), "{screen}");
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

/// Every client acts on the reply code, and so does the colour.
#[test]
fn of_two_codes_that_contradict_each_other_the_reply_code_has_the_colour() {
    use ratatui::style::Color;

    for (codes, colour) in [
        ("421 5.7.1", Color::Magenta),
        ("550 4.2.2", Color::Red),
        ("550 5.7.1", Color::Red),
    ] {
        let lookups = parse_lookups(codes).unwrap();
        let browser = Browser::start_shipped(&Start::Page(lookups[0]), 80, 24);
        let at = browser.app.layout().text;
        let buffer = browser.buffer_in(Theme::Terminal);
        assert_eq!(buffer[(at.x, at.y)].symbol(), &codes[..1]);
        assert_eq!(buffer[(at.x, at.y)].fg, colour, "{codes}");
    }
}

#[test]
fn what_is_told_in_the_footer_has_one_style_whichever_panes_are_above() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>m");
    let screen = browser.screen();
    let footer = screen.lines().last().unwrap();
    let told = "mark another code to compare the two";
    let (before, _) = footer
        .split_once(told)
        .unwrap_or_else(|| panic!("{screen}"));
    let first = before.chars().count();
    let buffer = browser.buffer_in(Theme::Terminal);
    let style = |x: usize| buffer[(u16::try_from(x).unwrap(), 23)].style();
    for x in first..first + told.len() {
        assert_eq!(style(x), style(4), "{x}\n{screen}");
    }
}

#[rstest]
#[case(80, 24)]
#[case(40, 12)]
#[case(175, 40)]
fn an_overlay_that_covers_the_window_ends_with_the_footer(#[case] width: u16, #[case] height: u16) {
    for keys in ["<ctrl-f>", "<tab>?"] {
        let mut browser = Browser::shipped(width, height);
        browser.keys(keys);
        let screen = browser.screen();
        let ends: Vec<&str> = screen
            .lines()
            .filter(|line| line.starts_with('╰'))
            .collect();
        assert_eq!(ends.len(), 1, "{screen}");
        assert!(
            ends[0].contains("esc close") || ends[0].contains("enter set"),
            "{screen}"
        );
    }
}

/// A heading can be told from a lead word at a glance.
#[rstest]
#[case(40, 12)]
#[case(80, 24)]
#[case(200, 60)]
fn a_heading_of_a_page_is_the_beginning_of_a_rule(#[case] width: u16, #[case] height: u16) {
    let mut browser = Browser::new(width, height);
    browser.keys("550<enter>}");
    let screen = browser.screen();
    let line = |name: &str| {
        let line = screen.lines().find(|line| line.contains(name));
        line.unwrap_or_else(|| panic!("{name}\n{screen}"))
    };
    assert!(line("What to do ───").contains("───"), "{screen}");
    assert!(!line("The sender").contains('─'), "{screen}");
    browser.keys(":250 556<enter>");
    let screen = browser.screen();
    assert!(screen.contains("Key differences ─"), "{screen}");
    browser.keys("}}");
    let screen = browser.screen();
    assert!(screen.contains("When to use which ──"), "{screen}");
}

/// A cut description says nothing.
#[test]
fn every_row_of_the_filter_menu_is_whole() {
    for width in [80, 100, 110, 117, 120, 130, 160, 175, 176, 200] {
        let mut browser = Browser::shipped(width, 24);
        browser.keys("<ctrl-f>");
        for _ in 0..12 {
            let screen = browser.screen();
            assert!(!screen.contains('…'), "{width} columns\n{screen}");
            browser.keys("<pgdn>");
        }
    }
}

/// Whoever has scrolled still sees which page it is and how it ends, at no cost of a row.
#[rstest]
#[case::default(80, 24, "550 5.1.1<enter>", "550 5.1.1", "Permanent")]
#[case::narrow(40, 12, "556<enter>", "556", "Domain")]
#[case::beside_the_list(120, 40, "mailbox-full<enter>", "mailbox-full", "Mailbox full")]
fn the_title_of_a_page_stays_when_it_is_scrolled(
    #[case] width: u16,
    #[case] height: u16,
    #[case] keys: &str,
    #[case] name: &str,
    #[case] tells: &str,
) {
    let mut browser = Browser::shipped(width, height);
    browser.keys(keys);
    let edge = |browser: &Browser| browser.screen().lines().nth(1).unwrap().to_owned();
    let rows = browser.app.layout().text.height;
    assert!(!edge(&browser).contains(tells), "{}", edge(&browser));
    browser.keys("j");
    let (scrolled, text) = (edge(&browser), browser.app.layout().text);
    assert!(
        scrolled.contains(name) && scrolled.contains(tells),
        "{scrolled}"
    );
    assert_eq!(text.height, rows);
    browser.keys("k");
    assert!(!edge(&browser).contains(tells), "{}", edge(&browser));
}
