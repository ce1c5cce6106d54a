//! Events of sending services and lines of programs in JSON: whom they are about, what the server said, and what of them is no failure.

use rstest::rstest;
use smtpref::explain::{Explanation, Verdict};
use smtpref_catalog::Slug;

use super::wholes::answers;
use super::{catalog, explained};

fn kind_and_answers(text: &str) -> (&'static str, Vec<String>) {
    let explanation = explained(text.as_bytes(), &catalog());
    (explanation.kind.word(), answers(&explanation))
}

/// The words of a server under each key that services write, and nothing else beside them.
#[rstest]
#[case("diagnosticCode")]
#[case("diagnostic-code")]
#[case("raw_reason")]
#[case("output")]
#[case("details")]
#[case("smtp_response")]
#[case("email_response_message")]
#[case("response")]
#[case("reason")]
#[case("error_message")]
#[case("message")]
#[case("description")]
#[case("error")]
fn words_are_found_by_their_key(#[case] key: &str) {
    let text = format!(
        r#"{{"event":"bounce","email":"bob@example.net","{key}":"550 5.1.1 User unknown"}}"#
    );
    let expected = vec!["bob@example.net 550 5.1.1 user-unknown".to_owned()];
    assert_eq!(kind_and_answers(&text), ("webhook", expected));
}

#[rstest]
#[case("emailAddress")]
#[case("recipient")]
#[case("rcpt_to")]
#[case("email")]
#[case("rcpt")]
#[case("to")]
#[case("finalRecipient")]
#[case("email_to")]
fn recipients_are_found_by_their_key(#[case] key: &str) {
    let text = format!(
        r#"{{"event":"bounce","{key}":"bob@example.net","reason":"550 5.1.1 User unknown"}}"#
    );
    let expected = vec!["bob@example.net 550 5.1.1 user-unknown".to_owned()];
    assert_eq!(kind_and_answers(&text), ("webhook", expected));
}

/// Codes that stand beside words, and words that have codes of their own.
#[rstest]
#[case::nothing_but_a_code(
    r#""type":"HardBounce","description":"550","details":"User unknown""#,
    "550 user-unknown"
)]
#[case::beside(
    r#""code":550,"enhanced_code":"5.1.1","message":"User unknown""#,
    "550 5.1.1 user-unknown"
)]
#[case::as_text(
    r#""smtp_code":"550","status":"5.1.1","message":"User unknown""#,
    "550 5.1.1 user-unknown"
)]
#[case::in_parts(
    r#""code":550,"enhanced":{"class":5,"subject":1,"detail":1},"message":"User unknown""#,
    "550 5.1.1 user-unknown"
)]
#[case::in_the_words(
    r#""code":421,"status":"4.0.0","message":"550 5.1.1 User unknown""#,
    "550 5.1.1 user-unknown"
)]
#[case::half_in_the_words(
    r#""code":550,"message":"5.1.1 User unknown""#,
    "550 5.1.1 user-unknown"
)]
#[case::a_code_alone(r#""code":552"#, "552 mailbox-full")]
#[case::a_status_alone(r#""status":"5.2.2""#, "5.2.2 mailbox-full")]
#[case::without_words(r#""code":552,"status":"5.2.2""#, "552 5.2.2 mailbox-full")]
#[case::a_code_of_a_success(
    r#""code":200,"message":"550 5.1.1 User unknown""#,
    "550 5.1.1 user-unknown"
)]
#[case::words_of_a_success_beside_others(
    r#""response":"250 Ok","reason":"550 5.1.1 User unknown""#,
    "550 5.1.1 user-unknown"
)]
#[case::no_words(r#""message":"--","reason":"User unknown""#, " user-unknown")]
#[case::a_list(r#""reason":["550 5.1.1 User unknown"]"#, "550 5.1.1 user-unknown")]
#[case::deeper(
    r#""delivery":{"status":{"reason":"550 5.1.1 User unknown"}}"#,
    "550 5.1.1 user-unknown"
)]
fn codes_are_found(#[case] pairs: &str, #[case] expected: &str) {
    let text = format!(r#"{{"event":"bounce","email":"bob@example.net",{pairs}}}"#);
    let expected = vec![format!("bob@example.net {expected}")];
    assert_eq!(kind_and_answers(&text), ("webhook", expected));
}

#[rstest]
#[case("bounce")]
#[case("failed")]
#[case("deferred")]
#[case("rejected")]
#[case("delayed")]
#[case("dropped")]
#[case("blocked")]
#[case("out_of_band")]
#[case("suppressed")]
#[case("undeliverable")]
fn a_label_tells_of_a_failure(#[case] label: &str) {
    let text = format!(r#"{{"event":"{label}","email":"bob@example.net"}}"#);
    let (kind, all) = kind_and_answers(&text);
    assert_eq!((kind, all.len()), ("webhook", 1));
    assert!(all[0].starts_with("bob@example.net"));
}

#[rstest]
#[case::delivered(
    r#"{"event":"delivered","email":"bob@example.net","response":"250 Ok"}"#,
    "success"
)]
#[case::of_a_mail(
    r#"{"type":"email.delivered","data":{"to":"bob@example.net"}}"#,
    "success"
)]
#[case::sent(r#"{"event":"sent","email":"bob@example.net"}"#, "success")]
#[case::accepted(r#"{"event":"accepted","email":"bob@example.net"}"#, "success")]
#[case::a_response(r#"{"email":"bob@example.net","response":"250 Ok"}"#, "success")]
#[case::two_deliveries_of_a_log(
    "{\"log\":\"Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, dsn=2.0.0, status=sent (250 Ok)\"}\n{\"log\":\"Jun  3 10:00:00 mail postfix/smtp[1]: 5A3B361444: to=<bob@example.net>, dsn=2.0.0, status=sent (250 Ok)\"}\n",
    "success"
)]
#[case::a_complaint(r#"{"event":"complaint","email":"bob@example.net"}"#, "feedback")]
#[case::a_spam_report(r#"{"event":"spamreport","email":"bob@example.net"}"#, "feedback")]
#[case::feedback(r#"{"type":"feedback","email":"bob@example.net"}"#, "feedback")]
#[case::answered_by_a_program(
    r#"{"RecordType":"Bounce","Type":"AutoResponder","TypeCode":32,"Email":"bob@example.net","Details":"I am on holiday"}"#,
    "auto_reply"
)]
#[case::something_else(r#"{"event":"open","email":"bob@example.net"}"#, "nothing")]
#[case::nothing("{}", "nothing")]
#[case::no_pairs("[1, 2, 550]", "nothing")]
fn what_is_no_failure_has_no_answer(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(kind_and_answers(text), (expected, Vec::new()));
}

#[rstest]
#[case::a_container(r#"{"log":"Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, dsn=5.1.1, status=bounced (host mx.test said: 550 5.1.1 User unknown)\n","stream":"stdout"}"#)]
#[case::a_journal(r#"{"PRIORITY":"6","MESSAGE":"4F2A250333: to=<bob@example.net>, dsn=5.1.1, status=bounced (host mx.test said: 550 5.1.1 User unknown)","SYSLOG_IDENTIFIER":"postfix/smtp"}"#)]
#[case::bytes_of_a_journal(r#"{"PRIORITY":"6","MESSAGE":[116,111,61,60,98,111,98,64,101,120,97,109,112,108,101,46,110,101,116,62,44,32,115,116,97,116,117,115,61,98,111,117,110,99,101,100,32,40,53,53,48,32,53,46,49,46,49,32,85,115,101,114,32,117,110,107,110,111,119,110,32,255,41]}"#)]
#[case::kumomta(r#"{"type":"Bounce","recipient":"bob@example.net","response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"User unknown"},"peer_address":{"name":"mx.test"}}"#)]
fn a_line_of_a_log_in_json_is_one(#[case] text: &str) {
    let expected = vec!["bob@example.net 550 5.1.1 user-unknown".to_owned()];
    assert_eq!(kind_and_answers(text), ("log", expected));
}

#[rstest]
#[case::a_list(r#"{"event":"bounce","recipients":["bob@example.net","carol@example.net"],"reason":"550 5.1.1 User unknown"}"#)]
#[case::a_list_of_objects(r#"{"event":"bounce","reason":"550 5.1.1 User unknown","bounced":[{"email":"bob@example.net","reason":"550 5.1.1 User unknown"},{"email":"carol@example.net","reason":"550 5.1.1 User unknown"}]}"#)]
#[case::events(r#"[{"event":"bounce","email":"bob@example.net","reason":"550 5.1.1 User unknown"},{"event":"bounce","email":"carol@example.net","reason":"550 5.1.1 User unknown"}]"#)]
#[case::lines(
    "{\"event\":\"bounce\",\"email\":\"bob@example.net\",\"reason\":\"550 5.1.1 User unknown\"}\n{\"event\":\"bounce\",\"email\":\"carol@example.net\",\"reason\":\"550 5.1.1 User unknown\"}\n"
)]
#[case::a_delivery_among_them(r#"[{"event":"delivered","email":"amy@example.net"},{"event":"bounce","email":"bob@example.net","reason":"550 5.1.1 User unknown"},{"event":"bounce","email":"carol@example.net","reason":"550 5.1.1 User unknown"}]"#)]
fn each_recipient_is_told(#[case] text: &str) {
    let expected: Vec<String> = ["bob", "carol"]
        .map(|name| format!("{name}@example.net 550 5.1.1 user-unknown"))
        .to_vec();
    assert_eq!(kind_and_answers(text), ("webhook", expected));
}

/// The people whom a mail was for are not those who failed.
#[test]
fn only_who_failed_is_told() {
    let text = r#"{"notificationType":"Bounce","mail":{"destination":["amy@example.net","bob@example.net"]},"bounce":{"bouncedRecipients":[{"emailAddress":"bob@example.net","diagnosticCode":"smtp; 550 5.1.1 User unknown"}]}}"#;
    let expected = vec!["bob@example.net 550 5.1.1 user-unknown".to_owned()];
    assert_eq!(kind_and_answers(text), ("webhook", expected));
}

/// An object that only words quote is not what is told.
#[test]
fn an_object_in_words_is_no_event() {
    let text = r#"{"event":"bounce","email":"bob@example.net","reason":"550 5.1.1 flarp","log":"before it {\"event\":\"bounce\",\"email\":\"carol@example.net\",\"reason\":\"552 5.2.2 flarp\"}"}"#;
    let (_, all) = kind_and_answers(text);
    assert_eq!(all, ["bob@example.net 550 5.1.1 user-unknown"]);
}

/// An object that somebody copied is cut, wrapped, in a block, or in another text.
#[rstest]
#[case::cut(r#"{"event":"bounce","email":"bob@example.net","reason":"550 5.1.1 User unknown""#)]
#[case::in_a_text(r#"{"Message":"{\"event\":\"bounce\",\"email\":\"bob@example.net\",\"reason\":\"550 5.1.1 User unknown\"}"}"#)]
#[case::escaped(
    r#"{\"event\":\"bounce\",\"email\":\"bob@example.net\",\"reason\":\"550 5.1.1 User unknown\"}"#
)]
#[case::in_a_block(
    "```json\n{\"event\":\"bounce\",\"email\":\"bob@example.net\",\"reason\":\"550 5.1.1 User unknown\"}\n```"
)]
#[case::on_lines(
    "{\n  \"event\": \"bounce\",\n  \"email\" : \"bob@example.net\",\n  \"reason\": \"550 5.1.1 User unknown\"\n}"
)]
#[case::with_a_space(
    r#"{ "event": "bounce", "email": "bob@example.net", "reason": "550 5.1.1 User unknown" }"#
)]
fn an_object_is_read_as_it_was_copied(#[case] text: &str) {
    let expected = vec!["bob@example.net 550 5.1.1 user-unknown".to_owned()];
    assert_eq!(kind_and_answers(text), ("webhook", expected));
}

/// A list of as many bounces.
fn events(count: usize) -> String {
    let one = |number: usize| {
        format!(
            r#"{{"event":"bounce","email":"user{number}@example.net","reason":"550 5.1.1 User unknown"}}"#
        )
    };
    let all: Vec<String> = (0..count).map(one).collect();
    format!("[{}]", all.join(","))
}

#[test]
fn a_list_of_as_many_as_are_kept_is_whole() {
    let explanation = explained(events(1000).as_bytes(), &catalog());
    assert_eq!((explanation.replies.len(), explanation.cut), (1000, false));
}

/// Very many events are cut, and reading them stays possible.
#[test]
fn very_many_events_are_cut() {
    let text = events(1010);
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!((explanation.replies.len(), explanation.cut), (1000, true));
}

/// An event of Amazon that quotes nobody, with the kind and the kind of that kind.
fn of_amazon(kind: &str, subtype: &str) -> Explanation {
    let text = format!(
        r#"{{"notificationType":"Bounce","bounce":{{"feedbackId":"0100019a-11","bounceType":"{kind}","bounceSubType":"{subtype}","bouncedRecipients":[{{"emailAddress":"bob@example.net"}}],"timestamp":"2026-11-25T10:00:00.000Z"}},"mail":{{"timestamp":"2026-11-25T09:59:58.000Z","source":"anna@example.org","messageId":"0100019a-22","destination":["bob@example.net"]}}}}"#
    );
    explained(text.as_bytes(), &catalog())
}

/// Where nobody is quoted the labels are all there is; the names of fields are no words of a server.
#[rstest]
#[case::for_now("Transient", "General", None, Some(false))]
#[case::for_good("Permanent", "General", None, Some(true))]
#[case::nobody_knows("Undetermined", "Undetermined", None, None)]
#[case::on_the_list(
    "Permanent",
    "OnAccountSuppressionList",
    Some("suppressed"),
    Some(true)
)]
#[case::suppressed("Permanent", "Suppressed", Some("suppressed"), Some(true))]
#[case::full("Transient", "MailboxFull", Some("mailbox-full"), Some(false))]
#[case::big("Transient", "MessageTooLarge", Some("message-too-big"), Some(false))]
#[case::content("Transient", "ContentRejected", Some("content-rejected"), Some(false))]
#[case::file(
    "Transient",
    "AttachmentRejected",
    Some("prohibited-attachment"),
    Some(false)
)]
fn an_event_that_quotes_nobody_is_judged_by_its_labels(
    #[case] kind: &str,
    #[case] subtype: &str,
    #[case] cause: Option<&str>,
    #[case] permanent: Option<bool>,
) {
    let explanation = of_amazon(kind, subtype);
    let [answer] = &explanation.replies[..] else {
        panic!("{:?}", explanation.replies)
    };
    assert_eq!(explanation.kind.word(), "webhook");
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.cause.map(Slug::as_str), cause);
    assert_eq!(answer.permanent, permanent);
    assert_eq!(answer.words, "");
}

/// What a program answered to mail that arrived has a number of no meaning, and its words are a person's.
#[rstest]
#[case::by_amazon(r#"{"eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"bob@example.net","status":"5.3.0","diagnosticCode":"smtp; 550 5.3.0 Out of office message"}]}}"#)]
#[case::alone("550 5.3.0 Out of office")]
#[case::in_other_words("550 5.1.0 out of office autoreply: I am away")]
fn an_automatic_answer_has_no_cause(#[case] text: &str) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.cause, None);
    assert_eq!(answer.address, Verdict::Alive);
}

#[test]
fn a_queue_in_json_is_no_event_of_a_service() {
    let text = r#"{"queue_name": "deferred", "queue_id": "4XzQ1c", "arrival_time": 1764081111, "message_size": 2048, "forced_expire": false, "sender": "anna@example.org", "recipients": [{"address": "bob@example.net", "delay_reason": "host mx.example.net[192.0.2.25] said: 450 4.2.2 user is overquota (in reply to RCPT TO command)"}]}"#;
    let expected = vec!["bob@example.net 450 4.2.2 mailbox-full".to_owned()];
    assert_eq!(kind_and_answers(text), ("queue", expected));
}
