//! `smtpref man`: one man page for all commands, from the definition of the arguments.

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use roff::{Roff, bold, roman};

use super::args::Args;
use super::ending::Ending;

/// Prints the man page as roff.
pub(super) fn man(out: &mut dyn Write) -> io::Result<Ending> {
    let mut command = Args::command();
    command.build();
    let man = Man::new(command.clone())
        .title("SMTPREF")
        .manual("User commands");
    man.render_title(out)?;
    man.render_name_section(out)?;
    synopsis(&command, out)?;
    man.render_description_section(out)?;
    section("COMMANDS", out)?;
    for subcommand in command.get_subcommands() {
        describe(subcommand, out)?;
    }
    man.render_options_section(out)?;
    let sections = command.get_after_long_help().map(ToString::to_string);
    for (heading, lines) in headed(&sections.unwrap_or_default()) {
        section(&heading.to_uppercase(), out)?;
        literally(&lines, out)?;
    }
    Ok(Ending::found())
}

fn section(name: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", [name]);
    roff.to_writer(out)
}

/// The ways to call the program, a line each.
fn synopsis(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    section("SYNOPSIS", out)?;
    let mut roff = Roff::new();
    let all = std::iter::once(command).chain(command.get_subcommands());
    for (index, command) in all.enumerate() {
        if index > 0 {
            roff.control("br", []);
        }
        let (name, rest) = usage(command);
        roff.text([bold(name), roman(rest)]);
    }
    roff.to_writer(out)
}

/// How a command is called: its name, and what stands behind it.
fn usage(command: &Command) -> (String, String) {
    let name = command.get_bin_name().unwrap_or("smtpref").to_owned();
    let usage = command.clone().render_usage().to_string();
    let first = usage.lines().next().unwrap_or_default();
    let rest = first
        .trim_start_matches("Usage: ")
        .trim_start_matches(&name);
    (name, rest.to_owned())
}

/// What a command does, with its own options and examples.
fn describe(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    let (name, rest) = usage(command);
    roff.control("SS", [format!("{name}{rest}").as_str()]);
    let about = command.get_long_about().or(command.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    for paragraph in about.split("\n\n") {
        roff.control("PP", []);
        roff.text([roman(paragraph)]);
    }
    roff.to_writer(out)?;
    own_options(command, out)?;
    let after = command.get_after_long_help().or(command.get_after_help());
    let after = after.map(ToString::to_string);
    for (heading, lines) in headed(&after.unwrap_or_default()) {
        let mut roff = Roff::new();
        roff.control("PP", []);
        roff.text([roman(format!("{heading}:"))]);
        roff.to_writer(out)?;
        literally(&lines, out)?;
    }
    Ok(())
}

/// The options that only this command has. Those of the output are described once, with those of the program.
fn own_options(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let shared = |arg: &Arg| arg.get_help_heading() == Some("Output") || arg.get_id() == "help";
    if command.get_arguments().all(shared) {
        return Ok(());
    }
    let own = command.clone().mut_args(|arg| {
        let hidden = shared(&arg);
        arg.hide(hidden)
    });
    let mut options = Vec::new();
    Man::new(own).render_options_section(&mut options)?;
    let text = String::from_utf8_lossy(&options);
    for line in text.lines() {
        // A section inside a section would end it.
        let line = if line.starts_with(".SH ") {
            ".PP"
        } else {
            line
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Sections of a help text: `Heading:` and indented lines, with empty lines between sections.
fn headed(text: &str) -> Vec<(String, Vec<String>)> {
    text.split("\n\n")
        .filter_map(|section| {
            let (heading, lines) = section.split_once('\n')?;
            let lines = lines.lines().map(|line| line.trim().to_owned());
            Some((heading.trim_end_matches(':').to_owned(), lines.collect()))
        })
        .collect()
}

/// Lines that keep their form.
fn literally(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("PP", []);
    roff.control("nf", []);
    for line in lines {
        roff.text([roman(line.as_str())]);
    }
    roff.control("fi", []);
    roff.to_writer(out)
}
