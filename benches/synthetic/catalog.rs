//! A catalog far larger than any real one, for the question how cost grows. Made of the words of the shipped titles and of numbers, in
//! an order that is the same on every run.

use smtpref_catalog::{Catalog, Checked, Pack};
use smtpref_catalog::{
    Code, Commands, Connection, Effect, EnhancedClass, EnhancedCode, Entry, Page, Status, Subject,
};

/// Details of each subject; entries are spread over as many subjects as it takes.
const DETAILS: u32 = 1000;

/// Numbers that look random and are the same on every run (a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A packed catalog of so many entries. Each has a title of its own, a summary and two keywords; the pages are one short sentence.
pub(crate) fn pack(shipped: &Catalog, count: u32) -> Pack {
    let words: Vec<&str> = shipped
        .ids()
        .flat_map(|id| shipped.entry(id).title.split_whitespace())
        .collect();
    let mut numbers = Numbers(1);
    let mut text = |length: usize, number: u32| {
        let mut words: Vec<&str> = (0..length)
            .map(|_| words[numbers.below(words.len())])
            .collect();
        let number = number.to_string();
        words.push(&number);
        &*Box::leak(words.join(" ").into_boxed_str())
    };
    let entries = (0..count)
        .map(|number| {
            let entry = Entry {
                code: code(number),
                title: text(4, number),
                short: None,
                status: Status::Standard,
                summary: text(8, number),
                commands: Commands::default(),
                common: 0,
                keywords: vec![text(2, number), text(2, number)],
                classes: vec![EnhancedClass::Permanent],
                sources: Vec::new(),
            };
            (entry, page())
        })
        .collect();
    Pack::new(Checked {
        entries,
        sources: shipped.sources(),
        synonyms: shipped.synonyms().to_vec(),
        ..Checked::default()
    })
    .unwrap()
}

fn code(number: u32) -> Code {
    let subject = u16::try_from(number / DETAILS).ok().and_then(Subject::new);
    let detail = u16::try_from(number % DETAILS).unwrap();
    Code::Enhanced(EnhancedCode::new(None, subject.unwrap(), detail).unwrap())
}

fn page() -> Page {
    Page {
        description: vec!["The server does not take the message for this reason."],
        effect: Effect {
            connection: Connection::StaysOpen,
            note: "Nothing else happens.",
            ..Effect::default()
        },
        ..Page::default()
    }
}
