//! The keywords of an entry and the groups of synonyms: words that somebody could type.

use std::ops::RangeInclusive;

use super::entry_file::check_length;
use super::reader::At;
use super::table::{Need, Table};
use crate::index::tokenize::{is_stop, words};

/// How many keywords an entry has: fewer are not found, more are noise.
const KEYWORDS: RangeInclusive<usize> = 3..=30;
/// The longest keyword, in characters: nobody types more of a reply.
const LENGTH: usize = 60;

pub(crate) fn keywords(fields: &Table<'_>) -> Vec<&'static str> {
    keywords_of(fields, Need::Filled, &KEYWORDS)
}

/// Keywords, so many of them.
pub(crate) fn keywords_of(
    fields: &Table<'_>,
    need: Need,
    count: &RangeInclusive<usize>,
) -> Vec<&'static str> {
    let keywords = fields.literals("keywords", need);
    check_length(fields, "keywords", &keywords, count);
    check_words(fields, "the keyword", &keywords);
    keywords.into_iter().map(|at| at.value).collect()
}

/// Groups of words that mean the same.
pub(super) fn synonyms(root: &Table<'_>) -> Vec<Vec<&'static str>> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for group in root.tables("group", "a [[group]]", Need::Filled) {
        let words = group.literals("words", Need::Filled);
        group.finish();
        if words.len() == 1 {
            group.problem(words[0].line, "a group has at least two words");
        }
        check_words(&group, "the word", &words);
        for at in &words {
            if groups.iter().any(|other| other.contains(&at.value)) {
                let message = format!("the word {:?} is in a group above: join the two", at.value);
                group.problem(at.line, message);
            }
        }
        groups.push(words.iter().map(|at| at.value).collect());
    }
    root.finish();
    groups
}

/// Notes words that no search could find as they are, or finds twice.
fn check_words(fields: &Table<'_>, what: &str, texts: &[At<&str>]) {
    for (index, at) in texts.iter().enumerate() {
        let text = at.value;
        let wrong = |wrong: &str| fields.problem(at.line, format!("{what} {text:?} {wrong}"));
        if text.to_lowercase() != text {
            wrong("has capitals: write it in lower case");
        }
        if texts[..index].iter().any(|other| other.value == text) {
            wrong("stands twice: remove the second");
        }
        if text.contains("...") || text.contains('\u{2026}') {
            wrong("is cut short by dots: write words that somebody could type");
        }
        if text.chars().count() > LENGTH {
            wrong(&format!(
                "is over {LENGTH} characters: keep the words that tell"
            ));
        }
        if words(text).iter().all(|word| is_stop(word)) {
            wrong("has no word that a search looks for: write one that means something");
        }
    }
}
