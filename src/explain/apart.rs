//! Several replies of a text that names nobody: those of a list, and those of deliveries that have numbers.

use std::collections::HashSet;

use smtpref_catalog::Command;

use super::answer::{Answer, Confidence, Kind};
use super::scan::{Said, Source, delivery, message};
use super::verdict::Context;
use super::verdict::choose::choose;

/// The answers of such a text; `None` if its replies are of one event.
pub(super) fn told_apart(context: &Context<'_>, common: &[&Said]) -> Option<Vec<Answer>> {
    of_paragraphs(context, common).or_else(|| of_deliveries(context, common))
}

/// The answers of a text that quotes several replies, each in a paragraph of its own and for a cause of its own, and names nobody: a list
/// of errors, or a page about them. One that quotes a success too is of a session.
fn of_paragraphs(context: &Context<'_>, common: &[&Said]) -> Option<Vec<Answer>> {
    const MOST: usize = 10;
    let mut refusals = common
        .iter()
        .filter(|one| one.codes.reply.is_some() && !one.is_success());
    if context.kind != Kind::Reply || refusals.nth(1).is_none() {
        return None;
    }
    let mut all: Vec<Answer> = Vec::new();
    let mut end = 0;
    for one in common.iter().take(2 * MOST) {
        let is_apart =
            all.is_empty() || context.view.text[end..one.block.start.max(end)].contains("\n\n");
        end = one.block.end;
        let answer = context.answer_for_named(&choose(&context.view, &[one])?);
        let is_known =
            |known: &Answer| known.cause == answer.cause || known.codes.reply == answer.codes.reply;
        if all.iter().any(is_known) {
            continue;
        }
        let by_words = !matches!(
            answer.confidence,
            Confidence::ReplyCode | Confidence::EnhancedCode | Confidence::None
        );
        if !is_apart || !by_words || one.is_echo(&context.view) {
            return None;
        }
        all.push(answer);
    }
    (2..=MOST).contains(&all.len()).then_some(all)
}

/// The answers of a log for messages that failed and of which no line names a recipient, where others are named.
pub(super) fn of_other_messages(context: &Context<'_>, said: &[Said]) -> Vec<Answer> {
    if context.kind != Kind::Log {
        return Vec::new();
    }
    let view = &context.view;
    let key = |one: &Said| {
        let number = delivery(view, &one.block).map(|(number, _)| number);
        let of = message(view, &one.block);
        (number.is_some() || of.is_some()).then_some((number, of))
    };
    let named = said.iter().filter(|one| one.recipient.is_some());
    let mut known: HashSet<_> = named.filter_map(key).collect();
    let is_refusal = |one: &&Said| {
        let has_code = one.codes.reply.is_some() || delivery(view, &one.block).is_some();
        one.recipient.is_none() && !one.is_success() && has_code
    };
    let mut all: Vec<Answer> = Vec::new();
    // The last reply to a message tells how it stands.
    for one in said.iter().rev().filter(is_refusal) {
        let is_new = match key(one) {
            Some(key) => known.insert(key),
            None => is_before_recipients(one),
        };
        let chosen = choose(view, &[one]).filter(|_| is_new);
        let answer = chosen.map(|chosen| context.answer_for_named(&chosen));
        let says_more = |answer: &Answer| {
            let mut others = all.iter();
            others.all(|other| (other.codes, other.cause) != (answer.codes, answer.cause))
        };
        all.extend(answer.filter(|answer| key(one).is_some() || says_more(answer)));
    }
    all.reverse();
    all
}

/// Whether a server tells in its log of a session that ended before any recipient was named.
fn is_before_recipients(one: &Said) -> bool {
    let is_logged = one.source == Source::Prose && one.origin.is_some();
    is_logged && matches!(one.stage, Some(Command::Mail | Command::Auth))
}

/// The answers of a log of qmail whose deliveries have numbers and no names.
fn of_deliveries(context: &Context<'_>, common: &[&Said]) -> Option<Vec<Answer>> {
    if context.kind != Kind::Log {
        return None;
    }
    let number = |one: &&Said| Some(delivery(&context.view, &one.block)?.0);
    let refusals: Vec<&Said> = common
        .iter()
        .copied()
        .filter(|one| !one.is_success())
        .collect();
    let mut numbers = refusals.iter().map(number).collect::<Option<Vec<u64>>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() < 2 || numbers.len() != refusals.len() {
        return None;
    }
    let answer = |one: &Said| Some(context.answer_for_named(&choose(&context.view, &[one])?));
    refusals.into_iter().map(answer).collect()
}
