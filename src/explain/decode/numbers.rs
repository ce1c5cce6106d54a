//! `journalctl -o json` writes a message with a byte that is no text as a list of numbers: they become the text that they are.

use super::super::text::Text;
use super::super::view::find;

/// The key of a message, in quotation marks of any sort.
const KEY: &str = "MESSAGE";

/// Replaces the numbers of messages by a string.
pub(super) fn without_numbers(text: Text) -> Text {
    if find(text.text.as_bytes(), KEY.as_bytes()).is_none() {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let mut kept = 0;
    for at in memchr::memmem::find_iter(source.as_bytes(), KEY.as_bytes()) {
        let quote = source[..at].chars().next_back();
        let Some(quote) = quote.filter(|quote| matches!(quote, '"' | '\u{201d}')) else {
            continue;
        };
        let value = source[at + KEY.len()..].trim_start_matches([quote, ' ', ':']);
        let start = source.len() - value.len();
        let Some(length) = list_length(value.as_bytes()) else {
            continue;
        };
        out.copy(kept..start);
        out.put_char(quote, start..start + 1);
        let mut from = start + 1;
        for number in source[from..start + length - 1].split_inclusive(',') {
            let place = from..from + number.len();
            from = place.end;
            let byte: u8 = number.trim_end_matches(',').trim().parse().unwrap_or(b' ');
            match byte {
                // A quotation mark in the message does not end it.
                b'"' => out.put_char('\'', place),
                b'\\' => out.put_char('/', place),
                32..=126 => out.put_char(char::from(byte), place),
                _ => out.put_char(' ', place),
            }
        }
        out.put_char(quote, start + length - 1..start + length);
        kept = start + length;
    }
    out.copy(kept..source.len());
    out.finish()
}

/// The length of a list of numbers with its brackets; `None` if it is none.
fn list_length(value: &[u8]) -> Option<usize> {
    let in_list = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b',' | b' ');
    let numbers = value.strip_prefix(b"[")?;
    let length = numbers.iter().take_while(in_list).count();
    (length > 0 && numbers.get(length) == Some(&b']')).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_message("{\"MESSAGE\":[53,53,48,32,27,110,111]}", "{\"MESSAGE\":\"550  no\"}")]
    #[case::spaces("\"MESSAGE\" : [ 53, 53, 48 ]", "\"MESSAGE\" : \"550\"")]
    #[case::escaped(
        "\u{201d}MESSAGE\u{201d}:[53,53,48]",
        "\u{201d}MESSAGE\u{201d}:\u{201d}550\u{201d}"
    )]
    #[case::a_text("{\"MESSAGE\":\"550 no\"}", "{\"MESSAGE\":\"550 no\"}")]
    #[case::another_list("{\"MESSAGE\":[\"a\"]}", "{\"MESSAGE\":[\"a\"]}")]
    #[case::open("{\"MESSAGE\":[53,53", "{\"MESSAGE\":[53,53")]
    #[case::empty("{\"MESSAGE\":[]}", "{\"MESSAGE\":[]}")]
    fn numbers_become_text(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_numbers(Text::verbatim(input)).text, expected);
    }

    #[test]
    fn a_character_leads_back_to_its_number() {
        let text = without_numbers(Text::verbatim("{\"MESSAGE\":[53,53,48]}"));
        let at = text.text.find("550").unwrap();
        assert_eq!(text.origin(at..at + 1), 12..15);
    }
}
