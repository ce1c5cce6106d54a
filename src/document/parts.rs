//! The parts of which pages, causes and comparisons are made.

use smtpref_catalog::{Code, Fix, Page};

use super::block::{Block, Role, Severity, Span, Text};
use super::inline::inline;
use crate::lookup::wording;

/// The heading of what a reader sees, on pages of codes and of causes.
pub(super) const SEEN: &str = "When you see it";

pub(super) fn section(
    blocks: &mut Vec<Block>,
    heading: &str,
    content: impl IntoIterator<Item = Block>,
) {
    let mut content = content.into_iter().peekable();
    if content.peek().is_some() {
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.extend(content);
    }
}

pub(super) fn paragraphs(texts: &[&str]) -> Vec<Block> {
    texts
        .iter()
        .map(|text| Block::Paragraph(inline(text)))
        .collect()
}

pub(super) fn bullets(texts: &[&str]) -> Block {
    Block::Bullets(texts.iter().map(|text| inline(text)).collect())
}

pub(super) fn fix(groups: &[Fix]) -> Vec<Block> {
    groups
        .iter()
        .flat_map(|group| {
            [
                Block::Subheading(wording::actor(group.who).to_owned()),
                Block::Steps(group.steps.iter().map(|step| inline(step.text)).collect()),
            ]
        })
        .collect()
}

pub(super) fn effect_note(page: &Page) -> Vec<Block> {
    let note = Some(page.effect.note).filter(|note| !note.is_empty());
    note.map(|note| Block::Paragraph(inline(note)))
        .into_iter()
        .collect()
}

pub(super) fn examples(page: &Page, of: Option<Code>) -> Vec<Block> {
    let lines = |lines: &[&str]| lines.iter().map(|line| transcript(line, of)).collect();
    page.examples
        .iter()
        .flat_map(|example| {
            [
                Block::Subheading(example.title.to_owned()),
                Block::Transcript(lines(&example.lines)),
            ]
        })
        .collect()
}

/// A line of a dialogue: the code of a reply in its colour, a reply with the code of the page marked.
fn transcript(line: &str, of: Option<Code>) -> Text {
    let Some(said) = line.strip_prefix("S: ") else {
        return match line.strip_prefix("C: ") {
            Some(said) => vec![Span::new("C: ", Role::Muted), Span::new(said, Role::Client)],
            None => vec![Span::new(line, Role::Literal)],
        };
    };
    let Some((code, rest)) = said.split_at_checked(3) else {
        return vec![Span::new("S: ", Role::Muted), Span::new(said, Role::Server)];
    };
    let severity = match code.as_bytes() {
        [b'2', ..] => Severity::Success,
        [b'3', ..] => Severity::Intermediate,
        [b'4', ..] => Severity::Transient,
        _ => Severity::Permanent,
    };
    let is_code = code.bytes().all(|byte| byte.is_ascii_digit());
    let code = if is_code {
        Span::new(code, Role::Code(severity))
    } else {
        Span::new(code, Role::Server)
    };
    let is_own = is_code && of.is_some_and(|of| tells(&code.text, rest, of));
    let speaker = if is_own { Role::Warning } else { Role::Muted };
    vec![
        Span::new("S: ", speaker),
        code,
        Span::new(rest, Role::Server),
    ]
}

/// Whether a reply has a code, of whatever class if that says none.
fn tells(reply: &str, rest: &str, of: Code) -> bool {
    let name = of.to_string();
    match of {
        Code::Reply(_) => name == reply,
        Code::Enhanced(enhanced) => {
            let rest = rest.trim_start_matches([' ', '-']);
            let said = rest.split(' ').next().unwrap_or_default();
            said == name || enhanced.class().is_none() && said.get(1..) == name.get(1..)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("S: 250 OK", Severity::Success)]
    #[case("S: 354 End with a dot", Severity::Intermediate)]
    #[case("S: 450 Later", Severity::Transient)]
    #[case("S: 550-5.1.1 No", Severity::Permanent)]
    fn a_reply_in_a_dialogue_has_the_colour_of_its_class(
        #[case] line: &str,
        #[case] severity: Severity,
    ) {
        let spans = transcript(line, None);
        let code = Span::new(&line[3..6], Role::Code(severity));
        assert_eq!(spans[1], code);
    }
}
