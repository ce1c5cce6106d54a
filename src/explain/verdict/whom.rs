//! For whom an answer is: the recipient that is known, whom the words of the reply name, or nobody.

use std::ops::Range;

use smtpref_catalog::{CauseGroup, Command, Scene};

use super::super::answer::{Answer, Kind, Verdict};
use super::super::scan::{EXPANDED, GENERATED, Said, alias, by_words, labelled, returned};
use super::Context;
use super::choose::Chosen;

/// What programs write where they have no address, and people where they show none.
const NOBODY: [&str; 8] = [
    "null",
    "nil",
    "none",
    "undefined",
    "redacted",
    "removed",
    "hidden",
    "masked",
];

/// Whether somebody can be the one who failed: it is a name, and not of who logs in.
pub(super) fn may_fail(name: &str, scene: Option<Scene>) -> bool {
    let is_nobody = NOBODY.iter().any(|word| name.eq_ignore_ascii_case(word));
    scene != Some(Scene::Login) && !is_nobody
}

/// Words of those who explain that a recipient's own setting turns mail away with the words of an unknown name, as Japanese mobile
/// providers do.
const OF_SETTINGS: &[&str] = &["受信拒否", "メール拒否", "指定拒否", "受信設定"];

impl Context<'_> {
    /// Of a mailbox it is no news what the server of a program thinks of a message: perhaps none of the recipient was asked.
    pub(super) fn note_own_filter(&self, answer: &mut Answer) {
        let is_of_program = answer.scene == Some(Scene::Program) && self.kind != Kind::Transcript;
        // Nor what is refused before the server has taken a recipient.
        let is_early = matches!(
            answer.stage,
            Some(Command::Connect | Command::Ehlo | Command::Mail | Command::Rcpt)
        );
        let is_alive = answer.address == Verdict::Alive;
        if (is_of_program || is_early) && is_alive && answer.group == Some(CauseGroup::Content) {
            answer.address = Verdict::NotAbout;
        }
    }

    /// Whether the text leaves open whom a refused name is of: it explains that a setting of the recipient may have refused the mail, or is
    /// the exception that `JavaMail` has for senders and messages, and another one for recipients.
    pub(super) fn leaves_name_open(&self) -> bool {
        let all = 0..self.view.text.len();
        let is_of_message = || {
            self.view.has(&all, &["smtpsendfailedexception"])
                && !self.view.has(&all, &["smtpaddressfailedexception"])
        };
        self.view.has(&all, OF_SETTINGS) || is_of_message()
    }

    /// The answer for one recipient, or for nobody if the address that is named is not that of one who failed.
    pub(in crate::explain) fn answer_for(
        &self,
        chosen: &Chosen<'_>,
        named: Option<(&str, Range<usize>)>,
    ) -> Answer {
        let answer = self.answer(chosen, named.clone());
        let is_another = |place: &Range<usize>| {
            // To whom the returned message was written is no question of words.
            let is_of_message = self.original.is_some_and(|start| place.start >= start);
            !is_of_message && self.names_another(&chosen.said, &answer, place)
        };
        match named {
            Some((_, place)) if is_another(&place) => self.answer(chosen, None),
            _ => answer,
        }
    }

    /// The address that the message was written to, if it only passes mail on, and whether the one behind it is masked.
    pub(super) fn alias(
        &self,
        said: &Said,
        recipient: Option<&(&str, Range<usize>)>,
    ) -> (Option<String>, bool) {
        let hidden = self.hidden_alias(said);
        let is_it = |name: &&str| recipient.is_none_or(|(known, _)| known == name);
        if let Some(alias) = hidden.filter(is_it) {
            return (Some(alias.to_owned()), true);
        }
        let alias = recipient.and_then(|(_, place)| self.alias_of(said, place));
        (alias, false)
    }

    /// The address that only passes mail on to one that is masked: `<▒▒▒ (expanded from <list@example.net>): User unknown`.
    fn hidden_alias(&self, said: &Said) -> Option<&str> {
        const NEAR: usize = 400;
        const WHOLE: usize = 4096;
        // A block may begin behind the name that it is about.
        let from = self.view.floor(said.block.start.saturating_sub(NEAR));
        let start = self.view.text[from..said.block.start].rfind('\n');
        let start = start.map_or(from, |at| from + at + 1);
        let block = self.view.cut(start..said.block.end, WHOLE);
        let found = |words: &&str| Some((self.view.find(block.clone(), words)?, words.len()));
        let (at, length) = EXPANDED.iter().find_map(found)?;
        let before = self.view.text[block.start..at].rsplit('\n').next()?;
        let is_hidden = before.starts_with('<') && !before.contains('@');
        let behind = self.view.trim(at + length..block.end);
        let alias = self.view.address(behind).filter(|_| is_hidden)?;
        Some(&self.view.text[alias])
    }

    /// The address that the message was written to, which passes mail on to a recipient: programs name it right behind that one.
    fn alias_of(&self, said: &Said, recipient: &Range<usize>) -> Option<String> {
        const IN_LOG: [&str; 2] = [", orig_to=<", ", orig_to="];
        const NEAR: usize = 400;
        let behind = self.view.cut(recipient.end..self.view.text.len(), NEAR);
        let in_notice = |words| alias(&self.view, behind.clone(), words);
        let in_log = || {
            let block = self.view.cut(said.block.clone(), NEAR);
            let mut words = IN_LOG.iter();
            let start = words
                .find_map(|words| Some(self.view.find(block.clone(), words)? + words.len()))?;
            let name = start..block.end;
            self.view
                .address(name.clone())
                .or_else(|| self.view.mailbox(name))
        };
        let place = in_notice(EXPANDED)
            .or_else(|| in_notice(GENERATED))
            .or_else(in_log)?;
        let (alias, name) = (
            &self.view.lower[place.clone()],
            &self.view.lower[recipient.clone()],
        );
        // A server adds its own domain to a name without one.
        let is_same = alias == name
            || name
                .strip_prefix(alias)
                .is_some_and(|rest| rest.starts_with('@'));
        (!is_same).then(|| self.view.text[place].to_owned())
    }

    /// The recipient of the message that a notice brought back, else the only one whom it can mean.
    fn of_original(&self, is_of_sender: bool) -> Option<Range<usize>> {
        if !matches!(self.kind, Kind::Bounce | Kind::Delay) {
            return None;
        }
        let of_message = |start| returned::only(&self.view, start, &self.body);
        let of_original = self.original.and_then(of_message);
        let only_other = || {
            let of_body = returned::only_other(&self.view, &self.body);
            of_body.or_else(|| returned::in_subject(&self.view, &(0..self.body.start)))
        };
        of_original.or_else(|| only_other().filter(|_| !is_of_sender))
    }

    /// Whether a notice was sent to an address: its reader is whoever wrote the message that failed.
    fn is_reader(&self, place: &Range<usize>) -> bool {
        let is_notice = matches!(self.kind, Kind::Bounce | Kind::Delay);
        is_notice && returned::is_addressee(&self.view, &(0..self.body.start), place)
    }

    /// The only recipient whom the lines around a statement without a code name.
    fn beside(&self, chosen: &Chosen<'_>) -> Option<Range<usize>> {
        /// How far from it they stand.
        const NEAR: usize = 300;
        let words = &chosen.said.words;
        if chosen.is_of_sender || !chosen.said.places.is_empty() || self.kind != Kind::Reply {
            return None;
        }
        let start = self.view.floor(words.start.saturating_sub(NEAR));
        let around = self
            .view
            .cut(start..self.view.text.len(), words.end - start + NEAR);
        let mut all = labelled(&self.view, &around, false).into_iter();
        all.next().filter(|_| all.next().is_none())
    }

    /// The answer for the recipient whom the words of the reply name, else to whom the message was written.
    pub(in crate::explain) fn answer_for_named(&self, chosen: &Chosen<'_>) -> Answer {
        let said = &chosen.said;
        let place = by_words(&self.view, &said.words);
        let place = place.filter(|place| !chosen.is_of_sender && !self.is_reader(place));
        let place = place
            .or_else(|| self.of_original(chosen.is_of_sender))
            .or_else(|| self.beside(chosen));
        let named = place.map(|place| (&self.view.text[place.clone()], place));
        self.answer_for(chosen, named)
    }
}
