//! What a provider's reply says of itself: page and explanation may not differ on whether it lasts and whether the address is dead.

use smtpref::lookup::{Lookup, Record};
use smtpref_catalog::{
    Actor, Address, Catalog, Code, EnhancedClass, Permanence, ProviderKind, ReplyDetail, Slug,
};

use crate::findings::Findings;

#[test]
fn a_reply_whose_codes_contradict_its_cause_says_which_is_true() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut findings = Findings::default();
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let Some(reply) = catalog.page(id).detail.reply() else {
            continue;
        };
        let cause = catalog.find(Code::Cause(reply.cause)).unwrap();
        let cause = catalog.page(cause).detail.cause().unwrap();
        let contradict = matches!(
            (&entry.classes[..], cause.permanence),
            ([EnhancedClass::Transient], Permanence::Permanent)
                | ([EnhancedClass::Permanent], Permanence::Temporary)
        );
        if contradict && reply.permanent.is_none() {
            let wrong = format!("its codes are against {}: say what is true", reply.cause);
            findings.note(entry.code, "permanent", wrong);
        }
        // Of a refusal that may pass the address is dead only if the reply itself says it, so nothing says it without need.
        if reply.address == Some(Address::Gone) && cause.address == Address::Gone {
            let wrong = format!("repeats {}: leave it out", reply.cause);
            findings.note(entry.code, "address", wrong);
        }
    }
    findings.finish();
}

/// The server of a sender asks nobody whether the recipient is there before it refuses its own user.
#[test]
fn no_refusal_on_the_way_out_calls_the_recipient_alive_for_its_cause() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut findings = Findings::default();
    for id in catalog.ids() {
        let Some(reply) = catalog.page(id).detail.reply() else {
            continue;
        };
        let cause = catalog.find(Code::Cause(reply.cause)).unwrap();
        let cause = catalog.page(cause).detail.cause().unwrap();
        let is_said_by_cause = reply.address.is_none() && cause.address == Address::Alive;
        if is_said_by_cause && leaves_the_sender(reply, &catalog) {
            let wrong = format!("{} calls it alive, and nobody looked it up", reply.cause);
            findings.note(catalog.entry(id).code, "address", wrong);
        }
    }
    findings.finish();
}

fn leaves_the_sender(reply: &ReplyDetail, catalog: &Catalog) -> bool {
    let provider = catalog.provider(reply.provider.as_str()).unwrap();
    reply.sending_side || provider.kind == ProviderKind::SendingService
}

/// On the page of a provider's reply nobody reads commands for a server that does not speak so, nor what no operator can be asked for.
#[test]
fn a_page_of_a_reply_has_no_step_of_its_cause_for_another_server() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut findings = Findings::default();
    for id in catalog.ids() {
        let code = catalog.entry(id).code;
        let page = catalog.page(id);
        let Some(reply) = page.detail.reply().filter(|_| page.fix.is_empty()) else {
            continue;
        };
        let provider = catalog.provider(reply.provider.as_str()).unwrap();
        if provider.kind == ProviderKind::Blocklist {
            continue;
        }
        let record = Record::of(Lookup::new(code), &catalog);
        let fixes = record.steps(&catalog);
        let theirs = fixes.iter().filter(|fix| fix.who == Actor::ReceivingServer);
        for step in theirs.flat_map(|fix| &fix.steps) {
            let is_its = |one: &Slug| provider.code == *one || provider.runs.contains(one);
            let fits = step.software.is_empty() || step.software.iter().any(is_its);
            let has_operator = provider.kind != ProviderKind::Receiver || provider.hosts_domains;
            if !fits || !has_operator {
                findings.note(code, "fix", step.text);
            }
        }
        if fixes.is_empty() {
            findings.note(code, "fix", "nobody is told anything");
        }
    }
    findings.finish();
}
