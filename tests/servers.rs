//! What the pages say of Postfix and Exim, asked of the servers themselves.
//!
//! `postfix.toml` and `exim.toml` name dialogues of pages, or have their own, with the settings under which the server gives these replies.
//! Each server is started on a port of the loopback address with a configuration and a spool of its own, asked, and ended. It is taken from
//! the packages that `.ci/run` unpacks into `target/servers`, or else from the system; where there is none, or where this is not run as
//! root, which both servers need, it is skipped and says so. With `SMTPREF_SERVERS=required` that fails.

#[path = "servers/dialogue.rs"]
mod dialogue;
#[path = "servers/exim.rs"]
mod exim;
#[path = "servers/install.rs"]
mod install;
#[path = "servers/postfix.rs"]
mod postfix;
#[path = "servers/questions.rs"]
mod questions;

#[path = "shared/findings.rs"]
mod findings;

use std::collections::BTreeSet;
use std::io::Write as _;

use findings::Findings;
use install::Install;
use questions::{Question, questions};
use smtpref_catalog::{Code, ProofKind};

/// Where a question is answered: what to connect to, and the question.
type Asked = (u16, Question);

/// Finds the server, or says that it is skipped.
fn installed(name: &str, programs: &[&str]) -> Option<Install> {
    match Install::find(name, programs) {
        Ok(install) => Some(install),
        Err(missing) => {
            let required =
                std::env::var_os("SMTPREF_SERVERS").is_some_and(|value| value == "required");
            assert!(!required, "{name} is required: {missing}");
            // Past the capture of the test, so that a skipped server is seen.
            let _ = writeln!(std::io::stderr(), "skipped: {name}: {missing}");
            None
        }
    }
}

fn ask_all(asked: impl IntoIterator<Item = Asked>, log: impl FnOnce() -> String) {
    let mut findings = Findings::default();
    for (port, question) in asked {
        if let Err(wrong) = dialogue::hold(port, &question) {
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
    let Some(install) = installed("Postfix", postfix::PROGRAMS) else {
        return;
    };
    let (server, asked) = postfix::Server::start(&install, questions("postfix"));
    ask_all(asked, || server.log());
}

#[test]
fn exim_says_what_the_pages_say() {
    let Some(install) = installed("Exim", exim::PROGRAMS) else {
        return;
    };
    let (server, asked) = exim::Servers::start(&install, questions("exim"));
    ask_all(asked, || server.log());
}

/// Needs no server: a page that says it was checked by running one of the two has a question here, and no other page has.
#[test]
fn every_proof_by_running_is_asked_again() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut findings = Findings::default();
    for (server, software) in [("postfix", "Postfix"), ("exim", "Exim")] {
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
