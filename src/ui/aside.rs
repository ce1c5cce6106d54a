//! What stands beside the page: its sections, with a mark at the one that is read, and the pages to look at after it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::list::heading;
use super::{Look, Over, text};
use crate::app::{App, Beside, Focus, Layout, cells};
use crate::document::{Role, Span, cut, first_fitting};
use crate::keymap::Action;
use crate::lookup::Lookup;
use smtpref_catalog::Provider;

/// The columns of a code.
const CODE: usize = 6;

pub(super) fn draw(buffer: &mut Buffer, app: &App<'_>, layout: &Layout, look: Look) {
    for row in app.aside(layout) {
        match row.says {
            Beside::Section(index) => section(buffer, app, index, row.at, look),
            Beside::Also => also(buffer, app, row.at, look),
            Beside::Page(index) => page(buffer, app, index, row.at, look),
        }
    }
}

fn section(buffer: &mut Buffer, app: &App<'_>, index: usize, rect: Rect, look: Look) {
    let Some(section) = app.pager().sections().get(index) else {
        return;
    };
    let width = usize::from(rect.width);
    let (lead, style) = if index == app.pager().section() {
        let bold = Style::default().add_modifier(Modifier::BOLD);
        (look.glyphs.lead(), bold)
    } else {
        (" ", Style::default())
    };
    buffer.set_stringn(rect.x, rect.y, lead, width, look.theme.focused());
    let room = width.saturating_sub(2);
    buffer.set_stringn(rect.x + 1, rect.y, cut(&section.name, room), room, style);
}

/// The heading of the pages to look at, with the key that selects them.
fn also(buffer: &mut Buffer, app: &App<'_>, rect: Rect, look: Look) {
    heading(buffer, rect, "Also look at", look);
    if let Some(key) = app.keys().any_key_of(Action::Also) {
        let key = format!(" {key} ");
        let at = rect.right().saturating_sub(cells(key.width()) + 1);
        buffer.set_string(at.max(rect.x), rect.y, key, look.theme.focused());
    }
}

fn page(buffer: &mut Buffer, app: &App<'_>, index: usize, rect: Rect, look: Look) {
    let Some(&lookup) = app.pager().also().get(index) else {
        return;
    };
    let is_selected = app.focus() == Focus::Page && app.pager().selected_also() == Some(index);
    let (lead, over) = if is_selected {
        (look.glyphs.lead(), Over::Selected)
    } else {
        (" ", Over::Nothing)
    };
    buffer.set_style(rect, over.style(look));
    buffer.set_stringn(
        rect.x,
        rect.y,
        lead,
        usize::from(rect.width),
        over.style(look),
    );
    let room = rect.width.saturating_sub(2);
    let row = names(app, lookup, usize::from(room));
    text::spans(buffer, (rect.x + 1, rect.y), room, &row, over, look);
}

/// The code and the title of a page, as in the list: for a name that nobody reads stands that it is a cause, or whose reply it is. The
/// short title where the other is too long.
fn names(app: &App<'_>, lookup: Lookup, room: usize) -> Vec<Span> {
    let catalog = app.catalog();
    let entry = lookup.entry(catalog).map(|id| catalog.entry(id));
    let link = Span::code(lookup, catalog);
    let label = match (lookup.code.provider(), lookup.code.is_number()) {
        (None, true) => vec![
            link.clone(),
            Span::text(" ".repeat((CODE + 1).saturating_sub(link.width()).max(1))),
        ],
        (Some(provider), _) => {
            let name = catalog.provider(provider);
            let name = name.map_or(provider, Provider::short_name);
            vec![Span::new(format!("{name}: "), Role::Provider)]
        }
        (None, false) => vec![Span::new(format!("{:<CODE$} ", "cause"), Role::Provider)],
    };
    let room = room.saturating_sub(label.iter().map(Span::width).sum());
    let title = entry.map_or("", |entry| {
        first_fitting(&[entry.title, entry.short_title()], room)
    });
    let title = cut(title, room);
    let title = if lookup.code.is_number() {
        Span::text(title)
    } else {
        // Here it is the title that leads there.
        Span {
            text: title,
            role: Role::Text,
            ..link
        }
    };
    let mut row = label;
    row.push(title);
    row
}
