//! `smtpref check`: the checker of the shipped data over files of one's own, and which rule takes a text.
//!
//! Files are read as a layer over the shipped catalog: they may name its codes, causes and sources, and their rules have to win their
//! samples against its rules.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use smtpref_catalog::{
    Catalog, Checked, Code, Codes, Cue, Folded, Kind, Like, Pack, Problem, Rank, SourceFile, Tier,
    VariantArray, check_layer, read_folder,
};
use toml::de::{DeTable, DeValue};

use super::args::{CheckArgs, Format};
use super::ending::{Ending, Status};
use super::inputs::{printable, unreadable};
use super::json;
use super::look::Look;
use crate::explain::explain;

/// Folders whose name says what their files hold.
const FOLDERS: [&str; 9] = [
    "causes",
    "classes",
    "cues",
    "enhanced",
    "pairs",
    "phrases",
    "providers",
    "replies",
    "subjects",
];
/// Files that lie in no folder of that sort.
const ALONE: [&str; 4] = ["hints", "registry", "sources", "synonyms"];
/// The most rules that are told of a text.
const TOLD: usize = 10;

/// Checks files, and tells which rule takes a text.
pub(super) fn run(
    args: &CheckArgs,
    look: Look,
    catalog: Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let mut files = Vec::new();
    for name in &args.files {
        match read(name) {
            Ok(read) => files.extend(read),
            Err(remark) => return Ok(Ending::failure(Status::Usage, remark)),
        }
    }
    let (files, names) = placed(files);
    let checked = match check_layer(&files, &catalog) {
        Ok(checked) => checked,
        Err(problems) => return tell_problems(problems.0, &names, look, out),
    };
    let counts = counts(&checked);
    let Some(text) = &args.text else {
        return tell_counts(files.len(), counts, look, out);
    };
    let layered = Pack::new(checked).map(|pack| catalog.with_layer(pack));
    match layered {
        Ok(catalog) => tell_rules(text, &catalog, look, out),
        Err(error) => Ok(Ending::failure(Status::Usage, error.to_string())),
    }
}

/// A file, or the files of a folder.
fn read(name: &str) -> Result<Vec<SourceFile>, String> {
    let path = Path::new(name);
    if path.is_dir() {
        return read_folder(path).map_err(|problems| {
            let first = problems.0.into_iter().next();
            first.map_or_else(String::new, |problem| problem.to_string())
        });
    }
    let bytes = fs::read(path).map_err(|error| unreadable(name, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        format!(
            "{}: not UTF-8: save the file in that encoding",
            printable(name)
        )
    })?;
    Ok(vec![SourceFile {
        path: name.replace('\\', "/"),
        text,
    }])
}

/// Files under paths that say what they hold, and the names that the user gave them.
fn placed(files: Vec<SourceFile>) -> (Vec<SourceFile>, HashMap<String, String>) {
    let mut names = HashMap::new();
    let place = |file: SourceFile| {
        let path = Path::new(&file.path);
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let folder = path.parent().and_then(Path::file_name);
        let folder = folder.and_then(|folder| folder.to_str()).unwrap_or("");
        let is_placed = FOLDERS.contains(&folder) || stem.is_some_and(|stem| ALONE.contains(&stem));
        let folder = if is_placed { None } else { holds(&file.text) };
        let Some(folder) = folder else { return file };
        let (before, name) = file.path.rsplit_once('/').unwrap_or((".", &file.path));
        let placed = format!("{before}/{folder}/{name}");
        names.insert(placed.clone(), file.path.clone());
        SourceFile {
            path: placed,
            text: file.text,
        }
    };
    let files = files.into_iter().map(place).collect();
    (files, names)
}

/// The folder to which a file belongs, by what stands in it.
fn holds(text: &str) -> Option<&'static str> {
    let table = DeTable::parse(text).ok()?;
    let has = |key: &str| table.get_ref().contains_key(key);
    if has("language") && Cue::VARIANTS.iter().any(|cue| has(cue.word())) {
        return Some("cues");
    }
    if has("language") || (has("rules") && !has("code")) {
        return Some("phrases");
    }
    if has("replies") || has("hosts") || has("marks") {
        return Some("providers");
    }
    if has("left") && has("right") {
        return Some("pairs");
    }
    if has("permanence") || has("address_note") {
        return Some("causes");
    }
    let code = match table.get_ref().get("code")?.get_ref() {
        DeValue::String(code) => code.parse::<Code>().ok()?,
        _ => return None,
    };
    match code.kind() {
        Kind::Reply => Some("replies"),
        Kind::Enhanced => Some("enhanced"),
        Kind::Subject => Some("subjects"),
        Kind::Class => Some("classes"),
        _ => None,
    }
}

/// The problems, with the names that the user gave the files.
fn tell_problems(
    mut problems: Vec<Problem>,
    names: &HashMap<String, String>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    for problem in &mut problems {
        if let Some(name) = names.get(&problem.file) {
            problem.file.clone_from(name);
        }
    }
    match look.format {
        Format::Json => json::write(&json::Check::of_problems(&problems), out)?,
        Format::Markdown => {
            for problem in &problems {
                writeln!(out, "- `{}`", problem.to_string().replace('`', "'"))?;
            }
        }
        Format::Text => {
            for problem in &problems {
                writeln!(out, "{problem}")?;
            }
        }
    }
    Ok(Ending {
        remarks: Vec::new(),
        status: Status::Nothing,
    })
}

/// How many entries and pairs the files hold.
fn counts(checked: &Checked) -> (usize, usize) {
    (checked.entries.len(), checked.pairs.len())
}

fn tell_counts(
    files: usize,
    (entries, pairs): (usize, usize),
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    if look.format == Format::Json {
        json::write(&json::Check::of_problems(&[]), out)?;
    } else {
        let counted = |count: usize, one: &str, many: &str| {
            format!("{count} {}", if count == 1 { one } else { many })
        };
        writeln!(
            out,
            "Nothing is wrong in {}: {}, {}, and every rule and every hint wins its samples.",
            counted(files, "file", "files"),
            counted(entries, "entry", "entries"),
            counted(pairs, "comparison", "comparisons"),
        )?;
    }
    Ok(Ending::found())
}

fn tell_rules(
    text: &str,
    catalog: &Catalog,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let candidates =
        catalog
            .matcher()
            .candidates(Codes::of_reply(text), &Folded::new(text), text.len());
    let told: Vec<json::RuleMet> = candidates
        .iter()
        .take(TOLD)
        .enumerate()
        .map(|(place, candidate)| json::RuleMet {
            rule: candidate.rule.name.to_string(),
            cause: candidate.rule.cause.as_str(),
            is_own: candidate.rank.layer > 0,
            met: met(text, &candidate.evidence),
            why: match place {
                0 => wins(candidate.rank),
                _ => loses(candidate.rank, candidates[0].rank),
            },
        })
        .collect();
    match look.format {
        Format::Json => json::write(&json::Check::of_rules(&told), out)?,
        _ if told.is_empty() => tell_hint(text, catalog, out)?,
        format => {
            for rule in &told {
                let whose = if rule.is_own { "yours" } else { "shipped" };
                let mark = if format == Format::Markdown { "- " } else { "" };
                writeln!(
                    out,
                    "{mark}{} ({whose}): {}. {}{}",
                    rule.rule,
                    rule.cause,
                    rule.why,
                    if rule.met.is_empty() {
                        String::new()
                    } else {
                        format!(" It met {}.", quoted(&rule.met))
                    }
                )?;
            }
        }
    }
    Ok(Ending {
        remarks: Vec::new(),
        status: if told.is_empty() {
            Status::Nothing
        } else {
            Status::Found
        },
    })
}

/// Says that no rule takes a text, and what its single words hint at.
fn tell_hint(text: &str, catalog: &Catalog, out: &mut dyn Write) -> io::Result<()> {
    let hinted = catalog.hints().find(&Folded::new(text), text.len());
    match hinted {
        None => match likened(text, catalog) {
            None => writeln!(out, "No rule takes this text."),
            Some(like) => writeln!(
                out,
                "No rule takes this text, and no hint. Its words are most like those of {}: {}.",
                like.cause,
                quoted(&met(text, &like.evidence))
            ),
        },
        Some(hinted) => {
            write!(
                out,
                "No rule takes this text. Single words hint at {}{}: {}.",
                hinted.cause,
                match hinted.own {
                    Some(file) => format!(", by a hint of yours in {file}"),
                    None => String::new(),
                },
                quoted(&met(text, &hinted.evidence))
            )?;
            let like = likened(text, catalog).filter(|like| is_explained_by(text, catalog, like));
            match like.filter(|like| like.cause != hinted.cause) {
                None => writeln!(out),
                Some(like) => writeln!(
                    out,
                    " All its words are more like those of {}, which wins: {}.",
                    like.cause,
                    quoted(&met(text, &like.evidence))
                ),
            }
        }
    }
}

/// Whether an explanation of a text goes by what its words are like.
fn is_explained_by(text: &str, catalog: &Catalog, like: &Like) -> bool {
    let explanation = explain(text.as_bytes(), catalog);
    let first = explanation.replies.first();
    first.and_then(|answer| answer.cause) == Some(like.cause)
}

/// What the words of a text are like, if it is that of a reply.
fn likened(text: &str, catalog: &Catalog) -> Option<Like> {
    let codes = Codes::of_reply(text);
    let is_reply = !codes.is_empty();
    let folded = Folded::new(text);
    let hint = catalog.hints().find(&folded, text.len());
    let hint = hint.map(|hinted| hinted.cause);
    let like = is_reply.then(|| catalog.likeness().find(codes, hint, &folded, text.len()));
    like.flatten()
}

fn quoted(met: &[String]) -> String {
    let quoted: Vec<String> = met.iter().map(|met| format!("\"{met}\"")).collect();
    quoted.join(", ")
}

/// What was met of a text.
fn met(text: &str, evidence: &[Range<usize>]) -> Vec<String> {
    let pieces = evidence.iter();
    pieces
        .filter_map(|range| text.get(range.clone()))
        .map(printable)
        .collect()
}

/// What a rule has to show.
const fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::General => "a general phrase",
        Tier::ProviderCode => "a number of its provider",
        Tier::ProviderWords => "words of its provider",
        Tier::ProviderWordsAndCode => "words of its provider with their code",
    }
}

fn wins(rank: Rank) -> String {
    format!(
        "It wins by {}, {} bytes long.",
        tier(rank.tier),
        rank.length
    )
}

/// The first thing in which a rule is weaker than the one that wins.
fn loses(rank: Rank, winner: Rank) -> String {
    if rank.tier != winner.tier {
        return format!("It loses: it has only {}.", tier(rank.tier));
    }
    if rank.mark != winner.mark {
        return "It loses: the text bears no mark of its provider.".to_owned();
    }
    if rank.length != winner.length {
        return format!(
            "It loses: its phrases are {} bytes long, those of the winner {}.",
            rank.length, winner.length
        );
    }
    if rank.exactness != winner.exactness {
        return "It loses: its codes fit less exactly.".to_owned();
    }
    if rank.layer != winner.layer {
        return "It loses: all else is equal, and the winner is yours.".to_owned();
    }
    "It loses by its name alone: in all else it is equal.".to_owned()
}
