//! For each who failed an answer, made of what was said of that recipient, else of what was said of all.

use std::collections::HashMap;

use smtpref_catalog::{Cue, Scene};

use super::answer::{Answer, Kind};
use super::apart;
use super::scan::{Recipient, Said, Scan, Source, message};
use super::verdict::choose::{Chosen, choose};
use super::verdict::{self, Context, stated};
use super::view::View;

/// One answer for each recipient, in a log for each message to one that ended in another way, or one without.
pub(super) fn answers(context: &Context<'_>, found: &Scan) -> Vec<Answer> {
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
    let mut all: Vec<Answer> = Vec::new();
    let told: Vec<usize> = (0..of.len()).filter(|&one| !of[one].is_empty()).collect();
    for (recipient, own) in found.recipients.iter().zip(of) {
        if recipient.is_left_out || own.is_empty() && is_beside(context, found, recipient, &told) {
            continue;
        }
        let first = all.len();
        for own in by_message(context, own) {
            let Some(answer) = of_recipient(context, found, &common, recipient, own) else {
                continue;
            };
            // The same again says nothing new, and the last one tells how it stands.
            let of_others = all.split_off(first);
            all.extend(
                of_others
                    .into_iter()
                    .filter(|other| !says_the_same(other, &answer)),
            );
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
    // Of one too many to be kept nobody knows whether it is another.
    if !found.cut {
        all.extend(apart::of_other_messages(context, &found.said));
    }
    all
}

/// Whether a recipient of whom nothing is said stands in one line with one who has a reply: people list those to whom they wrote, and quote
/// the notice about some.
fn is_beside(context: &Context<'_>, found: &Scan, one: &Recipient, told: &[usize]) -> bool {
    /// More are no list that somebody typed.
    const FEW: usize = 8;
    let text = context.view.text;
    let line = |of: &Recipient| text[..of.place.start].rfind('\n');
    let own = || line(one);
    found.reports.headers.is_empty()
        && found.recipients.len() <= FEW
        && !one
            .own_words(false)
            .is_some_and(|words| context.view.tells(words, Cue::Trouble))
        && one.fate.is_none()
        && told
            .iter()
            .any(|&other| line(&found.recipients[other]) == own())
}

/// What was said of a recipient, the replies to each message by themselves: a log may hold several.
fn by_message<'s>(context: &Context<'_>, own: Vec<&'s Said>) -> Vec<Vec<&'s Said>> {
    let is_log = own.iter().all(|one| one.source == Source::Log);
    if !is_log || own.len() < 2 {
        return vec![own];
    }
    let mut places = HashMap::new();
    let mut all: Vec<Vec<&Said>> = Vec::new();
    for one in own {
        let place = *places
            .entry(message(&context.view, &one.block))
            .or_insert(all.len());
        match all.get_mut(place) {
            Some(of_message) => of_message.push(one),
            None => all.push(vec![one]),
        }
    }
    all
}

/// Whether two answers of one recipient are the same failure, met twice.
fn says_the_same(one: &Answer, other: &Answer) -> bool {
    (one.codes, one.cause, one.message) == (other.codes, other.cause, other.message)
}

/// The answer for a recipient of a message, by what was said of him or her.
fn of_recipient(
    context: &Context<'_>,
    found: &Scan,
    common: &[&Said],
    recipient: &Recipient,
    mut own: Vec<&Said>,
) -> Option<Answer> {
    if common.iter().any(|one| !one.is_success()) {
        own.retain(|one| !one.follows_a_refusal(&context.view));
    }
    let is_alone = found.recipients.len() == 1;
    let words = recipient.own_words(is_alone);
    if !is_alone && let Some(answer) = of_own_words(context, recipient, &own) {
        return Some(answer);
    }
    let chosen = choose(&context.view, &own).filter(|chosen| {
        let is_status = chosen.said.source == Source::Status;
        // What the log says of a delivery goes before the words of whoever shows it.
        let is_of_log = chosen.said.source == Source::Log
            && chosen.said.state.is_some()
            && common.iter().all(|one| one.source != Source::Log);
        common.is_empty() || is_of_log || chosen.said.fineness() > 0 && !(is_status && is_alone)
    });
    let chosen = chosen.or_else(|| of_status_alone(&context.view, common, &own, is_alone));
    let chosen = chosen.or_else(|| {
        let both: Vec<&Said> = common.iter().chain(&own).copied().collect();
        choose(&context.view, &both)
    });
    let is_silent = chosen.is_none();
    let chosen = match chosen {
        Some(mut chosen) => {
            // What a notice says of others tells nothing of one who has words of his own.
            let has_words = chosen.said.source != Source::Status && !chosen.said.words.is_empty();
            chosen.is_own = !is_alone && has_words && chosen.said.recipient.is_some();
            chosen
        }
        // Who is named beside a session or a log without a reply of his own failed nowhere.
        None if recipient.in_session || found.has_session || found.has_log => return None,
        None if !own.is_empty() => return None,
        None => stated::nothing_said(context, words),
    };
    let named = Some((recipient.address.as_str(), recipient.place.clone()));
    let mut answer = context.answer_for(&chosen, named);
    if context.has_both {
        // Of several a report may tell that one failed and that another is still tried.
        answer.message = recipient.fate.or(answer.message);
    }
    if let Some(until) = &recipient.until {
        answer.until = Some(verdict::one_line(&context.view.text[until.clone()]));
    }
    // Behind the address of one who is alone may stand what somebody wrote.
    if is_silent && is_alone {
        answer = stated::or_of_line(context, answer);
    }
    // An address alone says nothing, unless a notice has it or a program that failed to send; nor do words that only speak of mail.
    let is_told = || {
        answer.scene == Some(Scene::Program) || stated::tells(context, &chosen.said.words, &answer)
    };
    (!is_silent || context.kind != Kind::Reply || is_told()).then_some(answer)
}

/// The status of one of several recipients, if it speaks of something else than what a notice says of others: `5.3.0` beside a `550 5.1.1`.
fn of_status_alone<'s>(
    view: &View<'_>,
    common: &[&'s Said],
    own: &[&'s Said],
    is_alone: bool,
) -> Option<Chosen<'s>> {
    let subject = |one: &Said| one.codes.enhanced.map(|code| code.subject().number());
    let of_own = own
        .iter()
        .find_map(|one| subject(one))
        .filter(|number| *number > 0)?;
    let refusals = common.iter().filter(|one| !one.is_success());
    let of_others = refusals
        .filter_map(|one| subject(one))
        .filter(|number| *number > 0);
    let mut of_others = of_others.peekable();
    let is_told = of_others.peek().is_some() && of_others.all(|number| number != of_own);
    (is_told && !is_alone).then(|| choose(view, own)).flatten()
}

/// The answer for one of several recipients of whom nothing has a reply code, if his own words tell a cause.
fn of_own_words(context: &Context<'_>, recipient: &Recipient, own: &[&Said]) -> Option<Answer> {
    // A status alone has no words.
    let is_status = |one: &&Said| one.source == Source::Status && one.codes.reply.is_none();
    // That a command came too early is an echo of what another was told.
    let is_silent = |one: &&Said| is_status(one) || one.follows_a_refusal(&context.view);
    let words = recipient.own_words(false)?;
    if !own.iter().all(is_silent) {
        return None;
    }
    let mut chosen = stated::nothing_said(context, Some(words));
    chosen.is_own = true;
    if let Some(status) = own.iter().find(|one| is_status(one)) {
        let said = chosen.said.to_mut();
        said.codes.enhanced = status.codes.enhanced;
        said.places.clone_from(&status.places);
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
        stated::without_code(context)
    } else {
        None
    }
}

/// The answer that the lines of a session or of a log state in words; `None` if they only tell what was done.
pub(super) fn stated(context: &Context<'_>, kind: Kind, found: &Scan) -> Option<Answer> {
    // Most lines of a log report no failure, so words that are known have to be like those of programs.
    let is_told = |answer: &Answer| {
        kind != Kind::Log || answer.rule.is_some() || stated::is_sure(context, answer)
    };
    let answer = stated::by_lines(context).or_else(|| stated::as_line(context));
    let answer = answer.filter(is_told);
    // A success that a program did not wait for is the answer to another command, which tells more than single words of a line.
    let answer = match answer {
        Some(answer) if answer.rule.is_some() => Some(answer),
        answer => stated::out_of_step(context, &found.said).or(answer),
    };
    answer.map(|mut answer| {
        if kind == Kind::Log {
            context.place_in_log(&mut answer);
        }
        of_session(answer, found)
    })
}

/// The answer of a session that broke: for the one recipient whom it names.
fn of_session(mut answer: Answer, found: &Scan) -> Answer {
    if let ([one], None) = (&found.recipients[..], &answer.recipient) {
        answer.recipient = Some(one.address.clone());
    }
    answer
}
