//! The order of the parts of a layer, where it has many.

use crate::findings::Findings;
use crate::source::{Source, sources};

/// The parts of a folder, in order: none knows one that stands behind it. Whoever adds a part adds it here, and to the table in the head of
/// the folder's file.
const PARTS: &[(&str, &[&str])] = &[
    (
        "explain",
        &[
            "effort",
            "columns",
            "months",
            "text",
            "view",
            "decode",
            "name_words",
            "address",
            "codes",
            "redact",
            "aggregate",
            "reaction",
            "contradiction",
            "answer",
            "side",
            "scan",
            "verdict",
            "finding",
            "prose",
            "silence",
            "feedback",
            "apart",
            "answers",
            "steps",
            "address_note",
            "warning",
            "summary",
        ],
    ),
    (
        "explain/scan",
        &[
            "fields",
            "forwarded",
            "session",
            "said",
            "people",
            "lines",
            "found",
            "pass",
        ],
    ),
    (
        "explain/scan/people",
        &[
            "role", "lists", "beside", "named", "card", "returned", "remark", "heading", "prose",
        ],
    ),
    (
        "explain/scan/lines",
        &[
            "accounting",
            "log_words",
            "log_start",
            "message",
            "own_words",
            "log",
            "report",
            "notation",
            "event",
            "json",
            "table",
        ],
    ),
    (
        "explain/scan/pass",
        &[
            "original", "begin", "turns", "sessions", "queue", "attempts", "block",
        ],
    ),
    (
        "explain/verdict",
        &[
            "scene_words",
            "scene",
            "writer",
            "notes",
            "until",
            "fate",
            "lasting",
            "sender",
            "choose",
            "by_code",
            "frame_words",
            "hinting",
            "above",
            "below",
            "weighing",
            "host",
            "whose",
            "meeting",
            "pasted",
            "addressed",
            "quoted",
            "kind",
            "whom",
            "stated",
        ],
    ),
];

/// Whether a file of a folder knows a part that stands behind its own.
fn wrong_order(source: &Source, folder: &str, parts: &[&str], findings: &mut Findings) {
    let modules = source.modules();
    let depth = folder.split('/').count();
    if !modules.iter().copied().take(depth).eq(folder.split('/')) || modules.len() == depth {
        return;
    }
    let place = |name: &str| parts.iter().position(|part| *part == name);
    let Some(own) = place(modules[depth]) else {
        findings.note(&source.path, modules[depth], "no part in PARTS: add it");
        return;
    };
    for (line, path) in source.without_tests().paths() {
        let is_inside = path.iter().take(depth).eq(&modules[..depth]);
        let used = path.get(depth).filter(|_| is_inside);
        if let Some(used) = used.filter(|used| place(used) > Some(own)) {
            findings.note(
                format!("{}:{line}", source.path),
                format!("uses {used}"),
                format!("{} stands before it in PARTS", modules[depth]),
            );
        }
    }
}

#[test]
fn no_part_knows_one_behind_it() {
    let mut findings = Findings::default();
    let sources = sources();
    for (folder, parts) in PARTS {
        for source in &sources {
            wrong_order(source, folder, parts, &mut findings);
        }
        for part in *parts {
            let path = format!("src/{folder}/{part}.rs");
            if !sources.iter().any(|source| source.path == path) {
                findings.note("PARTS", path, "there is no such file");
            }
        }
    }
    findings.finish();
}

#[test]
fn a_part_that_knows_one_behind_it_is_seen_however_it_is_written() {
    let found = |path: &str, text: &str| {
        let mut findings = Findings::default();
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        wrong_order(&source, "a/b", &["one", "two", "three"], &mut findings);
        !findings.0.is_empty()
    };
    for text in [
        "use super::three::Three;",
        "use super::{one, three};",
        "use super::{one as three, three::{self, Three as one}};",
        "use crate::{a::{b::{three}}};",
        "fn f() { super::super::b::three::three(); }",
        "fn f() { println!(\"{}\", crate::a::b::three::NAME); }",
    ] {
        assert!(found("src/a/b/two.rs", text), "not seen: {text}");
    }
    assert!(found("src/a/b/two/inner.rs", "use super::super::three;"));
    assert!(found("src/a/b/four.rs", ""), "a part without a row");
    for text in [
        "use super::{one::One as three, Root};",
        "use super::two::three;",
        "use crate::three;",
        "use super::super::three;",
        "mod three; use three::Three;",
        "#[cfg(test)]\nmod tests { use crate::a::b::three; }",
    ] {
        assert!(!found("src/a/b/two.rs", text), "wrongly seen: {text}");
    }
    assert!(!found("src/a/b.rs", "use crate::a::b::three;"));
}
