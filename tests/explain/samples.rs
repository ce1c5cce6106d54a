//! The replies of providers as their pages show them: what begins with a code is read with that code, whatever numbers follow in its
//! words.

use rstest::rstest;
use smtpref_catalog::{Code, EnhancedCode, ReplyCode, RuleName};

use super::{catalog, explained};

/// The codes that a text begins with.
fn leading(text: &str) -> Option<(ReplyCode, Option<EnhancedCode>)> {
    let reply: ReplyCode = text.get(..3)?.parse().ok()?;
    // What a sending service says of itself begins with 6.
    let reply = Some(reply).filter(|code| (2..=5).contains(&code.class().digit()))?;
    let rest = text[3..].trim_start_matches([' ', '-', '#']);
    let word = rest.split(|c: char| c != '.' && !c.is_ascii_digit()).next();
    Some((reply, word.and_then(|word| word.parse().ok())))
}

/// Whether a text quotes the reply of another server, which speaks in its place.
fn quotes(text: &str) -> bool {
    [
        "said: ",
        "[Message=",
        "(last transfail: ",
        " -> ",
        " minutes.<4",
    ]
    .iter()
    .any(|mark| text.contains(mark))
}

#[test]
fn numbers_in_the_words_are_no_codes() {
    let catalog = catalog();
    let pages = catalog.ids().map(|id| catalog.page(id));
    let samples = pages
        .filter_map(|page| page.detail.reply())
        .flat_map(|reply| reply.samples.iter());
    let mut read = 0;
    for sample in samples {
        let Some((reply, enhanced)) = leading(sample) else {
            continue;
        };
        let explanation = explained(sample.as_bytes(), &catalog);
        let Some(answer) = explanation.replies.first().filter(|_| !quotes(sample)) else {
            continue;
        };
        assert_eq!(answer.codes.reply, Some(reply), "{sample}");
        assert!(
            enhanced.is_none() || answer.codes.enhanced == enhanced,
            "{sample}"
        );
        read += 1;
    }
    assert!(read > 1000, "only {read}");
}

/// A reply that a sending server quotes is known by the words behind its codes: a phrase with a code in it would never be met.
#[test]
fn what_a_server_quotes_is_known() {
    let catalog = catalog();
    let mut read = 0;
    for id in catalog.ids() {
        let Code::ProviderReply(name) = catalog.entry(id).code else {
            continue;
        };
        let detail = catalog.page(id).detail.reply().unwrap();
        let quoted =
            |sample: &&&str| sample.starts_with("host ") && sample.matches(" said: ").count() == 1;
        for sample in detail.samples.iter().filter(quoted) {
            let explanation = explained(sample.as_bytes(), &catalog);
            let rule = explanation.replies[0].rule;
            assert_eq!(rule, Some(RuleName::Provider(name)), "{sample}");
            read += 1;
        }
    }
    assert!(read > 50, "only {read}");
}

/// Words that many servers say are those of one only with its code or its mark.
#[rstest]
#[case::with_the_code("550 5.7.1 No such user!", Some("yandex"))]
#[case::without("550 No such user!", None)]
#[case::with_another("550 5.1.1 No such user!", None)]
#[case::with_the_mark(
    "host mfsmax.docomo.ne.jp[192.0.2.1] said: 552 Too much mail data bob@docomo.ne.jp",
    Some("docomo")
)]
#[case::without_the_mark("552 Error: Too much mail data", None)]
#[case::words_of_the_registry("550 5.7.1 Delivery not authorized, message refused", None)]
fn who_said_it(#[case] text: &str, #[case] provider: Option<&str>) {
    let explanation = explained(text.as_bytes(), &catalog());
    let said = explanation.replies[0].provider;
    assert_eq!(
        said.map(|name| name.as_str().to_owned()).as_deref(),
        provider,
        "{text}"
    );
}

/// A name that DNS does not know makes an address gone if it is the address's own.
#[rstest]
#[case::its_own("example.net", "5.4.4", "bounced", "gone")]
#[case::that_of_a_relay("relay.example.org", "5.4.4", "bounced", "unknown")]
#[case::that_of_a_domain_above("net", "5.4.4", "bounced", "unknown")]
#[case::not_yet_for_good("example.net", "4.4.3", "deferred", "unknown")]
fn a_name_that_was_not_found(
    #[case] name: &str,
    #[case] code: &str,
    #[case] status: &str,
    #[case] address: &str,
) {
    let text = format!(
        "Jun  3 10:00:00 mx postfix/smtp[77]: 4F2A250333: to=<bob@example.net>, relay=none, dsn={code}, status={status} (Host or domain name not found. Name service error for name={name} type=AAAA: Host not found)"
    );
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].address.word(), address);
}

/// A mark at the end of a reply is shown as what told it, whatever stands before the reply.
#[test]
fn a_mark_that_ends_the_words_is_shown() {
    let text = "host mx.example.net[192.0.2.1] said: 554 5.7.1 Service unavailable; Client host [192.0.2.4] blocked using zen.spamhaus.org (in reply to RCPT TO command)";
    let explanation = explained(text.as_bytes(), &catalog());
    let mut told = explanation.replies[0].evidence.iter();
    assert!(told.any(|told| told.text == "zen.spamhaus.org"));
}

/// Of the sender's own account a reply says nothing about the recipient.
#[rstest]
#[case::unknown("550 5.1.1 Unknown sender: no such user here")]
#[case::named_first("550 5.1.1 Sender unknown, no such user")]
#[case::called_back_in_lines(
    "550-Postmaster verification failed while checking <anna@example.org> 550-Called: 192.0.2.9 550-Response: 550 User unknown 550 Several RFCs ask for a postmaster"
)]
#[case::called_back(
    "550-Postmaster verification failed while checking <anna@example.org> 550 5.1.1 User unknown"
)]
fn an_account_of_the_sender_is_not_the_recipient(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    let answer = &explanation.replies[0];
    assert_eq!(answer.cause.unwrap().as_str(), "sender-rejected");
    assert_eq!(answer.address.word(), "not_about");
}

/// Nor does it if that account is gone.
#[test]
fn an_account_of_the_sender_that_is_removed_is_that_of_the_sender() {
    let text = "550 Sender's account has been removed for abuse";
    let explanation = explained(text.as_bytes(), &catalog());
    let answer = &explanation.replies[0];
    assert_eq!(answer.cause.unwrap().as_str(), "account-suspended");
    assert_eq!(answer.address.word(), "not_about");
}

/// An address is nobody's who failed if a reply names it as that of a sender, of somebody to ask, or in the address of a page.
#[rstest]
#[case::to_ask(
    "550 5.7.511 Access denied, banned sender[192.0.2.9]. Please forward this message to delist@example.com."
)]
#[case::a_sender(
    "550 Rejected by header based Anti-Spoofing policy: anna@example.org - https://community.mimecast.com/docs/DOC-1369#550"
)]
#[case::a_sender_in_the_log_of_exim(
    "2025-06-03 10:00:00 1uMABC-000250-1x H=mail.example.org [192.0.2.9] F=<anna@example.org> rejected after DATA: 550 This message scored 9.1 spam points."
)]
#[case::in_a_page(
    "550 5.7.1 Refused by local policy, see http://www.example.com/why.html?id=anna@example.org"
)]
fn an_address_of_somebody_else_is_no_recipient(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    let [answer] = &explanation.replies[..] else {
        panic!("{} replies", explanation.replies.len());
    };
    assert_eq!(answer.recipient, None);
    assert!(answer.codes.reply.is_some());
}

/// An address at the end of the address of a page takes neither the codes nor the recipient of a bounce away.
#[test]
fn a_page_that_ends_with_an_address_hides_nothing() {
    let text = "<bob@example.net>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.7.1 Refused by SPF, see http://www.example.com/why.html?sender=anna@example.org\nGiving up on 192.0.2.1.\n";
    let explanation = explained(text.as_bytes(), &catalog());
    let [answer] = &explanation.replies[..] else {
        panic!("{} replies", explanation.replies.len());
    };
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.codes.to_string(), "550 5.7.1");
}

/// What is judged by its code alone is as lasting as the code says; known words may say otherwise.
#[rstest]
#[case::by_code("421 4.7.1 Zyx wvu active for this client", Some(false))]
#[case::by_words("454 4.7.1 <bob@example.net>: Relay access denied", Some(true))]
#[case::for_good("550 5.7.1 Zyx wvu active for this client", Some(true))]
fn a_temporary_code_counts_where_no_words_are_known(
    #[case] text: &str,
    #[case] permanent: Option<bool>,
) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].permanent, permanent);
}

/// What a milter says stands behind its enhanced status code alone in the log of Postfix.
#[rstest]
#[case::spam("5.7.1 Spam message rejected", "rspamd/spam-rejected")]
#[case::later("4.7.1 Try again later", "rspamd/try-again-later")]
fn a_reply_of_a_milter_is_known_in_the_log(#[case] reply: &str, #[case] rule: &str) {
    let line = format!(
        "Jun  3 10:00:00 mx postfix/cleanup[77]: 4F2A250333: milter-reject: END-OF-MESSAGE from mail.example.org[192.0.2.5]: {reply}; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail.example.org>"
    );
    let explanation = explained(line.as_bytes(), &catalog());
    let answer = &explanation.replies[0];
    assert_eq!(
        answer.rule.map(|rule| rule.to_string()).as_deref(),
        Some(rule)
    );
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
}

/// Domino names whom it could not reach in a line above the reason.
#[test]
fn a_failure_of_domino_is_for_whom_it_names() {
    let text = "Delivery failure to: bob@example.net\nUser bob (bob@example.net) not listed in Domino Directory\n";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        explanation.replies[0].recipient.as_deref(),
        Some("bob@example.net")
    );
}

/// The domain that a reply speaks of is not that of the server that spoke.
#[test]
fn a_domain_in_brackets_is_no_provider() {
    let text = "550-5.7.26 The message fails the SPF check for [orange.fr] with ip: [192.0.2.10]";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].provider, None);
}
