//! What a text says has become of the message: the end of a report, the state in the line of a log, the label of an event, or the reply
//! that quotes the one that tells most. A reply alone leaves that to its codes.

use std::ops::RangeInclusive;

use smtpref_catalog::{CauseDetail, CauseGroup, Command, EnhancedClass, Fate, Scene};

use super::super::answer::Kind;
use super::super::scan::{Said, State};
use super::Context;

/// Words of a server that has stopped trying.
const GIVEN_UP: &[&str] = &[
    "retry timeout exceeded",
    "not going to try again",
    "in the queue too long",
    "message expired",
    "was undeliverable",
];
/// What Postfix writes above the answer to `sendmail -bv`.
const REQUESTED: &[&str] = &["mail delivery report that you requested"];
/// What a report has where there was a message.
const SENT: &[&str] = &["action: failed", "action: delayed"];
/// What people say of a message that waits.
const QUEUED: &[&str] = &[
    "stuck in the queue",
    "stuck in queue",
    "stuck in the mail que",
    "status of the queue",
    "sitting in the queue",
];
/// Words of the session that Postfix sends to its own administrator, and marks of what one server writes of another.
const SERVERS_OWN: &[&str] = &[
    "out: 220",
    "transcript of session follows",
    "while talking to",
];
/// The programs of Postfix that take a message from others on their own host: what they refuse enters no queue.
const AT_THE_DOOR: &[&str] = &["postfix/sendmail[", "postfix/postdrop["];
/// What Postfix writes of a host that greeted it with a refusal, whatever its class: as it is set it tries again.
const REFUSED_TO_TALK: &[&str] = &["refused to talk to me"];
/// How much of what stands around a reply is looked at.
const AROUND: usize = 4096;

impl Context<'_> {
    /// What has become of the message; `None` if only the codes tell it.
    pub(super) fn message(
        &self,
        said: &Said,
        class: Option<EnhancedClass>,
        scene: Option<Scene>,
        cause: Option<&CauseDetail>,
    ) -> Option<Fate> {
        // A program that reaches no server has the message still.
        let is_unreached = || cause.is_some_and(|cause| cause.is_unanswered);
        // What it shows without a number is no less a refusal.
        let is_shown = || cause.is_some() && self.has_program(said);
        let told = match self.kind {
            // A line of a log tells it also where its head was left out.
            Kind::Reply | Kind::Bounce if said.state == Some(State::Deferred) => {
                Some(Fate::Retried)
            }
            // Postfix was asked whether the address takes mail, and sent none.
            Kind::Bounce if self.was_only_asked() => Some(Fate::NothingYet),
            Kind::Reply | Kind::Bounce if self.is_queued() => Some(Fate::Retried),
            Kind::Log if scene == Some(Scene::Login) => Some(Fate::NotSent),
            Kind::Log | Kind::Reply
                if cause.is_some_and(|cause| cause.group == CauseGroup::Content)
                    && self.view.has(&said.block, AT_THE_DOOR) =>
            {
                Some(Fate::NotSent)
            }
            Kind::Delay | Kind::Queue => Some(Fate::Retried),
            // One that has only waited too long fails with the code of a delay.
            Kind::Bounce if self.has_both && class != Some(EnhancedClass::Permanent) => None,
            Kind::Bounce => Some(Fate::Returned),
            Kind::Log => {
                let told = self.in_log(said).or(said.fate);
                let told = told.or_else(|| self.kept_at_greeting(said));
                told.or_else(|| self.unsent(said, class.is_some()))
            }
            Kind::Reply | Kind::Webhook => {
                let told = said.fate.or_else(|| self.given_up(said));
                let told = told.or_else(|| self.kept_at_greeting(said));
                let was_refused = || class.is_some() || is_unreached() || is_shown();
                let told = told.or_else(|| self.unsent(said, was_refused()));
                told.or_else(|| {
                    refused_after_all(said, class, cause).filter(|_| !self.is_of_postmaster())
                })
            }
            Kind::Transcript => self.unsent(said, class.is_some()),
            _ => None,
        };
        let is_returned = match told {
            Some(fate) => fate == Fate::Returned,
            None => class == Some(EnhancedClass::Permanent),
        };
        if said.is_notice && is_returned {
            return Some(Fate::Dropped);
        }
        told
    }

    /// Whether it is of a session that a server shows its own administrator.
    fn is_of_postmaster(&self) -> bool {
        self.view.has(&(0..self.view.text.len()), SERVERS_OWN)
    }

    /// Whether Postfix tells what it was asked, and not what `sendmail -v` sent.
    fn was_only_asked(&self) -> bool {
        let all = 0..self.view.text.len();
        self.view.has(&self.body, REQUESTED) && !self.view.has(&all, SENT)
    }

    /// Whether somebody says that the message waits.
    fn is_queued(&self) -> bool {
        let head = self.view.cut(0..self.view.text.len(), AROUND);
        self.view.has(&head, QUEUED)
    }

    fn given_up(&self, said: &Said) -> Option<Fate> {
        let around = self.view.cut(said.block.clone(), AROUND);
        let has_given_up = self.view.has(&around, GIVEN_UP);
        has_given_up.then_some(Fate::Returned)
    }

    /// What becomes of a message where Postfix says that a host refused to talk to it, and nothing of an end.
    fn kept_at_greeting(&self, said: &Said) -> Option<Fate> {
        self.is_refused_at_greeting(said).then_some(Fate::Retried)
    }

    /// Whether Postfix says that a host refused to talk to it.
    pub(super) fn is_refused_at_greeting(&self, said: &Said) -> bool {
        // A report repeats the reply without these words of its notice.
        let told = match self.kind {
            Kind::Bounce => &self.body,
            _ => &said.block,
        };
        let around = self.view.cut(told.clone(), AROUND);
        self.view.has(&around, REFUSED_TO_TALK)
    }

    /// A program that is refused has the message still: no server took it, and none keeps it or gives it back. What a server writes of
    /// those who were refused by it is a session too, but not one of theirs.
    fn unsent(&self, said: &Said, was_refused: bool) -> Option<Fate> {
        if !was_refused {
            return None;
        }
        let is_login = || matches!(said.stage, Some(Command::Auth | Command::Starttls));
        let is_own = match self.kind {
            Kind::Transcript => !self.is_of_postmaster(),
            Kind::Log => self.has_program(said),
            Kind::Reply => self.has_program(said) || is_login(),
            _ => false,
        };
        is_own.then_some(Fate::NotSent)
    }

    fn in_log(&self, said: &Said) -> Option<Fate> {
        match said.state {
            Some(State::Undeliverable) => Some(Fate::NothingYet),
            Some(State::Deferred) => Some(Fate::Retried),
            Some(State::Bounced | State::Expired) => Some(Fate::Returned),
            Some(State::Sent) | None => self.given_up(said),
        }
    }
}

/// What became of a message that a server refuses for what is in it, or for its recipient, under a code with which it also refuses commands
/// and logins: `500 These attachments are not allowed`, `5.7.0 This message was blocked`.
fn refused_after_all(
    said: &Said,
    class: Option<EnhancedClass>,
    cause: Option<&CauseDetail>,
) -> Option<Fate> {
    const OF_COMMANDS: RangeInclusive<u16> = 500..=504;
    const OF_LOGINS: u16 = 7;
    let is_of_others = match (said.codes.reply, said.codes.enhanced) {
        (Some(reply), _) => OF_COMMANDS.contains(&reply.number()),
        (None, code) => code.is_some_and(|code| code.subject().number() == OF_LOGINS),
    };
    let is_of_message = || {
        let group = cause.map(|cause| cause.group);
        matches!(
            group,
            Some(CauseGroup::Content | CauseGroup::Mailbox | CauseGroup::Address)
        )
    };
    // Whoever refuses a sender or a recipient has refused no login.
    let is_offered = matches!(
        said.stage,
        Some(Command::Mail | Command::Rcpt | Command::Data | Command::EndOfData)
    );
    match class.filter(|_| is_offered || is_of_others && is_of_message())? {
        EnhancedClass::Permanent => Some(Fate::Returned),
        EnhancedClass::Transient => Some(Fate::Retried),
        EnhancedClass::Success => None,
    }
}
