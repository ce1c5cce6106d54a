//! The labels of a sending service -> what each says. `data/README.md` describes the fields.

use super::cause_file::cause;
use super::entry_file::word;
use super::reader::At;
use super::rule_file::phrases;
use super::table::{Need, Table};
use crate::{EventLabel, Fate, LabelSays, ServiceEvents, Slug};

/// The events of a provider, and the causes that its labels name, each with its line.
pub(super) fn read(fields: &Table<'_>) -> (ServiceEvents, Vec<At<Slug>>) {
    let marks = phrases(fields, "event_marks", Need::Optional);
    let mut causes = Vec::new();
    let mut labels: Vec<EventLabel> = Vec::new();
    for table in &fields.tables("labels", "a [[labels]]", Need::Optional) {
        let Some(label) = label(table, &mut causes) else {
            continue;
        };
        let is_known = |value: &&&str| {
            let mut before = labels.iter().filter(|before| before.key == label.key);
            before.any(|before| before.values.contains(*value))
        };
        if let Some(value) = label.values.iter().find(is_known) {
            let message = format!("{:?} of `{}` has a label before this one", value, label.key);
            table.problem(table.line(), message);
        }
        labels.push(label);
    }
    (ServiceEvents { marks, labels }, causes)
}

fn label(fields: &Table<'_>, causes: &mut Vec<At<Slug>>) -> Option<EventLabel> {
    let key = fields.text("key");
    let values = phrases(fields, "values", Need::Filled);
    let says = fields.optional_text("says");
    let says: Option<LabelSays> = says.and_then(|at| word(fields, "says", at));
    let of = fields.has("cause").then(|| cause(fields)).flatten();
    let permanent = fields.has("permanent").then(|| fields.flag("permanent"));
    let message = fields.optional_text("message");
    let message: Option<Fate> = message.and_then(|at| word(fields, "message", at));
    fields.finish();
    let permanent = permanent.flatten();
    let key = key?;
    if key.value.to_lowercase() != key.value {
        let text = format!("`key` is {:?}: write it in lower case", key.value);
        fields.problem(key.line, text);
    }
    let cause = of.as_ref().map(|at| at.value);
    causes.extend(of);
    Some(EventLabel {
        key: key.value,
        values,
        says,
        cause,
        permanent,
        message,
    })
}
