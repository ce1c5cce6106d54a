//! A page in parts, for whom it is read aloud: the answer first, and what follows section by section when it is asked for.

use crate::document::Block;

/// What of a page was not told yet.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The sections in their order, each with its heading.
    sections: Vec<Vec<Block>>,
}

impl Parts {
    /// The answer of a page, which ends with its first section, and the rest.
    pub(super) fn of(blocks: Vec<Block>) -> (Vec<Block>, Self) {
        let mut sections: Vec<Vec<Block>> = vec![Vec::new()];
        for block in blocks {
            if matches!(block, Block::Heading(_)) {
                sections.push(Vec::new());
            }
            sections.last_mut().expect("there is one").push(block);
        }
        let rest = sections.split_off(sections.len().min(2));
        (sections.concat(), Self { sections: rest })
    }

    /// The names of the sections.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().filter_map(|section| name(section))
    }

    /// Takes the next section.
    pub(super) fn next(&mut self) -> Option<Vec<Block>> {
        (!self.sections.is_empty()).then(|| self.sections.remove(0))
    }

    /// Takes the section of a name.
    pub(super) fn named(&mut self, asked: &str) -> Option<Vec<Block>> {
        let has_it = |section: &Vec<Block>| {
            name(section).is_some_and(|name| name.eq_ignore_ascii_case(asked))
        };
        let at = self.sections.iter().position(has_it)?;
        Some(self.sections.remove(at))
    }

    /// Takes all of them.
    pub(super) fn all(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.sections).concat()
    }
}

fn name(section: &[Block]) -> Option<&str> {
    match section.first() {
        Some(Block::Heading(name)) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_ends_with_the_first_section() {
        let head = |name: &str| Block::Heading(name.to_owned());
        let text = || Block::Paragraph(Vec::new());
        let blocks = vec![
            text(),
            head("What to do"),
            text(),
            head("Why"),
            text(),
            head("Where"),
        ];
        let (answer, mut rest) = Parts::of(blocks);
        assert_eq!(answer.len(), 3);
        assert_eq!(rest.names().collect::<Vec<_>>(), ["Why", "Where"]);
        assert_eq!(rest.named("where").map(|section| section.len()), Some(1));
        assert_eq!(rest.named("where"), None);
        assert_eq!(rest.next().map(|section| section.len()), Some(2));
        assert_eq!(rest.next(), None);
        assert!(rest.all().is_empty());
        let (answer, rest) = Parts::of(vec![text()]);
        assert_eq!((answer.len(), rest.names().count()), (1, 0));
    }
}
