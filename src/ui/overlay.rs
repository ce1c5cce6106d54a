//! The help and the filter menu, in a frame over the panes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::{Look, page, selected};
use crate::app::{App, FilterMenu, Layout, Overlay};
use crate::document::cut;
use crate::search::Filter;

pub(super) fn draw(frame: &mut Frame<'_>, app: &App, look: Look) {
    let Layout {
        overlay: rect,
        overlay_text: text,
        ..
    } = app.layout();
    match app.overlay() {
        Some(Overlay::Help(pager)) => {
            let title = if pager.last_scroll() > 0 {
                " Keys (scroll with the arrows) "
            } else {
                " Keys "
            };
            framed(frame, rect, title, look);
            page::lines(frame, pager, text, false, look);
        }
        Some(Overlay::Filter(menu)) => {
            framed(frame, rect, " Filter ", look);
            rows(frame, menu, text, app.filter());
        }
        None => {}
    }
}

fn framed(frame: &mut Frame<'_>, rect: Rect, title: &str, look: Look) {
    let buffer = frame.buffer_mut();
    Clear.render(rect, buffer);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(look.theme.focused())
        .title(title)
        .render(rect, buffer);
}

fn rows(frame: &mut Frame<'_>, menu: &FilterMenu, rect: Rect, filter: Filter) {
    let buffer = frame.buffer_mut();
    let top = menu.top(rect.height);
    let width = usize::from(rect.width);
    for (y, (index, row)) in
        (rect.y..rect.y + rect.height).zip(menu.rows.iter().enumerate().skip(top))
    {
        let set = if is_set(filter, row.filter) { "x" } else { " " };
        let left = format!("[{set}] {:<8} {}", row.field, row.value);
        let count = row.count.to_string();
        let room = width.saturating_sub(count.len() + 1);
        let text = format!("{:<room$} {count}", cut(&left, room));
        let style = if index == menu.selected {
            selected()
        } else {
            ratatui::style::Style::default()
        };
        buffer.set_stringn(rect.x, y, text, width, style);
    }
}

/// Whether what a row filters by is part of the filter.
fn is_set(filter: Filter, row: Filter) -> bool {
    fn same<T: PartialEq + Copy>(now: Option<T>, row: Option<T>) -> bool {
        row.is_none() || now == row
    }
    // Named one by one, so that the compiler asks for a new field here.
    let Filter {
        class,
        command,
        kind,
        subject,
        status,
        provider,
    } = row;
    same(filter.class, class)
        && same(filter.command, command)
        && same(filter.kind, kind)
        && same(filter.subject, subject)
        && same(filter.status, status)
        && same(filter.provider, provider)
}
