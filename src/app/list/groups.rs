//! The headings of a list that nobody has searched: what stands together, and in which order.

use super::Item;
use smtpref_catalog::{Catalog, Code, Entry, Kind, Status};

/// A part of the list. The order of the variants is that of the list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// Reply codes that servers send, by their first digit.
    Replies(u8),
    /// Reply codes that servers send though no RFC has them.
    NotInAnyRfc,
    /// Reply codes of the past.
    Past,
    /// Reply codes that are seen in logs and interfaces, but are not sent.
    NotSent,
    /// Everything else by its kind.
    Kind(Kind),
    /// Replies of providers, by the name of the provider.
    Provider(&'static str),
}

impl Group {
    fn of(entry: &Entry, catalog: &Catalog) -> Self {
        match (entry.code, entry.status) {
            (Code::Reply(_), Status::Obsolete | Status::Historic) => Self::Past,
            (Code::Reply(code), _) if !is_sent(entry, code.class().digit()) => Self::NotSent,
            (Code::Reply(_), Status::Nonstandard) => Self::NotInAnyRfc,
            (Code::Reply(code), Status::Standard) => Self::Replies(code.class().digit()),
            (code, _) => match code.provider() {
                Some(name) => {
                    Self::Provider(catalog.provider(name).map_or("", |provider| provider.name))
                }
                None => Self::Kind(code.kind()),
            },
        }
    }

    fn heading(&self) -> &'static str {
        match self {
            Self::Replies(2) => "2yz success",
            Self::Replies(3) => "3yz go on",
            Self::Replies(4) => "4yz temporary failure",
            Self::Replies(_) => "5yz permanent failure",
            Self::NotInAnyRfc => "In no RFC",
            Self::Past => "Obsolete or historic",
            Self::NotSent => "Never sent by a server",
            Self::Kind(Kind::Reply) => "Reply codes",
            Self::Kind(Kind::Class) => "Classes of enhanced codes",
            Self::Kind(Kind::Subject) => "Subjects of enhanced codes",
            Self::Kind(Kind::Enhanced) => "Enhanced status codes",
            Self::Kind(Kind::Cause) => "Causes",
            Self::Kind(Kind::ProviderReply) => "Replies of providers",
            Self::Provider(name) => name,
        }
    }
}

/// Whether servers send a reply code: what the grammar of SMTP has, and what answers something in a session.
const fn is_sent(entry: &Entry, class: u8) -> bool {
    matches!(class, 2..=5) && !entry.commands.is_empty()
}

/// Puts hits into the order of their groups; those of a group keep theirs. Returns the headings with the items that they stand above.
pub(super) fn arrange(items: &mut [Item], catalog: &Catalog) -> Vec<(usize, &'static str)> {
    let group = |item: &Item| match item {
        Item::Hit(hit) => Some(Group::of(catalog.entry(hit.id), catalog)),
        _ => None,
    };
    items.sort_by_cached_key(group);
    let mut headings: Vec<(usize, &'static str)> = Vec::new();
    let mut last = None;
    for (index, item) in items.iter().enumerate() {
        let here = group(item);
        if here != last
            && let Some(here) = &here
        {
            headings.push((index, here.heading()));
        }
        last = here;
    }
    headings
}
