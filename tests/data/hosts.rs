//! Host names and addresses: what is made up comes from the names and addresses that are set aside for it, so that nobody's real
//! server is ever pasted into a terminal. A real provider is named on purpose: by the hosts of its file, by the address of a source that
//! documents it, or in a list here.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr};

use smtpref_catalog::Catalog;

use super::catalog;
use super::findings::Findings;
use super::texts::texts;

/// Real names that pages may contain: what servers of providers print, and where providers take requests. One that no page
/// contains any more is to be removed.
const REAL: &[&str] = &[
    "421-gmx.net",
    "421-web.de",
    "554-gmx.net",
    "554-kundenserver.de",
    "abuse-att.net",
    "bit.ly",
    "dnsviz.net",
    "gmail.com",
    // Slips of the fingers that people make.
    "gmail.con",
    "gmial.com",
    "go.microsoft.com",
    "hotmail.com",
    "messaging.microsoft.com",
    "microsoft.com",
    "onmicrosoft.com",
    "outlook.com",
    "outlook.live.com",
    "outlook.office.com",
    "pobox.com",
    "spf.protection.outlook.com",
    "www.ietf.org",
    "www.openspf.org",
];

/// What looks like a host and is not one: endings of files, names inside of programs, mailboxes.
const NO_HOST: &[&str] = &[
    // Files.
    ".aspx",
    ".cf",
    ".cgi",
    ".conf",
    ".crt",
    ".ctl",
    ".dat",
    ".db",
    ".deny",
    ".eml",
    ".et",
    ".exe",
    ".go",
    ".htm",
    ".html",
    ".ini",
    ".java",
    ".js",
    ".lock",
    ".log",
    ".pcap",
    ".pdf",
    ".pem",
    ".php",
    ".pm",
    ".py",
    ".rb",
    ".rs",
    ".sh",
    ".shtml",
    ".sock",
    ".txt",
    // Reasons that Exchange prints, and a setting of Exchange.
    "approval.",
    "cat.",
    "messagesubmissionexceededexception.",
    "pickup.",
    "queue.",
    "quotaexceededexception.",
    "resolver.",
    "routing.",
    "sendasdeniedexception.",
    "smtpsend.",
    "storagepermanentexception.",
    "storedrv.",
    "timeout.",
    "transport.",
    // Programs, products, settings and words that a server runs together.
    "521_is_blocked.for",
    "1700000000.p1.mx",
    "5322.from",
    "configure.default",
    "esmtpacceptmailfor.dir",
    "helo.checks",
    "is_blocked.for",
    "mail.maildir",
    "module.esmtp",
    "newmail10.naver",
    "passwd.client",
    "returnpath.dnsbl",
    "security.cloud",
    "selector._domainkey.domain",
    "session.auth.require",
    "sm.bin",
    "smtp.mailfrom",
    "smtp.sendmail",
    "smtplib.",
    // The end of one sentence and the beginning of the next.
    "spam.fortiguard",
    // Mailboxes without their domain.
    "j.smith",
    "john.smith",
    "user.bob",
];

/// The row of a list that a name in lower case belongs to: a whole name, a beginning or an ending.
fn row<'a>(list: &[&'a str], name: &str) -> Option<&'a str> {
    list.iter().copied().find(|&row| {
        row == name
            || (row.starts_with('.') && name.ends_with(row))
            || (row.ends_with('.') && name.starts_with(row))
    })
}

/// Addresses that are meant, and what only looks like one.
const MEANT: [Ipv4Addr; 9] = [
    // Public resolvers that steps ask for a second opinion.
    Ipv4Addr::new(1, 1, 1, 1),
    Ipv4Addr::new(8, 8, 8, 8),
    Ipv4Addr::new(9, 9, 9, 9),
    // The one that no list has, turned round as lists are asked.
    Ipv4Addr::new(1, 0, 0, 127),
    // Versions of Dovecot and sendmail.
    Ipv4Addr::new(2, 3, 19, 1),
    Ipv4Addr::new(8, 17, 1, 9),
    // Numbers of BT's own.
    Ipv4Addr::new(3, 2, 1, 1),
    Ipv4Addr::new(1, 5, 6, 1),
    // A mark of Yahoo.
    Ipv4Addr::new(4, 16, 55, 1),
];

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
        section = matches!(word, "section" | "sections")
            || word.starts_with("RFC")
            || (section && word == "and");
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

/// Every text of the catalog with its place: prose, examples, samples and keywords. The names by which people call a provider are left out:
/// those are real on purpose, and every reply of the provider has them.
fn all_texts(catalog: &Catalog) -> Vec<(String, &'static str)> {
    let mut all: Vec<_> = texts(catalog)
        .into_iter()
        .map(|text| (format!("{}: {}", text.place, text.field), text.words))
        .collect();
    for id in catalog.ids() {
        let (entry, page) = (catalog.entry(id), catalog.page(id));
        let mut add = |field: &str, text| all.push((format!("{}: {field}", entry.code), text));
        for line in page.examples.iter().flat_map(|example| &example.lines) {
            add("example", *line);
        }
        if let Some(reply) = page.detail.reply() {
            for sample in &reply.samples {
                add("sample", *sample);
            }
        } else {
            for word in &entry.keywords {
                add("keywords", *word);
            }
        }
    }
    all
}

/// The hosts of the providers, and those that sources are on.
fn real_hosts(catalog: &Catalog) -> BTreeSet<&str> {
    let marks = catalog.matcher().marks();
    let of_providers = marks.flat_map(|marks| marks.hosts.iter().copied());
    let of_sources = catalog.sources().into_iter().filter_map(|source| {
        let host = source.url.strip_prefix("https://")?.split('/').next()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    });
    of_providers.chain(of_sources).collect()
}

/// Whether a name in lower case is one of these, or below one.
fn is_below(name: &str, hosts: &BTreeSet<&str>) -> bool {
    let dots = name.match_indices('.').map(|(at, _)| &name[at + 1..]);
    dots.chain([name]).any(|parent| hosts.contains(parent))
}

#[test]
fn hosts_are_for_examples_or_meant() {
    let catalog = catalog();
    let real = real_hosts(&catalog);
    let mut findings = Findings::default();
    let mut used = BTreeSet::new();
    for (place, text) in all_texts(&catalog) {
        for host in hosts(text) {
            let lower = host.to_ascii_lowercase();
            if is_example(host) || is_below(&lower, &real) {
                continue;
            }
            match row(REAL, &lower).or_else(|| row(NO_HOST, &lower)) {
                Some(row) => {
                    used.insert(row);
                }
                None => findings.note(place.as_str(), host, "neither for examples nor meant"),
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
    let mut used = BTreeSet::new();
    for (place, text) in all_texts(&catalog()) {
        for address in addresses(text) {
            used.insert(address);
            if !is_example_v4(address) && !MEANT.contains(&address) {
                findings.note(place.as_str(), address, "not of RFC 5737");
            }
        }
        for address in addresses_v6(text) {
            if !is_example_v6(address) {
                findings.note(place.as_str(), address, "not of RFC 3849");
            }
        }
    }
    for meant in MEANT.iter().filter(|meant| !used.contains(meant)) {
        findings.note("the list", meant, "no page contains it: remove it");
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
    let real = BTreeSet::from(["spamhaus.org"]);
    assert!(is_below("zen.spamhaus.org", &real) && is_below("spamhaus.org", &real));
    assert!(!is_below("notspamhaus.org", &real) && !is_below("org", &real));
    let text = "section 4.5.3.1 of RFC2821 4.1.1.1, [8.8.8.8], 10.2.0.192.dnsbl.example and IPv6:2001:4860::8888";
    assert_eq!(
        addresses(text),
        [Ipv4Addr::new(8, 8, 8, 8), Ipv4Addr::new(192, 0, 2, 10)]
    );
    assert!(!is_example_v6(addresses_v6(text)[0]));
}
