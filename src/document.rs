//! What is shown, before anybody decides on colours: semantic blocks, and blocks + width -> lines of marked spans.
//!
//! The browser and the command line both print from here, so a page reads the same on both.
//!
//! | step | file |
//! |---|---|
//! | lookup -> blocks | `page`, `facts`, `situation`, `parts` |
//! | explanation -> blocks | `explanation`, `feedback`, `text_kind`, `attempt`, `advice`, `pasted` |
//! | comparison -> blocks | `comparison`, `aspects`, `diff` |
//! | what is shown -> the pages to look at after it | `also` |
//! | blocks -> a short answer in plain text | `answer` |
//! | blocks + width -> lines | `layout`, `split`, `arrangement`, `table`, `wrap` |
//! | blocks -> Markdown | `markdown` |
//! | blocks -> blocks that need no colours and no links | `plain` |
//! | blocks -> blocks whose codes are links | `linked` |
//! | text or line + width -> what fits | `cut` |
//! | lines + words -> lines with the words marked | `highlight` |
//! | lines + a text -> its places | `hits` |

mod advice;
mod also;
mod answer;
mod arrangement;
mod aspects;
mod attempt;
mod block;
mod comparison;
mod cut;
mod diff;
mod explanation;
mod facts;
mod feedback;
mod highlight;
mod hits;
mod inline;
mod layout;
mod linked;
mod lists;
mod markdown;
mod page;
mod parts;
mod pasted;
mod plain;
mod replies;
mod situation;
mod split;
mod table;
mod text_kind;
mod wrap;

pub use answer::short_answer;
pub use arrangement::{Arrangement, STACK_UNDER, SideBySide};
pub use aspects::aspect_table;
pub use block::{
    Block, Document, Head, Line, Role, Row, Severity, Span, Step, Target, Text, columns,
};
pub use comparison::{comparison, head};
pub use cut::{cut, first_fitting};
pub use explanation::{explanation, severity};
pub use facts::ends;
pub use highlight::{Words, highlight, unmark};
pub use hits::{Hit, highlight_text, hits};
pub use layout::{blocks_as, lay_out};
pub use linked::link_codes;
pub use lists::address;
pub use markdown::{markdown, markdown_table};
pub use page::page;
pub use pasted::pasted;
pub use plain::{literals_in_backticks, with_addresses};
pub use text_kind::kind;
