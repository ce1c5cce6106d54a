//! What a text says has become of the message: the end of a report, the state in the line of a log, the label of an event, or the reply
//! that quotes the one that tells most. A reply alone leaves that to its codes.

use smtpref_catalog::{EnhancedClass, Fate};

use super::super::answer::Kind;
use super::super::scan::said::Said;
use super::Context;

/// The states of a line of a log whose message stays in the queue.
const RETRIED: &[&str] = &[
    "status=deferred",
    "stat=deferred",
    "result=\"tempfail",
    "result=tempfail",
    ",defer,",
];
/// The states of one whose message goes back.
const RETURNED: &[&str] = &[
    "status=bounced",
    "status=expired",
    "result=\"permfail",
    "result=permfail",
    ",fail,",
];
/// Words of a server that has stopped trying.
const GIVEN_UP: &[&str] = &[
    "retry timeout exceeded",
    "not going to try again",
    "in the queue too long",
    "message expired",
    "was undeliverable",
];
/// Marks of a program that speaks to a server itself and tells its user at once what that one said: its libraries, their errors.
const PROGRAMS: &[&str] = &[
    "expected response code",
    "smtpconnection.",
    "smtp-connection",
    "nodemailer",
    "net::smtp",
    "smtprecipientsrefused",
    "smtpsenderrefused",
    "smtpdataerror",
    "smtpresponseexception",
    "smtplib.",
    "mailkit.",
    "javax.mail.",
    "jakarta.mail.",
    "com.sun.mail.",
    "smtpsendfailedexception",
    "smtpaddressfailedexception",
    "system.net.mail.",
    "swift_transport",
    "phpmailer",
    "smtp error (",
    "gomail: ",
    "responsecode:",
];
/// How far from the reply they stand at most.
const NEAR: usize = 400;
/// How much of what stands around a reply is looked at.
const AROUND: usize = 4096;
/// How far into its line what tells the state stands at most.
const HEAD: usize = 100;

impl Context<'_> {
    /// What has become of the message; `None` if only the codes tell it.
    pub(super) fn message(&self, said: &Said, class: Option<EnhancedClass>) -> Option<Fate> {
        match self.kind {
            Kind::Delay => Some(Fate::Retried),
            // One that has only waited too long fails with the code of a delay.
            Kind::Bounce if self.has_both && class != Some(EnhancedClass::Permanent) => None,
            Kind::Bounce => Some(Fate::Returned),
            Kind::Log => self.in_log(said).or(said.fate),
            Kind::Reply | Kind::Webhook => {
                let told = said.fate.or_else(|| self.given_up(said));
                told.or_else(|| class.and_then(|_| self.of_program(said)))
            }
            _ => None,
        }
    }

    fn given_up(&self, said: &Said) -> Option<Fate> {
        let around = self.view.cut(said.block.clone(), AROUND);
        let has_given_up = self.view.has(&around, GIVEN_UP);
        has_given_up.then_some(Fate::Returned)
    }

    /// A program that is refused has the message still: no server took it, and none keeps it or gives it back.
    fn of_program(&self, said: &Said) -> Option<Fate> {
        let start = self.view.floor(said.block.start.saturating_sub(NEAR));
        let around = start..self.view.floor(said.words.end.max(said.block.start) + NEAR);
        (self.kind == Kind::Reply && self.view.has(&around, PROGRAMS)).then_some(Fate::NotSent)
    }

    fn in_log(&self, said: &Said) -> Option<Fate> {
        let line = &self.view.lower[self.view.cut(said.block.clone(), AROUND)];
        let head = &self.view.lower[self.view.cut(said.block.clone(), HEAD)];
        let says = |words: &[&str]| words.iter().any(|word| line.contains(word));
        // Postfix asked for an address, and there was no message.
        if line.contains("status=undeliverable") {
            return Some(Fate::NothingYet);
        }
        // Exim has a mark before the recipient, qmail a word behind the number of the delivery.
        let has = |mark: &str, word: &str| {
            head.contains(mark) || head.contains("delivery ") && head.contains(word)
        };
        if says(RETRIED) || has(" == ", ": deferral: ") {
            Some(Fate::Retried)
        } else if says(RETURNED) || has(" ** ", ": failure: ") {
            Some(Fate::Returned)
        } else {
            self.given_up(said)
        }
    }
}
