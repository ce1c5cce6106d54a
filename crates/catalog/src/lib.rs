//! SMTP reply codes, enhanced status codes, and a checked catalog of what they mean: what reads, checks, packs and finds them. What a screen
//! or the command line shows of them is the program's.
//!
#![doc = include_str!("../README.md")]
//! # How it is made
//!
//! Data files are read and checked together ([`check`]), packed into one block of bytes ([`Pack`]), and looked up at run time
//! ([`Catalog`]): at start nothing but the codes is unpacked.
//!
//! | step | module |
//! |---|---|
//! | codes and commands | `smtp` |
//! | what a reply does to the message | `outcome` |
//! | what an entry, its page and a pair hold | `entry`, `situation`, `scene`, `proof` |
//! | one folder -> its files; one TOML file -> a draft | `folder`, `read` |
//! | all drafts together -> checked entries, or every problem | `check`, `problem` |
//! | what a reply really says: phrases, and the proof that each can win | `rules` |
//! | words by which a text shows what it is | `cues` |
//! | facts of a cause; which cause a code is taken for | `causes` |
//! | checked entries -> words and where they occur | `index` |
//! | checked entries -> bytes -> catalog, one over another | `pack`, `blocks`, `files`, `layers`, `store` |

mod blocks;
mod causes;
mod check;
mod cues;
mod entry;
mod files;
mod folder;
mod index;
mod layers;
mod names;
mod outcome;
mod pack;
mod problem;
mod proof;
mod read;
mod rules;
mod scene;
mod service;
mod situation;
mod smtp;
mod store;

pub use blocks::Blocks;
pub use check::{Checked, SourceFile, Taught, check, check_layer};
pub use cues::{Cue, CuePlace, Cues};
pub use entry::{
    Actor, Choice, ConfusedWith, Connection, Difference, Effect, Entry, Example, Fix, Guidance,
    Page, Pair, Reference, Source, Status, Step,
};
pub use files::Files;
pub use folder::read_folder;
pub use index::{Field, Index, Posting, ProseWords, Uses, tokenize};
pub use outcome::{Fate, Fates, Finality, Retry};
pub use pack::{Dates, Pack, UnpackError};
pub use problem::{Problem, Problems};
pub use proof::{Proof, ProofKind};
pub use read::{Contents, is_hidden, sentences, visible};
pub use rules::{
    Candidate, CodePattern, Folded, Hinted, Hints, Like, Likeness, Marks, Matcher, Rank, Rule,
    RuleName, Tier, is_ideograph,
};
pub use scene::{InScene, Scene};
pub use service::{EventLabel, LabelSays, ServiceEvents};
pub use situation::{
    About, Address, CauseDetail, CauseGroup, Detail, Evidence, Needs, Permanence, Provider,
    ProviderKind, ReplyDetail, Send, Wordings,
};
pub use smtp::{
    Amount, Category, Code, CodeError, Codes, Command, Commands, EnhancedClass, EnhancedCode,
    EnhancedCodeError, Kind, ReplyClass, ReplyCode, ReplyCodeError, Slug, Subject,
};
pub use store::{Catalog, EntryId};
pub use strum::VariantArray;
