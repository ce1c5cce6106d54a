//! The arguments.

use clap::Parser;

/// What SMTP replies mean, who must act, and what to do now.
#[derive(Debug, Parser)]
#[command(name = "smtpref", version, about)]
pub(super) struct Args {
    /// One code opens its page, two open their comparison
    #[arg(value_name = "CODE")]
    pub(super) codes: Vec<String>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
}
