//! `smtpref --version`: the version, and how old and how large the data is.

use std::io::{self, Write};

use super::ending::Ending;
use smtpref_catalog::{Catalog, Kind};

/// Prints the version on a line of its own, for scripts, and what the program knows behind it.
pub(super) fn version(catalog: &Catalog, out: &mut dyn Write) -> io::Result<Ending> {
    writeln!(out, "smtpref {}", env!("CARGO_PKG_VERSION"))?;
    let count = |kind| {
        let codes = catalog.codes().iter();
        codes.filter(|code| code.kind() == kind).count()
    };
    if let Some(dates) = catalog.dates() {
        writeln!(out, "Catalog of {}:", dates.catalog)?;
    }
    writeln!(out, "  {} reply codes", count(Kind::Reply))?;
    write!(out, "  {} enhanced status codes", count(Kind::Enhanced))?;
    if let Some(dates) = catalog.dates() {
        write!(out, ", those of the IANA registry of {}", dates.registry)?;
    }
    writeln!(out, "\n  {} causes", count(Kind::Cause))?;
    let (replies, providers) = (count(Kind::ProviderReply), catalog.providers().len());
    writeln!(
        out,
        "  {replies} replies of {providers} providers and programs"
    )?;
    writeln!(out, "  {} comparisons", catalog.pair_codes().len())?;
    Ok(Ending::found())
}
