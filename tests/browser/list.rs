//! The list: what its rows say, what stands above them, and which of them is selected.

use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use rstest::rstest;
use smtpref::app::{App, Item, Start};
use smtpref::document::Severity;
use smtpref::lookup::{FactName, Record, fact, parse_lookups_and_names};
use smtpref::ui::{self, Glyphs, Look, Theme};

use super::driver::{Browser, look};

/// The text of a row, in one line.
fn row_text(app: &App, index: usize) -> String {
    let row = app.list().row(index).expect("a row that is shown");
    let lines = row.lines.iter();
    let lines = lines.map(|line| {
        line.iter()
            .map(|span| span.text.as_str())
            .collect::<String>()
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// Asserts that every row of the list shows a whole title.
fn assert_titles_are_whole(browser: &mut Browser) {
    browser.keys("<tab>g");
    let mut seen = 0;
    let count = browser.app.list().items().len();
    while seen < count {
        let app = &browser.app;
        let list = app.list();
        let mut line = 0;
        for index in list.top()..count {
            line += list.lines_of(index);
            if line > app.layout().list.unwrap().height {
                break;
            }
            if let Item::Hit(hit) = list.items()[index] {
                let entry = app.catalog().entry(hit.id);
                // A title goes on below itself.
                let text = row_text(app, index);
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let shown = text.contains(entry.title) || text.contains(entry.short_title());
                assert!(shown, "{}: {text:?}", entry.code);
            }
            seen = seen.max(index + 1);
        }
        let before = browser.app.list().selected();
        browser.keys("<pgdn>");
        assert!(seen == count || browser.app.list().selected() > before);
    }
}

#[rstest]
#[case::all("", 220)]
#[case::replies_of_providers("kind:provider", 1390)]
#[case::found_by_words("mailbox", 30)]
fn no_title_is_cut_at_80x24(#[case] query: &str, #[case] least: usize) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(query);
    assert!(
        browser.app.list().shown() >= least,
        "{}",
        browser.app.list().shown()
    );
    assert_titles_are_whole(&mut browser);
}

#[test]
fn what_stands_apart_has_a_heading() {
    let browser = Browser::shipped(80, 24);
    let list = browser.app.list();
    let headings: Vec<&str> = (0..list.items().len())
        .filter_map(|at| list.heading(at))
        .collect();
    assert_eq!(
        headings,
        [
            "2yz success",
            "3yz go on",
            "4yz temporary failure",
            "5yz permanent failure",
            "In no RFC",
            "Obsolete or historic",
            "Never sent by a server",
            "Classes of enhanced codes",
            "Subjects of enhanced codes",
            "Enhanced status codes",
            "Causes",
        ]
    );
}

#[test]
fn a_heading_cannot_be_selected() {
    let mut browser = Browser::new(160, 40);
    browser.keys("<tab>g");
    let pane = browser.app.layout().list.unwrap();
    assert_eq!(browser.app.list().selected_line(), 1);
    let before = browser.state();
    browser.click(pane.x + 3, pane.y);
    assert_eq!(browser.state(), before);
    browser.click(pane.x + 3, pane.y + 3);
    assert_eq!(browser.app.list().selected(), 1, "{}", browser.screen());
}

#[test]
fn some_rows_stay_in_view_around_the_selected_one() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<tab>g");
    let height = browser.app.layout().list.unwrap().height;
    for _ in 0..100 {
        browser.keys("j");
        let line = browser.app.list().selected_line();
        assert!(line + 3 < height, "{line}");
    }
    for _ in 0..100 {
        browser.keys("k");
        let list = browser.app.list();
        assert!(
            list.selected_line() >= 3 || list.top() == 0,
            "{}",
            list.selected()
        );
    }
}

/// Beside a row that was far away its neighbours are seen, before it and behind it.
#[test]
fn a_row_far_below_is_brought_to_the_middle() {
    let mut browser = Browser::shipped(100, 24);
    browser.keys("X.5.1<enter><esc><esc>");
    assert!(browser.state().ends_with("on X.5.1"), "{}", browser.state());
    let height = browser.app.layout().list.unwrap().height;
    let line = browser.app.list().selected_line();
    assert!(
        (height / 4..height * 3 / 4).contains(&line),
        "{line} of {height}"
    );
}

/// A window that grows shows more of the list, not nothing below its end.
#[test]
fn a_taller_window_is_filled_from_above() {
    let mut browser = Browser::new(100, 12);
    browser.keys("<tab><end>");
    assert!(browser.app.list().top() > 0);
    browser.resize(100, 100);
    assert_eq!(browser.app.list().top(), 0);
}

/// A list may have thousands of rows: those that nobody sees are not made.
#[test]
fn only_rows_that_are_shown_are_made() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<tab>g");
    let list = browser.app.list();
    assert!(list.row(0).is_some());
    assert!(list.row(list.items().len() - 1).is_none());
}

#[test]
fn the_list_does_not_move_under_the_mouse() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("<tab>");
    let top = browser.app.list().top();
    let pane = browser.app.layout().list.unwrap();
    for line in [1, pane.height - 1] {
        browser.click(pane.x + 3, pane.y + line);
        let list = browser.app.list();
        assert_eq!((list.top(), list.selected_line()), (top, line));
    }
}

/// The list never points at another page than the one that is read.
#[rstest]
#[case::reply_of_a_provider("harbour-mail/over-limit")]
#[case::unregistered("599")]
fn the_open_page_has_a_row_where_nothing_was_asked(#[case] code: &str) {
    let catalog = Browser::new(80, 24).app.catalog();
    let lookup = parse_lookups_and_names(code, catalog).unwrap()[0];
    let mut browser = Browser::start(&Start::Page(lookup), 80, 24);
    browser.keys("<esc>");
    assert_eq!(browser.app.list().selected(), 0);
    assert_eq!(browser.app.list().heading(0), Some("Open now"));
    let state = browser.state();
    assert!(state.contains(&format!("reads {code} ")), "{state}");
    browser.keys("jk");
    assert!(browser.state().contains(&format!("reads {code} ")));
    // It is not one of those that were found.
    assert_eq!(
        browser.app.list().shown(),
        Browser::new(80, 24).app.list().shown()
    );
}

#[test]
fn a_link_out_of_what_was_found_is_selected_too() {
    let mut browser = Browser::new(120, 40);
    browser.keys("556<enter>n<enter>");
    let view = browser.app.pager().view();
    let Some(Item::Hit(hit)) = browser.app.list().item() else {
        panic!("{}", browser.state());
    };
    assert_eq!(view, Some(smtpref::app::View::Page(hit.lookup)));
}

#[test]
fn causes_and_replies_of_providers_say_what_they_are() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("mailbox full");
    let app = &browser.app;
    let list = app.list();
    for index in list.top()..list.items().len() {
        let (Item::Hit(hit), Some(_)) = (list.items()[index], list.row(index)) else {
            continue;
        };
        let text = row_text(app, index);
        if let Some(provider) = hit.lookup.code.provider() {
            let name = app.catalog().provider(provider).unwrap().name;
            let name = name.split(" (").next().unwrap();
            assert!(text.starts_with(&format!("{name}: ")), "{text}");
        } else if !hit.lookup.code.is_number() {
            assert!(text.starts_with("cause "), "{text}");
        }
    }
}

/// The word by which the search found a row stands at its right where there is room.
#[test]
fn what_was_found_stands_beside_the_title() {
    let mut browser = Browser::shipped(160, 40);
    browser.keys("greylisting");
    let app = &browser.app;
    for index in 0..app.list().items().len().min(4) {
        let row = app.list().row(index).unwrap();
        assert!(row.lines.len() <= 2);
    }
    let with_it = (0..4).filter(|&index| row_text(app, index).ends_with("  greylisted"));
    assert!(with_it.count() > 0, "{}", browser.screen());
}

#[test]
fn the_cursor_of_the_terminal_is_on_the_selected_row() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>gj");
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal
        .draw(|frame| ui::draw(frame, &browser.app, look(Theme::Plain)))
        .unwrap();
    let pane = browser.app.layout().list.unwrap();
    let line = browser.app.list().selected_line();
    let at = terminal.backend_mut().get_cursor_position().unwrap();
    assert_eq!(at, Position::new(pane.x, pane.y + line));
}

#[test]
fn a_query_that_finds_nothing_leaves_no_page() {
    let mut browser = Browser::new(120, 40);
    browser.keys("zzzqqq0zz");
    assert!(browser.app.list().items().is_empty(), "{}", browser.state());
    assert_eq!(browser.app.pager().view(), None);
    assert!(browser.screen().contains("No page has zzzqqq0zz"));
    browser.keys("<ctrl-u>556");
    assert!(browser.state().contains("reads 556"));
}

/// Whatever led to an empty list: the list that comes back has a selected row, and its page is beside it.
#[rstest]
#[case::words_given_up("zzzqqq0zz<esc>")]
#[case::a_command_given_up(":zzzqqq<esc>")]
#[case::a_command_after_words("zzzqqq0zz<ctrl-u>:zzzqqq<esc>")]
fn the_selected_row_is_read_once_there_is_one_again(#[case] keys: &str) {
    let mut browser = Browser::new(120, 40);
    let before = browser.state();
    browser.keys(keys);
    assert_eq!(browser.state(), before, "{}", browser.screen());
}

#[test]
fn a_command_that_there_is_not_is_told_as_one() {
    let mut browser = Browser::new(120, 40);
    browser.keys("556<enter>:zzzqqq");
    let screen = browser.screen();
    assert!(screen.contains(" no command\n"), "{screen}");
    assert!(screen.contains("─ Commands ─"), "{screen}");
    assert!(screen.contains("No command has this name"), "{screen}");
    assert!(!screen.contains("No page has"), "{screen}");
    browser.keys("<enter>");
    let footer = browser.screen().lines().last().map(str::to_owned);
    assert!(footer.is_some_and(|told| told.contains("No command has this name")));
    browser.keys("<esc>");
    assert!(browser.state().contains("reads 556"), "{}", browser.state());
}

#[rstest]
#[case::one(":stack", " 1 command\n")]
#[case::several(":filter", " 2 commands\n")]
fn commands_are_counted(#[case] keys: &str, #[case] count: &str) {
    let mut browser = Browser::new(80, 24);
    browser.keys(keys);
    assert!(browser.screen().contains(count), "{}", browser.screen());
}

#[test]
fn fillers_are_not_marked() {
    let mut browser = Browser::shipped(120, 60);
    browser.keys("the mailbox is full of mail");
    let spans = browser
        .app
        .pager()
        .lines()
        .iter()
        .flat_map(|line| &line.spans);
    let marked: Vec<String> = spans
        .filter(|span| span.matched && !span.related)
        .map(|span| span.text.to_lowercase())
        .collect();
    assert!(marked.iter().any(|word| word == "mailbox"), "{marked:?}");
    for word in marked {
        let is_typed = ["mailbox", "mailboxes", "full"].contains(&word.as_str());
        assert!(is_typed, "{word}");
    }
}

#[test]
fn a_terminal_without_unicode_gets_signs_of_ascii() {
    let mut browser = Browser::new(80, 24);
    browser.keys("<tab>");
    let ascii = Look {
        glyphs: Glyphs::Ascii,
        ..look(Theme::Plain)
    };
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal
        .draw(|frame| ui::draw(frame, &browser.app, ascii))
        .unwrap();
    let buffer = terminal.backend().buffer();
    let pane = browser.app.layout().list.unwrap();
    for y in 1..24 {
        for x in (0..=pane.right()).chain([79]) {
            let symbol = buffer[(x, y)].symbol();
            assert!(symbol.is_ascii(), "{symbol} at {x},{y}");
        }
    }
    let row = pane.y + browser.app.list().selected_line();
    assert_eq!(buffer[(pane.x, row)].symbol(), ">");
    assert!(buffer[(pane.x, row)].modifier.contains(Modifier::REVERSED));
}

#[test]
fn a_field_that_is_none_is_told_while_it_is_typed() {
    let mut browser = Browser::new(80, 24);
    browser.keys("class:9");
    let told = Some("class is not 9 but 1, 2, 3, 4, 5 or 6");
    assert_eq!(browser.app.message(), told);
    assert!(browser.screen().contains("class is not 9"));
    browser.keys("<backspace>5");
    assert_eq!(browser.app.message(), None);
}

/// What was searched for is underlined in the list, and only the selected row has a background.
#[test]
fn only_the_selected_row_of_the_list_has_a_background() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("mailbox full");
    let list = browser.app.layout().list.unwrap();
    let selected = list.y + browser.app.list().selected_line();
    let buffer = browser.buffer_in(Theme::Terminal);
    let mut underlined = 0;
    for (x, y) in (list.x..list.right()).flat_map(|x| (list.y..list.bottom()).map(move |y| (x, y)))
    {
        let style = buffer[(x, y)].modifier;
        assert!(!style.contains(Modifier::REVERSED));
        let has_background = buffer[(x, y)].bg != Color::Reset;
        assert!(
            has_background == (y == selected),
            "{x},{y}\n{}",
            browser.screen()
        );
        underlined += usize::from(style.contains(Modifier::UNDERLINED));
    }
    assert!(underlined > 20, "{}", browser.screen());
    // The row keeps its colours, without colours it is reversed.
    let signs = |theme| {
        let buffer = browser.buffer_in(theme);
        let cell = &buffer[(list.x + 2, selected)];
        (cell.fg, cell.modifier.contains(Modifier::REVERSED))
    };
    let (colour, is_reversed) = signs(Theme::Terminal);
    assert!(!is_reversed && colour != buffer[(list.x + 4, selected)].fg);
    assert_eq!(signs(Theme::Plain), (Color::Reset, true));
}

#[rstest]
#[case::a_comparison("250 vs 556", " Found ")]
#[case::a_code_without_a_page("577", " Found ")]
#[case::nothing("zzzqqq", " Nothing found ")]
fn the_list_says_that_nothing_is_found_only_where_it_has_nothing(
    #[case] query: &str,
    #[case] title: &str,
) {
    let mut browser = Browser::new(120, 40);
    // No code of a comparison passes the filter.
    browser.keys("<ctrl-f>4<esc>").keys(query);
    let screen = browser.screen();
    let frame = screen.lines().nth(1);
    assert!(frame.is_some_and(|frame| frame.contains(title)), "{screen}");
}

/// A code that nobody registered has one row, also where one comes back to it.
#[test]
fn what_is_not_registered_is_listed_once() {
    let mut browser = Browser::new(120, 40);
    browser.keys("599<enter>");
    let asked = browser.app.list().items().to_vec();
    assert_eq!(asked.len(), 1);
    browser.keys(")<enter>");
    let state = browser.state();
    let is_apart = !state.contains("reads 599") && !state.contains("on (599)");
    assert!(is_apart, "another page is read and pointed at: {state}");
    browser.keys("[");
    let state = browser.state();
    assert!(state.ends_with("reads 599 on (599)"), "{state}");
    assert_eq!(browser.app.list().items(), asked);
}

/// Whoever finds nothing is told what there is of it, and how to ask.
#[rstest]
#[case::a_word("mxxilbxxq", &["The nearest word is mailbox."])]
#[case::conditions("class:3 'quota", &["class:3", "'quota", " pages", "class:5"])]
#[case::a_value_of_a_field("'zzzqqq 'rcpt", &["'zzzqqq", "on no page", "cmd:rcpt"])]
#[case::fields("zzzqqq0zz", &["class:5", "cmd:rcpt", "provider:google", "can be pasted"])]
#[case::filters("<ctrl-f>6<esc>'greylisting", &["Filters are set, and without them it is on ", "; ctrl-f shows them."])]
fn nothing_found_is_no_dead_end(#[case] keys: &str, #[case] told: &[&str]) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(keys);
    let screen = browser.screen();
    for told in told {
        assert!(screen.contains(told), "{told}:\n{screen}");
    }
}

/// What a support desk types first: whose replies they are, and then these.
#[rstest]
#[case::by_another_name("gmail", "Replies of Google (Gmail, Workspace): ", "google/", "google")]
#[case::by_a_name_of_before(
    "hotmail",
    "Replies of Outlook.com (Hotmail, Live, MSN): ",
    "outlook-com/",
    "outlook-com"
)]
#[case::a_service(
    "proofpoint",
    "Replies of Proofpoint (with Essentials): ",
    "proofpoint/",
    "proofpoint"
)]
#[case::a_program("postfix", "Replies of Postfix: ", "", "postfix")]
fn the_name_of_a_provider_leads_to_its_replies(
    #[case] query: &str,
    #[case] row: &str,
    #[case] next: &str,
    #[case] filter: &str,
) {
    let mut browser = Browser::shipped(120, 40);
    browser.keys(query);
    let screen = browser.screen();
    let first = screen.lines().nth(2).unwrap_or_default();
    assert!(first.contains(row.split(" (").next().unwrap()), "{screen}");
    assert!(
        browser.state().contains(&format!("on replies of {filter}")),
        "{}",
        browser.state()
    );
    browser.keys("<down>");
    assert!(
        browser.state().contains(&format!(" on {next}")),
        "{}",
        browser.state()
    );
    browser.keys("<up><enter>");
    let state = browser.state();
    assert!(
        state.starts_with("list \"\"") && state.contains(&format!("[{filter}]")),
        "{state}"
    );
    let items = browser.app.list().items();
    let is_own =
        |item: &Item| matches!(item, Item::Hit(hit) if hit.lookup.code.provider() == Some(filter));
    assert!(
        items.len() > 5 && items.iter().all(is_own),
        "{}",
        browser.screen()
    );
    // With its filter set there is nothing more to offer.
    browser.keys("S").keys(query);
    assert!(
        !browser.screen().contains("Replies of"),
        "{}",
        browser.screen()
    );
}

/// The signs of the first row of a list.
fn first_signs(query: &str) -> Vec<Severity> {
    let mut browser = Browser::shipped(120, 40);
    browser.keys(query);
    let list = browser.app.list();
    list.row(list.ahead()).expect("a row").signs.clone()
}

#[rstest]
#[case::refused_behind_a_2("provider:oracle suppressed", &[Severity::Permanent])]
#[case::returned_without_a_code("amavis/log-banned", &[Severity::Permanent])]
fn a_reply_of_a_provider_has_the_sign_of_what_becomes_of_the_message(
    #[case] query: &str,
    #[case] signs: &[Severity],
) {
    assert_eq!(first_signs(query), signs);
}

/// No list says something else than the page does, and none says nothing where the page knows.
#[test]
fn the_sign_of_every_reply_of_a_provider_is_that_of_its_page() {
    let mut browser = Browser::shipped(200, 60);
    browser.keys("kind:provider<tab>g");
    let count = browser.app.list().items().len();
    let catalog = browser.app.catalog();
    let mut wrong = Vec::new();
    let mut seen = 0;
    while seen < count {
        let list = browser.app.list();
        let shown = seen.max(list.top())..count;
        for index in shown {
            let Some(row) = list.row(index) else { break };
            seen = index + 1;
            let Item::Hit(hit) = list.items()[index] else {
                continue;
            };
            let record = Record::of(hit.lookup, catalog);
            let message = record.fact(FactName::Message, catalog);
            let told = fact(FactName::Message, message.as_ref(), catalog);
            let says = |word: &str| told.to_lowercase().contains(word);
            let known = [
                (Severity::Transient, says("retried") || says("queue")),
                (Severity::Permanent, says("returned")),
                (Severity::Success, says("accepted") || says("delivered")),
            ];
            for (severity, is_told) in known {
                if row.signs.contains(&severity) != is_told && !says("not sent") {
                    wrong.push(format!("{}: {:?}: {told}", hit.lookup, row.signs));
                }
            }
        }
        browser.keys("<pgdn>");
    }
    assert!(
        wrong.is_empty(),
        "{} of them\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A title that goes on in a second line stands below itself, and not where codes stand.
#[test]
fn a_title_goes_on_below_itself() {
    let mut browser = Browser::shipped(80, 24);
    browser.keys("534");
    let screen = browser.screen();
    let column = |words: &str| {
        let mut lines = screen.lines();
        lines.find_map(|line| Some(line[..line.find(words)?].chars().count()))
    };
    let title = column("AUTH method too");
    assert!(title.is_some(), "{screen}");
    // The page has the word too, in the middle of a line.
    let below = column("     weak").map(|at| at + 5);
    assert_eq!(below, title, "{screen}");
}
