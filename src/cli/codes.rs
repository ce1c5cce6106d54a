//! The codes on the command line, and what is said of a word that is not one.

use strsim::damerau_levenshtein;

use super::args::COMMANDS;
use crate::lookup::{Lookup, Token, parse_lookups, parse_lookups_and_names, parse_token};
use crate::search::{Filter, HitKind, Search};
use smtpref_catalog::Catalog;
use smtpref_catalog::Code;

/// The longest piece of a wrong word that an error repeats, in characters.
const ECHO: usize = 40;
/// The fewest letters of a command that may be misspelt, and from how many on two of them may be wrong.
const SHORT: usize = 4;
const LONG: usize = 7;
/// How many near codes an error names.
const NEAREST: usize = 3;

/// What the words mean.
#[derive(Debug, Default)]
pub(super) struct Requested {
    /// The lookups in their order.
    pub(super) lookups: Vec<Lookup>,
    /// The words that are not codes.
    pub(super) wrong: Vec<String>,
}

/// Whether words that follow each other can be one reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joining {
    /// `550 5.1.1` is one reply.
    Replies,
    /// Every word is a code of its own.
    Apart,
}

/// Reads the words of the command line.
pub(super) fn read(words: &[String], joining: Joining, catalog: &Catalog) -> Requested {
    let versus = |word: &str| matches!(parse_token(word), Token::Versus);
    // Somebody who writes "vs" has said where one side ends.
    let joins = joining == Joining::Replies || words.iter().any(|word| versus(word));
    let mut text = String::new();
    let mut codes = Requested::default();
    for word in words {
        if versus(word) || parse_lookups_and_names(word, catalog).is_some() {
            text.push_str(word);
            text.push_str(if joins { " " } else { " / " });
        } else {
            codes.wrong.push(word.clone());
            text.push_str(" / ");
        }
    }
    codes.lookups = parse_lookups_and_names(&text, catalog).unwrap_or_default();
    if codes.lookups.is_empty() && codes.wrong.is_empty() {
        // Nothing but words that go between codes.
        codes.wrong = words.to_vec();
    }
    codes
}

impl Requested {
    /// Whether the words are those of a search: no code, no command in the wrong place, and nothing that only looks like a code and is
    /// found nowhere.
    pub(super) fn are_words(&self, catalog: &Catalog) -> bool {
        let is_word = |word: &String| !has_digit(word) && parse_token(word) != Token::Versus;
        let is_command = |word: &String| COMMANDS.contains(&word.as_str());
        self.lookups.is_empty()
            && !self.wrong.iter().any(is_command)
            && (self.wrong.iter().any(is_word)
                || self.wrong.iter().any(|word| is_found(word, catalog)))
    }

    /// The command that was meant by a first word that is none, where only codes follow.
    pub(super) fn misspelt_command(&self, words: &[String]) -> Option<&'static str> {
        let (first, [_, ..]) = words.split_first()? else {
            return None;
        };
        if self.lookups.is_empty() || self.wrong != std::slice::from_ref(first) {
            return None;
        }
        let wrong = |name: &&str| damerau_levenshtein(&echo(first).to_lowercase(), name);
        let nearest = COMMANDS.into_iter().min_by_key(wrong)?;
        let allowed = if nearest.len() < LONG { 1 } else { 2 };
        (nearest.len() >= SHORT && wrong(&nearest) <= allowed).then_some(nearest)
    }

    /// What is wrong with the words that are not codes, and what comes nearest; one line for words that look like a query.
    pub(super) fn remarks(&self, catalog: &Catalog) -> Vec<String> {
        let query = self.wrong.join(" ");
        let is_query = self.lookups.is_empty()
            && self.wrong.len() > 1
            && !has_digit(&query)
            && !self.wrong.iter().any(|word| COMMANDS.contains(&&**word));
        if is_query {
            let text = echo(&query);
            let near = in_words(&nearest_by_words(&query, catalog));
            return vec![format!(
                "{text:?} is not a code{near}; search by words with: smtpref search WORDS"
            )];
        }
        self.wrong
            .iter()
            .map(|word| remark(word, catalog))
            .collect()
    }
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether the search finds what has digits and is not a code: the beginning of codes (`5.1`), or letters with digits that stand on a page,
/// such as the number that a provider gave a reply of its own (`S3150`).
fn is_found(text: &str, catalog: &Catalog) -> bool {
    if !has_digit(text) {
        return false;
    }
    let results = Search::new(catalog).run(text, &Filter::default());
    let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    results.hits.first().is_some_and(|hit| match hit.kind {
        HitKind::Piece => true,
        HitKind::Words => has_letter,
        HitKind::Code | HitKind::ReplyCode | HitKind::Filter => false,
    })
}

/// The nearest codes as the end of a remark.
fn in_words(near: &[String]) -> String {
    match near.split_last() {
        None => String::new(),
        Some((only, [])) => format!("; the nearest is {only}"),
        Some((last, others)) => format!("; the nearest are {} and {last}", others.join(", ")),
    }
}

fn remark(word: &str, catalog: &Catalog) -> String {
    let part = word
        .split_whitespace()
        .find(|part| parse_lookups(part).is_none())
        .unwrap_or(word);
    if parse_token(part) == Token::Versus {
        let word = echo(word);
        return format!(
            "{word:?} is not a code; it goes between two, as in: smtpref compare 250 vs 556"
        );
    }
    let wrong = match echo(part).parse::<Code>() {
        Err(error) => error.to_string(),
        Ok(_) => format!("{:?} is not a code", echo(word)),
    };
    if COMMANDS.contains(&part) {
        return format!("{wrong}; a command comes first, as in: smtpref {part} …");
    }
    format!("{wrong}{}", in_words(&nearest(part, catalog)))
}

/// What an error repeats of a text. It counts characters, not columns: some have none, and there may be any number of them.
pub(super) fn echo(text: &str) -> String {
    let mut echo: String = text.chars().take(ECHO).collect();
    if echo.len() < text.len() {
        echo.push('…');
    }
    echo
}

/// The codes nearest to a word: by its letters if it has a digit, else by what the search makes of it.
fn nearest(word: &str, catalog: &Catalog) -> Vec<String> {
    if !has_digit(word) {
        return nearest_by_words(word, catalog);
    }
    let asked = echo(word).to_ascii_uppercase();
    let mut ranked: Vec<(usize, u8, String)> = catalog
        .entries()
        .flat_map(|entry| {
            let with_classes = entry.classes.iter().filter_map(|&class| {
                let code = entry.code.enhanced()?.with_class(Some(class));
                Some(Code::Enhanced(code))
            });
            std::iter::once(entry.code)
                .chain(with_classes)
                .map(|code| (code.to_string(), entry.common))
        })
        .map(|(code, common)| {
            let far = damerau_levenshtein(&asked, &code);
            // A code of the other notation is further away than its letters say.
            let other = usize::from(asked.contains('.') != code.contains('.'));
            (far + 2 * other, u8::MAX - common, code)
        })
        .collect();
    ranked.sort_unstable();
    ranked.truncate(NEAREST);
    ranked.into_iter().map(|(_, _, code)| code).collect()
}

fn nearest_by_words(word: &str, catalog: &Catalog) -> Vec<String> {
    let results = Search::new(catalog).run(&echo(word), &Filter::default());
    let hits = results.hits.iter().map(|hit| hit.lookup.to_string());
    let near = results
        .nearest
        .iter()
        .map(|&id| catalog.entry(id).code.to_string());
    hits.chain(near).take(NEAREST).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split('+').map(str::to_owned).collect()
    }

    #[rstest]
    #[case::one_code("556", Joining::Replies, "556")]
    #[case::one_reply("550+5.1.1", Joining::Replies, "550 5.1.1")]
    #[case::a_reply_apart("550+5.1.1", Joining::Apart, "550|5.1.1")]
    #[case::quoted_replies("550 5.1.1+550 5.7.1", Joining::Apart, "550 5.1.1|550 5.7.1")]
    #[case::replies_around_vs("550+5.1.1+vs+550+5.7.1", Joining::Apart, "550 5.1.1|550 5.7.1")]
    #[case::codes_around_vs("250+vs+556", Joining::Replies, "250|556")]
    #[case::commas_and_spaces("450,451+452", Joining::Apart, "450|451|452")]
    #[case::a_word_between("550+hello+5.1.1", Joining::Replies, "550|5.1.1")]
    fn codes_are_joined_or_not(
        #[case] given: &str,
        #[case] joining: Joining,
        #[case] printed: &str,
    ) {
        let catalog = crate::shipped::catalog().unwrap();
        let codes = read(&words(given), joining, &catalog);
        let all: Vec<String> = codes.lookups.iter().map(Lookup::to_string).collect();
        assert_eq!(all.join("|"), printed);
        assert_eq!(codes.wrong.is_empty(), !given.contains("hello"));
    }

    #[rstest]
    #[case::too_many_digits("9999", "three digits")]
    #[case::no_such_class("6.1.1", "5.1.1")]
    #[case::too_few_numbers("5.1", "three numbers")]
    #[case::what_comes_near("5.1", "5.1.1")]
    #[case::a_word("hello", "nearest")]
    #[case::a_command("list", "comes first")]
    #[case::between_codes("vs", "between two")]
    #[case::control_characters("\u{1b}[31m", "\\u{1b}[31m")]
    fn remarks_say_what_is_wrong(#[case] word: &str, #[case] says: &str) {
        let catalog = crate::shipped::catalog().unwrap();
        let remark = remark(word, &catalog);
        assert!(remark.contains(says), "{remark}");
        assert!(!remark.contains(char::is_control), "{remark:?}");
    }

    #[rstest]
    #[case::a_number_of_a_provider("S3150", true)]
    #[case::the_same_in_small_letters("tss04", true)]
    #[case::two_of_them("RP-001+S3150", true)]
    #[case::the_beginning_of_codes("5.1", true)]
    #[case::words("mailbox+full", true)]
    #[case::four_digits("9999", false)]
    #[case::no_such_class("6.1.1", false)]
    #[case::on_no_page("abc123", false)]
    #[case::a_code("550+quota", false)]
    #[case::between_codes("vs", false)]
    #[case::a_command("list+S3150", false)]
    fn what_is_found_is_a_search(#[case] given: &str, #[case] are_words: bool) {
        let catalog = crate::shipped::catalog().unwrap();
        let codes = read(&words(given), Joining::Replies, &catalog);
        assert_eq!(codes.are_words(&catalog), are_words);
    }

    #[rstest]
    #[case::letters_in_the_wrong_order("shwo+550", Some("show"))]
    #[case::a_letter_too_few("compar+250+556", Some("compare"))]
    #[case::two_wrong_letters("explian+5.1.1", Some("explain"))]
    #[case::a_word_of_a_search("quota+550", None)]
    #[case::a_word_behind("550+shwo", None)]
    #[case::alone("shwo", None)]
    #[case::with_other_words("lost+mail", None)]
    fn a_misspelt_command_is_named(#[case] given: &str, #[case] command: Option<&str>) {
        let catalog = crate::shipped::catalog().unwrap();
        let given = words(given);
        let codes = read(&given, Joining::Replies, &catalog);
        assert_eq!(codes.misspelt_command(&given), command);
    }

    #[test]
    fn a_long_word_is_cut() {
        let catalog = crate::shipped::catalog().unwrap();
        let remark = remark(&"9".repeat(10_000), &catalog);
        assert!(remark.len() < 200, "{}", remark.len());
    }
}
