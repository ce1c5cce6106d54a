//! Holds a dialogue with a server: sends what the client says, and compares what the server answers, code and text.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use super::install::address;
use super::questions::Question;

/// How long a server may take for one reply.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to a server.
struct Session {
    lines: BufReader<TcpStream>,
    /// What is not sent yet: commands without a reply between them go together.
    pending: String,
    /// Whether the lines of a message are sent, which get no replies.
    in_data: bool,
}

/// Holds the dialogue of a question, and again for a while if it is right only eventually.
///
/// # Errors
/// What the server said instead.
pub(super) fn hold(port: u16, question: &Question) -> Result<(), String> {
    let start = Instant::now();
    loop {
        let held = hold_once(port, question);
        if held.is_ok() || !question.eventually || start.elapsed() > PATIENCE {
            return held;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Holds it once.
///
/// # Errors
/// What the server said instead.
fn hold_once(port: u16, question: &Question) -> Result<(), String> {
    let stream = TcpStream::connect((address(), port)).map_err(text)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(text)?;
    let mut session = Session {
        lines: BufReader::new(stream),
        pending: String::new(),
        in_data: false,
    };
    let lines: Vec<&str> = question.lines.iter().map(String::as_str).collect();
    let begins = |with: &str| lines.first().is_some_and(|line| line.starts_with(with));
    if !begins("S: ") {
        session.read()?;
        if !["C: EHLO", "C: HELO", "C: LHLO"].into_iter().any(begins) {
            session.say("EHLO client.example.org");
            session.reply()?;
        }
    }
    let mut rest = &lines[..];
    while let Some((line, after)) = rest.split_first() {
        rest = after;
        if let Some(command) = line.strip_prefix("C: ") {
            session.say(command);
            if command.starts_with("EHLO") || command.starts_with("LHLO") {
                let end = rest
                    .iter()
                    .take_while(|line| line.starts_with("S: "))
                    .count();
                let (wanted, after) = rest.split_at(end);
                rest = after;
                session.extensions(wanted)?;
            }
        } else if let Some(wanted) = line.strip_prefix("S: ") {
            let got = session.read()?;
            if !matches(wanted, &got) {
                return Err(format!("the page has {wanted:?}, the server said {got:?}"));
            }
            session.in_data = got.starts_with("354");
        } else {
            return Err(format!("neither C: nor S: is before {line:?}"));
        }
    }
    Ok(())
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Session {
    /// Says a line. In a message a remark in round brackets stands for lines that are left out.
    fn say(&mut self, line: &str) {
        let line = match line {
            "(empty line)" => "",
            remark if self.in_data && remark.starts_with('(') => return,
            line => line,
        };
        self.in_data &= line != ".";
        self.pending.push_str(line);
        self.pending.push_str("\r\n");
    }

    /// A line of a reply.
    fn read(&mut self) -> Result<String, String> {
        let pending = std::mem::take(&mut self.pending);
        self.lines
            .get_mut()
            .write_all(pending.as_bytes())
            .map_err(text)?;
        let mut line = Vec::new();
        let length = self.lines.read_until(b'\n', &mut line).map_err(text)?;
        if length == 0 {
            return Err("the server ended the connection".to_owned());
        }
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }

    /// A whole reply.
    fn reply(&mut self) -> Result<Vec<String>, String> {
        let mut lines = Vec::new();
        loop {
            let line = self.read()?;
            let more = line.as_bytes().get(3) == Some(&b'-');
            lines.push(line);
            if !more {
                return Ok(lines);
            }
        }
    }

    /// The reply to EHLO: what the page lists is listed, in whatever order and with whatever else. The first line is a name of a host.
    fn extensions(&mut self, wanted: &[&str]) -> Result<(), String> {
        let got = self.reply()?;
        let keyword = |line: &str| line.get(4..).unwrap_or_default().to_owned();
        for wanted in wanted.iter().skip(1) {
            let wanted = wanted.trim_start_matches("S: ");
            let has = |line: &String| line[..3] == wanted[..3] && keyword(line) == keyword(wanted);
            if !got.iter().any(has) {
                return Err(format!("the page lists {wanted:?}, the server {got:?}"));
            }
        }
        Ok(())
    }
}

/// Waits for a bounce in a file of mail.
///
/// # Errors
/// What is there instead.
pub(super) fn wait_for(bounce: &str, mail: &Path) -> Result<(), String> {
    let start = Instant::now();
    loop {
        // Lines are folded at other places on a page.
        let got = fs::read(mail).unwrap_or_default();
        let got = blanks(&String::from_utf8_lossy(&got));
        if got.contains(&blanks(bounce)) {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("no bounce has {bounce:?}"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The text with one blank in place of each white space.
fn blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Whether a reply is what the page has. `…` stands for anything, as do the identifiers of messages; a greeting may go on. Blanks are as many
/// as a page can show.
fn matches(wanted: &str, got: &str) -> bool {
    // A machine that has no name for its loopback address is not the server's doing.
    let got = blanks(got).replace("unknown[127.0.0.1]", "localhost[127.0.0.1]");
    let wanted = blanks(wanted);
    let wanted = wanted.replace("...", "…");
    let wanted = masked(&masked(&wanted, "queued as "), "id=");
    let mut rest = got.as_str();
    for (index, part) in wanted.split('…').enumerate() {
        let Some(at) = rest.find(part) else {
            return false;
        };
        if index == 0 && at != 0 {
            return false;
        }
        rest = &rest[at + part.len()..];
    }
    wanted.ends_with('…') || wanted.starts_with("220") || rest.is_empty()
}

/// The text with `…` in place of the word behind a mark.
fn masked(text: &str, mark: &str) -> String {
    let Some((before, after)) = text.split_once(mark) else {
        return text.to_owned();
    };
    let end = after.find(' ').unwrap_or(after.len());
    format!("{before}{mark}…{}", &after[end..])
}

#[test]
fn a_reply_is_what_the_page_has() {
    assert!(matches(
        "250 2.0.0 Ok: queued as 4Xy1z2",
        "250 2.0.0 Ok: queued as 99"
    ));
    assert!(matches(
        "550 5.1.1 <a@b>: … unknown",
        "550 5.1.1 <a@b>: User unknown"
    ));
    assert!(matches(
        "220 mx.example.net ESMTP",
        "220 mx.example.net ESMTP Postfix"
    ));
    assert!(matches(
        "554 5.7.1 <localhost[127.0.0.1]>: Access denied",
        "554 5.7.1 <unknown[127.0.0.1]>:  Access denied"
    ));
    assert!(!matches("250 2.1.0 Ok", "250 2.1.0 Ok then"));
    assert!(!matches("250 2.1.0 Ok", "250 2.1.5 Ok"));
    assert!(!matches("250 2.0.0 Ok: queued as 4Xy1z2", "250 2.0.0 Ok"));
}
