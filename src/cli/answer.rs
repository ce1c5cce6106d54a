//! What a command answers: a text for standard output, remarks for standard error, and the exit status.

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// What was asked for was printed.
    Snippet,
    /// Something was no code, or nothing was found.
    Nothing,
    /// Wrong usage or a failing output.
    Usage,
}

/// An answer. Nothing is printed before it is complete, so that a failure leaves standard output empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// For standard output.
    pub(super) text: String,
    /// For standard error, a line each.
    pub(super) remarks: Vec<String>,
    /// How the program ends.
    pub(super) status: Status,
}

impl Status {
    /// The number for the shell.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Snippet => 0,
            Self::Nothing => 1,
            Self::Usage => 2,
        }
    }
}

impl Answer {
    /// Everything that was asked for.
    pub(super) fn found(text: String) -> Self {
        Self {
            text,
            remarks: Vec::new(),
            status: Status::Snippet,
        }
    }

    /// What was found, and what was wrong with the rest.
    pub(super) fn partly(text: String, remarks: Vec<String>) -> Self {
        let status = if remarks.is_empty() {
            Status::Snippet
        } else {
            Status::Nothing
        };
        Self {
            text,
            remarks,
            status,
        }
    }

    /// Nothing but a line that says why.
    pub(super) fn failure(status: Status, remark: impl Into<String>) -> Self {
        Self {
            text: String::new(),
            remarks: vec![remark.into()],
            status,
        }
    }
}
