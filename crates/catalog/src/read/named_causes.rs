//! The causes that fields name: those beside a cause, and the one that a code is taken for.

use super::page_file::named_code;
use super::reader::At;
use super::table::{Need, Table};
use crate::{Code, EnhancedClass, Kind, Slug};

/// The codes that fields name, with the field and line.
type Names = Vec<(&'static str, At<Code>)>;

/// The cause that a field names, or a problem.
pub(super) fn named_cause(
    fields: &Table<'_>,
    field: &'static str,
    at: At<&str>,
    names: &mut Names,
) -> Option<Slug> {
    let at = named_code(fields, at)?;
    let Code::Cause(cause) = at.value else {
        let message = format!("`{field}` names {}, which is no cause", at.value);
        fields.problem(at.line, message);
        return None;
    };
    names.push((field, at));
    Some(cause)
}

/// The causes that a field lists.
pub(super) fn causes(fields: &Table<'_>, field: &'static str, names: &mut Names) -> Vec<Slug> {
    let texts = fields.texts(field, Need::Optional).into_iter();
    texts
        .filter_map(|at| named_cause(fields, field, at, names))
        .collect()
}

/// What a code is taken for: one cause, or one for each of some classes.
pub(super) fn taken_for(
    fields: &Table<'_>,
    kind: Kind,
    names: &mut Names,
) -> Vec<(Option<EnhancedClass>, Slug)> {
    const FIELD: &str = "taken_for";
    if !matches!(kind, Kind::Reply | Kind::Enhanced | Kind::Subject) {
        return Vec::new();
    }
    let is_table = fields
        .peek(FIELD)
        .is_some_and(|value| value.get_ref().is_table());
    if !is_table {
        let at = fields.optional_text(FIELD);
        let cause = at.and_then(|at| named_cause(fields, FIELD, at, names));
        return cause.map(|cause| (None, cause)).into_iter().collect();
    }
    let Some(table) = fields.table(FIELD, "`taken_for`", false) else {
        return Vec::new();
    };
    let mut taken = Vec::new();
    for (class, key) in EnhancedClass::ALL.into_iter().zip(["2", "4", "5"]) {
        let at = table.optional_text(key);
        let cause = at.and_then(|at| named_cause(&table, FIELD, at, names));
        taken.extend(cause.map(|cause| (Some(class), cause)));
    }
    table.finish();
    taken
}
