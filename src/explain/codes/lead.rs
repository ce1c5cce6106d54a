//! What stands before a number decides whether it can be a code.

use smtpref_catalog::{Cue, is_ideograph};

use super::super::view::View;
use super::behind::{is_compared, is_set};
use super::code_words::{
    ANNOUNCING, ANSWERING, GLUED, KEYS, OTHER_NUMBERS, REFUSING, SENT, STAGES, VERSIONED, is_usual,
};
use super::enhanced;

/// Words before a code that did not come.
const WAITED: &[&str] = &[
    "expected response code",
    "expected code",
    "expected reply code",
];
/// Words before the number of a limit, `your relay quota of 500`, and before one of a web server.
const LIMITS: &[&str] = &[
    "quota of",
    "limit of",
    "maximum of",
    "internal server error",
    "http error",
];
/// What ends with a dot before a code.
const BEFORE_NUMBERS: &[&str] = &["error no.", "fehler nr.", "refused to talk to me."];
/// How far to the left a lead is looked for.
const LEFT: usize = 40;

/// What stands before it; the greater is the more telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::explain) enum Lead {
    /// Nothing but the beginning of the line, and no enhanced status code behind it.
    Line,
    /// Anything, but the two codes stand together.
    Pair,
    /// A word or a mark that announces a code.
    Announced,
}

/// What stands before a code, and the quotation mark right before it; `None` if no code can stand there.
pub(in crate::explain) fn lead(
    view: &View<'_>,
    start: usize,
    at: usize,
    paired: bool,
    dotted: bool,
) -> Option<(Lead, Option<char>)> {
    let from = view.floor(at.saturating_sub(LEFT).max(start));
    let line_start = memchr::memrchr(b'\n', &view.text.as_bytes()[from..at]);
    let begins_line = line_start.is_some_and(|line| {
        let before = &view.lower[from + line + 1..at];
        !before.contains(char::is_alphanumeric)
    });
    // `code =` at the end of a line announces what the next one begins with.
    let announced_before =
        |line: &usize| view.lower[from..from + line].ends_with(['=', ':', ';', '(']);
    let line_start = line_start.filter(|line| *line == 0 || !announced_before(line));
    let line = &view.lower[line_start.map_or(from, |line| from + line + 1)..at];
    let side = line.trim_start().strip_prefix("[s]").unwrap_or(line);
    let at_start = line.len() < LEFT && side.chars().all(|c| !c.is_alphanumeric());
    let words = line.trim_end_matches([' ', '\t']);
    let last = words.chars().next_back();
    let quote = last
        .filter(|c| matches!(c, '"' | '\'' | '`' | '\u{201d}' | '\u{2019}') && line.ends_with(*c));
    let bare = paired.then_some((Lead::Pair, quote));
    let of_line = if paired || dotted {
        Lead::Pair
    } else {
        Lead::Line
    };
    if at_start {
        return Some((of_line, quote));
    }
    let ends = |all: &[&str]| all.iter().any(|end| words.ends_with(end));
    // What a program waited for was not said.
    if ends(WAITED) || ends(LIMITS) {
        return bare.filter(|_| ends(LIMITS));
    }
    if quote.is_some() && is_of_source(&view.text[from..view.floor(at + 400)], at - from) {
        return None;
    }
    let announced = Some((Lead::Announced, quote));
    let touches = words.len() == line.len();
    let inner = &words[..words.len() - last.map_or(0, char::len_utf8)];
    let marks = [' ', '"', '\'', '\u{201d}', '\u{2019}', '*', ')'];
    let key = last_word(inner.trim_end_matches(marks));
    match last? {
        '(' | '[' | '{' => {
            let follows_word = inner.ends_with(|c: char| c.is_alphanumeric());
            let is_name = follows_word && !dotted && !is_call(&view.text[at..]);
            if is_name || OTHER_NUMBERS.contains(&key) {
                bare
            } else {
                announced
            }
        }
        ':' | ';' | '\u{ff1a}' => {
            let is_port = touches && last == Some(':') && has_port(inner, key);
            if is_port || OTHER_NUMBERS.contains(&key) || (dotted && VERSIONED.contains(&key)) {
                bare
            } else {
                announced
            }
        }
        '=' if is_key(key) && !is_set(inner, &view.text[at..]) => announced,
        '"' | '\'' | '\u{201d}' | '\u{2019}' if inner.trim_end().ends_with([':', '=']) => {
            let key = last_word(inner.trim_end_matches(|c: char| !c.is_alphanumeric()));
            if OTHER_NUMBERS.contains(&key) {
                bare
            } else {
                announced
            }
        }
        // `leads to the error' 501 Syntactically invalid HELO`
        '\'' if !touches && ANNOUNCING.contains(&key) => announced,
        '"' | '\'' | '`' | '\u{201d}' | '\u{2019}' if !touches => bare,
        c @ ('>' | '<' | '#') if is_other(c, key, &view.text[at..], dotted) => bare,
        '"' | '\'' | '`' | '\u{201d}' | '\u{2019}' | '>' | '#' | '|' | '<' | '\u{2192}' => {
            announced
        }
        c if touches && opens(c, &view.text[at..]) || is_named_error(&view.text[at..]) => announced,
        ',' if key == "smtp"
            || words.ends_with("],")
            || is_behind_clause(inner, &view.text[at..]) =>
        {
            announced
        }
        ')' if is_number_of_exchange(words) => announced,
        // `5.31) 553 sorry`
        ')' if has_refusal(&view.text[at..]) && is_number_of_list(words) => announced,
        // `【内容】550 no such user`
        '\u{3011}' | '\u{300d}' | '\u{300f}' | '\u{300b}' if has_refusal(&view.text[at..]) => {
            announced
        }
        // `[mx.example.net] 550 User unknown`
        ']' if has_refusal(&view.text[at..]) && (is_behind_host(words) || is_failure(words)) => {
            announced
        }
        _ if touches && is_glued(view, start, at) => announced,
        // `delivery error when sending to mx.example.net (192.0.2.1) 550 Loop detected`
        ')' if is_error(view, start, at) => announced,
        '-' if is_behind_hyphen(view, start, words, at) => announced,
        '-' if ends_with_arrow(words, dotted) => announced,
        '-' if line.ends_with('-') && key.len() == 3 && key.parse::<u16>().is_ok() => announced,
        c if c.is_alphanumeric() && announces(words, &view.text[at..], dotted) => announced,
        c if may_be_spoken(c) && is_spoken_of(view, words, at) => announced,
        '.' if ends(BEFORE_NUMBERS) => announced,
        c if c.is_alphanumeric() && dotted && is_typed(view, words, at) => announced,
        // `SERVER:` stands on the line above, and a mark before the number.
        _ if begins_line => Some((of_line, quote)),
        _ => bare,
    }
}

/// Whether a number behind a mark is compared with something, or counts something: `Re: Meeting (#416)`.
fn is_other(mark: char, key: &str, number: &str, dotted: bool) -> bool {
    let is_usual = || number.as_bytes().get(..3).is_some_and(is_usual);
    match mark {
        '#' => !dotted && !is_usual(),
        _ => OTHER_NUMBERS.contains(&key) || is_compared(number),
    }
}

/// Whether what stands right before a number sets it apart: a mark that opens, or an ideograph, behind which nobody sets a space:
/// `邮件投递失败550 Mail content denied`.
fn opens(mark: char, number: &str) -> bool {
    const OPENING: [char; 7] = [
        '\u{201c}', '\u{201e}', '\u{2018}', '\u{201a}', '\u{ab}', '\u{300c}', '\u{300e}',
    ];
    OPENING.contains(&mark) || has_refusal(number) && is_ideograph(mark)
}

/// Whether what stands before a colon may be a host with its port behind it, and is no word that announces a code.
fn has_port(inner: &str, key: &str) -> bool {
    let is_named = ANNOUNCING.contains(&key)
        || KEYS.contains(&key)
        || key.ends_with("code")
        || key.ends_with("reply")
        || matches!(key, "failed" | "refused" | "rejected")
        || STAGES.iter().any(|stage| inner.ends_with(stage));
    inner.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ']') && !is_named
}

/// Whether a refusal stands behind a clause of Chinese or Japanese and its comma: `邮件发送失败，554 DT:SPM`.
fn is_behind_clause(clause: &str, number: &str) -> bool {
    clause.ends_with(is_ideograph) && has_refusal(number)
}

/// Whether words end with an arrow, or with a rule before an enhanced status code.
fn ends_with_arrow(words: &str, dotted: bool) -> bool {
    words.ends_with("<-") || words.ends_with(if dotted { "--" } else { "<--" })
}

/// Whether the number of a refusal is glued to a word for an error, and nothing is glued to the number: `Errore554 rifiutato`.
pub(in crate::explain) fn is_glued(view: &View<'_>, start: usize, at: usize) -> bool {
    let number = &view.text.as_bytes()[at..];
    let is_sent = number
        .get(..3)
        .is_some_and(|code| SENT.iter().any(|sent| sent.as_bytes() == code));
    let ends = number
        .get(3)
        .is_none_or(|next| matches!(next, b' ' | b':' | b'\n' | b',' | b';'));
    if !is_sent || !ends {
        return false;
    }
    let from = view.floor(at.saturating_sub(LEFT).max(start));
    let before = &view.lower[from..at];
    let word = before.strip_suffix('-').unwrap_or(before);
    let name = last_word(word);
    let rest = &word[..word.len() - name.len()];
    GLUED.contains(&name)
        && rest
            .chars()
            .next_back()
            .is_none_or(|last| last.is_whitespace() || "\"'([<".contains(last))
}

/// Whether the last of some words announces the number behind it.
fn announces(words: &str, number: &str, dotted: bool) -> bool {
    let word = last_word(words);
    let token = words.rsplit(' ').next().unwrap_or_default();
    let is_quoting = || number.get(3..).is_some_and(|rest| rest.starts_with("-'"));
    if !dotted && (is_quoting() || is_of_class(token, number)) {
        return true;
    }
    // `bob@example.net 550 User not local`
    let is_recipient = || token.len() == words.trim_start().len() && token.contains('@');
    if is_recipient() && has_refusal(number) || word.ends_with("responsecode") {
        return true;
    }
    let before = || last_word(words[..words.len() - word.len()].trim_end());
    let is_with = matches!(word, "with" | "was" | "is") && ANSWERING.contains(&before());
    is_with || ANNOUNCING.contains(&word) && !(dotted && VERSIONED.contains(&word))
}

/// Whether somebody who asks names an enhanced status code of a failure in a sentence about mail: `gmail rejects us with 5.7.26`, and not
/// `upgrade the mail server to 5.7.26`.
fn is_typed(view: &View<'_>, before: &str, at: usize) -> bool {
    /// The longest question.
    const LONGEST: usize = 200;
    const VERBS: [&str; 22] = [
        "with", "by", "code", "error", "status", "get", "gets", "got", "getting", "receive",
        "received", "is", "a", "an", "of", "says", "returns", "returned", "bounce", "bounces",
        "mean", "means",
    ];
    let is_question = view.text.len() < LONGEST && !view.text.trim().contains('\n');
    // `This is a 5.1.2 error` is said of a code in a text of any length.
    let behind = view.lower[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_error = behind.starts_with(" error");
    if !(is_question || is_error) || !matches!(view.text.as_bytes()[at], b'4' | b'5') {
        return false;
    }
    let word = last_word(before);
    let is_led = VERBS.contains(&word) || view.shows(word, Cue::Trouble);
    is_led && view.shows(view.lower, Cue::OfMail)
}

/// Whether the words for an error stand right behind a number, in languages that set no space: `554错误`.
pub(super) fn is_named_error(number: &str) -> bool {
    const ERRORS: [&str; 7] = ["错误", "錯誤", "报错", "報錯", "エラー", "오류", "에러"];
    let behind = number.get(3..).unwrap_or_default().trim_start_matches(' ');
    let is_refusal = matches!(number.as_bytes().first(), Some(b'4' | b'5'));
    is_refusal && ERRORS.iter().any(|word| behind.starts_with(word))
}

/// Whether a refusal begins here, with words behind its number.
fn has_refusal(number: &str) -> bool {
    let bytes = number.as_bytes();
    matches!(bytes.first(), Some(b'4' | b'5')) && bytes.get(4).is_some_and(u8::is_ascii_alphabetic)
}

/// Whether a refusal stands behind a hyphen that has blanks around it, and words of an error before or behind.
fn is_behind_hyphen(view: &View<'_>, start: usize, words: &str, at: usize) -> bool {
    words.ends_with(" -") && (is_error(view, start, at) || is_spoken_of(view, words, at))
}

/// Whether somebody who speaks of a refusal ends with a sign before its number: `100.0% 550 Message rejected` counts how often it came.
fn may_be_spoken(last: char) -> bool {
    last.is_alphanumeric() || matches!(last, ',' | '%')
}

/// Whether somebody speaks of a refusal: `I got a 550 User unknown`, `mx.example.net 550 no such user`, and not `at 550 Example Street`.
fn is_spoken_of(view: &View<'_>, before: &str, at: usize) -> bool {
    /// How far behind the number its words are read.
    const RIGHT: usize = 60;
    let number = &view.text[at..];
    let is_sent = number.get(..3).is_some_and(|code| SENT.contains(&code));
    let begins = |is: fn(&u8) -> bool| number.as_bytes().get(4).is_some_and(is);
    let is_host = before.contains('.') && !before.trim_start().contains(' ');
    let is_begun = begins(u8::is_ascii_uppercase) || is_host && begins(u8::is_ascii_lowercase);
    if !is_sent || !is_begun || !matches!(number.as_bytes()[3], b' ' | b'-') {
        return false;
    }
    let words = view.cut(at + 4..view.text.len(), RIGHT);
    let clause = view.lower[words].split(['\n', ',']).next();
    clause.is_some_and(|clause| REFUSING.iter().any(|word| clause.contains(word)))
}

/// Whether a line begins with what a program calls its failure, in square brackets: `[email failed]`.
fn is_failure(words: &str) -> bool {
    let inside = words.trim_start().strip_prefix('[');
    let inside = inside.and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|inside| {
        !inside.contains(']') && (inside.contains("fail") || inside.contains("error"))
    })
}

/// Whether words end with a host in square brackets.
fn is_behind_host(words: &str) -> bool {
    let inside = words
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['));
    inside.is_some_and(|(_, host)| host.contains('.') && !host.contains(' '))
}

/// Whether words are the number of an entry in a list, as `5.31)`.
fn is_number_of_list(words: &str) -> bool {
    let number = words.trim_start().strip_suffix(')').unwrap_or_default();
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    (1..=6).contains(&number.len()) && number.bytes().all(is_part)
}

/// Whether words end with one of the numbers that Exchange sets before what it was told: `SRV1 3550 (000B09B6)`.
fn is_number_of_exchange(words: &str) -> bool {
    let inside = words
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    inside.is_some_and(|(_, number)| {
        number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether a number behind a quotation mark stands in a program and not in what one said: `return "503 Need MAIL";`, `f("5.3.4")`.
fn is_of_source(text: &str, at: usize) -> bool {
    let line = text[at..].split('\n').next().unwrap_or_default().trim_end();
    let is_statement = line.ends_with("\";") || line.ends_with("';") || line.ends_with(");");
    let before = text[..at].trim_end_matches(['"', '\'']);
    let is_literal = before.ends_with('(') && {
        let behind = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        behind.starts_with("\")") || behind.starts_with("')")
    };
    is_statement || is_literal
}

/// Whether a number is the first argument of a call whose second tells of it: `Error(450, b'…')`, and not `lmtp(522, bob@example.net)`.
fn is_call(number: &str) -> bool {
    let Some(next) = number.get(3..).and_then(|rest| rest.strip_prefix(',')) else {
        return false;
    };
    let ends = |c: char| matches!(c, ' ' | ')' | ',');
    let next = next.trim_start();
    !next[..next.find(ends).unwrap_or(next.len())].contains('@')
}

/// Whether a line tells of an error, and words follow the number: `error sending message to bob - 450 Too many recipients`.
fn is_error(view: &View<'_>, start: usize, at: usize) -> bool {
    const ERRORS: &[&str] = &[
        "error",
        "fail",
        "reject",
        "bounce",
        "refus",
        "undeliver",
        "invalid",
        "exception",
    ];
    let from = view.floor(at.saturating_sub(3 * LEFT).max(start));
    has_refusal(&view.text[at..]) && view.has(&(from..at), ERRORS)
}

/// Whether a word before an equals sign names a code.
fn is_key(word: &str) -> bool {
    KEYS.contains(&word)
        || ["code", "status", "msg"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// Whether a word is an enhanced status code of the class of the number behind it.
fn is_of_class(word: &str, number: &str) -> bool {
    word.chars().next() == number.chars().next()
        && enhanced(word).is_some_and(|(_, length)| length == word.len())
}

fn last_word(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric();
    text.rsplit(|c: char| !is_part(c))
        .next()
        .unwrap_or_default()
}
