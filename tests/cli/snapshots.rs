//! The examples in `tests/cli/*.md` print what they say.

#[test]
fn examples_print_what_they_say() {
    trycmd::TestCases::new()
        .case("tests/cli/*.md")
        .env("NO_COLOR", "")
        .env("CLICOLOR", "")
        .env("CLICOLOR_FORCE", "")
        .env("FORCE_HYPERLINK", "0")
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("APPDATA", env!("CARGO_TARGET_TMPDIR"))
        .env("XDG_CONFIG_HOME", "")
        .env("TERM", "dumb");
}
