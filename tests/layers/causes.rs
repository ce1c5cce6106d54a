//! What holds of a cause stands in its file. The few that the program knows by name it names in one place, where a test looks them up.

use smtpref::shipped;
use smtpref_catalog::Code;

use crate::findings::Findings;
use crate::source::sources;

/// Where they are named.
const NAMED: &str = "src/lookup/causes.rs";

#[test]
fn causes_are_named_in_one_place() {
    let catalog = shipped::catalog().unwrap();
    let causes = catalog.codes().iter().filter_map(|code| match code {
        Code::Cause(name) => Some(name.as_str()),
        _ => None,
    });
    // A single word may be about anything else.
    let texts: Vec<String> = causes
        .filter(|name| name.contains('-'))
        .map(|name| format!("\"{name}\""))
        .collect();
    let mut findings = Findings::default();
    let mut found = 0;
    for source in sources() {
        let code = source.without_tests().text;
        let lines = code.lines().enumerate();
        for (line, text) in lines.filter(|(_, text)| !text.trim_start().starts_with("//")) {
            let Some(name) = texts.iter().find(|name| text.contains(*name)) else {
                continue;
            };
            found += 1;
            if source.path != NAMED {
                findings.note(
                    format!("{}:{}", source.path, line + 1),
                    name,
                    format!("make it a field of causes, or a name in {NAMED}"),
                );
            }
        }
    }
    assert!(
        found > 0,
        "no name of a cause was found, not even in {NAMED}"
    );
    findings.finish();
}
