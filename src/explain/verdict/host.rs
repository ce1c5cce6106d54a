//! Where the host that said a reply is named, if not beside it: in the line above, in a field of the report, in the label of an event, at
//! the beginning of the session.

use std::ops::Range;

use super::super::answer::Kind;
use super::super::effort::look_at;
use super::super::scan::{Said, Source};
use super::Context;

/// How far above a reply its host is looked for.
const FAR: usize = 800;
/// How lines begin that stand between a reply and the one that names the host.
const BETWEEN: &[&str] = &["smtp error from remote", ">>>", "<<<"];
/// What Sendmail sets before the host of a session.
const TALKING: &str = "while talking to ";
/// What Gmail sets before the domain and the host of a refusal, two paragraphs above it.
const OF_GMAIL: &str = "by the server for the recipient domain ";
/// What stands in the first lines of a session that name the host.
const CONNECTS: &[&str] = &[
    "trying ",
    "connected to ",
    "connecting to ",
    "telnet ",
    "smtp connection to ",
];

impl Context<'_> {
    /// The place that names the host which said a reply.
    pub(super) fn host(&self, said: &Said) -> Option<Range<usize>> {
        let of_label = || said.label.as_ref()?.host.clone();
        match said.source {
            Source::Log => return None,
            Source::Diagnostic => return of_label().or_else(|| self.host_above(said)),
            _ => {}
        }
        let above = self.host_above(said);
        let above = above.or_else(|| self.host_of_gmail(said));
        let above = above.or_else(|| self.host_of_transcript(said));
        above.or_else(|| self.host_of_session(said))
    }

    /// The line above a reply that names its host: `host mx.example.net[192.0.2.1] said:`, `... while talking to mx.example.net.:`, and in a
    /// report the field of its own, `Remote-MTA: dns; mx.example.net` (RFC 3464 section 2.3.5).
    fn host_above(&self, said: &Said) -> Option<Range<usize>> {
        const LINES: usize = 6;
        const FIELD: &str = "remote-mta:";
        let end = said.block.start;
        let from = self.view.floor(end.saturating_sub(FAR));
        // In lower case a text has no lines.
        let above = &self.view.text[from..end];
        look_at(above.len());
        let in_report = said.source == Source::Diagnostic;
        let mut start = end;
        for line in above.rsplit('\n').take(LINES) {
            let place = start - line.len()..start;
            start = place.start.saturating_sub(1);
            let line = self.view.lower[place.clone()].trim();
            // The block may begin within a line, before which stands nothing but a mark.
            if line.is_empty() && place.end < end {
                return None;
            }
            let is_it = if in_report {
                line.starts_with(FIELD)
            } else {
                names_host(line)
            };
            if is_it {
                return Some(place);
            }
            let is_between = || BETWEEN.iter().any(|begin| line.starts_with(begin));
            if !in_report && !line.is_empty() && !is_between() {
                return None;
            }
        }
        None
    }

    /// The host that Gmail names in the sentence above what it said.
    fn host_of_gmail(&self, said: &Said) -> Option<Range<usize>> {
        let end = said.block.start;
        let from = self.view.floor(end.saturating_sub(FAR));
        let at = (self.kind == Kind::Bounce).then(|| self.view.find(from..end, OF_GMAIL))??;
        let start = at + OF_GMAIL.len();
        let length = self.view.text[start..end].find(['[', '\n']);
        length.map(|length| start..start + length)
    }

    /// The host of the transcript below the reason that Sendmail gives, if it talked to one alone.
    fn host_of_transcript(&self, said: &Said) -> Option<Range<usize>> {
        let code = said.places.first()?;
        let is_reason = self.view.lower[..code.start].ends_with("(reason: ");
        let all = is_reason.then_some(said.block.end..self.view.text.len())?;
        let at = self.view.find(all.clone(), TALKING)? + TALKING.len();
        let is_one = self.view.find(at..all.end, TALKING).is_none();
        let length = self.view.text[at..].find('\n')?;
        is_one.then_some(at..at + length)
    }

    /// The first lines of a session, up to the greeting.
    fn host_of_session(&self, said: &Said) -> Option<Range<usize>> {
        const HEAD: usize = 4096;
        if self.kind != Kind::Transcript {
            return None;
        }
        let head = self.view.cut(0..said.block.start, HEAD);
        look_at(head.len());
        let (mut at, mut start) = (head.start, None);
        for line in self.view.text[head].split_inclusive('\n') {
            let place = at..at + line.len();
            at = place.end;
            let line =
                self.view.lower[place.clone()].trim_start_matches(|c: char| !c.is_alphanumeric());
            if line.starts_with("220 ") || line.starts_with("220-") {
                return Some(start.unwrap_or(place.start)..place.end);
            }
            if start.is_none() && CONNECTS.iter().any(|words| line.contains(words)) {
                start = Some(place.start);
            }
        }
        None
    }
}

/// Whether a line names the host that said what stands below it.
fn names_host(line: &str) -> bool {
    const ENDS: [&str; 3] = ["] said:", "] refused to talk to me:", "]:"];
    let is_of_exim =
        || line.starts_with("host ") && line.ends_with(']') || line.starts_with("host: ");
    let last = || line.strip_suffix(':')?.rsplit(' ').next();
    // `<bob@example.net> failed: mx.example.net:`
    let is_host = |word: &str| word.contains('.') && !word.contains(['@', '<', '(']);
    ENDS.iter().any(|end| line.ends_with(end))
        || line.contains(TALKING)
        || is_of_exim()
        || last().is_some_and(is_host)
}
