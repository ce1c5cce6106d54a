//! How JSON is written: as `serde_json` does, but what would steer a terminal or hide in it stands as its number. That is the same text to
//! whoever reads JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use smtpref_catalog::is_hidden;

/// A form of JSON in which nothing hides.
pub(super) struct Visible<F>(F);

/// A writer of objects that have a line for each member.
pub(super) fn pretty<W: Write>(out: W) -> Serializer<W, Visible<PrettyFormatter<'static>>> {
    Serializer::with_formatter(out, Visible(PrettyFormatter::new()))
}

/// Writes a value on one line.
pub(super) fn compact(
    out: impl Write,
    value: &(impl Serialize + ?Sized),
) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(
        out,
        Visible(CompactFormatter),
    ))
}

/// Methods that the form within decides.
macro_rules! as_within {
    ($($name:ident($($argument:ident: $kind:ty),*));* $(;)?) => { $(
        fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $kind)*) -> io::Result<()> {
            self.0.$name(out $(, $argument)*)
        }
    )* };
}

impl<F: Formatter> Formatter for Visible<F> {
    as_within! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_hidden(c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_read_back_and_none_hides() {
        let text: String = ('\0'..=char::MAX).collect();
        let mut json = Vec::new();
        compact(&mut json, &text).unwrap();
        let json = String::from_utf8(json).unwrap();
        assert!(!json.contains(is_hidden) && !json.contains('\n'));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn the_form_is_that_of_serde() {
        let value = serde_json::json!({"a": [1, {"b": null}, []], "c": {}, "d": "x"});
        let mut json = Vec::new();
        value.serialize(&mut pretty(&mut json)).unwrap();
        assert_eq!(json, serde_json::to_vec_pretty(&value).unwrap());
    }
}
