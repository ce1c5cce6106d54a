//! Checks the files under `data/` and packs them for the program. A wrong file fails the build with every problem, its
//! file and line.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use smtpref_catalog::{Pack, check, read_folder};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
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
    let files = read_folder(Path::new("data")).map_err(|problems| problems.to_string())?;
    let checked = check(&files).map_err(|problems| problems.to_string())?;
    let pack = Pack::new(checked).map_err(|error| error.to_string())?;
    let bytes = pack.to_bytes().map_err(|error| error.to_string())?;
    let out = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let path = Path::new(&out).join("catalog.bin");
    fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
