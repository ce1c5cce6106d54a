//! What the checker says of files, and which rules a text meets.

use serde::Serialize;
use smtpref_catalog::Problem;

use super::SCHEMA_VERSION;
use crate::cli::check::Told;

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

    pub(in crate::cli) fn of_rules(told: &'c [Told]) -> Self {
        let rule = |told: &'c Told| Taken {
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
