//! The words of causes and of providers' replies.

use smtpref_catalog::{Actor, Address, Code, Command, Evidence, Finality, Permanence, Scene};

use super::{actor, finality, say};

/// What a code leaves open.
const DEPENDS: &str = "Depends on the words";

/// Whether the address is dead.
#[must_use]
pub fn address(address: Address) -> &'static str {
    say(match address {
        Address::Gone => "Gone: it cannot receive mail",
        Address::Alive => "Alive: keep it",
        Address::NotAbout => "Not about the address: keep it",
        Address::Depends => DEPENDS,
    })
}

/// The same in a word or two, before a sentence that says what to do with the address.
#[must_use]
pub fn verdict(address: Address) -> &'static str {
    say(match address {
        Address::Gone => "Gone",
        Address::Alive => "Alive",
        Address::NotAbout => "Not about the address",
        Address::Depends => DEPENDS,
    })
}

/// What to do with an address of which a reply says that nobody uses it.
#[must_use]
pub fn abandoned() -> &'static str {
    say(
        "Hardly anybody reads there any more. Our advice: suppress it now, until its owner writes from it.",
    )
}

/// What to do with an address that a reply calls gone and does not prove to be.
#[must_use]
pub fn unproved() -> &'static str {
    say("Keep it until a second reply, or the person by another way, confirms that it is gone.")
}

/// What to do with an address that a reply does not judge, though others of its cause do.
#[must_use]
pub fn not_judged() -> &'static str {
    say("Keep it: nobody looked the recipient up for this reply.")
}

/// One who acts, as the reader knows them who stands in a scene.
#[must_use]
pub fn actor_in(who: Actor, scene: Option<Scene>) -> &'static str {
    match (who, scene) {
        (Actor::ReceivingServer, Some(Scene::Program | Scene::Smarthost)) => {
            say("The operator of the server you send through")
        }
        (Actor::ReceivingServer, Some(Scene::Refusal | Scene::Login | Scene::Inside)) => {
            say("The operator of the server that wrote this log")
        }
        (who, _) => actor(who),
    }
}

/// What to do with an address that nobody asked about: the mail did not get as far as that.
#[must_use]
pub fn not_asked() -> &'static str {
    say("Keep it: the recipient's side was not asked.")
}

/// Whether a cause is permanent.
#[must_use]
pub fn permanence(permanence: Permanence) -> &'static str {
    match permanence {
        Permanence::Permanent => finality(Finality::Permanent, false),
        Permanence::Temporary => finality(Finality::Temporary, false),
        Permanence::Depends => say(DEPENDS),
    }
}

/// Behind a finality that differs from the class of the code.
#[must_use]
pub fn against_its_code() -> &'static str {
    say(", whatever its code says")
}

/// When a code is sent.
#[must_use]
pub fn send_stage(stage: Option<Command>) -> &'static str {
    match stage {
        None => say("in a report"),
        Some(Command::Connect) => say("connection"),
        Some(Command::EndOfData) => say("end of data"),
        Some(command) => command.word(),
    }
}

/// What a reply rests on.
#[must_use]
pub fn evidence(evidence: Evidence) -> &'static str {
    say(match evidence {
        Evidence::Vendor => "the provider's documentation",
        Evidence::Source => "its source code",
        Evidence::Secondary => "a third party's page",
        Evidence::Field => "seen in the field, not documented",
    })
}

/// The title of a number that only providers use, each in its own sense.
#[must_use]
pub fn number_of_providers() -> &'static str {
    say("A number of providers' own")
}

/// What can be said of such a number.
#[must_use]
pub fn used_by(code: Code, count: usize) -> String {
    let lead = say("is a number that providers use in");
    let end = say("replies of their own; the words tell which one it is.");
    format!("{code} {lead} {count} {end}")
}
