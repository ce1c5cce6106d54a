//! How notices lay out who failed: beside the sender in one sentence, in lists of words with values, in rows, in names that are no address,
//! in addresses over two lines. Each case says for whom, for which cause, and what became of the message.

use rstest::rstest;
use smtpref_catalog::Fate;

use super::{catalog, explained};

/// What the answers of a text say: the recipient, the cause, and whether the message came back or waits.
fn told(text: &str) -> Vec<String> {
    let explanation = explained(text.as_bytes(), &catalog());
    let tell = |one: &smtpref::explain::Answer| {
        let fate = match one.message {
            Some(Fate::Returned) => "returned",
            Some(Fate::Retried) => "retried",
            Some(_) => "other",
            None => "-",
        };
        format!(
            "{} {} {fate}",
            one.recipient.as_deref().unwrap_or("-"),
            one.cause.map_or("-", |cause| cause.as_str())
        )
    };
    explanation.replies.iter().map(tell).collect()
}

#[rstest]
#[case::english(
    "The message from ann@example.org to bob@example.net was rejected because it contains a virus.",
    "bob@example.net virus -"
)]
#[case::german(
    "Eine Nachricht von ann@example.org an bob@example.net wurde abgewiesen: Das Postfach ist voll.",
    "bob@example.net mailbox-full -"
)]
#[case::french(
    "Le message envoyé par ann@example.org et adressé à bob@example.net a été refusé : la boîte du destinataire est pleine.",
    "bob@example.net mailbox-full -"
)]
#[case::spanish(
    "El mensaje enviado por ann@example.org a bob@example.net fue rechazado porque el usuario no existe.",
    "bob@example.net user-unknown -"
)]
#[case::italian(
    "Il messaggio inviato da ann@example.org a bob@example.net è stato respinto: utente sconosciuto.",
    "bob@example.net user-unknown -"
)]
#[case::portuguese(
    "Mensagem de ann@example.org para bob@example.net foi rejeitada: usuário desconhecido.",
    "bob@example.net user-unknown -"
)]
#[case::dutch(
    "De e-mail van ann@example.org aan bob@example.net is geweigerd: de mailbox is vol.",
    "bob@example.net mailbox-full -"
)]
#[case::russian(
    "Письмо от ann@example.org для bob@example.net было отклонено: пользователь не существует.",
    "bob@example.net user-unknown -"
)]
#[case::the_owner_of_a_mailbox(
    "Das Postfach von bob@example.net ist voll.",
    "bob@example.net mailbox-full -"
)]
fn a_sentence_names_sender_and_recipient(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), [expected]);
}

#[rstest]
#[case::in_brackets(
    "Mail could not be delivered\n\nFROM:<ann@example.org>\nTO:<bob@example.net>\nTO:<carol@example.net>\nREASON: 554 5.7.1 relay access denied\n",
    &["bob@example.net relay-denied returned", "carol@example.net relay-denied returned"]
)]
#[case::with_blanks(
    "Delivery failure report\n\nFrom    : ann@example.org\nTo      : bob@example.net, carol@example.net\nSubject : Minutes\nReason  : mailbox full\n",
    &["bob@example.net mailbox-full returned", "carol@example.net mailbox-full returned"]
)]
#[case::only_to_whom(
    "The Yahoo! mail system wasn't able to deliver the following message.\n\nTo: bob@example.net\nSubject: Minutes\n\n---Below this line is a copy of the message.\n",
    &["bob@example.net - returned"]
)]
#[case::each_with_its_own_line(
    "Could not deliver the message.\n\nFailed recipient: bob@example.net\nFailed recipient: carol@example.net\n\nMailbox full\n",
    &["bob@example.net mailbox-full returned", "carol@example.net mailbox-full returned"]
)]
#[case::rows_of_a_list(
    "The following subscribers are monitored for delivery errors:\n\nErr First Last  Address\n--- ----- ----- -------\n 14 01/03 01/09 bob@example.net\n    Last error: 550 5.1.1 User unknown\n  3 01/08 01/09 carol@example.net\n    Last error: 552 5.2.2 Mailbox full\n",
    &["bob@example.net user-unknown returned", "carol@example.net mailbox-full returned"]
)]
#[case::names_without_a_domain(
    "The message that you sent was undeliverable to the following:\n\tbsmith (user not found)\n\tcarol@example.net (mailbox full)\n\nPossibly truncated original message follows:\n",
    &["bsmith user-unknown returned", "carol@example.net mailbox-full returned"]
)]
#[case::a_name_and_the_same_in_brackets(
    "  ----- The following addresses had permanent fatal errors -----\n\n>>> bob@example.net <bob@example.net>\n>>> carol@example.net <carol@example.net>\n\n  ----- Transcript of session follows -----\n552 mailbox is full (#5.2.2)\n",
    &["bob@example.net mailbox-full returned", "carol@example.net mailbox-full returned"]
)]
#[case::behind_arrows(
    "Your mail item could not be delivered to the following users:\n\nUser not known at this host      ----> bob@example.net\nMailbox full                     ----> carol@example.net\n",
    &["bob@example.net user-unknown returned", "carol@example.net mailbox-full returned"]
)]
#[case::only_in_the_subject(
    "From: MAILER-DAEMON@example.net\nTo: ann@example.org\nSubject: Returned mail: message not deliverable: <bob@example.net>\n\nYour message is below.\n",
    &["bob@example.net - returned"]
)]
fn lists_and_rows_name_who_failed(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case::quoted_names(
    "This is the mail system at host mx.example.net.\n\n<\"bob jones\"@example.net>: unknown user: \"bob jones\"\n",
    "\"bob jones\"@example.net user-unknown returned"
)]
#[case::folded(
    "Final-Recipient: rfc822; a.name.that.is.so.long.that.the.field.was.folded@\n department.example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n",
    "a.name.that.is.so.long.that.the.field.was.folded@department.example.net user-unknown returned"
)]
#[case::broken(
    "Delivery to the following recipient failed permanently:\n\n     a.name.that.is.so.long.that.the.line.was.broken@department.exam=\nple.net\n\n550 5.1.1 User unknown\n",
    "a.name.that.is.so.long.that.the.line.was.broken@department.example.net user-unknown returned"
)]
#[case::whom_an_alias_stands_for(
    "   ----- The following addresses had permanent fatal errors -----\n<bob@example.com>\n    (reason: 550 5.1.1 <bob@example.com>... User unknown)\n    (expanded from: <team@example.net>)\n\nFinal-Recipient: RFC822; team@example.net\nX-Actual-Recipient: RFC822; bob@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: SMTP; 550 5.1.1 <bob@example.com>... User unknown\n",
    "bob@example.com user-unknown returned"
)]
#[case::a_program_behind_another(
    "   ----- The following addresses had permanent fatal errors -----\n<dave@example.com>\n    (reason: 550 5.1.1 <dave@example.com>... User unknown)\n\"|/usr/local/bin/filter\"\n    (reason: Can't create output)\n    (expanded from: <dave@example.com>)\n",
    "dave@example.com user-unknown returned"
)]
#[case::a_program_in_a_frame(
    "####\n#  This is an automated response from a mail delivery    #\n#  program.  Your message could not be delivered to      #\n#  the following address:                                #\n#                                                        #\n#      \"|/usr/local/bin/filter -u #box\"                  #\n#        (reason: Can't create output)                   #\n#        (expanded from: <bob@example.net>)              #\n####\n",
    "bob@example.net system-error returned"
)]
fn odd_names_are_read_whole(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), [expected]);
}

#[rstest]
#[case::above_a_name(
    "Your message was not delivered to the following recipients:\n\n    bob@example.net: unknown user account\n",
    "bob@example.net user-unknown returned"
)]
#[case::with_the_message_below(
    "User mailbox exceeds allowed size: bob@example.net\n\nOriginal message follows.\n\nReceived: from a by b\nFrom: ann@example.org\nTo: carol@example.net\nSubject: x\n\nDear all, hello\n",
    "bob@example.net mailbox-full returned"
)]
#[case::without_a_reason(
    "The following recipients did not receive this message:\n\n     <bob@example.net>\n\nPlease reply to <postmaster@example.net>\nif you feel this message to be in error.\n",
    "bob@example.net - returned"
)]
#[case::below_a_name(
    "User's mailbox is full: <bob@example.net>\nUnable to deliver mail.\n",
    "bob@example.net mailbox-full returned"
)]
#[case::that_waits(
    "    A message is delayed for more than 4 hours for the following\n    list of recipients:\n\nbob@example.net: Network error on destination MXs\n\n    You DO NOT NEED to re-send the message to these recipients.\n",
    "bob@example.net network-error retried"
)]
#[case::with_a_session(
    "Each of the following recipients was rejected by a remote mail server.\n\n   Recipient: <bob@example.net>\n   >>> RCPT TO:<bob@example.net>\n   <<< 550 <bob@example.net>: User unknown\n",
    "bob@example.net user-unknown returned"
)]
#[case::that_somebody_forwards(
    "Can you tell me what this means?\n\n-----Original Message-----\nFrom: MAILER-DAEMON@mx.example.org\nSent: Thursday, 14 May 2026 09:12\nTo: ann@example.org\nSubject: Undeliverable\n\nReceiver: bob@example.net has a full mailbox\n",
    "bob@example.net mailbox-full returned"
)]
#[case::a_reply_alone(
    "550 5.1.1 <bob@example.net>: User unknown",
    "bob@example.net user-unknown -"
)]
fn a_short_notice_tells_what_became_of_the_message(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), [expected]);
}
