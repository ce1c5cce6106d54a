//! A folder of data files -> their texts. Everything in it is accounted for: a file that no reader would open is a problem, not a file
//! that is passed over in silence. Only what no one writes as data is passed over.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::{Problem, Problems, SourceFile};

/// Files beside the data that are not data: documentation, and the schema of the output.
const BESIDE: [&str; 3] = ["README.md", "LICENSE", "schema.json"];
/// The longest file that is read, in bytes: some never end.
const LONGEST: u64 = 16 << 20;

/// Whether a name is that of a file or a folder beside the data: what git, file managers and editors leave there has a dot before its name
/// or a mark behind it.
fn is_beside(name: &str) -> bool {
    BESIDE.contains(&name) || name.starts_with('.') || name.ends_with('~')
}

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
        if is_beside(&item.file_name().to_string_lossy()) {
            continue;
        }
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
        } else {
            problems.push(Problem {
                file: name(&path),
                line: 1,
                message: "not a data file: give it the ending .toml, or remove it".to_owned(),
            });
        }
    }
}

fn read(path: &Path) -> Result<SourceFile, Problem> {
    let problem = |message: &str| Problem {
        file: name(path),
        line: 1,
        message: message.to_owned(),
    };
    let read = || -> io::Result<Option<Vec<u8>>> {
        // A pipe may wait for somebody who never writes.
        if !fs::metadata(path)?.is_file() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        File::open(path)?
            .take(LONGEST + 1)
            .read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    };
    let bytes = read().map_err(|error| unreadable(path, &error))?;
    let bytes = bytes.ok_or_else(|| problem("a pipe or a device, not a file: remove it"))?;
    if bytes.len() as u64 > LONGEST {
        return Err(problem("longer than 16 MiB: split the file"));
    }
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::of_git(".gitignore", true)]
    #[case::of_a_file_manager(".DS_Store", true)]
    #[case::of_an_editor(".own.toml.swp", true)]
    #[case::a_backup("own.toml~", true)]
    #[case::documentation("README.md", true)]
    #[case::data("own.toml", false)]
    #[case::with_another_ending("own.tml", false)]
    #[case::of_an_editor_that_says_nothing("own.toml.bak", false)]
    fn what_programs_leave_beside_the_data_is_passed_over(#[case] name: &str, #[case] is: bool) {
        assert_eq!(is_beside(name), is);
    }
}
