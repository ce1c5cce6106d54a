//! What to say of a query that looks like one for a field and is none: it is searched for as words, and who typed it wonders at what is found;
//! and of a comparison that lacks a side.

use strsim::osa_distance;

use super::field::{FIELDS, QueryField, Values};
use crate::lookup::{compares, parse_lookups};

/// Of longer queries nothing is said: they were pasted, and bounces are full of colons.
const WORDS: usize = 8;
/// How many letters of a field may be wrong.
const WRONG: usize = 2;
/// The most values that are named.
const NAMED: usize = 8;

/// What is wrong with a field of a query.
#[must_use]
pub fn remark(query: &str) -> Option<String> {
    let words: Vec<&str> = query.split_whitespace().take(WORDS + 1).collect();
    if words.len() > WORDS {
        return None;
    }
    let of_words = || words.iter().find_map(|word| of_word(word));
    lacks_a_side(query).or_else(of_words)
}

/// What is said of a comparison of one code.
fn lacks_a_side(query: &str) -> Option<String> {
    let [lookup] = parse_lookups(query)?[..] else {
        return None;
    };
    compares(query).then(|| format!("{lookup} is compared with a second code: type that behind it"))
}

fn of_word(word: &str) -> Option<String> {
    let (name, value) = word.split_once(':')?;
    let is_name = (2..=12).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
    let is_value = !value.is_empty()
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
    if !is_name || !is_value {
        return None;
    }
    let field = FIELDS.iter().find(|field| field.queried_as.contains(&name));
    match field {
        Some(field) if (field.read)(&value.to_ascii_lowercase()).is_some() => None,
        Some(field) => Some(of_value(field, name, value)),
        // `con:b1` is a tag of a provider.
        None if value.bytes().any(|byte| byte.is_ascii_digit()) && nearest(name).is_none() => None,
        None => Some(match nearest(name) {
            Some(near) => format!("{name}: no such field; the nearest is {near}:"),
            None => format!("{name}: no such field; there are {}", names().join(", ")),
        }),
    }
}

/// The names of the fields of a query, one of each.
fn names() -> Vec<&'static str> {
    let names = FIELDS.iter().filter_map(|field| field.queried_as.first());
    names.copied().collect()
}

fn nearest(name: &str) -> Option<&'static str> {
    let all = FIELDS.iter().flat_map(|field| field.queried_as).copied();
    let near = all.map(|other| (osa_distance(name, other), other));
    let near = near.filter(|(wrong, other)| *wrong <= WRONG && wrong * 2 < other.len());
    near.min_by_key(|(wrong, _)| *wrong).map(|(_, other)| other)
}

/// Which values there are: all if they are few, else the nearest.
fn of_value(field: &QueryField, name: &str, value: &str) -> String {
    if matches!(field.values, Values::Text) {
        return format!(
            "{name}:{value} asks for nothing; {name} is {}",
            field.meaning
        );
    }
    let words: Vec<String> = field.values().into_iter().map(|value| value.word).collect();
    let lower = value.to_ascii_lowercase();
    if words.len() <= NAMED {
        let (last, others) = words
            .split_last()
            .map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
        return format!("{name} is not {value} but {} or {last}", others.join(", "));
    }
    let near = words
        .iter()
        .min_by_key(|word| osa_distance(&word.to_ascii_lowercase(), &lower));
    let near = near.map_or("", String::as_str);
    format!(
        "{name} is never {value}; the nearest is {name}:{}",
        near.to_lowercase()
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::no_such_class("class:9", "class is not 9 but 1, 2, 3, 4, 5 or 6")]
    #[case::no_such_command("cmd:rpct", "cmd is never rpct; the nearest is cmd:rcpt")]
    #[case::no_number(
        "mx rfc:x",
        "rfc:x asks for nothing; rfc is an RFC to which the page refers"
    )]
    #[case::a_wrong_letter("clas:5", "clas: no such field; the nearest is class:")]
    #[case::another_wrong_letter(
        "providr:google",
        "providr: no such field; the nearest is provider:"
    )]
    #[case::no_field(
        "foo:bar",
        "foo: no such field; there are class, kind, status, cmd, whose, rfc, provider"
    )]
    #[case::one_side(
        "compare 550",
        "550 is compared with a second code: type that behind it"
    )]
    #[case::one_side_in_more_words(
        "difference between 4.2.2",
        "4.2.2 is compared with a second code: type that behind it"
    )]
    #[case::the_last_of_so_many_words(
        "a b c d e f g clas:5",
        "clas: no such field; the nearest is class:"
    )]
    fn a_field_that_is_none_is_told(#[case] query: &str, #[case] told: &str) {
        assert_eq!(remark(query).as_deref(), Some(told));
    }

    #[rstest]
    #[case::fields("class:5 kind:enhanced cmd:rcpt status:nonstandard rfc:3207 provider:google")]
    #[case::two_codes("compare 550 551")]
    #[case::a_code_alone("550")]
    #[case::half_a_field("class:")]
    #[case::a_code("smtp;550 5.1.1:")]
    #[case::a_tag("CON:B1")]
    #[case::a_tag_in_small_letters("con:b1")]
    #[case::an_address("https://example.com")]
    #[case::a_word_of_a_reply("said: no")]
    #[case::a_pasted_text("a b c d e f g h foo:bar")]
    #[case::a_control_character("foo:\u{1b}[31m")]
    fn of_all_else_nothing_is_said(#[case] query: &str) {
        assert_eq!(remark(query), None);
    }
}
