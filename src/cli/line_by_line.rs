//! Questions and answers line by line, for a screen reader or a terminal that can only print: the same codes, words, comparisons and
//! texts as in the browser, without a screen of its own.

use std::io::{self, BufRead, Write};

use smtpref_catalog::Catalog;

use super::codes::{self, Joining};
use super::compare;
use super::ending::Ending;
use super::explain;
use super::look::Look;
use super::show;
use crate::lookup::Lookup;
use crate::search::{Filter, Search};

/// How many answers of a search are numbered.
const ANSWERS: usize = 10;
/// What ends a pasted text.
const END: &str = ".";
/// What is printed before a line is read.
const PROMPT: &str = "smtpref> ";

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// Nothing.
    Nothing,
    /// The end.
    Quit,
    /// What can be asked.
    Help,
    /// The lines that follow, up to a dot.
    Paste,
    /// An answer of the last search, by its number.
    Answer(usize),
    /// Codes, words or a text.
    Text,
}

impl Asked {
    fn of(line: &str, answers: usize) -> Self {
        match line {
            "" => Self::Nothing,
            "q" | "quit" | "exit" | ":q" => Self::Quit,
            "?" | "h" | "help" => Self::Help,
            "p" | "paste" => Self::Paste,
            _ => match line.parse() {
                Ok(number) if (1..=answers).contains(&number) => Self::Answer(number),
                _ => Self::Text,
            },
        }
    }
}

/// Reads lines and answers them, until one of them or the input ends it. What was given on the command line is answered first.
pub(super) fn converse(
    given: &str,
    input: &mut dyn BufRead,
    look: Look,
    catalog: &'static Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let mut search = None;
    let mut answers: Vec<Lookup> = Vec::new();
    let mut line = given.trim().to_owned();
    if line.is_empty() {
        writeln!(out, "Type a code, words, 250 vs 556, paste, help or quit.")?;
    }
    loop {
        match Asked::of(&line, answers.len()) {
            Asked::Nothing => {}
            Asked::Quit => break,
            Asked::Help => help(out)?,
            Asked::Paste => {
                let text = pasted(input)?;
                tell(explain::print_text(&text, look, catalog, out)?, out)?;
            }
            Asked::Answer(number) => {
                let lookup = answers[number - 1];
                let asked = codes::Codes {
                    lookups: vec![lookup],
                    ..codes::Codes::default()
                };
                tell(show::show(&asked, look, catalog, out)?, out)?;
            }
            Asked::Text => {
                let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
                let asked = codes::read(without_command(&words), Joining::Replies, catalog);
                if asked.wrong.is_empty() {
                    let print = if asked.lookups.len() > 1 {
                        compare::compare
                    } else {
                        show::show
                    };
                    tell(print(&asked, look, catalog, out)?, out)?;
                } else if explain::holds_a_reply(&line, catalog) {
                    let text = line.as_bytes();
                    tell(explain::print_text(text, look, catalog, out)?, out)?;
                } else {
                    let search = search.get_or_insert_with(|| Search::new(catalog));
                    answers = find(search, &line, catalog, out)?;
                }
            }
        }
        write!(out, "{PROMPT}")?;
        out.flush()?;
        let Some(next) = read_line(input)? else {
            writeln!(out)?;
            break;
        };
        line = next;
    }
    Ok(Ending::found())
}

/// The words without the command of the command line before them, which means nothing more here.
fn without_command(words: &[String]) -> &[String] {
    match words {
        [first, rest @ ..] if !rest.is_empty() && matches!(&**first, "show" | "compare") => rest,
        _ => words,
    }
}

fn help(out: &mut dyn Write) -> io::Result<()> {
    for line in [
        "550, 5.1.1 or 550 5.1.1: the page of a code",
        "250 vs 556: what differs",
        "mailbox full: the best pages for words; type the number of one to read it",
        "a reply in one line: what it says",
        "paste: a text of many lines follows, a dot alone ends it",
        "quit: the end",
    ] {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Prints what a command would have said on standard error.
fn tell(ending: Ending, out: &mut dyn Write) -> io::Result<()> {
    for remark in ending.remarks {
        writeln!(out, "{remark}")?;
    }
    Ok(())
}

fn find(
    search: &Search<'static>,
    query: &str,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Vec<Lookup>> {
    let results = search.run(query, &Filter::default());
    let unregistered = results.unregistered.iter().copied();
    let hits = results.hits.iter().map(|hit| hit.lookup);
    let mut found: Vec<Lookup> = unregistered.chain(hits).take(ANSWERS).collect();
    if found.is_empty() {
        let nearest = results.nearest.iter().take(ANSWERS);
        found.extend(nearest.map(|&id| Lookup::new(catalog.entry(id).code)));
        let said = if found.is_empty() {
            "Nothing fits. Try fewer words, or a code."
        } else {
            "Nothing fits; nearest:"
        };
        writeln!(out, "{said}")?;
    }
    for (index, lookup) in found.iter().enumerate() {
        let title = lookup.entry(catalog).map(|id| catalog.entry(id).title);
        let title = title.unwrap_or("Not registered; explained from its digits");
        writeln!(out, "{}: {lookup}, {title}", index + 1)?;
    }
    Ok(found)
}

/// The lines up to a dot alone, or to the end.
fn pasted(input: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    loop {
        let start = text.len();
        let read = input.read_until(b'\n', &mut text)?;
        if read == 0 || text[start..].trim_ascii() == END.as_bytes() {
            text.truncate(start);
            return Ok(text);
        }
    }
}

/// The next line, whatever its bytes; `None` at the end.
fn read_line(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}
