//! A query that is longer than anybody types: the text of a bounce. Its first words are searched for, and the codes of all of it.

use crate::lookup::{Token, parse_token};
use smtpref_catalog::{Code, EnhancedClass, ReplyClass};

/// The most codes that are read behind the first words.
const CODES: usize = 8;

/// The words of a text to search for: the first ones, and the codes of failures behind them. Those come first if the first words have none:
/// a bounce greets before it says what happened.
pub(super) fn words(text: &str, first: &[&str]) -> Vec<Vec<String>> {
    let rest = text
        .split_whitespace()
        .skip(first.len().saturating_sub(1))
        .collect::<Vec<_>>();
    let behind = codes(&rest);
    let group = |word: &&str| vec![(*word).to_owned()];
    let (first, behind) = (first.iter().map(group), behind.iter().map(group));
    if first.clone().any(|group| failure(&group[0]).is_some()) {
        first.chain(behind).collect()
    } else {
        behind.chain(first).collect()
    }
}

/// The codes of failures: enhanced status codes, each with the reply code before it, and reply codes where a reply begins.
fn codes<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut codes: Vec<&str> = Vec::new();
    let mut before = "";
    for &word in words {
        let reply = matches!(failure(before), Some(Code::Reply(_))).then_some(before);
        match failure(word) {
            _ if codes.contains(&word) => {}
            Some(Code::Enhanced(_)) => {
                codes.extend(reply.filter(|reply| codes.last() != Some(reply)));
                codes.push(word);
            }
            Some(Code::Reply(_)) if before.ends_with([':', ';']) => codes.push(word),
            _ => {}
        }
        if codes.len() >= CODES {
            break;
        }
        before = word;
    }
    codes
}

/// The code of a failure that a word is.
fn failure(word: &str) -> Option<Code> {
    let Token::Code(code) = parse_token(word) else {
        return None;
    };
    let fails = match code {
        Code::Reply(reply) => matches!(
            reply.class(),
            ReplyClass::TransientNegative | ReplyClass::PermanentNegative
        ),
        Code::Enhanced(code) => matches!(
            code.class(),
            Some(EnhancedClass::Transient | EnhancedClass::Permanent)
        ),
        _ => false,
    };
    fails.then_some(code)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_reply("host said: 552 5.2.2 is full", "552 5.2.2")]
    #[case::the_same_again("said: 552 5.2.2 no; again: 552 5.2.2 no", "552 5.2.2")]
    #[case::a_code_alone("Status: 5.1.1 (bad)", "5.1.1")]
    #[case::a_reply_without("smtp; 550 no such user", "550")]
    #[case::numbers("port 25, 550 messages at 421 times, 10.5.1.1", "")]
    #[case::successes("said: 250 2.0.0 ok", "")]
    fn codes_of_failures(#[case] text: &str, #[case] found: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(codes(&words).join(" "), found);
    }

    #[test]
    fn codes_behind_the_first_words_come_before_them_if_those_have_none() {
        let words = |text: &str| -> Vec<String> {
            let first: Vec<&str> = text.split_whitespace().take(3).collect();
            words(text, &first).concat()
        };
        let behind = words("I am sorry <bob@example.com>: host said: 550 5.1.1 no");
        assert_eq!(behind, ["550", "5.1.1", "I", "am", "sorry"]);
        let before = words("550 5.1.1 no and then: 421 4.7.0 later");
        assert_eq!(before, ["550", "5.1.1", "no", "421", "4.7.0"]);
    }
}
