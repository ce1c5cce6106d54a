//! What people put before the lines of a text that they quote is taken off: `> `, and the backticks of code.

use std::ops::RangeInclusive;

use super::super::text::Text;

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

/// The marks before each line of a notice that somebody keeps in the source of a program: `// `, and behind it what names the part of the
/// message, `MESS>> `.
pub(super) fn without_comments(text: Text) -> Text {
    const FIELDS: [&str; 2] = ["Final-Recipient:", "Diagnostic-Code:"];
    const FEWEST: usize = 2;
    let lines = || text.text.lines().filter(|line| !line.trim().is_empty());
    if !lines().all(|line| commented(line).is_some()) {
        return text;
    }
    let parts = lines().filter_map(commented).filter_map(behind_part);
    let has_parts = parts.take(FEWEST).count() == FEWEST;
    if !has_parts && !FIELDS.iter().any(|field| text.text.contains(field)) {
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
    #[case::words("// a\n// 550 no", "// a\n// 550 no")]
    #[case::source("// Final-Recipient:\nint x;", "// Final-Recipient:\nint x;")]
    fn takes_comments_off(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_comments(Text::verbatim(input)).text, expected);
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
