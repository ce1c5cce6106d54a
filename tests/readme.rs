//! What README.md and CONTRIBUTING.md say, held against the program: counts, commands, the picture of the parts, dependencies, benchmarks.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rstest::rstest;
use smtpref_catalog::{Catalog, Code, Kind};
use toml::de::{DeTable, DeValue};

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn catalog() -> Catalog {
    smtpref::shipped::catalog().unwrap()
}

fn count(catalog: &Catalog, kind: Kind) -> usize {
    let codes = catalog.codes().iter();
    codes.filter(|code| code.kind() == kind).count()
}

/// The number before a noun, and whether "over" is before it.
fn told(text: &str, noun: &str) -> Option<(usize, bool)> {
    let words: Vec<&str> = text[..text.find(noun)?].split_whitespace().collect();
    let [.., before, number] = words[..] else {
        return None;
    };
    let digits = number.trim_start_matches('*').replace(',', "");
    let is_over = before.to_lowercase().ends_with("over");
    Some((digits.parse().ok()?, is_over))
}

/// Whether a number is the count, or with "over" the count without its last digits.
fn is_true((number, is_over): (usize, bool), count: usize) -> bool {
    let mut step = 1;
    while is_over && number % (step * 10) == 0 && step * 10 <= number {
        step *= 10;
    }
    if is_over {
        (number..number + step).contains(&count)
    } else {
        number == count
    }
}

#[rstest]
#[case::exact((42, false), 42, true)]
#[case::one_more((42, false), 43, false)]
#[case::over((1300, true), 1398, true)]
#[case::just_so_many((1300, true), 1300, true)]
#[case::fewer((1300, true), 1299, false)]
#[case::far_more((1300, true), 1400, false)]
#[case::tens((70, true), 79, true)]
#[case::next_ten((70, true), 80, false)]
fn over_means_up_to_the_next_round_number(
    #[case] number: (usize, bool),
    #[case] count: usize,
    #[case] truth: bool,
) {
    assert_eq!(is_true(number, count), truth);
}

#[rstest]
#[case::reply_codes(" reply codes", count(&catalog(), Kind::Reply))]
#[case::enhanced_codes(" enhanced status codes", count(&catalog(), Kind::Enhanced))]
#[case::causes(" causes", count(&catalog(), Kind::Cause))]
#[case::replies(" replies of", count(&catalog(), Kind::ProviderReply))]
#[case::providers(" providers**", catalog().providers().len())]
#[case::comparisons(" comparisons", catalog().pair_codes().len())]
fn the_readme_counts_right(#[case] noun: &str, #[case] count: usize) {
    let told = told(&read("README.md"), noun);
    let told = told.unwrap_or_else(|| panic!("no number before {noun:?}"));
    assert!(
        is_true(told, count),
        "{told:?}{noun}, but there are {count}"
    );
}

#[test]
fn the_readme_names_the_first_and_the_last_reply_code() {
    let catalog = catalog();
    let is_reply = |code: &&Code| code.kind() == Kind::Reply;
    let replies: Vec<&Code> = catalog.codes().iter().filter(is_reply).collect();
    let (first, last) = (replies[0], replies[replies.len() - 1]);
    let range = format!("from {first} to {last}");
    assert!(read("README.md").contains(&range), "{range}");
}

/// What the exit statuses mean, as the help tells it.
fn statuses() -> Vec<(char, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_smtpref"))
        .arg("--help")
        .env_clear()
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let (_, rows) = help.split_once("\nExit status:\n").unwrap();
    let mut statuses: Vec<(char, String)> = Vec::new();
    for line in rows.lines().take_while(|line| !line.is_empty()) {
        let number = line.chars().nth(2).filter(char::is_ascii_digit);
        match (number, statuses.last_mut()) {
            (Some(number), _) => statuses.push((number, line[3..].trim().to_owned())),
            (None, Some((_, meaning))) => meaning.extend([" ", line.trim()]),
            (None, None) => panic!("{line}"),
        }
    }
    statuses
}

#[test]
fn all_pages_say_the_same_of_the_exit_status() {
    let statuses = statuses();
    assert_eq!(statuses.len(), 3, "{statuses:?}");
    for page in ["README.md", "docs/library.md"] {
        let words: Vec<String> = read(page).split_whitespace().map(str::to_owned).collect();
        let text = words.join(" ");
        for (number, meaning) in &statuses {
            let told = format!("Exit status {number}: {meaning}");
            assert!(text.contains(&told), "{page} does not say {told:?}");
        }
    }
}

/// The pieces of code in a text that call the program with arguments and nothing of a shell.
fn commands(text: &str) -> Vec<&str> {
    let pieces = text.split('`').skip(1).step_by(2);
    pieces
        .filter(|piece| piece.starts_with("smtpref ") && !piece.contains(['<', '>', '|']))
        .collect()
}

/// The arguments of a command; what is in quotes is one.
fn arguments(command: &str) -> Vec<&str> {
    let pieces = command.split('"').enumerate();
    let arguments = pieces.flat_map(|(index, piece)| match index % 2 {
        0 => piece.split_whitespace().collect(),
        _ => vec![piece],
    });
    arguments.skip(1).collect()
}

#[test]
fn every_command_of_the_readme_finds_something() {
    let readme = read("README.md");
    let commands = commands(&readme);
    assert!(commands.len() >= 10, "only {commands:?}");
    for command in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_smtpref"))
            .args(arguments(command))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let problem = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {problem}");
        assert!(!output.stdout.is_empty(), "{command} prints nothing");
    }
}

/// The picture of the parts: the block of text that begins with the data.
fn picture(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim_start_matches("//! "));
    lines
        .skip_while(|line| !line.starts_with("data/ "))
        .take_while(|line| !line.starts_with("```"))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn the_parts_are_drawn_alike_everywhere() {
    let drawn = picture(&read("README.md"));
    assert!((8..=12).contains(&drawn.len()), "{drawn:?}");
    assert_eq!(picture(&read("CONTRIBUTING.md")), drawn);
    assert_eq!(picture(&read("src/lib.rs")), drawn);
}

#[test]
fn every_module_is_in_the_picture() {
    let drawn = picture(&read("README.md")).join("\n");
    let library = read("src/lib.rs");
    let modules = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "));
    for module in modules.map(|line| line.trim_end_matches(';')) {
        let mut told = drawn.split(|c: char| !c.is_alphanumeric() && c != '_');
        assert!(
            told.any(|word| word == module),
            "{module} is not in the picture"
        );
    }
}

/// The names of all dependencies of the program and of the crate below it, on every system.
fn dependencies() -> Vec<String> {
    let mut names = Vec::new();
    for manifest in ["Cargo.toml", "crates/catalog/Cargo.toml"] {
        let text = read(manifest);
        let manifest = DeTable::parse(&text).unwrap();
        add_dependencies(manifest.get_ref(), &mut names);
    }
    names.sort();
    names.dedup();
    names
}

/// Those of a manifest, or of the part of one that is for some systems.
fn add_dependencies(part: &DeTable<'_>, names: &mut Vec<String>) {
    for (section, table) in part {
        let DeValue::Table(table) = table.get_ref() else {
            continue;
        };
        if section.get_ref().ends_with("dependencies") {
            names.extend(table.keys().map(|name| name.get_ref().to_string()));
        } else if section.get_ref() == "target" {
            for system in table.values() {
                if let DeValue::Table(part) = system.get_ref() {
                    add_dependencies(part, names);
                }
            }
        }
    }
}

/// The part of CONTRIBUTING.md about dependencies, as far as it tells of those that there are.
fn told_dependencies() -> String {
    let text = read("CONTRIBUTING.md");
    let (_, told) = text.split_once("\n## Dependencies\n").unwrap();
    let (told, _) = told.split_once("\n## ").unwrap();
    let paragraphs = told.split("\n\n");
    let of_today = |paragraph: &&str| !paragraph.starts_with("Not used:");
    paragraphs.filter(of_today).collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let told = told_dependencies();
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let words: Vec<&str> = told.split(|c| !is_name(c)).collect();
    for name in dependencies() {
        assert!(words.contains(&name.as_str()), "{name} has no reason");
    }
}

#[test]
fn no_reason_is_left_of_a_dependency_that_is_gone() {
    let told = told_dependencies();
    let names = dependencies();
    let rows = told.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    for name in cells.flat_map(|cell| cell.split(", ")) {
        assert!(
            name == "crate" || names.iter().any(|of| of == name),
            "{name} is gone"
        );
    }
}

#[test]
fn every_benchmark_is_told() {
    let told = read("CONTRIBUTING.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    for item in fs::read_dir(folder).unwrap() {
        let name = item.unwrap().file_name().into_string().unwrap();
        let command = match name.split_once('.') {
            Some((bench, "rs")) => format!("`cargo bench --bench {bench}`"),
            Some((script, "sh")) => format!("`benches/{script}.sh`"),
            _ => continue,
        };
        assert!(told.contains(&command), "{command} is not told");
    }
}

#[test]
fn the_gate_runs_the_test_command_of_the_readme() {
    let readme = read("README.md");
    let command = readme.lines().find(|line| line.starts_with("cargo test"));
    let command = command.and_then(|line| line.split('#').next());
    let command = command.unwrap().trim();
    let gate = read(".ci/run");
    assert!(gate.lines().any(|line| line == command), "{command}");
}
