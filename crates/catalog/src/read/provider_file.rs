//! One provider's file -> its replies as draft entries, and their rules. `data/README.md` describes the fields.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::DeTable;

use super::cause_file::{cause, classes, patterns};
use super::entry_file::{Draft, named_entry, summary, word};
use super::keywords::keywords_of;
use super::lists::day;
use super::page_file;
use super::prose::leak_str;
use super::reader::{At, Reader};
use super::rule_file::{self, RuleDraft};
use super::service_labels;
use super::table::{Need, Table};
use crate::{
    Code, Commands, Detail, Entry, Evidence, Marks, Page, Provider, ProviderKind, Reference,
    ReplyDetail, RuleName, Slug, Status,
};

/// The longest title of a reply, in characters.
const TITLE_LENGTH: usize = 44;
/// The longest name of a provider, in characters.
const NAME_LENGTH: usize = 40;
/// How many other names a provider has.
const NAMES: RangeInclusive<usize> = 0..=26;
/// How often people meet a reply where its file does not say so, 0 to 100.
const COMMON: u8 = 20;

/// How many of the provider's other names its replies are found by, besides its own.
const NAMED: usize = 2;

/// A provider whose own fields are checked.
pub(crate) struct ProviderDraft {
    pub(crate) provider: Provider,
    pub(crate) marks: Marks,
    pub(crate) replies: Vec<Draft>,
    pub(crate) rules: Vec<RuleDraft>,
    /// Every source that the file itself names.
    pub(crate) sources: Vec<At<&'static str>>,
    /// The software that it runs, each with its line.
    pub(crate) runs: Vec<At<Slug>>,
    /// The causes that its labels name, each with its line.
    pub(crate) label_causes: Vec<At<Slug>>,
    pub(crate) code_line: usize,
    /// Whether every reply has a name.
    pub(crate) whole: bool,
}

/// What all replies of a file have in common, unless one says otherwise.
struct Common {
    provider: Slug,
    keywords: Vec<&'static str>,
    as_of: &'static str,
    evidence: Evidence,
    docs: Vec<Reference>,
}

/// Reads the file of a provider. Problems stay with the reader.
pub(crate) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>) -> Option<ProviderDraft> {
    let fields = reader.root(table, "a provider");
    let code = named_entry(&fields, "code");
    let name = fields.limited("name", NAME_LENGTH);
    let kind = fields.text("kind").and_then(|at| word(&fields, "kind", at));
    let keywords = keywords_of(&fields, Need::There, &NAMES);
    let hosts = rule_file::phrases(&fields, "hosts", Need::There);
    let tokens = rule_file::phrases(&fields, "marks", Need::There);
    let step_words = rule_file::phrases(&fields, "step_words", Need::Optional);
    let runs = runs(&fields);
    let hosts_domains = fields
        .has("hosts_domains")
        .then(|| fields.flag("hosts_domains"));
    let own_domains = rule_file::phrases(&fields, "own_domains", Need::Optional);
    let (events, label_causes) = service_labels::read(&fields);
    let as_of = day(&fields, "as_of", Need::Filled);
    let as_of = as_of.map_or("", |at| at.value);
    let evidence = fields.text("evidence");
    let evidence = evidence.and_then(|at| word(&fields, "evidence", at));
    let (docs, sources) = page_file::references_in(&fields, "docs", Need::There);
    let tables = fields.tables("replies", "a [[replies]]", Need::Filled);
    fields.finish();
    let code = code?;
    let Code::Cause(slug) = code.value else {
        return None;
    };
    let common = Common {
        provider: slug,
        keywords: keywords.clone(),
        as_of,
        evidence: evidence.unwrap_or(Evidence::Field),
        docs,
    };
    let mut draft = ProviderDraft {
        provider: Provider {
            code: slug,
            name: name.map_or("", |at| at.value),
            kind: kind.unwrap_or(ProviderKind::Receiver),
            keywords,
            step_words,
            runs: runs.iter().map(|at| at.value).collect(),
            hosts_domains: hosts_domains.flatten().unwrap_or_default(),
            own_domains,
            events,
        },
        marks: Marks {
            provider: slug,
            hosts,
            tokens,
        },
        replies: Vec::new(),
        rules: Vec::new(),
        sources,
        runs,
        label_causes,
        code_line: code.line,
        whole: true,
    };
    for table in &tables {
        if let Some((reply, rule)) = reply(table, &common) {
            draft.replies.push(reply);
            draft.rules.push(rule);
        } else {
            draft.whole = false;
        }
    }
    Some(draft)
}

/// The software that it runs.
fn runs(fields: &Table<'_>) -> Vec<At<Slug>> {
    let mut names = Vec::new();
    for At { value, line } in fields.literals("runs", Need::Optional) {
        match Slug::new(value) {
            Some(value) => names.push(At { value, line }),
            None => fields.problem(
                line,
                format!("`runs` has {value:?}: write the name of a provider"),
            ),
        }
    }
    names
}

fn reply(fields: &Table<'_>, common: &Common) -> Option<(Draft, RuleDraft)> {
    let name = fields.text("name");
    let title = fields.limited("title", TITLE_LENGTH);
    let summary = summary(fields);
    let meaning = fields.optional_paragraphs("meaning");
    let trap = fields.optional_sentence("trap").map(|at| at.value);
    let flag = |name| fields.has(name).then(|| fields.flag(name)).flatten();
    let sending_side = flag("sending_side").unwrap_or_default();
    let own_fix = flag("own_fix").unwrap_or_default();
    let mut names = Vec::new();
    let cause = cause(fields);
    let as_of = day(fields, "as_of", Need::Optional);
    let as_of = as_of.map_or(common.as_of, |at| at.value);
    let evidence = fields.optional_text("evidence");
    let evidence = evidence.and_then(|at| word(fields, "evidence", at));
    let (mut docs, sources) = page_file::references_in(fields, "docs", Need::Optional);
    if docs.is_empty() {
        docs.clone_from(&common.docs);
    }
    let fix = page_file::fix(fields, Need::Optional);
    if own_fix && fix.is_empty() {
        fields.problem(fields.line(), "`own_fix` needs steps: write `[[fix]]`");
    }
    let scenes = page_file::scenes(fields);
    let related = page_file::codes(fields, "related", &mut names);
    let often = fields
        .has("common")
        .then(|| fields.number("common", 0..101))
        .flatten();
    let body = rule_file::body(fields);
    let codes = patterns(fields, Need::Optional);
    fields.finish();
    if !body.has_words() && codes.is_empty() {
        fields.problem(
            fields.line(),
            "the rule has neither a phrase, a tag nor a code: write `any`, `all`, `tags` or `codes`",
        );
    }
    if body.needs_code && codes.is_empty() {
        fields.problem(fields.line(), "`needs_code` needs a code: write `codes`");
    }
    let slug = slug(fields, common.provider, name?)?;
    let cause = cause?;
    // A single token such as `[tss04]` is what people type.
    let is_token = |phrase: &&&str| !phrase.contains(' ');
    let mut keywords: Vec<&'static str> = body.tags.clone();
    keywords.extend(body.any.iter().filter(is_token));
    // Its other names are found by the provider's own; repeated on every reply they would be half of the index.
    keywords.push(common.provider.as_str());
    keywords.extend(common.keywords.iter().take(NAMED));
    keywords.sort_unstable();
    keywords.dedup();
    let rule = RuleDraft::new(RuleName::Provider(slug), codes.clone(), cause, body);
    let samples = rule.samples.iter().map(|at| at.value).collect();
    let classes = classes(codes.iter());
    let detail = Detail::Reply(ReplyDetail {
        provider: common.provider,
        cause: rule.rule.cause,
        address: rule.rule.address,
        permanent: rule.rule.permanent,
        sending_side,
        own_fix,
        trap,
        codes,
        as_of,
        evidence: evidence.unwrap_or(common.evidence),
        samples,
    });
    let draft = Draft {
        entry: Entry {
            code: Code::ProviderReply(slug),
            title: title.map_or("", |at| at.value),
            short: None,
            status: Status::Nonstandard,
            summary,
            commands: Commands::default(),
            common: often.unwrap_or(COMMON),
            keywords,
            classes,
            sources: Vec::new(),
        },
        page: Page {
            description: meaning,
            fix,
            scenes,
            references: docs,
            related,
            detail,
            ..Page::default()
        },
        code_line: fields.line(),
        effect_line: fields.line(),
        names,
        sources,
    };
    Some((draft, rule))
}

/// The name of a reply, with its provider.
fn slug(fields: &Table<'_>, provider: Slug, name: At<&'static str>) -> Option<Slug> {
    let slug = Slug::new(leak_str(&format!("{provider}/{}", name.value)));
    if slug.is_none() {
        fields.problem(
            name.line,
            format!(
                "`name` is {:?}: write it in lower case, with digits, dots and hyphens",
                name.value
            ),
        );
    }
    slug
}
