//! What is wrong with a data file, where, and what to do.

use std::fmt;

use crate::visible;

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as the caller named it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do, in one line.
    pub message: String,
}

/// All problems of a set of files, by file and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names and pieces of the file stand in it, and a file may come from anybody.
        let text = format!("{}:{}: {}", self.file, self.line, self.message);
        f.write_str(&visible(&text))
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_says_cannot_steer_the_terminal() {
        let problem = Problem {
            file: "a\u{1b}[2J.toml".to_owned(),
            line: 3,
            message: "`\u{9b}31m\u{202e}\u{3164}` is not\na field".to_owned(),
        };
        assert_eq!(
            problem.to_string(),
            "a\\u{1b}[2J.toml:3: `\\u{9b}31m\\u{202e}\\u{3164}` is not\\na field"
        );
    }
}
