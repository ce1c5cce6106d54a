//! The texts that were pasted, piped or typed as a reply: what each says, and what of them is shown. Knows nothing of the browser around it.

use std::cell::OnceCell;
use std::ops::Range;

use smtpref_catalog::Catalog;

use super::order::{MORE, Order};
use super::said;
use crate::app::{InText, Pager};
use crate::document::{self, Block};
use crate::explain::{Answer, Explanation, Kind};

/// How much of a text is kept to be shown, in bytes. All of it is explained.
const KEPT: usize = 4 << 20;

/// All of them.
#[derive(Debug, Default)]
pub(in crate::app) struct Texts {
    all: Vec<Pasted>,
    /// The one whose replies the list shows.
    pub(in crate::app) open: Option<usize>,
    /// The one that is in the search box.
    typed: Option<usize>,
    /// The text beside its explanation.
    pub(in crate::app) beside: Pager,
    pub(in crate::app) told: Told,
    /// Whether names of people and machines are masked.
    pub(in crate::app) masked: bool,
}

/// Where the text is told that is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::app) enum Told {
    /// Below its explanation.
    #[default]
    InPage,
    /// Beside it, where all of it is seen, so that the page need not tell it again.
    Beside,
}

/// A text and what it says.
#[derive(Debug, Clone)]
pub(in crate::app) struct Pasted {
    bytes: Vec<u8>,
    lines: usize,
    plain: Explanation,
    /// The same without names, once that was asked for.
    masked: OnceCell<Explanation>,
    /// The replies in the order of the list.
    pub(super) order: Order,
    /// Whether it was opened, so that one can come back to it.
    is_opened: bool,
}

impl Pasted {
    /// A text with what was read in it.
    pub(in crate::app) fn read(bytes: &[u8], plain: Explanation, catalog: &Catalog) -> Self {
        Self {
            lines: memchr::memchr2_iter(b'\n', b'\r', bytes.trim_ascii_end())
                .count()
                .saturating_add(1),
            order: Order::of(&plain, catalog),
            masked: OnceCell::new(),
            plain,
            is_opened: false,
            bytes: bytes[..bytes.len().min(KEPT)].to_vec(),
        }
    }

    /// What it says, as it stands there.
    pub(super) const fn plain(&self) -> &Explanation {
        &self.plain
    }

    /// How many lines it has.
    pub(super) const fn lines(&self) -> usize {
        self.lines
    }
}

impl Texts {
    /// Adds a text, and says which it is.
    pub(in crate::app) fn push(&mut self, pasted: Pasted) -> usize {
        self.all.push(pasted);
        self.all.len() - 1
    }

    /// Whether there is none.
    pub(in crate::app) const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// One of them.
    pub(super) fn get(&self, text: usize) -> Option<&Pasted> {
        self.all.get(text)
    }

    /// Notes that a text was opened.
    pub(in crate::app) fn note_opened(&mut self, text: usize) {
        if let Some(text) = self.all.get_mut(text) {
            text.is_opened = true;
        }
    }

    /// The text that is in the search box, if it is this one.
    pub(in crate::app) fn typed(&self, query: &str) -> Option<usize> {
        let is_it = |text: &usize| self.all[*text].bytes == query.as_bytes();
        self.typed.filter(is_it)
    }

    /// Puts a text that is typed in the place of the one that was typed before, unless that was opened; says which it is, and whether it took
    /// that place.
    pub(in crate::app) fn take_typed(&mut self, pasted: Pasted) -> (usize, bool) {
        let free = self.typed.filter(|&text| !self.all[text].is_opened);
        let text = match free {
            Some(text) => {
                self.all[text] = pasted;
                text
            }
            None => self.push(pasted),
        };
        self.typed = Some(text);
        (text, free.is_some())
    }

    /// What a text says, masked if names are.
    pub(in crate::app) fn explanation(&self, text: usize) -> Option<&Explanation> {
        let pasted = self.all.get(text)?;
        Some(if self.masked {
            let redacted = || pasted.plain.clone().redacted();
            pasted.masked.get_or_init(redacted)
        } else {
            &pasted.plain
        })
    }

    /// A reply of a text, masked if names are.
    pub(in crate::app) fn reply(&self, at: InText) -> Option<&Answer> {
        self.explanation(at.text)?.replies.get(at.reply)
    }

    /// How many replies were read in a text. If none was, the page shows the text alone, and once is enough.
    pub(in crate::app) fn count_replies(&self, text: usize) -> usize {
        let pasted = self.all.get(text);
        pasted.map_or(0, |pasted| pasted.plain.replies.len())
    }

    /// What stands behind the number of the replies of a text: that there are more than were read.
    pub(in crate::app) fn more(&self, text: usize) -> &'static str {
        let is_cut = |pasted: &Pasted| pasted.plain.cut;
        if self.all.get(text).is_some_and(is_cut) {
            MORE
        } else {
            ""
        }
    }

    /// Which of the replies of a text one is, as the list has them, and how many there are.
    pub(in crate::app) fn place_of_reply(&self, at: InText) -> Option<(usize, usize)> {
        let order = &self.all.get(at.text)?.order;
        Some((order.place(at.reply)? + 1, order.replies.len()))
    }

    /// The lines of the text in which a reply stands, with what told it.
    pub(super) fn lines_of(&self, at: InText) -> Option<Block> {
        let pasted = self.all.get(at.text)?;
        let reply = pasted.plain.replies.get(at.reply);
        let told = reply.map_or(&[][..], |answer| &answer.evidence);
        let mut spans: Vec<Range<usize>> = told.iter().map(|told| told.span.clone()).collect();
        let recipient = reply.and_then(|reply| reply.recipient.as_deref());
        if pasted.plain.kind == Kind::Bounce
            && let Some(recipient) = recipient
        {
            // A report is written for programs; people read what stands above it.
            spans.extend(said::again(&pasted.bytes, recipient, &spans));
        }
        Some(document::pasted(&pasted.bytes, &spans, self.masked))
    }
}
