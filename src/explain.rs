//! A text goes in, the answer comes out: what it is, and for each recipient what the reply really says, with the words that told it.
//!
//! Any bytes are read in linear time; nothing but the bytes is looked at, and nothing is invented: a code is one that stands in the text
//! at a place where a code can stand.
//!
//! The parts stand in the order in which they know each other: none knows one below it.
//!
//! | step | part |
//! |---|---|
//! | how much work it was, for a test | `effort` |
//! | what a table calls its columns, and a log its months | `columns`, `months` |
//! | bytes -> text with all wrapping off, and the way back to the input; the text as it is searched | `text`, `view`, `decode` |
//! | where an address begins and ends, and the words that tell whose it is | `name_words`, `address` |
//! | where a code can stand | `codes` |
//! | the answer; the same without names; what a report of a day counts, what a recipient did; what speaks against what; whose server spoke | `redact`, `aggregate`, `reaction`, `contradiction`, `answer`, `side` |
//! | lines -> blocks: fields, logs, sessions, prose; who failed, and what was said of each | `scan` |
//! | what a reply says | `verdict` |
//! | what the text is: a failure, perhaps one, or none | `finding` |
//! | what recipients did with mail that arrived | `feedback` |
//! | whether it only speaks of mail: long prose, the source of a program | `prose` |
//! | for each who failed an answer; several replies that name nobody | `apart`, `answers` |
//! | what to do about it and with the address, and what to beware of | `steps`, `address_note`, `warning` |
//! | many failures in few groups | `summary` |

mod address;
mod address_note;
mod aggregate;
mod answer;
mod answers;
mod apart;
mod codes;
mod columns;
mod contradiction;
mod decode;
mod effort;
mod feedback;
mod finding;
mod months;
mod name_words;
mod prose;
mod reaction;
mod redact;
mod scan;
mod side;
mod silence;
mod steps;
mod summary;
mod text;
mod verdict;
mod view;
mod warning;

use smtpref_catalog::{Catalog, Fate};

pub use aggregate::Counted;
pub use answer::{
    Alternative, Answer, Blocklist, Confidence, Evidence, Explanation, Kind, Origin, Verdict,
    Writer,
};
pub use contradiction::Contradiction;
pub use decode::charset::utf_16;

pub use effort::looked_at;
pub use reaction::{Feedback, Reaction};
pub(crate) use redact::ADDRESS as MASK;
pub use redact::redact;
pub use steps::Advice;
pub use summary::distinct::Distinct;
pub use summary::stamp::Stamp;
pub use summary::written::{Written, is_mail, written};
pub use summary::{Decider, Group, GroupKey, Summary, Unknown};

use answers::answers;
use decode::decode;
use finding::{Facts, Finding};
use scan::{Action, Scan};
use text::Text;
use verdict::Context;
use view::{Flat, View};

/// The longest input that is read, in bytes; an explanation of a longer one says that it was cut.
pub const LONGEST: usize = 64 << 20;

/// Explains a text.
///
/// # Examples
/// ```
/// use smtpref::{explain::explain, shipped};
///
/// let catalog = shipped::catalog().unwrap();
/// let explanation = explain(b"550 5.1.1 <bob@example.net>: User unknown", &catalog);
/// let reply = &explanation.replies[0];
/// assert_eq!(reply.cause.unwrap().as_str(), "user-unknown");
/// assert_eq!(reply.address.word(), "gone");
/// ```
#[must_use]
pub fn explain(input: &[u8], catalog: &Catalog) -> Explanation {
    let (input, is_cut) = read_part(input);
    let text = decode(input, catalog.cues());
    let flat = Flat::of(&text.text);
    let mut explanation = read(&text, flat.view(&text.text, catalog.cues()), catalog);
    explanation.cut |= is_cut;
    explanation
}

/// What of an input is read, and whether there is more of it.
fn read_part(input: &[u8]) -> (&[u8], bool) {
    match input.split_at_checked(LONGEST) {
        Some((part, rest)) => (part, !rest.is_empty()),
        None => (input, false),
    }
}

/// Scans a text, finds what it is, and answers.
fn read(text: &Text, view: View<'_>, catalog: &Catalog) -> Explanation {
    let (mut found, form) = finding::scanned(&view, catalog);
    let finding = Facts::of(&view, &found, form).finding();
    let mut context = |kind| Context {
        text,
        view,
        catalog,
        kind,
        has_both: found.reports.has(Action::Failed) && found.reports.has(Action::Delayed),
        body: found.body(&view),
        own: own_words(&found),
        original: found.original,
        service: found
            .service
            .and_then(|name| catalog.provider(name.as_str())),
        prose: std::mem::take(&mut found.prose),
    };
    let mut explanation = match finding {
        Finding::Failure(kind) => {
            let replies = answers(&context(kind), &found);
            // An event looks like source code in some languages.
            let is_loose =
                || kind != Kind::Webhook && prose::is_about_mail(&view, &found, &replies);
            if replies.is_empty() || is_loose() {
                with_replies(silence::of(&view, &found, kind), Vec::new(), &found)
            } else {
                with_replies(kind, replies, &found)
            }
        }
        Finding::Perhaps { stated, otherwise } => {
            match answers::stated(&context(Kind::Reply), stated, &found) {
                Some(answer) => with_replies(stated, vec![of_stopped(answer, otherwise)], &found),
                None => without_replies(silence::of(&view, &found, otherwise), false, &found),
            }
        }
        Finding::NoFailure { kind, arrived } => Explanation {
            counted: match kind {
                Kind::DmarcReport => aggregate::messages(&view),
                Kind::TlsReport => aggregate::sessions(&view),
                _ => None,
            },
            ..without_replies(silence::of(&view, &found, kind), arrived, &found)
        },
    };
    explanation.service = found.service;
    explanation.feedback = feedback::of(&view, explanation.kind, &found);
    if explanation
        .feedback
        .iter()
        .any(|one| one.reaction == Reaction::AuthFailure)
    {
        // The report may be of a message that was refused.
        explanation.message = None;
    }
    explanation
}

/// The answer for a message that was taken and goes no further: nobody returns it.
fn of_stopped(answer: Answer, kind: Kind) -> Answer {
    match kind {
        Kind::Discarded | Kind::OnHold => Answer {
            message: Some(Fate::Accepted),
            ..answer
        },
        _ => answer,
    }
}

/// What a text is that tells of failures.
fn with_replies(kind: Kind, replies: Vec<Answer>, found: &Scan) -> Explanation {
    Explanation {
        replies,
        cut: found.cut,
        ..Explanation::of(kind, false)
    }
}

/// What a text is that tells of no failure.
fn without_replies(kind: Kind, delivered: bool, found: &Scan) -> Explanation {
    let mut said = found.said.iter();
    let of_codes = said.find_map(|one| one.codes.contradiction());
    Explanation {
        cut: found.cut,
        contradiction: of_codes.map(|(reply, code)| Contradiction::Codes(reply, code)),
        ..Explanation::of(kind, delivered)
    }
}

/// Where words begin that are said of one recipient alone, if there are several.
fn own_words(found: &Scan) -> Vec<usize> {
    let recipients = Some(&found.recipients).filter(|all| all.len() > 1);
    let all = recipients.into_iter().flatten();
    let own = all.filter_map(|one| one.own_words(false));
    own.map(|words| words.start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_read_as_far_as_the_limit() {
        let input = vec![0; LONGEST + 1];
        assert_eq!(read_part(&input[..9]), (&input[..9], false));
        assert_eq!(read_part(&input[..LONGEST]).0.len(), LONGEST);
        assert!(!read_part(&input[..LONGEST]).1);
        let (part, is_cut) = read_part(&input);
        assert!(part.len() == LONGEST && is_cut);
    }
}
