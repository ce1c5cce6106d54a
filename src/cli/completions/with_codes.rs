//! Puts the codes into a script that was made from the definition of the arguments.
//!
//! Each place is found by a line that the generator writes; a test tells when it writes another one.

use std::fmt::Write as _;

use clap_complete::Shell;

use super::Titled;

/// The script with codes.
pub(super) fn add(shell: Shell, script: &str, codes: &[Titled]) -> String {
    match shell {
        Shell::Zsh => zsh(script, codes),
        Shell::Fish => fish(script, codes),
        Shell::PowerShell => powershell(script, codes),
        Shell::Elvish => elvish(script, codes),
        _ => script.to_owned(),
    }
}

/// Copies the lines of a script; `write` may put lines before and after them.
fn edit(script: &str, mut write: impl FnMut(&mut String, &str)) -> String {
    let mut edited = String::with_capacity(script.len() * 4);
    for line in script.lines() {
        write(&mut edited, line);
        edited.push('\n');
    }
    edited
}

/// A function that describes the codes, behind the commands and for each code.
fn zsh(script: &str, codes: &[Titled]) -> String {
    let mut cases = 0;
    edit(script, |out, line| {
        if line.starts_with("(( $+functions[_smtpref_commands] ))") {
            out.push_str("_smtpref_codes() {\n    local codes; codes=(\n");
            for Titled { code, title } in codes {
                let _ = writeln!(out, "{}", quoted(&format!("{code}:{title}")));
            }
            out.push_str("    )\n    _describe -t codes 'codes' codes \"$@\"\n}\n\n");
        }
        if line.starts_with("'*::codes") {
            out.push_str(&line.replace(":_default'", ":_smtpref_codes'"));
        } else {
            out.push_str(line);
        }
        if line.trim_start().starts_with("case $line[1] in") && cases == 0 {
            cases += 1;
            out.push_str("\n([0-9Xx]*)\n_smtpref_codes && ret=0\n;;");
        } else if line.contains("_describe -t commands 'smtpref commands'") {
            out.push_str("\n    _smtpref_codes \"$@\"");
        }
    })
}

/// A function that prints the codes with their titles, wherever no other command stands.
fn fish(script: &str, codes: &[Titled]) -> String {
    let mut script = script.to_owned();
    script.push_str("\nfunction __fish_smtpref_codes\n    printf '%s\\t%s\\n'");
    for Titled { code, title } in codes {
        let title = title.replace('\\', "\\\\").replace('\'', "\\'");
        let _ = write!(script, " \\\n        {code} '{title}'");
    }
    script.push_str(
        "\nend\n\ncomplete -c smtpref -n \"not __fish_seen_subcommand_from list search completions man\" \
         -f -a '(__fish_smtpref_codes)'\n",
    );
    script
}

/// A list of results; a code among the words is no command.
fn powershell(script: &str, codes: &[Titled]) -> String {
    let list = |out: &mut String| {
        out.push_str("    $codes = @(\n");
        for Titled { code, title } in codes {
            let _ = writeln!(
                out,
                "        [CompletionResult]::new('{code}', '{code}', [CompletionResultType]::ParameterValue, {})",
                doubled(title)
            );
        }
        out.push_str("    )\n");
    };
    edit(script, |out, line| {
        match line.trim() {
            "$completions = @(switch ($command) {" => list(out),
            "$element.Value.StartsWith('-') -or" => {
                out.push_str("                $element.Value -match '^[0-9Xx]' -or\n");
            }
            _ => {}
        }
        out.push_str(line);
        if matches!(
            line.trim(),
            "'smtpref' {" | "'smtpref;show' {" | "'smtpref;compare' {"
        ) {
            out.push_str("\n            $codes");
        }
    })
}

/// A function that puts out the candidates; a code among the words is no command.
fn elvish(script: &str, codes: &[Titled]) -> String {
    let function = |out: &mut String| {
        out.push_str("    fn codes {\n");
        for Titled { code, title } in codes {
            let _ = writeln!(out, "        cand {code} {}", doubled(title));
        }
        out.push_str("    }\n");
    };
    edit(script, |out, line| {
        match line.trim() {
            "use str;" => out.push_str("use re;\n"),
            "var command = 'smtpref'" => function(out),
            "set command = $command';'$word" => out.push_str(
                "        if (re:match '^[0-9Xx]' $word) {\n            continue\n        }\n",
            ),
            _ => {}
        }
        out.push_str(line);
        if matches!(
            line.trim(),
            "&'smtpref'= {" | "&'smtpref;show'= {" | "&'smtpref;compare'= {"
        ) {
            out.push_str("\n            codes");
        }
    })
}

/// Between single quotes, as the shells of Unix want it; a colon would end the code.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Between single quotes, a single quote doubled.
fn doubled(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use rstest::rstest;

    use super::*;
    use crate::cli::args::Args;
    use crate::cli::completions::{script, without_codes};

    #[rstest]
    #[case(Shell::Zsh, &["_smtpref_codes() {", ":_smtpref_codes'", "([0-9Xx]*)", "_smtpref_codes \"$@\""], 5)]
    #[case(Shell::Fish, &["function __fish_smtpref_codes"], 2)]
    #[case(Shell::PowerShell, &["$codes = @(", "-match '^[0-9Xx]'", "            $codes"], 4)]
    #[case(Shell::Elvish, &["fn codes {", "use re;", "continue", "            codes"], 4)]
    fn the_codes_find_their_places(
        #[case] shell: Shell,
        #[case] pieces: &[&str],
        #[case] uses: usize,
    ) {
        let plain = script(shell, without_codes(&Args::command()));
        let titled = Titled {
            code: "556".to_owned(),
            title: "A quote's test",
        };
        let added = add(shell, &plain, &[titled]);
        for piece in pieces {
            assert!(added.contains(piece), "{piece} in\n{added}");
        }
        let name = pieces[0].trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let name = name
            .trim_start_matches("function ")
            .trim_start_matches("fn ");
        let lines = added.lines().filter(|line| {
            line.split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| word == name)
        });
        assert!(lines.count() >= uses, "{name} in\n{added}");
    }
}
