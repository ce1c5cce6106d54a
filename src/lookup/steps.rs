//! What to do about a record: which of its steps fit what it reports, and which steps of a cause are of use where one provider is known to
//! have spoken. Those are none for a server of other software, and none of an operator whom nobody can ask.

use std::borrow::Cow;

use smtpref_catalog::{
    Actor, Catalog, EnhancedClass, Finality, Fix, Kind, Provider, ProviderKind, Slug, Step,
};

use super::Record;

impl<'c> Record<'c> {
    /// Steps by who acts: its own as far as they fit what it reports, else those of its cause that are of use where its provider spoke,
    /// else those of the reply code before it.
    #[must_use]
    pub fn steps(&self, catalog: &'c Catalog) -> Cow<'c, [Fix]> {
        let before = || self.before.map_or(&[][..], |before| &before.page.fix);
        let steps = match self.provider(catalog) {
            Some(provider) if self.own_steps().is_empty() => of_cause(self.all_steps(), provider),
            // Without a subject and a detail the code says nothing that the reply code does not.
            None if self.is_without_subject() && !before().is_empty() => Cow::default(),
            None if self.kind() == Kind::Enhanced => self.led_by(before().first()),
            _ => Cow::Borrowed(self.all_steps()),
        };
        if steps.is_empty() {
            Cow::Borrowed(before())
        } else {
            steps
        }
    }

    /// Its own steps that fit. The vague code of a subject says less than the reply code before it, whose first step leads them.
    fn led_by(&self, before: Option<&Fix>) -> Cow<'c, [Fix]> {
        let own = self.fitting_steps();
        let is_vague = self
            .code()
            .enhanced()
            .is_some_and(|code| code.detail() == 0);
        let first = before.filter(|fix| is_vague && fix.who != Actor::Check && !own.is_empty());
        let Some((who, step)) = first.and_then(|fix| Some((fix.who, fix.steps.first()?))) else {
            return own;
        };
        let mut fixes = own.into_owned();
        let mut steps = vec![step.clone()];
        if let Some(place) = fixes.iter().position(|fix| fix.who == who) {
            steps.extend(fixes.remove(place).steps);
        }
        fixes.insert(0, Fix { who, steps });
        fixes.into()
    }

    fn is_without_subject(&self) -> bool {
        let code = self.code().enhanced();
        code.is_some_and(|code| (code.subject().number(), code.detail()) == (0, 0))
    }

    /// Its own steps, of which a success has those alone that look at something; and what a success looks at repairs no failure.
    fn fitting_steps(&self) -> Cow<'c, [Fix]> {
        let own = self.own_steps();
        let classes = self.entry().map_or(&[][..], |entry| &entry.classes);
        let of_success = classes.contains(&EnhancedClass::Success);
        let of_success_alone = classes == [EnhancedClass::Success];
        let fits = |fix: &Fix| match self.outcome.decided().map(|decided| decided.finality) {
            None => true,
            Some(Finality::Success | Finality::Intermediate) => {
                of_success_alone || fix.who == Actor::Check
            }
            Some(_) => !of_success || !of_success_alone && fix.who != Actor::Check,
        };
        if own.iter().all(fits) {
            Cow::Borrowed(own)
        } else {
            own.iter().filter(|fix| fits(fix)).cloned().collect()
        }
    }

    fn own_steps(&self) -> &'c [Fix] {
        self.page()
            .map_or(&[][..], |page| page.fix_of(self.class()))
    }

    /// Its own steps, else those of its cause.
    fn all_steps(&self) -> &'c [Fix] {
        let own = self.own_steps();
        if own.is_empty() {
            self.cause
                .map_or(&[], |cause| cause.page.fix_of(self.class()))
        } else {
            own
        }
    }
}

/// Whether a step is of use where this provider spoke. What the sender's server runs is not known unless it wrote the text itself.
#[must_use]
pub fn step_fits(provider: &Provider, is_own: bool, who: Actor, step: &Step) -> bool {
    match who {
        Actor::ReceivingServer => reaches(provider, is_own, step) && has_software(provider, step),
        Actor::SendingServer => !is_own || has_software(provider, step),
        Actor::Sender | Actor::Check => true,
    }
}

/// Whether the step is for any software, or for some that this one is or runs.
#[must_use]
pub fn has_software(provider: &Provider, step: &Step) -> bool {
    let has = |code: &Slug| provider.code == *code || provider.runs.contains(code);
    step.software.is_empty() || step.software.iter().any(has)
}

/// Whether those who receive mail there have somebody who can take the step: one who runs the server, or one who only manages a domain at the
/// provider and reaches neither its servers nor its replies.
const fn reaches(provider: &Provider, is_own: bool, step: &Step) -> bool {
    match provider.kind {
        _ if is_own => true,
        _ if provider.hosts_domains => step.by_tenant,
        ProviderKind::Receiver | ProviderKind::SendingService => false,
        ProviderKind::Filter | ProviderKind::Blocklist | ProviderKind::Software => true,
    }
}

/// The steps of a cause for the page of a provider's reply. A block list does not tell on whose server it was asked.
fn of_cause<'c>(fixes: &'c [Fix], provider: &Provider) -> Cow<'c, [Fix]> {
    if provider.kind == ProviderKind::Blocklist {
        return Cow::Borrowed(fixes);
    }
    let kept = fixes.iter().map(|fix| Fix {
        who: fix.who,
        steps: {
            let steps = fix.steps.iter();
            let fitting = steps.filter(|step| step_fits(provider, false, fix.who, step));
            fitting.cloned().collect()
        },
    });
    Cow::Owned(kept.filter(|fix| !fix.steps.is_empty()).collect())
}
