//! The same text in another wrapping: the verdict does not change. No expectation is needed, so every text of the corpus is tried.

use std::fmt::Write as _;

use rstest::rstest;
use smtpref::explain::{Answer, Explanation};

use super::corpus::{Case, cases};
use super::{catalog, explained};

/// What has to stay the same.
fn verdict(explanation: &Explanation) -> Vec<String> {
    let of = |answer: &Answer| {
        format!(
            "{} {:?} {:?} {:?} {} {:?}",
            answer
                .recipient
                .as_deref()
                .unwrap_or_default()
                .to_lowercase(),
            answer.codes.reply.map(|code| code.to_string()),
            answer.codes.enhanced.map(|code| code.to_string()),
            answer.cause.map(|cause| cause.to_string()),
            answer.address.word(),
            answer.permanent,
        )
    };
    explanation.replies.iter().map(of).collect()
}

/// Breaks the lines of a text again, at a width, as mail programs do.
fn rewrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut length = 0;
        for word in line.split(' ') {
            let size = word.chars().count();
            if length > 0 && length + 1 + size > width {
                out.push('\n');
                length = 0;
            } else if length > 0 {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += size;
        }
        out.push('\n');
    }
    out
}

fn json(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            c => out.push(c),
        }
    }
    out
}

fn coloured(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let _ = writeln!(out, "\u{1b}[31m{line}\u{1b}[0m");
    }
    out
}

/// Whether a text is one of those that people wrap anew: no MIME, whose boundaries and encodings are lines.
fn is_wrapped_anew(case: &Case) -> bool {
    let text = case.text().unwrap_or_default();
    // The rows of a table are lines, and so are the fields of the log of a web server.
    let is_table = case.file == "tables" || text.contains(" SMTPSVC");
    !is_table && !text.contains("Content-T") && !text.starts_with('{')
}

fn upper(text: &str) -> String {
    // Encoded parts and names of character sets are no words.
    text.to_uppercase()
}

#[rstest]
#[case::crlf(|text: &str| text.replace('\n', "\r\n"), |_: &Case| true, 0)]
#[case::cr(|text: &str| text.replace('\n', "\r"), |_: &Case| true, 0)]
#[case::quoted(|text: &str| text.lines().fold(String::new(), |all, line| all + "> " + line + "\n"), |_: &Case| true, 0)]
#[case::colours(coloured, |_: &Case| true, 0)]
#[case::html_escaped(|text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"), |case: &Case| !case.text().unwrap_or_default().contains("<html"), 0)]
#[case::json_escaped(json, |case: &Case| case.file != "tables" && !case.text().unwrap_or_default().contains('\\'), 5)]
#[case::upper_case(upper, |case: &Case| !case.text().unwrap_or_default().contains("base64"), 5)]
#[case::at_60(|text: &str| rewrapped(text, 60), is_wrapped_anew, 9)]
#[case::at_72(|text: &str| rewrapped(text, 72), is_wrapped_anew, 6)]
#[case::at_78(|text: &str| rewrapped(text, 78), is_wrapped_anew, 6)]
#[case::disclaimer(|text: &str| format!("{text}\n\n--\nThis e-mail is confidential. Example Ltd, 500 Example Street, Suite 421.\n"), |case: &Case| case.text().is_some_and(|text| !text.contains('{')), 5)]
#[case::links(|text: &str| text.replace("bob@example.net", "[bob@example.net](mailto:bob@example.net)"), is_wrapped_anew, 0)]
#[case::links_of_a_chat(|text: &str| text.replace("bob@example.net", "<mailto:bob@example.net|bob@example.net>"), is_wrapped_anew, 0)]
#[case::another_address(|text: &str| text.replace("bob@", "robert.smith@"), |_: &Case| true, 0)]
fn the_verdict_stays(
    #[case] change: impl Fn(&str) -> String,
    #[case] applies: impl Fn(&Case) -> bool,
    #[case] exceptions: usize,
) {
    let catalog = catalog();
    let (mut count, mut wrong) = (0, Vec::new());
    for case in cases() {
        let Some(text) = case.text() else { continue };
        if case.replies.is_empty() || !applies(&case) {
            continue;
        }
        count += 1;
        let before = verdict(&explained(text.as_bytes(), &catalog));
        let after = verdict(&explained(change(text).as_bytes(), &catalog));
        let before: Vec<String> = before
            .iter()
            .map(|line| line.replace("bob@", "robert.smith@"))
            .collect();
        let after: Vec<String> = after
            .iter()
            .map(|line| line.replace("bob@", "robert.smith@"))
            .collect();
        if before != after {
            wrong.push(format!("{}: {before:?} -> {after:?}", case.name));
        }
    }
    println!("{} of {count} changed", wrong.len());
    for line in &wrong {
        println!("  {line}");
    }
    assert!(
        wrong.len() <= exceptions,
        "{} of {count} changed",
        wrong.len()
    );
}

/// The same text about other people, sent by other hosts, with other ids: names that a reply writes tell nothing of what it says.
fn with_other_names(text: &str) -> String {
    const NAMES: [(&str, &str); 12] = [
        ("example.net", "sample-post.test"),
        ("example.org", "firma.invalid"),
        ("example.com", "kunden.example"),
        ("192.0.2.", "198.18.24."),
        ("198.51.100.", "198.19.7."),
        ("203.0.113.", "198.18.99."),
        ("bob@", "j.doe-42@"),
        ("alice@", "q7@"),
        ("anna@", "info@"),
        ("carol@", "the.team@"),
        ("dave@", "x@"),
        ("erin@", "o'neil@"),
    ];
    let other = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    with_other_ids(&NAMES.iter().fold(text.to_owned(), other))
}

/// Turns the digits and the letters of ids such as `4F2A250333` round.
fn with_other_ids(text: &str) -> String {
    let turned = |c: char| match c {
        '0'..='8' | 'A'..='E' | 'a'..='e' => char::from_u32(u32::from(c) + 1).unwrap(),
        '9' => '0',
        'F' => 'A',
        'f' => 'a',
        c => c,
    };
    let is_id = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        // qmail's time is no id.
        (9..24).contains(&word.len())
            && (2..word.len() - 1).contains(&digits)
            && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    text.split_inclusive(|c: char| !c.is_ascii_alphanumeric())
        .map(|piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            if is_id(word) {
                piece.chars().map(turned).collect()
            } else {
                piece.to_owned()
            }
        })
        .collect()
}

#[test]
fn the_verdict_stays_with_other_names_hosts_and_ids() {
    let catalog = catalog();
    let (mut count, mut wrong) = (0, Vec::new());
    for case in cases() {
        let Some(text) = case.text() else { continue };
        let other = with_other_names(text);
        // Names that are written in another way would stay.
        let is_encoded = ["base64", "quoted-printable", "%40", "BOB", "EXAMPLE"]
            .iter()
            .any(|mark| text.contains(mark));
        if case.replies.is_empty() || is_encoded || other == text {
            continue;
        }
        count += 1;
        let before = verdict(&explained(text.as_bytes(), &catalog));
        let before: Vec<String> = before.iter().map(|line| with_other_names(line)).collect();
        let after = verdict(&explained(other.as_bytes(), &catalog));
        if before != after {
            wrong.push(format!("{}: {before:?} -> {after:?}", case.name));
        }
    }
    println!("{} of {count} changed", wrong.len());
    for line in &wrong {
        println!("  {line}");
    }
    assert!(count > 500, "only {count} texts");
    // A name that is a word of the notice.
    assert!(wrong.len() <= 1, "{} of {count} changed", wrong.len());
}
