//! What a reply really says: the rule that its words meet, else what its codes are taken for; then the address, whether waiting helps,
//! and the places in the input that told it.
//!
//! | question | file |
//! |---|---|
//! | is it a failure at all; a notice without its headers | `kind`, `pasted` |
//! | which of several replies speaks for a recipient | `choose` |
//! | what a text without a code states | `stated` |
//! | what its words meet: rules, hints, words like those of known replies; the lines of a program above them | `meeting`, `hinting`, `frame_words`, `above` |
//! | what its codes are taken for | `by_code` |
//! | what has become of the message; whether waiting helps | `fate`, `lasting` |
//! | where its reader stands, and which software wrote it | `scene`, `scene_words`, `writer` |
//! | whether its words or its codes tell the cause | `weighing` |
//! | for whom the answer is, and what is said of a sender | `whom`, `sender` |
//! | retry times, lists and links in its words; until when a delayed message is tried | `notes`, `until` |

mod above;
mod addressed;
mod below;
mod by_code;
pub(super) mod choose;
mod fate;
mod frame_words;
mod hinting;
mod host;
pub(super) mod kind;
mod lasting;
mod meeting;
mod notes;
mod pasted;
mod quoted;
mod scene;
pub(in crate::explain) mod scene_words;
mod sender;
pub(super) mod stated;
mod until;
mod weighing;
mod whom;
mod whose;
mod writer;

use std::ops::Range;

use smtpref_catalog::{
    Address, Catalog, CauseDetail, EnhancedClass, EnhancedCode, Fate, Provider, ReplyClass,
    ReplyCode, Rule, Scene, Slug, Tier,
};

use super::answer::{Answer, Confidence, Evidence, Kind, Origin, Verdict};
use super::contradiction::Contradiction;
use super::scan::Said;
use super::text::Text;
use super::view::View;
use crate::lookup::causes::{DELIVERY_EXPIRED, DOMAIN_NOT_FOUND};
use choose::Chosen;
use meeting::{Met, Told};
pub(in crate::explain) use writer::has_form;
use writer::is_frame;

/// What all answers of a text share.
pub(super) struct Context<'a> {
    pub(super) text: &'a Text,
    pub(super) view: View<'a>,
    pub(super) catalog: &'a Catalog,
    pub(super) kind: Kind,
    /// Whether it reports a failure for one recipient and a delay for another.
    pub(super) has_both: bool,
    /// Where the words of a notice are.
    pub(super) body: Range<usize>,
    /// The words among it, without the fields of headers and reports.
    pub(super) prose: Vec<Range<usize>>,
    /// Where words begin that are said of one of several recipients.
    pub(super) own: Vec<usize>,
    /// Where the message begins that came back.
    pub(super) original: Option<usize>,
    /// The sending service whose event it is, if that is known.
    pub(super) service: Option<&'a Provider>,
}

impl<'a> Context<'a> {
    /// The answer for a recipient, or for nobody.
    fn answer(&self, chosen: &Chosen<'_>, recipient: Option<(&str, Range<usize>)>) -> Answer {
        let said = &chosen.said;
        let writer = self.writer(said);
        let scene = self.scene(said, writer);
        let recipient = recipient.filter(|(name, _)| whom::may_fail(name, scene));
        let told = self.told_in_time(chosen);
        // A rule tells more than words and codes.
        let code_cause = match told.met {
            Some(_) => None,
            None => self.by_words_or_code(chosen, told.hint.as_ref()),
        };
        let code_cause = code_cause.filter(|(cause, _)| !self.is_still_tried(*cause));
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
        let of_hint = || {
            told.hint
                .as_ref()
                .map(|hint| &hint.hinted)
                .filter(|_| confidence == Confidence::Words)
        };
        let special = match rule {
            Some(rule) => weighing::address_of(said, rule, confidence),
            None => of_hint().and_then(|hinted| hinted.address),
        };
        let claimed = said.class();
        let is_silent = claimed.is_none() && detail.is_some_and(|detail| detail.is_unanswered);
        let trust = self.trust(said, cause, confidence, recipient.is_some());
        let message = self.message(said, claimed, scene, detail);
        let permanent = self.permanent(said, rule, cause, confidence, message);
        let class = claimed.or_else(|| self.class_of(permanent, message));
        let speaker = told.provider.filter(|_| !is_silent);
        let (alias, is_masked) = self.alias(said, recipient.as_ref());
        let mut answer = Answer {
            recipient: recipient.as_ref().map(|(address, _)| (*address).to_owned()),
            alias,
            codes: chosen.codes(cause),
            class,
            stage: said.stage,
            origin: said.origin.map(|origin| seen_from(scene, origin)),
            scene,
            writer,
            provider: rule
                .and_then(Rule::provider)
                .or(speaker.filter(|name| !is_frame(writer, said, name)))
                .and_then(Slug::new),
            cause,
            group: detail.map(|detail| detail.group),
            address: match self.address(special, detail, class, trust) {
                Verdict::Unknown if self.lacks_domain(said, cause, class, recipient.as_ref()) => {
                    Verdict::Gone
                }
                Verdict::Gone if is_masked || self.asked_itself() => Verdict::Unknown,
                _ if weighing::is_answer(&self.view, &said.words) => Verdict::Alive,
                verdict => verdict,
            },
            message,
            permanent,
            retry_after: self.retry_after(said),
            until: self.until(),
            blocklist: None,
            contradiction: None,
            rule: rule.map(|rule| rule.name),
            own: match &told.met {
                Some(met) => self.catalog.own_rule_file(met.layer, met.rule.name),
                None => of_hint().and_then(|hinted| hinted.own),
            },
            confidence,
            alternatives: Vec::new(),
            words: one_line(&self.view.text[said.words.clone()]),
            evidence: Vec::new(),
        };
        let is_greeting = || self.is_refused_at_greeting(&chosen.said);
        answer.contradiction = contradiction(chosen, rule, &answer, claimed, is_greeting);
        self.note(said, &mut answer);
        let of_words = match (told.met, told.hint) {
            (Some(met), _) => {
                answer.alternatives = met.alternatives;
                met.places
            }
            (None, Some(hint)) if confidence == Confidence::Words => hint.hinted.evidence,
            (None, None) if confidence == Confidence::Words => weighing::of_label(said),
            _ => Vec::new(),
        };
        let person = match answer.scene {
            Some(Scene::Login) => scene::account(&self.view, &said.block),
            _ => recipient.map(|(_, place)| place),
        };
        answer.evidence = self.evidence(said, person, of_words);
        answer
    }

    /// Notes what follows from an answer as a whole.
    fn note(&self, said: &Said, answer: &mut Answer) {
        self.note_list(said, answer);
        self.note_held_back(answer);
        self.note_own_filter(answer);
    }

    /// A message that a sending service held back was not sent, whatever its codes say.
    fn note_held_back(&self, answer: &mut Answer) {
        if matches!(self.kind, Kind::Reply | Kind::Webhook) && answer.is_held_back(self.catalog) {
            answer.message = Some(Fate::NotSent);
        }
    }

    /// After how many seconds it is tried again: as its words ask for, else as the service says that it does.
    fn retry_after(&self, said: &Said) -> Option<u64> {
        let asked = notes::retry_after(&self.view, &said.words);
        asked.or_else(|| said.label.as_ref()?.retry_after)
    }

    /// What its words tell; of a notice of delay not that the time is over, which has not come.
    fn told_in_time(&self, chosen: &Chosen<'_>) -> Told<'a> {
        let mut told = self.told(chosen);
        let is_over = |met: &Met<'_>| self.is_still_tried(met.rule.cause);
        if told.met.as_ref().is_some_and(is_over) {
            told.provider = told.met.and_then(|met| met.rule.provider());
            told.met = None;
        }
        told
    }

    /// The class of a text without codes: by what it is, by its cause, by what became of the message.
    fn class_of(&self, permanent: Option<bool>, message: Option<Fate>) -> Option<EnhancedClass> {
        let is_permanent = match (self.kind, permanent, message) {
            (Kind::Delay, ..) | (_, Some(false), _) => false,
            (Kind::Bounce, ..) | (_, Some(true), _) | (.., Some(Fate::Returned)) => true,
            (.., Some(Fate::Retried)) => false,
            _ => return None,
        };
        Some(if is_permanent {
            EnhancedClass::Permanent
        } else {
            EnhancedClass::Transient
        })
    }

    /// Notes the list that a reply names, if it may rest on one.
    fn note_list(&self, said: &Said, answer: &mut Answer) {
        let detail = answer.cause.and_then(|cause| self.cause(cause));
        if detail.is_some_and(|detail| detail.may_be_listed) {
            answer.blocklist = notes::blocklist(&self.view, &said.words);
        }
    }

    fn is_still_tried(&self, cause: Slug) -> bool {
        self.kind == Kind::Delay && cause.as_str() == DELIVERY_EXPIRED
    }

    fn cause(&self, cause: Slug) -> Option<&'a CauseDetail> {
        self.catalog.cause(cause)
    }

    /// Whether the address is dead: as the rule or the hint says, or the cause. A refusal that may pass does not make it so, unless the
    /// rule itself says it.
    fn address(
        &self,
        of_rule: Option<Address>,
        detail: Option<&CauseDetail>,
        class: Option<EnhancedClass>,
        confidence: Confidence,
    ) -> Verdict {
        let address = of_rule.or(detail.map(|detail| detail.address));
        match address {
            Some(Address::Gone) => {
                let may_pass = class == Some(EnhancedClass::Transient) && of_rule.is_none();
                let may_pass = may_pass || self.leaves_name_open();
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

    /// Whether the name that was not found is the recipient's own domain, and not that of a relay or of a host on the way.
    fn lacks_domain(
        &self,
        said: &Said,
        cause: Option<Slug>,
        class: Option<EnhancedClass>,
        recipient: Option<&(&str, Range<usize>)>,
    ) -> bool {
        let is_definite = class == Some(EnhancedClass::Permanent) && self.kind != Kind::Delay;
        if !is_definite || cause.map(Slug::as_str) != Some(DOMAIN_NOT_FOUND) {
            return false;
        }
        let domain = recipient.and_then(|(address, _)| address.rsplit_once('@'));
        let Some((local, domain)) = domain.filter(|(_, domain)| domain.contains('.')) else {
            return false;
        };
        // The domain of a bare name is what the server itself set behind it: `orig_to=<anna>`.
        let bare = format!("<{}>", local.to_ascii_lowercase());
        if self.view.find(said.block.clone(), &bare).is_some() {
            return false;
        }
        // A name that exists lacks only the records of the type that was asked for.
        let named = format!("name={} ", domain.to_ascii_lowercase());
        self.view.find(said.block.clone(), &named).is_some()
            && !self
                .view
                .has(&said.block, &["no data record of requested type"])
    }

    fn until(&self) -> Option<String> {
        if self.kind != Kind::Delay {
            return None;
        }
        let place = until::until(&self.view, &self.body)?;
        Some(one_line(&self.view.text[place]))
    }

    /// The places in the input, in order and without overlaps: of the codes, of a person, of words.
    fn evidence(
        &self,
        said: &Said,
        person: Option<Range<usize>>,
        words: Vec<Range<usize>>,
    ) -> Vec<Evidence> {
        let mut places = Vec::with_capacity(said.places.len() + 1 + words.len());
        places.extend(said.places.iter().cloned());
        places.extend(person);
        places.extend(words);
        places.retain(|place| !place.is_empty());
        places.sort_unstable_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        places.dedup_by(|place, last| {
            let overlaps = place.start < last.end;
            if overlaps {
                last.end = last.end.max(place.end);
            }
            overlaps
        });
        let evidence = places.into_iter().map(|place| Evidence {
            span: self.text.origin(place.clone()),
            text: one_line(&self.view.text[place]),
        });
        evidence.collect()
    }
}

/// Who spoke: what is called a remote host inside of a server is a program of the same side.
fn seen_from(scene: Option<Scene>, origin: Origin) -> Origin {
    if scene == Some(Scene::Inside) {
        Origin::Own
    } else {
        origin
    }
}

fn contradiction(
    chosen: &Chosen<'_>,
    rule: Option<&Rule>,
    answer: &Answer,
    class: Option<EnhancedClass>,
    is_greeting: impl FnOnce() -> bool,
) -> Option<Contradiction> {
    if let Some((reply, code)) = chosen.said.codes.contradiction() {
        return Some(if is_kept(answer, reply, code, is_greeting) {
            Contradiction::Kept(reply, code)
        } else {
            Contradiction::Codes(reply, code)
        });
    }
    let class = class?;
    if let Some(code) = chosen.against {
        return Some(Contradiction::Report(class, code));
    }
    let permanent = answer.permanent?;
    let by_code = class == EnhancedClass::Permanent;
    (rule.is_some() && permanent != by_code).then_some(Contradiction::Text { permanent, class })
}

/// Whether the server that keeps the message gave the status, and another one the reply: Postfix does not return a message for the
/// greeting of a host, whatever its class.
fn is_kept(
    answer: &Answer,
    reply: ReplyCode,
    code: EnhancedCode,
    is_greeting: impl FnOnce() -> bool,
) -> bool {
    reply.class() == ReplyClass::PermanentNegative
        && code.class() == Some(EnhancedClass::Transient)
        && (answer.message == Some(Fate::Retried) || is_greeting())
}

/// Words on one line, for people and for JSON.
pub(super) fn one_line(text: &str) -> String {
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    text.replace('\n', " ")
}
