//! Words that mean the same, ready to be met in a query: cut and stemmed once instead of at every key.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use smtpref_catalog::tokenize::{stem, words};
use smtpref_catalog::{Catalog, Index};

/// All synonyms of a catalog.
pub(super) struct Synonyms {
    groups: Vec<Vec<Name>>,
    /// The names that begin with a stem, by group and place in it.
    beginning: HashMap<String, Vec<(usize, usize)>>,
    /// In how many names a stem is.
    parts: HashMap<String, usize>,
}

/// One of the words or phrases of a group.
pub(super) struct Name {
    /// Its words.
    pub(super) parts: Vec<String>,
    stems: Vec<String>,
    /// The places of its words in the index; looked up when it is first met, which most never are.
    indexed: OnceCell<Option<Vec<usize>>>,
}

impl Synonyms {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut all = Self {
            groups: Vec::new(),
            beginning: HashMap::new(),
            parts: HashMap::new(),
        };
        for (group, synonyms) in catalog.synonyms().iter().enumerate() {
            let names: Vec<Name> = synonyms.iter().map(|text| Name::new(text)).collect();
            for (place, name) in names.iter().enumerate() {
                if let Some(first) = name.stems.first() {
                    let beginning = all.beginning.entry(first.clone()).or_default();
                    beginning.push((group, place));
                }
                for stem in &name.stems {
                    *all.parts.entry(stem.clone()).or_default() += 1;
                }
            }
            all.groups.push(names);
        }
        all
    }

    /// The names of a group.
    pub(super) fn group(&self, group: usize) -> &[Name] {
        &self.groups[group]
    }

    /// Whether any name has a word.
    pub(super) fn know(&self, word: &str) -> bool {
        self.parts.contains_key(stem(word))
    }

    /// The names in typed words: where they stand and which group they belong to, the longest first, so that "over quota" is not
    /// read as "quota". An empty word is not part of a name.
    pub(super) fn find(&self, typed: &[&str]) -> Vec<(Range<usize>, usize)> {
        let stems: Vec<&str> = typed.iter().map(|word| stem(word)).collect();
        let mut found = Vec::new();
        for (start, first) in stems.iter().enumerate() {
            for &(group, place) in self.beginning.get(*first).into_iter().flatten() {
                let name = &self.groups[group][place].stems;
                let end = start + name.len();
                if stems.get(start..end).is_some_and(|stems| stems == name) {
                    found.push((start..end, group));
                }
            }
        }
        found.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
        found
    }
}

impl Name {
    fn new(text: &str) -> Self {
        let parts = words(text);
        Self {
            stems: parts.iter().map(|part| stem(part).to_owned()).collect(),
            parts,
            indexed: OnceCell::new(),
        }
    }

    /// The places of its words in the index; `None` if the index lacks one.
    pub(super) fn indexed(&self, index: &Index) -> Option<&[usize]> {
        let look_up = || self.stems.iter().map(|stem| index.find(stem)).collect();
        let indexed: &Option<Vec<usize>> = self.indexed.get_or_init(look_up);
        indexed.as_deref()
    }
}
