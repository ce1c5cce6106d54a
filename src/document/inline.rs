//! The small markup of the data: `` `literal` ``.

use super::block::{Role, Span, Text};

/// Text of the data -> spans.
pub(super) fn inline(text: &str) -> Text {
    text.split('`')
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(index, part)| {
            let role = if index % 2 == 0 {
                Role::Text
            } else {
                Role::Literal
            };
            Span::new(part, role)
        })
        .collect()
}

/// The same, with the words between the literals in strong type.
pub(super) fn strong(text: &str) -> Text {
    let mut spans = inline(text);
    let words = spans.iter_mut().filter(|span| span.role == Role::Text);
    words.for_each(|span| span.role = Role::Strong);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_mark_literals() {
        let text = inline("Look at `MX 0 .` first");
        let parts: Vec<_> = text.iter().map(|s| (s.text.as_str(), s.role)).collect();
        assert_eq!(
            parts,
            [
                ("Look at ", Role::Text),
                ("MX 0 .", Role::Literal),
                (" first", Role::Text)
            ]
        );
    }

    #[test]
    fn literals_stay_literals_in_strong_text() {
        let roles: Vec<_> = strong("has `p=reject` set")
            .iter()
            .map(|s| s.role)
            .collect();
        assert_eq!(roles, [Role::Strong, Role::Literal, Role::Strong]);
    }
}
