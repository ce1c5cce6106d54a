//! Reads the program's own source as far as the rules need it: words and marks, without comments and texts. Tokens and not a syntax tree,
//! for a tree does not look into macros.

use std::fs;
use std::ops::Range;
use std::path::Path;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// A source file.
pub(crate) struct Source {
    /// Its path from the root of the project, such as `src/lookup/read.rs`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// Every file of the program.
pub(crate) fn sources() -> Vec<Source> {
    sources_in("src")
}

/// Every file under a folder of the project.
pub(crate) fn sources_in(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                sources.push(Source {
                    text: fs::read_to_string(&path).unwrap(),
                    path: path
                        .strip_prefix(root)
                        .unwrap()
                        .to_string_lossy()
                        .replace('\\', "/"),
                });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

impl Source {
    /// The modules that lead to the file: `lookup`, `read`.
    pub(crate) fn modules(&self) -> Vec<&str> {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.trim_end_matches(".rs").split('/').collect()
    }

    /// The layer: the first module.
    pub(crate) fn layer(&self) -> &str {
        self.modules()[0]
    }

    /// The words of the code with their lines.
    pub(crate) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.tokens()
            .into_iter()
            .filter(|(_, token)| token.starts_with(|c: char| c.is_alphabetic() || c == '_'))
    }

    /// The first names of the paths that begin at the root of the crate, with the lines. `super` leads there as well, but inside of a module
    /// in the file it may not lead so far: then the name need not be a layer.
    pub(crate) fn layers_used(&self, is_layer: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
        let tokens = self.tokens();
        let depth = self.modules().len();
        let mut used = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let supers = tokens[at..]
                .chunks(2)
                .take_while(|chunk| chunk.len() == 2 && chunk[0].1 == "super" && chunk[1].1 == "::")
                .count();
            let root = matches!(tokens[at].1, "crate" | "smtpref")
                && tokens.get(at + 1).is_some_and(|(_, token)| *token == "::");
            if root {
                at += 2;
                at += first_names(&tokens[at..], &mut used);
            } else if supers >= depth {
                // As many steps up as the file is deep lead to the root of the crate.
                at += 2 * supers;
                let mut names = Vec::new();
                at += first_names(&tokens[at..], &mut names);
                used.extend(names.into_iter().filter(|(_, name)| is_layer(name)));
            } else {
                at += (2 * supers).max(1);
            }
        }
        used
    }

    /// The modules and names that the code knows, each as a path from the root of the crate, with the lines.
    pub(crate) fn paths(&self) -> Vec<(usize, Vec<String>)> {
        let tokens = self.tokens();
        let mut written = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            at += match tokens[at].1 {
                "crate" | "smtpref" | "super" => read_paths(&tokens[at..], &[], &mut written),
                _ => 1,
            };
        }
        let modules = self.modules();
        let from_root = |(line, path): (usize, Vec<&str>)| {
            let supers = path.iter().take_while(|name| **name == "super").count();
            let above = match supers {
                0 => &[][..],
                _ => &modules[..modules.len().checked_sub(supers)?],
            };
            let names = above.iter().chain(&path[supers.max(1)..]);
            Some((line, names.map(|name| (*name).to_owned()).collect()))
        };
        written.into_iter().filter_map(from_root).collect()
    }

    /// The same without what is compiled for tests alone. Lines stay where they are.
    pub(crate) fn without_tests(&self) -> Self {
        let stream: TokenStream = self.text.parse().expect("the compiler reads it");
        let mut items = Vec::new();
        test_items(stream, &mut items);
        let mut bytes = self.text.clone().into_bytes();
        for byte in items.into_iter().flatten() {
            if bytes[byte] != b'\n' {
                bytes[byte] = b' ';
            }
        }
        Self {
            path: self.path.clone(),
            text: String::from_utf8(bytes).expect("whole items were taken out"),
        }
    }

    /// The texts of the code as they stand in it, with their lines: not those that only a programmer reads, the reasons of `#[expect]` and
    /// the messages of `.expect()`.
    pub(crate) fn texts(&self) -> Vec<(usize, &str)> {
        let stream: TokenStream = self.text.parse().expect("the compiler reads it");
        let mut spans = Vec::new();
        literals(stream, &mut spans);
        let text = |span: Span| (span.start().line, &self.text[span.byte_range()]);
        let all = spans.into_iter().map(text);
        // A documentation comment comes as an attribute.
        all.filter(|(_, text)| text.ends_with(['"', '#'])).collect()
    }

    /// The code in words and marks, with their lines; comments, texts and characters left out.
    fn tokens(&self) -> Vec<(usize, &str)> {
        let stream: TokenStream = self.text.parse().expect("the compiler reads it");
        let mut spans = Vec::new();
        flatten(stream, &mut spans);
        let is_colon = |range: &Range<usize>| &self.text[range.clone()] == ":";
        let mut tokens: Vec<(usize, Range<usize>)> = Vec::new();
        for span in spans {
            let range = span.byte_range();
            match tokens.last_mut() {
                Some((_, last))
                    if is_colon(last) && is_colon(&range) && last.end == range.start =>
                {
                    last.end = range.end;
                }
                _ => tokens.push((span.start().line, range)),
            }
        }
        let text = |(line, range)| (line, &self.text[range]);
        // A documentation comment comes as an attribute.
        let code = |(_, text): &(usize, &str)| !text.starts_with("//");
        tokens.into_iter().map(text).filter(code).collect()
    }
}

/// The words and marks of a stream, and of its groups.
fn flatten(stream: TokenStream, spans: &mut Vec<Span>) {
    for token in stream {
        match token {
            TokenTree::Group(group) => {
                spans.push(group.span_open());
                flatten(group.stream(), spans);
                spans.push(group.span_close());
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => spans.push(token.span()),
            TokenTree::Literal(_) => {}
        }
    }
}

/// The literals of a stream, and of its groups, without what stands in `expect(…)`.
fn literals(stream: TokenStream, spans: &mut Vec<Span>) {
    let mut is_expected = false;
    for token in stream {
        match &token {
            TokenTree::Group(group) if !is_expected => literals(group.stream(), spans),
            TokenTree::Literal(literal) => spans.push(literal.span()),
            _ => {}
        }
        is_expected = matches!(&token, TokenTree::Ident(word) if word == "expect");
    }
}

/// The places of items that stand behind `#[cfg(test)]`.
fn test_items(stream: TokenStream, items: &mut Vec<Range<usize>>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let is_mark = |token: &TokenTree, mark: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark);
    let is_test = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.stream().to_string().replace(' ', "") == "cfg(test)");
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_mark(token, ';'),
    };
    let mut at = 0;
    while at < tokens.len() {
        if is_mark(&tokens[at], '#') && tokens.get(at + 1).is_some_and(is_test) {
            let end = (at..tokens.len()).find(|&end| is_end(&tokens[end]));
            let end = end.unwrap_or(tokens.len() - 1);
            let start = tokens[at].span().byte_range().start;
            items.push(start..tokens[end].span().byte_range().end);
            at = end;
        } else if let TokenTree::Group(group) = &tokens[at] {
            test_items(group.stream(), items);
        }
        at += 1;
    }
}

/// The path that some tokens begin with, or all that share its beginning; says how many tokens that took.
fn read_paths<'t>(
    tokens: &[(usize, &'t str)],
    before: &[&'t str],
    paths: &mut Vec<(usize, Vec<&'t str>)>,
) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    while let Some(&(line, token)) = tokens.get(at) {
        at += 1;
        if token != "{" {
            path.push(token);
            if tokens.get(at).is_some_and(|(_, token)| *token == "::") {
                at += 1;
                continue;
            }
            paths.push((line, path));
            return at;
        }
        while let Some(&(_, token)) = tokens.get(at) {
            at += match token {
                "}" => return at + 1,
                "," => 1,
                // The new name of `one as other` is no path.
                "as" => 2,
                _ => read_paths(&tokens[at..], &path, paths),
            };
        }
    }
    at
}

/// The first name of a path, or of each path between braces; says how many tokens that took.
fn first_names(tokens: &[(usize, &str)], used: &mut Vec<(usize, String)>) -> usize {
    let mut open = 0;
    let mut first = true;
    for (index, &(line, token)) in tokens.iter().enumerate() {
        match token {
            "{" => open += 1,
            "}" => open -= 1,
            "," => first = open == 1,
            _ if first && open <= 1 => {
                used.push((line, token.to_owned()));
                first = false;
            }
            _ => {}
        }
        if open == 0 {
            return index + 1;
        }
    }
    tokens.len()
}
