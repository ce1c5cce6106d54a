//! The rules of a file -> drafts: those of a provider's replies, and the general phrases of one language.

use toml::Spanned;
use toml::de::DeTable;

use super::cause_file::{cause, patterns};
use super::entry_file::{named_entry, word};
use super::reader::{At, Reader};
use super::table::{Need, Table};
use crate::{Address, Code, CodePattern, Folded, Rule, RuleName, Slug};

/// The shortest phrase, in characters; ideographs may be fewer.
const SHORTEST: usize = 3;

/// A rule whose own fields are checked.
pub(crate) struct RuleDraft {
    pub(crate) rule: Rule,
    pub(crate) samples: Vec<At<&'static str>>,
    pub(crate) line: usize,
    pub(crate) cause_line: usize,
}

/// The fields that both sorts of rules have.
pub(crate) struct Body {
    pub(crate) all: Vec<&'static str>,
    pub(crate) any: Vec<&'static str>,
    pub(crate) none: Vec<&'static str>,
    pub(crate) tags: Vec<&'static str>,
    needs_mark: bool,
    pub(crate) needs_code: bool,
    address: Option<Address>,
    permanent: Option<bool>,
    samples: Vec<At<&'static str>>,
    line: usize,
}

impl Body {
    /// Whether it asks for more than a code.
    pub(crate) const fn has_words(&self) -> bool {
        !(self.all.is_empty() && self.any.is_empty() && self.tags.is_empty())
    }
}

impl RuleDraft {
    pub(crate) fn new(
        name: RuleName,
        codes: Vec<CodePattern>,
        cause: At<Slug>,
        body: Body,
    ) -> Self {
        Self {
            cause_line: cause.line,
            line: body.line,
            samples: body.samples,
            rule: Rule {
                name,
                codes,
                all: body.all,
                any: body.any,
                none: body.none,
                tags: body.tags,
                needs_mark: body.needs_mark,
                needs_code: body.needs_code,
                cause: cause.value,
                address: body.address,
                permanent: body.permanent,
            },
        }
    }
}

/// Reads the general phrases of a language. Problems stay with the reader.
pub(crate) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>) -> Vec<RuleDraft> {
    let fields = reader.root(table, "a file of phrases");
    let language = named_entry(&fields, "language");
    let tables = fields.tables("rules", "a [[rules]]", Need::Filled);
    fields.finish();
    let Some(Code::Cause(language)) = language.map(|at| at.value) else {
        return Vec::new();
    };
    let mut rules = Vec::new();
    for (number, table) in (1_u16..).zip(&tables) {
        let cause = cause(table);
        let body = body(table);
        let codes = patterns(table, Need::Optional);
        table.finish();
        if let Some(cause) = cause {
            if !body.has_words() {
                table.problem(table.line(), "the rule has no phrase: write `any` or `all`");
            }
            let name = RuleName::General(language, number);
            rules.push(RuleDraft::new(name, codes, cause, body));
        }
    }
    rules
}

pub(crate) fn body(fields: &Table<'_>) -> Body {
    let words = |field| words(fields, field);
    let address = fields.optional_text("address");
    Body {
        all: words("all"),
        any: words("any"),
        none: words("none"),
        tags: phrases(fields, "tags", Need::Optional),
        needs_mark: fields.flag("needs_mark").unwrap_or(false),
        needs_code: fields.flag("needs_code").unwrap_or(false),
        address: address.and_then(|at| word(fields, "address", at)),
        permanent: fields.flag("permanent"),
        samples: fields.raw_texts("samples", Need::Filled),
        line: fields.line(),
    }
}

/// Tokens that are looked for in the whole text.
pub(crate) fn phrases(fields: &Table<'_>, field: &'static str, need: Need) -> Vec<&'static str> {
    let texts = fields.literals(field, need);
    for at in &texts {
        if at.value.to_lowercase() != at.value {
            let message = format!("`{field}` has {:?}: write it in lower case", at.value);
            fields.problem(at.line, message);
        }
    }
    texts.into_iter().map(|at| at.value).collect()
}

/// Phrases that are looked for in the words, where names are masked: one with a name in it could never be met.
fn words(fields: &Table<'_>, field: &'static str) -> Vec<&'static str> {
    let texts = fields.literals(field, Need::Optional);
    for at in &texts {
        let folded = Folded::new(at.value);
        if folded.words() != at.value {
            let words = folded.shown();
            let wrong = if words == folded.words() {
                format!("texts are folded, so write {words:?}")
            } else {
                format!("names and leading codes are masked, so write {words:?} in parts")
            };
            let message = format!(
                "`{field}` has {:?}, which no text can hold: {wrong}",
                at.value
            );
            fields.problem(at.line, message);
        }
        check_length(fields, field, at, SHORTEST);
    }
    texts.into_iter().map(|at| at.value).collect()
}

/// Notes what is so short that it stands in many words; ideographs may be fewer.
pub(super) fn check_length(fields: &Table<'_>, field: &str, at: &At<&str>, shortest: usize) {
    if at.value.is_ascii() && at.value.len() < shortest {
        let message = format!(
            "`{field}` has {:?}: write at least {shortest} letters",
            at.value
        );
        fields.problem(at.line, message);
    }
}
