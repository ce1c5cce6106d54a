//! What a page answers before the first key.

use rstest::rstest;
use smtpref::app::Start;
use smtpref::lookup::Lookup;

use crate::driver::Browser;

/// The facts that are on the first screen of every page of a code, a cause or a provider's reply.
const FACTS: [&str; 3] = ["Message ", "Try again ", "Who acts "];

#[rstest]
#[case(80, 24)]
#[case(100, 30)]
#[case(120, 40)]
fn the_facts_and_what_to_do_are_on_the_first_screen(#[case] width: u16, #[case] height: u16) {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut missing = Vec::new();
    for entry in catalog.entries() {
        let start = Start::Page(Lookup::new(entry.code));
        let browser = Browser::start_shipped(&start, width, height);
        let pager = browser.app.pager();
        let shown: Vec<String> = pager
            .lines()
            .iter()
            .take(usize::from(pager.height()))
            .map(smtpref::document::Line::plain)
            .collect();
        let begins = |text: &str| shown.iter().any(|line| line.starts_with(text));
        let is_cause = !entry.code.is_number();
        let is_group = matches!(
            entry.code,
            smtpref_catalog::Code::Subject(_) | smtpref_catalog::Code::Class(_)
        );
        let wanted = FACTS
            .into_iter()
            .chain(["What to do"])
            .chain(is_cause.then_some("Address "))
            .chain((!is_cause && !is_group).then_some("Seen at "));
        for wanted in wanted {
            if !begins(wanted) {
                missing.push(format!("{}: {wanted}", entry.code));
            }
        }
        // A step is seen, not its heading alone.
        if !shown.iter().any(|line| line.starts_with("1. ")) {
            missing.push(format!("{}: the first step", entry.code));
        }
    }
    assert!(
        missing.is_empty(),
        "{} of them\n{}",
        missing.len(),
        missing.join("\n")
    );
}
