//! What strangers write where a name, a path or a number is expected: the forms that are allowed and that nobody thinks of.
#![allow(dead_code, reason = "each test program has its own copy of this file")]

use proptest::prelude::*;

/// A name, and the words of it that tell whom it names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) words: Vec<String>,
}

impl Named {
    fn new(text: String, words: &[&str]) -> Self {
        let words = words.iter().map(ToString::to_string).collect();
        Self { text, words }
    }
}

/// A word that stands in no text of a test.
fn word() -> impl Strategy<Value = String> {
    "zq[a-z]{4,8}"
}

/// The name of a host.
pub(crate) fn host() -> BoxedStrategy<Named> {
    let host = (word(), word(), 0..100_u8, 0..5_u8);
    let host = host.prop_map(|(one, two, number, form)| {
        let text = match form {
            0 => format!("{one}.example.net"),
            1 => format!("{one}-{number}.{two}.example"),
            2 => format!("_{one}._{two}.example.org"),
            3 => format!("{number}.0.{number}.192.{one}.example.net"),
            _ => format!("b\u{fc}cher-{one}.\u{65e5}\u{672c}.example"),
        };
        Named::new(text, &[&one])
    });
    host.boxed()
}

/// An IP address.
pub(crate) fn ip() -> BoxedStrategy<Named> {
    let of_four = any::<[u8; 4]>();
    let of_four = (of_four, any::<bool>()).prop_map(|([a, b, c, d], has_zeros)| {
        let text = if has_zeros {
            format!("{a:03}.{b:03}.{c:03}.{d:03}")
        } else {
            format!("{a}.{b}.{c}.{d}")
        };
        Named::new(text, &[])
    });
    let of_six = (any::<[u16; 8]>(), 0..5_u8).prop_map(|(groups, form)| {
        let [a, b, c, .., last] = groups;
        let text = match form {
            0 => format!("2001:db8:{a:x}:{b:x}::{last:x}"),
            1 => std::net::Ipv6Addr::from(groups).to_string() + "%eth0",
            2 => format!("2001:DB8::{a:X}"),
            3 => format!("::ffff:192.0.2.{}", c % 256),
            _ => format!("2001:db8:0:{a:x}:{b:x}:{c:x}:0:{last:x}"),
        };
        Named::new(text, &[])
    });
    prop_oneof![of_four, of_six].boxed()
}

/// A link.
pub(crate) fn link() -> BoxedStrategy<Named> {
    let link = (
        word(),
        word(),
        proptest::sample::select(&["http", "https", "HTTPS"][..]),
    );
    let link = link.prop_map(|(one, two, scheme)| {
        let text = format!("{scheme}://{one}.example.net/a/{two}?b='{two}'&c={one}@example.org");
        Named::new(text, &[&one, &two])
    });
    link.boxed()
}

/// An address.
pub(crate) fn address() -> BoxedStrategy<Named> {
    let address = (word(), word(), host(), ip(), 0..14_u8);
    let address = address.prop_map(|(one, two, host, ip, form)| {
        let at = &host.text;
        let ip = &ip.text;
        let text = match form {
            0 => format!("{one}@{at}"),
            1 => format!("{one}.{two}+tag@{at}"),
            2 => format!("bounce+{one}={two}.example@{at}"),
            3 => format!("SRS0=h5Gd=12={two}.example={one}@{at}"),
            4 => format!("\"{one} {two}\"@{at}"),
            5 => format!("\"{one}\\\"{two}\"@{at}"),
            6 => format!("{one}'{two}@{at}"),
            7 => format!("{one}``{two}@{at}"),
            8 => format!("{one}!#$%&*/?^_{{}}~{two}@{at}"),
            9 => format!("{one}.{two}@[192.0.2.1]"),
            10 => format!("{one}@[IPv6:{ip}]"),
            11 => format!("{one}%{two}.example@{at}"),
            12 => format!("{at}!{two}!{one}"),
            _ => format!("\u{fc}{one}\u{65e5}@{at}"),
        };
        let words = [one.as_str(), two.as_str()];
        let words: Vec<&str> = words
            .into_iter()
            .filter(|word| text.contains(word))
            .collect();
        let named = words.into_iter().map(str::to_owned);
        let of_host = host
            .words
            .iter()
            .filter(|word| text.contains(*word))
            .cloned();
        let words = named.chain(of_host).collect();
        Named { text, words }
    });
    address.boxed()
}

/// The name of a file or a folder.
pub(crate) fn path() -> BoxedStrategy<String> {
    const SIGNS: &[&str] = &[
        "a",
        "b c",
        "'",
        "\"",
        "\\",
        "`",
        "``",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{9b}31m",
        "\u{200b}",
        "\u{202e}",
        "\u{2028}",
        "\n",
        "\t",
        "\u{feff}",
        "\u{e0041}",
        "\u{65e5}",
        "\u{1f600}",
        "#",
        "=",
        "{}",
        "$HOME",
        "~",
        "*",
        "|",
        "<b>",
    ];
    let signs = proptest::collection::vec(proptest::sample::select(SIGNS), 1..8);
    signs.prop_map(|signs| signs.concat()).boxed()
}
