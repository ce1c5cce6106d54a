//! Reads `tests/corpus/*.toml`: texts, and what a careful postmaster would say about each.

use std::fs;
use std::path::Path;

use serde::Deserialize;

/// A text with its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) name: String,
    input: Option<String>,
    input_base64: Option<String>,
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) kind_also: Vec<String>,
    #[serde(default)]
    pub(super) novel: bool,
    #[serde(rename = "note")]
    pub _note: Option<String>,
    #[serde(default, rename = "reply")]
    pub(super) replies: Vec<Reply>,
    #[serde(skip)]
    pub(super) file: String,
}

/// What is said of one recipient.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
    pub(super) recipient: Option<String>,
    pub(super) code: Option<String>,
    pub(super) enhanced: Option<String>,
    #[serde(default)]
    pub(super) code_also: Vec<String>,
    #[serde(default)]
    pub(super) enhanced_also: Vec<String>,
    pub(super) provider: Option<String>,
    #[serde(default)]
    pub(super) provider_also: Vec<String>,
    pub(super) cause: Option<String>,
    #[serde(default)]
    pub(super) cause_also: Vec<String>,
    pub(super) address: Option<String>,
    #[serde(default)]
    pub(super) address_also: Vec<String>,
    pub(super) permanent: Option<bool>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    case: Vec<Case>,
}

impl Case {
    /// The bytes that are explained.
    pub(super) fn input(&self) -> Vec<u8> {
        match (&self.input, &self.input_base64) {
            (Some(text), None) => text.clone().into_bytes(),
            (None, Some(text)) => base64(text),
            _ => panic!("{}: one of input and input_base64", self.name),
        }
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        self.input.as_deref()
    }
}

/// All cases, in the order of their files.
pub(super) fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let file: File =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        all.extend(file.case.into_iter().map(|mut case| {
            case.file.clone_from(&name);
            case
        }));
    }
    all
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut buffer, mut bits) = (0_u32, 0);
    for byte in text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=')
    {
        let digit = DIGITS
            .iter()
            .position(|digit| *digit == byte)
            .expect("base64");
        buffer = (buffer << 6) | u32::try_from(digit).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xff).unwrap());
        }
    }
    bytes
}
