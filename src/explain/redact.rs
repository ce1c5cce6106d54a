//! Takes out of a text what points to people and machines: addresses, hosts, IP addresses, links and ids. Codes, words and times stay.

/// Replaces addresses, hosts, IP addresses, links and ids.
///
/// # Examples
/// ```
/// use smtpref::explain::redact;
///
/// let text = "host mx.example.net[192.0.2.9] said: 550 5.1.1 <bob@example.net>: User unknown (queue 4F2A250333)";
/// assert_eq!(redact(text), "host [host][[ip]] said: 550 5.1.1 <[address]>: User unknown (queue [id])");
/// ```
#[must_use]
pub fn redact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(length) = link(rest) {
            out.push_str("[url]");
            rest = &rest[length..];
            continue;
        }
        let length = rest.find(separates).unwrap_or(rest.len());
        if length == 0 {
            let c = rest.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..c]);
            rest = &rest[c..];
            continue;
        }
        token(&rest[..length], &mut out);
        rest = &rest[length..];
    }
    out
}

/// Whether a character stands between tokens.
fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '"'
                | '\''
                | ','
                | ';'
                | '|'
                | '\u{201d}'
                | '\u{2019}'
        )
}

fn link(text: &str) -> Option<usize> {
    let head = text.as_bytes().get(..8)?;
    let is_link =
        head[..7].eq_ignore_ascii_case(b"http://") || head.eq_ignore_ascii_case(b"https://");
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | '\u{201d}');
    is_link.then(|| text.find(ends).unwrap_or(text.len()))
}

/// Writes a token, or what stands for it, with the marks around it.
fn token(token: &str, out: &mut String) {
    if let Some(at) = token.find('@') {
        // `to=bob@example.net` keeps its key.
        let key = token[..at].rfind(['=', ':']).map_or(0, |key| key + 1);
        let end = token.trim_end_matches(['.', ':', '!', '?']).len();
        let local = &token[key..at];
        if !local.is_empty() && end > at + 1 {
            out.push_str(&token[..key]);
            out.push_str("[address]");
            out.push_str(&token[end..]);
            return;
        }
    }
    let core = token.trim_end_matches(['.', ':', '!', '?']);
    if is_ipv6(core) {
        out.push_str("[ip]");
        out.push_str(&token[core.len()..]);
        return;
    }
    let mut is_first = true;
    for piece in token.split_inclusive([':', '/', '=']) {
        let bare = piece.trim_end_matches([':', '/', '=', '.', '!', '?']);
        out.push_str(named(bare, is_first).unwrap_or(bare));
        out.push_str(&piece[bare.len()..]);
        is_first = false;
    }
}

/// What stands for a part of a token.
fn named(bare: &str, is_first: bool) -> Option<&'static str> {
    if is_ipv4(bare) {
        Some("[ip]")
    } else if is_host(bare) {
        Some("[host]")
    } else if is_id(bare) && is_first || is_long_id(bare) {
        Some("[id]")
    } else {
        None
    }
}

fn is_ipv4(text: &str) -> bool {
    let mut parts = 0;
    let is_number = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split('.').all(|part| {
        parts += 1;
        is_number(part)
    }) && parts == 4
}

fn is_ipv6(text: &str) -> bool {
    let colons = text.bytes().filter(|byte| *byte == b':').count();
    let of = |fits: fn(&u8) -> bool| {
        text.bytes()
            .all(|byte| matches!(byte, b':' | b'.') || fits(&byte))
    };
    // `10:00:00`, also with a fraction of the second; an address that leaves nothing out has more colons.
    let is_clock = colons == 2 && !text.contains("::") && of(u8::is_ascii_digit);
    colons >= 2 && !is_clock && of(u8::is_ascii_hexdigit)
}

fn is_host(text: &str) -> bool {
    let mut labels = 0;
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let well_formed = text.split('.').all(|label| {
        labels += 1;
        is_label(label)
    });
    let last = text.rsplit('.').next().unwrap_or_default();
    well_formed && labels >= 2 && last.len() >= 2 && last.starts_with(char::is_alphabetic)
}

/// Digits and letters mixed as nobody writes words: `4F2A250333`, `1uMABC-000250-1x`; or a long number.
fn is_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let is_date = digits >= 6 && letters <= 1 && text.contains('-');
    let is_stamp = text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    is_plain
        && !is_date
        && !is_stamp
        && ((digits >= 3 && letters >= 2 && text.len() >= 8) || (digits >= 5 && letters == 0))
}

fn is_long_id(text: &str) -> bool {
    text.len() >= 10 && is_id(text)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::codes("550 5.7.606 Access denied", "550 5.7.606 Access denied")]
    #[case::key("to=bob@example.net, dsn=5.1.1", "to=[address], dsn=5.1.1")]
    #[case::ipv6("[2001:db8::1] at 10:00:00", "[[ip]] at 10:00:00")]
    #[case::ipv6_of_digits("1::2 at 10:00:00", "[ip] at 10:00:00")]
    #[case::ipv6_in_full("2001:0:0:0:0:0:0:9 said at 10:00:00.250", "[ip] said at 10:00:00.250")]
    #[case::port("mx.example.net:25", "[host]:25")]
    #[case::link("see https://example.com/?ip=192.0.2.1 now", "see [url] now")]
    #[case::exim("1uMABC-000250-1x ** x", "[id] ** x")]
    #[case::id_behind_its_key("id=4F2A250333B size=52428", "id=[id] size=52428")]
    #[case::date("2025-06-03 10:00:00 x", "2025-06-03 10:00:00 x")]
    #[case::words("Recipient address rejected", "Recipient address rejected")]
    fn takes_names_out(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(redact(text), expected);
    }
}
