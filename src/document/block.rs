//! The vocabulary of documents.

use std::rc::Rc;

use unicode_width::UnicodeWidthStr;

use crate::lookup::Lookup;
use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, EnhancedClass, ReplyClass};

/// What a piece of text is; a theme decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Text,
    /// The title of a page.
    Title,
    /// The heading of a section.
    Heading,
    /// A lead word, such as who acts.
    Strong,
    /// What is to be typed or read literally.
    Literal,
    /// Of less weight.
    Muted,
    /// What is pressed or typed.
    Key,
    /// The name of a provider, or the word that tells a cause from a code.
    Provider,
    /// A code, by its severity.
    Code(Severity),
    /// The words for how it ends, by that.
    Verdict(Severity),
    /// What the client says.
    Client,
    /// What the server says.
    Server,
    /// A warning.
    Warning,
    /// The mark of a row whose sides differ.
    Differs,
}

/// How a code ends for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// 2yz.
    Success,
    /// 3yz.
    Intermediate,
    /// 4yz.
    Transient,
    /// 5yz.
    Permanent,
    /// More than one of them, or none.
    Neutral,
}

/// Where a piece of text leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// Another page.
    Lookup(Lookup),
    /// An address outside.
    Url(Rc<str>),
}

/// A piece of text of one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, without line breaks.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Where it leads.
    pub target: Option<Target>,
    /// Whether the search found it.
    pub matched: bool,
    /// Whether what it found only means the same as what was typed.
    pub related: bool,
}

/// Running text made of spans.
pub type Text = Vec<Span>;

/// A step of a fix, or any other item of a list.
pub type Step = Text;

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The head of a page: the code, its title, and a line of small facts.
    Title {
        /// The code with its severity.
        code: Span,
        /// Its title.
        title: String,
        /// Small facts such as the standing and the class.
        facts: Vec<String>,
    },
    /// The heading of a section.
    Heading(String),
    /// The heading below a heading.
    Subheading(String),
    /// A paragraph.
    Paragraph(Text),
    /// Something to notice before reading on.
    Note(Text),
    /// Items of equal weight.
    Bullets(Vec<Text>),
    /// Items in order.
    Steps(Vec<Step>),
    /// Names and values.
    Facts(Vec<(String, Text)>),
    /// Keys, or what else can be typed, and what they do.
    Keys {
        /// The rows; one without keys goes on with the row before it.
        rows: Vec<(String, Text)>,
        /// The fewest columns for the keys.
        column: usize,
    },
    /// Lines that are never wrapped into each other.
    Transcript(Vec<Text>),
    /// A table; the first column names the row.
    Table {
        /// The heads of the columns.
        header: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Two codes set against each other, an aspect to a row.
    Aspects {
        /// Their names.
        sides: [Span; 2],
        /// The rows, each of two cells; those that differ first.
        rows: Vec<Row>,
    },
    /// Two documents side by side, or one after the other where the width is small.
    Columns {
        /// The left one with its name.
        left: (Span, Vec<Block>),
        /// The right one with its name.
        right: (Span, Vec<Block>),
    },
}

/// What is shown of a page or of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What it is about, and its title: `556  Domain does not accept mail`.
    pub title: String,
    /// The one sentence that says the most.
    pub summary: String,
    /// All of it, the title and the summary with them.
    pub blocks: Vec<Block>,
    /// The pages to look at after it, the nearest first.
    pub also: Vec<Lookup>,
}

impl Document {
    /// The names of its sections.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(Block::section)
    }
}

impl Block {
    /// The name of the section that begins with it.
    #[must_use]
    pub fn section(&self) -> Option<&str> {
        match self {
            Self::Heading(name) => Some(name),
            _ => None,
        }
    }
}

/// What stands over a side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The code, which leads to its page.
    pub code: Span,
    /// Words for how it ends, so that no colour is needed; none where it can be any of many.
    pub ends: String,
    /// The title of that page.
    pub title: String,
    /// The same for where it is narrow.
    pub short: String,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name of the row.
    pub name: String,
    /// The same within a sentence.
    pub within: String,
    /// Its cells.
    pub cells: Vec<Text>,
    /// Whether the cells differ.
    pub differs: bool,
}

/// A line of a laid out document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its spans from left to right.
    pub spans: Vec<Span>,
    /// The index of the block that it comes from, so that a place survives a change of width.
    pub block: usize,
    /// Whether a section begins here.
    pub heading: bool,
    /// Whether it stands for rows that are folded into it.
    pub fold: bool,
    /// If it goes on with the text of the line before, which had no room for more words: the bytes that stand before its own.
    pub goes_on: Option<usize>,
}

impl Head {
    /// The code and how it ends.
    #[must_use]
    pub fn name(&self) -> Span {
        Span {
            text: format!("{} {}", self.code.text, self.ends)
                .trim_end()
                .to_owned(),
            ..self.code.clone()
        }
    }

    /// Whether the name and the title fit into a line.
    #[must_use]
    pub fn fits(&self, columns: u16) -> bool {
        self.name().width() + 2 + self.title.width() <= usize::from(columns)
    }
}

impl Row {
    /// Whether nothing in it is of weight.
    #[must_use]
    pub fn is_muted(&self) -> bool {
        let mut spans = self.cells.iter().flatten();
        spans.all(|span| span.role == Role::Muted)
    }
}

impl Span {
    /// A span that leads nowhere.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            target: None,
            matched: false,
            related: false,
        }
    }

    /// Running text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(text, Role::Text)
    }

    /// A code that leads to its page.
    #[must_use]
    pub fn code(lookup: Lookup, catalog: &Catalog) -> Self {
        Self {
            text: lookup.to_string(),
            role: Role::Code(Severity::of(lookup, catalog)),
            target: Some(Target::Lookup(lookup)),
            matched: false,
            related: false,
        }
    }

    /// The width on the screen, in columns.
    #[must_use]
    pub fn width(&self) -> usize {
        columns(&self.text)
    }
}

/// The width of a text on the screen, in columns. Nearly all text is plain ASCII, where they need not be looked up.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        text.len()
    } else {
        text.width()
    }
}

impl Line {
    /// The width on the screen, in columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(Span::width).sum()
    }

    /// The text without roles.
    #[must_use]
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

impl Severity {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Success,
        Self::Intermediate,
        Self::Transient,
        Self::Permanent,
        Self::Neutral,
    ];

    /// A word for it, which tells it without colour; none if there is nothing to tell.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => EnhancedClass::Success.word(),
            Self::Intermediate => ReplyClass::PositiveIntermediate.word(),
            Self::Transient => EnhancedClass::Transient.word(),
            Self::Permanent => EnhancedClass::Permanent.word(),
            Self::Neutral => "",
        }
    }

    /// The severity of a lookup; of a code without class only if it has but one class. Of two codes that contradict each other the reply
    /// code counts, by which every client acts.
    #[must_use]
    pub fn of(lookup: Lookup, catalog: &Catalog) -> Self {
        if let Some((reply, _)) = lookup.contradiction() {
            return Self::of_reply(reply.class());
        }
        let class = match lookup.code {
            Code::Reply(code) => return Self::of_reply(code.class()),
            Code::Subject(_) | Code::Cause(_) | Code::ProviderReply(_) => None,
            Code::Class(class) => Some(class),
            Code::Enhanced(code) => code.class().or_else(|| {
                let classes = &catalog.entry(lookup.entry(catalog)?).classes;
                (classes.len() == 1).then(|| classes[0])
            }),
        };
        class.map_or(Self::Neutral, Self::of_class)
    }

    const fn of_reply(class: ReplyClass) -> Self {
        match class {
            ReplyClass::PositiveCompletion => Self::Success,
            ReplyClass::PositiveIntermediate => Self::Intermediate,
            ReplyClass::TransientNegative => Self::Transient,
            ReplyClass::PermanentNegative => Self::Permanent,
            ReplyClass::Preliminary | ReplyClass::OutOfRange => Self::Neutral,
        }
    }

    /// The severity of a class.
    #[must_use]
    pub const fn of_class(class: EnhancedClass) -> Self {
        match class {
            EnhancedClass::Success => Self::Success,
            EnhancedClass::Transient => Self::Transient,
            EnhancedClass::Permanent => Self::Permanent,
        }
    }
}
