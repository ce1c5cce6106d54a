//! The headers of mails and the fields of reports, by their names; of the headers that people copy also in their languages.

use std::ops::Range;

use super::super::view::View;

/// A header or a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) enum Field {
    FinalRecipient,
    OriginalRecipient,
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
    ("an", Field::Mail),
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
    ("para", Field::Mail),
    ("received", Field::Mail),
    ("remote-mta", Field::RemoteMta),
    ("reply-to", Field::Mail),
    ("reporting-mta", Field::ReportingMta),
    ("return-path", Field::ReturnPath),
    ("sender", Field::Mail),
    ("status", Field::Status),
    ("subject", Field::Subject),
    ("temat", Field::Subject),
    ("to", Field::Mail),
    ("van", Field::From),
    ("verzonden", Field::Mail),
    ("von", Field::From),
    ("will-retry-until", Field::RetryUntil),
    ("x-autoreply", Field::AutoReply),
    ("x-autorespond", Field::AutoReply),
    ("x-autoresponder", Field::AutoReply),
    ("x-failed-recipients", Field::FailedRecipients),
];

/// The field that a line begins with, and where its value is.
pub(in crate::explain) fn field(
    view: &View<'_>,
    line: Range<usize>,
) -> Option<(Field, Range<usize>)> {
    let text = &view.lower[line.clone()];
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = text.bytes().take(60).take_while(in_name).count();
    if text.as_bytes().get(length) != Some(&b':') {
        return None;
    }
    let name = &text[..length];
    let found = NAMES.binary_search_by_key(&name, |(known, _)| known);
    let field = match found {
        Ok(found) => NAMES[found].1,
        // `x-` and other names with a hyphen are headers; a word with a colon may be prose.
        Err(_) if name.starts_with("x-") || name.starts_with("content-") || is_header(name) => {
            Field::Other
        }
        Err(_) => return None,
    };
    Some((field, view.trim(line.start + length + 1..line.end)))
}

fn is_header(name: &str) -> bool {
    matches!(
        name,
        "last-attempt-date"
            | "final-log-id"
            | "received-from-mta"
            | "original-envelope-id"
            | "dsn-gateway"
            | "dkim-signature"
            | "arc-seal"
            | "arc-message-signature"
            | "arc-authentication-results"
            | "authentication-results"
            | "received-spf"
            | "in-reply-to"
            | "references"
            | "user-agent"
            | "precedence"
            | "importance"
            | "priority"
            | "thread-topic"
            | "thread-index"
            | "envelope-to"
            | "delivery-date"
            | "bcc"
            | "localized-diagnostic-code"
    )
}

/// Whether a line is a word with a value and no header: `Event: Fail`.
pub(in crate::explain) fn is_listing(view: &View<'_>, line: &Range<usize>) -> bool {
    let text = &view.lower[line.clone()];
    let word = text
        .bytes()
        .take(24)
        .take_while(u8::is_ascii_lowercase)
        .count();
    word > 0 && text[word..].starts_with([':']) || text[word..].starts_with(" : ")
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
        for text in ["Remote host said: 550 no", "Error: 550", "<a@b.example>: x"] {
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
