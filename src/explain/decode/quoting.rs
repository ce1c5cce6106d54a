//! What stands before each line of a text and is no part of it is taken off: `> ` of those who quote, the backticks of code, the marks of
//! comments, the numbers of processes.

use std::ops::RangeInclusive;

use smtpref_catalog::{Cue, Cues};

use super::super::text::Text;
use super::super::view::find;

/// `> ` before quoted lines goes; the `>>> RCPT To:` of a transcript stays.
pub(super) fn without_quoting(text: Text) -> Text {
    let is_quoted = |line: &str| quoting(line) > 0;
    if !text.text.lines().any(is_quoted) {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    for line in out.source().split_inclusive('\n') {
        out.copy(at + quoting(line)..at + line.len());
        at += line.len();
    }
    out.finish()
}

/// The number of the process before each line that Exim prints of its own work: `4711 LOG: MAIN`, `4711   == bob@example.net …`.
pub(super) fn without_process_ids(text: Text) -> Text {
    let behind = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = rest.len() < line.len() && rest.starts_with(' ');
        is_number.then(|| line.len() - rest.trim_start_matches(' ').len())
    };
    let is_log = |line: &str| behind(line).is_some_and(|at| line[at..].starts_with("LOG: "));
    if find(text.text.as_bytes(), b" LOG: ").is_none() || !text.text.lines().any(is_log) {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    for line in out.source().split_inclusive('\n') {
        out.copy(at + behind(line).unwrap_or(0)..at + line.len());
        at += line.len();
    }
    out.finish()
}

/// The marks before each line of a notice that somebody keeps in the source of a program: `// `, and behind it what names the part of the
/// message, `MESS>> `.
pub(super) fn without_comments(text: Text, cues: &Cues) -> Text {
    const FIELDS: [&str; 2] = ["Final-Recipient:", "Diagnostic-Code:"];
    const HEADERS: [&str; 3] = ["From: ", "To: ", "Subject: "];
    const FEWEST: usize = 2;
    let lines = || text.text.lines().filter(|line| !line.trim().is_empty());
    if !lines().all(|line| commented(line).is_some()) {
        return text;
    }
    let parts = lines().filter_map(commented).filter_map(behind_part);
    let has_parts = parts.take(FEWEST).count() == FEWEST;
    let has_field = || FIELDS.iter().any(|field| text.text.contains(field));
    let has = |name: &str| {
        lines()
            .filter_map(commented)
            .any(|line| line.starts_with(name))
    };
    let is_mail = || HEADERS.iter().all(|name| has(name));
    let is_notice = || {
        let lower = text.text.to_lowercase();
        let tells = |cue| cues.of(cue).iter().any(|words| lower.contains(words));
        let is_announced = tells(Cue::Failed) && tells(Cue::RecipientsFollow);
        is_announced
            || tells(Cue::SurelyFailed)
            || tells(Cue::BehindRecipient)
            || tells(Cue::Program)
    };
    if !has_parts && !has_field() && !is_mail() && !is_notice() {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    for line in out.source().split_inclusive('\n') {
        let own = commented(line).unwrap_or(line);
        let own = behind_part(own).unwrap_or(own);
        at += line.len();
        out.copy(at - own.len()..at);
    }
    out.finish()
}

/// What stands behind the mark of a comment.
fn commented(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("//")?;
    Some(rest.trim_start_matches([' ', '\t']))
}

/// What stands behind the name of a part: `MESS>> `.
fn behind_part(line: &str) -> Option<&str> {
    const NAME: RangeInclusive<usize> = 3..=8;
    const MARKS: RangeInclusive<usize> = 1..=2;
    let rest = line.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let behind = rest.trim_start_matches('>');
    let is_part =
        NAME.contains(&(line.len() - rest.len())) && MARKS.contains(&(rest.len() - behind.len()));
    is_part.then(|| behind.strip_prefix(' ').unwrap_or(behind))
}

/// The marks of code around a line as people paste it: backticks before it, and behind it as well or an accent.
pub(super) fn without_fences(text: Text) -> Text {
    let opens = |line: &str| line.trim_start_matches(' ').starts_with('`');
    if memchr::memchr(b'`', text.text.as_bytes()).is_none() || !text.text.lines().any(opens) {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    for line in out.source().split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', ' ']);
        let start = bare.len() - bare.trim_start_matches([' ', '`']).len();
        let start = if opens(bare) { start } else { 0 };
        let end = bare.trim_end_matches(['`', '\u{b4}']).len().max(start);
        out.copy(at + start..at + end);
        out.copy(at + bare.len()..at + line.len());
        at += line.len();
    }
    out.finish()
}

/// How much of a line is quoting.
fn quoting(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        let mark = at
            + bytes[at..]
                .iter()
                .take_while(|byte| **byte == b' ')
                .count()
                .min(3);
        if bytes.get(mark) != Some(&b'>') || is_sendmail_command(&line[mark..]) {
            return at;
        }
        at = mark + 1;
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
    }
}

fn is_sendmail_command(rest: &str) -> bool {
    rest.strip_prefix(">>> ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::once("> 550 a\n> b", "550 a\nb")]
    #[case::twice(">> 550 a\n> > b", "550 a\nb")]
    #[case::transcript(">>> RCPT To:<a>\n<<< 550", ">>> RCPT To:<a>\n<<< 550")]
    #[case::quoted_transcript("> >>> RCPT To:<a>", ">>> RCPT To:<a>")]
    fn takes_quoting_off(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_quoting(Text::verbatim(input)).text, expected);
    }

    #[rstest]
    #[case::parts("//\tMESS>> <a@b>:\n//\n//\tMESS>>  550 no", "<a@b>:\n\n 550 no")]
    #[case::a_report(
        "// x\n// Final-Recipient: rfc822;a@b",
        "x\nFinal-Recipient: rfc822;a@b"
    )]
    #[case::a_notice(
        "// It did not reach the following recipient(s):\n//\n//   a@b",
        "It did not reach the following recipient(s):\n\na@b"
    )]
    #[case::the_end_of_a_notice(
        "// The Postfix program\n//\n// <a@b>: host mx said: 550 no",
        "The Postfix program\n\n<a@b>: host mx said: 550 no"
    )]
    #[case::a_mail(
        "// From: a@b\n// To: c@d\n//\tSubject: no\n//\n// gone",
        "From: a@b\nTo: c@d\nSubject: no\n\ngone"
    )]
    #[case::a_part_of_a_head("// From: a@b\n// gone", "// From: a@b\n// gone")]
    #[case::words("// a\n// 550 no", "// a\n// 550 no")]
    #[case::source("// Final-Recipient:\nint x;", "// Final-Recipient:\nint x;")]
    fn takes_comments_off(#[case] input: &str, #[case] expected: &str) {
        let cues = [
            (Cue::Failed, "did not reach"),
            (Cue::RecipientsFollow, "following recipient"),
            (Cue::BehindRecipient, ">: host "),
        ];
        let cues: Cues = cues.into_iter().collect();
        assert_eq!(
            without_comments(Text::verbatim(input), &cues).text,
            expected
        );
    }

    #[rstest]
    #[case::a_log("292 LOG: MAIN\n292   == bob\n550 a", "LOG: MAIN\n== bob\na")]
    #[case::another_log("292 SMTP LOG: x\n292 y", "292 SMTP LOG: x\n292 y")]
    #[case::replies("550 a\n550 b", "550 a\n550 b")]
    fn takes_process_ids_off(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_process_ids(Text::verbatim(input)).text, expected);
    }

    #[rstest]
    #[case::each_line("`550 a`\n`b`", "550 a\nb")]
    #[case::accent("`550 a\u{b4}\nb", "550 a\nb")]
    #[case::fence("```\n550 a\n```", "\n550 a\n")]
    #[case::within("say `550` twice", "say `550` twice")]
    fn takes_backticks_off(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_fences(Text::verbatim(input)).text, expected);
    }
}
