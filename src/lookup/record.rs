//! A lookup resolved once: the code as it was asked for, its entry and page if it has them, and what it means.

use smtpref_catalog::{
    Actor, Address, Catalog, Category, CauseDetail, CauseGroup, Choice, Code, Commands, Detail,
    EnhancedClass, Entry, EntryId, Finality, Fix, Kind, Page, Provider, Reference, ReplyClass,
    ReplyDetail, Status, Subject,
};

use super::{Lookup, Outcome, Resolved, is_held_back};

/// A resolved lookup.
#[derive(Debug, Clone)]
pub struct Record<'c> {
    /// The code as it was asked for.
    pub lookup: Lookup,
    /// Its entry and its page, if it has them.
    pub known: Option<Known<'c>>,
    /// Its cause, if it is one or tells one.
    pub cause: Option<Known<'c>>,
    /// The reply code before it, if that is known.
    pub before: Option<Known<'c>>,
    /// The replies of several providers that use the number, which has no entry of its own.
    pub used_by: Vec<EntryId>,
    /// What it means.
    pub outcome: Outcome,
}

/// An entry with its page.
#[derive(Debug, Clone, Copy)]
pub struct Known<'c> {
    /// The entry.
    pub entry: &'c Entry,
    /// The page.
    pub page: &'c Page,
}

/// The classes that a code is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Classes {
    /// That of a reply code.
    Reply(ReplyClass),
    /// Those of an enhanced status code.
    Enhanced(Vec<EnhancedClass>),
    /// Any: a subject says nothing of it.
    Any,
    /// None: it is not a number.
    None,
}

/// What the second number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The second digit of a reply code (RFC 5321 section 4.2.1).
    Category(u16, Category),
    /// The second number of an enhanced status code (RFC 3463 section 2).
    Subject(Subject),
    /// What a cause is about.
    Cause(CauseGroup),
}

/// Who acts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// This one.
    Acts(Actor),
    /// Nobody: it is a success.
    NobodyAfterSuccess,
    /// Nobody: the client goes on.
    NobodyClientGoesOn,
    /// Nobody, unless somebody expected something else.
    NobodyUnlessUnexpected,
}

/// Where a code is defined.
#[derive(Debug, Clone, Copy)]
pub enum Defined<'c> {
    /// Here.
    By(&'c Reference),
    /// In no RFC; known from here, if from anywhere.
    KnownFrom(Option<&'c str>),
}

/// The place counts, not the note about it.
impl PartialEq for Defined<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::By(one), Self::By(other)) => {
                (one.source, one.section) == (other.source, other.section)
            }
            (Self::KnownFrom(one), Self::KnownFrom(other)) => one == other,
            _ => false,
        }
    }
}

impl Eq for Defined<'_> {}

impl<'c> Known<'c> {
    /// The entry of a code with its page, if there is one.
    #[must_use]
    pub fn find(code: Code, catalog: &'c Catalog) -> Option<Self> {
        catalog.find(code).map(|id| Self::of(id, catalog))
    }

    fn of(id: EntryId, catalog: &'c Catalog) -> Self {
        Self {
            entry: catalog.entry(id),
            page: catalog.page(id),
        }
    }

    /// What it answers, in this class where one is asked for.
    pub(super) fn stages(&self, class: Option<EnhancedClass>) -> Commands {
        let mut narrower = self.page.commands_in.iter();
        let of_class = narrower.find(|(of, _)| Some(*of) == class);
        of_class.map_or(self.entry.commands, |(_, commands)| *commands)
    }
}

impl<'c> Record<'c> {
    /// Resolves a lookup.
    #[must_use]
    pub fn of(lookup: Lookup, catalog: &'c Catalog) -> Self {
        let (known, used_by) = match lookup.resolve(catalog) {
            Resolved::Entry(id) => (Some(Known::of(id, catalog)), Vec::new()),
            Resolved::UsedBy(replies) => (None, replies),
            Resolved::Unknown => (None, Vec::new()),
        };
        let before = lookup
            .reply
            .and_then(|reply| Known::find(Code::Reply(reply), catalog));
        let cause = known.and_then(|known| match &known.page.detail {
            Detail::None => None,
            Detail::Cause(_) => Some(known),
            Detail::Reply(reply) => Known::find(Code::Cause(reply.cause), catalog),
        });
        Self {
            lookup,
            known,
            cause,
            before,
            used_by,
            outcome: match known.filter(|known| holds_back(*known, catalog)) {
                Some(_) => Outcome::held_back(),
                None => Outcome::of(lookup, known, before, cause, catalog),
            },
        }
    }

    /// The code as it was asked for.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.lookup.code
    }

    /// The entry, if the code has one.
    #[must_use]
    pub fn entry(&self) -> Option<&'c Entry> {
        self.known.map(|known| known.entry)
    }

    /// The page, if the code has one.
    #[must_use]
    pub fn page(&self) -> Option<&'c Page> {
        self.known.map(|known| known.page)
    }

    /// The kind of its code.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.lookup.code.kind()
    }

    /// Whether both are one entry, in whatever class.
    #[must_use]
    pub fn is_same_entry(&self, other: &Self) -> bool {
        self.code().entry_code() == other.code().entry_code()
    }

    /// The classes that it is of.
    #[must_use]
    pub fn classes(&self) -> Classes {
        match self.code() {
            Code::Reply(code) => Classes::Reply(code.class()),
            Code::Class(class) => Classes::Enhanced(vec![class]),
            Code::Subject(_) => Classes::Any,
            Code::Enhanced(code) => Classes::Enhanced(match (code.class(), self.entry()) {
                (Some(class), _) => vec![class],
                (None, Some(entry)) => entry.classes.clone(),
                (None, None) => EnhancedClass::ALL.to_vec(),
            }),
            Code::Cause(_) | Code::ProviderReply(_) => Classes::None,
        }
    }

    /// What its second number says, or what its cause is about; `None` for a class, which has neither.
    #[must_use]
    pub fn group(&self) -> Option<Group> {
        match self.lookup.code {
            Code::Reply(code) => Some(Group::Category(code.digits()[1], code.category())),
            Code::Enhanced(code) => Some(Group::Subject(code.subject())),
            Code::Subject(subject) => Some(Group::Subject(subject)),
            Code::Class(_) => None,
            Code::Cause(_) | Code::ProviderReply(_) => Some(Group::Cause(self.cause()?.group)),
        }
    }

    /// What it answers, in the class that was asked for, and as far as the reply code before it answers that too; `None` for a group of
    /// codes, for what is not a code, and for a code without a page.
    #[must_use]
    pub fn stages(&self) -> Option<Commands> {
        if !matches!(self.code(), Code::Reply(_) | Code::Enhanced(_)) {
            return None;
        }
        let before = self.before.map(|before| before.stages(None));
        let Some(known) = self.known else {
            return before;
        };
        let own = (known.entry.code.is_number()).then(|| known.stages(self.class()))?;
        // What only reports have is in no session, whatever reply code a report puts before it.
        let Some(before) = before.filter(|_| !own.is_empty()) else {
            return Some(own);
        };
        let both = before.in_common(own);
        Some(if both.is_empty() { before } else { both })
    }

    /// The class that counts: where both codes of a reply contradict each other, that of the reply code.
    #[must_use]
    pub fn class(&self) -> Option<EnhancedClass> {
        match self.lookup.contradiction() {
            Some((reply, _)) => reply.class().of_enhanced(),
            None => self.code().enhanced()?.class(),
        }
    }

    /// The provider's reply that the page is about, if it is about one.
    #[must_use]
    pub fn reply_detail(&self) -> Option<&'c ReplyDetail> {
        self.page()?.detail.reply()
    }

    /// What the page of its cause says: of the cause that it is, or that the provider's reply tells.
    #[must_use]
    pub fn cause(&self) -> Option<&'c CauseDetail> {
        self.cause.and_then(|known| known.page.detail.cause())
    }

    /// The provider whose reply it is.
    #[must_use]
    pub fn provider(&self, catalog: &'c Catalog) -> Option<&'c Provider> {
        catalog.provider(self.reply_detail()?.provider.as_str())
    }

    /// Whether the address is dead, where that is known.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        let of_reply = self.reply_detail().and_then(|reply| reply.address);
        of_reply.or_else(|| Some(self.cause()?.address))
    }

    /// The class that was asked for, with those that its page speaks of, if it is none of them and no reply code overrules it.
    #[must_use]
    pub fn unusual_class(&self) -> Option<(EnhancedClass, &'c [EnhancedClass])> {
        if self.lookup.contradiction().is_some() {
            return None;
        }
        let class = self.code().enhanced()?.class()?;
        let classes = &self.entry()?.classes;
        (!classes.contains(&class)).then_some((class, classes))
    }

    /// What the page says of the class that counts.
    #[must_use]
    pub fn in_class(&self) -> Option<&'static str> {
        let class = self.class()?;
        let mut written = self.page()?.in_class.iter();
        written.find(|(of, _)| *of == class).map(|(_, text)| *text)
    }

    /// Who acts first; `None` for a class that the page does not speak of, and without a page.
    #[must_use]
    pub fn who(&self, catalog: &'c Catalog) -> Option<Who> {
        if self.unusual_class().is_some() {
            return None;
        }
        match self.outcome.decided().map(|decided| decided.finality) {
            Some(Finality::Success) => return Some(Who::NobodyAfterSuccess),
            Some(Finality::Intermediate) => return Some(Who::NobodyClientGoesOn),
            _ => {}
        }
        // What a success has to look at repairs no failure.
        let of_success = self
            .entry()
            .is_some_and(|entry| entry.classes.contains(&EnhancedClass::Success));
        let counts = |fix: &&Fix| fix.who != Actor::Check || !of_success;
        match self.steps(catalog).iter().find(counts)?.who {
            Actor::Check => Some(Who::NobodyUnlessUnexpected),
            who => Some(Who::Acts(who)),
        }
    }

    /// Whether it is permanent, where that is one thing or the other.
    #[must_use]
    pub fn is_permanent(&self) -> Option<bool> {
        match self.outcome.decided()?.finality {
            Finality::Permanent => Some(true),
            Finality::Temporary => Some(false),
            _ => None,
        }
    }

    /// When a server sends a code of this class, or of the only class that it has; `None` where its page does not say.
    #[must_use]
    pub fn choice(&self, class: Option<EnhancedClass>) -> Option<&'c Choice> {
        let mut choices = self.page()?.choices.iter();
        choices
            .find(|(of, _)| *of == class)
            .map(|(_, choice)| choice)
    }

    /// Where it is defined; `None` without a page.
    #[must_use]
    pub fn defined(&self, catalog: &'c Catalog) -> Option<Defined<'c>> {
        let Known { entry, page } = self.known?;
        let of_rfc = |reference: &&Reference| reference.is_rfc();
        let mut references = page.references.iter();
        if entry.status == Status::Nonstandard {
            let source = references.find(|reference| !of_rfc(reference));
            let title = source.and_then(|reference| catalog.source(reference.source));
            return Some(Defined::KnownFrom(title.map(|source| source.title)));
        }
        let first = references.find(of_rfc).or(page.references.first());
        Some(first.map_or(Defined::KnownFrom(None), Defined::By))
    }

    /// The codes that usually go with it and can stand beside it: 452 does not go with 5.2.2.
    pub fn usual_with(&self) -> impl Iterator<Item = Code> + use<'c> {
        let class = self.code().enhanced().and(self.lookup.class());
        let codes = self.page().map_or(&[][..], |page| &page.usual_with);
        codes
            .iter()
            .copied()
            .filter(move |&code| match (class, code) {
                (Some(class), Code::Reply(code)) => code.class().of_enhanced() == Some(class),
                _ => true,
            })
    }
}

/// The classes that the codes of a group have; all of them, if it has no codes.
pub(super) fn classes_of(group: Code, catalog: &Catalog) -> Vec<EnhancedClass> {
    let members = group.members(catalog);
    let known = members
        .iter()
        .filter_map(|&code| Known::find(code, catalog));
    let of_codes: Vec<EnhancedClass> = known
        .flat_map(|known| known.entry.classes.iter().copied())
        .collect();
    let all = EnhancedClass::ALL.into_iter();
    all.filter(|class| of_codes.is_empty() || of_codes.contains(class))
        .collect()
}

/// Whether a page is about what a sending service did not even try to deliver.
fn holds_back(known: Known<'_>, catalog: &Catalog) -> bool {
    match (known.entry.code, &known.page.detail) {
        (_, Detail::Reply(reply)) => is_held_back(reply.cause, Some(reply.provider), catalog),
        (Code::Cause(cause), _) => is_held_back(cause, None, catalog),
        _ => false,
    }
}
