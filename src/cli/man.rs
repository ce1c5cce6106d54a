//! `smtpref man`: one man page for all commands, from the definition of the arguments.

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use roff::{Roff, bold, roman};

use super::args::Args;
use super::ending::Ending;
use super::help;
use super::settings::settings;
use crate::app::help_blocks;
use crate::document::{Block, Text};
use crate::keymap::Context;
use smtpref_catalog::Catalog;

/// Prints the man page as roff. The sections and their order are those of man-pages(7); the day in its foot is that of the data.
pub(super) fn man(catalog: &Catalog, out: &mut dyn Write) -> io::Result<Ending> {
    let mut command = Args::command();
    command.build();
    let man = Man::new(command.clone())
        .title("SMTPREF")
        .date(catalog.dates().map_or("", |dates| dates.catalog))
        .manual("User Commands");
    man.render_title(out)?;
    man.render_name_section(out)?;
    synopsis(&command, out)?;
    man.render_description_section(out)?;
    section("COMMANDS", out)?;
    for subcommand in command.get_subcommands() {
        describe(subcommand, out)?;
    }
    man.render_options_section(out)?;
    section("KEYS", out)?;
    keys(out)?;
    for end in [
        help::exit_status(),
        help::environment(),
        help::files(),
        help::examples(),
    ] {
        section(&end.heading.to_uppercase(), out)?;
        rows(&end.rows, out)?;
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
    for (index, paragraph) in about.split("\n\n").enumerate() {
        if index > 0 {
            roff.control("PP", []);
        }
        roff.text([roman(paragraph)]);
    }
    roff.to_writer(out)?;
    own_options(command, out)?;
    for part in help::of_command(command.get_name()) {
        let mut roff = Roff::new();
        roff.control("PP", []);
        roff.text([roman(format!("{}:", part.heading))]);
        roff.to_writer(out)?;
        rows(&part.rows, out)?;
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
    // A section inside a section would end it.
    for line in text.lines().filter(|line| !line.starts_with(".SH ")) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The keys of the browser and what its search box understands, as its own help has them.
fn keys(out: &mut dyn Write) -> io::Result<()> {
    for block in help_blocks(Context::List, settings().keymap()) {
        match block {
            Block::Heading(heading) => {
                let mut roff = Roff::new();
                roff.control("SS", [heading.as_str()]);
                roff.to_writer(out)?;
            }
            Block::Keys { rows: facts, .. } => {
                let mut all: Vec<(String, String)> = Vec::new();
                for (keys, means) in facts {
                    match all.last_mut() {
                        // Keys that found no room beside the others.
                        Some((others, _)) if means.is_empty() => {
                            others.push(' ');
                            others.push_str(&keys);
                        }
                        _ => all.push((keys, plain(means))),
                    }
                }
                rows(&all, out)?;
            }
            Block::Paragraph(text) => {
                let mut roff = Roff::new();
                roff.control("PP", []);
                roff.text([roman(plain(text))]);
                roff.to_writer(out)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn plain(text: Text) -> String {
    text.into_iter().map(|span| span.text).collect()
}

/// Rows of a section: each under what is typed, or lines that keep their form where nothing is said of them.
fn rows(rows: &[(String, String)], out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    if rows.iter().all(|(_, means)| means.is_empty()) {
        roff.control("PP", []);
        roff.control("nf", []);
        for (typed, _) in rows {
            roff.text([roman(typed.as_str())]);
        }
        roff.control("fi", []);
    } else {
        for (typed, means) in rows {
            roff.control("TP", []);
            roff.text([bold(typed.as_str())]);
            roff.text([roman(means.as_str())]);
        }
    }
    roff.to_writer(out)
}
