//! What the page of a code says of the class and of the reply code that somebody asked with it.

use rstest::rstest;
use smtpref::document::{Block, Line, lay_out, page};
use smtpref::lookup::{Lookup, Record, defined_in, parse_lookups};
use smtpref_catalog::Catalog;

use super::catalog;
use super::findings::Findings;
use super::listed::listed;

/// A page, of which a note is one line.
fn printed(lookup: Lookup, catalog: &Catalog) -> String {
    let blocks = page(&Record::of(lookup, catalog), catalog).blocks;
    let lines: Vec<String> = lay_out(&blocks, u16::MAX).iter().map(Line::plain).collect();
    lines.join("\n").replace("\n▌ ", " ")
}

#[rstest]
#[case::success(
    "2.6.0",
    "What to do\nNothing: it is a success.\n",
    "plain text message"
)]
#[case::success_of_a_known_reply(
    "250 2.6.0",
    "\n1. Look at relay= in your log",
    "plain text message"
)]
#[case::no_failure("250 5.1.1", "Nobody: it is a success", "5.1.1: ")]
#[case::overruled("550 4.2.2", "5.2.2: Returned at once.", "4.2.2: ")]
#[case::overruled_into_a_delay("452 5.2.2", "4.2.2: The server hopes", "5.2.2: ")]
#[case::overruled_by_one_without_a_class(
    "399 2.6.0",
    "\nNothing: the client goes on.\n",
    "2.6.0: "
)]
#[case::question("550 5.6.8", "The reply code 550 adds: ", "For the sending server")]
#[case::step(
    "251 2.1.5",
    "that decides: only this step is accepted",
    "nothing decided"
)]
#[case::seen_with_one_alone("420", "\nSeen with X.2.0\n", "Also seen with")]
#[case::seen_with_more("550", "\nAlso seen with ", "\nSeen with ")]
#[case::subject("X.2", "Class 4: temporary; class 5: permanent", "lass 2: success")]
#[case::subject_with_successes("X.1", "Class 2: success; class 4: temporary", "Also of")]
#[case::number_of_a_provider("5.7.509", "Standing  Not registered", "Not a code")]
fn a_page_says(#[case] text: &str, #[case] says: &str, #[case] not: &str) {
    let page = printed(parse_lookups(text).unwrap()[0], &catalog());
    assert!(page.contains(says), "{page}");
    assert!(!page.contains(not), "{page}");
}

#[test]
fn no_page_says_that_a_reply_code_decides_nothing() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for lookup in listed(&catalog) {
        let page = printed(lookup, &catalog);
        let decides = page.split_once("For the sending server that decides: ");
        let nothing = |(_, what): (&str, &str)| what.starts_with("nothing decided");
        if decides.is_some_and(nothing) {
            findings.note(lookup, "reply code", "decides that nothing is decided");
        }
    }
    findings.finish();
}

/// The codes with which another is confused have a section of their own, on the pages of codes and of causes, where there are any.
#[test]
fn a_page_names_what_it_is_confused_with() {
    let catalog = catalog();
    let mut met = [0; 2];
    for id in catalog.ids() {
        let (entry, page) = (catalog.entry(id), catalog.page(id));
        if page.detail.reply().is_some() {
            continue;
        }
        let shown = printed(Lookup::new(entry.code), &catalog);
        let section = shown.split_once("\nOften confused with\n");
        let section = section.map(|(_, rest)| rest.split("\n\n").next().unwrap_or(rest));
        let bullets = |section: &str| {
            section
                .lines()
                .filter(|line| line.starts_with("• "))
                .count()
        };
        let named = section.map_or(0, bullets);
        assert_eq!(named, page.confused_with.len(), "{}: {shown}", entry.code);
        for other in &page.confused_with {
            let line = format!("• {}  ", other.code);
            assert!(section.is_some_and(|all| all.contains(&line)), "{shown}");
        }
        met[usize::from(page.detail.cause().is_some())] += page.confused_with.len();
    }
    assert!(met.iter().all(|count| *count > 0), "{met:?}");
}

/// Behind each code to send stands the document that says so.
#[test]
fn a_code_to_send_has_its_document() {
    let catalog = catalog();
    let mut met = 0;
    for id in catalog.ids() {
        let Some(cause) = catalog.page(id).detail.cause() else {
            continue;
        };
        let record = Record::of(Lookup::new(catalog.entry(id).code), &catalog);
        let blocks = page(&record, &catalog).blocks;
        let heading = |block: &Block| block.section() == Some("Which code to send");
        let mut blocks = blocks.into_iter().skip_while(|block| !heading(block));
        let Some(Block::Bullets(lines)) = blocks.nth(1) else {
            assert!(cause.send.is_empty(), "{record:?}");
            continue;
        };
        assert_eq!(lines.len(), cause.send.len());
        for (line, send) in lines.iter().zip(&cause.send) {
            let text: String = line.iter().map(|span| span.text.as_str()).collect();
            let document = format!(" ({})", defined_in(&send.reference, &catalog));
            assert!(text.ends_with(&document), "{text}");
            met += 1;
        }
    }
    assert!(met > 100, "{met}");
}

/// The verdict of a reply on an address has the note of its cause where that leaves the verdict open, and no other.
#[rstest]
#[case::a_complaint(
    "sendgrid/dropped-complained",
    "Alive. Leave it on the suppression list",
    "Alive: keep it"
)]
#[case::less_sure_than_its_cause("exim/unrouteable", "Address  ", "suppress it at once")]
fn a_verdict_has_the_note_that_explains_it(
    #[case] name: &str,
    #[case] says: &str,
    #[case] not: &str,
) {
    let catalog = catalog();
    let mut entries = catalog.entries();
    let entry = entries.find(|entry| entry.code.to_string() == name);
    let page = printed(Lookup::new(entry.unwrap().code), &catalog);
    assert!(page.contains(says), "{page}");
    assert!(!page.contains(not), "{page}");
}
