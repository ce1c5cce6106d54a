//! Words that stand in a text whatever went wrong, and tell nothing of why: those of notices, of lines of logs, of people who ask, and the
//! small ones of each sentence.

use std::ops::Range;

use smtpref_catalog::Cue;

/// Words with which a line of a log tells what its own server did: of why they tell nothing.
pub(super) const OF_LINES: &[&str] = &[
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
pub(super) const OF_FRAMES: [Cue; 8] = [
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
/// the name that Cisco's gateway has for its own number of any refusal, how long Gmail tries on, and what programs show for a title.
const FRAMES: [&str; 8] = [
    "shown under the spool id",
    "i've given up",
    "sorry it didn't work out",
    "unknown address error",
    "could not be reached:",
    "cannot be reached:",
    "more hours",
    "(no subject)",
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
pub(super) const OF_NOTICES: [&str; 21] = [
    "below", "details", "error", "essere", "inform", "konnte", "konnten", "not", "please", "pu", "pudieron", "pudo", "reason", "received", "ser",
    "technical", "unknown", "werden", "worden", "wurde", "être",
];

/// Words that stand in any sentence, in order: they weigh with the others, but alone they tell no cause, and nobody is shown them.
#[rustfmt::skip]
const SMALL: [&str; 157] = [
    "a", "al", "alla", "als", "am", "an", "and", "are", "as", "at", "au", "auf", "aus", "aux", "be", "been", "bei", "but", "by", "che",
    "code", "codes", "con", "da", "dans", "das", "dat", "de", "dei", "del", "della", "dem", "den", "der", "des", "di", "die", "do", "du", "e", "een", "ei",
    "ein", "eine", "einem", "einen", "einer", "el", "em", "en", "er", "es", "est", "esta", "este", "et", "for", "from", "für", "ha", "had", "has", "hat",
    "have", "he", "het", "i", "ich", "ihr", "ihre", "ihren", "il", "im", "in", "is", "ist", "it", "its", "je", "la", "las", "le", "les",
    "lo", "los", "ma", "me", "met", "mit", "my", "na", "nach", "o", "och", "of", "om", "on", "op", "or", "os", "par", "para", "per", "por",
    "pour", "que", "qui", "s", "se", "sein", "si", "sich", "sie", "sind", "so", "son", "su", "sur", "sus", "t", "te", "than", "that", "the",
    "their", "them", "then", "there", "they", "this", "to", "tu", "tus", "um", "un", "una", "und", "une", "us", "van", "vom", "von", "vos", "votre", "war",
    "was", "we", "were", "which", "wird", "with", "you", "your", "zu", "zum", "zur", "à",
];

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
pub(super) fn is_host(word: &str) -> bool {
    word.trim_end_matches(['.', ':', ',']).contains('.') && !word.starts_with('.')
}

/// Whether words stand in a sentence of any notice.
pub(super) fn is_framed(text: &str, place: &Range<usize>) -> bool {
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
pub(super) fn is_field(text: &str, place: &Range<usize>) -> bool {
    text[place.end..].starts_with('=')
}

/// Whether words stand in a line in which somebody asks who shows a notice.
pub(super) fn is_asked(text: &str, place: &Range<usize>) -> bool {
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
pub(super) fn is_small(words: &str) -> bool {
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.all(|word| word.is_empty() || SMALL.binary_search(&word).is_ok())
}
