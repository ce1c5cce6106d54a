//! The cues of all languages together: each file is called after its language, and no words stand where others are met already.

use super::{SourceFile, check_file_name};
use crate::read::{CueDrafts, Drafts};
use crate::{Catalog, Cue, Cues};

/// Words of a cue, and where they stand.
struct Known<'d> {
    cue: Cue,
    words: &'d str,
    /// The number of the file and the line; `None` if the shipped catalog has them.
    place: Option<(usize, usize)>,
}

/// Every language has a file of its name, and no words of a cue are there that others make needless.
pub(super) fn check(
    drafts: &Drafts,
    below: Option<&Catalog>,
    files: &[SourceFile],
    found: &mut impl FnMut(usize, usize, String),
) {
    let mut all: Vec<Known<'_>> = Vec::new();
    for (file, cues) in &drafts.cues {
        if let Some(language) = &cues.language {
            check_file_name(&files[*file], language.value, |message| {
                found(*file, language.line, message);
            });
        }
        all.extend(cues.words.iter().map(|(cue, at)| Known {
            cue: *cue,
            words: at.value,
            place: Some((*file, at.line)),
        }));
    }
    if let Some(below) = below {
        all.extend(below.cues().all().map(|(cue, words)| Known {
            cue,
            words,
            place: None,
        }));
    }
    for (number, one) in all.iter().enumerate() {
        let Some((file, line)) = one.place else { break };
        let makes_needless = |(other, known): &(usize, &Known<'_>)| {
            *other != number && known.cue == one.cue && one.cue.is_met_by(one.words, known.words)
        };
        if let Some((_, known)) = all.iter().enumerate().find(makes_needless) {
            let there = known.place.map_or_else(
                || "the shipped catalog".to_owned(),
                |(file, line)| format!("{}:{line}", files[file].path),
            );
            let message = format!(
                "`{}` has {:?}, and every text with it has {:?} of {there} too: remove it",
                one.cue.word(),
                one.words,
                known.words
            );
            found(file, line, message);
        }
    }
}

/// The cues of all files.
pub(super) fn joined(drafts: &[(usize, CueDrafts)]) -> Cues {
    let all = drafts.iter().flat_map(|(_, drafts)| &drafts.words);
    all.map(|(cue, at)| (*cue, at.value)).collect()
}
