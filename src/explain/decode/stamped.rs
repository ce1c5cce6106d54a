//! Replies of several lines in a log that sets its stamp before each of them: behind the first line the stamps go, and the reply stands as
//! it came.

use super::super::text::Text;
use super::mime::floor;

/// How many digits a code has.
const DIGITS: usize = 3;
/// How many places of a line may be that of its code.
const PLACES: usize = 3;
/// How far into a line a code stands at most.
const HEAD: usize = 240;
/// How much of a line is looked at for the end of a reply that it holds whole.
const LINE: usize = 1024;
/// The longest mark that stands in the first line alone: Exim shows what is said behind `SMTP<<`, and below it blanks.
const MARK: usize = 8;

/// A text in which the further lines of a reply have nothing before their codes.
pub(super) fn without_stamps(text: Text) -> Text {
    let source = &text.text;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for dash in memchr::memchr_iter(b'-', source.as_bytes()) {
        if dash < from {
            continue;
        }
        let Some(before) = before_code(source, dash) else {
            continue;
        };
        // One code of each line is looked at, so that no line is read often.
        let line = &source[dash..floor(source, dash + LINE)];
        let Some(length) = line.find('\n') else {
            from = dash + line.len();
            continue;
        };
        let first = First {
            before,
            code: &source[dash - DIGITS..dash],
            end: dash + length,
        };
        from = if first.is_open(&line[..length]) {
            further(source, &first, &mut cuts)
        } else {
            first.end
        };
    }
    if cuts.is_empty() {
        return text;
    }
    let mut out = text.rewrite();
    let mut kept = 0;
    for (start, end) in cuts {
        out.copy(kept..start);
        kept = end;
    }
    out.copy(kept..source.len());
    out.finish()
}

/// The first line of a reply of several.
struct First<'t> {
    /// What stands before its code.
    before: &'t str,
    code: &'t str,
    end: usize,
}

impl First<'_> {
    /// Whether its reply goes on in the next line; it may hold one that is whole.
    fn is_open(&self, behind: &str) -> bool {
        let is_last = |(at, _): (usize, &str)| behind[at + DIGITS..].starts_with(' ');
        !behind.match_indices(self.code).any(is_last)
    }
}

/// What stands in its line before the code of a refusal that goes on behind a dash, if that is a stamp.
fn before_code(source: &str, dash: usize) -> Option<&str> {
    let at = dash.checked_sub(DIGITS)?;
    let code = source.get(at..dash)?;
    if !code.starts_with(['4', '5']) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let head = floor(source, at.saturating_sub(HEAD));
    let start = match memchr::memrchr(b'\n', &source.as_bytes()[head..at]) {
        Some(end) => head + end + 1,
        None if head == 0 => 0,
        None => return None,
    };
    let before = &source[start..at];
    let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_');
    let is_stamp = before.ends_with(ends) && before.contains(|c: char| c.is_ascii_digit());
    is_stamp.then_some(before)
}

/// Finds what stands before the further lines of a reply. Gives the place up to which lines belong to it.
fn further(source: &str, first: &First<'_>, cuts: &mut Vec<(usize, usize)>) -> usize {
    let quote = first.before.chars().next_back().filter(|c| *c == '"');
    let mut end = first.end;
    loop {
        let start = end + 1;
        let line = source
            .get(start..floor(source, start + LINE))
            .unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default();
        let Some(length) = stamp(line, first) else {
            return end;
        };
        // What closes the line above, and what stands before this one.
        let above = source[..end].trim_end_matches([',', ' ']);
        let closes = quote.is_some_and(|quote| above.ends_with(quote));
        if closes {
            cuts.push((above.len() - 1, end));
        }
        cuts.push((start, start + length));
        let goes_on = line[length + DIGITS..].starts_with('-');
        end = start + line.len();
        if !goes_on {
            return end;
        }
    }
}

/// The length of what stands before the code of a further line.
fn stamp(line: &str, first: &First<'_>) -> Option<usize> {
    let is_it = |at: &usize| {
        let behind = &line[at + DIGITS..];
        behind.is_empty() || behind.starts_with(['-', ' '])
    };
    let places = line
        .match_indices(first.code)
        .map(|(at, _)| at)
        .take(PLACES);
    places
        .filter(is_it)
        .find(|at| *at <= HEAD && is_alike(&line[..*at], first.before))
}

/// Whether what stands before a further line is what stands before the first, but for its numbers.
fn is_alike(further: &str, first: &str) -> bool {
    let mut expected = pieces(first);
    let mut length = 0;
    for piece in pieces(further) {
        let Some(other) = expected.next() else {
            return false;
        };
        length += other.len();
        let is_number = |piece: &str| piece.contains(|c: char| c.is_ascii_digit());
        if piece != other && !(is_number(piece) && is_number(other)) {
            return false;
        }
    }
    let rest = &first[length..];
    !further.is_empty() && rest.len() <= MARK && !rest.contains(|c: char| c.is_ascii_digit())
}

/// The words and the marks of a text.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::an_arrow(
        "Fri 2026-11-20 09:42:05: <-- 550-5.1.1 no such\nFri 2026-11-20 09:42:06: <-- 550 5.1.1 user\nFri 2026-11-20 09:42:06: --> QUIT",
        "Fri 2026-11-20 09:42:05: <-- 550-5.1.1 no such\n550 5.1.1 user\nFri 2026-11-20 09:42:06: --> QUIT"
    )]
    #[case::three_lines(
        "7 [1] rsp: 550-a\n8 [1] rsp: 550-b\n9 [1] rsp: 550 c",
        "7 [1] rsp: 550-a\n550-b\n550 c"
    )]
    #[case::quotes(
        "1,a,<,\"550-no, such\",\n2,a,<,\"550 user, here\",",
        "1,a,<,\"550-no, such\n550 user, here\","
    )]
    #[case::a_mark_of_the_first_line(
        "09:58:10 2345 SMTP<< 550-no such\n09:58:10 2345 550 user",
        "09:58:10 2345 SMTP<< 550-no such\n550 user"
    )]
    fn further_lines_lose_their_stamps(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_stamps(Text::verbatim(text)).text, expected);
    }

    #[rstest]
    #[case::whole_replies("1 said: 550-no such 550 user\n2 said: 550-no such 550 user")]
    #[case::another_code("1 rsp: 550-no such\n2 rsp: 250 ok")]
    #[case::another_host("1 to=<a> said: 550-no\n2 to=<b> said: 550 no")]
    #[case::nothing_before_it("550-no such\n550 user")]
    #[case::another_number("1 rsp: 1550-no\n2 rsp: 1550 no")]
    #[case::a_success("1 rsp: 250-mx\n2 rsp: 250 SIZE")]
    fn other_lines_keep_theirs(#[case] text: &str) {
        assert_eq!(without_stamps(Text::verbatim(text)).text, text);
    }
}
