//! Words by which a text shows what it is, in the languages in which programs write: a notice of a failure, one of a delay, an answer
//! that nobody wrote, and what stands before the name of a recipient or above the message that came back.
//!
//! They tell the kind of a text, never a cause: what a reply says is the business of rules and hints.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a few words of a text show. Its name in a data file is the same in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray, IntoStaticStr, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Cue {
    /// In `From`: a program that reports what became of a message.
    Robot,
    /// How the subject of a notice begins, whoever sends it.
    Title,
    /// In the subject: an answer that nobody wrote.
    Automatic,
    /// How the subject of a mail begins that passes another one on.
    PassedOn,
    /// How a notice begins that may stand below other text.
    Opening,
    /// A failure, in words that stand in notices of failures alone.
    SurelyFailed,
    /// A failure.
    Failed,
    /// Words that notices of failures have, and other texts too: they count beside an address or a code.
    PerhapsFailed,
    /// A message waits and is tried again.
    Waits,
    /// The same in words of which the sentence may say for how long: `Gmail riproverà per altre 47 ore`.
    TriesOn,
    /// How a unit of time begins behind the number in such a sentence: hours or days.
    TimeUnit,
    /// The waiting is over: then it is a failure whatever else is said.
    GaveUp,
    /// A moderator of a list decides on the message.
    Held,
    /// Whoever sent the message is asked to prove it before it is passed on.
    Challenge,
    /// What a fraud wants its reader to do about a mailbox behind a link: no mail server asks for that.
    Lure,
    /// What it says is wrong there.
    Bait,
    /// A list tells its member that mail from it came back from there.
    Member,
    /// A message arrived.
    Arrived,
    /// Those follow who got the message, in a notice to others who did not.
    ArrivedFor,
    /// A refusal in a receipt: programs that deliver into mailboxes have no other form for it.
    Refused,
    /// Somebody writes to somebody: without any code that is no reply.
    Greeting,
    /// Made of the words of failures, and none: a calendar, the summary of a log.
    NoNotice,
    /// Somebody explains what makes mail fail, and tells of no message: with words alone and nobody named that is no failure.
    Explains,
    /// A notice says that it tells no reason: single words of it are none then.
    NoReason,
    /// How an automatic answer speaks: whoever would read the mail is away, or a desk has it.
    Absent,
    /// The box in which a mail program shows an error: its line may begin with `Subject:` and is no header.
    Dialog,
    /// The recipients of a notice follow, each in a line of its own.
    RecipientsFollow,
    /// Right before the address of a recipient.
    BeforeRecipient,
    /// Right behind the address of a recipient.
    BehindRecipient,
    /// How a line begins that stands above the message that came back, if it is a rule or speaks of headers.
    Border,
    /// All of a line above the message that came back, without its rule and its colon.
    BorderAlone,
    /// The message that came back, in a line that says that something follows.
    Returned,
    /// Above a reply in a notice: a server of a mail service met the one of the recipient.
    QuotesServer,
    /// Before the name of the server of Exchange that wrote a notice.
    GeneratingServer,
    /// How the names of the servers of a mail service end of which no reply is known: with mailboxes for everybody, whose users run no server.
    ServiceHost,
    /// A few words without any code speak of mail.
    OfMail,
    /// Something went wrong: a line without any code and without words that a rule knows states a failure only beside such words.
    Trouble,
    /// A program speaks that talks to a server itself, and tells its user at once what that one said.
    Program,
    /// A program got another answer than the one that it waited for: then a success is no success.
    OutOfStep,
    /// The name of a column of a table that holds recipients, of its letters and digits alone.
    ColumnRecipient,
    /// The same of one that tells what became of the message.
    ColumnState,
    /// The same of one that holds what was said of it.
    ColumnWords,
    /// The same of one that tells which message it was.
    ColumnMessage,
    /// How the value of such a state begins: it failed.
    StateFailed,
    /// The message waits.
    StateWaits,
    /// It arrived, and perhaps somebody read it.
    StateArrived,
    /// It is kept from its recipient until somebody lets it go.
    StateStopped,
}

/// How the words of a cue stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CuePlace {
    /// Anywhere.
    Within,
    /// At its start.
    Start,
    /// They are all of it.
    Whole,
}

impl Cue {
    /// Its name in a data file.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// How its words stand in the line, the subject or the text that is asked.
    #[must_use]
    pub const fn place(self) -> CuePlace {
        match self {
            Self::Title
            | Self::PassedOn
            | Self::TimeUnit
            | Self::Border
            | Self::StateFailed
            | Self::StateWaits
            | Self::StateArrived
            | Self::StateStopped => CuePlace::Start,
            Self::BorderAlone
            | Self::ColumnRecipient
            | Self::ColumnState
            | Self::ColumnWords
            | Self::ColumnMessage => CuePlace::Whole,
            _ => CuePlace::Within,
        }
    }

    /// Whether it matters where its words end, because a name stands right there: then one may hold another.
    #[must_use]
    pub const fn has_end(self) -> bool {
        matches!(
            self,
            Self::RecipientsFollow | Self::BeforeRecipient | Self::BehindRecipient
        )
    }

    /// Whether a text that some words meet is met by others already.
    pub(crate) fn is_met_by(self, words: &str, others: &str) -> bool {
        match self.place() {
            _ if self.has_end() => words == others,
            CuePlace::Within => words.contains(others),
            CuePlace::Start => words.starts_with(others),
            CuePlace::Whole => words == others,
        }
    }
}

/// The words of all cues, in lower case.
///
/// # Examples
/// ```
/// use smtpref_catalog::{Catalog, Cue, Pack, check, read_folder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::path::Path::new("../../tests/fixtures/catalogs/valid");
/// let catalog = Catalog::new(Pack::new(check(&read_folder(folder)?)?)?);
/// let text = "your message could not be delivered to bob@example.net";
/// assert!(catalog.cues().meet(Cue::Failed, text));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Cues {
    /// Of each cue, in their order.
    words: Vec<Vec<&'static str>>,
}

impl Cues {
    /// The words of a cue, in lower case; empty if there are none.
    #[must_use]
    pub fn of(&self, cue: Cue) -> &[&'static str] {
        self.words.get(cue as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a text in lower case has words of a cue, at the place where they count.
    #[must_use]
    pub fn meet(&self, cue: Cue, text: &str) -> bool {
        self.of(cue).iter().any(|words| match cue.place() {
            CuePlace::Within => text.contains(words),
            CuePlace::Start => text.starts_with(words),
            CuePlace::Whole => text == *words,
        })
    }

    /// All words, each with its cue.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Cue, &'static str)> + '_ {
        let cues = Cue::VARIANTS.iter();
        cues.flat_map(|&cue| self.of(cue).iter().map(move |&words| (cue, words)))
    }
}

impl FromIterator<(Cue, &'static str)> for Cues {
    fn from_iter<T: IntoIterator<Item = (Cue, &'static str)>>(all: T) -> Self {
        let mut words = vec![Vec::new(); Cue::VARIANTS.len()];
        for (cue, one) in all {
            words[cue as usize].push(one);
        }
        Self { words }
    }
}
