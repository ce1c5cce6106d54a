//! An entry (what a list shows), its page (what a reader opens) and a hand-written pair.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    Code, CodePattern, Commands, Detail, EnhancedClass, Fates, InScene, Proof, ReplyClass,
    ReplyCode, Retry, Slug,
};

/// What a list, the search and a filter need of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The code; an enhanced status code has no class here.
    pub code: Code,
    /// A few words; of an enhanced status code the registry's title.
    pub title: &'static str,
    /// The same in at most 20 characters, for narrow lists, where the title is longer.
    pub short: Option<&'static str>,
    /// Whether a document defines it.
    pub status: Status,
    /// One line of at most 90 characters.
    pub summary: &'static str,
    /// What it answers.
    pub commands: Commands,
    /// How often people meet it, 0 to 100.
    pub common: u8,
    /// What people call it, lower case.
    #[serde(borrow)]
    pub keywords: Vec<&'static str>,
    /// The classes that an enhanced status code, a cause or a provider's reply is used with; empty for other kinds.
    pub classes: Vec<EnhancedClass>,
    /// The sources of its references, for the search by RFC.
    #[serde(borrow)]
    pub sources: Vec<&'static str>,
}

/// What becomes of a code in the documents.
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
pub enum Status {
    /// An RFC defines it or the registry lists it.
    Standard,
    /// Its RFC was replaced and the new one drops it.
    Obsolete,
    /// An ancestor of SMTP or an experiment.
    Historic,
    /// In no RFC.
    Nonstandard,
}

/// The page of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Page {
    /// What the reply says, one text for each paragraph.
    #[serde(borrow)]
    pub description: Vec<&'static str>,
    /// Concrete situations.
    #[serde(borrow)]
    pub when: Vec<&'static str>,
    /// Where real servers differ from the documents, one text for each paragraph.
    #[serde(borrow)]
    pub practice: Vec<&'static str>,
    /// What each class makes of an enhanced status code.
    #[serde(borrow)]
    pub in_class: Vec<(EnhancedClass, &'static str)>,
    /// What a class of an enhanced status code answers, where that is less than the entry says of all its classes.
    pub commands_in: Vec<(EnhancedClass, Commands)>,
    /// Steps by who acts, in the order in which they act.
    pub fix: Vec<Fix>,
    /// The same steps for a class in which another one comes first.
    pub fix_in: Vec<(EnhancedClass, Vec<Fix>)>,
    /// The steps of scenes that have their own.
    pub scenes: Vec<InScene>,
    /// What it means for the message.
    pub effect: Effect,
    /// Dialogues and excerpts.
    pub examples: Vec<Example>,
    /// Where it is defined and described.
    pub references: Vec<Reference>,
    /// What its statements about software rest on.
    pub proof: Vec<Proof>,
    /// Of a reply code the enhanced status codes that usually go with it, of an enhanced status code its reply codes; usual first.
    pub usual_with: Vec<Code>,
    /// Further codes that go with it, named only by the other side.
    pub also_with: Vec<Code>,
    /// Codes worth a look.
    pub related: Vec<Code>,
    /// Codes that it is taken for.
    pub confused_with: Vec<ConfusedWith>,
    /// When a server sends it, or what it sends in its place: one of a reply code, one for each class of an enhanced status code.
    pub choices: Vec<(Option<EnhancedClass>, Choice)>,
    /// The cause that a code is taken for where words tell nothing: of any class, or of one.
    pub taken_for: Vec<(Option<EnhancedClass>, Slug)>,
    /// What only pages of its kind say.
    pub detail: Detail,
}

/// When a server sends a code, or what it sends in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// It is a code to send.
    Send {
        /// When, in a clause.
        when: &'static str,
        /// The reply codes that it follows, if not the one that usually goes with it.
        behind: Vec<ReplyCode>,
    },
    /// Another is better.
    Instead {
        /// What to send, the most usual first.
        codes: Vec<CodePattern>,
        /// The reason, where the standing of the code is none.
        why: Option<&'static str>,
    },
}

/// Steps of one who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Fix {
    /// Who acts.
    pub who: Actor,
    /// What they do, in order.
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What to do, in a sentence.
    pub text: &'static str,
    /// The mail software whose commands and settings it names; empty if it can be done with any.
    pub software: Vec<Slug>,
    /// Whether somebody can do it who manages a domain at a provider and no server.
    pub by_tenant: bool,
    /// Whether it is only of use while the message waits in a queue: nobody repeats one that came back.
    pub while_queued: bool,
}

/// Who can do something about a reply.
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
pub enum Actor {
    /// The person who wrote the message.
    Sender,
    /// Who runs the sending server, or writes its software.
    SendingServer,
    /// Who runs the receiving server.
    ReceivingServer,
    /// Anybody who expected something else of a success reply.
    Check,
}

/// What a reply means for the message and the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Effect {
    /// What becomes of the message; empty where class and stage decide.
    pub message: Fates,
    /// What becomes of the connection.
    pub connection: Connection,
    /// Whether the same attempt can succeed; `None` where the class decides.
    pub retry: Option<Retry>,
    /// What else there is to know of it.
    pub note: &'static str,
}

/// What becomes of the connection.
#[derive(
    Debug,
    Default,
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
pub enum Connection {
    /// The session goes on.
    StaysOpen,
    /// The server ends it.
    Closes,
    /// The server may end it.
    MayClose,
    /// There is none.
    #[default]
    None,
}

/// A dialogue, or an excerpt of a bounce or a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// What it shows.
    pub title: &'static str,
    /// Its lines; in a dialogue each begins with `C: ` or `S: `.
    #[serde(borrow)]
    pub lines: Vec<&'static str>,
}

/// Where something is defined or described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The key of a [`Source`].
    pub source: &'static str,
    /// The section, if the source has sections.
    pub section: Option<&'static str>,
    /// What it gives, in a few words.
    pub note: Option<&'static str>,
}

/// A document that references point to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The key by which references name it.
    pub key: &'static str,
    /// What the page shows.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// A code that an entry is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfusedWith {
    /// The other code.
    pub code: Code,
    /// How to tell them apart.
    pub why: &'static str,
}

/// A hand-written comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// One code.
    pub left: Code,
    /// The other code.
    pub right: Code,
    /// The difference in one sentence.
    pub summary: &'static str,
    /// Hand-written aspects, the deciding one first.
    pub differences: Vec<Difference>,
    /// When to use which.
    pub guidance: Guidance,
}

/// One aspect in which two codes differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Two to four words.
    pub aspect: &'static str,
    /// What holds for the left code.
    pub left: &'static str,
    /// What holds for the right code.
    pub right: &'static str,
}

/// When to use which, from both points of view; one text for each paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// For one who got one of the two replies.
    #[serde(borrow)]
    pub received: Vec<&'static str>,
    /// For one who decides which of the two a server sends.
    #[serde(borrow)]
    pub choose: Vec<&'static str>,
}

impl Entry {
    /// The title for a narrow list: the short one if there is one.
    #[must_use]
    pub fn short_title(&self) -> &'static str {
        self.short.unwrap_or(self.title)
    }

    /// Whether it is of this class, or is used with it.
    #[must_use]
    pub fn has_class(&self, class: ReplyClass) -> bool {
        match self.code {
            Code::Reply(code) => code.class() == class,
            Code::Class(own) => class.of_enhanced() == Some(own),
            _ => class
                .of_enhanced()
                .is_some_and(|class| self.classes.contains(&class)),
        }
    }
}

impl Step {
    /// A step of which no software is known that it names.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self {
            text,
            software: Vec::new(),
            by_tenant: false,
            while_queued: false,
        }
    }
}

impl Reference {
    /// The number of the RFC that it names, if it names one.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::Reference;
    ///
    /// let reference = Reference { source: "rfc5321", section: Some("4.2.3"), note: None };
    /// assert_eq!(reference.rfc(), Some("5321"));
    /// ```
    #[must_use]
    pub fn rfc(&self) -> Option<&'static str> {
        self.source.strip_prefix("rfc")
    }

    /// Whether it names an RFC.
    #[must_use]
    pub fn is_rfc(&self) -> bool {
        self.rfc().is_some()
    }

    /// Its section, if that is a number and not a heading.
    #[must_use]
    pub fn numbered_section(&self) -> Option<&'static str> {
        let section = self.section?;
        section
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(section)
    }
}

impl Status {
    /// The word for data files, filters and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl Actor {
    /// The word for data files, filters and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl Connection {
    /// The word for data files, filters and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}
