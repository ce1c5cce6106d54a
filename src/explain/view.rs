//! A text beside itself in ASCII lower case and on one line, byte for byte, so that what a line break divides is found all the same.

use std::ops::Range;

use super::effort::look_at;
use super::name_words::{OTHER, RECIPIENT};

/// A text, and the same in lower case.
#[derive(Clone, Copy)]
pub(super) struct View<'t> {
    pub(super) text: &'t str,
    pub(super) lower: &'t str,
    /// Whether it has an `@` at all: without one nothing in it is an address.
    pub(super) has_sign: bool,
    pairs: &'t Pairs,
}

/// Where a pattern begins. In a short text the first byte is looked for: preparing a search would cost more than the search.
pub(super) fn find(text: &[u8], pattern: &[u8]) -> Option<usize> {
    const SHORT: usize = 512;
    let first = *pattern.first()?;
    if text.len() > SHORT {
        return memchr::memmem::find(text, pattern);
    }
    let second = pattern.get(1);
    let begins = |at: &usize| {
        (second.is_none() || text.get(at + 1) == second) && text[*at..].starts_with(pattern)
    };
    memchr::memchr_iter(first, text).find(begins)
}

/// What stands beside a text.
pub(super) struct Flat {
    /// The text in lower case and on one line.
    lower: String,
    has_sign: bool,
    pairs: Pairs,
}

impl Flat {
    pub(super) fn of(text: &str) -> Self {
        let mut lower = text.to_ascii_lowercase();
        if memchr::memchr(b'\n', lower.as_bytes()).is_some() {
            lower = lower.replace('\n', " ");
        }
        Self {
            pairs: Pairs::of(lower.as_bytes()),
            has_sign: memchr::memchr(b'@', lower.as_bytes()).is_some(),
            lower,
        }
    }

    /// The text, of which this is made, beside it.
    pub(super) fn view<'t>(&'t self, text: &'t str) -> View<'t> {
        View {
            text,
            lower: &self.lower,
            has_sign: self.has_sign,
            pairs: &self.pairs,
        }
    }
}

/// Which two bytes stand together in a text: most patterns are told to be none of it without looking for them.
pub(super) struct Pairs([u64; 64]);

impl Pairs {
    pub(super) fn of(text: &[u8]) -> Self {
        let mut pairs = Self([0; 64]);
        for two in text.windows(2) {
            let (word, bit) = Self::place(two[0], two[1]);
            pairs.0[word] |= bit;
        }
        pairs
    }

    /// Six bits of each byte: enough to tell letters apart.
    const fn place(first: u8, second: u8) -> (usize, u64) {
        ((first & 63) as usize, 1 << (second & 63))
    }

    /// Whether a pattern can stand in the text.
    pub(super) fn may_hold(&self, pattern: &[u8]) -> bool {
        let Some((&first, others)) = pattern.split_first() else {
            return true;
        };
        let mut last = first;
        others.iter().all(|&byte| {
            let (word, bit) = Self::place(last, byte);
            last = byte;
            self.0[word] & bit != 0
        })
    }
}

impl View<'_> {
    /// The nearest border of a character at or before a place.
    pub(super) fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A range, cut to a length.
    pub(super) fn cut(&self, range: Range<usize>, most: usize) -> Range<usize> {
        range.start..self.floor(range.end.min(range.start + most))
    }

    /// A range without the white space around it.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// Where a pattern begins in a range.
    pub(super) fn find(&self, range: Range<usize>, pattern: &str) -> Option<usize> {
        if range.len() < pattern.len() || !self.pairs.may_hold(pattern.as_bytes()) {
            return None;
        }
        let at = find(&self.lower.as_bytes()[range.clone()], pattern.as_bytes());
        look_at(at.unwrap_or(range.len()));
        Some(range.start + at?)
    }

    /// Where a pattern begins last. Few texts have its pairs of bytes, and preparing a search takes longer than asking for those.
    pub(super) fn find_last(&self, pattern: &str) -> Option<usize> {
        if !self.pairs.may_hold(pattern.as_bytes()) {
            return None;
        }
        memchr::memmem::rfind(self.lower.as_bytes(), pattern.as_bytes())
    }

    /// Whether a range holds one of some patterns.
    pub(super) fn has(&self, range: &Range<usize>, patterns: &[&str]) -> bool {
        patterns
            .iter()
            .any(|pattern| self.find(range.clone(), pattern).is_some())
    }

    /// The address that a range begins with, after `<`, `mailto:` and the like.
    pub(super) fn address(&self, range: Range<usize>) -> Option<Range<usize>> {
        if !self.has_sign {
            return None;
        }
        let mut range = range;
        loop {
            let rest = &self.lower[range.clone()];
            // A name of stars alone is one that somebody has masked.
            if rest.starts_with('*') && rest.trim_start_matches('*').starts_with('@') {
                break;
            }
            let skip = if rest.starts_with([
                ' ', '<', '"', '\'', '`', '[', '(', '{', ':', '*', '|', '\t', '\u{201d}',
                '\u{2019}',
            ]) {
                rest.chars().next().map_or(0, char::len_utf8)
            } else if rest.starts_with("mailto:") || rest.starts_with("rfc822;") {
                7
            } else if rest.starts_with("smtp:") {
                5
            } else {
                break;
            };
            range.start += skip;
        }
        let rest = &self.text[range.clone()];
        let window = &rest[..self.floor(range.start + 320).min(range.end) - range.start];
        let at = memchr::memchr(b'@', window.as_bytes())?;
        let in_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.\"".contains(c);
        let skip = before_local(&window[..at]);
        let window = &window[skip..];
        let (at, range) = (at - skip, range.start + skip..range.end);
        let local = &window[..at];
        if local.is_empty() || !local.chars().all(in_local) {
            return None;
        }
        let domain = &window[at + 1..];
        let is_literal = domain.starts_with('[');
        let in_domain = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '.' | '-' | '_')
                || is_literal && matches!(c, '[' | ':')
        };
        let end = domain.find(|c| !in_domain(c)).unwrap_or(domain.len());
        let closes = is_literal && domain[end..].starts_with(']');
        let domain = if closes {
            &domain[..=end]
        } else {
            domain[..end].trim_end_matches(['.', ':', '-'])
        };
        (!domain.is_empty()).then(|| range.start..range.start + at + 1 + domain.len())
    }
}

/// The length of what a log writes right before an address: a key, or the host by which the mail went.
fn before_local(local: &str) -> usize {
    if memchr::memchr2(b'=', b'/', local.as_bytes()).is_none() {
        return 0;
    }
    let is_key = |key: &str| {
        let key = key.to_ascii_lowercase();
        key == "to" || RECIPIENT.contains(&key.as_str()) || OTHER.contains(&key.as_str())
    };
    let of_key = local.split_once('=').filter(|(key, _)| is_key(key));
    // `see http://example.org/?id=bob@example.net` has dots before its slash as well.
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_[]".contains(&byte);
    let is_host = |host: &str| host.contains('.') && host.bytes().all(is_part);
    let of_host = || local.split_once('/').filter(|(host, _)| is_host(host));
    of_key
        .or_else(of_host)
        .map_or(0, |(before, _)| before.len() + 1)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::brackets("<bob@example.net>: host", Some("bob@example.net"))]
    #[case::bare("bob@example.net", Some("bob@example.net"))]
    #[case::local_host("<root@canary>", Some("root@canary"))]
    #[case::a_kind("[SMTP:bob@example.net]", Some("bob@example.net"))]
    #[case::a_literal("<bob@[192.0.2.7]>: host", Some("bob@[192.0.2.7]"))]
    #[case::a_literal_that_is_cut("<bob@[192.0.2.7", Some("bob@[192.0.2.7"))]
    #[case::verdict_behind("bob@example.net:blocked)", Some("bob@example.net"))]
    #[case::words("write to bob@example.net", None)]
    #[case::behind_a_key(
        "from=news-bob=example.net@example.org x",
        Some("news-bob=example.net@example.org")
    )]
    #[case::behind_a_host("mx1.example.org/bob@example.net", Some("bob@example.net"))]
    #[case::behind_a_page("refused 1.2, see http://example.org/bob@example.net", None)]
    #[case::a_sender_of_bounces(
        "news-bob=example.net@example.org",
        Some("news-bob=example.net@example.org")
    )]
    #[case::masked("<****@example.net>: host", Some("****@example.net"))]
    #[case::list_item("* bob@example.net", Some("bob@example.net"))]
    #[case::backticks("`bob@example.net`", Some("bob@example.net"))]
    #[case::none("bob", None)]
    fn reads_an_address(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text);
        let found = view.address(0..text.len());
        assert_eq!(found.map(|range| &text[range]), expected);
    }
}
