//! Texts that speak of mail and tell of none: pages of explanations and the sources of programs have no answer; a notice has one, however
//! long it is.

use rstest::rstest;

use super::{catalog, explained};

/// A page for the members of a list.
const HELP: &str = "What happens when mail bounces\n\nNow and then a message that we send to the members of our list cannot be delivered, and the list server gets a notice that the mailbox is full or that nobody has such a name. This is nothing to worry about. The server keeps count of such notices for each member, and if they go on for more than two weeks it stops sending to that address until the member writes to us. If you have changed your provider, please tell us your new address in time, and remember that we can only help you if we know how to reach you. We will be glad to put you back on the list at once.\n";

/// The source of a program that sends notices.
const SOURCE: &str = "static void\nsend_notice(FILE *out, const char *to)\n{\n    fprintf(out, \"Subject: Returned mail\\n\\n\");\n    fprintf(out, \"Your message could not be delivered to %s\\n\", to);\n    fprintf(out, \"Mailbox is full, user over quota\\n\");\n    if (verbose)\n        log_line(to);\n}\n";

/// Keywords by which a program knows causes.
const KEYWORDS: &str = "export function isBlocked(text) {\n  const words = [\"access denied\", \"too many connections\"];\n  if (words.some((word) => text.includes(word))) {\n    return \"550 5.7.1 blocked using a list\";\n  }\n  return null;\n}\n";

#[rstest]
#[case::a_page(HELP)]
#[case::a_page_that_is_quoted(&HELP.replace('\n', "\n> "))]
#[case::source(SOURCE)]
#[case::keywords(KEYWORDS)]
#[case::an_explanation(
    "Undeliverable Mail\n\nSometimes a message comes back to you, for one of these reasons:\n\n  - The recipient's mailbox is full\n  - Nobody has the address\n"
)]
#[case::a_short_explanation(
    "When an email cannot be delivered, the most common reason is that the mailbox of the recipient is full."
)]
#[case::a_question(
    "Mail to an unknown email address is taken first, and then an \"Undelivered Mail Returned to Sender\" goes out. This is called \"bounce\", if I am right. Can I switch it off?"
)]
#[case::a_manual(
    "A quota that is exceeded counts as a full disk, whether the system or the program itself counts the files, and the retry rules treat both alike, as the next chapter shows."
)]
#[case::results_in_a_header(
    "Received: by mx.example.net with SMTP id x; Mon, 22 May 2017 19:28:35 -0700\nAuthentication-Results: mx.example.net;\n spf=neutral (example.net: 192.0.2.9 is neither permitted nor denied by best guess record for domain of a@example.org) smtp.mailfrom=a@example.org"
)]
#[case::a_changed_source(
    "@@ -1,3 +1,4 @@\n \t\"422\": []string{\"AUTH\", \"4.7.12\", \"securityerror\"}, // RFC5238\n+\t\"452\": []string{\"\", \"\", \"systemfull\"}, // RFC5321\n \t\"500\": []string{\"\", \"\", \"syntaxerror\"}, // RFC5321\n"
)]
#[case::what_a_gateway_took_out(
    "This email was scanned by a gateway.\n\nThe following action has been applied to the below attachments:\nAttachment Name: a.bat, Virus Found: W32/Sober, Status: Deleted"
)]
#[case::rows_of_a_table(
    "| 24 | Timeout | The message timed out. | Soft |\n+| 25 | Failure | A policy stopped the message. | Admin |\n"
)]
#[case::a_wish(
    "When you set a quota, mail is refused by the server when the mailbox is full, and the user is not warned before.\n\n**Proposed solution**\n\nWarn the user by a mail before the mailbox is full.\n"
)]
#[case::rules_of_a_ban(
    "[Definition]\nfailregex = ^%(pid)s sender verify fail for <\\S+>: Unknown user\\s*$\n            ^%(pid)s authenticator failed for \\[<HOST>\\]: 535 Incorrect authentication data$\n"
)]
#[case::a_filter_of_a_mailbox(
    "require [\"reject\", \"regex\"];\nif anyof (header :regex \"subject\" \"x\") {\nreject \"550 Mailbox is full\";\n}\n"
)]
#[case::what_a_filter_tests(
    "{\n\"name\": \"URIBL_BLACK\",\n\"metric_score\": 7.5,\n\"description\": \"A domain in the message is listed in URIBL.com black\"\n}"
)]
#[case::rows_that_begin_with_codes(
    "Code | Meaning | What to do |\n---|---|---|\n421 | Service not available | Try later. |\n450 | Mailbox unavailable | Try later. |\n452 | Insufficient system storage | Look at the disk. |\n"
)]
#[case::placeholders_of_codes(
    "blocked-by-relay: messages that a relay refused because it does not serve the domain, 5.X.X error"
)]
fn what_speaks_of_mail_has_no_answer(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.kind.word(), "nothing");
    assert_eq!(explanation.replies, []);
}

#[rstest]
#[case::a_notice_above_it(&format!("Your message could not be delivered.\nThe mailbox is full.\n\n{HELP}"), "mailbox-full")]
#[case::the_same_as_it_is_quoted(&format!("> Your message couldn't be delivered.\n> The mailbox is full.\n\n{HELP}"), "mailbox-full")]
#[case::somebody_is_named(&format!("{HELP}\nbob@example.net: mailbox is full\n"), "mailbox-full")]
#[case::a_code(&format!("{HELP}\n552 5.2.2 mailbox is full\n"), "mailbox-full")]
#[case::a_shorter_text(
    "We are sorry, but the mailbox is full. Please write again later, or call us in the office.",
    "mailbox-full"
)]
#[case::what_a_program_printed(&format!("{SOURCE}\n550 5.1.1 <bob@example.net>: User unknown\n"), "user-unknown")]
#[case::a_log_of_a_program(&format!("{SOURCE}\nJun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=none, dsn=5.1.1, status=bounced (unknown user: \"bob\")\n"), "user-unknown")]
#[case::two_lines_of_source(
    "mail($to, $subject, $text);\n}\n\nSMTP Error: 550 5.1.1 User unknown\n",
    "user-unknown"
)]
#[case::trouble_told_first(
    "Your message was rejected as spam. If you get a rejection by mistake, write to us.",
    "spam-content"
)]
#[case::a_sentence_that_says_so_first(
    "Your message could not be delivered: the mailbox is full.\nIf a message is refused you may try again.",
    "mailbox-full"
)]
#[case::one_line_that_is_shown(
    "When I write to my sister from the new program on the laptop I only get this one:\n\nYour data could not be established with host smtp.example.net\n\nWhat now?",
    "network-error"
)]
#[case::a_list_in_a_notice(
    "We're writing to let you know that the group you tried to contact (sales) may not exist, or you may not have permission to post messages to the group:\n\n * You might have spelled it incorrectly.\n * The owner may have removed it.\n * You may need to join it.\n * It may not be open to posting.",
    "recipient-restricted"
)]
#[case::a_wrapped_sentence(
    "Hi Ann,\n\nyour mail of last week came back with\n\n  Access denied, sending domain EXAMPLE.ORG doesn't meet the required\n  authentication level.\n\nWhat is it?",
    "authentication-failed"
)]
#[case::in_other_quotation_marks(
    "Письма с такими файлами мы не принимаем уже много лет, и это не изменится никогда. Отправитель получает ответ «This message contains an unwanted binary attachment», и больше ничего, кроме этих слов.",
    "prohibited-attachment"
)]
#[case::in_apostrophes(
    "Hi there, sometimes when I send mail from my server (an old one), I get 'Client host rejected, cannot find your reverse hostname'. How do I set this up? It's all in /etc/hosts, isn't it?",
    "reverse-dns"
)]
#[case::in_marks_that_do_not_close(
    "Whenever I try to sign up with a dummy account, the page does not come, and this is in the logs of the site, as far as I can read them:\n\n'Failed to send an email from the user with id '5' due to the following error: \"SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting'\n\nI have gone into the outputs and added some info, and changed the file on the host as well, but no combination of things that I try will work.",
    "network-error"
)]
#[case::in_an_error_of_a_web_page(
    "The page fails with 'internal server error 500', and the log has: 550 5.1.1 User unknown",
    "user-unknown"
)]
fn what_tells_of_a_failure_has_one(#[case] text: &str, #[case] cause: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    let causes: Vec<_> = explanation.replies.iter().map(|one| one.cause).collect();
    assert!(
        causes.iter().flatten().any(|one| one.as_str() == cause),
        "{causes:?}"
    );
}
