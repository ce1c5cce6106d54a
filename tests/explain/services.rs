//! Events of sending services: which service it is, what its labels say where nobody is quoted, and what recipients did with mail that
//! had arrived.

use rstest::rstest;
use smtpref::document::{Block, explanation as document};
use smtpref::explain::{Explanation, Reaction};
use smtpref_catalog::{Fate, Slug};

use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

/// The service, and of the one answer the provider, the cause and what became of the message.
fn told(text: &str) -> String {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "webhook", "{explanation:?}");
    let [answer] = &explanation.replies[..] else {
        panic!("{:?}", explanation.replies)
    };
    assert!(answer.recipient.is_some(), "{answer:?}");
    let name = |slug: Option<Slug>| slug.map_or("-", Slug::as_str);
    let message = answer.message.map_or("-", Fate::word);
    format!(
        "{} {} {} {message}",
        name(explanation.service),
        name(answer.provider),
        name(answer.cause)
    )
}

/// Who said the reply is the provider; whose event it is the service.
#[rstest]
#[case::amazon(r#"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"bob@example.net","diagnosticCode":"smtp; 550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 gsmtp"}]},"mail":{"messageId":"m1"}}"#, "amazon-ses google user-unknown returned")]
#[case::sendgrid(r#"[{"email":"bob@example.net","event":"bounce","reason":"550 5.1.1 User unknown","sg_event_id":"x"}]"#, "sendgrid - user-unknown returned")]
#[case::mailgun(r#"{"event-data":{"event":"failed","severity":"permanent","recipient":"bob@example.net","delivery-status":{"code":550,"message":"5.1.1 User unknown"}}}"#, "mailgun - user-unknown returned")]
#[case::postmark(r#"{"RecordType":"Bounce","Type":"HardBounce","TypeCode":1,"Email":"bob@example.net","Details":"smtp;550 5.1.1 User unknown"}"#, "postmark - user-unknown returned")]
#[case::sparkpost(r#"[{"msys":{"message_event":{"type":"bounce","rcpt_to":"bob@example.net","raw_reason":"550 5.1.1 User unknown"}}}]"#, "sparkpost - user-unknown returned")]
#[case::mailjet(r#"{"event":"bounce","email":"bob@example.net","mj_campaign_id":7,"hard_bounce":true,"comment":"550 5.1.1 User unknown"}"#, "mailjet - user-unknown returned")]
#[case::mandrill(r#"[{"event":"hard_bounce","_id":"a1","ts":1764081111,"msg":{"_id":"a1","email":"bob@example.net","state":"bounced","diag":"smtp;550 5.1.1 User unknown"}}]"#, "mailchimp-transactional - user-unknown returned")]
#[case::brevo(r#"{"event":"hard_bounce","email":"bob@example.net","message-id":"<1@smtp-relay.mailin.fr>","reason":"550 5.1.1 User unknown"}"#, "brevo - user-unknown returned")]
#[case::a_contact_of_brevo(r#"{"event":"blocked","email":"bob@example.net","message-id":"<1@smtp-relay.mailin.fr>","reason":"blocked : contact is blacklisted"}"#, "brevo - suppressed not_sent")]
#[case::a_user_of_brevo(r#"{"event":"blocked","email":"bob@example.net","message-id":"<1@smtp-relay.mailin.fr>","reason":"blocked : due to blacklist user"}"#, "brevo - suppressed not_sent")]
#[case::nobody_knows(
    r#"{"event":"bounce","email":"bob@example.net","reason":"550 5.1.1 User unknown"}"#,
    "- - user-unknown returned"
)]
fn the_service_is_known_by_the_form_of_its_event(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), expected);
}

/// Where nobody is quoted the label tells the cause, and what the service has done.
#[rstest]
#[case::nobody_there(r#"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"NoEmail","bouncedRecipients":[{"emailAddress":"bob@example.net"}]}}"#, "amazon-ses - user-unknown returned")]
#[case::beside_a_status(r#"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"OnAccountSuppressionList","bouncedRecipients":[{"emailAddress":"bob@example.net","status":"5.1.1"}]}}"#, "amazon-ses - suppressed not_sent")]
#[case::an_old_complaint(r#"{"eventType":"Complaint","complaint":{"complaintSubType":"OnAccountSuppressionList","complainedRecipients":[{"emailAddress":"bob@example.net"}]},"mail":{"messageId":"m1"}}"#, "amazon-ses - suppressed not_sent")]
#[case::a_template(r#"{"eventType":"Rendering Failure","mail":{"messageId":"m1","destination":["bob@example.net"]},"failure":{"errorMessage":"Attribute 'name' is not present in the rendering data.","templateName":"hello"}}"#, "amazon-ses amazon-ses not-compliant not_sent")]
#[case::a_virus(r#"{"eventType":"Reject","mail":{"messageId":"m1","destination":["bob@example.net"]},"reject":{"reason":"Bad content"}}"#, "amazon-ses amazon-ses virus not_sent")]
#[case::a_class(r#"{"email":"bob@example.net","event":"bounce","type":"bounce","bounce_classification":"Invalid Address","status":"5.0.0","sg_event_id":"x"}"#, "sendgrid - user-unknown returned")]
#[case::a_dropped_one(r#"{"email":"bob@example.net","event":"dropped","reason":"Unsubscribed Address","sg_event_id":"x"}"#, "sendgrid sendgrid suppressed not_sent")]
#[case::a_number(r#"{"event-data":{"event":"failed","severity":"permanent","recipient":"bob@example.net","delivery-status":{"code":606,"message":""}}}"#, "mailgun - suppressed not_sent")]
#[case::words_behind_the_number(r#"{"event-data":{"event":"failed","severity":"permanent","reason":"suppress-bounce","recipient":"bob@example.net","delivery-status":{"code":605,"message":"","description":"Not delivering to previously bounced address"}}}"#, "mailgun mailgun suppressed not_sent")]
#[case::a_reason_that_says_nothing(r#"{"event-data":{"event":"failed","severity":"permanent","reason":"bounce","recipient":"bob@example.net","delivery-status":{"code":0,"message":""}}}"#, "mailgun - - returned")]
#[case::the_dns(r#"{"RecordType":"Bounce","Type":"DnsError","TypeCode":256,"Email":"bob@example.net","Details":""}"#, "postmark - dns-error returned")]
#[case::a_policy(r#"{"RecordType":"Bounce","Type":"DMARCPolicy","TypeCode":100009,"Email":"bob@example.net","Details":""}"#, "postmark - authentication-failed returned")]
#[case::a_hard_bounce(r#"{"RecordType":"Bounce","Type":"HardBounce","TypeCode":1,"Email":"bob@example.net","Details":""}"#, "postmark - - returned")]
#[case::a_change_of_the_list(r#"{"RecordType":"SubscriptionChange","MessageID":"m1","Recipient":"bob@example.net","SuppressSending":true,"SuppressionReason":"HardBounce"}"#, "postmark - suppressed not_sent")]
#[case::a_number_of_a_class(r#"{"msys":{"message_event":{"type":"bounce","bounce_class":"22","rcpt_to":"bob@example.net"}}}"#, "sparkpost - mailbox-full returned")]
#[case::an_error(r#"{"event":"bounce","email":"bob@example.net","mj_campaign_id":7,"hard_bounce":true,"error_related_to":"domain","error":"invalid domain","comment":""}"#, "mailjet - domain-not-found returned")]
#[case::a_mailbox(r#"{"event":"hard_bounce","_id":"a1","msg":{"_id":"a1","email":"bob@example.net","state":"bounced","bounce_description":"bad_mailbox"}}"#, "mailchimp-transactional - user-unknown returned")]
#[case::a_rejection(r#"{"event":"reject","_id":"a1","msg":{"_id":"a1","email":"bob@example.net","state":"rejected","reject":{"reason":"hard-bounce"}}}"#, "mailchimp-transactional - suppressed not_sent")]
#[case::an_answer_of_the_api(
    r#"[{"email":"bob@example.net","status":"rejected","_id":"a1","reject_reason":"unsub"}]"#,
    "mailchimp-transactional - suppressed not_sent"
)]
#[case::in_an_object_beside_the_person(r#"{"type":"email.bounced","data":{"email_id":"e1","to":["bob@example.net"],"bounce":{"message":"","subType":"MailboxFull","type":"Transient"}}}"#, "resend - mailbox-full returned")]
#[case::beside_a_description_of_the_mail(r#"{"type":"activity.hard_bounced","data":{"type":"hard_bounced","email":{"status":"rejected","recipient":{"email":"bob@example.net"}},"morph":{"object":"recipient_bounce","reason":"Host or domain name not found"}}}"#, "mailersend - domain-not-found returned")]
fn a_label_tells_where_nobody_is_quoted(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), expected);
}

/// What a server said is believed before what a service calls it.
#[rstest]
#[case::of_a_comment(r#"{"event":"bounce","email":"bob@example.net","mj_campaign_id":7,"hard_bounce":true,"error_related_to":"recipient","error":"user unknown","comment":"Host or domain name not found. Name service error for name=gone.example type=A: Host not found"}"#, "mailjet postfix domain-not-found returned")]
#[case::of_details(r#"{"RecordType":"Bounce","Type":"SoftBounce","TypeCode":4096,"Email":"bob@example.net","Details":"smtp;552 5.2.2 Mailbox full"}"#, "postmark - mailbox-full -")]
#[case::of_a_class(r#"{"msys":{"message_event":{"type":"bounce","bounce_class":"10","rcpt_to":"bob@example.net","raw_reason":"552 5.2.2 Mailbox full"}}}"#, "sparkpost - mailbox-full returned")]
fn words_are_believed_before_labels(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), expected);
}

/// Some services give a soft bounce up, and tell of a delay by another name.
#[rstest]
#[case::soft(r#"{"event":"soft_bounce","_id":"a1","msg":{"_id":"a1","email":"bob@example.net","state":"soft-bounced","diag":"smtp;421 4.4.2 Connection timed out"}}"#, Fate::Returned)]
#[case::deferred(r#"{"event":"deferral","_id":"a1","msg":{"_id":"a1","email":"bob@example.net","state":"deferred","smtp_events":[{"type":"deferred","diag":"451 4.3.5 Temporarily unavailable"}]}}"#, Fate::Retried)]
#[case::of_brevo(r#"{"event":"soft_bounce","email":"bob@example.net","message-id":"<1@smtp-relay.mailin.fr>","reason":"421 4.4.2 Connection timed out"}"#, Fate::Returned)]
#[case::deferred_by_brevo(r#"{"event":"deferred","email":"bob@example.net","message-id":"<1@smtp-relay.mailin.fr>","reason":"421 4.4.2 Connection timed out"}"#, Fate::Retried)]
fn a_service_tells_what_it_does_with_the_message(#[case] text: &str, #[case] expected: Fate) {
    let [answer] = &read(text).replies[..] else {
        panic!("not one answer")
    };
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.message, Some(expected));
}

#[test]
fn times_of_events_are_read() {
    let text = r#"{"eventType":"DeliveryDelay","mail":{"messageId":"m1","destination":["bob@example.net"]},"deliveryDelay":{"expirationTime":"2026-11-26T10:00:00.000Z","delayedRecipients":[{"emailAddress":"bob@example.net","status":"4.4.1","diagnosticCode":"smtp; 421 4.4.1 Unable to connect to remote host"}]}}"#;
    let answer = &read(text).replies[0];
    assert_eq!(answer.until.as_deref(), Some("2026-11-26T10:00:00.000Z"));
    assert_eq!(answer.message, Some(Fate::Retried));
    let text = r#"{"event-data":{"event":"failed","severity":"temporary","recipient":"bob@example.net","delivery-status":{"code":451,"message":"4.7.1 Greylisted","retry-seconds":600}}}"#;
    let answer = &read(text).replies[0];
    assert_eq!(answer.retry_after, Some(600));
}

#[rstest]
#[case::amazon(r#"{"notificationType":"Complaint","complaint":{"complaintSubType":null,"complainedRecipients":[{"emailAddress":"bob@example.net"}],"complaintFeedbackType":"abuse"},"mail":{"messageId":"m1","destination":["bob@example.net","carol@example.net"]}}"#, Reaction::Complaint)]
#[case::amazon_is_told_of_no_spam(r#"{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"bob@example.net"}],"complaintFeedbackType":"not-spam"},"mail":{"messageId":"m1"}}"#, Reaction::NotSpam)]
#[case::sendgrid(
    r#"{"email":"bob@example.net","event":"spamreport","sg_event_id":"x"}"#,
    Reaction::Complaint
)]
#[case::mailgun(
    r#"{"event-data":{"event":"complained","recipient":"bob@example.net"}}"#,
    Reaction::Complaint
)]
#[case::postmark(r#"{"RecordType":"SpamComplaint","Type":"SpamComplaint","TypeCode":100001,"Email":"bob@example.net","From":"anna@example.org"}"#, Reaction::Complaint)]
#[case::brevo(
    r#"{"event":"spam","email":"bob@example.net","message-id":"<1@smtp-relay.mailin.fr>"}"#,
    Reaction::Complaint
)]
#[case::sparkpost(
    r#"[{"msys":{"message_event":{"type":"spam_complaint","rcpt_to":"bob@example.net"}}}]"#,
    Reaction::Complaint
)]
#[case::mandrill(
    r#"[{"event":"spam","_id":"a1","msg":{"_id":"a1","email":"bob@example.net","state":"sent"}}]"#,
    Reaction::Complaint
)]
#[case::mailjet(
    r#"{"event":"spam","email":"bob@example.net","mj_campaign_id":7,"source":"JMRPP"}"#,
    Reaction::Complaint
)]
#[case::resend(
    r#"{"type":"email.complained","data":{"email_id":"e1","to":["bob@example.net"]}}"#,
    Reaction::Complaint
)]
#[case::a_report(
    "Feedback-Type: abuse\nUser-Agent: Example-Feedback/1.0\nVersion: 1\nOriginal-Mail-From: <bounce@example.org>\nOriginal-Rcpt-To: <bob@example.net>\n",
    Reaction::Complaint
)]
#[case::a_report_of_one_who_leaves(
    "Feedback-Type: opt-out\nVersion: 1\nOriginal-Rcpt-To: bob@example.net\n",
    Reaction::Unsubscribed
)]
#[case::a_group(
    r#"{"email":"bob@example.net","event":"group_unsubscribe","sg_event_id":"x"}"#,
    Reaction::Unsubscribed
)]
#[case::a_list(
    r#"{"msys":{"unsubscribe_event":{"type":"list_unsubscribe","rcpt_to":"bob@example.net"}}}"#,
    Reaction::Unsubscribed
)]
#[case::by_mail(
    r#"{"RecordType":"Bounce","Type":"Unsubscribe","TypeCode":16,"Email":"bob@example.net"}"#,
    Reaction::Unsubscribed
)]
fn who_reacted_is_named(#[case] text: &str, #[case] expected: Reaction) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "feedback");
    assert!(explanation.replies.is_empty());
    let [told] = &explanation.feedback[..] else {
        panic!("{:?}", explanation.feedback)
    };
    assert_eq!(told.reaction, expected);
    assert_eq!(told.recipients, ["bob@example.net"]);
    assert_eq!(told.steps().is_empty(), expected == Reaction::NotSpam);
}

/// A report whose recipient was taken out asks to look for them.
#[test]
fn a_report_without_a_name_says_how_to_find_who_it_was() {
    let told =
        &read("Feedback-Type: abuse\nUser-Agent: Example-Feedback/1.0\nVersion: 1\n").feedback[0];
    assert!(told.recipients.is_empty());
    assert!(told.steps()[0].contains("`Message-ID`"));
}

/// The page of a reaction names who it was and what holds for the address, and has no empty table where it knows neither.
#[rstest]
#[case::who(
    r#"{"email":"bob@example.net","event":"spamreport","sg_event_id":"x"}"#,
    &["Recipient", "Address"]
)]
#[case::nobody("Feedback-Type: abuse\nUser-Agent: Example-Feedback/1.0\nVersion: 1\n", &["Address"])]
#[case::neither("Feedback-Type: auth-failure\nVersion: 1\nAuth-Failure: dmarc\n", &[])]
fn the_page_of_a_reaction_has_its_facts(#[case] text: &str, #[case] expected: &[&str]) {
    let catalog = catalog();
    let page = document(&explained(text.as_bytes(), &catalog), &catalog);
    let facts = page.blocks.iter().filter_map(|block| match block {
        Block::Facts(facts) => Some(facts),
        _ => None,
    });
    let facts: Vec<&Vec<_>> = facts.collect();
    let told: Vec<&str> = facts
        .iter()
        .flat_map(|facts| facts.iter().map(|(name, _)| name.as_str()))
        .filter(|name| matches!(*name, "Recipient" | "Address"))
        .collect();
    assert_eq!(told, expected);
    assert!(facts.iter().all(|facts| !facts.is_empty()), "{facts:?}");
}

/// The report of a failed authentication is of a message that may have been refused.
#[test]
fn a_report_of_a_failed_authentication_is_no_complaint() {
    let text = "Feedback-Type: auth-failure\nVersion: 1\nAuth-Failure: dmarc\nSource-IP: 192.0.2.7\nDelivery-Result: reject\n";
    let explanation = read(text);
    assert_eq!(explanation.feedback[0].reaction, Reaction::AuthFailure);
    assert_eq!(explanation.message, None);
}

/// What an object around it is called is not told beside the event that says what happened.
#[test]
fn a_refusal_in_what_is_called_a_complaint_is_no_complaint() {
    let text = r#"{"event":"complained","event-data":{"event":"failed","recipient":"bob@example.net","delivery-status":{"code":550,"message":"5.1.1 User unknown"}}}"#;
    let explanation = read(text);
    assert_eq!(explanation.replies.len(), 1);
    assert!(
        explanation.feedback.is_empty(),
        "{:?}",
        explanation.feedback
    );
}

/// A service tells of several things at once.
#[test]
fn a_complaint_beside_a_bounce_is_told_too() {
    let text = r#"[{"email":"bob@example.net","event":"bounce","reason":"550 5.1.1 User unknown","sg_event_id":"x"},{"email":"carol@example.net","event":"spamreport","sg_event_id":"y"},{"email":"dave@example.net","event":"spamreport","sg_event_id":"z"}]"#;
    let explanation = read(text);
    assert_eq!(explanation.replies.len(), 1);
    let [told] = &explanation.feedback[..] else {
        panic!("{:?}", explanation.feedback)
    };
    assert_eq!(told.recipients, ["carol@example.net", "dave@example.net"]);
    let redacted = explanation.redacted();
    assert_eq!(redacted.feedback[0].recipients, ["[address]", "[address]"]);
}

/// The names of fields are no words of a server, whatever else a service tells.
#[rstest]
#[case::opened(
    r#"{"RecordType":"Open","MessageID":"m1","Recipient":"bob@example.net","FirstOpen":true}"#
)]
#[case::on_the_list_no_more(r#"{"RecordType":"SubscriptionChange","MessageID":"m1","Recipient":"bob@example.net","SuppressSending":false,"SuppressionReason":null}"#)]
#[case::clicked(r#"{"eventType":"Click","mail":{"messageId":"m1","destination":["bob@example.net"]},"click":{"link":"https://example.org/mailbox-full"}}"#)]
#[case::subscribed_again(
    r#"[{"email":"bob@example.net","event":"group_resubscribe","sg_event_id":"x"}]"#
)]
fn what_else_a_service_tells_is_nothing(#[case] text: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "nothing");
    assert!(explanation.replies.is_empty() && explanation.feedback.is_empty());
}

/// A customer of a service runs no server.
#[rstest]
#[case(r#"{"eventType":"DeliveryDelay","mail":{"messageId":"m1"},"deliveryDelay":{"delayedRecipients":[{"emailAddress":"bob@example.net","diagnosticCode":"smtp; 421 4.4.1 Unable to connect to remote host"}]}}"#)]
#[case(r#"{"email":"bob@example.net","event":"deferred","response":"451 4.3.0 Temporary system failure","sg_event_id":"x"}"#)]
#[case(r#"{"event-data":{"event":"failed","severity":"temporary","recipient":"bob@example.net","delivery-status":{"code":421,"message":"4.7.0 TLS handshake failed"}}}"#)]
fn no_step_for_a_customer_of_a_service_is_of_a_server(#[case] text: &str) {
    let catalog = catalog();
    let explanation = explained(text.as_bytes(), &catalog);
    for advice in explanation.replies[0].steps(&catalog) {
        if advice.who.word() == "receiving_server" {
            continue;
        }
        for step in advice.steps {
            for word in ["port 25", "postqueue", "nc -", "ss -", "firewall", "queue"] {
                assert!(!step.contains(word), "{word}: {step}");
            }
        }
    }
}
