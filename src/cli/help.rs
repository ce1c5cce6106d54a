//! What help and man page say behind the options: examples, the query language, environment and exit status. Both print it from here, each
//! in its own form.

use super::ending::Status;
use crate::search::language;
use crate::terminal::columns;

/// A part of a help text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// Its heading.
    pub(super) heading: &'static str,
    /// Its rows: what can be typed or met, and what it means if that has to be said.
    pub(super) rows: Vec<(String, String)>,
}

impl Section {
    fn new(heading: &'static str, rows: &[(&str, &str)]) -> Self {
        let owned = |&(typed, means): &(&str, &str)| (typed.to_owned(), means.to_owned());
        Self {
            heading,
            rows: rows.iter().map(owned).collect(),
        }
    }

    fn of_examples(lines: &[&str]) -> Self {
        let rows: Vec<(&str, &str)> = lines.iter().map(|&line| (line, "")).collect();
        Self::new("Examples", &rows)
    }
}

/// The widest help text.
pub(super) const WIDEST: u16 = 100;
/// How far rows are set in.
const INSET: usize = 2;
/// An example of a search.
const SEARCH: &str = "smtpref search null mx";
/// The narrowest column of meanings; below it they stand under what can be typed.
const NARROWEST: usize = 24;

impl Section {
    /// The section at a width, each meaning in a column of its own.
    fn text(&self, width: usize) -> String {
        let column = self.rows.iter().map(|(typed, _)| typed.len()).max();
        let column = INSET + column.unwrap_or(0) + INSET;
        let is_beside = column + NARROWEST <= width;
        let indent = if is_beside { column } else { 3 * INSET };
        let room = width.saturating_sub(indent).max(1);
        let mut text = format!("{}:", self.heading);
        for (typed, means) in &self.rows {
            let mut row = format!("\n{:INSET$}{typed}", "");
            for (number, line) in textwrap::wrap(means, room).iter().enumerate() {
                if means.is_empty() {
                    break;
                }
                if number == 0 && is_beside {
                    let gap = column - INSET - typed.len();
                    row = format!("{row}{:gap$}{line}", "");
                } else {
                    row = format!("{row}\n{:indent$}{line}", "");
                }
            }
            text.push_str(&row);
        }
        text
    }
}

/// Sections as the end of a help text, no wider than it is.
pub(super) fn text(sections: &[Section]) -> String {
    let width = columns().unwrap_or(WIDEST).min(WIDEST);
    let texts = sections
        .iter()
        .map(|section| section.text(usize::from(width)));
    texts.collect::<Vec<_>>().join("\n\n")
}

/// The examples of the program.
pub(super) fn examples() -> Section {
    Section::new(
        "Examples",
        &[
            ("smtpref", "browse and search all codes"),
            ("smtpref 556", "open the page of 556"),
            ("smtpref 550 5.1.1", "open the page of this reply"),
            ("smtpref 250 556", "compare two codes"),
            ("smtpref show 5.1.10 --json", "print a page for a script"),
            (SEARCH, "find codes by words"),
            ("smtpref \"550 5.1.1 User unknown\"", "explain a reply"),
            ("smtpref explain bounce.eml", "explain a whole bounce"),
            ("code=$(smtpref --print=code)", "choose a code for a script"),
        ],
    )
}

/// The variables that the program reads.
pub(super) fn environment() -> Section {
    Section::new(
        "Environment",
        &[
            ("NO_COLOR", "set and not empty: no colours"),
            (
                "FORCE_COLOR",
                "0: no colours; else, if not empty, colours even where the output is not a terminal",
            ),
            ("CLICOLOR_FORCE", "not empty and not 0: the same"),
            ("CLICOLOR", "0: no colours"),
            ("TERM", "dumb: no colours and no browser"),
            (
                "XDG_CONFIG_HOME",
                "where smtpref/config.toml is; else .config of the home directory, on Windows APPDATA",
            ),
            (
                "FORCE_HYPERLINK",
                "0: no hyperlinks; else hyperlinks wherever there are colours",
            ),
            (
                "LC_ALL, LC_CTYPE, LANG",
                "C or POSIX: frames and signs in ASCII",
            ),
            (
                "SMTPREF_PAGER, PAGER",
                "shows what is longer than the window (less); empty or cat: nothing does",
            ),
            (
                "COLUMNS, LINES",
                "the size of a terminal that does not know its own",
            ),
            (
                "SMTPREF_CLIPBOARD",
                "a command that takes what is copied, where no --clipboard is given",
            ),
            (
                "SMTPREF_ESC_MS",
                "how many milliseconds the rest of a key may take behind an Esc (25): more for a slow link",
            ),
        ],
    )
}

/// The files that the program has to do with.
pub(super) fn files() -> Section {
    Section::new(
        "Files",
        &[
            (
                "~/.config/smtpref/config.toml",
                "the settings, read at every start; smtpref config says where they are and what holds",
            ),
            (
                "mine.toml",
                "a theme that the settings name, read with them",
            ),
            (
                "own/",
                "a catalog that the settings name, read and checked at every start",
            ),
            (
                "FILE",
                "read by explain and check; the shipped catalog is inside the program",
            ),
            (
                "~/.local/share/man/man1/smtpref.1",
                "where man(1) looks for this page, if no package has installed it",
            ),
        ],
    )
}

/// How the program ends.
pub(super) fn exit_status() -> Section {
    let row = |status: Status| (status.number().to_string(), status.meaning().to_owned());
    Section {
        heading: "Exit status",
        rows: [Status::Found, Status::Nothing, Status::Usage]
            .map(row)
            .to_vec(),
    }
}

/// What a query can be made of.
fn query() -> Section {
    Section {
        heading: "Query",
        rows: language(),
    }
}

/// The sections of a command: examples come last, since they are what is looked for at the end of a help text.
pub(super) fn of_command(name: &str) -> Vec<Section> {
    match name {
        "show" => vec![Section::of_examples(&[
            "smtpref show 556",
            "smtpref show 550 5.1.1",
            "smtpref show 4.2.2 5.2.2 --format markdown",
            "smtpref show 5.1.10 --json | jq -r '.[0].fix[].steps[]'",
        ])],
        "compare" => vec![Section::of_examples(&[
            "smtpref compare 250 556",
            "smtpref compare 450 451 452 --format markdown",
            "smtpref compare \"550 5.1.1\" \"550 5.7.1\" --width 120",
            "smtpref compare 5.1.1 5.2.1 --json | jq '.differences'",
        ])],
        "list" => vec![Section::of_examples(&[
            "smtpref list --class 4 --command RCPT",
            "smtpref list --kind enhanced quota",
            "smtpref list --status obsolete --json",
        ])],
        "search" => vec![
            query(),
            Section::of_examples(&[
                SEARCH,
                "smtpref search mailbox full --limit 3",
                "smtpref search greylisting --json | jq -r '.[0].code'",
            ]),
        ],
        "explain" => vec![Section::of_examples(&[
            "smtpref explain \"550 5.7.26 Unauthenticated email from example.org\"",
            "smtpref explain bounce.eml --redact --format markdown",
            "grep status=bounced mail.log | smtpref explain",
            "tail -f mail.log | smtpref explain --lines | jq -c '.replies[] | [.recipient, .cause]'",
            "smtpref explain --summary /var/log/mail.log /var/log/mail.log.1.gz",
            "smtpref explain --unknown ~/Maildir",
            "smtpref explain bounce.eml --json | jq -r '.replies[] | [.recipient, .cause, .address] | @tsv'",
        ])],
        "config" => vec![
            Section::new(
                "Settings",
                &[
                    (
                        "theme = \"dark\"",
                        "terminal, dark, light, high-contrast, mono, or a file such as \"mine.toml\"",
                    ),
                    (
                        "clipboard = \"off\"",
                        "nothing is copied; else \"auto\", or a command as of --clipboard",
                    ),
                    (
                        "catalogs = [\"own\"]",
                        "folders with data of your own in the form of the shipped data, marked [own] where it is shown",
                    ),
                    (
                        "[keys.list]",
                        "below it action = [\"key\"] for the list, and so for the other places",
                    ),
                ],
            ),
            Section::of_examples(&["smtpref config", "smtpref config > config.toml"]),
        ],
        "check" => vec![Section::of_examples(&[
            "smtpref check providers/intranet.toml",
            "smtpref check phrases/own.toml --text \"550 5.7.1 Ask the head office\"",
        ])],
        "completions" => vec![Section::of_examples(&[
            "smtpref completions bash > ~/.local/share/bash-completion/completions/smtpref",
            "smtpref completions zsh > ~/.zfunc/_smtpref",
            "smtpref completions fish > ~/.config/fish/completions/smtpref.fish",
            "smtpref completions elvish >> ~/.config/elvish/rc.elv",
            "smtpref completions powershell | Add-Content $PROFILE",
        ])],
        "man" => vec![Section::of_examples(&[
            "smtpref man | man -l -",
            "smtpref man > ~/.local/share/man/man1/smtpref.1",
        ])],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section() -> Section {
        let rows = [
            ("a", "one two three four five six seven"),
            ("bcd", ""),
            ("ef", "eight"),
        ];
        Section::new("Heading", &rows)
    }

    #[test]
    fn meanings_keep_to_their_column() {
        let text =
            "Heading:\n  a    one two three four five\n       six seven\n  bcd\n  ef   eight";
        assert_eq!(section().text(32), text);
    }

    #[test]
    fn without_room_they_stand_below() {
        let text = "Heading:\n  a\n      one two three\n      four five six\n      seven\n  bcd\n  ef\n      eight";
        assert_eq!(section().text(20), text);
    }

    #[test]
    fn no_row_that_says_what_it_means_is_wider_than_the_help() {
        for section in [environment(), exit_status(), files(), query()] {
            for width in [40, 60, 80, 100] {
                for line in section.text(width).lines() {
                    assert!(line.chars().count() <= width, "{width}: {line}");
                }
            }
        }
    }
}
