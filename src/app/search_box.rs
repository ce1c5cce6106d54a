//! The search box: typing, editing, pasting, and what the list shows for the query.

use tui_input::{Input, InputRequest};

use super::list::Given;
use super::{App, Asking, Focus, Item, Lent, Said, is_typed};
use crate::keymap::{Action, Edit, Key, Keymap};
use crate::lookup::parse_lookups_and_names;
use crate::search::{Filter, HitKind, Results, Search, remark};
use smtpref_catalog::{Catalog, Provider};

/// The longest text that the box takes, in characters.
const LONGEST: usize = 10_000;

impl App<'_> {
    /// Types a character.
    pub(super) fn type_in(&mut self, c: char) {
        if self.unselect() {
            self.input.reset();
        }
        self.request(InputRequest::InsertChar(c));
    }

    /// Begins a new search with the character of a key.
    pub(super) fn type_anew(&mut self, key: Key) {
        self.begin_search();
        if let Some(c) = key.typed() {
            self.type_in(c);
        }
    }

    /// Edits the text, or moves the cursor in it.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.unselect();
        self.queries.stop();
        if edit == Edit::DeleteBefore && self.input.value().is_empty() {
            return self.drop_last_filter();
        }
        self.request(request_of(edit));
    }

    fn request(&mut self, request: InputRequest) {
        let before = self.input.value().to_owned();
        let was_commanding = self.is_commanding();
        self.input.handle(request);
        if was_commanding && matches!(self.lent, Lent::Commands(_)) && !self.is_commanding() {
            // Who takes the sign of commands back does not want one.
            self.leave_commands();
        } else if self.input.value() != before {
            self.query_changed();
        }
    }

    /// Searches for a text in the place of what is in the box.
    pub(super) fn search_for(&mut self, text: &str) {
        self.turn_to(Focus::Search);
        self.queries.note(self.input.value());
        self.input = Input::new(text.to_owned());
        self.query_changed();
    }

    /// Puts pasted text into the box as one line.
    pub(super) fn paste(&mut self, text: &str) {
        if self.paste_into_overlay(text) || self.paste_into_find(text) {
            return;
        }
        self.asking = Asking::Nothing;
        if self.picking().is_none() {
            self.lent = Lent::Nothing;
            if let Some(explanation) = self.explanation_of_paste(text) {
                return self.explain(text.as_bytes(), explanation);
            }
            if self.focus() != Focus::Search {
                // What is pasted while something is read is a new search, as what is typed is.
                self.begin_search();
            }
        }
        self.turn_to(Focus::Search);
        if self.unselect() {
            self.input.reset();
        }
        let cursor = self.input.cursor();
        let value: Vec<char> = self.input.value().chars().collect();
        let (before, after) = value.split_at(cursor.min(value.len()));
        let line = one_line(text, before.last().copied(), after.first().copied());
        let room = LONGEST.saturating_sub(value.len());
        let pasted: Vec<char> = line.chars().take(room).collect();
        let cursor = before.len() + pasted.len();
        let whole: String = before.iter().chain(&pasted).chain(after).collect();
        self.input = Input::new(whole).with_cursor(cursor);
        self.query_changed();
        let by_words = match self.list.item() {
            Some(Item::Hit(hit)) => hit.kind == HitKind::Words,
            item => matches!(item, Some(Item::Nearest(_)) | None),
        };
        if by_words && text.trim().contains(['\n', '\r']) && matches!(self.said, Said::Nothing) {
            self.say("No reply in this text; its words are searched for");
        }
    }

    pub(super) fn clear_query(&mut self) {
        self.queries.note(self.input.value());
        self.unselect();
        if self.input.value().is_empty() {
            return;
        }
        self.input.reset();
        self.refresh_list_keeping();
    }

    fn query_changed(&mut self) {
        // Commands are about what is read; any other list takes its place.
        if !self.is_commanding() {
            self.texts.open = None;
            self.give_way();
            self.said = remark(self.input.value()).map_or(Said::Nothing, Said::Done);
        }
        self.refresh_list();
    }

    /// Fills the list again and shows its first item.
    pub(super) fn refresh_list(&mut self) {
        self.fill_list();
        self.avoid_kept_side();
        self.show_selected();
        self.mark_words();
    }

    /// Fills the list again and keeps the page that is read, selected if it is in the list. Where none is read, as after a query that
    /// found nothing, the page of the selected item is shown.
    pub(super) fn refresh_list_keeping(&mut self) {
        self.fill_list();
        if self.pager.view().is_none() {
            self.show_selected();
        }
        self.mark_words();
        self.select_shown();
    }

    fn mark_words(&mut self) {
        if let Some(view) = self.pager.view() {
            let words = self.words_for(view);
            self.pager.mark(words);
        }
    }

    /// Unpacks what the first key would need, be it a letter of a query or the one of the filter menu: there is time for it while the first
    /// screen is looked at.
    pub fn prepare(&self) {
        let catalog = self.catalog;
        self.search.get_or_init(|| Search::new(catalog)).prepare();
        super::typed::prepare(catalog);
        catalog.entries().for_each(drop);
    }

    pub(super) fn fill_list(&mut self) {
        let query = self.input.value().to_owned();
        let mut query = query.trim();
        if let Some(command) = query.strip_prefix(':') {
            let items = commands(command, self.compared().is_some(), self.keys);
            let names_pages = || parse_lookups_and_names(command, self.catalog).is_some();
            if !items.is_empty() || !names_pages() {
                self.list.fill_commands(items, self.catalog);
                return;
            }
            // `:550`, as one goes to a line in an editor.
            query = command.trim();
        }
        if let Some(text) = self.texts.open {
            let listed = self.replies_of(text);
            self.list
                .fill(listed.items, Results::default(), self.catalog);
            self.list.give_rows(listed.rows);
            self.list.give_headings(listed.headings);
            return;
        }
        let mut items = Vec::new();
        let mut given: Vec<(Item, Given)> = self.read_query(query).into_iter().collect();
        let catalog = self.catalog;
        let search = self.search.get_or_init(|| Search::new(catalog));
        if let Some([left, right]) = search.pair(query) {
            items.push(Item::Comparison(left, right));
        }
        if self.picking().is_none() && self.filter.provider.is_none() {
            given.extend(providers(query, self.filter, search, catalog));
        }
        let results = search.run(query, &self.filter);
        let finds_nothing = results.hits.is_empty() && results.unregistered.is_empty();
        let is_unread = items.is_empty() && given.is_empty();
        if is_unread && (finds_nothing || search.has_unknown_word(query)) {
            given.extend(self.read_unfound(query));
        }
        items.splice(0..0, given.iter().map(|(item, _)| *item));
        items.extend(results.unregistered.iter().copied().map(Item::Unregistered));
        items.extend(results.hits.iter().copied().map(Item::Hit));
        if items.is_empty() {
            items.extend(results.nearest.iter().copied().map(Item::Nearest));
        }
        self.nothing = if items.is_empty() {
            self.tell_nothing(query, self.search.get_or_init(|| Search::new(catalog)))
        } else {
            Vec::new()
        };
        let count = items.len();
        self.list.fill(items, results, catalog);
        if !given.is_empty() {
            let mut rows: Vec<Option<Given>> =
                given.into_iter().map(|(_, row)| Some(row)).collect();
            rows.resize(count, None);
            self.list.give_rows(rows);
        }
        if query.is_empty() && self.filter.is_empty() {
            self.list.select_most_common(catalog);
        }
    }
}

/// A text as one line between what stands before and behind it. The spaces at its ends count where they part words: what is typed in a burst
/// comes as a text too. What cannot be typed is left out.
pub(super) fn one_line(text: &str, before: Option<char>, after: Option<char>) -> String {
    let is_between = |c: char| c.is_whitespace() || c.is_control();
    let text = text.chars().filter(|&c| is_between(c) || is_typed(c));
    let text: String = text.collect();
    let words = text.split(is_between).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    let is_word = |c: Option<char>| c.is_some_and(|c| c != ' ');
    let leads = text.starts_with(is_between) && is_word(before);
    // A line that ends may be all there is; after a space more was to come.
    let trails = text.ends_with([' ', '\t']) && after != Some(' ') && !words.is_empty();
    let space = |has: bool| if has { " " } else { "" };
    [space(leads), &words, space(trails)].concat()
}

/// What an edit asks of a text that is typed.
pub(super) const fn request_of(edit: Edit) -> InputRequest {
    match edit {
        Edit::CharacterLeft => InputRequest::GoToPrevChar,
        Edit::CharacterRight => InputRequest::GoToNextChar,
        Edit::WordLeft => InputRequest::GoToPrevWord,
        Edit::WordRight => InputRequest::GoToNextWord,
        Edit::TextStart => InputRequest::GoToStart,
        Edit::TextEnd => InputRequest::GoToEnd,
        Edit::DeleteBefore => InputRequest::DeletePrevChar,
        Edit::DeleteUnder => InputRequest::DeleteNextChar,
        Edit::DeleteWordBefore => InputRequest::DeletePrevWord,
        Edit::DeleteWordAfter => InputRequest::DeleteNextWord,
        Edit::DeleteToStart => InputRequest::DeleteFromStart,
        Edit::DeleteToEnd => InputRequest::DeleteTillEnd,
    }
}

/// A row for each provider that a query names, with how many of its replies pass the filter.
fn providers(
    query: &str,
    filter: Filter,
    search: &Search<'_>,
    catalog: &Catalog,
) -> Vec<(Item, Given)> {
    let row = |of: &Provider| {
        let own = Filter {
            provider: Some(of.code),
            ..filter
        };
        let count = catalog
            .entries()
            .filter(|entry| own.pass(entry, catalog))
            .count();
        (count > 0).then(|| (Item::Provider(of.code), Given::of_provider(of, count)))
    };
    let called = search.providers_called(query).into_iter();
    called.filter_map(row).collect()
}

/// The commands whose names or descriptions hold all words; in a comparison those that are for it first.
fn commands(text: &str, comparing: bool, keys: &Keymap) -> Vec<Item> {
    let text = text.to_lowercase();
    let fits = |action: &Action| {
        let described = format!("{} {}", action.name(), action.description()).to_lowercase();
        text.split_whitespace().all(|word| described.contains(word))
    };
    let print = keys.prints().then_some(Action::Print);
    let all = Action::commands().chain(print);
    let mut found: Vec<Action> = all.filter(fits).collect();
    let begins = |action: &Action| action.name().starts_with(text.trim());
    found.sort_by_key(|action| {
        let is_apart = comparing != action.is_for_comparisons();
        (!begins(action), is_apart, action.purpose())
    });
    found.into_iter().map(Item::Command).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::in_an_empty_box(None, "mailbox full", None, "mailbox full")]
    #[case::ends_in_a_space(None, "mailbox ", None, "mailbox ")]
    #[case::begins_with_a_space(Some('x'), " full", None, " full")]
    #[case::behind_a_space(Some(' '), " full", None, "full")]
    #[case::indented(None, "  550 5.1.1\r\n", None, "550 5.1.1")]
    #[case::between_words(Some('a'), " b ", Some('c'), " b ")]
    #[case::before_a_space(Some('a'), " b ", Some(' '), " b")]
    #[case::a_space_alone(Some('a'), " ", None, " ")]
    #[case::hidden(
        None,
        "ab\u{e0041}c\u{115f}d \u{fffe}\u{f0000} e\u{200d}",
        None,
        "abcd e\u{200d}"
    )]
    #[case::of_several_lines(None, "a\n\tb\u{1b}c \n", None, "a b c")]
    fn a_text_becomes_one_line(
        #[case] before: Option<char>,
        #[case] text: &str,
        #[case] after: Option<char>,
        #[case] line: &str,
    ) {
        assert_eq!(one_line(text, before, after), line);
    }
}
