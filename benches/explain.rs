//! The cost of explaining: replies a second on one core, lines of a log, and a whole bounce.

use std::hint::black_box;
use std::time::Instant;

use divan::Bencher;
use smtpref::{explain::explain, shipped};
use smtpref_catalog::{Codes, Folded};

const REPLIES: &[&str] = &[
    "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in virtual mailbox table",
    "452 4.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaTemp - gsmtp",
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
    "421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints",
    "550 5.7.1 Not today, thank you",
    "450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, try again in 300 seconds",
];
const LINE: &str = "Jun  3 10:00:00 mail postfix/smtp[4711]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1.2, delays=0.1/0.02/0.9/0.18, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.9] said: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown (in reply to RCPT TO command))";
const BOUNCE: &str = include_str!("synthetic/bounce.eml");

fn main() {
    let catalog = shipped::catalog().unwrap();
    let _ = explain(b"550 5.1.1 x", &catalog);
    let start = Instant::now();
    let rounds = 20_000;
    for round in 0..rounds {
        let reply = REPLIES[round % REPLIES.len()];
        black_box(explain(reply.as_bytes(), &catalog));
    }
    let each = start.elapsed() / u32::try_from(rounds).unwrap();
    println!("{:.0} replies a second", 1.0 / each.as_secs_f64());
    divan::main();
}

#[divan::bench(args = 0..REPLIES.len())]
fn reply(bencher: Bencher<'_, '_>, number: usize) {
    let catalog = shipped::catalog().unwrap();
    bencher.bench_local(|| explain(REPLIES[number].as_bytes(), &catalog));
}

/// The rules alone: what the decoder adds to them is the difference to [`reply`].
#[divan::bench(args = 0..REPLIES.len())]
fn rules(bencher: Bencher<'_, '_>, number: usize) {
    let catalog = shipped::catalog().unwrap();
    let text = REPLIES[number];
    bencher.bench_local(|| {
        let folded = Folded::new(text);
        let candidates = catalog
            .matcher()
            .candidates(Codes::of_reply(text), &folded, text.len());
        candidates.len()
    });
}

/// The folding of a text for the rules.
#[divan::bench(args = 0..REPLIES.len())]
fn folding(bencher: Bencher<'_, '_>, number: usize) {
    bencher.bench_local(|| Folded::new(REPLIES[number]));
}

#[divan::bench]
fn line_of_a_log(bencher: Bencher<'_, '_>) {
    let catalog = shipped::catalog().unwrap();
    bencher.bench_local(|| explain(LINE.as_bytes(), &catalog));
}

#[divan::bench]
fn bounce(bencher: Bencher<'_, '_>) {
    let catalog = shipped::catalog().unwrap();
    bencher.bench_local(|| explain(BOUNCE.as_bytes(), &catalog));
}
