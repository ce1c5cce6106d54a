//! Text of a data file -> text of a page: line breaks folded, paragraphs apart, nothing hidden in it; and what makes a text a sentence.

/// Keeps a text until the program ends: the catalog's texts live as long as it does.
pub(crate) fn leak_str(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// A text of which all can be seen on one line: what would steer a terminal or hide in it is written out.
///
/// # Examples
/// ```
/// use smtpref_catalog::visible;
///
/// assert_eq!(visible("550\u{202e} gone\u{1b}\n"), "550\\u{202e} gone\\u{1b}\\n");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) || c == '\n' {
            visible.extend(c.escape_default());
        } else {
            visible.push(c);
        }
    }
    visible
}

/// Whether a character does something to a terminal or hides in it: controls but for line feeds, all that Unicode lets a font leave out
/// (marks of direction, joiners, fillers, variation selectors, tags, byte order marks), and what has no meaning outside of one program.
///
/// # Examples
/// ```
/// use smtpref_catalog::is_hidden;
///
/// let shown: String = "550\u{202e} gone\u{1b}".chars().filter(|&c| !is_hidden(c)).collect();
/// assert_eq!(shown, "550 gone");
/// ```
#[must_use]
pub fn is_hidden(c: char) -> bool {
    match c {
        '\n' => false,
        // Soft hyphen, grapheme joiner, mark of Arabic, fillers of Hangul, separator of Mongolian.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{3164}'
        | '\u{ffa0}'
        // Joiners, marks of direction, separators of lines, invisible operators.
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        // Variation selectors, byte order mark, marks of interlinear text, of shorthand and of music, tags.
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}'
        // For private use.
        | '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..='\u{10ffff}'
        | '\u{fdd0}'..='\u{fdef}' => true,
        // The last two of every plane are no characters.
        _ => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
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

/// Whether a text ends a sentence; the full stop may be inside of a literal or brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['`', ')', '"'])
        .ends_with(['.', '?', '!'])
}

/// Whether every literal in a text is closed.
pub(crate) fn literals_are_closed(text: &str) -> bool {
    text.matches('`').count().is_multiple_of(2)
}

/// Words before a full stop that end no sentence.
const ABBREVIATIONS: [&str; 4] = ["e.g.", "i.e.", "vs.", "etc."];

/// The sentences of a text. A full stop inside of a literal or a number ends none.
///
/// # Examples
/// ```
/// use smtpref_catalog::sentences;
///
/// let text = "Look at `a. B` in Postfix 3.4, e.g. today. Then go on.";
/// assert_eq!(sentences(text), ["Look at `a. B` in Postfix 3.4, e.g. today.", "Then go on."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut literal = false;
    for (index, c) in text.char_indices() {
        literal ^= c == '`';
        let before = text[start..index].trim_end_matches([')', '"', '\'']);
        let ends = c == ' '
            && !literal
            && before.ends_with(['.', '?', '!'])
            && !ABBREVIATIONS.iter().any(|short| before.ends_with(short));
        if ends {
            sentences.push(text[start..index].trim());
            start = index;
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn paragraphs_stand_between_empty_lines() {
        assert_eq!(
            paragraphs("\nOne\n  and more.\n\n \nTwo.\n"),
            ["One and more.", "Two."]
        );
        assert!(paragraphs(" \n\n").is_empty());
    }

    #[rstest]
    #[case::moves_the_cursor("\u{1b}\r\t\u{7f}\u{9b}")]
    #[case::turns_the_text_round("\u{61c}\u{200e}\u{202e}\u{2066}")]
    #[case::has_no_width("\u{ad}\u{34f}\u{180e}\u{200b}\u{2060}\u{feff}\u{fe00}\u{fe0f}\u{e0100}")]
    #[case::fills_a_place("\u{115f}\u{1160}\u{3164}\u{ffa0}")]
    #[case::steers_a_writing("\u{fff0}\u{fff9}\u{1bca0}\u{1bca3}\u{1d173}\u{1d17a}")]
    #[case::is_a_tag("\u{e0000}\u{e0001}\u{e007f}")]
    #[case::is_private("\u{e000}\u{f8ff}\u{f0000}\u{10fffd}")]
    #[case::is_no_character("\u{fdd0}\u{fffe}\u{ffff}\u{1fffe}\u{10ffff}")]
    fn a_character_that_nobody_sees_is_hidden(#[case] text: &str) {
        let seen: Vec<char> = text.chars().filter(|&c| !is_hidden(c)).collect();
        assert!(seen.is_empty(), "{seen:?}");
    }

    #[test]
    fn letters_of_every_script_are_seen() {
        let hidden: Vec<char> =
            "aZ é漢…한\u{ffdc}\u{1f600}ไทย\u{fffc}\u{fffd}\u{1bc9f}\u{1d172}\u{1d17b}\n"
                .chars()
                .filter(|&c| is_hidden(c))
                .collect();
        assert!(hidden.is_empty(), "{hidden:?}");
    }

    #[rstest]
    #[case::plain("Go on.", true)]
    #[case::literal("Send `RSET .`", true)]
    #[case::brackets("(Or not!)", true)]
    #[case::open("Go on", false)]
    #[case::comma("Go on,", false)]
    fn the_end_of_a_sentence(#[case] text: &str, #[case] ends: bool) {
        assert_eq!(ends_sentence(text), ends);
    }
}
