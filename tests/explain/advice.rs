//! What a person reads who pastes a reply: the lines that decide what they do, and what must not stand there because it would mislead.

use rstest::rstest;
use smtpref::document::{explanation, markdown};

use super::{catalog, explained};

/// The explanation of a text as Markdown.
fn read(text: &str) -> String {
    let catalog = catalog();
    let explained = explained(text.as_bytes(), &catalog);
    markdown(&explanation(&explained, &catalog).blocks)
}

/// A bounce is the end of the attempts, whatever the class of the reply in it; a delay notice is not.
const BOUNCED: &str = "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 451 4.3.0 Temporary lookup failure\n";
const DELAYED: &str = "Final-Recipient: rfc822; bob@example.net\nAction: delayed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n";

#[rstest]
#[case::new_address(
    "550 mailbox has been moved, please use robert.jones@example.org",
    &["Recipient has moved"],
    &["for robert.jones@example.org"]
)]
#[case::old_address("550 5.1.6 <bob@example.com> has moved to bob@example.net", &["for bob@example.com"], &[])]
#[case::own_account("550 Daily sending limit of 500 messages reached for anna@example.org", &[], &["for anna@example.org"])]
#[case::verdict_behind_an_address(
    "550 permanent failure for one or more recipients (bob@example.com:blocked)",
    &["for bob@example.com"],
    &["for bob@example.com:blocked"]
)]
#[case::loop_under_another_number(
    "550 5.1.1 <info@example.com>: Recipient address rejected: mail loop",
    &["Mail goes in circles", "Not about the address"],
    &["Gone"]
)]
#[case::recipient_of_a_closed_account("525 5.7.13 Disabled recipient address", &["Mailbox disabled"], &["Own account blocked"])]
#[case::own_certificate(
    "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.",
    &["The operator of the sending server"],
    &["Show what you offer"]
)]
#[case::passed_on("550 5.0.350 Remote server returned an error -> 550 User unknown", &["No such mailbox"], &["the other server said no"])]
#[case::passed_on_for_its_content(
    "550 5.0.350 Remote server returned an error -> 550 Message rejected due to its content",
    &["Content refused by a rule"],
    &[]
)]
#[case::nothing_known_behind_it("550 5.0.350 Remote server returned an error -> 550 sorry", &["the other server said no"], &[])]
#[case::greylistd(
    "451-192.0.2.1 is not yet authorized to deliver mail from\n451-<anna@example.org> to <bob@example.net>.\n451 Please try later.",
    &["Greylisted at first contact"],
    &["Fault inside the server"]
)]
#[case::no_such_domain(
    "Your message wasn't delivered to bob@example.com because the domain example.com couldn't be found. Check for typos or unnecessary spaces and try again.",
    &["domain"],
    &["No reply of a mail server"]
)]
#[case::after_a_bounce(BOUNCED, &["after a bounce only a new copy can arrive"], &[])]
#[case::after_a_bounce_with_another_status(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 451 4.3.0 Temporary lookup failure\n",
    &["the status of the report is 5.0.0: believe the reply."],
    &["still tried"]
)]
#[case::while_it_is_tried(DELAYED, &["the message is still tried, but the reply will hardly change"], &["believe the reply", "only a new copy"])]
#[case::temporary_words_of_class_5(
    "552 5.2.2 <bob@example.com>: quota exceeded",
    &["nothing is tried again by itself", "a new copy may get through later"],
    &[]
)]
#[case::permanent_words_of_class_4("454 4.7.1 <bob@example.net>: Relay access denied", &["goes on trying", "waiting is unlikely to help"], &[])]
#[case::hours(
    "Your message to bob@example.net has been delayed. The server has tried for 4 hours and will keep trying for another 44 hours. Last error: 421 4.4.2 connection timed out",
    &["tried for another 44 hours"],
    &["until another"]
)]
#[case::age(
    "Warning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n421 4.4.2 connection timed out while talking to mx.example.net",
    &["tried until it is 5 days old"],
    &[]
)]
#[case::account_and_not_size(
    "Message failed: 550 5.3.4 Requested action not taken; To continue sending messages, please sign in to your account.",
    &["Own account wants a sign-in"],
    &["Put the file on a share"]
)]
#[case::method_and_not_password(
    "535 5.7.8 Error: authentication failed: Invalid authentication mechanism",
    &["Login method not offered"],
    &["Type the password anew"]
)]
#[case::refused_and_kept(
    "550-Your message has been rejected but is being kept for evaluation.\n550-If it was a legitimate message, it may still be delivered to the target\n550 recipient(s).",
    &["a second copy can arrive twice"],
    &[]
)]
#[case::fixed_limit("550 5.5.3 Too many recipients", &["Split the list"], &["a new copy may get through"])]
#[case::rate_in_class_5(
    "550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.",
    &["only the pace was refused"],
    &[]
)]
#[case::success_that_is_none("250 5.7.1 Message rejected", &["250 and 5.7.1 contradict each other"], &[])]
#[case::a_step("354 End data with <CR><LF>.<CR><LF>", &["nothing failed"], &["contradict"])]
#[case::refusal_with_a_code_of_success("550 2.1.5 OK", &["550 and 2.1.5 contradict each other", "The sender"], &["If you expected something else"])]
#[case::unknown_words("550 flarp", &["Cause not known"], &[])]
#[case::guess("451 flarp", &["a guess from the reply code alone"], &[])]
#[case::words(
    "550 Temporary authentication failure, please retry later",
    &["judged by single words"],
    &[]
)]
fn what_decides_is_said(#[case] text: &str, #[case] says: &[&str], #[case] says_not: &[&str]) {
    let document = read(text);
    for words in says {
        assert!(document.contains(words), "no {words:?} in:\n{document}");
    }
    for words in says_not {
        assert!(!document.contains(words), "{words:?} in:\n{document}");
    }
}

/// Whose server refused: the recipient's cannot know the login, the quota or the sender's right to an address.
#[rstest]
#[case::quota(
    "host smtp.gmail.com[192.0.2.1] said: 550 5.4.5 Daily user sending limit exceeded. gsmtp",
    false
)]
#[case::relay_of_the_hoster("host relay.mailchannels.net[192.0.2.80] said: 550 5.7.1 [SS]", false)]
#[case::right_to_an_address(
    "host mail.example.net[192.0.2.1] said: 553 5.7.1 <anna@example.org>: Sender address rejected: not owned by user bob@example.org",
    false
)]
#[case::no_login(
    "host smtp.example.net[192.0.2.1] said: 530 5.7.0 Authentication required",
    false
)]
#[case::full("host mx.example.net[192.0.2.1] said: 552 5.2.2 Mailbox full", true)]
fn the_recipients_server_is_named_only_where_it_spoke(#[case] text: &str, #[case] is_theirs: bool) {
    let shown = read(text);
    let mut lines = shown.lines();
    let said = lines
        .find(|line| line.contains("Said by"))
        .expect("who spoke is told");
    assert_eq!(said.contains("the recipient's server"), is_theirs, "{said}");
    let handed = said.contains("the server that the mail was handed to");
    assert_eq!(handed, !is_theirs, "{said}");
}

/// A relay that refuses its own user never asked for the recipient.
#[test]
fn a_refusal_on_the_way_out_says_nothing_of_the_recipient() {
    let shown = read("host smtp.aruba.it[192.0.2.1] said: 552 5.2.0 1234 spam detected");
    assert!(shown.contains("Not about the address"), "{shown}");
    assert!(!shown.contains("Alive"), "{shown}");
}

/// What becomes of the message follows the reply that the sending server got, not one that is quoted in it, and what log or event say.
#[rstest]
#[case::given_up(
    "550 5.4.300 Message expired -> 421 4.4.1 Connection timed out",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::passed_on_after_the_end(
    "550 5.0.350 Remote server returned an error -> 451 4.7.500 Server busy",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::probe_that_is_asked_again(
    "450 4.1.1 <bob@example.net>: Recipient address rejected: unverified address: host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)",
    "Kept and retried by the sending server",
    "goes on trying"
)]
#[case::refused_at_one_of_several_hosts(
    "451 4.4.0 Primary target IP address responded with: \"554 5.7.1 Client host blocked\". Attempted failover to alternate host",
    "Kept and retried by the sending server",
    "goes on trying"
)]
#[case::both_of_one_class(
    "554 5.0.0 Refused: host mx.example.net said: 550 5.1.1 User unknown",
    "Returned to the sender",
    "Only after something is changed"
)]
#[case::a_status_of_a_library(
    "SmtpException: 421 x. The server response was: 550 5.1.1 User unknown",
    "Not sent at all",
    "Only after something is changed"
)]
#[case::two_replies_in_two_lines(
    "451 4.3.0 Try again later\n550 5.1.1 <bob@example.net>: User unknown",
    "Returned to the sender",
    "Only after something is changed"
)]
#[case::exim_gave_up(
    "2026-06-03 10:00:00 1rTd2x-000abc-1A ** bob@example.net R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<bob@example.net>: 450 4.2.0 Greylisted: retry timeout exceeded",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::exim_goes_on(
    "2026-06-03 10:00:00 1rTd2x-000abc-1A == bob@example.net R=dnslookup T=remote_smtp defer (-44): SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 5.1.1 User unknown",
    "Kept and retried by the sending server",
    "goes on trying"
)]
#[case::qmail_gave_up(
    "@400000005f0c1b2a00000000 delivery 12: failure: 192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_450_4.2.0_Greylisted/",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::words_of_exim_that_gave_up(
    "SMTP error from remote mail server after RCPT TO:<bob@example.net>: 450 4.2.0 Greylisted: retry timeout exceeded",
    "Returned to the sender",
    ""
)]
#[case::words_of_qmail_that_gave_up(
    "Remote host said: 421 4.7.0 Try again\nI'm not going to try again; this message has been in the queue too long.",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::state_of_a_log_before_what_is_quoted(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=5.1.1, status=deferred (host mx.example.net[192.0.2.1] said: 550 5.1.1 undeliverable address: host in.example.net said: 450 4.2.2 Mailbox full (in reply to RCPT TO command))",
    "Kept and retried by the sending server",
    "Yes, unchanged, later"
)]
#[case::event_of_what_was_held_back(
    "{\"event\":\"dropped\",\"email\":\"bob@example.net\",\"reason\":\"Bounced Address\"}",
    "Not sent at all",
    "Only after something is changed"
)]
#[case::bounce_of_what_was_held_back(
    "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"bob@example.net\",\"action\":\"failed\",\"status\":\"5.1.1\",\"diagnosticCode\":\"Amazon SES did not send the message to this address because it is on the suppression list for your account.\"}]}}",
    "Not sent at all",
    "Only after something is changed"
)]
#[case::relay_that_remembers_an_unsubscribe(
    "550 5.7.1 [UNS] Recipient has unsubscribed from your list.",
    "Returned to the sender",
    "Only after something is changed"
)]
#[case::probe_of_an_address(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=5.1.1, status=undeliverable (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))",
    "Nothing decided yet",
    "Only after something is changed"
)]
#[case::event_of_a_bounce(
    "{\"event\":\"bounce\",\"email\":\"bob@example.net\",\"reason\":\"421 4.4.1 Connection timed out\"}",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::event_of_a_delay(
    "{\"event\":\"deferred\",\"email\":\"bob@example.net\",\"response\":\"550 5.1.1 User unknown\"}",
    "Kept and retried by the sending server",
    "goes on trying"
)]
#[case::event_that_is_final_by_another_field(
    "{\"event\":\"failed\",\"severity\":\"permanent\",\"recipient\":\"bob@example.net\",\"reason\":\"421 4.4.1 Connection timed out\"}",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::event_of_a_bounce_that_is_hard(
    "{\"event\":\"bounce\",\"email\":\"bob@example.net\",\"hard_bounce\":true,\"error\":\"421 4.4.1 Connection timed out\"}",
    "Returned to the sender",
    "only a new copy can arrive"
)]
#[case::event_of_a_bounce_that_is_not_hard(
    "{\"event\":\"bounce\",\"email\":\"bob@example.net\",\"hard_bounce\":false,\"error\":\"421 4.4.1 Connection timed out\"}",
    "Kept and retried by the sending server",
    "unchanged, later"
)]
#[case::event_that_leaves_it_open(
    "{\"event\":\"soft_bounce\",\"email\":\"bob@example.net\",\"reason\":\"421 4.4.1 Connection timed out\"}",
    "Kept and retried by the sending server",
    "unchanged, later"
)]
fn the_outer_reply_decides_on_the_message(
    #[case] text: &str,
    #[case] message: &str,
    #[case] again: &str,
) {
    let shown = read(text);
    let has = |name: &str, says: &str| {
        let mut lines = shown.lines();
        lines.any(|line| line.contains(name) && line.contains(says))
    };
    assert!(has("**Message:**", message), "{shown}");
    assert!(has("**Try again:**", again), "{shown}");
}

/// A bounce is over, whatever the class of its code.
#[test]
fn a_bounce_is_not_said_to_be_tried_again() {
    let shown = read(
        "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 4.1.1\nDiagnostic-Code: smtp; 450 4.1.1 <bob@example.net>: Recipient address rejected: User unknown in local recipient table\n",
    );
    assert!(shown.contains("yet the message came back"), "{shown}");
    assert!(!shown.contains("goes on trying"), "{shown}");
}

/// A mailbox that the text itself calls unused is not kept for weeks.
#[rstest]
#[case::full_and_unused(
    "552 5.2.2 The recipient's inbox is out of storage space and inactive. - gsmtp",
    true
)]
#[case::closed_as_unused("550 5.2.1 This mailbox has been blocked due to inactivity", true)]
#[case::for_now("452 4.2.2 Mailbox full - user inactive", true)]
#[case::only_full("552 5.2.2 Mailbox full", false)]
fn an_unused_mailbox_is_not_kept(#[case] text: &str, #[case] is_unused: bool) {
    let shown = read(text);
    let told = shown.contains("Hardly anybody reads there any more. Our advice: suppress it now");
    assert_eq!(told, is_unused, "{shown}");
}
