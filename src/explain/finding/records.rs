//! Records tell all of a text: the events of a service, and the tables that services and servers export.

use smtpref_catalog::{Catalog, Cue};

use super::super::answer::Kind;
use super::super::scan::{Events, Scan, Told, events, tables};
use super::super::view::View;

/// How much of a text is looked at to know whose event it is.
const HEAD: usize = 1 << 16;

/// What records tell, in place of all that was scanned, and what they are; `None` if the text has none.
pub(super) fn of_records(
    view: &View<'_>,
    catalog: &Catalog,
    scanned: &Scan,
    form: Option<Kind>,
) -> Option<(Scan, Kind)> {
    let mut service = None;
    let mut find_service = || {
        let head = &view.lower[view.cut(0..view.text.len(), HEAD)];
        let mut providers = catalog.providers().iter();
        service = providers.find(|one| one.events.are_in(head));
        service
    };
    let objects = events(view, 0..view.text.len(), true, &mut find_service);
    let (events, kind) = if let Some(events) = objects {
        let kind = of_objects(view, &events, service.is_some())?;
        (events, kind)
    } else {
        // What a report tells is told in a table beside it for people.
        if !scanned.reports.groups.is_empty() {
            return None;
        }
        let told = tables(view, &mut find_service)?;
        // Below the words of a notice, and not by what stands in a row.
        let is_headed = !scanned.reports.headers.is_empty()
            || view.tells(&told.before, Cue::Failed)
            || view.tells(&told.before, Cue::SurelyFailed);
        let kind = of_tables(&told, form.filter(|_| is_headed))?;
        (told.events, kind)
    };
    let mut found = Scan::default();
    for event in events.told {
        found.take_event(view, event);
    }
    found.cut |= events.cut;
    found.reactions = events.reactions;
    found.service = service.map(|service| service.code);
    Some((found, kind))
}

/// What objects are; `None` if they tell nothing.
fn of_objects(view: &View<'_>, events: &Events, is_of_service: bool) -> Option<Kind> {
    Some(
        match (events.told.is_empty(), events.is_queue, events.is_log) {
            (true, ..) if !events.reactions.is_empty() => Kind::Feedback,
            (true, ..) if events.has_answer => Kind::AutoReply,
            (true, ..) if events.has_delivery => Kind::Success,
            // What a service tells of anything else has no words of a server, but names of fields.
            (true, ..) if is_of_service && view.text.trim_start().starts_with(['{', '[']) => {
                Kind::Nothing
            }
            (true, ..) => return None,
            (false, true, _) => Kind::Queue,
            (false, false, true) => Kind::Log,
            (false, false, false) => Kind::Webhook,
        },
    )
}

/// What tables are; `None` if they stand below other words and tell of no failure. A notice may have one.
fn of_tables(told: &Told, form: Option<Kind>) -> Option<Kind> {
    let events = &told.events;
    let notice = form.filter(|kind| matches!(kind, Kind::Bounce | Kind::Delay));
    Some(match (events.told.is_empty(), told.is_of_service) {
        (false, _) if notice.is_some() => notice?,
        (false, true) => Kind::Webhook,
        (false, false) => Kind::Log,
        (true, _) if !told.before.is_empty() => return None,
        (true, _) if !events.reactions.is_empty() => Kind::Feedback,
        (true, _) if events.has_answer => Kind::AutoReply,
        (true, _) if told.has_stopped => Kind::Discarded,
        (true, _) if events.has_delivery => Kind::Success,
        (true, _) => Kind::Nothing,
    })
}
