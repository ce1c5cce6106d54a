//! `smtpref list` and `smtpref search`: one line for each code.

use std::borrow::Cow;
use std::io::{self, Write};

use super::args::{Format, ListArgs, SearchArgs};
use super::codes::echo;
use super::ending::{Ending, Status};
use super::json;
use super::look::Look;
use super::print;
use crate::document::{Line, Role, Severity, Span, Words, highlight, markdown_table};
use crate::explain::explain;
use crate::lookup::{Lookup, marked_title, wording};
use crate::search::{Filter, Results, Search, remark};
use smtpref_catalog::{Catalog, Provider, Slug};

/// Prints the catalog, or what a filter and a query leave of it.
pub(super) fn list(
    args: &ListArgs,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let query = args.query.join(" ");
    let mut filter = args.filter.filter();
    if let Some(name) = &args.provider {
        match provider(name, catalog) {
            Ok(provider) => filter.provider = Some(provider),
            Err(remark) => return Ok(Ending::failure(Status::Usage, remark)),
        }
    }
    let results = Search::new(catalog).run(&query, &filter);
    let lookups = lookups(&results, &filter);
    if lookups.is_empty() {
        return Ok(nothing(&query, &filter, &results, catalog));
    }
    match look.format {
        Format::Json => json::write_all(json::entries(&lookups, catalog), out)?,
        Format::Markdown => table(&lookups, catalog, out)?,
        Format::Text => rows(&lookups, &results, look, catalog, out)?,
    }
    Ok(Ending::found())
}

/// The provider of a name, or of a part of its names that no other has.
fn provider(name: &str, catalog: &Catalog) -> Result<Slug, String> {
    let asked = name.to_lowercase();
    let providers = catalog.providers();
    let is_called = |provider: &&Provider| {
        provider.code.as_str() == asked || provider.keywords.contains(&asked.as_str())
    };
    if let Some(provider) = providers.iter().find(is_called) {
        return Ok(provider.code);
    }
    let has = |text: &str| text.to_lowercase().contains(&asked);
    let found: Vec<&Provider> = providers
        .iter()
        .filter(|provider| {
            let mut names = provider.keywords.iter().copied();
            has(provider.code.as_str()) || has(provider.name) || names.any(has)
        })
        .collect();
    let names = |providers: &[&Provider]| -> String {
        let names: Vec<&str> = providers.iter().map(|of| of.code.as_str()).collect();
        names.join(", ")
    };
    let name = echo(name);
    match found[..] {
        [only] => Ok(only.code),
        [] => {
            let mut near: Vec<&Provider> = providers.iter().collect();
            near.sort_by_key(|of| strsim::damerau_levenshtein(of.code.as_str(), &asked));
            near.truncate(3);
            Err(format!(
                "no provider is called {name:?}; the nearest are {}",
                names(&near)
            ))
        }
        _ => Err(format!(
            "{name:?} can be any of these providers, name one: {}",
            names(&found)
        )),
    }
}

/// Prints what a query finds, best first.
pub(super) fn search(
    args: &SearchArgs,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let query = args.query.join(" ");
    let filter = Filter::default();
    let search = Search::new(catalog);
    let results = search.run(&query, &filter);
    let mut lookups = lookups(&results, &filter);
    if let Some(limit) = args.limit {
        lookups.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    if lookups.is_empty() {
        let mut ending = nothing(&query, &filter, &results, catalog);
        ending.remarks.extend(remark(&query));
        return Ok(ending);
    }
    match look.format {
        Format::Json => json::write_all(json::hits(&lookups, &results, &search, catalog), out)?,
        Format::Markdown => table(&lookups, catalog, out)?,
        Format::Text => rows(&lookups, &results, look, catalog, out)?,
    }
    let mut ending = Ending::found();
    ending.remarks.extend(remark(&query));
    if search.has_unknown_word(&query) {
        ending.remarks.extend(as_a_reply(&query, catalog));
    }
    Ok(ending)
}

/// What the words of a search mean where a server says them: those of many languages are on no page.
fn as_a_reply(query: &str, catalog: &Catalog) -> Option<String> {
    let explanation = explain(query.as_bytes(), catalog);
    let entry = explanation.replies.first()?.entry()?;
    let title = catalog.entry(catalog.find(entry)?).title;
    let said = explanation.is_told_by_words();
    said.then(|| format!("where a server says this it means {title:?}: smtpref explain tells more"))
}

/// What was found, in order; codes that nobody registered first, as somebody asked for just them.
fn lookups(results: &Results, filter: &Filter) -> Vec<Lookup> {
    let unregistered = results.unregistered.iter().copied();
    unregistered
        .filter(|_| filter.is_empty())
        .chain(results.hits.iter().map(|hit| hit.lookup))
        .collect()
}

/// The title of a lookup.
fn title(lookup: Lookup, catalog: &Catalog) -> Cow<'static, str> {
    let entry = lookup.entry(catalog);
    entry.map_or_else(
        || wording::not_registered().into(),
        |id| marked_title(catalog.entry(id), catalog),
    )
}

fn table(lookups: &[Lookup], catalog: &Catalog, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Vec<String>> = lookups
        .iter()
        .map(|&lookup| {
            let kind = wording::kind(lookup.code.kind(), false).to_owned();
            vec![
                lookup.to_string(),
                kind,
                title(lookup, catalog).into_owned(),
            ]
        })
        .collect();
    out.write_all(markdown_table(&["Code", "Kind", "Title"], &rows).as_bytes())
}

fn rows(
    lookups: &[Lookup],
    results: &Results,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<()> {
    let column = |width: fn(&Lookup) -> usize| lookups.iter().map(width).max().unwrap_or(0);
    let code_width = column(|lookup| lookup.to_string().len());
    let kind_width = column(|lookup| lookup.code.kind().word().len());
    for &lookup in lookups {
        let mut lines = [Line {
            spans: vec![
                Span::new(
                    format!("{:<code_width$}  ", lookup.to_string()),
                    Role::Code(Severity::of(lookup, catalog)),
                ),
                Span::new(
                    format!("{:<kind_width$}  ", lookup.code.kind().word()),
                    Role::Muted,
                ),
                Span::text(title(lookup, catalog)),
            ],
            ..Line::default()
        }];
        if look.colours {
            highlight(&mut lines, &Words::new(&results.words, &results.related));
        }
        for mut line in lines {
            if let Some(width) = look.row_width() {
                line.cut(usize::from(width));
            }
            print::line(out, &line, look)?;
        }
    }
    Ok(())
}

/// The line that says what was tried, and what comes nearest.
fn nothing(query: &str, filter: &Filter, results: &Results, catalog: &Catalog) -> Ending {
    let tried = match (query.is_empty(), filter.is_empty()) {
        (true, _) => "no code matches these filters".to_owned(),
        (false, true) => format!("nothing found for {:?}", echo(query)),
        (false, false) => format!(
            "nothing found for {:?} that matches the filters",
            echo(query)
        ),
    };
    let near: Vec<String> = results
        .nearest
        .iter()
        .map(|&id| {
            let entry = catalog.entry(id);
            format!("{} ({})", entry.code, entry.title)
        })
        .collect();
    let hint = if !near.is_empty() {
        format!("; the nearest: {}", near.join(", "))
    } else if let Some(says) = as_a_reply(query, catalog).filter(|_| filter.is_empty()) {
        format!("; {says}")
    } else if filter.is_empty() {
        "; try fewer or other words".to_owned()
    } else {
        "; drop a filter".to_owned()
    };
    Ending::failure(Status::Nothing, format!("{tried}{hint}"))
}
