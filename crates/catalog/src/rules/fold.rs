//! The text of a reply as rules see it: lower case, white space folded, addresses, hosts and the like masked, with a way back to the
//! places in the input.
//!
//! A host name holds words that say nothing of the cause (`mx.spamprotection.example`), so phrases meet a masked text; the marks of a
//! provider are just such names, so they meet the text with all in it. Both are made in one pass each, in linear time.

use std::ops::Range;

use super::mapped::{Mapped, NOWHERE};

/// What takes the place of an address.
pub(crate) const ADDRESS: char = '\u{1}';
/// What takes the place of a host, an IP address or a URL.
pub(crate) const NAME: char = '\u{2}';
/// Both.
const MASKS: [char; 2] = [ADDRESS, NAME];

/// Whether a character is a word, or half of one, that stands beside the next without a space: kana and Han characters.
///
/// # Examples
/// ```
/// use smtpref_catalog::is_ideograph;
///
/// let text = "550 用户不存在";
/// assert_eq!(text.chars().filter(|&c| is_ideograph(c)).count(), 5);
/// ```
#[must_use]
pub const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Last labels that make two labels a host; three labels are one whatever the last is.
const ENDINGS: &[&str] = &[
    "at", "au", "be", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dk", "edu", "es",
    "eu", "example", "fi", "fr", "gov", "info", "invalid", "io", "it", "jp", "kr", "local", "me",
    "net", "nl", "no", "org", "pl", "pt", "ru", "se", "test", "tv", "uk", "us",
];

/// A folded text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// Without the codes that begin its lines, masked.
    words: Mapped,
    /// With everything in it.
    raw: Mapped,
}

impl Folded {
    /// Folds the text of a reply.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::Folded;
    ///
    /// let folded = Folded::new("550-5.1.1 <bob@example.com>: User\r\n550 5.1.1 unknown");
    /// assert_eq!(folded.words(), "\u{1}: user unknown");
    /// assert!(folded.raw().contains("bob@example.com"));
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut raw = Mapped::of_size(text.len());
        if !has_breaks(text.as_bytes()) {
            // Of a single line the words are the end of the whole.
            let heading = crate::smtp::heading_length(text);
            raw.fold(text, 0);
            let mut at = raw.reaching(heading);
            at += usize::from(raw.text[at..].starts_with(' '));
            return Self {
                words: mask(&raw, at),
                raw,
            };
        }
        let mut words = Mapped::of_size(text.len());
        let mut start = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            let heading = crate::smtp::heading_length(line);
            raw.fold(line, start);
            words.fold(&line[heading..], start + heading);
            start += line.len();
        }
        Self {
            words: mask(&words, 0),
            raw,
        }
    }

    /// With a text beside it in which only marks and tags are looked for, such as the name of the host that spoke; what is met there has
    /// no place in the input.
    #[must_use]
    pub fn beside(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.raw.push(' ', NOWHERE);
            self.raw.fold_beside(text);
        }
        self
    }

    /// The words: without the codes that begin the lines, with a mask for each address, host, IP address and URL.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words.text
    }

    /// The words as people can read them, with dots for each mask.
    pub(crate) fn shown(&self) -> String {
        self.words.text.replace(MASKS, "\u{2026}")
    }

    /// The whole text.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw.text
    }

    /// The range of the input behind a range of [`words`](Self::words); `length` is that of the input.
    pub(super) fn origin_of_words(&self, range: Range<usize>, length: usize) -> Range<usize> {
        self.words.origin(range, length)
    }

    /// The range of the input behind a range of [`raw`](Self::raw); `length` is that of the input.
    pub(super) fn origin_of_raw(&self, range: Range<usize>, length: usize) -> Range<usize> {
        self.raw.origin(range, length)
    }
}

/// Whether a text has several lines.
#[expect(clippy::needless_bitwise_bool, reason = "no branch for each byte")]
fn has_breaks(bytes: &[u8]) -> bool {
    let is_break = |byte: u8| (byte == b'\n') | (byte == b'\r');
    bytes.iter().fold(false, |any, byte| any | is_break(*byte))
}

/// A masked copy of a text from a place on.
fn mask(text: &Mapped, start: usize) -> Mapped {
    let bytes = text.text.as_bytes();
    let mut masked = Mapped::of_size(bytes.len());
    let is = |byte: u8, kind: u8| KINDS[usize::from(byte)] == kind;
    let (mut at, mut kept) = (start, start);
    // Tokens without what every name has are passed over.
    while let Some(sign) = bytes[at..].iter().position(|byte| is(*byte, IN_NAME)) {
        let sign = at + sign;
        let before = bytes[at..sign].iter().rposition(|byte| is(*byte, BETWEEN));
        let behind = bytes[sign..].iter().position(|byte| is(*byte, BETWEEN));
        at += before.map_or(0, |before| before + 1);
        let length = behind.map_or(bytes.len(), |behind| sign + behind) - at;
        masked.push_range(text, kept..at);
        let url = url_length(&text.text[at..]);
        if url > 0 {
            masked.push_mask(NAME, text, at);
            at += url;
        } else {
            mask_token(text, at..at + length, &mut masked);
            at += length;
        }
        // Brackets that only hold what was masked go with it.
        if let Some(mark) = masked
            .text
            .chars()
            .next_back()
            .filter(|c| MASKS.contains(c))
        {
            let before = masked.text.len() - mark.len_utf8();
            let open = masked.text[..before].chars().next_back();
            let close = text.text[at..].chars().next();
            if matches!(
                (open, close),
                (Some('<'), Some('>')) | (Some('['), Some(']'))
            ) {
                let place = masked.place(before - 1).unwrap_or(NOWHERE);
                masked.truncate(before - 1);
                masked.push(mark, place);
                at += 1;
            }
        }
        kept = at;
    }
    masked.push_range(text, kept..bytes.len());
    masked
}

impl Mapped {
    /// Adds a mask for what begins at a place of a text.
    fn push_mask(&mut self, mask: char, text: &Self, at: usize) {
        self.push(mask, text.place(at).unwrap_or(NOWHERE));
    }
}

fn url_length(text: &str) -> usize {
    if text.starts_with("http:") || text.starts_with("https:") {
        let end = |c: char| c.is_whitespace() || matches!(c, '>' | '"' | ')');
        text.find(end).unwrap_or(text.len())
    } else {
        0
    }
}

/// A byte that stands between tokens; all white space has become spaces.
const BETWEEN: u8 = 1;
/// A byte that is in every name, and the masks themselves.
const IN_NAME: u8 = 2;

/// What each byte is.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = match byte {
            b' ' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'"' | b',' | b';' => BETWEEN,
            b'.' | b'@' | b':' | 1 | 2 => IN_NAME,
            _ => 0,
        };
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// Copies a token, with a mask for what has to be masked in it.
fn mask_token(text: &Mapped, range: Range<usize>, masked: &mut Mapped) {
    let token = &text.text[range.clone()];
    let core = token.trim_end_matches(['.', ':', '!', '?', '\'', '*']);
    let core_end = range.start + core.len();
    let in_name = |byte| matches!(byte, b'.' | b'@' | b':');
    if !core.bytes().any(in_name) {
        masked.push_range(text, range);
        return;
    }
    if let Some(length) = address_length(core) {
        masked.push_mask(ADDRESS, text, range.start);
        masked.push_range(text, range.start + length..core_end);
    } else if is_ipv6(core) {
        masked.push_mask(NAME, text, range.start);
    } else {
        let mut at = range.start;
        for piece in core.split_inclusive([':', '/', '=', '\'']) {
            let bare = piece.trim_end_matches([':', '/', '=', '\'']);
            let end = at + piece.len();
            if is_ipv4(bare) || is_host(bare) {
                masked.push_mask(NAME, text, at);
                masked.push_range(text, at + bare.len()..end);
            } else {
                masked.push_range(text, at..end);
            }
            at = end;
        }
    }
    masked.push_range(text, core_end..range.end);
}

/// How much of a token is the address that it begins with; `None` if it is none.
fn address_length(core: &str) -> Option<usize> {
    let (local, domain) = core.split_once('@')?;
    let in_domain =
        |c: char| matches!(c, '.' | '-' | '_') || (c.is_alphanumeric() && c < '\u{2e80}');
    let end = domain.find(|c: char| !in_domain(c)).unwrap_or(domain.len());
    (!local.is_empty() && end > 0).then(|| local.len() + 1 + end)
}

fn is_ipv6(core: &str) -> bool {
    core.len() >= 3
        && core.bytes().filter(|&byte| byte == b':').count() >= 2
        && core
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
}

fn is_ipv4(piece: &str) -> bool {
    let number = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = piece.split('.');
    parts.by_ref().take(4).filter(|part| number(part)).count() == 4 && parts.next().is_none()
}

fn is_host(piece: &str) -> bool {
    let mut labels = 0;
    let mut last = "";
    for label in piece.split('.') {
        let is_label = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if label.is_empty() || !label.bytes().all(is_label) {
            return false;
        }
        labels += 1;
        last = label;
    }
    let ends_like_a_host = last.len() >= 2 && last.starts_with(|c: char| c.is_ascii_lowercase());
    ends_like_a_host && (labels >= 3 || (labels == 2 && ENDINGS.binary_search(&last).is_ok()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::address("User <Bob@Example.com>: gone", "user \u{1}: gone")]
    #[case::glued("bob@example.com:user not here", "\u{1}:user not here")]
    #[case::host("host mx.spam-filter.example.net said:", "host \u{2} said:")]
    #[case::ip("[192.0.2.1] blocked", "\u{2} blocked")]
    #[case::ip_and_port("192.0.2.1:25", "\u{2}:25")]
    #[case::ipv6("from 2001:db8::1 refused", "from \u{2} refused")]
    #[case::url("see https://example.com/?p=Spam for it", "see \u{2} for it")]
    #[case::a_long_version("Mail 8.15.2.20261 sorry", "mail 8.15.2.20261 sorry")]
    #[case::codes_stay("#5.1.1 5.7.606", "#5.1.1 5.7.606")]
    #[case::two_labels("refused.see mail.", "refused.see mail.")]
    #[case::two_labels_of_a_host("at example.org, sorry", "at \u{2}, sorry")]
    #[case::quotes("Can\u{2019}t  \u{201c}go\u{201d}", "can't \"go\"")]
    #[case::a_host_of_a_country("host mx.example.de said:", "host \u{2} said:")]
    #[case::single_letters("see a.b.c for it", "see a.b.c for it")]
    #[case::a_colon_behind_codes("550 5.1.1: User unknown", "user unknown")]
    #[case::spaces_behind_codes("550 5.1.1   User unknown", "user unknown")]
    #[case::spaces_alone_in_front("  User unknown", "user unknown")]
    #[case::continued("550-5.7.1 one\n550 5.7.1 two", "one two")]
    fn masks_names_and_keeps_words(#[case] text: &str, #[case] words: &str) {
        assert_eq!(Folded::new(text).words(), words);
    }

    #[test]
    fn a_range_of_the_words_leads_back_to_the_input() {
        let input = "550 5.1.1 <bob@example.com>: USER  unknown!";
        let folded = Folded::new(input);
        let start = folded.words().find("user unknown").unwrap();
        let range = folded.origin_of_words(start..start + "user unknown".len(), input.len());
        assert_eq!(&input[range], "USER  unknown");
    }

    #[test]
    fn what_stands_beside_the_input_has_no_place_in_it() {
        let input = "blocked using zen.example.org";
        let folded = Folded::new(input).beside("host mx.example.net said:");
        let origin = |found: &str| {
            let start = folded.raw().find(found).unwrap();
            folded.origin_of_raw(start..start + found.len(), input.len())
        };
        assert_eq!(&input[origin("zen.example.org")], "zen.example.org");
        assert!(origin("mx.example.net").end > input.len());
    }

    #[test]
    fn endings_are_sorted() {
        assert!(ENDINGS.is_sorted());
    }
}
