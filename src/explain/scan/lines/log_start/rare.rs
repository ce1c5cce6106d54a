//! How the lines begin in the logs of rarer servers, most of them on Windows, which set dates as the countries do.

use super::super::log_words::OF_OPENSMTPD;
use super::{is_date, is_syslog_stamp};
use crate::explain::months::ENGLISH;

const DAYS: [&str; 7] = ["mon ", "tue ", "wed ", "thu ", "fri ", "sat ", "sun "];
/// What Exchange sets behind a time in a notice.
const OF_NOTICE: &str = " - ";

/// How much of a line is looked at.
const HEAD: usize = 64;

/// Whether a line begins so.
pub(super) fn is_start(line: &str) -> bool {
    let line = line.get(..HEAD).unwrap_or(line);
    let in_brackets = line.strip_prefix('[').unwrap_or(line);
    is_dated(in_brackets)
        || is_of_domino(in_brackets)
        || is_epoch(line)
        || is_of_cisco(line)
        || is_of_fortimail(line)
        || is_of_opensmtpd(line)
}

/// Whether a line begins so that is a turn of a session, or stands between such.
pub(super) fn is_turn(line: &str) -> bool {
    let line = line.get(..HEAD).unwrap_or(line);
    is_of_mdaemon(line) || is_of_hmailserver(line) || is_of_icewarp(line) || is_of_mercury(line)
}

/// `11/20/26 09:37:00 `, `20.11.2026 9:48:10 `, `[20/Nov/2026 09:39:00] `, and `20-Nov-2026 09:50:00.123 `.
fn is_dated(line: &str) -> bool {
    let Some((day, rest)) = number(line, 1..=2) else {
        return false;
    };
    let Some(mark) = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-')) else {
        return false;
    };
    let rest = &rest[1..];
    let name = rest.get(..3).filter(|name| ENGLISH.contains(name));
    let month = match name {
        Some(name) => Some((1, &rest[name.len()..])),
        None => number(rest, 1..=2),
    };
    let year = month.and_then(|(month, rest)| Some((month, rest.strip_prefix(mark)?)));
    let Some((year, rest)) = year.and_then(|(month, rest)| {
        let is_date = (1..=31).contains(&day) && (1..=31).contains(&month);
        number(rest, 2..=4).filter(|_| is_date)
    }) else {
        return false;
    };
    let clock = rest.trim_start_matches([',', ':']).trim_start_matches(' ');
    let is_time = rest.len() > clock.len() && is_time(clock);
    is_time && year != 0 && !clock.contains(OF_NOTICE)
}

/// A number of some digits, and what follows it.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(u16, &str)> {
    let length = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let value = digits.contains(&length).then(|| text[..length].parse())?;
    Some((value.ok()?, &text[length..]))
}

/// `09:48:10`, `9:48:10`.
fn is_time(text: &str) -> bool {
    let minutes = number(text, 1..=2).and_then(|(_, rest)| rest.strip_prefix(':'));
    let seconds = minutes.and_then(|rest| number(rest, 2..=2)?.1.strip_prefix(':'));
    seconds.is_some_and(|rest| number(rest, 2..=2).is_some())
}

/// `Fri 2026-11-20 09:42:00`.
fn is_of_mdaemon(line: &str) -> bool {
    let date = DAYS.iter().find_map(|day| line.strip_prefix(day));
    date.is_some_and(|date| is_date(date.as_bytes()))
}

/// `"SMTPC"\t4120\t42\t"2026-11-20`: a word, one number or two, a date.
fn is_of_hmailserver(line: &str) -> bool {
    let word = line
        .strip_prefix('"')
        .and_then(|rest| rest.split_once("\" "));
    let Some((_, rest)) = word.filter(|(word, _)| is_all(word, u8::is_ascii_alphanumeric)) else {
        return false;
    };
    let date = rest.split_once(" \"");
    date.is_some_and(|(numbers, date)| {
        let is_number = |part: &str| is_all(part, u8::is_ascii_digit);
        is_date(date.as_bytes()) && numbers.len() < 24 && numbers.split(' ').all(is_number)
    })
}

/// Whether a text has some bytes, and all are of one sort.
fn is_all(text: &str, is_it: impl Fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(|byte| is_it(&byte))
}

/// `[0A1C:0008-0F3C] 20.11.2026 09:48:00`.
fn is_of_domino(behind_bracket: &str) -> bool {
    let Some((thread, rest)) = behind_bracket.split_once("] ") else {
        return false;
    };
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'-');
    thread.len() < 24
        && thread.contains(':')
        && thread.bytes().all(is_part)
        && (is_dated(rest) || is_date(rest.as_bytes()))
}

/// `Fri Nov 20 09:59:00 2026 Info: `.
fn is_of_cisco(line: &str) -> bool {
    // Other programs set an arrow behind such a date.
    const LEVELS: [&str; 3] = [" info: ", " warning: ", " critical: "];
    let date = DAYS.iter().find_map(|day| line.strip_prefix(day));
    date.is_some_and(is_syslog_stamp) && LEVELS.iter().any(|level| line.contains(level))
}

/// `date=2026-11-20 time=09:59:00 `.
fn is_of_fortimail(line: &str) -> bool {
    let date = line.strip_prefix("date=");
    date.is_some_and(|date| is_date(date.as_bytes()) && date[10..].starts_with(" time="))
}

/// `198.51.100.41 [00000A1C] Fri, 20 Nov 2026`.
fn is_of_icewarp(line: &str) -> bool {
    let thread = line.split_once(" [").and_then(|(host, rest)| {
        let is_host = is_all(host, |byte| {
            byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':')
        });
        rest.split_once("] ").filter(|_| is_host)
    });
    thread.is_some_and(|(thread, day)| {
        let is_day = |known: &&str| day.starts_with(known.trim_end());
        is_all(thread, u8::is_ascii_hexdigit) && DAYS.iter().any(is_day)
    })
}

/// `T 20261120 094900 5f3c1a2b `.
fn is_of_mercury(line: &str) -> bool {
    let mut parts = line.split(' ');
    let is_letter = parts.next().is_some_and(|kind| kind.len() == 1);
    let mut is_number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits);
        part.is_some_and(|part| is_all(part, u8::is_ascii_digit))
    };
    is_letter && is_number(8) && is_number(6)
}

/// `1763632800.123456 `, as programs stamp the lines of qmail that have no multilog.
fn is_epoch(line: &str) -> bool {
    let stamp = line
        .split(' ')
        .next()
        .and_then(|stamp| stamp.split_once('.'));
    let is_number =
        |part: &str, digits: usize| part.len() == digits && is_all(part, u8::is_ascii_digit);
    stamp.is_some_and(|(seconds, rest)| is_number(seconds, 10) && is_number(rest, 6))
}

/// What `OpenSMTPD` writes of a command that it refused and of a delivery that failed, in each of its forms, behind the id of the session
/// or without.
fn is_of_opensmtpd(line: &str) -> bool {
    const ID: std::ops::RangeInclusive<usize> = 8..=16;
    let behind_id = line.split_once(' ').filter(|(id, _)| {
        ID.contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let line = behind_id.map_or(line, |(_, rest)| rest);
    OF_OPENSMTPD.iter().any(|event| line.starts_with(event))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::mailenable("11/20/26 09:37:00 smtp-ou x", true)]
    #[case::with_one_digit("1/2/2026 9:37:00 am smtp-ou x", true)]
    #[case::german("20.11.2026 09:48:10 router: x", true)]
    #[case::kerio("[20/nov/2026 09:39:00] sent: x", true)]
    #[case::of_the_web("20/nov/2026:09:39:00 x", true)]
    #[case::james("20-nov-2026 09:50:00.123 warn x", true)]
    #[case::mdaemon("fri 2026-11-20 09:42:00: x", true)]
    #[case::hmailserver(
        "\"smtpc\" 4120 42 \"2026-11-20 09:36:01.123\" \"198.51.100.41\" \"x\"",
        true
    )]
    #[case::of_an_application("\"application\" 4120 \"2026-11-20 09:36:01.123\" \"x\"", true)]
    #[case::domino("[0a1c:0008-0f3c] 20.11.2026 09:48:00 x", true)]
    #[case::icewarp("198.51.100.41 [00000a1c] fri, 20 nov 2026 09:41:00 +0100 x", true)]
    #[case::mercury("t 20261120 094900 5f3c1a2b x", true)]
    #[case::cisco("fri nov 20 09:59:00 2026 info: x", true)]
    #[case::another_program_with_that_date("fri nov 20 09:59:00 2026 -> x", false)]
    #[case::fortimail("date=2026-11-20 time=09:59:00 device_id=x", true)]
    #[case::a_date_of_something("date=2026-11-20 number=09:59:00", false)]
    #[case::opensmtpd(
        "smtp-in: failed command on session 1f55: \"rcpt to:<x>\" => 451 x",
        true
    )]
    #[case::opensmtpd_with_id("a6ee64eda205f046 mta delivery evpid=1 to=<x> stat=\"451 x\"", true)]
    #[case::words_behind_no_id("bob's mta delivery was late", false)]
    #[case::an_epoch("1763632800.123456 delivery 1: x", true)]
    #[case::a_notice("11/20/2026 8:46:10 am - server at mx.example returned x", false)]
    #[case::a_date_without_a_time("20.11.2026, anna wrote:", false)]
    #[case::a_time_without_seconds("20.11.2026 09:48, anna wrote:", false)]
    #[case::a_thing_of_two_numbers("1/2 of it", false)]
    #[case::no_date("99/99/26 09:37:00 x", false)]
    #[case::another_day("fri, 20 nov 2026 09:41:00 +0100", false)]
    #[case::a_quotation("\"no\" 4120 times", false)]
    #[case::a_reply("550 5.1.1 no", false)]
    #[case::an_address_in_brackets("192.0.2.1 [smtp] x", false)]
    fn a_stamp_begins_a_line(#[case] line: &str, #[case] expected: bool) {
        assert_eq!(is_start(line) || is_turn(line), expected);
    }
}
