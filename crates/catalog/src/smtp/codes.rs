//! The two codes of one reply, as far as it has them: which of them decides, whether they contradict each other, and what one text of a
//! reply adds to another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Code, CodeError, EnhancedClass, EnhancedCode, ReplyClass, ReplyCode};

/// The codes of a reply: a reply code (RFC 5321 section 4.2), an enhanced status code (RFC 3463 section 2), both, or neither.
///
/// A server sends the reply code first and may add the other (RFC 2034 section 4), so this is the order in which they are printed and
/// sorted. Where both are there the reply code decides: clients act on it and read the enhanced status code for the reason.
///
/// # Examples
/// ```
/// use smtpref_catalog::{Codes, EnhancedClass};
///
/// let codes: Codes = "550 5.1.1".parse().unwrap();
/// assert_eq!(codes.class(), Some(EnhancedClass::Permanent));
/// assert_eq!(codes.contradiction(), None);
/// assert_eq!(codes.to_string(), "550 5.1.1");
///
/// let mut report: Codes = "5.0.0".parse().unwrap();
/// report.complete_from(codes);
/// assert_eq!(report, codes);
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Codes {
    /// The reply code.
    pub reply: Option<ReplyCode>,
    /// The enhanced status code.
    pub enhanced: Option<EnhancedCode>,
}

impl Codes {
    /// Neither code.
    pub const NONE: Self = Self {
        reply: None,
        enhanced: None,
    };

    /// Whether it has neither.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.reply.is_none() && self.enhanced.is_none()
    }

    /// Each of them, in the order in which a server sends them.
    pub fn each(self) -> impl Iterator<Item = Code> {
        let enhanced = self.enhanced.map(Code::Enhanced);
        self.reply.map(Code::Reply).into_iter().chain(enhanced)
    }

    /// The one to look up alone: the enhanced status code tells more.
    #[must_use]
    pub fn finest(self) -> Option<Code> {
        let enhanced = self.enhanced.map(Code::Enhanced);
        enhanced.or(self.reply.map(Code::Reply))
    }

    /// The class that they claim: that of the reply code, or of the enhanced status code where the reply code is missing or has a first
    /// digit that enhanced status codes do not have.
    #[must_use]
    pub fn class(self) -> Option<EnhancedClass> {
        let of_reply = self.reply.and_then(|code| code.class().of_enhanced());
        of_reply.or_else(|| self.enhanced?.class())
    }

    /// Whether they say that something was done, or that the client may go on.
    #[must_use]
    pub fn is_success(self) -> bool {
        match self.reply.map(ReplyCode::class) {
            Some(class) => matches!(
                class,
                ReplyClass::PositiveCompletion | ReplyClass::PositiveIntermediate
            ),
            None => self.class() == Some(EnhancedClass::Success),
        }
    }

    /// Whether they refuse or defer. 6yz does too: some sending services have such codes for what they did not try.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        match self.reply.map(ReplyCode::class) {
            Some(class) => matches!(
                class,
                ReplyClass::TransientNegative
                    | ReplyClass::PermanentNegative
                    | ReplyClass::OutOfRange
            ),
            None => self
                .class()
                .is_some_and(|class| class != EnhancedClass::Success),
        }
    }

    /// Both, if they are of different classes, which RFC 2034 section 4 forbids.
    #[must_use]
    pub fn contradiction(self) -> Option<(ReplyCode, EnhancedCode)> {
        let (reply, enhanced) = (self.reply?, self.enhanced?);
        let class = enhanced.class()?;
        (reply.class().of_enhanced() != Some(class)).then_some((reply, enhanced))
    }

    /// Whether both can be of one reply: they have the same reply code, or one of them has none.
    #[must_use]
    pub fn may_be_one_with(self, other: Self) -> bool {
        match (self.reply, other.reply) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }

    /// Takes what it lacks from other codes of the same reply: the reply code, and the enhanced status code also in place of one that
    /// [tells nothing](EnhancedCode::is_coarse). Returns whether it took any.
    pub fn complete_from(&mut self, other: Self) -> bool {
        let is_finer = |code: &EnhancedCode| {
            self.enhanced
                .is_none_or(|own| own.is_coarse() && !code.is_coarse())
        };
        let completed = Self {
            reply: self.reply.or(other.reply),
            enhanced: other.enhanced.filter(is_finer).or(self.enhanced),
        };
        let took = completed != *self;
        *self = completed;
        took
    }
}

impl From<ReplyCode> for Codes {
    fn from(code: ReplyCode) -> Self {
        Self {
            reply: Some(code),
            enhanced: None,
        }
    }
}

impl From<EnhancedCode> for Codes {
    fn from(code: EnhancedCode) -> Self {
        Self {
            reply: None,
            enhanced: Some(code),
        }
    }
}

impl fmt::Display for Codes {
    /// `550 5.1.1`, `550` or `5.1.1`; nothing if it has neither.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.reply, self.enhanced) {
            (Some(reply), Some(enhanced)) => write!(f, "{reply} {enhanced}"),
            (Some(reply), None) => write!(f, "{reply}"),
            (None, Some(enhanced)) => write!(f, "{enhanced}"),
            (None, None) => Ok(()),
        }
    }
}

impl FromStr for Codes {
    type Err = CodeError;

    /// Reads what is printed: `550 5.1.1`, `550` and `5.1.1`. For the codes within a text there is [`Codes::of_reply`].
    ///
    /// # Errors
    /// A text that is none of these, an empty one too; the message says which part is wrong.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (reply, enhanced) = match text.split_once(' ') {
            Some((reply, enhanced)) => (Some(reply), Some(enhanced)),
            None if text.contains('.') => (None, Some(text)),
            None => (Some(text), None),
        };
        Ok(Self {
            reply: reply.map(str::parse).transpose()?,
            enhanced: enhanced.map(str::parse).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn codes(text: &str) -> Codes {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::both("550 5.1.1")]
    #[case::reply("421")]
    #[case::enhanced("5.7.139")]
    #[case::any_class("X.1.1")]
    fn they_are_read_as_they_are_printed(#[case] text: &str) {
        assert_eq!(codes(text).to_string(), text);
    }

    #[rstest]
    #[case::nothing("")]
    #[case::other_order("5.1.1 550")]
    #[case::two_spaces("550  5.1.1")]
    #[case::three("550 5.1.1 5.1.2")]
    #[case::two_replies("550 551")]
    #[case::words("550 User unknown")]
    fn what_is_not_codes(#[case] text: &str) {
        assert!(text.parse::<Codes>().is_err());
    }

    #[rstest]
    #[case::reply_first("421 5.7.1", Some(EnhancedClass::Transient))]
    #[case::reply_alone("250", Some(EnhancedClass::Success))]
    #[case::enhanced_alone("4.2.2", Some(EnhancedClass::Transient))]
    #[case::no_class_of_the_reply("605 5.7.1", Some(EnhancedClass::Permanent))]
    #[case::none_of_either("354", None)]
    #[case::any_class("X.2.2", None)]
    fn the_reply_code_decides(#[case] text: &str, #[case] class: Option<EnhancedClass>) {
        assert_eq!(codes(text).class(), class);
    }

    #[rstest]
    #[case::done("250 5.1.1", true, false)]
    #[case::go_on("354", true, false)]
    #[case::done_enhanced("2.1.5", true, false)]
    #[case::refused("550 2.0.0", false, true)]
    #[case::deferred("4.7.1", false, true)]
    #[case::of_a_service("605", false, true)]
    #[case::of_the_ancestors("120", false, false)]
    #[case::any_class("X.1.1", false, false)]
    fn success_and_refusal(#[case] text: &str, #[case] success: bool, #[case] refusal: bool) {
        let codes = codes(text);
        assert_eq!((codes.is_success(), codes.is_refusal()), (success, refusal));
    }

    #[test]
    fn without_codes_there_is_neither_success_nor_refusal() {
        assert!(Codes::NONE.is_empty());
        assert!(!Codes::NONE.is_success() && !Codes::NONE.is_refusal());
        assert_eq!(Codes::NONE.to_string(), "");
        assert_eq!(Codes::NONE.finest(), None);
    }

    #[rstest]
    #[case::failure_with_a_transient_code("500 4.7.1", true)]
    #[case::same_digit("550 5.7.1", false)]
    #[case::go_on_with_success("354 2.0.0", true)]
    #[case::without_class("550 X.7.1", false)]
    #[case::one_alone("550", false)]
    fn contradictions(#[case] text: &str, #[case] contradicts: bool) {
        assert_eq!(codes(text).contradiction().is_some(), contradicts);
    }

    #[rstest]
    #[case::what_is_missing("550", "5.1.1", "550 5.1.1")]
    #[case::both("5.0.0", "550 5.1.1", "550 5.1.1")]
    #[case::finer("550 5.0.0", "554 5.1.1", "550 5.1.1")]
    #[case::no_finer("550 5.1.1", "550 5.7.1", "550 5.1.1")]
    #[case::as_coarse("5.0.0", "5.5.0", "5.0.0")]
    fn one_is_completed_from_the_other(#[case] one: &str, #[case] other: &str, #[case] both: &str) {
        let mut completed = codes(one);
        assert_eq!(completed.complete_from(codes(other)), one != both);
        assert_eq!(completed.to_string(), both);
    }

    #[test]
    fn they_are_sorted_by_the_reply_code_first() {
        let mut all = ["550 5.1.1", "450 5.7.1", "550", "5.1.1"].map(codes);
        all.sort();
        let printed = all.map(|codes| codes.to_string());
        assert_eq!(printed, ["5.1.1", "450 5.7.1", "550", "550 5.1.1"]);
    }

    #[test]
    fn each_in_the_order_of_a_server_and_the_finest() {
        let both = codes("550 5.1.1");
        let each: Vec<String> = both.each().map(|code| code.to_string()).collect();
        assert_eq!(each, ["550", "5.1.1"]);
        assert_eq!(both.finest().unwrap().to_string(), "5.1.1");
        assert_eq!(codes("550").finest().unwrap().to_string(), "550");
    }
}
