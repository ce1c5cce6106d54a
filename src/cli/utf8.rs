//! Input in UTF-16, as PowerShell 5, exports and editors on Windows write it -> UTF-8, while it is read. Lines could not be told apart before:
//! their ends are two bytes each. All other input passes as it is.

use std::io::{self, Read};

use encoding_rs::Decoder;

use crate::explain::utf_16;

/// How much is read at once of what is decoded.
const AT_ONCE: usize = 8 * 1024;

/// An input without UTF-16.
pub(super) struct Utf8<R> {
    input: R,
    is_begun: bool,
    decoder: Option<Decoder>,
    /// What is to be read first, from this place on.
    text: String,
    /// The same, where it was not decoded.
    first: Vec<u8>,
    at: usize,
}

impl<R: Read> Utf8<R> {
    pub(super) const fn new(input: R) -> Self {
        Self {
            input,
            is_begun: false,
            decoder: None,
            text: String::new(),
            first: Vec::new(),
            at: 0,
        }
    }

    /// Reads what tells how the input is written. It waits for no more than that.
    fn begin(&mut self) -> io::Result<()> {
        let mut bytes = [0; AT_ONCE];
        // Half a mark may come alone.
        while matches!(self.first[..], [] | [0xff | 0xfe]) {
            let count = self.input.read(&mut bytes)?;
            self.first.extend_from_slice(&bytes[..count]);
            if count == 0 {
                break;
            }
        }
        self.is_begun = true;
        if let Some(encoding) = utf_16(&self.first) {
            self.decoder = Some(encoding.new_decoder_with_bom_removal());
            let first = std::mem::take(&mut self.first);
            self.decode(&first, false);
        }
        Ok(())
    }

    fn decode(&mut self, bytes: &[u8], last: bool) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        self.text.clear();
        self.at = 0;
        let longest = decoder.max_utf8_buffer_length(bytes.len());
        self.text.reserve(longest.unwrap_or(4 * AT_ONCE));
        // There is room for all of it.
        let _ = decoder.decode_to_string(bytes, &mut self.text, last);
        if last {
            self.decoder = None;
        }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.is_begun {
            self.begin()?;
        }
        loop {
            let known = if self.first.is_empty() {
                self.text.as_bytes()
            } else {
                &self.first
            };
            let mut rest = known.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                let count = rest.read(buffer)?;
                self.at += count;
                return Ok(count);
            }
            if self.decoder.is_none() {
                return self.input.read(buffer);
            }
            let mut bytes = [0; AT_ONCE];
            let count = self.input.read(&mut bytes)?;
            self.decode(&bytes[..count], count == 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::slow::{Slow, Waits};
    use super::*;

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    const TEXT: &str = "550 5.1.1 <grün@example.com>: 不明 😀\r\n451 später\r\n";

    #[rstest]
    #[case::little(utf_16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes), TEXT)]
    #[case::big(utf_16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes), TEXT)]
    #[case::half_a_pair([&utf_16("\u{feff}550 No", u16::to_le_bytes)[..], &[0x3d]].concat(), "550 No\u{fffd}")]
    #[case::utf_8(TEXT.as_bytes().to_vec(), TEXT)]
    #[case::half_a_mark(vec![0xfe], "\u{fffd}")]
    #[case::nothing(Vec::new(), "")]
    fn all_is_read_however_it_arrives(#[case] input: Vec<u8>, #[case] expected: &str) {
        for at_once in [1, 2, 3, 7, 4096, usize::MAX] {
            let mut read = Vec::new();
            let mut utf_8 = Utf8::new(Slow(&input, at_once));
            utf_8.read_to_end(&mut read).unwrap();
            assert_eq!(String::from_utf8_lossy(&read), expected, "{at_once}");
        }
    }

    #[test]
    fn it_is_known_without_a_mark_and_far_behind_the_beginning() {
        let text = TEXT.repeat(2000);
        let mut read = String::new();
        let input = utf_16(&text, u16::to_le_bytes);
        let mut utf_8 = Utf8::new(Slow(&input, 1000));
        utf_8.read_to_string(&mut read).unwrap();
        assert!(read == text);
    }

    #[test]
    fn a_line_is_there_before_more_is_waited_for() {
        let mut buffer = [0; 64];
        assert_eq!(Utf8::new(Waits::default()).read(&mut buffer).unwrap(), 4);
    }
}
