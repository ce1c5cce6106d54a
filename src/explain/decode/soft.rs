//! Text in quoted-printable whose header nobody copied: its lines end with `=` where a program broke them.

use super::super::text::Text;
use super::super::view::find;
use super::mime::{ENCODING, encoded_byte, quoted_printable};

/// How long such a line is: programs break them as late as they may (RFC 2045 section 6.7), and quoting adds a few.
const LENGTH: std::ops::RangeInclusive<usize> = 60..=78;

/// A text with its lines joined again and its bytes decoded, if one of them was broken so.
pub(in crate::explain) fn joined(text: Text) -> Text {
    let lines = text.text.split_inclusive('\n');
    let is_told = find(text.text.as_bytes(), b"=\n").is_some()
        && lines.clone().any(is_broken)
        && find(
            text.text.to_ascii_lowercase().as_bytes(),
            ENCODING.as_bytes(),
        )
        .is_none();
    if !is_told {
        return text;
    }
    let mut out = text.rewrite();
    let whole = 0..out.source().len();
    quoted_printable(&mut out, whole, None);
    out.finish()
}

/// Whether a line of words ends within one. Lines of base64 have no blanks.
fn is_broken(line: &str) -> bool {
    let Some(words) = line.strip_suffix("=\n") else {
        return false;
    };
    LENGTH.contains(&words.len())
        && words.contains(' ')
        && words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ','))
        // Each other sign of the kind stands for a byte, and none between a name and its value.
        && words.match_indices('=').all(|(at, _)| encoded_byte(&words.as_bytes()[at..]).is_some())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const LINE: &str =
        "Your message was not delivered to bob@example.net today because t=\nhe address";

    #[rstest]
    #[case::broken(
        LINE,
        "Your message was not delivered to bob@example.net today because the address"
    )]
    #[case::with_bytes(
        "F=C3=BCr wen das ist, wird in der Meldung unten leider nicht gena=\nnnt",
        "Für wen das ist, wird in der Meldung unten leider nicht genannt"
    )]
    #[case::values(
        "from = \"ann@example.org\", to = \"bob@example.net\", total = 1, hostname =\nx",
        "from = \"ann@example.org\", to = \"bob@example.net\", total = 1, hostname =\nx"
    )]
    #[case::a_short_line("the value=\nis 3", "the value=\nis 3")]
    #[case::base64(
        "WW91ciBtZXNzYWdlIHdhcyBub3QgZGVsaXZlcmVkIHRvIGJvYkBleGFtcGxlLm5ldCBib=\nx",
        "WW91ciBtZXNzYWdlIHdhcyBub3QgZGVsaXZlcmVkIHRvIGJvYkBleGFtcGxlLm5ldCBib=\nx"
    )]
    fn lines_are_joined(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(joined(Text::verbatim(text)).text, expected);
    }

    #[test]
    fn where_a_header_tells_it_the_parts_are_decoded_already() {
        let text = format!("Content-Transfer-Encoding: quoted-printable\n\n{LINE}");
        assert_eq!(joined(Text::verbatim(&text)).text, text);
    }
}
