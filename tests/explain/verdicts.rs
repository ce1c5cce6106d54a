//! What a reply is taken for: what words say beside a code, whether the address is gone, whether waiting helps, and how sure that is.

use rstest::rstest;
use smtpref::document::{Block, explanation as document};
use smtpref::explain::{Answer, Verdict};
use smtpref_catalog::EnhancedClass;

use super::{catalog, explained};

fn only(text: &str) -> Answer {
    let mut explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies.len(), 1, "{text}");
    explanation.replies.remove(0)
}

fn cause(text: &str) -> String {
    only(text)
        .cause
        .map(|cause| cause.to_string())
        .unwrap_or_default()
}

/// Words of which nobody knows anything leave it to the code.
#[rstest]
#[case("550 5.1.1", "user-unknown")]
#[case("550 5.1.2", "domain-not-found")]
#[case("550 5.1.3", "bad-address-syntax")]
#[case("550 5.1.6", "user-moved")]
#[case("550 5.1.7", "sender-rejected")]
#[case("550 5.1.8", "sender-domain-not-found")]
#[case("550 5.1.10", "domain-accepts-no-mail")]
#[case("550 5.2.1", "mailbox-disabled")]
#[case("552 5.2.2", "mailbox-full")]
#[case("552 5.2.3", "message-too-big")]
#[case("452 4.3.1", "system-full")]
#[case("450 4.3.0", "system-error")]
#[case("552 5.3.4", "message-too-big")]
#[case("450 4.4.1", "network-error")]
#[case("450 4.4.3", "dns-error")]
#[case("450 4.4.4", "dns-error")]
#[case("550 5.4.4", "domain-not-found")]
#[case("550 5.4.6", "routing-loop")]
#[case("550 5.5.1", "protocol-error")]
#[case("550 5.5.3", "too-many-recipients")]
#[case("550 5.6.3", "not-compliant")]
#[case("550 5.7.1", "policy")]
#[case("550 5.7.2", "recipient-restricted")]
#[case("535 5.7.8", "login-failed")]
#[case("550 5.7.5", "tls-failed")]
#[case("550 5.7.10", "tls-required")]
#[case("550 5.7.13", "account-suspended")]
#[case("550 5.7.17", "user-moved")]
#[case("550 5.7.20", "authentication-failed")]
#[case("550 5.7.24", "authentication-failed")]
#[case("550 5.7.25", "reverse-dns")]
#[case("550 5.7.26", "authentication-failed")]
#[case("550 5.7.27", "sender-domain-not-found")]
#[case("450 4.7.28", "rate-limited")]
#[case("550 5.7.29", "authentication-failed")]
#[case("550 5.7.30", "tls-required")]
#[case("421", "system-error")]
#[case("422", "mailbox-full")]
#[case("431", "system-full")]
#[case("432", "system-error")]
#[case("441", "network-error")]
#[case("442", "network-error")]
#[case("451", "system-error")]
#[case("452", "system-full")]
#[case("454", "tls-failed")]
#[case("500", "protocol-error")]
#[case("504", "protocol-error")]
#[case("510", "user-unknown")]
#[case("511", "user-unknown")]
#[case("512", "domain-not-found")]
#[case("513", "bad-address-syntax")]
#[case("521", "domain-accepts-no-mail")]
#[case("523", "message-too-big")]
#[case("530", "login-required")]
#[case("534", "login-failed")]
#[case("535", "login-failed")]
#[case("538", "tls-required")]
#[case("541", "policy")]
#[case("551", "user-moved")]
#[case("552", "mailbox-full")]
#[case("553", "bad-address-syntax")]
#[case("555", "protocol-error")]
#[case("556", "domain-accepts-no-mail")]
#[case::no_meaning_of_its_own("550", "")]
#[case::a_vague_status_leaves_it_to_the_reply_code("552 5.0.0", "mailbox-full")]
#[case::a_vague_policy_too("552 5.7.0", "mailbox-full")]
#[case::a_vague_policy_alone("550 5.7.0", "policy")]
#[case::a_detail_that_nobody_knows("550 5.2.9", "")]
fn a_code_has_a_cause(#[case] codes: &str, #[case] expected: &str) {
    let answer = only(&format!("{codes} flarp"));
    assert_eq!(
        answer
            .cause
            .map(|cause| cause.to_string())
            .unwrap_or_default(),
        expected
    );
    let by_code = ["enhanced_code", "reply_code", "none"];
    assert!(
        by_code.contains(&answer.confidence.word()),
        "{:?}",
        answer.confidence
    );
}

/// What is said of a sender or of a login tells nothing of a recipient.
#[rstest]
#[case::by_a_code("550 5.1.8 no such user", "sender-rejected")]
#[case::by_a_number("517 no such user", "sender-rejected")]
#[case::by_words("550 5.1.1 sender unknown: no such user", "sender-rejected")]
#[case::by_a_check("550 5.1.1 sender verify failed: no such user", "sender-rejected")]
#[case::at_a_login("535 5.7.8 no such user", "login-failed")]
#[case::at_a_login_by_its_number("535 no such user", "login-failed")]
#[case::at_a_login_by_its_code("550 5.7.8 no such user", "login-failed")]
#[case::at_a_login_by_its_command(">>> AUTH PLAIN x\n<<< 550 no such user", "login-failed")]
#[case::of_a_domain("550 5.1.8 domain not found", "sender-domain-not-found")]
#[case::at_mail_from(
    "550 5.1.1 User unknown (in reply to MAIL FROM command)",
    "sender-rejected"
)]
#[case::of_a_recipient("550 5.1.1 no such user", "user-unknown")]
fn what_is_said_of_a_sender_is_his(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(cause(text), expected);
    if expected != "user-unknown" {
        assert_ne!(only(text).address, Verdict::Gone);
    }
}

/// Who is on a list is told by what stands before the word.
#[rstest]
#[case::a_contact("blocked : contact is blacklisted", "suppressed")]
#[case::a_recipient("550 recipient is blacklisted", "recipient-restricted")]
#[case::a_named_user(
    "550 5.7.1 User bob@example.net is blacklisted",
    "recipient-restricted"
)]
#[case::in_german(
    "Ihr Empfänger bob@example.net ist auf der Blacklist (abgemeldet)",
    "suppressed"
)]
#[case::a_sender("550 5.7.1 Sender anna@example.org is blacklisted", "sender-rejected")]
#[case::the_writer("550 your email address is blacklisted", "sender-rejected")]
#[case::a_domain("550 5.7.1 Domain example.org is blacklisted", "domain-reputation")]
#[case::a_link(
    "554 5.7.1 The URL http://example.org/x is blacklisted",
    "domain-reputation"
)]
#[case::an_ip_address("550 Your IP 192.0.2.10 is blacklisted", "blocklisted")]
#[case::a_client("554 5.7.1 client 192.0.2.10 is blacklisted", "blocklisted")]
#[case::a_sender_by_its_ip_address("550 5.7.1 Sender 192.0.2.10 is blacklisted", "blocklisted")]
#[case::a_host(
    "550 your host [192.0.2.10] is blacklisted by bl.example.net",
    "blocklisted"
)]
#[case::nobody("550 192.0.2.10 is blacklisted", "blocklisted")]
#[case::by_a_recipient("550 5.7.1 Blacklisted by recipient", "recipient-restricted")]
fn who_is_blacklisted_decides(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(cause(text), expected);
}

/// Words tell more than what a number is taken for.
#[rstest]
#[case::spf("451 4.7.23 SPF validation failed", "authentication-failed")]
#[case::dns(
    "450 4.7.23 SPF validation failed: DNS timeout, try again",
    "dns-error"
)]
#[case::dns_before_spf(
    "451 DNS timeout while the SPF record of example.org was read (4.7.24)",
    "dns-error"
)]
#[case::the_number_alone("450 4.7.23 flarp", "reverse-dns")]
#[case::logins("421 4.7.0 Too many login attempts", "login-failed")]
#[case::connections("421 4.7.0 Too many connections", "too-many-connections")]
#[case::a_list_of_people(
    "571 Sender is not allowed to email this distribution list: all@example.net",
    "recipient-restricted"
)]
#[case::at_the_edge(
    "550 5.4.1 [bob@example.net]: All recipient addresses rejected : Access denied [DB5EUR01FT005.eop-EUR01.prod.protection.outlook.com]",
    "user-unknown"
)]
#[case::no_connection(
    "421 4.2.1 Unable to connect -> SocketError: Failed to connect. Winsock error code: 10051, Win32 error code: 10051",
    "network-error"
)]
#[case::no_answer(
    "451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect -> SocketTimedout: Socket error code 10060",
    "network-error"
)]
#[case::an_ip_address_at_fortiguard(
    "classifier=\"FortiGuard AntiSpam-IP\" disposition=\"Reject\"",
    "ip-reputation"
)]
#[case::an_account_without_approval(
    "{\"ErrorCode\":412,\"Message\":\"While your account is pending approval, all recipient addresses must share the same domain as the 'From' address.\"}",
    "account-suspended"
)]
#[case::no_address(
    "{\"ErrorCode\":300,\"Message\":\"Invalid 'To' address: 'bob@example'.\"}",
    "bad-address-syntax"
)]
#[case::nobody_valid("550 no valid recipients were found", "user-unknown")]
#[case::no_recipient_at_data("554 5.5.1 Error: no valid recipients", "protocol-error")]
#[case::an_old_content(
    "A syntax error was detected in the content of the message (000B099C) Message exceeds size limit.",
    "message-too-big"
)]
fn words_tell_the_cause(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(cause(text), expected);
}

#[rstest]
#[case::gone("550 5.1.1 User unknown", Verdict::Gone)]
#[case::for_now("450 4.1.1 User unknown", Verdict::Unknown)]
#[case::by_a_reply_code_alone("511 flarp", Verdict::Unknown)]
#[case::by_an_enhanced_code("550 5.1.1 flarp", Verdict::Gone)]
#[case::alive("552 5.2.2 Mailbox full", Verdict::Alive)]
#[case::not_about_it("421 4.3.2 flarp", Verdict::NotAbout)]
#[case::nothing_known("550 flarp", Verdict::Unknown)]
#[case::of_his_own_domain(
    "550 5.1.2 <bob@example.net>: Host or domain name not found. Name service error for name=example.net type=A: Host not found",
    Verdict::Gone
)]
#[case::of_another_host(
    "550 5.1.2 <bob@example.net>: Host or domain name not found. Name service error for name=relay.test type=A: Host not found",
    Verdict::Unknown
)]
#[case::of_his_own_domain_for_now(
    "450 4.1.2 <bob@example.net>: Host or domain name not found. Name service error for name=example.net type=A: Host not found",
    Verdict::Unknown
)]
fn an_address_is_gone_only_where_that_is_said(#[case] text: &str, #[case] expected: Verdict) {
    assert_eq!(only(text).address, expected);
}

#[rstest]
#[case::a_permanent_cause("550 5.1.1 User unknown", Some(true))]
#[case::a_temporary_cause_of_class_5("552 5.2.2 Mailbox full", Some(false))]
#[case::a_permanent_cause_of_class_4("450 4.1.1 User unknown", Some(true))]
#[case::the_class_alone("550 flarp", Some(true))]
#[case::the_class_alone_of_4("450 flarp", Some(false))]
fn waiting_helps_or_not(#[case] text: &str, #[case] expected: Option<bool>) {
    assert_eq!(only(text).permanent, expected);
}

/// Without a code the class is that of the cause, or of the notice.
#[rstest]
#[case::of_a_bounce(
    "From: MAILER-DAEMON@mx.test\nSubject: Undelivered Mail Returned to Sender\n\n<bob@example.net>: flarp\n",
    Some(EnhancedClass::Permanent)
)]
#[case::of_a_delay(
    "From: MAILER-DAEMON@mx.test\nSubject: Warning: message delayed\n\n<bob@example.net>: flarp\n",
    Some(EnhancedClass::Transient)
)]
#[case::of_a_cause("The mailbox is full", Some(EnhancedClass::Transient))]
#[case::of_a_code("550 flarp", Some(EnhancedClass::Permanent))]
fn a_class_is_known_without_a_code(#[case] text: &str, #[case] expected: Option<EnhancedClass>) {
    assert_eq!(only(text).class, expected);
}

#[rstest]
#[case::a_phrase("550 User unknown", "general_phrase")]
#[case::an_enhanced_code("550 5.2.1 flarp", "enhanced_code")]
#[case::a_reply_code("552 flarp", "reply_code")]
#[case::nothing("550 flarp", "none")]
fn how_sure_it_is(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(only(text).confidence.word(), expected);
}

/// Pages to open, each once: the reply of a provider, the cause, the codes.
#[test]
fn an_answer_names_its_pages() {
    let catalog = catalog();
    let names = |text: &str| -> Vec<String> {
        let entries = only(text).entries(&catalog);
        entries.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        names("550 5.1.1 User unknown"),
        ["user-unknown", "5.1.1", "550"]
    );
    assert_eq!(names("550 5.9.9 flarp: status 5.9.9"), ["550"]);
    assert_eq!(names("599 flarp"), Vec::<String>::new());
}

/// Of a reply of a provider it is told since when and from where it is known; of a general phrase that is nothing.
#[test]
fn a_rule_of_a_provider_tells_where_it_is_known_from() {
    let catalog = catalog();
    let text = "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. For more information, go to https://support.google.com/mail/?p=NoSuchUser 4fb4d7f45d1cf-5c2e - gsmtp";
    let answer = only(text);
    assert!(answer.known_from(&catalog).is_some());
    assert!(
        answer
            .as_of(&catalog)
            .is_some_and(|day| day.starts_with("20"))
    );
    assert!(!answer.docs(&catalog).is_empty());
    let answer = only("550 5.1.1 User unknown");
    assert_eq!(
        (answer.known_from(&catalog), answer.as_of(&catalog)),
        (None, None)
    );
}

/// A list that has closed answers no question, so nobody is sent there.
#[rstest]
#[case::open("zen.spamhaus.org", Some("Spamhaus"))]
#[case::part_of_another("cbl.abuseat.org", Some("Spamhaus"))]
#[case::named_by_its_host("noptr.spamrats.com", Some("SpamRATS"))]
#[case::closed("dnsbl.sorbs.net", None)]
#[case::closed_too("ix.dnsbl.manitu.net", None)]
fn a_block_list_is_named_where_it_can_be_asked(#[case] list: &str, #[case] expected: Option<&str>) {
    let text = format!("554 5.7.1 Client host [192.0.2.1] blocked using {list}");
    let explanation = explained(text.as_bytes(), &catalog());
    let reply = &explanation.replies[0];
    assert_eq!(reply.blocklist.map(|list| list.name), expected);
    assert_eq!(reply.cause.unwrap().as_str(), "blocklisted");
}

/// Where nobody can tell what holds for the address, the page says so.
#[test]
fn of_an_unknown_code_the_address_is_unknown() {
    let catalog = catalog();
    let page = document(&explained(b"599 flarp", &catalog), &catalog);
    let address = page.blocks.iter().find_map(|block| match block {
        Block::Facts(facts) => facts.iter().find(|(name, _)| name == "Address"),
        _ => None,
    });
    let (_, text) = address.unwrap();
    assert_eq!(text[0].text, "Unknown");
}
