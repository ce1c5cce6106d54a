//! Explanations of which each is one line. Few answers differ in more than whom they are for and where they stand in the text: what was
//! written of the rest once is copied, and what differs is written by hand.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};

use serde::Serialize;
use smtpref_catalog::{
    Catalog, Codes, Command, EnhancedClass, EnhancedCode, Fate, ReplyCode, RuleName, Scene, Slug,
};

use super::SCHEMA_VERSION;
use super::explanation::{Own, Shared, Whole};
use super::written::compact;
use crate::explain::{self, Answer, Contradiction};

/// What decides all of an answer but the name of whom it is for, until when it waits, and where in the text it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    codes: Codes,
    class: Option<EnhancedClass>,
    stage: Option<Command>,
    origin: Option<explain::Origin>,
    scene: Option<Scene>,
    writer: Option<explain::Writer>,
    provider: Option<Slug>,
    cause: Option<Slug>,
    address: explain::Verdict,
    permanent: Option<bool>,
    message: Option<Fate>,
    is_for_mailbox_there: bool,
    has_alias: bool,
    blocklist: Option<&'static str>,
    contradiction: Option<Contradiction>,
    rule: Option<RuleName>,
    own: Option<&'static str>,
    confidence: explain::Confidence,
}

impl Key {
    fn of(answer: &Answer, catalog: &Catalog) -> Self {
        // Each field by its name: what is new has to be put on one of the two sides.
        let &Answer {
            codes,
            class,
            stage,
            origin,
            scene,
            writer,
            provider,
            cause,
            address,
            permanent,
            message,
            ref alias,
            ref blocklist,
            contradiction,
            rule,
            own,
            confidence,
            // Follows from the cause.
            group: _,
            recipient: _,
            retry_after: _,
            until: _,
            alternatives: _,
            words: _,
            evidence: _,
        } = answer;
        Self {
            codes,
            class,
            stage,
            origin,
            scene,
            writer,
            provider,
            cause,
            address,
            permanent,
            message,
            is_for_mailbox_there: answer.is_for_mailbox_there(catalog),
            has_alias: alias.is_some(),
            blocklist: blocklist.as_ref().map(|list| list.name),
            contradiction,
            rule,
            own,
            confidence,
        }
    }
}

impl Hash for Key {
    /// What tells most keys apart, in few bytes; the rest is compared.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let reply = self.codes.reply.map_or(0, ReplyCode::number);
        let detail = self.codes.enhanced.map_or(0, EnhancedCode::detail);
        let name = match self.rule {
            Some(RuleName::Provider(name) | RuleName::General(name, _)) => name.as_str(),
            None => "",
        };
        let number = match self.rule {
            Some(RuleName::General(_, number)) => number,
            _ => 0,
        };
        let numbers = [reply, detail, number];
        let numbers = numbers
            .iter()
            .fold(0, |all, number| all << 16 | u64::from(*number));
        state.write_u64(numbers);
        let end = name
            .as_bytes()
            .last_chunk()
            .map_or(0, |end| u64::from_le_bytes(*end));
        state.write_u64(end);
    }
}

/// What of an answer its key decides, as it is written: members of an object without its braces.
struct Written {
    said: Vec<u8>,
    reason: Vec<u8>,
    pages: Vec<u8>,
}

impl Written {
    fn of(answer: &Answer, catalog: &Catalog) -> serde_json::Result<Self> {
        let Shared {
            said,
            reason,
            pages,
        } = Shared::of(answer, catalog);
        Ok(Self {
            said: members(&said)?,
            reason: members(&reason)?,
            pages: members(&pages)?,
        })
    }

    /// Writes the whole answer.
    fn write(&self, answer: &Answer, line: &mut Vec<u8>) -> serde_json::Result<()> {
        let Own {
            recipient,
            alias,
            retry_after_s,
            until,
            alternatives,
            evidence,
        } = Own::of(answer);
        line.extend_from_slice(b"{\"recipient\":");
        write_if(line, recipient)?;
        line.extend_from_slice(b",\"alias\":");
        write_if(line, alias)?;
        line.push(b',');
        line.extend_from_slice(&self.said);
        line.extend_from_slice(b",\"retry_after_s\":");
        compact(&mut *line, &retry_after_s)?;
        line.extend_from_slice(b",\"until\":");
        write_if(line, until)?;
        line.push(b',');
        line.extend_from_slice(&self.reason);
        line.extend_from_slice(b",\"alternatives\":[");
        write_list(line, alternatives, |line, other| {
            line.extend_from_slice(b"{\"rule\":");
            match other.rule {
                RuleName::Provider(name) => write_text(line, name.as_str())?,
                rule @ RuleName::General(..) => {
                    write!(line, "\"{rule}\"").map_err(serde_json::Error::io)?;
                }
            }
            line.extend_from_slice(b",\"cause\":");
            write_text(line, other.cause.as_str())?;
            line.push(b'}');
            Ok(())
        })?;
        line.extend_from_slice(b"],");
        line.extend_from_slice(&self.pages);
        line.extend_from_slice(b",\"evidence\":[");
        write_list(line, evidence, |line, told| {
            line.extend_from_slice(b"{\"start\":");
            compact(&mut *line, &told.span.start)?;
            line.extend_from_slice(b",\"end\":");
            compact(&mut *line, &told.span.end)?;
            line.extend_from_slice(b",\"text\":");
            write_text(line, &told.text)?;
            line.push(b'}');
            Ok(())
        })?;
        line.extend_from_slice(b"]}");
        Ok(())
    }
}

/// Writes things with commas between them.
fn write_list<T>(
    line: &mut Vec<u8>,
    things: &[T],
    mut write: impl FnMut(&mut Vec<u8>, &T) -> serde_json::Result<()>,
) -> serde_json::Result<()> {
    for (number, thing) in things.iter().enumerate() {
        if number > 0 {
            line.push(b',');
        }
        write(line, thing)?;
    }
    Ok(())
}

/// Writes a string. In most nothing has to be escaped, and looking for that first is cheaper than writing character by character.
#[expect(clippy::needless_bitwise_bool, reason = "no branch for each byte")]
fn write_text(line: &mut Vec<u8>, text: &str) -> serde_json::Result<()> {
    // Nothing of ASCII hides but controls; of the rest some does.
    let is_escaped = |byte: u8| !(0x20..=0x7e).contains(&byte) | (byte == b'"') | (byte == b'\\');
    if text.bytes().fold(false, |any, byte| any | is_escaped(byte)) {
        return compact(line, text);
    }
    line.push(b'"');
    line.extend_from_slice(text.as_bytes());
    line.push(b'"');
    Ok(())
}

/// Writes a string or `null`.
fn write_if(line: &mut Vec<u8>, text: Option<&str>) -> serde_json::Result<()> {
    if let Some(text) = text {
        return write_text(line, text);
    }
    line.extend_from_slice(b"null");
    Ok(())
}

/// The members of an object, without its braces.
fn members(object: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    compact(&mut bytes, object)?;
    bytes.pop();
    bytes.remove(0);
    Ok(bytes)
}

/// The most answers that are kept as they were written.
const KEPT: usize = 4096;

/// Writes explanations, each on a line of its own.
pub(in crate::cli) struct Lines<'c> {
    catalog: &'c Catalog,
    /// How every line of an input starts.
    start: Vec<u8>,
    /// What is said of most texts as a whole, which is nothing: their replies say all.
    nothing: Vec<u8>,
    written: HashMap<Key, Written>,
    line: Vec<u8>,
}

impl<'c> Lines<'c> {
    pub(in crate::cli) fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            start: Vec::new(),
            nothing: Vec::new(),
            written: HashMap::new(),
            line: Vec::new(),
        }
    }

    /// Begins an input, with the file that it is.
    pub(in crate::cli) fn begin(&mut self, file: Option<&str>) -> io::Result<()> {
        self.start.clear();
        write!(
            self.start,
            "{{\"schema_version\":{SCHEMA_VERSION},\"file\":"
        )?;
        write_if(&mut self.start, file)?;
        self.start.extend_from_slice(b",\"kind\":\"");
        self.nothing = members(&Whole::of(None, None, None, &[]))?;
        Ok(())
    }

    /// Writes an explanation and a line break.
    pub(in crate::cli) fn write(
        &mut self,
        explanation: &explain::Explanation,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let explain::Explanation {
            kind,
            replies,
            message,
            cut,
            contradiction,
            service,
            feedback,
            // Told in words alone.
            counted: _,
        } = explanation;
        self.line.clear();
        self.line.extend_from_slice(&self.start);
        self.line.extend_from_slice(kind.word().as_bytes());
        self.line.extend_from_slice(b"\",");
        match (*message, *contradiction, *service, &feedback[..]) {
            (None, None, None, []) => self.line.extend_from_slice(&self.nothing),
            (message, contradiction, service, feedback) => {
                let whole = Whole::of(message, contradiction, service, feedback);
                self.line.extend_from_slice(&members(&whole)?);
            }
        }
        self.line.extend_from_slice(b",\"replies\":[");
        let Self {
            catalog,
            written,
            line,
            ..
        } = self;
        write_list(line, replies, |line, answer| {
            if written.len() >= KEPT {
                written.clear();
            }
            let written = match written.entry(Key::of(answer, catalog)) {
                Entry::Occupied(written) => written.into_mut(),
                Entry::Vacant(none) => none.insert(Written::of(answer, catalog)?),
            };
            written.write(answer, line)
        })?;
        self.line.extend_from_slice(b"],\"cut\":");
        let cut: &[u8] = if *cut { b"true}\n" } else { b"false}\n" };
        self.line.extend_from_slice(cut);
        out.write_all(&self.line)
    }
}
