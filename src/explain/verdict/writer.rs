//! Which software wrote a text, as far as its form shows: what is done on that side is done with this software and no other.

use std::ops::Range;

use smtpref_catalog::{Cue, Folded, ProviderKind, Slug};

use super::super::answer::{Kind, Origin, Writer};
use super::super::scan::log_words::OF_OPENSMTPD;
use super::super::scan::{Said, State};
use super::super::view::View;
use super::Context;

/// How much of a line, and of a notice, is looked at.
const LINE: usize = 1024;
const NOTICE: usize = 8192;

/// How Postfix names its processes that take mail in.
const OF_POSTFIX: &[&str] = &["postfix/smtpd[", "/submission/smtpd[", "/smtps/smtpd["];

/// What lines of logs have, each of all words, by the software.
const LOGS: &[(&str, &[&str])] = &[
    ("exim", &[" r=", " t="]),
    ("exim", &[" ** ", " r="]),
    ("exim", &[" == ", " r="]),
    ("exim", &[" == ", " defer ("]),
    ("exim", &[" h=", " f=<"]),
    ("sendmail", &["sm-mta["]),
    ("sendmail", &["sendmail["]),
    ("haraka", &["[core]"]),
    ("haraka", &["[outbound]"]),
    ("exchange", &[",smtpsend,"]),
    ("exchange", &["\\default frontend"]),
    ("exchange", &["[{led="]),
    ("exchange", &["winsock error code:"]),
    ("hmailserver", &["\"smtpd\"\t"]),
    ("hmailserver", &["\"smtpc\"\t"]),
    ("hmailserver", &["\"smtpd\" "]),
    ("hmailserver", &["\"smtpc\" "]),
];

/// What notices have, by the software.
const NOTICES: &[(&str, &[&str])] = &[
    ("postfix", &["this is the mail system at host"]),
    (
        "exim",
        &["this message was created automatically by mail delivery software"],
    ),
    ("sendmail", &["----- transcript of session follows -----"]),
    ("qmail", &["this is the qmail-send program"]),
    ("opensmtpd", &["(opensmtpd)"]),
    ("courier", &["running the courier mail server"]),
    ("domino", &["domino directory"]),
    ("domino", &["delivery failure report", "notes"]),
    ("hmailserver", &["hmailserver"]),
    (
        "sendmail",
        &["----- the following addresses had ", " errors -----"],
    ),
];

/// The same of software whose settings no step names.
const OTHERS: &[&str] = &[
    "mailenable:",
    "imail server",
    "smtpmail from imail",
    "mdaemon",
    "kerio connect",
    "smartermail",
    "axigen",
    "communigate",
    "groupwise",
    "merak",
    "icewarp",
];

/// Notices of this software say in each language which of its servers wrote them.
const EXCHANGE: &str = "exchange";
/// What stands before the host that wrote a notice, in the form of mail and in that of Postfix.
const REPORTERS: [&str; 3] = [
    "mailer-daemon@",
    "reporting-mta: dns;",
    "this is the mail system at host",
];

impl Context<'_> {
    /// Who wrote the text; `None` if its form is that of many.
    pub(super) fn writer(&self, said: &Said) -> Option<Writer> {
        match self.kind {
            Kind::Webhook => Some(Writer::Service),
            Kind::Reply => {
                let is_quoted = self.view.tells(&self.around(said), Cue::QuotesServer);
                is_quoted.then_some(Writer::Service)
            }
            Kind::Log | Kind::Queue => self.writer_of_log(&said.block),
            Kind::Bounce | Kind::Delay => {
                let end = self.original.unwrap_or(self.view.text.len());
                let notice = self.view.cut(0..end, NOTICE);
                if self.is_of_mail_service(said, &notice) {
                    return Some(Writer::Service);
                }
                let is_exchange = || self.view.tells(&notice, Cue::GeneratingServer);
                let exchange = || Slug::new(EXCHANGE).filter(|_| is_exchange());
                let is_other = || self.view.has(&notice, OTHERS).then_some(Writer::Unlisted);
                met(&self.view, &notice, NOTICES)
                    .or_else(|| exchange().map(Writer::Software))
                    .or_else(is_other)
            }
            _ => None,
        }
    }

    /// Whether a mail service tells one of its users what the server of a recipient said: the notice has the words of such services, or
    /// the server that wrote it is one of theirs and quotes another. What it says itself is of the recipient's own service.
    fn is_of_mail_service(&self, said: &Said, notice: &Range<usize>) -> bool {
        let quotes = matches!(said.origin, Some(Origin::Remote | Origin::Between));
        let of_exchange = self.view.words_of(Cue::GeneratingServer);
        let mut before = REPORTERS.iter().chain(of_exchange);
        self.view.tells(notice, Cue::QuotesServer)
            || quotes && before.any(|words| self.is_behind(notice, words))
    }

    /// Whether a host of a service that has mailboxes is named right behind some words.
    fn is_behind(&self, notice: &Range<usize>, words: &str) -> bool {
        let Some(start) = self.view.find(notice.clone(), words) else {
            return false;
        };
        let behind = &self.view.lower[start + words.len()..notice.end];
        let behind = behind.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
        let mut behind = behind.split_whitespace();
        let host = behind.next().unwrap_or_default();
        let host = host.trim_end_matches(['>', ')', ',', '.']);
        let mut services = self.view.words_of(Cue::ServiceHost).iter();
        if services.any(|end| host.ends_with(end)) {
            return true;
        }
        let host = Folded::new(host);
        let names = self.catalog.matcher().providers(&host);
        let mut known = names.iter().filter_map(|name| self.catalog.provider(name));
        known.any(|one| one.kind == ProviderKind::Receiver)
    }

    /// Who wrote a line of a log.
    pub(super) fn writer_of_log(&self, line: &Range<usize>) -> Option<Writer> {
        let line = self.view.cut(line.clone(), LINE);
        if State::is_of_postfix(&self.view, &line) || self.view.has(&line, OF_POSTFIX) {
            return Slug::new("postfix").map(Writer::Software);
        }
        if self.view.has(&line, OF_OPENSMTPD) {
            return Slug::new("opensmtpd").map(Writer::Software);
        }
        met(&self.view, &line, LOGS)
    }
}

/// Whether software has a form by which a text that it wrote is known.
pub(in crate::explain) fn has_form(name: Slug) -> bool {
    let mut all = LOGS.iter().chain(NOTICES);
    all.any(|(known, _)| *known == name.as_str())
}

fn met(view: &View<'_>, range: &Range<usize>, all: &[(&'static str, &[&str])]) -> Option<Writer> {
    let has = |word: &&str| view.find(range.clone(), word).is_some();
    let (name, _) = all.iter().find(|(_, words)| words.iter().all(has))?;
    Slug::new(name).map(Writer::Software)
}

/// Whether the software that is named wrote the frame in which another host is quoted: of what that one runs it tells nothing.
pub(super) fn is_frame(writer: Option<Writer>, said: &Said, name: &str) -> bool {
    let is_own = matches!(writer, Some(Writer::Software(own)) if own.as_str() == name);
    is_own && said.origin == Some(Origin::Remote) && said.codes.reply.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped;

    #[test]
    fn each_is_software_of_the_catalog() {
        let catalog = shipped::catalog().unwrap();
        let all = LOGS.iter().chain(NOTICES).map(|(name, _)| *name);
        for name in all.chain([EXCHANGE]) {
            let kind = catalog.provider(name).map(|provider| provider.kind);
            assert_eq!(kind, Some(ProviderKind::Software), "{name}");
        }
    }
}
