//! Host names and addresses: what is made up comes from the names and addresses that are set aside for it, so that nobody's real
//! server is ever pasted into a terminal; a real provider is named on purpose and stands in a list here.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::findings::Findings;
use super::texts::texts;
use super::{catalog, pages};

/// Real names that pages may contain: what servers of providers print, and where providers take requests. One that no page
/// contains any more is to be removed.
const REAL: &[&str] = &[
    "aka.ms",
    "hotmail.com",
    "laposte.net",
    "openspf.net",
    "outlook.com",
    "smtp.office365.com",
    "support.google.com",
    "web.de",
    "www.ietf.org",
    "www.openspf.net",
];

/// What looks like a host and is none: endings of files, names inside of programs, mailboxes.
const NO_HOST: &[&str] = &[
    // Files.
    ".cf",
    ".conf",
    ".dat",
    ".eml",
    ".js",
    ".log",
    ".pcap",
    ".pdf",
    ".pem",
    ".txt",
    // Reasons that Exchange prints, and a setting of Exchange.
    "approval.",
    "cat.",
    "queue.",
    "resolver.",
    "smtpsend.",
    "timeout.",
    // Programs and products.
    "module.esmtp",
    "security.cloud",
    "smtp.mailfrom",
    "smtp.sendmail",
    "smtplib.",
    // Mailboxes without their domain.
    "j.smith",
    "john.smith",
];

/// The row of a list that a name in lower case belongs to: a whole name, a beginning or an ending.
fn row<'a>(list: &[&'a str], name: &str) -> Option<&'a str> {
    list.iter().copied().find(|&row| {
        row == name
            || (row.starts_with('.') && name.ends_with(row))
            || (row.ends_with('.') && name.starts_with(row))
    })
}

/// Public resolvers that steps ask for a second opinion.
const RESOLVERS: [Ipv4Addr; 2] = [Ipv4Addr::new(1, 1, 1, 1), Ipv4Addr::new(9, 9, 9, 9)];

/// Whether a name is set aside for examples (RFC 2606, RFC 6761) or private.
fn is_example(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let below = |parent: &str| {
        lower
            .strip_suffix(parent)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    [
        "example.com",
        "example.net",
        "example.org",
        "example",
        "test",
        "invalid",
        "localhost",
        "localdomain",
        "local",
        "internal",
    ]
    .into_iter()
    .any(below)
}

/// The names in a text that could be hosts.
fn hosts(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(inside)?;
            let word = &rest[start..];
            let end = word.find(|c| !inside(c)).unwrap_or(word.len());
            let (word, after) = word.split_at(end);
            rest = after;
            let name = word.trim_matches(['.', '-', '_']);
            // What stands before an at sign is a mailbox.
            if !after.starts_with('@') && looks_like_host(name) {
                return Some(name);
            }
        }
    })
}

fn looks_like_host(name: &str) -> bool {
    let Some((_, last)) = name.rsplit_once('.') else {
        return false;
    };
    let alphabetic = last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic());
    alphabetic && !name.contains("..")
}

/// Whether an address is set aside for documentation (RFC 5737), or can be nobody else's.
fn is_example_v4(address: Ipv4Addr) -> bool {
    matches!(
        address.octets(),
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] | [127, ..] | [0, 0, 0, 0]
    )
}

/// Whether an address is set aside for documentation (RFC 3849), or can be nobody else's.
fn is_example_v6(address: Ipv6Addr) -> bool {
    address.segments()[..2] == [0x2001, 0xdb8] || address.is_loopback() || address.is_unspecified()
}

/// The IPv4 addresses in a text; numbers of sections are none, and a name under a block list has its address turned round.
fn addresses(text: &str) -> Vec<Ipv4Addr> {
    let mut found = Vec::new();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    let mut section = false;
    for word in words {
        let word = word.trim_matches('.');
        let labels: Vec<&str> = word.split('.').collect();
        let numbers: Vec<u8> = labels
            .iter()
            .map_while(|label| label.parse().ok())
            .collect();
        if let [a, b, c, d] = numbers[..]
            && !section
        {
            let listed = labels.len() > 4;
            found.push(if listed {
                Ipv4Addr::new(d, c, b, a)
            } else {
                Ipv4Addr::new(a, b, c, d)
            });
        }
        section = matches!(word, "section" | "sections") || (section && word == "and");
    }
    found
}

/// The IPv6 addresses in a text.
fn addresses_v6(text: &str) -> Vec<Ipv6Addr> {
    let words = text.split(|c: char| !c.is_ascii_hexdigit() && c != ':');
    words
        .filter_map(|word| {
            // `ip6:` and `IPv6:` stand before an address.
            word.strip_prefix("6:").unwrap_or(word).parse().ok()
        })
        .collect()
}

/// Every text of the catalog with its place, examples and keywords included.
fn all_texts() -> Vec<(String, &'static str)> {
    let catalog = catalog();
    let mut all: Vec<_> = texts(&catalog)
        .into_iter()
        .map(|text| (format!("{}: {}", text.place, text.field), text.words))
        .collect();
    for (entry, page) in pages(&catalog) {
        let lines = page.examples.iter().flat_map(|example| &example.lines);
        all.extend(lines.map(|line| (format!("{}: example", entry.code), *line)));
        let keywords = entry.keywords.iter();
        all.extend(keywords.map(|word| (format!("{}: keywords", entry.code), *word)));
    }
    all
}

#[test]
fn hosts_are_for_examples_or_meant() {
    let mut findings = Findings::default();
    let mut used = BTreeSet::new();
    for (place, text) in all_texts() {
        for host in hosts(text) {
            let lower = host.to_ascii_lowercase();
            if let Some(row) = row(REAL, &lower).or_else(|| row(NO_HOST, &lower)) {
                used.insert(row);
            } else if !is_example(host) {
                findings.note(place.as_str(), host, "neither for examples nor in the list");
            }
        }
    }
    for row in REAL.iter().chain(NO_HOST) {
        if !used.contains(row) {
            findings.note("the list", row, "no page contains it: remove it");
        }
    }
    findings.finish();
}

#[test]
fn addresses_are_for_examples() {
    let mut findings = Findings::default();
    for (place, text) in all_texts() {
        for address in addresses(text) {
            if !is_example_v4(address) && !RESOLVERS.contains(&address) {
                findings.note(place.as_str(), address, "not of RFC 5737");
            }
        }
        for address in addresses_v6(text) {
            if !is_example_v6(address) {
                findings.note(place.as_str(), address, "not of RFC 3849");
            }
        }
    }
    findings.finish();
}

#[test]
fn real_hosts_and_addresses_are_seen() {
    let found: Vec<_> =
        hosts("Ask bob.smith@corp.example.com, MX of `mail.real.com.`; see X.1.10.").collect();
    assert_eq!(found, ["corp.example.com", "mail.real.com"]);
    assert!(is_example("corp.example.com") && !is_example("mail.real.com"));
    assert!(!is_example("notexample.com") && !is_example("example.com.real.org"));
    let text = "section 4.5.3.1 of [8.8.8.8], 10.2.0.192.dnsbl.example and IPv6:2001:4860::8888";
    assert_eq!(
        addresses(text),
        [Ipv4Addr::new(8, 8, 8, 8), Ipv4Addr::new(192, 0, 2, 10)]
    );
    assert!(!is_example_v6(addresses_v6(text)[0]));
}
