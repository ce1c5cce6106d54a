//! The months as logs name them: those of syslog, and those that journald writes in the language of its reader.

/// The months as syslog writes them, in lower case.
pub(super) const ENGLISH: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The same in German, French, Spanish, Italian, Dutch, Portuguese, Polish, Czech, Swedish and Danish, as far as they differ and begin with
/// a letter of English.
const ELSEWHERE: [&[&str]; 12] = [
    &["janv", "ene", "gen", "sty", "led"],
    &["févr", "fev", "lut"],
    &["mär", "mrz", "mars", "mrt", "bře"],
    &["avril", "abr", "kwi", "dub"],
    &["mai", "mag", "mei", "maj", "kvě"],
    &["juin", "giu", "cze"],
    &["juil", "lug", "lip"],
    &["août", "ago", "sie", "srp"],
    &["sept", "set", "wrz"],
    &["okt", "ott", "out", "paź"],
    &["lis"],
    &["dez", "déc", "dic", "gru"],
];

/// The number of a month by its name in lower case, with a dot behind it or without, in any language but English.
pub(super) fn elsewhere(name: &str) -> Option<u8> {
    let name = name.trim_end_matches('.');
    let place = ELSEWHERE.iter().position(|names| names.contains(&name))?;
    u8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::german("okt", Some(10))]
    #[case::french("sept.", Some(9))]
    #[case::italian("lug", Some(7))]
    #[case::polish("paź", Some(10))]
    #[case::english("oct", None)]
    #[case::a_word("outer", None)]
    fn a_month_has_a_number(#[case] name: &str, #[case] expected: Option<u8>) {
        assert_eq!(elsewhere(name), expected);
    }
}
