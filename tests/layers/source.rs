//! Reads the program's own source as far as the rules need it: code without comments and texts, cut into words and marks.

use std::fs;
use std::path::Path;

/// A source file.
pub(crate) struct Source {
    /// Its path from the root of the project, such as `src/lookup/read.rs`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// Every file under `src`.
pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders = vec![root.join("src")];
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
    fn modules(&self) -> Vec<&str> {
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

    /// The code in words and marks, with their lines; comments, texts and characters left out.
    fn tokens(&self) -> Vec<(usize, &str)> {
        let text = &self.text;
        let mut tokens = Vec::new();
        let mut at = 0;
        let mut line = 1;
        while let Some(c) = text[at..].chars().next() {
            let length = token_length(&text[at..]);
            let token = &text[at..at + length];
            let silent = c.is_whitespace() || c == '"' || c == '\'';
            let comment = token.starts_with("//") || token.starts_with("/*");
            let raw = token.starts_with("r\"") || token.starts_with("r#\"");
            if !silent && !comment && !raw {
                tokens.push((line, token));
            }
            line += token.matches('\n').count();
            at += length;
        }
        tokens
    }
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

/// How many bytes the next token takes.
fn token_length(text: &str) -> usize {
    let until = |end: &str, from: usize| {
        text[from..]
            .find(end)
            .map_or(text.len(), |found| from + found + end.len())
    };
    let first = text.chars().next().map_or(1, char::len_utf8);
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return until("*/", 2);
    }
    if text.starts_with("r#\"") {
        return until("\"#", 3);
    }
    if text.starts_with("r\"") {
        return until("\"", 2);
    }
    if text.starts_with("::") {
        return 2;
    }
    match text.as_bytes()[0] {
        b'"' => quoted(text, '"'),
        b'\'' => character(text),
        b if b.is_ascii_alphabetic() || b == b'_' => text
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len()),
        _ => first,
    }
}

/// The length of a text between quotes, with its escapes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character; the quote of a lifetime stands alone.
fn character(text: &str) -> usize {
    let mut chars = text.chars().skip(1);
    let inner = chars.next();
    if inner == Some('\\') {
        return quoted(text, '\'');
    }
    match (inner, chars.next()) {
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1,
    }
}
