//! Finding in the page: each place is a hit, wherever lines end.

use ratatui::style::Modifier;
use rstest::rstest;
use smtpref::app::Event;

use super::driver::Browser;

/// Several places in a line are several hits, and one goes to each.
#[test]
fn hits_are_counted_and_gone_to_one_by_one() {
    let mut browser = Browser::new(100, 30);
    browser.keys("550<enter>/er<enter>");
    let all = browser.app.pager().hit_place().1;
    let mut places = Vec::new();
    for at in 1..=all {
        let hit = browser.app.pager().hit().unwrap().clone();
        let piece = hit.pieces[0].clone();
        let text = browser.app.pager().lines()[piece.line].plain();
        let found = text.chars().skip(piece.columns.start);
        let found: String = found.take(piece.columns.len()).collect();
        assert!(found.eq_ignore_ascii_case("er"), "{text:?} {piece:?}");
        let screen = browser.screen();
        assert!(screen.contains(&format!(" hit {at}/{all} ")), "{screen}");
        // It alone is reversed.
        let buffer = browser.buffer();
        let text = browser.app.layout().text;
        let cells = text.positions().map(|at| &buffer[at]);
        let reversed = cells.filter(|cell| cell.modifier.contains(Modifier::REVERSED));
        assert_eq!(reversed.count(), "er".len());
        places.push((piece.line, piece.columns.start));
        browser.keys("n");
    }
    assert!(places.is_sorted() && places.windows(2).all(|two| two[0] != two[1]));
    let in_one_line = places.windows(2).filter(|two| two[0].0 == two[1].0);
    assert!(in_one_line.count() > 0, "{places:?}");
    assert_eq!(browser.app.pager().hit_place(), (1, all));
    browser.keys("N");
    assert_eq!(browser.app.pager().hit_place(), (all, all));
}

/// Who has scrolled away from the hits goes on from what is on the screen, forward and back.
#[test]
fn hits_go_on_from_where_one_has_scrolled_to() {
    for (key, is_forward) in [("n", true), ("N", false)] {
        let mut browser = Browser::shipped(80, 14);
        browser.keys("550<enter>/er<enter><pgdn><pgdn><pgdn>");
        let pager = browser.app.pager();
        let (lines, scroll) = (pager.lines(), pager.scroll());
        let has_hit = |line: &usize| lines[*line].plain().to_lowercase().contains("er");
        let before: Vec<usize> = (0..scroll).filter(has_hit).collect();
        assert!(before.len() > 1 && pager.hit().is_none(), "{before:?}");
        let next = if is_forward {
            (scroll..lines.len()).find(has_hit)
        } else {
            before.last().copied()
        };
        browser.keys(key);
        let hit = browser.app.pager().hit().unwrap();
        assert_eq!(Some(hit.pieces[0].line), next, "{key}");
    }
}

/// Who has scrolled away from what was found is told how many places there are.
#[rstest]
#[case::one(1, "1 hit  100 %")]
#[case::two(2, "2 hits  100 %")]
#[case::three(3, "3 hits  100 %")]
fn what_is_found_out_of_view_is_counted(#[case] count: usize, #[case] told: &str) {
    let mut browser = Browser::new(80, 14);
    browser.keys("550<enter>");
    let lines = browser.app.pager().lines().iter();
    let lines: Vec<String> = lines.map(|line| line.plain().to_lowercase()).collect();
    let (whole, first) = (lines.join("\n"), lines[..lines.len() / 2].join("\n"));
    let times = |word: &&str| [&whole, &first].map(|text| text.matches(word).count());
    let mut words = first.split(|c: char| !c.is_alphabetic());
    let word = words.find(|word| word.len() > 4 && times(word) == [count; 2]);
    browser.keys("/").keys(word.unwrap()).keys("<enter>G");
    assert_eq!(browser.app.page_place(), told);
    let screen = browser.screen();
    assert!(screen.contains(told), "{screen}");
}

/// Where a line ends depends on the window: what is found does not.
#[test]
fn what_is_found_does_not_depend_on_where_lines_end() {
    let mut browser = Browser::new(100, 30);
    browser.keys("550<enter>");
    let pager = browser.app.pager();
    let broken = pager
        .lines()
        .windows(2)
        .find(|two| two[1].goes_on.is_some());
    let [line, next] = broken.unwrap() else {
        panic!()
    };
    let last = line.plain().rsplit_once(' ').unwrap().1.to_owned();
    let next = next.plain()[next.goes_on.unwrap()..].to_owned();
    let words = format!("{last} {}", next.split(' ').next().unwrap());
    browser.keys("/");
    browser.event(Event::Paste(words.clone()));
    let all = browser.app.pager().hit_place().1;
    assert!(all > 0, "{words}");
    for width in [40, 60, 71, 83, 119, 200] {
        browser.resize(width, 30);
        assert_eq!(browser.app.pager().hit_place().1, all, "{words} at {width}");
    }
}

/// What was found last comes back in a session that was opened by a code too, in which nothing was searched.
#[test]
fn up_recalls_what_was_found_last_where_nothing_was_searched() {
    let lookup = smtpref::lookup::parse_lookups("550").unwrap()[0];
    let start = smtpref::app::Start::Page(lookup);
    let mut browser = Browser::start_shipped(&start, 80, 24);
    browser.keys("/relay<enter>");
    let marked = browser.app.pager().hit_place().1;
    assert!(marked > 0);
    browser.keys("/<up>");
    let typed = browser.app.finding().map(|input| input.value().to_owned());
    assert_eq!(typed.as_deref(), Some("relay"));
    assert_eq!(browser.app.pager().hit_place().1, marked);
    browser.keys("<enter>");
    assert_eq!(browser.app.pager().hit_place().1, marked);
}

/// As in less and vi: nothing typed is what was typed last.
#[rstest]
#[case::next_one("", "550<enter>/relay<enter>", Some(2))]
#[case::from_where_one_is("", "550<enter>/relay<enter>G", None)]
#[case::on_another_page("550<enter>/relay<enter><esc>", "554<enter>", Some(1))]
fn without_a_text_what_was_found_last_is_found_again(
    #[case] before: &str,
    #[case] keys: &str,
    #[case] at: Option<usize>,
) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(before).keys(keys).keys("/<enter>");
    let (place, all) = browser.app.pager().hit_place();
    assert!(all > 1, "{}", browser.screen());
    let shown = format!(" hit {place}/{all} ");
    assert!(browser.screen().contains(&shown), "{}", browser.screen());
    assert!(at.is_none_or(|at| at == place), "{}", browser.screen());
    assert_eq!(browser.app.finding().map(tui_input::Input::value), None);
}

#[test]
fn what_was_found_last_may_not_be_on_this_page() {
    let mut browser = Browser::shipped(80, 24);
    // Without anything to be found again nothing happens.
    browser.keys("550<enter>");
    let before = browser.screen();
    browser.keys("/<enter>");
    assert_eq!(browser.screen(), before);
    browser.keys("/relay<enter>S220<enter>/<enter>");
    let screen = browser.screen();
    assert!(screen.contains("Not on this page"), "{screen}");
}

/// What is below is told where a page begins at its top because its title was what was searched.
#[rstest]
#[case::by_a_name_of_it("greylisting<enter>", true)]
#[case::by_its_title("mailbox full<enter>", true)]
#[case::by_its_code("550<enter>", false)]
#[case::as_long_as_it_is_only_looked_at("greylisting", false)]
fn a_page_says_how_many_hits_are_below(#[case] keys: &str, #[case] says: bool) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(keys);
    let (_, all) = browser.app.pager().hit_place();
    let frame = |browser: &Browser| browser.screen().lines().nth(1).unwrap().to_owned();
    let told = format!(" {all} hits ");
    assert_eq!(
        frame(&browser).contains(&told),
        says,
        "{}",
        browser.screen()
    );
    if says {
        assert_eq!(browser.app.pager().scroll(), 0);
        browser.keys("n");
        let told = format!(" hit 1/{all} ");
        assert!(frame(&browser).contains(&told), "{}", browser.screen());
    }
}
