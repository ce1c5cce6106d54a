//! What a data file holds, by its place: the folder says it, or the name of a file that lies in none of those.

use crate::{Kind, SourceFile};

/// What a data file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// The page of a code of this kind.
    Code(Kind),
    /// The page of a cause.
    Cause,
    /// Two codes that are compared.
    Pair,
    /// A provider and its replies.
    Provider,
    /// Phrases of a language.
    Phrases,
    /// Words of a language by which texts show what they are.
    Cues,
    /// Single words that tell a cause.
    Hints,
    /// Replies that somebody heard.
    Heard,
    /// Replies that were worded for the purpose.
    Worded,
    /// Sentences that only speak of mail.
    Prose,
    /// The codes of the registry.
    Registry,
    /// Documents and pages.
    Sources,
    /// Groups of words that mean the same.
    Synonyms,
}

/// The folders.
const FOLDERS: [(&str, Contents); 9] = [
    ("causes", Contents::Cause),
    ("classes", Contents::Code(Kind::Class)),
    ("cues", Contents::Cues),
    ("enhanced", Contents::Code(Kind::Enhanced)),
    ("pairs", Contents::Pair),
    ("phrases", Contents::Phrases),
    ("providers", Contents::Provider),
    ("replies", Contents::Code(Kind::Reply)),
    ("subjects", Contents::Code(Kind::Subject)),
];

/// The files outside of them.
const FILES: [(&str, Contents); 7] = [
    ("heard.toml", Contents::Heard),
    ("hints.toml", Contents::Hints),
    ("prose.toml", Contents::Prose),
    ("registry.toml", Contents::Registry),
    ("sources.toml", Contents::Sources),
    ("synonyms.toml", Contents::Synonyms),
    ("worded.toml", Contents::Worded),
];

/// The name that a table has for what a file holds.
fn name(table: &[(&'static str, Contents)], contents: Contents) -> Option<&'static str> {
    let mut rows = table.iter();
    let row = rows.find(|(_, known)| *known == contents);
    row.map(|(name, _)| *name)
}

impl Contents {
    /// The folder for files that hold it; `None` if there is one file alone.
    #[must_use]
    pub fn folder(self) -> Option<&'static str> {
        name(&FOLDERS, self)
    }

    /// The file that alone holds it.
    pub(super) fn file(self) -> Option<&'static str> {
        name(&FILES, self)
    }
}

impl SourceFile {
    /// What it holds by its place; `None` where no file of the data lies.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::{Contents, Kind, SourceFile};
    ///
    /// let contents = |path: &str| {
    ///     let (path, text) = (path.to_owned(), String::new());
    ///     SourceFile { path, text }.contents()
    /// };
    /// assert_eq!(contents("replies/556.toml"), Some(Contents::Code(Kind::Reply)));
    /// assert_eq!(contents("hints.toml"), Some(Contents::Hints));
    /// assert_eq!(contents("notes/todo.toml"), None);
    /// ```
    #[must_use]
    pub fn contents(&self) -> Option<Contents> {
        let of = |table: &[(&str, Contents)], is_here: &dyn Fn(&str) -> bool| {
            let mut rows = table.iter();
            let row = rows.find(|(name, _)| is_here(name));
            row.map(|(_, contents)| *contents)
        };
        let stem = self.stem();
        of(&FOLDERS, &|name| name == self.folder())
            .or_else(|| of(&FILES, &|name| name.strip_suffix(".toml") == Some(stem)))
    }
}
