//! One rule decides about colour: what the option and the environment say holds for the browser as it does for the plain output.

use rstest::rstest;
use vt100::Color;

use crate::session::{Session, command};
use crate::{SMTPREF, wait_for_paint};

#[rstest]
#[case::nothing_said(&[], &[], true)]
#[case::no_color(&[("NO_COLOR", "1")], &[], false)]
#[case::no_color_empty(&[("NO_COLOR", "")], &[], true)]
#[case::clicolor_of_zero(&[("CLICOLOR", "0")], &[], false)]
#[case::force_before_clicolor(&[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")], &[], true)]
#[case::force_color_before_clicolor(&[("CLICOLOR", "0"), ("FORCE_COLOR", "1")], &[], true)]
#[case::force_color_of_zero(&[("FORCE_COLOR", "0")], &[], false)]
#[case::never(&[], &["--color", "never"], false)]
#[case::always_before_the_environment(&[("NO_COLOR", "1")], &["--color=always"], true)]
fn the_environment_and_the_option_decide(
    #[case] environment: &[(&str, &str)],
    #[case] arguments: &[&str],
    #[case] colours: bool,
) {
    let command = command(SMTPREF).args(arguments);
    let command = command.envs(environment.iter().copied());
    let mut session = Session::start(command, 80, 24);
    wait_for_paint(&mut session);
    let screen = session.screen();
    let mut cells =
        (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
    assert_eq!(cells.any(|cell| cell.fgcolor() != Color::Default), colours);
}
