//! Who is asked where: each set of settings has a port of its own, or what a question sets names one.

use std::collections::{BTreeMap, BTreeSet};

use super::Asked;
use super::install::free_ports;
use super::questions::Question;

/// The settings of a question, by name.
pub(super) type Settings = BTreeMap<String, String>;

/// Has a server at a port of its own for each set of settings, and says at which port each question is to be asked.
pub(super) fn one_for_each_set(
    questions: Vec<Question>,
    mut serve: impl FnMut(u16, &Settings),
) -> Vec<Asked> {
    let sets = questions.iter().map(|question| question.settings.clone());
    let sets: BTreeSet<Settings> = sets.collect();
    let ports = free_ports(sets.len());
    let ports: BTreeMap<Settings, u16> = sets.into_iter().zip(ports).collect();
    for (settings, port) in &ports {
        serve(*port, settings);
    }
    by_settings(questions, |settings| ports[settings])
}

/// Says at which port each question is to be asked, by what it sets.
pub(super) fn by_settings(
    questions: Vec<Question>,
    port_of: impl Fn(&Settings) -> u16,
) -> Vec<Asked> {
    let asked = questions.into_iter();
    asked
        .map(|question| (port_of(&question.settings), question))
        .collect()
}
