//! What an explanation holds: the kind of the text, and for each recipient what its reply really says.

use std::ops::Range;

use smtpref_catalog::{
    Catalog, CauseGroup, Code, Codes, Command, EnhancedClass, Fate, Fates, ReplyDetail, RuleName,
    Scene, Slug,
};
use strum::IntoStaticStr;

use super::aggregate::Counted;
use super::contradiction::Contradiction;
use super::reaction::Feedback;
use super::redact::redact;
use crate::lookup::{Known, Lookup};

/// What a text is, and what its replies say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What it is.
    pub kind: Kind,
    /// One for each recipient, in a log for each message to one that ended in another way; one without a recipient if none is named.
    pub replies: Vec<Answer>,
    /// What became of the message, where the text has no reply of a failure that tells it.
    pub message: Option<Fates>,
    /// What a report of a day counts.
    pub counted: Option<Counted>,
    /// Whether the end of the input was not read, or recipients were left out.
    pub cut: bool,
    /// Codes of a success that contradict each other.
    pub contradiction: Option<Contradiction>,
    /// The sending service whose event the text is, if its form shows it.
    pub service: Option<Slug>,
    /// What recipients did with mail that had arrived.
    pub feedback: Vec<Feedback>,
}

impl Explanation {
    /// Whether a phrase told what the first reply says, that of a provider or one that anybody may use.
    #[must_use]
    pub fn is_told_by_words(&self) -> bool {
        let known = [Confidence::GeneralPhrase, Confidence::ProviderRule];
        let first = self.replies.first();
        first.is_some_and(|answer| known.contains(&answer.confidence))
    }

    /// The same without what points to people and machines, as [`redact`] takes it out.
    ///
    /// # Examples
    /// ```
    /// use smtpref::{explain::explain, shipped};
    ///
    /// let catalog = shipped::catalog().unwrap();
    /// let explanation = explain(b"550 5.1.1 <bob@example.net>: User unknown", &catalog).redacted();
    /// assert_eq!(explanation.replies[0].words, "550 5.1.1 <[address]>: User unknown");
    /// ```
    #[must_use]
    pub fn redacted(mut self) -> Self {
        for answer in &mut self.replies {
            // It names somebody, whether or not it has the form of an address.
            for name in answer.recipient.iter_mut().chain(&mut answer.alias) {
                super::redact::ADDRESS.clone_into(name);
            }
            answer.until = answer.until.as_deref().map(redact);
            answer.words = redact(&answer.words);
            for told in &mut answer.evidence {
                told.text = redact(&told.text);
            }
        }
        for recipient in self.feedback.iter_mut().flat_map(|one| &mut one.recipients) {
            super::redact::ADDRESS.clone_into(recipient);
        }
        self
    }
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// A reply, with or without what a program wrote around it.
    Reply,
    /// Lines of a log.
    Log,
    /// A report of a failure.
    Bounce,
    /// A session.
    Transcript,
    /// The list of a queue.
    Queue,
    /// The event of a sending service.
    Webhook,
    /// A notice that a message waits.
    Delay,
    /// A report or a line of a delivery.
    Success,
    /// A server took a message and threw it away or put it into quarantine: no notice is sent of it.
    Discarded,
    /// A message stays in a queue until an operator lets it go.
    OnHold,
    /// A notice that a moderator of a list decides, or that a filter wants an answer of whoever wrote.
    Held,
    /// A text that imitates a mail server or a provider, and wants a link to be opened: perhaps a fraud.
    Phishing,
    /// A notice of a list to its member: mail from it came back from there.
    ListNotice,
    /// An answer that nobody wrote.
    AutoReply,
    /// A complaint (RFC 5965).
    Feedback,
    /// A read receipt (RFC 8098).
    Receipt,
    /// A report of a day's DMARC results.
    DmarcReport,
    /// A report of a day's TLS results.
    TlsReport,
    /// A mail that somebody wrote.
    Mail,
    /// None of these.
    Nothing,
}

/// Who wrote a text, which is known by its form and not by what it quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Writer {
    /// Mail software, by the name of its file.
    Software(Slug),
    /// A sending service: its customers run no server.
    Service,
    /// Software that is known by its form, and of which no step tells.
    Unlisted,
}

/// What one reply says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// For whom.
    pub recipient: Option<String>,
    /// The address that the message was written to, if it only passes mail on to the recipient.
    pub alias: Option<String>,
    /// Its codes, as far as they were read.
    pub codes: Codes,
    /// The class that the codes claim, or the report; of a text without codes that of its cause.
    pub class: Option<EnhancedClass>,
    /// What it answered.
    pub stage: Option<Command>,
    /// Who spoke.
    pub origin: Option<Origin>,
    /// Where the one stands who has the text before them, as far as it shows.
    pub scene: Option<Scene>,
    /// Who wrote the text, as far as its form shows.
    pub writer: Option<Writer>,
    /// The provider or the software that said it.
    pub provider: Option<Slug>,
    /// The cause.
    pub cause: Option<Slug>,
    /// What the cause is about.
    pub group: Option<CauseGroup>,
    /// Whether the address is dead.
    pub address: Verdict,
    /// What the text says has become of the message; `None` if only the codes tell it.
    pub message: Option<Fate>,
    /// Whether waiting helps, whatever the code says; `None` if nothing tells.
    pub permanent: Option<bool>,
    /// After how many seconds the server wants to be asked again.
    pub retry_after: Option<u64>,
    /// Until when the message is tried again, in the words of the text.
    pub until: Option<String>,
    /// The list that the sender is on.
    pub blocklist: Option<Blocklist>,
    /// What speaks against what.
    pub contradiction: Option<Contradiction>,
    /// The rule that decided.
    pub rule: Option<RuleName>,
    /// The file of that rule, or of the hint that its words met, if it is one of the user's own.
    pub own: Option<&'static str>,
    /// What the cause rests on.
    pub confidence: Confidence,
    /// Rules that were met as well, the most specific first.
    pub alternatives: Vec<Alternative>,
    /// The words of the reply, on one line.
    pub words: String,
    /// The places in the input that told it, in order.
    pub evidence: Vec<Evidence>,
}

/// Whether an address is dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// It cannot receive mail.
    Gone,
    /// It exists.
    Alive,
    /// The reply says nothing about it.
    NotAbout,
    /// Nobody can tell by this text.
    Unknown,
}

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Origin {
    /// The server that the mail was handed to, mostly that of the recipient.
    Remote,
    /// A server between, which quotes another one.
    Between,
    /// The server that wrote the text.
    Own,
}

/// What a cause rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Confidence {
    /// On nothing: no cause is named.
    None,
    /// On the reply code.
    ReplyCode,
    /// On the enhanced status code.
    EnhancedCode,
    /// On single words.
    Words,
    /// On words that anybody may use.
    GeneralPhrase,
    /// On a reply of this provider.
    ProviderRule,
}

/// A rule that was met as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    /// The rule.
    pub rule: RuleName,
    /// The cause that it tells.
    pub cause: Slug,
}

/// A list of addresses or domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blocklist {
    /// Its name.
    pub name: &'static str,
    /// Where an address is looked up.
    pub lookup: &'static str,
}

/// A place in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The bytes of the input.
    pub span: Range<usize>,
    /// What they read, decoded.
    pub text: String,
}

macro_rules! words {
    ($($name:ident),*) => { $(
        impl $name {
            /// The word for JSON.
            #[must_use]
            pub fn word(self) -> &'static str {
                self.into()
            }
        }
    )* };
}

words!(Kind, Verdict, Origin, Confidence);

impl Kind {
    /// Whether its replies are of mail that was not delivered, or not yet.
    #[must_use]
    pub const fn has_replies(self) -> bool {
        matches!(
            self,
            Self::Reply
                | Self::Log
                | Self::Queue
                | Self::Bounce
                | Self::Transcript
                | Self::Webhook
                | Self::Delay
        )
    }
}

impl Explanation {
    /// A text without replies of failures. `delivered` says whether it tells that the message was accepted, and not only some step.
    pub(super) fn of(kind: Kind, delivered: bool) -> Self {
        let accepted = Fates::one(Fate::Accepted);
        Self {
            kind,
            replies: Vec::new(),
            message: match kind {
                Kind::Success if delivered => Some(accepted),
                Kind::Success => Some(accepted.and(Fate::Step)),
                // All of them answer a message that has arrived.
                Kind::Discarded
                | Kind::OnHold
                | Kind::Held
                | Kind::AutoReply
                | Kind::Feedback
                | Kind::Receipt => Some(accepted),
                _ => None,
            },
            counted: None,
            cut: false,
            contradiction: None,
            service: None,
            feedback: Vec::new(),
        }
    }

    /// The same text with one of its replies only; without any if it has no such reply.
    #[must_use]
    pub fn only(&self, reply: usize) -> Self {
        Self {
            replies: self.replies.get(reply).cloned().into_iter().collect(),
            ..self.clone()
        }
    }

    /// Whether a reply or a report stands in the text: plain words that only a phrase explains could as well be a search.
    #[must_use]
    pub fn has_codes(&self) -> bool {
        let has_code = |answer: &Answer| !answer.codes.is_empty();
        self.kind != Kind::Nothing
            && (self.kind != Kind::Reply || self.replies.iter().any(has_code))
    }
}

impl Answer {
    /// Its codes as one lookup; `None` if it has none.
    #[must_use]
    pub fn lookup(&self) -> Option<Lookup> {
        Lookup::of(self.codes)
    }

    /// The entry that tells most about it: the provider's reply, else the cause.
    #[must_use]
    pub fn entry(&self) -> Option<Code> {
        match self.rule {
            Some(RuleName::Provider(name)) => Some(Code::ProviderReply(name)),
            _ => self.cause.map(Code::Cause),
        }
    }

    /// The entries to read, the most telling first.
    #[must_use]
    pub fn entries(&self, catalog: &Catalog) -> Vec<Code> {
        let mut entries = Vec::new();
        for code in self.possible_entries().into_iter().flatten() {
            if !entries.contains(&code) && catalog.find(code).is_some() {
                entries.push(code);
            }
        }
        entries
    }

    /// The codes of entries to read, whether they are there or not, the most telling first.
    pub(super) fn possible_entries(&self) -> [Option<Code>; 4] {
        [
            self.entry(),
            self.cause.map(Code::Cause),
            self.codes.enhanced.map(Code::Enhanced),
            self.codes.reply.map(Code::Reply),
        ]
    }

    /// What its rule rests on: addresses of pages, the provider's own first.
    #[must_use]
    pub fn docs(&self, catalog: &Catalog) -> Vec<&'static str> {
        let known = self.entry().and_then(|code| Known::find(code, catalog));
        let references = known.map_or(&[][..], |known| &known.page.references);
        let sources = references
            .iter()
            .filter_map(|reference| catalog.source(reference.source));
        sources.map(|source| source.url).collect()
    }

    /// The day of what the provider's rule rests on, as `2026-02-12`.
    #[must_use]
    pub fn as_of(&self, catalog: &Catalog) -> Option<&'static str> {
        Some(self.reply_detail(catalog)?.as_of)
    }

    /// Whose word the provider's rule is: that of the provider, of its source code, of somebody else.
    #[must_use]
    pub fn known_from(&self, catalog: &Catalog) -> Option<smtpref_catalog::Evidence> {
        Some(self.reply_detail(catalog)?.evidence)
    }

    pub(super) fn reply_detail<'c>(&self, catalog: &'c Catalog) -> Option<&'c ReplyDetail> {
        Known::find(self.entry()?, catalog)?.page.detail.reply()
    }
}
