//! Who failed: addresses at the places where mail systems write them. An address anywhere else in the prose is nobody's.
//!
//! | question | file |
//! |---|---|
//! | whose an address is, by the words and marks beside it | `role` |
//! | several recipients in a row | `lists` |
//! | whom a sentence names beside the sender | `beside` |
//! | whom a reply names, in its words or beside them | `named` |
//! | whom a list of words with values names | `card` |
//! | to whom the message was written that came back | `returned` |
//! | what is said of one beside the address | `remark` |
//! | a line that names a recipient; an address behind words that announce one | `heading`, `prose` |

pub(super) mod beside;
pub(super) mod card;
pub(super) mod heading;
pub(super) mod lists;
pub(super) mod named;
pub(super) mod prose;
pub(super) mod remark;
pub(in crate::explain) mod returned;
pub(super) mod role;
