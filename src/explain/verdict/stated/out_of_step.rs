//! A program that waited for another answer: it calls a success a failure, because the server and the program are no longer at the same
//! command.

use smtpref_catalog::{Cue, Fate, Slug};

use super::super::super::answer::Answer;
use super::super::super::contradiction::Contradiction;
use super::super::super::scan::{Label, Said};
use super::super::Context;
use super::nothing_said;
use crate::lookup::causes::PROTOCOL_ERROR;

/// The answer where a program says so; no code tells of the failure, and who is meant is not known.
pub(in crate::explain) fn out_of_step(context: &Context<'_>, said: &[Said]) -> Option<Answer> {
    let success = said.iter().find_map(|one| one.codes.reply)?;
    if !said.iter().all(Said::is_success) {
        return None;
    }
    let view = &context.view;
    let all = 0..view.text.len();
    let words = view.words_of(Cue::OutOfStep).iter();
    let mut places = words.filter_map(|words| {
        let at = view.find(all.clone(), words)?;
        Some(at..at + words.len())
    });
    let place = places.next()?;
    let mut chosen = nothing_said(context, Some(&place));
    chosen.is_own = true;
    chosen.said.to_mut().label = Some(Label {
        cause: Slug::new(PROTOCOL_ERROR),
        place: Some(place),
        ..Label::default()
    });
    let answer = Answer {
        message: Some(Fate::NotSent),
        contradiction: Some(Contradiction::OutOfStep(success)),
        ..context.answer_for_named(&chosen)
    };
    Some(answer).filter(|answer| answer.cause.is_some())
}
