//! One reply as a text tells it: its codes, its words, and what stands around them. Where one reply quotes another, the innermost
//! speaks.

pub(super) mod around;
mod echo;
mod label;
mod outer;
pub(super) mod sender;
pub(super) mod state;

use std::ops::Range;

use smtpref_catalog::{Codes, Command, EnhancedClass, EnhancedCode, Fate};

use super::super::answer::Origin;
use super::super::codes::lead::Lead;
use super::super::codes::{Found, codes};
use super::super::view::View;
use around::{around, origin, stage};
pub(in crate::explain) use echo::holds_echo;
pub(in crate::explain) use label::Label;
use outer::{gives_up, is_quoted, outer};
use sender::{checks_sender, of_sender_check};
use state::State;

/// A reply, or words of a failure without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::explain) struct Said {
    /// The number of the recipient.
    pub(in crate::explain) recipient: Option<usize>,
    pub(in crate::explain) codes: Codes,
    /// What becomes of the message, if what stands around it tells.
    pub(in crate::explain) fate: Option<Fate>,
    /// Where the codes are.
    pub(in crate::explain) places: Vec<Range<usize>>,
    /// What was said, with its codes.
    pub(in crate::explain) words: Range<usize>,
    /// All that stands around it.
    pub(in crate::explain) block: Range<usize>,
    pub(in crate::explain) stage: Option<Command>,
    pub(in crate::explain) origin: Option<Origin>,
    /// Whether the message it is about has no sender to whom it could go back, as a log tells.
    pub(in crate::explain) is_notice: bool,
    /// The state that a log gives the delivery.
    pub(in crate::explain) state: Option<State>,
    pub(in crate::explain) source: Source,
    /// Whether codes begin a line and nothing announces them.
    pub(in crate::explain) is_weak: bool,
    /// What the labels of an event say.
    pub(in crate::explain) label: Option<Label>,
}

/// Where it stands; of two that are as fine the greater counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::explain) enum Source {
    /// All words of a notice.
    Notice,
    /// The status of a report.
    Status,
    /// Anywhere.
    Prose,
    /// The diagnostic of a report, a field of an event.
    Diagnostic,
    /// A line of a log: the last one counts.
    Log,
}

/// The longest words that are read.
pub(in crate::explain) const LONGEST: usize = 2048;
/// What ends the words of a reply.
const ENDS: &[&str] = &[
    "(in reply to",
    "(in reply",
    "; from=<",
    "; from=",
    "; proto=",
    "(while",
    " (delivery attempts",
    "\", ",
    "}}",
    // qmail says of each try what it does next.
    " giving up on ",
    "i'm not going to try again",
    // Outlook Express puts the account behind the answer.
    "', port:",
    ", secure(ssl)",
];

impl Said {
    /// Words without a code.
    pub(in crate::explain) fn of_words(
        view: &View<'_>,
        words: Range<usize>,
        block: Range<usize>,
        source: Source,
    ) -> Self {
        Self {
            recipient: None,
            codes: Codes::NONE,
            fate: None,
            is_notice: false,
            places: Vec::new(),
            words: view.trim(view.cut(words, LONGEST)),
            stage: stage(view, &block),
            origin: None,
            state: State::of(view, &block),
            block,
            source,
            is_weak: false,
            label: None,
        }
    }

    /// The class of its codes, else the one that stands for a reply which is not quoted.
    pub(in crate::explain) fn class(&self) -> Option<EnhancedClass> {
        self.codes.class().or_else(|| self.label.as_ref()?.class)
    }

    /// Whether it says that something was done.
    pub(in crate::explain) fn is_success(&self) -> bool {
        self.codes.is_success()
    }

    /// Whether an entry in a table of the server that wrote the log speaks, and nobody else.
    pub(in crate::explain) fn is_of_table(&self) -> bool {
        let label = self.label.as_ref();
        self.source == Source::Log && label.is_some_and(|label| label.cause.is_some())
    }

    /// How fine its codes are: an enhanced status code that tells something, a reply code, one that tells nothing.
    pub(in crate::explain) fn fineness(&self) -> u8 {
        match (self.codes.enhanced, self.codes.reply) {
            (Some(code), _) if !code.is_coarse() => 3,
            (_, Some(_)) => 2,
            (Some(_), None) => 1,
            (None, None) => 0,
        }
    }
}

/// What is said in a block; `None` if no code stands there.
pub(in crate::explain) fn said(
    view: &View<'_>,
    block: Range<usize>,
    source: Source,
) -> Option<Said> {
    let found = codes(view, block.clone());
    innermost(view, block, &found, source)
}

/// What .NET says itself stands before the answer that it had.
const LEAD: &str = "the server response was: ";

/// A block without what stands before the answer.
pub(in crate::explain) fn behind_lead(view: &View<'_>, block: Range<usize>) -> Range<usize> {
    let start = view.find(block.clone(), LEAD);
    start.map_or(block.start, |at| at + LEAD.len())..block.end
}

/// The innermost reply of a chain.
pub(super) fn innermost(
    view: &View<'_>,
    block: Range<usize>,
    found: &[Found],
    source: Source,
) -> Option<Said> {
    let block = behind_lead(view, block);
    let found = &found[found.partition_point(|one| one.start < block.start)..];
    let of_check = of_sender_check(view, &block);
    let refusals = || {
        found
            .iter()
            .filter(|one| one.codes.is_refusal() && !of_check(one.start))
    };
    // A number at the beginning of a line within other words counts only if nothing better is there.
    let best = refusals()
        .filter(|one| one.codes.reply.is_some())
        .map(|one| one.lead)
        .max();
    let counts = |one: &&Found| best.is_none_or(|best| best == Lead::Line || one.lead > Lead::Line);
    let best = best.or_else(|| refusals().map(|one| one.lead).max());
    let chain: Vec<&Found> = match best {
        Some(_) => refusals().filter(counts).collect(),
        None => found.iter().collect(),
    };
    let first = *chain.first()?;
    let tells = |at: usize| has_words(view, &block, chain[at]) && !is_detail(view, &chain, at);
    // That nobody is left to send to is no news behind what refused them.
    let is_echo = |place: &usize| {
        let next = found.iter().find(|next| next.start > chain[*place].start);
        let end = next.map_or(block.end, |next| next.start);
        holds_echo(view, &view.cut(chain[*place].end..end, 80))
    };
    let last = (0..chain.len()).rev().find(|at| tells(*at));
    let is_told = |at: &usize| tells(*at) && !is_echo(at);
    let tells_more = |last: &usize| (0..*last).rev().find(is_told);
    let last = last.map(|last| match tells_more(&last) {
        Some(before) if is_echo(&last) => before,
        _ => last,
    });
    let mut spoken = last.map(|last| &chain[begin_of_lines(view, &chain, last)]);
    // What is quoted of the check of a sender is not about the recipient.
    if let Some(inner) = spoken
        && checks_sender(view, &(first.end..inner.start.max(first.end)))
    {
        spoken = chain.first();
    }
    let speaks = **spoken.unwrap_or(&first);
    // Nothing stands around a reply that is alone in its block.
    let is_bare = first.start == block.start && view.find(block.clone(), "(in").is_none();
    let state = if is_bare {
        None
    } else {
        State::of(view, &block)
    };
    let last_try = chain.iter().find(|one| gives_up(view, &speaks, one));
    let closing = last_try.map_or(&speaks, |last| *last);
    let mut one = Said {
        recipient: None,
        codes: closing.codes,
        fate: outer(view, &chain, &speaks),
        is_notice: false,
        places: std::iter::once(closing.start..closing.end).collect(),
        words: 0..0,
        block: block.clone(),
        stage: if is_bare { None } else { stage(view, &block) },
        origin: if is_bare {
            None
        } else {
            origin(view, &block, state)
        },
        state,
        source,
        is_weak: speaks.lead == Lead::Line,
        label: None,
    };
    fill(&mut one, &chain, &speaks);
    take_status(&mut one, &chain);
    if is_quoted(view, &chain, speaks.start, one.codes.reply) && one.origin != Some(Origin::Own) {
        // Microsoft 365 sets its number before what the recipient's server said to it.
        let is_remote = view.has(&(first.start..speaks.start), &["remote server returned "]);
        one.origin = Some(if is_remote {
            Origin::Remote
        } else {
            Origin::Between
        });
    }
    one.words = if spoken.is_some() {
        // A line that begins with another code is another reply.
        let begins = |other: &&Found| {
            let differs = other.codes.reply.is_some() && other.codes.reply != speaks.codes.reply;
            other.start > speaks.end && differs && view.text[..other.start].ends_with('\n')
        };
        let next = found
            .iter()
            .find(begins)
            .map_or(block.end, |next| next.start);
        words(view, &(block.start..next), &speaks)
    } else {
        // To which command it answered is the log's word.
        let end = view.find(block.clone(), "(in reply to");
        around(view, &(block.start..end.unwrap_or(block.end)))
    };
    Some(one)
}

/// Whether an enhanced status code stands within the words of a reply that has none of its own: `550 Spam detected (#5.1.1 - x)`. Between a
/// reply and what it quotes of another server something tells so.
fn is_detail(view: &View<'_>, chain: &[&Found], at: usize) -> bool {
    const QUOTES: [&str; 9] = [
        "\n", "->", "said", "returned", "respon", "smtp;", "<<<", "\"", " = ",
    ];
    let one = chain[at];
    let Some(outer) = at.checked_sub(1).map(|before| chain[before]) else {
        return false;
    };
    let is_bare = outer.codes.reply.is_some() && outer.codes.enhanced.is_none();
    let between = outer.end..one.start.max(outer.end);
    let has_words = || view.text[between.clone()].contains(char::is_alphabetic);
    one.codes.reply.is_none() && is_bare && has_words() && !view.has(&between, &QUOTES)
}

/// The first line of a reply of several, of which a later one is at a place of the chain: `550-5.7.1 … 550 5.7.1 …`.
fn begin_of_lines(view: &View<'_>, chain: &[&Found], last: usize) -> usize {
    let goes_on = |one: &Found| view.text.as_bytes().get(one.start + 3) == Some(&b'-');
    let mut first = last;
    while first > 0 && chain[first - 1].codes == chain[last].codes && goes_on(chain[first - 1]) {
        first -= 1;
    }
    first
}

/// Takes what the code that speaks lacks from those beside it: the nearest behind it, then those before it.
fn fill(one: &mut Said, chain: &[&Found], speaks: &Found) {
    let behind = chain.iter().filter(|other| other.start > speaks.start);
    let before = chain
        .iter()
        .rev()
        .filter(|other| other.start < speaks.start);
    for other in behind.chain(before) {
        if other.codes.class() != one.class() {
            continue;
        }
        let enhanced = other.codes.enhanced;
        // `550 5.0.350 … -> 554 …`: an undefined status goes with any reply.
        let is_undefined = enhanced.is_some_and(|code| code.subject().number() == 0);
        if !one.codes.may_be_one_with(other.codes) && !is_undefined {
            continue;
        }
        // A reply code beside another finer status is that of another reply.
        let is_own = enhanced.is_none_or(EnhancedCode::is_coarse) || enhanced == one.codes.enhanced;
        let lacking = Codes {
            reply: other.codes.reply.filter(|_| is_own),
            enhanced,
        };
        if one.codes.complete_from(lacking) {
            one.places.push(other.start..other.end);
        }
    }
}

/// The `dsn=4.0.0` of a log beside `554`, if the line has no finer status: a contradiction, and yet the status that the text gives.
fn take_status(one: &mut Said, chain: &[&Found]) {
    if one.source != Source::Log || one.codes.enhanced.is_some() {
        return;
    }
    let status = chain.iter().find(|other| other.codes.reply.is_none());
    if let Some(other) = status {
        one.codes.enhanced = other.codes.enhanced;
        one.places.push(other.start..other.end);
    }
}

/// Whether words follow a code, and not only a bracket, the next value, or what tells of something else.
fn has_words(view: &View<'_>, block: &Range<usize>, one: &Found) -> bool {
    let rest = &view.text[one.end..block.end];
    let behind = view.lower[one.end..block.end].trim_start_matches([' ', '.', ')', ']', '>']);
    // Most words begin with none of the marks, and every reply is asked.
    let may_end = behind.starts_with(['(', ';', '"', '}', 'g', '\'', ',']);
    if may_end && ENDS.iter().any(|end| behind.starts_with(end.trim_start())) {
        return false;
    }
    let mut rest = rest.trim_start_matches([' ', '-', ':', '#', '.', '\n', '\t', ']', '>', '(']);
    let value = rest.trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}']);
    if value.len() < rest.len() || rest.starts_with(',') {
        // `550, b'…'` goes on; `"550", "x": …` does not.
        let next = value.trim_start_matches([',', ' ']);
        let opens = next.starts_with("b'")
            || next.starts_with("b\"")
            || (rest.starts_with(',') && next.starts_with(['"', '\'']));
        if !opens && one.codes.reply.is_some() && one.codes.enhanced.is_none() {
            let starts = value.len() < rest.len()
                && value.starts_with(|c: char| c.is_alphanumeric() || c == '<');
            return starts && one.quote.is_none();
        }
        rest = next;
    }
    let is_bracket = rest.starts_with([')', '}', ']', ';']);
    let letters = rest
        .chars()
        .take(60)
        .filter(|c| c.is_alphabetic())
        .take(2)
        .count();
    !is_bracket && letters == 2
}

/// The words of a code: to the end of the block, of the quotation, or to what tells of something else.
fn words(view: &View<'_>, block: &Range<usize>, one: &Found) -> Range<usize> {
    let range = view.cut(one.start..block.end, LONGEST);
    let mut end = range.end;
    for pattern in ENDS {
        if let Some(at) = view.find(one.end..end, pattern) {
            end = at;
        }
    }
    if let Some(quote) = one.quote {
        let mut text = view.text[one.end..end].char_indices().peekable();
        while let Some((at, c)) = text.next() {
            let closes = c == quote && text.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
            if closes && at > 1 {
                end = one.end + at;
                break;
            }
        }
    }
    // A code is a part of its words, unless they are glued to it: `421HL:IFC`.
    let glued = view.text[one.end..end].starts_with(|c: char| c.is_ascii_alphabetic());
    view.trim(if glued { one.end } else { one.start }..end)
}
