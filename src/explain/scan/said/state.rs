//! The state that a log gives a delivery: `status=bounced (…)` of Postfix, `stat=Deferred: …` of Sendmail, `result="PermFail"` of
//! `OpenSMTPD`, a mark of Exim, a word of qmail. How they are written is known here and nowhere else.

use std::ops::Range;

use crate::explain::view::View;

/// What has become of a message, or of the question for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) enum State {
    Sent,
    Deferred,
    Bounced,
    /// Its time was over, or the operator ended it.
    Expired,
    /// Postfix asked for an address, and there was no message.
    Undeliverable,
}

/// The words of Postfix behind `status=`.
const OF_POSTFIX: &[(&str, State)] = &[
    ("sent", State::Sent),
    ("deferred", State::Deferred),
    // With `soft_bounce` Postfix keeps what it would return.
    ("softbounce", State::Deferred),
    ("bounced", State::Bounced),
    ("expired", State::Expired),
    ("force-expired", State::Expired),
    ("undeliverable", State::Undeliverable),
];
/// The states of others.
const OF_OTHERS: &[(&str, State)] = &[
    ("stat=sent", State::Sent),
    ("stat=delivered", State::Sent),
    ("result=\"ok", State::Sent),
    ("result=\"250", State::Sent),
    ("result=\"delivered", State::Sent),
    ("result=\"2.", State::Sent),
    ("stat=deferred", State::Deferred),
    ("result=\"tempfail", State::Deferred),
    ("result=tempfail", State::Deferred),
    ("relay: tempfail for ", State::Deferred),
    ("delivery: tempfail for ", State::Deferred),
    ("status=tempfail", State::Deferred),
    (",defer,", State::Deferred),
    ("result=\"permfail", State::Bounced),
    ("result=permfail", State::Bounced),
    ("relay: permfail for ", State::Bounced),
    ("delivery: permfail for ", State::Bounced),
    ("status=permfail", State::Bounced),
    (",fail,", State::Bounced),
];
/// The mark that Exim sets before the recipient, and the word of qmail behind the number of the delivery.
const MARKS: &[(&str, &str, State)] = &[
    (" == ", ": deferral: ", State::Deferred),
    (" ** ", ": failure: ", State::Bounced),
];
/// How much of a line is looked at.
const LINE: usize = 4096;
/// How far into its line a mark stands at most.
const HEAD: usize = 160;
/// What stands before a state of Postfix.
const KEY: &str = "status=";

impl State {
    /// The state that a line gives.
    pub(in crate::explain) fn of(view: &View<'_>, line: &Range<usize>) -> Option<Self> {
        if let Some((state, _)) = of_postfix(view, line) {
            return Some(state);
        }
        let line = view.cut(line.clone(), LINE);
        let holds = |words: &str| view.find(line.clone(), words).is_some();
        let told = OF_OTHERS.iter().find(|(words, _)| holds(words));
        // Sendmail has words for what it puts off, and none for the end but those of the refusal.
        let is_final = || holds(", dsn=5.") && holds(", stat=");
        told.map(|(_, state)| *state)
            .or_else(|| is_final().then_some(Self::Bounced))
            .or_else(|| Self::by_mark(view, &view.cut(line, HEAD)))
    }

    fn by_mark(view: &View<'_>, head: &Range<usize>) -> Option<Self> {
        let holds = |words: &str| view.find(head.clone(), words).is_some();
        let is_qmail = holds("delivery ");
        let mut marks = MARKS.iter();
        let told = marks.find(|(mark, word, _)| holds(mark) || is_qmail && holds(word));
        told.map(|(.., state)| *state)
    }

    /// Whether a piece of a line begins with the state of a failure.
    pub(in crate::explain) fn begins(piece: &str) -> bool {
        let state = piece.strip_prefix(KEY).and_then(word);
        state.is_some_and(|(state, _)| state != Self::Sent)
    }

    /// Whether Postfix tells in a line that it could not hand a message on.
    pub(in crate::explain) fn is_of_postfix(view: &View<'_>, line: &Range<usize>) -> bool {
        of_postfix(view, line).is_some_and(|(state, _)| state != Self::Sent)
    }
}

/// The state that a word of Postfix names, and how long it is.
fn word(text: &str) -> Option<(State, usize)> {
    let known = OF_POSTFIX.iter().find(|(word, _)| text.starts_with(word));
    known.map(|(word, state)| (*state, word.len()))
}

/// The state that Postfix gives, and where its word ends.
fn of_postfix(view: &View<'_>, line: &Range<usize>) -> Option<(State, usize)> {
    let line = view.cut(line.clone(), LINE);
    let mut at = line.start;
    while let Some(key) = view.find(at..line.end, KEY) {
        at = key + KEY.len();
        if let Some((state, length)) = word(&view.lower[at..line.end]) {
            return Some((state, at + length));
        }
    }
    None
}

/// Where the words begin that a log gives for a state: in brackets behind that of Postfix, in place of that of Sendmail.
pub(in crate::explain) struct Reason {
    pub(in crate::explain) start: usize,
    /// Whether a bracket closes them.
    pub(in crate::explain) in_brackets: bool,
}

impl Reason {
    /// The reason in a line; `None` if it gives none.
    pub(in crate::explain) fn of(view: &View<'_>, line: &Range<usize>) -> Option<Self> {
        const OF_SENDMAIL: &str = "stat=";
        let told = of_postfix(view, line).filter(|(state, _)| *state != State::Sent);
        let in_brackets = told.filter(|(_, end)| view.lower[*end..line.end].starts_with(" ("));
        if let Some((_, end)) = in_brackets {
            return Some(Self {
                start: end + " (".len(),
                in_brackets: true,
            });
        }
        let start = view.find(line.clone(), OF_SENDMAIL)? + OF_SENDMAIL.len();
        Some(Self {
            start,
            in_brackets: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::postfix(
        "to=<bob@example.net>, dsn=5.1.1, status=bounced (host mx said: no)",
        Some(State::Bounced),
        Some("host mx said: no)")
    )]
    #[case::that_keeps_it(
        "to=<bob@example.net>, status=SOFTBOUNCE (no)",
        Some(State::Deferred),
        Some("no)")
    )]
    #[case::of_an_operator("status=force-expired, returned to sender", Some(State::Expired), None)]
    #[case::a_question("status=undeliverable (no)", Some(State::Undeliverable), Some("no)"))]
    #[case::behind_another_status(
        "status=5.1.1, status=deferred (no)",
        Some(State::Deferred),
        Some("no)")
    )]
    #[case::that_was_sent("status=sent (250 Ok)", Some(State::Sent), None)]
    #[case::sendmail(
        "to=<bob@example.net>, stat=Deferred: no route",
        Some(State::Deferred),
        Some("Deferred: no route")
    )]
    #[case::its_words("to=<bob@example.net>, stat=User unknown", None, Some("User unknown"))]
    #[case::opensmtpd(
        "result=\"PermFail\" stat=\"550 no\"",
        Some(State::Bounced),
        Some("\"550 no\"")
    )]
    #[case::exim("1uMABC-000250-1x ** bob@example.net: no", Some(State::Bounced), None)]
    #[case::qmail("delivery 7: deferral: no", Some(State::Deferred), None)]
    #[case::a_word("it was a failure: no", None, None)]
    fn a_line_gives_a_state(
        #[case] line: &str,
        #[case] expected: Option<State>,
        #[case] words: Option<&str>,
    ) {
        let flat = Flat::of(line);
        let view = flat.view(line, cues());
        let all = 0..line.len();
        assert_eq!(State::of(&view, &all), expected);
        let reason = Reason::of(&view, &all);
        assert_eq!(reason.map(|reason| &line[reason.start..]), words);
    }
}
