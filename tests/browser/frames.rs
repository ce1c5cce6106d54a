//! Frames of another size than the window that the browser was told of: the window changes before the event arrives that tells it.

use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use rstest::rstest;
use smtpref::terminal::{self, Frames};
use smtpref::ui::Theme;

use super::driver::{Browser, look, text};

const KEYS: [&str; 6] = [
    "",
    "null mx",
    "556<enter>",
    "250 556<enter>",
    "<F1>",
    "<ctrl-f>",
];

const fn size(width: u16, height: u16) -> Size {
    Size { width, height }
}

#[rstest]
#[case::a_row_less(80, 24)]
#[case::a_column_less(79, 25)]
#[case::half(40, 12)]
#[case::one_row_for_the_list(80, 5)]
#[case::smallest(20, 5)]
#[case::too_small(10, 3)]
#[case::one_cell(1, 1)]
#[case::narrower_and_higher(40, 50)]
#[case::wider_and_lower(200, 10)]
#[case::larger(120, 40)]
fn a_frame_of_another_size_is_no_trouble(#[case] width: u16, #[case] height: u16) {
    for keys in KEYS {
        let mut browser = Browser::new(80, 25);
        browser.keys(keys);
        let buffer = browser.frame(Theme::Plain, size(width, height));
        let shown = text(&buffer);
        let shown = shown.trim();
        let too_small =
            (width < 20 || height < 5) && "too small:\nmake it 20x5".starts_with(&shown[..1]);
        assert!(shown.is_empty() || too_small, "{keys}: {shown}");
    }
}

#[rstest]
#[case::a_row_less(80, 24)]
#[case::much_smaller(40, 12)]
#[case::smallest(20, 5)]
#[case::too_small(10, 3)]
#[case::larger(120, 40)]
fn a_frame_is_laid_out_for_its_own_size(#[case] width: u16, #[case] height: u16) {
    for keys in KEYS {
        let mut told = Browser::new(80, 25);
        told.keys(keys).resize(width, height);
        let mut untold = Browser::new(80, 25);
        untold.keys(keys);
        let mut backend = TestBackend::new(width, height);
        let mut frames = Frames::new(size(width, height));
        terminal::draw(
            &mut frames,
            &mut backend,
            &mut untold.app,
            look(Theme::Plain),
        )
        .unwrap();
        assert_eq!(untold.app.size(), size(width, height), "{keys}");
        assert_eq!(text(backend.buffer()), told.screen(), "{keys}");
    }
}

/// Where nothing is found there is nothing to open, to mark or to read.
#[rstest]
#[case(80, 24)]
#[case(200, 60)]
fn without_hits_the_list_has_the_room_and_no_key_is_offered_for_one(
    #[case] width: u16,
    #[case] height: u16,
) {
    let mut browser = Browser::shipped(width, height);
    browser.keys("zzzqqq");
    let screen = browser.screen();
    assert!(screen.contains("can be pasted"), "{screen}");
    let rows: Vec<&str> = screen.lines().collect();
    assert!(
        !rows[1].contains('┬') && !rows[2][3..rows[2].len() - 3].contains('│'),
        "{screen}"
    );
    let footer = rows.last().unwrap();
    assert!(
        footer.contains("help") && footer.contains("filter"),
        "{footer}"
    );
    for word in ["open", "choose", "mark", "compare", "copy"] {
        assert!(!footer.contains(word), "{word}: {footer}");
    }
    browser.keys("<tab><tab>");
    assert!(browser.state().starts_with("search"), "{}", browser.state());
    browser.keys("<ctrl-u>class:4 xyzxyz");
    assert!(browser.screen().contains("Nothing found"));
}

#[test]
fn a_filter_that_hides_what_is_searched_is_named() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<ctrl-f>6<esc>zzzqqq");
    let screen = browser.screen();
    assert!(
        screen.contains("Filters are set, and without them it is on no page;"),
        "{screen}"
    );
}

/// The frame is closed above it, and what is selected is to be seen.
#[rstest]
#[case(80, 24)]
#[case(60, 16)]
#[case(120, 40)]
fn what_is_told_in_several_rows_hides_none_of_the_panes(#[case] width: u16, #[case] height: u16) {
    let mut browser = Browser::shipped(width, height);
    browser.keys("<tab>G");
    let told = format!(
        "/home/anna/.config/smtpref/config.toml:4: {}",
        "no action ".repeat(20)
    );
    browser.app.tell(told);
    let rows = browser.app.told_rows();
    assert!(rows.len() > 1);
    let screen = browser.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let frame = lines[lines.len() - rows.len() - 1];
    assert!(frame.starts_with('╰') && frame.ends_with('╯'), "{screen}");
    for (line, row) in lines.iter().rev().zip(rows.iter().rev()) {
        assert_eq!(line.trim(), row.trim(), "{screen}");
    }
    super::sound::assert_sound(&browser);
    browser.keys("<ctrl-l>");
    assert!(browser.screen().lines().last().unwrap().starts_with('╰'));
}

#[test]
fn the_frame_says_at_which_of_the_hits_one_is() {
    let mut browser = Browser::shipped(80, 24);
    let frame = |browser: &Browser| browser.screen().lines().nth(1).unwrap().to_owned();
    let pointed = |browser: &Browser| {
        let screen = browser.screen();
        let rows = screen.lines().skip(2).enumerate();
        let mut rows = rows.filter(|(_, row)| row.starts_with("│›"));
        let first = rows.next().map(|(row, _)| row);
        assert!(rows.next().is_none(), "{screen}");
        first
    };
    browser.keys("550<enter>");
    assert!(!frame(&browser).contains("hit"), "{}", browser.screen());
    assert_eq!(pointed(&browser), None);
    browser.keys("/the<enter>");
    assert!(frame(&browser).contains(" hit 1/"), "{}", browser.screen());
    let first = pointed(&browser).unwrap();
    // Even where the screen stays as it is.
    browser.keys("n");
    assert!(frame(&browser).contains(" hit 2/"), "{}", browser.screen());
    assert!(pointed(&browser).unwrap() > first);
    browser.keys("N");
    assert_eq!(pointed(&browser), Some(first));
    // Who leaves it is at none of them any more.
    browser.keys("G");
    assert!(!frame(&browser).contains("hit "), "{}", browser.screen());
    assert!(frame(&browser).contains(" hits "), "{}", browser.screen());
    assert!(frame(&browser).contains(" 100 % "), "{}", browser.screen());
}
