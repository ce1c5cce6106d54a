//! What the pages say of Postfix, Exim, Sendmail, `OpenSMTPD`, Dovecot and Courier, asked of the servers themselves.
//!
//! A file such as `postfix.toml` names dialogues of pages, or has its own, with the settings under which the server gives these replies. Each
//! server is started on a port of a loopback address with a configuration and a spool of its own, asked, and ended. It is taken from the
//! packages that `tests/servers/unpack` unpacks into `target/servers`; Postfix and Exim may be those of the system, the others, which have
//! their paths built in, run in a root of their own. Where there is none, or where this is not run as root, which all of them need, it is
//! skipped and says so. With `SMTPREF_SERVERS=required` that fails.

#[path = "servers/courier.rs"]
mod courier;
#[path = "servers/dialogue.rs"]
mod dialogue;
#[path = "servers/dns.rs"]
mod dns;
#[path = "servers/dovecot.rs"]
mod dovecot;
#[path = "servers/exim.rs"]
mod exim;
#[path = "servers/install.rs"]
mod install;
#[path = "servers/opensmtpd.rs"]
mod opensmtpd;
#[path = "servers/ports.rs"]
mod ports;
#[path = "servers/postfix.rs"]
mod postfix;
#[path = "servers/questions.rs"]
mod questions;
#[path = "servers/root.rs"]
mod root;
#[path = "servers/sendmail.rs"]
mod sendmail;

#[path = "shared/findings.rs"]
mod findings;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use findings::Findings;
use install::Install;
use questions::{Question, questions};
use smtpref_catalog::{Code, ProofKind};

/// Where a question is answered: what to connect to, and the question.
type Asked = (u16, Question);

/// The server, or none if it is skipped, which is said. `SMTPREF_SERVERS` names those that must not be, or says `required` for all of them.
fn installed(name: &str, found: Result<Install, String>) -> Option<Install> {
    match found {
        Ok(install) => Some(install),
        Err(missing) => {
            let required = std::env::var("SMTPREF_SERVERS").is_ok_and(|value| {
                let wanted = name.to_lowercase();
                value
                    .split_whitespace()
                    .any(|word| word == "required" || word == wanted)
            });
            assert!(!required, "{name} is required: {missing}");
            // Past the capture of the test, so that a skipped server is seen.
            let _ = writeln!(std::io::stderr(), "skipped: {name}: {missing}");
            None
        }
    }
}

/// Asks all, and wants the bounces in this file.
fn ask_all(
    asked: impl IntoIterator<Item = Asked>,
    bounces: Option<&Path>,
    log: impl FnOnce() -> String,
) {
    let mut findings = Findings::default();
    for (port, question) in asked {
        let held = dialogue::hold(port, &question).and_then(|()| match &question.bounce {
            None => Ok(()),
            Some(bounce) => {
                let mail = bounces.ok_or("it writes no bounces")?;
                dialogue::wait_for(bounce, mail)
            }
        });
        if let Err(wrong) = held {
            findings.note(&question.page, &question.title, wrong);
        }
    }
    if !findings.0.is_empty() {
        findings.note("the server", "its log", log());
    }
    findings.finish();
}

#[test]
fn postfix_says_what_the_pages_say() {
    let Some(install) = installed("Postfix", Install::find("Postfix", postfix::PROGRAMS)) else {
        return;
    };
    let (server, asked) = postfix::Server::start(&install, questions("postfix"));
    ask_all(asked, None, || server.log());
}

#[test]
fn exim_says_what_the_pages_say() {
    let Some(install) = installed("Exim", Install::find("Exim", exim::PROGRAMS)) else {
        return;
    };
    let (server, asked) = exim::Servers::start(&install, questions("exim"));
    ask_all(asked, None, || server.log());
}

#[test]
fn sendmail_says_what_the_pages_say() {
    let found = Install::find_root("Sendmail", sendmail::PROGRAM);
    let Some(install) = installed("Sendmail", found) else {
        return;
    };
    let (servers, asked) = sendmail::start(&install, questions("sendmail"));
    let bounces = sendmail::bounces(&servers);
    ask_all(asked, Some(&bounces), || {
        servers.root.log() + &std::fs::read_to_string(&bounces).unwrap_or_default()
    });
}

#[test]
fn opensmtpd_says_what_the_pages_say() {
    let found = Install::find_root("OpenSMTPD", opensmtpd::PROGRAM);
    let Some(install) = installed("OpenSMTPD", found) else {
        return;
    };
    let (servers, asked) = opensmtpd::start(&install, questions("opensmtpd"));
    ask_all(asked, None, || servers.root.log());
}

#[test]
fn dovecot_says_what_the_pages_say() {
    let found = Install::find_root("Dovecot", dovecot::PROGRAM);
    let Some(install) = installed("Dovecot", found) else {
        return;
    };
    let (servers, asked) = dovecot::start(&install, questions("dovecot"));
    ask_all(asked, None, || servers.root.log());
}

#[test]
fn courier_says_what_the_pages_say() {
    let found = Install::find_root("Courier", courier::PROGRAM);
    let Some(install) = installed("Courier", found) else {
        return;
    };
    let (servers, asked) = courier::start(&install, questions("courier"));
    ask_all(asked, None, || servers.root.log());
}

/// Needs no server: a page that says it was checked by running one of them has a question here, and no other page has.
#[test]
fn every_proof_by_running_is_asked_again() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut findings = Findings::default();
    for software in [
        "Postfix",
        "Exim",
        "Sendmail",
        "OpenSMTPD",
        "Dovecot",
        "Courier",
    ] {
        let server = &software.to_lowercase();
        let asked: BTreeSet<Code> = questions(server).iter().map(Question::code).collect();
        for id in catalog.ids() {
            let code = catalog.entry(id).code;
            let ran = catalog
                .page(id)
                .proof
                .iter()
                .any(|proof| proof.software == software && proof.how == ProofKind::Run);
            if ran != asked.contains(&code) {
                let wrong = if ran {
                    "its page says that it was run, but nothing asks it again"
                } else {
                    "it is asked, but its page has no proof that says so"
                };
                findings.note(code, software, wrong);
            }
        }
    }
    findings.finish();
}
