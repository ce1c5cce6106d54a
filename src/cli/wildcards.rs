//! `*.eml` -> the files of that sort. A Unix shell does that itself; cmd and PowerShell leave it to each program.

use std::fs;
use std::path::Path;

/// Words with the files that the patterns among them stand for, if each word names something: else they are a text, in which a star is a star.
pub(super) fn expanded(words: Vec<String>) -> Vec<String> {
    if cfg!(windows) {
        among_files(words)
    } else {
        words
    }
}

fn among_files(words: Vec<String>) -> Vec<String> {
    let named: Option<Vec<Vec<String>>> = words.iter().map(|word| named(word)).collect();
    named.map_or(words, |named| named.concat())
}

/// What a word names; `None` if that is nothing.
fn named(word: &str) -> Option<Vec<String>> {
    if word == "-" || Path::new(word).exists() {
        return Some(vec![word.to_owned()]);
    }
    let start = word.rfind(['/', '\\', ':']).map_or(0, |at| at + 1);
    let (folder, pattern) = word.split_at(start);
    if folder.contains(['*', '?']) || !pattern.contains(['*', '?']) {
        return None;
    }
    let entries = fs::read_dir(if folder.is_empty() { "." } else { folder }).ok()?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| !entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| matches(pattern, name))
        .map(|name| format!("{folder}{name}"))
        .collect();
    names.sort_unstable();
    (!names.is_empty()).then_some(names)
}

/// Whether a name is of a pattern: a star is any characters, a question mark is one, and large letters are small ones.
fn matches(pattern: &str, name: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    let (pattern, name) = (letters(pattern), letters(name));
    let (mut at, mut of_name) = (0, 0);
    // Behind the last star, and the first character that it may leave.
    let mut star: Option<(usize, usize)> = None;
    while of_name < name.len() {
        match pattern.get(at) {
            Some('*') => {
                at += 1;
                star = Some((at, of_name));
            }
            Some(c) if *c == '?' || *c == name[of_name] => {
                at += 1;
                of_name += 1;
            }
            _ => {
                let Some((behind, left)) = star else {
                    return false;
                };
                at = behind;
                of_name = left + 1;
                star = Some((behind, of_name));
            }
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::all("*", "bounce.eml", true)]
    #[case::ending("*.eml", "bounce.eml", true)]
    #[case::ending_in_capitals("*.eml", "BOUNCE.EML", true)]
    #[case::another_ending("*.eml", "bounce.emlx", false)]
    #[case::beginning("u_ex*", "u_ex2601.log", true)]
    #[case::one_character("a?.log", "a1.log", true)]
    #[case::not_one_character("a?.log", "a.log", false)]
    #[case::two_stars("*b*c", "abbcbc", true)]
    #[case::the_end_is_missing("*b*c", "abbcb", false)]
    #[case::stars_at_the_end("a**", "a", true)]
    #[case::no_star("a.log", "A.log", true)]
    fn names_are_of_patterns(#[case] pattern: &str, #[case] name: &str, #[case] is: bool) {
        assert_eq!(matches(pattern, name), is);
    }

    #[test]
    fn many_stars_are_no_work() {
        let pattern = "a*".repeat(100) + "b";
        assert!(!matches(&pattern, &"a".repeat(250)));
    }

    #[test]
    fn a_pattern_is_its_files_only_where_each_word_names_something() {
        let folder = std::env::temp_dir().join(format!("smtpref-{}-wild", std::process::id()));
        fs::create_dir_all(folder.join("d.log")).unwrap();
        for name in ["b.log", "a.log", "c.txt"] {
            fs::write(folder.join(name), "").unwrap();
        }
        let word = |name: &str| format!("{}/{name}", folder.display());
        let expanded =
            |names: &[&str]| among_files(names.iter().map(|name| word(name)).collect::<Vec<_>>());
        let are = |names: &[&str]| names.iter().map(|name| word(name)).collect::<Vec<_>>();
        assert_eq!(expanded(&["*.log"]), are(&["a.log", "b.log"]));
        let both = expanded(&["c.txt", "?.LOG"]);
        assert_eq!(both, are(&["c.txt", "a.log", "b.log"]));
        for words in [&["*.eml"][..], &["*.log", "no-file"], &["*/a.log"]] {
            assert_eq!(expanded(words), are(words));
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
