//! The facts of an explanation: in the order and the words of a page, and true for what waits and what went well.

use rstest::rstest;
use smtpref::document::{Block, explanation, page};
use smtpref::explain::explain;
use smtpref::lookup::{Lookup, Record};
use smtpref_catalog::{Catalog, Fate};

use super::catalog;

/// The names and the values of the first facts of a document.
fn facts(blocks: &[Block]) -> Vec<(String, String)> {
    let facts = blocks.iter().find_map(|block| match block {
        Block::Facts(rows) => Some(rows),
        _ => None,
    });
    let plain = |(name, text): &(String, Vec<smtpref::document::Span>)| {
        let text = text.iter().map(|span| span.text.as_str()).collect();
        (name.clone(), text)
    };
    facts.into_iter().flatten().map(plain).collect()
}

fn of_text(text: &str, catalog: &Catalog) -> Vec<(String, String)> {
    facts(&explanation(&explain(text.as_bytes(), catalog), catalog).blocks)
}

fn fact<'f>(facts: &'f [(String, String)], name: &str) -> Option<&'f str> {
    let mut found = facts.iter().filter(|(known, _)| known == name);
    found.next().map(|(_, text)| text.as_str())
}

const DELAY: &str = "From: MAILER-DAEMON@example.org
Subject: Delayed Mail (still being retried)
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

Your message could not be delivered yet. It will be retried until it is 5 days old.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; bob@example.net
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.example.net[192.0.2.1]:25: Connection timed out

--x--
";

/// What the page of a code says and what a reply with this code says.
#[test]
fn a_reply_has_the_facts_of_its_page_in_their_order() {
    let catalog = catalog();
    for (text, code) in [
        ("550 5.1.1 User unknown", "user-unknown"),
        ("552 5.2.2 mailbox full", "mailbox-full"),
        (
            "450 4.2.0 greylisted, try again in 300 seconds",
            "greylisted",
        ),
    ] {
        let lookup = Lookup::new(catalog.find_name(code).unwrap());
        let of_page = facts(&page(&Record::of(lookup, &catalog), &catalog).blocks);
        let of_text = of_text(text, &catalog);
        let names = |facts: &[(String, String)]| -> Vec<String> {
            facts.iter().take(4).map(|(name, _)| name.clone()).collect()
        };
        assert_eq!(names(&of_text), names(&of_page), "{text}");
        let (ours, theirs) = (fact(&of_text, "Try again"), fact(&of_page, "Try again"));
        assert!(
            ours.unwrap().starts_with(theirs.unwrap()),
            "{text}: {ours:?}"
        );
        assert_eq!(
            fact(&of_text, "Who acts"),
            fact(&of_page, "Who acts"),
            "{text}"
        );
    }
}

#[rstest]
#[case::refused("550 5.1.1 User unknown", "Returned to the sender")]
#[case::put_off("450 4.7.1 try again later", "Kept and retried by the sending server")]
#[case::put_off_in_a_log(
    "Nov 26 06:00:00 mail postfix/smtp[9]: 4X: to=<bob@example.net>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.1]:25: Connection timed out)",
    "Kept and retried by the sending server"
)]
#[case::given_up_with_the_code_of_a_delay(
    "Nov 26 06:00:00 mail postfix/smtp[9]: 4X: to=<bob@example.net>, relay=none, delay=1, dsn=4.4.1, status=bounced (connect to mx.example.net[192.0.2.1]:25: Connection timed out)",
    "Returned to the sender"
)]
#[case::a_notice_that_it_waits(DELAY, "Kept and retried by the sending server")]
#[case::delivered("status=sent (250 2.0.0 Ok: queued as 4Xy1z2)", "Accepted")]
#[case::a_step_alone(
    "250 2.1.5 Ok",
    "After the final dot the message is accepted, before it only the step"
)]
fn the_message_is_where_the_text_says(#[case] text: &str, #[case] message: &str) {
    let catalog = catalog();
    let facts = of_text(text, &catalog);
    assert_eq!(fact(&facts, "Message"), Some(message), "{facts:?}");
}

/// In a report of a failure that also tells of a delay each has what its own part says.
#[test]
fn a_report_of_both_says_of_each_what_became_of_it() {
    let catalog = catalog();
    let failed = "Final-Recipient: rfc822; eve@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

";
    let both = DELAY.replace("Final-Recipient", &format!("{failed}Final-Recipient"));
    let replies = explain(both.as_bytes(), &catalog).replies;
    let told: Vec<_> = replies.iter().map(|reply| reply.message).collect();
    assert_eq!(
        told,
        [Some(Fate::Returned), Some(Fate::Retried)],
        "{replies:?}"
    );
}

/// Nobody needs to act where nothing failed, and nothing is told of a text that tells nothing.
#[test]
fn what_went_well_needs_nothing() {
    let catalog = catalog();
    let facts = of_text("status=sent (250 2.0.0 Ok: queued as 4Xy1z2)", &catalog);
    assert_eq!(fact(&facts, "Try again"), Some("Not needed"));
    assert_eq!(fact(&facts, "Who acts"), Some("Nobody: it is a success"));
    // What was thrown away was taken, and yet it failed.
    let facts = of_text(
        "250 2.7.1 Ok, discarded, id=12345-06 - INFECTED: Eicar",
        &catalog,
    );
    assert_eq!(
        fact(&facts, "Message"),
        Some("Not delivered, though it was accepted")
    );
    assert_eq!(
        fact(&facts, "Try again"),
        Some("Only after something is changed")
    );
    assert_eq!(
        fact(&facts, "Who acts"),
        Some("The operator of the receiving server")
    );
    assert_eq!(of_text("Dear Bob, see you on Monday at ten.", &catalog), []);
}

/// The page of mail that was given up would tell of an end that has not come.
#[rstest]
#[case::for_want_of_time("4.4.7", true)]
#[case::for_want_of_a_connection("4.4.1", false)]
fn mail_that_waits_is_not_said_to_have_been_given_up(#[case] code: &str, #[case] is_late: bool) {
    let catalog = catalog();
    let text = DELAY.replace("4.4.1", code).replace(
        "X-Postfix; connect to mx.example.net[192.0.2.1]:25: Connection timed out",
        "x; flarp",
    );
    let title = explanation(&explain(text.as_bytes(), &catalog), &catalog).title;
    let says_late = title.ends_with("Late, and still being tried");
    assert_eq!(says_late, is_late, "{title}");
}
