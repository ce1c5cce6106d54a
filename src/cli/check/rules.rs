//! Which rule takes a text, which others it meets, and why those lose.

use std::io::{self, Write};
use std::ops::Range;

use smtpref_catalog::{Catalog, Codes, Folded, Like, Rank, Tier};

use super::super::args::Format;
use super::super::ending::{Ending, Status};
use super::super::inputs::printable;
use super::super::json;
use super::super::look::Look;
use crate::explain::{Confidence, explain};

/// The most rules that are told of a text.
const TOLD: usize = 10;

pub(super) fn tell_rules(
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
    first.is_some_and(|answer| {
        answer.confidence == Confidence::Words && answer.cause == Some(like.cause)
    })
}

/// What the words of a text are like, if it is that of a reply.
fn likened(text: &str, catalog: &Catalog) -> Option<Like> {
    let codes = Codes::of_reply(text);
    if codes.is_empty() {
        return None;
    }
    catalog.like(codes, &Folded::new(text), text.len())
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
