//! The headings of a list that nobody has searched: what stands together, and in which order.

use std::borrow::Cow;

use super::Item;
use crate::lookup::wording;
use smtpref_catalog::{Catalog, Code, Entry, Kind, Provider, ReplyClass, Status};

/// A part of the list. The order of the variants is that of the list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// Reply codes that servers send, by their first digit.
    Replies(ReplyClass),
    /// Reply codes that servers send though no RFC has them.
    NotInAnyRfc,
    /// Reply codes of the past.
    Past,
    /// Reply codes that are seen in logs and interfaces, but are not sent.
    NotSent,
    /// Everything else by its kind.
    Kind(Kind),
    /// Replies of providers, by the name of the provider, and before it by its place among the names.
    Provider(usize, &'static str),
}

impl Group {
    fn of<'c>(entry: &'c Entry, providers: &mut Providers<'c>) -> Self {
        match (entry.code, entry.status) {
            (Code::Reply(_), Status::Obsolete | Status::Historic) => Self::Past,
            (Code::Reply(code), _) if !is_sent(entry, code.class()) => Self::NotSent,
            (Code::Reply(_), Status::Nonstandard) => Self::NotInAnyRfc,
            (Code::Reply(code), Status::Standard) => Self::Replies(code.class()),
            (code, _) => match code.provider() {
                Some(code) => {
                    let (place, name) = providers.named(code);
                    Self::Provider(place, name)
                }
                None => Self::Kind(code.kind()),
            },
        }
    }

    fn heading(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Replies(class) => {
                return format!("{}yz {}", class.digit(), wording::class(*class)).into();
            }
            Self::NotInAnyRfc => "In no RFC",
            Self::Past => "Obsolete or historic",
            Self::NotSent => "Never sent by a server",
            Self::Kind(Kind::Reply) => "Reply codes",
            Self::Kind(Kind::Class) => "Classes of enhanced codes",
            Self::Kind(Kind::Subject) => "Subjects of enhanced codes",
            Self::Kind(Kind::Enhanced) => "Enhanced status codes",
            Self::Kind(Kind::Cause) => "Causes",
            Self::Kind(Kind::ProviderReply) => "Replies of providers",
            Self::Provider(_, name) => name,
        })
    }
}

/// The providers in the order in which people look for names: a capital letter says nothing of that.
pub(in crate::app) fn providers_by_name(catalog: &Catalog) -> Vec<&Provider> {
    let mut providers: Vec<&Provider> = catalog.providers().iter().collect();
    providers.sort_by_cached_key(|provider| provider.name.to_lowercase());
    providers
}

/// The providers of replies that follow each other, nearly all of which have that of the one before.
struct Providers<'c> {
    catalog: &'c Catalog,
    by_name: Vec<&'c Provider>,
    last: Option<(&'c str, (usize, &'static str))>,
}

impl<'c> Providers<'c> {
    const fn of(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            by_name: Vec::new(),
            last: None,
        }
    }

    /// The place of a provider among the names, and its name.
    fn named(&mut self, code: &'c str) -> (usize, &'static str) {
        if let Some((_, named)) = self.last.filter(|(last, _)| *last == code) {
            return named;
        }
        if self.by_name.is_empty() {
            self.by_name = providers_by_name(self.catalog);
        }
        let mut providers = self.by_name.iter().enumerate();
        let named = providers
            .find(|(_, provider)| provider.code.as_str() == code)
            .map_or((0, ""), |(place, provider)| (place, provider.name));
        self.last = Some((code, named));
        named
    }
}

/// Whether servers send a reply code: what the grammar of SMTP has, and what answers something in a session.
const fn is_sent(entry: &Entry, class: ReplyClass) -> bool {
    class.is_sent() && !entry.commands.is_empty()
}

/// Puts hits into the order of their groups, and those without a code into that of their titles; the others keep theirs. Returns the
/// headings with the items that they stand above.
pub(super) fn arrange(items: &mut [Item], catalog: &Catalog) -> Vec<(usize, Cow<'static, str>)> {
    let mut providers = Providers::of(catalog);
    let mut group = |item: &Item| match item {
        Item::Hit(hit) => Some(Group::of(catalog.entry(hit.id), &mut providers)),
        _ => None,
    };
    // Names that are not shown put nothing in order; codes are.
    let shown = |item: &Item| match item {
        Item::Hit(hit) => {
            let entry = catalog.entry(hit.id);
            let is_named = matches!(entry.code.kind(), Kind::Cause | Kind::ProviderReply);
            is_named.then(|| entry.title.to_lowercase())
        }
        _ => None,
    };
    let mut grouped: Vec<(Option<Group>, Item)> =
        items.iter().map(|item| (group(item), *item)).collect();
    grouped.sort_by_cached_key(|(group, item)| (group.clone(), shown(item)));
    let mut headings: Vec<(usize, Cow<'static, str>)> = Vec::new();
    let mut last = None;
    for (index, ((here, of_group), item)) in grouped.iter().zip(items).enumerate() {
        *item = *of_group;
        if here != last.unwrap_or(&None)
            && let Some(here) = here
        {
            headings.push((index, here.heading()));
        }
        last = Some(here);
    }
    headings
}
