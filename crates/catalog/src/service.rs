//! How an event of a sending service is known, and what its labels say. A label is the word of the service, not that of a server: it
//! counts where nobody is quoted.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{Fate, Slug};

/// What a sending service writes into the events that it tells its customers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ServiceEvents {
    /// What the text of an event has, lower case: of one of these all parts, which blanks separate. A part in quotation marks is a key
    /// or a value, any other stands anywhere.
    #[serde(borrow)]
    pub marks: Vec<&'static str>,
    /// What its labels say.
    pub labels: Vec<EventLabel>,
}

/// What a service says by a value below a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLabel {
    /// The key, lower case.
    pub key: &'static str,
    /// The values, lower case.
    #[serde(borrow)]
    pub values: Vec<&'static str>,
    /// What it tells, if that is no failure.
    pub says: Option<LabelSays>,
    /// The cause.
    pub cause: Option<Slug>,
    /// Whether it is permanent.
    pub permanent: Option<bool>,
    /// What the service has done with the message.
    pub message: Option<Fate>,
}

/// What a label tells of a message that arrived.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum LabelSays {
    /// A program answered it.
    Answered,
    /// Its recipient called it spam.
    Complained,
    /// Its recipient wants no more.
    Unsubscribed,
}

impl ServiceEvents {
    /// Whether a text in lower case is one of its events.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        let mut marks = self.marks.iter();
        marks.any(|mark| mark.split(' ').all(|part| has(text, part)))
    }
}

/// The marks around a key or a value; those of a text within a text are curly.
const QUOTES: [char; 3] = ['"', '\'', '\u{201d}'];

/// Whether a part of a mark stands in a text: a key or a value between marks, or a key before its sign, as other languages print it.
fn has(text: &str, part: &str) -> bool {
    let Some(name) = part
        .strip_prefix('"')
        .and_then(|part| part.strip_suffix('"'))
    else {
        return text.contains(part);
    };
    text.match_indices(name).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + name.len()..]);
        let is_listed = before.ends_with('[') && behind.starts_with("] =>");
        let is_bare =
            || before.ends_with(['{', '(', '[', ' ', '\n', ':']) && behind.starts_with([':', '=']);
        before.ends_with(QUOTES) && behind.starts_with(QUOTES) || is_listed || is_bare()
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::ServiceEvents;

    #[rstest]
    #[case::a_key("{\"sg_event_id\":\"x\"}", true)]
    #[case::in_a_text("{\u{201d}sg_event_id\u{201d}:\u{201d}x\u{201d}}", true)]
    #[case::printed("{'sg_event_id': 'x'}", true)]
    #[case::without_marks("{a=b, sg_event_id=x}", true)]
    #[case::listed("[sg_event_id] => x", true)]
    #[case::a_value_without_marks("{event: sg_event_id}", false)]
    #[case::a_longer_key("{\"my_sg_event_id\":\"x\"}", false)]
    #[case::all_parts("{\"recordtype\":\"bounce\",\"typecode\":1}", true)]
    #[case::one_part("{\"recordtype\":\"bounce\"}", false)]
    #[case::a_host("{\"message-id\":\"<1@smtp-relay.mailin.fr>\"}", true)]
    fn events_are_known_by_their_marks(#[case] text: &str, #[case] expected: bool) {
        let events = ServiceEvents {
            marks: vec![
                "\"sg_event_id\"",
                "\"recordtype\" \"typecode\"",
                "smtp-relay.mailin.fr",
            ],
            labels: Vec::new(),
        };
        assert_eq!(events.are_in(text), expected);
    }
}
