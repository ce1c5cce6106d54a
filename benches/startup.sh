#!/bin/sh
# How long whole processes take, next to an empty Rust program that prints one line. Prints a ratio for each command.
#
#   benches/startup.sh [RUNS] [PROGRAM]
#
# PROGRAM is a program that is built already, such as the static one of the packages; without it the one of this machine is built.
# Standard output is thrown away, as a pipe would be. The programs take turns, so that what else the machine does meets all of them.
set -eu

runs=${1:-1000}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

program=${2:-${CARGO_TARGET_DIR:-$root/target}/release/smtpref}
[ -n "${2:-}" ] || cargo build --release --quiet --manifest-path "$root/Cargo.toml"
# Both programs are copied, as installing does: a file that the linker wrote in pieces is slower to load.
cp "$program" "$work/smtpref"

cat > "$work/empty.rs" <<'RUST'
fn main() {
    println!("556");
}
RUST
rustc -O -o "$work/linked" "$work/empty.rs"
cp "$work/linked" "$work/empty"

cat > "$work/measure.rs" <<'RUST'
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn once(words: &[&str]) -> Duration {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    assert!(command.status().expect("a program that starts").success());
    start.elapsed()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runs: usize = arguments[0].parse().expect("a number of runs");
    let lines: Vec<Vec<&str>> = arguments[1..].iter().map(|line| line.split(' ').collect()).collect();
    let mut times = vec![Vec::with_capacity(runs); lines.len()];
    for _ in 0..runs {
        for (line, times) in lines.iter().zip(&mut times) {
            times.push(once(line));
        }
    }
    let mut medians = times.iter_mut().map(|times| {
        times.sort_unstable();
        times[runs / 2].as_secs_f64() * 1e6
    });
    let empty = medians.next().expect("the empty program");
    println!("{:>8.0} us  1.00  an empty program", empty);
    for (median, line) in medians.zip(&lines[1..]) {
        println!("{median:>8.0} us  {:.2}  smtpref {}", median / empty, line[1..].join(" "));
    }
}
RUST
rustc -O -o "$work/measure" "$work/measure.rs"

"$work/measure" "$runs" "$work/empty" \
    "$work/smtpref --version" \
    "$work/smtpref show 556" \
    "$work/smtpref compare 250 556" \
    "$work/smtpref list" \
    "$work/smtpref search null mx"
