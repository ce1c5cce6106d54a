//! `smtpref man`: the man page.

use clap::CommandFactory;
use clap_mangen::Man;

use super::answer::{Answer, Status};
use super::args::Args;

/// The man page as roff.
pub(super) fn man() -> Answer {
    match page() {
        Ok(page) => Answer::found(page),
        Err(error) => Answer::failure(Status::Usage, error.to_string()),
    }
}

fn page() -> std::io::Result<String> {
    let mut out = Vec::new();
    let command = Args::command();
    Man::new(command).render(&mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}
