//! The text of a reply as rules see it: lower case, white space folded, addresses, hosts and the like masked, with a way back to the
//! places in the input.
//!
//! A host name holds words that say nothing of the cause (`mx.spamprotection.example`), so phrases meet a masked text; the marks of a
//! provider are just such names, so they meet the text with all in it. Both are made in one pass each, in linear time.

use std::ops::Range;

/// What takes the place of an address.
pub(crate) const ADDRESS: char = '\u{1}';
/// What takes the place of a host, an IP address or a URL.
pub(crate) const NAME: char = '\u{2}';
/// Both.
const MASKS: [char; 2] = [ADDRESS, NAME];

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

/// A text, and for each of its bytes the place in the input from which it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Mapped {
    text: String,
    from: Vec<u32>,
}

impl Mapped {
    /// An empty one with room.
    fn of_size(size: usize) -> Self {
        Self {
            text: String::with_capacity(size),
            from: Vec::with_capacity(size),
        }
    }

    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        let place = u32::try_from(from).unwrap_or(u32::MAX);
        if c.is_ascii() {
            self.from.push(place);
        } else {
            self.from.resize(self.text.len(), place);
        }
    }

    /// Adds a character in lower case, white space folded and quotation marks straight.
    fn fold(&mut self, c: char, from: usize) {
        match c {
            '\u{2018}' | '\u{2019}' => self.push('\'', from),
            '\u{201c}' | '\u{201d}' => self.push('"', from),
            c if c.is_ascii_graphic() => self.push(c.to_ascii_lowercase(), from),
            c if c.is_whitespace() => {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.push(' ', from);
                }
            }
            c => {
                for lower in c.to_lowercase() {
                    self.push(lower, from);
                }
            }
        }
    }

    /// Adds a text that begins at a place in the input: words of ASCII in one piece, the rest character by character.
    fn fold_all(&mut self, text: &str, start: usize) {
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            if !byte.is_ascii_graphic() {
                let c = text[at..].chars().next().unwrap_or(' ');
                self.fold(c, start + at);
                at += c.len_utf8();
                continue;
            }
            let graphic = text.as_bytes()[at..].iter();
            let length = graphic.take_while(|byte| byte.is_ascii_graphic()).count();
            let before = self.text.len();
            self.text.push_str(&text[at..at + length]);
            self.text[before..].make_ascii_lowercase();
            let places = start + at..start + at + length;
            self.from
                .extend(places.map(|place| u32::try_from(place).unwrap_or(u32::MAX)));
            at += length;
        }
    }

    /// The range of the input from which a range came.
    fn origin(&self, range: Range<usize>, input: usize) -> Range<usize> {
        let start = self.from.get(range.start).map_or(input, |&at| at as usize);
        let last = range
            .end
            .checked_sub(1)
            .and_then(|last| self.from.get(last));
        let last = last.map_or(start, |&at| at as usize);
        // The end is where the next character came from that came from elsewhere; what stands beside the input comes from nowhere.
        let next = self.from.get(range.end..).unwrap_or_default();
        let end = next.iter().map(|&at| at as usize).find(|&at| at > last);
        start..end.unwrap_or(input).min(input).max(start)
    }
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
        if !text.contains(['\n', '\r']) {
            // Of a single line the words are the end of the whole.
            let heading = super::heading::length(text);
            raw.fold_all(text, 0);
            let mut at = raw.from.partition_point(|&from| (from as usize) < heading);
            at += usize::from(heading > 0 && raw.text[at..].starts_with(' '));
            return Self {
                words: mask(&raw.text[at..], &raw.from[at..]),
                raw,
            };
        }
        let mut words = Mapped::of_size(text.len());
        let mut start = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            let heading = super::heading::length(line);
            raw.fold_all(line, start);
            if heading > 0 {
                words.fold(' ', start);
            }
            words.fold_all(&line[heading..], start + heading);
            start += line.len();
        }
        Self {
            words: mask(&words.text, &words.from),
            raw,
        }
    }

    /// With a text beside it in which only marks and tags are looked for, such as the name of the host that spoke; what is met there has
    /// no place in the input.
    #[must_use]
    pub fn beside(mut self, text: &str) -> Self {
        const NOWHERE: usize = u32::MAX as usize;
        if !text.is_empty() {
            self.raw.push(' ', NOWHERE);
            for c in text.chars() {
                self.raw.fold(c, NOWHERE);
            }
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

/// A masked copy.
fn mask(text: &str, from: &[u32]) -> Mapped {
    let mut masked = Mapped::of_size(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let url = url_length(rest);
        let end = if url > 0 { url } else { token_length(rest) };
        if end == 0 {
            // A character between tokens.
            let c = rest.chars().next().unwrap_or(NAME);
            masked.push(c, from[at] as usize);
            at += c.len_utf8();
            continue;
        }
        if url > 0 {
            masked.push(NAME, from[at] as usize);
        } else {
            mask_token(text, from, at..at + end, &mut masked);
        }
        at += end;
        // Brackets that only hold what was masked go with it.
        if let Some(mark) = masked
            .text
            .chars()
            .next_back()
            .filter(|c| MASKS.contains(c))
        {
            let before = masked.text.len() - mark.len_utf8();
            let open = masked.text[..before].chars().next_back();
            let close = text[at..].chars().next();
            if matches!(
                (open, close),
                (Some('<'), Some('>')) | (Some('['), Some(']'))
            ) {
                let place = masked.from[before - 1];
                masked.truncate(before - 1);
                masked.push(mark, place as usize);
                at += 1;
            }
        }
    }
    masked
}

impl Mapped {
    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.from.truncate(length);
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

/// The length of the token that a text begins with; 0 if it begins with what stands between tokens.
fn token_length(text: &str) -> usize {
    // All white space has become spaces.
    let ends = |byte| {
        matches!(
            byte,
            b' ' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'"' | b',' | b';'
        )
    };
    text.bytes().position(ends).unwrap_or(text.len())
}

/// Copies a token, with a mask for what has to be masked in it.
fn mask_token(text: &str, from: &[u32], range: Range<usize>, masked: &mut Mapped) {
    let token = &text[range.clone()];
    let core = token.trim_end_matches(['.', ':', '!', '?', '\'', '*']);
    let copy = |masked: &mut Mapped, part: Range<usize>| {
        masked.text.push_str(&text[part.clone()]);
        masked.from.extend(&from[part]);
    };
    let core_end = range.start + core.len();
    let in_name = |byte| matches!(byte, b'.' | b'@' | b':');
    if !core.bytes().any(in_name) {
        copy(masked, range);
        return;
    }
    if let Some(length) = address_length(core) {
        masked.push(ADDRESS, from[range.start] as usize);
        copy(masked, range.start + length..core_end);
    } else if is_ipv6(core) {
        masked.push(NAME, from[range.start] as usize);
    } else {
        let mut at = range.start;
        for piece in core.split_inclusive([':', '/', '=', '\'']) {
            let bare = piece.trim_end_matches([':', '/', '=', '\'']);
            let end = at + piece.len();
            if is_ipv4(bare) || is_host(bare) {
                masked.push(NAME, from[at] as usize);
                copy(masked, at + bare.len()..end);
            } else {
                copy(masked, at..end);
            }
            at = end;
        }
    }
    copy(masked, core_end..range.end);
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
    #[case::codes_stay("#5.1.1 5.7.606", "#5.1.1 5.7.606")]
    #[case::two_labels("refused.see mail.", "refused.see mail.")]
    #[case::two_labels_of_a_host("at example.org, sorry", "at \u{2}, sorry")]
    #[case::quotes("Can\u{2019}t  \u{201c}go\u{201d}", "can't \"go\"")]
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
