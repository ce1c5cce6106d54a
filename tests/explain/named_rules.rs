//! Replies whose words are those of one program or service, which says by them more than the cause: the rule that has them, and what the
//! one who acts first does.

use rstest::rstest;
use smtpref::explain::{Answer, Verdict};
use smtpref_catalog::{Actor, Catalog, Slug};

use super::{catalog, explained};

fn first(text: &str, catalog: &Catalog) -> Answer {
    let mut replies = explained(text.as_bytes(), catalog).replies;
    assert!(!replies.is_empty(), "no reply in {text}");
    replies.remove(0)
}

/// The words of the first step of whoever acts first.
fn first_step(answer: &Answer, catalog: &Catalog) -> (Actor, String) {
    let advice = answer.steps(catalog).into_iter().next();
    let advice = advice.expect("somebody can do something");
    (advice.who, advice.steps[0].to_string())
}

/// The rule of a provider, the cause, whether it is permanent, and a word that the first step has.
#[rstest]
#[case::netease_without_its_name(
    "535 Error: authentication failed",
    "netease/login",
    "login-failed",
    true,
    "authorization code"
)]
#[case::postfix_has_an_enhanced_code(
    "535 5.7.8 Error: authentication failed: authentication failure",
    "postfix/sasl-failed",
    "login-failed",
    true,
    "password"
)]
#[case::a_list_by_bcc(
    "<list@example.com>:\nezmlm-reject: fatal: List address must be in To: or Cc: (#5.7.0)",
    "ezmlm/list-not-addressed",
    "recipient-restricted",
    true,
    "To or Cc"
)]
#[case::a_list_of_another_wording(
    "<list@example.com>:\nMail rejected: List address must be in To: or Cc: headers.",
    "ezmlm/list-not-addressed",
    "recipient-restricted",
    true,
    "To or Cc"
)]
#[case::a_list_without_html(
    "ezmlm-reject: fatal: Sorry, I don't accept messages of MIME Content-Type 'text/html' (#5.2.3)",
    "ezmlm/mime-type",
    "content-rejected",
    true,
    "plain text"
)]
#[case::a_part_that_a_list_refuses(
    "ezmlm-reject: fatal: Sorry, a message part has an unacceptable MIME Content-Type: application/zip (#5.2.3)",
    "ezmlm/mime-type",
    "content-rejected",
    true,
    "plain text"
)]
#[case::a_list_wants_a_subject(
    "ezmlm-reject: fatal: Sorry, I don't accept message with empty Subject (#5.7.0)",
    "ezmlm/empty-subject",
    "not-compliant",
    true,
    "subject"
)]
#[case::a_server_that_meets_itself(
    "bob@example.net Error Type: SMTP Connection to recipients server failed. Error: Could not connect to 192.0.2.25 on port 25 since this would mean connecting to myself.",
    "hmailserver/connecting-to-myself",
    "routing-loop",
    true,
    "MX"
)]
#[case::not_on_a_route(
    "550 Recipient not in route list.",
    "hmailserver/not-in-route",
    "user-unknown",
    true,
    "route"
)]
#[case::exim_gave_up(
    "bob@example.net: retry timeout exceeded",
    "exim/retry-timeout",
    "delivery-expired",
    true,
    "before these"
)]
#[case::a_line_without_an_end(
    "421 Excessive amounts of data sent to server.",
    "hmailserver/excessive-data",
    "protocol-error",
    true,
    "CR and LF"
)]
#[case::naver_wants_a_registration(
    "421 4.3.2 Your IP(192.0.2.25) is filtered and this connection will be closed. You must register your IP to http://realip.naver.com",
    "naver/register-ip",
    "ip-reputation",
    true,
    "Register"
)]
#[case::a_session_is_full(
    "452 4.4.5 Maximum number of messages per session exceeded.",
    "stalwart/messages-per-session",
    "rate-limited",
    false,
    "connection"
)]
#[case::trend_micro_dynamic(
    "550 5.7.1 <bob@example.net>: Recipient address rejected: Mail from <192.0.2.11> was refused due to the sender IP found in ERS-DUL. For details, query the IP reputation on https://servicecentral.trendmicro.com/en-US/ers/.",
    "trend-micro/ers-dul",
    "blocklisted",
    true,
    "Relay"
)]
#[case::barracuda_has_a_list(
    "554 Service unavailable; Client host [mail.example.org] blocked using Barracuda Reputation; http://bbl.barracudacentral.com/q.cgi?ip=192.0.2.1",
    "barracuda/reputation-received",
    "blocklisted",
    true,
    "removal"
)]
#[case::an_empty_sender(
    "550 5.1.1 <>: Sender address rejected: User unknown in local sender table",
    "postfix/null-sender-refused",
    "sender-rejected",
    true,
    "<>"
)]
#[case::an_empty_sender_and_a_table(
    "554 5.7.1 <>: Sender address rejected: Access denied",
    "postfix/null-sender-refused",
    "sender-rejected",
    true,
    "<>"
)]
#[case::la_poste_at_submission(
    "550 5.5.0 Emetteur invalide. Invalid Sender. LPN104_415",
    "laposte/415",
    "sender-rejected",
    true,
    "laposte.net"
)]
#[case::la_poste_without_a_reason(
    "4.2.1 Service refuse. Veuillez essayer plus tard. LPN 104-105",
    "laposte/108",
    "policy",
    false,
    ""
)]
#[case::a_line_of_sendmail(
    "Oct  3 15:40:44 mx sm-mta[9471]: 093DecOR009469: to=<bob@example.net>, delay=00:00:06, xdelay=00:00:06, mailer=esmtp, pri=120592, relay=mx.example.net. [192.0.2.9], dsn=5.0.0, stat=Service unavailable",
    "sendmail/service-unavailable",
    "policy",
    true,
    "bounce"
)]
#[case::odoo_collects(
    "The email sent to catchall@example.com cannot be processed. This address is used to collect replies and should not be used to directly contact Example.",
    "odoo/catchall",
    "recipient-restricted",
    true,
    "contact us instead"
)]
#[case::mx_logic(
    "554 Denied (Mode: normal)",
    "mx-logic/denied",
    "spam-content",
    true,
    "allow list"
)]
#[case::a_code_in_the_subject(
    "554 5.7.1 Mail (session-9) appears to be unsolicited - resend with the code k1x appended to subject and ask to have your email whitelisted.",
    "assp/resend-with-code",
    "spam-content",
    true,
    "code of the reply"
)]
#[case::the_own_sendmail(
    "Apr 29 11:19:16 mx postfix/sendmail[1583]: fatal: root(0): message file too big",
    "postfix/local-message-too-big",
    "message-too-big",
    true,
    "message_size_limit"
)]
#[case::the_own_postdrop(
    "Apr 29 09:19:16 mx postfix/postdrop[1587]: warning: uid=0: File too large",
    "postfix/local-file-too-large",
    "message-too-big",
    true,
    "message_size_limit"
)]
#[case::no_root_certificates(
    "postfix/smtp[138]: certificate verification failed for mx.example.net[192.0.2.27]:25: untrusted issuer /O=Example/CN=Example Root",
    "postfix/untrusted-issuer",
    "tls-failed",
    false,
    "smtp_tls_CAfile"
)]
#[case::yahoo_at_submission(
    "554 6.6.0 Error sending message for delivery.",
    "yahoo/error-sending",
    "policy",
    true,
    "`From`"
)]
#[case::gmx_at_submission(
    "550-Requested action not taken: mailbox unavailable\n550 Failure sending mail. Try again later",
    "united-internet/submission-try-later",
    "policy",
    false,
    "sender"
)]
#[case::a_heading_of_gmail(
    "Subject: Delivery Status Notification (Failure)\nX-Failed-Recipients: bob@example.net\n\n** Address not found **\n",
    "google/address-not-found-notice",
    "user-unknown",
    true,
    "name letter by letter"
)]
#[case::the_queue_of_qmail(
    "451 qq trouble in home directory (#4.3.0)",
    "qmail/qq-errors",
    "system-error",
    false,
    "QMAILQUEUE"
)]
#[case::a_range_without_login(
    "host mx.example.com[192.0.2.25] said: 550 Unauthenticated mail not allowed from this range (in reply to RCPT TO command)",
    "mxroute/expert-spam-filtering",
    "ip-reputation",
    true,
    "whitelistrequest.mxrouting.net"
)]
#[case::the_quota_of_a_user(
    "procmail: Quota exceeded while writing \"/home/bob/Maildir/tmp/1\"",
    "procmail/quota",
    "mailbox-full",
    false,
    "quota -u"
)]
#[case::the_quota_of_a_maildir(
    "<bob@example.net>: permission denied. Command output: maildrop: maildir over quota.",
    "maildrop/quota",
    "mailbox-full",
    false,
    "Tell the person"
)]
#[case::a_flooded_recipient_of_qq(
    "550 Mailbox unavailable or access denied. http://service.mail.qq.com/detail/122/166",
    "qq/unavailable-or-denied",
    "rate-limited",
    false,
    "WeChat"
)]
#[case::the_queue_of_a_tenant(
    "450 4.7.3 Organization queue quota exceeded. [outlook.com]",
    "microsoft-365/organization-queue-quota",
    "sending-quota-exceeded",
    false,
    "Exchange admin center"
)]
#[case::a_mail_host_that_does_not_exist(
    "There was a problem delivering your message to bob@example.com. The response was:\nDNS Error: DNS type 'mx' lookup of example.com responded with code NOERROR DNS type 'aaaa' lookup of mx.example.net responded with code NXDOMAIN",
    "google/report-mx-without-host",
    "dns-error",
    false,
    "another way"
)]
#[case::an_own_resolver(
    "smtp-out: session 9af2bfd0a2d0e6f3: status=PermFail, from=<>, to=<bob@example.com>, relay=example.com, delay=0s, stat=Invalid domain name",
    "opensmtpd/invalid-domain",
    "domain-not-found",
    true,
    "/etc/resolv.conf"
)]
#[case::the_smart_host_of_solaris(
    "550 5.1.2 <bob@example.com>... Host unknown (Name server: mailhost: host not found)",
    "sendmail/no-mailhost",
    "dns-error",
    true,
    "/etc/hosts"
)]
#[case::a_sender_that_leads_nowhere(
    "550-Verification failed for <www@web1.example.org>\n550-Unrouteable address\n550 unable to verify sender address",
    "exim/sender-verify-detail",
    "sender-rejected",
    true,
    "sender of the program"
)]
#[case::an_exim_without_srs(
    "2026-11-20 00:05:03 1rLpR7-003AAn-9d == bob@example.com R=dnslookup T=remote_forwarded_smtp defer (-1): Failed to expand return path \"${srs_encode {x}\": \"${srs_encode\" is not a known operator",
    "exim/srs-not-built",
    "system-error",
    false,
    "exim -bV"
)]
#[case::a_list_that_cannot_look_up(
    "<list@example.net>:\nezmlm-send: fatal: error fetching DNS record for example.org: temporary failure\nI'm not going to try again; this message has been in the queue too long.",
    "ezmlm/poster-lookup",
    "dns-error",
    false,
    "DNS of your domain"
)]
#[case::tls_from_the_start(
    "Nov 20 12:16:32 mail postfix/smtp[1204]: SSL_connect error to smtp.example.com[192.0.2.108]:587: -1\nNov 20 12:16:32 mail postfix/smtp[1204]: warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:354:",
    "postfix/tls-from-the-start",
    "tls-failed",
    true,
    "smtp_tls_wrappermode"
)]
#[case::a_domain_without_room(
    "Could not deliver message to the following recipient(s):\nFailed Recipient: bob@example.com\nReason: The domain size limit has been exceeded",
    "smartermail/domain-full",
    "mailbox-full",
    false,
    "must make room"
)]
#[case::a_ptr_by_the_code_of_its_link(
    "554 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=192.0.2.4&c=rdns",
    "united-internet/bad-ptr",
    "reverse-dns",
    true,
    "PTR"
)]
#[case::a_qmail_that_is_broken(
    "@4000000042 delivery 245: failure: Unable_to_run_qmail-remote./",
    "qmail/remote-not-run",
    "system-error",
    false,
    "qmailr"
)]
#[case::spam_to_a_group(
    "Delivery to the following recipient failed permanently:\n\n     team@example.org\n\nTechnical details of permanent failure:\nYour email to group team@example.org was rejected due to spam classification.",
    "google/group-spam",
    "spam-content",
    true,
    "owner of the group"
)]
#[case::over_the_lines_of_a_session_of_sendmail(
    "   ----- Transcript of session follows -----\n... while talking to aspmx.l.google.com.:\n>>> DATA\n<<< 550-5.7.1 [2001:db8:100:820::3d] Our system has detected that this message is not\n<<< 550-5.7.1 RFC 5322 compliant: duplicate headers. To reduce the amount of spam\n<<< 550-5.7.1 sent to Gmail, this message has been blocked.\n<<< 550 5.7.1  RFC 5322 specifications for more information. fw4si.550",
    "google/duplicate-headers",
    "not-compliant",
    true,
    "each may occur once"
)]
#[case::over_the_lines_of_another_session(
    "S: 550-5.7.1 Our system has detected that this message is not\nS: 550-5.7.1 RFC 5322 compliant: duplicate headers. To reduce the amount of spam\nS: 550 5.7.1 sent to Gmail, this message has been blocked. - gsmtp",
    "google/duplicate-headers",
    "not-compliant",
    true,
    "each may occur once"
)]
fn words_of_one_program_have_a_rule_of_their_own(
    #[case] text: &str,
    #[case] rule: &str,
    #[case] cause: &str,
    #[case] permanent: bool,
    #[case] step: &str,
) {
    let catalog = catalog();
    let answer = first(text, &catalog);
    let met = answer.rule.map(|rule| rule.to_string());
    assert_eq!(met.as_deref(), Some(rule), "{answer:?}");
    assert_eq!(answer.cause.map(Slug::as_str), Some(cause));
    // Where nothing is known of it, nothing is said of a retry.
    assert_eq!(answer.permanent.unwrap_or(false), permanent, "{answer:?}");
    let (who, words) = first_step(&answer, &catalog);
    assert!(words.contains(step), "{who:?}: {words}");
}

/// What anybody may say has the right cause by a rule and not by single words.
#[rstest]
#[case::helo_without_a_name("501 5.5.1 HELO/EHLO requires domain address", "protocol-error")]
#[case::helo_that_is_none("550 invalid helo given", "protocol-error")]
#[case::helo_of_a_hoster(
    "550 5.7.1 bob@example.net... Access denied - bogus HELO",
    "protocol-error"
)]
#[case::a_long_line("552 5.3.4 message line is too long", "not-compliant")]
#[case::a_header_of_exim(
    "550-X-Host-Lookup-Failed: Reverse DNS lookup does not match for\n550 (deferred)",
    "reverse-dns"
)]
#[case::list_of_a_user(
    "550 You are registered as spammer (by user's reject list)",
    "recipient-restricted"
)]
#[case::table_of_xmail("504 You are registered as spammer", "sender-rejected")]
#[case::another_sender(
    "553 5.1.3 You are not authorized to send mail as <>",
    "sender-rejected"
)]
#[case::schedule_of_groupwise(
    "After the Internet Agent retry schedule expired, the message was moved to the problem directory.",
    "delivery-expired"
)]
#[case::a_list_of_domains("550 domain listen in dbl.example.net", "domain-reputation")]
#[case::a_country(
    "550 Sending mail from your country (us) is not allowed",
    "geo-blocked"
)]
#[case::a_group(
    "The group staff@example.com does not allow posting through email.",
    "recipient-restricted"
)]
#[case::the_room_of_a_domain("452 <bob@example.net> Domain size limit exceeded", "mailbox-full")]
#[case::a_hated_sender(
    "550 <anna@example.org>... We don't accept mail from spammers",
    "sender-rejected"
)]
#[case::spf_of_courier(
    "417 SPF error mail.example.org: Address does not pass",
    "authentication-failed"
)]
#[case::the_senders_domain(
    "554 5.7.1 example.org suggested we reject your email: 192.0.2.1 is neither permitted nor denied",
    "authentication-failed"
)]
#[case::a_bad_argument(
    "One or more arguments in the recipient was detected as being invalid",
    "bad-address-syntax"
)]
#[case::no_provider(
    "No transport provider was available for delivery to this recipient.",
    "system-error"
)]
#[case::no_proxy("0 (000D06B5) No proxy for Recipient", "system-error")]
#[case::no_post_office("bob (User not on post office)", "user-unknown")]
#[case::no_permission(
    "Your message couldn't be delivered because you don't have permission to send to it.",
    "recipient-restricted"
)]
#[case::unavailable_or_denied(
    "550 Mailbox unavailable or access denied - <bob@example.net>",
    "user-unknown"
)]
#[case::a_loop_of_sendmail(
    "553 mx.example.net config error: mail loops back to myself 554 (bob@example.net)... Local configuration error",
    "routing-loop"
)]
#[case::unknown_ones(
    "The following recipients are unknown: bob@example.net",
    "user-unknown"
)]
#[case::a_blocked_ip_of_which_the_end_is_cut(
    "host mx.example.net[192.0.2.10] refused to talk to me: 450 4.7.1 [EAB] 554 IP=192.0.2.4 - A problem occurred.",
    "ip-reputation"
)]
#[case::encryption_behind_a_failed_login(
    "Authentication failed; nested exception is javax.mail.AuthenticationFailedException: 530 Login fail. A secure connection is requiered(such as ssl).",
    "tls-required"
)]
#[case::a_barred_recipient(
    "host mx.example.net[192.0.2.1] said: 550 bob@example.net That recipient is not allowed",
    "recipient-restricted"
)]
#[case::a_closed_folder(
    "The following recipient(s) could not be reached:\n\n      Mailbox1 on 8/10/98 11:08 AM\n          The message could not be delivered because you do not have\n  create permissions on this folder or it is only available to folder\n  owners at this time MSEXCH:MSExchangeMTA:SITE:SERVER",
    "recipient-restricted"
)]
#[case::a_directory_that_knows_nobody(
    "551 5.1.1 <bob@example.net>: Recipient address rejected: Failed recipient validation check.: host 127.0.0.1[127.0.0.1] said: 554 5.7.1 recipient verify from ldap failed (in reply to RCPT TO command)",
    "user-unknown"
)]
#[case::an_hourly_limit_of_a_relay(
    "550 5.7.1 Relay denied: exceeded the max emails per hour (200 max)",
    "sending-quota-exceeded"
)]
#[case::restrictions_of_content(
    "550 5.7.1 Message rejected due to content restrictions",
    "content-rejected"
)]
#[case::a_blocked_account_in_chinese(
    "远程服务器返回“550 5.1.8 拒绝访问，错误出站发件人”。",
    "account-suspended"
)]
#[case::a_name_before_the_brackets(
    "501 <Anna <anna@example.org>: \"@\" or \".\" expected after \"Anna\"",
    "bad-address-syntax"
)]
#[case::a_filter_of_python(
    "Suspect 63ca from=anna@example.org to=bob@example.net spam=no virus=yes decision=REJECT",
    "virus"
)]
#[case::of_microsoft_graph(
    "{'error': {'code': 'ErrorMessageSizeExceeded', 'message': 'The message exceeds the maximum supported size.'}}",
    "message-too-big"
)]
#[case::a_refused_sender("Mail sender rejection.", "sender-rejected")]
#[case::an_entry_of_an_address_book(
    "The following recipient(s) cannot be reached:\nbob@example.net\nThe recipient has been deleted or has no e-mail address.",
    "user-unknown"
)]
#[case::no_route_to_a_name("550 Cannot route to <bob@example.net>", "user-unknown")]
#[case::later_at_the_recipient(
    "Recipient address rejected: Please try again later! / Bitte versuchen Sie es spaeter erneut!",
    "greylisted"
)]
#[case::for_members("Non-members are not allowed to post.", "recipient-restricted")]
#[case::a_log_of_sympa(
    "template=delivery_status_notification; action=failed; reason=send_editor; status=5.7.1",
    "recipient-restricted"
)]
#[case::for_moderators(
    "Votre message pour la liste a été rejeté. La diffusion de message est réservée aux modérateurs.",
    "recipient-restricted"
)]
#[case::a_server_that_is_busy(
    "hasn't been delivered yet due to: Recipient server unavailable or busy.",
    "network-error"
)]
#[case::a_server_that_is_silent(
    "Failure mode: Recipient server at IP 192.0.2.138 timing out.",
    "network-error"
)]
#[case::a_restriction(
    "A restriction in the system prevented delivery of the message",
    "policy"
)]
#[case::a_sandbox(
    "SMTP server error: DATA command failed Detail: Too many emails per second. Please upgrade your plan SMTP code: 550 Additional SMTP info: 5.7.0",
    "rate-limited"
)]
#[case::a_limit_of_a_day(
    "The following address(es) failed: bob@example.net You (anna) have reached your message limit",
    "sending-quota-exceeded"
)]
#[case::a_quota_of_a_sender(
    "450 4.7.1 <anna@example.org>: Sender address rejected: Deferring: Too many messages from sender in last 60",
    "sending-quota-exceeded"
)]
#[case::a_bounce_to_many(
    "550 Legitimate bounces are never sent to more than one recipient.",
    "too-many-recipients"
)]
#[case::no_alias(
    "smtplib.SMTPDataError: (550, b'SL E515 Email not exist')",
    "user-unknown"
)]
#[case::a_list_of_clients(
    "198.51.100.101 has been identified as not meeting PBL's policy for IP addresses",
    "blocklisted"
)]
#[case::a_list_by_its_name("JunkMail rejected - Blocked on SpamCop", "blocklisted")]
#[case::a_rule_of_a_gateway("550 5.7.1 Recipient Prohibited (4)", "policy")]
#[case::for_security("Your mail was Rejected for Security Reasons", "policy")]
#[case::names_that_were_guessed("554 Dictionary attack detected", "policy")]
#[case::a_forged_name(
    "550-Message blocked for policy reasons: 550-Your mail system is forging its hostname.\n550 Message could not be delivered",
    "policy"
)]
#[case::a_transfer(
    "Please note that this email address is no longer valid. Please resend your email to the same name, but use @example.org instead of @example.com",
    "user-moved"
)]
#[case::an_end_of_a_session(
    "failed to send notification to email addresses: bob@example.net: EOF",
    "network-error"
)]
#[case::no_name_in_a_directory(
    "bob@example.net does not exist in the company email directory",
    "user-unknown"
)]
#[case::too_many_in_italian(
    "Errore temporaneo causato dall'invio di un numero eccessivo di messaggi",
    "rate-limited"
)]
#[case::relaying_in_spanish("550 <bob@example.net>... Retransmisión denegada", "relay-denied")]
#[case::relaying_in_portuguese("550 bob@example.net... Retransmissão Negada", "relay-denied")]
#[case::switched_off_in_swedish("Kontot är inaktivt", "mailbox-disabled")]
#[case::too_big_in_vietnamese("Thư bạn gửi đã vượt giới hạn thư của người dùng", "message-too-big")]
#[case::hotmail_before(
    "smtp;550 Requested action not taken: mailbox unavailable (-949396564:3735:-2147467259)",
    "user-unknown"
)]
#[case::figures_of_aol(
    "521 5.2.1 : (CON:B1) http://postmaster.info.aol.com/errors/554conb1.html",
    "ip-reputation"
)]
#[case::no_room_in_german(
    "Auf dem Storage des Servers ist nicht mehr genügend Platz vorhanden, um die Datei (Mail) schreiben zu können.",
    "system-full"
)]
#[case::two_servers_of_exchange(
    "LastError: <led-451 4.4.0 Primary target IP address responded with: \"454 4.7.0 Temporary authentication failure.\" Attempted to alternate host, but that did not succeed.",
    "system-error"
)]
#[case::localhost_asked_of_the_dns(
    "(Host or domain name not found. Name service error for name=localhost type=AAAA: Host not found)",
    "dns-error"
)]
#[case::a_program_without_recipients(
    "Cron <admin@host> sudo update\nsendmail: fatal: root(0): No recipient addresses found in message header",
    "bad-address-syntax"
)]
#[case::a_sender_in_turkish(
    "Posta kutusu kullanılamaz. Sunucu yanıtı şöyleydi: 5.1.0 <anna@example> gönderen reddetti: Geçersiz gönderen etki alanı",
    "sender-domain-not-found"
)]
#[case::a_right_that_lacks(
    "sending an email fails with 554 error: 554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException",
    "sender-rejected"
)]
#[case::a_name_that_greets(
    "SMTP error 554 after RCPT TO:<bob@example.net>: 5.7.1 <host.local>: Helo command rejected: Host not found",
    "policy"
)]
#[case::a_server_in_maintenance(
    "450 4.3.2 System is down for maintenance, try again in 30 minutes",
    "system-error"
)]
#[case::a_server_that_goes_down(
    "421 4.3.2 Service shutting down, try again in 30 minutes",
    "system-error"
)]
fn words_that_many_use_have_a_rule(#[case] text: &str, #[case] cause: &str) {
    let catalog = catalog();
    let answer = first(text, &catalog);
    assert_eq!(answer.cause.map(Slug::as_str), Some(cause));
    assert!(answer.rule.is_some(), "{answer:?}");
}

/// A refused name is no echo of another refusal: what is done about it stands first.
#[test]
fn a_refused_helo_name_is_repaired_and_no_earlier_reply_looked_for() {
    let catalog = catalog();
    let answer = first("550 invalid helo given", &catalog);
    let (who, step) = first_step(&answer, &catalog);
    assert_eq!(who, Actor::SendingServer);
    for name in ["smtp_helo_name", "primary_hostname", "local_hostname="] {
        assert!(step.contains(name), "{name}: {step}");
    }
}

/// Spamhaus has nothing to do with a list of somebody else: whom it hits is let in first.
#[test]
fn a_wanted_sender_is_let_in_before_lists_are_tested() {
    let catalog = catalog();
    let text = "Jun  1 01:06:28 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from mail.example.org[192.0.2.22]: 554 5.7.1 Service unavailable; Client host [192.0.2.22] blocked using bl.spamcop.net; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail.example.org>";
    let (_, step) = first_step(&first(text, &catalog), &catalog);
    assert!(step.contains("check_client_access"), "{step}");
}

/// What a client of this server did wrong is no fault of how this server sends.
#[rstest]
#[case::with_its_address(
    "Nov 20 12:16:32 mail postfix/smtpd[77]: SSL_accept error from unknown[192.0.2.9]: -1\nNov 20 12:16:32 mail postfix/smtpd[77]: warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:354:"
)]
#[case::without_it(
    "Nov 20 12:16:32 mail postfix/smtpd[77]: warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:354:"
)]
#[case::a_line_without_its_head(
    "SSL_accept error from unknown[192.0.2.9]: wrong version number, TLS library problem"
)]
fn clear_text_from_a_client_is_no_fault_of_how_this_server_sends(#[case] text: &str) {
    let answer = first(text, &catalog());
    assert_eq!(answer.cause, Slug::new("tls-failed"), "{answer:?}");
    let met = answer.rule.map(|rule| rule.to_string());
    assert_ne!(met.as_deref(), Some("postfix/tls-from-the-start"));
}

/// A field of an address beside words that anything may have is no judgement on the address.
#[test]
fn a_problem_that_occurred_is_no_reputation() {
    let answer = first("554 5.3.0 A problem occurred, ip=192.0.2.25", &catalog());
    assert_ne!(answer.cause, Slug::new("ip-reputation"), "{answer:?}");
}

/// At which step a session broke tells what to do about it, and no step for another one is shown.
#[rstest]
#[case::at_the_greeting(
    "lost connection with mx.example.net[192.0.2.1] while receiving the initial server greeting",
    "block lists",
    "postsuper"
)]
#[case::at_the_end(
    "lost connection with mx.example.net[192.0.2.1] while sending end of data -- message may be sent more than once",
    "postsuper -d QUEUE-ID",
    "nc -v"
)]
#[case::silent_at_the_greeting(
    "conversation with mx.example.net[192.0.2.1] timed out while receiving the initial server greeting",
    "smtp_helo_timeout",
    "ping"
)]
#[case::silent_in_the_message(
    "conversation with mx.example.net[192.0.2.1] timed out while sending message body",
    "ping -M do",
    "smtp_data_done_timeout"
)]
fn where_a_session_broke_has_its_own_step(
    #[case] reason: &str,
    #[case] told: &str,
    #[case] other: &str,
) {
    let catalog = catalog();
    let text = format!(
        "Nov 20 12:16:33 mx postfix/smtp[2]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=301, dsn=4.4.2, status=deferred ({reason})"
    );
    let answer = first(&text, &catalog);
    let (who, step) = first_step(&answer, &catalog);
    assert_eq!(who, Actor::SendingServer);
    assert!(step.contains(told), "{step}");
    let all = answer.steps(&catalog);
    let mut all = all.iter().flat_map(|advice| &advice.steps);
    assert!(!all.any(|step| step.contains(other)), "{answer:?}");
}

/// A greeting that refuses has nothing but the name of its host: the client's address was not welcome.
#[rstest]
#[case::exim(
    "  bob@example.net\n    host mx1.mail.example.net [192.0.2.13]\n    SMTP error from remote mail server after initial connection:\n    554 mx1.mail.example.net\n\n------ This is a copy of the message, including all the headers. ------\n"
)]
#[case::a_hyphen(
    "<bob@example.net>: host mx1.mail.example.net[192.0.2.13] refused to talk to me: 554-mx1.mail.example.net\n"
)]
fn a_bare_greeting_refuses_the_client(#[case] text: &str) {
    let answer = first(text, &catalog());
    assert_eq!(
        answer.cause.map(Slug::as_str),
        Some("ip-reputation"),
        "{answer:?}"
    );
    assert_eq!(answer.address, Verdict::NotAbout);
}

/// An address is no deader than the words prove: what somebody explains of a setting, or what speaks of a sender, leaves it open. Nor is it
/// alive because a filter refused before it took the recipient.
#[rstest]
#[case::explained(
    "550 Unknown user\n受信者側の受信拒否設定が原因です。",
    Verdict::Unknown
)]
#[case::alone("550 Unknown user", Verdict::Gone)]
#[case::of_a_sender(
    "com.sun.mail.smtp.SMTPSendFailedException: 550 Invalid User\nmessage.setFrom(\"anna@163.com\");",
    Verdict::Unknown
)]
#[case::of_a_recipient(
    "com.sun.mail.smtp.SMTPAddressFailedException: 550 Invalid User",
    Verdict::Gone
)]
#[case::of_a_code_that_refuses(
    "Oct 31 21:03:44 mx sendmail[15448]: 29VC3c9f015444: to=<bob@example.net>, delay=00:00:04, mailer=esmtp, relay=mx.example.net. [192.0.2.1], dsn=5.7.1, stat=User unknown",
    Verdict::Unknown
)]
#[case::of_a_code_of_a_name(
    "Oct 31 21:03:44 mx sendmail[15448]: 29VC3c9f015444: to=<bob@example.net>, delay=00:00:04, mailer=esmtp, relay=mx.example.net. [192.0.2.1], dsn=5.1.1, stat=User unknown",
    Verdict::Gone
)]
#[case::a_rule_of_a_mailbox(
    "550 Rule imposed mailbox access for bob@example.net refused",
    Verdict::Unknown
)]
#[case::a_bare_name(
    "Oct 27 22:35:01 mybox postfix/smtp[8965]: 95BAF1426D: to=<anna@mybox.home>, orig_to=<anna>, relay=none, delay=0, status=bounced (Host or domain name not found. Name service error for name=mybox.home type=A: Host not found)",
    Verdict::Unknown
)]
#[case::at_the_recipient(
    "SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 5.7.1 Message rejected as spam",
    Verdict::NotAbout
)]
#[case::after_the_message(
    "SMTP error from remote mail server after end of data: 550 5.7.1 Message rejected as spam",
    Verdict::Alive
)]
fn an_address_is_what_the_words_prove(#[case] text: &str, #[case] address: Verdict) {
    assert_eq!(first(text, &catalog()).address, address);
}

/// Who has home lines on a list of policy sends through a relay, and nobody has sent spam.
#[test]
fn a_home_line_is_told_to_send_through_a_relay() {
    let catalog = catalog();
    let text =
        "554 5.7.1 Service unavailable; Client host [192.0.2.66] blocked using pbl.spamhaus.org";
    let (_, step) = first_step(&first(text, &catalog), &catalog);
    assert!(step.contains("587"), "{step}");
}

/// A name in the greeting that nobody can look up is mended in the greeting, wherever it is met.
#[test]
fn a_greeting_that_is_not_found_is_mended_in_the_greeting() {
    let catalog = catalog();
    let text = "smtplib.SMTPRecipientsRefused: {'bob@example.net': (554, b'5.7.1 <host.local>: Helo command rejected: Host not found')}";
    let answer = first(text, &catalog);
    assert_eq!(answer.permanent, Some(true));
    let (_, step) = first_step(&answer, &catalog);
    assert!(step.contains("smtp_helo_name"), "{step}");
}
