//! What single words hint at where no rule is met: those of a hint, or words that are like those of known replies.

use std::ops::Range;

use smtpref_catalog::{Address, Codes, Cue, Folded, Hinted, Like, ProviderKind, Slug};

use super::super::answer::Kind;
use super::super::scan::{Said, Source};
use super::super::text::Text;
use super::Context;
use super::choose::Chosen;
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

/// Words with which a line of a log tells what its own server did: of why they tell nothing.
const OF_LINES: &[&str] = &[
    "h",
    "f",
    "rejected",
    "temporarily rejected",
    "temporarily",
    "after",
    "data",
    "deferred",
    "recipient",
    "recipients",
    "delivery",
    "failed",
];

/// What notices tell of any failure.
const OF_FRAMES: [Cue; 8] = [
    Cue::Failed,
    Cue::PerhapsFailed,
    Cue::SurelyFailed,
    Cue::Opening,
    Cue::BeforeRecipient,
    Cue::RecipientsFollow,
    Cue::QuotesServer,
    Cue::GeneratingServer,
];
/// Sentences of notices in which words of hints stand and tell nothing of why: those of qmail, of Exchange above its list, of LISTSERV, and
/// the name that Cisco's gateway has for its own number of any refusal.
const FRAMES: [&str; 6] = [
    "shown under the spool id",
    "i've given up",
    "sorry it didn't work out",
    "unknown address error",
    "could not be reached:",
    "cannot be reached:",
];
/// How people speak who show a notice to others.
const ASKING: [&str; 6] = [
    "can you ",
    "could you ",
    "let you know",
    "wanted to ",
    "does anyone",
    "any idea",
];
/// Words of notices that are no small ones, of which none tells why.
#[rustfmt::skip]
const OF_NOTICES: [&str; 20] = [
    "below", "details", "error", "essere", "inform", "konnte", "konnten", "please", "pu", "pudieron", "pudo", "reason", "received", "ser",
    "technical", "unknown", "werden", "worden", "wurde", "être",
];

/// Words that stand in any sentence, in order: they weigh with the others, but alone they tell no cause, and nobody is shown them.
#[rustfmt::skip]
const SMALL: [&str; 151] = [
    "a", "al", "alla", "als", "am", "an", "and", "are", "as", "at", "au", "auf", "aus", "aux", "be", "been", "bei", "but", "by", "che",
    "code", "codes", "con", "da", "dans", "das", "dat", "de", "dei", "del", "della", "dem", "den", "der", "des", "di", "die", "do", "du", "e", "een", "ei",
    "ein", "eine", "einem", "einen", "einer", "el", "em", "en", "er", "es", "est", "et", "for", "from", "für", "ha", "had", "has", "hat",
    "have", "he", "het", "i", "ich", "ihr", "ihre", "ihren", "il", "im", "in", "is", "ist", "it", "its", "je", "la", "las", "le", "les",
    "lo", "los", "ma", "me", "met", "mit", "my", "na", "nach", "o", "och", "of", "om", "on", "op", "or", "os", "par", "para", "per", "por",
    "pour", "que", "qui", "s", "se", "sein", "si", "sich", "sie", "sind", "so", "son", "su", "sur", "t", "te", "than", "that", "the",
    "their", "them", "then", "there", "they", "this", "to", "um", "un", "una", "und", "une", "us", "van", "vom", "von", "votre", "war",
    "was", "we", "were", "which", "wird", "with", "you", "your", "zu", "zum", "zur", "à",
];

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

/// Whether words only title a number: `Error code: 550`.
pub(super) fn is_title(words: &str) -> bool {
    #[rustfmt::skip]
    const TITLES: [&str; 19] = [
        "answer", "codice", "codigo", "código", "dsn", "enhanced", "erreur", "erro", "error", "errore", "fehler", "fehlercode", "message",
        "ndr", "number", "reply", "response", "smtp", "status",
    ];
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.all(|word| {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        is_number || SMALL.binary_search(&word).is_ok() || TITLES.contains(&word)
    })
}

/// Whether a word is the name of a host.
fn is_host(word: &str) -> bool {
    word.trim_end_matches(['.', ':', ',']).contains('.') && !word.starts_with('.')
}

/// Whether words stand in a sentence of any notice.
fn is_framed(text: &str, place: &Range<usize>) -> bool {
    let word = text[place.clone()].to_ascii_lowercase();
    let mut frames = FRAMES.iter().filter(|frame| frame.contains(word.as_str()));
    frames.any(|frame| {
        let start = place.start.saturating_sub(frame.len());
        let end = (place.end + frame.len()).min(text.len());
        let around = text.as_bytes()[start..end].to_ascii_lowercase();
        memchr::memmem::find(&around, frame.as_bytes()).is_some()
    })
}

/// Whether words are the name of a field: `relay=mx.example.net`.
fn is_field(text: &str, place: &Range<usize>) -> bool {
    text[place.end..].starts_with('=')
}

/// Whether words stand in a line in which somebody asks who shows a notice.
fn is_asked(text: &str, place: &Range<usize>) -> bool {
    const NEAR: usize = 200;
    let bytes = text.as_bytes();
    let from = place.start.saturating_sub(NEAR);
    let to = (place.end + NEAR).min(bytes.len());
    let start = memchr::memrchr(b'\n', &bytes[from..place.start]).map_or(from, |at| from + at + 1);
    let end = memchr::memchr(b'\n', &bytes[place.end..to]).map_or(to, |at| place.end + at);
    let line = bytes[start..end].to_ascii_lowercase();
    let is_in = |words: &str| memchr::memmem::find(&line, words.as_bytes()).is_some();
    ASKING.iter().any(|words| is_in(words))
}

/// Whether words are small ones alone.
fn is_small(words: &str) -> bool {
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.all(|word| word.is_empty() || SMALL.binary_search(&word).is_ok())
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
