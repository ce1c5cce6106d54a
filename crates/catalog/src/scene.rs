//! Where somebody stands who has a reply before them, as far as its text shows it: what they can do differs with it.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::Fix;

/// Between whom a reply was said, and which of them wrote the text.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum Scene {
    /// A program or a device that hands a message to the server it sends through: its error or its session.
    Program,
    /// A mail server that hands a message to another one: its log, its queue, its report.
    Delivery,
    /// A mail server at the server that it sends everything through, on port 587 or 465.
    Smarthost,
    /// A mail server and a program of its own side: a filter, a mailbox, its passwords.
    Inside,
    /// A mail server that refuses what is offered to it: its own log.
    Refusal,
    /// A mail server at which a login fails: its own log.
    Login,
    /// A user of a mail or sending service, whose servers met the one of the recipient: its notice, its event.
    Service,
}

/// What is done in one scene, in place of what is done otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct InScene {
    /// The scene.
    pub scene: Scene,
    /// Steps by who acts, in the order in which they act.
    pub fix: Vec<Fix>,
    /// Whether the steps that a known reply has of its own go before these: they know which rule it was.
    pub yields: bool,
}
