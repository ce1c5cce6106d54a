//! A folder of data files -> their texts. Everything in it is accounted for: a file that no reader would open is a problem, not a file
//! that is passed over in silence.

use std::fs;
use std::path::Path;

use crate::{Problem, Problems, SourceFile};

/// Files beside the data that are not data: documentation, and the schema of the output.
const BESIDE: [&str; 2] = ["README.md", "schema.json"];

/// Reads every data file below a folder, in the order of their paths. Paths are from the folder on, with its own name in front.
///
/// # Errors
/// Every file that cannot be read, is not UTF-8 or is not a data file, each with its path and what to do.
///
/// # Examples
/// ```
/// let problems = smtpref_catalog::read_folder("no/such/folder".as_ref()).unwrap_err();
/// assert!(problems.to_string().starts_with("no/such/folder:1: cannot be read"));
/// ```
pub fn read_folder(folder: &Path) -> Result<Vec<SourceFile>, Problems> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    walk(folder, true, &mut files, &mut problems);
    if problems.is_empty() {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    } else {
        problems.sort();
        Err(Problems(problems))
    }
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn walk(folder: &Path, top: bool, files: &mut Vec<SourceFile>, problems: &mut Vec<Problem>) {
    let items = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let items = match items {
        Ok(items) => items,
        Err(error) => return problems.push(unreadable(folder, &error)),
    };
    for item in items {
        let path = item.path();
        if path.is_dir() && top {
            walk(&path, false, files, problems);
        } else if path.is_dir() {
            problems.push(Problem {
                file: name(&path),
                line: 1,
                message: "a folder inside of a folder of data: move its files up".to_owned(),
            });
        } else if path.extension().is_some_and(|end| end == "toml") {
            match read(&path) {
                Ok(file) => files.push(file),
                Err(problem) => problems.push(problem),
            }
        } else if !BESIDE.iter().any(|beside| item.file_name() == *beside) {
            problems.push(Problem {
                file: name(&path),
                line: 1,
                message: "not a data file: give it the ending .toml, or remove it".to_owned(),
            });
        }
    }
}

fn read(path: &Path) -> Result<SourceFile, Problem> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        Problem {
            file: name(path),
            line: before.split(|&byte| byte == b'\n').count(),
            message: "not UTF-8: save the file in that encoding".to_owned(),
        }
    })?;
    Ok(SourceFile {
        path: name(path),
        text,
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem {
        file: name(path),
        line: 1,
        message: format!("cannot be read: {error}"),
    }
}
