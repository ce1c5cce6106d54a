//! Events as programs print them, each in the way of its language: the recipient, what the server said, and that the sender beside it
//! failed nowhere.

use rstest::rstest;
use smtpref_catalog::Slug;

use super::wholes::answers;
use super::{catalog, explained};

fn told(text: &str) -> (&'static str, Vec<String>) {
    let explanation = explained(text.as_bytes(), &catalog());
    (explanation.kind.word(), answers(&explanation))
}

const NESTED: &str = "bob@example.net 550 5.1.1 user-unknown";

/// An event of Amazon, with the sender before the recipient.
#[rstest]
#[case::python(
    "{'mail': {'source': 'anna@example.org', 'destination': ['bob@example.net']}, 'bounce': {'isLast': True, 'bouncedRecipients': [{'emailAddress': 'bob@example.net', 'status': '5.1.1', 'diagnosticCode': 'smtp; 550 5.1.1 User unknown'}]}}"
)]
#[case::python_with_an_apostrophe(
    "{'mail': {'source': 'anna@example.org'}, 'bounce': {'bouncedRecipients': [{'emailAddress': 'bob@example.net', 'diagnosticCode': \"smtp; 550 5.1.1 User unknown, isn't here\"}]}}"
)]
#[case::ruby(
    "{\"mail\"=>{\"source\"=>\"anna@example.org\"}, \"bounce\"=>{\"bouncedRecipients\"=>[{\"emailAddress\"=>\"bob@example.net\", \"diagnosticCode\"=>\"smtp; 550 5.1.1 User unknown\"}]}}"
)]
#[case::ruby_with_symbols(
    "{:mail=>{:source=>\"anna@example.org\"}, :bounce=>{:bouncedRecipients=>[{:emailAddress=>\"bob@example.net\", :diagnosticCode=>\"smtp; 550 5.1.1 User unknown\"}]}}"
)]
#[case::javascript(
    "{\n  mail: { source: 'anna@example.org', headersTruncated: false },\n  bounce: {\n    bouncedRecipients: [ { emailAddress: 'bob@example.net',\n      diagnosticCode: 'smtp; 550 5.1.1 User unknown' } ]\n  }\n}"
)]
#[case::php_code(
    "array (\n  'mail' => \n  array (\n    'source' => 'anna@example.org',\n  ),\n  'bounce' => \n  array (\n    'bouncedRecipients' => \n    array (\n      0 => \n      array (\n        'emailAddress' => 'bob@example.net',\n        'diagnosticCode' => 'smtp; 550 5.1.1 User unknown',\n      ),\n    ),\n  ),\n)"
)]
#[case::print_r(
    "Array\n(\n    [mail] => Array\n        (\n            [source] => anna@example.org\n        )\n\n    [bounce] => Array\n        (\n            [bouncedRecipients] => Array\n                (\n                    [0] => Array\n                        (\n                            [emailAddress] => bob@example.net\n                            [diagnosticCode] => smtp; 550 5.1.1 User unknown\n                        )\n\n                )\n\n        )\n\n)"
)]
#[case::print_r_on_one_line(
    "Array ( [mail] => stdClass Object ( [source] => anna@example.org ) [bounce] => Array ( [bouncedRecipients] => Array ( [0] => Array ( [emailAddress] => bob@example.net [diagnosticCode] => smtp; 550 5.1.1 User unknown ) ) ) )"
)]
#[case::var_dump(
    "array(2) {\n  [\"mail\"]=>\n  array(1) {\n    [\"source\"]=>\n    string(16) \"anna@example.org\"\n  }\n  [\"bounce\"]=>\n  array(1) {\n    [\"bouncedRecipients\"]=>\n    array(1) {\n      [0]=>\n      array(2) {\n        [\"emailAddress\"]=>\n        string(15) \"bob@example.net\"\n        [\"diagnosticCode\"]=>\n        string(28) \"smtp; 550 5.1.1 User unknown\"\n      }\n    }\n  }\n}"
)]
#[case::java(
    "{mail={source=anna@example.org}, bounce={bouncedRecipients=[{emailAddress=bob@example.net, diagnosticCode=smtp; 550 5.1.1 User unknown}]}}"
)]
#[case::java_classes(
    "Event(mail=Mail(source=anna@example.org), bounce=Bounce(bouncedRecipients=[Recipient(emailAddress=bob@example.net, diagnosticCode=smtp; 550 5.1.1 User unknown)]))"
)]
#[case::python_classes(
    "Event(mail=Mail(source='anna@example.org'), bounce=Bounce(bouncedRecipients=[Recipient(emailAddress='bob@example.net', diagnosticCode='smtp; 550 5.1.1 User unknown')]))"
)]
#[case::rust(
    "Event { mail: Mail { source: \"anna@example.org\" }, bounce: Bounce { bouncedRecipients: [Recipient { emailAddress: \"bob@example.net\", diagnosticCode: Some(\"smtp; 550 5.1.1 User unknown\") }] } }"
)]
#[case::go(
    "map[bounce:map[bouncedRecipients:[map[diagnosticCode:smtp; 550 5.1.1 User unknown emailAddress:bob@example.net]]] mail:map[source:anna@example.org]]"
)]
#[case::behind_words(
    "My function printed:\n\n{'mail': {'source': 'anna@example.org'}, 'bounce': {'bouncedRecipients': [{'emailAddress': 'bob@example.net', 'diagnosticCode': 'smtp; 550 5.1.1 User unknown'}]}}"
)]
fn an_event_is_read_in_each_language(#[case] text: &str) {
    assert_eq!(told(text), ("webhook", vec![NESTED.to_owned()]));
}

/// Flat events, or pieces of them.
#[rstest]
#[case::without_braces(
    "\"event\": \"bounce\",\n\"email\": \"bob@example.net\",\n\"from\": \"anna@example.org\",\n\"reason\": \"550 5.1.1 User unknown\""
)]
#[case::a_piece_of_php(
    "'event' => 'bounce',\n'email' => 'bob@example.net',\n'reason' => '550 5.1.1 User unknown',"
)]
#[case::a_form(
    "event=bounce\nfrom=anna@example.org\nemail=bob@example.net\nreason=550 5.1.1 User unknown"
)]
#[case::a_form_of_the_web(
    "event=bounce&from=anna%40example.org&email=bob%40example.net&reason=550+5.1.1+User+unknown"
)]
#[case::go_structs(
    "{Event:bounce Email:bob@example.net From:anna@example.org Reason:550 5.1.1 User unknown}"
)]
#[case::a_value_with_brackets(
    "{event=bounce, email=bob@example.net, reason=550 5.1.1 User unknown (in reply to RCPT, id=5)}"
)]
#[case::a_numbered_piece(
    "[0] => Array\n(\n[email] => bob@example.net\n[event] => bounce\n[reason] => 550 5.1.1 User unknown\n)"
)]
fn a_flat_event_is_read(#[case] text: &str) {
    assert_eq!(told(text), ("webhook", vec![NESTED.to_owned()]));
}

#[test]
fn each_object_of_a_list_has_an_event() {
    let one = |name: &str| {
        format!(
            "{{'event': 'bounce', 'email': '{name}@example.net', 'reason': '550 5.1.1 User unknown'}}"
        )
    };
    let text = format!("[{}, {}]", one("bob"), one("carol"));
    let expected = ["bob", "carol"].map(|name| NESTED.replace("bob", name));
    assert_eq!(told(&text), ("webhook", expected.to_vec()));
}

/// Whose event it is shows in any notation, with what its own words mean.
#[rstest]
#[case::json(
    "{\"event\": \"failed\", \"recipient\": \"bob@example.net\", \"delivery-status\": {\"code\": 605}, \"event-data\": {}}"
)]
#[case::python(
    "{'event': 'failed', 'recipient': 'bob@example.net', 'delivery-status': {'code': 605}, 'event-data': {}}"
)]
#[case::java(
    "{event=failed, recipient=bob@example.net, delivery-status={code=605}, event-data={}}"
)]
#[case::print_r(
    "[event] => failed\n[recipient] => bob@example.net\n[delivery-status] => Array\n(\n[code] => 605\n)\n[event-data] => Array\n(\n)"
)]
fn the_service_is_known_by_its_keys(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    let service = explanation.service.map(Slug::as_str);
    assert_eq!(service, Some("mailgun"));
}

/// What looks a little so, and is a reply or nothing.
#[rstest]
#[case::refused_recipients(
    "{'bob@example.net': (550, b'5.1.1 User unknown')}",
    "reply",
    &[NESTED]
)]
#[case::a_reply_in_braces("{550 5.1.1 <bob@example.net>: User unknown}", "reply", &[NESTED])]
#[case::a_delivery("{'event': 'delivered', 'email': 'bob@example.net', 'response': '250 OK'}", "success", &[])]
#[case::a_configuration("{ host: 'smtp.example.net', port: 587, auth: { user: 'anna' } }", "nothing", &[])]
fn other_braces_stay_what_they_are(
    #[case] text: &str,
    #[case] kind: &str,
    #[case] expected: &[&str],
) {
    let (of, told) = told(text);
    assert_eq!(
        (of, &told[..]),
        (
            kind,
            &expected
                .iter()
                .map(|&one| one.to_owned())
                .collect::<Vec<_>>()[..]
        )
    );
}
