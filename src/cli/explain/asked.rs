//! What the arguments of `explain` name: one text in words, or inputs.

use std::fs;
use std::path::Path;

use super::super::inputs::STANDARD_INPUT;

/// What is to be explained.
pub(super) enum Asked<'w> {
    /// The words are a text.
    Text(String),
    /// Each word names an input, whether it is there or not.
    Inputs(Vec<&'w str>),
}

impl<'w> Asked<'w> {
    /// What words mean. They name files if each of them does or has the form of a name, or if most of them do: a file that is gone makes
    /// no text of the others. Else they are the words of one text.
    pub(super) fn of(words: &'w [String]) -> Self {
        let is_file = |word: &str| word == STANDARD_INPUT || is_readable(word);
        let has_form = |word: &str| match words.len() {
            1 => is_named_like_a_file(word) || Path::new(word).is_dir(),
            // Between others a slash is enough: no text is made of such words alone.
            _ => is_named_like_a_file(word) || word.contains('/') || Path::new(word).is_dir(),
        };
        let files = words.iter().filter(|word| is_file(word)).count();
        let are_named = words.iter().all(|word| is_file(word) || has_form(word));
        if are_named || 2 * files > words.len() {
            Self::Inputs(words.iter().map(String::as_str).collect())
        } else {
            Self::Text(words.join(" "))
        }
    }
}

/// Whether words that are no command can by their form only name files, or name some that are there: `smtpref bounce.eml`.
pub(in crate::cli) fn are_files(words: &[String]) -> bool {
    let is_file =
        |word: &String| is_named_like_a_file(word) || word.contains('/') && is_readable(word);
    !words.is_empty() && words.iter().all(is_file)
}

/// Whether a name is that of something to read: a file, or a pipe as shells give it for `<(command)`.
fn is_readable(name: &str) -> bool {
    fs::metadata(name).is_ok_and(|found| !found.is_dir())
}

/// Whether one word can only be meant as the name of a file.
fn is_named_like_a_file(word: &str) -> bool {
    const ENDINGS: [&str; 8] = ["eml", "log", "txt", "msg", "json", "mbox", "csv", "gz"];
    let ending = Path::new(word)
        .extension()
        .and_then(|ending| ending.to_str());
    !word.contains(char::is_whitespace)
        && (word.starts_with(['/', '.', '~'])
            || is_path_of_windows(word)
            || ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str())))
}

/// Whether a word begins with a drive, or with the name of another machine.
fn is_path_of_windows(word: &str) -> bool {
    matches!(word.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
        || word.starts_with(r"\\")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_reply(&["550", "5.1.1", "User", "unknown"], false)]
    #[case::a_reply_that_names_a_file(&["550", "see", "/postmaster/help.txt"], false)]
    #[case::one_word(&["Cargo"], false)]
    #[case::a_file(&["Cargo.toml"], true)]
    #[case::a_folder(&["src"], true)]
    #[case::files_that_are_gone(&["a.eml", "b.eml"], true)]
    #[case::one_that_is_gone(&["Cargo.toml", "gone.eml"], true)]
    #[case::one_without_an_ending(&["Cargo.toml", "bounces/17"], true)]
    #[case::most(&["Cargo.toml", "README.md", "gone"], true)]
    #[case::a_word_that_is_a_file_too(&["550", "README.md", "unknown"], false)]
    #[case::standard_input_between(&["-", "a.eml"], true)]
    fn words_name_files_or_are_a_text(#[case] words: &[&str], #[case] are_inputs: bool) {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        let asked = Asked::of(&words);
        assert_eq!(matches!(asked, Asked::Inputs(_)), are_inputs);
    }

    #[rstest]
    #[case::a_file_in_a_folder(&["src/lib.rs"], true)]
    #[case::two(&["src/lib.rs", "./README.md"], true)]
    #[case::a_word_that_is_a_file_too(&["README.md"], false)]
    #[case::one_that_is_gone(&["gone.eml"], true)]
    #[case::a_name_of_ours_that_is_no_file(&["google/no-such-user"], false)]
    #[case::beside_a_word(&["src/lib.rs", "quota"], false)]
    #[case::a_folder(&["src/cli"], false)]
    #[case::nothing(&[], false)]
    fn words_alone_may_name_files(#[case] words: &[&str], #[case] expected: bool) {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        assert_eq!(are_files(&words), expected);
    }
}
