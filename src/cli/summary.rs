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
use inputs::{Inputs, Remarks};

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
    if summary.lines == 0 && summary.texts == 0 && look.format != Format::Json {
        return Ok(nothing(remarks));
    }
    match look.format {
        Format::Json => json::write(&json::Summary::new(&summary, catalog), out)?,
        Format::Markdown => print::markdown(&summary, args, catalog, out)?,
        Format::Text => print::text(&summary, args, look, catalog, out)?,
    }
    let status = match (remarks.failed, summary.attempts) {
        (true, _) => Status::Usage,
        (false, 0) => Status::Nothing,
        (false, _) => Status::Found,
    };
    Ok(Ending {
        remarks: remarks.lines,
        status,
    })
}

/// The ending where there was nothing to count: it is not as if nothing had failed.
fn nothing(remarks: Remarks) -> Ending {
    if remarks.failed {
        return Ending {
            remarks: remarks.lines,
            status: Status::Usage,
        };
    }
    Ending::failure(Status::Nothing, "nothing was read: there is no text")
}
