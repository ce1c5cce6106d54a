//! What points to a person or a machine goes, and what a reader needs to understand a reply stays.

use rstest::rstest;
use smtpref::explain::redact;

#[rstest]
#[case::bare("bob@example.net", "[address]")]
#[case::in_brackets("<bob@example.net>: no", "<[address]>: no")]
#[case::behind_a_key(
    "to=bob@example.net orcpt=rfc822:bob@example.net",
    "to=[address] orcpt=rfc822:[address]"
)]
#[case::with_a_tag("bob+a=b@example.net!", "bob+a=[address]!")]
#[case::at_the_end_of_a_sentence("ask bob@example.net. Or not", "ask [address]. Or not")]
#[case::before_marks("bob@example.net:!? x", "[address]:!? x")]
#[case::no_domain("bob@ x", "bob@ x")]
#[case::no_local_part("@example.net x", "@example.net x")]
#[case::a_key_without_a_name("to=@example.net x", "to=@example.net x")]
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
#[case::a_sign_within("exa+mple.net said", "exa+mple.net said")]
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
