//! Many failures in few groups: who decided, for what cause and with which code, how often, for how many people, from when to when, and one
//! example of each, without names.
//!
//! Memory is bounded whatever comes in: groups and texts beyond a number are counted together, and recipients are estimated where they
//! are many.
//!
//! | question | file |
//! |---|---|
//! | what an input is made of, and which of its lines can be a failure | `written`, `sieve` |
//! | how many people, and when | `distinct`, `stamp` |

pub(super) mod distinct;
mod sieve;
pub(super) mod stamp;
pub(super) mod written;

use std::collections::HashMap;

use smtpref_catalog::{Catalog, Codes, Slug};

use super::answer::{Answer, Confidence, Explanation, Kind, Origin};
use super::explain;
use super::redact::redact;
use distinct::Distinct;
use sieve::Sieve;
use stamp::Stamp;

/// The most groups that are kept apart.
const GROUPS: usize = 2000;
/// The most texts that are kept of those that no rule knows.
const UNKNOWN: usize = 4000;
/// The most deliveries of qmail that are open at once.
const OPEN: usize = 4096;
/// The longest example, in characters.
const EXAMPLE: usize = 200;
/// A stamp without a year that goes back by so many seconds is of the next year.
const HALF_A_YEAR: i64 = 183 * 86_400;
const YEAR: i64 = 366 * 86_400;

/// Who decided that a message was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decider {
    /// A list of addresses or domains.
    Blocklist(&'static str),
    /// A provider, a filter or a mail program that a rule or a mark names.
    Provider(Slug),
    /// The server that wrote the log.
    Own,
    /// A server of which nothing is known.
    Other,
}

/// What makes failures one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupKey {
    /// Who decided.
    pub decider: Decider,
    /// Why.
    pub cause: Option<Slug>,
    /// With which codes.
    pub codes: Codes,
}

/// Failures of one sort.
#[derive(Debug, Clone)]
pub struct Group {
    /// How many.
    pub attempts: u64,
    /// Of how many people.
    pub recipients: Distinct,
    /// The first time and the last time that a stamp told.
    pub times: Option<(Stamp, Stamp)>,
    /// The first failure, with its words as an example; nobody is named in it.
    pub example: Answer,
}

/// A text that only a code explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unknown {
    /// How often it came.
    pub count: u64,
    /// The codes that it came with first.
    pub codes: Codes,
    /// What the codes are taken for.
    pub cause: Option<Slug>,
}

/// Failures in groups.
#[derive(Default)]
pub struct Summary {
    /// Lines that were read.
    pub lines: u64,
    /// Mails and other whole texts that were read.
    pub texts: u64,
    /// All failures.
    pub attempts: u64,
    /// All who did not get something.
    pub recipients: Distinct,
    /// The first time and the last time of all.
    pub times: Option<(Stamp, Stamp)>,
    /// Texts of which more could be told than an explanation holds, so that some failures are not counted.
    pub cut: u64,
    /// Failures of which the group was one too many.
    pub left_out: u64,
    /// Failures whose text was one too many.
    pub unknown_left_out: u64,
    groups: HashMap<GroupKey, Group>,
    unknown: HashMap<String, Unknown>,
    sieve: Sieve,
    deliveries: HashMap<u64, String>,
    clock: Clock,
}

/// The years that stamps without a year have come through in an input.
#[derive(Default)]
struct Clock {
    last: Option<i64>,
    years: i64,
}

impl Clock {
    /// Where a stamp stands among those of its input.
    fn order(&mut self, stamp: Stamp) -> i64 {
        if stamp.has_year() {
            return stamp.order();
        }
        let order = stamp.order();
        if self.last.is_some_and(|last| order + HALF_A_YEAR < last) {
            self.years += 1;
        }
        self.last = Some(order);
        order + self.years * YEAR
    }
}

impl Summary {
    /// A new input begins: its stamps have nothing to do with those before.
    pub fn begin_input(&mut self) {
        self.clock = Clock::default();
        self.deliveries.clear();
    }

    /// Adds a line of a log.
    ///
    /// # Examples
    /// ```
    /// use smtpref::{explain::Summary, shipped};
    ///
    /// let catalog = shipped::catalog().unwrap();
    /// let mut summary = Summary::default();
    /// summary.add_line(b"Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, dsn=5.1.1, status=bounced (host mx said: 550 5.1.1 User unknown)", &catalog);
    /// let groups = summary.groups();
    /// assert_eq!(groups[0].0.cause.unwrap().as_str(), "user-unknown");
    /// assert_eq!(groups[0].1.attempts, 1);
    /// ```
    pub fn add_line(&mut self, line: &[u8], catalog: &Catalog) {
        self.lines += 1;
        if !self.sieve.passes(line) {
            return;
        }
        let line = line.trim_ascii_end();
        let explanation = explain(line, catalog);
        let delivery = explanation.replies.is_empty() || explanation.replies[0].recipient.is_none();
        let qmail = if delivery { self.delivery(line) } else { None };
        let stamp = Stamp::of_line(line);
        self.add(&explanation, qmail.as_deref(), |_| stamp);
    }

    /// Adds a part of a log of sessions, which stand in several lines: a reply in a part counts for whom a command in the same part names.
    ///
    /// # Examples
    /// ```
    /// use smtpref::{explain::Summary, shipped};
    ///
    /// let catalog = shipped::catalog().unwrap();
    /// let mut summary = Summary::default();
    /// summary.add_sessions(b"Fri 2026-11-20 08:01:19: [1] --> RCPT To:<bob@example.net>
    /// Fri 2026-11-20 08:01:20: [1] <-- 550-5.1.1 User unknown
    /// Fri 2026-11-20 08:01:20: [1] <-- 550 5.1.1 See the list", &catalog);
    /// assert_eq!((summary.lines, summary.attempts, summary.recipients.count()), (3, 1, 1));
    /// ```
    pub fn add_sessions(&mut self, part: &[u8], catalog: &Catalog) {
        self.lines += part
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .count() as u64;
        let explanation = explain(part, catalog);
        let line_of = |answer: &Answer| {
            let place = answer.evidence.first()?.span.start.min(part.len());
            let start = memchr::memrchr(b'\n', &part[..place]).map_or(0, |end| end + 1);
            Some(&part[start..])
        };
        self.add(&explanation, None, |answer| {
            Stamp::of_line(line_of(answer)?)
        });
    }

    /// Adds a mail, or any other text of which all belongs together.
    pub fn add_text(&mut self, text: &[u8], catalog: &Catalog) {
        self.texts += 1;
        let explanation = explain(text, catalog);
        let stamp = Stamp::of_mail(text).or_else(|| Stamp::of_line(text));
        self.add(&explanation, None, |_| stamp);
    }

    /// The recipient of a failure of qmail; keeps those of deliveries that begin.
    fn delivery(&mut self, line: &[u8]) -> Option<String> {
        let at = memchr::memmem::find(line, b"delivery ")?;
        let text = String::from_utf8_lossy(&line[at + "delivery ".len()..]);
        let (number, rest) = text.split_once(':')?;
        let number: u64 = number.parse().ok()?;
        if !line[..at].ends_with(b"starting ") {
            return self.deliveries.remove(&number);
        }
        let (_, address) = rest.rsplit_once(' ')?;
        if self.deliveries.len() >= OPEN {
            self.deliveries.clear();
        }
        self.deliveries.insert(number, address.to_owned());
        None
    }

    /// Adds the failures of an explanation, with the stamp that each has.
    fn add(
        &mut self,
        explanation: &Explanation,
        named: Option<&str>,
        stamp: impl Fn(&Answer) -> Option<Stamp>,
    ) {
        self.cut += u64::from(explanation.cut);
        let is_mail = matches!(explanation.kind, Kind::Bounce | Kind::Delay);
        for answer in &explanation.replies {
            self.attempts += 1;
            let time = stamp(answer).map(|stamp| (stamp, self.clock.order(stamp)));
            let recipient = answer.recipient.as_deref().or(named);
            let recipient = recipient.map(str::to_lowercase);
            if let Some(recipient) = &recipient {
                self.recipients.insert(recipient);
            }
            extend(&mut self.times, time);
            self.add_unknown(answer);
            let key = GroupKey {
                decider: decider(answer, is_mail),
                cause: answer.cause,
                codes: answer.codes,
            };
            let group = match self.groups.len() {
                GROUPS.. if !self.groups.contains_key(&key) => {
                    self.left_out += 1;
                    continue;
                }
                _ => self.groups.entry(key).or_insert_with(|| Group {
                    attempts: 0,
                    recipients: Distinct::default(),
                    times: None,
                    example: example(answer),
                }),
            };
            group.attempts += 1;
            if let Some(recipient) = &recipient {
                group.recipients.insert(recipient);
            }
            extend(&mut group.times, time);
        }
    }

    /// Counts the text of an answer if only its code decided.
    fn add_unknown(&mut self, answer: &Answer) {
        let by_code = matches!(
            answer.confidence,
            Confidence::EnhancedCode | Confidence::ReplyCode | Confidence::None
        );
        if !by_code {
            return;
        }
        let text = short(&redact(&answer.words));
        if self.unknown.len() >= UNKNOWN && !self.unknown.contains_key(&text) {
            self.unknown_left_out += 1;
            return;
        }
        let unknown = self.unknown.entry(text).or_insert(Unknown {
            count: 0,
            codes: answer.codes,
            cause: answer.cause,
        });
        unknown.count += 1;
    }

    /// The groups, the largest first.
    #[must_use]
    pub fn groups(&self) -> Vec<(&GroupKey, &Group)> {
        let mut groups: Vec<(&GroupKey, &Group)> = self.groups.iter().collect();
        groups.sort_by(|(a, one), (b, other)| other.attempts.cmp(&one.attempts).then(a.cmp(b)));
        groups
    }

    /// The texts that only a code explains, without names, the most frequent first.
    #[must_use]
    pub fn unknown(&self) -> Vec<(&str, Unknown)> {
        let unknown = self.unknown.iter();
        let mut texts: Vec<(&str, Unknown)> =
            unknown.map(|(text, of)| (text.as_str(), *of)).collect();
        texts.sort_by(|(a, one), (b, other)| other.count.cmp(&one.count).then(a.cmp(b)));
        texts
    }
}

/// A stamp and where it stands in the order of its input.
type Time = (Stamp, i64);

/// Widens a span of time. Stamps with a year and without one cannot be compared: then the later one read is the last.
fn extend(times: &mut Option<(Stamp, Stamp)>, time: Option<Time>) {
    let Some((stamp, order)) = time else { return };
    let Some((first, last)) = times else {
        *times = Some((stamp, stamp));
        return;
    };
    // Within one input stamps without a year come in order but for a year that ends; across inputs their own order counts.
    if first.has_year() == stamp.has_year() && order < first.order() {
        *first = stamp;
    }
    if last.has_year() != stamp.has_year() || order >= last.order() {
        *last = stamp;
    }
}

fn decider(answer: &Answer, is_mail: bool) -> Decider {
    if let Some(list) = answer.blocklist {
        return Decider::Blocklist(list.name);
    }
    match (answer.provider, answer.origin) {
        (Some(provider), _) => Decider::Provider(provider),
        (None, Some(Origin::Own)) if !is_mail => Decider::Own,
        _ => Decider::Other,
    }
}

/// An answer without names.
fn example(answer: &Answer) -> Answer {
    Answer {
        recipient: None,
        until: None,
        words: short(&redact(&answer.words)),
        evidence: Vec::new(),
        ..answer.clone()
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(EXAMPLE) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_ends_within_a_log_goes_on() {
        let mut clock = Clock::default();
        let mut times = None;
        for line in [
            "Dec 30 10:00:00 a",
            "Dec 31 23:59:59 a",
            "Jan  1 00:00:01 a",
        ] {
            let stamp = Stamp::of_line(line.as_bytes()).unwrap();
            let order = clock.order(stamp);
            extend(&mut times, Some((stamp, order)));
        }
        let (first, last) = times.unwrap();
        assert_eq!(first.to_string(), "Dec 30 10:00:00");
        assert_eq!(last.to_string(), "Jan  1 00:00:01");
    }
}
