//! A lookup resolved once: the code as it was asked for, its entry and page if it has them, and what it means.

use smtpref_catalog::{
    Actor, Catalog, Category, Code, Commands, EnhancedClass, Entry, Kind, Page, Reference,
    ReplyClass, ReplyCode, Status, Subject,
};

use super::{Lookup, Outcome};

/// A resolved lookup.
#[derive(Debug, Clone)]
pub struct Record<'c> {
    /// The code as it was asked for.
    pub lookup: Lookup,
    /// Its entry and its page, if it has them.
    pub known: Option<Known<'c>>,
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
}

/// What the second number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The second digit of a reply code (RFC 5321 section 4.2.1).
    Category(u16, Category),
    /// The second number of an enhanced status code (RFC 3463 section 2).
    Subject(Subject),
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defined<'c> {
    /// Here.
    By(&'c Reference),
    /// In no RFC; known from here, if from anywhere.
    KnownFrom(Option<&'c str>),
}

impl<'c> Known<'c> {
    /// The entry of a code with its page, if there is one.
    #[must_use]
    pub fn find(code: Code, catalog: &'c Catalog) -> Option<Self> {
        let id = catalog.find(code)?;
        Some(Self {
            entry: catalog.entry(id),
            page: catalog.page(id),
        })
    }
}

impl<'c> Record<'c> {
    /// Resolves a lookup.
    #[must_use]
    pub fn of(lookup: Lookup, catalog: &'c Catalog) -> Self {
        let known = Known::find(lookup.code, catalog);
        let reply = lookup
            .reply
            .and_then(|reply| Known::find(Code::Reply(reply), catalog));
        Self {
            lookup,
            known,
            outcome: Outcome::of(lookup, known, reply),
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
        }
    }

    /// What its second number says; `None` for a class, which has none.
    #[must_use]
    pub const fn group(&self) -> Option<Group> {
        match self.lookup.code {
            Code::Reply(code) => Some(Group::Category(code.digits()[1], code.category())),
            Code::Enhanced(code) => Some(Group::Subject(code.subject())),
            Code::Subject(subject) => Some(Group::Subject(subject)),
            Code::Class(_) => None,
        }
    }

    /// What it answers; `None` for a group of codes, and for one without a page.
    #[must_use]
    pub fn stages(&self) -> Option<Commands> {
        let entry = self.entry()?;
        (!self.code().is_group()).then_some(entry.commands)
    }

    /// The class that was asked for, with those that its page speaks of, if it is none of them.
    #[must_use]
    pub fn unusual_class(&self) -> Option<(EnhancedClass, &'c [EnhancedClass])> {
        let class = self.code().enhanced()?.class()?;
        let classes = &self.entry()?.classes;
        (!classes.contains(&class)).then_some((class, classes))
    }

    /// What the page says of the class that was asked for.
    #[must_use]
    pub fn in_class(&self) -> Option<&'static str> {
        let class = self.code().enhanced()?.class()?;
        let mut written = self.page()?.in_class.iter();
        written.find(|(of, _)| *of == class).map(|(_, text)| *text)
    }

    /// Who acts first; `None` for a class that the page does not speak of, and without a page.
    #[must_use]
    pub fn who(&self) -> Option<Who> {
        if self.unusual_class().is_some() {
            return None;
        }
        let first = self.page()?.fix.first()?.who;
        if first != Actor::Check {
            return Some(Who::Acts(first));
        }
        Some(match self.classes() {
            Classes::Reply(ReplyClass::PositiveCompletion) => Who::NobodyAfterSuccess,
            Classes::Reply(ReplyClass::PositiveIntermediate) => Who::NobodyClientGoesOn,
            Classes::Enhanced(classes) if classes == [EnhancedClass::Success] => {
                Who::NobodyAfterSuccess
            }
            _ => Who::NobodyUnlessUnexpected,
        })
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
                (Some(class), Code::Reply(code)) => agrees(code, class),
                _ => true,
            })
    }
}

fn agrees(code: ReplyCode, class: EnhancedClass) -> bool {
    code.class().digit() == class.digit()
}
