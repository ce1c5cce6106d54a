//! Texts that were pasted into the browser or piped into the program: what they say, and what list and page show of that.

mod order;
mod said;
mod texts;

use smtpref_catalog::EntryId;

use super::layout::lists_beside;
use super::list::Given;
use super::{App, Asking, Focus, Item, Layout, Lent, Pager, View};
use crate::document::{self, Block, Document};
use crate::explain::{Answer, Explanation, explain};
use crate::lookup::parse_lookups_and_names;
pub(super) use texts::{Pasted, Texts, Told};

/// How long a text without a code may be to be searched all the same, in bytes.
const SEARCHED: usize = 400;
/// How many pages to read are listed below the replies.
const PAGES: usize = 12;

/// What the list shows of a text.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) items: Vec<Item>,
    /// A row for each item of which the catalog knows nothing.
    pub(super) rows: Vec<Option<Given>>,
    /// The headings, each with the item that it stands above.
    pub(super) headings: Vec<(usize, String)>,
}

/// A reply in one of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InText {
    /// Which of the texts.
    pub text: usize,
    /// Which of its replies; a text without any has a first one all the same, which says so.
    pub reply: usize,
}

impl App<'_> {
    /// What a paste says if it is to be explained: it holds a reply or a report, or is longer than a search. Codes alone are looked up.
    pub(super) fn explanation_of_paste(&self, text: &str) -> Option<Explanation> {
        let shown = text.trim();
        // Codes at the end of a sentence are codes alone all the same.
        let bare = shown.trim_end_matches([' ', '.', ',', ';', ':', '!', '?']);
        if parse_lookups_and_names(bare, self.catalog).is_some() {
            return None;
        }
        let explanation = explain(text.as_bytes(), self.catalog);
        let is_long = shown.len() > SEARCHED;
        let says_much = || shown.contains(['\n', '\r']) || !explanation.replies.is_empty();
        let is_explained = explanation.has_codes() || is_long && says_much();
        is_explained.then_some(explanation)
    }

    /// Explains a text: the list shows its replies and the pages to read, the page what the first reply says.
    pub(super) fn explain(&mut self, bytes: &[u8], explanation: Explanation) {
        let pasted = Pasted::read(bytes, explanation, self.catalog);
        let first = pasted.order.replies.first();
        let reply = first.copied().unwrap_or(0);
        let text = self.texts.push(pasted);
        self.queries.note_text(text);
        self.asking = Asking::Nothing;
        self.lent = Lent::Nothing;
        // That there is another one is told beside its name; more than that are to be seen.
        let others_first = self.texts.count_replies(text) > 2 && lists_beside(self.size.width);
        self.turn_to(if others_first {
            Focus::List
        } else {
            Focus::Page
        });
        self.go(View::Reply(InText { text, reply }));
    }

    /// Lists the replies of a text, if they are not listed already, and shows the text beside the page.
    pub(super) fn list_replies(&mut self, text: usize) {
        if self.texts.open != Some(text) {
            self.texts.open = Some(text);
            self.input.reset();
            self.fill_list();
        }
        self.lay_text_open();
    }

    /// The replies of a text, and the pages to read; for the replies the rows of the list too.
    pub(super) fn replies_of(&self, text: usize) -> Listed {
        let (Some(pasted), Some(shown)) = (self.texts.get(text), self.texts.explanation(text))
        else {
            return Listed::default();
        };
        let replies = &pasted.plain().replies;
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
        let shown = &shown.replies;
        let widest = shown.iter().map(|one| one.codes.to_string().len()).max();
        let row = |(place, &reply): (usize, &usize)| {
            let given = Given::of_reply(&shown[reply], widest.unwrap_or(0), self.catalog);
            Some(given.under_heading(place < order.told))
        };
        let mut rows: Vec<Option<Given>> = order.replies.iter().enumerate().map(row).collect();
        if rows.is_empty() {
            rows.push(Some(Given::of_text(document::kind(pasted.plain().kind))));
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
        let is_told = self.texts.told == Told::InPage;
        let block = self.texts.lines_of(at).filter(|_| is_told);
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
        Some(self.texts.explanation(at.text)?.only(at.reply))
    }

    /// Shows the text beside the page, from where it told something.
    pub(super) fn lay_text_open(&mut self) {
        let shown = match self.pager.view() {
            Some(View::Reply(at)) => Some(at),
            _ => self.texts.open.map(|text| InText { text, reply: 0 }),
        };
        let block = shown.and_then(|at| self.texts.lines_of(at));
        self.texts.beside = Pager::of(block.into_iter().collect());
        self.texts.beside.seek_most();
    }

    /// Leaves the text out of the page while all of it stands beside, or puts it back; says whether it has done so.
    pub(super) fn tell_text_once(&mut self, layout: &Layout) -> bool {
        let is_whole = layout.pasted_text.is_some() && self.texts.beside.last_scroll() == 0;
        let told = if is_whole { Told::Beside } else { Told::InPage };
        if let Some(View::Reply(at)) = self.pager.view()
            && self.texts.told != told
        {
            self.texts.told = told;
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
        if self.texts.is_empty() {
            self.say("There is no pasted text to mask");
            return;
        }
        self.texts.masked = !self.texts.masked;
        self.say(if self.texts.masked {
            "Addresses, hosts and ids are masked, in copies too"
        } else {
            "Addresses, hosts and ids are shown again"
        });
        if self.texts.open.is_some() {
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
        self.texts.reply(at)
    }

    /// The words that told what the shown reply of a text says; all of its words where none of them told anything.
    #[must_use]
    pub fn telling_words(&self) -> Option<String> {
        let text = self.texts.open?;
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
        &self.texts.beside
    }

    /// The codes of a reply, and its provider.
    fn chips_of(&self, answer: &Answer) -> impl Iterator<Item = String> + use<> {
        let provider = answer.provider.map(|slug| {
            let provider = self.catalog.provider(slug.as_str());
            provider
                .map_or(slug.as_str(), |provider| provider.name)
                .to_owned()
        });
        std::iter::once(answer.codes.to_string()).chain(provider)
    }

    /// The first reply of the text with codes or a provider that the search box names.
    pub(super) fn view_of_chip(&self, chip: &str) -> Option<View> {
        let text = self.texts.open?;
        let replies = &self.texts.get(text)?.plain().replies;
        let has_it = |answer: &Answer| self.chips_of(answer).any(|other| other == chip);
        let reply = replies.iter().position(has_it)?;
        Some(View::Reply(InText { text, reply }))
    }

    /// What the search box says of the text that is explained: what was read in it, and how long it is.
    #[must_use]
    pub fn explained(&self) -> Option<(Vec<String>, String)> {
        let pasted = self.texts.get(self.texts.open?)?;
        let mut chips: Vec<String> = Vec::new();
        for answer in &pasted.plain().replies {
            for chip in self.chips_of(answer) {
                if !chip.is_empty() && !chips.contains(&chip) {
                    chips.push(chip);
                }
            }
        }
        if chips.is_empty() {
            chips.push(document::kind(pasted.plain().kind).to_owned());
        }
        let lines = match pasted.lines() {
            1 => "1 line".to_owned(),
            lines => format!("{lines} lines"),
        };
        let lines = match pasted.plain().replies.len() {
            0 | 1 => format!("pasted {lines}"),
            count if pasted.plain().cut => format!("first {count} replies in {lines}"),
            count => format!("{count} replies in {lines}"),
        };
        let masked = if self.texts.masked { ", masked" } else { "" };
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
