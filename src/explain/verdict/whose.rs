//! Whose words a text may hold: those of a host that it names, and those of the service whose event it is.

use std::borrow::Cow;
use std::ops::Range;

use smtpref_catalog::{Candidate, Folded, ProviderKind};

use super::super::codes::codes;
use super::super::scan::Said;
use super::Context;

impl Context<'_> {
    /// Whether common words met the rule of a receiver, and the host that spoke is none of its own.
    pub(super) fn is_of_other_host(&self, candidate: &Candidate<'_>, text: &str) -> bool {
        /// The most words that others may say as well.
        const COMMON: usize = 6;
        let provider = candidate.rule.provider();
        let provider = provider.and_then(|name| self.catalog.provider(name));
        let is_receiver = provider.is_some_and(|one| one.kind == ProviderKind::Receiver);
        if candidate.rank.mark || !is_receiver {
            return false;
        }
        let met = candidate
            .evidence
            .iter()
            .filter_map(|place| text.get(place.clone()));
        let is_sign = |c: char| c.is_ascii_digit() || "_#/[".contains(c);
        // Numbers of the registry are anybody's; those that a provider counts for itself are longer.
        let is_number = |piece: &&str| {
            piece.len() == "5.5.0".len()
                && piece.starts_with(['4', '5'])
                && piece[1..].starts_with('.')
        };
        let mut words = 0;
        for piece in met.filter(|piece| !is_number(piece)) {
            if piece.contains(is_sign) {
                return false;
            }
            words += piece.split_whitespace().count();
        }
        words <= COMMON
    }

    /// The words of a service beside its own mark, where no server is quoted: what it says itself.
    pub(super) fn of_service(&self, said: &Said, folded: &Folded) -> Option<Folded> {
        // Numbers above those of SMTP are the service's own.
        let is_quoted = said.codes.reply.is_some_and(|code| code.number() < 600);
        let service = self.service.filter(|_| !is_quoted)?;
        let mut marks = self.catalog.matcher().marks();
        let marks = marks.find(|marks| marks.provider == service.code)?;
        // Not one of its other marks, which may be words of a rule.
        Some(folded.clone().beside(marks.hosts.first()?))
    }

    /// Whether a provider is only named by the domain of an address: of a refused sender it said nothing.
    pub(super) fn is_of_address(&self, provider: &str, words: &str) -> bool {
        let mut marks = self.catalog.matcher().marks();
        let Some(marks) = marks.find(|marks| marks.provider.as_str() == provider) else {
            return false;
        };
        let lower = words.to_ascii_lowercase();
        let places = marks
            .hosts
            .iter()
            .flat_map(|host| lower.match_indices(*host));
        let mut behind_sign = places.map(|(at, _)| lower[..at].ends_with('@')).peekable();
        behind_sign.peek().is_some() && behind_sign.all(|is_address| is_address)
    }

    /// Whether the host that said it is named right before its code: `host mx.example.net[192.0.2.1] said: `.
    pub(super) fn names_host(&self, said: &Said) -> bool {
        const ENDS: [&str; 2] = ["] said:", "] refused to talk to me:"];
        let Some(code) = said.places.first() else {
            return false;
        };
        let before = self.view.lower[..code.start].trim_end();
        ENDS.iter().any(|end| before.ends_with(end))
    }

    /// What stands before words of a reply and above it, in which the host that spoke may be named.
    pub(super) fn named_around(&self, said: &Said, start: usize) -> Cow<'_, str> {
        const NEAR: usize = 240;
        let from = self.view.floor(start.saturating_sub(NEAR));
        let from = from.max(said.block.start.min(start));
        // In the paragraph above the writer names itself.
        let gap = self.view.text[from..start].rfind("\n\n");
        let before = gap.map_or(from, |gap| from + gap)..start;
        let mut beside = self.without_other_codes(before);
        if let Some(host) = self.host(said) {
            beside.to_mut().push_str(&self.view.lower[host]);
        }
        beside
    }

    /// What stands before a reply, without its codes: they are of another one.
    fn without_other_codes(&self, before: Range<usize>) -> Cow<'_, str> {
        let text = &self.view.lower[before.clone()];
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return text.into();
        }
        let mut left = String::with_capacity(text.len());
        let mut from = before.start;
        for one in codes(&self.view, before.clone()) {
            left.push_str(&self.view.lower[from..one.start.max(from)]);
            from = one.end.max(from);
        }
        left.push_str(&self.view.lower[from..before.end]);
        left.into()
    }
}
