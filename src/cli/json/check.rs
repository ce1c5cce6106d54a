//! What the checker says of files, and which rules a text meets.

use serde::Serialize;
use smtpref_catalog::Problem;

use super::SCHEMA_VERSION;

/// The answer of the checker.
#[derive(Serialize)]
pub(in crate::cli) struct Check<'c> {
    schema_version: u32,
    problems: Vec<Found<'c>>,
    rules: Vec<Taken<'c>>,
}

#[derive(Serialize)]
struct Found<'c> {
    file: &'c str,
    line: usize,
    message: &'c str,
}

#[derive(Serialize)]
struct Taken<'c> {
    rule: &'c str,
    cause: &'static str,
    own: bool,
    met: &'c [String],
    why: &'c str,
}

/// A rule that a text meets, in words.
pub(in crate::cli) struct RuleMet {
    /// What it is called.
    pub(in crate::cli) rule: String,
    /// The cause that it tells.
    pub(in crate::cli) cause: &'static str,
    /// Whether it is one of the user's.
    pub(in crate::cli) is_own: bool,
    /// The pieces of the text that it met.
    pub(in crate::cli) met: Vec<String>,
    /// Why it won, or why it lost.
    pub(in crate::cli) why: String,
}

impl<'c> Check<'c> {
    pub(in crate::cli) fn of_problems(problems: &'c [Problem]) -> Self {
        let found = |problem: &'c Problem| Found {
            file: &problem.file,
            line: problem.line,
            message: &problem.message,
        };
        Self {
            schema_version: SCHEMA_VERSION,
            problems: problems.iter().map(found).collect(),
            rules: Vec::new(),
        }
    }

    pub(in crate::cli) fn of_rules(told: &'c [RuleMet]) -> Self {
        let rule = |told: &'c RuleMet| Taken {
            rule: &told.rule,
            cause: told.cause,
            own: told.is_own,
            met: &told.met,
            why: &told.why,
        };
        Self {
            schema_version: SCHEMA_VERSION,
            problems: Vec::new(),
            rules: told.iter().map(rule).collect(),
        }
    }
}
