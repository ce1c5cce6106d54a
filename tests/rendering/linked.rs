//! Codes in running text that become links.

use rstest::rstest;
use smtpref::document::{Block, Role, Span, link_codes};
use smtpref::lookup::Lookup;

#[rstest]
#[case::a_reply_code("a 550 comes", "550")]
#[case::an_enhanced_code("says 5.1.1, which", "5.1.1")]
#[case::any_class("see X.7.1.", "X.7.1")]
#[case::both("550 5.1.1 and 450", "550|5.1.1|450")]
#[case::at_the_end_of_a_sentence("It is 550.", "550")]
#[case::in_brackets("(552)", "552")]
#[case::a_port("port 550 and port 250", "")]
#[case::an_amount("after 500 recipients, 250 MB", "")]
#[case::an_address("192.0.2.5 and 5.1.1.1", "")]
#[case::within_a_word("S550 and 550-5.1.1 and x550@y", "")]
#[case::not_registered("599 and 5.1.99", "")]
#[case::the_page_itself("556 and 250", "250")]
fn codes_become_links(#[case] text: &str, #[case] links: &str) {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut blocks = [Block::Paragraph(vec![Span::text(text)])];
    let here = Lookup::new("556".parse().unwrap());
    link_codes(&mut blocks, Some(here), &catalog);
    let [Block::Paragraph(spans)] = &blocks else {
        panic!("not a paragraph");
    };
    let linked: Vec<&str> = spans
        .iter()
        .filter(|span| span.target.is_some())
        .map(|span| span.text.as_str())
        .collect();
    assert_eq!(linked.join("|"), links);
    let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
    assert_eq!(whole, text);
}

#[test]
fn literals_stay_as_they_are() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut blocks = [Block::Paragraph(vec![Span::new("550 no", Role::Literal)])];
    let before = blocks.clone();
    link_codes(&mut blocks, None, &catalog);
    assert_eq!(blocks, before);
}
