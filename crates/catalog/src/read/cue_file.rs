//! The cues of one language -> drafts: a list of words for each.

use strum::VariantArray;
use toml::Spanned;
use toml::de::DeTable;

use super::prose::leak_str;
use super::reader::{At, Reader};
use super::rule_file::check_length;
use super::table::{Need, Table};
use crate::Cue;

/// The fewest letters of a cue; ideographs may be fewer.
const SHORTEST: usize = 2;

/// The cues of a file.
#[derive(Default)]
pub(crate) struct CueDrafts {
    /// The language that the file says it is in.
    pub(crate) language: Option<At<&'static str>>,
    pub(crate) words: Vec<(Cue, At<&'static str>)>,
}

/// Reads the cues of a language. Problems stay with the reader.
pub(super) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>) -> CueDrafts {
    let fields = reader.root(table, "a file of cues");
    let language = fields.text("language");
    let mut words = Vec::new();
    for &cue in Cue::VARIANTS {
        let all = words_of(&fields, cue);
        words.extend(all.into_iter().map(|at| (cue, at)));
    }
    fields.finish();
    CueDrafts { language, words }
}

/// The words of a cue as texts have them that are put in lower case; a space at an end stands for the end of a word.
fn words_of(fields: &Table<'_>, cue: Cue) -> Vec<At<&'static str>> {
    let mut all = Vec::new();
    for item in fields.array(cue.word(), Need::Optional) {
        let Some(at) = fields.as_text(cue.word(), item) else {
            continue;
        };
        if at.value.to_lowercase() != at.value {
            let message = format!(
                "`{}` has {:?}: write it in lower case",
                cue.word(),
                at.value
            );
            fields.problem(at.line, message);
        }
        check_length(fields, cue.word(), &at, SHORTEST);
        all.push(At {
            value: leak_str(at.value),
            line: at.line,
        });
    }
    all
}
