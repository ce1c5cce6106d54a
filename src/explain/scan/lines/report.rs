//! Groups of report fields (RFC 3464, RFC 6533), wherever they stand: a group begins where a recipient begins, with or without a blank
//! line before it.

use std::ops::Range;

use smtpref_catalog::{Codes, ReplyCode};

use super::super::MOST;
use super::super::fields::Field;
use super::super::people::lists::listed_after;
use super::super::said::{Said, Source, said};
use crate::explain::answer::Origin;
use crate::explain::codes::enhanced;
use crate::explain::view::View;

/// What a report says of a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) enum Action {
    Failed,
    Delayed,
    Delivered,
}

/// The fields of one recipient.
#[derive(Debug, Default, Clone)]
pub(in crate::explain) struct Group {
    pub(in crate::explain) last: Option<Range<usize>>,
    /// Those who stand behind it in one field, which no standard allows.
    pub(in crate::explain) others: Vec<Range<usize>>,
    /// Whether that is the name of a mailbox, or of one at a part of the server, and no address of the Internet.
    is_local: bool,
    pub(in crate::explain) original: Option<Range<usize>>,
    /// Whom the last one stands for, as an alias does.
    pub(in crate::explain) actual: Option<Range<usize>>,
    pub(in crate::explain) action: Option<Action>,
    pub(in crate::explain) status: Option<Range<usize>>,
    pub(in crate::explain) remote: Option<Range<usize>>,
    pub(in crate::explain) diagnostic: Option<Range<usize>>,
    pub(in crate::explain) until: Option<Range<usize>>,
}

/// All that reports say, and the headers that tell what a mail is.
#[derive(Default)]
pub(in crate::explain) struct Reports {
    pub(in crate::explain) groups: Vec<Group>,
    pub(in crate::explain) headers: Vec<(Field, Range<usize>)>,
    group: Group,
    after_blank: bool,
    /// Whether the headers of the mail itself are read.
    pub(in crate::explain) in_header: bool,
    /// Whether a group was one too many.
    pub(in crate::explain) cut: bool,
}

/// The most headers that are kept.
const MOST_HEADERS: usize = 400;

impl Reports {
    pub(in crate::explain) fn blank(&mut self) {
        self.after_blank = true;
    }

    pub(in crate::explain) fn field(&mut self, view: &View<'_>, field: Field, value: Range<usize>) {
        let after_blank = std::mem::take(&mut self.after_blank);
        // To whom a notice was sent is none of those who failed.
        if field == Field::OriginalRecipient && self.is_in_mail() {
            return;
        }
        let group = &mut self.group;
        let begins = match field {
            Field::FinalRecipient => {
                group.last.is_some() || (after_blank && !group.is_only_original())
            }
            Field::OriginalRecipient => {
                group.original.is_some() || (after_blank && !group.is_empty())
            }
            Field::Action => group.action.is_some(),
            Field::Status => group.status.is_some(),
            Field::Diagnostic => group.diagnostic.is_some(),
            Field::ReportingMta => true,
            _ => false,
        };
        if begins {
            self.finish();
        }
        let group = &mut self.group;
        match field {
            Field::FinalRecipient => {
                let end = value.end;
                group.last = recipient(view, value);
                if let Some(last) = &group.last {
                    group.others = listed_after(view, last, end);
                }
                let is_local = |last: Range<usize>| {
                    let domain = view.text[last].rsplit_once('@');
                    domain.is_none_or(|(_, domain)| !domain.contains(['.', ':']))
                };
                group.is_local = group.last.clone().is_some_and(is_local);
            }
            Field::OriginalRecipient => group.original = recipient(view, value),
            Field::ActualRecipient => group.actual = recipient(view, value),
            Field::Action => group.action = action(&view.lower[value]),
            Field::Status => {
                // `Status: 5.1.1`; the status of anything else is none of ours.
                if view.text[value.clone()].starts_with(['2', '4', '5']) {
                    group.status = Some(value);
                }
            }
            Field::RemoteMta => group.remote = Some(value),
            Field::Diagnostic => group.diagnostic = Some(value),
            Field::RetryUntil => group.until = Some(value),
            other => {
                let counts =
                    matches!(other, Field::FeedbackType | Field::Disposition) || self.in_header;
                if counts && self.headers.len() < MOST_HEADERS {
                    self.headers.push((other, value));
                }
            }
        }
    }

    /// Ends the group that is open.
    pub(in crate::explain) fn finish(&mut self) {
        let group = std::mem::take(&mut self.group);
        if group.is_empty() {
            return;
        }
        if self.groups.len() < MOST {
            self.groups.push(group);
        } else {
            self.cut = true;
        }
    }

    pub(in crate::explain) fn header(&self, field: Field) -> Option<Range<usize>> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| *known == field)?;
        Some(found.1.clone())
    }

    /// Whether headers are read that only a mail has.
    fn is_in_mail(&self) -> bool {
        let is_of_mail = |(field, _): &(Field, _)| {
            matches!(
                field,
                Field::Mail | Field::From | Field::Subject | Field::ReturnPath
            )
        };
        self.in_header && self.headers.iter().any(is_of_mail)
    }

    /// Whether something is told of a recipient.
    pub(in crate::explain) fn tells(&self) -> bool {
        !self.groups.is_empty() || !self.group.is_empty()
    }

    pub(in crate::explain) fn has(&self, action: Action) -> bool {
        self.groups.iter().any(|group| group.action == Some(action))
    }
}

impl Group {
    fn is_empty(&self) -> bool {
        self.last.is_none()
            && self.original.is_none()
            && self.status.is_none()
            && self.diagnostic.is_none()
            && self.action.is_none()
    }

    fn is_only_original(&self) -> bool {
        self.status.is_none() && self.diagnostic.is_none() && self.action.is_none()
    }

    /// The address of the recipient, as the report has it last.
    pub(in crate::explain) fn address(&self) -> Option<Range<usize>> {
        if self.is_local && self.original.is_some() {
            return self.original.clone();
        }
        self.last.clone().or_else(|| self.original.clone())
    }

    /// What its diagnostic says, then what its status says.
    pub(in crate::explain) fn said(&self, view: &View<'_>) -> Vec<Said> {
        let mut all = Vec::new();
        if self.action == Some(Action::Delivered) {
            return all;
        }
        if let Some(diagnostic) = self.diagnostic.clone().filter(|value| !value.is_empty()) {
            all.push(
                said(view, diagnostic.clone(), Source::Diagnostic).unwrap_or_else(|| {
                    let words = after_type(view, &diagnostic);
                    bare(view, words, diagnostic, Source::Diagnostic)
                }),
            );
        }
        if let Some(status) = self.status.clone() {
            let codes = status_codes(&view.text[status.clone()]);
            if !codes.is_empty() {
                let mut one = bare(view, status.clone(), status.clone(), Source::Status);
                one.codes = codes;
                one.places.push(status);
                all.push(one);
            }
        }
        if all.is_empty() {
            let place = self.address().unwrap_or(0..0);
            all.push(bare(view, place.end..place.end, place, Source::Status));
        }
        all
    }
}

/// Words without a code.
fn bare(view: &View<'_>, words: Range<usize>, block: Range<usize>, source: Source) -> Said {
    let is_own = view.lower[block.clone()].starts_with("x-");
    Said {
        origin: is_own.then_some(Origin::Own),
        ..Said::of_words(view, words, block, source)
    }
}

/// What follows `smtp;` or `X-Postfix;`.
fn after_type(view: &View<'_>, value: &Range<usize>) -> Range<usize> {
    let text = &view.text[value.clone()];
    let kind = text.find(';').filter(|at| !text[..*at].contains(' '));
    value.start + kind.map_or(0, |at| at + 1)..value.end
}

/// `5.1.1`, `5.1.1 (permanent failure)`, and the `550` of servers that err.
fn status_codes(value: &str) -> Codes {
    if let Some((code, length)) = enhanced(value) {
        let reply = value[length..].trim_start_matches([' ', '(', '#']);
        let reply = reply
            .get(..3)
            .filter(|_| !reply[3..].starts_with(|c: char| c.is_alphanumeric()));
        return Codes {
            reply: reply.and_then(reply_code),
            enhanced: Some(code),
        };
    }
    let reply = value.get(..3).and_then(reply_code);
    let code = value
        .get(3..)
        .and_then(|rest| enhanced(rest.trim_start_matches([' ', '-', '#'])));
    Codes {
        reply,
        enhanced: code.map(|(code, _)| code),
    }
}

fn reply_code(text: &str) -> Option<ReplyCode> {
    text.starts_with(['4', '5'])
        .then(|| text.parse().ok())
        .flatten()
}

/// The address of `rfc822; bob@example.net`, `utf-8; …`, also without a domain.
fn recipient(view: &View<'_>, value: Range<usize>) -> Option<Range<usize>> {
    let range = view.trim(after_type(view, &value));
    let text = &view.text[range.clone()];
    // `"Bob Jones" <bob@example.net>`, `@relay.example:bob@example.net`, `SMTP:bob@example.net`.
    let is_named = text.starts_with('"') && text.ends_with('>');
    let behind = if is_named {
        text.rfind('<')
    } else {
        let head = text.find('@').map_or(0, |sign| {
            text[sign..].find(':').map_or(0, |at| sign + at + 1)
        });
        let is_route = text.trim_start_matches('<').starts_with('@');
        let is_kind = text
            .get(..5)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("smtp:"));
        if is_route {
            Some(head)
        } else {
            is_kind.then_some(5)
        }
    };
    let range = range.start + behind.unwrap_or(0)..range.end;
    let text = &view.text[range.clone()];
    if let Some(address) = view.address(range.clone()) {
        return Some(address);
    }
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | ',' | ';'))
        .unwrap_or(text.len());
    let start = text.len() - text.trim_start_matches('<').len();
    (start < end).then(|| range.start + start..range.start + end)
}

fn action(value: &str) -> Option<Action> {
    let word = value
        .split(|c: char| !c.is_ascii_alphabetic())
        .find(|word| !word.is_empty())?;
    match word {
        "failed" | "failure" | "fail" => Some(Action::Failed),
        "delayed" | "delay" => Some(Action::Delayed),
        "delivered" | "relayed" | "expanded" | "deliverable" => Some(Action::Delivered),
        _ => None,
    }
}
