//! Enhanced status codes `class.subject.detail` (RFC 3463 section 2) and their first two numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The first number of an enhanced status code (RFC 3463 section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EnhancedClass {
    /// 2, Success.
    Success,
    /// 4, Persistent Transient Failure.
    Transient,
    /// 5, Permanent Failure.
    Permanent,
}

/// The second number of an enhanced status code (RFC 3463 section 2), 0 to 999; 0 to 7 are registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject(u16);

/// An enhanced status code. Without a class it stands for all classes and prints as `X.1.10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EnhancedCode {
    subject: Subject,
    detail: u16,
    class: Option<EnhancedClass>,
}

/// Why a text is not an enhanced status code. The message is a whole line for the user.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EnhancedCodeError {
    /// Not three parts between dots.
    #[error(
        "{text:?} is not an enhanced status code: it has three numbers, class.subject.detail, such as 5.1.10, not {parts}"
    )]
    Parts {
        /// What was given.
        text: String,
        /// How many parts it has.
        parts: usize,
    },
    /// The first number is none of 2, 4, 5 and X.
    #[error(
        "{text:?} is not an enhanced status code: the class {class:?} is not 2, 4 or 5 (or X for any)"
    )]
    Class {
        /// What was given.
        text: String,
        /// Its first part.
        class: String,
    },
    /// The second or third number is not one to three digits without leading zeros.
    #[error(
        "{text:?} is not an enhanced status code: the {part} {number:?} is not a number from 0 to 999 without leading zeros"
    )]
    Number {
        /// What was given.
        text: String,
        /// `subject` or `detail`.
        part: &'static str,
        /// The part that is wrong.
        number: String,
    },
}

impl EnhancedClass {
    /// All classes in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Success, Self::Transient, Self::Permanent];

    /// The number: 2, 4 or 5.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Self::Success => 2,
            Self::Transient => 4,
            Self::Permanent => 5,
        }
    }

    /// The number as text, which is how data files name a class.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Success => "2",
            Self::Transient => "4",
            Self::Permanent => "5",
        }
    }

    /// The class with this number.
    #[must_use]
    pub const fn from_digit(digit: u8) -> Option<Self> {
        match digit {
            2 => Some(Self::Success),
            4 => Some(Self::Transient),
            5 => Some(Self::Permanent),
            _ => None,
        }
    }

    /// The name that RFC 3463 section 2 gives it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Success => "Success",
            Self::Transient => "Persistent Transient Failure",
            Self::Permanent => "Permanent Failure",
        }
    }

    /// One word that tells the outcome without colour.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "ok",
            Self::Transient => "retry",
            Self::Permanent => "fail",
        }
    }
}

impl Subject {
    /// The subject with this number; `None` over 999.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number <= 999 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number, 0 to 999.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// A short name after RFC 3463 section 2; `None` for a subject that is not registered.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "Other or undefined",
            1 => "Addressing",
            2 => "Mailbox",
            3 => "Mail system",
            4 => "Network and routing",
            5 => "Mail delivery protocol",
            6 => "Message content or media",
            7 => "Security or policy",
            _ => return None,
        })
    }
}

impl EnhancedCode {
    /// The code of these numbers; `None` if the detail is over 999.
    #[must_use]
    pub const fn new(class: Option<EnhancedClass>, subject: Subject, detail: u16) -> Option<Self> {
        if detail <= 999 {
            Some(Self {
                subject,
                detail,
                class,
            })
        } else {
            None
        }
    }

    /// The class; `None` for `X`.
    #[must_use]
    pub const fn class(self) -> Option<EnhancedClass> {
        self.class
    }

    /// The subject.
    #[must_use]
    pub const fn subject(self) -> Subject {
        self.subject
    }

    /// The detail, 0 to 999.
    #[must_use]
    pub const fn detail(self) -> u16 {
        self.detail
    }

    /// Whether it tells nothing of the reason: X.0.0 and X.5.0 are undefined, X.4.7 says that the time is over (RFC 3463 section 3).
    #[must_use]
    pub const fn is_coarse(self) -> bool {
        matches!((self.subject.0, self.detail), (0 | 5, 0) | (4, 7))
    }

    /// The same subject and detail with another class, or with none.
    #[must_use]
    pub const fn with_class(self, class: Option<EnhancedClass>) -> Self {
        Self { class, ..self }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "X.{}", self.0)
    }
}

impl fmt::Display for EnhancedClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.X.X", self.digit())
    }
}

impl fmt::Display for EnhancedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.class {
            Some(class) => write!(f, "{}", class.digit())?,
            None => f.write_str("X")?,
        }
        write!(f, ".{}.{}", self.subject.0, self.detail)
    }
}

/// One to three digits without leading zeros.
fn number(text: &str) -> Option<u16> {
    let well_formed = (1..=3).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    if well_formed { text.parse().ok() } else { None }
}

impl FromStr for EnhancedCode {
    type Err = EnhancedCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A plain loop: codes are too short for a search to pay.
        let mut dots = text.bytes().enumerate().filter(|(_, byte)| *byte == b'.');
        let (Some((first, _)), Some((second, _)), None) = (dots.next(), dots.next(), dots.next())
        else {
            return Err(EnhancedCodeError::Parts {
                text: text.to_owned(),
                parts: text.split('.').count(),
            });
        };
        let (class, subject) = (&text[..first], &text[first + 1..second]);
        let detail = &text[second + 1..];
        let class = match class {
            "X" | "x" => None,
            "2" => Some(EnhancedClass::Success),
            "4" => Some(EnhancedClass::Transient),
            "5" => Some(EnhancedClass::Permanent),
            _ => {
                return Err(EnhancedCodeError::Class {
                    text: text.to_owned(),
                    class: class.to_owned(),
                });
            }
        };
        let part = |name, digits: &str| {
            number(digits).ok_or_else(|| EnhancedCodeError::Number {
                text: text.to_owned(),
                part: name,
                number: digits.to_owned(),
            })
        };
        Ok(Self {
            subject: Subject(part("subject", subject)?),
            detail: part("detail", detail)?,
            class,
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("5.1.10", "5.1.10")]
    #[case::without_class("x.7.1", "X.7.1")]
    #[case::zeros("2.0.0", "2.0.0")]
    #[case::largest("4.999.999", "4.999.999")]
    fn parses_and_prints(#[case] text: &str, #[case] printed: &str) {
        assert_eq!(text.parse::<EnhancedCode>().unwrap().to_string(), printed);
    }

    #[rstest]
    #[case::class_beyond_five("6.1.1", "class")]
    #[case::class_three("3.1.1", "class")]
    #[case::two_numbers("5.1", "three numbers")]
    #[case::four_numbers("5.1.1.1", "not 4")]
    #[case::detail_of_four_digits("5.1.1234", "detail")]
    #[case::leading_zero("5.01.1", "leading zeros")]
    #[case::no_subject("5..1", "subject")]
    #[case::no_detail("5.1.", "detail")]
    #[case::digit_of_another_script("5.1.١", "detail")]
    fn says_what_is_wrong(#[case] text: &str, #[case] says: &str) {
        let message = text.parse::<EnhancedCode>().unwrap_err().to_string();
        assert!(message.contains(says), "{message}");
    }

    #[test]
    fn a_class_can_be_put_on_and_taken_off() {
        let code: EnhancedCode = "X.2.2".parse().unwrap();
        let asked = code.with_class(Some(EnhancedClass::Transient));
        assert_eq!(asked.to_string(), "4.2.2");
        assert_eq!(asked.with_class(None), code);
    }
}
