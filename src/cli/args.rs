//! The arguments: the one definition from which parsing, help, completions and the man page come.

mod output;

use clap::builder::{
    NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser,
};
use clap::{Arg, ArgAction, ArgMatches, FromArgMatches, Parser, Subcommand, value_parser};
use clap_complete::engine::ArgValueCompleter;
use clap_complete::{ArgValueCandidates, Shell};

pub(super) use output::{Color, Format, OutputArgs, Printed};

use super::{candidates, help};
use crate::search::{FIELDS, Filter, QueryField, Values};

/// What SMTP replies mean, who must act, and what to do now.
#[derive(Debug, Default, PartialEq, Parser)]
#[command(
    name = "smtpref",
    version,
    disable_version_flag = true,
    about,
    long_about = "What SMTP replies mean, who must act, and what to do now.\n\n\
        On a terminal, smtpref opens a browser over all reply codes and enhanced status codes. Its commands print the same \
        pages as text, Markdown or JSON; without a terminal, codes, words and whole texts need no command to be answered.",
    after_help = help::text(&[help::examples()]),
    after_long_help = help::text(&[help::examples(), help::environment(), help::exit_status()]),
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = usize::from(help::WIDEST)
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) request: Option<Request>,
    /// One code opens its page, two open their comparison; `550 5.1.1` is one reply, and a file is explained
    #[arg(value_name = "CODE", add = ArgValueCandidates::new(candidates::codes))]
    pub(super) codes: Vec<String>,
    /// Browse on the terminal, and print what is chosen there with enter: the answer, or its code alone
    #[arg(long, value_name = "WHAT", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "answer", conflicts_with = "plain")]
    pub(super) print: Option<Printed>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
    /// Ask and answer line by line, for a screen reader or a terminal that can only print
    #[arg(long)]
    pub(super) plain: bool,
    /// Pipe what is copied into a command, such as wl-copy, xclip or pbcopy
    #[arg(long, value_name = "COMMAND", value_hint = clap::ValueHint::CommandString, value_parser = NonEmptyStringValueParser::new())]
    pub(super) clipboard: Option<String>,
    /// Print the version, and how old the data is
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 1000)]
    pub(super) version: Option<bool>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

impl Args {
    /// How the answer is to be printed, whatever was asked for.
    pub(super) fn output(&self) -> &OutputArgs {
        match &self.request {
            Some(Request::Show(args)) => &args.output,
            Some(Request::Compare(args)) => &args.output,
            Some(Request::List(args)) => &args.output,
            Some(Request::Search(args)) => &args.output,
            Some(Request::Explain(args)) => &args.output,
            Some(Request::Check(args)) => &args.output,
            Some(Request::Config | Request::Completions { .. } | Request::Man) | None => {
                &self.output
            }
        }
    }
}

/// The names of the commands.
pub(super) const COMMANDS: [&str; 9] = [
    "show",
    "compare",
    "list",
    "search",
    "explain",
    "check",
    "config",
    "completions",
    "man",
];

/// The commands.
#[derive(Debug, PartialEq, Subcommand)]
pub(super) enum Request {
    /// Print the pages of codes
    #[command(
        long_about = "Print the pages of codes: what each says, when you see it, who must act and how.\n\n\
            A reply code directly before an enhanced status code is one reply with it (550 5.1.1). A code that nobody registered \
            is explained from its numbers.",
        after_help = help::text(&help::of_command("show"))
    )]
    Show(ShowArgs),
    /// Print codes side by side
    #[command(
        long_about = "Print codes side by side: what differs, when to use which, and both pages section by section.\n\n\
            Each argument is a code of its own; quote a reply that has two (\"550 5.1.1\"). Three codes or more give a table of \
            aspects. Under 68 columns the sides are printed one below the other.",
        after_help = help::text(&help::of_command("compare"))
    )]
    Compare(CompareArgs),
    /// Print the catalog, one code to a line
    #[command(
        long_about = "Print the catalog, one code to a line: the code, its kind and its title.\n\n\
            Filters and the words of a query narrow it. Without words the codes are in their order; with words the best come first.",
        after_help = help::text(&help::of_command("list"))
    )]
    List(ListArgs),
    /// Print the codes that words describe, best first
    #[command(
        long_about = "Print the codes that words describe, best first: the code, its kind and its title.\n\n\
            The query reads as in the browser.",
        after_help = help::text(&help::of_command("search"))
    )]
    Search(SearchArgs),
    /// Print what a reply, a bounce, a log or a session says
    #[command(
        long_about = "Print what a reply, a bounce, a log or a session says: for each recipient the cause, whether the address is dead, \
            who must act and how, and the words that told it.\n\n\
            Arguments that all name files are read; others are the words of one text. Without arguments, and for -, standard input is read.\n\n\
            With --lines every argument names a file, each line is an input of its own, and each answer is written before more is waited for. \
            A line over 64 KiB is cut there, and its object says so.\n\n\
            With --summary and --unknown every argument names a log, an mbox, a mail or a folder of them (a Maildir too), packed by gzip or not. \
            Memory stays small however long they are, so recipients beyond 512 in a group are estimated, which is marked. \
            Nobody is named in what they print.",
        after_help = help::text(&help::of_command("explain"))
    )]
    Explain(ExplainArgs),
    /// Check data files of your own, or find the rule that takes a text
    #[command(
        long_about = "Check data files of your own, entries or rules in the form of the shipped ones: every problem with its file and line.\n\n\
            They lie over the shipped catalog: they may name its codes, causes and sources, and each rule has to win its samples against the \
            shipped rules too. The folder of a file says what it holds (providers, phrases, causes, replies, enhanced, and so on); in any other folder \
            its fields do. With --text it says which rule takes a text and why the others lose.",
        after_help = help::text(&help::of_command("check"))
    )]
    Check(CheckArgs),
    /// Print the settings that hold, and the file that sets them
    #[command(
        long_about = "Print the settings that hold, in the form of the file that sets them: smtpref/config.toml in XDG_CONFIG_HOME, or in \
            .config of the home directory, on Windows in APPDATA.",
        after_help = help::text(&help::of_command("config"))
    )]
    Config,
    /// Print the completions for a shell
    #[command(
        long_about = "Print the completions for a shell: commands, options, files and codes, with their titles where the shell shows them.",
        after_help = help::text(&help::of_command("completions"))
    )]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Print the man page
    #[command(
        after_help = help::text(&help::of_command("man"))
    )]
    Man,
}

/// The arguments of `show`.
#[derive(Debug, Default, PartialEq, clap::Args)]
pub(super) struct ShowArgs {
    /// A reply code (556), an enhanced status code (5.1.10, X.1.10), a subject (X.1), a class (5.X.X), a cause (mailbox-full) or a reply of a provider (google/no-such-user)
    #[arg(value_name = "CODE", required = true, add = ArgValueCandidates::new(candidates::codes))]
    pub(super) codes: Vec<String>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// The arguments of `compare`.
#[derive(Debug, Default, PartialEq, clap::Args)]
pub(super) struct CompareArgs {
    /// Two codes or more
    #[arg(value_name = "CODE", required = true, add = ArgValueCandidates::new(candidates::codes))]
    pub(super) codes: Vec<String>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// The arguments of `list`.
#[derive(Debug, Default, PartialEq, clap::Args)]
pub(super) struct ListArgs {
    /// Words of a query, as `search` takes them
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// The provider whose replies are listed: its name or a part of it
    #[arg(long, value_name = "NAME", help_heading = "Filters", add = ArgValueCandidates::new(candidates::providers))]
    pub(super) provider: Option<String>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// The arguments of `search`.
#[derive(Debug, Default, PartialEq, clap::Args)]
pub(super) struct SearchArgs {
    /// Words, codes or pieces of codes
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,
    /// Print at most this many
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    pub(super) limit: Option<u32>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// The arguments of `explain`.
#[derive(Debug, Default, PartialEq, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub(super) struct ExplainArgs {
    /// A text, or files; - is standard input
    #[arg(value_name = "TEXT", add = ArgValueCompleter::new(candidates::files))]
    pub(super) text: Vec<String>,
    /// Put [address], [host], [ip], [url] and [id] in the place of names, for tickets and forums
    #[arg(long)]
    pub(super) redact: bool,
    /// Read one input a line and print one JSON object a line, in the same order
    #[arg(long)]
    pub(super) lines: bool,
    /// Count the failures of logs, mailboxes and folders in groups: who decided, cause and code
    #[arg(long, conflicts_with = "lines")]
    pub(super) summary: bool,
    /// List the texts that no rule knows, without names and with their counts
    #[arg(long, conflicts_with = "lines")]
    pub(super) unknown: bool,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// The arguments of `check`.
#[derive(Debug, Default, PartialEq, clap::Args)]
pub(super) struct CheckArgs {
    /// Data files, or folders of them
    #[arg(value_name = "FILE", required = true, add = ArgValueCompleter::new(candidates::files_and_folders))]
    pub(super) files: Vec<String>,
    /// A reply: which rule takes it, and why the others lose
    #[arg(long, value_name = "TEXT")]
    pub(super) text: Option<String>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// What a listed code must have: an option for each field of the search that is a filter.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct FilterArgs(Filter);

impl FilterArgs {
    /// The filter of the search.
    pub(super) const fn filter(&self) -> Filter {
        self.0
    }
}

impl clap::Args for FilterArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        let fields = FIELDS.iter().filter(|field| field.is_filter());
        command.args(fields.map(option))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let fields = FIELDS.iter().filter(|field| field.is_filter());
        let filters = fields.filter_map(|field| matches.get_one::<Filter>(field.name));
        let none = Filter::default();
        Ok(Self(filters.fold(none, |all, filter| all.and(*filter))))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0 = self.0.and(Self::from_arg_matches(matches)?.0);
        Ok(())
    }
}

/// The option of a field.
fn option(field: &'static QueryField) -> Arg {
    let help = capitalised(field.meaning);
    let option = Arg::new(field.name)
        .long(field.name)
        .value_name(field.placeholder)
        .help_heading("Filters")
        .ignore_case(true);
    let read = |word: &str| field.filter(word).ok_or("not one of the values");
    if let Values::Numbers(range, _) = &field.values {
        let range = i64::from(*range.start())..=i64::from(*range.end());
        let number = value_parser!(i64).range(range);
        let parser = number.try_map(move |number| read(&number.to_string()));
        let candidates = ArgValueCandidates::new(move || candidates::numbers(field));
        return option.help(help).value_parser(parser).add(candidates);
    }
    let values = field.values();
    let possible = values.iter().map(|value| {
        let possible = PossibleValue::new(&value.word).help(&value.meaning);
        possible.aliases(value.alias)
    });
    let parser = PossibleValuesParser::new(possible).try_map(move |word| read(&word));
    let option = option.help(&help).value_parser(parser);
    if values.len() <= LISTED {
        return option;
    }
    let words: Vec<String> = values.into_iter().map(|value| value.word).collect();
    option
        .hide_possible_values(true)
        .long_help(format!("{help}: {}", words.join(", ")))
}

/// The most values that the help gives a line each.
const LISTED: usize = 6;

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
        let defined: Vec<String> = Args::command()
            .get_subcommands()
            .map(|command| command.get_name().to_owned())
            .collect();
        assert_eq!(defined, COMMANDS);
    }
}
