//! `smtpref explain --summary` and `--unknown`: logs, mailboxes and folders of bounces -> failures in groups.
//!
//! | step | file |
//! |---|---|
//! | names -> what is in the files: lines, mails, or one text | `inputs` |
//! | groups -> text and Markdown | `print` |
//!
//! Nothing in it names a recipient, a host or an address, with and without `--redact`.

mod inputs;
mod print;

use std::io::{self, Write};

use smtpref_catalog::Catalog;

use super::args::{ExplainArgs, Format};
use super::ending::{Ending, Status};
use super::json;
use super::look::Look;
use crate::explain::Summary;
use inputs::Inputs;
pub(super) use print::{decided_by, first_step};

/// Sums up what the arguments name.
pub(super) fn run(
    args: &ExplainArgs,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let mut summary = Summary::default();
    let mut inputs = Inputs::new(&mut summary, catalog);
    inputs.read(&args.text);
    let remarks = inputs.finish();
    match look.format {
        Format::Json => json::write(&json::Summary::new(&summary, catalog), out)?,
        Format::Markdown => print::markdown(&summary, args, catalog, out)?,
        Format::Text => print::text(&summary, args, look, catalog, out)?,
    }
    let status = match (remarks.is_empty(), summary.attempts) {
        (false, _) => Status::Usage,
        (true, 0) => Status::Nothing,
        (true, _) => Status::Found,
    };
    Ok(Ending { remarks, status })
}
