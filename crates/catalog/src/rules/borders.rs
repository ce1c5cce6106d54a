//! Where a phrase or the name of a host begins and ends in a text: a match in the midst of a longer word is none.

use std::ops::Range;

/// Whether a character belongs to a word that could go on; ideographs stand for themselves.
pub(super) fn goes_on(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

/// The bit of a byte of a word of ASCII.
const IN_WORD: u8 = 1;
/// The bit of a byte that goes on with a character.
const IN_CHARACTER: u8 = 2;

/// What each byte is.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => IN_WORD,
            0x80..=0xbf => IN_CHARACTER,
            _ => 0,
        };
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// The places of a text where a phrase or the name of a host can begin: not amid a word of ASCII. The borders of what is found there are
/// for the caller to look at.
pub(super) fn each_start(bytes: &[u8], mut begins: impl FnMut(usize)) {
    let kind = |at: usize| bytes.get(at).map(|byte| KINDS[usize::from(*byte)]);
    let mut at = 0;
    while let Some(of_first) = kind(at) {
        if of_first != IN_CHARACTER {
            begins(at);
        }
        at += 1;
        if of_first == IN_WORD {
            // The rest of the word is passed over at once.
            while kind(at) == Some(IN_WORD) {
                at += 1;
            }
        }
    }
}

/// Whether a match is not part of a longer word.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    // Behind either end of the text is what no word goes on with.
    let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or(b' ');
    let (before, first) = (byte(range.start.wrapping_sub(1)), byte(range.start));
    let (last, after) = (byte(range.end.wrapping_sub(1)), byte(range.end));
    if (before | first | last | after).is_ascii() {
        let in_word = |byte: u8| KINDS[usize::from(byte)] == IN_WORD;
        return !(in_word(before) && in_word(first) || in_word(last) && in_word(after));
    }
    let joins = |a: Option<char>, b: Option<char>| a.is_some_and(goes_on) && b.is_some_and(goes_on);
    let found = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !joins(before, found.chars().next()) && !joins(found.chars().next_back(), after)
}

/// Whether a match is a name of a host or the end of one: `google.com` in `mx.google.com`, not in `google.com.example`.
pub(super) fn is_host_end(text: &str, range: &Range<usize>) -> bool {
    let in_label = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let next = after.next();
    let goes_on = next.is_some_and(in_label)
        || (next == Some('.') && after.next().is_some_and(|c| c.is_ascii_alphabetic()));
    !before.is_some_and(in_label) && !goes_on
}

/// Whether a host is one that is spoken of, and that may have said nothing.
pub(super) fn is_only_named(text: &str, range: &Range<usize>) -> bool {
    is_in_brackets(text, range) || is_of_sender(text, range) || is_in_local_part(text, range)
}

/// Whether a match is a domain within the name of another address: `SRS0=xyz=UX=example.org=anna@example.net`, `bounce+bob=example.net@…`.
fn is_in_local_part(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with('=') && text[range.end..].starts_with(['=', '@'])
}

/// Whether a match has square brackets of its own: `SPF check for [example.org]`.
fn is_in_brackets(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with('[') && text[range.end..].starts_with(']')
}

/// Whether a match is the end of an address that is named as the sender's: the host of a sender has said nothing.
fn is_of_sender(text: &str, range: &Range<usize>) -> bool {
    let is_border = |c: char| c.is_whitespace() || "<>()[],;:\"'=@".contains(c);
    let Some(local) = text[..range.start].strip_suffix('@') else {
        return false;
    };
    let before = local.rfind(is_border).map_or("", |at| &local[..at]);
    let before = before.trim_end_matches(is_border);
    let behind = text[range.end..].trim_start_matches(is_border);
    before.ends_with("from") || before.ends_with("sender") || behind.starts_with("sender address")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::in_brackets("the message from (<petra@gmx.de>) matches", true)]
    #[case::of_mail("mail from:<petra@gmx.de> refused", true)]
    #[case::behind_a_name("sender petra@gmx.de unknown", true)]
    #[case::before_the_words("<petra@gmx.de>: sender address is not accepted", true)]
    #[case::of_a_recipient("<petra@gmx.de>: recipient address rejected", false)]
    #[case::a_host("mail from gmx.de is refused", false)]
    #[case::nothing_before("petra@gmx.de", false)]
    #[case::behind_another_letter("from\u{a0}petra@gmx.de", true)]
    fn the_address_of_a_sender_is_known(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_of_sender(text, &range(text, "gmx.de")), expected);
    }

    #[rstest]
    #[case::of_a_forwarder("SRS1=xyz=example.org==nZdm=hp=gmx.de=anna@example.net", true)]
    #[case::of_a_list("bounce+petra=gmx.de@lists.example.org", true)]
    #[case::a_host("helo=gmx.de", false)]
    #[case::an_address("to=petra@gmx.de", false)]
    fn a_domain_in_a_name_is_no_host(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_in_local_part(text, &range(text, "gmx.de")), expected);
    }

    fn range(text: &str, found: &str) -> Range<usize> {
        let start = text.find(found).unwrap();
        start..start + found.len()
    }

    #[rstest]
    #[case::whole("a spam filter", "spam", true)]
    #[case::begins_a_word("spamhaus", "spam", false)]
    #[case::ends_a_word("antispam", "spam", false)]
    #[case::between_marks("[spam]", "spam", true)]
    #[case::own_marks("x[s1]y", "[s1]", true)]
    #[case::ideographs("账户已满额", "已满", true)]
    #[case::begins_a_word_of_another_script("überall", "über", false)]
    #[case::ends_a_word_of_another_script("darüber", "über", false)]
    fn words(#[case] text: &str, #[case] found: &str, #[case] alone: bool) {
        assert_eq!(stands_alone(text, &range(text, found)), alone);
    }

    #[rstest]
    #[case::own("SPF check for [google.com] failed", true)]
    #[case::of_a_host("google.com[192.0.2.1]", false)]
    #[case::below("[mx.google.com]", false)]
    fn brackets(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_in_brackets(text, &range(text, "google.com")), expected);
    }

    #[rstest]
    #[case::itself("at google.com.", "google.com", true)]
    #[case::below("mx.google.com[192.0.2.1]", "google.com", true)]
    #[case::another("notgoogle.com", "google.com", false)]
    #[case::in_front("google.com.example", "google.com", false)]
    fn hosts(#[case] text: &str, #[case] found: &str, #[case] is_end: bool) {
        assert_eq!(is_host_end(text, &range(text, found)), is_end);
    }
}
