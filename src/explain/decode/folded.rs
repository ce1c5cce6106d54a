//! An address that was broken over two lines is put together again: where a field was folded, and where a mail program breaks long lines.

use super::super::text::Text;

/// The shortest line that a mail program breaks with `=`.
const BROKEN: usize = 60;

/// A text in which no line ends within an address.
pub(super) fn unfolded(text: Text) -> Text {
    let signs = memchr::memchr_iter(b'@', text.text.as_bytes());
    let mut breaks: Vec<(usize, usize)> = Vec::new();
    let mut last = 0;
    for sign in signs {
        if sign < last {
            continue;
        }
        let found = behind_sign(&text.text, sign)
            .or_else(|| before_sign(&text.text, sign))
            .or_else(|| soft(&text.text, sign));
        if let Some((start, end)) = found {
            breaks.push((start, end));
            last = end;
        }
    }
    if breaks.is_empty() {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    for (start, end) in breaks {
        out.copy(at..start);
        at = end;
    }
    out.copy(at..text.text.len());
    out.finish()
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+')
}

/// The break and the blanks between the sign of an address, which ends its line, and the domain.
fn behind_sign(text: &str, sign: usize) -> Option<(usize, usize)> {
    let rest = text[sign + 1..].strip_prefix('\n')?;
    let domain = rest.trim_start_matches([' ', '\t']);
    let is_folded = domain.len() < rest.len();
    let word = domain.split([' ', '\n', '>']).next().unwrap_or_default();
    let is_domain = word.contains('.') && word.bytes().all(|byte| is_name(byte) || byte == b':');
    let has_name = text[..sign].ends_with(|c: char| c.is_ascii_alphanumeric());
    (is_folded && is_domain && has_name).then(|| (sign + 1, text.len() - domain.len()))
}

/// The break and the blanks between the name of an address, which ends its line, and the sign.
fn before_sign(text: &str, sign: usize) -> Option<(usize, usize)> {
    let above = text[..sign].trim_end_matches([' ', '\t']);
    let name = above.strip_suffix('\n').filter(|_| above.len() < sign)?;
    let has_name = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    let has_domain = text[sign + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (has_name && has_domain).then_some((name.len(), sign))
}

/// The `=` at which a mail program broke a long line within an address.
fn soft(text: &str, sign: usize) -> Option<(usize, usize)> {
    /// How far behind the sign the line may end.
    const FAR: usize = 80;
    let domain = text.as_bytes()[sign + 1..].iter().take(FAR);
    let length = domain.take_while(|byte| is_name(**byte)).count();
    let end = sign + 1 + length;
    let next = text[end..].strip_prefix("=\n")?;
    let start = text[..sign].rfind('\n').map_or(0, |at| at + 1);
    let goes_on = next.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    (length > 0 && end - start >= BROKEN && goes_on).then_some((end, end + 2))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::behind_the_sign(
        "Final-Recipient: rfc822; bob@\n example.net\nAction: failed",
        "Final-Recipient: rfc822; bob@example.net\nAction: failed"
    )]
    #[case::before_the_sign("to bob\n  @example.net", "to bob@example.net")]
    #[case::a_long_line(
        "                                                           bob@exam=\nple.net",
        "                                                           bob@example.net"
    )]
    #[case::a_short_line("bob@exam=\nple.net", "bob@exam=\nple.net")]
    #[case::a_line_that_begins_with_a_name(
        "write to bob@\nexample.net",
        "write to bob@\nexample.net"
    )]
    #[case::no_domain("we meet @\n noon", "we meet @\n noon")]
    fn an_address_is_put_together(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(unfolded(Text::verbatim(input)).text, expected);
    }
}
