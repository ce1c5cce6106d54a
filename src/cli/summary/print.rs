//! Groups of failures as text and as Markdown.

use std::io::{self, Write};

use smtpref_catalog::{Catalog, Codes, EnhancedClass};

use super::super::args::ExplainArgs;
use super::super::group::{decided_by, first_step};
use super::super::look::Look;
use super::super::print;
use crate::document::{Line, Role, Severity, Span, cut, markdown_table};
use crate::explain::{Distinct, Group, GroupKey, Summary};
use crate::lookup::wording;

/// The gap between columns.
const GAP: &str = "  ";
/// How far the lines below the first one of a group are set in.
const INSET: &str = "    ";
/// What a group without a cause is called.
const NO_CAUSE: &str = "not known";

/// Codes as they stand in a reply.
fn codes(codes: Codes) -> String {
    if codes.is_empty() {
        return "none".to_owned();
    }
    codes.to_string()
}

/// A number with commas.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of different things; an estimate says so.
fn distinct(things: &Distinct) -> String {
    let mark = if things.is_estimated() { "~" } else { "" };
    format!("{mark}{}", number(things.count()))
}

/// A number and its noun.
fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(count))
}

/// What was read, in sentences.
fn overview(summary: &Summary) -> Vec<String> {
    let mut read = Vec::new();
    if summary.lines > 0 {
        read.push(counted(summary.lines, "line"));
    }
    if summary.texts > 0 {
        read.push(counted(summary.texts, "text"));
    }
    let recipients = summary.recipients.count();
    let about = if summary.recipients.is_estimated() {
        "about "
    } else {
        ""
    };
    let times = summary.times.map_or_else(String::new, |(first, last)| {
        format!(", from {first} to {last}")
    });
    let failures = counted(summary.attempts, "failure");
    let read = read.join(" and ");
    let mut sentences = vec![if recipients == 0 {
        format!("{failures} in {read} read{times}.")
    } else {
        let recipients = counted(recipients, "recipient");
        format!("{failures} of {about}{recipients} in {read} read{times}.")
    }];
    if summary.attempts > 0 && recipients == 0 {
        sentences.push("No recipient is named.".to_owned());
    }
    if summary.recipients.is_estimated() {
        let text = "Numbers with ~ are estimates, right within a few percent.";
        sentences.push(text.to_owned());
    }
    if summary.cut > 0 {
        sentences.push(format!(
            "Not all failures of {} are counted: of each, 64 MiB and 1,000 recipients at most are read.",
            counted(summary.cut, "text")
        ));
    }
    if summary.left_out > 0 {
        sentences.push(format!(
            "{} of further groups are counted in the first number alone.",
            counted(summary.left_out, "failure")
        ));
    }
    sentences
}

/// What is said of the list of texts.
fn of_unknown(summary: &Summary) -> String {
    let told = match summary.unknown().len() {
        0 => "No text was decided by its code alone.",
        _ => "Texts that no rule knows: only their codes decided.",
    };
    if summary.unknown_left_out == 0 {
        return told.to_owned();
    }
    let left_out = counted(summary.unknown_left_out, "failure");
    format!("{told} {left_out} with further texts were left out.")
}

/// Writes the groups, the texts, or both as text.
pub(super) fn text(
    summary: &Summary,
    args: &ExplainArgs,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page {
        width: usize::from(look.page_width()),
        look,
    };
    for sentence in overview(summary) {
        page.wrapped(&[], Role::Text, &sentence, out)?;
    }
    if args.summary {
        page.groups(&summary.groups(), catalog, out)?;
    }
    if args.unknown {
        if !args.summary || summary.attempts == 0 {
            writeln!(out)?;
        }
        page.wrapped(&[], Role::Heading, &of_unknown(summary), out)?;
        for (text, unknown) in summary.unknown() {
            let cause = unknown.cause.map_or(NO_CAUSE, |cause| cause.as_str());
            writeln!(out)?;
            let head = [
                Span::new(number(unknown.count), Role::Strong),
                Span::text(GAP),
                Span::new(codes(unknown.codes), Role::Literal),
                Span::text(GAP),
                Span::new(cause, Role::Muted),
            ];
            page.line(head.to_vec(), out)?;
            page.wrapped(&[Span::text(INSET)], Role::Text, text, out)?;
        }
    }
    Ok(())
}

struct Page {
    width: usize,
    look: Look,
}

impl Page {
    fn line(&self, spans: Vec<Span>, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Line {
            spans,
            ..Line::default()
        };
        line.cut(self.width);
        print::line(out, &line, self.look)
    }

    /// Writes a text behind a lead; the next lines are set in as far.
    fn wrapped(
        &self,
        lead: &[Span],
        role: Role,
        text: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let inset: usize = lead.iter().map(Span::width).sum();
        let room = self.width.saturating_sub(inset).max(1);
        for (number, line) in textwrap::wrap(text, room).iter().enumerate() {
            let mut spans = match number {
                0 => lead.to_vec(),
                _ => vec![Span::text(" ".repeat(inset))],
            };
            spans.push(Span::new(line.as_ref(), role));
            self.line(spans, out)?;
        }
        Ok(())
    }

    fn groups(
        &self,
        groups: &[(&GroupKey, &Group)],
        catalog: &Catalog,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if groups.is_empty() {
            return Ok(());
        }
        let rows: Vec<[String; 5]> = groups.iter().map(|group| row(group, catalog)).collect();
        let heads = ["attempts", "recipients", "code", "cause", "decided by"];
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].len());
            cells.chain([heads[column].len()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..heads.len()).map(width).collect();
        let line = |cells: &[String; 5], roles: [Role; 5]| -> Vec<Span> {
            let mut spans = Vec::new();
            for (column, cell) in cells.iter().enumerate() {
                let width = widths[column];
                let padded = match column {
                    0 | 1 => format!("{cell:>width$}"),
                    4 => cell.clone(),
                    _ => format!("{cell:<width$}"),
                };
                spans.push(Span::new(padded, roles[column]));
                spans.push(Span::text(GAP));
            }
            spans
        };
        writeln!(out)?;
        self.line(line(&heads.map(str::to_owned), [Role::Heading; 5]), out)?;
        for ((_, group), cells) in groups.iter().zip(&rows) {
            let severity = severity(group);
            let roles = [
                Role::Strong,
                Role::Text,
                Role::Code(severity),
                Role::Strong,
                Role::Text,
            ];
            self.line(line(cells, roles), out)?;
            self.details(group, catalog, out)?;
        }
        Ok(())
    }

    /// When, an example, and the first thing to do.
    fn details(&self, group: &Group, catalog: &Catalog, out: &mut dyn Write) -> io::Result<()> {
        if let Some((first, last)) = group.times {
            let text = if first == last {
                first.to_string()
            } else {
                format!("{first} to {last}")
            };
            self.line(vec![Span::text(INSET), Span::new(text, Role::Muted)], out)?;
        }
        let example = cut(&group.example.words, 2 * self.width);
        self.wrapped(&[Span::text(INSET)], Role::Server, &example, out)?;
        if let Some((who, step)) = first_step(group, catalog) {
            let lead = [
                Span::text(INSET),
                Span::new(format!("{}: ", wording::actor(who)), Role::Strong),
            ];
            let inset = [Span::text(INSET)];
            let text = format!("{}{step}", lead[1].text);
            self.wrapped(&inset, Role::Text, &text, out)?;
        }
        writeln!(out)
    }
}

fn severity(group: &Group) -> Severity {
    match group.example.class {
        Some(EnhancedClass::Permanent) => Severity::Permanent,
        Some(EnhancedClass::Transient) => Severity::Transient,
        _ => Severity::Neutral,
    }
}

fn row((key, group): &(&GroupKey, &Group), catalog: &Catalog) -> [String; 5] {
    [
        number(group.attempts),
        distinct(&group.recipients),
        codes(key.codes),
        key.cause
            .map_or(NO_CAUSE, |cause| cause.as_str())
            .to_owned(),
        decided_by(key.decider, catalog),
    ]
}

/// Writes the groups, the texts, or both as Markdown.
pub(super) fn markdown(
    summary: &Summary,
    args: &ExplainArgs,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", overview(summary).join(" "))?;
    let groups = summary.groups();
    if args.summary && !groups.is_empty() {
        let header = [
            "Attempts",
            "Recipients",
            "Code",
            "Cause",
            "Decided by",
            "First",
            "Last",
            "Example",
            "First thing to do",
        ];
        let rows: Vec<Vec<String>> = groups
            .iter()
            .map(|group| {
                let mut cells = row(group, catalog).to_vec();
                let times = group.1.times;
                cells.push(times.map_or_else(String::new, |(first, _)| first.to_string()));
                cells.push(times.map_or_else(String::new, |(_, last)| last.to_string()));
                cells.push(group.1.example.words.clone());
                let step = first_step(group.1, catalog);
                cells.push(step.map_or_else(String::new, |(who, step)| {
                    format!("{}: {step}", wording::actor(who))
                }));
                cells
            })
            .collect();
        write!(out, "\n{}", markdown_table(&header, &rows))?;
    }
    if args.unknown {
        writeln!(out, "\n{}", of_unknown(summary))?;
        let rows: Vec<Vec<String>> = summary
            .unknown()
            .iter()
            .map(|(text, unknown)| {
                let cause = unknown.cause.map_or(NO_CAUSE, |cause| cause.as_str());
                vec![
                    number(unknown.count),
                    codes(unknown.codes),
                    cause.to_owned(),
                    (*text).to_owned(),
                ]
            })
            .collect();
        if !rows.is_empty() {
            let header = ["Attempts", "Code", "Taken for", "Text"];
            write!(out, "\n{}", markdown_table(&header, &rows))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1234), "1,234");
        assert_eq!(number(100_200_300), "100,200,300");
    }
}
