//! Tests of where a code can stand: what is before a number and behind it, case by case. Each number that is no code stands in words that
//! mail systems write.

use rstest::rstest;

use super::super::view::{Flat, cues};
use super::lead::Lead;
use super::{at_line_start, codes};

/// The codes of a text, each with what stands before it.
fn read(text: &str) -> Vec<(String, Lead)> {
    let flat = Flat::of(text);
    let view = flat.view(text, cues());
    let all = codes(&view, 0..text.len());
    all.iter()
        .map(|one| (text[one.start..one.end].to_owned(), one.lead))
        .collect()
}

fn found(text: &str) -> Vec<String> {
    read(text).into_iter().map(|(code, _)| code).collect()
}

#[rstest]
#[case::alone("550", &["550"])]
#[case::both_without_a_space("it said 5505.7.1 no", &["5505.7.1"])]
#[case::of_two_classes_without_a_space("it said 5504.7.1 no", &[])]
#[case::an_ip_of_four_digits("it said 5505.7.1.2 no", &[])]
#[case::a_space("550 no", &["550"])]
#[case::a_colon("550: no", &["550"])]
#[case::a_hyphen("550-no", &["550"])]
#[case::a_hyphen_before_one_digit("550-5 no", &[])]
#[case::a_hyphen_before_ten_digits("550-1234567890 no", &[])]
#[case::a_hyphen_before_a_code("550-550 no", &["550", "550"])]
#[case::a_hyphen_before_an_ip("550-192.0.2.1 no", &["550"])]
#[case::a_tab("550\tno", &["550"])]
#[case::a_mark_of_netease("550MI:SPF no", &["550"])]
#[case::a_pair("550, b'no'", &["550"])]
#[case::a_pair_with_another_mark("550, \"no\"", &["550"])]
#[case::both("550 5.1.1 no", &["550 5.1.1"])]
#[case::in_round_brackets("550 (5.1.1) no", &["550 (5.1.1"])]
#[case::in_square_brackets("550 [5.1.1] no", &["550 [5.1.1"])]
#[case::behind_a_hash("550 #5.1.1 no", &["550 #5.1.1"])]
#[case::behind_a_hyphen("550-5.1.1 no", &["550-5.1.1"])]
#[case::behind_a_comma("550, 5.1.1 no", &["550, 5.1.1"])]
#[case::behind_a_semicolon("550; 5.1.1 no", &["550; 5.1.1"])]
#[case::in_bytes_of_python("550 b'5.1.1 no'", &["550 b'5.1.1"])]
#[case::in_a_pair("(550, b\"5.1.1 no\")", &["550, b\"5.1.1"])]
#[case::curly_marks("\u{201d}550\u{201d}, \u{201d}5.1.1", &["550\u{201d}, \u{201d}5.1.1"])]
#[case::a_gap_of_seven("550 ----- 5.1.1 no", &["550 ----- 5.1.1"])]
#[case::a_b_that_begins_a_word("550 b5.1.1", &["550"])]
#[case::a_number_of_aol("554 30 Sorry", &["554"])]
#[case::a_number_of_one_digit_of_aol("554 3 Sorry", &["554"])]
#[case::a_code_behind_it("550 421 no", &["550"])]
#[case::a_number_with_a_point("550 12.3 no", &["550"])]
#[case::class_2("250 ok", &["250"])]
#[case::class_3("354 go", &["354"])]
#[case::class_4("450 no", &["450"])]
#[case::of_a_sending_service("code 605 Old address", &["605"])]
#[case::of_a_sending_service_too("code 606 No such", &["606"])]
#[case::class_1("150 ok", &[])]
#[case::class_6("650 no", &[])]
#[case::of_a_sending_service_alone("605 Old address", &[])]
#[case::four_digits("5500 no", &[])]
#[case::two_digits("55 no", &[])]
#[case::a_letter_behind_it("550a no", &[])]
#[case::a_slash("550/1 no", &[])]
#[case::a_fraction("at 550.25 no", &[])]
#[case::a_file("at 550.txt no", &[])]
#[case::the_end_of_a_sentence("code 550. no", &["550"])]
#[case::a_clock("at: 450:12 no", &[])]
#[case::a_clock_of_three("code 450:123 no", &["450"])]
#[case::a_phone_number("550-1234 no", &[])]
#[case::a_phone_number_of_two_digits("550-12x", &[])]
#[case::a_phone_number_of_nine_digits("550-123456789", &[])]
#[case::an_enumeration("550, no", &[])]
#[case::one_of_two("500 or 502 might work", &[])]
#[case::one_of_two_in_words("it said 550 or so", &["550"])]
#[case::a_word_for_an_error("163邮箱554错误", &["554"])]
#[case::another_word_without_a_space("邮箱554封邮件", &[])]
#[case::a_success_as_an_error("邮箱250错误", &[])]
#[case::a_bracket("550) no", &[])]
#[case::small_letters_of_netease("550Mi:SPF no", &[])]
#[case::three_letters_of_netease("550MIX:SPF no", &[])]
#[case::no_mark_of_netease("550MI:spf no", &[])]
#[case::seconds("550 seconds", &[])]
#[case::seconds_with_a_hyphen("550-second", &[])]
#[case::a_unit_that_goes_on("550 seconds-long", &["550"])]
#[case::a_unit_in_a_name("550 min_x", &["550"])]
#[case::a_unit_in_an_address("550 min@x", &["550"])]
#[case::a_unit_with_a_letter_behind_it("550 sX", &["550"])]
#[case::percent("code 550 % of it", &[])]
#[case::thousands("550 5551234", &[])]
#[case::a_longer_number("550 12345 Street", &[])]
#[case::a_number_of_three_letters("554 300 Sorry", &["554"])]
#[case::a_small_word_behind_a_number("554 30 sorry", &[])]
#[case::a_tag("no OFR [416]", &[])]
#[case::a_tag_in_a_log("no OFR [416] (in reply to RCPT TO command)", &[])]
#[case::no_tag("no [416] more", &["416"])]
#[case::a_tag_that_stands_twice("no OFR_416 [416]. Please", &[])]
#[case::a_tag_of_another_number("no OFR_415 [416]. Please", &["416"])]
#[case::a_dot_before_the_other_code("550.5.7.1 no", &["550.5.7.1"])]
#[case::a_dot_before_a_code_of_another_class("550.4.7.1 no", &[])]
#[case::words_without_a_space("451Requested action not taken", &["451"])]
#[case::words_without_a_space_that_refuse_nothing("550Euro off today", &[])]
#[case::words_that_refuse_farther_on("550Euro off today, which is not much", &[])]
#[case::the_name_of_a_check("450 cuda_nsu 4.7.1 : no", &["450 cuda_nsu 4.7.1"])]
#[case::words_before_a_version("450 no_mail to exim 4.9.1", &["450"])]
#[case::words_behind_a_comma("421, Unexpected failure, please try later", &["421"])]
#[case::words_behind_a_comma_that_refuse_nothing("421, Example Street, has failed", &[])]
#[case::a_mark_of_netease("解决 554 DT:SPM 的问题", &["554"])]
#[case::letters_without_a_space("550USER unknown", &[])]
#[case::a_number_that_no_server_sends_before_words("570User unknown", &[])]
fn what_stands_behind_a_number(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(found(text), expected);
}

#[rstest]
#[case::a_word("host said 550 no", &["550"])]
#[case::a_colon("host said: 550 no", &["550"])]
#[case::a_key("code=550", &["550"])]
#[case::a_key_with_code("x_code=550", &["550"])]
#[case::a_key_with_status("smtpstatus=550", &["550"])]
#[case::an_answer_without_a_space("answer:550 no", &["550"])]
#[case::a_message_without_a_space("msg:550 no", &["550"])]
#[case::a_code_without_a_space("x_code:550 no", &["550"])]
#[case::a_reply_without_a_space("lastreply:550 no", &["550"])]
#[case::a_semicolon("smtp;550 no", &["550"])]
#[case::a_quotation_mark("got \"550\" from", &["550"])]
#[case::a_backtick("got `550 no`", &["550"])]
#[case::an_arrow("x -> 550 no", &["550"])]
#[case::another_arrow("x <- 550 no", &["550"])]
#[case::a_long_arrow("x <-- 550 no", &["550"])]
#[case::an_arrow_of_another_script("x \u{2192} 550 no", &["550"])]
#[case::a_bar("x | 550 no", &["550"])]
#[case::a_bracket("x (550 no)", &["550"])]
#[case::a_mark_that_opens("errors like \u{201c}550 no\u{201d}", &["550"])]
#[case::a_mark_of_another_language("ich sehe \u{201e}550 no\u{201c}", &["550"])]
#[case::a_refusal_in_a_sentence("I got a 550 User unknown error", &["550"])]
#[case::a_refusal_behind_a_comma("it failed, 535 Authentication invalid", &["535"])]
#[case::a_refusal_of_an_exception("Net::SMTPServerBusy 450 Too many mails", &["450"])]
#[case::a_refusal_of_a_host("mx.example.net 550 no such user", &["550"])]
#[case::a_number_of_an_error("Error No. 550: no", &["550"])]
#[case::a_street_and_another("at 550 Example Street, not 552 North Avenue", &[])]
#[case::owners("There are 550 Mailbox owners", &[])]
#[case::a_small_letter("we had 550 unknown users", &[])]
#[case::a_number_that_no_server_sends("they sold 570 Blocked Drains", &[])]
#[case::a_call("Error(550, 'no')", &["550"])]
#[case::an_answer("it failed with 550 no", &["550"])]
#[case::an_answer_that_was("the response was 550 no", &["550"])]
#[case::an_answer_that_is("the reply is 550 no", &["550"])]
#[case::a_code_of_its_class("no 5.1.1 550 no", &["550"])]
#[case::an_error("error sending to bob - 450 No", &["450"])]
#[case::a_refusal("rejected by the host - 550 No", &["550"])]
#[case::behind_a_case("被拒绝的情况 - 550 You are registered as spammer", &["550"])]
#[case::a_hyphen_before_other_words("the house - 550 Example Street", &[])]
#[case::a_share("100.0% 550 Message rejected", &["550"])]
#[case::a_share_of_something_else("100.0% 550 Horses", &[])]
#[case::a_stage("rcpt to:550 no", &["550"])]
#[case::the_next_line("code =\n550 no", &["550"])]
#[case::the_server_of_a_session("[S] 550 no", &["550"])]
#[case::marks("*** 550 no", &["550"])]
#[case::both_codes_anywhere("so 550 5.1.1 no", &["550 5.1.1"])]
#[case::a_greeting_that_refused("mx.example.net refused to talk to me. 554-mx.example.net no", &["554"])]
#[case::a_mark_of_japanese("エラーメッセージ「550 can't accept user」", &["550"])]
#[case::behind_an_ideographic_comma("邮件发送失败,554 DT:SPM no", &["554"])]
#[case::bold_that_does_not_end("we have **550 Invalid numbers", &[])]
#[case::behind_an_ideograph("邮件投递失败550 Mail content denied", &["550"])]
#[case::behind_an_ideograph_that_counts("一共550封邮件", &[])]
#[case::a_failure_in_brackets("[email failed] 500 unrecognized command", &["500"])]
#[case::an_error_in_brackets("[SMTP error] 550 no", &["550"])]
#[case::another_word_in_brackets("[house] 550 no", &[])]
#[case::two_in_brackets("[a failed] [x] 550 no", &[])]
#[case::ports_of_a_function("port(465, 587) no", &[])]
#[case::the_end_of_a_range("100-499 NOK 60", &[])]
#[case::another_word("house 550 no", &[])]
#[case::another_key("size=550", &[])]
#[case::the_key_of_a_setting("unknown_local_recipient_reject_code = 550", &[])]
#[case::a_size("Size (in bytes): 550", &[])]
#[case::another_value("\"delay\":\"450\"", &[])]
#[case::what_was_waited_for("expected response code 250 but got code 550", &["550"])]
#[case::what_was_waited_for_too("expected code 250", &[])]
#[case::a_port("host:587 no", &[])]
#[case::a_port_of_an_address("[192.0.2.9]:250 no", &[])]
#[case::a_port_by_its_name("port: 465", &[])]
#[case::a_name("foo(450) no", &[])]
#[case::another_answer("it came with 550 no", &[])]
#[case::a_code_of_another_class("no 4.2.2 550 no", &[])]
#[case::a_street("Room 5 - 450 Main Street", &[])]
#[case::an_error_without_words("an error - 450", &[])]
#[case::an_error_with_a_success("error sending to bob - 250 Ok", &[])]
#[case::an_ip("192.0.2.250 no", &[])]
#[case::a_path("a/550 no", &[])]
#[case::money("$550 no", &[])]
#[case::an_address("550@example.net", &[])]
#[case::a_word_that_is_glued("x550 no", &[])]
#[case::a_foreign_letter("\u{fc}550 no", &[])]
#[case::a_foreign_sign("\u{201d}550 no", &["550"])]
#[case::a_part_of_ipv6("2001:db8:550 no", &[])]
#[case::the_end_of_ipv6("2001:db8::550 no", &[])]
#[case::a_hyphenated_number("ab-550 no", &[])]
#[case::a_hyphenated_pair("ab-550 5.1.1 no", &[])]
#[case::a_hyphen_at_the_beginning("-550 no", &["550"])]
#[case::a_hyphen_behind_a_bracket("<-550 no", &["550"])]
fn what_stands_before_a_number(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(found(text), expected);
}

#[rstest]
#[case::announced("status: 5.1.1", &["5.1.1"])]
#[case::behind_a_hash("sorry (#5.1.1)", &["5.1.1"])]
#[case::in_brackets("foo(5.1.1) no", &["5.1.1"])]
#[case::at_the_beginning("5.1.1 no", &["5.1.1"])]
#[case::three_digits("5.7.515 no", &["5.7.515"])]
#[case::a_subject_that_is_announced("status: 5.9.8", &["5.9.8"])]
#[case::zeros("5.0.0 no", &["5.0.0"])]
#[case::a_subject_that_nobody_has("5.9.8 no", &[])]
#[case::four_digits("5.7.5150 no", &[])]
#[case::leading_zeros("5.01.1 no", &[])]
#[case::leading_zeros_of_the_detail("5.1.01 no", &[])]
#[case::four_parts("5.1.1.1 no", &[])]
#[case::a_letter_behind_it("5.1.1a no", &[])]
#[case::an_underscore_behind_it("5.1.1_a no", &[])]
#[case::the_end_of_a_sentence("status: 5.1.1.", &["5.1.1"])]
#[case::class_3("3.1.1 no", &[])]
#[case::no_detail("5.1. no", &[])]
#[case::no_subject("5..1 no", &[])]
#[case::another_mark("5-1-1 no", &[])]
#[case::the_version_of_a_program("Exim 4.9.8", &[])]
#[case::the_version_behind_a_colon("version: 4.2.1", &[])]
#[case::a_version_alone("5.4.11", &[])]
#[case::a_version_alone_in_its_line("x\n5.4.11\ny", &[])]
#[case::a_code_of_policy_alone("5.7.26", &["5.7.26"])]
#[case::a_number_of_a_provider_alone("5.4.316", &["5.4.316"])]
#[case::a_small_detail_alone("5.4.10", &["5.4.10"])]
#[case::words_behind_it("5.4.11 no", &["5.4.11"])]
#[case::in_a_list_of_versions("PHP: 8.2.4\nWP Mail SMTP: 4.3.0", &[])]
#[case::above_another_version("WP Mail SMTP: 4.3.0\nPHP: 8.2.4", &[])]
#[case::alone_behind_a_name("WP Mail SMTP: 4.3.0", &["4.3.0"])]
#[case::with_words_in_a_list_of_versions("PHP: 8.2.4\nError: 4.3.0 no", &["4.3.0"])]
#[case::beside_another_code("Reply: 5.1.1\nStatus: 5.1.2", &["5.1.1", "5.1.2"])]
#[case::the_greatest_detail_of_a_version("5.4.99", &[])]
#[case::the_least_detail_of_a_provider("5.4.100", &["5.4.100"])]
fn an_enhanced_code_stands_alone(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(found(text), expected);
}

#[rstest]
#[case::http("HTTP status 502 no")]
#[case::http_1_1("HTTP/1.1 502 no")]
#[case::an_error_of_http("HTTP error code: 422 no")]
#[case::in_brackets("inactive (code 406) no")]
#[case::in_brackets_of_both_worlds("inactive (code 422) no")]
#[case::near_http("the http call failed with code 401 no")]
#[case::behind_http("failed with code 404: see the HTTP log")]
#[case::an_interface("error 429 of the API")]
#[case::a_client("Error: Request failed with status code 550")]
#[case::a_client_of_a_number_of_both("AxiosError: Request failed with status code 451")]
#[case::an_object("failed with status code 422: {\"message\":\"no\"}")]
#[case::a_status("unexpected status code: 401, body: no")]
#[case::a_lock("it says 423 no, when JavaScript sends it")]
#[case::misdirected("421 Misdirected Request")]
#[case::misdirected_in_an_object("\"code\": 421,\n \"phrase\": \"Misdirected Request\"")]
#[case::words_of_the_web_before_it("Bad Request: 400")]
#[case::words_of_the_web("GET https://x.test/a returned 500 Internal Server Error")]
#[case::words_of_the_web_in_brackets("our api returned 502 (Bad Gateway)")]
fn a_number_of_the_web_is_no_code(#[case] text: &str) {
    assert_eq!(found(text), Vec::<String>::new());
}

#[rstest]
#[case::a_link_before_it("see http://x.test it said 550 no", &["550"])]
#[case::far_from_http("http is not what failed here at all, no: code 550 no", &["550"])]
#[case::in_brackets_of_mail("inactive (code 550) no", &["550"])]
#[case::both_codes("HTTP 550 5.1.1 no", &["550 5.1.1"])]
#[case::a_number_of_both("failed with code 421: http", &["421"])]
#[case::a_status_of_smtp("SMTP status code 550: no", &["550"])]
#[case::a_status_of_a_delivery("delivery failed with status code 550", &["550"])]
#[case::words_taken_over("it returned 500 Internal Server Error", &["500"])]
#[case::words_of_both("it said 500 Syntax error", &["500"])]
#[case::other_words_with_the_number("it said 502 Not implemented", &["502"])]
fn a_code_beside_the_web_is_one(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(found(text), expected);
}

#[rstest]
#[case::http("see http://x.test/?550 no", &[])]
#[case::https("see HTTPS://x.test/(550 no", &[])]
#[case::behind_a_link("<http://x.test/a> 550 5.1.1 no", &["550 5.1.1"])]
#[case::behind_a_quoted_link("\"http://x.test/a\" 550 5.1.1 no", &["550 5.1.1"])]
#[case::behind_a_link_in_brackets("(http://x.test/a) 550 5.1.1 no", &["550 5.1.1"])]
#[case::an_h("h550 and http:550 5.1.1", &["550 5.1.1"])]
fn what_a_link_holds_is_no_code(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(found(text), expected);
}

/// What announces a code counts more than that two codes stand together, and that more than the beginning of a line.
#[rstest]
#[case::a_line("550 no", Lead::Line)]
#[case::a_pair_in_a_line("550 5.1.1 no", Lead::Pair)]
#[case::an_enhanced_code("5.1.1 no", Lead::Pair)]
#[case::a_pair_in_words("so 550 5.1.1 no", Lead::Pair)]
#[case::announced("said: 550 no", Lead::Announced)]
#[case::an_announced_pair("said: 550 5.1.1 no", Lead::Announced)]
fn a_lead_is_told(#[case] text: &str, #[case] expected: Lead) {
    let all = read(text);
    assert_eq!(all[0].1, expected);
    assert!(Lead::Line < Lead::Pair && Lead::Pair < Lead::Announced);
}

#[rstest]
#[case::at_once("550 no", Some("550"))]
#[case::behind_marks("  *** 550 no", Some("550"))]
#[case::behind_twelve_marks("------------550 no", Some("550"))]
#[case::behind_more_marks("-------------550 no", None)]
#[case::behind_a_word("x 550 no", None)]
#[case::behind_a_foreign_sign("\u{201d}550 no", None)]
#[case::four_digits("5500 no", None)]
#[case::only_enhanced("5.1.1 no", None)]
#[case::nothing("", None)]
fn a_line_begins_with_a_code(#[case] text: &str, #[case] expected: Option<&str>) {
    let flat = Flat::of(text);
    let code = at_line_start(&flat.view(text, cues()), 0..text.len());
    assert_eq!(code.map(|code| code.to_string()).as_deref(), expected);
}

/// Of very many codes the first and the last are kept.
#[test]
fn very_many_codes_are_cut_in_the_middle() {
    let mut text = "550 5.1.1 no\n".repeat(5000);
    text.push_str("421 4.2.1 no\n");
    let all = found(&text);
    assert_eq!(all.len(), 4096);
    assert_eq!(all.last().unwrap(), "421 4.2.1");
}
