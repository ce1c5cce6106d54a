//! Which of several replies speaks for a recipient: refusals before successes, the finer code before the coarse one, the last of a
//! session unless it is an echo; and what it lacks is taken from the others.

use std::borrow::Cow;

use smtpref_catalog::{Codes, EnhancedClass, EnhancedCode, ReplyCode, Slug};

use super::super::scan::{LONGEST, Said, Source, is_about_sender};
use super::super::view::View;
use crate::lookup::causes::USER_UNKNOWN;

/// The reply that speaks, complete, and the others in the order in which they are asked when its words tell nothing.
pub(in crate::explain) struct Chosen<'s> {
    pub(in crate::explain) said: Cow<'s, Said>,
    pub(in crate::explain) others: Vec<&'s Said>,
    /// The status of the report, if its class is another one.
    pub(in crate::explain) against: Option<EnhancedCode>,
    /// The code with which Sendmail closes a session that it quotes; it fits what is said of a user.
    pub(in crate::explain) closing: Option<EnhancedCode>,
    /// Whether nothing but its own words counts.
    pub(in crate::explain) is_own: bool,
    /// Whether it speaks of the sender.
    pub(in crate::explain) is_of_sender: bool,
}

impl Chosen<'_> {
    /// Its codes, with the enhanced status code of the closing line if it has none and that one fits the cause.
    pub(in crate::explain) fn codes(&self, cause: Option<Slug>) -> Codes {
        let is_of_user = cause.is_some_and(|cause| cause.as_str() == USER_UNKNOWN);
        let closing = self.closing.filter(|_| is_of_user);
        Codes {
            enhanced: self.said.codes.enhanced.or(closing),
            ..self.said.codes
        }
    }
}

/// Chooses among all that was said of one recipient.
pub(in crate::explain) fn choose<'s>(view: &View<'_>, all: &[&'s Said]) -> Option<Chosen<'s>> {
    if let [one] = all {
        return (!one.is_success()).then(|| Chosen {
            said: Cow::Borrowed(one),
            others: Vec::new(),
            against: None,
            closing: None,
            is_own: false,
            is_of_sender: is_about_sender(view, one),
        });
    }
    let mut refusals: Vec<&Said> = all
        .iter()
        .copied()
        .filter(|one| !one.is_success())
        .collect();
    if refusals.is_empty() {
        return None;
    }
    keep_if_any(&mut refusals, |one| one.fineness() > 0);
    let quotes =
        |one: &&Said| one.codes.reply.is_some() && !is_summary(view, one) && !one.is_echo(view);
    if refusals.iter().any(quotes) {
        keep_if_any(&mut refusals, |one| !is_summary(view, one));
    }
    // A status alone is no better than the echo that it goes with.
    let tells = |one: &&Said| one.source != Source::Status && !one.is_echo(view);
    if refusals.iter().any(tells) {
        keep_if_any(&mut refusals, |one| !one.is_echo(view));
    }
    keep_if_any(&mut refusals, |one| !one.is_weak);
    let is_log = refusals.iter().all(|one| one.source == Source::Log);
    // A final refusal that names somebody goes before what names nobody and may pass: the connection may break after it.
    let is_final = |one: &Said| {
        let names = || view.text[view.cut(one.block.clone(), LONGEST)].contains('@');
        one.codes.reply.is_some() && one.class() == Some(EnhancedClass::Permanent) && names()
    };
    let order = |one: &&Said| (one.fineness(), is_final(one), one.source);
    let best = if is_log {
        refusals.last().copied()
    } else {
        // The last of the finest.
        refusals.iter().copied().max_by_key(order)
    }?;
    let mut said = best.clone();
    let mut others: Vec<&Said> = all
        .iter()
        .copied()
        .filter(|other| !std::ptr::eq(*other, best) && !other.is_success())
        .collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.source));
    let (mut against, mut closing) = (None, None);
    if is_log {
        // Attempts of other hours may have been refused for other reasons.
        others.retain(|other| has_same_codes(&said, other));
    } else {
        if !is_summary(view, best) {
            closing = others
                .iter()
                .find(|other| is_summary(view, other))
                .and_then(|one| one.codes.enhanced);
            // A status has no words of its own, whatever closes the session.
            let is_status = best.source == Source::Status;
            others.retain(|other| is_status || !is_summary(view, other));
        }
        for other in &others {
            fill(&mut said, other);
            let is_status = other.source == Source::Status && said.class().is_some();
            if is_status && other.class() != said.class() {
                against = other.codes.enhanced;
                // The only code of its kind that the text has.
                if said.codes.enhanced.is_none() {
                    said.codes.enhanced = other.codes.enhanced;
                    said.places.extend(other.places.iter().cloned());
                }
            }
        }
    }
    Some(Chosen {
        is_of_sender: is_about_sender(view, &said),
        said: Cow::Owned(said),
        others,
        against,
        closing,
        is_own: false,
    })
}

fn keep_if_any(all: &mut Vec<&Said>, keep: impl Fn(&Said) -> bool) {
    if all.iter().any(|one| keep(one)) {
        all.retain(|one| keep(one));
    }
}

/// Whether two replies may be the same refusal, by their codes.
fn has_same_codes(one: &Said, other: &Said) -> bool {
    let (of_one, of_other) = (one.codes.enhanced, other.codes.enhanced);
    let is_same_status = of_one.is_none() || of_other.is_none() || of_one == of_other;
    let is_same_class = one.codes.class().is_none() || one.class() == other.class();
    one.codes.may_be_one_with(other.codes) && is_same_status && is_same_class
}

/// Takes from another reply what the one lacks, if both may be the same refusal.
fn fill(said: &mut Said, other: &Said) {
    let one_class = said.class().is_none() || other.class() == said.class();
    if !one_class || !said.codes.may_be_one_with(other.codes) {
        return;
    }
    if said.codes.complete_from(other.codes) {
        said.places.extend(other.places.iter().cloned());
    }
    said.stage = said.stage.or(other.stage);
    said.origin = said.origin.or(other.origin);
}

/// Whether it is what Sendmail says itself of a refusal that it quotes, whatever that was: `554 <bob@example.net>... Service unavailable`,
/// and `550 5.1.1 <bob@example.net>... User unknown` below each 550 that RCPT met; or what it says of a connection that broke after it.
fn is_summary(view: &View<'_>, one: &Said) -> bool {
    const CLOSING: &[(u16, &str)] = &[
        (501, "data format error"),
        (550, "... user unknown"),
        (554, "service unavailable"),
        (554, "unknown mailer error"),
        (554, "local configuration error"),
    ];
    const BROKEN: &str = "reply: read error from";
    let words = view.lower[one.words.clone()].trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let number = one.codes.reply.map(ReplyCode::number);
    let start = one
        .places
        .first()
        .map_or(one.words.start, |code| code.start);
    let is_quoted = || view.text[..start].trim_end().ends_with("<<<");
    let closes = |(code, end): &(u16, &str)| {
        let before = words.strip_suffix(end).filter(|_| Some(*code) == number);
        let has_name = |before: &str| end.starts_with("...") || before.ends_with("... ");
        before.is_some_and(|before| has_name(before) || !is_quoted())
    };
    let is_broken = words.contains(BROKEN);
    one.source == Source::Prose && (is_broken || CLOSING.iter().any(closes))
}
