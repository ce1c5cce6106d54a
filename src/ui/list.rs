//! The list of hits.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState};
use unicode_width::UnicodeWidthStr;

use super::text::spans;
use super::{Look, selected};
use crate::app::{App, Focus, Item};
use crate::document::{Line, Role, Severity, Span, cut, highlight};
use crate::explain::Answer;
use crate::keymap::any_key_of;
use crate::lookup::Lookup;
use smtpref_catalog::{Catalog, Code, Entry, Kind};

/// The columns of a code.
const CODE: usize = 7;
/// The columns of the class.
const CLASS: usize = 6;
/// The columns of a name, which takes the place of both.
const NAME: usize = CODE + CLASS;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    rect: Rect,
    divider: Option<Rect>,
    look: Look,
) {
    let list = app.list();
    let buffer = frame.buffer_mut();
    if list.items().is_empty() {
        let remarks = [
            "No code matches or is close.",
            "Try fewer words, or a code.",
        ];
        for (y, remark) in (rect.y..rect.y + rect.height).zip(remarks) {
            let remark = cut(remark, usize::from(rect.width.saturating_sub(2)));
            buffer.set_string(rect.x + 1, y, remark, look.theme.frame());
        }
        return;
    }
    let scrolls = list.items().len() > usize::from(rect.height);
    // Beside a page the scrollbar is on the line between them.
    let bar = u16::from(divider.is_none());
    let width = rect.width.saturating_sub(u16::from(scrolls) * bar);
    let mut y = rect.y;
    let bottom = rect.y + rect.height;
    for (index, item) in list.items().iter().enumerate().skip(list.top()) {
        if y >= bottom {
            break;
        }
        let selected = index == list.selected();
        let over = item_style(app, selected);
        let text = item_spans(app, *item, selected, usize::from(width));
        fill(buffer, rect.x, y, width, over);
        spans(buffer, (rect.x, y), width, &text, over, look);
        y += 1;
        if let Some(snippet) = list.snippet(index).filter(|_| y < bottom) {
            let text = snippet_spans(snippet, list.words(), usize::from(width));
            fill(buffer, rect.x, y, width, over);
            spans(buffer, (rect.x, y), width, &text, over, look);
            y += 1;
        }
    }
    if scrolls {
        let width = rect.width + divider.map_or(0, |divider| divider.width);
        let area = Rect::new(rect.x, rect.y, width, rect.height);
        scrollbar(frame, area, list.items().len(), list.selected(), look);
    }
}

/// A scrollbar on the right edge.
pub(super) fn scrollbar(
    frame: &mut Frame<'_>,
    area: Rect,
    length: usize,
    position: usize,
    look: Look,
) {
    let mut state = ScrollbarState::new(length).position(position);
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(Some("│"))
        .thumb_symbol("┃")
        .track_style(look.theme.frame());
    frame.render_stateful_widget(bar, area, &mut state);
}

fn fill(buffer: &mut ratatui::buffer::Buffer, x: u16, y: u16, width: u16, style: Style) {
    buffer.set_style(Rect::new(x, y, width, 1), style);
}

fn item_style(app: &App, is_selected: bool) -> Style {
    match (is_selected, app.focus()) {
        (true, Focus::Search | Focus::List) => selected(),
        (true, Focus::Page) => Style::default().add_modifier(Modifier::BOLD),
        (false, _) => Style::default(),
    }
}

fn item_spans(app: &App, item: Item, selected: bool, width: usize) -> Vec<Span> {
    let catalog = app.catalog();
    let is_marked = |lookup: Lookup| app.marked() == Some(lookup);
    let marked_lead = |lookup: Lookup| Span::text(lead(selected, is_marked(lookup)));
    let entry_spans = |lookup: Lookup, entry: &Entry| {
        let mut text = vec![marked_lead(lookup)];
        text.extend(label(lookup, entry, width, catalog));
        let taken: usize = text.iter().map(|span| span.text.width()).sum();
        let title = cut(entry.title, width.saturating_sub(taken));
        text.extend(marked_spans(&title, app.list().words()));
        text
    };
    match item {
        Item::Hit(hit) => entry_spans(hit.lookup, catalog.entry(hit.id)),
        Item::Reply(at) => {
            let mut text = vec![Span::text(lead(selected, false))];
            text.extend(reply_spans(app.reply(at), width, catalog));
            text
        }
        Item::Nearest(id) | Item::Page(id) => {
            entry_spans(Lookup::new(catalog.entry(id).code), catalog.entry(id))
        }
        Item::Unregistered(lookup) => {
            let code = lookup.to_string();
            let columns = if code.len() < CODE { CODE } else { NAME };
            let code = column(&code, columns, width);
            let room = width.saturating_sub(1 + code.width());
            vec![
                marked_lead(lookup),
                Span::new(code, Role::Code(Severity::of(lookup, catalog))),
                Span::text(cut("Not registered; explained", room)),
            ]
        }
        Item::Comparison(left, right) => vec![
            Span::text(lead(selected, false)),
            Span::new(
                cut(
                    &format!("Compare {left} and {right}"),
                    width.saturating_sub(1),
                ),
                Role::Strong,
            ),
        ],
        Item::Command(action) => {
            let key = any_key_of(action).map_or_else(String::new, |key| key.to_string());
            let name = format!("{:<17}{key:<10}", action.name());
            let room = width.saturating_sub(1 + name.width());
            vec![
                Span::text(lead(selected, false)),
                Span::new(name, Role::Strong),
                Span::text(cut(action.description(), room)),
            ]
        }
    }
}

/// A reply of a text: its codes, for whom it is, and what it is.
fn reply_spans(answer: Option<&Answer>, width: usize, catalog: &Catalog) -> Vec<Span> {
    let Some(answer) = answer else {
        let text = cut("No reply in the text", width.saturating_sub(1));
        return vec![Span::new(text, Role::Strong)];
    };
    let entry = answer.entry().and_then(|code| catalog.find(code));
    let title = entry.map(|id| catalog.entry(id).title);
    let severity = match (answer.permanent, answer.reply) {
        (Some(true), _) => Severity::Permanent,
        (Some(false), _) => Severity::Transient,
        (None, Some(code)) => Severity::of(Lookup::new(Code::Reply(code)), catalog),
        (None, None) => Severity::Neutral,
    };
    let mut text = Vec::new();
    let mut room = width.saturating_sub(1);
    let mut put = |words: &str, role| {
        let words = cut(words, room);
        room -= words.width().min(room);
        text.push(Span::new(words, role));
    };
    put(&answer.codes(), Role::Code(severity));
    put(" ", Role::Text);
    if let Some(recipient) = &answer.recipient {
        put(recipient, Role::Text);
        put(" ", Role::Text);
    }
    put(title.unwrap_or("What the text says"), Role::Muted);
    text
}

/// What leads a row: a number and its class. The name of a cause says what its title says, and that of a provider's reply is long; so
/// the one is marked as a cause, and of the other the provider is shown.
fn label(lookup: Lookup, entry: &Entry, width: usize, catalog: &Catalog) -> Vec<Span> {
    if let Some(provider) = entry.code.provider() {
        return vec![Span::new(column(provider, NAME, width), Role::Muted)];
    }
    let code = match entry.code.kind() {
        Kind::Cause => Kind::Cause.word().to_owned(),
        _ => lookup.code.to_string(),
    };
    let class = class_word(lookup, entry);
    vec![
        Span::new(
            column(&code, CODE, width),
            Role::Code(Severity::of(lookup, catalog)),
        ),
        Span::new(format!("{class:<CLASS$}"), Role::Muted),
    ]
}

/// A text and a space in so many columns; a longer one goes on to the middle of the row.
fn column(text: &str, columns: usize, width: usize) -> String {
    format!("{:<1$} ", cut(text, width / 2), columns - 1)
}

const fn lead(selected: bool, marked: bool) -> &'static str {
    match (selected, marked) {
        (_, true) => "*",
        (true, false) => "▌",
        (false, false) => " ",
    }
}

/// The class in a word, or in numbers where there is more than one.
fn class_word(lookup: Lookup, entry: &Entry) -> String {
    match (lookup.code, lookup.class(), &entry.classes[..]) {
        (Code::Reply(code), ..) => code.class().word().to_owned(),
        (Code::Subject(_), ..) | (_, None, []) => "any".to_owned(),
        (_, Some(class), _) | (_, None, &[class]) => class.word().to_owned(),
        (_, None, classes) => {
            let digits: Vec<String> = classes
                .iter()
                .map(|class| class.digit().to_string())
                .collect();
            digits.join("/")
        }
    }
}

/// A text with the words of the search marked in it.
pub(super) fn marked_spans(text: &str, words: &[String]) -> Vec<Span> {
    let mut lines = [Line {
        spans: vec![Span::text(text)],
        ..Line::default()
    }];
    highlight(&mut lines, words);
    let [line] = lines;
    line.spans
}

/// The line below a title, cut so that the words that were found are seen.
fn snippet_spans(text: &str, words: &[String], width: usize) -> Vec<Span> {
    let indent = " ".repeat(1 + CODE);
    let room = width.saturating_sub(indent.len());
    let text = text.replace('`', "");
    let all = marked_spans(&text, words);
    let before: usize = all
        .iter()
        .take_while(|span| !span.matched)
        .map(|span| span.text.len())
        .sum();
    let shown = if before + 12 > room && before < text.len() {
        let start = text[..before]
            .char_indices()
            .rev()
            .map(|(at, _)| at)
            .find(|&at| text[at..].starts_with(' ') && text[at..before].width() > room / 3)
            .map_or(0, |at| at + 1);
        format!("…{}", &text[start..])
    } else {
        text
    };
    let mut spans = vec![Span::text(indent)];
    spans.extend(
        marked_spans(&cut(&shown, room), words)
            .into_iter()
            .map(|span| Span {
                role: Role::Muted,
                ..span
            }),
    );
    spans
}
