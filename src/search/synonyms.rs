//! Words that mean the same, ready to be met in a query: cut, stemmed and looked up once instead of at every key.

use std::collections::HashMap;
use std::ops::Range;

use smtpref_catalog::Catalog;
use smtpref_catalog::tokenize::{stem, words};

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
    /// The places of its words in the index; `None` if the index lacks one.
    pub(super) indexed: Option<Vec<usize>>,
    stems: Vec<String>,
}

impl Synonyms {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut all = Self {
            groups: Vec::new(),
            beginning: HashMap::new(),
            parts: HashMap::new(),
        };
        for (group, synonyms) in catalog.synonyms().iter().enumerate() {
            let names: Vec<Name> = synonyms
                .iter()
                .map(|text| Name::new(text, catalog))
                .collect();
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
    fn new(text: &str, catalog: &Catalog) -> Self {
        let parts = words(text);
        let stems: Vec<String> = parts.iter().map(|part| stem(part).to_owned()).collect();
        let index = catalog.index();
        Self {
            indexed: stems.iter().map(|stem| index.find(stem)).collect(),
            parts,
            stems,
        }
    }
}
