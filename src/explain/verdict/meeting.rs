//! The rules and hints that the words of a reply meet: first its own words, then those around it.

use std::ops::Range;

use smtpref_catalog::{About, Candidate, CauseGroup, Cue, EnhancedCode, Folded, Rule, Slug, Tier};

use super::super::answer::{Alternative, Kind};
use super::super::effort::look_at;
use super::super::scan::{LONGEST, Said, Source, holds_echo};
use super::super::text::Text;
use super::super::view::find;
use super::Context;
use super::above::lines_above;
use super::below::line_below;
use super::choose::Chosen;
use super::hinting::{Ground, Hint, better};
use crate::lookup::causes::{DELIVERY_EXPIRED, MESSAGE_TOO_BIG, POLICY, SYSTEM_ERROR};

/// The most runners-up that an answer names.
const RUNNERS_UP: usize = 3;

/// Words for programs that cannot take a mail apart.
const FRAME: &[&str] = &[
    "mime format",
    "mime-format",
    "mime-encapsulated",
    "multipart message",
];

/// What programs say in every notice of a refusal, in the order in which it stands there: of this one it tells nothing.
const OPENINGS: &[&str] = &[
    "the address which was undeliverable is listed in the section labeled",
    "i'm afraid i wasn't able to deliver your message to the following addresses.",
    "this is a permanent error; i've given up. sorry it didn't work out.",
    "this is a permanent error; i've given up.",
    "i've given up. sorry it didn't work out.",
    "some recipients failed:",
];

/// A rule that words meet, with the places in the text.
pub(super) struct Met<'c> {
    pub(super) rule: &'c Rule,
    pub(super) tier: Tier,
    /// The layer of the catalog that it is of.
    pub(super) layer: usize,
    pub(super) places: Vec<Range<usize>>,
    pub(super) alternatives: Vec<Alternative>,
}

/// What the words of a reply tell.
#[derive(Default)]
pub(super) struct Told<'c> {
    pub(super) met: Option<Met<'c>>,
    pub(super) provider: Option<&'static str>,
    /// What single words hint at.
    pub(super) hint: Option<Hint>,
}

impl<'a> Context<'a> {
    /// The rule that the words meet: those of the reply that speaks, then those of the others, then those of the notice.
    pub(super) fn told(&self, chosen: &Chosen<'_>) -> Told<'a> {
        let said = &chosen.said;
        if said.source == Source::Notice {
            return self.of_notice(chosen);
        }
        if self.is_bare_greeting(said) {
            return Told::default();
        }
        if let Some(told) = self.told_beside(chosen) {
            return told;
        }
        let mut told = self.meet_words(chosen, said.words.clone());
        if told.met.is_some() {
            return told;
        }
        for other in chosen.others.iter().take(4) {
            let tells = other.source != Source::Status && !other.is_echo(&self.view);
            if other.words.is_empty() || other.words == said.words || !tells {
                continue;
            }
            let next = self.meet_words(chosen, other.words.clone());
            if next.met.is_some() {
                return next;
            }
            told.provider = told.provider.or(next.provider);
            told.hint = better(told.hint, next.hint);
        }
        let tells = |code: EnhancedCode| {
            !code.is_coarse()
                && code.detail() > 0
                && self.catalog.taken_for_enhanced(code).is_some()
        };
        // Where a notice only names a code in what it advises, its words tell more.
        let is_named = said.source == Source::Prose && self.kind == Kind::Bounce;
        let is_telling =
            !is_named && said.codes.enhanced.is_some_and(tells) || said.codes.reply.is_some();
        let is_repeated = told.hint.is_some() && holds_echo(&self.view, &said.block);
        if said.block != said.words && said.source != Source::Log && !is_repeated {
            let next = self.meet_words(
                chosen,
                self.view.trim(self.view.cut(said.block.clone(), LONGEST)),
            );
            if next.met.is_some() {
                return next;
            }
            if !is_telling {
                told.hint = better(told.hint, next.hint);
            }
        }
        let is_notice = matches!(self.kind, Kind::Bounce | Kind::Delay);
        if !is_telling && is_notice && !chosen.is_own {
            let next = self.of_notice(chosen);
            if next.met.is_some() {
                return next;
            }
            // All the words of a notice are like many things.
            let is_known = |hint: &Hint| hint.ground == Ground::Known || said.places.is_empty();
            told.hint = better(told.hint, next.hint.filter(is_known));
        }
        told
    }

    /// What a program tells above the bare words with which its server closed, or what stands below a code without any.
    fn told_beside(&self, chosen: &Chosen<'_>) -> Option<Told<'a>> {
        let above =
            lines_above(&self.view, &chosen.said).map(|words| self.meet_words(chosen, words));
        let above = above.filter(|told| told.met.is_some());
        let below = || Some(self.meet_words(chosen, line_below(&self.view, &chosen.said)?));
        let tells = |told: &Told<'_>| told.met.is_some() || told.hint.is_some();
        above.or_else(|| below().filter(tells))
    }

    /// What all the words of a notice tell; those that announce others count if the others tell nothing.
    fn of_notice(&self, chosen: &Chosen<'_>) -> Told<'a> {
        let told = self.meet(chosen, &self.notice(false));
        if told.met.is_some() || told.hint.is_some() {
            return told;
        }
        self.meet(chosen, &self.notice(true))
    }

    /// The words of a notice, as many as are read.
    fn notice(&self, with_announcing: bool) -> Vec<Range<usize>> {
        let mut room = 2 * LONGEST;
        let mut all = Vec::new();
        let is_frame = |words: &Range<usize>| {
            self.view.has(words, FRAME) || !with_announcing && self.announces(words)
        };
        for words in &self.prose {
            let is_common = !self.own.iter().any(|own| words.contains(own));
            if self.body.contains(&words.start) && is_common && room > 0 && !is_frame(words) {
                let words = self.view.cut(words.clone(), room);
                room -= words.len();
                all.extend(self.without_openings(words));
            }
        }
        all
    }

    /// The parts of some words that programs do not write in each of their notices.
    fn without_openings(&self, words: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = vec![words];
        for opening in OPENINGS {
            let Some(last) = parts.pop() else { break };
            match self.view.find(last.clone(), opening) {
                Some(at) => parts.extend([last.start..at, at + opening.len()..last.end]),
                None => parts.push(last),
            }
        }
        let parts = parts.into_iter().map(|part| self.view.trim(part));
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// Whether a block of a notice only says that what follows failed.
    fn announces(&self, words: &Range<usize>) -> bool {
        self.view.text[words.clone()].ends_with(':')
            && self.view.tells(words, Cue::Failed)
            && self.prose.iter().any(|other| other.start > words.start)
    }

    fn meet_words(&self, chosen: &Chosen<'_>, words: Range<usize>) -> Told<'a> {
        self.meet(chosen, &[words])
    }

    /// The rules that some words meet with the codes of a reply.
    fn meet(&self, chosen: &Chosen<'_>, words: &[Range<usize>]) -> Told<'a> {
        let said = &chosen.said;
        let mut spoken = Text::with_room(words.iter().map(|words| words.len() + 1).sum());
        for (place, words) in words.iter().enumerate() {
            look_at(words.len());
            if place > 0 {
                spoken.push_for("\n", words.start..words.start);
            }
            self.without_codes(said, words, &mut spoken);
        }
        let Some(start) = words.first().map(|words| words.start) else {
            return Told::default();
        };
        if spoken.text.is_empty() {
            return Told::default();
        }
        let folded = Folded::new(&spoken.text).beside(&self.named_around(said, start));
        let matcher = self.catalog.matcher();
        let (mut candidates, providers) =
            matcher.candidates_and_providers(said.codes, &folded, spoken.text.len());
        // The domain of a refused sender did not speak.
        let spoke = |is_of_sender: bool| {
            let first = providers.first().copied();
            first.filter(|name| !is_of_sender || !self.is_of_address(name, &spoken.text))
        };
        if let Some(own) = self.of_service(said, &folded) {
            candidates = matcher.candidates(said.codes, &own, spoken.text.len());
        }
        candidates.retain(|one| !(chosen.is_of_sender && self.is_of_recipient(one.rule.cause)));
        if self.names_host(said) {
            candidates.retain(|one| !self.is_of_other_host(one, &spoken.text));
        }
        let hint = || self.hint_in(chosen, &spoken, &folded, &providers);
        let first = if self.is_waiting(said) {
            let other = candidates.iter().find(|other| !is_late(other));
            let is_short = said.source != Source::Notice;
            let has_hint = || {
                is_short
                    && hint().is_some_and(|hint| hint.hinted.cause.as_str() != DELIVERY_EXPIRED)
            };
            other.or_else(|| candidates.first().filter(|_| !has_hint()))
        } else {
            let told_inside = |one: &&Candidate<'_>| one.rank.tier == Tier::General;
            let is_passed_on = |first: &&Candidate<'_>| passes_on(said, first);
            let inside = candidates.iter().find(told_inside);
            let first = candidates.first();
            let wrapped = || {
                first.filter(|first| first.rule.cause.as_str() == SYSTEM_ERROR)?;
                candidates.iter().find(|one| {
                    self.is_of_mailbox(one.rule.cause)
                        && !first.is_some_and(|first| is_part(one, first))
                })
            };
            let inside = first.filter(is_passed_on).and(inside);
            inside.or_else(wrapped).or(first)
        };
        let first = first.filter(|first| {
            // What the other server said tells more than the number under which it is passed on.
            let wide = |cause: &Slug| matches!(cause.as_str(), POLICY | SYSTEM_ERROR);
            !passes_on(said, first) || hint().is_none_or(|hint| wide(&hint.hinted.cause))
        });
        let Some(first) = first else {
            return Told {
                met: None,
                provider: spoke(chosen.is_of_sender),
                hint: hint(),
            };
        };
        let about = self.cause(first.rule.cause).and_then(|cause| cause.about);
        let is_of_sender = chosen.is_of_sender || about == Some(About::Sender);
        let is_open = first.rule.provider().is_none();
        Told {
            provider: if is_open { spoke(is_of_sender) } else { None },
            met: Some(met(first, &candidates, &spoken)),
            hint: None,
        }
    }

    /// Whether a cause tells of a mailbox, an address or a size: of a program that failed it is what that said.
    fn is_of_mailbox(&self, cause: Slug) -> bool {
        let group = self.cause(cause).map(|detail| detail.group);
        matches!(group, Some(CauseGroup::Mailbox | CauseGroup::Address))
            || cause.as_str() == MESSAGE_TOO_BIG
    }

    /// Whether the time that a message waits is not why it does: of a notice of delay the reason is asked, and a fine code has another.
    fn is_waiting(&self, said: &Said) -> bool {
        let is_fine = |code: EnhancedCode| !code.is_coarse() && code.subject().number() != 4;
        self.kind == Kind::Delay || said.codes.enhanced.is_some_and(is_fine)
    }

    /// The words of a reply without the codes that each of its lines began with.
    fn without_codes(&self, said: &Said, words: &Range<usize>, text: &mut Text) {
        let source = &self.view.text[words.clone()];
        let Some(reply) = said.codes.reply else {
            text.push_copy(source, words.start);
            return;
        };
        let digits = reply
            .digits()
            .map(|digit| b"0123456789"[usize::from(digit)]);
        let (mut at, mut kept) = (0, 0);
        while let Some(next) = find(&source.as_bytes()[at..], &digits) {
            at += next;
            // The code that the words begin with is part of them.
            let stands = source[..at].ends_with([' ', '\n']);
            let length = if stands {
                repeated(&source[at..], digits.len(), said.codes.enhanced)
            } else {
                0
            };
            if length == 0 {
                at += digits.len();
                continue;
            }
            // So is the mark of a session before it: `<<< 550-5.7.1 `.
            let line = source[kept..at].rfind('\n').map(|end| kept + end + 1);
            let mark = line.filter(|line| is_mark(&source[*line..at]));
            text.push_copy(&source[kept..mark.unwrap_or(at)], words.start + kept);
            at += length;
            kept = at;
        }
        text.push_copy(&source[kept..], words.start + kept);
    }
}

/// Whether the beginning of a line only shows that a server speaks: `<<< `, `<** `, `S: `.
fn is_mark(text: &str) -> bool {
    const LONGEST: usize = 6;
    text == "S: " || text.len() <= LONGEST && !text.contains(char::is_alphanumeric)
}

/// Whether all that met one rule lies within what met another.
fn is_part(one: &Candidate<'_>, whole: &Candidate<'_>) -> bool {
    one.evidence.iter().all(|piece| {
        let holds = |place: &Range<usize>| place.start <= piece.start && piece.end <= place.end;
        whole.evidence.iter().any(holds)
    })
}

/// Whether a rule goes by a number of its provider that has no subject: behind it stands what another server said.
fn passes_on(said: &Said, candidate: &Candidate<'_>) -> bool {
    let has_no_subject = |code: EnhancedCode| code.subject().number() == 0;
    candidate.rank.tier == Tier::ProviderCode && said.codes.enhanced.is_some_and(has_no_subject)
}

/// Whether a general phrase says only that time is over.
fn is_late(candidate: &Candidate<'_>) -> bool {
    candidate.rank.tier == Tier::General && candidate.rule.cause.as_str() == DELIVERY_EXPIRED
}

fn met<'c>(first: &Candidate<'c>, candidates: &[Candidate<'c>], spoken: &Text) -> Met<'c> {
    let length = spoken.text.len();
    let in_words = first.evidence.iter().filter(|range| range.end <= length);
    let alternatives = candidates.iter().filter(|other| {
        other.rule.cause != first.rule.cause || other.rule.provider() != first.rule.provider()
    });
    Met {
        rule: first.rule,
        tier: first.rank.tier,
        layer: first.rank.layer,
        places: in_words.map(|range| spoken.origin(range.clone())).collect(),
        alternatives: alternatives
            .take(RUNNERS_UP)
            .map(|other| Alternative {
                rule: other.rule.name,
                cause: other.rule.cause,
            })
            .collect(),
    }
}

/// The length of the codes that a line of a reply begins with, if they are the same again: `550-5.1.1 `, `550 5.1.1 `, `550-`.
fn repeated(rest: &str, digits: usize, enhanced: Option<EnhancedCode>) -> usize {
    let after = &rest[digits..];
    let Some(mark) = after
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | ' '))
    else {
        return 0;
    };
    let of_code = enhanced.and_then(|code| {
        let code = code.to_string();
        let behind = after[1..].trim_start().strip_prefix(&code)?;
        behind
            .starts_with([' ', '\n', '-', ':'])
            .then(|| rest.len() - behind.len() + 1)
    });
    match of_code {
        Some(length) => length,
        None if mark == '-' => digits + 1,
        None => 0,
    }
}
