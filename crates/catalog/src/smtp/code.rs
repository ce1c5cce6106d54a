//! Anything that has a page: a reply code, an enhanced status code, a subject, a class, a cause, or a reply of a provider.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    EnhancedClass, EnhancedCode, EnhancedCodeError, ReplyCode, ReplyCodeError, Slug, Subject,
};

/// The code of an entry, or a code that somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Code {
    /// `556`.
    Reply(ReplyCode),
    /// `5.X.X`.
    Class(EnhancedClass),
    /// `X.1`.
    Subject(Subject),
    /// `5.1.10` or `X.1.10`.
    Enhanced(EnhancedCode),
    /// `mailbox-full`.
    Cause(Slug),
    /// `google/no-such-user`.
    ProviderReply(Slug),
}

/// What sort of thing a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A reply code.
    Reply,
    /// The class of an enhanced status code.
    Class,
    /// The subject of an enhanced status code.
    Subject,
    /// An enhanced status code.
    Enhanced,
    /// A cause: the situation behind a reply.
    Cause,
    /// A reply of a provider, in its own words.
    ProviderReply,
}

/// Why a text is not a code. The message is a whole line for the user.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodeError {
    /// It looks like a reply code, or like nothing.
    #[error(transparent)]
    Reply(#[from] ReplyCodeError),
    /// It has dots.
    #[error(transparent)]
    Enhanced(#[from] EnhancedCodeError),
}

impl From<EnhancedCode> for Code {
    fn from(code: EnhancedCode) -> Self {
        Self::Enhanced(code)
    }
}

impl From<ReplyCode> for Code {
    fn from(code: ReplyCode) -> Self {
        Self::Reply(code)
    }
}

impl Code {
    /// The kind.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Reply(_) => Kind::Reply,
            Self::Class(_) => Kind::Class,
            Self::Subject(_) => Kind::Subject,
            Self::Enhanced(_) => Kind::Enhanced,
            Self::Cause(_) => Kind::Cause,
            Self::ProviderReply(_) => Kind::ProviderReply,
        }
    }

    /// The code under which the catalog keeps it: an enhanced status code without its class, all else unchanged.
    #[must_use]
    pub const fn entry_code(self) -> Self {
        match self {
            Self::Enhanced(code) => Self::Enhanced(code.with_class(None)),
            other => other,
        }
    }

    /// A code, or the name of a cause or of a provider's reply; whether there is such a name is for the catalog to say.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::{Code, Kind};
    ///
    /// assert_eq!(Code::named("mailbox-full").unwrap().kind(), Kind::Cause);
    /// assert_eq!(Code::named("google/no-such-user").unwrap().kind(), Kind::ProviderReply);
    /// assert_eq!(Code::named("556").unwrap().kind(), Kind::Reply);
    /// ```
    #[must_use]
    pub fn named(text: &'static str) -> Option<Self> {
        text.parse().ok().or_else(|| Self::name(text))
    }

    /// The name of a cause or of a provider's reply, by its form.
    #[must_use]
    pub fn name(text: &'static str) -> Option<Self> {
        let slug = Slug::new(text)?;
        if slug.provider().is_some() {
            Some(Self::ProviderReply(slug))
        } else if text.starts_with(|c: char| c.is_ascii_lowercase()) {
            Some(Self::Cause(slug))
        } else {
            None
        }
    }

    /// The class of an enhanced status code that has one, and of the page of a class.
    #[must_use]
    pub const fn class(self) -> Option<EnhancedClass> {
        match self {
            Self::Enhanced(code) => code.class(),
            Self::Class(class) => Some(class),
            _ => None,
        }
    }

    /// The subject of an enhanced status code, and of the page of a subject.
    #[must_use]
    pub const fn subject(self) -> Option<Subject> {
        match self {
            Self::Enhanced(code) => Some(code.subject()),
            Self::Subject(subject) => Some(subject),
            _ => None,
        }
    }

    /// Whether it is a number of a reply; causes and providers' replies are what numbers stand for.
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::Cause(_) | Self::ProviderReply(_))
    }

    /// The provider whose reply it is.
    #[must_use]
    pub fn provider(self) -> Option<&'static str> {
        match self {
            Self::ProviderReply(name) => name.provider(),
            _ => None,
        }
    }

    /// Whether it stands for a group of codes, and is not one that a server could send.
    #[must_use]
    pub const fn is_group(self) -> bool {
        matches!(self, Self::Class(_) | Self::Subject(_))
    }

    /// The enhanced status code in it, if it is one.
    #[must_use]
    pub const fn enhanced(self) -> Option<EnhancedCode> {
        match self {
            Self::Enhanced(code) => Some(code),
            _ => None,
        }
    }

    /// The reply code in it, if it is one.
    #[must_use]
    pub const fn reply(self) -> Option<ReplyCode> {
        match self {
            Self::Reply(code) => Some(code),
            _ => None,
        }
    }
}

impl Kind {
    /// All kinds in the order in which lists show them.
    pub const ALL: [Self; 6] = [
        Self::Reply,
        Self::Class,
        Self::Subject,
        Self::Enhanced,
        Self::Cause,
        Self::ProviderReply,
    ];

    /// The word for filters and for JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Class => "class",
            Self::Subject => "subject",
            Self::Enhanced => "enhanced",
            Self::Cause => "cause",
            Self::ProviderReply => "provider",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reply(code) => code.fmt(f),
            Self::Class(class) => class.fmt(f),
            Self::Subject(subject) => subject.fmt(f),
            Self::Enhanced(code) => code.fmt(f),
            Self::Cause(name) | Self::ProviderReply(name) => name.fmt(f),
        }
    }
}

/// Whether the text is one of the letters that stand for "any number".
fn is_any(text: &str) -> bool {
    matches!(text, "x" | "X" | "*")
}

impl FromStr for Code {
    type Err = CodeError;

    /// Reads `556`, `5.1.10`, `X.1.10`, `X.1`, `X.1.X`, `5.X.X`, `5yz` and `5xx`.
    ///
    /// # Errors
    /// A text that is none of these; the message says which part is wrong.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let [first @ (b'2' | b'4' | b'5'), rest @ ..] = text.as_bytes() {
            let lower = rest.to_ascii_lowercase();
            if matches!(lower.as_slice(), b"yz" | b"xx" | b".x.x" | b".y.z") {
                let class = EnhancedClass::from_digit(first - b'0');
                if let Some(class) = class {
                    return Ok(Self::Class(class));
                }
            }
        }
        let parts: Vec<&str> = text.split('.').collect();
        match parts[..] {
            [_] => Ok(Self::Reply(text.parse()?)),
            [class, subject] if is_any(class) => Self::subject_of(text, subject),
            // `5.7.x` is how people write it: the page of the subject tells the classes apart.
            [class, subject, detail]
                if is_any(detail) && (is_any(class) || matches!(class, "2" | "4" | "5")) =>
            {
                Self::subject_of(text, subject)
            }
            _ => Ok(Self::Enhanced(text.parse()?)),
        }
    }
}

impl Code {
    fn subject_of(text: &str, number: &str) -> Result<Self, CodeError> {
        let is_number = !number.is_empty()
            && number.len() <= 3
            && number.bytes().all(|b| b.is_ascii_digit())
            && (number.len() == 1 || !number.starts_with('0'));
        number
            .parse()
            .ok()
            .filter(|_| is_number)
            .and_then(Subject::new)
            .map(Self::Subject)
            .ok_or_else(|| {
                CodeError::Enhanced(EnhancedCodeError::Number {
                    text: text.to_owned(),
                    part: "subject",
                    number: number.to_owned(),
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::reply_code("556", Kind::Reply, "556")]
    #[case::enhanced_code("5.1.10", Kind::Enhanced, "5.1.10")]
    #[case::enhanced_code_with_x("x.1.10", Kind::Enhanced, "X.1.10")]
    #[case::subject("x.1", Kind::Subject, "X.1")]
    #[case::subject_with_x("X.7.X", Kind::Subject, "X.7")]
    #[case::subject_of_a_class("5.7.x", Kind::Subject, "X.7")]
    #[case::class("5.x.x", Kind::Class, "5.X.X")]
    #[case::class_of_replies("4yz", Kind::Class, "4.X.X")]
    #[case::class_as_people_write_it("2xx", Kind::Class, "2.X.X")]
    fn reads_every_kind(#[case] text: &str, #[case] kind: Kind, #[case] printed: &str) {
        let code: Code = text.parse().unwrap();
        assert_eq!(code.kind(), kind);
        assert_eq!(code.to_string(), printed);
    }

    #[rstest]
    #[case::nothing("")]
    #[case::class_of_replies_alone("3.x.x")]
    #[case::without_a_number("x.")]
    #[case::leading_zero("x.01")]
    #[case::two_numbers("5.1")]
    #[case::other_class("3.1.x")]
    #[case::word("hello")]
    fn refuses_the_rest(#[case] text: &str) {
        assert!(text.parse::<Code>().is_err());
    }

    #[test]
    fn the_catalog_keeps_enhanced_codes_without_class() {
        let asked: Code = "5.1.10".parse().unwrap();
        assert_eq!(asked.entry_code().to_string(), "X.1.10");
    }
}
