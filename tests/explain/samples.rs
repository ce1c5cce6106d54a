//! The replies of providers as their pages show them: what begins with a code is read with that code, whatever numbers follow in its
//! words.

use smtpref_catalog::{EnhancedCode, ReplyCode};

use super::{catalog, explained};

/// The codes that a text begins with.
fn leading(text: &str) -> Option<(ReplyCode, Option<EnhancedCode>)> {
    let reply: ReplyCode = text.get(..3)?.parse().ok()?;
    // What a sending service says of itself begins with 6.
    let reply = Some(reply).filter(|code| (2..=5).contains(&code.class().digit()))?;
    let rest = text[3..].trim_start_matches([' ', '-', '#']);
    let word = rest.split(|c: char| c != '.' && !c.is_ascii_digit()).next();
    Some((reply, word.and_then(|word| word.parse().ok())))
}

/// Whether a text quotes the reply of another server, which speaks in its place.
fn quotes(text: &str) -> bool {
    ["said: ", "[Message=", "(last transfail: "]
        .iter()
        .any(|mark| text.contains(mark))
}

#[test]
fn numbers_in_the_words_are_no_codes() {
    let catalog = catalog();
    let pages = catalog.ids().map(|id| catalog.page(id));
    let samples = pages
        .filter_map(|page| page.detail.reply())
        .flat_map(|reply| reply.samples.iter());
    let mut read = 0;
    for sample in samples {
        let Some((reply, enhanced)) = leading(sample) else {
            continue;
        };
        let explanation = explained(sample.as_bytes(), &catalog);
        let Some(answer) = explanation.replies.first().filter(|_| !quotes(sample)) else {
            continue;
        };
        assert_eq!(answer.reply, Some(reply), "{sample}");
        assert!(
            enhanced.is_none() || answer.enhanced == enhanced,
            "{sample}"
        );
        read += 1;
    }
    assert!(read > 1000, "only {read}");
}
