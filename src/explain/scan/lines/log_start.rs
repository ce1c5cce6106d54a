//! Where a line of a log begins: by its stamp, by the process that wrote it, or by what people copy of it.

mod rare;

use super::super::said::state::State;
use super::accounting;
use crate::explain::months::{self, ENGLISH};

#[rustfmt::skip]
const LEVELS: [&str; 9] = [
    "info]", "notice]", "warn]", "warning]", "error]", "crit]", "debug]", "protocol]", "alert]",
];

/// Whether a line of a log begins here.
pub(in crate::explain) fn is_start(line: &str) -> bool {
    begins(line, true)
}

/// The same of a log whose lines tell all by themselves, and are no turns of a session.
pub(in crate::explain) fn is_start_alone(line: &str) -> bool {
    begins(line, false)
}

fn begins(line: &str, may_be_turn: bool) -> bool {
    let has_bar = memchr::memchr(b'|', &line.as_bytes()[..line.len().min(60)]).is_some();
    let head = line.get(..line.len().min(60)).filter(|_| has_bar);
    let line = match head.and_then(|head| head.split_once(" | ")) {
        Some((container, _)) if !container.contains(' ') => &line[container.len() + 3..],
        _ => behind_number(behind_file_name(behind_title(line))),
    };
    let bytes = line.as_bytes();
    let is_turn = || may_be_turn && rare::is_turn(line);
    let is_rare = || rare::is_start(line) || is_turn();
    let begins = match bytes.first() {
        Some(b'a'..=b'z') => {
            is_syslog_stamp(line) || is_tag(line) || accounting::is_record(line) || is_rare()
        }
        Some(b'0'..=b'9') => {
            is_date(bytes) || is_clock(bytes) || is_rare() || is_attempt_of_process(line)
        }
        Some(b'[') => {
            is_date(&bytes[1..])
                || LEVELS.iter().any(|level| line[1..].starts_with(level))
                || is_rare()
        }
        Some(b'"') => is_turn(),
        Some(b'=' | b'*') => is_attempt_of_exim(line),
        Some(b'<') => {
            let digits = bytes[1..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            (1..=3).contains(&digits) && bytes.get(1 + digits) == Some(&b'>')
        }
        Some(b'@') => line.starts_with("@4000"),
        _ => false,
    };
    // The end of a bracket is the end of something that began before.
    let is_end = || memchr::memchr2(b'[', b']', bytes).is_some_and(|at| bytes[at] == b']');
    begins && !is_end()
}

/// A line of Exim without the words that somebody set before it: `Incoming: 2026-11-20 09:37:00 H=mx.example.net `.
fn behind_title(line: &str) -> &str {
    const LONGEST: usize = 40;
    const STAMP: usize = "2026-11-20 09:37:00".len();
    let head = line.get(..LONGEST).unwrap_or(line);
    let is_word = |c: char| c.is_ascii_alphabetic() || c == ' ';
    let title = head.split_once(": ").map(|(title, _)| title);
    let Some(title) = title.filter(|title| title.chars().all(is_word)) else {
        return line;
    };
    let rest = &line[title.len() + 2..];
    let is_exim = is_date(rest.as_bytes())
        && rest
            .get(STAMP..)
            .is_some_and(|rest| rest.starts_with(" h="));
    if is_exim { rest } else { line }
}

/// A line without the name of its file, and its number in it, as grep writes them: `mail.log:17:jun  3 10:00:00 `.
fn behind_file_name(line: &str) -> &str {
    let head = &line.as_bytes()[..line.len().min(80)];
    if !matches!(head.first(), Some(b'/' | b'.' | b'a'..=b'z')) {
        return line;
    }
    let end = head
        .iter()
        .position(|byte| matches!(byte, b':' | b' ' | b'"' | b'@' | b'<'));
    let Some(rest) = end.and_then(|end| line[end..].strip_prefix(':')) else {
        return line;
    };
    let behind_number = rest
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .strip_prefix(':');
    let rest = behind_number.unwrap_or(rest);
    if is_syslog_stamp(rest) || is_date(rest.as_bytes()) {
        rest
    } else {
        line
    }
}

/// A line without its number in the file, as grep, cat and less write it: `4711:jun  3 10:00:00 `, `4711 jun  3 10:00:00 `; or without the
/// mark of a list.
fn behind_number(line: &str) -> &str {
    const LONGEST: usize = 9;
    if let Some(rest) = line.strip_prefix("- ") {
        return if is_syslog_stamp(rest) { rest } else { line };
    }
    let digits = line
        .bytes()
        .take(LONGEST + 1)
        .take_while(u8::is_ascii_digit)
        .count();
    let rest = &line[digits..];
    if !(1..=LONGEST).contains(&digits) || !rest.starts_with([':', '-', ' ']) {
        return line;
    }
    let rest = &rest[1..];
    let has_date = !line[digits..].starts_with(' ') && is_date(rest.as_bytes());
    if is_syslog_stamp(rest) || has_date {
        rest
    } else {
        line
    }
}

/// `jun  3 10:00:00 `.
fn is_syslog_stamp(line: &str) -> bool {
    const HEAD: usize = 20;
    let head = &line.as_bytes()[..line.len().min(HEAD)];
    let colons = head.iter().skip(4).filter(|byte| **byte == b':').count();
    // Most lines have no time, and ask for no month.
    colons >= 2
        && line.split_once(' ').is_some_and(|(month, rest)| {
            let has_day = || rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
            ENGLISH.contains(&month) || months::elsewhere(month).is_some() && has_day()
        })
}

/// `postfix/smtp[4711]: `.
fn is_tag(line: &str) -> bool {
    let in_name = |byte: &u8| {
        byte.is_ascii_lowercase()
            || matches!(byte, b'/' | b'-' | b'_' | b'.')
            || byte.is_ascii_digit()
    };
    let name = line.bytes().take(40).take_while(in_name).count();
    let rest = &line[name..];
    let pid = rest
        .strip_prefix('[')
        .map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    matches!(pid, Some(1..)) && rest[pid.unwrap_or(0) + 1..].starts_with("]:")
}

/// What people copy of a line, in quotation marks or without: `status=bounced (…)`, `to=<bob@example.com>, …, stat=Deferred`,
/// `NOQUEUE: reject: RCPT from …`.
pub(in crate::explain) fn is_piece(line: &str) -> bool {
    let bare = line.trim_start_matches(['`', '"', '\'']);
    let is_quoted_tag = bare.len() < line.len() && is_tag(bare);
    let line = bare;
    let of_exim = || {
        // Each of its names has six letters before the first hyphen.
        if line.as_bytes().get(6) != Some(&b'-') {
            return false;
        }
        let id = line.split(' ').next().unwrap_or_default();
        let mut parts = id.split('-').map(str::len);
        let lengths = [parts.next(), parts.next(), parts.next(), parts.next()];
        matches!(lengths, [Some(6), Some(6 | 11), Some(2 | 4), None])
            && (line.contains(" == ") || line.contains(" ** "))
    };
    let has_state = || line.contains(" status=") || line.contains(" stat=");
    let of_qmail = || {
        let rest = line.strip_prefix("delivery ").unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.starts_with(": failure: ") || rest.starts_with(": deferral: ")
    };
    State::begins(line)
        || line.starts_with("to=<") && has_state()
        || of_exim()
        || is_attempt_of_exim(line)
        || of_qmail()
        || is_quoted_tag
        || is_refusal(line)
}

/// What Exim writes of an attempt that failed, without its time: `== bob@example.net R=dnslookup defer (-1): …`.
fn is_attempt_of_exim(line: &str) -> bool {
    let is_marked = line.starts_with("== ") || line.starts_with("** ");
    is_marked && line.contains('@') && line.contains(" r=")
}

/// The same behind the number of the process, as Exim writes it while it is debugged: `277   == bob@example.net R=dnslookup …`.
fn is_attempt_of_process(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with(' ') && is_attempt_of_exim(rest.trim_start_matches(' '))
}

/// What Postfix writes of a client whom it refuses: `NOQUEUE: reject: RCPT from mx.example.net[192.0.2.1]: …`, `4F2A: milter-reject: …`.
fn is_refusal(line: &str) -> bool {
    const WORDS: [&str; 3] = ["reject: ", "milter-reject: ", "milter-hold: "];
    const LONGEST_ID: usize = 24;
    let Some((id, rest)) = line.split_once(": ") else {
        return false;
    };
    let is_id = id.len() <= LONGEST_ID && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let stage = WORDS.iter().find_map(|word| rest.strip_prefix(word));
    is_id && stage.is_some_and(|stage| stage.get(..40).unwrap_or(stage).contains(" from "))
}

/// `2025-06-03` or `2025/06/03`.
pub(in crate::explain) fn is_date(bytes: &[u8]) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mark = |at: usize| matches!(bytes.get(at), Some(b'-' | b'/' | b'.'));
    bytes.len() > 10
        && (0..4).all(digit)
        && mark(4)
        && digit(5)
        && digit(6)
        && mark(7)
        && digit(8)
        && digit(9)
}

/// `10:00:00`.
fn is_clock(bytes: &[u8]) -> bool {
    bytes.len() > 8
        && bytes[2] == b':'
        && bytes[5] == b':'
        && bytes[3].is_ascii_digit()
        && bytes[6].is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::refusal(
        "noqueue: reject: rcpt from mx.example.net[192.0.2.1]: 450 4.2.0 x",
        true
    )]
    #[case::quoted(
        "`noqueue: reject: rcpt from mx.example.net[192.0.2.1]: 450 4.2.0 x`",
        true
    )]
    #[case::of_a_filter(
        "40c12f39f: milter-reject: end-of-message from mx[192.0.2.1]: 5.7.1 x",
        true
    )]
    #[case::quoted_tag("\"postfix/cleanup[4711]: 9c98: milter-reject: x\"", true)]
    #[case::a_tag_is_a_start_already("postfix/cleanup[4711]: 9c98: x", false)]
    #[case::quoted_state("`status=deferred (x)`", true)]
    #[case::exim_without_process("== bob@example.net r=dnslookup defer (-1): x", true)]
    #[case::prose("they told me: reject: it came from nowhere", false)]
    #[case::words("noqueue: reject: nothing", false)]
    fn a_piece_is_of_a_log(#[case] line: &str, #[case] expected: bool) {
        assert_eq!(is_piece(line), expected);
    }

    #[rstest]
    #[case::syslog("jun 3 10:00:00 mail postfix/smtp[4711]: x", true)]
    #[case::journald_in_german("okt 15 23:48:15 c3 postfix/lmtp[48460]: x", true)]
    #[case::journald_in_french("sept. 05 10:00:00 mail postfix/smtp[4711]: x", true)]
    #[case::journald_in_polish("paź 15 23:48:15 c3 postfix/lmtp[48460]: x", true)]
    #[case::a_month_alone("mars est un mois", false)]
    #[case::a_word_as_a_month("set x: y: z", false)]
    #[case::iso("2019-04-11t19:41:56.554496+00:00 host postfix/lmtp[238]: x", true)]
    #[case::docker("smtp_1 | postfix/smtpd[56]: noqueue", true)]
    #[case::rfc_5424("<22>1 2025-06-03t10:00:00z mail postfix/smtp 1 - - x", true)]
    #[case::with_a_title("what it says: 2026-11-20 09:37:00 h=mx.example.net f=<a@b> x", true)]
    #[case::a_header_with_a_date("received: 2026-11-20 09:37:00 by mx.example.net", false)]
    #[case::tai("@400000005f1e x", true)]
    #[case::numbered("4711:jun 3 10:00:00 mail postfix/smtp[4711]: x", true)]
    #[case::numbered_beside_a_hit("4710-jun 3 10:00:00 mail postfix/smtp[4711]: x", true)]
    #[case::numbered_by_cat("12 jun 3 10:00:00 mail postfix/smtp[4711]: x", true)]
    #[case::numbered_before_a_date("4711:2025-06-03t10:00:00z host postfix/lmtp[238]: x", true)]
    #[case::of_a_list("- jun 3 10:00:00 mail postfix/smtp[4711]: x", true)]
    #[case::a_reply_with_a_date("452 2025-06-03 is the day on which it ends", false)]
    #[case::a_very_long_number("1234567890:jun 3 10:00:00 mail x", false)]
    #[case::exim_under_debug("277 == bob@example.net r=dnslookup defer (-1): x", true)]
    #[case::a_sum("277 == 276 + 1 r=x", false)]
    #[case::prose("may i ask you", false)]
    #[case::prose_before_a_bar("it said | jun 3 10:00:00 mail postfix/smtp[4711]: x", false)]
    #[case::reply("550 5.1.1 user unknown", false)]
    fn a_stamp_begins_a_line(#[case] line: &str, #[case] expected: bool) {
        assert_eq!(is_start(line), expected);
    }
}
