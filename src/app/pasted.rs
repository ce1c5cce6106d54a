//! Texts that were pasted into the browser or piped into the program: what they say, and what list and page show of that.

mod order;
mod said;

use std::ops::Range;

use smtpref_catalog::{Catalog, EntryId};

use super::layout::lists_beside;
use super::list::Given;
use super::{App, Focus, Item, Layout, Pager, View};
use crate::document::{self, Block, Document};
use crate::explain::{Answer, Explanation, Kind, explain};
use crate::lookup::parse_lookups_and_names;
use order::Order;

/// How much of a text is kept to be shown, in bytes. All of it is explained.
const KEPT: usize = 4 << 20;
/// How long a text without a code may be to be searched all the same, in bytes.
const SEARCHED: usize = 400;
/// How many pages to read are listed below the replies.
const PAGES: usize = 12;

/// A text and what it says.
#[derive(Debug, Clone)]
pub(super) struct Pasted {
    bytes: Vec<u8>,
    lines: usize,
    plain: Explanation,
    masked: Explanation,
    /// The replies in the order of the list.
    order: Order,
    /// Whether it was opened, so that one can come back to it.
    pub(super) is_opened: bool,
}

/// What the list shows of a text.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) items: Vec<Item>,
    /// A row for each item of which the catalog knows nothing.
    pub(super) rows: Vec<Option<Given>>,
    /// The headings, each with the item that it stands above.
    pub(super) headings: Vec<(usize, String)>,
}

/// Where the text is told that is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextIs {
    /// Below its explanation.
    InPage,
    /// Beside it, where all of it is seen, so that the page need not tell it again.
    Beside,
}

/// A reply in one of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InText {
    /// Which of the texts.
    pub text: usize,
    /// Which of its replies; a text without any has a first one all the same, which says so.
    pub reply: usize,
}

impl Pasted {
    fn of(bytes: &[u8], catalog: &Catalog) -> Self {
        Self::read(bytes, explain(bytes, catalog), catalog)
    }

    /// A text with what was read in it.
    pub(super) fn read(bytes: &[u8], plain: Explanation, catalog: &Catalog) -> Self {
        Self {
            lines: memchr::memchr2_iter(b'\n', b'\r', bytes.trim_ascii_end())
                .count()
                .saturating_add(1),
            order: Order::of(&plain.replies, catalog),
            masked: plain.clone().redacted(),
            plain,
            is_opened: false,
            bytes: bytes[..bytes.len().min(KEPT)].to_vec(),
        }
    }

    /// Whether it is just this.
    pub(super) fn is(&self, text: &str) -> bool {
        self.bytes == text.as_bytes()
    }

    fn recipient_of(&self, reply: usize) -> Option<&str> {
        self.plain.replies.get(reply)?.recipient.as_deref()
    }

    const fn explanation(&self, masked: bool) -> &Explanation {
        if masked { &self.masked } else { &self.plain }
    }
}

impl App {
    /// Whether a paste is to be explained: it holds a reply or a report, or is longer than a search. Codes alone are looked up.
    pub(super) fn is_to_explain(&self, text: &str) -> bool {
        let text = text.trim();
        // Codes at the end of a sentence are codes alone all the same.
        let bare = text.trim_end_matches([' ', '.', ',', ';', ':', '!', '?']);
        if parse_lookups_and_names(bare, self.catalog).is_some() {
            return false;
        }
        let is_long = text.len() > SEARCHED;
        if is_long && text.contains(['\n', '\r']) {
            return true;
        }
        let explanation = explain(text.as_bytes(), self.catalog);
        explanation.has_codes() || is_long && !explanation.replies.is_empty()
    }

    /// Explains a text: the list shows its replies and the pages to read, the page what the first reply says.
    pub(super) fn explain(&mut self, bytes: &[u8]) {
        let text = self.pasted.len();
        self.pasted.push(Pasted::of(bytes, self.catalog));
        self.overlay = None;
        self.picking = None;
        // That there is another one is told beside its name; more than that are to be seen.
        let others_first = self.count_replies(text) > 2 && lists_beside(self.size.width);
        self.focus = if others_first {
            Focus::List
        } else {
            Focus::Page
        };
        let first = self.pasted[text].order.replies.first();
        let reply = first.copied().unwrap_or(0);
        self.go(View::Reply(InText { text, reply }));
    }

    /// Lists the replies of a text, if they are not listed already, and shows the text beside the page.
    pub(super) fn list_replies(&mut self, text: usize) {
        if self.explaining != Some(text) {
            self.explaining = Some(text);
            self.input.reset();
            self.fill_list();
        }
        self.lay_text_open();
    }

    /// Whether something was read in a text. If nothing was, the page shows the text alone, and once is enough.
    pub(super) fn has_replies(&self, text: usize) -> bool {
        self.count_replies(text) > 0
    }

    /// How many replies were read in a text.
    pub(super) fn count_replies(&self, text: usize) -> usize {
        let pasted = self.pasted.get(text);
        pasted.map_or(0, |pasted| pasted.plain.replies.len())
    }

    /// Which of the replies of a text one is, as the list has them, and how many there are.
    pub(super) fn place_of_reply(&self, at: InText) -> Option<(usize, usize)> {
        let order = &self.pasted.get(at.text)?.order;
        Some((order.place(at.reply)? + 1, order.replies.len()))
    }

    /// The replies of a text, and the pages to read; for the replies the rows of the list too.
    pub(super) fn replies_of(&self, text: usize) -> Listed {
        let Some(pasted) = self.pasted.get(text) else {
            return Listed::default();
        };
        let replies = &pasted.plain.replies;
        let order = &pasted.order;
        let mut items: Vec<Item> = order
            .replies
            .iter()
            .map(|&reply| Item::Reply(InText { text, reply }))
            .collect();
        if items.is_empty() {
            items.push(Item::Reply(InText { text, reply: 0 }));
        }
        let mut pages: Vec<EntryId> = Vec::new();
        let codes = replies
            .iter()
            .flat_map(|answer| answer.entries(self.catalog));
        for id in codes.filter_map(|code| self.catalog.find(code)) {
            if !pages.contains(&id) && pages.len() < PAGES {
                pages.push(id);
            }
        }
        items.extend(pages.into_iter().map(Item::Page));
        let shown = &pasted.explanation(self.masked).replies;
        let widest = shown.iter().map(|answer| answer.codes().len()).max();
        let row = |&reply: &usize| {
            let given = Given::of_reply(&shown[reply], widest.unwrap_or(0), self.catalog);
            Some(given.under_heading(!order.headings.is_empty()))
        };
        let mut rows: Vec<Option<Given>> = order.replies.iter().map(row).collect();
        if rows.is_empty() {
            rows.push(Some(Given::of_text(document::kind(pasted.plain.kind))));
        }
        rows.resize(items.len(), None);
        Listed {
            items,
            rows,
            headings: order.headings.clone(),
        }
    }

    /// The document of a reply: what it says, and below it the text that says it.
    pub(super) fn document_of(&self, at: InText) -> Document {
        let mut document = self.answer_of(at);
        let block = self.lines_of(at).filter(|_| self.text_is == TextIs::InPage);
        if let Some(block) = block {
            document.blocks.push(Block::Heading("The text".to_owned()));
            document.blocks.push(block);
        }
        document
    }

    /// The document of a reply without the text.
    pub(super) fn answer_of(&self, at: InText) -> Document {
        let explanation = self.explanation_of(at);
        explanation.map_or_else(Document::default, |explanation| {
            document::explanation(&explanation, self.catalog)
        })
    }

    /// What a reply says, masked if names are.
    pub(super) fn explanation_of(&self, at: InText) -> Option<Explanation> {
        let pasted = self.pasted.get(at.text)?;
        Some(pasted.explanation(self.masked).only(at.reply))
    }

    fn lines_of(&self, at: InText) -> Option<Block> {
        let pasted = self.pasted.get(at.text)?;
        let told = pasted.plain.replies.get(at.reply);
        let told = told.map_or(&[][..], |answer| &answer.evidence);
        let mut spans: Vec<Range<usize>> = told.iter().map(|told| told.span.clone()).collect();
        if pasted.plain.kind == Kind::Bounce
            && let Some(recipient) = pasted.recipient_of(at.reply)
        {
            // A report is written for programs; people read what stands above it.
            spans.extend(said::again(&pasted.bytes, recipient, &spans));
        }
        Some(document::pasted(&pasted.bytes, &spans, self.masked))
    }

    /// Shows the text beside the page, from where it told something.
    pub(super) fn lay_text_open(&mut self) {
        let shown = match self.pager.view() {
            Some(View::Reply(at)) => Some(at),
            _ => self.explaining.map(|text| InText { text, reply: 0 }),
        };
        let block = shown.and_then(|at| self.lines_of(at));
        self.text = Pager::of(block.into_iter().collect());
        self.text.seek_most();
    }

    /// Leaves the text out of the page while all of it stands beside, or puts it back; says whether it has done so.
    pub(super) fn tell_text_once(&mut self, layout: &Layout) -> bool {
        let is_whole = layout.pasted_text.is_some() && self.text.last_scroll() == 0;
        let is = if is_whole {
            TextIs::Beside
        } else {
            TextIs::InPage
        };
        if let Some(View::Reply(at)) = self.pager.view()
            && self.text_is != is
        {
            self.text_is = is;
            self.renew_reply(at);
            return true;
        }
        false
    }

    pub(super) fn renew_reply(&mut self, at: InText) {
        let mut document = self.document_of(at);
        document::link_codes(&mut document.blocks, None, self.catalog);
        self.pager.renew(document);
    }

    /// Masks the names of people and machines in what was pasted, or shows them again.
    pub(super) fn mask(&mut self) {
        if self.pasted.is_empty() {
            self.message = Some("There is no pasted text to mask".to_owned());
            return;
        }
        self.masked = !self.masked;
        self.message = Some(
            if self.masked {
                "Addresses, hosts and ids are masked, in copies too"
            } else {
                "Addresses, hosts and ids are shown again"
            }
            .to_owned(),
        );
        if self.explaining.is_some() {
            self.refresh_list_keeping();
        }
        if let Some(View::Reply(at)) = self.pager.view() {
            self.renew_reply(at);
        }
        self.lay_text_open();
    }

    /// A reply of a text, as the list shows it.
    #[must_use]
    pub fn reply(&self, at: InText) -> Option<&Answer> {
        let pasted = self.pasted.get(at.text)?;
        pasted.explanation(self.masked).replies.get(at.reply)
    }

    /// The words that told what the shown reply of a text says; all of its words where none of them told anything.
    #[must_use]
    pub fn telling_words(&self) -> Option<String> {
        let text = self.explaining?;
        let at = match self.pager.view() {
            Some(View::Reply(at)) if at.text == text => at,
            _ => return None,
        };
        // The codes stand before them.
        let is_said = |text: &&str| text.split(' ').filter(|word| is_word(word)).count() > 1;
        let reply = self.reply(at)?;
        let evidence = reply.evidence.iter().map(|told| beginning(&told.text));
        let told: Vec<&str> = evidence.filter(is_said).collect();
        if told.is_empty() {
            // Its codes stand before them, and for whom it is below.
            let words = beginning(&reply.words)
                .split(' ')
                .skip_while(|word| !is_word(word));
            let words = words.collect::<Vec<_>>().join(" ");
            return Some(words).filter(|words| is_said(&words.as_str()));
        }
        Some(told.join(" … "))
    }

    /// The text that is explained, where the window has room for it beside the page.
    #[must_use]
    pub const fn text(&self) -> &Pager {
        &self.text
    }

    /// The codes of a reply, and its provider.
    fn chips_of(&self, answer: &Answer) -> impl Iterator<Item = String> + use<> {
        let provider = answer.provider.map(|slug| {
            let provider = self.catalog.provider(slug.as_str());
            provider
                .map_or(slug.as_str(), |provider| provider.name)
                .to_owned()
        });
        [Some(answer.codes()), provider].into_iter().flatten()
    }

    /// The first reply of the text with codes or a provider that the search box names.
    pub(super) fn view_of_chip(&self, chip: &str) -> Option<View> {
        let text = self.explaining?;
        let replies = &self.pasted.get(text)?.plain.replies;
        let has_it = |answer: &Answer| self.chips_of(answer).any(|other| other == chip);
        let reply = replies.iter().position(has_it)?;
        Some(View::Reply(InText { text, reply }))
    }

    /// What the search box says of the text that is explained: what was read in it, and how long it is.
    #[must_use]
    pub fn explained(&self) -> Option<(Vec<String>, String)> {
        let pasted = self.pasted.get(self.explaining?)?;
        let mut chips: Vec<String> = Vec::new();
        for answer in &pasted.plain.replies {
            for chip in self.chips_of(answer) {
                if !chip.is_empty() && !chips.contains(&chip) {
                    chips.push(chip);
                }
            }
        }
        if chips.is_empty() {
            chips.push(document::kind(pasted.plain.kind).to_owned());
        }
        let lines = match pasted.lines {
            1 => "1 line".to_owned(),
            lines => format!("{lines} lines"),
        };
        let lines = match pasted.plain.replies.len() {
            0 | 1 => format!("pasted {lines}"),
            count => format!("{count} replies in {lines}"),
        };
        let masked = if self.masked { ", masked" } else { "" };
        let lines = lines + masked;
        Some((chips, lines))
    }
}

/// Whether a piece of a text is a word, and no number, address or sign.
fn is_word(piece: &str) -> bool {
    let bare = piece.trim_matches(|c: char| c.is_ascii_punctuation());
    bare.chars().count() > 1 && bare.chars().all(char::is_alphabetic)
}

/// The beginning of a text of any length: more than a row can show.
fn beginning(text: &str) -> &str {
    const LONGER_THAN_A_ROW: usize = 400;
    let end = text.char_indices().nth(LONGER_THAN_A_ROW);
    end.map_or(text, |(at, _)| &text[..at])
}
