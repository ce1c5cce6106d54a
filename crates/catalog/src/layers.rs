//! Packs one over the other, as if they were one: what both have is that of the upper one.
//!
//! A single pack, as the program carries it, is read as it lies. What two have together is put in order when they are joined (codes alone)
//! or when it is first asked for (indexes and lists); entries, pages and pairs stay packed either way.

use serde::Deserialize;

use super::index::{Numbering, SourceTable};
use super::{Blocks, Dates, Index, Matcher, Pack, ProseWords, Provider, Uses};
use crate::rules::MatcherError;
use crate::{Code, Cues, Hints, Likeness, RuleName, Slug};

/// Packs, the lowest first.
pub(super) struct Layers {
    packs: Vec<Pack>,
    /// The order of what several packs hold; `None` for a single one, which is in order.
    joined: Option<Joined>,
}

/// The order of what several packs hold.
struct Joined {
    /// The codes that are numbers or causes, in order.
    codes: Vec<Code>,
    /// The codes behind them, the replies of providers, in order.
    reply_codes: Vec<Code>,
    /// Where each entry is, in the order of the codes.
    entries: Vec<Place>,
    pair_codes: Vec<(Code, Code)>,
    /// Where each pair is.
    pairs: Vec<Place>,
}

/// A place in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    layer: usize,
    index: usize,
}

impl Layers {
    pub(super) fn new(pack: Pack) -> Self {
        Self {
            packs: vec![pack],
            joined: None,
        }
    }

    /// With one more on top.
    pub(super) fn with(mut self, pack: Pack) -> Self {
        self.packs.push(pack);
        self.joined = Some(Joined::of(&self.packs));
        self
    }

    /// The codes that are numbers or causes, in order.
    pub(super) fn codes(&self) -> &[Code] {
        let joined = self.joined.as_ref();
        joined.map_or(&self.packs[0].codes, |joined| &joined.codes)
    }

    /// The codes behind them, the replies of providers, in order.
    pub(super) fn reply_codes(&self) -> Vec<Code> {
        let joined = self.joined.as_ref();
        joined.map_or_else(
            || reply_codes(&self.packs[0]),
            |joined| joined.reply_codes.clone(),
        )
    }

    /// The place among all entries of the reply of a provider with this name. The names of a single pack are compared where they lie.
    pub(super) fn find_reply(&self, name: &str) -> Option<usize> {
        let place = match &self.joined {
            Some(joined) => {
                let is_before = |code: &Code| reply_name(*code).is_some_and(|known| known < name);
                let place = joined.reply_codes.partition_point(is_before);
                let found = *joined.reply_codes.get(place)?;
                (reply_name(found) == Some(name)).then_some(place)
            }
            None => self.packs[0].reply_names.find(name),
        };
        Some(self.codes().len() + place?)
    }

    /// The reply of a provider with this name.
    pub(super) fn reply_named(&self, name: &str) -> Option<Code> {
        let place = self.find_reply(name)? - self.codes().len();
        match &self.joined {
            Some(joined) => joined.reply_codes.get(place).copied(),
            None => Some(reply_code(self.packs[0].reply_names.get(place))),
        }
    }

    /// How many entries there are.
    pub(super) fn count(&self) -> usize {
        let joined = self.joined.as_ref();
        joined.map_or(self.packs[0].entries.count(), |joined| joined.entries.len())
    }

    /// The codes of the pairs.
    pub(super) fn pair_codes(&self) -> &[(Code, Code)] {
        let joined = self.joined.as_ref();
        joined.map_or(&self.packs[0].pair_codes, |joined| &joined.pair_codes)
    }

    /// What a pack has for an entry.
    pub(super) fn of_entry(
        &self,
        index: usize,
        blocks: impl Fn(&Pack) -> &Blocks,
    ) -> &'static [u8] {
        let joined = self.joined.as_ref();
        self.block(joined.map(|joined| joined.entries[index]), index, blocks)
    }

    /// A packed pair.
    pub(super) fn pair(&self, index: usize) -> &'static [u8] {
        let joined = self.joined.as_ref();
        self.block(joined.map(|joined| joined.pairs[index]), index, |pack| {
            &pack.pairs
        })
    }

    fn block(
        &self,
        place: Option<Place>,
        index: usize,
        blocks: impl Fn(&Pack) -> &Blocks,
    ) -> &'static [u8] {
        let place = place.unwrap_or(Place { layer: 0, index });
        blocks(&self.packs[place.layer]).get(place.index)
    }

    pub(super) fn index(&self) -> Index {
        self.whole(|pack| pack.index, Index::joined)
    }

    pub(super) fn prose_words(&self) -> ProseWords {
        self.whole(|pack| pack.prose_words, ProseWords::joined)
    }

    pub(super) fn uses(&self) -> Uses {
        self.whole(|pack| pack.uses, Uses::joined)
    }

    /// A thing about the entries of a pack, or what those of several give together.
    fn whole<T: Deserialize<'static>>(
        &self,
        block: impl Fn(&Pack) -> &'static [u8],
        join: impl FnOnce(&[(T, Numbering)]) -> T,
    ) -> T {
        let Some(joined) = &self.joined else {
            return Pack::block(block(&self.packs[0]));
        };
        let layers: Vec<(T, Numbering)> = self
            .packs
            .iter()
            .enumerate()
            .map(|(layer, pack)| (Pack::block(block(pack)), joined.numbering(layer)))
            .collect();
        join(&layers)
    }

    /// The sources of each pack, the upmost first.
    pub(super) fn sources(&self) -> Vec<SourceTable> {
        let packs = self.packs.iter().rev();
        packs.map(|pack| Pack::block(pack.sources)).collect()
    }

    pub(super) fn providers(&self) -> Vec<Provider> {
        let mut providers = self.list(|pack| pack.providers, |a: &Provider, b| a.code == b.code);
        if self.joined.is_some() {
            providers.sort_by_key(|provider| provider.code);
        }
        providers
    }

    pub(super) fn synonyms(&self) -> Vec<Vec<&'static str>> {
        self.list(|pack| pack.synonyms, |_, _| false)
    }

    /// The lists of all packs, each thing once: that of the upmost pack, at its lowest place.
    fn list<T: Deserialize<'static>>(
        &self,
        block: impl Fn(&Pack) -> &'static [u8],
        is_same: impl Fn(&T, &T) -> bool,
    ) -> Vec<T> {
        // A pack has a thing once, so the lowest is taken as it is.
        let mut all: Vec<T> = Pack::block(block(&self.packs[0]));
        for pack in &self.packs[1..] {
            let things: Vec<T> = Pack::block(block(pack));
            for thing in things {
                match all.iter_mut().find(|known| is_same(known, &thing)) {
                    Some(known) => *known = thing,
                    None => all.push(thing),
                }
            }
        }
        all
    }

    /// The dates of the upmost pack that has any.
    pub(super) fn dates(&self) -> Option<Dates> {
        self.packs.iter().rev().find_map(|pack| pack.dates)
    }

    /// The file of an entry of the upmost pack that has it, unless that is the lowest.
    pub(super) fn own_file(&self, code: Code) -> Option<&'static str> {
        let mut own = self.packs[1..].iter().rev();
        own.find_map(|pack| pack.files.of_entry(code))
    }

    /// The file of a rule of a pack, unless that is the lowest.
    pub(super) fn own_rule_file(&self, layer: usize, name: RuleName) -> Option<&'static str> {
        let own = self.packs.get(layer).filter(|_| layer > 0);
        own.and_then(|pack| pack.files.of_rule(name))
    }

    /// The hints of all packs, those of the upmost first.
    pub(super) fn hints(&self) -> Hints {
        let packs = self.packs.iter().enumerate().rev();
        packs.fold(Hints::default(), |all, (layer, pack)| {
            let hints: Hints = Pack::block(pack.hints);
            all.before(match layer {
                0 => hints,
                _ => hints.with_files(pack.files.of_hints()),
            })
        })
    }

    /// The cues of all packs.
    pub(super) fn cues(&self) -> Cues {
        let packs = self.packs.iter();
        let cues: Vec<Cues> = packs.map(|pack| Pack::block(pack.cues)).collect();
        cues.iter().flat_map(Cues::all).collect()
    }

    /// What the lowest pack has learnt of words.
    pub(super) fn likeness(&self) -> Likeness {
        let lowest = self.packs.first();
        lowest.map_or_else(Likeness::default, |pack| Pack::block(pack.likeness))
    }

    /// The rules of all packs.
    pub(super) fn matcher(&self) -> Result<Matcher, MatcherError> {
        Matcher::from_layers(self.packs.iter().map(|pack| pack.rules))
    }
}

fn reply_codes(pack: &Pack) -> Vec<Code> {
    let names = (0..pack.reply_names.len()).map(|index| pack.reply_names.get(index));
    names.map(reply_code).collect()
}

/// The code of a packed name.
const fn reply_code(name: &'static str) -> Code {
    Code::ProviderReply(Slug::packed(name))
}

fn reply_name(code: Code) -> Option<&'static str> {
    match code {
        Code::ProviderReply(name) => Some(name.as_str()),
        _ => None,
    }
}

impl Joined {
    fn of(packs: &[Pack]) -> Self {
        let mut found: Vec<(Code, Place)> = Vec::new();
        let mut pairs: Vec<((Code, Code), Place)> = Vec::new();
        for (layer, pack) in packs.iter().enumerate() {
            let replies = reply_codes(pack);
            let codes = pack.codes.iter().chain(&replies).enumerate();
            found.extend(codes.map(|(index, &code)| (code, Place { layer, index })));
            for (index, &codes) in pack.pair_codes.iter().enumerate() {
                let place = Place { layer, index };
                let is_same = |&(known, _): &((Code, Code), Place)| {
                    known == codes || known == (codes.1, codes.0)
                };
                match pairs.iter().position(is_same) {
                    Some(known) => pairs[known] = (codes, place),
                    None => pairs.push((codes, place)),
                }
            }
        }
        found.sort_by_key(|&(code, Place { layer, .. })| (code, std::cmp::Reverse(layer)));
        found.dedup_by_key(|(code, _)| *code);
        pairs.sort_by_key(|&(codes, _)| codes);
        let (all, entries): (Vec<Code>, Vec<Place>) = found.into_iter().unzip();
        let (pair_codes, pairs) = pairs.into_iter().unzip();
        let first_reply = all.partition_point(|code| code.provider().is_none());
        Self {
            codes: all[..first_reply].to_vec(),
            reply_codes: all[first_reply..].to_vec(),
            entries,
            pair_codes,
            pairs,
        }
    }

    /// The numbers that the entries of a layer have here.
    fn numbering(&self, layer: usize) -> Numbering {
        let places = self.entries.iter().enumerate();
        let of_layer = places.filter(|(_, place)| place.layer == layer);
        Numbering::new(of_layer.map(|(number, place)| (place.index, number)))
    }
}
