//! How a command ends: remarks for standard error, and the exit status. What it has to say it has written by then.

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// Nothing is missing.
    Found,
    /// There is no answer, or not to all.
    Nothing,
    /// It could not be asked or told.
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

    /// What it means: help and man page have it from here, and a test holds the other pages to it.
    pub(super) const fn meaning(self) -> &'static str {
        match self {
            Self::Found => "what was asked for was printed",
            Self::Nothing => {
                "an argument is not a code, nothing was found or chosen, or a checked file has problems"
            }
            Self::Usage => {
                "wrong usage, an input could not be read, or the output could not be written"
            }
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
