//! Notices that somebody quotes in a mail, as people pass them to a help desk: they are explained, and talk about them is not.

use rstest::rstest;
use smtpref::explain::Kind;
use smtpref_catalog::Slug;

use super::{catalog, explained};

const FRAME: &str = "> <bob@example.net>: host mx.example.net[192.0.2.9] said: 550 5.1.1\n>     Recipient address rejected: User unknown (in reply to RCPT TO command)\n";

fn mail(headers: &str, text: &str) -> String {
    format!("From: Joe <joe@example.org>\nTo: help@example.org\n{headers}\n\n{text}")
}

fn kind_and_causes(text: &str) -> (Kind, Vec<String>) {
    let explanation = explained(text.as_bytes(), &catalog());
    let replies = explanation.replies.iter();
    let causes = replies.map(|answer| {
        let cause = answer.cause.map_or("-", Slug::as_str);
        format!("{} {cause}", answer.recipient.as_deref().unwrap_or("-"))
    });
    (explanation.kind, causes.collect())
}

#[rstest]
#[case::with_its_opening(mail("Subject: can you help?", &format!("Hi,\n\nI got this:\n\n> This is the mail system at host mx.example.org.\n>\n> I'm sorry to have to inform you that your message could not\n> be delivered to one or more recipients.\n>\n{FRAME}\nWhat now?\nJoe\n")))]
#[case::below_the_name_of_a_robot(mail("Subject: Re: help", &format!("On Sun, 2015-08-02 at 20:31 +0000, Mail Delivery System wrote:\n{FRAME}\nThe address bounces.\n")))]
#[case::on_a_list(mail("Subject: who knows Bob?\nList-Id: <dev.example.org>", &format!("On Sun, 2015-08-02 at 20:31 +0000, Mail Delivery System wrote:\n{FRAME}\nThe address bounces.\n")))]
fn a_notice_in_a_mail_is_explained(#[case] text: String) {
    let expected = (
        Kind::Bounce,
        vec!["bob@example.net user-unknown".to_owned()],
    );
    assert_eq!(kind_and_causes(&text), expected, "{text}");
}

/// On a list people speak of notices that others had, and elsewhere of codes.
#[rstest]
#[case::on_a_list(mail("Subject: bounces\nList-Id: <dev.example.org>", &format!("Hi,\n\nmembers see this:\n\n{FRAME}\nAny idea?\n")))]
#[case::a_code_in_words(mail(
    "Subject: 550?",
    "Hi,\n\nwhat does 550 5.1.1 User unknown mean for bob@example.net?\n\nThanks\n"
))]
#[case::a_colleague_wrote(mail(
    "Subject: Re: 550?",
    "On Sun, Ann wrote:\n> what does 550 5.1.1 User unknown mean for bob@example.net?\n\nThanks\n"
))]
#[case::an_automatic_answer(mail("Subject: Automatic reply: help\nAuto-Submitted: auto-replied\nX-Autoreply: yes", &format!("Thank you. You wrote:\n\n{FRAME}\n")))]
fn talk_about_notices_is_none(#[case] text: String) {
    let (kind, causes) = kind_and_causes(&text);
    assert!(matches!(kind, Kind::Mail | Kind::AutoReply), "{kind:?}");
    assert_eq!(causes, [""; 0]);
}
