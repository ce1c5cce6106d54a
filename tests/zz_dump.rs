use smtpref::compare::compare;
use smtpref::topic::read_topics;
#[test]
fn dump() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let list = std::fs::read_to_string("/tmp/pairs.txt").unwrap();
    for line in list.lines() {
        let t = read_topics(line).unwrap();
        let c = compare(t[0], t[1], &catalog);
        println!("=== {} | {}  curated={}", t[0], t[1], c.curated);
        println!("S: {}", c.summary);
        if let Some(n) = &c.note {
            println!("N: {n}");
        }
        for a in &c.aspects {
            println!(
                "  {} {}: {} | {}",
                if a.differs() { "≠" } else { "=" },
                a.name,
                a.left,
                a.right
            );
        }
        for t in &c.received {
            println!("R: {t}");
        }
        for t in &c.choose {
            println!("C: {t}");
        }
    }
}
