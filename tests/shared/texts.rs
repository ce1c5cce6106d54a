//! The catalog as the list of everything that somebody reads: each text with the page or pair and the field it stands in.

use smtpref_catalog::{Catalog, Choice, Detail, Page, Pair};

/// A text of the catalog.
pub(crate) struct Text {
    /// The code of the page, or the two codes of the pair.
    pub(crate) place: String,
    /// The field.
    pub(crate) field: &'static str,
    /// The text itself.
    pub(crate) words: &'static str,
}

impl Text {
    /// Whether it is prose, and not a phrase of a few words.
    #[allow(dead_code, reason = "each test program has its own copy of this file")]
    pub(crate) fn is_prose(&self) -> bool {
        !matches!(
            self.field,
            "aspect"
                | "choice"
                | "difference"
                | "example title"
                | "reference note"
                | "said"
                | "who says so"
        )
    }
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
        of_detail(&catalog.page(id).detail, &mut add);
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
    for (_, choice) in &page.choices {
        match choice {
            Choice::Send { when, .. } => each("choice", &[when]),
            Choice::Instead { why, .. } => each("choice", why.as_slice()),
        }
    }
    for fix in &page.fix {
        let steps: Vec<_> = fix.steps.iter().map(|step| step.text).collect();
        each("fix", &steps);
    }
    // Only pages of codes say what becomes of the message.
    if !page.effect.note.is_empty() {
        each("effect", &[page.effect.note]);
    }
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

fn of_detail(detail: &Detail, add: &mut impl FnMut(&'static str, &'static str)) {
    if let Some(cause) = detail.cause() {
        add("address_note", cause.address_note);
        add("permanence_note", cause.permanence_note);
        if let Some(unsure) = cause.unsure {
            add("unsure", unsure);
        }
        for said in &cause.said {
            add("said", said.words);
            if let Some(who) = said.who {
                add("who says so", who);
            }
        }
        for send in &cause.send {
            add("send", send.why);
            if let Some(note) = send.reference.note {
                add("reference note", note);
            }
        }
    }
    if let Some(trap) = detail.reply().and_then(|reply| reply.trap) {
        add("trap", trap);
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
