//! Which server those run who act at the other side.

use smtpref_catalog::{About, Actor, Catalog, CauseGroup, Scene};

use super::super::answer::Answer;
use super::Advice;
use crate::lookup::causes::LOGIN_FAILED;

impl Answer {
    /// Tells which server those run who act at the other side. The one that a program sends through stands between the reader and the
    /// recipient, but whose name or mailbox is the trouble is served by the recipient's.
    pub(super) fn name_operators(&self, advice: &mut [Advice<'_>], catalog: &Catalog) {
        let about = || catalog.cause(self.cause?)?.about;
        let is_of_mailbox = matches!(self.group, Some(CauseGroup::Address | CauseGroup::Mailbox));
        let is_beyond = is_of_mailbox || about() == Some(About::Recipient);
        let is_login = self
            .cause
            .is_some_and(|cause| cause.as_str() == LOGIN_FAILED);
        let theirs = advice.iter_mut();
        for one in theirs.filter(|one| one.who == Actor::ReceivingServer) {
            one.scene = match one.scene {
                Some(Scene::Program | Scene::Smarthost) if is_beyond => None,
                // Nobody logs in at the server of a recipient.
                None if is_login => Some(Scene::Program),
                scene => scene,
            };
        }
    }
}
