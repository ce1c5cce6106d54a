//! The catalog as the list of everything that somebody reads: each text with the page or pair and the field it stands in.

use smtpref_catalog::Catalog;
use smtpref_catalog::{Page, Pair};

/// A text of the catalog.
pub(crate) struct Text {
    /// The code of the page, or the two codes of the pair.
    pub(crate) place: String,
    /// The field.
    pub(crate) field: &'static str,
    /// The text itself.
    pub(crate) words: &'static str,
}

/// Every text that the catalog shows as a sentence or more, and every title and cell.
pub(crate) fn texts(catalog: &Catalog) -> Vec<Text> {
    let mut texts = Vec::new();
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let place = entry.code.to_string();
        let mut add = |field, text| {
            texts.push(Text {
                place: place.clone(),
                field,
                words: text,
            });
        };
        add("summary", entry.summary);
        of_page(catalog.page(id), &mut add);
    }
    for &(left, right) in catalog.pair_codes() {
        let (pair, _) = catalog.pair(left, right).unwrap();
        let place = format!("{left}-{right}");
        let mut add = |field, text| {
            texts.push(Text {
                place: place.clone(),
                field,
                words: text,
            });
        };
        of_pair(pair, &mut add);
    }
    texts
}

fn of_page(page: &Page, add: &mut impl FnMut(&'static str, &'static str)) {
    let mut each = |field, texts: &[&'static str]| {
        for text in texts {
            add(field, text);
        }
    };
    each("description", &page.description);
    each("when", &page.when);
    each("practice", &page.practice);
    for (_, text) in &page.in_class {
        each("in_class", &[text]);
    }
    for fix in &page.fix {
        each("fix", &fix.steps);
    }
    each("effect", &[page.effect.note]);
    for example in &page.examples {
        each("example title", &[example.title]);
    }
    for confusion in &page.confused_with {
        each("confused_with", &[confusion.why]);
    }
    for note in page.references.iter().filter_map(|of| of.note) {
        each("reference note", &[note]);
    }
}

fn of_pair(pair: &Pair, add: &mut impl FnMut(&'static str, &'static str)) {
    add("summary", pair.summary);
    for difference in &pair.differences {
        add("aspect", difference.aspect);
        add("difference", difference.left);
        add("difference", difference.right);
    }
    for text in &pair.guidance.received {
        add("received", text);
    }
    for text in &pair.guidance.choose {
        add("choose", text);
    }
}

/// Words before a full stop that end no sentence.
const ABBREVIATIONS: [&str; 4] = ["e.g.", "i.e.", "vs.", "etc."];

/// The sentences of a text. A full stop inside of a literal or a number ends none.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut literal = false;
    for (index, c) in text.char_indices() {
        literal ^= c == '`';
        let before = text[start..index].trim_end_matches([')', '"', '\'']);
        let ends = c == ' '
            && !literal
            && before.ends_with(['.', '?', '!'])
            && !ABBREVIATIONS.iter().any(|short| before.ends_with(short));
        if ends {
            sentences.push(text[start..index].trim());
            start = index;
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}
