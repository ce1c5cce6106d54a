//! What a text states that has no code: a notice by all of its words, few words by themselves, and of a longer text the first line that
//! tells of a failure.

mod out_of_step;
mod pieces;
mod typed;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::mem;
use std::ops::Range;

use smtpref_catalog::{Codes, Cue, Folded, Needs, Slug, is_ideograph};

use super::super::answer::{Answer, Confidence, Kind};
use super::super::codes;
use super::super::scan::{Field, LONGEST, Said, Source, command, field, is_about_sender, turn};
use super::Context;
use super::choose::Chosen;
use super::kind;

use pieces::{above_signature, behind_answer, quoted};

pub(in crate::explain) use out_of_step::out_of_step;

/// The longest text in which all words together are looked at.
const FEW_WORDS: usize = 2000;
/// The longest text in which single words count, if it speaks of mail.
const SHORT: usize = 300;
/// The longest text without a number in which they count whatever it speaks of.
const SENTENCE: usize = 160;
/// How much of a text is read line by line.
const HEAD: usize = 8000;
/// The shortest and the longest line that can state something.
const LINE: Range<usize> = 16..400;
/// A line that has more of prose than this states nothing.
const PROSE: f32 = -0.4;
/// A text that has more of it states nothing, though a rule knows its words.
const KNOWN_PROSE: f32 = 0.6;
/// A notice that names nobody and has more of it only speaks of mail, unless a rule knows its words.
const NOTICE_PROSE: f32 = -0.25;
/// What has less of it than this is so surely stated by a program that any cause may be meant.
const SURE: f32 = -1.0;
/// The same in a log, where most lines report no failure.
const SURE_IN_LOG: f32 = -1.3;
/// How many lines below one that a rule of many knows may tell more.
const BELOW: usize = 2;

/// The one answer of a text without a code that names nobody.
pub(in crate::explain) fn without_code(context: &Context<'_>) -> Option<Answer> {
    let is_notice = matches!(context.kind, Kind::Bounce | Kind::Delay);
    let told = match as_whole(context, is_notice) {
        Some(whole) if whole.cause.is_some() => Some(or_of_line(context, whole)),
        whole => by_lines(context).or(whole),
    };
    let has_rule = told.as_ref().is_some_and(|answer| answer.rule.is_some());
    if has_rule {
        return told;
    }
    in_paragraphs(context)
        .or_else(|| typed::as_phrase(context))
        .or(told)
}

/// An answer, or that of a line which a rule knows: it tells more than single words of all.
pub(in crate::explain) fn or_of_line(context: &Context<'_>, answer: Answer) -> Answer {
    let has_rule = |answer: &Answer| answer.rule.is_some();
    if has_rule(&answer) {
        return answer;
    }
    match by_lines(context).filter(has_rule) {
        Some(line) => Answer {
            recipient: answer.recipient.or(line.recipient),
            until: answer.until.or(line.until),
            ..line
        },
        None => answer,
    }
}

fn as_whole(context: &Context<'_>, is_notice: bool) -> Option<Answer> {
    let text = context.view.text;
    let is_odd = text.len() > FEW_WORDS || !has_words(text);
    let is_other = is_odd || is_frame(text) || kind::is_talk(&context.view);
    if !is_notice && is_other {
        return None;
    }
    let needs_program = !is_notice && is_setting(text);
    // A rule has to know them, or they are few and speak of mail.
    let quoted = behind_answer(&context.view);
    let above = || above_signature(text).filter(|_| !is_notice);
    let own = quoted.clone().or_else(above);
    let answer = context.answer_for_named(&nothing_said(context, own.as_ref()));
    if is_notice {
        // A notice in words that nobody knows still says who failed.
        let is_hint = answer.rule.is_none() && answer.cause.is_some();
        let head = || &text[context.view.cut(context.body.clone(), FEW_WORDS)];
        let reads_as_prose = || prose(context, head()).is_some_and(|prose| prose >= NOTICE_PROSE);
        let is_told =
            answer.recipient.is_some() || answer.cause.is_some() && !(is_hint && reads_as_prose());
        return Some(answer).filter(|_| is_told);
    }
    let cause = answer.cause?;
    if needs_program && answer.confidence != Confidence::ProviderRule {
        return None;
    }
    let said = &text[own.clone().unwrap_or(0..text.len())];
    let prose = |is: fn(f32) -> bool| prose(context, said).is_some_and(is);
    if answer.rule.is_some() {
        let reads_as_prose = || prose(|prose| prose >= KNOWN_PROSE);
        let is_known = answer.confidence == Confidence::ProviderRule || !reads_as_prose();
        return is_known.then_some(answer);
    }
    let is_said = quoted.is_some() || is_sentence(said);
    let speaks_of_mail = || {
        text.len() < SHORT
            && (context.view.has_sign || context.view.shows(context.view.lower, Cue::OfMail))
    };
    if answer.recipient.is_none() && prose(|prose| prose >= PROSE) {
        return None;
    }
    let is_sure = || prose(|prose| prose < SURE);
    let tells = || {
        context
            .view
            .tells(&own.clone().unwrap_or(0..text.len()), Cue::Trouble)
    };
    let is_hinted = || tells() && (is_plain(context, cause, is_said) || is_sure());
    ((is_said || speaks_of_mail()) && is_hinted()).then_some(answer)
}

/// Whether a cause may rest on few words without a code: what is said of connections, names and contents is plain, what servers say of
/// their rules and commands is not, unless the words are surely a server's.
fn is_plain(context: &Context<'_>, cause: Slug, is_said: bool) -> bool {
    match context.cause(cause).and_then(|detail| detail.needs) {
        Some(Needs::Code) => false,
        Some(Needs::Server) => is_said,
        None => true,
    }
}

fn is_sentence(text: &str) -> bool {
    text.len() < SENTENCE && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text looks like a setting, in which only the words of a program count: `message is too big (transport limit = 10485760)`.
fn is_setting(text: &str) -> bool {
    text.contains(" = ")
}

/// Whether a line is one of a stack trace: its words are names.
fn is_frame(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("at ") && text.ends_with(')')
}

/// What a receiver noted in the header of a message that it took.
const RESULTS: &[&str] = &[
    "spf=",
    "dkim=",
    "dmarc=",
    "arc=",
    "authentication-results:",
    "received-spf:",
];

/// Those who log in to fetch mail send none.
const FETCHING: &[&str] = &["imap-login", "pop3-login", "managesieve-login"];

/// How much of what only speaks of mail some words have, if any of them is known.
fn prose(context: &Context<'_>, words: &str) -> Option<f32> {
    let folded = Folded::new(words);
    let like = context.catalog.like(Codes::NONE, &folded, words.len());
    like.map(|like| like.prose)
}

/// Whether a text has three words; ideographs stand in a row, and the name of an exception is as many words as it has capitals.
fn has_words(text: &str) -> bool {
    let starts = text.as_bytes().windows(2).filter(|pair| {
        let is_next = pair[0].is_ascii_whitespace() && !pair[1].is_ascii_whitespace();
        is_next || pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()
    });
    starts.take(2).count() == 2 || text.chars().filter(|c| is_ideograph(*c)).nth(5).is_some()
}

/// What the first line states that a rule knows, else the first whose words hint at something.
pub(in crate::explain) fn by_lines(context: &Context<'_>) -> Option<Answer> {
    let view = &context.view;
    let head = &view.text[view.cut(0..view.text.len(), HEAD)];
    let is_line = !head.trim().contains('\n');
    // Of what somebody asks in one line only what is quoted may be known.
    let is_talk = is_line && kind::is_talk(view);
    let (mut hinted, mut warned) = (None, None);
    // Of what words tell that many use a line right below may tell more: `SSL_connect error to …`, and then which.
    let mut phrased: Option<Answer> = None;
    let mut below = 0;
    // In a text that only speaks of mail each line has a chance to look like another.
    let reads_as_prose =
        LazyCell::new(|| !is_line && prose(context, head).is_some_and(|prose| prose >= PROSE));
    let mut at = 0;
    let mut announces = false;
    for line in head.split_inclusive('\n') {
        let range = view.trim(at..at + line.len());
        at += line.len();
        if range.is_empty() {
            continue;
        }
        below += usize::from(phrased.is_some());
        if below > BELOW {
            break;
        }
        // One line below a colon is shown, and is no prose because of the words above it.
        let is_alone = head[at..].is_empty() || head[at..].starts_with('\n');
        let is_shown = mem::replace(&mut announces, line.trim_end().ends_with(':')) && is_alone;
        // What follows the farewell of a server is no failure of the session.
        if !is_line && view.lower[range.clone()].starts_with("221 ") {
            break;
        }
        let is_of_session = || {
            let line = &view.lower[range.clone()];
            line.starts_with("->")
                || turn(view, &range).is_some()
                || command(line).is_some()
                || codes::at_line_start(view, range.clone()).is_some()
        };
        // Of the headers only the subject states something, if a rule knows it: most only say that a message came back.
        let is_header = range.start < context.body.start;
        let kind = field(view, range.clone()).map(|(kind, _)| kind);
        // Of the message that came back they tell whom it was for.
        let is_result = || {
            RESULTS
                .iter()
                .any(|result| view.lower[range.clone()].starts_with(result))
        };
        let is_mute =
            kind == Some(Field::Mail) || is_header && kind != Some(Field::Subject) || is_result();
        if is_mute || is_of_session() {
            continue;
        }
        // A line that is the whole text was asked as such.
        let whole = (!is_line).then(|| range.clone());
        for words in quoted(view, &range).into_iter().chain(whole) {
            let tells = view.tells(&words, Cue::Trouble);
            let Some(answer) = states(context, words) else {
                continue;
            };
            // Of many lines most only name things; a rule of somebody's own words is sure of them.
            if !tells && answer.confidence != Confidence::ProviderRule {
                continue;
            }
            // Postfix warns so of most strangers, and refuses none of them for it.
            if view.has(&range, &[": warning: hostname "]) {
                warned = warned.or(Some(answer));
                continue;
            }
            if answer.rule.is_some() {
                let is_same = |known: &Answer| known.cause == answer.cause;
                let is_finer = answer.confidence == Confidence::ProviderRule;
                if is_finer && phrased.as_ref().is_none_or(is_same) {
                    return Some(answer);
                }
                phrased = phrased.or(Some(answer));
                continue;
            }
            let may_hint = || {
                is_shown
                    || !*reads_as_prose
                    || prose(context, &answer.words).is_some_and(|prose| prose < SURE)
            };
            if !is_header && !is_talk && may_hint() {
                hinted = hinted.or(Some(answer));
            }
        }
    }
    phrased.or(hinted).or(warned)
}

/// What a sentence states that is wrapped, so that no line has all of it, if a rule knows it.
fn in_paragraphs(context: &Context<'_>) -> Option<Answer> {
    /// Of more lines are paragraphs of prose.
    const LINES: usize = 4;
    let text = context.view.text;
    let head = &text[context.view.cut(0..text.len(), HEAD)];
    let mut at = 0;
    let mut paragraphs = head.split("\n\n").map(|paragraph| {
        let start = at;
        at += paragraph.len() + 2;
        start..start + paragraph.len()
    });
    let is_wrapped = |range: &Range<usize>| {
        let breaks = memchr::memchr_iter(b'\n', &head.as_bytes()[range.clone()]);
        (1..LINES).contains(&breaks.take(LINES).count())
    };
    paragraphs.find_map(|range| {
        let range = context.view.trim(range);
        let may_state = range.start >= context.body.start
            && LINE.contains(&range.len())
            && is_wrapped(&range)
            && context.view.tells(&range, Cue::Trouble);
        let answer = may_state.then(|| states(context, range)).flatten();
        answer.filter(|answer| answer.rule.is_some())
    })
}

/// What a text states that is one line of a log, if a rule knows its words.
pub(in crate::explain) fn as_line(context: &Context<'_>) -> Option<Answer> {
    let line = context.view.trim(0..context.view.text.len());
    let is_line =
        !context.view.text[line.clone()].contains('\n') && !context.view.has(&line, FETCHING);
    let stated = is_line.then(|| states(context, line)).flatten();
    stated.filter(|answer| answer.rule.is_some())
}

/// What a line states; `None` if it only speaks of mail, or of anything else.
fn states(context: &Context<'_>, words: Range<usize>) -> Option<Answer> {
    let said = &context.view.text[words.clone()];
    if !LINE.contains(&said.len()) || is_frame(said) {
        return None;
    }
    let prose = prose(context, said);
    if prose.is_some_and(|prose| prose >= PROSE) {
        return None;
    }
    let lower = &context.view.lower[words.clone()];
    let answer = context.answer_for_named(&nothing_said(context, Some(&words)));
    if is_setting(said) {
        return Some(answer).filter(|answer| answer.confidence == Confidence::ProviderRule);
    }
    let is_sure = prose.is_some_and(|prose| prose < SURE);
    let is_plain = |cause: Slug| is_sure || self::is_plain(context, cause, false);
    let is_hinted = answer.confidence == Confidence::Words
        && prose.is_some()
        && (is_sentence(said) || lower.contains('@') || context.view.shows(lower, Cue::OfMail))
        && answer.cause.is_some_and(is_plain);
    (answer.rule.is_some() || is_hinted).then_some(answer)
}

/// Whether an answer that no code gave rests on words that state it: those of a rule, or such as programs write.
pub(in crate::explain) fn tells(
    context: &Context<'_>,
    words: &Range<usize>,
    answer: &Answer,
) -> bool {
    let said = || &context.view.text[words.clone()];
    let is_stated = || prose(context, said()).is_some_and(|prose| prose < PROSE);
    answer.rule.is_some() || answer.cause.is_some() && is_stated()
}

/// Whether a line of a log that tells of no message surely states a failure: its words are unlike any prose.
pub(in crate::explain) fn is_sure(context: &Context<'_>, answer: &Answer) -> bool {
    prose(context, &answer.words).is_some_and(|prose| prose < SURE_IN_LOG)
}

/// What a notice says behind the address of a recipient, or all of its words, without a code.
pub(in crate::explain) fn nothing_said<'s>(
    context: &Context<'_>,
    behind: Option<&Range<usize>>,
) -> Chosen<'s> {
    let all = || context.view.cut(context.body.clone(), 2 * LONGEST);
    let behind = behind.filter(|words| !words.is_empty());
    let source = behind.map_or(Source::Notice, |_| Source::Prose);
    let words = behind.map_or_else(all, |words| context.view.cut(words.clone(), LONGEST));
    let words = context.view.trim(words);
    let said = Said {
        stage: None,
        ..Said::of_words(&context.view, words.clone(), words, source)
    };
    Chosen {
        is_of_sender: is_about_sender(&context.view, &said),
        said: Cow::Owned(said),
        others: Vec::new(),
        against: None,
        closing: None,
        is_own: false,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::has_words;

    #[rstest]
    #[case::three("mailbox is full", true)]
    #[case::the_last_of_one_letter("no such x", true)]
    #[case::two("mailbox full", false)]
    #[case::spaces_at_the_end("mailbox full  ", false)]
    #[case::a_name_of_three("MailboxUnavailableException", true)]
    #[case::a_name_of_two("MailboxFull", false)]
    #[case::six_ideographs("\u{90ae}\u{7bb1}\u{5df2}\u{6ee1}\u{4e86}\u{5427}", true)]
    #[case::five_ideographs("\u{90ae}\u{7bb1}\u{5df2}\u{6ee1}\u{4e86}", false)]
    fn three_words_may_state_something(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(has_words(text), expected);
    }
}
