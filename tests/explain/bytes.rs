//! Any bytes: no panic, and work that grows with the length and no faster.

use std::time::Instant;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rstest::rstest;

use smtpref::explain::looked_at;

use super::{catalog, explained};

/// Texts that cost a careless reader the square of their length.
#[rstest]
#[case::enhanced("5.")]
#[case::codes("550-")]
#[case::lines("550 5.1.1 x\n")]
#[case::one_line("a")]
#[case::spaces(" ")]
#[case::carriage_returns("\r\n")]
#[case::quoting("> ")]
#[case::escapes("\\")]
#[case::tags("<p ")]
#[case::comments("<!--")]
#[case::styles("<style>")]
#[case::entities("&")]
#[case::encoded_words("=?a?b?")]
#[case::parts("Content-Transfer-Encoding: base64\n\n")]
#[case::nested("Content-Type: message/rfc822\n\n--x\n")]
#[case::addresses("<a@b.example>:\n")]
#[case::at_signs("@")]
#[case::recipients("Final-Recipient: rfc822; a@b.example\nStatus: 5.1.1\n")]
#[case::objects("{\"a\":")]
#[case::strings("\"")]
#[case::log(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2: to=<a@b.example>, dsn=5.1.1, status=bounced (no)\n"
)]
#[case::commands("RCPT TO:<a@b.example>\n550 no\n")]
#[case::dictionary("': (550, '")]
#[case::percents("a=%40")]
#[case::form("&%40=")]
#[case::underscores("delivery 1: failure: _/")]
#[case::zeros("\0")]
#[case::urls("http://")]
#[case::said("said: 550 ")]
#[case::reasons("user unknown\nbob@example.net\n")]
#[case::names("\"Bob\" <bob@example.net>\n550 5.1.1 no\n")]
#[case::words("warning: mail loops back to myself\n")]
#[case::quotation_marks("\"\"\"\"\"\"\"\n")]
#[case::heads("email,status,reason\n")]
#[case::heads_of_a_record("email,status,reason\nbob@example.net,failed,550 no\n")]
#[case::open_marks("email,status,\"x\nbob@example.net,\"failed,\"550 no\n")]
#[case::marks_in_a_chain("x\",email,status,\"\nbob@example.net\n")]
#[case::columns("email  status  reason\nbob@example.net  failed  550 no\n")]
#[case::listings("To : bob@example.net\nStatus : failed\nFrom : x\nSize : 1\n\n")]
#[case::rows("bob@example.net (mailbox full), carol@example.net: user unknown; ")]
#[case::entries("To: bob@example.net\nStatus: failed\n\n")]
#[case::heads_of_a_message("From: bob@example.net\n250 OK\n 2011\nSubject: ")]
#[case::wide_blanks_and_breaks("\u{3000}<br>")]
fn work_grows_with_the_length(#[case] piece: &str) {
    let catalog = catalog();
    let of_size = |size: usize| piece.repeat(size / piece.len()).into_bytes();
    let work = |input: &[u8]| {
        let before = looked_at();
        explained(input, &catalog);
        looked_at() - before
    };
    if cfg!(debug_assertions) {
        let size = 1 << 18;
        let small = work(&of_size(size / 8)).max(1 << 15);
        let large = work(&of_size(size));
        println!("{large} bytes looked at for {size} of {piece:?}");
        assert!(large < small * 12, "{small} for an eighth, {large} for all");
        return;
    }
    // A build for use does not count: it shows how long it takes.
    let input = of_size(10 << 20);
    let start = Instant::now();
    explained(&input, &catalog);
    println!(
        "{:?} for {} bytes of {piece:?}",
        start.elapsed(),
        input.len()
    );
}

/// The same where something else stands above what comes again and again.
#[rstest]
#[case::empty_lines("x\n", "\n")]
#[case::a_name_without_end("\"timestamp\": 1534111899,\n", "false")]
#[case::headers_below_a_notice(
    "could not be delivered to bob@example.net\n",
    "?=\nReceived: by mx.example.net\nFrom: bob@example.net\n"
)]
fn work_grows_with_what_stands_below(#[case] above: &str, #[case] piece: &str) {
    let catalog = catalog();
    let work = |size: usize| {
        let text = format!("{above}{}", piece.repeat(size / piece.len()));
        let before = looked_at();
        explained(text.as_bytes(), &catalog);
        looked_at() - before
    };
    if cfg!(debug_assertions) {
        let (small, large) = (work(1 << 14).max(1 << 15), work(1 << 17));
        assert!(large < small * 12, "{small} for an eighth, {large} for all");
    }
}

/// Where a quoted value ends is not looked for anew by each value that begins before it.
#[rstest]
#[case::marks_that_never_close("email,status,x\nbob@example.net,\"failed,\"550 no\n")]
#[case::in_the_head_too("email,status,\"x\nbob@example.net,\"failed,\"550 no\n")]
fn nothing_is_looked_for_again(#[case] piece: &str) {
    let size = 1 << 16;
    let text = piece.repeat(size / piece.len());
    let before = looked_at();
    explained(text.as_bytes(), &catalog());
    let work = looked_at() - before;
    // Sixteen thousand bytes for each of its marks would be six hundred for each byte.
    assert!(!cfg!(debug_assertions) || work < 30 << 16, "{work}");
}

/// An address that stands in brackets behind itself is closed by any letter, of however many bytes.
#[rstest]
#[case::a_bracket(">")]
#[case::a_letter("é")]
#[case::an_ideograph("用户")]
fn an_address_behind_itself_is_closed_by_anything(#[case] end: &str) {
    let text = format!("550 User unknown\nbob@example.net&lt;bob@example.net{end}");
    let replies = explained(text.as_bytes(), &catalog()).replies;
    assert_eq!(replies[0].codes.to_string(), "550");
}

#[test]
fn of_addresses_that_run_into_each_other_the_first_counts() {
    let text = "5.1.1<to=<\n<bob@example.netbob@example.net";
    let explanation = explained(text.as_bytes(), &catalog());
    let recipients = explanation
        .replies
        .iter()
        .map(|reply| reply.recipient.as_deref());
    assert_eq!(recipients.collect::<Vec<_>>(), [Some("bob@example.netbob")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_panic(input in prop::collection::vec(any::<u8>(), 0..400)) {
        explained(&input, &catalog());
    }

    /// Pieces of what mails hold, in any order.
    #[test]
    fn no_pieces_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let text = pieces.concat();
        let explanation = explained(text.as_bytes(), &catalog());
        for evidence in explanation.replies.iter().flat_map(|reply| &reply.evidence) {
            prop_assert!(text.get(evidence.span.clone()).is_some(), "{:?}", evidence);
        }
    }
}

proptest! {
    // The same texts in each run: a text that costs more than its length is to fail for who wrote it, and for nobody else.
    #![proptest_config(ProptestConfig {
        cases: 40,
        rng_seed: RngSeed::Fixed(5321),
        ..ProptestConfig::default()
    })]

    /// Whatever comes again and again, between whatever stands above and below it.
    #[test]
    fn no_piece_costs_more_than_its_length(
        head in prop::collection::vec(prop::sample::select(PIECES), 0..4),
        piece in prop::collection::vec(prop::sample::select(PIECES), 1..5),
        end in prop::collection::vec(prop::sample::select(PIECES), 0..3),
    ) {
        let catalog = catalog();
        let (head, piece, end) = (head.concat(), piece.concat(), end.concat());
        let work = |size: usize| {
            let text = [&head, &piece.repeat(size / piece.len()), &end].map(String::as_str).concat();
            let before = looked_at();
            explained(text.as_bytes(), &catalog);
            looked_at() - before
        };
        if cfg!(debug_assertions) {
            let (small, large) = (work(1 << 15).max(1 << 15), work(1 << 18));
            prop_assert!(large < small * 12, "{small} for an eighth, {large} for all of {piece:?}");
        }
    }
}

const PIECES: &[&str] = &[
    "550",
    " ",
    "-",
    "5.1.1",
    "\n",
    "\r\n",
    "<",
    ">",
    "bob@example.net",
    ":",
    "said: ",
    "\"",
    "'",
    "{",
    "}",
    "\\n",
    "\\",
    "&lt;",
    "<br>",
    "é",
    "\u{201d}",
    "b'",
    "(",
    ")",
    ",",
    "Diagnostic-Code: smtp; ",
    "Final-Recipient: rfc822; ",
    "Content-Transfer-Encoding: quoted-printable\n\n",
    "Content-Transfer-Encoding: base64\n\n",
    "=C3=A9",
    "=\n",
    "NTUwIDUuMS4x",
    "--x\n",
    "to=<",
    "status=bounced (",
    "RCPT TO:",
    "> ",
    "#",
    "=?utf-8?B?w7xi?=",
    "{\"email\":",
    "user unknown",
    "用户",
    "\u{202e}",
    "Jun  3 10:00:00 a ",
    "\t",
    "https://",
    "=",
    "% ",
    "%40",
    "**",
    "in 5 minutes",
    ".",
];
