//! The pages to look at after what is shown: what it is taken for, what belongs to it, what it comes with. A screen with room has them
//! beside the page; in the page they stand where they are explained.

use smtpref_catalog::{Catalog, Code};

use crate::explain::Answer;
use crate::lookup::{Lookup, Record, unregistered};

/// How many related codes are shown with their titles.
pub(super) const RELATED: usize = 8;

/// How many are named.
const MOST: usize = 24;

/// After a page.
pub(super) fn of_page(record: &Record<'_>, catalog: &Catalog) -> Vec<Lookup> {
    nearest_first(&[record.lookup], of_record(record, catalog), catalog)
}

/// After a comparison, apart from its sides.
pub(super) fn of_both(sides: [&Record<'_>; 2], catalog: &Catalog) -> Vec<Lookup> {
    let here = sides.map(|side| side.lookup);
    let [left, right] = sides.map(|side| of_record(side, catalog));
    // By turns, so that neither side fills the room.
    let both = (0..left.len().max(right.len())).flat_map(|at| [left.get(at), right.get(at)]);
    nearest_first(&here, both.flatten().copied(), catalog)
}

/// After what replies say.
pub(super) fn of_replies(replies: &[Answer], catalog: &Catalog) -> Vec<Lookup> {
    let codes = replies.iter().flat_map(|answer| answer.entries(catalog));
    nearest_first(&[], codes.map(Lookup::new), catalog)
}

/// What a page is taken for, what is behind it, what it is related to, what it comes with, what is below it.
fn of_record(record: &Record<'_>, catalog: &Catalog) -> Vec<Lookup> {
    let Some(page) = record.page() else {
        let near = unregistered::nearest(record.code(), catalog);
        let codes = record.used_by.iter().chain(&near);
        let codes = codes.map(|&id| Lookup::new(catalog.entry(id).code));
        return codes.take(MOST).collect();
    };
    let taken_for = page.confused_with.iter().map(|taken| taken.code);
    let cause = page.detail.reply().map(|reply| Code::Cause(reply.cause));
    let sent = page.detail.cause().into_iter();
    let sent = sent.flat_map(|cause| &cause.send);
    let sent = sent.filter_map(|send| send.codes.finest());
    let codes = taken_for
        .chain(cause)
        .chain(page.related.iter().copied().take(RELATED))
        .chain(page.usual_with.iter().copied())
        .chain(sent)
        .chain(record.code().members(catalog));
    codes.map(Lookup::new).collect()
}

/// Those that have a page, each page once and none of what is shown.
fn nearest_first(
    here: &[Lookup],
    lookups: impl IntoIterator<Item = Lookup>,
    catalog: &Catalog,
) -> Vec<Lookup> {
    let mut seen: Vec<Code> = here.iter().map(|here| here.code.entry_code()).collect();
    let mut also = Vec::new();
    for lookup in lookups {
        let code = lookup.code.entry_code();
        if also.len() < MOST && !seen.contains(&code) && lookup.entry(catalog).is_some() {
            seen.push(code);
            also.push(lookup);
        }
    }
    also
}
