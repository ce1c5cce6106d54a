//! smtpref beside `fzf` in the same pseudo-terminal: how soon the first frame stands, how soon a key has done its work, and what it takes.
//!
//! Both get the same codes and titles and the same keys, in turns. A screen is settled when it shows what the key leads to; no clock
//! decides that. For a catalog that is not the shipped one this program starts itself again as the browser.

#[path = "terminal/programs.rs"]
mod programs;
#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/pty/session.rs"]
mod session;
#[path = "synthetic/catalog.rs"]
mod synthetic;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use programs::{Program, Run};
use smtpref::app::{App, Start};
use smtpref::keymap::Keymap;
use smtpref::shipped;
use smtpref::terminal::{self, Options};
use smtpref::ui::{Glyphs, Look, Theme};
use smtpref_catalog::{Catalog, Pack};

/// Where the packed catalog for the browser is named.
const PACK: &str = "SMTPREF_BENCH_PACK";
/// How often each program is started.
const ROUNDS: usize = 15;

fn main() {
    if let Some(pack) = std::env::var_os(PACK) {
        return browse(Path::new(&pack));
    }
    // `cargo test --benches` wants to know only that it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let shipped = shipped::catalog().unwrap();
    measure("the shipped catalog", &shipped, None);
    let pack = synthetic::pack(&shipped, 100_000);
    let file = folder().join("pack");
    fs::write(&file, pack.to_bytes().unwrap()).unwrap();
    measure("100,000 entries", &Catalog::new(pack), Some(file));
}

/// A folder for the files of a run.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("terminal");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The browser on a packed catalog.
fn browse(pack: &Path) {
    let bytes = Box::leak(fs::read(pack).unwrap().into_boxed_slice());
    let catalog = Box::leak(Box::new(Catalog::new(Pack::from_bytes(bytes).unwrap())));
    let options = Options {
        surface: terminal::Surface::Output,
        look: Look {
            theme: Theme::Terminal,
            glyphs: Glyphs::Unicode,
            hyperlinks: false,
        },
        mouse: true,
        charset: terminal::Charset::Unicode,
        clipboard: terminal::Clipboard::new(None, |_| None),
        esc: terminal::ESC,
    };
    terminal::run(
        |size| App::new(catalog, Keymap::shipped(), &Start::List, size),
        &options,
    )
    .unwrap();
}

/// Runs the programs in turns and prints what came out.
fn measure(name: &str, catalog: &Catalog, pack: Option<PathBuf>) {
    let mut lines = String::new();
    for entry in catalog.entries() {
        let _ = writeln!(lines, "{} {}", entry.code, entry.title);
    }
    let list = folder().join("lines");
    fs::write(&list, lines).unwrap();
    let ours = Program::smtpref(pack);
    let fzf = Program::fzf(&list);
    if fzf.is_none() {
        println!("fzf is not installed, so smtpref is measured alone");
    }
    let (mut our_runs, mut fzf_runs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_runs.push(ours.run());
        fzf_runs.extend(fzf.as_ref().map(Program::run));
    }
    print_table(name, &our_runs, &fzf_runs);
}

type Figure = fn(&Run) -> Vec<Duration>;

fn print_table(name: &str, ours: &[Run], fzf: &[Run]) {
    let figures: [(&str, Figure); 4] = [
        ("first frame", |run| vec![run.first_frame]),
        ("all entries there", |run| vec![run.all_there]),
        ("key to settled screen", |run| run.keys.clone()),
        ("processor time of a key", |run| vec![run.processor_per_key]),
    ];
    println!("\n{name}, {} runs of each, median (p95)", ours.len());
    println!("{:26}{:>22}{:>22}{:>8}", "", "smtpref", "fzf", "ratio");
    for (what, figure) in figures {
        let of = |runs: &[Run]| {
            let mut all: Vec<f64> = runs.iter().flat_map(figure).map(milliseconds).collect();
            all.sort_by(f64::total_cmp);
            let at = |hundredth: usize| all.get(all.len().saturating_sub(1) * hundredth / 100);
            (at(50).copied(), at(95).copied())
        };
        let cell = |(median, high): (Option<f64>, Option<f64>)| {
            median.zip(high).map_or_else(String::new, |(median, high)| {
                format!("{median:.2} ms ({high:.2})")
            })
        };
        let (ours, fzf) = (of(ours), of(fzf));
        let ratio = ours.0.zip(fzf.0).map(|(ours, fzf)| ours / fzf);
        print_row(what, &cell(ours), &cell(fzf), ratio);
    }
    let memory = |runs: &[Run]| runs.iter().map(|run| run.memory).max();
    let cell = |kilobytes: Option<u32>| {
        kilobytes.map_or_else(String::new, |kilobytes| {
            format!("{:.1} MB", f64::from(kilobytes) / 1024.0)
        })
    };
    let (ours, fzf) = (memory(ours), memory(fzf));
    let ratio = ours
        .zip(fzf)
        .map(|(ours, fzf)| f64::from(ours) / f64::from(fzf));
    print_row("most memory", &cell(ours), &cell(fzf), ratio);
}

fn print_row(what: &str, ours: &str, fzf: &str, ratio: Option<f64>) {
    let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    println!("{what:26}{ours:>22}{fzf:>22}{ratio:>8}");
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
