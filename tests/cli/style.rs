//! Colours, hyperlinks and widths: told by options and environment, and never the only ones to tell something.

use rstest::rstest;
use unicode_width::UnicodeWidthStr;

use crate::program::{ended, program, run, run_line};

fn with(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = program(arguments);
    command.envs(environment.iter().copied());
    ended(&command.output().unwrap()).stdout
}

#[rstest]
#[case::in_a_pipe(&[], &[], false)]
#[case::always(&["--color", "always"], &[], true)]
#[case::always_before_no_color(&["--color", "always"], &[("NO_COLOR", "1")], true)]
#[case::force(&[], &[("CLICOLOR_FORCE", "1")], true)]
#[case::force_of_zero(&[], &[("CLICOLOR_FORCE", "0")], false)]
#[case::force_color(&[], &[("FORCE_COLOR", "1")], true)]
#[case::force_color_of_zero(&[], &[("FORCE_COLOR", "0"), ("CLICOLOR_FORCE", "1")], false)]
#[case::no_color_before_force(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false)]
#[case::never_before_force(&["--color", "never"], &[("CLICOLOR_FORCE", "1")], false)]
#[case::markdown(&["--format", "markdown"], &[("CLICOLOR_FORCE", "1")], false)]
#[case::json(&["--json"], &[("CLICOLOR_FORCE", "1")], false)]
fn colours_come_when_they_are_wanted(
    #[case] options: &[&str],
    #[case] environment: &[(&str, &str)],
    #[case] colours: bool,
) {
    let arguments = [&["show", "556"], options].concat();
    let text = with(&arguments, environment);
    assert_eq!(text.contains('\u{1b}'), colours, "{text}");
}

#[rstest]
#[case::in_a_pipe(&["--help"], &[], false)]
#[case::always(&["--color", "always", "--help"], &[], true)]
#[case::always_behind_a_command(&["show", "--color=always", "-h"], &[], true)]
#[case::force(&["--help"], &[("FORCE_COLOR", "1")], true)]
#[case::never(&["--color", "never", "--help"], &[("CLICOLOR_FORCE", "1")], false)]
#[case::never_behind_a_command(&["list", "--color=never", "--help"], &[("FORCE_COLOR", "1")], false)]
fn help_is_coloured_like_all_else(
    #[case] arguments: &[&str],
    #[case] environment: &[(&str, &str)],
    #[case] colours: bool,
) {
    let text = with(arguments, environment);
    assert!(text.contains("Usage:"), "{text}");
    assert_eq!(text.contains('\u{1b}'), colours, "{text}");
}

#[rstest]
fn errors_have_colours_of_no_kind(#[values("never", "always")] when: &str) {
    let mut command = program(&["--color", when, "--wrong"]);
    let ended = ended(&command.env("FORCE_COLOR", "1").output().unwrap());
    assert_eq!(ended.status, 2);
    assert!(!ended.stderr.contains('\u{1b}'), "{ended:?}");
}

#[test]
fn a_c_locale_prints_ascii() {
    let text = with(&["show", "556"], &[("LC_ALL", "C")]);
    assert!(text.is_ascii() && text.contains("* "), "{text}");
    // Data stays what it is.
    let json = with(&["list", "--json"], &[("LC_ALL", "C")]);
    assert!(!json.is_ascii());
}

#[test]
fn hyperlinks_need_a_terminal_that_knows_them_and_colours() {
    let link = "\u{1b}]8;;https://www.rfc-editor.org/rfc/rfc7504#section-4\u{1b}\\";
    let known = [("FORCE_HYPERLINK", "1")];
    let linked = with(&["show", "556", "--color", "always"], &known);
    assert!(linked.contains(link), "{linked}");
    assert!(!linked.contains("<https://"), "{linked}");
    let plain = with(&["show", "556"], &known);
    assert!(!plain.contains('\u{1b}') && plain.contains("<https://"));
    // tmux passes none, whatever terminal it was started from.
    let inside = [("TMUX", "/tmp/tmux,1,0"), ("VTE_VERSION", "7600")];
    let inside = with(&["show", "556", "--color", "always"], &inside);
    assert!(!inside.contains("\u{1b}]8") && inside.contains("<https://"));
    let colours = with(&["show", "556", "--color", "always"], &[]);
    assert!(!colours.contains("\u{1b}]8") && colours.contains("<https://"));
}

#[test]
fn without_colour_literals_are_marked_and_differing_words_are_not() {
    let plain = run_line("show 556").stdout;
    assert!(plain.contains("the answer `0 .` is"), "{plain}");
    let coloured = run_line("show 556 --color always").stdout;
    assert!(!coloured.contains('`'), "{coloured}");
    for format in ["text", "markdown"] {
        let plain = run_line(&format!("compare 450 550 --width 132 --format {format}")).stdout;
        assert!(
            plain.contains("5yz Permanent Negative Completion"),
            "{plain}"
        );
    }
    let coloured = run_line("compare 450 550 --width 132 --color always").stdout;
    assert!(
        coloured.contains("5yz Permanent\u{1b}[0m Negative"),
        "{coloured}"
    );
}

/// Nobody acts on the number of a document.
#[test]
fn where_codes_are_defined_is_the_last_difference_and_muted() {
    let text = run_line("compare 250 556 --width 80").stdout;
    let mut names = text.lines().filter(|line| line.starts_with('≠'));
    assert!(
        names.next_back().unwrap().starts_with("≠ Where defined "),
        "{text}"
    );
    let coloured = run_line("compare 250 556 --width 80 --color always").stdout;
    assert!(
        coloured.contains("\u{1b}[2mRFC 5321 section 4.2.3\u{1b}[0m"),
        "{coloured}"
    );
}

/// Running text stays narrow enough to read, however wide the window is.
#[test]
fn guidance_ends_at_100_columns() {
    let text = run_line("compare 250 556 --width 240").stdout;
    let guidance = text
        .lines()
        .skip_while(|line| *line != "When to use which")
        .take_while(|line| *line != "Summary");
    let widest = guidance.map(UnicodeWidthStr::width).max().unwrap();
    assert!((80..=100).contains(&widest), "{widest}");
}

#[rstest]
fn no_line_is_wider_than_asked(
    #[values(
        "show 250",
        "show 5.7.1",
        "compare 250 556",
        "compare 450 451 452",
        "list",
        "search mail"
    )]
    line: &str,
    #[values(20, 40, 80, 89, 90, 100, 132)] width: usize,
) {
    let ended = run_line(&format!("{line} --width {width}"));
    assert_eq!(ended.status, 0);
    for text in ended.stdout.lines() {
        assert!(text.width() <= width, "{text:?}");
        assert_eq!(text, text.trim_end(), "spaces at the end");
    }
}

#[test]
fn pages_end_at_100_columns_and_comparisons_use_all() {
    let widest = |line: &str| {
        run_line(line)
            .stdout
            .lines()
            .map(UnicodeWidthStr::width)
            .max()
    };
    assert!(widest("show 250 --width 200") <= Some(100));
    assert!(widest("compare 250 556 --width 200") > Some(150));
}

#[test]
fn sides_stand_side_by_side_from_68_columns_on() {
    let side_by_side = |width: &str| {
        let text = run(&["compare", "250", "556", "--width", width]).stdout;
        text.lines()
            .any(|line| line.starts_with("250 ") && line.ends_with("│ 556"))
    };
    assert!(side_by_side("68") && !side_by_side("67"));
}

#[test]
fn rows_in_a_pipe_are_whole() {
    let text = run_line("list").stdout;
    assert!(!text.contains('…'));
    let code = |line: &str| line.split_whitespace().next().map(str::to_owned);
    assert!(text.lines().all(|line| code(line).is_some()));
    assert!(run_line("list --width 40").stdout.contains('…'));
}
