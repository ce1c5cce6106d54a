//! The headers of mails and the fields of reports, by their names; of the headers that people copy also in their languages.

use std::ops::Range;

use super::super::view::View;

/// A header or a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) enum Field {
    FinalRecipient,
    OriginalRecipient,
    /// Of Sendmail: whom an alias stands for.
    ActualRecipient,
    FailedRecipients,
    Action,
    Status,
    RemoteMta,
    ReportingMta,
    Diagnostic,
    RetryUntil,
    FeedbackType,
    Disposition,
    Subject,
    From,
    To,
    ContentType,
    AutoSubmitted,
    AutoReply,
    ReturnPath,
    /// What a list sets that sends to many.
    List,
    /// A header that every mail has.
    Mail,
    Other,
}

const NAMES: &[(&str, Field)] = &[
    ("action", Field::Action),
    ("an", Field::To),
    ("arrival-date", Field::Other),
    ("assunto", Field::Subject),
    ("asunto", Field::Subject),
    ("auto-submitted", Field::AutoSubmitted),
    ("betreff", Field::Subject),
    ("cc", Field::Mail),
    ("content-type", Field::ContentType),
    ("da", Field::From),
    ("date", Field::Mail),
    ("de", Field::From),
    ("delivered-to", Field::Mail),
    ("diagnostic-code", Field::Diagnostic),
    ("disposition", Field::Disposition),
    ("enviado", Field::Mail),
    ("error-for", Field::FinalRecipient),
    ("error-text", Field::Diagnostic),
    ("feedback-type", Field::FeedbackType),
    ("final-recipient", Field::FinalRecipient),
    ("from", Field::From),
    ("gesendet", Field::Mail),
    ("inviato", Field::Mail),
    ("list-id", Field::List),
    ("list-unsubscribe", Field::List),
    ("message-id", Field::Mail),
    ("mime-version", Field::Mail),
    ("objet", Field::Subject),
    ("od", Field::From),
    ("oggetto", Field::Subject),
    ("onderwerp", Field::Subject),
    ("original-recipient", Field::OriginalRecipient),
    ("para", Field::To),
    ("received", Field::Mail),
    ("remote-mta", Field::RemoteMta),
    ("reply-to", Field::Mail),
    ("reporting-mta", Field::ReportingMta),
    ("return-path", Field::ReturnPath),
    ("sender", Field::Mail),
    ("sent", Field::Mail),
    ("status", Field::Status),
    ("subject", Field::Subject),
    ("temat", Field::Subject),
    ("to", Field::To),
    ("van", Field::From),
    ("verzonden", Field::Mail),
    ("von", Field::From),
    ("will-retry-until", Field::RetryUntil),
    ("x-actual-recipient", Field::ActualRecipient),
    ("x-autoreply", Field::AutoReply),
    ("x-autorespond", Field::AutoReply),
    ("x-autoresponder", Field::AutoReply),
    ("x-failed-recipients", Field::FailedRecipients),
    ("x-supplementary-info", Field::Diagnostic),
];

/// Headers of which only the name counts.
const OTHERS: &[&str] = &[
    "last-attempt-date",
    "final-log-id",
    "received-from-mta",
    "original-envelope-id",
    "dsn-gateway",
    "dkim-signature",
    "arc-seal",
    "arc-message-signature",
    "arc-authentication-results",
    "authentication-results",
    "received-spf",
    "in-reply-to",
    "references",
    "user-agent",
    "precedence",
    "importance",
    "priority",
    "thread-topic",
    "thread-index",
    "envelope-to",
    "delivery-date",
    "bcc",
    "localized-diagnostic-code",
];

/// The name of the header or field that a line begins with, in lower case. Blanks before a line are gone, so what goes on with the line above
/// is told by having none.
pub(in crate::explain) fn name(line: &str) -> Option<&str> {
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
    let length = line.bytes().take(60).take_while(in_name).count();
    (begins && line[length..].starts_with(':')).then(|| &line[..length])
}

/// The field that a line begins with, and where its value is.
pub(in crate::explain) fn field(
    view: &View<'_>,
    line: Range<usize>,
) -> Option<(Field, Range<usize>)> {
    let name = name(&view.lower[line.clone()])?;
    let value = line.start + name.len() + 1..line.end;
    let field = Field::of_name(name)?;
    // CodeIgniter names the step and quotes the answer: `to: 553 5.7.1 …`.
    let is_step =
        matches!(field, Field::From | Field::To) && begins_with_code(&view.text[value.clone()]);
    (!is_step).then(|| (field, view.trim(value)))
}

impl Field {
    /// The field of a name.
    fn of_name(name: &str) -> Option<Self> {
        let found = NAMES.binary_search_by_key(&name, |(known, _)| known);
        // `x-` and other names with a hyphen are headers; a word with a colon may be prose.
        let is_other =
            || name.starts_with("x-") || name.starts_with("content-") || OTHERS.contains(&name);
        match found {
            Ok(found) => Some(NAMES[found].1),
            Err(_) => is_other().then_some(Self::Other),
        }
    }

    /// Whether mails have it, and not reports alone.
    const fn is_of_mail(self) -> bool {
        matches!(
            self,
            Self::Subject
                | Self::From
                | Self::To
                | Self::ContentType
                | Self::AutoSubmitted
                | Self::AutoReply
                | Self::ReturnPath
                | Self::List
                | Self::Mail
                | Self::Other
        )
    }
}

/// Whether a text begins with a reply code and goes on.
pub(super) fn begins_with_code(text: &str) -> bool {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && text[digits..].starts_with([' ', '-'])
}

/// Whether a line in lower case is a header of a mail.
pub(in crate::explain) fn is_header(line: &str) -> bool {
    name(line)
        .and_then(Field::of_name)
        .is_some_and(Field::is_of_mail)
}

/// Whether a line is a word with a value and no header: `Event: Fail`.
pub(super) fn is_listing(view: &View<'_>, line: &Range<usize>) -> bool {
    let text = &view.lower[line.clone()];
    let word = text
        .bytes()
        .take(24)
        .take_while(u8::is_ascii_lowercase)
        .count();
    word > 0 && (text[word..].starts_with(':') || text[word..].starts_with(" : "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn prose_with_a_colon_is_no_field() {
        for text in [
            "Remote host said: 550 no",
            "Error: 550",
            "<a@b.example>: x",
            "to: 553 5.7.1 no",
        ] {
            let flat = crate::explain::view::Flat::of(text);
            let view = flat.view(text, crate::explain::view::cues());
            assert_eq!(field(&view, 0..text.len()), None, "{text}");
        }
        let text = "STATUS: 5.1.1";
        let flat = crate::explain::view::Flat::of(text);
        let view = flat.view(text, crate::explain::view::cues());
        assert_eq!(field(&view, 0..text.len()), Some((Field::Status, 8..13)));
    }
}
