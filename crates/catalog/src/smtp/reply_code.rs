//! Three-digit reply codes and what RFC 5321 section 4.2.1 reads out of their digits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::EnhancedClass;

/// A three-digit SMTP reply code, 100 to 699.
///
/// RFC 5321 section 4.2 allows servers to send only 2yz to 5yz. 1yz and 6yz are kept because the ancestors of SMTP and the
/// logs of some mail services contain them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReplyCode(u16);

/// Why a text is not a reply code. The message is a whole line for the user.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReplyCodeError {
    /// Not exactly three ASCII digits.
    #[error("{0:?} is not a reply code: a reply code has exactly three digits, such as 550")]
    NotThreeDigits(String),
    /// Three digits, but no reply begins with that digit.
    #[error("{0} is not a reply code: the first digit is 2, 3, 4 or 5 (RFC 5321 section 4.2)")]
    FirstDigit(String),
}

/// The first digit of a reply code (RFC 5321 section 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReplyClass {
    /// 1yz, not used by SMTP.
    Preliminary,
    /// 2yz.
    PositiveCompletion,
    /// 3yz.
    PositiveIntermediate,
    /// 4yz.
    TransientNegative,
    /// 5yz.
    PermanentNegative,
    /// 6yz, which no server may send.
    OutOfRange,
}

/// The second digit of a reply code (RFC 5321 section 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// x0z.
    Syntax,
    /// x1z.
    Information,
    /// x2z.
    Connections,
    /// x3z and x4z, which the RFC leaves open.
    Unspecified,
    /// x5z.
    MailSystem,
    /// x6z to x9z, which the grammar of RFC 5321 section 4.2 does not allow.
    OutsideGrammar,
}

impl ReplyCode {
    /// The code with this number; `None` outside 100 to 699.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number >= 100 && number <= 699 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number, 100 to 699.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The three digits, most significant first.
    #[must_use]
    pub const fn digits(self) -> [u16; 3] {
        [self.0 / 100, self.0 / 10 % 10, self.0 % 10]
    }

    /// What the first digit says.
    #[must_use]
    pub const fn class(self) -> ReplyClass {
        match self.0 / 100 {
            1 => ReplyClass::Preliminary,
            2 => ReplyClass::PositiveCompletion,
            3 => ReplyClass::PositiveIntermediate,
            4 => ReplyClass::TransientNegative,
            5 => ReplyClass::PermanentNegative,
            _ => ReplyClass::OutOfRange,
        }
    }

    /// What the second digit says.
    #[must_use]
    pub const fn category(self) -> Category {
        match self.0 / 10 % 10 {
            0 => Category::Syntax,
            1 => Category::Information,
            2 => Category::Connections,
            3 | 4 => Category::Unspecified,
            5 => Category::MailSystem,
            _ => Category::OutsideGrammar,
        }
    }

    /// Whether the grammar of RFC 5321 section 4.2 (digits 2-5, 0-5, 0-9) lets a server send it.
    #[must_use]
    pub const fn is_in_grammar(self) -> bool {
        matches!(self.0 / 100, 2..=5) && self.0 / 10 % 10 <= 5
    }
}

impl ReplyClass {
    /// All classes in the order of their digits.
    pub const ALL: [Self; 6] = [
        Self::Preliminary,
        Self::PositiveCompletion,
        Self::PositiveIntermediate,
        Self::TransientNegative,
        Self::PermanentNegative,
        Self::OutOfRange,
    ];

    /// The class with this first digit.
    #[must_use]
    pub fn from_digit(digit: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.digit() == digit)
    }

    /// Whether RFC 5321 section 4.2 lets a server send replies of it.
    #[must_use]
    pub const fn is_sent(self) -> bool {
        !matches!(self, Self::Preliminary | Self::OutOfRange)
    }

    /// The first digit.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Self::Preliminary => 1,
            Self::PositiveCompletion => 2,
            Self::PositiveIntermediate => 3,
            Self::TransientNegative => 4,
            Self::PermanentNegative => 5,
            Self::OutOfRange => 6,
        }
    }

    /// The class of the enhanced status codes that go with it (RFC 2034 section 4); `None` if they have no such class.
    #[must_use]
    pub const fn of_enhanced(self) -> Option<EnhancedClass> {
        EnhancedClass::from_digit(self.digit())
    }

    /// The name that RFC 5321 section 4.2.1 gives it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preliminary => "Preliminary (not used by SMTP)",
            Self::PositiveCompletion => "Positive Completion",
            Self::PositiveIntermediate => "Positive Intermediate",
            Self::TransientNegative => "Transient Negative Completion",
            Self::PermanentNegative => "Permanent Negative Completion",
            Self::OutOfRange => "Out of range (no server may send it)",
        }
    }

    /// One word that tells the outcome without colour.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Preliminary | Self::OutOfRange => "none",
            Self::PositiveCompletion => "ok",
            Self::PositiveIntermediate => "more",
            Self::TransientNegative => "retry",
            Self::PermanentNegative => "fail",
        }
    }
}

impl Category {
    /// The name that RFC 5321 section 4.2.1 gives it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "Syntax",
            Self::Information => "Information",
            Self::Connections => "Connections",
            Self::Unspecified => "Unspecified",
            Self::MailSystem => "Mail system",
            Self::OutsideGrammar => "Outside the grammar",
        }
    }
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ReplyCode {
    type Err = ReplyCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 3 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ReplyCodeError::NotThreeDigits(text.to_owned()));
        }
        text.parse()
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| ReplyCodeError::FirstDigit(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::of_the_ancestors("120", ReplyClass::Preliminary, Category::Connections)]
    #[case::done("250", ReplyClass::PositiveCompletion, Category::MailSystem)]
    #[case::go_on("354", ReplyClass::PositiveIntermediate, Category::MailSystem)]
    #[case::closing("421", ReplyClass::TransientNegative, Category::Connections)]
    #[case::not_implemented("502", ReplyClass::PermanentNegative, Category::Syntax)]
    #[case::no_login("535", ReplyClass::PermanentNegative, Category::Unspecified)]
    #[case::beyond_the_grammar("571", ReplyClass::PermanentNegative, Category::OutsideGrammar)]
    #[case::beyond_the_classes("605", ReplyClass::OutOfRange, Category::Syntax)]
    fn digits_decide_class_and_category(
        #[case] text: &str,
        #[case] class: ReplyClass,
        #[case] category: Category,
    ) {
        let code: ReplyCode = text.parse().unwrap();
        assert_eq!((code.class(), code.category()), (class, category));
        assert_eq!(code.to_string(), text);
        assert_eq!(code.digits()[0], u16::from(class.digit()));
    }

    #[rstest]
    #[case::two_digits("55")]
    #[case::four_digits("5500")]
    #[case::letter("55a")]
    #[case::nothing("")]
    #[case::digits_of_another_script("٥٥٠")]
    #[case::sign("+55")]
    fn only_three_ascii_digits_are_a_reply_code(#[case] text: &str) {
        assert!(matches!(
            text.parse::<ReplyCode>(),
            Err(ReplyCodeError::NotThreeDigits(_))
        ));
    }

    #[rstest]
    #[case::zero("000")]
    #[case::below_hundred("099")]
    #[case::above_the_classes("700")]
    #[case::largest("999")]
    fn the_first_digit_is_checked(#[case] text: &str) {
        assert_eq!(
            text.parse::<ReplyCode>(),
            Err(ReplyCodeError::FirstDigit(text.to_owned()))
        );
    }

    #[test]
    fn the_grammar_ends_at_x5z() {
        assert!(ReplyCode::new(559).unwrap().is_in_grammar());
        assert!(!ReplyCode::new(560).unwrap().is_in_grammar());
        assert!(!ReplyCode::new(605).unwrap().is_in_grammar());
    }
}
