//! Arguments without options, read without building the parser.
//!
//! Building it takes a third of the time of a short answer, and most calls are a command and words. What they mean is the same; a
//! test holds both together. Everything else, and everything wrong, is for the parser.

use std::ffi::OsString;

use super::args::{Args, COMMANDS, CompareArgs, ListArgs, Request, SearchArgs, ShowArgs};

/// The arguments behind the name of the program, if they are plain words.
pub(super) fn read(words: impl Iterator<Item = OsString>) -> Option<Args> {
    let words: Vec<String> = words
        .map(|word| {
            word.into_string()
                .ok()
                .filter(|word| !word.starts_with('-'))
        })
        .collect::<Option<_>>()?;
    let (first, rest) = words.split_first()?;
    let request = match (&**first, rest) {
        ("show", [_, ..]) => Request::Show(ShowArgs {
            codes: rest.to_vec(),
            ..ShowArgs::default()
        }),
        ("compare", [_, ..]) => Request::Compare(CompareArgs {
            codes: rest.to_vec(),
            ..CompareArgs::default()
        }),
        ("list", _) => Request::List(ListArgs {
            query: rest.to_vec(),
            ..ListArgs::default()
        }),
        ("search", [_, ..]) => Request::Search(SearchArgs {
            query: rest.to_vec(),
            ..SearchArgs::default()
        }),
        (name, _) if COMMANDS.contains(&name) => return None,
        _ => {
            return Some(Args {
                codes: words,
                ..Args::default()
            });
        }
    };
    Some(Args {
        request: Some(request),
        ..Args::default()
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::show("show 556")]
    #[case::show_with_a_command_behind("show 550 5.1.1 show")]
    #[case::compare("compare 250 vs 556")]
    #[case::compare_one("compare 250")]
    #[case::list("list")]
    #[case::list_with_a_query("list quota")]
    #[case::search("search null mx")]
    #[case::search_with_signs("search !quota a | b 'exact")]
    #[case::one_code("556")]
    #[case::two_codes("250 556")]
    #[case::a_word_first("hello list")]
    fn plain_words_mean_what_the_parser_reads(#[case] line: &str) {
        let words = || line.split(' ').map(OsString::from);
        let parsed = Args::try_parse_from(std::iter::once("smtpref".into()).chain(words()));
        assert_eq!(read(words()), Some(parsed.unwrap()));
    }

    #[rstest]
    #[case::nothing("")]
    #[case::show_nothing("show")]
    #[case::search_nothing("search")]
    #[case::man("man")]
    #[case::completions("completions bash")]
    #[case::an_option("show 556 --json")]
    #[case::two_dashes("show -- 556")]
    #[case::help("-h")]
    fn all_else_is_for_the_parser(#[case] line: &str) {
        assert_eq!(read(line.split_whitespace().map(OsString::from)), None);
    }
}
