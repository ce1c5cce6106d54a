//! The packed form of a checked catalog: one block of bytes that the program carries.
//!
//! Only the codes are unpacked at start. Entries, pages, pairs and the lists beside them are blocks inside the block and unpacked
//! when somebody asks for them, so that printing one page costs the same however many there are.

use postcard::{from_bytes, to_allocvec};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::index::{SourceTable, Texts};
use super::{Blocks, Checked, Index, ProseWords, Uses};
use crate::{Code, EnhancedClass, Entry, Files, Fix, InScene, Likeness, Page, Scene};

/// The unpacked outer block.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pack {
    /// The codes of the entries that are numbers or causes, in order.
    pub codes: Vec<Code>,
    /// The names of the entries behind them, the replies of providers, in order.
    pub(crate) reply_names: Texts,
    /// The packed entries, in the order of their codes.
    pub entries: Blocks,
    /// The packed page of each entry.
    pub pages: Blocks,
    /// The codes of the pairs.
    pub pair_codes: Vec<(Code, Code)>,
    /// The packed pairs, in the same order.
    pub pairs: Blocks,
    /// The packed table of sources.
    pub sources: &'static [u8],
    /// The packed groups of words that mean the same.
    pub synonyms: &'static [u8],
    /// The packed [`Index`].
    pub index: &'static [u8],
    /// The packed [`ProseWords`].
    pub prose_words: &'static [u8],
    /// The packed providers.
    pub providers: &'static [u8],
    /// The packed [`Uses`].
    pub uses: &'static [u8],
    /// The packed [`Matcher`](crate::Matcher); empty if there are no rules.
    pub rules: &'static [u8],
    /// The packed [`Hints`](crate::Hints).
    pub hints: &'static [u8],
    /// The packed [`Cues`](crate::Cues).
    pub cues: &'static [u8],
    /// The packed [`Likeness`](crate::Likeness).
    pub likeness: &'static [u8],
    /// How old the data is, if it has a registry.
    pub dates: Option<Dates>,
    /// The files of entries, rules and hints; the bytes of a pack have none.
    #[serde(skip)]
    pub files: Files,
}

/// How old the data of a catalog is: days like `2026-02-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// The last change of a page.
    pub catalog: &'static str,
    /// The last change of the IANA registry of enhanced status codes that the pages have.
    pub registry: &'static str,
}

/// A block of bytes is not a pack of this version of the program.
#[derive(Debug, Error)]
#[error("the packed catalog does not fit this program: build it anew")]
pub struct UnpackError(#[from] postcard::Error);

impl Page {
    /// All prose of the page, one text at a time, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &'static str> + '_ {
        let in_class = self.in_class.iter().map(|(_, text)| text);
        let steps = self.fix.iter().flat_map(|fix| &fix.steps);
        let steps = steps.map(|step| &step.text);
        let texts = in_class
            .chain(&self.description)
            .chain(&self.when)
            .chain(steps)
            .copied();
        let effect = Some(self.effect.note).filter(|note| !note.is_empty());
        texts
            .chain(effect)
            .chain(self.detail.texts())
            .chain(self.practice.iter().copied())
            .chain(self.confused_with.iter().map(|confusion| confusion.why))
    }
}

impl Page {
    /// Steps by who acts, in the order in which they act in a class.
    #[must_use]
    pub fn fix_of(&self, class: Option<EnhancedClass>) -> &[Fix] {
        let mut of_classes = self.fix_in.iter();
        of_classes
            .find(|(of, _)| Some(*of) == class)
            .map_or(&self.fix[..], |(_, fix)| fix)
    }

    /// Steps of a scene, if it has its own.
    #[must_use]
    pub fn fix_at(&self, scene: Scene) -> Option<&[Fix]> {
        Some(&self.in_scene(scene)?.fix)
    }

    /// What is done in a scene, if the page tells it.
    #[must_use]
    pub fn in_scene(&self, scene: Scene) -> Option<&InScene> {
        self.scenes.iter().find(|own| own.scene == scene)
    }

    /// Its prose in ASCII lower case, a line for each text of [`texts`](Self::texts), whatever breaks are in it.
    #[must_use]
    pub fn prose(&self) -> String {
        let length: usize = self.texts().map(|text| text.len() + 1).sum();
        let mut prose = String::with_capacity(length);
        for (index, text) in self.texts().enumerate() {
            if index > 0 {
                prose.push('\n');
            }
            // Few texts have a break, and those are not gone through line by line.
            if text.as_bytes().contains(&b'\n') {
                prose.push_str(&text.replace('\n', " "));
            } else {
                prose.push_str(text);
            }
        }
        prose.make_ascii_lowercase();
        prose
    }
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

impl Pack {
    /// Packs a checked catalog. The blocks inside live until the program ends.
    ///
    /// # Errors
    /// If the serializer fails, which it has no reason to.
    pub fn new(checked: Checked) -> Result<Self, UnpackError> {
        let index = Self::pack_index(checked.entries.iter().map(|(entry, _)| entry))?;
        let uses = Uses::build(checked.entries.iter().map(|(_, page)| page));
        let mut pages = Vec::new();
        let mut prose = Vec::new();
        let mut codes = Vec::new();
        let mut reply_names = Vec::new();
        let mut entries = Vec::new();
        for (entry, page) in checked.entries {
            prose.push(page.prose());
            pages.push(to_allocvec(&page)?);
            if let Code::ProviderReply(name) = entry.code {
                reply_names.push(name.as_str());
            } else {
                codes.push(entry.code);
            }
            entries.push(to_allocvec(&entry)?);
        }
        let mut pairs = Vec::new();
        let mut pair_codes = Vec::new();
        for pair in checked.pairs {
            pair_codes.push((pair.left, pair.right));
            pairs.push(to_allocvec(&pair)?);
        }
        Ok(Self {
            codes,
            reply_names: Texts::new(reply_names),
            entries: Blocks::new(entries),
            pages: Blocks::new(pages),
            prose_words: leak(to_allocvec(&ProseWords::build(&prose))?),
            pair_codes,
            pairs: Blocks::new(pairs),
            sources: leak(to_allocvec(&SourceTable::build(checked.sources))?),
            synonyms: leak(to_allocvec(&checked.synonyms)?),
            index,
            providers: leak(to_allocvec(&checked.providers)?),
            uses: leak(to_allocvec(&uses)?),
            rules: leak(checked.rules),
            hints: leak(to_allocvec(&checked.hints)?),
            cues: leak(to_allocvec(&checked.cues)?),
            likeness: leak(to_allocvec(&Likeness::new(
                &checked.lessons,
                &checked.hints,
            ))?),
            dates: checked.dates,
            files: checked.files,
        })
    }

    /// The bytes for the program to carry.
    ///
    /// # Errors
    /// If the serializer fails, which it has no reason to.
    pub fn to_bytes(&self) -> Result<Vec<u8>, UnpackError> {
        Ok(to_allocvec(self)?)
    }

    /// Reads the bytes back.
    ///
    /// # Errors
    /// If the bytes were packed by another version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, UnpackError> {
        Ok(from_bytes(bytes)?)
    }

    /// The packed index of entries, for a pack that is put together by hand.
    ///
    /// # Errors
    /// If the serializer fails, which it has no reason to.
    pub fn pack_index<'a>(
        entries: impl Iterator<Item = &'a Entry> + Clone,
    ) -> Result<&'static [u8], UnpackError> {
        Ok(leak(to_allocvec(&Index::build(entries))?))
    }

    /// A block of the block.
    ///
    /// # Panics
    /// If the block is damaged, which the build would have to have done.
    pub(crate) fn block<T: Deserialize<'static>>(bytes: &'static [u8]) -> T {
        from_bytes(bytes).expect("a block that the build has packed")
    }
}
