//! The files that are checked: those of a folder, and each under a path that says what it holds.

use std::collections::HashMap;
use std::path::Path;

use smtpref_catalog::{Code, Contents, Cue, Problems, SourceFile, VariantArray, read_folder};
use toml::de::{DeTable, DeValue};

use super::super::inputs::{STANDARD_INPUT, printable, whole};
use crate::explain::LONGEST;

/// What is said of standard input.
const NO_NAME: &str = "check does not read standard input: a data file is known by its name too; save it and name it, as in \
    smtpref check replies/556.toml";

/// A file, or the files of a folder.
pub(super) fn read(name: &str) -> Result<Vec<SourceFile>, Vec<String>> {
    let path = Path::new(name);
    if path.is_dir() {
        let told = |problems: Problems| problems.0.iter().map(ToString::to_string).collect();
        return read_folder(path).map_err(told);
    }
    if name == STANDARD_INPUT {
        return Err(vec![NO_NAME.to_owned()]);
    }
    let bytes = whole(name).map_err(|remark| vec![remark])?;
    if bytes.len() > LONGEST {
        let name = printable(name);
        return Err(vec![format!("{name}: longer than 64 MiB: split the file")]);
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        let name = printable(name);
        vec![format!("{name}: not UTF-8: save the file in that encoding")]
    })?;
    Ok(vec![SourceFile {
        path: name.replace('\\', "/"),
        text,
    }])
}

/// Files under paths that say what they hold, and the names that the user gave them.
pub(super) fn placed(files: Vec<SourceFile>) -> (Vec<SourceFile>, HashMap<String, String>) {
    let mut names = HashMap::new();
    let place = |file: SourceFile| {
        let of_text = || holds(&file.text)?.folder();
        let folder = match file.contents() {
            Some(_) => None,
            None => of_text(),
        };
        let Some(folder) = folder else { return file };
        let (before, name) = file.path.rsplit_once('/').unwrap_or((".", &file.path));
        let placed = format!("{before}/{folder}/{name}");
        names.insert(placed.clone(), file.path.clone());
        SourceFile {
            path: placed,
            text: file.text,
        }
    };
    let files = files.into_iter().map(place).collect();
    (files, names)
}

/// What a file holds, by what stands in it.
fn holds(text: &str) -> Option<Contents> {
    let table = DeTable::parse(text).ok()?;
    let has = |key: &str| table.get_ref().contains_key(key);
    if has("language") && Cue::VARIANTS.iter().any(|cue| has(cue.word())) {
        return Some(Contents::Cues);
    }
    if has("language") || (has("rules") && !has("code")) {
        return Some(Contents::Phrases);
    }
    if has("replies") || has("hosts") || has("marks") {
        return Some(Contents::Provider);
    }
    if has("left") && has("right") {
        return Some(Contents::Pair);
    }
    if has("permanence") || has("address_note") {
        return Some(Contents::Cause);
    }
    let code = match table.get_ref().get("code")?.get_ref() {
        DeValue::String(code) => code.parse::<Code>().ok()?,
        _ => return None,
    };
    Some(Contents::Code(code.kind()))
}
