//! Inputs: files and standard input, opened, unpacked, and told by name where they cannot be read. Whatever reads texts reads them here.

use std::fs::File;
use std::io::{self, Chain, Cursor, ErrorKind, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use smtpref_catalog::visible;

use super::codes::echo;
use crate::explain::{LONGEST, redact};

/// The word for standard input.
pub(super) const STANDARD_INPUT: &str = "-";
/// The longest line that is read of many.
pub(super) const LONGEST_LINE: usize = 64 * 1024;

/// What gzip begins everything with.
const PACKED: [u8; 2] = [0x1f, 0x8b];
/// How much is read at once to tell whether it is packed.
const AT_ONCE: usize = 8 * 1024;

/// Opens the input that a name names.
pub(super) fn open(name: &str) -> io::Result<impl Read> {
    if name == STANDARD_INPUT {
        return Ok(Unpacked::new(Box::new(io::stdin().lock()) as Box<dyn Read>));
    }
    // Some systems refuse to open a folder, and do not say why.
    if Path::new(name).is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    File::open(name).map(|file| Unpacked::new(Box::new(file) as Box<dyn Read>))
}

/// All of an input, which may never end: no more than is explained, and a byte that tells of the rest.
pub(super) fn whole(name: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = open(name).and_then(|input| input.take(LONGEST as u64 + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(unreadable(name, &error)),
    }
}

/// What is said of an input that cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> String {
    if name == STANDARD_INPUT {
        return format!("standard input cannot be read: {error}");
    }
    let name = printable(name);
    match error.kind() {
        ErrorKind::NotFound => format!("{name}: there is no such file"),
        ErrorKind::IsADirectory => {
            format!("{name}: that is a folder; smtpref explain --summary reads those")
        }
        _ => format!("{name}: cannot be read: {error}"),
    }
}

/// The name of a file as it can be shown: a name may hold anything.
pub(super) fn printable(name: &str) -> String {
    visible(&echo(name))
}

/// The name of a file in an answer that names nobody: without its folders, and without names in it. What says of which sort it is stays.
pub(super) fn redacted_name(name: &str) -> String {
    let path = Path::new(name);
    let text = |part: Option<&std::ffi::OsStr>| {
        part.map_or_else(String::new, |part| part.to_string_lossy().into_owned())
    };
    let stem = redact(&text(path.file_stem()));
    match path.extension() {
        Some(ending) => format!("{stem}.{}", text(Some(ending))),
        None => stem,
    }
}

/// Where a line ends for a reader of at most so much: not amid a character.
pub(super) fn line_end(line: &[u8], longest: usize) -> usize {
    if line.len() <= longest {
        return line.len();
    }
    let goes_on = |at: &usize| line[*at] & 0xc0 == 0x80;
    let mut ends = (longest.saturating_sub(3)..=longest).rev();
    ends.find(|at| !goes_on(at)).unwrap_or(longest)
}

/// An input without the packing of gzip. It waits for no more than what tells whether it is packed.
pub(super) enum Unpacked<R> {
    /// Nothing tells yet; half a mark may have come.
    Begins(Option<R>, Vec<u8>),
    Plain(Chain<Cursor<Vec<u8>>, R>),
    Packed(Box<MultiGzDecoder<Chain<Cursor<Vec<u8>>, R>>>),
}

impl<R: Read> Unpacked<R> {
    pub(super) const fn new(input: R) -> Self {
        Self::Begins(Some(input), Vec::new())
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self {
                Self::Plain(input) => return input.read(buffer),
                Self::Packed(input) => return input.read(buffer),
                Self::Begins(input, first) => {
                    let mut bytes = [0; AT_ONCE];
                    while first.len() < PACKED.len() && PACKED.starts_with(first) {
                        let read = input.as_mut().map(|input| input.read(&mut bytes));
                        let count = read.transpose()?.unwrap_or(0);
                        first.extend_from_slice(&bytes[..count]);
                        if count == 0 {
                            break;
                        }
                    }
                    let Some(input) = input.take() else {
                        return Ok(0);
                    };
                    let is_packed = first.starts_with(&PACKED);
                    let input = Cursor::new(std::mem::take(first)).chain(input);
                    *self = if is_packed {
                        Self::Packed(Box::new(MultiGzDecoder::new(input)))
                    } else {
                        Self::Plain(input)
                    };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use rstest::rstest;

    use super::super::slow::{Slow, Waits};
    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    #[rstest]
    #[case::plain(b"550 5.1.1 no\n".to_vec(), b"550 5.1.1 no\n")]
    #[case::packed(packed(b"550 5.1.1 no\n"), b"550 5.1.1 no\n")]
    #[case::packed_twice_in_a_row([packed(b"550 no\n"), packed(b"551 no\n")].concat(), b"550 no\n551 no\n")]
    #[case::half_a_mark(vec![0x1f], b"\x1f")]
    #[case::another_mark(b"\x1f\x9d\x90".to_vec(), b"\x1f\x9d\x90")]
    #[case::nothing(Vec::new(), b"")]
    fn all_is_read_however_it_arrives(#[case] input: Vec<u8>, #[case] expected: &[u8]) {
        for at_once in [1, 2, 3, 7, 4096] {
            let mut read = Vec::new();
            let mut unpacked = Unpacked::new(Slow(&input, at_once));
            unpacked.read_to_end(&mut read).unwrap();
            assert_eq!(read, expected, "{at_once}");
        }
    }

    #[test]
    fn half_of_a_packed_text_is_told() {
        let input = packed(b"550 5.1.1 no\n");
        let mut unpacked = Unpacked::new(&input[..input.len() - 9]);
        unpacked.read_to_end(&mut Vec::new()).unwrap_err();
    }

    #[test]
    fn a_line_is_there_before_more_is_waited_for() {
        let mut buffer = [0; 64];
        assert_eq!(
            Unpacked::new(Waits::default()).read(&mut buffer).unwrap(),
            4
        );
    }

    #[rstest]
    #[case::plain("bounces/bounce.eml", "bounce.eml")]
    #[case::an_address("/home/bob/bob@example.net.eml", "[address].eml")]
    #[case::a_host("mx.example.net.log", "[host].log")]
    #[case::no_ending("bounces/1", "1")]
    fn names_of_files_name_nobody(#[case] name: &str, #[case] expected: &str) {
        assert_eq!(redacted_name(name), expected);
    }
}
