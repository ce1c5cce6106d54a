//! What single words hint at where no rule is met: those of a hint, or words that are like those of known replies.

use std::ops::Range;

use smtpref_catalog::{Address, Codes, Cue, Folded, Hinted, Like, ProviderKind, Slug};

use super::super::answer::Kind;
use super::super::scan::{Said, Source};
use super::super::text::Text;
use super::Context;
use super::choose::Chosen;
use super::frame_words::{
    OF_FRAMES, OF_LINES, OF_NOTICES, is_asked, is_field, is_framed, is_host, is_small, is_title,
};
use crate::lookup::causes::{BLOCKLISTED, GREYLISTED, POLICY, RECIPIENT_RESTRICTED, SPAM_CONTENT};

/// How far the words of a cause lead over those of the next to be a hint: six in seven such hints are right.
const LEAD: f32 = 0.12;
/// How far they lead if they tell more than a code: nine in ten are right.
const CLEAR: f32 = 0.5;
/// How far they lead in a text without a code.
const LOOSE: f32 = 0.3;
/// How far they lead if they tell more than the single words of a hint, which are right in one such case of five.
const OUTRANKS: f32 = 0.15;
/// What has more of prose than this tells of no failure, though its words are those of a hint.
const PROSE: f32 = -0.3;
/// Nor does it if its words are only like those of known replies.
const LIKE_PROSE: f32 = -0.5;
/// Of a longer text most words are of something else.
const LONG: usize = 400;

/// What single words hint at.
pub(super) struct Hint {
    pub(super) hinted: Hinted,
    pub(super) ground: Ground,
}

/// Why words hint at a cause.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// They are those of a hint.
    Known,
    /// They are like those of known replies, so clearly that they tell more than a code that speaks of something else.
    Clear,
    /// They are like those of known replies.
    Alike,
}

/// What is hinted at nearer to the reply, unless the words there are only like others and those farther off are known.
pub(super) fn better(near: Option<Hint>, far: Option<Hint>) -> Option<Hint> {
    match (near, far) {
        (Some(near), Some(far)) if near.ground == Ground::Alike && far.ground == Ground::Known => {
            Some(far)
        }
        (near, far) => near.or(far),
    }
}

impl Context<'_> {
    /// What the words of a reply hint at, with the places in the text. Of a line of a log that quotes nobody it is what stands behind the
    /// last colon: before it are the names of the program and of its fields.
    pub(super) fn hint_in(
        &self,
        chosen: &Chosen<'_>,
        spoken: &Text,
        folded: &Folded,
        providers: &[&str],
    ) -> Option<Hint> {
        let said = &chosen.said;
        if said.codes.is_empty() && self.view.tells(&self.body, Cue::NoReason) {
            return None;
        }
        let is_of_log = said.source == Source::Log && said.codes.is_empty();
        let text = &spoken.text;
        let behind = |text: &str| text.rfind(": ").map_or(0, |at| at + 2);
        let start = if is_of_log && said.words == said.block {
            behind(text)
        } else {
            0
        };
        let length = text.len() - start;
        let (hinted, ground) = if start == 0 {
            self.hinted(said.codes, folded, length)
        } else {
            self.hinted(said.codes, &Folded::new(&text[start..]), length)
        }?;
        let mut hinted = self.of_list(hinted, providers)?;
        let is_frame = |place: &Range<usize>| {
            let word = text[start + place.start..start + place.end].to_ascii_lowercase();
            OF_LINES.contains(&word.as_str())
        };
        if is_of_log && !hinted.evidence.is_empty() && hinted.evidence.iter().all(is_frame) {
            return None;
        }
        let is_loose = said.codes.reply.is_none();
        let heard = &text[start..];
        let is_unsaid = |place: &Range<usize>| {
            is_framed(heard, place) || is_field(heard, place) || is_loose && is_asked(heard, place)
        };
        let is_of_frame = |place: &Range<usize>| {
            is_loose && self.is_of_frame(said, heard, std::slice::from_ref(place))
        };
        let places = &hinted.evidence;
        let tells = |place: &Range<usize>| !is_unsaid(place) && !is_of_frame(place);
        if hinted.own.is_none() && places.iter().any(is_unsaid) && !places.iter().any(tells) {
            return None;
        }
        hinted.evidence = joined(heard, std::mem::take(&mut hinted.evidence));
        if ground != Ground::Known && !hinted.evidence.is_empty() {
            let is_title =
                |place: &Range<usize>| is_title(&text[start + place.start..start + place.end]);
            if self.is_of_frame(said, &text[start..], &hinted.evidence)
                || hinted.evidence.iter().all(is_title)
            {
                return None;
            }
            hinted
                .evidence
                .retain(|place| !is_small(&text[start + place.start..start + place.end]));
            if hinted.evidence.is_empty() {
                return None;
            }
            // `wurde` and `please` weigh with the others, and show a reader nothing.
            let is_telling = |place: &Range<usize>| {
                let word = text[start + place.start..start + place.end].to_lowercase();
                !OF_NOTICES.contains(&word.as_str())
            };
            if hinted.evidence.iter().any(is_telling) {
                hinted.evidence.retain(is_telling);
            }
        }
        if chosen.is_of_sender && self.is_of_recipient(hinted.cause) {
            hinted.cause = self.of_sender(said, hinted.cause)?;
        }
        for place in &mut hinted.evidence {
            *place = spoken.origin(start + place.start..start + place.end);
        }
        Some(Hint { hinted, ground })
    }

    /// Whether words are nothing but those with which a notice tells that a message did not arrive: what a server said to it is cut off.
    fn is_of_frame(&self, said: &Said, text: &str, evidence: &[Range<usize>]) -> bool {
        if !said.codes.is_empty() || said.source == Source::Log || evidence.is_empty() {
            return false;
        }
        let is_in = |word: &str, cue: &Cue| {
            let mut all = self.view.words_of(*cue).iter();
            all.any(|own| own.contains(word))
        };
        let is_of_notices = |word: &str| {
            is_small(word)
                || OF_NOTICES.contains(&word)
                || OF_FRAMES.iter().any(|cue| is_in(word, cue))
        };
        evidence.iter().all(|place| {
            let words = text[place.clone()].to_lowercase();
            // An address, a host and a count tell no cause.
            let tokens = words
                .split_whitespace()
                .filter(|token| !token.contains('@') && !is_host(token));
            let mut words = tokens.flat_map(|token| token.split(|c: char| !c.is_alphanumeric()));
            words.all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || is_of_notices(word))
        })
    }

    /// What some words hint at, if anything, and why; `None` if they only speak of mail.
    pub(super) fn hinted(
        &self,
        codes: Codes,
        text: &Folded,
        length: usize,
    ) -> Option<(Option<Hinted>, Ground)> {
        let hinted = self.catalog.hints().find(text, length);
        let hinted =
            hinted.filter(|hinted| hinted.own.is_some() || fits(hinted.cause, codes, text));
        let hint = hinted.as_ref().map(|hinted| hinted.cause);
        let like = self.like(codes, hint, text, length);
        let Some(hinted) = hinted else {
            return Some(match like.and_then(|like| self.alike(codes, like)) {
                Some((hinted, ground)) => (Some(hinted), ground),
                None => (None, Ground::Known),
            });
        };
        let prose = like.as_ref().map(|like| like.prose);
        if !self.is_told(codes) && prose.is_some_and(|prose| prose >= PROSE) {
            return None;
        }
        // All words of a reply tell more than the one that a hint looks for, unless it is the user's own.
        let outranks = |like: &Like| like.cause != hinted.cause && like.lead >= OUTRANKS;
        let other = like.filter(|like| hinted.own.is_none() && outranks(like));
        Some(match other.and_then(|like| self.alike(codes, like)) {
            Some((other, ground)) => (Some(other), ground),
            None => (Some(hinted), Ground::Known),
        })
    }

    /// Whether a reply is sure to be one of a failure: by its code, or by the notice that it stands in.
    fn is_told(&self, codes: Codes) -> bool {
        !codes.is_empty() || !matches!(self.kind, Kind::Reply | Kind::Delay)
    }

    fn like(&self, codes: Codes, hint: Option<Slug>, text: &Folded, length: usize) -> Option<Like> {
        let is_short = text.words().len() <= LONG;
        is_short.then(|| self.catalog.likeness().find(codes, hint, text, length))?
    }

    /// What the words of a reply are like, and how clearly.
    fn alike(&self, codes: Codes, like: Like) -> Option<(Hinted, Ground)> {
        // Words that nothing shows to be those of a failure may be about anything.
        if !self.is_told(codes)
            && (self.kind == Kind::Delay || like.prose >= LIKE_PROSE || like.lead < LOOSE)
        {
            return None;
        }
        // A log tells in a few words of its own what somebody set there: one word among them is no cause.
        if codes.is_empty() && self.kind == Kind::Log && like.lead < LOOSE {
            return None;
        }
        if like.cause.as_str() == GREYLISTED && !may_be_greylisting(codes) {
            return None;
        }
        let ground = match like.lead {
            CLEAR.. => Ground::Clear,
            LEAD.. => Ground::Alike,
            _ => return None,
        };
        let hinted = Hinted {
            cause: like.cause,
            // Words that are only like others never strike an address from a list.
            address: self.is_of_recipient(like.cause).then_some(Address::Depends),
            evidence: like.evidence,
            own: None,
        };
        Some((hinted, ground))
    }

    /// What a reply that points to a block list hints at: whatever else it says of spam and rules, it rests on the list.
    pub(super) fn of_list(&self, hinted: Option<Hinted>, providers: &[&str]) -> Option<Hinted> {
        let says_little = hinted.as_ref().is_none_or(|hinted| {
            matches!(
                hinted.cause.as_str(),
                POLICY | SPAM_CONTENT | RECIPIENT_RESTRICTED
            )
        });
        let is_list = |name: &&str| {
            let provider = self.catalog.provider(name);
            provider.is_some_and(|provider| provider.kind == ProviderKind::Blocklist)
        };
        if !says_little || !providers.iter().any(is_list) {
            return hinted;
        }
        Some(Hinted {
            cause: Slug::new(BLOCKLISTED)?,
            address: None,
            own: None,
            evidence: hinted.map_or_else(Vec::new, |hinted| hinted.evidence),
        })
    }
}

/// Places of words, of which those that stand side by side are one: nobody reads `连` and `接` as the two that they were found by.
fn joined(text: &str, mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| place.start);
    let mut found: Vec<Range<usize>> = Vec::new();
    for place in places {
        match found.last_mut() {
            Some(last) if is_beside(text, last.end, place.start) => {
                last.end = last.end.max(place.end);
            }
            _ => found.push(place),
        }
    }
    found
}

/// Whether nothing but one blank stands between two places of a text.
fn is_beside(text: &str, end: usize, start: usize) -> bool {
    let gap = text.get(end..start.max(end)).unwrap_or_default();
    gap.is_empty() || gap == " "
}

/// Whether the code of a reply may be one of a cause. Later is said for many reasons: of a first contact the codes tell, or its name.
fn fits(cause: Slug, codes: Codes, text: &Folded) -> bool {
    let is_named = || {
        ["grey", "gray"]
            .iter()
            .any(|word| text.words().contains(word))
    };
    cause.as_str() != GREYLISTED || codes.reply.is_none() || may_be_greylisting(codes) || is_named()
}

/// Whether codes are those with which servers put off a first contact.
fn may_be_greylisting(codes: Codes) -> bool {
    codes
        .reply
        .is_some_and(|reply| matches!(reply.number(), 450 | 451))
}
