//! What providers are called, and which replies are theirs.

use smtpref_catalog::{Catalog, Code, Provider, ProviderKind};

/// The fewest letters by which a provider is known while its name is typed.
const BEGUN: usize = 2;
/// Whether its replies are its own. Programs and block lists are spoken of on many pages.
pub(super) const fn speaks_itself(provider: &Provider) -> bool {
    !matches!(
        provider.kind,
        ProviderKind::Software | ProviderKind::Blocklist
    )
}

/// What a provider is called, in small letters: its names, each of several in one, and not what explains one in brackets.
pub(super) fn names(of: &Provider) -> impl Iterator<Item = String> {
    let each = of.short_name().to_lowercase().replace(" and ", ",");
    let each: Vec<String> = each.split(',').map(|part| part.trim().to_owned()).collect();
    let known = [of.code.as_str()]
        .into_iter()
        .chain(of.keywords.iter().copied());
    known.map(str::to_owned).chain(each)
}

/// Whether an entry is a reply of a provider, by a name of it or the beginning of one.
pub(super) fn is_reply_of(code: Code, asked: &str, catalog: &Catalog) -> bool {
    let provider = code.provider().and_then(|of| catalog.provider(of));
    let is_begun = |of: &str| of == asked || asked.len() >= BEGUN && of.starts_with(asked);
    provider.is_some_and(|of| {
        is_begun(of.code.as_str()) || of.keywords.iter().any(|keyword| is_begun(keyword))
    })
}
