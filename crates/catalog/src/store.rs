//! The catalog at run time: entries by code, everything unpacked when it is asked for. A user's own catalog may lie over the shipped one.

use std::cell::OnceCell;

use super::index::SourceTable;
use super::layers::Layers;
use super::names::Names;
use super::{Index, Matcher, Pack, ProseWords, Provider, Uses};
use crate::rules::MatcherError;
use crate::{
    Code, Codes, Cues, Dates, Entry, Folded, Hints, Like, Likeness, Page, Pair, RuleName, Source,
};

/// The place of an entry in the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(super) u32);

/// All entries, pairs and sources.
///
/// # Examples
/// ```
/// use smtpref_catalog::{Catalog, Pack, check, read_folder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::path::Path::new("../../tests/fixtures/catalogs/valid");
/// let catalog = Catalog::new(Pack::new(check(&read_folder(folder)?)?)?);
///
/// // A class on an enhanced status code does not matter.
/// let id = catalog.find("5.1.1".parse()?).unwrap();
/// assert_eq!(catalog.entry(id).title, "Bad destination mailbox address");
/// assert_eq!(catalog.page(id).fix[0].steps[0].text, "Ask the recipient for the address.");
/// # Ok(())
/// # }
/// ```
pub struct Catalog {
    layers: Layers,
    codes: OnceCell<Vec<Code>>,
    names: Names<EntryId>,
    entries: Vec<OnceCell<Box<Entry>>>,
    index: OnceCell<Index>,
    prose_words: OnceCell<ProseWords>,
    pages: Vec<OnceCell<Box<Page>>>,
    prose: Vec<OnceCell<Box<str>>>,
    pairs: Vec<OnceCell<Box<Pair>>>,
    sources: OnceCell<Vec<SourceTable>>,
    synonyms: OnceCell<Vec<Vec<&'static str>>>,
    providers: OnceCell<Vec<Provider>>,
    uses: OnceCell<Uses>,
    matcher: OnceCell<Matcher>,
    hints: OnceCell<Hints>,
    cues: OnceCell<Cues>,
    likeness: OnceCell<Likeness>,
}

impl EntryId {
    /// The index in [`Catalog::entries`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Cells that nothing has been unpacked into.
fn empty<T>(count: usize) -> Vec<OnceCell<T>> {
    std::iter::repeat_with(OnceCell::new).take(count).collect()
}

impl Catalog {
    /// The catalog of a pack.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        Self::of(Layers::new(pack))
    }

    /// With another catalog over this one: what both have is that of the upper one, and everything else of both is found. Nothing of
    /// this one but its codes is unpacked for that. The files of the upper one are checked by [`check_layer`](crate::check_layer).
    #[must_use]
    pub fn with_layer(self, pack: Pack) -> Self {
        Self::of(self.layers.with(pack))
    }

    fn of(layers: Layers) -> Self {
        let count = layers.count();
        Self {
            entries: empty(count),
            pages: empty(count),
            prose: empty(count),
            pairs: empty(layers.pair_codes().len()),
            codes: OnceCell::new(),
            names: Names::default(),
            index: OnceCell::new(),
            prose_words: OnceCell::new(),
            sources: OnceCell::new(),
            synonyms: OnceCell::new(),
            providers: OnceCell::new(),
            uses: OnceCell::new(),
            matcher: OnceCell::new(),
            hints: OnceCell::new(),
            cues: OnceCell::new(),
            likeness: OnceCell::new(),
            layers,
        }
    }

    /// The codes of all entries, in order.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        self.codes.get_or_init(|| {
            let mut codes = self.layers.codes().to_vec();
            codes.append(&mut self.layers.reply_codes());
            codes
        })
    }

    /// All entries in the order of their codes.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.ids().map(|id| self.entry(id))
    }

    /// The ids of all entries.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "no catalog has 2^32 entries"
        )]
        let count = self.entries.len() as u32;
        (0..count).map(EntryId)
    }

    /// Whether an entry is a reply of a provider.
    #[must_use]
    pub fn is_provider_reply(&self, id: EntryId) -> bool {
        id.index() >= self.layers.codes().len()
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        let index = id.index();
        self.entries[index]
            .get_or_init(|| Pack::block(self.layers.of_entry(index, |pack| &pack.entries)))
    }

    /// The entry of a code; a class on an enhanced status code does not matter.
    #[must_use]
    pub fn find(&self, code: Code) -> Option<EntryId> {
        let id = |found: Option<usize>| u32::try_from(found?).ok().map(EntryId);
        let search = || id(self.layers.codes().binary_search(&code.entry_code()).ok());
        match code {
            Code::ProviderReply(name) => self.names.find(code.kind(), name, || {
                id(self.layers.find_reply(name.as_str()))
            }),
            Code::Cause(name) => self.names.find(code.kind(), name, search),
            _ => search(),
        }
    }

    /// The page of an entry.
    #[must_use]
    pub fn page(&self, id: EntryId) -> &Page {
        let index = id.index();
        self.pages[index]
            .get_or_init(|| Pack::block(self.layers.of_entry(index, |pack| &pack.pages)))
    }

    /// The index of the words.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| self.layers.index())
    }

    /// The words of the prose.
    #[must_use]
    pub fn prose_words(&self) -> &ProseWords {
        self.prose_words.get_or_init(|| self.layers.prose_words())
    }

    /// The prose of an entry in ASCII lower case, a line for each text of [`Page::texts`].
    #[must_use]
    pub fn prose(&self, id: EntryId) -> &str {
        self.prose[id.index()].get_or_init(|| self.page(id).prose().into_boxed_str())
    }

    /// The hand-written pair of two codes, and whether it was written the other way round. A code that is asked for without its class
    /// finds the pair that was written for one of its classes.
    #[must_use]
    pub fn pair(&self, left: Code, right: Code) -> Option<(&Pair, bool)> {
        let (index, swapped) = self.find_pair(left, right, |code| code).or_else(|| {
            let classless = |code: Code| code.enhanced().is_some() && code == code.entry_code();
            let entries = (left.entry_code(), right.entry_code());
            let asked_wide = classless(left) || classless(right);
            (asked_wide && entries.0 != entries.1)
                .then(|| self.find_pair(entries.0, entries.1, Code::entry_code))
                .flatten()
        })?;
        let pair = self.pairs[index].get_or_init(|| Pack::block(self.layers.pair(index)));
        Some((pair, swapped))
    }

    /// The first pair of two codes in either order, and whether it is the other one.
    fn find_pair(
        &self,
        left: Code,
        right: Code,
        read: impl Fn(Code) -> Code,
    ) -> Option<(usize, bool)> {
        let written = self.layers.pair_codes().iter();
        written.enumerate().find_map(|(index, &(a, b))| {
            let (a, b) = (read(a), read(b));
            let same = (a, b) == (left, right);
            (same || (a, b) == (right, left)).then_some((index, !same))
        })
    }

    /// The codes of all hand-written pairs.
    #[must_use]
    pub fn pair_codes(&self) -> &[(Code, Code)] {
        self.layers.pair_codes()
    }

    /// The file of an entry that does not come from the lowest layer: one of the user's own. `None` for all others.
    #[must_use]
    pub fn own_file(&self, code: Code) -> Option<&'static str> {
        self.layers.own_file(code.entry_code())
    }

    /// The file of a rule of a layer (`Rank::layer`), unless that is the lowest.
    #[must_use]
    pub fn own_rule_file(&self, layer: usize, name: RuleName) -> Option<&'static str> {
        self.layers.own_rule_file(layer, name)
    }

    /// A source by the key that references name.
    #[must_use]
    pub fn source(&self, key: &str) -> Option<Source> {
        self.source_tables()
            .iter()
            .find_map(|table| table.find(key))
    }

    /// All sources, by their keys.
    #[must_use]
    pub fn sources(&self) -> Vec<Source> {
        let tables = self.source_tables().iter();
        let mut all: Vec<Source> = tables.flat_map(SourceTable::iter).collect();
        // What a higher layer says stands first and stays.
        all.sort_by_key(|source| source.key);
        all.dedup_by_key(|source| source.key);
        all
    }

    fn source_tables(&self) -> &[SourceTable] {
        self.sources.get_or_init(|| self.layers.sources())
    }

    /// All providers, by their names.
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        self.providers.get_or_init(|| self.layers.providers())
    }

    /// A provider by its name in data files.
    #[must_use]
    pub fn provider(&self, name: &str) -> Option<&Provider> {
        let mut providers = self.providers().iter();
        providers.find(|provider| provider.code.as_str() == name)
    }

    /// Which replies of providers use a code or tell a cause.
    #[must_use]
    pub fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| self.layers.uses())
    }

    /// The rules that tell what a reply says, unpacked at the first use.
    ///
    /// # Panics
    /// If the pack is damaged, which the build would have to have done.
    #[must_use]
    pub fn matcher(&self) -> &Matcher {
        self.matcher.get_or_init(|| {
            self.unpack_rules()
                .expect("rules that the build has packed")
        })
    }

    /// What single words hint at.
    #[must_use]
    pub fn hints(&self) -> &Hints {
        self.hints.get_or_init(|| self.layers.hints())
    }

    /// The words by which texts show what they are.
    #[must_use]
    pub fn cues(&self) -> &Cues {
        self.cues.get_or_init(|| self.layers.cues())
    }

    /// What the words of a text are like, beside the single words in it that hint at a cause.
    #[must_use]
    pub fn like(&self, codes: Codes, text: &Folded, length: usize) -> Option<Like> {
        let hint = self.hints().find(text, length);
        let hint = hint.map(|hinted| hinted.cause);
        self.likeness().find(codes, hint, text, length)
    }

    /// What texts are like that no rule and no hint takes. Only the lowest catalog has learnt it: a layer over it has hints.
    #[must_use]
    pub fn likeness(&self) -> &Likeness {
        self.likeness.get_or_init(|| self.layers.likeness())
    }

    /// The rules once more, for a matcher that they become part of.
    pub(crate) fn unpack_rules(&self) -> Result<Matcher, MatcherError> {
        self.layers.matcher()
    }

    /// The cause or the reply of a provider with this name.
    #[must_use]
    pub fn find_name(&self, name: &str) -> Option<Code> {
        if name.contains('/') {
            return self.layers.reply_named(name);
        }
        let is_named = |code: &Code| matches!(code, Code::Cause(slug) if slug.as_str() == name);
        // Names follow the numbers.
        self.layers.codes().iter().rev().copied().find(is_named)
    }

    /// How old the data is; `None` for a catalog without a registry.
    #[must_use]
    pub fn dates(&self) -> Option<Dates> {
        self.layers.dates()
    }

    /// Groups of words that mean the same.
    #[must_use]
    pub fn synonyms(&self) -> &[Vec<&'static str>] {
        self.synonyms.get_or_init(|| self.layers.synonyms())
    }
}

impl Code {
    /// Whether it is a group that holds this code: a subject its details, a class the codes that are used with it.
    #[must_use]
    pub fn has_member(self, code: Self, catalog: &Catalog) -> bool {
        let Self::Enhanced(enhanced) = code else {
            return false;
        };
        match self {
            Self::Subject(subject) => enhanced.subject() == subject,
            Self::Class(class) => match enhanced.class() {
                Some(of_code) => of_code == class && catalog.find(code).is_some(),
                None => catalog
                    .find(code)
                    .is_some_and(|id| catalog.entry(id).classes.contains(&class)),
            },
            _ => false,
        }
    }

    /// The codes one step below a group: the subjects below a class, the details below a subject.
    #[must_use]
    pub fn members(self, catalog: &Catalog) -> Vec<Self> {
        // Names are in no group.
        let codes = catalog.layers.codes().iter().copied();
        let is_member = |code: &Self| match (self, code) {
            (Self::Class(_), Self::Subject(_)) => true,
            (Self::Subject(subject), Self::Enhanced(code)) => code.subject() == subject,
            _ => false,
        };
        codes.filter(is_member).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, read_folder};

    fn valid() -> Pack {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/fixtures/catalogs/valid"
        );
        Pack::new(check(&read_folder(folder.as_ref()).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn a_second_layer_unpacks_nothing() {
        let catalog = Catalog::new(valid()).with_layer(valid());
        let code = catalog.codes()[0];
        assert_eq!(catalog.find(code), Some(EntryId(0)));
        assert!(catalog.entries.iter().all(|cell| cell.get().is_none()));
        assert!(catalog.pages.iter().all(|cell| cell.get().is_none()));
        assert!(catalog.index.get().is_none() && catalog.matcher.get().is_none());
        assert_eq!(catalog.entry(EntryId(0)).code, code);
        let unpacked = catalog.entries.iter().filter(|cell| cell.get().is_some());
        assert_eq!(unpacked.count(), 1);
    }
}
