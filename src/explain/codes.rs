//! Where a code can stand: at the beginning of a line, after `said:`, `smtp;`, `code`, in quotes and brackets. IP addresses, ports,
//! sizes, delays and years are none.
//!
//! What stands before a number is asked in `lead`, what follows it in `behind`, whether it is one of the web in `web`; `status` reads what
//! follows a reply code; `code_words` has the words, and `places` holds the places by a table.

mod behind;
mod code_words;
pub(super) mod lead;
#[cfg(test)]
mod places;
mod status;
mod touching;
mod web;

use std::ops::Range;

use smtpref_catalog::{Codes, ReplyCode};

use super::effort::look_at;
use super::view::View;
use behind::{
    begins_a_tuple, begins_words, is_counted, is_of_device, is_one_of_two, is_placeholder, is_tag,
    is_tagged, is_version,
};
use lead::{Lead, is_glued, is_named_error, lead};
use status::enhanced_after;
use touching::touched;
use web::is_of_http;

pub(super) use code_words::is_usual;
pub(super) use status::enhanced;

/// A reply code, an enhanced status code, or both, at a place where they can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) codes: Codes,
    pub(super) lead: Lead,
    /// The quotation mark right before it, which ends its words.
    pub(super) quote: Option<char>,
}

/// The most codes of one text that are kept.
const MOST: usize = 4096;

/// The codes in a range, in order.
pub(super) fn codes(view: &View<'_>, range: Range<usize>) -> Vec<Found> {
    let bytes = view.text.as_bytes();
    let mut found = Vec::new();
    let mut at = range.start;
    look_at(range.len());
    let may_begin = |byte: &u8| matches!(byte, b'0'..=b'9' | b'h' | b'H');
    while let Some(next) = bytes[at..range.end].iter().position(may_begin) {
        at += next;
        if !bytes[at].is_ascii_digit() {
            at += url_length(&view.lower[..range.end], at).max(1);
            continue;
        }
        let digits = digits(&bytes[at..range.end]);
        let one = if touched(bytes, range.start, at) && !is_glued(view, range.start, at) {
            None
        } else if digits == 3 {
            with_reply(view, &range, at)
        } else if digits == 4 {
            glued_pair(view, &range, at)
        } else if digits == 1 {
            enhanced_alone(view, &range, at)
        } else {
            None
        };
        match one {
            Some(one) => {
                at = one.end;
                if found.len() == MOST {
                    found.pop();
                }
                found.push(one);
            }
            None => at += digits,
        }
    }
    found
}

/// The reply code that a line begins with.
pub(super) fn at_line_start(view: &View<'_>, range: Range<usize>) -> Option<ReplyCode> {
    let bytes = &view.text.as_bytes()[range.clone()];
    let is_mark = |byte: &u8| !byte.is_ascii_alphanumeric() && byte.is_ascii();
    let marks = bytes
        .iter()
        .take(12)
        .take_while(|byte| is_mark(byte))
        .count();
    let at = range.start + marks;
    let has_three = digits(&bytes[marks..]) == 3;
    has_three
        .then(|| with_reply(view, &range, at))??
        .codes
        .reply
}

/// The length of the address of a page that begins at a place; what stands in it is no code.
fn url_length(lower: &str, at: usize) -> usize {
    let rest = &lower.as_bytes()[at..];
    if rest[0] != b'h' || !(rest.starts_with(b"http://") || rest.starts_with(b"https://")) {
        return 0;
    }
    let ends = |byte: &u8| matches!(byte, b' ' | b'>' | b'"' | b')' | b'\'' | b'<');
    rest.iter().position(ends).unwrap_or(rest.len())
}

fn digits(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

/// A reply code and what follows it.
fn with_reply(view: &View<'_>, range: &Range<usize>, at: usize) -> Option<Found> {
    let text = &view.text[..range.end];
    let number = text.get(at..at + 3)?;
    // 6yz is what a sending service says of itself.
    let of_service = matches!(number, "605" | "606" | "607");
    if !matches!(number.as_bytes()[0], b'2'..=b'5') && !of_service {
        return None;
    }
    let rest = &text[at + 3..];
    let next = rest.chars().next();
    let ends = match next {
        None => true,
        Some(':') => digits(&rest.as_bytes()[1..]) != 2,
        Some('.') => {
            !rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric()) || is_dotted_pair(text, at)
        }
        Some(c) => {
            c.is_whitespace()
                || is_tagged(rest)
                || begins_words(&view.lower[..range.end], at, rest)
                || is_named_error(&text[at..])
                || matches!(
                    c,
                    '-' | '#'
                        | '"'
                        | '\''
                        | ','
                        | ')'
                        | ']'
                        | ';'
                        | '<'
                        | '}'
                        | '\u{201d}'
                        | '\u{2019}'
                        | '('
                        | '|'
                )
        }
    };
    if !ends {
        return None;
    }
    if is_tag(text, at, rest) {
        return None;
    }
    let enhanced = match rest.strip_prefix('.') {
        Some(rest) => enhanced(rest).map(|(code, length)| (code, length + 1)),
        None => enhanced_after(rest),
    };
    let (lead, quote) = lead(view, range.start, at, enhanced.is_some(), false)?;
    if enhanced.is_none() && (is_counted(rest) || is_one_of_two(rest))
        || of_service && lead != Lead::Announced
    {
        return None;
    }
    // A success that no server sends, at the start of a line: the number of a process or of the line.
    let is_success = matches!(number.as_bytes()[0], b'2' | b'3');
    if is_success && lead == Lead::Line && !is_usual(number.as_bytes()) {
        return None;
    }
    if enhanced.is_none()
        && lead == Lead::Line
        && !matches!(next, Some(' ' | '-' | ':' | '\t'))
        && !begins_a_tuple(rest)
        && !is_tagged(rest)
        && !begins_words(&view.lower[..range.end], at, rest)
        && text.trim().len() > 3
    {
        return None;
    }
    if enhanced.is_none() && (is_of_http(view, range, at) || is_placeholder(rest, quote)) {
        return None;
    }
    let end = at + 3 + enhanced.map_or(0, |(_, length)| length);
    Some(Found {
        start: at,
        end,
        codes: Codes {
            reply: number.parse().ok(),
            enhanced: enhanced.map(|(code, _)| code),
        },
        lead,
        quote,
    })
}

/// Whether a dot parts both codes: `550.5.7.1 Message rejected`, which no IP address begins with.
fn is_dotted_pair(text: &str, at: usize) -> bool {
    let number = text.as_bytes();
    is_usual(&number[at..at + 3])
        && number.get(at + 4) == number.get(at)
        && enhanced(&text[at + 4..]).is_some()
}

/// Both codes without anything between them, as a program joins what it took apart: `5505.7.1 Relaying denied`.
fn glued_pair(view: &View<'_>, range: &Range<usize>, at: usize) -> Option<Found> {
    let text = &view.text[..range.end];
    let number = text
        .get(at..at + 3)
        .filter(|number| is_usual(number.as_bytes()))?;
    let (code, length) = enhanced(&text[at + 3..])?;
    if number.as_bytes()[0] != text.as_bytes()[at + 3] {
        return None;
    }
    let (lead, quote) = lead(view, range.start, at, true, false)?;
    Some(Found {
        start: at,
        end: at + 3 + length,
        codes: Codes {
            reply: number.parse().ok(),
            enhanced: Some(code),
        },
        lead,
        quote,
    })
}

fn enhanced_alone(view: &View<'_>, range: &Range<usize>, at: usize) -> Option<Found> {
    let (code, length) = enhanced(&view.text[at..range.end])?;
    let (lead, quote) = lead(view, range.start, at, false, true)?;
    if code.subject().number() > 7 && lead != Lead::Announced {
        return None;
    }
    if is_version(view.text, at..at + length, code) || is_of_device(view, range, at, code) {
        return None;
    }
    Some(Found {
        start: at,
        end: at + length,
        codes: code.into(),
        lead,
        quote,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read(text: &str) -> Vec<String> {
        let flat = crate::explain::view::Flat::of(text);
        let view = flat.view(text, crate::explain::view::cues());
        let all = codes(&view, 0..text.len());
        all.iter().map(|one| one.codes.to_string()).collect()
    }

    #[rstest]
    #[case::reply("550 5.1.1 User unknown", &["550 5.1.1"])]
    #[case::continued("550-5.1.1 User", &["550 5.1.1"])]
    #[case::what_an_api_said("api said 550 User unknown", &["550"])]
    #[case::a_word_that_ends_like_api("rapid error 550 User unknown", &["550"])]
    #[case::hash("550 #5.1.0 no", &["550 5.1.0"])]
    #[case::colon("550: 5.1.1 no", &["550 5.1.1"])]
    #[case::semicolon("550; 5.7.515 Access denied", &["550 5.7.515"])]
    #[case::tuple("x (550, b'5.1.1 <b@example.net>')", &["550 5.1.1"])]
    #[case::tuple_without("Error(450, b'Too many')", &["450"])]
    #[case::said("host mx[192.0.2.9] said: 550 no", &["550"])]
    #[case::diagnostic("Diagnostic-Code: smtp;550 no", &["550"])]
    #[case::quoted("got code \"550\", with message \"550 5.1.1 no\"", &["550", "550 5.1.1"])]
    #[case::json("\"code\":550,\"x\"", &["550"])]
    #[case::nested("550-550 5.1.10 RESOLVER", &["550", "550 5.1.10"])]
    #[case::behind("sorry (#5.1.1)", &["5.1.1"])]
    #[case::whom_it_speaks_of("550 subscribers only, please", &["550"])]
    #[case::a_host("554 bit.ly not allowed", &["554"])]
    #[case::three_digits("550 5.7.515 Access", &["550 5.7.515"])]
    #[case::arrow("<** 550 no", &["550"])]
    #[case::words_without_a_space("550\n5.7.1Unauthorized sender", &["550 5.7.1"])]
    #[case::one_of_a_check_behind_one("552 5.1.1 5.2.2 mailbox is full", &["552 5.2.2"])]
    #[case::one_of_another_class_behind_one("550 5.1.1 2.0.0 x", &["550 5.1.1"])]
    #[case::contradiction("550 4.2.2 full", &["550 4.2.2"])]
    #[case::greylistd("451-192.0.2.1 is not yet authorized", &["451"])]
    #[case::dash("error while sending to bob - 450 Too many", &["450"])]
    #[case::status_before("Status: 5.1.1 550 no", &["5.1.1", "550"])]
    #[case::behind_ideographs("退信原因:550 no", &["550"])]
    #[case::behind_a_wide_colon("退信原因：550 no", &["550"])]
    #[case::behind_a_host("delivery error when sending to mx.example.net (192.0.2.1) 550 Loop", &["550"])]
    #[case::glued_to_a_word("Errore554 messaggio rifiutato", &["554"])]
    #[case::glued_by_a_dash("smtp-421 too busy", &["421"])]
    #[case::glued_in_russian("\u{43e}\u{448}\u{438}\u{431}\u{43a}\u{430}550 no", &["550"])]
    #[case::glued_and_going_on("see error550.html and error4217", &[])]
    #[case::glued_to_a_longer_word("terror550 no", &[])]
    #[case::glued_to_a_version("smtp-421b0", &[])]
    #[case::behind_a_comma("SMTP, 550 Incorrect sender header", &["550"])]
    #[case::backticks("it says `550 no`", &["550"])]
    #[case::a_mark_below_a_name("SERVER 2:\n\u{2514}\u{2500}\u{2500}550 no", &["550"])]
    #[case::entry_of_a_list("5.31) 553 sorry, your HELO name is denied", &["553"])]
    #[case::italics("_550 no such user_", &["550"])]
    #[case::wide_brackets("【内容】550 can't accept user", &["550"])]
    #[case::angled_quotes("Ошибка «550 no such user»", &["550"])]
    #[case::tag("550 5.1.1 no. OFR_416 [416] (in reply to RCPT TO command)", &["550 5.1.1"])]
    fn takes_codes(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(read(text), expected);
    }

    #[rstest]
    #[case::ip("see 192.0.2.1 and [203.0.113.250]")]
    #[case::port("mx.example.net:587, port 465, [192.0.2.9]:250")]
    #[case::seconds("please wait 300 seconds, or\n300 seconds")]
    #[case::product("Office 365 and line 421: x")]
    #[case::address("user550@example.net <550@example.net>")]
    #[case::years("in 2024, 250.5, 4.5.6.7")]
    #[case::pid("postfix/smtp[421]: x")]
    #[case::id("4F2A250333: 553A00aB004711:")]
    #[case::size("size=450, nrcpt=2, delay=421")]
    #[case::version("Exim 4.9.8, Version: 4.2.1, Python/2.7.18")]
    #[case::phone("Tel: 555-1234, 555 123456")]
    #[case::web("HTTP status 502, HTTP error 422: x")]
    #[case::web_in_brackets("Unable to send: inactive address (code 406).")]
    #[case::web_in_an_object(
        "{\n \"code\": 422,\n \"message\": \"could not connect to SMTP host\"}"
    )]
    #[case::web_beside("the HTTP request failed with code 401: x")]
    #[case::web_of_an_api("Postmark API error 300: Invalid email request")]
    #[case::web_of_a_log("method=POST path=/api/test status=500 size=48")]
    #[case::web_that_responded("the server responded with a status of 500")]
    #[case::web_that_cannot_process("Status: 422 Unprocessable Entity")]
    #[case::number_of_a_device(
        "Scan to E-mail failed. Error code: 2.1.4 - SMTP authentication failed (2.1.4)"
    )]
    #[case::name_with_a_line("user_550 no")]
    #[case::dash("Room 5 - 450 Main Street")]
    #[case::compared("if (code < 500 || code > 599 && code !== 605) {")]
    #[case::compared_at_the_end("if (code < 500 || code > 599) {")]
    #[case::placeholder("return it as \"550 message\" to the client")]
    #[case::port_behind_an_arrow("> C: Port > 465\n> C: seeding")]
    #[case::port_as_a_value("{'mail_port': '465', 'mail_use_ssl': '2'}")]
    #[case::pid_in_brackets("dovecot: lmtp(522, bob@example.net): sieve: sent")]
    #[case::source("    return \"503 Need MAIL before RCPT\";")]
    #[case::source_of_a_call("x = String.Format(\"553 Invalid address {0}\", parts[1]);")]
    #[case::a_literal("if (reply->hasPrefix(\"5.3.4\")) {")]
    #[case::an_assignment("err.responseCode = 421;\nerr.action = \"defer\";")]
    #[case::versions("from `5.4.13` to `5.4.15` (and `5.4.16` does not help)")]
    #[case::octets("smtp; 512 octets is the limit")]
    #[case::weeks("said: 400 weeks ago")]
    #[case::error("Error 01373, child status 100, (000C05A6)")]
    fn takes_no_other_numbers(#[case] text: &str) {
        assert_eq!(read(text), Vec::<String>::new());
    }
}
