//! What points to a person or a machine goes, and what a reader needs to understand a reply stays.

use proptest::prelude::*;
use rstest::rstest;
use smtpref::explain::{explain, redact};

use crate::ugly::{self, Named};

#[rstest]
#[case::bare("bob@example.net", "[address]")]
#[case::in_brackets("<bob@example.net>: no", "<[address]>: no")]
#[case::behind_a_key(
    "to=bob@example.net orcpt=rfc822:bob@example.net",
    "to=[address] orcpt=rfc822:[address]"
)]
#[case::with_a_tag("bob+a=b@example.net!", "[address]!")]
#[case::of_a_list("from=<bounce+bob=example.net@lists.example.org>", "from=<[address]>")]
#[case::rewritten("SRS0=abcd=12=example.net=bob@srs.example.org: no", "[address]: no")]
#[case::quoted("to \"bob smith\"@example.net, no", "to [address], no")]
#[case::quoted_in_a_quotation(
    "{\"to\":\"\\\"bob smith\\\"@example.net\"}",
    "{\"to\":\"\\[address]\"}"
)]
#[case::an_apostrophe("o'neil@example.net's box", "[address]'s box")]
#[case::in_apostrophes("user 'bob@example.net' unknown", "user '[address]' unknown")]
#[case::backticks("``a``b@example.net", "``[address]")]
#[case::at_an_ip("<bob@[192.0.2.1]> no", "<[address]> no")]
#[case::at_an_ipv6("<bob@[IPv6:2001:db8::1]> no", "<[address]> no")]
#[case::a_literal_without_end("bob@[192.0.2.1 no", "[address] no")]
#[case::as_links_write_it("bob%40example.net", "[address]")]
#[case::a_share("40%40 of it", "40%40 of it")]
#[case::through_hosts("bob!example.net, mx.example.net!carol", "[address], [address]")]
#[case::a_cry("Full!Really!", "Full!Really!")]
#[case::two_signs("bob@example.net@relay.example.org no", "[address] no")]
#[case::in_another_script(
    "\u{94d}\u{930}\u{93e}\u{92e}@\u{909}.\u{92d}\u{93e}\u{930}\u{924} x",
    "\u{94d}[address] x"
)]
#[case::behind_a_code("550-bob@example.net 552-5.2.2", "550-[address] 552-5.2.2")]
#[case::in_columns("550|bob@example.net|5.1.1", "550|[address]|5.1.1")]
#[case::any_other_key("X-Failed=bob@example.net", "[address]")]
#[case::at_the_end_of_a_sentence("ask bob@example.net. Or not", "ask [address]. Or not")]
#[case::before_marks("bob@example.net:!? x", "[address]:!? x")]
#[case::no_domain("bob@ x", "bob@ x")]
#[case::no_local_part("@example.net x", "@[host] x")]
#[case::a_key_without_a_name("to=@example.net x", "to=@[host] x")]
#[case::a_domain_of_one_letter("b@c", "[address]")]
fn addresses_go(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(redact(text), expected);
}

#[rstest]
#[case::bare("mx.example.net", "[host]")]
#[case::with_a_port("mx.example.net:25", "[host]:25")]
#[case::with_an_ip("mx.example.net[192.0.2.9]:25", "[host][[ip]]:25")]
#[case::in_a_path("mx.example.net/bob", "[host]/bob")]
#[case::with_hyphens("mx-1.example_a.net", "[host]")]
#[case::in_another_script("b\u{fc}cher.example", "[host]")]
#[case::at_the_end_of_a_sentence("of example.net.", "of [host].")]
#[case::one_label("localhost said", "localhost said")]
#[case::an_empty_label("mx..net said", "mx..net said")]
#[case::a_last_label_of_one_letter("a.b said", "a.b said")]
#[case::a_last_label_of_digits("exim.42 said", "exim.42 said")]
#[case::a_sign_within("exa+mple.net said", "exa+[host] said")]
#[case::before_dots("of example.net...Then", "of [host]...Then")]
#[case::with_a_port_as_a_label("mx.example.net.25: x", "[host].25: x")]
#[case::below_a_star("*.example.net", "*.[host]")]
#[case::backwards("1.2.0.192.in-addr.arpa", "[host]")]
fn hosts_go(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(redact(text), expected);
}

#[rstest]
#[case::ipv4("from 192.0.2.1, no", "from [ip], no")]
#[case::ipv4_with_a_port("192.0.2.1:25", "[ip]:25")]
#[case::ipv6("[2001:db8::1]:25", "[[ip]]:25")]
#[case::ipv6_with_ipv4("::ffff:192.0.2.1 x", "[ip] x")]
#[case::ipv6_at_the_end_of_a_sentence("2001:db8::1.", "[ip].")]
#[case::ipv6_in_full("2001:db8:0:0:0:0:0:1", "[ip]")]
#[case::ipv6_of_digits("1::2", "[ip]")]
#[case::ipv6_with_its_tag("[IPv6:2001:db8::1] no", "[IPv6:[ip]] no")]
#[case::ipv6_behind_keys("client=2001:db8::1 ip6:2001:db8::1", "client=[ip] ip6:[ip]")]
#[case::ipv6_with_its_zone("fe80::1%eth0, no", "[ip], no")]
#[case::ports_behind_a_hash("2001:db8::1#53 192.0.2.1#53", "[ip]#53 [ip]#53")]
#[case::ipv6_before_a_word("2001:db8::1:Deferred", "[ip]:Deferred")]
#[case::ipv6_in_full_before_numbers("2001:db8:0:0:0:0:0:1:22:33:44 x", "[ip]:22:33:44 x")]
#[case::a_net("2001:db8::/32 192.0.2.0/24", "[ip]/32 [ip]/24")]
#[case::ipv4_with_zeros("192.000.002.001 no", "[ip] no")]
#[case::ipv4_behind_its_key("ip4:192.0.2.1 no", "ip4:[ip] no")]
#[case::ipv4_before_a_word("192.0.2.1:Bad 192.0.2.1x", "[ip]:Bad [ip]x")]
#[case::a_range("192.0.2.1-192.0.2.9", "[ip]-[ip]")]
#[case::a_card("02:00:5e:10:00:ff: no", "[id]: no")]
#[case::names_of_programs("Mail::Box Add:: :: x", "Mail::Box Add:: :: x")]
#[case::a_clock("10:00:00 x", "10:00:00 x")]
#[case::a_clock_with_a_fraction("10:00:00.250 x", "10:00:00.250 x")]
#[case::one_colon("10:00 x", "10:00 x")]
#[case::words("a:beg:xyz", "a:beg:xyz")]
#[case::five_numbers("1.2.3.4.5", "1.2.3.4.5")]
#[case::three_numbers("5.7.606", "5.7.606")]
#[case::a_long_number("192.0.2.1000", "192.0.2.1000")]
#[case::an_empty_number("192.0..1", "192.0..1")]
fn ip_addresses_go(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(redact(text), expected);
}

#[rstest]
#[case::http("see http://example.com/a?b=c now", "see [url] now")]
#[case::https("see HTTPS://example.com/a now", "see [url] now")]
#[case::in_brackets("(see https://example.com/a)", "(see [url])")]
#[case::in_angles("<https://example.com/a>", "<[url]>")]
#[case::in_quotation_marks("\"https://example.com/a\"", "\"[url]\"")]
#[case::alone("https://example.com", "[url]")]
#[case::with_the_marks_of_other_tokens("https://example.com/a,b;c|d'e x", "[url] x")]
#[case::the_shortest("http://a", "[url]")]
#[case::behind_a_key("url=https://example.com/bob x", "url=[url] x")]
#[case::no_address_behind_it("https:// x", "https:// x")]
#[case::another_scheme("ftp://a", "ftp://a")]
#[case::no_slashes("http:8080", "http:8080")]
fn links_go(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(redact(text), expected);
}

#[rstest]
#[case::postfix("4F2A250333: no", "[id]: no")]
#[case::exim("1uMABC-000250-1x no", "[id] no")]
#[case::eight_signs("ab12345c no", "[id] no")]
#[case::a_number("52428 no", "[id] no")]
#[case::behind_a_key("id=4F2A250333B", "id=[id]")]
#[case::a_short_one_behind_a_key("size=52428", "size=52428")]
#[case::seven_signs("ab1234c no", "ab1234c no")]
#[case::two_digits("abcdefgh12 no", "abcdefgh12 no")]
#[case::one_letter("1234567a no", "1234567a no")]
#[case::four_digits("5242 no", "5242 no")]
#[case::a_date("2025-06-03 no", "2025-06-03 no")]
#[case::a_date_with_its_time("2025-06-03T10 no", "2025-06-03T10 no")]
#[case::a_stamp_with_more_letters("2025-06-03T10ab no", "2025-06-03T10ab no")]
#[case::a_phone_number("555-123456 no", "555-123456 no")]
#[case::a_word("recipients rejected", "recipients rejected")]
#[case::a_word_with_a_sign("12345a+bcdef", "12345a+bcdef")]
#[case::ten_signs_behind_a_key("id=4F2A250333", "id=[id]")]
#[case::nine_signs_behind_a_key("id=4F2A25033", "id=4F2A25033")]
fn ids_go(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(redact(text), expected);
}

/// Nothing but the names changes: every mark and every space stays.
#[test]
fn what_stands_between_stays() {
    let text = "  {\"a\": [192.0.2.1|'bob@example.net'; \u{201d}mx.example.net\u{201d}]}\n\t(x) ";
    let expected = "  {\"a\": [[ip]|'[address]'; \u{201d}[host]\u{201d}]}\n\t(x) ";
    assert_eq!(redact(text), expected);
}

/// A recipient is a name as a whole, also where it has not the form of an address.
#[rstest]
#[case::at_an_ip("550 5.1.1 <bob@[192.0.2.1]> User unknown")]
#[case::of_a_list("550 5.1.1 <bounce+bob=example.net@lists.example.org> User unknown")]
#[case::an_apostrophe("550 5.1.1 <o'bob@example.net> User unknown")]
fn nothing_of_a_recipient_is_left(#[case] text: &str) {
    let explanation = explain(text.as_bytes(), &crate::catalog()).redacted();
    let [reply] = &explanation.replies[..] else {
        panic!("{explanation:?}");
    };
    assert_eq!(reply.recipient.as_deref(), Some("[address]"));
    let told = reply.evidence.iter().map(|told| told.text.as_str());
    for text in told.chain([reply.words.as_str()]) {
        assert!(!text.contains("bob") && !text.contains("192"), "{text}");
    }
}

/// What stands before names and behind them.
const BEFORE: &[&str] = &[
    "",
    "<",
    "(",
    "[",
    "\"",
    "'",
    "to=",
    "client=",
    "orcpt=rfc822;",
    "mailto:",
    "550-",
    "said: ",
    "550 5.1.1 ",
    "a,",
];
const BEHIND: &[&str] = &[
    "", ">", ")", "]", "\"", "'", ",", ";", ":", ".", "!", "?", ": no", "\n", " x", "'s",
    "\u{2019}", "...",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_name_is_left(
        names in proptest::collection::vec(
            (
                proptest::sample::select(BEFORE),
                prop_oneof![ugly::address(), ugly::host(), ugly::ip(), ugly::link()],
                proptest::sample::select(BEHIND),
            ),
            1..4,
        ),
    ) {
        let pieces = names.iter().map(|(before, name, behind)| format!("{before}{}{behind}", name.text));
        let text = pieces.collect::<Vec<_>>().join(" ");
        let redacted = redact(&text);
        for (_, Named { text: name, words }, _) in &names {
            prop_assert!(!redacted.contains(name.as_str()), "{text} is {redacted}");
            for word in words {
                prop_assert!(!redacted.contains(word.as_str()), "{word} of {text} is in {redacted}");
            }
        }
    }

    /// What was masked has no name any more.
    #[test]
    fn what_is_masked_stays_as_it_is(name in prop_oneof![ugly::address(), ugly::host(), ugly::ip(), ugly::link()]) {
        let once = redact(&name.text);
        prop_assert_eq!(redact(&once), once);
    }
}
