//! The judged set: what people type, and the pages that an expert would accept first. Search may not fall under the floors.
//!
//! `tests/judged/README.md` says how the set was made. The `tune` half may be looked at while the search is changed; the
//! `report` half says how good it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use smtpref::search::{Filter, Search};
use smtpref::shipped;
use smtpref_catalog::{Catalog, Code, Codes, EntryId};

/// A query with its acceptable answers.
struct Judged {
    half: &'static str,
    kind: &'static str,
    query: &'static str,
    answers: Vec<&'static str>,
}

/// How the queries of one kind did.
#[derive(Default)]
struct Score {
    count: f64,
    first: f64,
    three: f64,
    reciprocal: f64,
}

fn judged() -> Vec<Judged> {
    let table = include_str!("judged/queries.tsv");
    let mut queries = Vec::new();
    for line in table.lines().skip(1).filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [half, kind, query, answers] = fields[..] else {
            panic!("not four fields: {line:?}");
        };
        queries.push(Judged {
            half,
            kind,
            query,
            answers: answers.split_whitespace().collect(),
        });
    }
    queries
}

/// The rank of the first acceptable answer, counted from 1.
fn rank(judged: &Judged, search: &Search<'_>, catalog: &Catalog) -> Option<usize> {
    let results = search.run(judged.query, &Filter::default());
    let is_answer = |code: Code| {
        judged
            .answers
            .contains(&code.entry_code().to_string().as_str())
    };
    let found = results.hits.iter().position(|hit| {
        is_answer(catalog.entry(hit.id).code) || codes_of_cause(hit.id, catalog).any(is_answer)
    })?;
    Some(found + 1)
}

/// The codes that the page of a cause names: whoever would accept one of them finds it there, with what to do.
fn codes_of_cause(id: EntryId, catalog: &Catalog) -> impl Iterator<Item = Code> {
    let cause = catalog.page(id).detail.cause().into_iter();
    cause.flat_map(|cause| {
        let said = cause.said.iter().flat_map(|said| &said.codes);
        let said = said.map(|pattern| pattern.codes);
        let sent = cause.send.iter().map(|send| send.codes);
        said.chain(sent).flat_map(Codes::each)
    })
}

fn scores(half: &str, failures: &mut String) -> BTreeMap<&'static str, Score> {
    let catalog = shipped::catalog().unwrap();
    let search = Search::new(&catalog);
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    for judged in judged().iter().filter(|judged| judged.half == half) {
        let rank = rank(judged, &search, &catalog);
        if rank != Some(1) {
            let first = search.run(judged.query, &Filter::default());
            let first: Vec<String> = first
                .hits
                .iter()
                .take(3)
                .map(|hit| catalog.entry(hit.id).code.to_string())
                .collect();
            let _ = writeln!(
                failures,
                "{:8} {:?}: {} at {rank:?}, first {}",
                judged.kind,
                judged.query,
                judged.answers.join(" "),
                first.join(" ")
            );
        }
        for kind in [judged.kind, "all"] {
            let score = scores.entry(kind).or_default();
            score.count += 1.0;
            score.first += f64::from(u8::from(rank == Some(1)));
            score.three += f64::from(u8::from(rank.is_some_and(|rank| rank <= 3)));
            score.reciprocal +=
                rank.map_or(0.0, |rank| 1.0 / f64::from(u32::try_from(rank).unwrap()));
        }
    }
    scores
}

fn report(half: &str) -> (BTreeMap<&'static str, Score>, String) {
    let mut failures = String::new();
    let scores = scores(half, &mut failures);
    let mut text = format!("{half}\nkind       queries  first  three    MRR\n");
    for (kind, score) in &scores {
        let _ = writeln!(
            text,
            "{kind:10} {:7} {:5.1}% {:5.1}% {:6.3}",
            score.count,
            100.0 * score.first / score.count,
            100.0 * score.three / score.count,
            score.reciprocal / score.count
        );
    }
    if half == "tune" {
        text.push_str(&failures);
    }
    (scores, text)
}

#[test]
fn the_set_is_large_and_its_answers_exist() {
    let catalog = shipped::catalog().unwrap();
    let set = judged();
    assert!(set.len() >= 200);
    for judged in &set {
        assert!(
            ["tune", "report"].contains(&judged.half),
            "{}",
            judged.query
        );
        assert!(!judged.answers.is_empty(), "{}", judged.query);
        for answer in &judged.answers {
            let code = Code::named(answer).unwrap();
            assert!(catalog.find(code).is_some(), "{}: {answer}", judged.query);
        }
    }
}

#[test]
fn the_search_keeps_its_floors() {
    for (half, first, three) in [("tune", 0.92, 0.98), ("report", 0.90, 0.97)] {
        let (scores, text) = report(half);
        println!("{text}");
        let all = &scores["all"];
        assert!(all.first / all.count >= first, "{text}");
        assert!(all.three / all.count >= three, "{text}");
    }
}
