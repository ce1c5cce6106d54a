//! How a command ends: remarks for standard error, and the exit status. What it has to say it has written by then.

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// What was asked for was printed.
    Found,
    /// An argument was not a code, or nothing was found.
    Nothing,
    /// Wrong usage or a failing output.
    Usage,
}

/// How a command ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    /// For standard error, a line each.
    pub(super) remarks: Vec<String>,
    /// The exit status.
    pub(super) status: Status,
}

impl Status {
    /// The number for the shell.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Usage => 2,
        }
    }
}

impl Ending {
    /// Everything that was asked for was found.
    pub(super) const fn found() -> Self {
        Self {
            remarks: Vec::new(),
            status: Status::Found,
        }
    }

    /// Everything was found but what the remarks name.
    pub(super) fn with(remarks: Vec<String>) -> Self {
        let status = if remarks.is_empty() {
            Status::Found
        } else {
            Status::Nothing
        };
        Self { remarks, status }
    }

    /// Nothing but a line that says why.
    pub(super) fn failure(status: Status, remark: impl Into<String>) -> Self {
        Self {
            remarks: vec![remark.into()],
            status,
        }
    }
}
