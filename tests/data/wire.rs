//! Examples: dialogues that a client and a server could have had, and excerpts that show the code of their page.

use smtpref_catalog::{Code, Example, ReplyCode};

use super::findings::Findings;
use super::{catalog, pages};

/// A line of a reply: the code, whether more follows, and the text.
struct Reply<'a> {
    code: ReplyCode,
    more: bool,
    text: &'a str,
}

fn reply(line: &str) -> Option<Reply<'_>> {
    let (code, rest) = line.split_at_checked(3)?;
    let code = code.parse().ok()?;
    let more = match rest.as_bytes().first() {
        Some(b'-') => true,
        Some(b' ') | None => false,
        Some(_) => return None,
    };
    Some(Reply {
        code,
        more,
        text: rest.get(1..).unwrap_or_default(),
    })
}

/// Reads the lines of a dialogue and tells what is wrong with each.
fn check_dialogue(example: &Example, mut wrong: impl FnMut(&str, &str)) {
    let mut open: Option<ReplyCode> = None;
    let mut data = false;
    for line in &example.lines {
        match line.split_at_checked(3) {
            Some(("S: ", said)) => {
                let Some(reply) = reply(said) else {
                    wrong(line, "no reply: three digits, then a space or a hyphen");
                    continue;
                };
                if open.is_some_and(|code| code != reply.code) {
                    wrong(
                        line,
                        "another code than the line before, whose reply goes on",
                    );
                }
                if data && reply.code.class().digit() == 3 {
                    wrong(line, "the server asks for data that is being sent already");
                }
                if let Some(class) = class_of(reply.text)
                    && class != u16::from(reply.code.class().digit())
                {
                    wrong(line, "reply code and enhanced status code disagree");
                }
                open = reply.more.then_some(reply.code);
                data = reply.code.number() == 354;
            }
            Some(("C: ", said)) => {
                if open.is_some() {
                    wrong(line, "the client speaks into a reply that goes on");
                }
                if said == "." {
                    data = false;
                }
            }
            _ => wrong(line, "neither `C: ` nor `S: `"),
        }
    }
    if open.is_some() {
        wrong(
            example.lines.last().unwrap_or(&""),
            "the reply goes on and has no last line",
        );
    }
}

/// The class of the enhanced status code that a reply text begins with.
fn class_of(text: &str) -> Option<u16> {
    let word = text.split(' ').next()?;
    let code: Code = word.parse().ok()?;
    Some(u16::from(code.enhanced()?.class()?.digit()))
}

fn is_dialogue(example: &Example) -> bool {
    example
        .lines
        .iter()
        .any(|line| line.starts_with("S: ") || line.starts_with("C: "))
}

#[test]
fn dialogues_are_legal() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let mut count = 0;
    for (entry, page) in pages(&catalog) {
        for example in page.examples.iter().filter(|example| is_dialogue(example)) {
            count += 1;
            check_dialogue(example, |line, wrong| {
                findings.note(entry.code, format!("{} {line:?}", example.title), wrong);
            });
        }
    }
    assert!(count > 100, "only {count} dialogues");
    findings.finish();
}

#[test]
fn a_wrong_dialogue_is_seen() {
    for lines in [
        vec!["S: 250-one", "S: 251 two"],
        vec!["S: 250-one", "C: QUIT"],
        vec!["S: 250-one"],
        vec!["S: 250_one"],
        vec!["S: OK"],
        vec!["S: 550 4.1.1 no"],
        vec!["C: DATA", "And so on"],
    ] {
        let mut seen = false;
        let example = Example { title: "", lines };
        check_dialogue(&example, |_, _| seen = true);
        assert!(seen, "not seen: {:?}", example.lines);
    }
}

/// Whether a line shows a code: as a word, or with a class in front.
fn shows(line: &str, code: Code) -> bool {
    let words = || line.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    match code {
        Code::Reply(reply) => words().any(|word| word == reply.to_string()),
        Code::Enhanced(_) => words().any(|word| {
            word.trim_end_matches('.')
                .parse::<Code>()
                .is_ok_and(|found| found.entry_code() == code)
        }),
        _ => true,
    }
}

#[test]
fn examples_show_the_code_of_their_page() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (entry, page) in pages(&catalog) {
        let lines = || page.examples.iter().flat_map(|example| &example.lines);
        // A code that no server sends shows what is sent in its place.
        let sent = !entry.commands.is_empty();
        if sent && !lines().any(|line| shows(line, entry.code)) {
            findings.note(entry.code, "examples", "none shows the code");
        }
        for example in &page.examples {
            for line in &example.lines {
                if line.chars().any(char::is_control) || line.chars().count() > 76 {
                    findings.note(entry.code, example.title, format!("not a line: {line:?}"));
                }
            }
            if !(1..=16).contains(&example.lines.len()) {
                let lines = example.lines.len();
                findings.note(entry.code, example.title, format!("{lines} lines"));
            }
        }
    }
    findings.finish();
}
