//! Reads codes out of what people type and logs print: `#5.1.10`, `452:`, `(503)`, `status=5.7.8`, `421-4.7.0`, `250 vs 556`.

use smtpref_catalog::{Catalog, Code};

use super::Lookup;

/// A word of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A code, without its wrapping.
    Code(Code),
    /// `vs` and the like: what stands before it and after it is to be compared.
    Versus,
    /// Anything else.
    Word,
}

/// What people put around a code.
const WRAPPING: &[char] = &[
    '#', '(', ')', '[', ']', '<', '>', '{', '}', ':', ';', ',', '.', '"', '\'', '`', '?', '!', '=',
    '-',
];

/// Words that run into a code, with a sign or where a space was lost: `status=5.7.8`, `error550`, `smtp;550`. The digits of a
/// provider's tag, such as `IB605`, are no code.
const LABELS: [&str; 12] = [
    "code", "dsn", "err", "error", "errors", "esmtp", "reply", "response", "said", "smtp", "stat",
    "status",
];

fn strip_wrapping(word: &str) -> &str {
    let bare = word.trim_matches(WRAPPING);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let label = &bare[..bare.len() - rest.len()];
    let is_labelled = LABELS.iter().any(|known| known.eq_ignore_ascii_case(label));
    let bare = if is_labelled {
        rest.trim_matches(WRAPPING)
    } else {
        bare
    };
    // "We are getting 552s."
    match bare.strip_suffix('s') {
        Some(code) if code.len() == 3 => code,
        _ => bare,
    }
}

/// One word without spaces, slashes or commas in it.
#[must_use]
pub fn parse_token(word: &str) -> Token {
    let bare = strip_wrapping(word);
    if ["vs", "versus", "v", "or", "and", "&", "with"]
        .iter()
        .any(|versus| bare.eq_ignore_ascii_case(versus))
    {
        return Token::Versus;
    }
    bare.parse().map_or(Token::Word, Token::Code)
}

/// The lookups of a text that holds nothing but codes, in their order; `None` if there is any other word.
///
/// A reply code directly followed by an enhanced status code is one lookup (`550 5.1.1`, `421-4.7.0`); with `vs`, a slash or a comma
/// between them they are two.
#[must_use]
pub fn parse_lookups(text: &str) -> Option<Vec<Lookup>> {
    parse(text, |_| None)
}

/// The lookups of a text that holds nothing but codes and names of causes and of providers' replies.
#[must_use]
pub fn parse_lookups_and_names(text: &str, catalog: &Catalog) -> Option<Vec<Lookup>> {
    parse(text, |word| parse_name(word, catalog))
}

/// The cause or the provider's reply of this name, whatever its letters' case.
#[must_use]
pub fn parse_name(word: &str, catalog: &Catalog) -> Option<Code> {
    let bare = word.trim_matches(WRAPPING).to_ascii_lowercase();
    catalog.find_name(&bare)
}

/// Words before codes that are to be compared: `compare 250 556`, as on the command line.
const COMPARE: [&str; 3] = ["compare", "diff", "difference"];

/// Whether a text begins with a word by which things are compared.
#[must_use]
pub fn compares(text: &str) -> bool {
    let first = text.split_whitespace().next();
    first.is_some_and(|word| COMPARE.iter().any(|verb| word.eq_ignore_ascii_case(verb)))
}

/// The two sides of a text that compares things, as they are written: `mailbox full vs user unknown`, `compare S3150 and S3140`.
#[must_use]
pub fn compared_sides(text: &str) -> Option<[String; 2]> {
    let is = |word: &str, known: &str| word.eq_ignore_ascii_case(known);
    let mut words = text.split_whitespace().peekable();
    let compares = words.next_if(|word| COMPARE.iter().any(|verb| is(word, verb)));
    if compares.is_some() {
        words.next_if(|word| is(word, "between"));
    }
    let words: Vec<&str> = words.collect();
    // `and` and `or` stand between words of a search too, where nothing says that it compares.
    let parts = |word: &&str| match compares {
        Some(_) => parse_token(word) == Token::Versus,
        None => says_versus(word),
    };
    let mut sides = words.split(parts);
    let both = [sides.next()?, sides.next()?];
    let is_pair = sides.next().is_none() && both.iter().all(|side| !side.is_empty());
    is_pair.then(|| both.map(|side| side.join(" ")))
}

/// Whether a word stands between things that are compared and nowhere else.
#[must_use]
pub fn says_versus(word: &str) -> bool {
    let bare = strip_wrapping(word);
    ["vs", "versus"]
        .iter()
        .any(|versus| bare.eq_ignore_ascii_case(versus))
}

/// What is read of a text so far.
#[derive(Default)]
struct Reading {
    lookups: Vec<Lookup>,
    /// Whether every code stands for itself, as nothing but a space is between those that are compared.
    apart: bool,
    /// Whether the next code can follow the last one in one reply.
    joins: bool,
}

fn parse(text: &str, name: impl Fn(&str) -> Option<Code>) -> Option<Vec<Lookup>> {
    let is = |word: &str, known: &str| word.eq_ignore_ascii_case(known);
    let mut words = text.split_whitespace().peekable();
    let compares = words.next_if(|word| COMPARE.iter().any(|verb| is(word, verb)));
    if compares.is_some() {
        words.next_if(|word| is(word, "between"));
    }
    let has_versus = words.clone().any(|word| parse_token(word) == Token::Versus);
    let mut reading = Reading {
        apart: compares.is_some() && !has_versus,
        ..Reading::default()
    };
    for word in words {
        if let Some(code) = name(word) {
            reading.lookups.push(Lookup::new(code));
        } else {
            reading.word(word)?;
        }
    }
    (!reading.lookups.is_empty()).then_some(reading.lookups)
}

impl Reading {
    /// Reads a word, which may hold several codes; `None` if a part of it is not a code.
    fn word(&mut self, word: &str) -> Option<()> {
        const BETWEEN: [char; 3] = ['/', ',', '|'];
        for part in word.split_inclusive(BETWEEN) {
            let bare = part.trim_end_matches(BETWEEN);
            for token in hyphenated(bare).into_iter().flatten() {
                if token.is_empty() {
                    continue;
                }
                match parse_token(token) {
                    Token::Versus => self.joins = false,
                    Token::Word => return None,
                    Token::Code(code) => self.code(code),
                }
            }
            if bare.len() < part.len() {
                self.joins = false;
            }
        }
        Some(())
    }

    fn code(&mut self, code: Code) {
        match (self.lookups.last_mut(), code) {
            (Some(last), Code::Enhanced(enhanced)) if self.joins => {
                match Lookup::reply_of(last.code, enhanced) {
                    Some(both) => *last = both,
                    None => self.lookups.push(Lookup::new(code)),
                }
            }
            _ => self.lookups.push(Lookup::new(code)),
        }
        self.joins = !self.apart;
    }
}

/// `421-4.7.0` is how a continued line of a reply joins its codes.
fn hyphenated(word: &str) -> [Option<&str>; 2] {
    match word.split_once('-') {
        Some((reply, rest)) if reply.len() == 3 && rest.contains('.') => [Some(reply), Some(rest)],
        _ => [Some(word), None],
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::reply_code("556", "556")]
    #[case::after_a_sign("#5.1.10", "5.1.10")]
    #[case::spaces_around(" x.1.10 ", "X.1.10")]
    #[case::before_a_colon("452:", "452")]
    #[case::in_brackets("(503)", "503")]
    #[case::after_an_equals_sign("status=5.7.8", "5.7.8")]
    #[case::both_codes("550 5.1.1", "550 5.1.1")]
    #[case::continued_line("421-4.7.0", "421 4.7.0")]
    #[case::continued_line_of_both("550-5.7.1", "550 5.7.1")]
    #[case::class_as_people_write_it("5xx", "5.X.X")]
    #[case::behind_a_word("error550", "550")]
    #[case::behind_a_protocol("smtp;550", "550")]
    #[case::behind_a_colon("err:535", "535")]
    #[case::before_a_letter("552s", "552")]
    #[case::behind_a_type("SMTP;5.7.1", "5.7.1")]
    fn one_lookup(#[case] text: &str, #[case] printed: &str) {
        let lookups = parse_lookups(text).unwrap();
        assert_eq!(lookups.len(), 1);
        assert_eq!(lookups[0].to_string(), printed);
    }

    #[rstest]
    #[case::vs("250 vs 556", "250|556")]
    #[case::space("250 556", "250|556")]
    #[case::slash("250/556", "250|556")]
    #[case::vs_with_a_dot("250 vs. 556", "250|556")]
    #[case::comma("250, 556", "250|556")]
    #[case::two_kinds("550 vs 5.1.1", "550|5.1.1")]
    #[case::two_kinds_with_a_slash("550/5.1.1", "550|5.1.1")]
    #[case::enhanced_codes("5.1.1 vs 5.1.10", "5.1.1|5.1.10")]
    #[case::two_replies("550 5.1.1 vs 550 5.7.1", "550 5.1.1|550 5.7.1")]
    #[case::three("450 451 452", "450|451|452")]
    #[case::behind_compare("compare 250 556", "250|556")]
    #[case::behind_diff("Diff 450 451", "450|451")]
    #[case::behind_difference("difference between 450 and 451", "450|451")]
    #[case::compare_two_kinds("compare 550 5.1.1", "550|5.1.1")]
    #[case::compare_two_replies("compare 550 5.1.1 vs 550 5.7.1", "550 5.1.1|550 5.7.1")]
    fn several_lookups(#[case] text: &str, #[case] printed: &str) {
        let lookups = parse_lookups(text).unwrap();
        let all: Vec<String> = lookups.iter().map(Lookup::to_string).collect();
        assert_eq!(all.join("|"), printed);
    }

    #[rstest]
    #[case::nothing("")]
    #[case::words("null mx")]
    #[case::code_in_a_sentence("got a 535")]
    #[case::vs_alone("vs")]
    #[case::compare_alone("compare")]
    #[case::code_before_compare("250 compare 556")]
    #[case::code_and_words("250 vs null mx")]
    #[case::four_digits("9999")]
    fn not_codes_alone(#[case] text: &str) {
        assert_eq!(parse_lookups(text), None);
    }

    #[rstest]
    #[case::words("mailbox full vs. user unknown", Some("mailbox full|user unknown"))]
    #[case::tags("S3150 versus S3140", Some("S3150|S3140"))]
    #[case::behind_compare("compare quota and greylisting", Some("quota|greylisting"))]
    #[case::a_search("quota or greylisting", None)]
    #[case::nothing_behind("quota vs", None)]
    #[case::three("quota vs dmarc vs spf", None)]
    fn sides_of_a_comparison(#[case] text: &str, #[case] sides: Option<&str>) {
        let found = compared_sides(text).map(|sides| sides.join("|"));
        assert_eq!(found.as_deref(), sides);
    }

    #[rstest]
    #[case::failure_with_a_transient_code("500 4.7.1", true)]
    #[case::transient_with_a_permanent_code("421 5.7.32", true)]
    #[case::same_digit("550 5.7.1", false)]
    #[case::go_on_with_success("354 2.0.0", true)]
    #[case::without_class("550 X.7.1", false)]
    fn contradictions(#[case] text: &str, #[case] contradicts: bool) {
        let lookups = parse_lookups(text).unwrap();
        assert_eq!(lookups[0].contradiction().is_some(), contradicts);
    }
}
