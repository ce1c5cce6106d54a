//! Marks of steps: who can take one, and until when it is of use. A `[[fix]]` names them by their numbers.

use super::table::Table;
use crate::{Actor, Step};

/// Marks the steps of a `[[fix]]`.
pub(super) fn read(table: &Table<'_>, who: Option<Actor>, steps: &mut [Step]) {
    // Whoever manages a domain at a provider is on the side that receives.
    let receives = who == Some(Actor::ReceivingServer);
    let tenant = "number each step once that a domain's manager can take, among those of the receiving server";
    mark(table, "tenant", tenant, steps, |step| {
        receives && !std::mem::replace(&mut step.by_tenant, true)
    });
    let queued = "number each step once that only helps while the message waits in a queue";
    mark(table, "queued", queued, steps, |step| {
        !std::mem::replace(&mut step.while_queued, true)
    });
}

fn mark(
    table: &Table<'_>,
    field: &'static str,
    help: &str,
    steps: &mut [Step],
    set: impl Fn(&mut Step) -> bool,
) {
    for at in table.numbers(field) {
        let place = at.value.checked_sub(1);
        let step = place.and_then(|place| steps.get_mut(place));
        if !step.is_some_and(&set) {
            let message = format!("`{field}` has {}: {help}", at.value);
            table.problem(at.line, message);
        }
    }
}
