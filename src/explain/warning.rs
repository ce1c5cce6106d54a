//! What a reply is easily taken for, as far as it is about the codes of the very text.
//!
//! A provider says the same words under several codes, and the warning on their page speaks of all of them. Of one that this text does
//! not have it would only mislead.

use smtpref_catalog::{Catalog, CodePattern, EnhancedCode, ReplyCode, sentences};

use super::answer::Answer;
use crate::lookup::Known;

impl Answer {
    /// The warning of the provider's reply that was met, without the sentences about codes that it has on other days; `None` if it has
    /// none, or none that fits.
    #[must_use]
    pub fn warning(&self, catalog: &Catalog) -> Option<String> {
        let known = Known::find(self.entry()?, catalog)?;
        let reply = known.page.detail.reply()?;
        let is_kept = |sentence: &&str| self.is_told_by(sentence, &reply.codes);
        let all = sentences(reply.trap?);
        let kept: Vec<&str> = all.into_iter().filter(is_kept).collect();
        (!kept.is_empty()).then(|| kept.join(" "))
    }

    /// Whether a sentence about codes of a reply is about one of this answer. What it lacks may be any.
    fn is_told_by(&self, sentence: &str, codes: &[CodePattern]) -> bool {
        let mut names_others = false;
        for word in sentence.split(|c: char| !c.is_ascii_alphanumeric() && c != '.') {
            let word = word.trim_matches('.');
            let is_own = if let Ok(code) = word.parse::<EnhancedCode>() {
                let is_among = codes.iter().any(|pattern| pattern.covers(code));
                self.codes.enhanced.filter(|_| is_among).map(|own| {
                    let is_of_class = code.class().is_none() || code.class() == own.class();
                    is_of_class && (code.subject(), code.detail()) == (own.subject(), own.detail())
                })
            } else if let Ok(code) = word.parse::<ReplyCode>() {
                let is_among = codes
                    .iter()
                    .any(|pattern| pattern.codes.reply == Some(code));
                self.codes.reply.filter(|_| is_among).map(|own| own == code)
            } else {
                continue;
            };
            match is_own {
                Some(false) => names_others = true,
                Some(true) => return true,
                None => {}
            }
        }
        !names_others
    }
}
