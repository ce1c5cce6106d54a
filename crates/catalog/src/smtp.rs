//! Reply codes (RFC 5321 section 4.2), enhanced status codes (RFC 3463 section 2) and the commands that they answer: parsing, printing
//! and the classes. Knows nothing of files or entries.

mod amount;
mod code;
mod codes;
mod command;
mod enhanced_code;
mod heading;
mod reply_code;
mod slug;

pub use amount::Amount;
pub use code::{Code, CodeError, Kind};
pub use codes::Codes;
pub use command::{Command, Commands};
pub use enhanced_code::{EnhancedClass, EnhancedCode, EnhancedCodeError, Subject};
pub(crate) use heading::length as heading_length;
pub use reply_code::{Category, ReplyClass, ReplyCode, ReplyCodeError};
pub use slug::Slug;
