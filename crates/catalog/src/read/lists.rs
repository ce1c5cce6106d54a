//! The lists beside the pages: the documents that references point to, and the registry of codes.

use strum::VariantArray;

use super::page_file::named_code;
use super::prose::leak_str;
use super::reader::At;
use super::table::{Need, Table};
use crate::{Code, Dates, Source, Status};

/// Where an RFC is, in front of its key.
const RFC_EDITOR: &str = "https://www.rfc-editor.org/rfc/";

/// The codes that there are.
#[derive(Default)]
pub(crate) struct Registry {
    /// The days of the pages and of the rows.
    pub(crate) dates: Option<At<Dates>>,
    /// The rows of the IANA registry of enhanced status codes.
    pub(crate) rows: Vec<Registered>,
    /// The reply codes, with what becomes of each in the documents.
    pub(crate) replies: Vec<(At<Code>, Status)>,
}

/// A row of the IANA registry of enhanced status codes.
pub(crate) struct Registered {
    pub(crate) code: At<Code>,
    pub(crate) title: &'static str,
    /// The reply codes that it goes with.
    pub(crate) reply_codes: Vec<Code>,
    /// The sources that define it.
    pub(crate) defined_in: Vec<&'static str>,
}

/// A day, as `2026-02-12`: days in this form are ordered as their texts.
pub(super) fn day(fields: &Table<'_>, field: &'static str, need: Need) -> Option<At<&'static str>> {
    let at = if need == Need::Optional {
        fields.optional_text(field)
    } else {
        fields.text(field)
    }?;
    let parts: Vec<&str> = at.value.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits)
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let is_day = match parts[..] {
        [year, month, day] => {
            number(year, 4).is_some_and(|year| year >= 1995)
                && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
                && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    };
    if !is_day {
        let message = format!("`{field}` is {:?}: write a day like 2026-02-12", at.value);
        fields.problem(at.line, message);
    }
    is_day.then_some(at)
}

pub(super) fn sources(root: &Table<'_>) -> Vec<At<Source>> {
    let mut sources = Vec::new();
    for (key, fields) in root.each("a source") {
        let title = fields.text("title");
        let url = fields.text("url");
        fields.finish();
        if let Some(url) = &url {
            if let Some(wrong) = wrong_address(url.value) {
                fields.problem(url.line, format!("the address {wrong}"));
            }
            if is_rfc(key.value) && url.value != format!("{RFC_EDITOR}{}", key.value) {
                let message = format!("the address of an RFC is {RFC_EDITOR}{}", key.value);
                fields.problem(url.line, message);
            }
        }
        sources.push(At {
            line: key.line,
            value: Source {
                key: leak_str(key.value),
                title: title.map_or("", |at| at.value),
                url: url.map_or("", |at| at.value),
            },
        });
    }
    sources
}

/// Whether a key is that of an RFC, `rfc5321`.
fn is_rfc(key: &str) -> bool {
    let number = key.strip_prefix("rfc").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What keeps an address from being one that every terminal and browser opens: it goes into an escape sequence and into Markdown as it is.
fn wrong_address(url: &str) -> Option<String> {
    let Some(rest) = url.strip_prefix("https://") else {
        return Some("does not begin with https://".to_owned());
    };
    let in_url = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    if let Some(c) = url.chars().find(|&c| !in_url(c)) {
        return Some(format!(
            "has {c:?}, which no URL has: write it with percent signs"
        ));
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_host = host.contains('.') && host.split('.').all(label);
    (!is_host).then(|| {
        format!("has no name of a host but {host:?}: write it like https://example.com/page")
    })
}

pub(super) fn registry(root: &Table<'_>) -> Registry {
    let dates = root.table("dates", "[dates]", true);
    let replies = root.table("replies", "[replies]", true);
    let rows = root.tables("code", "a [[code]]", Need::Filled);
    root.finish();
    Registry {
        dates: dates.as_ref().and_then(dates_of),
        replies: replies.as_ref().map_or_else(Vec::new, reply_codes),
        rows: rows.iter().filter_map(row).collect(),
    }
}

fn dates_of(table: &Table<'_>) -> Option<At<Dates>> {
    let catalog = day(table, "catalog", Need::Filled);
    let registry = day(table, "registry", Need::Filled);
    table.finish();
    let catalog = catalog?;
    Some(At {
        line: catalog.line,
        value: Dates {
            catalog: catalog.value,
            registry: registry?.value,
        },
    })
}

fn reply_codes(table: &Table<'_>) -> Vec<(At<Code>, Status)> {
    let mut codes = Vec::new();
    for &status in Status::VARIANTS {
        let texts = table.texts(status.word(), Need::There).into_iter();
        let of_status = texts.filter_map(|at| named_code(table, at));
        codes.extend(of_status.map(|at| (at, status)));
    }
    table.finish();
    codes
}

fn row(row: &Table<'_>) -> Option<Registered> {
    let code = row.text("code").and_then(|at| named_code(row, at));
    let title = row.text("title");
    let replies = row.texts("reply_codes", Need::There).into_iter();
    let defined_in = row.texts("defined_in", Need::There).into_iter();
    row.finish();
    // "any" and "5xx" name no code.
    let replies = replies.filter(|at| !matches!(at.value, "any" | "5xx"));
    Some(Registered {
        title: title.map_or("", |at| at.value),
        reply_codes: replies
            .filter_map(|at| Some(named_code(row, at)?.value))
            .collect(),
        defined_in: defined_in.map(|at| at.value).collect(),
        code: code?,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::page("https://www.example.com/a/b?c=%20d#e(f)")]
    #[case::host("https://example.com")]
    fn an_address(#[case] url: &str) {
        assert_eq!(wrong_address(url), None);
    }

    #[rstest]
    #[case::plain_http("http://example.com", "https://")]
    #[case::space("https://example.com/a b", "' '")]
    #[case::bracket("https://example.com/>", "'>'")]
    #[case::not_ascii("https://example.com/\u{e9}", "which no URL has")]
    #[case::control("https://example.com/\u{1b}", "which no URL has")]
    #[case::no_host("https:///page", "no name of a host")]
    #[case::one_label("https://localhost/page", "no name of a host")]
    #[case::user("https://user@example.com/", "no name of a host")]
    fn what_is_not_an_address(#[case] url: &str, #[case] says: &str) {
        assert!(wrong_address(url).unwrap().contains(says));
    }

    #[test]
    fn an_rfc_has_a_number() {
        assert!(is_rfc("rfc5321") && !is_rfc("rfc") && !is_rfc("rfc-index") && !is_rfc("iana"));
    }
}
