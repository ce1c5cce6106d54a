//! What programs, terminals and mail put around a reply is taken off, and nothing else is: the words that an answer shows are those that
//! the server sent, and each piece of evidence lies in the input where it was read.

use rstest::rstest;

use super::{catalog, explained};

/// The words of the only reply.
fn words(input: &[u8]) -> String {
    let explanation = explained(input, &catalog());
    let [answer] = &explanation.replies[..] else {
        panic!("{} replies", explanation.replies.len());
    };
    answer.words.clone()
}

#[rstest]
#[case::carriage_returns("550 no\r\nmore\r\n", "550 no more")]
#[case::carriage_returns_alone("550 no\rmore\r", "550 no more")]
#[case::colour("\u{1b}[1;31m550 no\u{1b}[0m more", "550 no more")]
#[case::colour_of_a_private_sort("\u{1b}[?25l550 no", "550 no")]
#[case::the_last_final_sign("550 n\u{1b}[1~o", "550 no")]
#[case::the_first_final_sign("550 n\u{1b}[1@o", "550 no")]
#[case::a_colour_that_a_letter_cuts("550 n\u{1b}[1\u{e9}o", "550 n\u{e9}o")]
#[case::a_colour_that_a_break_cuts("550 n\u{1b}[1\no", "550 n o")]
#[case::a_title("\u{1b}]0;a 421 b\u{7}550 no", "550 no")]
#[case::a_link(
    "550 \u{1b}]8;;https://example.com/421\u{1b}\\no\u{1b}]8;;\u{1b}\\ more",
    "550 no more"
)]
#[case::a_title_without_its_end("550 \u{1b}]no", "550 no")]
#[case::another_escape("550 \u{1b}no", "550 no")]
#[case::colour_in_syslog("#033[31m550 no#033[0m", "550 no")]
#[case::colour_as_signs("^[[31m550 no^[[0m", "550 no")]
#[case::signs_that_are_none("550 no #033 and ^[ and #1", "550 no #033 and ^[ and #1")]
#[case::delete_and_zero("550 n\u{7f}\0o", "550 no")]
#[case::tabs("550\tno\tmore", "550 no more")]
#[case::a_tab_beside_spaces("550\tno  more", "550 no more")]
#[case::a_caret_beside_colours("\u{1b}[0m550 a^bc #12 d", "550 a^bc #12 d")]
#[case::spaces("  550  no   more  ", "550 no more")]
#[case::a_space_that_does_not_break(
    "550\u{a0}no\u{2007}a\u{202f}b\u{2028}c\u{2029}d",
    "550 no a b c d"
)]
#[case::wide_digits("\u{ff15}\u{ff15}\u{ff10} \u{ff01}no\u{ff5e}", "550 !no~")]
#[case::wide_signs_that_stand_for_none("550 \u{ff5f}no\u{ff60}", "550 \u{ff5f}no\u{ff60}")]
#[case::hyphens("550\u{2011}no\u{2010}a\u{2015}b", "550-no-a-b")]
#[case::no_width("5\u{200b}50 n\u{feff}o", "550 no")]
fn what_a_terminal_shows_is_read(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(words(input.as_bytes()), expected);
}

#[rstest]
#[case::lines("550 no\\nmore", "550 no more")]
#[case::lines_of_both_sorts("550 no\\r\\nmore", "550 no more")]
#[case::escaped_twice("550 no\\\\r\\\\nmore", "550 no more")]
#[case::a_tab("550 no\\tmore", "550 no more")]
#[case::a_letter("550 zur\\u00fcck", "550 zur\u{fc}ck")]
#[case::half_a_letter("550 zur\\u00zck", "550 zur\\u00zck")]
#[case::a_byte("550 \\x41b", "550 Ab")]
#[case::the_last_byte_of_ascii("550 a\\x7eb", "550 a~b")]
#[case::a_byte_that_is_no_letter("550 a\\x80b", "550 a\\x80b")]
#[case::a_slash("550 see http:\\/\\/example.com\\/a", "550 see http://example.com/a")]
#[case::markdown("550 \\<bob\\>\\&\\@\\_\\*", "550 <bob>&@_*")]
#[case::another_letter("550 a\\qb", "550 a\\qb")]
#[case::a_path("550 in C:\\new\\table no\\nmore", "550 in C:\\new\\table no more")]
#[case::a_word_before_a_break("550 said:\\nmore", "550 said: more")]
#[case::a_letter_behind_a_word("550 ab:\\nmore", "550 ab: more")]
#[case::a_backslash_at_the_end("550 no\\", "550 no\\")]
fn what_a_listing_escapes_is_read(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(words(input.as_bytes()), expected);
}

#[rstest]
#[case::at_signs("to=bob%40example.net&reason=550+no+more", "550 no more")]
#[case::spaces("reason=550%20no%20more", "550 no more")]
#[case::colons("reason=550%3Ano", "550:no")]
#[case::colons_in_small_letters("reason=550%3ano", "550:no")]
#[case::a_letter("reason=550%20zur%C3%BCck", "550 zur\u{fc}ck")]
#[case::half_a_code("reason=550%20no%4", "550 no%4")]
#[case::no_code("reason=550%20no%zzmore", "550 no%zzmore")]
#[case::white_space_around_it("\n reason=550%20no+more \n", "550 no more")]
fn a_form_is_read(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(words(input.as_bytes()), expected);
}

#[rstest]
#[case::a_share("550 quota=99%20 used+more", "550 quota=99%20 used+more")]
#[case::lines("550 quota=99%20\nused+more", "550 quota=99%20 used+more")]
#[case::no_value("550:no%20more+a", "550:no%20more+a")]
fn what_is_no_form_stays(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(words(input.as_bytes()), expected);
}

#[rstest]
#[case::failure(
    "delivery 5: failure: Remote_host_said:_550_no_more/a_b/",
    "550 no more a b"
)]
#[case::deferral(
    "delivery 5: deferral: Remote_host_said:_450_no_more/a_b/",
    "450 no more a b"
)]
#[case::alone(
    "192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_550_no_more/",
    "550 no more"
)]
#[case::a_page(
    "delivery 5: failure: Remote_host_said:_550_see_https://example.com/a/b_no/more",
    "550 see https://example.com/a/b no more"
)]
#[case::one_underscore(
    "delivery 5: failure: Remote_host_said:_550_no_more first_last",
    "550 no more first_last"
)]
fn the_log_of_qmail_is_read(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(words(input.as_bytes()), expected);
}

#[rstest]
#[case::a_delivery("550 delivery of a_b_c/d")]
#[case::a_failure("550 failure: a_b_c/d")]
#[case::an_underscore("550 a_b_c/d")]
fn underscores_of_others_stay(#[case] input: &str) {
    assert_eq!(words(input.as_bytes()), input);
}

#[rstest]
#[case::entities(
    "550 &lt;bob&gt; &amp; &quot;b&quot; &apos;c&apos;&nbsp;d",
    "550 <bob> & \"b\" 'c' d"
)]
#[case::letters(
    "550 &auml;&Auml;&szlig;&eacute;&ntilde;",
    "550 \u{e4}\u{c4}\u{df}\u{e9}\u{f1}"
)]
#[case::quotation_marks(
    "550 &lsquo;a&rsquo; &ldquo;b&rdquo; c&ndash;d&mdash;e",
    "550 'a' \"b\" c-d-e"
)]
#[case::numbers("550 &#60;bob&#x3E; &#X41;&#252;", "550 <bob> A\u{fc}")]
#[case::capitals("550 &LT;BOB&GT; &AMP; B", "550 <BOB> & B")]
#[case::no_entity(
    "550 a &b; &foo; &; &#; &#xzz; &#7; c & d",
    "550 a &b; &foo; &; &#; &#xzz; &#7; c & d"
)]
#[case::an_entity_without_its_end("550 a &lt b", "550 a &lt b")]
#[case::a_long_number("550 a &#000000060; b", "550 a &#000000060; b")]
#[case::a_number_of_eight_digits("550 a &#00000060; b", "550 a < b")]
#[case::twice("550 &amp;lt;a&amp;gt;", "550 <a>")]
#[case::inline_tags("550 <b>no</b> <span class=\"x\">mo</span>re", "550 no more")]
#[case::line_tags("550 no<br>more<br/><p>and</p>", "550 no more and")]
#[case::cells(
    "<table><tr><td>550</td><td>no</td><th>more</th></tr></table>",
    "550 no more"
)]
#[case::capital_tags("<DIV>550 no</DIV><BR>", "550 no")]
#[case::a_comment("550 no<!-- 421 a > b --> more", "550 no more")]
#[case::a_comment_without_its_end("550 no <!-- more", "550 no <!-- more")]
#[case::no_second_comment("550 no <!-- more <b>a</b> <!-- b", "550 no <!-- more a <!-- b")]
#[case::a_doctype("<!DOCTYPE html PUBLIC \"x\">\n550 no", "550 no")]
#[case::style("<style type=\"a\">421 no</style>550 no", "550 no")]
#[case::script("<script>421 no</SCRIPT>550 no", "550 no")]
#[case::style_without_its_end("550 no<style>more", "550 no more")]
#[case::an_end_of_style_alone("550 no</style>more", "550 no more")]
#[case::no_tag("550 no <x> <bob> <//b> < b> <b", "550 no <x> <bob> <//b> < b> <b")]
fn html_is_read(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(words(input.as_bytes()), expected);
}

/// A sign of less than before a long text is no tag, however far off the next sign of more than is.
#[test]
fn a_tag_has_an_end_near_its_beginning() {
    let text = |length: usize| format!("550 no <b {}>more", "a".repeat(length));
    assert_eq!(words(text(1013).as_bytes()), "550 no more");
    assert!(words(text(1100).as_bytes()).starts_with("550 no <b aaa"));
}

#[rstest]
#[case::once("> 550 no\n> more", "550 no more")]
#[case::twice(">> 550 no\n>> more", "550 no more")]
#[case::with_spaces("> > 550 no\n > >more", "550 no more")]
#[case::backticks("`550 no`\n`more`", "550 no more")]
#[case::an_accent("`550 no\u{b4}", "550 no")]
#[case::a_block("```\n550 no\n```", "550 no")]
fn quoting_is_read(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(words(input.as_bytes()), expected);
}

/// A part of a mail with its header.
fn part(header: &str, body: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.org\nSubject: Undelivered Mail\nContent-Type: text/plain; {header}\n\n{body}"
    )
}

const QP: &str = "charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable";
const BASE64: &str = "charset=utf-8\nContent-Transfer-Encoding: base64";

#[rstest]
#[case::a_letter(QP, "550 zur=FCck", "550 zur\u{fc}ck")]
#[case::utf_8_under_another_name(QP, "550 zur=C3=BCck", "550 zur\u{fc}ck")]
#[case::small_digits(QP, "550 zur=fcck", "550 zur\u{fc}ck")]
#[case::a_break(QP, "550 no=\n more", "550 no more")]
#[case::a_break_behind_spaces(QP, "550 no =  \nmore", "550 no more")]
#[case::no_code(QP, "550 a=b =Q1 =1Q =", "550 a=b =Q1 =1Q =")]
#[case::letters_side_by_side(
    "charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
    "550 =E9=82=AE=E7=AE=B1",
    "550 \u{90ae}\u{7bb1}"
)]
#[case::an_encoded_line_end(QP, "550 no=0D=0Amore", "550 no more")]
#[case::quoted_name(
    "charset=\"iso-8859-1\"\nContent-Transfer-Encoding: \"quoted-printable\"",
    "550 zur=FCck",
    "550 zur\u{fc}ck"
)]
#[case::encoding_first(
    "x=y\nContent-Transfer-Encoding: quoted-printable\nX-A: b; charset=iso-8859-15",
    "550 no =A4",
    "550 no \u{20ac}"
)]
#[case::base64(BASE64, "NTUwIG5vIG1vcmU=", "550 no more")]
#[case::base64_with_every_sign(
    "charset=iso-8859-1\nContent-Transfer-Encoding: base64",
    "NTUwIG5vIP8/Pz4+Pg==",
    "550 no \u{ff}??>>>"
)]
#[case::base64_on_lines(BASE64, "NTUwIG5v\nIG1vcmU=\n", "550 no more")]
#[case::base64_with_letters(BASE64, "NTUwIHp1csO8Y2s=", "550 zur\u{fc}ck")]
#[case::no_base64(BASE64, "550 no more", "550 no more")]
#[case::another_encoding(
    "charset=utf-8\nContent-Transfer-Encoding: 8bit",
    "550 zur=FCck",
    "550 zur=FCck"
)]
#[case::utf_7(
    "charset=utf-7",
    "550 zur+APw-ck +- +ZeVnLIqe-",
    "550 zur\u{fc}ck + \u{65e5}\u{672c}\u{8a9e}"
)]
#[case::utf_7_by_another_name("charset=\"UNICODE-1-1-UTF-7\"", "550 zur+APw-ck", "550 zur\u{fc}ck")]
#[case::no_utf_7("charset=utf-8", "550 zur+APw-ck", "550 zur+APw-ck")]
fn a_part_of_a_mail_is_read(#[case] header: &str, #[case] body: &str, #[case] expected: &str) {
    assert_eq!(words(part(header, body).as_bytes()), expected);
}

#[rstest]
#[case::utf_8("550 zur\u{fc}ck".as_bytes(), "550 zur\u{fc}ck")]
#[case::windows(b"550 zur\xfcck \x80", "550 zur\u{fc}ck \u{20ac}")]
#[case::both(b"550 zur\xfcck\nzur\xc3\xbcck", "550 zur\u{fc}ck zur\u{fc}ck")]
#[case::named(
    b"Content-Type: text/plain; charset=koi8-r\n\n550 \xc4\xc1",
    "550 \u{434}\u{430}"
)]
#[case::named_in_quotation_marks(
    b"Content-Type: text/plain; charset=\"koi8-r\"\n\n550 \xc4\xc1",
    "550 \u{434}\u{430}"
)]
#[case::named_second(
    b"charset=us-ascii\ncharset=utf-8\ncharset=koi8-r;\n\n550 \xc4\xc1",
    "550 \u{434}\u{430}"
)]
#[case::of_two_bytes(
    b"Content-Type: text/plain; charset=gb2312\n\n550 \xd3\xca\xcf\xe4 no",
    "550 \u{90ae}\u{7bb1} no"
)]
#[case::japanese(
    b"550 \x1b$B%f!<%6!<\x1b(B no",
    "550 \u{30e6}\u{30fc}\u{30b6}\u{30fc} no"
)]
#[case::little_end(b"\xff\xfe5\x005\x000\x00 \x00n\x00\xfc\x00", "550 n\u{fc}")]
#[case::big_end(b"\xfe\xff\x005\x005\x000\x00 \x00n\x00\xfc", "550 n\u{fc}")]
#[case::outside_the_first_plane(
    b"\xff\xfe5\x005\x000\x00 \x00n\x00=\xd8\x00\xde",
    "550 n\u{1f600}"
)]
fn character_sets_are_read(#[case] input: &[u8], #[case] expected: &str) {
    assert_eq!(words(input), expected);
}

/// A reply whose recipient is evidence, wrapped in all ways: the evidence is the address in the input, or all that stands for it.
#[rstest]
#[case::nothing("550 5.1.1 <bob@example.net>: User unknown", "bob@example.net")]
#[case::colours(
    "\u{1b}[31m550 5.1.1\u{1b}[0m <bob@example.net>: User unknown",
    "bob@example.net"
)]
#[case::spaces("550  5.1.1   <bob@example.net>: User unknown", "bob@example.net")]
#[case::entities("550 5.1.1 &lt;bob@example.net&gt;: User unknown", "bob@example.net")]
#[case::an_entity_within(
    "550 5.1.1 &lt;bob&#64;example.net&gt;: User unknown",
    "bob&#64;example.net"
)]
#[case::tags(
    "<p>550 5.1.1 &lt;<b>bob</b>@example.net&gt;: User unknown",
    "bob</b>@example.net"
)]
#[case::quoting("> 550 5.1.1\n> <bob@example.net>: User unknown", "bob@example.net")]
#[case::escapes(
    "550 5.1.1\\n\\u003cbob\\u0040example.net\\u003e: User unknown",
    "bob\\u0040example.net"
)]
#[case::markdown("550 5.1.1 \\<bob\\@example.net\\>: User unknown", "bob\\@example.net")]
#[case::quoted_printable(
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n550 5.1.1 =C3=BC <bob=40example.net>: User unknown",
    "bob=40example.net"
)]
#[case::utf_7(
    "Content-Type: text/plain; charset=utf-7\n\n550 5.1.1 +APw- <bob+AEA-example.net>: User unknown",
    "bob+AEA-example.net"
)]
#[case::a_form(
    "error=550+5.1.1+%3Cbob%40example.net%3E:+User+unknown",
    "bob%40example.net"
)]
fn evidence_lies_in_the_input(#[case] input: &str, #[case] expected: &str) {
    let explanation = explained(input.as_bytes(), &catalog());
    let [answer] = &explanation.replies[..] else {
        panic!("{} replies", explanation.replies.len());
    };
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    let of_address = answer
        .evidence
        .iter()
        .find(|one| one.text == "bob@example.net");
    let span = of_address.expect("the address is evidence").span.clone();
    assert_eq!(&input[span], expected);
}

/// Every unit of UTF-16 is two bytes of the input, and a letter outside of the first plane is two units.
#[rstest]
#[case::letters("550 5.1.1 \u{fc} <bob@example.net>: User unknown", 12)]
#[case::outside_the_first_plane("550 5.1.1 \u{1f600} <bob@example.net>: User unknown", 13)]
fn evidence_lies_in_utf_16(#[case] text: &str, #[case] units_before: usize) {
    let mut input = vec![0xff, 0xfe];
    input.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let explanation = explained(&input, &catalog());
    let evidence = &explanation.replies[0].evidence;
    let of_address = evidence.iter().find(|one| one.text == "bob@example.net");
    let start = 2 + 2 * (units_before + 1);
    assert_eq!(
        of_address.unwrap().span,
        start..start + 2 * "bob@example.net".len()
    );
}
