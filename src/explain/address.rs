//! Where an address begins and ends in a text, whatever a program writes around it. Whose it is tell `scan` and `verdict`.

use std::ops::Range;

use smtpref_catalog::is_ideograph;

use super::name_words::{OTHER, RECIPIENT};
use super::view::View;

/// The most addresses of one block that are looked at.
pub(super) const MOST_ADDRESSES: usize = 200;
/// How far to the left of an address the words that tell of it stand.
pub(super) const LEFT: usize = 90;

/// The longest address: as many octets as a local part, the sign and a domain may have (RFC 5321 section 4.5.3.1).
const LONGEST: usize = 320;

/// Signs that people put in the place of letters.
const MASKS: [char; 9] = ['▲', '△', '●', '○', '■', '□', '★', '☆', '◆'];

impl View<'_> {
    /// The address that a range begins with, after `<`, `mailto:` and the like.
    pub(super) fn address(&self, range: Range<usize>) -> Option<Range<usize>> {
        if !self.has_sign {
            return None;
        }
        let mut range = range;
        loop {
            let rest = &self.lower[range.clone()];
            if rest.starts_with('"') && self.quoted_name(&range).is_some() {
                break;
            }
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
        if let Some(quoted) = self.quoted_name(&range) {
            return Some(quoted);
        }
        let rest = &self.text[range.clone()];
        let window = &rest[..self.floor(range.start + LONGEST).min(range.end) - range.start];
        let at = memchr::memchr(b'@', window.as_bytes())?;
        let in_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.\"".contains(c);
        let skip = before_local(&window[..at]);
        let skip = skip + glued_before(&window[skip..at], &window[at + 1..]);
        let local = &window[skip..at];
        // A quotation mark that was opened before the name and is closed nowhere.
        let opens = local.starts_with('"') && !local.ends_with('"');
        let skip = skip + usize::from(opens);
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
        // `bob@m▲.example.net` has a domain that nobody is to know.
        if domain[end..].starts_with(MASKS) {
            return None;
        }
        let end = glued_behind(&domain[..end]).unwrap_or(end);
        let end = without_clause(&domain[..end]).map_or(end, str::len);
        let closes = is_literal && domain[end..].starts_with(']');
        let domain = if closes {
            &domain[..=end]
        } else {
            domain[..end].trim_end_matches(['.', ':', '-'])
        };
        // `<bob@[MY DOMAIN].example>` is what somebody put in the place of a name.
        let is_masked = is_literal && !holds_number(domain);
        if domain.is_empty() || is_masked {
            return None;
        }
        let end = range.start + at + 1 + domain.len();
        let opens = self.text[..range.start].ends_with('<');
        let more = if opens {
            second_domain(&self.text[end..range.end])
        } else {
            0
        };
        Some(range.start..end + more)
    }

    /// The address with a name in quotation marks that a range begins with: `"bob jones"@example.net`.
    fn quoted_name(&self, range: &Range<usize>) -> Option<Range<usize>> {
        const LONGEST: usize = 64;
        let inner = self.text[range.clone()].strip_prefix('"')?;
        let end = memchr::memchr(b'"', &inner.as_bytes()[..inner.len().min(LONGEST)])?;
        let domain = inner[end + 1..].strip_prefix('@')?;
        let in_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let length = domain.bytes().take_while(in_domain).count();
        let length = domain[..length].trim_end_matches(['.', '-']).len();
        let is_name = end > 0 && !inner[..end].contains(['\n', '@', '<', ':']);
        let start = range.end - domain.len();
        (is_name && length > 0).then_some(range.start..start + length)
    }

    /// The name of a mailbox at the server itself that a range begins with, which has no domain: `<root>`, and `root` before a comma.
    pub(super) fn mailbox(&self, range: Range<usize>) -> Option<Range<usize>> {
        const LONGEST: usize = 64;
        let text = &self.text[range.clone()];
        let bare = text.strip_prefix('<');
        let (name, end) = match bare {
            Some(name) => (name, '>'),
            None => (text, ','),
        };
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || b"._+-".contains(byte);
        let length = name.bytes().take(LONGEST).take_while(goes_on).count();
        let start = range.end - name.len();
        // `ya...tall.net` is an address of which somebody has left out the middle.
        let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_name = begins && !name[..length].contains("..");
        (is_name && name[length..].starts_with(end)).then_some(start..start + length)
    }

    /// The address around a sign.
    pub(super) fn address_around(&self, range: &Range<usize>, sign: usize) -> Option<Range<usize>> {
        let in_local = |c: char| c.is_alphanumeric() || "!#$%&*+-/=^_{|}~.".contains(c);
        let near = self.floor(sign.saturating_sub(LEFT)).max(range.start);
        // Exchange has names of its own that are longer: `IMCEAEX-_O=EXAMPLE_OU=…`.
        let is_cut = near > range.start && self.lower[near..sign].chars().all(in_local);
        let far = self.floor(sign.saturating_sub(LONGEST)).max(range.start);
        let from = if is_cut { far } else { near };
        let run = &self.lower[from..sign];
        let start = run.rfind(|c| !in_local(c)).map_or(0, |before| {
            before + run[before..].chars().next().map_or(1, char::len_utf8)
        });
        // `to=bob@example.net`, and not `srs0=…=bob@example.net`.
        let key = run[start..].rfind('=').filter(|end| {
            let key = &run[start..start + end];
            key.bytes()
                .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'))
        });
        let start = from + start + key.map_or(0, |end| end + 1);
        self.address(start..range.end)
            .filter(|address| address.contains(&sign) && self.text[sign + 1..address.end].len() > 1)
    }

    /// All addresses of a range.
    pub(super) fn addresses(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let signs = memchr::memchr_iter(b'@', &self.text.as_bytes()[range.clone()]);
        let mut found: Vec<Range<usize>> = Vec::new();
        for sign in signs.take(MOST_ADDRESSES) {
            let sign = range.start + sign;
            let is_known = found.last().is_some_and(|last| last.contains(&sign));
            if !is_known {
                found.extend(self.address_around(range, sign));
            }
        }
        found
    }
}

/// The length of a second sign and a word before the bracket that closes: `<bob@example.net@com>` is a slip, and all of it is the address.
/// Some servers set the name of a host behind it.
fn second_domain(rest: &str) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = rest.strip_prefix('@').map_or(0, |domain| {
        domain.bytes().take(LONGEST).take_while(is_part).count()
    });
    let is_closed = length > 0 && rest[length + 1..].starts_with('>');
    if is_closed { length + 1 } else { 0 }
}

/// Whether an address literal begins with a number, as each of them does (RFC 5321 section 4.1.3).
fn holds_number(literal: &str) -> bool {
    let inside = literal.trim_start_matches('[');
    let is_tagged = inside
        .get(..5)
        .is_some_and(|tag| tag.eq_ignore_ascii_case("ipv6:"));
    is_tagged || inside.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a character is of a script whose words have no space between them, or whose small words are glued to the one before.
fn is_glued(c: char) -> bool {
    is_ideograph(c) || matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// The length of the words that are glued to the name of an address: `无法发送到bob@example.net`. Who has a name in such a script has a
/// domain in it.
fn glued_before(local: &str, domain: &str) -> usize {
    // A row of a table: `Neu|bob@example.net`.
    let row = local
        .rfind('|')
        .filter(|at| *at > 0 && !local.contains('/'));
    if let Some(at) = row {
        return at + 1;
    }
    let glue = local.char_indices().rev().find(|(_, c)| is_glued(*c));
    let end = glue.map_or(0, |(at, c)| at + c.len_utf8());
    let is_plain = end < local.len() && !domain.starts_with(is_glued);
    if is_plain { end } else { 0 }
}

/// Where the words begin that are glued to the domain of an address: `bob@example.net的邮箱`.
fn glued_behind(domain: &str) -> Option<usize> {
    let at = domain.find(is_glued)?;
    let before = &domain[..at];
    (before.contains('.') && before.ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(at)
}

/// A domain without the word that is glued to it: Gmail sets the address in bold, and what takes that off takes the blank behind it too; a
/// preview sets a line behind the other without any.
fn without_clause(domain: &str) -> Option<&str> {
    const WORDS: [&str; 4] = ["because", "porque", "perch\u{e9}", "zugestellt"];
    let label = domain.rfind('.').map_or(0, |dot| dot + 1);
    let turns = |two: &[u8]| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase();
    let sentence = domain.as_bytes()[label..].windows(2).position(turns);
    if let Some(at) = sentence.filter(|at| *at > 0 && label > 0) {
        return Some(&domain[..=label + at]);
    }
    let bare = WORDS.iter().find_map(|word| domain.strip_suffix(word))?;
    bare.ends_with(|c: char| c.is_alphanumeric())
        .then_some(bare)
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

    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::brackets("<bob@example.net>: host", Some("bob@example.net"))]
    #[case::bare("bob@example.net", Some("bob@example.net"))]
    #[case::local_host("<root@canary>", Some("root@canary"))]
    #[case::a_kind("[SMTP:bob@example.net]", Some("bob@example.net"))]
    #[case::a_literal("<bob@[192.0.2.7]>: host", Some("bob@[192.0.2.7]"))]
    #[case::a_literal_that_is_cut("<bob@[192.0.2.7", Some("bob@[192.0.2.7"))]
    #[case::no_literal("<bob@[MY DOMAIN].example>: no", None)]
    #[case::a_literal_of_ipv6("<bob@[IPv6:2001:db8::7]>", Some("bob@[IPv6:2001:db8::7]"))]
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
    #[case::glued_to_words("无法发送到bob@example.net", Some("bob@example.net"))]
    #[case::glued_to_words_behind("bob@example.net的邮箱", Some("bob@example.net"))]
    #[case::glued_in_korean("bob@example.net로 보낸", Some("bob@example.net"))]
    #[case::behind_a_column("Neu|bob@example.net|x", Some("bob@example.net"))]
    #[case::of_another_script("用户@例子.广告", Some("用户@例子.广告"))]
    #[case::of_a_host_in_another_script("bob@mail.例子.com", Some("bob@mail.例子.com"))]
    #[case::a_name_in_another_script("用户@example.net", Some("用户@example.net"))]
    #[case::masked("<****@example.net>: host", Some("****@example.net"))]
    #[case::list_item("* bob@example.net", Some("bob@example.net"))]
    #[case::in_marks_with_blanks(
        "<\"bob jones\"@example.net>, x",
        Some("\"bob jones\"@example.net")
    )]
    #[case::words_in_marks_before_it("\"bob\" jones\"@example.net", None)]
    #[case::of_two_lines("\"bob\njones\"@example.net", None)]
    #[case::backticks("`bob@example.net`", Some("bob@example.net"))]
    #[case::in_quotation_marks("\"bob@example.net\": no", Some("bob@example.net"))]
    #[case::a_name_in_quotation_marks(
        "<\"bob jones\"@example.net>: no",
        Some("\"bob jones\"@example.net")
    )]
    #[case::glued_to_a_clause("bob@example.govbecause the address", Some("bob@example.gov"))]
    #[case::a_mark_that_stays_open("to=\"bob@example.net", Some("bob@example.net"))]
    #[case::a_masked_domain("bob@m▲.example.net", None)]
    #[case::a_second_domain("<bob@example.net@com>: no", Some("bob@example.net@com"))]
    #[case::a_sign_behind_it("bob@example.net@", Some("bob@example.net"))]
    #[case::a_host_behind_it("<bob@example.net@mx.example.net>: no", Some("bob@example.net"))]
    #[case::none("bob", None)]
    fn reads_an_address(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let found = view.address(0..text.len());
        assert_eq!(found.map(|range| &text[range]), expected);
    }

    #[rstest]
    #[case::brackets("<root>: Recipient", Some("root"))]
    #[case::a_field("postmaster, delay=1", Some("postmaster"))]
    #[case::an_address("<root@example.net>", None)]
    #[case::words("root is no name", None)]
    #[case::nobody("<>: Sender", None)]
    #[case::a_program("|/usr/bin/vacation, x", None)]
    #[case::cut("<root", None)]
    fn reads_the_name_of_a_mailbox(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let found = view.mailbox(0..text.len());
        assert_eq!(found.map(|range| &text[range]), expected);
    }
}
