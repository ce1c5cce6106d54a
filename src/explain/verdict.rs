//! What a reply really says: the rule that its words meet, else what its codes are taken for; then the address, whether waiting helps,
//! and the places in the input that told it.

use std::ops::Range;

use smtpref_catalog::{
    Address, Candidate, Catalog, CauseDetail, CauseGroup, Code, EnhancedClass, Folded, Heading,
    Permanence, Rule, Slug, Tier,
};

use super::answer::{Alternative, Answer, Confidence, Contradiction, Evidence, Kind, Verdict};
use super::by_code;
use super::choose::Chosen;
use super::hints;
use super::notes;
use super::said::{LONGEST, Said, Source, is_coarse};
use super::text::Text;
use super::view::View;
use crate::lookup::Known;

/// The most runners-up that an answer names.
const RUNNERS_UP: usize = 3;
/// How much of the text before a reply is read for the host that spoke.
const BESIDE: usize = 240;

/// What all answers of a text share.
pub(super) struct Context<'a> {
    pub(super) text: &'a Text,
    pub(super) view: View<'a>,
    pub(super) catalog: &'a Catalog,
    pub(super) kind: Kind,
    /// Where the words of a notice are.
    pub(super) body: Range<usize>,
}

/// A rule that words meet, with the places in the text.
struct Met<'c> {
    rule: &'c Rule,
    tier: Tier,
    places: Vec<Range<usize>>,
    alternatives: Vec<Alternative>,
}

/// What the words of a reply tell.
#[derive(Default)]
struct Told<'c> {
    met: Option<Met<'c>>,
    provider: Option<&'static str>,
    /// What single words hint at.
    hint: Option<Slug>,
}

impl<'a> Context<'a> {
    /// The answer for one recipient.
    pub(super) fn answer(
        &self,
        chosen: &Chosen<'_>,
        recipient: Option<(&str, Range<usize>)>,
    ) -> Answer {
        let said = &chosen.said;
        let told = self.told(chosen);
        let code_cause = self.by_words_or_code(said, told.hint);
        let rule = told.met.as_ref().map(|met| met.rule);
        let cause = rule
            .map(|rule| rule.cause)
            .or(code_cause.map(|(cause, _)| cause));
        let detail = cause.and_then(|cause| self.cause(cause));
        let confidence = match (&told.met, code_cause) {
            (Some(met), _) if met.tier == Tier::General => Confidence::GeneralPhrase,
            (Some(_), _) => Confidence::ProviderRule,
            (None, Some((_, confidence))) => confidence,
            (None, None) => Confidence::None,
        };
        let claimed = said.class();
        let permanent = self.permanent(rule, detail, claimed);
        let class = claimed.or(match (self.kind, permanent) {
            (Kind::Delay, _) | (_, Some(false)) => Some(EnhancedClass::Transient),
            (Kind::Bounce, _) | (_, Some(true)) => Some(EnhancedClass::Permanent),
            _ => None,
        });
        let mut answer = Answer {
            recipient: recipient.as_ref().map(|(address, _)| (*address).to_owned()),
            reply: said.reply,
            enhanced: said.enhanced,
            class,
            stage: said.stage,
            origin: said.origin,
            provider: rule
                .and_then(Rule::provider)
                .or(told.provider)
                .and_then(Slug::new),
            cause,
            group: detail.map(|detail| detail.group),
            address: self.address(rule, detail, class, confidence),
            permanent,
            who: None,
            retry_after: notes::retry_after(&self.view, &said.words),
            until: self.until(),
            blocklist: None,
            contradiction: contradiction(chosen, rule, permanent, claimed),
            rule: rule.map(|rule| rule.name),
            confidence,
            alternatives: Vec::new(),
            words: one_line(&self.view.text[said.words.clone()]),
            evidence: Vec::new(),
        };
        if matches!(
            cause.map(Slug::as_str),
            Some("blocklisted" | "ip-reputation" | "domain-reputation" | "spam-content")
        ) {
            answer.blocklist = notes::blocklist(&self.view, &said.words);
        }
        answer.who = answer.steps(self.catalog).first().map(|fix| fix.who);
        let mut places = said.codes.clone();
        places.extend(recipient.map(|(_, place)| place));
        if let Some(met) = told.met {
            places.extend(met.places);
            answer.alternatives = met.alternatives;
        }
        answer.evidence = self.evidence(places);
        answer
    }

    /// The rule that the words meet: those of the reply that speaks, then those of the others, then those of the notice.
    fn told(&self, chosen: &Chosen<'_>) -> Told<'a> {
        let said = &chosen.said;
        let mut told = self.meet(said, said.words.clone());
        if told.met.is_some() {
            return told;
        }
        for other in chosen.others.iter().take(4) {
            if other.words.is_empty() || other.words == said.words || other.source == Source::Status
            {
                continue;
            }
            let next = self.meet(said, other.words.clone());
            if next.met.is_some() {
                return next;
            }
            told.provider = told.provider.or(next.provider);
            told.hint = told.hint.or(next.hint);
        }
        let is_telling = said.enhanced.is_some_and(|code| !is_coarse(code)) || said.reply.is_some();
        if said.block != said.words && said.source != Source::Log {
            let next = self.meet(
                said,
                self.view.trim(self.view.cut(said.block.clone(), LONGEST)),
            );
            if next.met.is_some() {
                return next;
            }
            if !is_telling {
                told.hint = told.hint.or(next.hint);
            }
        }
        if !is_telling && matches!(self.kind, Kind::Bounce | Kind::Delay) {
            let next = self.meet(said, self.view.cut(self.body.clone(), 2 * LONGEST));
            if next.met.is_some() {
                return next;
            }
            told.hint = told.hint.or(next.hint);
        }
        told
    }

    /// The rules that some words meet with the codes of a reply.
    fn meet(&self, said: &Said, words: Range<usize>) -> Told<'a> {
        if words.is_empty() {
            return Told::default();
        }
        let spoken = self.without_codes(said, &words);
        let before = self
            .view
            .floor(words.start.saturating_sub(BESIDE))
            .max(said.block.start.min(words.start))..words.start;
        let folded = Folded::new(&spoken.text).beside(&self.view.lower[before]);
        let heading = Heading {
            reply: said.reply,
            enhanced: said.enhanced,
        };
        let matcher = self.catalog.matcher();
        let candidates = matcher.candidates(heading, &folded, spoken.text.len());
        let provider = || matcher.providers(&folded).first().copied();
        let Some(first) = candidates.first() else {
            return Told {
                met: None,
                provider: provider(),
                hint: hints::cause(folded.words()).and_then(Slug::new),
            };
        };
        Told {
            provider: if first.rule.provider().is_none() {
                provider()
            } else {
                None
            },
            met: Some(met(first, &candidates, &spoken)),
            hint: None,
        }
    }

    /// The words of a reply without the codes that each of its lines began with.
    fn without_codes(&self, said: &Said, words: &Range<usize>) -> Text {
        let source = &self.view.text[words.clone()];
        let mut text = Text::default();
        let Some(reply) = said.reply else {
            text.push_copy(source, words.start);
            return text;
        };
        let digits = reply.number().to_string();
        let enhanced = said.enhanced.map(|code| code.to_string());
        let (mut at, mut kept) = (0, 0);
        while let Some(next) = source[at..].find(&digits) {
            at += next;
            let length = repeated(&source[at..], &digits, enhanced.as_deref());
            let is_first = at == 0;
            let stands = is_first || source[..at].ends_with([' ', '\n']);
            if length == 0 || !stands || is_first {
                at += digits.len();
                continue;
            }
            text.push_copy(&source[kept..at], words.start + kept);
            at += length;
            kept = at;
        }
        text.push_copy(&source[kept..], words.start + kept);
        text
    }

    /// Words tell more than a code that means many things, and less than one that speaks of something else.
    fn by_words_or_code(&self, said: &Said, hint: Option<Slug>) -> Option<(Slug, Confidence)> {
        let of_code = self.by_code(said);
        let Some(hint) = hint else { return of_code };
        let by_words = Some((hint, Confidence::Words));
        let Some((cause, _)) = of_code else {
            return by_words;
        };
        let is_wide = matches!(
            cause.as_str(),
            "policy"
                | "system-error"
                | "protocol-error"
                | "network-error"
                | "delivery-expired"
                | "tls-failed"
        );
        let of_content = cause.as_str() == "not-compliant";
        let names_content = matches!(
            hint.as_str(),
            "virus" | "spam-content" | "prohibited-attachment"
        );
        let is_reply_alone = matches!(of_code, Some((_, Confidence::ReplyCode)));
        let of_one_thing = |cause| match self.cause(cause).map(|detail| detail.group) {
            Some(CauseGroup::Mailbox) => Some(CauseGroup::Address),
            group => group,
        };
        let fits = of_one_thing(cause) == of_one_thing(hint);
        if is_wide || is_reply_alone || (of_content && names_content) || (fits && !of_content) {
            by_words
        } else {
            of_code
        }
    }

    fn by_code(&self, said: &Said) -> Option<(Slug, Confidence)> {
        let of_enhanced = said
            .enhanced
            .and_then(by_code::of_enhanced)
            .map(|cause| (cause, Confidence::EnhancedCode));
        let of_reply = || {
            said.reply
                .and_then(by_code::of_reply)
                .map(|cause| (cause, Confidence::ReplyCode))
        };
        let coarse = |code: smtpref_catalog::EnhancedCode| {
            is_coarse(code) || (code.subject().number(), code.detail()) == (7, 0)
        };
        let specific = said.enhanced.is_some_and(|code| !coarse(code));
        let (cause, confidence) = if specific {
            of_enhanced
        } else {
            of_reply().or(of_enhanced)
        }?;
        Some((Slug::new(cause)?, confidence))
    }

    fn cause(&self, cause: Slug) -> Option<&'a CauseDetail> {
        Known::find(Code::Cause(cause), self.catalog)?
            .page
            .detail
            .cause()
    }

    /// Whether waiting helps: as the rule says, the cause, the code.
    fn permanent(
        &self,
        rule: Option<&Rule>,
        detail: Option<&CauseDetail>,
        class: Option<EnhancedClass>,
    ) -> Option<bool> {
        if self.kind == Kind::Delay {
            return Some(false);
        }
        let of_class = class.map(|class| class == EnhancedClass::Permanent);
        let of_cause = detail.and_then(|detail| match detail.permanence {
            Permanence::Permanent => Some(true),
            Permanence::Temporary => Some(false),
            Permanence::Depends => None,
        });
        rule.and_then(|rule| rule.permanent)
            .or(of_cause)
            .or(of_class)
    }

    /// Whether the address is dead. A refusal that may pass does not make it so, unless the rule itself says it.
    fn address(
        &self,
        rule: Option<&Rule>,
        detail: Option<&CauseDetail>,
        class: Option<EnhancedClass>,
        confidence: Confidence,
    ) -> Verdict {
        let of_rule = rule.and_then(|rule| rule.address);
        let address = of_rule.or(detail.map(|detail| detail.address));
        match address {
            Some(Address::Gone) => {
                let may_pass = class == Some(EnhancedClass::Transient) && of_rule.is_none();
                let by_code = matches!(confidence, Confidence::ReplyCode | Confidence::None);
                if may_pass || by_code || self.kind == Kind::Delay {
                    Verdict::Unknown
                } else {
                    Verdict::Gone
                }
            }
            Some(Address::Alive) => Verdict::Alive,
            Some(Address::NotAbout) => Verdict::NotAbout,
            Some(Address::Depends) | None => Verdict::Unknown,
        }
    }

    fn until(&self) -> Option<String> {
        if self.kind != Kind::Delay {
            return None;
        }
        let place = notes::until(&self.view, &self.body)?;
        Some(one_line(&self.view.text[place]))
    }

    /// The places in the input, in order and without overlaps.
    fn evidence(&self, mut places: Vec<Range<usize>>) -> Vec<Evidence> {
        places.retain(|place| !place.is_empty());
        places.sort_unstable_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        let mut kept: Vec<Range<usize>> = Vec::new();
        for place in places {
            match kept.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => kept.push(place),
            }
        }
        let evidence = kept.into_iter().map(|place| Evidence {
            span: self.text.origin(place.clone()),
            text: one_line(&self.view.text[place]),
        });
        evidence.collect()
    }
}

fn met<'c>(first: &Candidate<'c>, candidates: &[Candidate<'c>], spoken: &Text) -> Met<'c> {
    let length = spoken.text.len();
    let in_words = first.evidence.iter().filter(|range| range.end <= length);
    let alternatives = candidates[1..].iter().filter(|other| {
        other.rule.cause != first.rule.cause || other.rule.provider() != first.rule.provider()
    });
    Met {
        rule: first.rule,
        tier: first.rank.tier,
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
fn repeated(rest: &str, digits: &str, enhanced: Option<&str>) -> usize {
    let after = &rest[digits.len()..];
    let Some(mark) = after
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | ' '))
    else {
        return 0;
    };
    let of_code = enhanced.and_then(|code| {
        let behind = after[1..].trim_start().strip_prefix(code)?;
        behind
            .starts_with([' ', '\n', '-', ':'])
            .then(|| rest.len() - behind.len() + 1)
    });
    match of_code {
        Some(length) => length,
        None if mark == '-' => digits.len() + 1,
        None => 0,
    }
}

fn contradiction(
    chosen: &Chosen<'_>,
    rule: Option<&Rule>,
    permanent: Option<bool>,
    class: Option<EnhancedClass>,
) -> Option<Contradiction> {
    let said = &chosen.said;
    if let (Some(reply), Some(code)) = (said.reply, said.enhanced) {
        let class = code.class().map(EnhancedClass::digit);
        if class != Some(reply.class().digit()) {
            return Some(Contradiction::Codes(reply, code));
        }
    }
    let class = class?;
    if let Some(code) = chosen.against {
        return Some(Contradiction::Report(class, code));
    }
    let permanent = permanent?;
    let by_code = class == EnhancedClass::Permanent;
    (rule.is_some() && permanent != by_code).then_some(Contradiction::Text { permanent, class })
}

/// Words on one line, for people and for JSON.
pub(super) fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
