//! Text of a data file -> text of a page: line breaks folded, paragraphs apart, nothing hidden in it.

/// Keeps a text until the program ends: the catalog's texts live as long as it does.
pub(crate) fn leak_str(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// Whether a character does something to a terminal or hides in it: controls, marks of direction, joiners, byte order marks.
pub(crate) fn is_hidden(c: char) -> bool {
    match c {
        '\n' => false,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        _ => c.is_control(),
    }
}

/// Folds line breaks to spaces.
pub(crate) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Folded paragraphs between empty lines.
pub(crate) fn paragraphs(text: &str) -> Vec<&'static str> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), paragraphs.last_mut()) {
            (false, Some(paragraph)) => paragraph.push(line.trim()),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs
        .into_iter()
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| leak_str(&fold(&paragraph.join(" "))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stand_between_empty_lines() {
        assert_eq!(
            paragraphs("\nOne\n  and more.\n\n \nTwo.\n"),
            ["One and more.", "Two."]
        );
        assert!(paragraphs(" \n\n").is_empty());
    }

    #[test]
    fn what_moves_the_cursor_or_turns_the_text_round_is_hidden() {
        assert!(
            "\u{1b}\r\t\u{7f}\u{9b}\u{200b}\u{202e}\u{2066}\u{feff}"
                .chars()
                .all(is_hidden)
        );
        assert!(!"aZ é漢…\n".chars().any(is_hidden));
    }
}
