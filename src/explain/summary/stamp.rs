//! When a line was written or a mail was sent, as the text has it: the stamps of syslog, ISO 8601, TAI64N, journald, and the date of a mail.

use std::fmt;

use crate::explain::months::{self, ENGLISH};

/// How far into a line a stamp is looked for.
const WITHIN: usize = 512;

/// A time, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Syslog writes no year.
    year: Option<u16>,
    month: u8,
    day: u8,
    /// Seconds of the day.
    second: u32,
    /// Seconds to the east of UTC.
    offset: i32,
}

impl Stamp {
    /// The stamp of a line of a log.
    ///
    /// # Examples
    /// ```
    /// use smtpref::explain::Stamp;
    ///
    /// let stamp = |line: &str| Stamp::of_line(line.as_bytes()).map(|stamp| stamp.to_string());
    /// assert_eq!(stamp("Jun  3 10:00:00 mail postfix/smtp[1]: x").unwrap(), "Jun  3 10:00:00");
    /// assert_eq!(stamp("2025-06-03T10:00:00.5+02:00 mail x").unwrap(), "2025-06-03 10:00:00");
    /// assert_eq!(stamp("550 5.1.1 User unknown"), None);
    /// ```
    #[must_use]
    pub fn of_line(line: &[u8]) -> Option<Self> {
        let head = &line[..line.len().min(WITHIN)];
        syslog(head)
            .or_else(|| tai(head))
            .or_else(|| journal(head))
            .or_else(|| iso(head))
            .or_else(|| {
                // Behind what a container, a priority or a file name puts before it.
                let starts = memchr::memchr3_iter(b'|', b'>', b':', head).take(4);
                starts
                    .map(|at| head[at + 1..].trim_ascii_start())
                    .find_map(syslog)
            })
    }

    /// The date of a mail: that of its own header, not that of a message in it.
    #[must_use]
    pub fn of_mail(mail: &[u8]) -> Option<Self> {
        let header = memchr::memmem::find(mail, b"\n\n")
            .or_else(|| memchr::memmem::find(mail, b"\r\n\r\n"))
            .unwrap_or(mail.len());
        let mut lines = mail[..header.min(1 << 16)].split(|byte| *byte == b'\n');
        lines.find_map(|line| {
            let (name, value) = line.split_at_checked(5)?;
            name.eq_ignore_ascii_case(b"date:")
                .then(|| of_date(value))?
        })
    }

    /// Seconds by which stamps are put in order; those without a year are in a year of their own.
    #[must_use]
    pub fn order(self) -> i64 {
        let days = days(i64::from(self.year.unwrap_or(0)), self.month, self.day);
        days * 86_400 + i64::from(self.second) - i64::from(self.offset)
    }

    /// Whether the year is known.
    #[must_use]
    pub const fn has_year(self) -> bool {
        self.year.is_some()
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year:04}-{:02}-{:02}", self.month, self.day)?;
        } else {
            let (first, rest) = ENGLISH[usize::from(self.month - 1)].split_at(1);
            write!(f, "{}{rest} {:2}", first.to_ascii_uppercase(), self.day)?;
        }
        let (hour, minute) = (self.second / 3600, self.second / 60 % 60);
        write!(f, " {hour:02}:{minute:02}:{:02}", self.second % 60)
    }
}

/// Days since 1970 (after the algorithm of Howard Hinnant).
const fn days(year: i64, month: u8, day: u8) -> i64 {
    let (month, day) = (month as i64, day as i64);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The stamp of seconds since 1970.
fn of_seconds(seconds: i64) -> Option<Stamp> {
    let day = seconds.div_euclid(86_400) + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    Some(Stamp {
        year: Some(u16::try_from(year).ok().filter(|year| *year < 10_000)?),
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
        second: u32::try_from(seconds.rem_euclid(86_400)).ok()?,
        offset: 0,
    })
}

fn number(digits: &[u8]) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let value = |value: u32, digit: &u8| value * 10 + u32::from(digit - b'0');
    (is_number && digits.len() < 10).then(|| digits.iter().fold(0, value))
}

/// `10:00:00` as seconds.
fn clock(text: &[u8]) -> Option<u32> {
    let [h, hour, b':', m, minute, b':', s, second, ..] = text else {
        return None;
    };
    let (hour, minute) = (number(&[*h, *hour])?, number(&[*m, *minute])?);
    let second = number(&[*s, *second])?;
    (hour < 24 && minute < 60 && second < 61).then_some(hour * 3600 + minute * 60 + second)
}

fn month(text: &[u8]) -> Option<u8> {
    let name = text.get(..3)?;
    let place = ENGLISH
        .iter()
        .position(|month| name.eq_ignore_ascii_case(month.as_bytes()))?;
    u8::try_from(place + 1).ok()
}

fn day(text: &[u8]) -> Option<u8> {
    let day = number(text.trim_ascii())?;
    u8::try_from(day).ok().filter(|day| (1..=31).contains(day))
}

/// `Jun  3 10:00:00`.
fn syslog(text: &[u8]) -> Option<Stamp> {
    if month(text).is_none() {
        return elsewhere(text);
    }
    Some(Stamp {
        year: None,
        month: month(text)?,
        day: day(text.get(4..6)?)?,
        second: clock(text.get(7..)?)?,
        offset: 0,
    })
}

/// The same in the language of whoever reads the journal: `Okt 15 10:00:00`, `févr. 03 10:00:00`.
fn elsewhere(text: &[u8]) -> Option<Stamp> {
    const LONGEST: usize = "févr.".len();
    let end = text
        .iter()
        .take(LONGEST + 1)
        .position(|byte| *byte == b' ')?;
    let rest = text[end..].trim_ascii_start();
    let of_day = rest.iter().position(|byte| *byte == b' ')?;
    let (day, second) = (day(&rest[..of_day])?, clock(&rest[of_day + 1..])?);
    // Asked last, of the few lines that have a day and a time there.
    let name = std::str::from_utf8(&text[..end]).ok()?.to_lowercase();
    Some(Stamp {
        year: None,
        month: months::elsewhere(&name)?,
        day,
        second,
        offset: 0,
    })
}

/// The first `2025-06-03 10:00:00`, with `T`, slashes and an offset too.
fn iso(text: &[u8]) -> Option<Stamp> {
    let is_mark = |byte: &u8| matches!(byte, b'-' | b'/');
    (0..text.len().saturating_sub(18))
        .filter(|&at| is_mark(&text[at + 4]) && is_mark(&text[at + 7]))
        .find_map(|at| {
            let text = &text[at..];
            let year = number(&text[..4])?;
            let month = number(&text[5..7]).filter(|month| (1..=12).contains(month))?;
            matches!(text[10], b'T' | b't' | b' ').then_some(())?;
            let rest = text[19..].trim_ascii_start();
            let digits = rest.strip_prefix(b".").unwrap_or(rest);
            let fraction = digits.iter().take_while(|byte| byte.is_ascii_digit());
            let rest = &digits[fraction.count()..];
            Some(Stamp {
                year: u16::try_from(year).ok(),
                month: u8::try_from(month).ok()?,
                day: day(&text[8..10])?,
                second: clock(&text[11..])?,
                offset: offset(rest).unwrap_or(0),
            })
        })
}

/// `+02:00` or `+0200` as seconds.
fn offset(text: &[u8]) -> Option<i32> {
    let (sign, rest) = match text.first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let minutes = match rest.get(2)? {
        b':' => rest.get(3..5)?,
        _ => rest.get(2..4)?,
    };
    let seconds = number(&rest[..2])? * 3600 + number(minutes)? * 60;
    Some(sign * i32::try_from(seconds).ok()?)
}

/// `@4000000068…`: qmail's, in seconds of TAI.
fn tai(text: &[u8]) -> Option<Stamp> {
    let hex = text.strip_prefix(b"@")?.get(..16)?;
    let hex = std::str::from_utf8(hex).ok()?;
    let seconds = i64::from_str_radix(hex.strip_prefix('4')?, 16).ok()?;
    // TAI is ahead of UTC by 37 seconds since 2017; multilog counts from 10.
    of_seconds(seconds - 10)
}

/// The microseconds of journald.
fn journal(text: &[u8]) -> Option<Stamp> {
    let name = b"\"__REALTIME_TIMESTAMP\":\"";
    let at = memchr::memmem::find(text, name)? + name.len();
    let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit());
    let digits = std::str::from_utf8(&text[at..at + digits.count()]).ok()?;
    of_seconds(digits.parse::<i64>().ok()? / 1_000_000)
}

/// `Tue, 3 Jun 2025 10:00:01 +0200`.
fn of_date(text: &[u8]) -> Option<Stamp> {
    let words = text
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .skip_while(|word| !word[0].is_ascii_digit());
    let words: Vec<&[u8]> = words.take(5).collect();
    let [of_day, of_month, year, time, rest @ ..] = &words[..] else {
        return None;
    };
    Some(Stamp {
        year: u16::try_from(number(year)?)
            .ok()
            .filter(|year| *year < 10_000),
        month: month(of_month)?,
        day: day(of_day)?,
        second: clock(time)?,
        offset: rest.first().and_then(|zone| offset(zone)).unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::syslog("Jun  3 10:00:00 mail x", "Jun  3 10:00:00")]
    #[case::in_german("Okt 15 23:48:15 mail x", "Oct 15 23:48:15")]
    #[case::in_french("févr. 03 10:00:00 mail x", "Feb  3 10:00:00")]
    #[case::in_polish("paź  5 10:00:00 mail x", "Oct  5 10:00:00")]
    #[case::iso("2025-06-03T10:00:00.554496+00:00 host x", "2025-06-03 10:00:00")]
    #[case::exim("2025-06-03 10:00:00 1uM ** bob", "2025-06-03 10:00:00")]
    #[case::rfc_5424("<22>1 2025-06-03T10:00:00Z mail x", "2025-06-03 10:00:00")]
    #[case::priority("<22>Jun  3 10:00:00 mail x", "Jun  3 10:00:00")]
    #[case::docker("smtp_1  | Jun  3 10:00:00 mail x", "Jun  3 10:00:00")]
    #[case::tai("@400000005f1e0f0a2f9d1234 delivery", "2020-07-26 23:17:20")]
    #[case::journal(
        "{\"__REALTIME_TIMESTAMP\":\"1748944800000000\",\"MESSAGE\":\"x\"}",
        "2025-06-03 10:00:00"
    )]
    #[case::first_of_a_month(
        "{\"__REALTIME_TIMESTAMP\":\"1748736000000000\",\"MESSAGE\":\"x\"}",
        "2025-06-01 00:00:00"
    )]
    #[case::json("{\"time\":\"2025-06-03T10:00:00Z\"}", "2025-06-03 10:00:00")]
    fn stamps_of_lines(#[case] line: &str, #[case] expected: &str) {
        assert_eq!(
            Stamp::of_line(line.as_bytes()).unwrap().to_string(),
            expected
        );
    }

    #[rstest]
    #[case::words("550 5.1.1 May I ask 10:00:00")]
    #[case::no_such_day("Jun 33 10:00:00 x")]
    #[case::another_word("set 3 10:00 x")]
    #[case::no_month("abc 3 10:00:00 x")]
    #[case::no_such_month("2025-13-03 10:00:00")]
    #[case::one_mark("4711-10.10 10:10:10 x")]
    #[case::letters("Jun \u{e9} 10:00:00")]
    #[case::short("Jun")]
    fn no_stamps(#[case] line: &str) {
        assert_eq!(Stamp::of_line(line.as_bytes()), None);
    }

    #[test]
    fn the_date_of_a_mail_is_that_of_its_header() {
        let mail = b"Subject: x\r\nDate: Tue, 3 Jun 2025 10:00:01 +0200\r\n\r\nDate: Mon, 2 Jun 2025 01:00:00 +0000\r\n";
        let stamp = Stamp::of_mail(mail).unwrap();
        assert_eq!(stamp.to_string(), "2025-06-03 10:00:01");
        assert_eq!(stamp.order(), 1_748_937_601);
    }

    #[test]
    fn seconds_and_days_agree() {
        for seconds in (-10_000_000_000..40_000_000_000).step_by(123_456_789) {
            assert_eq!(of_seconds(seconds).unwrap().order(), seconds);
        }
        // Each day of as many years as the calendar takes to begin anew.
        for day in 0..146_097 {
            let stamp = of_seconds(day * 86_400).unwrap();
            assert_eq!(stamp.order(), day * 86_400);
            assert!((1..=31).contains(&stamp.day), "{stamp}");
        }
    }
}
