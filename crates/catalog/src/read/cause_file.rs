//! One cause's file -> a draft entry. `data/README.md` describes the fields.

use strum::VariantArray;

use super::entry_file::{Draft, named_entry, short, summary, word};
use super::keywords::keywords;
use super::named_causes::{causes, named_cause};
use super::page_file;
use super::proofs::proofs;
use super::reader::{At, Reader};
use super::table::{Need, Table};
use crate::{
    About, Address, CauseDetail, CauseGroup, Code, CodePattern, Codes, Command, Detail,
    EnhancedClass, EnhancedCode, Entry, Page, Permanence, Send, Slug, Status, Wordings,
};
use toml::Spanned;
use toml::de::DeTable;

/// The longest title, in characters: a list shows it whole at 80 columns.
const TITLE_LENGTH: usize = 32;

/// Reads the file of a cause. Problems stay with the reader.
pub(crate) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>) -> Option<Draft> {
    let fields = reader.root(table, "a cause");
    let code = named_entry(&fields, "code");
    let title = fields.limited("title", TITLE_LENGTH);
    let short = short(&fields, title);
    let summary = summary(&fields);
    let common = fields.number("common", 0..101);
    let keywords = keywords(&fields);
    let mut names = Vec::new();
    let (references, mut sources) = page_file::references(&fields, Need::Filled);
    let detail = detail(&fields, &mut sources, &mut names);
    let fix = page_file::fix(&fields, Need::Filled);
    let page = Page {
        description: fields.paragraphs("description", &page_file::DESCRIPTION),
        when: page_file::sentences(&fields, "when", 2..=5),
        practice: fields.optional_paragraphs("practice"),
        // No cause is of a success.
        fix_in: page_file::fix_in(&fields, &fix, |class| class != EnhancedClass::Success),
        fix,
        scenes: page_file::scenes(&fields),
        references,
        proof: proofs(&fields),
        related: page_file::codes(&fields, "related", &mut names),
        confused_with: page_file::confused_with(&fields, &mut names),
        detail,
        ..Page::default()
    };
    fields.finish();
    let code = code?;
    let said = page.detail.cause().map_or(&[][..], |cause| &cause.said);
    let classes = classes(said.iter().flat_map(|wordings| &wordings.codes));
    Some(Draft {
        entry: Entry {
            code: code.value,
            title: title.map_or("", |at| at.value),
            short,
            status: Status::Standard,
            summary,
            commands: crate::Commands::default(),
            common: common.unwrap_or_default(),
            keywords,
            classes,
            sources: Vec::new(),
        },
        page,
        code_line: code.line,
        effect_line: code.line,
        names,
        sources,
    })
}

/// The classes of codes, each once. What a page says of `550 4.4.7` is about 4.4.7, whatever a server puts before it.
pub(crate) fn classes<'p>(patterns: impl Iterator<Item = &'p CodePattern>) -> Vec<EnhancedClass> {
    let class = |codes: Codes| match codes.enhanced {
        Some(enhanced) => enhanced.class(),
        None => codes.class(),
    };
    let mut classes: Vec<EnhancedClass> = patterns
        .filter_map(|pattern| class(pattern.codes))
        .collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

fn detail(
    fields: &Table<'_>,
    sources: &mut Vec<At<&'static str>>,
    names: &mut Vec<(&'static str, At<Code>)>,
) -> Detail {
    let group = choice(fields, "group");
    let address = choice(fields, "address");
    let address_note = sentence(fields, "address_note");
    let unsure = fields.optional_sentence("unsure").map(|at| at.value);
    let permanence = choice(fields, "permanence");
    let permanence_note = sentence(fields, "permanence_note");
    let about = optional_choice(fields, "about");
    let of_sender = of_sender(fields, about, names);
    let said = fields.tables("said", "a [[said]]", Need::Filled);
    let said = said.iter().filter_map(wordings).collect();
    let send = fields.tables("send", "a [[send]]", Need::Filled);
    let send = send
        .iter()
        .filter_map(|table| self::send(table, sources))
        .collect();
    Detail::Cause(CauseDetail {
        group: group.unwrap_or(CauseGroup::Policy),
        address: address.unwrap_or(Address::Depends),
        address_note,
        unsure,
        permanence: permanence.unwrap_or(Permanence::Depends),
        permanence_note,
        about,
        of_sender,
        is_wide: fields.flag("wide").unwrap_or_default(),
        yields_to: causes(fields, "yields_to", names),
        needs: optional_choice(fields, "needs"),
        is_unanswered: fields.flag("unanswered").unwrap_or_default(),
        needs_change: fields.flag("needs_change").unwrap_or_default(),
        may_be_listed: fields.flag("may_be_listed").unwrap_or_default(),
        said,
        send,
    })
}

fn choice<T>(fields: &Table<'_>, field: &'static str) -> Option<T>
where
    T: Copy + std::str::FromStr + VariantArray + Into<&'static str>,
{
    fields.text(field).and_then(|at| word(fields, field, at))
}

fn optional_choice<T>(fields: &Table<'_>, field: &'static str) -> Option<T>
where
    T: Copy + std::str::FromStr + VariantArray + Into<&'static str>,
{
    let at = fields.optional_text(field);
    at.and_then(|at| word(fields, field, at))
}

/// The cause that the words of one about a recipient tell of a sender: each of those has one, and no other.
fn of_sender(
    fields: &Table<'_>,
    about: Option<About>,
    names: &mut Vec<(&'static str, At<Code>)>,
) -> Option<Slug> {
    const FIELD: &str = "of_sender";
    let at = fields.optional_text(FIELD);
    let line = at.as_ref().map_or(fields.line(), |at| at.line);
    let cause = at.and_then(|at| named_cause(fields, FIELD, at, names));
    if fields.has(FIELD) != (about == Some(About::Recipient)) {
        fields.problem(
            line,
            "`of_sender` goes with `about = \"recipient\"`: one of both is missing",
        );
    }
    cause
}

fn sentence(fields: &Table<'_>, field: &'static str) -> &'static str {
    fields.sentence(field).map_or("", |at| at.value)
}

/// The codes of a field as patterns.
pub(crate) fn patterns(fields: &Table<'_>, need: Need) -> Vec<CodePattern> {
    let texts = fields.texts("codes", need);
    texts
        .into_iter()
        .filter_map(|at| {
            let pattern = at.value.parse();
            if pattern.is_err() {
                fields.problem(
                    at.line,
                    format!(
                        "{:?} is not a code of a reply: write it like 550, 5.1.1, 550 5.1.1 or 5.7.606-649",
                        at.value
                    ),
                );
            }
            pattern.ok()
        })
        .collect()
}

fn wordings(table: &Table<'_>) -> Option<Wordings> {
    let codes = patterns(table, Need::There);
    let words = table.text("words");
    let who = table.optional_text("who").map(|at| at.value);
    table.finish();
    Some(Wordings {
        codes,
        words: words?.value,
        who,
    })
}

/// The word of a stage that is none of a session: a report of a failed delivery.
const IN_A_REPORT: &str = "report";

fn send(table: &Table<'_>, sources: &mut Vec<At<&'static str>>) -> Option<Send> {
    let stage = table.text("stage");
    let code = table.text("code");
    let why = sentence(table, "why");
    let reference = table.table("reference", "`reference`", true);
    let reference = reference.and_then(|table| {
        let (reference, source) = page_file::reference(&table)?;
        sources.push(source);
        Some(reference)
    });
    table.finish();
    let stage: Option<Command> = match stage? {
        at if at.value == IN_A_REPORT => None,
        at => Some(word(table, "stage", at)?),
    };
    let at = code?;
    let codes: Option<Codes> = at.value.parse().ok();
    let has_class = |code: EnhancedCode| code.class().is_some();
    let Some(codes) = codes.filter(|codes| codes.enhanced.is_none_or(has_class)) else {
        table.problem(at.line, not_to_send(at.value));
        return None;
    };
    check_send(table, at.line, stage, codes);
    Some(Send {
        stage,
        codes,
        why,
        reference: reference?,
    })
}

/// What is said of a text that is not a code to send.
pub(crate) fn not_to_send(text: &str) -> String {
    format!("{text:?} is not a code to send: write it like 452 4.2.2")
}

/// Both codes of a reply begin with the same digit, and only a report has no reply code.
fn check_send(table: &Table<'_>, line: usize, stage: Option<Command>, codes: Codes) {
    if codes.contradiction().is_some() {
        table.problem(
            line,
            format!("{codes}: both codes of a reply begin with the same digit"),
        );
    } else if stage.is_some() && codes.reply.is_none() {
        table.problem(
            line,
            format!("{codes} has no reply code: only a report goes without one"),
        );
    }
}

/// The cause that a rule names.
pub(crate) fn cause(fields: &Table<'_>) -> Option<At<Slug>> {
    let at = fields.text("cause")?;
    let named = page_file::named_code(fields, at)?;
    if let Code::Cause(value) = named.value {
        let line = at.line;
        return Some(At { value, line });
    }
    fields.problem(
        at.line,
        format!(
            "`cause` is {}, which is not a cause: name a file of causes/",
            named.value
        ),
    );
    None
}
