//! An explanation -> blocks: for each recipient what the reply says, whether the address is dead, what to do, and the words that told it.

use smtpref_catalog::{Address, Catalog, Code, Fate, Fates, ProviderKind};

use super::advice::advice;
use super::also;
use super::attempt::{
    behind_alias, contradiction, ends, finality, guess, of_notice, retry, said_by,
};
use super::block::{Block, Document, Role, Severity, Span, Text};
use super::facts::{judged, led, of_fact, of_fates};
use super::feedback::{self, feedback};
use super::inline::strong;
use super::lists;
use super::parts::section;
use super::replies::{lacks_reason, where_reasons_stand, whose};
use super::situation::beware;
use super::text_kind::{counts, kind, no_failure, of_success};
use crate::explain::{Answer, Confidence, Explanation, Kind, Verdict};
use crate::lookup::{self, FactName, Known, Lookup, OWN, Record, wording};

/// The most words of the input that are shown as evidence, in characters.
const SHOWN: usize = 300;

/// The document of an explanation.
#[must_use]
pub fn explanation(explanation: &Explanation, catalog: &Catalog) -> Document {
    let (name, title, mut facts, summary) = match &explanation.replies[..] {
        [only] => of_one(explanation.kind, only, catalog),
        replies => of_many(explanation, replies.len()),
    };
    let service = explanation
        .service
        .and_then(|name| catalog.provider(name.as_str()));
    facts.extend(service.map(|service| format!("from {}", service.name)));
    let role = match &explanation.replies[..] {
        [only] if !only.codes.is_empty() => Role::Code(severity(only, catalog)),
        _ => Role::Title,
    };
    let mut blocks = vec![
        Block::Title {
            code: Span::new(name.clone(), role),
            title: title.clone(),
            facts,
        },
        Block::Paragraph(strong(&summary)),
    ];
    if explanation.kind == Kind::Nothing && explanation.replies.is_empty() {
        let text =
            "Give the lines around its number, such as 550 or 5.1.1, or search for its words.";
        blocks.push(Block::Paragraph(vec![Span::text(text)]));
    }
    blocks.extend(
        explanation
            .message
            .map(|message| of_success(explanation.kind, message)),
    );
    let between_codes = explanation.contradiction;
    blocks.extend(between_codes.map(|one| contradiction(explanation.kind, None, one)));
    let is_one = explanation.replies.len() == 1;
    for answer in &explanation.replies {
        if !is_one {
            blocks.push(Block::Heading(heading(answer)));
        }
        blocks.extend(of_answer(explanation.kind, answer, is_one, catalog));
    }
    let lacks = |answer: &Answer| lacks_reason(explanation.kind, answer);
    if !is_one && explanation.replies.iter().any(lacks) {
        blocks.push(Block::Heading("Without a reason".to_owned()));
        blocks.push(where_reasons_stand());
    }
    for told in &explanation.feedback {
        if explanation.kind != Kind::Feedback || explanation.feedback.len() > 1 {
            let (name, _) = feedback::head(told.reaction);
            blocks.push(Block::Heading(name.to_owned()));
        }
        blocks.extend(feedback(told));
    }
    if explanation.cut {
        let text = "This is not all: an explanation reads 64 MiB and answers for 1,000 recipients at most. ";
        let all = vec![
            Span::text(text),
            Span::new("smtpref explain --summary", Role::Literal),
            Span::text(" counts all."),
        ];
        let below_title = usize::from(matches!(blocks.first(), Some(Block::Title { .. })));
        blocks.insert(below_title, Block::Note(all));
    }
    Document {
        title: format!("{name} {title}").trim_end().to_owned(),
        summary,
        blocks,
        also: also::of_replies(&explanation.replies, catalog),
    }
}

/// How a reply ends, which its words may tell otherwise than its codes.
#[must_use]
pub fn severity(answer: &Answer, catalog: &Catalog) -> Severity {
    match (answer.permanent, answer.codes.reply, answer.class) {
        (Some(true), ..) => Severity::Permanent,
        (Some(false), ..) => Severity::Transient,
        (None, Some(code), _) => Severity::of(Lookup::new(Code::Reply(code)), catalog),
        (None, None, Some(class)) => Severity::of_class(class),
        (None, None, None) => Severity::Neutral,
    }
}

/// The name, the title, the small facts and the summary of an explanation.
type Head = (String, String, Vec<String>, String);

fn of_one(of: Kind, answer: &Answer, catalog: &Catalog) -> Head {
    let known = answer.entry().and_then(|code| Known::find(code, catalog));
    let (title, summary) = match known {
        // Of the end of the attempts a page tells, and that has not come.
        None if of == Kind::Delay => (
            "Late, and still being tried",
            "The message waits in a queue, and the server goes on trying; there is nothing to do yet."
                .to_owned(),
        ),
        Some(known) => (known.entry.title, summary(answer, known).to_owned()),
        None => (
            "Cause not known",
            if answer.words.is_empty() && answer.codes.is_empty() {
                "It quotes no reply of a server.".to_owned()
            } else {
                "No rule knows these words.".to_owned()
            },
        ),
    };
    let finality = answer.permanent.map(finality);
    let finality = finality.map(|finality| wording::finality(finality, false).to_owned());
    let mut facts: Vec<String> = finality.into_iter().collect();
    facts.push(kind(of).to_owned());
    facts.extend(guess(answer.confidence).map(str::to_owned));
    let recipient = answer.recipient.as_ref();
    facts.extend(recipient.map(|recipient| format!("for {recipient}")));
    (codes(answer), title.to_owned(), facts, summary)
}

/// What a reply says in a sentence, no more surely than the verdict on the address is.
fn summary(answer: &Answer, known: Known<'_>) -> &'static str {
    let cause = known.page.detail.cause();
    let unsure = cause
        .and_then(|cause| cause.unsure)
        .filter(|_| answer.address == Verdict::Unknown);
    unsure.unwrap_or(known.entry.summary)
}

fn of_many(explanation: &Explanation, count: usize) -> Head {
    let of = explanation.kind;
    let is_taken = explanation.message == Some(Fates::one(Fate::Accepted));
    let head = explanation
        .feedback
        .first()
        .filter(|_| of == Kind::Feedback);
    let head = head.map(|first| feedback::head(first.reaction));
    let summary = match (of.has_replies(), count) {
        _ if head.is_some() => head.map_or("", |(_, summary)| summary),
        (true, 0) => no_failure(of),
        (true, _) => whose(&explanation.replies),
        (false, _) if of == Kind::Success && !is_taken => {
            "The server accepted what it was given: nothing failed."
        }
        (false, _) => no_failure(of),
    };
    let summary = match explanation.counted {
        Some(counted) => format!("{summary} {}", counts(counted)),
        None => summary.to_owned(),
    };
    let title = if count == 0 {
        String::new()
    } else {
        format!("{count} replies")
    };
    let name = head.map_or(kind(of), |(name, _)| name);
    (name.to_owned(), title, Vec::new(), summary)
}

fn of_answer(of: Kind, answer: &Answer, is_one: bool, catalog: &Catalog) -> Vec<Block> {
    let known = answer.entry().and_then(|code| Known::find(code, catalog));
    let mut blocks = Vec::new();
    if let Some(known) = known {
        if !is_one {
            let text = format!("{}. {}", known.entry.title, summary(answer, known));
            let mut text = strong(&text);
            let guess = guess(answer.confidence).map(|guess| format!(" ({guess})"));
            text.extend(guess.map(|guess| Span::new(guess, Role::Muted)));
            blocks.push(Block::Paragraph(text));
        }
        let warning = answer.warning(catalog);
        blocks.extend(warning.map(|warning| beware(&warning)));
    }
    blocks.extend(
        answer
            .contradiction
            .map(|one| contradiction(of, answer.message, one)),
    );
    blocks.extend(behind_alias(of, answer));
    blocks.extend(of_notice(answer));
    blocks.push(Block::Facts(first(of, answer, catalog)));
    let mut steps = advice(&answer.steps(catalog));
    if is_one && lacks_reason(of, answer) {
        steps.push(where_reasons_stand());
    }
    section(&mut blocks, "What to do", steps);
    let evidence = answer.evidence.iter();
    let told: Vec<Text> = evidence
        .map(|told| vec![Span::new(shortened(&told.text), Role::Literal)])
        .collect();
    let told = (!told.is_empty()).then_some(Block::Bullets(told));
    let rests_on = Block::Facts(rests_on(answer, catalog));
    section(
        &mut blocks,
        "What told it",
        told.into_iter().chain([rests_on]),
    );
    let entries = answer.entries(catalog);
    section(
        &mut blocks,
        "Read more",
        (!entries.is_empty()).then(|| lists::codes(entries, catalog)),
    );
    blocks
}

/// The codes of a reply and for whom it is.
fn heading(answer: &Answer) -> String {
    match &answer.recipient {
        Some(recipient) => format!("{} for {recipient}", codes(answer)),
        None => codes(answer),
    }
}

fn codes(answer: &Answer) -> String {
    if answer.codes.is_empty() {
        "No code".to_owned()
    } else {
        answer.codes.to_string()
    }
}

/// What decides on what to do, in the order and the words of a page.
fn first(of: Kind, answer: &Answer, catalog: &Catalog) -> Vec<(String, Text)> {
    let mut rows: Vec<(String, Text)> = Vec::new();
    let mut row = |name: &str, text: Text| rows.push((name.to_owned(), text));
    let of_codes = answer.lookup().map(|lookup| Record::of(lookup, catalog));
    row(
        "Address",
        match answer.address_note(catalog) {
            Some(note) => led(verdict(answer.address), ends(answer.address), note),
            None => judged(address(answer.address), ends(answer.address)),
        },
    );
    let message = match answer.message {
        Some(fate) => {
            let fates = Fates::one(fate);
            Some(judged(wording::message(fates, false), of_fates(fates)))
        }
        None => of_codes.as_ref().and_then(|record| {
            let fact = record.fact(FactName::Message, catalog)?;
            let text = lookup::fact(FactName::Message, Some(&fact), catalog);
            Some(of_fact(&fact, text))
        }),
    };
    if let Some(message) = message {
        row("Message", message);
    }
    let again = retry(of, answer, of_codes.as_ref(), catalog);
    row("Try again", vec![Span::text(again)]);
    if let Some(who) = answer.who(catalog) {
        row(
            "Who acts",
            vec![Span::text(wording::actor_in(who, answer.scene))],
        );
    }
    let stage = answer.stage.map(|stage| wording::send_stage(Some(stage)));
    match (said_by(answer, catalog), stage) {
        (Some(mut said), Some(stage)) => {
            said.push(Span::text(format!(", at {stage}")));
            row("Said by", said);
        }
        (Some(said), None) => row("Said by", said),
        (None, Some(stage)) => row("Said at", vec![Span::text(stage)]),
        (None, None) => {}
    }
    if let Some(list) = answer.blocklist {
        let text = format!("{}, looked up at {}", list.name, list.lookup);
        row("Block list", vec![Span::text(text)]);
    }
    rows
}

/// What the answer is taken from.
fn rests_on(answer: &Answer, catalog: &Catalog) -> Vec<(String, Text)> {
    let mut rows: Vec<(String, Text)> = Vec::new();
    let mut row = |name: &str, text: Text| rows.push((name.to_owned(), text));
    if let Some(cause) = answer.cause {
        row(
            "Cause",
            lists::titled(Lookup::new(Code::Cause(cause)), catalog),
        );
    }
    let told = match answer.own {
        Some(file) => {
            let what = if answer.rule.is_some() {
                "rule"
            } else {
                "hint"
            };
            vec![
                Span::text(format!("{OWN} a {what} of yours, in ")),
                Span::new(file, Role::Literal),
            ]
        }
        None => vec![Span::text(
            match answer.as_of(catalog).zip(answer.known_from(catalog)) {
                Some((day, known_from)) => format!(
                    "{} ({}, {day})",
                    confidence(answer, catalog),
                    wording::evidence(known_from)
                ),
                None => confidence(answer, catalog).to_owned(),
            },
        )],
    };
    row("Rests on", told);
    rows
}

/// A verdict as pages say it; `None` if nobody can tell.
const fn of_pages(verdict: Verdict) -> Option<Address> {
    match verdict {
        Verdict::Gone => Some(Address::Gone),
        Verdict::Alive => Some(Address::Alive),
        Verdict::NotAbout => Some(Address::NotAbout),
        Verdict::Unknown => None,
    }
}

/// Where nobody can tell.
const UNKNOWN: &str = "Unknown";

/// A verdict before a sentence.
fn verdict(verdict: Verdict) -> &'static str {
    of_pages(verdict).map_or(UNKNOWN, wording::verdict)
}

/// The same where no sentence follows.
fn address(verdict: Verdict) -> &'static str {
    of_pages(verdict).map_or(UNKNOWN, wording::address)
}

fn confidence(answer: &Answer, catalog: &Catalog) -> &'static str {
    let slug = answer.provider;
    let speaker = slug.and_then(|slug| catalog.provider(slug.as_str()));
    match answer.confidence {
        Confidence::ProviderRule => match speaker.map(|speaker| speaker.kind) {
            Some(ProviderKind::Software) => "a known text of this software",
            Some(ProviderKind::Blocklist) => "a known text of this list",
            _ => "a known reply of this provider",
        },
        Confidence::GeneralPhrase => "words that many servers use",
        Confidence::Words => "single words of the text; no rule knows the whole",
        Confidence::EnhancedCode => "the enhanced status code alone",
        Confidence::ReplyCode => "the reply code alone",
        Confidence::None => "nothing: the cause is not known",
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
