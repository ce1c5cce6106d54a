//! The codes that a reply begins with.

use super::{Codes, EnhancedCode, ReplyCode};

impl Codes {
    /// Reads the codes at the beginning of a reply: `550 5.1.1 …`, `550-5.1.1 …`, `550 #5.1.1 …`, `5.1.1 …`. Codes that come later
    /// count if there are none at the beginning, as in `host mx.example.com said: 550 5.1.1 …`.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::Codes;
    ///
    /// let codes = Codes::of_reply("550-5.1.1 The account does not exist");
    /// assert_eq!(codes.to_string(), "550 5.1.1");
    /// assert_eq!(Codes::of_reply("no code"), Codes::NONE);
    /// ```
    #[must_use]
    pub fn of_reply(text: &str) -> Self {
        let text = text.trim_start();
        let Some(reply) = reply_code(text) else {
            let at_start = enhanced_code(text);
            return Self {
                reply: later(text, reply_code),
                enhanced: at_start.or_else(|| later(text, enhanced_code)),
            };
        };
        let rest = &text[3..];
        let at_start = enhanced_code(rest.trim_start_matches([' ', '-', '#', '(', '[', '\t']));
        Self {
            reply: Some(reply),
            enhanced: at_start.or_else(|| later(rest, enhanced_code)),
        }
    }
}

/// How much of a line its codes take, with the white space before and the mark behind them.
pub(crate) fn length(line: &str) -> usize {
    let trimmed = line.trim_start();
    let before = line.len() - trimmed.len();
    if reply_code(trimmed).is_none() {
        // A milter's reply has no other code in the log.
        let end = trimmed.find(|c: char| !c.is_ascii_digit() && c != '.');
        let end =
            end.filter(|end| enhanced_code(trimmed).is_some() && trimmed[*end..].starts_with(' '));
        return end.map_or(0, |end| before + end + 1);
    }
    if !matches!(trimmed.as_bytes().get(3), Some(b' ' | b'-')) {
        return 0;
    }
    let mut end = 4;
    let rest = &trimmed[end..];
    let code = rest.strip_prefix('#').unwrap_or(rest);
    if enhanced_code(code).is_some() {
        let digits = code.find(|c: char| !c.is_ascii_digit() && c != '.');
        end += rest.len() - code.len() + digits.unwrap_or(code.len());
        if trimmed[end..].starts_with([' ', ':', '-']) {
            end += 1;
        }
    }
    before + end
}

/// The reply code that a text begins with, if a number of three digits from 2 to 5 ends there.
fn reply_code(text: &str) -> Option<ReplyCode> {
    let digits = text.get(..3)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let ends = !text[3..].starts_with(|c: char| c.is_alphanumeric() || c == '.');
    (is_number && ends && matches!(digits.as_bytes()[0], b'2'..=b'5'))
        .then(|| digits.parse().ok())
        .flatten()
}

/// The enhanced status code that a text begins with.
fn enhanced_code(text: &str) -> Option<EnhancedCode> {
    if !matches!(text.as_bytes(), [b'2' | b'4' | b'5', b'.', ..]) {
        return None;
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let number = text[..end].trim_end_matches('.');
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric());
    if goes_on { None } else { number.parse().ok() }
}

/// The first code of a text that no letter, digit or dot touches.
fn later<T>(text: &str, code: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut starts = true;
    for (at, c) in text.char_indices() {
        if starts && matches!(c, '2'..='5') {
            let found = code(&text[at..]);
            if found.is_some() {
                return found;
            }
        }
        starts = !c.is_alphanumeric() && c != '.' && c != '_';
    }
    None
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("550 5.1.1 User unknown", "550", "5.1.1")]
    #[case::continued("550-5.7.26 This mail", "550", "5.7.26")]
    #[case::hash("550 #5.1.0 Address rejected", "550", "5.1.0")]
    #[case::at_the_end("550 sorry, no mailbox (#5.1.1)", "550", "5.1.1")]
    #[case::no_enhanced("550 No such user 192.0.2.1", "550", "")]
    #[case::enhanced_alone("5.7.139 Authentication unsuccessful", "", "5.7.139")]
    #[case::after_a_host("host mx.example.com[192.0.2.1] said: 450 4.5.5", "450", "4.5.5")]
    #[case::not_a_code("5500 times", "", "")]
    #[case::ip("192.0.2.1 said 5.1", "", "")]
    fn reads_the_codes(#[case] text: &str, #[case] reply: &str, #[case] enhanced: &str) {
        let codes = Codes::of_reply(text);
        let words = |code: Option<String>| code.unwrap_or_default();
        assert_eq!(words(codes.reply.map(|code| code.to_string())), reply);
        assert_eq!(words(codes.enhanced.map(|code| code.to_string())), enhanced);
    }

    #[rstest]
    #[case::both("550-5.1.1 gone", 10)]
    #[case::hash("  550 #5.1.1 gone", 13)]
    #[case::reply_alone("550 gone", 4)]
    #[case::enhanced_alone("5.1.1 gone", 6)]
    #[case::a_number_of_four("5.1.1.2 gone", 0)]
    #[case::none("gone 550", 0)]
    #[case::glued("550gone", 0)]
    fn the_codes_take_so_much(#[case] line: &str, #[case] expected: usize) {
        assert_eq!(length(line), expected);
    }
}
