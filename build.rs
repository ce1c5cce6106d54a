//! Checks the files under `data/` and packs them for the program. A wrong file fails the build with every problem, its
//! file and line.

#![allow(dead_code, unreachable_pub, unused_imports, missing_docs)]

#[path = "src/catalog.rs"]
mod catalog;
#[path = "src/domain.rs"]
mod domain;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use catalog::{Pack, SourceFile};

const FOLDERS: [&str; 5] = ["classes", "enhanced", "pairs", "replies", "subjects"];
const FILES: [&str; 2] = ["sources.toml", "synonyms.toml"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/domain");
    println!("cargo::rerun-if-changed=src/catalog");
    println!("cargo::rerun-if-changed=build.rs");
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in error.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let files = read(Path::new("data")).map_err(|error| format!("data: {error}"))?;
    let checked = catalog::check(&files).map_err(|problems| problems.to_string())?;
    let pack = Pack::new(checked).map_err(|error| error.to_string())?;
    let bytes = pack.to_bytes().map_err(|error| error.to_string())?;
    let out = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    fs::write(Path::new(&out).join("catalog.bin"), bytes).map_err(|error| error.to_string())
}

fn read(data: &Path) -> io::Result<Vec<SourceFile>> {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        for item in fs::read_dir(data.join(folder))? {
            let path = item?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                paths.push(path);
            }
        }
    }
    paths.extend(FILES.map(|file| data.join(file)));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            Ok(SourceFile {
                text: fs::read_to_string(&path)?,
                path: path.to_string_lossy().replace('\\', "/"),
            })
        })
        .collect()
}
