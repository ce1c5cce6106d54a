//! Bytes -> text with all wrapping off, step by step; a step runs only for a text that holds what it looks for.
//!
//! | wrapping | file |
//! |---|---|
//! | what the bytes are | `charset`, `bytes` |
//! | line ends, controls, escapes, forms; quoting and fences; lists of numbers; links | `tidy`, `quoting`, `numbers`, `links` |
//! | parts of a mail | `mime`, `utf7`, `html` |
//! | what stands between the columns of a table | `tables` |
//! | lines that were joined | `joined` |

mod bytes;
pub(super) mod charset;
mod html;
mod joined;
mod links;
mod mime;
mod numbers;
mod quoting;
mod tables;
mod tidy;
mod utf7;

use smtpref_catalog::Cues;

use super::text::Text;
use bytes::{Bytes, Known};

/// Takes one sort of wrapping off.
type Step = fn(Text) -> Text;

/// The steps of decoding in their order, each with the bytes without which it does nothing.
const STEPS: [(Bytes, Step); 16] = [
    (Bytes::CONTROL, tidy::without_controls),
    // What was escaped may be a control character.
    (Bytes::ESCAPE, |text| {
        tidy::without_controls(tidy::without_escapes(text))
    }),
    (Bytes::LIST, numbers::without_numbers),
    (Bytes::QUOTING, quoting::without_quoting),
    (Bytes::FENCE, quoting::without_fences),
    (Bytes::PERCENT, tidy::without_percents),
    (Bytes::EQUALS.or(Bytes::BREAK), mime::decoded),
    (Bytes::BREAK, utf7::decoded),
    (Bytes::LIST, links::without_marks),
    (Bytes::LIST.or(Bytes::HTML), links::without_links),
    // What was escaped may itself be HTML.
    (Bytes::HTML, html::without_html),
    (Bytes::HTML, html::without_html),
    (Bytes::QUOTING, quoting::without_quoting),
    (Bytes::UNDERSCORE, tidy::without_underscores),
    (Bytes::SPACES, tidy::squeezed),
    (Bytes::COLON.or(Bytes::COMMAND), joined::apart),
];

/// How many steps go before tables, of which blanks may be all that stands between the columns.
const BEFORE_TABLES: usize = 14;

/// The text of the input, with all wrapping off.
pub(super) fn decode(input: &[u8], cues: &Cues) -> Text {
    let steps = |text: Known, steps: &[(Bytes, Step)]| {
        let steps = steps.iter();
        steps.fold(text, |text, (bytes, step)| text.step(*bytes, step))
    };
    let (before, behind) = STEPS.split_at(BEFORE_TABLES);
    let text = steps(Known::new(charset::decode(input)), before);
    let text = text.step(Bytes::BREAK, |text| tables::divided(text, cues));
    steps(text, behind).finish()
}
