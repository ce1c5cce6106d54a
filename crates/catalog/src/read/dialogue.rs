//! The lines of an example: a dialogue that a client and a server could have had (RFC 5321 section 4.2), or an excerpt of a bounce or a log.

use std::ops::RangeInclusive;

use super::reader::At;
use crate::{Code, ReplyCode};

/// The longest line, in characters.
const WIDTH: usize = 76;
/// How many lines an example has.
const LINES: RangeInclusive<usize> = 1..=16;

/// A line of a reply: the code, whether more follows, and the text.
struct Reply<'a> {
    code: ReplyCode,
    more: bool,
    text: &'a str,
}

fn reply(line: &str) -> Option<Reply<'_>> {
    let (code, rest) = line.split_at_checked(3)?;
    let code = code.parse().ok()?;
    let more = match rest.as_bytes().first() {
        Some(b'-') => true,
        Some(b' ') | None => false,
        Some(_) => return None,
    };
    Some(Reply {
        code,
        more,
        text: rest.get(1..).unwrap_or_default(),
    })
}

/// Tells what is wrong with the lines of an example.
pub(super) fn check(lines: &[At<&str>], mut wrong: impl FnMut(usize, String)) {
    for at in lines {
        if at.value.chars().count() > WIDTH {
            let message = format!("the example line is over {WIDTH} characters: break it");
            wrong(at.line, message);
        }
    }
    if let Some(first) = lines.first()
        && !LINES.contains(&lines.len())
    {
        let message = format!(
            "the example has {} lines: show {} at most",
            lines.len(),
            LINES.end()
        );
        wrong(first.line, message);
    }
    let spoken = |at: &At<&str>| at.value.starts_with("C: ") || at.value.starts_with("S: ");
    if lines.iter().any(spoken) {
        dialogue(lines, |line, message: &str| wrong(line, message.to_owned()));
    }
}

fn dialogue(lines: &[At<&str>], mut wrong: impl FnMut(usize, &str)) {
    let mut open: Option<ReplyCode> = None;
    let mut data = false;
    for &At { value, line } in lines {
        match value.split_at_checked(3) {
            Some(("S: ", said)) => {
                let Some(reply) = reply(said) else {
                    wrong(
                        line,
                        "the server says no reply: write three digits, then a space or a hyphen",
                    );
                    continue;
                };
                if open.is_some_and(|code| code != reply.code) {
                    wrong(
                        line,
                        "the reply goes on with another code: every line of a reply has the same one",
                    );
                }
                if data && reply.code.number() == 354 {
                    wrong(
                        line,
                        "the server asks for data that is being sent already: end them with a dot",
                    );
                }
                if class_of(reply.text).is_some_and(|class| class != reply.code.class().digit()) {
                    wrong(
                        line,
                        "reply code and enhanced status code disagree: both begin with the same digit",
                    );
                }
                open = reply.more.then_some(reply.code);
                data = reply.code.number() == 354;
            }
            Some(("C: ", said)) => {
                if open.is_some() {
                    wrong(
                        line,
                        "the client speaks into a reply that goes on: end it with a line without a hyphen",
                    );
                }
                data &= said != ".";
            }
            _ => wrong(
                line,
                "the line of a dialogue begins with neither `C: ` nor `S: `: say who speaks",
            ),
        }
    }
    if let (Some(_), Some(last)) = (open, lines.last()) {
        wrong(
            last.line,
            "the reply goes on and has no last line: end it with a line without a hyphen",
        );
    }
}

/// The digit of the class of the enhanced status code that a reply text begins with.
fn class_of(text: &str) -> Option<u8> {
    let code: Code = text.split(' ').next()?.parse().ok()?;
    Some(code.enhanced()?.class()?.digit())
}

/// Whether a line shows a code: as a word, or with a class in front.
pub(super) fn shows(line: &str, code: Code) -> bool {
    let mut words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    match code {
        Code::Reply(reply) => words.any(|word| word == reply.to_string()),
        Code::Enhanced(_) => words.any(|word| {
            let word = word.trim_end_matches('.').parse::<Code>();
            word.is_ok_and(|found| found.entry_code() == code)
        }),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn wrong(lines: &[&'static str]) -> Vec<(usize, String)> {
        let lines: Vec<At<&str>> = (1..)
            .zip(lines)
            .map(|(line, &value)| At { value, line })
            .collect();
        let mut found = Vec::new();
        check(&lines, |line, message| found.push((line, message)));
        found
    }

    #[rstest]
    #[case::another_code(&["S: 250-one", "S: 251 two"], 2, "another code")]
    #[case::interrupted(&["S: 250-one", "C: QUIT"], 2, "speaks into")]
    #[case::no_last_line(&["C: EHLO a", "S: 250-one"], 2, "no last line")]
    #[case::neither_space_nor_hyphen(&["S: 250_one"], 1, "says no reply")]
    #[case::no_digits(&["S: OK"], 1, "says no reply")]
    #[case::classes(&["S: 550 4.1.1 no"], 1, "disagree")]
    #[case::nobody_speaks(&["C: DATA", "And so on"], 2, "say who speaks")]
    #[case::asks_twice(&["S: 354 go on", "S: 354 go on"], 2, "already")]
    fn a_wrong_dialogue_is_seen(
        #[case] lines: &[&'static str],
        #[case] at: usize,
        #[case] says: &str,
    ) {
        let found = wrong(lines);
        assert!(
            found
                .iter()
                .any(|(line, message)| *line == at && message.contains(says)),
            "{found:?}"
        );
    }

    #[rstest]
    #[case::dialogue(&["C: DATA", "S: 354 go on", "C: .", "S: 250-2.0.0 one", "S: 250 2.0.0 two"])]
    #[case::after_another(&["S: 354 go on", "C: .", "C: DATA", "S: 354 go on"])]
    #[case::excerpt(&["Final-Recipient: rfc822; bob@example.com", "Status: 5.1.1"])]
    fn a_right_example_is_left_alone(#[case] lines: &[&'static str]) {
        assert_eq!(wrong(lines), []);
    }

    #[test]
    fn a_code_is_shown_as_a_word() {
        let code = |text: &str| text.parse::<Code>().unwrap();
        assert!(shows("S: 550-no", code("550")) && !shows("5500 5.5.0", code("550")));
        assert!(shows("(#5.1.1).", code("X.1.1")) && !shows("5.1.10", code("X.1.1")));
    }
}
