//! What `--version` says of the data, held against the data.

use rstest::rstest;
use smtpref_catalog::Kind;

use crate::program::run;

#[rstest]
#[case::long("--version")]
#[case::short("-V")]
fn the_version_names_the_data(#[case] option: &str) {
    let ended = run(&[option]);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    let catalog = smtpref::shipped::catalog().unwrap();
    let dates = catalog.dates().unwrap();
    let count = |kind| catalog.codes().iter().filter(|c| c.kind() == kind).count();
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines[0], concat!("smtpref ", env!("CARGO_PKG_VERSION")));
    let rest = [
        format!("Catalog of {}:", dates.catalog),
        format!("  {} reply codes", count(Kind::Reply)),
        format!(
            "  {} enhanced status codes, those of the IANA registry of {}",
            count(Kind::Enhanced),
            dates.registry
        ),
        format!("  {} causes", count(Kind::Cause)),
        format!(
            "  {} replies of {} providers and programs",
            count(Kind::ProviderReply),
            catalog.providers().len()
        ),
        format!("  {} comparisons", catalog.pair_codes().len()),
    ];
    assert_eq!(lines[1..], rest);
}

/// Whoever packages the program compares the two.
#[test]
fn the_man_page_is_of_the_day_of_the_catalog() {
    let dates = smtpref::shipped::catalog().unwrap().dates().unwrap();
    let page = run(&["man"]).stdout;
    let title = page.lines().find(|line| line.starts_with(".TH ")).unwrap();
    assert!(title.contains(dates.catalog), "{title}");
}
