//! What speaks against what in a text.

use smtpref_catalog::{EnhancedClass, EnhancedCode, ReplyCode};

/// What speaks against what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contradiction {
    /// The two codes are of different classes.
    Codes(ReplyCode, EnhancedCode),
    /// A server keeps a message, under a status of its own, that another one refused for good.
    Kept(ReplyCode, EnhancedCode),
    /// The reply and the status of its report are of different classes.
    Report(EnhancedClass, EnhancedCode),
    /// It is permanent, as the text says, and the code says that waiting helps; or the other way round.
    Text {
        /// What the text says.
        permanent: bool,
        /// What the code says.
        class: EnhancedClass,
    },
    /// A success, which a program did not wait for.
    OutOfStep(ReplyCode),
}
