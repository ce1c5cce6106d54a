//! What to do with the address of a recipient, in a sentence.

use smtpref_catalog::{Address, Catalog, CauseGroup, Code, EnhancedClass, Permanence, Scene};

use super::answer::{Answer, Verdict};
use crate::lookup::{Known, wording};

impl Answer {
    /// What to do with the address, in a sentence: that of the cause, unless this very reply says less of the address than its cause.
    #[must_use]
    pub fn address_note(&self, catalog: &Catalog) -> Option<&'static str> {
        let known = Known::find(Code::Cause(self.cause?), catalog)?;
        let cause = known.page.detail.cause()?;
        let is_inner = matches!(
            self.scene,
            Some(Scene::Program | Scene::Smarthost | Scene::Inside)
        );
        if is_inner && cause.group == CauseGroup::Network {
            return Some(wording::not_asked());
        }
        let lower = self.words.to_ascii_lowercase();
        let is_unused = ["inactiv", "unused", "not been used", "abandoned"];
        if cause.group == CauseGroup::Mailbox && is_unused.iter().any(|word| lower.contains(word)) {
            return Some(wording::abandoned());
        }
        // What the notes say of gone addresses covers those that may come back.
        let is_final = self.class == Some(EnhancedClass::Permanent);
        Some(match (cause.address, self.address) {
            (Address::Gone, Verdict::Unknown) if is_final => wording::unproved(),
            (Address::NotAbout, _) => cause.address_note,
            // A reply that is less sure of a mailbox than its cause says that nobody uses it.
            (Address::Alive, Verdict::Unknown) if cause.permanence == Permanence::Temporary => {
                wording::abandoned()
            }
            (_, Verdict::NotAbout) => wording::not_judged(),
            _ => cause.address_note,
        })
    }
}
