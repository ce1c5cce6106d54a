//! The tables of `keymap.toml` as they are written: names with their places, not yet understood. By hand rather than with serde, with
//! which reading took more than twice as long: the first frame of the browser waits for it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A name of something, and where it is in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
}

/// Actions and their keys.
pub(super) type Keys<'a> = Vec<(Name<'a>, Vec<Name<'a>>)>;

/// The whole file.
#[derive(Debug, Default)]
pub(super) struct File<'a> {
    pub(super) groups: Vec<(Name<'a>, Keys<'a>)>,
    pub(super) contexts: Vec<(Name<'a>, Section<'a>)>,
}

/// A context.
#[derive(Debug, Default)]
pub(super) struct Section<'a> {
    pub(super) groups: Vec<Name<'a>>,
    /// Keys with their words.
    pub(super) footer: Vec<(Name<'a>, &'a str)>,
    /// Actions with what they do there.
    pub(super) does: Vec<(Name<'a>, &'a str)>,
    pub(super) keys: Keys<'a>,
}

/// Something that cannot be where it is: the place and what is wrong. The settings are read so too.
pub(crate) type Misplaced = (usize, String);

pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> File<'a> {
    pub(super) fn new(table: &'a DeTable<'_>) -> Result<Self, Misplaced> {
        let mut file = Self::default();
        for (field, value) in fields(table) {
            match field.text {
                "groups" => {
                    for (name, value) in fields(as_table(value)?) {
                        file.groups.push((name, keys(value)?));
                    }
                }
                "contexts" => {
                    for (name, value) in fields(as_table(value)?) {
                        file.contexts.push((name, Section::new(as_table(value)?)?));
                    }
                }
                _ => return Err(unknown(field, "groups, contexts")),
            }
        }
        Ok(file)
    }
}

impl<'a> Section<'a> {
    fn new(table: &'a DeTable<'_>) -> Result<Self, Misplaced> {
        let mut section = Self::default();
        for (field, value) in fields(table) {
            match field.text {
                "groups" => section.groups = names(value)?,
                "footer" => {
                    for hint in as_list(value)? {
                        let [key, word] = names(hint)?[..] else {
                            let problem = "a key and its word are expected".to_owned();
                            return Err((hint.span().start, problem));
                        };
                        section.footer.push((key, word.text));
                    }
                }
                "does" => {
                    for (action, text) in fields(as_table(value)?) {
                        section.does.push((action, as_text(text)?));
                    }
                }
                "keys" => section.keys = keys(value)?,
                _ => return Err(unknown(field, "groups, footer, does, keys")),
            }
        }
        Ok(section)
    }
}

fn unknown(field: Name<'_>, known: &str) -> Misplaced {
    let problem = format!("unknown field {:?}; there are {known}", field.text);
    (field.at, problem)
}

fn fields<'a>(table: &'a DeTable<'_>) -> impl Iterator<Item = (Name<'a>, &'a Value<'a>)> {
    table.iter().map(|(name, value)| {
        let at = name.span().start;
        let text = name.get_ref().as_ref();
        (Name { at, text }, value)
    })
}

fn keys<'a>(value: &'a Value<'_>) -> Result<Keys<'a>, Misplaced> {
    fields(as_table(value)?)
        .map(|(action, value)| Ok((action, names(value)?)))
        .collect()
}

fn names<'a>(value: &'a Value<'_>) -> Result<Vec<Name<'a>>, Misplaced> {
    let name = |value: &'a Value<'_>| {
        let (at, text) = (value.span().start, as_text(value)?);
        Ok(Name { at, text })
    };
    as_list(value)?.map(name).collect()
}

pub(crate) fn as_table<'a>(value: &'a Value<'_>) -> Result<&'a DeTable<'a>, Misplaced> {
    let table = value.get_ref().as_table();
    table.ok_or_else(|| (value.span().start, "a table is expected".to_owned()))
}

pub(crate) fn as_text<'a>(value: &'a Value<'_>) -> Result<&'a str, Misplaced> {
    let text = value.get_ref().as_str();
    text.ok_or_else(|| (value.span().start, "a text is expected".to_owned()))
}

pub(crate) fn as_list<'a>(
    value: &'a Value<'_>,
) -> Result<impl Iterator<Item = &'a Value<'a>> + use<'a>, Misplaced> {
    let list = value.get_ref().as_array();
    let list = list.ok_or_else(|| (value.span().start, "a list is expected".to_owned()))?;
    Ok(list.iter())
}
