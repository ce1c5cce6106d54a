//! Thin: hands over to the library and turns its answer into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    smtpref::cli::main()
}
