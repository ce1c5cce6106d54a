//! What pages say of each other: it exists, both sides say it, and the classes agree.

use std::collections::BTreeSet;

use smtpref_catalog::{Code, EnhancedCode, Entry, Page, ReplyCode};

use super::findings::Findings;
use super::{catalog, goes_with, page_of, pages};

/// Every code that a page names, with the field.
fn named(page: &Page) -> impl Iterator<Item = (&'static str, Code)> {
    let all = |field, codes: &[Code]| -> Vec<(&'static str, Code)> {
        codes.iter().map(|&code| (field, code)).collect()
    };
    let confusions: Vec<Code> = page.confused_with.iter().map(|of| of.code).collect();
    [
        all("usual_with", &page.usual_with),
        all("also_with", &page.also_with),
        all("related", &page.related),
        all("confused_with", &confusions),
    ]
    .into_iter()
    .flatten()
}

#[test]
fn every_relation_exists_and_is_mutual() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (entry, page) in pages(&catalog) {
        for (field, code) in named(page) {
            let Some((_, other)) = page_of(code, &catalog) else {
                findings.note(entry.code, field, format!("{code} has no page"));
                continue;
            };
            let back = match field {
                "related" => other.related.contains(&entry.code),
                "confused_with" => other.confused_with.iter().any(|of| of.code == entry.code),
                _ => goes_with(other, entry.code),
            };
            if !back {
                findings.note(entry.code, field, format!("{code} does not name it back"));
            }
            if code.entry_code() == entry.code {
                findings.note(entry.code, field, "names itself");
            }
        }
    }
    findings.finish();
}

#[test]
fn nothing_is_named_twice() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (entry, page) in pages(&catalog) {
        let mut seen = BTreeSet::new();
        for (field, code) in named(page) {
            let field = field.trim_start_matches("further_");
            if !seen.insert((field, code)) {
                findings.note(entry.code, field, format!("{code} stands twice"));
            }
        }
    }
    findings.finish();
}

/// Whether a reply may carry the enhanced status code: both begin with the same digit (RFC 2034 section 4).
fn agree(reply: ReplyCode, enhanced: EnhancedCode) -> bool {
    enhanced
        .class()
        .is_none_or(|class| class.digit() == reply.class().digit())
}

fn check_classes(entry: &Entry, companion: Code, other: &Entry, findings: &mut Findings) {
    match (entry.code, companion) {
        (Code::Reply(reply), Code::Enhanced(enhanced)) => {
            if !agree(reply, enhanced) {
                findings.note(
                    entry.code,
                    "enhanced",
                    format!("{enhanced} contradicts it by class"),
                );
            }
            if let Some(class) = enhanced.class()
                && !other.classes.contains(&class)
            {
                findings.note(
                    entry.code,
                    "enhanced",
                    format!("{} has no class {}", other.code, class.digit()),
                );
            }
        }
        (Code::Enhanced(_), Code::Reply(reply)) => {
            let digit = reply.class().digit();
            if !entry.classes.iter().any(|class| class.digit() == digit) {
                findings.note(
                    entry.code,
                    "reply_codes",
                    format!("{reply} fits none of its classes"),
                );
            }
        }
        _ => findings.note(
            entry.code,
            "usual_with",
            format!("{companion} is of the same kind"),
        ),
    }
}

#[test]
fn companions_agree_by_class() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (entry, page) in pages(&catalog) {
        for &companion in page.usual_with.iter().chain(&page.also_with) {
            if let Some((other, _)) = page_of(companion, &catalog) {
                check_classes(entry, companion, other, &mut findings);
            }
        }
    }
    findings.finish();
}

#[test]
fn every_source_is_known_and_used() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let mut used = BTreeSet::new();
    for (entry, page) in pages(&catalog) {
        for reference in &page.references {
            used.insert(reference.source);
            if catalog.source(reference.source).is_none() {
                findings.note(
                    entry.code,
                    "references",
                    format!("{} is no source", reference.source),
                );
            }
        }
    }
    for source in catalog.sources() {
        if !used.contains(source.key) {
            findings.note(
                "sources.toml",
                source.key,
                "no page refers to it: remove it",
            );
        }
        if source.key.starts_with("rfc")
            && source.url != format!("https://www.rfc-editor.org/rfc/{}", source.key)
        {
            findings.note("sources.toml", source.key, "not the address of that RFC");
        }
    }
    findings.finish();
}

#[test]
fn every_pair_is_of_two_pages() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for &(left, right) in catalog.pair_codes() {
        for code in [left, right] {
            if let Some((entry, _)) = page_of(code, &catalog) {
                let class = code.enhanced().and_then(EnhancedCode::class);
                if class.is_some_and(|class| !entry.classes.contains(&class)) {
                    findings.note(
                        format!("{left}-{right}"),
                        code,
                        "its page does not have that class",
                    );
                }
            } else {
                findings.note(format!("{left}-{right}"), code, "has no page");
            }
        }
    }
    findings.finish();
}
