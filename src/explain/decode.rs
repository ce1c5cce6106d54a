//! Bytes -> text with all wrapping off, step by step; a step runs only for a text that holds what it looks for.
//!
//! | wrapping | file |
//! |---|---|
//! | what the bytes are | `charset`, `bytes` |
//! | line ends, controls, escapes, forms; quoting, fences and comments; emphasis; lists of numbers; links | `tidy`, `quoting`, `emphasis`, `numbers`, `links` |
//! | parts of a mail; lines of one that was copied without its header | `mime`, `utf7`, `html`; `soft` |
//! | addresses that were broken over two lines | `folded` |
//! | what stands between the columns of a table | `tables` |
//! | lines that were joined; stamps within a reply | `joined`, `stamped` |
//! | the fields of the log of IIS | `iis` |

mod bytes;
pub(super) mod charset;
mod emphasis;
mod folded;
mod html;
mod iis;
mod joined;
mod links;
mod mime;
mod numbers;
mod quoting;
mod soft;
mod stamped;
mod tables;
mod tidy;
mod titled;
mod utf7;

use smtpref_catalog::Cues;

use super::text::Text;
use Step::{ByForm, ByWords};
use bytes::{Bytes, Known};

/// Takes one sort of wrapping off.
enum Step {
    /// By its form alone.
    ByForm(fn(Text) -> Text),
    /// By words, which are data.
    ByWords(fn(Text, &Cues) -> Text),
}

impl Step {
    fn take(&self, text: Text, cues: &Cues) -> Text {
        match self {
            ByForm(step) => step(text),
            ByWords(step) => step(text, cues),
        }
    }
}

/// The steps of decoding in their order, each with the bytes without which it does nothing.
const STEPS: [(Bytes, Step); 25] = [
    (Bytes::CONTROL, ByForm(tidy::without_controls)),
    // What was escaped may be a control character.
    (
        Bytes::ESCAPE,
        ByForm(|text| tidy::without_controls(tidy::without_escapes(text))),
    ),
    (Bytes::LIST, ByForm(numbers::without_numbers)),
    (Bytes::BREAK, ByForm(quoting::without_process_ids)),
    (Bytes::BREAK, ByWords(quoting::without_comments)),
    (Bytes::QUOTING, ByForm(quoting::without_quoting)),
    (Bytes::MARKUP, ByForm(quoting::without_fences)),
    (Bytes::PERCENT, ByForm(tidy::without_percents)),
    (Bytes::EQUALS.or(Bytes::BREAK), ByForm(mime::decoded)),
    (Bytes::EQUALS, ByForm(soft::joined)),
    (Bytes::BREAK, ByForm(utf7::decoded)),
    (Bytes::BREAK, ByForm(titled::joined)),
    (Bytes::BREAK, ByForm(folded::unfolded)),
    (Bytes::LIST, ByForm(links::without_marks)),
    (Bytes::LIST.or(Bytes::HTML), ByForm(links::without_links)),
    // What was escaped may itself be HTML.
    (Bytes::HTML, ByForm(html::without_html)),
    (Bytes::HTML, ByForm(html::without_html)),
    (Bytes::QUOTING, ByForm(quoting::without_quoting)),
    (Bytes::UNDERSCORE, ByForm(tidy::without_underscores)),
    (
        Bytes::MARKUP.or(Bytes::UNDERSCORE),
        ByForm(emphasis::without_emphasis),
    ),
    (Bytes::COLON, ByForm(iis::in_words)),
    // Before blanks are squeezed, which may be all that stands between the columns.
    (Bytes::BREAK, ByWords(tables::divided)),
    (Bytes::SPACES, ByForm(tidy::squeezed)),
    (Bytes::BREAK, ByForm(stamped::without_stamps)),
    (Bytes::COLON.or(Bytes::COMMAND), ByForm(joined::apart)),
];

/// The text of the input, with all wrapping off.
pub(super) fn decode(input: &[u8], cues: &Cues) -> Text {
    let text = Known::new(charset::decode(input));
    let decoded = STEPS.iter().fold(text, |text, (bytes, step)| {
        text.step(*bytes, |text| step.take(text, cues))
    });
    decoded.finish()
}
