//! What a reply that no rule meets is most like: the words of each cause, weighed as the replies that are known of it have taught.
//!
//! Weaker than any rule, for words can stand in any relation. A feature is a beginning of a word, two of them that follow each other, a
//! code, or what a hint says of the text; each counts once, however often it stands there. Of a text the weights of its features are added up for each cause; the lead of
//! the first over the second tells how sure the words are. What only speaks of mail has weights too, as if it were a cause.

use std::cmp::Reverse;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::features::{Feature, features};
use super::learning::{Lesson, learn};
use super::{Folded, Hints};
use crate::check::Taught;
use crate::index::Numbers;
use crate::{Codes, Slug};

/// The greatest weight as it is packed.
const FULL: f32 = 127.0;
/// A weight below this part of the greatest is left out.
const LEAST: f32 = 0.03;
/// How much a reply counts that was heard, beside one that was worded.
const OF_HEARD: f32 = 3.0;
/// The part of what the best word says that another must say to be shown.
const SHOWN: f32 = 0.5;

/// The words of all causes.
///
/// # Examples
/// ```
/// use smtpref_catalog::{Catalog, Codes, Folded, Pack, check, read_folder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::path::Path::new("../../tests/fixtures/catalogs/valid");
/// let catalog = Catalog::new(Pack::new(check(&read_folder(folder)?)?)?);
/// let reply = "550 5.1.1 There is no user here with such a name";
/// let likeness = catalog.likeness();
/// let like = likeness.find(Codes::of_reply(reply), None, &Folded::new(reply), reply.len()).unwrap();
/// assert_eq!(like.cause.as_str(), "user-unknown");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Likeness {
    causes: Vec<Slug>,
    /// What each cause has before any word is read, and behind them what prose has.
    biases: Vec<f32>,
    /// The features that tell something, as hashes, in order.
    features: Numbers,
    /// Where the cells of each feature end.
    ends: Numbers,
    /// The number of a cause and its weight, as two bytes.
    cells: &'static [u8],
    /// What a packed weight of one is worth.
    step: f32,
}

/// What a text is like.
#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    /// The cause whose words it has.
    pub cause: Slug,
    /// How far it leads over the next cause: 0 is a draw, about 1 the lead of a known reply.
    pub lead: f32,
    /// How much it has of what only speaks of mail: about 1 such prose, about -1 a reply.
    pub prose: f32,
    /// The places in the input of the words that told it, in order.
    pub evidence: Vec<Range<usize>>,
}

impl Likeness {
    /// Learns from replies whose cause is known, and from prose, which has none; and how far the hints can be trusted.
    pub(crate) fn new(replies: &[Taught], hints: &Hints) -> Self {
        let mut causes: Vec<Slug> = replies.iter().filter_map(|known| known.cause).collect();
        causes.sort_unstable();
        causes.dedup();
        let read: Vec<Vec<Feature>> = replies
            .iter()
            .map(|Taught { text, .. }| {
                let folded = Folded::new(text);
                let hint = hints.find(&folded, text.len()).map(|hinted| hinted.cause);
                features(Codes::of_reply(text), hint, folded.words())
            })
            .collect();
        let mut known: Vec<u32> = read.iter().flatten().map(|(hash, _)| *hash).collect();
        known.sort_unstable();
        known.dedup();
        let place = |hash| known.partition_point(|known| *known < hash);
        let lessons: Vec<Lesson> = replies
            .iter()
            .zip(&read)
            .map(|(reply, read)| Lesson {
                class: reply.cause.map_or(causes.len(), |cause| {
                    causes.partition_point(|known| *known < cause)
                }),
                features: read.iter().map(|(hash, _)| place(*hash)).collect(),
                worth: if reply.is_real { OF_HEARD } else { 1.0 },
            })
            .collect();
        let learnt = learn(&lessons, causes.len() + 1, known.len());
        let greatest = learnt.iter().flat_map(|of_cause| &of_cause.weights);
        let greatest = greatest.fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let mut told = Vec::new();
        let mut lengths = Vec::new();
        let mut cells = Vec::new();
        for (number, hash) in known.iter().enumerate() {
            let before = cells.len();
            for (cause, of_cause) in (0_u8..).zip(&learnt) {
                let weight = of_cause.weights[number] / greatest;
                if weight.abs() >= LEAST {
                    #[expect(
                        clippy::cast_possible_truncation,
                        reason = "no more than FULL, which fits"
                    )]
                    let packed = (weight * FULL).round() as i8;
                    cells.extend([cause, packed.cast_unsigned()]);
                }
            }
            if cells.len() > before {
                told.push(*hash);
                lengths.push(cells.len() - before);
            }
        }
        Self {
            causes,
            biases: learnt.iter().map(|of_cause| of_cause.bias).collect(),
            features: Numbers::new(told),
            ends: Numbers::ends(lengths),
            cells: Box::leak(cells.into_boxed_slice()),
            step: greatest / FULL,
        }
    }

    /// The cause whose words a reply has, and those words. `hint` is what a hint says of it, which counts as much as such hints are right;
    /// `length` is that of the input from which the text was folded.
    #[must_use]
    pub fn find(
        &self,
        codes: Codes,
        hint: Option<Slug>,
        text: &Folded,
        length: usize,
    ) -> Option<Like> {
        let read = features(codes, hint, text.words());
        let known = read
            .iter()
            .filter_map(|(hash, place)| Some((self.number(*hash)?, place)));
        let known: Vec<(usize, &Range<usize>)> = known.collect();
        if known.is_empty() || !is_readable(text.words(), &read, &known) {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
        let norm = self.step / (known.len() as f32).sqrt();
        let mut scores = self.biases.clone();
        for (number, _) in &known {
            for (cause, weight) in self.weights(*number) {
                scores[cause] += weight * norm;
            }
        }
        let prose = scores.pop()?;
        let best = |except: Option<usize>| {
            let others = (0..scores.len()).filter(|cause| Some(*cause) != except);
            others.max_by(|a, b| scores[*a].total_cmp(&scores[*b]))
        };
        let first = best(None)?;
        let second = best(Some(first))?;
        let says = |number| {
            let of = |cause| self.weights(number).filter(move |(of, _)| *of == cause);
            let sum = |cause| of(cause).map(|(_, weight)| weight).sum::<f32>();
            sum(first) - sum(second)
        };
        let is_word =
            |place: &Range<usize>| text.words()[place.clone()].contains(char::is_alphabetic);
        let told = known.iter().filter(|(_, place)| is_word(place));
        let told: Vec<(f32, &Range<usize>)> = told
            .map(|(number, place)| (says(*number), *place))
            .collect();
        let most = told.iter().fold(0.0_f32, |most, (says, _)| most.max(*says));
        if most <= 0.0 {
            // Only codes, names and numbers speak for the cause: any other would do as well.
            return None;
        }
        let says_much = |(says, _): &(f32, &Range<usize>)| *says >= most * SHOWN;
        let mut places: Vec<&Range<usize>> = told
            .into_iter()
            .filter(says_much)
            .map(|(_, place)| place)
            .collect();
        places.sort_unstable_by_key(|place| (place.start, Reverse(place.end)));
        // What is within two words in a row is shown with them.
        places.dedup_by(|place, longer| place.end <= longer.end);
        let evidence = places
            .into_iter()
            .map(|place| text.origin_of_words(place.clone(), length))
            .collect();
        Some(Like {
            cause: self.causes[first],
            lead: scores[first] - scores[second],
            prose,
            evidence,
        })
    }

    fn number(&self, hash: u32) -> Option<usize> {
        let hashes = self.features.packed();
        let found = hashes.binary_search_by_key(&hash, |bytes| u32::from_le_bytes(*bytes));
        found.ok()
    }

    /// The causes for which and against which a feature speaks.
    fn weights(&self, number: usize) -> impl Iterator<Item = (usize, f32)> {
        let (cells, _) = self.cells[self.ends.ending(number)].as_chunks::<2>();
        cells
            .iter()
            .map(|[cause, weight]| (usize::from(*cause), f32::from(weight.cast_signed())))
    }
}

/// Whether two in five words of a text are known: of fewer none tells what the others say.
fn is_readable(words: &str, read: &[Feature], known: &[(usize, &Range<usize>)]) -> bool {
    let is_word = |place: &Range<usize>| {
        let word = &words[place.clone()];
        word.contains(char::is_alphabetic) && !word.contains(' ')
    };
    let all = read.iter().filter(|(_, place)| is_word(place)).count();
    let known = known.iter().filter(|(_, place)| is_word(place)).count();
    known * 5 >= all * 2
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn cause(name: &'static str) -> Slug {
        Slug::new(name).unwrap()
    }

    fn learnt() -> Likeness {
        let replies = [
            ("user-unknown", "550 There is nobody with this name"),
            ("user-unknown", "550 no user of that name here"),
            ("user-unknown", "550 this user was never here"),
            ("mailbox-full", "452 The box of bob has no room"),
            ("mailbox-full", "452 no room for more mail"),
            ("mailbox-full", "552 all the room is taken"),
            ("spam-content", "554 this looks like junk"),
            ("spam-content", "554 junk is not taken here"),
        ];
        let prose = [
            (None, "How can I get more room for the users?"),
            (None, "If you send junk to more users, you can be blocked"),
        ];
        let replies = replies.map(|(of, text)| (Some(cause(of)), text));
        let known = replies
            .into_iter()
            .chain(prose)
            .map(|(cause, text)| Taught {
                cause,
                text,
                is_real: false,
            });
        let replies: Vec<Taught> = known.collect();
        Likeness::new(&replies, &Hints::default())
    }

    fn found(text: &str) -> Option<(Slug, Vec<&str>)> {
        let like = learnt().find(Codes::of_reply(text), None, &Folded::new(text), text.len())?;
        assert!(like.lead >= 0.0);
        let evidence = like.evidence.into_iter();
        Some((like.cause, evidence.map(|place| &text[place]).collect()))
    }

    #[rstest]
    #[case::another_order("550 here was never such a user", "user-unknown", "here")]
    #[case::among_others("550 the room is all gone", "mailbox-full", "room")]
    #[case::another_code("421 take this junk away", "spam-content", "junk")]
    #[case::no_code("there was no room", "mailbox-full", "room")]
    fn words_tell_what_a_text_is_like(
        #[case] text: &str,
        #[case] expected: &'static str,
        #[case] word: &str,
    ) {
        let (of, evidence) = found(text).unwrap();
        assert_eq!(of, cause(expected));
        assert!(
            evidence.iter().any(|part| part.contains(word)),
            "{evidence:?}"
        );
    }

    #[rstest]
    #[case::stated("452 no room for bob", false)]
    #[case::asked("How can I get room for junk?", true)]
    #[case::explained("You can be blocked if you send more", true)]
    fn prose_is_told_from_what_is_stated(#[case] text: &str, #[case] expected: bool) {
        let learnt = learnt();
        let like = learnt.find(Codes::NONE, None, &Folded::new(text), text.len());
        let prose = like.unwrap().prose;
        assert_eq!(prose > 0.0, expected, "{prose}");
    }

    #[rstest]
    #[case::nothing("")]
    #[case::unknown_words("550 flarp")]
    #[case::a_code_alone("552")]
    #[case::a_name_alone("550 [192.0.2.1]: 10")]
    fn what_is_like_nothing_has_no_cause(#[case] text: &str) {
        assert_eq!(found(text), None);
    }

    #[test]
    fn what_is_learnt_does_not_depend_on_chance() {
        let bytes = || postcard::to_allocvec(&learnt()).unwrap();
        assert_eq!(bytes(), bytes());
        let empty = Likeness::new(&[], &Hints::default());
        let text = "550 no room";
        assert_eq!(
            empty.find(Codes::of_reply(text), None, &Folded::new(text), text.len()),
            None
        );
    }

    /// What servers were heard to say is believed before what was only worded for a cause.
    #[rstest]
    #[case::of_one_cause("mailbox-full", "user-unknown")]
    #[case::of_the_other("user-unknown", "mailbox-full")]
    fn what_was_heard_is_believed_first(#[case] heard: &'static str, #[case] worded: &'static str) {
        let text = "550 no room here";
        let taught = |of, is_real| Taught {
            cause: Some(cause(of)),
            text,
            is_real,
        };
        let learnt = Likeness::new(
            &[taught(heard, true), taught(worded, false)],
            &Hints::default(),
        );
        let like = learnt.find(Codes::of_reply(text), None, &Folded::new(text), text.len());
        assert_eq!(like.unwrap().cause, cause(heard));
    }

    /// Of a text most of whose words nobody knows, the few that are known tell nothing.
    #[test]
    fn what_nobody_can_read_is_like_nothing() {
        assert!(found("550 no room here for zqx wvut").is_some());
        assert_eq!(found("550 no zqx wvut rtyu"), None);
    }
}
