//! What to do about a reply: of the steps of its page those that somebody can take who has this text before them.
//!
//! A page speaks to everybody who may meet it. A text says who spoke, so a step for a server goes where that server is of other software,
//! and so do the steps of an operator whom nobody can ask: the one of a mail service that takes mail for its own customers alone, or of
//! one whose own domain the mailbox is of.

mod conditions;
mod customers;
mod operators;
mod speaker;

use smtpref_catalog::{
    Actor, Catalog, CauseGroup, Code, Fate, Fix, Provider, ProviderKind, RuleName, Scene, Slug,
    Step,
};

use super::answer::{Answer, Origin, Writer};
use super::contradiction::Contradiction;
use super::verdict::has_form;
use crate::lookup::{Known, has_software, step_fits};
use conditions::keep_met;
use customers::is_for_customers;
use speaker::Speaker;

/// What one who acts can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice<'c> {
    /// Who acts.
    pub who: Actor,
    /// What they do, in order.
    pub steps: Vec<&'static str>,
    /// Where the reader stands, which tells who that is.
    pub scene: Option<Scene>,
    /// The service of those who act, if they are one or its customers: the reader has to pass it on to them.
    pub customers_of: Option<&'c Provider>,
}

/// The steps of a page, and whether they are of the very reply that was met.
struct Steps<'c> {
    fixes: &'c [Fix],
    is_special: bool,
    scene: Option<Scene>,
}

/// Who wrote the text, and on which side that one is.
#[derive(Clone, Copy)]
struct Written<'c> {
    by: By<'c>,
    side: Actor,
    other: Other,
    /// Whether nothing waits in a queue any more.
    is_over: bool,
}

/// Who is at the other side of the one who wrote the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Other {
    /// Whoever that is.
    Anybody,
    /// The same server: it tells of a mailbox of its own, and quotes nobody.
    Same,
    /// A program of the same host, which may be any but another such server.
    Beside,
}

/// Whose hands take the steps of the side that wrote the text.
#[derive(Clone, Copy)]
enum By<'c> {
    /// Nobody knows of which software.
    Anybody,
    /// Customers of a service, who run no server.
    Customers,
    /// Those who run software that no step names.
    Others,
    Operators(&'c Provider),
}

impl<'c> Written<'c> {
    fn of(answer: &Answer, catalog: &'c Catalog) -> Self {
        let known = |name: Slug| catalog.provider(name.as_str());
        Self {
            by: match answer.writer {
                None => By::Anybody,
                Some(Writer::Service) => By::Customers,
                Some(Writer::Unlisted) => By::Others,
                Some(Writer::Software(name)) => known(name).map_or(By::Anybody, By::Operators),
            },
            side: if answer.is_readers_refusal() {
                Actor::ReceivingServer
            } else {
                Actor::SendingServer
            },
            is_over: answer.is_over(),
            other: if answer.scene == Some(Scene::Inside) {
                Other::Beside
            } else if answer.tells_of_own_mailbox() {
                Other::Same
            } else {
                Other::Anybody
            },
        }
    }

    const fn is_of_customers(self) -> bool {
        matches!(self.by, By::Customers)
    }

    /// Whether a step can be taken by those whose text it is: it names no software, or theirs.
    fn fits(self, who: Actor, step: &Step) -> bool {
        let is_theirs = match self.by {
            By::Anybody => true,
            By::Customers => return who == Actor::ReceivingServer || is_for_customers(who, step),
            By::Others => step.software.is_empty(),
            By::Operators(software) => has_software(software, step),
        };
        if who == self.side || is_theirs {
            return is_theirs;
        }
        match self.other {
            Other::Same if who == Actor::ReceivingServer => false,
            Other::Beside if who == Actor::ReceivingServer => {
                !step.software.iter().all(|name| has_form(*name))
            }
            _ => true,
        }
    }
}

impl Answer {
    /// What to do, by who acts: what the provider's reply says, else the cause, else the codes. What is done on the servers of a service
    /// comes last; where the reader's own server refused, they come first.
    #[must_use]
    pub fn steps<'c>(&self, catalog: &'c Catalog) -> Vec<Advice<'c>> {
        let mut all = self.fitting_steps(catalog);
        keep_met(&mut all, self);
        all
    }

    /// The steps for whoever has this text, some of which may be for another code or other words.
    fn fitting_steps<'c>(&self, catalog: &'c Catalog) -> Vec<Advice<'c>> {
        let mut all = self.all_steps(catalog);
        let first = all.next();
        let speaker = Speaker::of(self, catalog);
        let written = Written::of(self, catalog);
        let is_before_service = self.scene == Some(Scene::Smarthost)
            && first.as_ref().is_some_and(|steps| !steps.is_special)
            && self.is_of_service(catalog);
        let named = first
            .as_ref()
            .and_then(|steps| Some(steps.fixes.first()?.who));
        let mut advice =
            first.map_or_else(Vec::new, |steps| steps.advice(speaker.as_ref(), written));
        if advice.is_empty() && written.is_over {
            // All that the first page says is to wait.
            let mut others = all
                .by_ref()
                .map(|steps| steps.advice(speaker.as_ref(), written));
            advice = others.find(|advice| !advice.is_empty()).unwrap_or_default();
        }
        let is_named = |advice: &Advice<'_>| Some(advice.who) == named;
        if named.is_some() && !is_before_service && !advice.iter().any(is_named) {
            // None of the steps of whoever acts fits here: those of another page may.
            let others = self.all_steps(catalog).skip(1);
            let theirs = others.flat_map(|steps| steps.advice(speaker.as_ref(), written));
            let found: Vec<_> = theirs.filter(is_named).take(1).collect();
            advice.splice(..0, found);
        }
        let is_theirs = |advice: &Advice<'_>| advice.who == Actor::ReceivingServer;
        if self.scene == Some(Scene::Service) && !advice.iter().any(is_theirs) {
            // Its user can pass on what the other side may do.
            let others = all.by_ref();
            let theirs = others.flat_map(|steps| steps.advice(speaker.as_ref(), written));
            advice.extend(theirs.filter(is_theirs).take(1));
        }
        if is_before_service && let Some(own) = all.next() {
            advice.retain(|advice| advice.who != Actor::ReceivingServer);
            append(&mut advice, own.advice(speaker.as_ref(), written));
        }
        self.name_operators(&mut advice, catalog);
        let may_act = |advice: &Advice<'_>| advice.who != Actor::Sender;
        if self.has_idle_sender() && advice.iter().any(may_act) {
            advice.retain(may_act);
        }
        if self.is_readers_refusal() {
            if !advice.iter().any(is_theirs) {
                // What a server can do of its own refusal the page of the cause tells.
                let others = all.flat_map(|steps| steps.advice(speaker.as_ref(), written));
                advice.extend(others.filter(is_theirs).take(1));
            }
            advice.sort_by_key(|advice| !is_theirs(advice));
            return advice;
        }
        // What a server that sends says of another one is for whoever runs that.
        let speaker = speaker.filter(|_| !self.is_of_sending_side(catalog));
        if let Some(service) = speaker.and_then(Speaker::service) {
            let has_others = !advice.iter().all(is_theirs);
            if has_others && self.is_for_mailbox_of(service) {
                advice.retain(|advice| !is_theirs(advice));
            }
            advice.sort_by_key(is_theirs);
            let theirs = advice.iter_mut().filter(|advice| is_theirs(advice));
            theirs.for_each(|advice| advice.customers_of = Some(service));
        }
        advice
    }

    /// Whether software tells of a mailbox at its own server: it says what is wrong there, and quotes no other server.
    fn tells_of_own_mailbox(&self) -> bool {
        let is_quoted = matches!(self.origin, Some(Origin::Remote | Origin::Between));
        matches!(self.writer, Some(Writer::Software(_) | Writer::Unlisted))
            && self.group == Some(CauseGroup::Mailbox)
            && self.stage.is_none()
            && self.codes.reply.is_none()
            && !is_quoted
    }

    /// Whether the reader runs the server that refused.
    fn is_readers_refusal(&self) -> bool {
        matches!(self.scene, Some(Scene::Refusal | Scene::Login))
    }

    /// Whether it is a known reply of a service, and not of software.
    fn is_of_service(&self, catalog: &Catalog) -> bool {
        let Some(RuleName::Provider(_)) = self.rule else {
            return false;
        };
        let provider = self
            .provider
            .and_then(|slug| catalog.provider(slug.as_str()));
        provider.is_some_and(|provider| !is_software(provider))
    }

    /// Whether the recipient has a mailbox at the very service that spoke, under a domain that nobody else manages.
    #[must_use]
    pub fn is_for_mailbox_there(&self, catalog: &Catalog) -> bool {
        let provider = self.provider.filter(|_| self.recipient.is_some());
        let known = provider.and_then(|slug| catalog.provider(slug.as_str()));
        known.is_some_and(|service| self.is_for_mailbox_of(service))
    }

    /// Whether the recipient has a mailbox under a domain of the service itself, which nobody else manages.
    fn is_for_mailbox_of(&self, service: &Provider) -> bool {
        let recipient = self.recipient.as_deref().unwrap_or_default();
        let domain = recipient.rsplit_once('@').map_or("", |(_, domain)| domain);
        let mut own = service.own_domains.iter();
        own.any(|own| own.eq_ignore_ascii_case(domain))
    }

    /// Who acts first: the one who can end it, whether the reader can reach them or not; of what the reader's own server refused, its
    /// operator. Asked for when an answer is written, since a stream of replies has few answers that differ in it.
    #[must_use]
    pub fn who(&self, catalog: &Catalog) -> Option<Actor> {
        if self.is_readers_refusal() || self.has_idle_sender() {
            return self.steps(catalog).first().map(|advice| advice.who);
        }
        if self.scene == Some(Scene::Service) {
            // Whoever uses a service runs no server, and can ask only the other side to do something.
            let steps = self.steps(catalog);
            let named = self.all_steps(catalog).next()?.fixes.first()?.who;
            let has_steps =
                named == Actor::ReceivingServer || steps.iter().any(|one| one.who == named);
            return if has_steps {
                Some(named)
            } else {
                steps.first().map(|one| one.who)
            };
        }
        let steps = self.all_steps(catalog).next()?;
        let first = steps.fixes.first()?;
        if self.is_over() && first.steps.iter().all(|step| step.while_queued) {
            return self.steps(catalog).first().map(|advice| advice.who);
        }
        Some(first.who)
    }

    /// Whether the message waits in no queue: it came back, or never was in one.
    const fn is_over(&self) -> bool {
        matches!(
            self.message,
            Some(Fate::Returned | Fate::Dropped | Fate::NotSent)
        )
    }

    /// The steps of the pages that have some, the one that says the most first: those of the scene, if the page has such.
    fn all_steps<'c>(&self, catalog: &'c Catalog) -> impl Iterator<Item = Steps<'c>> {
        // Of two codes that contradict each other the reply code is believed.
        let doubted = match self.contradiction {
            Some(Contradiction::Codes(_, enhanced) | Contradiction::Kept(_, enhanced)) => {
                Some(Code::Enhanced(enhanced))
            }
            _ => None,
        };
        let (scene, class) = (self.scene, self.class);
        let entries = self.possible_entries().into_iter().flatten();
        let entries = entries.filter(move |code| Some(*code) != doubted);
        let pages = entries.filter_map(|code| Known::find(code, catalog));
        let steps = move |fixes: &'c [Fix], code: Code| Steps {
            fixes,
            is_special: code.provider().is_some(),
            scene,
        };
        // What software says everywhere alike is met in each scene in its own way; what a service says has the steps of that service,
        // but to whoever runs a server that sends by it, or only receives its notice, the cause tells more.
        let of_scene = pages
            .clone()
            .take_while(move |known| match known.entry.code.provider() {
                Some(name) => {
                    catalog.provider(name).is_some_and(is_software)
                        || is_at(known, scene)
                        || scene == Some(Scene::Smarthost)
                        || scene == Some(Scene::Service) && !is_own_limit(known)
                }
                None => true,
            });
        let has_own = pages.clone().any(|known| {
            known.entry.code.provider().is_some() && !known.page.fix_of(class).is_empty()
        });
        let is_narrow = pages.clone().any(|known| {
            let reply = known.page.detail.reply();
            reply.is_some_and(|reply| reply.own_fix)
        });
        // A service delivers as others do: what is done about a delivery holds where its users have no steps, and no other service has.
        let alike = (scene == Some(Scene::Service) && !self.is_of_service(catalog))
            .then_some(Scene::Delivery);
        let of_scenes = [scene, alike].into_iter().flatten().flat_map(move |scene| {
            of_scene.clone().filter_map(move |known| {
                let here = known.page.in_scene(scene)?;
                let is_own = known.entry.code.provider().is_some();
                let goes_first = !(here.yields && has_own || is_narrow && !is_own);
                goes_first.then(|| steps(&here.fix, known.entry.code))
            })
        });
        let of_page = pages.map(move |known| steps(known.page.fix_of(class), known.entry.code));
        of_scenes
            .chain(of_page)
            .filter(|steps| !steps.fixes.is_empty())
    }
}

/// Puts further advice behind some, the steps of each who acts together.
fn append<'c>(all: &mut Vec<Advice<'c>>, more: Vec<Advice<'c>>) {
    for one in more {
        match all.iter_mut().find(|known| known.who == one.who) {
            Some(known) => known.steps.extend(one.steps),
            None => all.push(one),
        }
    }
}

/// Whether a page has steps of its own for a scene.
fn is_at(known: &Known<'_>, scene: Option<Scene>) -> bool {
    scene.is_some_and(|scene| known.page.fix_at(scene).is_some())
}

/// Whether a service says why it does not send for its own user, and what that one can do.
fn is_own_limit(known: &Known<'_>) -> bool {
    let reply = known.page.detail.reply();
    reply.is_some_and(|reply| reply.sending_side)
}

fn is_software(provider: &Provider) -> bool {
    provider.kind == ProviderKind::Software
}

impl<'c> Steps<'c> {
    /// Those that are of use where somebody is known to have spoken.
    fn advice(&self, speaker: Option<&Speaker<'c>>, written: Written<'_>) -> Vec<Advice<'c>> {
        let is_kept = |who: Actor, step: &&Step| {
            let fits =
                |speaker: &Speaker<'_>| step_fits(speaker.provider, speaker.is_own, who, step);
            let of_page = || speaker.is_none_or(fits) && written.fits(who, step);
            let of_reply = || !written.is_of_customers() || written.fits(who, step);
            let is_late = written.is_over && step.while_queued;
            !is_late
                && if self.is_special {
                    of_reply()
                } else {
                    of_page()
                }
        };
        let all = self.fixes.iter().map(|fix| Advice {
            who: fix.who,
            steps: {
                let kept = fix.steps.iter().filter(|step| is_kept(fix.who, step));
                kept.map(|step| step.text).collect()
            },
            scene: self.scene,
            customers_of: None,
        });
        all.filter(|advice| !advice.steps.is_empty()).collect()
    }
}
