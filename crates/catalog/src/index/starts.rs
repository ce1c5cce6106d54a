//! Where the words of a text begin: found in one pass over its bytes, for whoever marks words or asks whether they are there.

/// The first bytes of words, for a quick no before words are compared: most letters of a text begin none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Starts(u32);

/// The bit of a byte, whatever its ASCII case: one for each letter, one for all digits and one for all else.
const BITS: [u32; 256] = {
    let mut bits = [1 << 27; 256];
    let mut letter = 0;
    while letter < 26 {
        bits[(b'a' + letter) as usize] = 1 << letter;
        bits[(b'A' + letter) as usize] = 1 << letter;
        letter += 1;
    }
    let mut digit = b'0';
    while digit <= b'9' {
        bits[digit as usize] = 1 << 26;
        digit += 1;
    }
    bits
};

impl Starts {
    /// Those of words.
    #[must_use]
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let first = words.filter_map(|word| word.bytes().next());
        Self(first.fold(0, |bits, byte| bits | BITS[usize::from(byte)]))
    }

    /// Asks at each place from one on where one of the words may begin a word of the text, until there is an answer.
    pub fn find<T>(
        self,
        text: &str,
        from: usize,
        mut ask: impl FnMut(usize) -> Option<T>,
    ) -> Option<T> {
        let bytes = text.bytes().enumerate().skip(from);
        let mut may_be = bytes.filter(|(_, byte)| self.0 & BITS[usize::from(*byte)] != 0);
        may_be.find_map(|(at, _)| starts_word(text, at).then(|| ask(at)).flatten())
    }
}

/// Whether a word of a text can begin at a byte: no letter and no digit stands before it.
fn starts_word(text: &str, at: usize) -> bool {
    match at.checked_sub(1).map(|before| text.as_bytes()[before]) {
        None => true,
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        Some(_) => {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_some_and(|before| !before.is_alphanumeric())
        }
    }
}

/// Whether a word stands at a byte of a text, whatever its ASCII case.
#[must_use]
pub fn is_at(text: &str, at: usize, word: &str) -> bool {
    let there = text.as_bytes().get(at..at + word.len());
    there.is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_begins_behind_what_is_none() {
        let text = "Ein Maß: (null) über_x";
        let starts = (0..text.len()).filter(|&at| starts_word(text, at));
        let starts: Vec<&str> = starts
            .map(|at| text[at..].split(' ').next().unwrap())
            .collect();
        assert_eq!(
            starts,
            ["Ein", "Maß:", "", "(null)", "null)", "", "über_x", "x"]
        );
        assert!(is_at(text, 10, "(NULL)") && !is_at(text, 10, "null"));
        assert!(!is_at(text, text.len() - 1, "xy"));
    }

    #[test]
    fn only_where_a_word_may_begin_is_asked() {
        let text = "Über ein Über_Ei, 5 ei";
        let asked = |words: &[&str]| {
            let mut asked = Vec::new();
            let starts = Starts::of(words.iter().copied());
            starts.find(text, 1, |at| {
                asked.push(&text[at..]);
                None::<()>
            });
            asked
        };
        assert_eq!(asked(&["ei"]), ["ein Über_Ei, 5 ei", "Ei, 5 ei", "ei"]);
        assert_eq!(asked(&["550"]), ["5 ei"]);
        assert!(asked(&["Ü"]).contains(&"Über_Ei, 5 ei"));
        assert_eq!(asked(&[]), [""; 0]);
    }
}
