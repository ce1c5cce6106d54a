//! The shell of the system: runs a command line as it is written, with its quotes.

use std::process::{Command, ExitStatus};

/// A command line for it.
#[cfg(not(windows))]
#[must_use]
pub fn shell(line: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line]);
    command
}

/// A command line for it. It takes what stands between the outermost quotes as it is, and knows no way to write a quote within.
#[cfg(windows)]
#[must_use]
pub fn shell(line: &str) -> Command {
    use std::os::windows::process::CommandExt as _;

    let mut command = Command::new("cmd");
    command.args(["/D", "/S", "/C"]);
    command.raw_arg(format!("\"{line}\""));
    command
}

/// Whether it may have found no such command. That of Windows says so as commands say that they failed.
#[must_use]
pub fn may_be_unknown(status: ExitStatus) -> bool {
    if cfg!(windows) {
        matches!(status.code(), Some(1 | 9009))
    } else {
        status.code() == Some(127)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_a_line_reach_the_command() {
        let output = shell("echo \"a  b\"").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        // The shell of Windows leaves them to the command.
        assert_eq!(text.trim().trim_matches('"'), "a  b");
        assert!(!may_be_unknown(output.status));
    }

    #[test]
    fn a_command_that_is_not_there_is_told() {
        let mut command = shell("smtpref-no-such-command");
        let output = command.output().unwrap();
        assert!(may_be_unknown(output.status), "{}", output.status);
    }
}
