//! The proofs of a page: what was seen of which program. `data/README.md` describes the fields.

use super::entry_file::word;
use super::reader::At;
use super::table::{Need, Table};
use crate::{Proof, ProofKind};

/// The longest name of a program and the longest version, in characters.
const LONGEST: usize = 24;

/// Reads `proof`. Problems stay with the reader.
pub(super) fn proofs(fields: &Table<'_>) -> Vec<Proof> {
    let mut proofs: Vec<Proof> = Vec::new();
    for table in fields.tables("proof", "a proof", Need::Optional) {
        let software = table.text("software");
        let how = table.text("how");
        let at = table.phrase("at");
        let says = table.phrase("says");
        table.finish();
        let software = software.and_then(|at| name_and_version(&table, at));
        let how = how.and_then(|at| word::<ProofKind>(&table, "how", at));
        let (Some((software, version)), Some(how), Some(at), Some(says)) =
            (software, how, at, says)
        else {
            continue;
        };
        let proof = Proof {
            software,
            version,
            how,
            at: at.value,
            says: says.value,
        };
        if proofs.contains(&proof) {
            let message = format!("`proof` says {:?} twice: remove the second", says.value);
            table.problem(says.line, message);
        }
        proofs.push(proof);
    }
    proofs
}

/// `Postfix 3.7.11` in its two parts, or a problem.
fn name_and_version(
    table: &Table<'_>,
    at: At<&'static str>,
) -> Option<(&'static str, &'static str)> {
    let parts = at.value.rsplit_once(' ');
    let parts = parts.filter(|(name, version)| is_name(name) && is_version(version));
    if parts.is_none() {
        let message = format!(
            "`software` is {:?}: write the program and the version that was seen, like Postfix 3.7.11",
            at.value
        );
        table.problem(at.line, message);
    }
    parts
}

fn is_name(name: &str) -> bool {
    let in_name = |c: char| c.is_ascii_alphanumeric() || " -.".contains(c);
    name.len() <= LONGEST
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(in_name)
}

/// Whether it is a version: numbers with dots between, of which the last may have letters: `3.7.11`, `6.8.0p2`, `2.3`.
fn is_version(version: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_last = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    version.len() <= LONGEST
        && version
            .rsplit_once('.')
            .is_some_and(|(numbers, last)| numbers.split('.').all(is_number) && is_last(last))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::three_numbers("3.7.11")]
    #[case::two_numbers("4.96")]
    #[case::with_letters("6.8.0p2")]
    #[case::four_numbers("8.17.1.9")]
    fn a_version(#[case] version: &str) {
        assert!(is_version(version));
    }

    #[rstest]
    #[case::a_word("Postfix", true)]
    #[case::two_words("Exchange Server", true)]
    #[case::marks("docker-mailserver.org", true)]
    #[case::empty("", false)]
    #[case::leading_digit("3com", false)]
    #[case::another_mark("Post_fix", false)]
    #[case::bracket("Exim (Debian)", false)]
    #[case::too_long("The quick brown fox jumps over the lazy dog", false)]
    fn the_name_of_a_program(#[case] name: &str, #[case] fits: bool) {
        assert_eq!(is_name(name), fits);
    }

    #[rstest]
    #[case::empty("")]
    #[case::one_number("3")]
    #[case::word("latest")]
    #[case::leading_letter("v3.7")]
    #[case::empty_part("3..7")]
    #[case::trailing_dot("3.7.")]
    #[case::letters_before_the_end("3a.7")]
    #[case::range("3.7-3.9")]
    #[case::too_long("1.2.3.4.5.6.7.8.9.10.11.12")]
    fn what_is_not_a_version(#[case] version: &str) {
        assert!(!is_version(version));
    }
}
