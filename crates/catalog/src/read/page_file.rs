//! The page of one entry's file: what stands below the head. `data/README.md` describes the fields.

use std::ops::RangeInclusive;

use super::choices;
use super::dialogue;
use super::entry_file::{check_length, word};
use super::named_causes::taken_for;
use super::proofs::proofs;
use super::prose::{leak_str, sentences as sentences_of};
use super::reader::At;
use super::step_marks;
use super::table::{Need, Table};
use crate::{
    Actor, Code, ConfusedWith, Detail, Effect, EnhancedClass, Example, Fix, InScene, Kind, Page,
    Reference, Scene, Step,
};

/// How many sentences the description of a code or a cause has.
pub(crate) const DESCRIPTION: RangeInclusive<usize> = 2..=5;
/// How many sentences say what a class makes of a code.
const IN_CLASS: RangeInclusive<usize> = 1..=2;
/// How many examples a page has at most.
const EXAMPLES: RangeInclusive<usize> = 0..=4;

/// A page whose own fields are checked, with the names that the cross-checks look up.
pub(crate) struct PageDraft {
    pub(crate) page: Page,
    /// Every code that it names, with the field and line.
    pub(crate) names: Vec<(&'static str, At<Code>)>,
    /// Every source that it names.
    pub(crate) sources: Vec<At<&'static str>>,
    /// The line of its effect.
    pub(crate) effect_line: usize,
}

/// Reads the fields of a page. Problems stay with the reader; what is wrong or missing is left empty.
pub(crate) fn read(fields: &Table<'_>, kind: Kind) -> PageDraft {
    let mut names = Vec::new();
    let in_class = match kind {
        Kind::Enhanced => in_class(fields),
        _ => Vec::new(),
    };
    let usual_with = match kind {
        Kind::Reply => codes(fields, "enhanced", &mut names),
        Kind::Enhanced => codes(fields, "reply_codes", &mut names),
        _ => Vec::new(),
    };
    let (references, sources) = references(fields, Need::Filled);
    let (effect, effect_line) = effect(fields, kind);
    let fix = fix(fields, Need::Filled);
    let fix_in = match kind {
        Kind::Enhanced => fix_in(fields, &fix, |class| {
            in_class.iter().any(|(known, _)| *known == class)
        }),
        _ => Vec::new(),
    };
    let page = Page {
        choices: choices::read(fields, kind, &in_class),
        description: fields.paragraphs("description", &DESCRIPTION),
        when: sentences(fields, "when", 2..=5),
        practice: fields.optional_paragraphs("practice"),
        fix,
        fix_in,
        scenes: Vec::new(),
        effect,
        examples: examples(
            fields,
            match kind {
                Kind::Reply | Kind::Enhanced => Need::Filled,
                _ => Need::Optional,
            },
        ),
        references,
        proof: proofs(fields),
        usual_with,
        also_with: Vec::new(),
        related: codes(fields, "related", &mut names),
        confused_with: confused_with(fields, &mut names),
        in_class,
        commands_in: Vec::new(),
        taken_for: taken_for(fields, kind, &mut names),
        detail: Detail::None,
    };
    PageDraft {
        page,
        names,
        sources,
        effect_line,
    }
}

pub(crate) fn sentences(
    fields: &Table<'_>,
    field: &'static str,
    count: RangeInclusive<usize>,
) -> Vec<&'static str> {
    let texts = fields.sentences(field, Need::Filled);
    check_length(fields, field, &texts, &count);
    texts.into_iter().map(|at| at.value).collect()
}

fn in_class(fields: &Table<'_>) -> Vec<(EnhancedClass, &'static str)> {
    let Some(table) = fields.table("in_class", "[in_class]", true) else {
        return Vec::new();
    };
    let texts: Vec<_> = EnhancedClass::ALL
        .into_iter()
        .filter_map(|class| {
            let at = table.optional_sentence(class.key())?;
            let told = sentences_of(at.value).len();
            table.check_count(
                at.line,
                "[in_class]",
                "sentences for a class",
                told,
                &IN_CLASS,
            );
            Some((class, at.value))
        })
        .collect();
    if texts.is_empty() {
        table.problem(
            table.line(),
            "[in_class] is empty: say what class 2, 4 or 5 means for this code",
        );
    }
    table.finish();
    texts
}

/// The steps of scenes that have their own.
pub(crate) fn scenes(fields: &Table<'_>) -> Vec<InScene> {
    let mut scenes: Vec<InScene> = Vec::new();
    for table in fields.tables("scene", "a [[scene]]", Need::Optional) {
        let of = table.text("of");
        let of = of.and_then(|at| word::<Scene>(&table, "of", at));
        let fix = fix(&table, Need::Filled);
        let yields = table.flag("yields").unwrap_or(false);
        table.finish();
        let Some(scene) = of else { continue };
        if scenes.iter().any(|known| known.scene == scene) {
            let message = format!("{} stands twice: join the two", <&str>::from(scene));
            table.problem(table.line(), message);
        }
        scenes.push(InScene { scene, fix, yields });
    }
    scenes
}

pub(crate) fn fix(fields: &Table<'_>, need: Need) -> Vec<Fix> {
    let mut groups: Vec<Fix> = Vec::new();
    for table in fields.tables("fix", "a [[fix]]", need) {
        let who = table
            .text("who")
            .and_then(|at| word::<Actor>(&table, "who", at));
        let steps = sentences(&table, "steps", 1..=5);
        // Whose software they name is known when all files are read.
        let mut steps: Vec<Step> = steps.into_iter().map(Step::new).collect();
        step_marks::read(&table, who, &mut steps);
        table.finish();
        if let Some(who) = who {
            if groups.iter().any(|group| group.who == who) {
                table.problem(
                    table.line(),
                    format!(
                        "{} acts twice: join the two lists of steps",
                        <&str>::from(who)
                    ),
                );
            }
            groups.push(Fix { who, steps });
        }
    }
    groups
}

/// The steps for each class in which another one comes first: its actor before the others, and of that actor's steps this one.
pub(crate) fn fix_in(
    fields: &Table<'_>,
    fix: &[Fix],
    is_known: impl Fn(EnhancedClass) -> bool,
) -> Vec<(EnhancedClass, Vec<Fix>)> {
    let mut of_classes = Vec::new();
    let Some(table) = fields.table("first", "[first]", false) else {
        return of_classes;
    };
    for class in EnhancedClass::ALL {
        let key = class.key();
        let Some(of_class) = table.table(key, "[first]", false) else {
            continue;
        };
        let who = of_class.text("who");
        let who = who.and_then(|at| word::<Actor>(&of_class, "who", at));
        let step = of_class.number("step", 1..6).map(usize::from);
        of_class.finish();
        if !is_known(class) {
            let message = format!("[first] has class {key}, but the page has not: remove it");
            of_class.problem(of_class.line(), message);
        }
        let (Some(who), Some(step)) = (who, step) else {
            continue;
        };
        let place = fix.iter().position(|group| group.who == who);
        let place = place.filter(|&place| step <= fix[place].steps.len());
        let Some(place) = place else {
            let message = format!("{} has no step {step}", <&str>::from(who));
            of_class.problem(of_class.line(), message);
            continue;
        };
        let mut turned = fix.to_vec();
        turned[..=place].rotate_right(1);
        turned[0].steps[..step].rotate_right(1);
        of_classes.push((class, turned));
    }
    table.finish();
    of_classes
}

/// What it does, and the line that says so.
fn effect(fields: &Table<'_>, kind: Kind) -> (Effect, usize) {
    let mut effect = Effect::default();
    let Some(table) = fields.table("effect", "[effect]", true) else {
        return (effect, fields.line());
    };
    let messages = table.text_or_texts("message");
    let fates = messages
        .into_iter()
        .filter_map(|at| word(&table, "message", at));
    effect.message = fates.collect();
    let retry = match kind {
        Kind::Reply | Kind::Class => table.text("retry"),
        _ => table.optional_text("retry"),
    };
    effect.retry = retry.and_then(|at| word(&table, "retry", at));
    let connection = table.text("connection");
    let connection = connection.and_then(|at| word(&table, "connection", at));
    effect.connection = connection.unwrap_or(effect.connection);
    effect.note = table.sentence("note").map_or("", |at| at.value);
    table.finish();
    (effect, table.line())
}

fn examples(fields: &Table<'_>, need: Need) -> Vec<Example> {
    let mut examples = Vec::new();
    let tables = fields.tables("examples", "an [[examples]]", need);
    if let Some(first) = tables.first() {
        fields.check_count(
            first.line(),
            "the page",
            "examples",
            tables.len(),
            &EXAMPLES,
        );
    }
    for table in &tables {
        let title = table.phrase("title");
        let lines = table.lines("lines");
        table.finish();
        dialogue::check(&lines, |line, message| table.problem(line, message));
        if let Some(title) = title {
            examples.push(Example {
                title: title.value,
                lines: lines.into_iter().map(|line| line.value).collect(),
            });
        }
    }
    examples
}

pub(crate) fn references(
    fields: &Table<'_>,
    need: Need,
) -> (Vec<Reference>, Vec<At<&'static str>>) {
    references_in(fields, "references", need)
}

/// The references of a field, with the sources that they name.
pub(crate) fn references_in(
    fields: &Table<'_>,
    field: &'static str,
    need: Need,
) -> (Vec<Reference>, Vec<At<&'static str>>) {
    let mut seen = Vec::new();
    let tables = fields.tables(field, "a reference", need);
    let read = |table: &Table<'_>| {
        let (reference, source) = reference(table)?;
        let place = (reference.source, reference.section);
        if seen.contains(&place) {
            let section = place
                .1
                .map_or(String::new(), |section| format!(" {section}"));
            table.problem(
                source.line,
                format!(
                    "`{field}` has {}{section} twice: join the two",
                    source.value
                ),
            );
        }
        seen.push(place);
        Some((reference, source))
    };
    tables.iter().filter_map(read).unzip()
}

/// One reference, with the source that it names.
pub(crate) fn reference(table: &Table<'_>) -> Option<(Reference, At<&'static str>)> {
    let source = table.text("source");
    let section = table.optional_text("section").map(|at| at.value);
    let note = table.optional_phrase("note").map(|at| at.value);
    table.finish();
    let source = source?;
    let reference = Reference {
        source: source.value,
        section,
        note,
    };
    Some((reference, source))
}

pub(crate) fn codes(
    fields: &Table<'_>,
    field: &'static str,
    names: &mut Vec<(&'static str, At<Code>)>,
) -> Vec<Code> {
    let mut codes = Vec::new();
    for at in fields.texts(field, Need::Optional) {
        if let Some(at) = named_code(fields, at) {
            let code = at.value;
            if codes.contains(&code) {
                fields.problem(at.line, format!("{code} stands twice in `{field}`"));
            }
            names.push((field, at));
            codes.push(code);
        }
    }
    codes
}

/// A code that a field names, or a problem.
pub(crate) fn named_code(fields: &Table<'_>, at: At<&str>) -> Option<At<Code>> {
    let name = leak_str(at.value);
    let value = match (name.parse::<Code>(), Code::name(name)) {
        (Ok(code), _) | (_, Some(code)) => code,
        (Err(error), None) => {
            fields.problem(at.line, error.to_string());
            return None;
        }
    };
    Some(At {
        value,
        line: at.line,
    })
}

pub(crate) fn confused_with(
    fields: &Table<'_>,
    names: &mut Vec<(&'static str, At<Code>)>,
) -> Vec<ConfusedWith> {
    let mut confusions = Vec::new();
    for table in fields.tables("confused_with", "a confusion", Need::Optional) {
        let code = table.text("code");
        let why = table.sentence("why");
        table.finish();
        if let (Some(at), Some(why)) = (code, why)
            && let Some(at) = named_code(&table, at)
        {
            let code = at.value;
            if confusions
                .iter()
                .any(|known: &ConfusedWith| known.code == code)
            {
                let message = format!("{code} stands twice in `confused_with`: join the two");
                table.problem(at.line, message);
            }
            names.push(("confused_with", at));
            confusions.push(ConfusedWith {
                code,
                why: why.value,
            });
        }
    }
    confusions
}
