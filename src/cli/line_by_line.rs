//! Questions and answers line by line, for a screen reader or a terminal that can only print: the same codes, words, comparisons and
//! texts as in the browser, without a screen of its own.

use std::io::{self, BufRead, Write};

use smtpref_catalog::Catalog;

use super::args::Format;
use super::codes::{self, Joining};
use super::compare;
use super::ending::Ending;
use super::explain;
use super::look::Look;
use super::parts::Parts;
use super::print;
use super::show;
use crate::document::{Block, page};
use crate::lookup::{Lookup, Record, wording};
use crate::search::{Filter, Search};

/// How many answers of a search are numbered.
const ANSWERS: usize = 10;
/// What ends a pasted text.
const END: &str = ".";
/// What is printed before a line is read.
const PROMPT: &str = "smtpref> ";
/// What is said where all was told.
const NO_MORE: &str = "There is no more.";

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
    /// The next part of the last answer.
    More,
    /// All that is left of it.
    All,
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
            "m" | "more" => Self::More,
            "all" => Self::All,
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
    let mut talk = Talk {
        look,
        catalog,
        search: None,
        answers: Vec::new(),
        told: 0,
        rest: Rest::Nothing,
    };
    let mut line = given.trim().to_owned();
    if line.is_empty() {
        writeln!(out, "Type a code, words, 250 vs 556, paste, help or quit.")?;
    }
    loop {
        match Asked::of(&line, talk.told) {
            Asked::Nothing => {}
            Asked::Quit => break,
            Asked::Help => help(out)?,
            Asked::Paste => {
                let text = pasted(input)?;
                talk.explain(&text, out)?;
            }
            Asked::Answer(number) => talk.show(talk.answers[number - 1], out)?,
            Asked::More => talk.go_on(out)?,
            Asked::All => talk.tell_all(out)?,
            Asked::Text => talk.answer(&line, out)?,
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

/// What is left of the last answer.
enum Rest {
    Nothing,
    /// Sections of a page.
    Sections(Parts),
    /// Answers of a search.
    Answers,
}

/// What was asked and answered so far.
struct Talk {
    look: Look,
    catalog: &'static Catalog,
    search: Option<Search<'static>>,
    /// The answers of the last search, and how many of them were told.
    answers: Vec<Lookup>,
    told: usize,
    rest: Rest,
}

impl Talk {
    /// Answers codes, words, a reply in one line, or the name of a section.
    fn answer(&mut self, line: &str, out: &mut dyn Write) -> io::Result<()> {
        if let Rest::Sections(parts) = &mut self.rest
            && let Some(section) = parts.named(line)
        {
            return self.print(section, out);
        }
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let asked = codes::read(without_command(&words), Joining::Replies, self.catalog);
        if !asked.wrong.is_empty() {
            if explain::holds_a_reply(line, self.catalog) {
                return self.explain(line.as_bytes(), out);
            }
            return self.find(line, out);
        }
        if let [lookup] = asked.lookups[..] {
            return self.show(lookup, out);
        }
        self.rest = Rest::Nothing;
        tell(compare::compare(&asked, self.look, self.catalog, out)?, out)
    }

    fn explain(&mut self, text: &[u8], out: &mut dyn Write) -> io::Result<()> {
        self.rest = Rest::Nothing;
        let ending = explain::print_text(text, self.look, self.catalog, out)?;
        tell(ending, out)
    }

    /// Tells the answer of a page, and what more there is.
    fn show(&mut self, lookup: Lookup, out: &mut dyn Write) -> io::Result<()> {
        if self.look.format != Format::Text {
            let asked = codes::Requested {
                lookups: vec![lookup],
                ..codes::Requested::default()
            };
            self.rest = Rest::Nothing;
            return tell(show::show(&asked, self.look, self.catalog, out)?, out);
        }
        let page = page(&Record::of(lookup, self.catalog), self.catalog).blocks;
        let (answer, rest) = Parts::of(page);
        self.rest = Rest::Sections(rest);
        self.print(answer, out)
    }

    fn print(&self, blocks: Vec<Block>, out: &mut dyn Write) -> io::Result<()> {
        let width = self.look.page_width();
        print::blocks(out, blocks, width, self.look)?;
        let Rest::Sections(parts) = &self.rest else {
            return Ok(());
        };
        let names: Vec<&str> = parts.names().collect();
        if names.is_empty() {
            return Ok(());
        }
        let names = names.join(", ");
        let told = format!("There is also: {names}. Type more, all, or one of these names.");
        writeln!(out, "\n{}", textwrap::fill(&told, usize::from(width)))
    }

    /// Tells the next section, or the next answers of the search.
    fn go_on(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.rest {
            Rest::Sections(parts) => match parts.next() {
                Some(section) => self.print(section, out),
                None => writeln!(out, "That was all."),
            },
            Rest::Answers => self.number(out),
            Rest::Nothing => writeln!(out, "{NO_MORE}"),
        }
    }

    /// Tells all that is left of a page or of a search.
    fn tell_all(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.rest {
            Rest::Sections(parts) => {
                let rest = parts.all();
                if rest.is_empty() {
                    return writeln!(out, "That was all.");
                }
                self.print(rest, out)
            }
            Rest::Answers => {
                while matches!(self.rest, Rest::Answers) {
                    self.number(out)?;
                }
                Ok(())
            }
            Rest::Nothing => writeln!(out, "{NO_MORE}"),
        }
    }

    /// Searches for words.
    fn find(&mut self, query: &str, out: &mut dyn Write) -> io::Result<()> {
        let catalog = self.catalog;
        let search = self.search.get_or_insert_with(|| Search::new(catalog));
        let results = search.run(query, &Filter::default());
        let unregistered = results.unregistered.iter().copied();
        let hits = results.hits.iter().map(|hit| hit.lookup);
        self.answers = unregistered.chain(hits).collect();
        self.told = 0;
        self.rest = Rest::Answers;
        if self.answers.is_empty() {
            let nearest = results.nearest.iter();
            let nearest = nearest.map(|&id| Lookup::new(catalog.entry(id).code));
            self.answers.extend(nearest);
            let said = if self.answers.is_empty() {
                "Nothing fits. Try fewer words, or a code."
            } else {
                "Nothing fits; nearest:"
            };
            writeln!(out, "{said}")?;
        }
        self.number(out)
    }

    /// Numbers the next answers of the search.
    fn number(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let next = self
            .answers
            .iter()
            .enumerate()
            .skip(self.told)
            .take(ANSWERS);
        for (index, lookup) in next {
            let number = index + 1;
            let told = if let Some(id) = lookup.entry(self.catalog) {
                format!("{number}: {lookup}, {}", self.catalog.entry(id).title)
            } else {
                let title = wording::not_registered();
                format!("{number}: {lookup}, {title}; explained from its digits")
            };
            let width = usize::from(self.look.page_width());
            let lines = textwrap::Options::new(width).subsequent_indent("   ");
            writeln!(out, "{}", textwrap::fill(&told, lines))?;
        }
        self.told = self.answers.len().min(self.told + ANSWERS);
        match self.answers.len() - self.told {
            0 => self.rest = Rest::Nothing,
            left => writeln!(
                out,
                "{left} more: type more. Type the number of one to read it."
            )?,
        }
        Ok(())
    }
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
        "550, 5.1.1 or 550 5.1.1: the answer of a code",
        "more: the next part of what was told, all: the rest of it, or the name of a part",
        "250 vs 556: what differs",
        "mailbox full: the best pages for words; type the number of one to read it",
        "a reply in one line: what it says",
        "paste: a text of many lines follows, a dot alone ends it",
        "help: these lines",
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
