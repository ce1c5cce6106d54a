//! What the statements of a page about software rest on: which version was seen, and how.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// One thing that was seen of one version of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The program: `Postfix`.
    pub software: &'static str,
    /// The version that was seen: `3.7.11`.
    pub version: &'static str,
    /// How it was seen.
    pub how: ProofKind,
    /// Where: a file of the source, a setting, or what the running server was asked.
    pub at: &'static str,
    /// What was seen there, in a few words.
    pub says: &'static str,
}

/// How a statement about a program was checked, the strongest first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum ProofKind {
    /// The program was run and asked.
    Run,
    /// Its source was read.
    Source,
    /// The documentation that comes with it was read.
    Documentation,
}

impl ProofKind {
    /// The word for data files and JSON, and for readers.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}
