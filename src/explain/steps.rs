//! What to do about a reply: of the steps of its page those that somebody can take who has this text before them.
//!
//! A page speaks to everybody who may meet it. A text says who spoke, so a step for a server goes where that server is of other software,
//! and so do the steps of an operator whom nobody can ask: the one of a mail service that takes mail for its own customers alone, or of
//! one whose own domain the mailbox is of.

use smtpref_catalog::{Actor, Catalog, Code, Fix, Provider, ProviderKind, Step};

use super::answer::{Answer, Contradiction, Origin};
use crate::lookup::{Known, step_fits};

/// What one who acts can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice<'c> {
    /// Who acts.
    pub who: Actor,
    /// What they do, in order.
    pub steps: Vec<&'static str>,
    /// The service of those who act, if they are one or its customers: the reader has to pass it on to them.
    pub customers_of: Option<&'c Provider>,
}

/// The steps of a page, and whether they are of the very reply that was met.
struct Steps<'c> {
    fixes: &'c [Fix],
    is_special: bool,
}

/// Who is known to have spoken.
struct Speaker<'c> {
    provider: &'c Provider,
    /// Whether it is the server that wrote the text.
    is_own: bool,
}

impl Answer {
    /// What to do, by who acts: what the provider's reply says, else the cause, else the codes. What is done on the servers of a service
    /// comes last.
    #[must_use]
    pub fn steps<'c>(&self, catalog: &'c Catalog) -> Vec<Advice<'c>> {
        let Steps { fixes, is_special } = self.all_steps(catalog);
        let speaker = Speaker::of(self, catalog);
        let is_kept = |who: Actor, step: &&Step| {
            let fits =
                |speaker: &Speaker<'_>| step_fits(speaker.provider, speaker.is_own, who, step);
            is_special || speaker.as_ref().is_none_or(fits)
        };
        let mut advice: Vec<Advice<'c>> = fixes
            .iter()
            .map(|fix| Advice {
                who: fix.who,
                steps: {
                    let kept = fix.steps.iter().filter(|step| is_kept(fix.who, step));
                    kept.map(|step| step.text).collect()
                },
                customers_of: None,
            })
            .filter(|advice| !advice.steps.is_empty())
            .collect();
        // What a server that sends says of another one is for whoever runs that.
        let speaker = speaker.filter(|_| !self.is_of_sending_side(catalog));
        if let Some(service) = speaker.and_then(Speaker::service) {
            let is_theirs = |advice: &Advice<'_>| advice.who == Actor::ReceivingServer;
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

    /// Who acts first: the one who can end it, whether the reader can reach them or not. Asked for when an answer is written, since a
    /// stream of replies has few answers that differ in it.
    #[must_use]
    pub fn who(&self, catalog: &Catalog) -> Option<Actor> {
        self.all_steps(catalog).fixes.first().map(|fix| fix.who)
    }

    /// The steps of the page that says the most.
    fn all_steps<'c>(&self, catalog: &'c Catalog) -> Steps<'c> {
        // Of two codes that contradict each other the reply code is believed.
        let doubted = match self.contradiction {
            Some(Contradiction::Codes(_, enhanced)) => Some(Code::Enhanced(enhanced)),
            _ => None,
        };
        let entries = self.possible_entries().into_iter().flatten();
        let entries = entries.filter(|code| Some(*code) != doubted);
        let pages = entries.filter_map(|code| Known::find(code, catalog));
        let mut steps = pages.map(|known| Steps {
            fixes: known.page.fix_of(self.class),
            is_special: known.entry.code.provider().is_some(),
        });
        let none = Steps {
            fixes: &[],
            is_special: false,
        };
        steps.find(|steps| !steps.fixes.is_empty()).unwrap_or(none)
    }
}

impl<'c> Speaker<'c> {
    /// Who said an answer; `None` if nobody knows on whose server it was said, as of one that only names a block list.
    fn of(answer: &Answer, catalog: &'c Catalog) -> Option<Self> {
        let provider = catalog.provider(answer.provider?.as_str())?;
        (provider.kind != ProviderKind::Blocklist).then_some(Self {
            provider,
            is_own: answer.origin == Some(Origin::Own),
        })
    }

    /// The service whose customers receive the mail.
    fn service(self) -> Option<&'c Provider> {
        let kind = self.provider.kind;
        let is_service = matches!(kind, ProviderKind::Receiver | ProviderKind::Filter);
        (is_service && !self.is_own).then_some(self.provider)
    }
}
