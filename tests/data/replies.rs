//! What a provider's reply says of itself: page and explanation may not differ on whether it lasts and whether the address is dead.

use smtpref_catalog::{
    Address, Catalog, Code, EnhancedClass, Permanence, ProviderKind, ReplyDetail,
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
