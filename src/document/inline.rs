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
}
