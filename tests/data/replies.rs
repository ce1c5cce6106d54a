//! What a provider's reply says of itself: page and explanation may not differ on whether it lasts and whether the address is dead.

use smtpref_catalog::{Address, Code, EnhancedClass, Permanence};

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
