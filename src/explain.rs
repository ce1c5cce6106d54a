//! A text goes in, the answer comes out: what it is, and for each recipient what the reply really says, with the words that told it.
//!
//! Any bytes are read in linear time; nothing but the bytes is looked at, and nothing is invented: a code is one that stands in the text
//! at a place where a code can stand.
//!
//! | step | room |
//! |---|---|
//! | bytes -> text with all wrapping off, and the way back to the input | `decode`, `text` |
//! | where a code can stand | `codes` |
//! | lines -> blocks: fields, logs, sessions, prose; who failed, and what was said of each | `scan` |
//! | several replies that name nobody | `apart` |
//! | is it a failure at all, which reply speaks, and what it says | `verdict` |
//! | the answer; the same without names; whose server spoke; what to do about it and with the address, and what to beware of | `answer`, `redact`, `side`, `steps`, `address_note`, `warning` |
//! | many failures in few groups; what a report of a day counts | `summary`, `aggregate` |
//! | a text as it is searched; the words of addresses; how much work it was, for a test | `view`, `name_words`, `effort` |

mod address_note;
mod aggregate;
mod answer;
mod apart;
mod codes;
mod decode;
mod effort;
mod name_words;
mod redact;
mod scan;
mod side;
mod steps;
mod summary;
mod text;
mod verdict;
mod view;
mod warning;

use smtpref_catalog::Catalog;

pub use aggregate::Counted;
pub use answer::{
    Alternative, Answer, Blocklist, Confidence, Contradiction, Evidence, Explanation, Kind, Origin,
    Verdict,
};
pub use decode::charset::utf_16;

pub use effort::looked_at;
pub use redact::redact;
pub use steps::Advice;
pub use summary::distinct::Distinct;
pub use summary::stamp::Stamp;
pub use summary::written::{Written, is_mail, written};
pub use summary::{Decider, Group, GroupKey, Summary, Unknown};

use decode::decode;
use scan::report::Action;
use scan::said::{Said, Source};
use scan::{Recipient, Scan, scan};
use text::Text;
use verdict::Context;
use verdict::choose::choose;
use view::{Flat, View};

/// The longest input that is read, in bytes; an explanation of a longer one says that it was cut.
pub const LONGEST: usize = 64 << 20;

/// What is said only of a message that was taken whole.
const TAKEN: [&str; 5] = [
    "status=sent",
    "stat=sent",
    "queued as",
    "queued for delivery",
    "queued mail for delivery",
];

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
    let text = decode(&input[..input.len().min(LONGEST)]);
    let flat = Flat::of(&text.text);
    let mut explanation = read(&text, flat.view(&text.text), catalog);
    explanation.cut |= input.len() > LONGEST;
    explanation
}

fn read(text: &Text, view: View<'_>, catalog: &Catalog) -> Explanation {
    let events = scan::json::events(&view, 0..view.text.len(), true);
    let mut found = scan(&view, false);
    let mut kind = verdict::kind::of(&view, &found);
    let is_notice = matches!(kind, Some(Kind::Bounce | Kind::Delay));
    let says_nothing = found.said.is_empty() && found.reports.groups.is_empty();
    if found.original.is_some() && says_nothing && !(is_notice && found.has_recipients()) {
        // A report that was forwarded stands in the message itself.
        let whole = scan(&view, true);
        let names = !is_notice && whole.has_recipients() && !found.has_recipients();
        if names || !(whole.said.is_empty() && whole.reports.groups.is_empty()) {
            found = whole;
            kind = verdict::kind::of(&view, &found);
        }
    }
    if let Some(events) =
        events.filter(|_| !matches!(kind, Some(Kind::TlsReport | Kind::DmarcReport)))
    {
        if events.has_complaint && events.told.is_empty() {
            return Explanation::of(Kind::Feedback, true);
        }
        if !events.told.is_empty() {
            kind = Some(take_events(&view, &mut found, events));
        } else if events.has_delivery {
            return Explanation::of(Kind::Success, true);
        }
    }
    let has_both = found.reports.has(Action::Failed) && found.reports.has(Action::Delayed);
    found.take_reports(&view);
    found.name_by_lines_before(&view);
    // Without a report, a line of a log, or words that say so, a success may be that of any step.
    let is_told = kind.is_some();
    let kind = kind.unwrap_or_else(|| of_replies(&found));
    let says_so = || TAKEN.iter().any(|words| view.lower.contains(words));
    let delivered = !kind.has_replies() && (is_told || found.delivered > 0 || says_so());
    // Steps of a session that went well say nothing of how it ended.
    let has_lines = || view.text.trim().contains('\n');
    let is_reply = || codes::at_line_start(&view, 0..view.text.len()).is_some();
    let is_step = || has_lines() && (found.has_session || !is_reply());
    // A log that tells of no message may tell why none was sent.
    let is_silent_log = kind == Kind::Nothing && !delivered && found.has_log;
    let may_have_failed = kind == Kind::Success && !delivered && is_step() || is_silent_log;
    if !kind.has_replies() && !may_have_failed {
        return Explanation {
            counted: aggregate::counted(&view, kind),
            ..without_replies(kind, delivered, &found)
        };
    }
    let context = Context {
        text,
        view,
        catalog,
        kind: if may_have_failed { Kind::Reply } else { kind },
        has_both,
        body: found.body(&view),
        own: own_words(&found),
        original: found.original,
        prose: std::mem::take(&mut found.prose),
    };
    if may_have_failed {
        let known = |answer: &Answer| {
            !is_silent_log || answer.rule.is_some() || verdict::stated::is_sure(&context, answer)
        };
        let of_lines = if is_silent_log {
            Kind::Log
        } else {
            Kind::Transcript
        };
        return match verdict::stated::by_lines(&context)
            .or_else(|| verdict::stated::as_line(&context))
            .filter(known)
        {
            Some(answer) => Explanation {
                replies: vec![of_session(answer, &found)],
                cut: found.cut,
                ..Explanation::of(of_lines, false)
            },
            None => without_replies(kind, delivered, &found),
        };
    }
    let replies = answers(&context, &found);
    let kind = if replies.is_empty() {
        Kind::Nothing
    } else {
        kind
    };
    Explanation {
        replies,
        cut: found.cut,
        ..Explanation::of(kind, false)
    }
}

/// Where words begin that are said of one recipient alone, if there are several.
fn own_words(found: &Scan) -> Vec<usize> {
    let recipients = Some(&found.recipients).filter(|all| all.len() > 1);
    let all = recipients.into_iter().flatten();
    let own = all.filter_map(|one| one.own_words(false));
    own.map(|words| words.start).collect()
}

/// The answer of a session that broke: for the one recipient whom it names.
fn of_session(mut answer: Answer, found: &Scan) -> Answer {
    if let ([one], None) = (&found.recipients[..], &answer.recipient) {
        answer.recipient = Some(one.address.clone());
    }
    answer
}

/// What a text is that tells of no failure.
fn without_replies(kind: Kind, delivered: bool, found: &Scan) -> Explanation {
    Explanation {
        cut: found.cut,
        contradiction: found.said.iter().find_map(verdict::between_codes),
        ..Explanation::of(kind, delivered)
    }
}

/// What a text without headers and reports is.
fn of_replies(found: &Scan) -> Kind {
    let refused = found.said.iter().any(|one| !one.is_success());
    if found.has_queue && refused {
        Kind::Queue
    } else if found.has_session && refused {
        Kind::Transcript
    } else if found.has_log && refused {
        Kind::Log
    } else if found.has_session || found.delivered > 0 || !(refused || found.said.is_empty()) {
        Kind::Success
    } else if found.has_log {
        Kind::Nothing
    } else if found.has_heading && refused {
        Kind::Bounce
    } else {
        Kind::Reply
    }
}

/// Events in place of all that was scanned.
fn take_events(view: &View<'_>, found: &mut Scan, events: scan::json::Events) -> Kind {
    *found = Scan::default();
    for event in events.told {
        found.take_event(view, event);
    }
    found.cut |= events.cut;
    if events.is_queue {
        Kind::Queue
    } else if events.is_log {
        Kind::Log
    } else {
        Kind::Webhook
    }
}

/// One answer for each recipient, or one without.
fn answers(context: &Context<'_>, found: &Scan) -> Vec<Answer> {
    let common: Vec<&Said> = found
        .said
        .iter()
        .filter(|one| one.recipient.is_none())
        .collect();
    let mut of: Vec<Vec<&Said>> = vec![Vec::new(); found.recipients.len()];
    for one in &found.said {
        if let Some(number) = one.recipient {
            of[number].push(one);
        }
    }
    let mut all = Vec::new();
    for (recipient, mut own) in found.recipients.iter().zip(of) {
        if recipient.is_left_out {
            continue;
        }
        if common.iter().any(|one| !one.is_success()) {
            own.retain(|one| !follows_a_refusal(&context.view, one));
        }
        let is_alone = found.recipients.len() == 1;
        let words = recipient.own_words(is_alone);
        if !is_alone && let Some(answer) = of_own_words(context, recipient, &own) {
            all.push(answer);
            continue;
        }
        let chosen = choose(&context.view, &own).filter(|chosen| {
            let is_status = chosen.said.source == Source::Status;
            common.is_empty() || chosen.said.fineness() > 0 && !(is_status && is_alone)
        });
        let chosen = chosen.or_else(|| {
            let both: Vec<&Said> = common.iter().chain(&own).copied().collect();
            choose(&context.view, &both)
        });
        let is_silent = chosen.is_none();
        let chosen = match chosen {
            Some(mut chosen) => {
                // What a notice says of others tells nothing of one who has words of his own.
                let has_words =
                    chosen.said.source != Source::Status && !chosen.said.words.is_empty();
                chosen.is_own = !is_alone && has_words && chosen.said.recipient.is_some();
                chosen
            }
            // Who is named beside a session or a log without a reply of his own failed nowhere.
            None if recipient.in_session || found.has_session || found.has_log => continue,
            None if !own.is_empty() => continue,
            None => verdict::stated::nothing_said(context, words),
        };
        let named = Some((recipient.address.as_str(), recipient.place.clone()));
        let mut answer = context.answer_for(&chosen, named);
        if let Some(until) = &recipient.until {
            answer.until = Some(verdict::one_line(&context.view.text[until.clone()]));
        }
        // An address alone says nothing, unless a notice has it; nor do words that only speak of mail.
        let is_told = || verdict::stated::tells(context, &chosen.said.words, &answer);
        if !is_silent || context.kind != Kind::Reply || is_told() {
            all.push(answer);
        }
    }
    if all.is_empty() {
        if let Some(all) = apart::told_apart(context, &common) {
            return all;
        }
        // Room for one, of which most texts need no more.
        return without_recipient(context, &common).into_iter().collect();
    }
    all
}

/// Whether a server only says that a command comes too early, as it does of each that follows one it refused.
fn follows_a_refusal(view: &View<'_>, one: &Said) -> bool {
    const EARLY: &[&str] = &[
        "need mail",
        "need rcpt",
        "mail first",
        "rcpt first",
        "sequence",
    ];
    one.reply.is_some_and(|reply| reply.number() == 503) && view.has(&one.words, EARLY)
}

/// The answer for one of several recipients of whom nothing has a reply code, if his own words tell a cause.
fn of_own_words(context: &Context<'_>, recipient: &Recipient, own: &[&Said]) -> Option<Answer> {
    // A status alone has no words.
    let is_status = |one: &&Said| one.source == Source::Status && one.reply.is_none();
    let words = recipient.own_words(false)?;
    if !own.iter().all(is_status) {
        return None;
    }
    let mut chosen = verdict::stated::nothing_said(context, Some(words));
    chosen.is_own = true;
    if let Some(status) = own.first() {
        let said = chosen.said.to_mut();
        said.enhanced = status.enhanced;
        said.codes.clone_from(&status.codes);
    }
    let named = Some((recipient.address.as_str(), recipient.place.clone()));
    Some(context.answer_for(&chosen, named)).filter(|answer| answer.cause.is_some())
}

/// The one answer of a text that names nobody.
fn without_recipient(context: &Context<'_>, common: &[&Said]) -> Option<Answer> {
    if let Some(chosen) = choose(&context.view, common) {
        return Some(context.answer_for_named(&chosen));
    }
    if common.is_empty() {
        verdict::stated::without_code(context)
    } else {
        None
    }
}
