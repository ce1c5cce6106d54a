//! Runs the program in an environment of its own: no settings of whoever runs the tests reach it.

use std::io::{ErrorKind, Write as _};
use std::process::{Command, Output, Stdio};

/// How the program ended and what it printed.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The program with an empty environment.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smtpref"));
    command
        .args(arguments)
        .env_clear()
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null());
    command
}

/// Runs the program with arguments.
pub(crate) fn run(arguments: &[&str]) -> Ended {
    ended(&program(arguments).output().unwrap())
}

/// Runs the program with the arguments of a line, cut at its spaces.
pub(crate) fn run_line(line: &str) -> Ended {
    run(&line.split_whitespace().collect::<Vec<_>>())
}

/// Runs the program with a text on its standard input, which it may leave unread.
pub(crate) fn run_with_input(arguments: &[&str], input: &(impl AsRef<[u8]> + ?Sized)) -> Ended {
    let mut command = program(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let written = child.stdin.take().unwrap().write_all(input.as_ref());
    // A program that ends at once may be gone before anything is written.
    if let Err(error) = written {
        assert_eq!(error.kind(), ErrorKind::BrokenPipe, "{error}");
    }
    ended(&child.wait_with_output().unwrap())
}

pub(crate) fn ended(output: &Output) -> Ended {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Ended {
        status: output.status.code().unwrap(),
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
    }
}
