//! What the page of a cause and that of a provider's reply say beyond what all pages say.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{CodePattern, Codes, Command, Reference, ServiceEvents, Slug};

/// What a page says that pages of other kinds do not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Detail {
    /// Nothing: it is the page of a code.
    #[default]
    None,
    /// What the page of a cause says.
    Cause(CauseDetail),
    /// What the page of a provider's reply says.
    Reply(ReplyDetail),
}

/// What the page of a cause says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the fields of one file")]
pub struct CauseDetail {
    /// The group of the cause.
    pub group: CauseGroup,
    /// Whether the address is dead.
    pub address: Address,
    /// What to do with the address, in a sentence.
    pub address_note: &'static str,
    /// Its summary where a reply leaves open whether the address is dead, if that is another one.
    pub unsure: Option<&'static str>,
    /// Whether it is permanent, whatever the code says.
    pub permanence: Permanence,
    /// How long it lasts and what ends it, in a sentence.
    pub permanence_note: &'static str,
    /// Of whom a reply of it speaks, if of somebody.
    pub about: Option<About>,
    /// Of one about a recipient the cause that the same words tell of a sender.
    pub of_sender: Option<Slug>,
    /// Whether its codes mean many things: whatever words say tells more.
    pub is_wide: bool,
    /// Causes that words tell although the code is one of this cause: then the code is a slip.
    pub yields_to: Vec<Slug>,
    /// What a text without a code has to have, if a few words of it are not enough to tell this cause.
    pub needs: Option<Needs>,
    /// Whether no connection came about, so that nobody has spoken.
    pub is_unanswered: bool,
    /// Whether no later attempt passes before something is changed, whatever code comes with it.
    pub needs_change: bool,
    /// Whether it may rest on a list that the reply names.
    pub may_be_listed: bool,
    /// How receivers say it, most usual first.
    pub said: Vec<Wordings>,
    /// Which code to send, most usual first.
    pub send: Vec<Send>,
}

/// What the page of a provider's reply says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyDetail {
    /// The provider.
    pub provider: Slug,
    /// The cause.
    pub cause: Slug,
    /// Whether the address is dead, if that differs from the cause.
    pub address: Option<Address>,
    /// Whether it is permanent, if that differs from the class of its code.
    pub permanent: Option<bool>,
    /// Whether a server says it that sends the mail: to its own users, or of another server. It is not the recipient's then.
    pub sending_side: bool,
    /// Whether it is so much narrower than its cause that its own steps are taken in every scene.
    pub own_fix: bool,
    /// What people take it for and it is not.
    pub trap: Option<&'static str>,
    /// The codes that it comes with.
    pub codes: Vec<CodePattern>,
    /// The day of what it rests on, as `2026-02-12`.
    pub as_of: &'static str,
    /// What it rests on.
    pub evidence: Evidence,
    /// How it reads on the wire.
    #[serde(borrow)]
    pub samples: Vec<&'static str>,
}

/// A family of wordings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wordings {
    /// The codes that it comes with.
    pub codes: Vec<CodePattern>,
    /// Its words.
    pub words: &'static str,
    /// Who says it so.
    pub who: Option<&'static str>,
}

/// A code to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Send {
    /// When: at a stage of the session, or in a report (`None`).
    pub stage: Option<Command>,
    /// What: reports have no reply code, greetings no enhanced status code (RFC 2034 section 4).
    pub codes: Codes,
    /// When this one.
    pub why: &'static str,
    /// Which document says so.
    pub reference: Reference,
}

/// A receiver, a filter, a block list, a sending service or a mail server, with what all of its replies have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// The name in data files and filters.
    pub code: Slug,
    /// What readers see.
    pub name: &'static str,
    /// What it is.
    pub kind: ProviderKind,
    /// What else people call it, lower case.
    #[serde(borrow)]
    pub keywords: Vec<&'static str>,
    /// Of software the names, commands and settings by which a step is known to be for it.
    #[serde(borrow)]
    pub step_words: Vec<&'static str>,
    /// The software that runs on its servers, or beside it.
    pub runs: Vec<Slug>,
    /// Whether it receives mail for the domains of others, who have an administrator of their own.
    pub hosts_domains: bool,
    /// The domains of mailboxes that have no administrator but the provider itself, lower case.
    #[serde(borrow)]
    pub own_domains: Vec<&'static str>,
    /// Of a sending service what its events have, and what their labels say.
    pub events: ServiceEvents,
}

impl Provider {
    /// The name without what it explains in brackets.
    #[must_use]
    pub fn short_name(&self) -> &'static str {
        self.name.split(" (").next().unwrap_or(self.name)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident,)* })*) => { $(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            VariantArray, IntoStaticStr, EnumString,
        )]
        #[strum(serialize_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            /// The word for data files, filters and JSON.
            #[must_use]
            pub fn word(self) -> &'static str {
                self.into()
            }
        }
    )* };
}

words! {
    /// What a cause is about.
    CauseGroup {
        /// The recipient's address.
        Address,
        /// The recipient's mailbox.
        Mailbox,
        /// The host that sends.
        Host,
        /// The domain of the sender.
        Domain,
        /// What the message holds.
        Content,
        /// How much is sent.
        Rate,
        /// The network and the mail systems.
        Network,
        /// Logins, clients and policies.
        Policy,
    }

    /// Whether the address is dead.
    Address {
        /// It cannot receive mail, today or later.
        Gone,
        /// It exists and can receive.
        Alive,
        /// The reply says nothing about it.
        NotAbout,
        /// The words have to tell.
        Depends,
    }

    /// Of whom a reply speaks.
    About {
        /// Of the recipient: the name, or the domain.
        Recipient,
        /// Of the sender.
        Sender,
        /// Of the account of somebody who sends by that server.
        Account,
        /// Of whoever connects: servers of both sides say it.
        Client,
    }

    /// What a text without a code has to have.
    Needs {
        /// A code: no words are enough.
        Code,
        /// Words that are surely those of a server.
        Server,
    }

    /// Whether something is permanent, whatever the code says.
    Permanence {
        /// Nothing changes by waiting.
        Permanent,
        /// It passes, or a change ends it.
        Temporary,
        /// The words have to tell.
        Depends,
    }

    /// What a reply rests on.
    Evidence {
        /// The provider's own documentation.
        Vendor,
        /// Its source code or packaged documentation.
        Source,
        /// Somebody else's page.
        Secondary,
        /// Public threads only.
        Field,
    }

    /// What a provider is.
    ProviderKind {
        /// It receives mail for people.
        Receiver,
        /// It filters mail for others.
        Filter,
        /// It lists addresses and domains.
        Blocklist,
        /// It sends mail for others.
        SendingService,
        /// It is a program.
        Software,
    }
}

impl Detail {
    /// What the page of a cause says, if it is one.
    #[must_use]
    pub const fn cause(&self) -> Option<&CauseDetail> {
        match self {
            Self::Cause(cause) => Some(cause),
            _ => None,
        }
    }

    /// What the page of a provider's reply says, if it is one.
    #[must_use]
    pub const fn reply(&self) -> Option<&ReplyDetail> {
        match self {
            Self::Reply(reply) => Some(reply),
            _ => None,
        }
    }
}

impl Detail {
    /// Its prose, and how replies read on the wire: what a search for words of a reply has to find.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'static str> + '_ {
        let cause = self.cause().into_iter().flat_map(|cause| {
            let notes = [cause.address_note, cause.permanence_note];
            let notes = notes.into_iter().chain(cause.unsure);
            let send = cause.send.iter().map(|send| send.why);
            let said = cause.said.iter().map(|said| said.words);
            notes.chain(send).chain(said)
        });
        let reply = self.reply().into_iter().flat_map(|reply| {
            let samples = reply.samples.iter().copied();
            reply.trap.into_iter().chain(samples)
        });
        cause.chain(reply)
    }
}
