//! Rules that tell what a reply really says: literal phrases of one provider, or of any, each proved by samples that it wins.
//!
//! | step | file |
//! |---|---|
//! | text of a reply -> folded text with addresses and hosts masked | `fold`, `mapped` |
//! | where words begin and end | `borders` |
//! | what a rule holds | `rule` |
//! | what single words tell where no rule is met | `hints` |
//! | what a text is most like, learnt from replies whose cause is known | `likeness`, `learning` |
//! | all phrases of a layer, found in one walk, and how a rule meets a text | `patterns`, `trie`, `layer` |
//! | the rules of all layers that a text meets, most specific first | `matcher` |
//! | each rule wins its own samples, and no other is as specific there | `proof` |

mod borders;
mod features;
mod fold;
mod hints;
mod layer;
mod learning;
mod likeness;
mod mapped;
mod matcher;
mod patterns;
mod proof;
mod rule;
mod trie;

pub(crate) use fold::{ADDRESS, NAME};
pub use fold::{Folded, is_ideograph};
pub(crate) use hints::{Asks, Hint};
pub use hints::{Hinted, Hints};
pub(crate) use layer::MatcherError;
pub use likeness::{Like, Likeness};
pub use matcher::{Candidate, Matcher, Rank, Tier};
pub(crate) use proof::{prove, unproved};
pub use rule::{CodePattern, Marks, Rule, RuleName};
