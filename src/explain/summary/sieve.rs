//! Which lines of a log can tell of a failure at all. Most lines of a log are about mail that arrives; telling so must cost almost nothing.
//!
//! What passes is explained, so a line too many only costs time. What does not pass is lost: a test holds every line of the corpus of
//! which an answer is made against it.

use memchr::memmem::Finder;

use super::super::scan::log_words::{FAILED, FAILED_LABELS, REJECT};
use super::super::view::Pairs;

/// How far into a line the end of the name of the program is looked for.
const TAG_WITHIN: usize = 160;
/// Words without a code that may tell of one.
const MAY_FAIL: [&str; 9] = [
    "failed",
    "unable to",
    "could not",
    "cannot",
    "timeout",
    "not responding",
    "warning: ",
    "error: ",
    "fatal: ",
];
/// What qmail says before a delivery, of which the failure names only the number.
const BEGINS: &str = "starting delivery ";

/// Tells lines apart; keeps its room and what it looks for between them.
pub(super) struct Sieve {
    lower: Vec<u8>,
    stat: Finder<'static>,
    status: Finder<'static>,
}

impl Default for Sieve {
    fn default() -> Self {
        Self {
            lower: Vec::new(),
            stat: Finder::new(b" stat"),
            status: Finder::new(b"status="),
        }
    }
}

impl Sieve {
    /// Whether a line may tell of a failure, or of something that a failure refers to.
    pub(in crate::explain) fn passes(&mut self, line: &[u8]) -> bool {
        if message(line).is_some_and(|message| self.is_routine(message)) {
            return false;
        }
        if has_code(line) {
            return true;
        }
        self.lower.clear();
        self.lower.extend_from_slice(line);
        self.lower.make_ascii_lowercase();
        let pairs = Pairs::of(&self.lower);
        let has = |pattern: &str| {
            pairs.may_hold(pattern.as_bytes())
                && memchr::memmem::find(&self.lower, pattern.as_bytes()).is_some()
        };
        FAILED.iter().any(|pattern| has(pattern))
            || has(REJECT)
            || has(BEGINS)
            || MAY_FAIL.iter().any(|words| has(words))
            || (has("{\"") && FAILED_LABELS.iter().any(|label| has(label)))
    }

    /// Whether the words are those of every message that is taken and delivered, as Postfix and Sendmail write them.
    fn is_routine(&self, message: &[u8]) -> bool {
        let starts = |words: &[u8], beginnings: &[&str]| {
            beginnings
                .iter()
                .any(|beginning| words.starts_with(beginning.as_bytes()))
        };
        let in_id = |byte: &&u8| byte.is_ascii_alphanumeric();
        let id = message.iter().take(24).take_while(in_id).count();
        let of_queue = message[id..].strip_prefix(b": ").filter(|_| id >= 6);
        let Some(words) = of_queue else {
            return starts(
                message,
                &["connect from ", "disconnect from ", "statistics: "],
            );
        };
        if words.starts_with(b"to=") {
            let status = self.stat.find(words);
            return status.is_some_and(|at| starts(&words[at..], &[" status=sent ", " stat=Sent"]));
        }
        words == b"removed"
            || words == b"removed\n"
            || starts(
                words,
                &["client=", "message-id=", "resent-message-id=", "uid="],
            )
            || (words.starts_with(b"from=") && self.status.find(words).is_none())
    }
}

/// What a program says in a line of syslog, behind `postfix/smtp[4711]: `.
fn message(line: &[u8]) -> Option<&[u8]> {
    let head = &line[..line.len().min(TAG_WITHIN)];
    let bracket = memchr::memchr(b']', head)?;
    line[bracket..].strip_prefix(b"]: ")
}

/// Whether a number stands in a line that can be a code of a failure: `550`, `4.2.2`, `605`, with nothing before it that makes it a part of
/// something longer.
fn has_code(line: &[u8]) -> bool {
    let mut at = 0;
    while at < line.len() {
        if !line[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = line[at..].iter().take_while(|byte| byte.is_ascii_digit());
        let digits = digits.count();
        let before = at.checked_sub(1).map(|before| line[before]);
        let is_part = before.is_some_and(|byte| {
            byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'_' | b'@' | b'/')
        });
        let is_failure = matches!(line[at], b'4'..=b'6');
        let is_code = digits == 3 || (digits == 1 && line.get(at + 1) == Some(&b'.'));
        if is_failure && is_code && !is_part {
            return true;
        }
        at += digits;
    }
    false
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::connect(
        "Jun  3 10:00:00 mail postfix/smtpd[550]: connect from mx.example.net[192.0.2.4]"
    )]
    #[case::client(
        "Jun  3 10:00:00 mail postfix/smtpd[1]: 4F2A250333: client=mx.example.net[192.0.2.4]"
    )]
    #[case::queued(
        "Jun  3 10:00:00 mail postfix/qmgr[1]: 4F2A250333: from=<a@b.example>, size=550, nrcpt=1 (queue active)"
    )]
    #[case::sent(
        "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<a@b.example>, relay=x[192.0.2.1]:25, delay=550, dsn=2.0.0, status=sent (250 OK)"
    )]
    #[case::sendmail(
        "Jun  3 10:00:00 mail sendmail[1]: 5531x0Yk012345: to=<a@b.example>, dsn=2.0.0, stat=Sent (OK)"
    )]
    #[case::removed("Jun  3 10:00:00 mail postfix/qmgr[1]: 4F2A250333: removed\n")]
    #[case::exim(
        "2025-06-03 10:00:00 1uMABC-000250-1x => a@b.example R=x T=remote_smtp H=x [192.0.2.1]"
    )]
    #[case::numbers_in_words(
        "Jun  3 10:00:00 mail dovecot: a550 b.550 c_550 d@550 e/550 1550 5501 55 150 350 4x 3.1"
    )]
    #[case::imap(
        "Jun  3 10:00:00 mail dovecot: imap-login: Login: user=<a@b.example>, method=PLAIN"
    )]
    fn routine_is_kept_back(#[case] line: &str) {
        assert!(!Sieve::default().passes(line.as_bytes()));
    }

    #[rstest]
    #[case::bounced(
        "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<a@b.example>, relay=none, dsn=5.4.4, status=bounced (no)"
    )]
    #[case::refused(
        "Jun  3 10:00:00 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 554 5.7.1 no"
    )]
    #[case::exim("2025-06-03 10:00:00 1uMABC-000250-1x ** a@b.example: no")]
    #[case::capitals("STATUS=BOUNCED")]
    #[case::event("{\"event\":\"bounce\",\"email\":\"a@b.example\"}")]
    #[case::words("550 no")]
    #[case::sendmail(
        "Jun  3 10:00:00 mail sendmail[1]: 5531x0Yk012345: to=<a@b.example>, stat=Deferred: no"
    )]
    fn failures_pass(#[case] line: &str) {
        assert!(Sieve::default().passes(line.as_bytes()));
    }
}
