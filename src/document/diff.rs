//! Marks the words in which two short texts differ, so that the eye finds them in cells that say nearly the same.

use super::block::{Role, Span, Text};

/// Cells of more words than this are read, not scanned.
const LONGEST: usize = 24;

/// A word of a text: its span, its place there, and its text without punctuation at its end.
struct Word<'a> {
    span: usize,
    start: usize,
    bare: &'a str,
}

/// Marks what differs in both texts, if they share at least half of their words.
pub(super) fn mark_differing_words(left: &mut Text, right: &mut Text) {
    let (ours, theirs) = {
        let (a, b) = (words(left), words(right));
        let longest = a.len().max(b.len());
        if longest > LONGEST {
            return;
        }
        let (ours, theirs) = shared(&a, &b);
        let count = ours.iter().filter(|&&shared| shared).count();
        if count * 2 < longest || count == 0 || (count == a.len() && count == b.len()) {
            return;
        }
        (places(&a, &ours), places(&b, &theirs))
    };
    mark(left, &ours);
    mark(right, &theirs);
}

/// The words; a literal is one, whatever is in it.
fn words(text: &[Span]) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (index, span) in text.iter().enumerate() {
        if span.role == Role::Literal {
            words.push(Word {
                span: index,
                start: 0,
                bare: &span.text,
            });
            continue;
        }
        for word in span.text.split_whitespace() {
            let bare = word.trim_end_matches([',', ';', ':', '.']);
            if !bare.is_empty() {
                let start = word.as_ptr() as usize - span.text.as_ptr() as usize;
                words.push(Word {
                    span: index,
                    start,
                    bare,
                });
            }
        }
    }
    words
}

/// Which words of both sides stand in their longest common subsequence.
fn shared(left: &[Word<'_>], right: &[Word<'_>]) -> (Vec<bool>, Vec<bool>) {
    let same = |i: usize, j: usize| left[i].bare.eq_ignore_ascii_case(right[j].bare);
    let mut lengths = vec![vec![0_usize; right.len() + 1]; left.len() + 1];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            lengths[i][j] = if same(i, j) {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut ours, mut theirs) = (vec![false; left.len()], vec![false; right.len()]);
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if same(i, j) {
            (ours[i], theirs[j]) = (true, true);
            i += 1;
            j += 1;
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (ours, theirs)
}

/// Where the words stand that are not shared: span, start and end.
fn places(words: &[Word<'_>], shared: &[bool]) -> Vec<(usize, usize, usize)> {
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    let mut joins = false;
    for (word, shared) in words.iter().zip(shared) {
        if *shared {
            joins = false;
            continue;
        }
        let end = word.start + word.bare.len();
        match places.last_mut() {
            // Words that follow each other get one mark.
            Some(last) if joins && last.0 == word.span => last.2 = end,
            _ => places.push((word.span, word.start, end)),
        }
        joins = true;
    }
    places
}

fn mark(text: &mut Text, places: &[(usize, usize, usize)]) {
    let mut marked = Vec::new();
    for (index, span) in text.drain(..).enumerate() {
        let mut from = 0;
        let mut piece = |from: usize, to: usize, role: Role| {
            if from < to {
                marked.push(Span {
                    text: span.text[from..to].to_owned(),
                    role,
                    ..span.clone()
                });
            }
        };
        for &(_, start, end) in places.iter().filter(|place| place.0 == index) {
            piece(from, start, span.role);
            piece(start, end, Role::Differs);
            from = end;
        }
        piece(from, span.text.len(), span.role);
    }
    *text = marked;
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::document::inline::inline;

    fn shown(text: &[Span]) -> String {
        let starred = |span: &Span| match span.role {
            Role::Differs => format!("*{}*", span.text),
            _ => span.text.clone(),
        };
        text.iter().map(starred).collect()
    }

    #[rstest]
    #[case(
        "5yz Permanent Negative Completion",
        "4yz Transient Negative Completion",
        "*5yz Permanent* Negative Completion",
        "*4yz Transient* Negative Completion"
    )]
    #[case(
        "RFC 5321 section 4.2.3",
        "RFC 7504 section 4",
        "RFC *5321* section *4.2.3*",
        "RFC *7504* section *4*"
    )]
    #[case("MAIL, RCPT, DATA", "MAIL, RCPT", "MAIL, RCPT, *DATA*", "MAIL, RCPT")]
    #[case("Set `a` here", "Set `b` here", "Set *a* here", "Set *b* here")]
    #[case("Permanent", "Temporary", "Permanent", "Temporary")]
    #[case("Success", "Success", "Success", "Success")]
    #[case(
        "any server at all",
        "the sending one at all times",
        "any server at all",
        "the sending one at all times"
    )]
    fn only_texts_that_share_half_are_marked(
        #[case] left: &str,
        #[case] right: &str,
        #[case] left_marked: &str,
        #[case] right_marked: &str,
    ) {
        let (mut a, mut b) = (inline(left), inline(right));
        mark_differing_words(&mut a, &mut b);
        assert_eq!(
            (shown(&a).as_str(), shown(&b).as_str()),
            (left_marked, right_marked)
        );
    }
}
