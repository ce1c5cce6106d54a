//! The cost of a search: first all keystrokes of the judged queries, then single queries.

#[path = "synthetic/catalog.rs"]
mod synthetic;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use smtpref::search::{Filter, Search};
use smtpref::shipped;
use smtpref_catalog::Catalog;

/// Entries of the synthetic catalog.
const MANY: u32 = 100_000;
/// What people type; the third column is the query.
const JUDGED: &str = include_str!("../tests/judged/queries.tsv");
/// Queries of each sort.
const QUERIES: [&str; 6] = [
    "",
    "550",
    "mailbox full",
    "null mx",
    "greylist later",
    "authentcation requird",
];

fn main() {
    let queries: Vec<&str> = JUDGED
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').nth(2))
        .collect();
    let shipped = shipped_catalog();
    print_keystrokes(&shipped, &queries, 5);
    let some: Vec<&str> = queries.iter().copied().step_by(10).collect();
    print_keystrokes(&many(), &some, 2);
    divan::main();
}

fn shipped_catalog() -> Catalog {
    shipped::catalog().unwrap()
}

/// The synthetic catalog, packed once; the pieces that are unpacked later belong to the catalog that is asked.
fn many() -> Catalog {
    static BYTES: OnceLock<&'static [u8]> = OnceLock::new();
    let bytes = BYTES.get_or_init(|| {
        let pack = synthetic::pack(&shipped_catalog(), MANY);
        Box::leak(pack.to_bytes().unwrap().into_boxed_slice())
    });
    Catalog::new(smtpref_catalog::Pack::from_bytes(bytes).unwrap())
}

/// Prints what every beginning of every query costs: the least of several runs, so that other work on the machine counts little.
fn print_keystrokes(catalog: &Catalog, queries: &[&str], runs: u32) {
    let search = Search::new(catalog);
    let mut costs: Vec<(Duration, &str)> = Vec::new();
    for query in queries {
        for (at, c) in query.char_indices() {
            let typed = &query[..at + c.len_utf8()];
            let cost = (0..runs).map(|_| cost(&search, typed)).min();
            costs.push((cost.unwrap_or_default(), typed));
        }
    }
    costs.sort_unstable();
    let at = |hundredth: usize| costs[(costs.len() - 1) * hundredth / 100].0;
    let (worst, query) = costs[costs.len() - 1];
    println!(
        "{} entries, {} keystrokes: median {:.1?}, p99 {:.1?}, worst {worst:.1?} for {query:?}",
        catalog.ids().len(),
        costs.len(),
        at(50),
        at(99),
    );
}

fn cost(search: &Search<'_>, query: &str) -> Duration {
    let start = Instant::now();
    divan::black_box(search.run(divan::black_box(query), &Filter::default()));
    start.elapsed()
}

#[divan::bench(args = QUERIES)]
fn shipped(bencher: Bencher<'_, '_>, query: &str) {
    let catalog = shipped_catalog();
    let search = Search::new(&catalog);
    bencher.bench_local(|| search.run(query, &Filter::default()));
}

#[divan::bench(args = QUERIES, sample_count = 20)]
fn synthetic(bencher: Bencher<'_, '_>, query: &str) {
    let catalog = many();
    let search = Search::new(&catalog);
    bencher.bench_local(|| search.run(query, &Filter::default()));
}

/// What comes before the first search: unpacking the catalog and the index.
#[divan::bench]
fn start() -> usize {
    let catalog = shipped_catalog();
    Search::new(&catalog)
        .run("550", &Filter::default())
        .hits
        .len()
}
